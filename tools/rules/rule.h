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
	GROUP_SEED = 1, /* the steps of the original procedure (Procedure 2.4), its errata mended */
	GROUP_ACCEPT,   /* what else libvirt and QEMU need to accept and to start the domain */
	GROUP_MEANING,  /* accepted as it is, but another machine without these */
	GROUP_LIVE,     /* what only describes the running guest on the old host */
	GROUP_NOTES,    /* what is left to a person, in the guest and on the hosts */
	GROUP_MAPS,
	GROUP_SNAPSHOT,
	GROUP_POOL,
	GROUP_TARGET,     /* the new host, as --target describes it, and what it lacks */
	GROUP_VOCABULARY, /* names and words that libvirt does not know */
	GROUP_CONFIG,     /* what a guest's configuration file says, and XML cannot */
	GROUP_COUNT
};

/* In which documents a rule applies. */
enum scope {
	SCOPE_XEN = 1, /* only in what the tool converts: a domain of type xen */
	SCOPE_ALWAYS,  /* in every domain: the value is a leftover wherever it stands */
	/*
	 * As SCOPE_XEN.  In another domain the value may be meant: --check points it out, beside
	 * something that is a leftover for sure, and no conversion changes it.
	 */
	SCOPE_SUSPECT,
	/*
	 * As SCOPE_XEN.  In another domain the value has no effect, and people copy it into good
	 * documents: --check always points it out, and no conversion changes it.
	 */
	SCOPE_INERT,
	SCOPE_OPTION, /* in every document, where an option asks for it */
};

#define SCOPE_BIT(scope) (1u << (scope))
#define SCOPES_ALL (~0u)

enum level {
	LEVEL_CONVERT = 1, /* a change that keeps the meaning */
	LEVEL_DROP,        /* a change that loses something: with a warning */
	LEVEL_WARN,        /* a change, or none, that a person must know of: with a warning */
	LEVEL_REFUSE,      /* the document is refused, or with --force changed with a warning */
	LEVEL_NOTE,        /* no change: something is left to a person */
	LEVEL_OPTION,      /* a change that an option asks for */
};

#define MESSAGES_OF_RULE 20 /* messages of one rule about one document; then they are counted */

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

struct run;

/* What a row does (rules/table.h has the words for it). */
enum action {
	ACTION_BY = 1,    /* by() is called once a document, for all of its rows */
	ACTION_EACH,      /* each() is called for every element at the path */
	ACTION_DROP,      /* removes the elements at the path */
	ACTION_DROP_ATTR, /* removes attr there */
	ACTION_SET_ATTR,  /* attr := to, where its value is one of values */
	ACTION_SET_TEXT,  /* text := to, where the text is one of values */
	ACTION_READ,      /* a file that is no XML is read, and the reader reports it */
};

struct rule {
	const char *symbol; /* of its enum; rule_id() is written from it */
	enum group group;
	enum scope scope;
	enum level level;
	enum action action;
	struct {
		const uint16_t *names; /* enum names below the subject */
		size_t steps;          /* 0: the subject */
	} path;
	const char *attr;
	const char *const *values; /* ends with NULL */
	const char *to;
	void (*by)(struct run *run);
	void (*each)(struct run *run, uint16_t rule, uint32_t node);
	/* For people; --explain prints these under these names. */
	const char *where;
	const char *does; /* one line */
	const char
	    *mind; /* what the user must do or know, printed with the warning; NULL: nothing */
	const char *why; /* evidence: the error that the rule prevents, or the source of the fact */
};

/* Where two rules want one place, this row says which one has it. */
struct precedence {
	uint16_t winner, loser;
};

#define RULE_ID_SIZE 40

/*
 * The rules of one folder.  A rule has the same number in every tool that has it: those of a
 * folder count from its table's first.
 */
struct rule_table {
	uint16_t first, count;
	const struct rule *rows;
	const struct precedence *beats; /* also of rules of other tables */
	size_t beats_count;
	char (*ids)[RULE_ID_SIZE]; /* filled when an id is first asked for */
};

/* The numbers at which the folders' tables begin. */
enum {
	DOMAIN_RULES = 0,
	BRIDGE_RULES = 1000,
	SNAPSHOT_RULES = 2000,
	POOL_RULES = 3000,
	XL_RULES = 4000,
	VOCABULARY_RULES = 5000,
};

/* The rules of a tool, in the order of their numbers. */
struct ruleset {
	const struct rule_table *tables[5]; /* ends with NULL */
};

extern const char *const group_names[GROUP_COUNT];
extern const char *const level_names[]; /* for people */
extern const char *const level_words[]; /* one word each */

/* The table that a rule of the set is in, and its row there. */
const struct rule_table *rule_table(const struct ruleset *set, uint16_t rule);
const struct rule *rule_row(const struct ruleset *set, uint16_t rule);
/* A number above those of all rules of the set. */
uint16_t rules_end(const struct ruleset *set);

/* The id that people write and read: disk-bus-xen for DISK_BUS_XEN. */
const char *rule_id(const struct ruleset *set, uint16_t rule);
bool rule_has_id(const struct rule *rule, struct str id);
/* The number of the rule with this id, or -1. */
int rule_find(const struct ruleset *set, struct str id);

#endif
