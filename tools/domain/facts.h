#ifndef DOMAIN_FACTS_H
#define DOMAIN_FACTS_H

#include "domain/settings.h"
#include "rules/run.h"
#include "target/target.h"

/* The guest's kind of machine under Xen. */
enum guest {
	GUEST_PV,  /* paravirtualised: no firmware, no emulated devices */
	GUEST_PVH, /* PV devices in a hardware container */
	GUEST_HVM, /* a PC */
};

/* What the document tells of the guest's operating system. */
enum guest_system {
	SYSTEM_UNKNOWN,
	SYSTEM_WINDOWS, /* libosinfo says so, or it has what only Windows is given */
	SYSTEM_OTHER,   /* libosinfo says something else, or it is paravirtualised */
};

/* The family of a Linux guest, which libosinfo's id in the metadata names. */
enum guest_family { FAMILY_ANY, FAMILY_DEBIAN, FAMILY_RHEL, FAMILY_SLES, FAMILY_STRANGE };

struct disk;

/* Facts of a domain, computed once from the unchanged document, before any rule runs. */
struct domain {
	struct document *doc;
	const struct settings *set;
	/* peer: another domain of the document that is the same guest, such as a snapshot's
	 * inactiveDomain; its disks get the same names */
	uint32_t root, peer, os, os_type, devices, features, cpu, bootloader; /* NONE: has none */
	bool xen;   /* type='xen': all rules apply; otherwise those for leftovers only */
	bool known; /* the type is xen, kvm or qemu */
	enum guest guest;
	enum guest_system system;
	struct str type, arch, machine; /* of the new domain; absent: libvirt's own choice */
	bool q35;                       /* the new machine is q35, without IDE */
	/* of the new host, what it says of this architecture and such guests; NULL: nothing */
	const struct target_arch *there;
	const struct target_ability *ability;
	/* ability is about this type of domain; about this machine's kind, q35 or another */
	bool exact, same_kind;
	bool efi;          /* an HVM guest of Xen with UEFI */
	bool secure_boot;  /* it asks for Secure Boot */
	bool transitional; /* virtio devices that older drivers know as well */
	enum guest_family family;
	/* among the devices: a serial port, such an input, USB's switch being off */
	bool serial, tablet, mouse, no_usb;
	struct disk *disks; /* read by disks_read() */
	size_t disks_count;
};

/*
 * Reads the domain whose element is root, without its disks. peer: see above; as_xen: as if its
 * type were xen. Memory comes from the document's arena.
 */
struct domain *domain_read(const struct run *r, uint32_t root, uint32_t peer,
                           const struct settings *set, bool as_xen);

/* The facts of the run's domain. */
const struct domain *domain_of(const struct run *r);
/* PV or PVH: all of its devices were Xen's. */
bool domain_is_pv(const struct domain *d);

/*
 * The CPU mode that the new host has, nearest to the one that is wanted: that one, if it has it, or
 * if nobody knows; "": none.
 */
const char *domain_cpu_mode(const struct domain *d, struct str wanted);

/*
 * The guest of the new host that has the thing, by a dictionary of struct target, unless it is the
 * domain itself; NULL: none.
 */
const struct target_guest *domain_other_guest(const struct run *r, const struct dict *by,
                                              struct str key);

/* Reports a path below a pool of the new host whose volumes are known, if it is none of them. */
void domain_miss_path(struct run *r, uint16_t rule, uint32_t node, const struct target *t,
                      struct str path);

/* Whether the new host lists machines, and not this one; an absent one is the host's choice. */
bool domain_lacks_machine(const struct domain *d, struct str machine);

/* The emulator that the new host names for the domain; absent: none, or nothing is known. */
struct str domain_emulator_there(const struct domain *d);
/* What an emulator of Xen becomes: that of --emulator, or the new host's; NULL: it is removed. */
const char *domain_emulator(const struct domain *d);
/* The model of a new virtio device, and of a former PV interface. */
const char *domain_virtio(const struct domain *d);
const char *domain_nic_model(const struct domain *d);

/* Whether the os/loader is UEFI. */
bool domain_is_ovmf(const struct document *doc, uint32_t loader);

/* The os element, or the element after which libvirt would write it; NONE: neither exists. */
uint32_t domain_os_place(const struct domain *d);

/* Whether devices say in which order to boot from them. */
bool domain_has_device_order(const struct domain *d);
/* The device that a boot element names, in either spelling. */
struct str domain_boot_device(const struct domain *d, uint32_t boot);

/*
 * What Xen's console becomes: serial or virtio. libvirt takes a serial console for the guest's
 * first serial port, so beside a serial port it is virtio.
 */
const char *domain_console(const struct domain *d);

#endif
