#include "xl/xml.h"

#include <stdarg.h>

static void
escape(struct buf *out, struct str s)
{
	for (; s.n > 0; s = str_skip(s, 1)) {
		unsigned char c = (unsigned char)s.p[0];

		if (c == '&')
			buf_text(out, "&amp;");
		else if (c == '<')
			buf_text(out, "&lt;");
		else if (c == '>')
			buf_text(out, "&gt;");
		else if (c == '\'')
			buf_text(out, "&apos;");
		else if (c == '"')
			buf_text(out, "&quot;");
		else if (c < ' ')
			buf_printf(out, "&#%d;", c);
		else
			buf_char(out, s.p[0]);
	}
}

static void
indent(struct xl_xml *x)
{
	for (int i = 0; i < x->depth; i++)
		buf_text(&x->out, "  ");
}

static void
end_tag(struct xl_xml *x)
{
	if (x->in_tag)
		buf_text(&x->out, ">\n");
	x->in_tag = false;
}

void
xl_open(struct xl_xml *x, const char *name)
{
	end_tag(x);
	x->start = x->out.len;
	indent(x);
	buf_char(&x->out, '<');
	buf_text(&x->out, name);
	x->open[x->depth++] = name;
	x->in_tag = true;
}

void
xl_attr(struct xl_xml *x, const char *name, struct str value)
{
	if (value.p == NULL)
		return;
	buf_char(&x->out, ' ');
	buf_text(&x->out, name);
	buf_text(&x->out, "='");
	escape(&x->out, value);
	buf_char(&x->out, '\'');
}

void
xl_attr_text(struct xl_xml *x, const char *name, const char *value)
{
	xl_attr(x, name, str_from(value));
}

void
xl_attr_printf(struct xl_xml *x, const char *name, const char *fmt, ...)
{
	struct buf value = { 0 };
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&value, fmt, ap);
	va_end(ap);
	xl_attr(x, name, buf_view(&value));
	buf_free(&value);
}

void
xl_close(struct xl_xml *x)
{
	const char *name = x->open[--x->depth];

	if (x->in_tag)
		buf_text(&x->out, "/>\n");
	else {
		indent(x);
		buf_text(&x->out, "</");
		buf_text(&x->out, name);
		buf_text(&x->out, ">\n");
	}
	x->in_tag = false;
}

void
xl_text(struct xl_xml *x, const char *name, struct str text)
{
	if (text.p == NULL)
		return;
	xl_open(x, name);
	xl_content(x, text);
}

void
xl_content(struct xl_xml *x, struct str text)
{
	buf_char(&x->out, '>');
	escape(&x->out, text);
	x->in_tag = false;
	buf_printf(&x->out, "</%s>\n", x->open[--x->depth]);
}

void
xl_cancel(struct xl_xml *x)
{
	x->depth--;
	x->in_tag = false;
	x->out.len = x->start;
}

void
xl_empty(struct xl_xml *x, const char *name, const char *attribute, const char *value)
{
	xl_empty_str(x, name, attribute, str_from(value));
}

void
xl_empty_str(struct xl_xml *x, const char *name, const char *attribute, struct str value)
{
	xl_open(x, name);
	xl_attr(x, attribute, value);
	xl_close(x);
}

void
xl_xml_free(struct xl_xml *x)
{
	buf_free(&x->out);
}
