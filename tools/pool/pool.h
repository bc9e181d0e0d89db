#ifndef POOL_POOL_H
#define POOL_POOL_H

#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What a storage pool can be told: one row a part, which is an option of the same name (those of
 * virsh pool-define-as, and what that lacks), what --help calls its argument and says.
 */
/* clang-format off */
#define PARTS(X) \
	X(NAME, "name", "NAME", "the pool's name") \
	X(UUID, "uuid", "UUID", "its UUID, to redefine a pool") \
	X(HOST, "source-host", "HOST[:PORT]", "the server; rbd, sheepdog: repeatable") \
	X(PORT, "source-port", "PORT", "its port, if HOST names none") \
	X(DIR, "source-path", "PATH", "the server's directory") \
	X(DEVICE, "source-dev", "DEVICE", "iSCSI target or device; logical, zfs: repeatable") \
	X(INITIATOR, "source-initiator", "IQN|@FILE", "initiator name, or a file that contains it") \
	X(ADAPTER, "adapter-name", "NAME", "SCSI adapter, scsi_hostN") \
	X(PARENT, "adapter-parent", "NAME", "parent of a virtual FC adapter") \
	X(PARENT_WWNN, "adapter-parent-wwnn", "WWN", "the parent by its node name") \
	X(PARENT_WWPN, "adapter-parent-wwpn", "WWN", "and port name") \
	X(FABRIC_WWN, "adapter-parent-fabric-wwn", "WWN", "the parent by its fabric") \
	X(WWNN, "adapter-wwnn", "WWN", "node name of an FC adapter") \
	X(WWPN, "adapter-wwpn", "WWN", "its port name") \
	X(AUTH_TYPE, "auth-type", "chap|ceph", "how to authenticate") \
	X(AUTH_USER, "auth-username", "USER", "as whom") \
	X(SECRET_USAGE, "secret-usage", "USAGE", "libvirt's secret, by its usage") \
	X(SECRET_UUID, "secret-uuid", "UUID", "or by its UUID") \
	X(FORMAT, "source-format", "FORMAT", "file system, partition table, ...") \
	X(SOURCE_NAME, "source-name", "NAME", "volume group, Ceph pool, ...") \
	X(PROTOCOL, "source-protocol-ver", "VERSION", "NFS version") \
	X(VENDOR, "source-vendor", "NAME", "the storage's vendor") \
	X(PRODUCT, "source-product", "NAME", "and product") \
	X(TARGET, "target", "PATH", "where volumes appear (iscsi: /dev/disk/by-path)") \
	X(PERMISSIONS, "permissions", "MODE[:OWNER[:GROUP[:LABEL]]]", "of the target's directory") \
	X(COW, "cow", "yes|no", "copy on write of the target (btrfs)") \
	X(MOUNT_OPTION, "mount-option", "OPTION", "fs, netfs: of mount(8), repeatable") \
	X(CONFIG_OPTION, "config-option", "NAME=VALUE", "rbd: librados setting, repeatable")
/* clang-format on */

enum part {
#define X(sym, ...) PART_##sym,
	PARTS(X)
#undef X
	    PART_COUNT
};

#define PART_BIT(part) (1U << PART_##part)

/* The part's option, without its dashes. */
extern const char *const part_options[PART_COUNT];

/* One type of pools; sets of parts are ORs of PART_BIT. */
struct pool_type {
	const char *name;
	uint32_t needs;             /* a pool without one of them is no good */
	uint32_t takes;             /* and these are optional */
	uint32_t several;           /* of which there may be more than one */
	const char *const *formats; /* what --source-format may be, ended by NULL */
	const char *auth;           /* what --auth-type must be; NULL: there is none */
	const char *target;         /* where volumes appear if nothing else is said; or NULL */
};

extern const struct pool_type pool_types[];
extern const size_t pool_types_count;

/* NULL: there is none of that name. */
const struct pool_type *pool_type_find(struct str name);
bool pool_type_takes(const struct pool_type *type, enum part part);

/* The values of one part, in the order in which they were given. */
struct values {
	const char **list;
	size_t count, room;
};

/* What is known of one pool.  Values are UTF-8 as meant, not escaped, and belong to others. */
struct pool {
	const struct pool_type *type;
	struct values parts[PART_COUNT];
};

void values_add(struct values *v, const char *value);
void pool_add(struct pool *pool, enum part part, const char *value);
/* The part's first value, or NULL. */
const char *pool_value(const struct pool *pool, enum part part);
/* Which parts have a value. */
uint32_t pool_given(const struct pool *pool);
/* Forgets a part's values. */
void pool_clear(struct pool *pool, enum part part);
void pool_free(struct pool *pool);

#endif
