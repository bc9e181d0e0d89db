#include "xl/convert.h"

#include "xl/guest.h"
#include "xl/parts.h"

#include <stdlib.h>
#include <string.h>

#define MOST_LIKENESSES 100 /* of unknown keys that a known one is looked for, which takes time */

static void
say_unknown(struct xl_guest *g, const struct xl_setting *s, unsigned count)
{
	const char *like = count <= MOST_LIKENESSES ? xl_key_nearest(s->key) : NULL;

	xl_say(g, XL_KEY_UNKNOWN, s->at, "unknown key '%.*s', ignored%s%s%s", STR_FMT(s->key),
	       like != NULL ? ", did you mean " : "", like != NULL ? like : "",
	       like != NULL ? "?" : "");
}

/* Finds each setting's key, and complains of those that nobody knows. */
static void
sort_settings(struct xl_guest *g)
{
	unsigned unknown = 0;

	for (const struct xl_setting *s = g->config->settings; s != NULL; s = s->next) {
		enum xl_key key = xl_key_find(s->key);

		if (s->replaced)
			xl_say(g, XL_KEY_REPEATED, s->at,
			       "'%.*s' is set again below, and this value is not used",
			       STR_FMT(s->key));
		else if (key != XL_KEY_COUNT)
			g->settings[key] = s;
		else
			say_unknown(g, s, ++unknown);
	}
}

/* Whether a value is the one that is without effect: "", "none", or 0 in any spelling. */
static bool
is_without_effect(const struct xl_value *v, const char *idle)
{
	long long number;

	if (v->kind == XL_NONE || (v->kind == XL_LIST && v->first == NULL))
		return true;
	if (idle == NULL || v->kind == XL_LIST)
		return false;
	if (v->text.n == 0 || str_is(v->text, idle))
		return true;
	return v->kind == XL_NUMBER && xl_read_number(str_from(idle), 10, &number) &&
	       number == v->number;
}

/* Every key that did not go into the XML. */
static void
say_what_is_left(struct xl_guest *g)
{
	for (enum xl_key key = 0; key < XL_KEY_COUNT; key++) {
		const struct xl_setting *s = g->settings[key];
		const struct xl_key_row *row = &xl_keys[key];

		if (s == NULL || g->used[key])
			continue;
		if (row->fate == XL_DROPPED && !is_without_effect(s->value, row->idle))
			xl_say(g, XL_KEY_DROPPED, s->at,
			       "%s is lost, libvirt has no place for it: %s", row->name, row->what);
		else if (row->fate == XL_PLACED)
			xl_say(g, XL_KEY_IDLE, s->at, "%s has no effect on this guest", row->name);
		else
			xl_say(g, XL_KEY_IDLE, s->at, "%s is left out: %s", row->name, row->what);
	}
}

static void
write_xenbus(struct xl_guest *g)
{
	long long channels = 0, frames = 0;

	xl_number(g, XL_KEY_max_event_channels, 0, 0x7fffffff, &channels);
	xl_number(g, XL_KEY_max_grant_frames, 0, 0x7fffffff, &frames);
	xl_open(&g->xml, "controller");
	xl_attr_text(&g->xml, "type", "xenbus");
	xl_attr_text(&g->xml, "index", "0");
	if (channels > 0)
		xl_attr_printf(&g->xml, "maxEventChannels", "%lld", channels);
	if (frames > 0)
		xl_attr_printf(&g->xml, "maxGrantFrames", "%lld", frames);
	xl_close(&g->xml);
}

static void
write_devices(struct xl_guest *g)
{
	xl_open(&g->xml, "devices");
	xl_write_emulator(g);
	xl_write_disks(g);
	write_xenbus(g);
	xl_write_usb_controllers(g);
	xl_write_filesystems(g);
	xl_write_interfaces(g);
	xl_write_ports(g);
	xl_write_inputs(g);
	xl_write_display(g);
	xl_write_hostdevs(g);
	xl_empty(&g->xml, "memballoon", "model", "xen");
	xl_close(&g->xml);
}

static bool
has_arguments(const struct xl_guest *g)
{
	return xl_has(g, XL_KEY_device_model_args) || xl_has(g, XL_KEY_device_model_args_hvm) ||
	       xl_has(g, XL_KEY_device_model_args_pv);
}

static void
write_domain(struct xl_guest *g)
{
	xl_read_type(g);
	xl_open(&g->xml, "domain");
	xl_attr_text(&g->xml, "type", "xen");
	if (has_arguments(g))
		xl_attr_text(&g->xml, "xmlns:xen", "http://libvirt.org/schemas/domain/xen/1.0");
	xl_write_names(g);
	xl_write_memory(g);
	xl_write_vcpus(g);
	xl_write_boot(g);
	xl_write_features(g);
	xl_write_cpu(g);
	xl_write_clock(g);
	xl_write_events(g);
	write_devices(g);
	xl_write_arguments(g);
	xl_close(&g->xml);
}

static int
compare(const void *a, const void *b)
{
	const struct xl_finding *x = a, *y = b;

	return x->at != y->at ? (x->at < y->at ? -1 : 1) : strcmp(x->message, y->message);
}

/* By their places; the path of one is the key that is set there. */
static void
take_findings(struct xl_guest *g, struct xl_result *result)
{
	const struct xl_setting *s = g->config->settings;
	struct xl_cursor cursor = { 0 };

	result->findings = arena_alloc(g->arena, g->findings_count * sizeof(*result->findings));
	if (g->findings_count > 0)
		qsort(g->findings, g->findings_count, sizeof(*g->findings), compare);
	for (size_t i = 0; i < g->findings_count; i++) {
		const struct xl_finding *f = &g->findings[i];

		if (i > 0 && compare(f - 1, f) == 0) /* a value that was asked for twice */
			continue;
		while (s != NULL && s->next != NULL && s->next->at <= f->at)
			s = s->next;
		result->findings[result->count++] = (struct report_finding){
			.rule = (uint16_t)f->rule,
			.severity = f->severity,
			.at = xl_position(&cursor, g->config->in, f->at),
			.path = s != NULL && s->at <= f->at ? s->key : str_from(""),
			.message = f->message,
		};
	}
	free(g->findings);
}

void
xl_convert(struct str in, struct arena *arena, struct buf *out, struct xl_result *result)
{
	struct xl_config config;
	struct xl_guest g = { .config = &config, .arena = arena };
	struct xl_fault fault;

	*result = (struct xl_result){ 0 };
	if (!xl_config_read(&config, in, arena, &fault))
		xl_say(&g, XL_BAD, fault.at, "%s", fault.message);
	else {
		sort_settings(&g);
		write_domain(&g);
		say_what_is_left(&g);
		result->name = xl_word(&g, XL_KEY_name);
	}
	result->bad = g.bad;
	take_findings(&g, result);
	if (!g.bad)
		buf_str(out, buf_view(&g.xml.out));
	xl_xml_free(&g.xml);
}
