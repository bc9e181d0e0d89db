#include "base/mem.h"

#include "base/status.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#define BLOCK_SIZE 4000 /* with malloc's own header below a page: a short process faults once */

struct arena_block {
	struct arena_block *next;
	size_t used, size;
	alignas(max_align_t) unsigned char data[];
};

/*
 * Keeps glibc from raising its limit for mmap: a large block that is freed returns to the system.
 */
void
mem_begin(void)
{
#ifdef __GLIBC__
	mallopt(M_MMAP_THRESHOLD, 128 * 1024);
#endif
}

_Noreturn void
mem_exhausted(void)
{
	fputs("virtxml-filters: error: out of memory\n", stderr);
	exit(STATUS_TROUBLE);
}

void *
mem_alloc(size_t size)
{
	void *p = malloc(size ? size : 1);

	if (p == NULL)
		mem_exhausted();
	return p;
}

void *
mem_resize(void *p, size_t size)
{
	void *grown = realloc(p, size ? size : 1);

	if (grown == NULL)
		mem_exhausted();
	return grown;
}

char *
mem_copy(const char *s, size_t len)
{
	char *p = mem_alloc(len + 1);

	memcpy(p, s, len);
	p[len] = '\0';
	return p;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	const size_t align = alignof(max_align_t);
	struct arena_block *b = a->block;
	void *p;

	size = (size + align - 1) & ~(align - 1);
	if (b == NULL || b->size - b->used < size) {
		size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;

		b = mem_alloc(sizeof(*b) + room);
		b->next = a->block;
		b->used = 0;
		b->size = room;
		a->block = b;
	}
	p = b->data + b->used;
	b->used += size;
	memset(p, 0, size);
	return p;
}

char *
arena_copy(struct arena *a, const char *s, size_t len)
{
	char *p = arena_alloc(a, len + 1);

	if (len > 0) /* s may be NULL then, which memcpy may not be given */
		memcpy(p, s, len);
	return p;
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *p;
	int len;

	va_start(ap, fmt);
	len = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	p = arena_alloc(a, (size_t)len + 1);
	va_start(ap, fmt);
	vsnprintf(p, (size_t)len + 1, fmt, ap);
	va_end(ap);
	return p;
}

void
arena_reset(struct arena *a)
{
	struct arena_block *b = a->block, *next;

	if (b == NULL)
		return;
	for (next = b->next; next != NULL; next = b->next) {
		b->next = next->next;
		free(next);
	}
	if (b->size > BLOCK_SIZE) {
		free(b);
		a->block = NULL;
	} else
		b->used = 0;
}

void
arena_free(struct arena *a)
{
	struct arena_block *b, *next;

	for (b = a->block; b != NULL; b = next) {
		next = b->next;
		free(b);
	}
	a->block = NULL;
}
