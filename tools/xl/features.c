/* Features and clock. */
#include "xl/parts.h"

/* --- features ----------------------------------------------------------------------------- */

/* Xen's groups of Hyper-V features; libvirt's element says only that there are some. */
static bool
has_viridian(struct xl_guest *g)
{
	const struct xl_value *v = xl_value(g, XL_KEY_viridian);
	bool any = false;

	if (v == NULL || v->kind != XL_LIST)
		return xl_bool(g, XL_KEY_viridian, false);
	for (const struct xl_value *i = v->first; i != NULL; i = i->next) {
		struct str group = xl_item_text(g, XL_KEY_viridian, i);

		any = any || (group.n > 0 && group.p[0] != '!');
		if (group.n > 0 && !str_is(group, "defaults") && !str_is(group, "base"))
			xl_say(g, XL_VALUE_DROPPED, i->at,
			       "viridian: libvirt has no place for the group '%.*s'",
			       STR_FMT(group));
	}
	return any;
}

/* disabled and default are what libvirt writes nothing for (xenParseHypervisorFeatures). */
static struct str
read_passthrough(struct xl_guest *g)
{
	static const char *const on[] = { "enabled", "sync_pt", "share_pt", NULL };
	static const char *const off[] = { "disabled", "default", NULL };
	struct str mode = xl_word(g, XL_KEY_passthrough);

	if (mode.p == NULL || str_in(mode, on))
		return mode;
	if (!str_in(mode, off))
		xl_say(g, XL_BAD, xl_value(g, XL_KEY_passthrough)->at,
		       "passthrough: expected disabled, enabled, sync_pt, share_pt or default");
	return STR_NONE;
}

static void
write_xen_features(struct xl_guest *g)
{
	struct str mode = read_passthrough(g);
	bool e820 = g->type != XL_HVM && xl_bool(g, XL_KEY_e820_host, false);

	if (!e820 && mode.p == NULL)
		return;
	xl_open(&g->xml, "xen");
	if (e820)
		xl_empty(&g->xml, "e820_host", "state", "on");
	if (mode.p != NULL) {
		xl_open(&g->xml, "passthrough");
		xl_attr_text(&g->xml, "state", "on");
		xl_attr(&g->xml, "mode", str_is(mode, "enabled") ? STR_NONE : mode);
		xl_close(&g->xml);
	}
	xl_close(&g->xml);
}

/* libvirt gives it to every x86_64 guest (libxlDomainDefPostParse). */
static void
write_pae(struct xl_guest *g)
{
	if (!xl_bool(g, XL_KEY_pae, true))
		xl_say(g, XL_VALUE_DROPPED, xl_at(g, XL_KEY_pae),
		       "pae = 0 is lost: libvirt gives PAE to every guest");
	xl_empty(&g->xml, "pae", NULL, NULL);
}

void
xl_write_features(struct xl_guest *g)
{
	size_t before;

	xl_open(&g->xml, "features");
	before = g->xml.out.len;
	if (g->type == XL_HVM) {
		if (xl_bool(g, XL_KEY_acpi, true) || xl_numa_memory(g) > 0) /* its tables say so */
			xl_empty(&g->xml, "acpi", NULL, NULL);
		if (xl_bool(g, XL_KEY_apic, true))
			xl_empty(&g->xml, "apic", NULL, NULL);
		write_pae(g);
		if (!xl_bool(g, XL_KEY_hap, true))
			xl_empty(&g->xml, "hap", "state", "off");
		if (has_viridian(g))
			xl_empty(&g->xml, "viridian", NULL, NULL);
	}
	write_xen_features(g);
	if (g->xml.out.len == before)
		xl_cancel(&g->xml);
	else
		xl_close(&g->xml);
}

/* --- clock -------------------------------------------------------------------------------- */

/* tsc_mode by name or, as it once was, by number; a name that libvirt does not know is auto. */
static void
write_tsc(struct xl_guest *g)
{
	static const struct {
		const char *number, *name, *mode;
	} modes[] = { { "0", "default", "auto" },
		      { "1", "always_emulate", "emulate" },
		      { "2", "native", "native" },
		      { "3", "native_paravirt", "paravirt" } };
	struct str mode = xl_word(g, XL_KEY_tsc_mode);

	if (mode.p == NULL)
		return;
	for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++)
		if (str_is(mode, modes[i].number) || str_is(mode, modes[i].name)) {
			xl_open(&g->xml, "timer");
			xl_attr_text(&g->xml, "name", "tsc");
			xl_attr_text(&g->xml, "present", "yes");
			xl_attr_text(&g->xml, "mode", modes[i].mode);
			xl_close(&g->xml);
			return;
		}
	xl_say(g, XL_BAD, xl_value(g, XL_KEY_tsc_mode)->at,
	       "tsc_mode: expected default, always_emulate, native or native_paravirt");
}

static void
write_hpet(struct xl_guest *g)
{
	if (g->type != XL_HVM || !xl_has(g, XL_KEY_hpet))
		return;
	xl_open(&g->xml, "timer");
	xl_attr_text(&g->xml, "name", "hpet");
	xl_attr_text(&g->xml, "present", xl_bool(g, XL_KEY_hpet, true) ? "yes" : "no");
	xl_close(&g->xml);
}

void
xl_write_clock(struct xl_guest *g)
{
	bool local = xl_bool(g, XL_KEY_localtime, false);
	const char *base = local ? "localtime" : "utc";
	long long seconds = 0;

	xl_open(&g->xml, "clock");
	if (g->type == XL_HVM) {
		xl_number(g, XL_KEY_rtc_timeoffset, -0x7fffffff, 0x7fffffff, &seconds);
		xl_attr_text(&g->xml, "offset", "variable");
		xl_attr_printf(&g->xml, "adjustment", "%lld", seconds);
		xl_attr_text(&g->xml, "basis", base);
	} else {
		xl_attr_text(&g->xml, "offset", base);
		xl_attr_text(&g->xml, "adjustment", "reset");
	}
	write_tsc(g);
	write_hpet(g);
	xl_close(&g->xml);
}
