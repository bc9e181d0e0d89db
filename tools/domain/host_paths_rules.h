/* Paths of the host. */
/* clang-format off */
RULE(MAP_PATH, BY(map_host_paths),
     .group = GROUP_MEANING, .scope = SCOPE_OPTION, .level = LEVEL_OPTION,
     .where = "paths of the guest's files: disk/source with its backing chain, os/kernel, os/nvram, "
              "filesystem/source, serial/source and others, with --map-path=OLD=NEW",
     .does = "the path becomes NEW",
     .why = "files are elsewhere on the new host; a guest whose nvram is missing starts with an "
            "empty one and has lost its boot entries")
/* clang-format on */
