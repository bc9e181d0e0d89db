/* The types of pools, after libvirt's storagepool.rng and what its drivers ask for at start. */
#include "pool/pool.h"

#define B PART_BIT
#define WORDS(...)                \
	(const char *const[])     \
	{                         \
		__VA_ARGS__, NULL \
	}

#define COMMON B(UUID)
#define SHOWN (B(PERMISSIONS) | B(TARGET))
#define MADE_BY (B(VENDOR) | B(PRODUCT))
#define SERVER (B(HOST) | B(PORT))
#define AUTH (B(AUTH_TYPE) | B(AUTH_USER) | B(SECRET_USAGE) | B(SECRET_UUID))
#define ADAPTERS                                                                              \
	(B(ADAPTER) | B(PARENT) | B(PARENT_WWNN) | B(PARENT_WWPN) | B(FABRIC_WWN) | B(WWNN) | \
	 B(WWPN))

const struct pool_type pool_types[] = {
	{ .name = "dir", .needs = B(NAME) | B(TARGET), .takes = COMMON | SHOWN | B(COW) },
	{ .name = "fs",
	  .needs = B(NAME) | B(DEVICE) | B(TARGET),
	  .takes = COMMON | SHOWN | MADE_BY | B(FORMAT) | B(MOUNT_OPTION) | B(COW),
	  .several = B(MOUNT_OPTION),
	  .formats = WORDS("auto", "ext2", "ext3", "ext4", "ufs", "iso9660", "udf", "gfs", "gfs2",
	                   "vfat", "hfs+", "xfs", "ocfs2", "vmfs") },
	{ .name = "netfs",
	  .needs = B(NAME) | B(HOST) | B(DIR) | B(TARGET),
	  .takes = COMMON | SHOWN | MADE_BY | SERVER | B(FORMAT) | B(PROTOCOL) | B(MOUNT_OPTION),
	  .several = B(MOUNT_OPTION),
	  .formats = WORDS("auto", "nfs", "cifs", "glusterfs") },
	{ .name = "logical",
	  .needs = B(NAME),
	  .takes = COMMON | SHOWN | MADE_BY | B(DEVICE) | B(SOURCE_NAME) | B(FORMAT),
	  .several = B(DEVICE),
	  .formats = WORDS("unknown", "lvm2") },
	{ .name = "disk",
	  .needs = B(NAME) | B(DEVICE) | B(TARGET),
	  .takes = COMMON | SHOWN | MADE_BY | B(FORMAT),
	  .formats = WORDS("unknown", "dos", "dvh", "gpt", "mac", "bsd", "pc98", "sun", "lvm2") },
	{ .name = "iscsi",
	  .needs = B(NAME) | B(HOST) | B(DEVICE) | B(TARGET),
	  .takes = COMMON | SHOWN | MADE_BY | SERVER | AUTH | B(INITIATOR),
	  .auth = "chap",
	  .target = "/dev/disk/by-path" },
	{ .name = "iscsi-direct",
	  .needs = B(NAME) | B(HOST) | B(DEVICE) | B(INITIATOR),
	  .takes = COMMON | SERVER | AUTH,
	  .auth = "chap" },
	{ .name = "scsi",
	  .needs = B(NAME) | B(TARGET),
	  .takes = COMMON | SHOWN | MADE_BY | ADAPTERS },
	{ .name = "mpath", .needs = B(NAME) | B(TARGET), .takes = COMMON | SHOWN },
	{ .name = "rbd",
	  .needs = B(NAME) | B(HOST) | B(SOURCE_NAME),
	  .takes = COMMON | SERVER | AUTH | B(CONFIG_OPTION),
	  .several = B(HOST) | B(CONFIG_OPTION),
	  .auth = "ceph" },
	{ .name = "sheepdog",
	  .needs = B(NAME) | B(HOST) | B(SOURCE_NAME),
	  .takes = COMMON | SERVER,
	  .several = B(HOST) },
	{ .name = "gluster",
	  .needs = B(NAME) | B(HOST) | B(SOURCE_NAME),
	  .takes = COMMON | SERVER | B(DIR) },
	{ .name = "zfs",
	  .needs = B(NAME) | B(SOURCE_NAME),
	  .takes = COMMON | SHOWN | B(DEVICE),
	  .several = B(DEVICE) },
	{ .name = "vstorage",
	  .needs = B(NAME) | B(SOURCE_NAME) | B(TARGET),
	  .takes = COMMON | SHOWN },
};

const size_t pool_types_count = sizeof(pool_types) / sizeof(pool_types[0]);

const struct pool_type *
pool_type_find(struct str name)
{
	for (size_t i = 0; i < pool_types_count; i++)
		if (str_is(name, pool_types[i].name))
			return &pool_types[i];
	return NULL;
}

bool
pool_type_takes(const struct pool_type *type, enum part part)
{
	return ((type->needs | type->takes) >> part & 1U) != 0;
}
