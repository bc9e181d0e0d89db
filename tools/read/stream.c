#include "read/stream.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* An ordinary domain with its NUL fits; page faults cost more than reads. */
#define FIRST_ROOM 8192
#define LEAST_READ 512

size_t stream_chunk = 16384; /* small, since expat copies it and a small copy stays in the cache */

struct stream {
	struct parser *parser;
	struct document doc;
	size_t max_size;
	int fd;
	bool is_file;     /* a regular file: reads do not block */
	size_t file_size; /* of a regular file */
	bool at_eof;
	unsigned long handed_out; /* documents */
	char *bytes;              /* read and not yet handed out */
	size_t len, cap;
	size_t start; /* of the current document in bytes */
	size_t taken; /* length of the current document, once known */
	int error;    /* errno of a failed read */
	char message[128];
};

struct stream *
stream_new(struct parser *parser, struct arena *arena, size_t max_size)
{
	struct stream *s = mem_alloc(sizeof(*s));

	memset(s, 0, sizeof(*s));
	s->parser = parser;
	s->doc.arena = arena;
	s->max_size = max_size;
	return s;
}

void
stream_free(struct stream *s)
{
	document_free(&s->doc);
	free(s->bytes);
	free(s);
}

void
stream_begin(struct stream *s, int fd)
{
	struct stat st;

	s->fd = fd;
	s->is_file = fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
	s->file_size = s->is_file ? (size_t)st.st_size : 0;
	s->at_eof = false;
	s->handed_out = 0;
	s->len = s->start = s->taken = 0;
	s->doc.origin = (struct position){ 1, 1 };
}

bool
stream_is_first(const struct stream *s)
{
	return s->handed_out <= 1;
}

bool
stream_goes_on(const struct stream *s)
{
	return !s->at_eof || s->taken < s->len;
}

/* Makes room at the end of the buffer, first by moving the current document to its start. */
static void
make_room(struct stream *s)
{
	if (s->cap - s->len >= LEAST_READ)
		return;
	if (s->start > s->cap / 2) {
		memmove(s->bytes, s->bytes + s->start, s->len - s->start);
		s->len -= s->start;
		s->start = 0;
	} else {
		s->cap = s->cap ? s->cap * 2 : FIRST_ROOM;
		s->bytes = mem_resize(s->bytes, s->cap);
	}
	s->doc.bytes = s->bytes + s->start;
}

/* Reads once; false: error. */
static bool
read_more(struct stream *s)
{
	ssize_t n;

	make_room(s);
	do
		n = read(s->fd, s->bytes + s->len, s->cap - s->len);
	while (n < 0 && errno == EINTR);
	if (n < 0) {
		s->error = errno;
		return false;
	}
	s->len += (size_t)n;
	/* A short read up to the known size is the end; behind a full one more may follow. */
	s->at_eof = n == 0 || (s->len == s->file_size && s->len < s->cap);
	return true;
}

/*
 * Fills the buffer from a regular file: expat skips its extra line count for the final chunk
 * (XML_ParseBuffer, XmlUpdatePosition).
 */
static bool
read_ahead(struct stream *s)
{
	do
		if (!read_more(s))
			return false;
	while (s->is_file && !s->at_eof && s->cap - s->len >= LEAST_READ);
	return true;
}

enum follows { FOLLOWS_UNKNOWN, FOLLOWS_DECLARATION, FOLLOWS_ROOT, FOLLOWS_JUNK };

/*
 * The search for what follows a root. It resumes where it stopped when more is read. Offsets are
 * the document's.
 */
struct search {
	size_t start; /* of what follows, without blanks */
	size_t at;    /* before it are blanks, a byte order mark, whole comments and PIs */
	size_t seen;  /* this much of the comment or PI at `at` does not contain its end */
	bool marked;  /* it begins with a byte order mark */
};

/* Skips a comment or PI; false: its end has not been read. */
static bool
skip_misc(struct search *look, struct str rest)
{
	const char *close = str_starts(rest, "<!--") ? "-->" : "?>";
	size_t n = strlen(close), i = look->seen > 2 ? look->seen : 2;

	while (i + n <= rest.n && memcmp(rest.p + i, close, n) != 0)
		i++;
	if (i + n > rest.n) {
		look->seen = i;
		return false;
	}
	look->at += i + n;
	look->seen = 0;
	return true;
}

static enum follows
root_follows(const struct stream *s, struct str rest)
{
	size_t n = 1;

	while (n < rest.n && n < 256 && !str_blank(rest.p[n]) && rest.p[n] != '/' &&
	       rest.p[n] != '>')
		n++;
	if (n == rest.n && n < 256)
		return FOLLOWS_UNKNOWN;
	return parser_takes_root(s->parser, rest.p + 1, n - 1) ? FOLLOWS_ROOT : FOLLOWS_JUNK;
}

/* What was read after look->at, without blanks and a byte order mark. */
static struct str
rest_of(const struct stream *s, struct search *look)
{
	struct str rest = { s->bytes + s->start + look->at, s->len - s->start - look->at };
	size_t n = 0;

	while (n < rest.n && str_blank(rest.p[n]))
		n++;
	if (!look->marked) {
		look->start = look->at + n;
		look->marked = str_starts(str_skip(rest, n), "\xef\xbb\xbf");
		n += look->marked ? 3 : 0;
		while (look->marked && n < rest.n && str_blank(rest.p[n]))
			n++;
	}
	look->at += n;
	return str_skip(rest, n);
}

/*
 * Classifies what begins at look->start. A byte order mark can only begin a document, so it counts
 * as its declaration.
 */
static enum follows
what_follows(const struct stream *s, struct search *look)
{
	for (;;) {
		struct str rest = rest_of(s, look);
		enum follows root;

		if (rest.n < 6)
			return rest.n == 0 || rest.p[0] == '<' || rest.p[0] == '\xef'
			           ? FOLLOWS_UNKNOWN
			           : FOLLOWS_JUNK;
		if (str_starts(rest, "<?xml") && str_blank(rest.p[5]))
			return FOLLOWS_DECLARATION;
		if (look->marked && (str_starts(rest, "<!--") || str_starts(rest, "<?"))) {
			if (!skip_misc(look, rest))
				return FOLLOWS_UNKNOWN;
			continue;
		}
		root = rest.p[0] == '<' ? root_follows(s, rest) : FOLLOWS_JUNK;
		return look->marked && root == FOLLOWS_ROOT ? FOLLOWS_DECLARATION : root;
	}
}

/* The document ends after its root's line, or before the next declaration. */
static uint32_t
document_end(const struct stream *s, enum follows next, uint32_t next_at)
{
	uint32_t end = parser_root_end(s->parser), i = end;

	if (next == FOLLOWS_DECLARATION)
		return next_at;
	while (i < next_at && str_blank(s->doc.bytes[i]) && s->doc.bytes[i] != '\n')
		i++;
	return i < next_at && s->doc.bytes[i] == '\n' ? i + 1 : end;
}

/* The root has ended and something follows; true: a complete document, which ends before that. */
static bool
settle_end(struct stream *s, struct fault *fault)
{
	struct search look = { .at = parser_misc_end(s->parser) };
	enum follows next;

	while ((next = what_follows(s, &look)) == FOLLOWS_UNKNOWN && !s->at_eof) {
		if (s->len - s->start - look.start > s->max_size)
			break;
		if (!read_more(s))
			return false;
	}
	if (next == FOLLOWS_DECLARATION || next == FOLLOWS_ROOT) {
		s->doc.len = document_end(s, next, (uint32_t)look.start);
		return true;
	}
	*fault = (struct fault){ "unexpected content after the end of the document",
		                 (uint32_t)look.start };
	return false;
}

/*
 * A byte order mark of UTF-16 or UTF-32, or a NUL beside the first character: how expat detects
 * them.
 */
static bool
is_wide(struct str s)
{
	const unsigned char *b = (const unsigned char *)s.p;

	if (s.n >= 2 && ((b[0] == 0xfe && b[1] == 0xff) || (b[0] == 0xff && b[1] == 0xfe)))
		return true;
	if (s.n >= 4 && b[0] == 0 && b[1] == 0)
		return (b[2] == 0xfe && b[3] == 0xff) || (b[2] == 0 && b[3] != 0);
	return s.n >= 2 && (b[0] == 0) != (b[1] == 0);
}

static enum stream_result
too_large(struct stream *s, struct fault *fault)
{
	snprintf(s->message, sizeof(s->message),
	         "the document is larger than %zu bytes (--max-size)", s->max_size);
	*fault = (struct fault){ s->message, 0 };
	return STREAM_BAD;
}

/* What follows the root may belong to the next document, so it does not count to --max-size. */
static bool
is_too_large(const struct stream *s, enum parse_state state)
{
	size_t fed = s->doc.len, root = parser_root_end(s->parser);

	return root > 0 && state == PARSE_MORE ? root > s->max_size || fed - root > s->max_size
	                                       : fed > s->max_size;
}

static enum stream_result
parse_document(struct stream *s, struct fault *fault, bool *io)
{
	size_t fed = s->start;

	for (;;) {
		size_t len;
		enum parse_state state;

		if (fed == s->len && !s->at_eof) {
			size_t before = s->start;

			if (!read_ahead(s)) {
				*io = true;
				return STREAM_BAD;
			}
			fed -= before - s->start;
			if (s->len - s->start < 4 && !s->at_eof)
				continue; /* enough to see the encoding */
		}
		if (is_wide((struct str){ s->bytes + s->start, s->len - s->start })) {
			*fault = (struct fault){
				"unsupported encoding UTF-16 or UTF-32: expected UTF-8, US-ASCII or ISO-8859-1",
				0
			};
			return STREAM_BAD;
		}
		len = s->len - fed < stream_chunk ? s->len - fed : stream_chunk;
		state =
		    parser_feed(s->parser, s->bytes + fed, len, s->at_eof && fed + len == s->len);
		fed += len;
		s->doc.len = (uint32_t)(fed - s->start);
		if (state == PARSE_BEHIND) {
			s->error = 0;
			if (settle_end(s, fault))
				return s->doc.len > s->max_size ? too_large(s, fault)
				                                : STREAM_DOCUMENT;
			*io = s->error != 0;
			return STREAM_BAD;
		}
		if (state == PARSE_BAD) {
			*fault = parser_fault(s->parser);
			return STREAM_BAD;
		}
		if (is_too_large(s, state))
			return too_large(s, fault);
		if (state == PARSE_DONE)
			return STREAM_DOCUMENT;
	}
}

enum stream_result
stream_next(struct stream *s, struct document **doc, struct fault *fault, bool *io)
{
	enum stream_result result;

	*io = false;
	*doc = &s->doc;
	if (s->handed_out > 0) {
		if (!stream_goes_on(s))
			return STREAM_END;
		s->doc.origin = position_of(&s->doc, s->doc.len);
	}
	s->start = s->taken;
	document_clear(&s->doc);
	s->doc.bytes = s->bytes != NULL ? s->bytes + s->start : "";
	parser_begin(s->parser, &s->doc);
	result = parse_document(s, fault, io);
	s->taken = s->start + s->doc.len;
	s->handed_out++;
	if (*io)
		*fault = (struct fault){ strerror(s->error), 0 };
	return result;
}
