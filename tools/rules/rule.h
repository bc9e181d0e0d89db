#ifndef RULES_RULE_H
#define RULES_RULE_H

#include "edit/edit.h"
#include "index/document.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A rule is a row in a const table: what it looks for, what it does, and why, for people.  The
 * same rows drive the conversion, --check, --list-rules, --explain, the man page and the test
 * that every rule has a fixture.
 */
enum group {
	GROUP_SEED,
	GROUP_ACCEPT,
	GROUP_MEANING,
	GROUP_LIVE,
	GROUP_NOTES,
	GROUP_MAPS,
	GROUP_SNAPSHOT,
	GROUP_POOL,
	GROUP_COUNT
};

enum scope {
	SCOPE_SUBJECT, /* fires only in what the tool converts, such as a domain of type xen */
	SCOPE_ANY,     /* looks for values that are left-overs wherever they stand */
	/*
	 * As SCOPE_SUBJECT; elsewhere the value may be meant, so it is only pointed out, by
	 * --check, beside something that is a left-over for sure.
	 */
	SCOPE_DOUBT,
	/*
	 * As SCOPE_SUBJECT; elsewhere the value is without effect and people copy it into good
	 * documents, so --check always points it out and no conversion touches it.
	 */
	SCOPE_IDLE,
	SCOPE_ASKED, /* fires in every document, where an option asks for it */
};

enum level {
	LEVEL_CONVERT, /* a change that keeps the meaning */
	LEVEL_DROP,    /* a change that loses something: with a warning */
	LEVEL_WARN,    /* a change, or none, that a person has to know of: with a warning */
	LEVEL_REFUSE,  /* the document is refused, or with --force changed with a warning */
	LEVEL_NOTE,    /* no change: something is left to a person */
	LEVEL_OPTION,  /* a change that an option asks for */
};

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

struct run;

/* What a row does to the elements it matches. */
enum action {
	ACTION_PLANNED,   /* nothing by itself: a plan made from facts gives the rule as a reason */
	ACTION_SET_ATTR,  /* attr := to */
	ACTION_DROP_ATTR, /* attr goes */
	ACTION_SET_TEXT,  /* text := to */
	ACTION_DROP,      /* the element goes */
	ACTION_CALL,      /* call() decides */
};

#define PATH_MAX_DEPTH 3

struct rule {
	const char *id;
	enum group group;
	enum scope scope;
	enum level level;
	enum action action;
	uint16_t path[PATH_MAX_DEPTH]; /* enum names below the subject, ended by 0 if shorter */
	const char *attr;              /* looked at, and changed by *_ATTR */
	const char *const *values; /* of attr, or else of the text; NULL: any.  Ends with NULL */
	const char *to;
	void (*call)(struct run *run, uint16_t rule, uint32_t node);
	const char *xpath; /* for people, like the rest */
	const char *what;  /* one line: what the rule does */
	const char *say;   /* the part of a warning or an error that says what follows from it */
	const char *why;   /* evidence: the error it saves people from, or the source of the fact */
};

/* Where two rules want one place, this row says which one has it. */
struct precedence {
	uint16_t winner, loser;
};

struct ruleset {
	const struct rule *rules;
	uint16_t count;
	const struct precedence *beats;
	size_t beats_count;
};

extern const char *const group_names[GROUP_COUNT];
extern const char *const level_names[]; /* for people */
extern const char *const level_words[]; /* one word each */

/* The number of the rule with this id, or -1. */
int rule_find(const struct ruleset *set, struct str id);

#endif
