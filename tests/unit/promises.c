/*
 * promises TOOL FILE...: the engine's promises, checked on each document in each file without
 * asking the writer.  What lies outside of the edits' places comes out in the same order, byte for
 * byte; without edits everything does; the output is well-formed; a second run changes nothing.
 * Prints a line for each broken promise, then the counts; status 1 if one is broken.
 */
#define _GNU_SOURCE /* memmem */
#include "base/sink.h"
#include "base/status.h"
#include "bridge/convert.h"
#include "bridge/rules.h"
#include "domain/convert.h"
#include "domain/rules.h"
#include "edit/writer.h"
#include "index/value.h"
#include "read/stream.h"
#include "rules/describe.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct settings settings;
static struct maps maps;
static struct bridge_job job = { .maps = &maps };
static struct selection everything;

/* What a tool does to the document in the run. */
struct subject {
	const char *name;
	const char *roots[6];
	const struct ruleset *rules;
	void (*convert)(struct run *r);
};

static void
convert_domain(struct run *r)
{
	domain_convert(r, 0, NONE, &settings);
}

static void
convert_bridges(struct run *r)
{
	bridge_convert(r, &job);
}

static const struct subject subjects[] = {
	{ "domconv", { "domain" }, &domain_rules, convert_domain },
	{ "bridgemap",
	  { "domain", "domainsnapshot", "domaincheckpoint", "domstatus", "network" },
	  &bridge_rules,
	  convert_bridges },
};
static const struct subject *subject; /* the tool that is checked */

static struct {
	unsigned documents, unchanged, changed, refused, unread, broken;
} count;

/* Something that reads documents and runs the rules over them. */
struct bench {
	struct arena arena;
	struct parser *parser;
	struct stream *stream;
	struct edits edits;
	struct run run;
};

static void
bench_init(struct bench *b)
{
	memset(b, 0, sizeof(*b));
	b->parser = parser_new(subject->roots);
	b->stream = stream_new(b->parser, &b->arena, 64 << 20);
	b->run.set = subject->rules;
	b->run.selection = &everything;
	b->run.edits = &b->edits;
}

static void
bench_free(struct bench *b)
{
	run_free(&b->run);
	edits_free(&b->edits);
	stream_free(b->stream);
	parser_free(b->parser);
	arena_free(&b->arena);
}

static void
complain(const char *file, const char *what)
{
	printf("%s: %s\n", file, what);
	count.broken++;
}

static bool
gather(void *to, const char *p, size_t len)
{
	buf_add(to, p, len);
	return true;
}

/* The place of an edit in the input: bytes that the writer may replace. */
struct span {
	uint32_t from, to;
};

static struct span
whole_line(const struct document *doc, struct span s)
{
	struct span line = s;

	while (line.from > 0 && strchr(" \t", doc->bytes[line.from - 1]) != NULL)
		line.from--;
	while (line.to < doc->len && strchr(" \t\r\n", doc->bytes[line.to]) != NULL)
		if (doc->bytes[line.to++] == '\n')
			break;
	return line;
}

static struct span
span_of(const struct document *doc, const struct edit *e)
{
	const struct node *n = &doc->nodes[e->node];
	struct attr a;

	switch (e->kind) {
	case EDIT_ATTR:
		if (attr_find(doc, e->node, e->attr, &a))
			return (struct span){ a.value, a.value + a.value_len };
		return (struct span){ n->tag_end, n->tag_end }; /* see below: moved before > */
	case EDIT_DROP_ATTR:
		if (!attr_find(doc, e->node, e->attr, &a))
			return (struct span){ n->start, n->start };
		while (a.name > 0 && str_blank(doc->bytes[a.name - 1]))
			a.name--;
		return (struct span){ a.name, a.value + a.value_len + 1 };
	case EDIT_TEXT: /* <a/> opens */
		return (struct span){ n->tag_end == n->end ? n->tag_end - 2 : n->tag_end,
			              n->inner_end };
	case EDIT_DROP:
		return whole_line(doc, (struct span){ n->start, n->end });
	case EDIT_BEFORE:
		return (struct span){ n->start, n->start };
	case EDIT_AFTER:
		return (struct span){ n->end, n->end };
	default:
		return (struct span){ n->tag_end == n->end ? n->tag_end - 2 : n->tag_end,
			              n->inner_end };
	}
}

static int
by_from(const void *a, const void *b)
{
	const struct span *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

/* The bytes between the places are found in the output, one after the other. */
static bool
is_accounted(const struct document *doc, const struct edits *es, struct str out)
{
	struct span *spans = mem_alloc((es->count + 1) * sizeof(*spans));
	size_t n = 0;
	uint32_t at = 0;
	bool ok = true;

	for (uint32_t i = 0; i < es->count; i++) {
		struct span s;

		if (es->list[i].node == NONE)
			continue;
		s = span_of(doc, &es->list[i]);
		if (es->list[i].kind == EDIT_ATTR && s.from == s.to &&
		    doc->bytes[s.from - 1] == '>') {
			s.from--; /* an added attribute stands before > or /> and blanks */
			while (doc->bytes[s.from - 1] == '/' || str_blank(doc->bytes[s.from - 1]))
				s.from--;
			s.to = s.from;
		}
		spans[n++] = s;
	}
	qsort(spans, n, sizeof(*spans), by_from);
	spans[n] = (struct span){ doc->len, doc->len };
	for (size_t i = 0; ok && i <= n; i++) {
		if (spans[i].from > at) {
			size_t len = spans[i].from - at;
			const char *p = memmem(out.p, out.n, doc->bytes + at, len);

			if (at == 0)
				p = out.p;
			else if (i == n && out.n >= len)
				p = out.p + out.n - len;
			ok = p != NULL && out.n >= len && memcmp(p, doc->bytes + at, len) == 0;
			if (ok)
				out = str_skip(out, (size_t)(p - out.p) + len);
		}
		if (i == n)
			break;
		at = spans[i].to > at ? spans[i].to : at;
	}
	free(spans);
	return ok && out.n == 0;
}

/* Reads what the first run wrote: well-formed, and nothing left to do. */
static void
check_again(struct bench *again, const char *file, struct str out)
{
	FILE *copy = tmpfile();
	struct document *doc;
	struct fault fault;
	bool io;

	if (copy == NULL) {
		complain(file, "no temporary file");
		return;
	}
	if (fwrite(out.p, 1, out.n, copy) != out.n || fflush(copy) != 0)
		complain(file, "the temporary file cannot be written");
	rewind(copy);
	stream_begin(again->stream, fileno(copy));
	if (stream_next(again->stream, &doc, &fault, &io) != STREAM_DOCUMENT)
		complain(file, "the output is not well-formed");
	else {
		run_begin(&again->run, doc);
		subject->convert(&again->run);
		for (uint32_t i = 0; i < again->edits.count; i++)
			if (again->edits.list[i].node != NONE) {
				struct buf text = { 0 };

				describe_edit(&again->run, &again->edits.list[i], &text);
				printf("%s: a second run changes %.*s\n", file,
				       STR_FMT(buf_view(&text)));
				count.broken++;
				buf_free(&text);
			}
	}
	fclose(copy);
}

/* Every attribute that expat counted is found by the scanner, too. */
static void
check_scanner(const char *file, const struct document *doc)
{
	for (uint32_t i = 0; i < doc->count; i++) {
		struct tag_scan scan =
		    tag_begin(doc->bytes, doc->nodes[i].start, doc->nodes[i].tag_end);
		struct attr a;
		unsigned n = 0;

		while (tag_next(&scan, &a))
			n++;
		if (n != doc->nodes[i].attrs)
			complain(file, "scanner and expat disagree about a tag's attributes");
	}
}

static void
check_document(struct bench *b, struct bench *again, const char *file, struct document *doc)
{
	struct buf out = { 0 };
	struct sink sink = { .write = gather, .to = &out };

	count.documents++;
	check_scanner(file, doc);
	run_begin(&b->run, doc);
	subject->convert(&b->run);
	if (b->run.clash != NULL)
		complain(file, b->run.clash);
	if (b->run.refused) {
		count.refused++;
		return;
	}
	write_document(&b->edits, &sink);
	sink_flush(&sink);
	if (!edit_any(&b->edits)) {
		count.unchanged++;
		if (out.len != doc->len || memcmp(out.p, doc->bytes, out.len) != 0)
			complain(file, "nothing to change, yet the output differs");
	} else {
		count.changed++;
		if (!is_accounted(doc, &b->edits, buf_view(&out)))
			complain(file, "something changed outside of the edits");
		check_again(again, file, buf_view(&out));
	}
	buf_free(&sink.pending);
	buf_free(&out);
}

static void
check_file(struct bench *b, struct bench *again, const char *file)
{
	int fd = open(file, O_RDONLY);

	if (fd < 0) {
		complain(file, "cannot be read");
		return;
	}
	stream_begin(b->stream, fd);
	for (;;) {
		struct document *doc;
		struct fault fault;
		bool io;
		enum stream_result result = stream_next(b->stream, &doc, &fault, &io);

		if (result == STREAM_BAD)
			count.unread++;
		if (result != STREAM_DOCUMENT)
			break;
		check_document(b, again, file, doc);
	}
	close(fd);
}

/* Bridges, networks and devices get other names, the same in a second run. */
static bool
choose_subject(const char *name)
{
	const char *why;

	for (size_t i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++)
		if (name != NULL && strcmp(name, subjects[i].name) == 0)
			subject = &subjects[i];
	settings = settings_default;
	return subject != NULL && maps_add(&maps, LINK_BRIDGE, "new-bridge", &why) &&
	       maps_add(&maps, LINK_BRIDGE, "virbr0:new-virbr", &why) &&
	       maps_add(&maps, LINK_BRIDGE, "new-virbr:new-virbr", &why) &&
	       maps_add(&maps, LINK_NETWORK, "new-network", &why) &&
	       maps_add(&maps, LINK_DEVICE, "eth0:new-eth", &why) &&
	       maps_add(&maps, LINK_DEVICE, "eth1:new-eth1", &why) &&
	       maps_add_mac(&maps, "52:54:00:e4:83:83:network:by-mac", &why);
}

int
main(int argc, char **argv)
{
	struct bench b, again;

	if (!choose_subject(argv[1])) {
		fputs("usage: promises domconv|bridgemap FILE...\n", stderr);
		return STATUS_USAGE;
	}
	bench_init(&b);
	bench_init(&again);
	for (int i = 2; i < argc; i++)
		check_file(&b, &again, argv[i]);
	bench_free(&b);
	bench_free(&again);
	maps_free(&maps);
	printf("promises: %u documents: %u unchanged, %u changed, %u refused; %u inputs not read; "
	       "%u promises broken\n",
	       count.documents, count.unchanged, count.changed, count.refused, count.unread,
	       count.broken);
	return count.broken > 0;
}
