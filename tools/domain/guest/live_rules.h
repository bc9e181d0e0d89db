/* What only describes the running guest on the old host. */
/* clang-format off */
RULE(LIVE_DOMAIN_ID, DROP_ATTR(ROOT, "id"),
     .group = GROUP_LIVE, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "/domain/@id",
     .does = "goes",
     .why = "a number of the running guest")

RULE(LIVE_ALIAS, BY(forget_live),
     .group = GROUP_LIVE, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "devices//alias, but not ua-*",
     .does = "goes",
     .why = "names the running guest's devices")

RULE(LIVE_TTY, BY(forget_live),
     .group = GROUP_LIVE, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "console/@tty",
     .does = "goes",
     .why = "the running guest's terminal")

RULE(LIVE_PTY_SOURCE, BY(forget_live),
     .group = GROUP_LIVE, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "*[@type='pty']/source",
     .does = "goes",
     .why = "the running guest's terminal")

RULE(LIVE_CHANNEL_SOURCE, BY(forget_live),
     .group = GROUP_LIVE, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "channel[@type='unix']/source with a path of libxl's own",
     .does = "goes",
     .why = "libvirt's libxl driver made the path up (libxl_domain.c); QEMU's makes up its own")

RULE(SECLABEL, BY(drop_seclabels),
     .group = GROUP_LIVE, .scope = SCOPE_ALWAYS, .level = LEVEL_DROP,
     .where = "seclabel[@model='flask'], also below disk/source",
     .does = "goes",
     .mind = "Xen's security labels mean nothing to KVM",
     .why = "define takes it, start: security driver model 'flask' is not available")
/* clang-format on */
