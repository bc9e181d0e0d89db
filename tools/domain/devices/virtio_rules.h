/* Virtio devices. */
/* clang-format off */
RULE(VIRTIO_TRANSITIONAL, BY(make_transitional),
     .group = GROUP_MEANING, .scope = SCOPE_XEN, .level = LEVEL_CONVERT,
     .where = "disks, interfaces and other devices on virtio with the machine q35, without "
              "--virtio=modern",
     .does = "get the model virtio-transitional",
     .why = "on q35 libvirt passes disable-legacy=on: guests with drivers for virtio 0.9 only "
            "(RHEL 5, SLES 11) see no device; virt-v2v writes the same model")
/* clang-format on */
