#ifndef TARGET_PARTS_H
#define TARGET_PARTS_H

#include "target/target.h"

/* The readers of each kind of document, for target_add(). */
typedef void target_reader(struct target *t, const struct document *doc);
target_reader target_add_capabilities, target_add_ability, target_add_host;
target_reader target_add_guest, target_add_network, target_add_pool, target_add_volume;
target_reader target_add_filter, target_add_secret, target_add_device, target_add_interface;
target_reader target_add_pool_abilities, target_add_moment;

#define TARGET_ADD(list, item)                                     \
	do {                                                       \
		MEM_GROW((list).items, (list).count, (list).room); \
		(list).items[(list).count++] = (item);             \
	} while (0)

/* Values that outlive the document; absent stays absent. */
struct str target_keep(struct target *t, struct str s);
struct str target_keep_text(struct target *t, const struct document *doc, uint32_t node);
struct str target_keep_attr(struct target *t, const struct document *doc, uint32_t node,
                            const char *attr);
/* Adds the key, which may be absent, unless the dictionary has it. */
void target_index(struct dict *by, struct str key, size_t number);
/* A number; 0: it is none. */
unsigned long target_number(struct str s);

#endif
