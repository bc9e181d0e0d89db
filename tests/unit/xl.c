/*
 * How configuration files of xl and xm are read: what a text says, as one line, or its fault and
 * where it is.
 */
#include "base/buf.h"
#include "base/nearest.h"
#include "xl/config.h"
#include "xl/keys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned checks, bad;

static void
expect(bool good, const char *what, const char *got)
{
	checks++;
	if (good)
		return;
	printf("not ok - %s\n  got: %s\n", what, got);
	bad++;
}

static void
show_value(struct buf *out, const struct xl_value *v)
{
	if (v->kind == XL_NONE)
		buf_text(out, "None");
	else if (v->kind == XL_NUMBER)
		buf_printf(out, "%lld", v->number);
	else if (v->kind == XL_STRING)
		buf_printf(out, "\"%.*s\"", STR_FMT(v->text));
	else {
		buf_char(out, '[');
		for (const struct xl_value *i = v->first; i != NULL; i = i->next) {
			show_value(out, i);
			if (i->next != NULL)
				buf_char(out, ' ');
		}
		buf_char(out, ']');
	}
}

static void
show(struct buf *out, struct str in, struct arena *arena)
{
	struct xl_config config;
	struct xl_fault fault;
	struct xl_cursor cursor = { 0 };
	struct position at;

	if (!xl_config_read(&config, in, arena, &fault)) {
		at = xl_position(&cursor, in, fault.at);
		buf_printf(out, "%lu:%lu: %s", at.line, at.column, fault.message);
		return;
	}
	for (const struct xl_setting *s = config.settings; s != NULL; s = s->next) {
		buf_printf(out, "%s%.*s=", s->replaced ? "(replaced) " : "", STR_FMT(s->key));
		show_value(out, s->value);
		if (s->next != NULL)
			buf_char(out, ' ');
	}
}

static void
check_text(const char *in, size_t n, const char *wanted)
{
	struct arena arena = { 0 };
	struct buf out = { 0 };

	show(&out, (struct str){ in, n }, &arena);
	buf_char(&out, '\0');
	expect(strcmp(out.p, wanted) == 0, wanted, out.p);
	buf_free(&out);
	arena_free(&arena);
}

#define PYTHON " begins an expression: xlconv does not run Python, write the value itself"

static const struct {
	const char *in, *wanted;
} texts[] = {
	/* statements, comments, ends of lines */
	{ "a=1", "a=1" },
	{ "a = 1 # one\n\n#x\n b=2;c=3 ;\n", "a=1 b=2 c=3" },
	{ "a=1\r\nb=2\rc=3\r\n", "a=1 b=2 c=3" },
	{ "\xef\xbb\xbf"
	  "a=1\n",
	  "a=1" },
	{ "a=1\na=2\n", "(replaced) a=1 a=2" },
	{ "a = \\\n 1\\\r\n\n", "a=1" },
	{ "OVM_x=1\n_y=2", "OVM_x=1 _y=2" },
	/* numbers */
	{ "a=0x1F\nb=017\nc=0\nd=-60\ne=64L\nf=0o17\ng=+5\nh=00",
	  "a=31 b=15 c=0 d=-60 e=64 f=15 g=5 h=0" },
	{ "a=9223372036854775807", "a=9223372036854775807" },
	{ "a=9223372036854775808", "1:3: invalid number: expected 12, 0x1f or 017" },
	{ "a=08", "1:3: invalid number: expected 12, 0x1f or 017" },
	{ "a=1.5", "1:3: invalid number: expected 12, 0x1f or 017" },
	{ "a=12MB", "1:3: invalid number: expected 12, 0x1f or 017" },
	{ "a=0x", "1:3: invalid number: expected 12, 0x1f or 017" },
	{ "a=0x-1", "1:3: invalid number: expected 12, 0x1f or 017" },
	/* strings */
	{ "a='x \"y\"' ; b=\"it's\"", "a=\"x \"y\"\" b=\"it's\"" },
	{ "a=''\nb=\"\"", "a=\"\" b=\"\"" },
	{ "a='\\n\\t\\\\\\'\\x41\\102\\q'", "a=\"\n\t\\'AB\\q\"" },
	{ "a='\\x4 \\xg1 \\x4g \\x'", "a=\"\\x4 \\xg1 \\x4g \\x\"" },
	{ "a='\\41!\\1018\\8\\41'", "a=\"!!A8\\8!\"" },
	{ "a='\\7'", "1:3: the string is not UTF-8, or has a control character" },
	{ "a='one\\\ntwo'", "a=\"onetwo\"" },
	{ "a='one\\\r\ntwo\\\rthree'", "a=\"onetwothree\"" },
	{ "a='''x\n'y' ''z'''", "a=\"x\n'y' ''z\"" },
	{ "a=\"\"\"\"\"\"", "a=\"\"" },
	{ "a='x # y'", "a=\"x # y\"" },
	{ "b=1\na='x\n'", "2:3: the string has no end" },
	{ "a='x", "1:3: the string has no end" },
	{ "a='''x''", "1:3: the string has no end" },
	{ "a='x\\'", "1:3: the string has no end" },
	{ "\n a='\xfc'", "2:5: the string is not UTF-8, or has a control character" },
	{ "a='\xc3\xbc\x01'", "1:5: the string is not UTF-8, or has a control character" },
	{ "a='\\x01'", "1:3: the string is not UTF-8, or has a control character" },
	{ "a='\xc3\xbc' x", "1:7: 'x'" PYTHON },
	/* lists */
	{ "a=[]", "a=[]" },
	{ "a=[ 1 , 'x',\n # c\n ['y', [2]], ]", "a=[1 \"x\" [\"y\" [2]]]" },
	{ "a=[[],[[]],]", "a=[[] [[]]]" },
	{ "a=[\r\n'x'\r\n,\r\n'y'\r\n]\r\nb=1", "a=[\"x\" \"y\"] b=1" },
	{ "a=[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]", "a=[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]" },
	{ "a=[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]", "1:19: lists are nested deeper than 16" },
	{ "a=[1,,2]", "1:6: expected a string, a number or a list" },
	{ "a=[,]", "1:4: expected a string, a number or a list" },
	{ "a=[1 2]", "1:6: expected ',' or ']'" },
	{ "a=[1;2]", "1:5: expected ',' or ']'" },
	{ "a=[1", "1:5: the file ends: expected ',' or ']'" },
	{ "a=[1,\n", "2:1: the file ends: expected a string, a number or a list" },
	{ "a=[1]]", "1:6: expected the end of the line, or ';'" },
	{ "a=]", "1:3: expected a string, a number or a list" },
	/* += */
	{ "a='x'\na+='y'\na += 'z'", "a=\"xyz\"" },
	{ "a=[1]\na+=[2,3]\nb=4\na+=[]\na+=[[5]]", "a=[1 2 3 [5]] b=4" },
	{ "a=[]\na+=['x']", "a=[\"x\"]" },
	{ "a+=['x']", "a=[\"x\"]" },
	{ "a='x'\na+=['y']", "2:4: += joins two strings or two lists, and nothing else" },
	{ "a=1\na+=1", "2:4: += joins two strings or two lists, and nothing else" },
	/* Python: three words of it, and nothing else */
	{ "a=True\nb=False\nc=None", "a=1 b=0 c=None" },
	{ "import os", "1:1: 'import'" PYTHON },
	{ "a=1\nif x:\n b=2", "2:1: 'if'" PYTHON },
	{ "name = 'vm%d' % vmid", "1:15: '%'" PYTHON },
	{ "memory = 256 * 4", "1:14: '*'" PYTHON },
	{ "a = 'x' + y", "1:9: '+'" PYTHON },
	{ "a = 'x' 'y'",
	  "1:9: a string directly behind another one: xlconv does not run Python, write the value itself" },
	{ "a = [ 'x'\n 'y' ]",
	  "2:2: expected ',' or ']' between two strings: xlconv does not run Python, write the value itself" },
	{ "a = os.uname()[4]", "1:5: 'os'" PYTHON },
	{ "a = ( 'x', )", "1:5: '('" PYTHON },
	{ "a = { 1: 2 }", "1:5: '{'" PYTHON },
	{ "a = u'x'", "1:5: 'u'" PYTHON },
	{ "a = [ x ]", "1:7: 'x'" PYTHON },
	{ "a = -x", "1:5: '-'" PYTHON },
	{ "print 'x'", "1:1: 'print'" PYTHON },
	{ "vmid()", "1:5: '('" PYTHON },
	{ "a.b=1", "1:2: '.'" PYTHON },
	{ "a == 1", "1:4: expected a string, a number or a list" },
	{ "a", "1:2: the file ends: expected '='" },
	{ "a 1", "1:3: expected '='" },
	{ "a=", "1:3: the file ends: expected a string, a number or a list" },
	{ "a=\n1", "1:3: expected a string, a number or a list" },
	{ "1=2", "1:1: expected KEY = VALUE" },
	{ "a=1 b=2", "1:5: 'b'" PYTHON },
	{ "a=1,", "1:4: expected the end of the line, or ';'" },
	{ "\xfc=1", "1:1: expected KEY = VALUE" },
	/* what is no such file */
	{ "", "1:1: the file is empty" },
	{ "\n # x\n", "3:1: the file is empty" },
	{ "<domain/>", "1:1: this is XML: domconv converts a domain of Xen" },
	{ "(domain\n (domid 1))",
	  "1:1: this is an S-expression, as xm list -l prints it: expected the file that the guest was made with" },
	{ "[\n {",
	  "1:1: this is JSON, as xl list -l prints it: expected the file that the guest was made with" },
	{ "{",
	  "1:1: this is JSON, as xl list -l prints it: expected the file that the guest was made with" },
};

static void
check_nul(void)
{
	check_text("a=1\0", 4, "1:4: NUL byte");
	check_text("a='x\0'", 6, "1:5: NUL byte");
	check_text("# x\0y\na=1", 9, "a=1");
	check_text("\0", 1, "1:1: NUL byte");
}

/* A file of one statement, repeated. */
static void
check_many(const char *once, size_t times, const char *wanted)
{
	struct arena arena = { 0 };
	struct buf text = { 0 }, out = { 0 };

	for (size_t i = 0; i < times; i++)
		buf_text(&text, once);
	show(&out, buf_view(&text), &arena);
	buf_char(&out, '\0');
	expect(wanted != NULL ? strcmp(out.p, wanted) == 0 : strstr(out.p, ": ") == NULL,
	       wanted != NULL ? wanted : once, out.p);
	buf_free(&out);
	arena_free(&arena);
	buf_free(&text);
}

static void
check_keys(void)
{
	for (size_t i = 0; i < XL_KEY_COUNT; i++) {
		const struct xl_key_row *k = &xl_keys[i];

		expect(i == 0 || strcmp(xl_keys[i - 1].name, k->name) < 0, "keys are sorted",
		       k->name);
		expect(xl_key_find(str_from(k->name)) == i, "a key is found", k->name);
		expect(k->what[0] != '\0' && strpbrk(k->what, "'<>&|;`$\"") == NULL,
		       "a key has a text that may stand in a message", k->name);
	}
	expect(xl_key_find(str_from("vcpu")) == XL_KEY_COUNT, "vcpu is no key", "");
	expect(xl_key_find(str_from("")) == XL_KEY_COUNT, "an empty key is none", "");
}

static void
check_nearest(void)
{
	static const struct {
		const char *word, *wanted;
	} words[] = { { "vcpsu", "vcpus" },
		      { "maxmen", "maxmem" },
		      { "bootloder", "bootloader" },
		      { "Memory", "memory" },
		      { "vncpaswd", "vncpasswd" },
		      { "on_poweroff_", "on_poweroff" },
		      { "zzz", NULL },
		      { "ab", NULL },
		      { "", NULL },
		      { "completely_different_from_all_the_keys_that", NULL } };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		const char *got = xl_key_nearest(str_from(words[i].word));

		expect(got == words[i].wanted || (got != NULL && words[i].wanted != NULL &&
		                                  strcmp(got, words[i].wanted) == 0),
		       words[i].word, got != NULL ? got : "(none)");
	}
}

int
main(void)
{
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		check_text(texts[i].in, strlen(texts[i].in), texts[i].wanted);
	check_nul();
	check_many("a=1\n", XL_MOST_VALUES, NULL);
	check_many("a=1\n", XL_MOST_VALUES + 1, "100001:3: more than 100000 values in one file");
	check_many("a+='x'\n", XL_MOST_ADDED + 1, NULL);
	check_many("a+='x'\n", XL_MOST_ADDED + 2, "1002:4: more than 1000 times += in one file");
	check_keys();
	check_nearest();
	printf("xl: %u checks, %u bad\n", checks, bad);
	return bad != 0;
}
