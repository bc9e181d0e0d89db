#ifndef DOMAIN_MOVE_ADVICE_H
#define DOMAIN_MOVE_ADVICE_H

#include <stddef.h>
#include <stdint.h>

/* The step of the plan that an item belongs to. */
enum advice_part {
	ADVICE_WINDOWS, /* in a Windows guest, before it is shut down */
	ADVICE_LINUX,   /* in a Linux guest, before it is shut down */
	ADVICE_COPY,
	ADVICE_DEFINE,
	ADVICE_AFTERWARDS,
	ADVICE_BACK,
};

#define ADVICE_ALWAYS UINT16_MAX

/* What a person does besides the commands, if the rule has a finding in the document. */
struct advice {
	enum advice_part part;
	uint16_t rule; /* or ADVICE_ALWAYS */
	const char *text;
};

extern const struct advice advice[];
extern const size_t advice_count;

#endif
