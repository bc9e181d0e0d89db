/* What headers promise of what no document and no option shows: prints what is broken. */
#include "base/shell.h"
#include "domain/rules.h"
#include "edit/element.h"
#include "read/parser.h"
#include "write/diff.h"
#include "write/file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static int bad;

static void
expect(bool good, const char *what)
{
	if (good)
		return;
	printf("contracts: %s\n", what);
	bad++;
}

static void
check_shown_text(void)
{
	struct buf out = { 0 };

	shell_shown_text(&out, str_from("a\x1b[1m\xff\xc3\xa4"));
	expect(str_is(buf_view(&out), "a?[1m?\xc3\xa4"), "what a terminal would act on is a ?");
	buf_free(&out);
}

static void
check_equal_texts(void)
{
	struct buf text = { 0 };
	struct sink out = sink_to(&text);
	struct diff d = { .out = &out, .file = "a", .first = 1 };

	diff_write(&d, str_from("a\nb"), str_from("a\nb"));
	sink_end(&out);
	expect(text.len == 0 && !d.begun, "equal texts have no difference");
	buf_free(&text);
}

static void
check_second_attribute(void)
{
	struct arena arena = { 0 };
	struct element *e = element_new(&arena, 0, "source");

	element_attr(&arena, 0, e, "bridge", "br0");
	element_attr(&arena, 0, e, "network", "lan");
	expect(str_is(element_value(e, "network"), "lan"), "an attribute that is not the first");
	expect(element_value(e, "dev").p == NULL, "an attribute that is not there");
	arena_free(&arena);
}

/* The file is shorter than it was when somebody looked. */
static void
check_shrunk_file(void)
{
	FILE *from = tmpfile(), *to = tmpfile();
	bool good = from != NULL && to != NULL && fputs("abc", from) != EOF && fflush(from) == 0;

	expect(good, "temporary files");
	if (good) {
		expect(copy_bytes(fileno(from), fileno(to), 3), "a file is copied");
		errno = 0;
		expect(!copy_bytes(fileno(from), fileno(to), 4) && errno == EIO,
		       "a file has shrunk");
	}
	if (from != NULL)
		fclose(from);
	if (to != NULL)
		fclose(to);
}

/* What follows the root is none of the document, unless it may be markup that is cut off. */
static void
check_behind_root(void)
{
	static const char *const roots[] = { "domain", NULL };
	static const struct {
		const char *text;
		enum parse_state state;
	} rows[] = {
		{ "<domain/><domain/>", PARSE_BEHIND },
		{ "<domain/>x", PARSE_BEHIND },
		{ "<domain/><?xml version='1.0'?>", PARSE_BEHIND },
		{ "<domain/></x>", PARSE_BEHIND },
		{ "<domain/>\x01", PARSE_BEHIND },
		{ "<domain/> \xc3", PARSE_BEHIND },
		{ "<domain/>'x", PARSE_BEHIND },
		{ "<domain/><!x", PARSE_BAD },
		{ "<domain/><", PARSE_BAD },
	};
	struct arena arena = { 0 };
	struct document doc = { .arena = &arena };
	struct parser *parser = parser_new(roots);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		expect(parser_read(parser, &doc, str_from(rows[i].text)) == rows[i].state,
		       rows[i].text);
	parser_free(parser);
	document_free(&doc);
	arena_free(&arena);
}

/* Two rules that no row of the table of precedence orders write one place. */
static void
check_clash(void)
{
	static const char *const roots[] = { "domain", NULL };
	struct arena arena = { 0 };
	struct document doc = { .arena = &arena };
	struct parser *parser = parser_new(roots);
	struct selection all = { NULL };
	struct edits edits = { 0 };
	struct run r = { .set = &domain_rules, .selection = &all, .edits = &edits };

	parser_read(parser, &doc, str_from("<domain type='kvm'/>"));
	run_begin(&r, &doc);
	rule_set(&r, DOMAIN_TYPE, 0, "type", "a");
	rule_set(&r, DOMAIN_TYPE, 0, "type", "b");
	expect(r.clash == NULL && str_is(edit_value(&edits, 0, "type"), "a"),
	       "of a rule's edits of one place, the first stays");
	rule_set(&r, FEATURE_PAE, 0, "type", "c");
	expect(r.clash != NULL &&
	           strcmp(r.clash, "rules domain-type and feature-pae both change domain @type") ==
	               0,
	       "two rules write one place");
	run_free(&r);
	edits_free(&edits);
	parser_free(parser);
	document_free(&doc);
	arena_free(&arena);
}

int
main(void)
{
	check_shown_text();
	check_equal_texts();
	check_second_attribute();
	check_shrunk_file();
	check_behind_root();
	check_clash();
	return bad != 0;
}
