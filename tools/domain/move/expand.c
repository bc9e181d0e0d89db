#include "domain/move/steps.h"

#include "base/shell.h"
#include "base/shown.h"

#include <string.h>

enum word_kind {
	KIND_NAME,  /* a word of a command */
	KIND_VALUE, /* the same, in which secrets are masked */
	KIND_PATH,  /* the same, which no program takes for an option */
	KIND_RAW,   /* a command or a message: as it is */
};

static const struct {
	const char *name;
	enum word_kind kind;
	const char *variable; /* of the script */
} words[WORD_COUNT] = {
	[WORD_GUEST] = { "guest", KIND_NAME, "guest" },
	[WORD_FROM] = { "from", KIND_PATH, "from" },
	[WORD_TO] = { "to", KIND_PATH, "to" },
	[WORD_TARGET] = { "target", KIND_PATH, "target" },
	[WORD_GROUP] = { "group", KIND_VALUE, "group" },
	[WORD_VOLUME] = { "volume", KIND_VALUE, "volume" },
	[WORD_SIZE] = { "size", KIND_RAW, NULL },
	[WORD_OLD_FORMAT] = { "old-format", KIND_VALUE, "old_format" },
	[WORD_FORMAT] = { "format", KIND_VALUE, "format" },
	[WORD_BACKING] = { "backing", KIND_PATH, "backing" },
	[WORD_BACKING_FORMAT] = { "backing-format", KIND_VALUE, "backing_format" },
	[WORD_BACKUP] = { "backup", KIND_PATH, "backup" },
	[WORD_INFO] = { "info", KIND_PATH, "info" },
	[WORD_CONVERSION] = { "conversion", KIND_RAW, NULL },
	[WORD_OLD_NAME] = { "old-name", KIND_VALUE, NULL },
	[WORD_NEW_NAME] = { "new-name", KIND_VALUE, NULL },
	[WORD_BRIDGE] = { "bridge", KIND_VALUE, NULL },
	[WORD_MAC] = { "mac", KIND_VALUE, NULL },
	[WORD_MESSAGE] = { "message", KIND_RAW, NULL },
};

static struct str
word_of_image(const struct image *image, enum word word)
{
	switch (word) {
	case WORD_FROM:
		return image->from;
	case WORD_TO:
		return image->to;
	case WORD_TARGET:
		return image->target;
	case WORD_GROUP:
		return image->group;
	case WORD_VOLUME:
		return image->volume;
	case WORD_SIZE:
		return str_from(image->from_device ? "blockdev --getsize64" : "stat -Lc %s");
	case WORD_BACKING:
		return image->backing;
	case WORD_BACKING_FORMAT:
		return image->backing_format;
	case WORD_OLD_FORMAT:
		return image->old_format;
	default:
		return image->format;
	}
}

static struct str
word_of(const struct move *m, const struct step *s, enum word word)
{
	switch (word) {
	case WORD_GUEST:
		return m->guest;
	case WORD_BACKUP:
		return m->backup;
	case WORD_INFO:
		return m->info;
	case WORD_CONVERSION:
		return m->conversion;
	case WORD_OLD_NAME:
	case WORD_BRIDGE:
	case WORD_MESSAGE:
		return s->a;
	case WORD_NEW_NAME:
	case WORD_MAC:
		return s->b;
	default:
		return word_of_image(s->image, word);
	}
}

void
step_add_path(struct buf *out, struct str path, bool exact)
{
	struct buf word = { 0 }, shown = { 0 };

	if (path.n > 0 && path.p[0] != '/' && !str_starts(path, "./"))
		buf_text(&word, "./");
	buf_str(&word, path);
	shown_value(&shown, buf_view(&word));
	(exact ? shell_word : shell_shown_word)(out, buf_view(&shown));
	buf_free(&word);
	buf_free(&shown);
}

static void
add_value(struct buf *out, struct str value)
{
	struct buf shown = { 0 };

	shown_value(&shown, value);
	shell_shown_word(out, buf_view(&shown));
	buf_free(&shown);
}

static void
add_word(const struct move *m, const struct step *s, enum word word, enum style style,
         struct buf *out)
{
	struct str value;

	if (style == STYLE_SCRIPT && words[word].variable != NULL) {
		buf_printf(out, "\"$%s\"", words[word].variable);
		return;
	}
	value = word_of(m, s, word);
	if (style == STYLE_SCRIPT && word == WORD_CONVERSION)
		value = m->script_conversion;
	switch (words[word].kind) {
	case KIND_NAME:
		shell_shown_word(out, value);
		break;
	case KIND_VALUE:
		add_value(out, value);
		break;
	case KIND_PATH:
		step_add_path(out, value, false);
		break;
	default:
		shell_shown_text(out, value);
	}
}

/* The word whose name in braces the text begins with, or WORD_COUNT. */
static enum word
find_word(struct str text, size_t *length)
{
	for (int i = 0; text.p[0] == '{' && i < WORD_COUNT; i++) {
		size_t n = strlen(words[i].name);

		*length = n + 2;
		if (text.n > n + 1 && text.p[n + 1] == '}' &&
		    memcmp(text.p + 1, words[i].name, n) == 0)
			return (enum word)i;
	}
	*length = 1;
	return WORD_COUNT;
}

/* The literal text so far as a word, and a variable behind it. */
static void
add_spoken(struct buf *literal, enum word word, struct buf *out)
{
	if (literal->len > 0)
		shell_word(out, buf_view(literal));
	literal->len = 0;
	if (word != WORD_COUNT)
		buf_printf(out, "\"$%s\"", words[word].variable);
}

void
step_expand(const struct move *m, const struct step *s, const char *text, enum style style,
            struct buf *out)
{
	struct str rest = str_from(text);
	struct buf literal = { 0 };
	struct buf *to = style == STYLE_SPOKEN ? &literal : out;

	while (rest.n > 0) {
		size_t length;
		enum word word = find_word(rest, &length);

		if (word == WORD_COUNT)
			buf_char(to, rest.p[0]);
		else if (style == STYLE_SPOKEN && words[word].variable != NULL)
			add_spoken(&literal, word, out);
		else
			add_word(m, s, word, style, to);
		rest = str_skip(rest, length);
	}
	if (style == STYLE_SPOKEN)
		add_spoken(&literal, WORD_COUNT, out);
	buf_free(&literal);
}
