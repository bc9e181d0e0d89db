/* Configuration files of xl and xm: what comes of one is a domain that domconv reads. */
#include "expat_view.h"
#include "fuzz.h"

#include "base/mem.h"
#include "xl/convert.h"

#include <string.h>

static void
check_findings(const struct xl_result *r, unsigned long lines, size_t size)
{
	bool error = false;

	for (size_t i = 0; i < r->count; i++) {
		const struct report_finding *f = &r->findings[i];
		const struct report_finding *before = i > 0 ? f - 1 : f;

		if (f->at.line == 0 || f->at.line > lines || f->at.column == 0 ||
		    f->at.column > size + 1)
			fuzz_broken("a finding is nowhere");
		if (f->at.line < before->at.line ||
		    (f->at.line == before->at.line && f->at.column < before->at.column))
			fuzz_broken("findings are not in order");
		error = error || f->severity == SEVERITY_ERROR;
	}
	if (error != r->bad)
		fuzz_broken("a bad file has an error, and no other one");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str in = { size > 0 ? (const char *)data : "", size };
	struct buf first = { 0 }, second = { 0 };
	struct arena arena = { 0 };
	struct xl_result result, again;
	unsigned long lines = 1;

	for (size_t i = 0; i < size; i++)
		lines += data[i] == '\n';
	xl_convert(in, &arena, &first, &result);
	xl_convert(in, &arena, &second, &again);
	if (!str_equal(buf_view(&first), buf_view(&second)) || again.count != result.count)
		fuzz_broken("read again, it is something else");
	check_findings(&result, lines, size);
	if (result.bad != (first.len == 0))
		fuzz_broken("a bad file has a document, or a good one none");
	if (!result.bad && !expat_accepts(buf_view(&first)))
		fuzz_broken("the document is not well-formed");
	if (!result.bad)
		fuzz_documents("domconv", (const uint8_t *)first.p, first.len);
	buf_free(&first);
	buf_free(&second);
	arena_free(&arena);
	return 0;
}
