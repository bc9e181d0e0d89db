#include "snapshot/overlays.h"

#include "base/buf.h"
#include "base/dict.h"
#include "base/shell.h"
#include "index/value.h"

/* The path of a source element after the conversion. */
static struct str
path_now(const struct run *r, uint32_t source)
{
	struct str path;

	if (source == NONE)
		return STR_NONE;
	path = edit_value(r->edits, source, "file");
	return path.p != NULL ? path : edit_value(r->edits, source, "dev");
}

static struct str
path_before(const struct document *doc, uint32_t source)
{
	struct str path;

	if (source == NONE)
		return STR_NONE;
	path = attr_value(doc, source, "file");
	return path.p != NULL ? path : attr_value(doc, source, "dev");
}

/* The type of an element's driver after the conversion, or the default. */
static struct str
format_now(const struct run *r, uint32_t disk, const char *otherwise)
{
	uint32_t driver = node_child(run_doc(r), disk, NAME_DRIVER);
	struct str format = STR_NONE;

	if (driver != NONE)
		format = edit_value(r->edits, driver, "type");
	return format.n > 0 ? format : str_from(otherwise);
}

/* The disks of the snapshot's domain by target, in a dictionary of nodes. */
static void
know_disks(const struct document *doc, struct dict *disks)
{
	uint32_t domain = node_child(doc, 0, NAME_DOMAIN), devices = NONE, i = NONE;

	if (domain != NONE)
		devices = node_child(doc, domain, NAME_DEVICES);
	if (devices != NONE)
		i = node_child(doc, devices, NAME_DISK);
	for (; i != NONE; i = node_next_same(doc, i)) {
		uint32_t target = node_child(doc, i, NAME_TARGET);
		struct str dev = target != NONE ? attr_value(doc, target, "dev") : STR_NONE;

		if (dev.n > 0)
			dict_add(disks, dev, i);
	}
}

static void
add_option(struct buf *out, const char *option, struct str value)
{
	buf_printf(out, " %s ", option);
	shell_word(out, value);
}

/* One disk of the snapshot: what it was made on is the domain's disk at that moment. */
static void
rebase(const struct run *r, uint32_t overlay, uint32_t disk, struct buf *out)
{
	const struct document *doc = run_doc(r);
	uint32_t base = node_child(doc, disk, NAME_SOURCE);
	struct str path = path_now(r, node_child(doc, overlay, NAME_SOURCE));
	struct str was = path_before(doc, base), now = path_now(r, base);

	if (path.n == 0 || now.n == 0 || str_equal(was, now) || str_equal(path, now))
		return;
	buf_printf(out, "qemu-img rebase -u");
	add_option(out, "-f", format_now(r, overlay, "qcow2"));
	add_option(out, "-F", format_now(r, disk, "raw"));
	add_option(out, "-b", now);
	buf_char(out, ' ');
	shell_word(out, path);
	buf_char(out, '\n');
}

char *
overlays_rebase(const struct run *r)
{
	const struct document *doc = run_doc(r);
	uint32_t list = node_child(doc, 0, NAME_DISKS), i = NONE;
	struct dict disks = { 0 };
	struct buf out = { 0 };
	size_t disk;

	if (list != NONE && str_is(node_name(doc, 0), "domainsnapshot"))
		i = node_child(doc, list, NAME_DISK);
	if (i != NONE)
		know_disks(doc, &disks);
	for (; i != NONE; i = node_next_same(doc, i))
		if (attr_is(doc, i, "snapshot", "external") &&
		    dict_find(&disks, attr_value(doc, i, "name"), &disk))
			rebase(r, i, (uint32_t)disk, &out);
	dict_free(&disks);
	if (out.len == 0)
		return NULL;
	buf_char(&out, '\0');
	return out.p;
}
