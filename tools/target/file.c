#include "target/file.h"

#include "read/stream.h"

#include <stdio.h>

static bool
read_documents(struct target *t, struct stream *stream, struct target_fault *fault)
{
	enum stream_result result;
	struct document *doc;
	struct fault bad;
	bool io;

	while ((result = stream_next(stream, &doc, &bad, &io)) == STREAM_DOCUMENT)
		target_add(t, doc);
	if (result == STREAM_END)
		return true;
	fault->at = io ? (struct position){ 0, 0 } : position_of(doc, bad.offset);
	snprintf(fault->why, sizeof(fault->why), "%s", bad.message);
	return false;
}

/* Whether nothing that <host> counts is missing: the description may have been cut short. */
static bool
is_whole(const struct target *t, struct target_fault *fault)
{
	unsigned long wanted, got;
	const char *what = target_missing(t, &wanted, &got);

	if (what == NULL)
		return true;
	fault->at = (struct position){ 0, 0 };
	snprintf(fault->why, sizeof(fault->why),
	         "it is cut short: %lu documents of kind %s are counted in <host>, %lu are there",
	         wanted, what, got);
	return false;
}

struct target *
target_read(int fd, size_t max_size, struct target_fault *fault)
{
	struct target *t = target_new();
	struct arena arena = { 0 };
	struct parser *parser = parser_new(target_roots);
	struct stream *stream = stream_new(parser, &arena, max_size);
	bool good;

	stream_begin(stream, fd);
	good = read_documents(t, stream, fault);
	stream_free(stream);
	parser_free(parser);
	arena_free(&arena);
	if (good) {
		target_finish(t);
		good = is_whole(t, fault);
	}
	if (good)
		return t;
	target_free(t);
	return NULL;
}
