/* Group live: what only describes the running guest on the old host. */
/* clang-format off */
RULE(LIVE_DOMAIN_ID, "live-domain-id", LIVE, SUBJECT, CONVERT, DROP_ATTR(P0, "id", NULL),
     "/domain/@id", "goes", "", "a number of the running guest")
RULE(LIVE_ALIAS, "live-alias", LIVE, SUBJECT, CONVERT, PLANNED,
     "devices//alias, but not ua-*", "goes", "", "names the running guest's devices")
RULE(LIVE_TTY, "live-tty", LIVE, SUBJECT, CONVERT, PLANNED,
     "console/@tty", "goes", "", "the running guest's terminal")
RULE(LIVE_PTY_SOURCE, "live-pty-source", LIVE, SUBJECT, CONVERT, PLANNED,
     "*[@type='pty']/source", "goes", "", "the running guest's terminal")
RULE(LIVE_CHANNEL_SOURCE, "live-channel-source", LIVE, SUBJECT, CONVERT, PLANNED,
     "channel[@type='unix']/source with a path of libxl's own", "goes", "",
     "libvirt's libxl driver made the path up (libxl_domain.c); QEMU's makes up its own")
RULE(LIVE_VIF_TARGET, "live-vif-target", LIVE, ANY, CONVERT,
     CALL(P3(DEVICES, INTERFACE, TARGET), drop_vif_target),
     "interface/target/@dev='vifN.M', 'tapN.M'", "goes", "",
     "libvirt strips vnet* only (domain_conf.c), so vif6.0 becomes a fixed tap name")
RULE(LIVE_GRAPHICS_PORT, "live-graphics-port", LIVE, SUBJECT, CONVERT,
     CALL(P2(DEVICES, GRAPHICS), reset_port),
     "graphics[@autoport='yes']/@port", "becomes -1", "", "the running guest's port")
RULE(SECLABEL, "seclabel", LIVE, ANY, DROP, PLANNED,
     "seclabel[@model='flask'], also below disk/source", "goes",
     "Xen's security labels mean nothing to KVM",
     "define takes it, start: security driver model 'flask' is not available")
/* clang-format on */
