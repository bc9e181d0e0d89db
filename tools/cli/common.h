#ifndef CLI_COMMON_H
#define CLI_COMMON_H

#include "base/buf.h"
#include "cli/option.h"
#include "cli/tool.h"
#include "rules/selection.h"

/* The options that all tools share, as given. */
struct common {
	const struct tool *tool;
	const char *output; /* -o */
	const char *report; /* -r */
	const char *dir;    /* -d */
	bool in_place;      /* -i */
	const char *suffix; /* -iSUFFIX */
	bool check, strict, force, quiet, verbose;
	size_t max_size; /* bytes of one document */
	struct selection selection;
	struct files files; /* what this call reads and writes */
	struct buf lasting; /* the options that say what becomes of a document, for a shell */
	bool answer;        /* one of --help, --version, --list-rules, --explain */
	int question;       /* its key */
	uint16_t explain;   /* --explain's rule */
	struct buf complaint;
};

enum common_key {
	KEY_STRICT = 256,
	KEY_FORCE,
	KEY_ONLY,
	KEY_SKIP,
	KEY_LIST_RULES,
	KEY_EXPLAIN,
	KEY_MAX_SIZE,
	KEY_PLAN, /* of the tools that have a plan */
	/* where the options of tools/options and of the tools themselves begin */
	KEY_DOMAIN = 300,
	KEY_MAPS = 400,
	KEY_TOOL = 500,
};

extern const struct option_table common_options;

/* Whether the option says what becomes of a document, and not what this call does with it. */
bool option_lasts(int key);

void common_init(struct common *c, const struct tool *tool);
void common_free(struct common *c);
/* Whether an option's argument can be a file that is written; - is none, unlike with operands. */
bool is_file_name(const char *argument, const char **why);
option_fn common_set;
/* Whether the options go together; otherwise *why says why not. */
bool common_agree(const struct common *c, char **files, const char **why);

#endif
