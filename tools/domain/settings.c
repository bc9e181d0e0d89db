#include "domain/settings.h"

const struct settings settings_default = {
	.type = "kvm",
	.emulator = "/usr/bin/kvm", /* the procedure's value; Debian installs it there */
	.machine = "pc",
	.disk_bus = "virtio",
	.hvm_disk_bus = "keep",
	.nic_model = "virtio",
	.virtio = "transitional",
	.console = "serial",
	.cpu = "host-model",
	.arch = "x86_64",
};
