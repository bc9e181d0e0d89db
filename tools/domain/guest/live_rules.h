/* What only describes the running guest on the old host. */
/* clang-format off */
RULE(LIVE_DOMAIN_ID, DROP_ATTR(ROOT, "id"),
     .group = GROUP_LIVE, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "/domain/@id",
     .does = "is removed",
     .why = "the number of the running guest")

RULE(LIVE_ALIAS, BY(forget_live),
     .group = GROUP_LIVE, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "devices//alias, other than ua-*",
     .does = "is removed",
     .why = "names the running guest's devices")

RULE(LIVE_TTY, BY(forget_live),
     .group = GROUP_LIVE, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "console/@tty",
     .does = "is removed",
     .why = "the running guest's terminal")

RULE(LIVE_PTY_SOURCE, BY(forget_live),
     .group = GROUP_LIVE, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "*[@type='pty']/source",
     .does = "is removed",
     .why = "the running guest's terminal")

RULE(LIVE_CHANNEL_SOURCE, BY(forget_live),
     .group = GROUP_LIVE, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "channel[@type='unix']/source with a path of libxl",
     .does = "is removed",
     .why = "libvirt's libxl driver generates the path (libxl_domain.c), and QEMU's driver "
            "generates its own")

RULE(SECLABEL, BY(drop_seclabels),
     .group = GROUP_LIVE, .scope = SCOPE_ALWAYS, .level = LEVEL_DROP,
     .where = "seclabel[@model='flask'], also below disk/source",
     .does = "is removed",
     .mind = "security labels of Xen have no meaning on KVM",
     .why = "define accepts it, start: security driver model 'flask' is not available")
/* clang-format on */
