#ifndef POOL_LINES_H
#define POOL_LINES_H

#include "base/str.h"

/* Takes the first line off the text; it comes without its line break. */
struct str line_take(struct str *text);
/* Takes the first word off the line, and the blanks before it; empty at the end. */
struct str word_take(struct str *line);

#endif
