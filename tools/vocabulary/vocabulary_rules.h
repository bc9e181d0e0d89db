/* Names and words that no release of libvirt knows: the names would be dropped silently. */
/* clang-format off */
RULE(UNKNOWN_ELEMENT, BY(check_vocabulary),
     .group = GROUP_VOCABULARY, .scope = SCOPE_ALWAYS, .level = LEVEL_WARN,
     .where = "elements in no namespace, outside metadata, with --check or --vocabulary",
     .does = "stays: libvirt knows no element of that name there",
     .why = "define ignores unknown elements silently; --validate refuses them")

RULE(MISPLACED_ELEMENT, BY(check_vocabulary),
     .group = GROUP_VOCABULARY, .scope = SCOPE_ALWAYS, .level = LEVEL_WARN,
     .where = "elements in no namespace, outside metadata, with --check or --vocabulary",
     .does = "stays: libvirt knows it below another element",
     .why = "define ignores unknown elements silently; --validate refuses them")

RULE(UNKNOWN_ATTRIBUTE, BY(check_vocabulary),
     .group = GROUP_VOCABULARY, .scope = SCOPE_ALWAYS, .level = LEVEL_WARN,
     .where = "attributes without a prefix, outside metadata, with --check or --vocabulary",
     .does = "stays: libvirt knows no attribute of that name there",
     .why = "define ignores unknown attributes silently; --validate refuses them")

RULE(UNKNOWN_WORD, BY(check_vocabulary),
     .group = GROUP_VOCABULARY, .scope = SCOPE_ALWAYS, .level = LEVEL_WARN,
     .where = "attributes and texts that have closed lists of words, with --check or --vocabulary",
     .does = "stays: libvirt does not accept this word there",
     .why = "define refuses most unknown words, and ignores others")

RULE(UNKNOWN_TO_TARGET, BY(check_vocabulary),
     .group = GROUP_VOCABULARY, .scope = SCOPE_ALWAYS, .level = LEVEL_WARN,
     .where = "what some libvirt knows, with --target (poolgen: --new-host) of a host with an older one",
     .does = "stays: the libvirt of the new host is older than the name or value; leave it out, or "
             "update libvirt there before the move",
     .why = "define ignores unknown elements and attributes silently; it refuses most unknown values")
