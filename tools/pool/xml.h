#ifndef POOL_XML_H
#define POOL_XML_H

#include "base/buf.h"
#include "pool/pool.h"

/*
 * Writes the pool as virsh pool-define-as --print-xml does, byte for byte where nothing needs to be
 * escaped, which virsh does not do.
 */
void pool_xml(const struct pool *pool, struct buf *out);
/* Writes the libvirt secret that the pool's authentication refers to, without a password. */
void pool_secret_xml(const struct pool *pool, struct buf *out);

#endif
