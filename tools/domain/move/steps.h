#ifndef DOMAIN_MOVE_STEPS_H
#define DOMAIN_MOVE_STEPS_H

#include "domain/facts.h"
#include "domain/move/images.h"
#include "report/plan.h"
#include "rules/run.h"

/*
 * The move of a guest as a list of steps.  The text, the script, the table and the report's check
 * list are views of it.
 */

enum phase {
	PHASE_BACKUP,
	PHASE_PREPARE, /* while the guest still runs on Xen */
	PHASE_OFF,
	PHASE_COPY,
	PHASE_DEFINE,
	PHASE_AFTER, /* the first boot */
	PHASE_BACK,  /* what undoes the move */
	PHASE_COUNT,
};

/* Where a step is done. */
enum place {
	PLACE_OLD,
	PLACE_GUEST,
	PLACE_HERE, /* the workstation: where domconv runs */
	PLACE_NEW,
};

/* What a row has one step for: the guest as a whole, or each of these. */
enum each { EACH_GUEST, EACH_IMAGE, EACH_RENAMED, EACH_BRIDGE, EACH_WARNING };

/* Which guests a row is for; one whose system is not known may be Linux. */
enum who { WHO_ALL, WHO_LINUX, WHO_WINDOWS };

enum {
	STEP_NOTE = 1,   /* for a person, who need not do anything before the next step */
	STEP_ALWAYS = 2, /* its test, or else run, is asked in each run: the answer may change */
	STEP_JOINED = 4, /* the next step is done only if this one succeeds */
	STEP_WAITS = 8,  /* until its test succeeds */
	STEP_COMPARES = 16,
	STEP_CHAINED = 32, /* EACH_IMAGE: only of those with a file behind them that moves, too */
	STEP_SCRIPT = 64,  /* only the script does it: a person would see nothing */
};

/*
 * A kind of step.  In texts and commands, {word} is one of enum word.  Commands are for sh.  feed
 * is a command whose output run reads; test succeeds if the step is done.
 */
struct step_row {
	const char *id;
	enum phase phase;
	enum place place;
	enum each each;
	unsigned ways; /* EACH_IMAGE: bits of enum image_way */
	uint16_t rule; /* RULE_FOUND() of a rule that must have a finding; 0: none */
	enum who who;
	enum guest_family family; /* FAMILY_ANY: any */
	unsigned flags;
	const char *text, *why;
	const char *done; /* when it is done */
	const char *hint; /* what to do if it fails */
	const char *save; /* the file, not there yet, that gets run's output; NULL: none */
	enum place feed_at;
	const char *feed, *run, *test; /* run: NULL: a person does it */
};

#define RULE_FOUND(rule) ((uint16_t)((rule) + 1))
#define WAY_BIT(way) (1u << (way))

extern const struct step_row step_rows[];
extern const size_t step_rows_count;

/* The titles of the phases, and the names of both enums in the report. */
extern const char *const phase_titles[PHASE_COUNT], *const phase_names[PHASE_COUNT];
extern const char *const place_names[];

/* What {word} stands for. */
enum word {
	WORD_GUEST, /* as virsh finds it */
	WORD_FROM,  /* paths of the image on both hosts */
	WORD_TO,
	WORD_TARGET, /* what the copy is called: to, or to.copy before it is converted */
	WORD_GROUP,  /* parts of to, an LVM volume */
	WORD_VOLUME,
	WORD_SIZE, /* the command that prints the size of from */
	WORD_OLD_FORMAT,
	WORD_FORMAT,
	WORD_BACKING,
	WORD_BACKING_FORMAT,
	WORD_BACKUP,     /* files of this directory: the definition of the old host, */
	WORD_INFO,       /* its dominfo */
	WORD_CONVERSION, /* the command that prints the new definition */
	WORD_OLD_NAME,   /* a disk in the guest */
	WORD_NEW_NAME,
	WORD_BRIDGE,
	WORD_MAC,
	WORD_MESSAGE,
	WORD_COUNT,
};

struct step {
	const struct step_row *row;
	size_t number;             /* of the image, from 1; 0: not of an image */
	const struct image *image; /* EACH_IMAGE */
	struct str a, b;           /* the words of EACH_RENAMED, _BRIDGE and _WARNING */
};

/* Texts live as long as the document, the list belongs to its arena. */
struct move {
	const struct run *r;
	const struct domain *d;
	const struct plan_input *input;
	struct str name;  /* of the guest, not trimmed, as libvirt does not trim it either */
	struct str guest; /* by which virsh finds it: its name or its UUID */
	struct str uuid;
	struct str target; /* the new host, by --target; otherwise empty */
	struct str host;   /* the same; otherwise NEW */
	struct str backup, info;
	struct str conversion;        /* as it is pasted */
	struct str script_conversion; /* the same in the script */
	struct images images;
	struct step *steps;
	size_t count;
};

/* The steps of the run's domain, which is a Xen domain and was not refused. */
void move_read(struct move *m, const struct run *r, const struct plan_input *input);
/* ", to HOST, as it was on DATE", if the new host is described (--target); else nothing. */
void move_add_host(const struct domain *d, struct buf *out);
/* Only what the guest is called. */
void move_identify(struct move *m, const struct run *r, const struct plan_input *input);

bool step_is_command(const struct step *s);
/* Whether a person does it before the next one. */
bool step_is_by_hand(const struct step *s);

/* How words stand in a text. */
enum style {
	STYLE_PROSE,
	STYLE_PASTE,  /* a command that is pasted: quoted */
	STYLE_SCRIPT, /* a command with the script's variables */
	STYLE_SPOKEN, /* prose as one word of the script, with its variables */
};

/* Adds a text or command of a row with its words. Secrets are masked (base/shown.h). */
void step_expand(const struct move *m, const struct step *s, const char *text, enum style style,
                 struct buf *out);
/*
 * A path as an argument: no program takes it for an option, or for a path on another host.  exact:
 * with its control characters, as printf writes them.
 */
void step_add_path(struct buf *out, struct str path, bool exact);
/* copy-1, the step's name in the script and the report. */
void step_add_id(const struct step *s, struct buf *out);

#endif
