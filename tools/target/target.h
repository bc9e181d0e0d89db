#ifndef TARGET_TARGET_H
#define TARGET_TARGET_H

#include "base/dict.h"
#include "base/mem.h"
#include "index/document.h"

/*
 * The new host, as its own documents describe it (virsh capabilities, domcapabilities, net-dumpxml
 * and so on): facts, read once, before any document is converted. What no document says is not
 * known, and what one says is believed.
 */
enum answer { ANSWER_UNKNOWN, ANSWER_NO, ANSWER_YES };

/* An array that grows (MEM_GROW). */
#define TARGET_LIST(type)           \
	struct {                    \
		type *items;        \
		size_t count, room; \
	}

/* One machine of an architecture, from capabilities. */
struct target_machine {
	struct str name;
	struct str canonical;    /* what the name stands for: pc is pc-i440fx-7.2; or the name */
	unsigned long most_cpus; /* 0: not known */
};

/* A type of domain that an architecture has; emulator: its own, or absent. */
struct target_type {
	struct str type, emulator;
};

/* An architecture of guests, from capabilities: guest/arch. */
struct target_arch {
	struct str name, emulator;
	enum answer reverts; /* whether guests can return to external snapshots */
	TARGET_LIST(struct target_machine) machines;
	TARGET_LIST(struct target_type) types;
};

/* What one emulator can do, from one domainCapabilities. */
struct target_ability {
	struct str path, type, machine, arch;
	struct dict words; /* see target_can() */
};

/* A guest that the host has. */
struct target_guest {
	struct str name, uuid; /* as they are written; uuid absent: not known */
};

struct target_pool {
	struct str name, uuid; /* uuid absent: not known */
	bool volumes;          /* a volume below its path is known */
	bool expected;         /* target_expect_pool() */
};

/* A pool that has a key (target/pools.c), and the next one that has it; SIZE_MAX: none. */
struct target_use {
	size_t pool, next;
};

/* How two pools of one host collide. */
enum target_clash {
	CLASH_SOURCE, /* libvirt does not define the second one */
	CLASH_SHARED, /* it defines and starts both, and both have the same volumes */
	CLASH_PATH,   /* it defines both, and starts the second in the directory of the first */
};

struct target_volume {
	struct str name, path, format, type; /* absent: not known */
};

/* What the host has, by kind of document. */
enum target_kind {
	TARGET_GUESTS,
	TARGET_NETWORKS,
	TARGET_POOLS,
	TARGET_VOLUMES,
	TARGET_FILTERS,
	TARGET_SECRETS,
	TARGET_SNAPSHOTS,
	TARGET_CHECKPOINTS,
	TARGET_LINKS, /* network interfaces, of nodedev-dumpxml and iface-dumpxml */
	TARGET_KINDS
};

struct target {
	struct arena arena;
	/* from our own <host>; absent: not known */
	struct str name, time, libvirt;
	bool whole[TARGET_KINDS]; /* <host> says that all of the kind are described */
	unsigned long wanted[TARGET_KINDS], got[TARGET_KINDS];
	/* from capabilities */
	struct str host_arch;
	unsigned long long memory; /* bytes; 0: not known */
	unsigned long cpus;        /* the same */
	TARGET_LIST(struct target_arch) archs;
	TARGET_LIST(struct target_ability) abilities;
	/* what is there: numbers are places in the lists */
	TARGET_LIST(struct target_guest) guests;
	TARGET_LIST(struct target_pool) pools;
	TARGET_LIST(struct target_volume) volumes;
	TARGET_LIST(struct str) moments; /* when snapshots and checkpoints were made */
	struct dict guest_names, guest_uuids, guest_macs, guest_images, guest_ports;
	struct dict pool_names, pool_uuids, pool_paths, volume_paths, volume_names;
	struct dict moment_names; /* see target_moment() */
	/* of pools: what no other may have, too; from storagepoolCapabilities */
	struct dict pool_keys;
	TARGET_LIST(struct target_use) pool_uses;
	struct target_ability pool_ability;
	/* and what is there by name only; secrets by UUID, too */
	struct dict networks, filters, secrets, links;
	struct dict unlisted; /* pools whose volumes are not known, by <host> */
};

/* The root elements that a description may have, ended by NULL. */
extern const char *const target_roots[];

struct target *target_new(void);
void target_free(struct target *t);
/* Takes what the document says; nothing of it is needed afterwards. */
void target_add(struct target *t, const struct document *doc);
/* When all documents are there: what follows from several of them. */
void target_finish(struct target *t);
/*
 * Then: whether there are as many as <host> counted; otherwise what is
 * missing, such as "domain", with the number that was counted and that is there.
 */
const char *target_missing(const struct target *t, unsigned long *wanted, unsigned long *got);

/* Whether the host's things of a kind are described, so that what is not among them is missing. */
bool target_knows(const struct target *t, enum target_kind kind);
/* The version of libvirt there; absent: not known, as where t is NULL. */
struct str target_libvirt(const struct target *t);

/* An architecture by name; NULL: no such architecture, or none is described. */
const struct target_arch *target_arch(const struct target *t, struct str name);
const struct target_machine *target_machine(const struct target_arch *a, struct str name);
const struct target_type *target_type(const struct target_arch *a, struct str type);
/*
 * What the emulator for such a guest can do: of the description whose architecture is that one,
 * the one with the type and machine, or else the next best; NULL: nothing is described.
 */
const struct target_ability *target_ability(const struct target *t, struct str arch,
                                            struct str type, struct str machine);
/*
 * Whether the element at the place (such as devices/disk) may have the word in the enumeration
 * (such as bus). An enumeration that is not listed is not known.
 */
enum answer target_can(const struct target_ability *a, const char *place, const char *list,
                       struct str word);
/* The same of a CPU mode and of a model of mode custom; *usable: whether this host can run it. */
enum answer target_has_mode(const struct target_ability *a, struct str mode);
enum answer target_has_model(const struct target_ability *a, struct str model, bool *usable);

/* The guest that uses the thing, by one of the dictionaries above; NULL: none. */
const struct target_guest *target_user(const struct target *t, const struct dict *by,
                                       struct str key);
/* When the guest's snapshot of that name was made, or its checkpoint; absent: it has none. */
struct str target_moment(const struct target *t, struct arena *a, bool checkpoint, struct str uuid,
                         struct str name);
/* Keys of the dictionaries, in the arena: lower case; a UUID without its dashes. */
struct str target_lower(struct arena *a, struct str s);
struct str target_uuid(struct arena *a, struct str s);
/* The key of a guest's snapshot or checkpoint; uuid: of the guest, as a key. */
struct str target_moment_key(struct arena *a, bool checkpoint, struct str uuid, struct str name);
/* What a source opens, as a key: its plain path, POOL/VOLUME, PROTOCOL/NAME@HOST:PORT; or absent.
 */
struct str target_image(struct arena *a, const struct document *doc, uint32_t source);

/* Whether secrets are described, and none that the element names by its usage or UUID. */
bool target_lacks_secret(const struct target *t, const struct document *doc, uint32_t secret);

/* The pool whose directory the path lies in; NULL: none. */
const struct target_pool *target_pool_of(const struct target *t, struct str path);
/* The same, if its volumes are described and the path is none of them; NULL: otherwise. */
const struct target_pool *target_lacks(const struct target *t, struct str path);
const struct target_pool *target_pool(const struct target *t, struct str name);
/* The same by one of the dictionaries above. */
const struct target_pool *target_pool_found(const struct target *t, const struct dict *by,
                                            struct str key);
/* A pool of another name than the document's with which that collides worst; NULL: none. */
const struct target_pool *target_pool_clash(const struct target *t, const struct document *doc,
                                            enum target_clash *clash);
/* Takes a pool that will be there. */
void target_expect_pool(struct target *t, const struct document *doc);
/* Whether the host has pools of the type, and of these such a source format. */
enum answer target_has_pools(const struct target *t, struct str type);
enum answer target_has_source(const struct target *t, struct arena *a, struct str type,
                              struct str format);
const struct target_volume *target_volume(const struct target *t, struct str path);
/*
 * Whether the volumes of the pool are described: virsh-describe can leave volumes out, and libvirt
 * lists none of an inactive pool (storage_driver.c, storagePoolListAllVolumes).
 */
bool target_lists_volumes(const struct target *t, const struct target_pool *pool);
/* The volume of that name in a pool with a directory. */
const struct target_volume *target_volume_in(const struct target *t, struct arena *a,
                                             struct str pool, struct str name);

#endif
