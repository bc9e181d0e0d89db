/* Single values. */
#include "pool/check.h"

#include "base/message.h"
#include "base/shown.h"
#include "pool/host.h"

#include <string.h>

void
problem_add(struct problems *c, enum grade grade, enum part part, const char *value,
            const char *why)
{
	struct problem *next;
	struct buf shown = { 0 };

	if (grade == GRADE_GOOD)
		return;
	if (value != NULL && (part == PART_MOUNT_OPTION || part == PART_CONFIG_OPTION)) {
		shown_settings(&shown, str_from(value));
		value = buf_keep(&shown, c->arena).p;
	}
	next = arena_alloc(c->arena, sizeof(*next));
	*next = (struct problem){ NULL, grade, part, value, why };
	if (c->last != NULL)
		c->last->next = next;
	else
		c->first = next;
	c->last = next;
}

const char *
problem_text(struct arena *arena, const struct problem *p, const char *thing)
{
	if (thing == NULL)
		thing = arena_printf(arena, "--%s", part_options[p->part]);
	if (p->value == NULL)
		return message(arena, "%s: %s", thing, p->why);
	return message(arena, "%s '%s': %s", thing, p->value, p->why);
}

static bool
has_control(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f)
			return true;
	return false;
}

static bool
is_wwn(struct str s)
{
	return str_is_hex(str_starts(s, "0x") ? str_skip(s, 2) : s, 16);
}

/* scsi_hostN, and what libvirt takes for it as well */
static bool
is_adapter(struct str s)
{
	if (str_starts(s, "scsi_") || str_starts(s, "fc_"))
		s = str_skip(s, s.p[0] == 's' ? 5 : 3);
	return str_starts(s, "host") && str_digits(str_skip(s, 4));
}

static bool
is_device(struct str s)
{
	if (s.p[0] == '/')
		return s.n > 1;
	return strspn(s.p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-") ==
	       s.n;
}

struct permissions
permissions_split(const char *value)
{
	struct permissions p = { STR_NONE, STR_NONE, STR_NONE, STR_NONE };
	struct str *const fields[] = { &p.mode, &p.owner, &p.group };
	struct str rest = str_from(value);

	for (size_t i = 0; i < 3; i++)
		*fields[i] = str_until(&rest, ":");
	p.label = rest;
	return p;
}

static bool
is_id(struct str s)
{
	unsigned long id;

	return s.p == NULL || str_is(s, "-1") || str_number(s, 4294967295, &id);
}

static bool
are_permissions(const char *value)
{
	struct permissions p = permissions_split(value);

	return p.mode.n >= 1 && p.mode.n <= 5 && strspn(p.mode.p, "01234567") >= p.mode.n &&
	       is_id(p.owner) && is_id(p.group) && (p.label.p == NULL || p.label.n > 0);
}

static void
check_host(struct problems *c, const char *value)
{
	struct host h = host_split(str_from(value));
	const char *why;
	enum grade grade = host_check(h.name, &why);

	problem_add(c, grade, PART_HOST, value, why);
	if (h.port.p == NULL)
		return;
	grade = port_check(h.port, &why);
	problem_add(c, grade, PART_HOST, value, why);
}

static bool
is_iscsi(const struct pool_type *type)
{
	return strncmp(type->name, "iscsi", 5) == 0;
}

static void
check_device(struct problems *c, const struct pool_type *type, const char *value)
{
	struct str s = str_from(value);
	const char *why = "expected an absolute path";
	enum grade grade = is_device(s) ? GRADE_GOOD : GRADE_BAD;

	if (is_iscsi(type))
		grade = iscsi_name_check(s, &why);
	problem_add(c, grade, PART_DEVICE, value, why);
}

/* libvirt's schema takes any name of an initiator, so doubts about that do not matter. */
static void
check_initiator(struct problems *c, const char *value)
{
	const char *why;
	enum grade grade = iscsi_name_check(str_from(value), &why);

	if (grade > GRADE_DOUBTFUL)
		problem_add(c, grade, PART_INITIATOR, value, why);
}

static void
check_format(struct problems *c, const struct pool_type *type, const char *value)
{
	struct buf words = { 0 };

	if (type->formats == NULL || str_in(str_from(value), type->formats))
		return;
	buf_printf(&words, "expected a format of pools of type %s:", type->name);
	for (size_t i = 0; type->formats[i] != NULL; i++)
		buf_printf(&words, "%s %s", i > 0 ? "," : "", type->formats[i]);
	problem_add(c, GRADE_WRONG, PART_FORMAT, value, buf_keep(&words, c->arena).p);
}

/* NAME=VALUE; libvirt refuses an empty value ("empty rbd option value specified"). */
static bool
is_setting(struct str s)
{
	const char *equals = memchr(s.p, '=', s.n);

	return equals != NULL && equals > s.p && equals + 1 < s.p + s.n;
}

/* Parts whose values are of a plain kind: whether it is one, and what is expected. */
static bool
is_plain(enum part part, struct str s, const char **why)
{
	switch (part) {
	case PART_NAME:
		*why = "expected a name without a slash";
		return memchr(s.p, '/', s.n) == NULL;
	case PART_UUID:
	case PART_SECRET_UUID:
		*why = "expected a UUID: 32 hexadecimal digits, 8-4-4-4-12";
		return str_is_uuid(s);
	case PART_PORT:
		return port_check(s, why) == GRADE_GOOD;
	case PART_ADAPTER:
	case PART_PARENT:
		*why = "expected scsi_hostN";
		return is_adapter(s);
	case PART_PARENT_WWNN:
	case PART_PARENT_WWPN:
	case PART_FABRIC_WWN:
	case PART_WWNN:
	case PART_WWPN:
		*why = "expected a WWN: 16 hexadecimal digits";
		return is_wwn(s);
	case PART_AUTH_TYPE:
		*why = "expected chap or ceph";
		return str_is(s, "chap") || str_is(s, "ceph");
	case PART_PROTOCOL:
		*why = "expected a version such as 3 or 4.1";
		return s.p[strspn(s.p, "0123456789.")] == '\0';
	case PART_TARGET:
		*why = "expected an absolute path";
		return s.p[0] == '/' && s.n > 1;
	case PART_PERMISSIONS:
		*why = "expected MODE[:OWNER[:GROUP[:LABEL]]], MODE octal, OWNER and GROUP "
		       "numbers";
		return are_permissions(s.p);
	case PART_CONFIG_OPTION:
		*why = "expected NAME=VALUE, both not empty";
		return is_setting(s);
	default:
		return true;
	}
}

void
check_value(struct problems *c, const struct pool_type *type, enum part part, const char *value)
{
	struct str s = str_from(value);
	const char *why = "it is empty";

	if (s.n == 0)
		problem_add(c, GRADE_WRONG, part, NULL, why);
	else if (has_control(s) || !str_is_xml(s))
		problem_add(c, GRADE_WRONG, part, value,
		            has_control(s) ? "it has a control character" : "it is not UTF-8");
	else if (!is_plain(part, s, &why))
		problem_add(c, GRADE_WRONG, part, value, why);
	else if (part == PART_HOST)
		check_host(c, value);
	else if (part == PART_DEVICE && type != NULL)
		check_device(c, type, value);
	else if (part == PART_INITIATOR)
		check_initiator(c, value);
	else if (part == PART_FORMAT && type != NULL)
		check_format(c, type, value);
}

void
check_values(struct problems *c, const struct pool_type *type, const struct pool *pool)
{
	for (int i = 0; i < PART_COUNT; i++)
		for (size_t n = 0; n < pool->parts[i].count; n++)
			check_value(c, type, (enum part)i, pool->parts[i].list[n]);
}
