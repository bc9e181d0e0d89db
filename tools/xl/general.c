/* What a guest is called, its memory and CPUs, and what follows its end. */
#include "xl/cpu_set.h"
#include "xl/parts.h"

#include <ctype.h>
#include <string.h>

void
xl_read_type(struct xl_guest *g)
{
	static const struct {
		const char *word;
		enum xl_type type;
	} types[] = { { "pv", XL_PV }, { "pvh", XL_PVH }, { "hvm", XL_HVM } };
	struct str type = xl_word(g, XL_KEY_type), builder = xl_word(g, XL_KEY_builder);

	g->type = str_is(builder, "hvm") ? XL_HVM : XL_PV;
	if (type.p == NULL)
		return;
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (str_is(type, types[i].word)) {
			g->type = types[i].type;
			return;
		}
	xl_say(g, XL_BAD, xl_value(g, XL_KEY_type)->at, "type: expected pv, pvh or hvm");
}

/* 32 hexadecimal digits, with hyphens anywhere, as libvirt reads them. */
static void
write_uuid(struct xl_guest *g)
{
	struct str s = xl_word(g, XL_KEY_uuid);
	char uuid[37];
	size_t n = 0, digits = 0;

	if (s.p == NULL) {
		xl_say(g, XL_UUID_MISSING, 0,
		       "no uuid: libvirt makes one when the domain is defined");
		return;
	}
	for (; s.n > 0 && digits <= 32; s = str_skip(s, 1)) {
		if (s.p[0] == '-' || str_blank(s.p[0]))
			continue;
		if (!isxdigit((unsigned char)s.p[0]) || digits == 32)
			break;
		if (digits == 8 || digits == 12 || digits == 16 || digits == 20)
			uuid[n++] = '-';
		uuid[n++] = (char)tolower((unsigned char)s.p[0]);
		digits++;
	}
	if (digits == 32 && s.n == 0)
		xl_text(&g->xml, "uuid", (struct str){ uuid, 36 });
	else
		xl_say(g, XL_BAD, xl_value(g, XL_KEY_uuid)->at,
		       "uuid: expected 32 hexadecimal digits");
}

void
xl_write_names(struct xl_guest *g)
{
	struct str name = xl_word(g, XL_KEY_name), genid = xl_word(g, XL_KEY_ms_vm_genid);
	struct str oracle = xl_word(g, XL_KEY_OVM_description);
	struct str description = xl_word(g, XL_KEY_description);

	if (name.p == NULL && !g->bad)
		xl_say(g, XL_BAD, xl_has(g, XL_KEY_name) ? xl_at(g, XL_KEY_name) : 0,
		       "the guest has no name: expected name = '...'");
	if (name.p != NULL &&
	    (memchr(name.p, '/', name.n) != NULL || memchr(name.p, '\n', name.n) != NULL))
		xl_say(g, XL_BAD, xl_value(g, XL_KEY_name)->at,
		       "name: libvirt takes neither a slash nor the end of a line in it");
	xl_text(&g->xml, "name", name);
	write_uuid(g);
	if (str_is(genid, "generate"))
		xl_empty(&g->xml, "genid", NULL, NULL);
	else if (genid.p != NULL && !str_is(genid, "none"))
		xl_say(g, XL_BAD, xl_at(g, XL_KEY_ms_vm_genid),
		       "ms_vm_genid: expected generate or none");
	xl_text(&g->xml, "title", xl_word(g, XL_KEY_OVM_simple_name));
	xl_text(&g->xml, "description", description.p != NULL ? description : oracle);
}

/* MiB; 128 where memory is missing is libvirt's choice (xenParseMem). */
void
xl_write_memory(struct xl_guest *g)
{
	const long long limit = 1LL << 40;
	long long memory = 128, most = 0, cells = xl_numa_memory(g);

	if (!xl_has(g, XL_KEY_memory))
		xl_say(g, XL_MEMORY, 0, "no memory given: the guest gets 128 MiB");
	xl_number(g, XL_KEY_memory, 1, limit, &memory);
	xl_number(g, XL_KEY_maxmem, 0, limit, &most);
	if (most != 0 && most < memory)
		xl_say(g, XL_MEMORY, xl_at(g, XL_KEY_maxmem),
		       "maxmem is less than memory, and not used");
	if (most < memory)
		most = memory;
	if (cells != 0 && cells != most)
		xl_say(
		    g, XL_MEMORY, xl_at(g, XL_KEY_vnuma),
		    "the nodes of vnuma have %lu MiB in all, and memory or maxmem %lu: the guest "
		    "gets what the nodes have",
		    (unsigned long)cells, (unsigned long)most);
	if (cells != 0) {
		memory = memory == most || memory > cells ? cells : memory;
		most = cells;
	}
	xl_open(&g->xml, "memory");
	xl_attr_text(&g->xml, "unit", "KiB");
	xl_content(&g->xml, str_from(arena_printf(g->arena, "%lld", most * 1024)));
	xl_open(&g->xml, "currentMemory");
	xl_attr_text(&g->xml, "unit", "KiB");
	xl_content(&g->xml, str_from(arena_printf(g->arena, "%lld", memory * 1024)));
}

/* xm: a mask of the CPUs that the guest starts with. */
static long long
count_available(struct xl_guest *g, long long vcpus)
{
	long long mask, count = 0;

	if (!xl_number(g, XL_KEY_vcpu_avail, 0, 0x7fffffffffffffff, &mask))
		return vcpus;
	for (long long i = 0; i < vcpus && i < 63; i++)
		count += mask >> i & 1;
	return count > 0 ? count : vcpus;
}

static void
write_pins(struct xl_guest *g, enum xl_key key)
{
	struct cpu_set set;
	bool any = false;
	unsigned vcpu = 0;

	for (const struct xl_value *i = xl_items(g, key, true); i != NULL; i = i->next, vcpu++) {
		if (vcpu == CPU_SET_MOST) {
			xl_say(g, XL_BAD, i->at, "%s: more than 4096 CPUs", xl_keys[key].name);
			break;
		}
		if (!xl_cpu_set_read(g, key, i, &set) || set.all)
			continue;
		if (!any)
			xl_open(&g->xml, "cputune");
		any = true;
		xl_open(&g->xml, "vcpupin");
		xl_attr_printf(&g->xml, "vcpu", "%u", vcpu);
		xl_cpu_set_write(&g->xml, "cpuset", &set);
		xl_close(&g->xml);
	}
	if (any)
		xl_close(&g->xml);
}

void
xl_write_vcpus(struct xl_guest *g)
{
	enum xl_key key = xl_has(g, XL_KEY_cpus) ? XL_KEY_cpus : XL_KEY_cpu;
	const struct xl_value *cpus = xl_value(g, key);
	bool each = cpus != NULL && cpus->kind == XL_LIST;
	long long vcpus = 1, most;
	struct cpu_set set;

	xl_number(g, XL_KEY_vcpus, 1, 4096, &vcpus);
	most = vcpus;
	if (xl_number(g, XL_KEY_maxvcpus, 1, 4096, &most) && most < vcpus)
		xl_say(g, XL_BAD, xl_at(g, XL_KEY_maxvcpus), "maxvcpus is less than vcpus");
	vcpus = count_available(g, vcpus);
	xl_open(&g->xml, "vcpu");
	xl_attr_text(&g->xml, "placement", "static");
	if (cpus != NULL && !each && xl_cpu_set_read(g, key, cpus, &set) && !set.all)
		xl_cpu_set_write(&g->xml, "cpuset", &set);
	if (vcpus < most)
		xl_attr_printf(&g->xml, "current", "%lld", vcpus);
	xl_content(&g->xml, str_from(arena_printf(g->arena, "%lld", most)));
	if (each)
		write_pins(g, key);
}

/* --- what follows the guest's end --------------------------------------------------------- */

static const char *const actions[] = { "destroy",  "restart",          "rename-restart",
	                               "preserve", "coredump-destroy", "coredump-restart",
	                               NULL };

static void
write_event(struct xl_guest *g, enum xl_key key, const char *missing)
{
	struct str action = xl_word(g, key);

	if (action.p != NULL && !str_in(action, actions)) {
		bool soft = str_is(action, "soft-reset");

		xl_say(g, soft ? XL_VALUE_DROPPED : XL_BAD, xl_value(g, key)->at,
		       soft ? "%s: soft-reset is lost, libvirt has no place for it"
		            : "%s: expected destroy, restart, rename-restart, preserve, "
		              "coredump-destroy or coredump-restart",
		       xl_keys[key].name);
		action = STR_NONE;
	}
	xl_text(&g->xml, xl_keys[key].name, action.p != NULL ? action : str_from(missing));
}

/* What is missing is libvirt's choice (xenParseEventsActions); for on_crash xl says destroy. */
void
xl_write_events(struct xl_guest *g)
{
	struct str restart = xl_word(g, XL_KEY_restart);
	bool always = str_is(restart, "always"), never = str_is(restart, "never");

	write_event(g, XL_KEY_on_poweroff, always ? "restart" : "destroy");
	write_event(g, XL_KEY_on_reboot, never ? "destroy" : "restart");
	write_event(g, XL_KEY_on_crash,
	            never || str_is(restart, "onreboot") ? "destroy" : "restart");
}
