#include "domain/facts.h"
#include "domain/handlers.h"
#include "domain/rules.h"
#include "index/value.h"

#include <string.h>

#define CPUS_MAX 65535UL

/* The processors that a topology comes to; false: it says so in no way that libvirt reads. */
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

HANDLER(check_topology)
{
	const struct domain *d = domain_of(r);
	struct str vcpu = child_word(d->doc, d->root, NAME_VCPU);
	unsigned long has, shows;

	if (vcpu.p == NULL)
		vcpu = str_from("1");
	if (str_number(vcpu, CPUS_MAX, &has) && topology_cpus(d->doc, node, &shows) && has != shows)
		rule_drop(r, rule, node);
}

/*
 * libxl's names (libxl_cpuid.c) of features that libvirt calls otherwise, and that its own table
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

/* Whether the CPU has a feature of that name already: libvirt takes it only once. */
static bool
has_feature(const struct document *doc, uint32_t cpu, const char *name)
{
	uint32_t i;

	for (i = node_child(doc, cpu, NAME_FEATURE); i != NONE; i = node_again(doc, i))
		if (attr_is(doc, i, "name", name))
			return true;
	return false;
}

HANDLER(rename_feature)
{
	const struct document *doc = run_doc(r);
	const char *name = feature_name(attr_value(doc, node, "name"));

	if (name == NULL)
		return;
	if (has_feature(doc, doc->nodes[node].parent, name))
		rule_drop(r, rule, node);
	else
		rule_set(r, rule, node, "name", name);
}

HANDLER(drop_feature)
{
	/* of libvirt's names, these have an underscore (cpu_map/x86_features.xml) */
	static const char *const known[] = { "ds_cpl",     "tsc_adjust", "mbm_total",
		                             "mbm_local",  "fxsr_opt",   "lahf_lm",
		                             "cmp_legacy", "nodeid_msr", "perfctr_core",
		                             "perfctr_nb", NULL };
	struct str name = attr_value(run_doc(r), node, "name");

	if (name.p != NULL && str_has(name, "_") && !str_in(name, known) &&
	    feature_name(name) == NULL)
		rule_drop(r, rule, node);
}
