#ifndef XL_RBD_H
#define XL_RBD_H

#include "xl/disk.h"

/*
 * Writes the source of a disk whose target is rbd:POOL/IMAGE[@SNAPSHOT][:OPTION=VALUE]..., as QEMU
 * has it (virStorageSourceParseRBDColonString).  A Ceph user's key is left out: libvirt keeps it
 * in a secret, which a warning asks for.  libvirt's converter names no secret, which it then
 * refuses to define.
 */
void xl_write_rbd(struct xl_guest *g, const struct xl_disk *disk);

#endif
