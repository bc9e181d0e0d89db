#ifndef POOL_JOB_H
#define POOL_JOB_H

#include "pool/discovery.h"
#include "pool/pool.h"
#include "rules/rule.h"
#include "target/target.h"

/* What is printed of each pool. */
enum pool_product { PRODUCT_POOL, PRODUCT_SECRET, PRODUCT_PATHS };

/* What the command line asks for. */
struct pool_job {
	struct pool pool; /* parts of every pool that is made, or of the pools that are edited */
	enum pool_product product;
	const char *luns;          /* of --by-path */
	const char *name_template; /* NULL: %t */
	struct wanted wanted;      /* --portal */
	struct target *host;       /* the new one; NULL: it is not known */
	bool force, commands;
	/* Where documents go, for the commands; all NULL or false: to standard output. */
	const char *output, *dir;
	bool in_place;
};

/* Where the results are written; the functions return false when nothing more can be written. */
struct pool_output {
	void *to;
	/* false: what the message is about is not to be written */
	bool (*say)(void *to, enum severity severity, const char *file, const struct position *at,
	            const char *message);
	/* Writes a product; *written: a file of -d, "" elsewhere, or absent: nowhere. */
	bool (*emit)(void *to, const char *file, const struct position *at, struct str name,
	             struct str text, struct str *written);
	void (*plan)(void *to, struct str text);
};

/* The one pool that the options describe. */
bool pool_make(const struct pool_job *job, const struct pool_output *output);
/*
 * The pools of what discovery has found in a file.  false: nothing was found, or nothing more
 * can be written; *fault: the input was bad.
 */
struct pool_names;
bool pool_make_found(const struct pool_job *job, const struct pool_output *output,
                     struct pool_names *names, const char *file, struct str text, bool *fault);

/*
 * The file that pool-define will read: where -d wrote the pool, if it did; of the source's name
 * (NULL: it has other pools, or none), or of the pool's.  Lives in the arena, or as its parts do.
 */
struct str pool_job_file(const struct pool_job *job, struct arena *arena, struct str written,
                         const char *source, struct str name);

#endif
