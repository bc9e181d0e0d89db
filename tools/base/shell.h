#ifndef BASE_SHELL_H
#define BASE_SHELL_H

#include "base/buf.h"
#include "base/str.h"

/* Commands for a person or a script to run. */

/*
 * Text in single quotes, as sh, bash and zsh read them: nothing in it is executed. Messages show
 * values so, since people paste lines of them by mistake. What a terminal could obey is \xNN.
 */
void shell_quoted(struct buf *out, struct str text);
/* A name in a message, quoted if necessary. */
void shell_name(struct buf *out, struct str name);
/*
 * A word as sh, bash and zsh read it back, quoted if necessary.  It stays one line that is safe to
 * paste: what a terminal could obey, or what changes the direction of text, is octal in a printf
 * command.  A line break at the word's end is lost there.
 */
void shell_word(struct buf *out, struct str word);
/* A file's name where a message begins: each byte that a shell would obey behind a backslash. */
void shell_file(struct buf *out, struct str name);
/*
 * The same for commands that are copied from a terminal, and text in one line of its own. Control
 * characters become question marks.
 */
void shell_shown_word(struct buf *out, struct str word);
void shell_shown_text(struct buf *out, struct str text);

#endif
