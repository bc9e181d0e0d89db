#include "promise.h"

#include "accounted.h"
#include "base/sink.h"
#include "edit/writer.h"
#include "expat_view.h"
#include "read/stream.h"
#include "rules/describe.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Something that reads documents and runs the rules over them. */
struct bench {
	struct arena arena;
	struct parser *parser;
	struct stream *stream;
	struct edits edits;
	struct run run;
};

struct promise {
	const struct promise_tool *tool;
	broken_fn *broken;
	struct bench first, again;
	struct promise_count count;
	struct selection everything;
	FILE *copy;     /* what the first run wrote, for the second */
	struct buf out; /* a document as it is written */
	struct transcript {
		struct buf words, documents; /* of a whole file */
	} now, before;
};

static void
bench_init(struct bench *b, const struct promise *p, size_t max_size)
{
	b->parser = parser_new(p->tool->roots);
	b->stream = stream_new(b->parser, &b->arena, max_size);
	b->run.set = p->tool->rules;
	b->run.selection = &p->everything;
	b->run.edits = &b->edits;
	b->run.notes = true;
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

struct promise *
promise_new(const struct promise_tool *tool, size_t max_size, broken_fn *broken)
{
	struct promise *p = mem_alloc(sizeof(*p));

	memset(p, 0, sizeof(*p));
	p->tool = tool;
	p->broken = broken;
	p->copy = tmpfile();
	if (p->copy == NULL)
		mem_exhausted();
	bench_init(&p->first, p, max_size);
	bench_init(&p->again, p, SIZE_MAX); /* what is written may be larger than what is read */
	return p;
}

void
promise_free(struct promise *p)
{
	bench_free(&p->first);
	bench_free(&p->again);
	fclose(p->copy);
	buf_free(&p->out);
	buf_free(&p->now.words);
	buf_free(&p->now.documents);
	buf_free(&p->before.words);
	buf_free(&p->before.documents);
	free(p);
}

const struct promise_count *
promise_counts(const struct promise *p)
{
	return &p->count;
}

static bool
gather(void *to, const char *bytes, size_t len)
{
	buf_add(to, bytes, len);
	return true;
}

/* What a run comes to, in words: its findings, and whether it refuses. */
static void
note_run(struct promise *p, const struct run *r)
{
	for (uint32_t i = 0; i < r->findings_count; i++) {
		const struct finding *f = &r->findings[i];
		struct position at = position_of(run_doc(r), run_doc(r)->nodes[f->node].start);

		buf_printf(&p->now.words, "%lu:%lu: %u %u %s\n", at.line, at.column, f->rule,
		           f->severity, f->message);
	}
	buf_printf(&p->now.words, "%s%s\n", r->refused ? "refused" : "good",
	           r->clash != NULL ? r->clash : "");
}

/* The document as it is written. */
static struct str
written(struct promise *p, struct bench *b)
{
	struct sink sink = { .write = gather, .to = &p->out };

	p->out.len = 0;
	write_document(&b->edits, &sink);
	sink_flush(&sink);
	buf_free(&sink.pending);
	return buf_view(&p->out);
}

/* Reads what the first run wrote: well-formed, and nothing left to do. */
static void
check_again(struct promise *p, struct str out)
{
	struct bench *b = &p->again;
	struct document *doc;
	struct fault fault;
	bool io;

	rewind(p->copy);
	if (ftruncate(fileno(p->copy), 0) != 0 ||
	    write(fileno(p->copy), out.p, out.n) != (ssize_t)out.n ||
	    lseek(fileno(p->copy), 0, SEEK_SET) != 0) {
		p->broken("(no temporary file)");
		return;
	}
	stream_begin(b->stream, fileno(p->copy));
	if (stream_next(b->stream, &doc, &fault, &io) != STREAM_DOCUMENT) {
		p->broken("the output is not read again");
		return;
	}
	run_begin(&b->run, doc);
	p->tool->convert(&b->run);
	for (uint32_t i = 0; i < b->edits.count; i++)
		if (b->edits.list[i].node != NONE) {
			struct buf text = { 0 };

			buf_text(&text, "a second run changes ");
			describe_edit(&b->run, &b->edits.list[i], &text);
			buf_char(&text, '\0');
			p->broken(text.p);
			buf_free(&text);
		}
}

/* How a pass over the file reads and converts. */
struct pass {
	size_t chunk;
	bool check, force;
	bool whole;  /* look at the result, not only at what it comes to */
	bool counts; /* the first pass */
};

static void
check_written(struct promise *p, const struct pass *pass, struct document *doc)
{
	struct bench *b = &p->first;
	struct str out = written(p, b);

	if (!edit_any(&b->edits)) {
		p->count.unchanged += pass->counts;
		if (!str_equal(out, (struct str){ doc->bytes, doc->len }))
			p->broken("nothing to change, yet the output differs");
		return;
	}
	p->count.changed += pass->counts;
	if (!is_accounted(&b->edits, out))
		p->broken("something changed outside of the edits");
	if (!expat_accepts(out))
		p->broken("the output is not well-formed");
	else if (!pass->force)
		check_again(p, out);
}

static void
take_document(struct promise *p, const struct pass *pass, struct document *doc)
{
	struct bench *b = &p->first;
	struct run *r = &b->run;

	p->count.documents += pass->counts;
	r->check = pass->check;
	r->force = pass->force;
	run_begin(r, doc);
	p->tool->convert(r);
	if (r->clash != NULL)
		p->broken(r->clash);
	buf_printf(&p->now.words, "%lu:%lu %u\n", doc->origin.line, doc->origin.column, doc->len);
	note_run(p, r);
	if (pass->force && p->tool->look != NULL)
		p->tool->look(r, p->broken);
	if (pass->whole && !expat_agrees(doc))
		p->broken("scanner and expat disagree about a tag");
	p->count.refused += pass->counts && r->refused;
	if (r->refused || r->clash != NULL)
		return;
	if (pass->whole)
		check_written(p, pass, doc);
	else
		written(p, b);
	if (pass->whole && p->tool->compare != NULL)
		p->tool->compare(r, (struct str){ doc->bytes, doc->len }, buf_view(&p->out),
		                 p->broken);
	buf_add(&p->now.documents, p->out.p, p->out.len);
}

static void
take_fault(struct promise *p, struct document *doc, const struct fault *fault)
{
	struct position at = position_of(doc, fault->offset);

	buf_printf(&p->now.words, "%lu:%lu: %s\n", at.line, at.column, fault->message);
}

static void
read_file(struct promise *p, int fd, const struct pass *pass)
{
	struct bench *b = &p->first;

	p->now.words.len = p->now.documents.len = 0;
	if (lseek(fd, 0, SEEK_SET) != 0)
		p->broken("(the input cannot be read again)");
	stream_chunk = pass->chunk;
	stream_begin(b->stream, fd);
	for (;;) {
		struct document *doc;
		struct fault fault;
		bool io;
		enum stream_result result;

		result = stream_next(b->stream, &doc, &fault, &io);
		if (result == STREAM_BAD) {
			p->count.unread += pass->counts;
			take_fault(p, doc, &fault);
		}
		if (result != STREAM_DOCUMENT)
			break;
		take_document(p, pass, doc);
	}
}

static bool
same(const struct buf *a, const struct buf *b)
{
	return str_equal(buf_view(a), buf_view(b));
}

void
promise_check(struct promise *p, int fd)
{
	static const size_t chunks[] = { 1, 7 };
	struct pass pass = { .chunk = 16384, .whole = true, .counts = true };
	struct transcript first;

	read_file(p, fd, &pass);
	first = p->now;
	p->now = p->before;
	p->before = first;
	pass.whole = pass.counts = false;
	for (size_t i = 0; i < sizeof(chunks) / sizeof(chunks[0]); i++) {
		pass.chunk = chunks[i];
		read_file(p, fd, &pass);
		if (!same(&p->now.words, &p->before.words) ||
		    !same(&p->now.documents, &p->before.documents))
			p->broken("the size of the chunks makes a difference");
	}
	pass.chunk = 16384;
	pass.check = true;
	read_file(p, fd, &pass);
	if (!same(&p->now.documents, &p->before.documents))
		p->broken("--check sees other edits than are made");
	pass.check = false;
	pass.force = pass.whole = true;
	read_file(p, fd, &pass);
}
