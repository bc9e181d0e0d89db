#include "bridge/ldif.h"

#include <string.h>

/* One value of the attribute, and what it becomes. */
struct value {
	struct value *next;
	struct str text;
	struct position at;
};

/* An entry that is being read. */
struct entry {
	bool begun, skipped; /* skipped: not an entry, but the summary of ldapsearch */
	struct str dn;       /* as read, if it was base64 */
	bool dn_encoded;
	struct value *values, **end;
	struct arena memory;
};

struct state {
	const struct ldif_job *job;
	struct ldif_reader reader;
	struct entry entry;
	struct buf value; /* decoded */
	struct buf *out;
	struct ldif_fault *fault;
	bool first; /* no line was read yet */
};

static bool
is_name(struct str name, const char *wanted)
{
	if (name.n != strlen(wanted))
		return false;
	for (size_t i = 0; i < name.n; i++)
		if (str_lower(name.p[i]) != str_lower(wanted[i]))
			return false;
	return true;
}

static bool
bad(struct state *s, const char *why)
{
	*s->fault = (struct ldif_fault){ ldif_position(&s->reader, 0), why };
	return false;
}

/* The bridge's new name, and the rule; NULL: unchanged. */
static const char *
new_name(struct state *s, struct str value, enum bridge_rule *rule)
{
	const struct bridge_job *job = s->job->bridges;
	const char *name = NULL;

	*rule = BRIDGE_NAMED;
	if (selection_has(s->job->selection, BRIDGE_NAMED))
		name = maps_find(job->maps, LINK_BRIDGE, value, &s->entry.memory);
	if (name != NULL || value.n == 0)
		return name;
	*rule = BRIDGE_OTHERS;
	return selection_has(s->job->selection, BRIDGE_OTHERS) ? job->maps->others[LINK_BRIDGE]
	                                                       : NULL;
}

static bool
is_allowed(const struct state *s, struct str value)
{
	const struct bridge_job *job = s->job->bridges;

	return !job->maps->allowing || maps_allows(job->maps, value) ||
	       !selection_has(s->job->selection, BRIDGE_UNLISTED);
}

/* What a rule has told of an entry, and where the first value is that it has not. */
struct tally {
	size_t count;
	struct position rest;
};

/* Tells of a value, or counts it; false: the entry stays as it is. */
static bool
tell(const struct ldif_job *job, struct tally *tallies, enum bridge_rule rule,
     const struct value *v, const char *name)
{
	struct tally *t = &tallies[rule - BRIDGE_RULES];

	if (++t->count <= MESSAGES_OF_RULE)
		return job->tell(job->to, rule, v->at, v->text, name);
	if (t->count == MESSAGES_OF_RULE + 1)
		t->rest = v->at;
	return true; /* the others have decided */
}

/* Maps all values; returns whether the entry is written. */
static bool
map_values(struct state *s)
{
	const struct ldif_job *job = s->job;
	struct tally tallies[BRIDGE_RULES_END - BRIDGE_RULES] = { 0 };
	bool changed = false, wanted = true;

	for (struct value *v = s->entry.values; v != NULL; v = v->next) {
		enum bridge_rule rule;
		const char *name = new_name(s, v->text, &rule);

		job->bridges->applied += name != NULL;
		if (name != NULL && !maps_name_fits(LINK_BRIDGE, name)) {
			wanted &= tell(job, tallies, MAP_TOO_LONG, v, name);
			continue;
		}
		if (name != NULL && !str_is(v->text, name)) {
			wanted &= tell(job, tallies, rule, v, name);
			v->text = str_from(name);
			changed = true;
		}
		if (!is_allowed(s, v->text))
			wanted &= tell(job, tallies, BRIDGE_UNLISTED, v, NULL);
	}
	for (unsigned rule = BRIDGE_RULES; rule < BRIDGE_RULES_END; rule++) {
		const struct tally *t = &tallies[rule - BRIDGE_RULES];

		if (t->count > MESSAGES_OF_RULE)
			job->more(job->to, (enum bridge_rule)rule, t->rest,
			          t->count - MESSAGES_OF_RULE);
	}
	return changed && wanted;
}

/* Removes duplicates: the attribute's values are compared without case. */
static void
put_values(struct state *s)
{
	struct dict seen = { 0 };

	for (const struct value *v = s->entry.values; v != NULL; v = v->next) {
		char *key = arena_copy(&s->entry.memory, v->text.p, v->text.n);

		for (size_t i = 0; i < v->text.n; i++)
			key[i] = str_lower(key[i]);
		if (dict_add(&seen, (struct str){ key, v->text.n }, 0))
			ldif_put(s->out, LDIF_ATTRIBUTE, v->text);
	}
	dict_free(&seen);
}

static void
end_entry(struct state *s)
{
	struct entry *e = &s->entry;

	if (e->values != NULL && map_values(s)) {
		if (e->dn_encoded)
			buf_printf(s->out, "dn:: %.*s\n", STR_FMT(e->dn));
		else
			ldif_put(s->out, "dn", e->dn);
		buf_text(s->out, "changetype: modify\nreplace: " LDIF_ATTRIBUTE "\n");
		put_values(s);
		buf_char(s->out, '\n');
	}
	arena_reset(&e->memory);
	e->begun = e->skipped = e->dn_encoded = false;
	e->values = NULL;
	e->end = &e->values;
}

/* ldapsearch without -LLL ends with the search's number and result. */
static bool
begin_other(struct state *s, const struct ldif_pair *pair)
{
	if (is_name(pair->name, "result") && !str_starts(pair->value, "0"))
		return bad(s, "the search failed, so entries may be missing");
	if (!s->entry.skipped && !is_name(pair->name, "search") && !is_name(pair->name, "result") &&
	    !is_name(pair->name, "ref"))
		return bad(s, "expected dn at the beginning of an entry");
	return s->entry.skipped = true;
}

static bool
begin_entry(struct state *s, const struct ldif_pair *pair)
{
	struct entry *e = &s->entry;

	if (s->first && is_name(pair->name, "version"))
		return str_is(pair->value, "1") ||
		       bad(s, "unsupported version of LDIF: expected 1");
	if (e->skipped || !is_name(pair->name, "dn"))
		return begin_other(s, pair);
	if (!ldif_value(&s->reader, pair, &s->value, s->fault))
		return false;
	e->begun = true;
	e->dn_encoded = pair->kind == ':';
	e->dn = (struct str){ arena_copy(&e->memory, pair->value.p, pair->value.n), pair->value.n };
	return true;
}

static bool
take_pair(struct state *s, const struct ldif_pair *pair)
{
	struct entry *e = &s->entry;
	struct value *v;

	s->value.len = 0;
	if (!e->begun)
		return begin_entry(s, pair);
	if (is_name(pair->name, "dn"))
		return bad(s, "missing blank line before the next entry");
	if (is_name(pair->name, "changetype") || is_name(pair->name, "control"))
		return bad(s, "this is a change: expected entries, as ldapsearch writes them");
	if (!is_name(pair->name, LDIF_ATTRIBUTE))
		return pair->kind == '<' || ldif_value(&s->reader, pair, &s->value, s->fault);
	if (!ldif_value(&s->reader, pair, &s->value, s->fault))
		return false;
	v = arena_alloc(&e->memory, sizeof(*v));
	v->text.n = s->value.len;
	v->text.p = arena_copy(&e->memory, s->value.len > 0 ? s->value.p : "", s->value.len);
	v->at = ldif_position(&s->reader, (size_t)(pair->value.p - s->reader.line.p));
	*e->end = v;
	e->end = &v->next;
	return true;
}

static bool
read_entries(struct state *s)
{
	for (s->first = true;;) {
		struct ldif_pair pair;

		switch (ldif_next(&s->reader, s->fault)) {
		case LDIF_BAD:
			return false;
		case LDIF_END:
			end_entry(s);
			return true;
		case LDIF_BLANK:
			end_entry(s);
			break;
		default:
			if (!ldif_pair(&s->reader, &pair, s->fault) || !take_pair(s, &pair))
				return false;
			s->first = false;
		}
	}
}

bool
ldif_convert(const struct ldif_job *job, struct str text, struct buf *out, struct ldif_fault *fault)
{
	struct state s = { .job = job, .out = out, .fault = fault };
	bool good;

	s.entry.end = &s.entry.values;
	ldif_begin(&s.reader, text);
	good = read_entries(&s);
	arena_free(&s.entry.memory);
	buf_free(&s.reader.line);
	buf_free(&s.value);
	return good;
}
