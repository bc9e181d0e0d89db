#include "domain/outcome.h"

#include "domain/facts.h"
#include "index/value.h"

struct str
outcome_text(const struct run *r, uint32_t node)
{
	const struct edit *e = edit_at(r->edits, node, NULL);

	return e != NULL && e->kind == EDIT_TEXT ? str_from(e->u.value)
	                                         : node_trimmed(run_doc(r), node);
}

struct str
outcome_path(const struct run *r, uint32_t source)
{
	struct str file = edit_value(r->edits, source, "file");

	return file.p != NULL ? file : edit_value(r->edits, source, "dev");
}

struct str
outcome_format(const struct run *r, const struct disk *disk)
{
	const char *format = disk_format(domain_of(r)->set, run_doc(r), disk);
	struct str type = edit_value(r->edits, disk->driver, "type");

	if (format != NULL)
		return str_from(format);
	return type.p != NULL ? type : str_from("raw");
}
