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

/* Its input is in, both of its outputs are out; its status. */
static int
call(const struct tool *tool, FILE *in, FILE *out)
{
	char *argv[] = { (char *)"clash", NULL }, **files;
	struct session *s;

	dup2(fileno(in), STDIN_FILENO);
	dup2(fileno(out), STDOUT_FILENO);
	dup2(fileno(out), STDERR_FILENO);
	s = session_new(tool, NULL);
	files = session_operands(s, 1, argv);
	if (files != NULL && session_accept(s, files, &(struct work){ 0 }) && session_begin(s))
		session_filter(s, files);
	return session_end(s);
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
	static const char expected[] = "<stdin>: error: internal error, please report it: rules "
				       "domain-type and feature-pae both change domain @type\n";
	FILE *in = tmpfile(), *out = tmpfile();
	int mine = dup(STDOUT_FILENO), status = -1;
	char printed[512] = "";

	if (in != NULL && out != NULL && fputs("<domain type='kvm'/>\n", in) != EOF) {
		rewind(in);
		status = call(&tool, in, out);
		rewind(out);
		printed[fread(printed, 1, sizeof(printed) - 1, out)] = '\0';
	}
	if (in != NULL)
		fclose(in);
	if (out != NULL)
		fclose(out);
	if (status == 3 && strcmp(printed, expected) == 0)
		return 0;
	dprintf(mine, "clash: status %d: %s\n", status, printed);
	return 1;
}
