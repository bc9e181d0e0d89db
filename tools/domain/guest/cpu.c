#include "domain/facts.h"
#include "domain/rules.h"
#include "index/value.h"

#include <string.h>

#define CPUS_MAX 65535UL

/* The number of CPUs of a topology; false: libvirt cannot read it. */
static bool
topology_cpus(const struct document *doc, uint32_t topology, unsigned long *cpus)
{
	static const char *const parts[] = { "sockets", "dies", "cores", "threads" };
	unsigned long n;

	*cpus = 1;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		struct str part = attr_value(doc, topology, parts[i]);

		if (part.p == NULL && strcmp(parts[i], "dies") == 0)
			continue;
		if (!str_number(part, CPUS_MAX, &n) || n == 0)
			return false;
		*cpus *= n;
	}
	return true;
}

void
check_topology(struct run *r)
{
	const struct domain *d = domain_of(r);
	struct str vcpu = child_trimmed(d->doc, d->root, NAME_VCPU);
	unsigned long has, shows;
	uint32_t i;

	if (d->cpu == NONE || !str_number(vcpu.p != NULL ? vcpu : str_from("1"), CPUS_MAX, &has))
		return;
	for (i = node_child(d->doc, d->cpu, NAME_TOPOLOGY); i != NONE;
	     i = node_next_same(d->doc, i))
		if (topology_cpus(d->doc, i, &shows) && has != shows)
			rule_drop(r, CPU_TOPOLOGY, i);
}

/*
 * libxl's feature names (libxl_cpuid.c) that libvirt spells differently, and that its own table
 * (xen_xl.c) does not translate.
 */
static const struct {
	const char *xen, *libvirt;
} features[] = {
	{ "svm_npt", "npt" },
	{ "svm_lbrv", "lbrv" },
	{ "svm_nrips", "nrip-save" },
	{ "svm_tscrate", "tsc-scale" },
	{ "svm_vmcbclean", "vmcb-clean" },
	{ "svm_decode", "decodeassists" },
	{ "svm_pausefilt", "pause-filter" },
	{ "sse4_1", "sse4.1" },
	{ "sse4_2", "sse4.2" },
	{ "aesni", "aes" },
	{ "sha", "sha-ni" },
	{ "avx512-ifma", "avx512ifma" },
	{ "avx512-vbmi", "avx512vbmi" },
	{ "arch-caps", "arch-capabilities" },
	{ "core-caps", "core-capability" },
	{ "rstr-fp-err-ptrs", "xsaveerptr" },
};

static const char *
feature_name(struct str name)
{
	for (size_t i = 0; i < sizeof(features) / sizeof(features[0]); i++)
		if (str_is(name, features[i].xen))
			return features[i].libvirt;
	return NULL;
}

/* libvirt takes a feature only once: one whose new name is there already is dropped. */
HANDLER(rename_features)
{
	const struct document *doc = run_doc(r);
	bool there[sizeof(features) / sizeof(features[0])] = { 0 };
	uint32_t first = node_child(doc, node, NAME_FEATURE), i;

	for (i = first; i != NONE; i = node_next_same(doc, i)) {
		struct str name = attr_value(doc, i, "name");

		for (size_t n = 0; n < sizeof(there) / sizeof(there[0]); n++)
			there[n] = there[n] || str_is(name, features[n].libvirt);
	}
	for (i = first; i != NONE; i = node_next_same(doc, i)) {
		struct str name = attr_value(doc, i, "name");
		size_t n = 0;

		while (n < sizeof(there) / sizeof(there[0]) && !str_is(name, features[n].xen))
			n++;
		if (n == sizeof(there) / sizeof(there[0]))
			continue;
		if (there[n])
			rule_drop(r, rule, i);
		else
			rule_set(r, rule, i, "name", features[n].libvirt);
		there[n] = true;
	}
}

HANDLER(drop_feature)
{
	/* libvirt's names with an underscore (cpu_map/x86_features.xml) */
	static const char *const known[] = { "ds_cpl",     "tsc_adjust", "mbm_total",
		                             "mbm_local",  "fxsr_opt",   "lahf_lm",
		                             "cmp_legacy", "nodeid_msr", "perfctr_core",
		                             "perfctr_nb", NULL };
	struct str name = attr_value(run_doc(r), node, "name");

	if (name.p != NULL && str_has(name, "_") && !str_in(name, known) &&
	    feature_name(name) == NULL)
		rule_drop(r, rule, node);
}

/* The mode to add, which may be "": none is; host-passthrough needs KVM. */
static const char *
new_cpu_mode(const struct domain *d)
{
	struct str mode = str_from(d->set->cpu);

	if (mode.p == NULL)
		return "";
	if (str_is(mode, "host-passthrough") && str_is(str_from(d->set->type), "qemu"))
		mode = str_from("maximum");
	return domain_cpu_mode(d, mode);
}

void
add_cpu_model(struct run *r)
{
	const struct domain *d = domain_of(r);
	const char *mode = new_cpu_mode(d);

	if (*mode == '\0')
		return;
	if (d->cpu == NONE) {
		rule_add(r, CPU_MODEL_ADDED, d->root,
		         d->features != NONE ? d->features : domain_os_place(d), "cpu", "mode",
		         mode);
	} else if (attr_value(d->doc, d->cpu, "mode").p == NULL &&
	           node_child(d->doc, d->cpu, NAME_MODEL) == NONE)
		rule_set(r, CPU_MODEL_ADDED, d->cpu, "mode", mode);
	else
		return;
	if (!d->set->cpu_given)
		rule_report(r, CPU_MODEL_ADDED, d->cpu != NONE ? d->cpu : d->root,
		            "the guest sees the CPU of the host, as on Xen: live migration needs "
		            "identical CPUs (choose with --cpu=MODE)");
}

HANDLER(convert_passthrough)
{
	const struct domain *d = domain_of(r);

	if (str_is(str_from(d->set->type), "qemu") &&
	    attr_is(d->doc, node, "mode", "host-passthrough"))
		rule_set(r, rule, node, "mode", "maximum");
}

void
note_pinning(struct run *r)
{
	static const enum name pins[] = { NAME_VCPUPIN, NAME_EMULATORPIN, NAME_IOTHREADPIN };
	const struct domain *d = domain_of(r);
	uint32_t vcpu = node_child(d->doc, d->root, NAME_VCPU), i;
	uint32_t tune = node_child(d->doc, d->root, NAME_CPUTUNE);

	if (vcpu != NONE && attr_value(d->doc, vcpu, "cpuset").p != NULL)
		rule_report(r, HOST_PINNING, vcpu,
		            "the CPU set is kept, but it names CPUs of the old host");
	for (size_t p = 0; tune != NONE && p < sizeof(pins) / sizeof(pins[0]); p++)
		if ((i = node_child(d->doc, tune, pins[p])) != NONE)
			rule_report(r, HOST_PINNING, i,
			            "CPU pinning is kept, but it names CPUs of the old host");
	if ((i = node_child(d->doc, d->root, NAME_NUMATUNE)) != NONE)
		rule_report(r, HOST_PINNING, i,
		            "NUMA tuning is kept, but it names nodes of the old host");
}
