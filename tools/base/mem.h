#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/*
 * Allocation that does not return failure: when memory runs out the process prints one line
 * and exits with STATUS_TROUBLE.  Exit handlers run, so a temporary output file is removed.
 */
_Noreturn void mem_exhausted(void); /* also for libraries that return NULL */
/* Call first. Memory that a large document frees then returns to the system. */
void mem_begin(void);
void *mem_alloc(size_t size);
void *mem_resize(void *p, size_t size);
char *mem_copy(const char *s, size_t len); /* adds a NUL */
/* Makes sure that a list of count items, of which there is room for `room`, takes one more. */
#define MEM_GROW(list, count, room)                                            \
	do {                                                                   \
		if ((count) >= (room)) {                                       \
			(room) = (room) > 0 ? (room)*2 : 16;                   \
			(list) = mem_resize((list), (room) * sizeof(*(list))); \
		}                                                              \
	} while (0)

/*
 * Memory that lives as long as one document: allocated in small pieces, freed all at once. A zeroed
 * struct is an empty arena. arena_reset() keeps blocks for the next document, as many as an
 * ordinary document needs.
 */
struct arena {
	struct arena_block *block; /* newest first */
};

void *arena_alloc(struct arena *a, size_t size); /* zeroed, aligned for any type */
char *arena_copy(struct arena *a, const char *s, size_t len);
__attribute__((format(printf, 2, 3))) char *arena_printf(struct arena *a, const char *fmt, ...);
void arena_reset(struct arena *a);
void arena_free(struct arena *a);

#endif
