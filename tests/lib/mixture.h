#ifndef LIB_MIXTURE_H
#define LIB_MIXTURE_H

#include "base/buf.h"

#include <stdint.h>

/*
 * Documents that nobody has written: the elements and attributes of many others put together
 * anew, at random but as the seed and the number say, so that each can be made again.  What was
 * never seen below an element, or on it, is not put there.
 */
struct mixtures;

/* roots: the documents' root elements, ended by NULL; they stay the caller's.  Others are passed
 * over. */
struct mixtures *mixtures_new(const char *const *roots);
void mixtures_free(struct mixtures *m);
/* Takes the documents of an input as material. */
void mixtures_read(struct mixtures *m, int fd);
/*
 * Adds the document of this number; there is no end to them.  odd: with things twice that can be
 * there once.
 */
void mixtures_make(const struct mixtures *m, uint64_t seed, uint64_t number, bool odd,
                   struct buf *out);

#endif
