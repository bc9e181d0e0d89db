#ifndef DOMAIN_TARGET_OUTCOME_H
#define DOMAIN_TARGET_OUTCOME_H

#include "rules/run.h"

/*
 * What comes out of the other rules. Those of the target run after all others: they judge the
 * document that the new host is given. Of an attribute, edit_value() tells (edit/edit.h).
 */
struct str outcome_text(const struct run *r, uint32_t node);
/* Whether the element, or one around it, is removed. */
bool outcome_is_gone(const struct run *r, uint32_t node);
/* Removes the element, unless it is gone already. */
void outcome_drop(struct run *r, uint16_t rule, uint32_t node);

#endif
