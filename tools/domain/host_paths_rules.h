/* Paths of the host. */
/* clang-format off */
RULE(MAP_PATH, BY(map_host_paths),
     .group = GROUP_MEANING, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "paths of the guest's files: disk/source with its backing chain, os/kernel, os/nvram, "
              "filesystem/source, serial/source and others, with --map-path=OLD=NEW",
     .does = "the path becomes NEW",
     .why = "files are elsewhere on the new host; a guest whose nvram is missing starts with an "
            "empty one and has lost its boot entries")

RULE(HOST_PATH, BY(map_host_paths),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_NOTE,
     .where = "other paths of the host: filesystem/source, os/loader, the path of an NVDIMM, a TPM's device, "
              "rom/@file, sockets of interfaces and displays, and others",
     .does = "stays, or follows --map-path; noted",
     .why = "start: Unable to open backing store or No such file or directory")

RULE(CHARDEV_PATH, BY(name_device_paths),
     .group = GROUP_NOTES, .scope = SCOPE_XEN, .level = LEVEL_WARN,
     .where = "serial, parallel, console, channel: source/@path of type file, pipe, unix or dev, "
              "log/@file",
     .does = "stays, or follows --map-path; noted, below a directory of Xen with a warning",
     .why = "start: Unable to pre-create chardev file '/var/log/xen/guest.log': No such file or "
            "directory")
/* clang-format on */
