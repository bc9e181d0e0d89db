#include "promise.h"

#include "cli/findings.h"
#include "expat_view.h"
#include "report/report.h"

static bool
gather(void *to, const char *p, size_t len)
{
	buf_add(to, p, len);
	return true;
}

static void
look_at_messages(const struct run *r, struct buf *text, broken_fn *broken)
{
	struct diag d = { .least = SEVERITY_NOTE, .out = { .write = gather, .to = text } };
	size_t lines = 0, most = r->findings_count + (size_t)r->edits->count;

	findings_print(&d, r, "in\n.xml", "two\tnames: ", false, false);
	diag_flush(&d);
	buf_free(&d.out.pending);
	for (struct str s = buf_view(text); s.n > 0; s = str_skip(s, 1)) {
		if (s.p[0] == '\n')
			lines++;
		else if ((unsigned char)s.p[0] < ' ' || s.p[0] == 0x7f)
			broken("a message has a control character");
		if (((unsigned char)s.p[0] & 0xc0) != 0x80 && s.p[0] != '\n' &&
		    str_xml_character(s) == 0)
			broken("a message is not UTF-8");
	}
	if (lines > most)
		broken("a message has more than one line");
}

static void
look_at_report(const struct run *r, struct buf *text, broken_fn *broken)
{
	const char *options[] = { (char *)"--force", (char *)"a\x01<&\xff" };
	struct sink sink = { .write = gather, .to = text };
	struct report_document d = { "in.xml", "converted", NULL, { 1, 1 } };
	struct inventory none = { 0 };
	struct report_head head = {
		.tool = "fuzz", .version = "1", .options = options, .count = 2
	};
	struct report report;

	report_begin(&report, &sink, REPORT_XML, &head);
	report_run(&report, &d, r, &none, false);
	report_end(&report);
	sink_flush(&sink);
	buf_free(&sink.pending);
	if (!expat_accepts(buf_view(text)))
		broken("the report is not well-formed");
}

void
look_at_run(const struct run *r, broken_fn *broken)
{
	static struct buf text;

	text.len = 0;
	look_at_messages(r, &text, broken);
	text.len = 0;
	look_at_report(r, &text, broken);
}
