#ifndef BASE_SHOWN_H
#define BASE_SHOWN_H

#include "base/buf.h"
#include "base/str.h"

/*
 * Who may print a value of a document or a command line.  Whatever messages, reports and plans
 * print passes through one of these; only what is known to be harmless is shown, the rest becomes
 * ***.  Output is text as it is meant: whoever prints it quotes or escapes it for its place.
 */

/* Whether an attribute, element or setting of this name holds a secret, such as passwd. */
bool is_secret_name(struct str name);

/*
 * A path, a name, a source: shown, but for the user and password of a URL, its query, what follows
 * a secret's name (password=, key:) and a JSON description of an image.
 */
void shown_value(struct buf *out, struct str value);

/* A comment: shown, unless it speaks of a secret. */
void shown_text(struct buf *out, struct str text);

/*
 * A command line of a kernel or boot loader: words of known names, the rest as NAME=***.  Words
 * are taken apart as the kernel does (lib/cmdline.c next_arg), single quotes hold them together,
 * too.  The argument of --args= is such a command line itself.
 */
void shown_command_line(struct buf *out, struct str text);

/* One argument of QEMU: an option's name, such as -device, or ***. */
void shown_qemu_argument(struct buf *out, struct str argument);

/* Settings with commas between, as those of mount(8): vers=4.1,password=***. */
void shown_settings(struct buf *out, struct str list);
/* Whether any value of the setting of this name is harmless. */
bool is_harmless_setting(struct str name);

#endif
