#ifndef CLI_DIAG_H
#define CLI_DIAG_H

#include "base/sink.h"
#include "base/status.h"
#include "index/document.h"
#include "rules/run.h"

#include <stdarg.h>

/*
 * The one printer of diagnostics, on standard error, a line each, as GCC does:
 *     FILE:LINE:COL: error|warning|note: MESSAGE [rule-id]
 * Control characters are escaped.  It also keeps the exit status: the worst one wins.
 */
struct diag {
	enum severity least; /* what is less is not printed */
	enum status status;
	struct sink out;
};

/* --color: AUTO colors on a terminal, unless NO_COLOR is set and not empty. */
enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* Whether what is printed there is to have colors. */
bool color_wanted(enum color color, int fd);
/* Whether this process colors severities and rule ids; before the first call it does not. */
void diag_color(enum color color);
void diag_init(struct diag *d);
/* at and rule may be NULL. */
__attribute__((format(printf, 6, 7))) void diag_print(struct diag *d, enum severity severity,
                                                      const char *file, const struct position *at,
                                                      const char *rule, const char *fmt, ...);
__attribute__((format(printf, 6, 0))) void diag_vprint(struct diag *d, enum severity severity,
                                                       const char *file, const struct position *at,
                                                       const char *rule, const char *fmt,
                                                       va_list ap);
/* Makes the exit status at least this bad. */
void diag_status(struct diag *d, enum status status);
void diag_flush(struct diag *d);
/* Prints what is wrong with a file that an option names; at and why may be NULL. */
void file_error(const char *file, const struct position *at, const char *what, const char *why);
/* Prints what is wrong with a command line, and where to read more. */
__attribute__((format(printf, 2, 3))) void usage_error(const char *tool, const char *fmt, ...);

#endif
