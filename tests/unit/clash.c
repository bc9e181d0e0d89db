/* Two rules that write one place are an error of the program: it is told as one, and nothing is
 * written. */
#include "cli/session.h"
#include "domain/rules.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void
write_twice(struct run *r, void *settings)
{
	(void)settings;
	rule_set(r, DOMAIN_TYPE, 0, "type", "a");
	rule_set(r, FEATURE_PAE, 0, "type", "b");
}

/* What a call prints into both of its outputs; its status. */
static int
call(const struct tool *tool, char *printed, size_t size)
{
	char *argv[] = { (char *)"clash", NULL }, **files;
	FILE *in = tmpfile(), *out = tmpfile();
	struct session *s;
	int status;
	size_t n;

	if (in == NULL || out == NULL || fputs("<domain type='kvm'/>\n", in) == EOF)
		return -1;
	rewind(in);
	dup2(fileno(in), STDIN_FILENO);
	dup2(fileno(out), STDOUT_FILENO);
	dup2(fileno(out), STDERR_FILENO);
	s = session_new(tool, NULL);
	files = session_operands(s, 1, argv);
	if (files != NULL && session_accept(s, files, &(struct work){ 0 }) && session_begin(s))
		session_filter(s, files);
	status = session_end(s);
	rewind(out);
	n = fread(printed, 1, size - 1, out);
	printed[n] = '\0';
	return status;
}

int
main(void)
{
	static const char *const roots[] = { "domain", NULL };
	static const struct tool tool = { .name = "clash",
		                          .purpose = "",
		                          .roots = roots,
		                          .rules = &domain_rules,
		                          .convert = write_twice };
	char printed[512];
	int mine = dup(STDOUT_FILENO), status = call(&tool, printed, sizeof(printed));

	if (status == 3 &&
	    strcmp(printed, "<stdin>: error: internal error, please report it: rules "
	                    "domain-type and feature-pae both change domain @type\n") == 0)
		return 0;
	dprintf(mine, "clash: status %d: %s\n", status, printed);
	return 1;
}
