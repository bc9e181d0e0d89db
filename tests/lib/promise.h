#ifndef LIB_PROMISE_H
#define LIB_PROMISE_H

#include "rules/run.h"

#include <stdbool.h>
#include <stdint.h>

typedef void broken_fn(const char *what); /* what is not as it was promised */

/*
 * What the tools promise about every input, checked without asking the writer, for the tests
 * over files and for the fuzzers:
 *
 *  - what lies outside of the edits' places comes out in the same order, byte for byte, and
 *    without edits everything does;
 *  - the output is well-formed;
 *  - a second run changes nothing (--force excepted: what cannot be converted stays what it is);
 *  - the tag scanner and expat agree about every attribute;
 *  - the size of the chunks that expat gets makes no difference, neither to results nor to what is
 *    said about a bad document, and where;
 *  - --check finds the edits that a conversion makes;
 *  - no place has two writers;
 *  - what libvirt reads by local names (local_view.h) is converted: no domain is Xen's any more,
 * each interface is plugged in as the maps say, and a bridge that is not listed is said;
 *  - in a set of snapshots and checkpoints, parents and snapshots come first, and a document
 * without a place is named;
 *  - messages are one line each, of printable UTF-8, and the report is well-formed.
 */
struct promise_tool {
	const char *const *roots;
	const struct ruleset *rules;
	void (*convert)(struct run *r);
	/* Called for each document that has been converted, for what the tool says besides. */
	void (*look)(const struct run *r, broken_fn *broken);
	/* Called for each document that is written: compares what libvirt reads; NULL: nothing to.
	 */
	void (*compare)(const struct run *r, struct str before, struct str after,
	                broken_fn *broken);
};

/* The tool of that name, with a choice of its options; NULL: there is none. */
const struct promise_tool *promise_tool(const char *name);
/* Gives the tools other options than they begin with: one of several choices, by number. */
void promise_choose(uint64_t number);
/* Looks at messages and report. */
void look_at_run(const struct run *r, broken_fn *broken);

struct promise_count {
	unsigned documents, unchanged, changed, refused, unread;
};

struct promise;

/* broken is called for each promise that is not kept, with what it is. */
struct promise *promise_new(const struct promise_tool *tool, size_t max_size, broken_fn *broken);
void promise_free(struct promise *p);
/* Checks all documents of a file, which has to be one that can be read again. */
void promise_check(struct promise *p, int fd);
const struct promise_count *promise_counts(const struct promise *p);

#endif
