#define _GNU_SOURCE
#include "command.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define SECONDS 20 /* after that it hangs */

bool
mode_read(struct mode *m, const char *line)
{
	size_t n = 0, len = strcspn(line, "\n");
	char *word;

	if (len == 0 || line[0] == '#')
		return false;
	*m = (struct mode){ .line = strndup(line, len), .text = strndup(line, len) };
	for (word = strtok(m->text, " "); word != NULL; word = strtok(NULL, " "))
		if (word[0] == '<')
			m->input = word + 1;
		else if (n < WORDS_MOST - 1)
			m->words[n++] = word;
	return true;
}

void
mode_free(struct mode *m)
{
	free(m->line);
	free(m->text);
}

static char *
path_of(const struct place *p, const char *name)
{
	static char path[4][512];
	static unsigned turn;
	char *to = path[turn++ % 4];

	snprintf(to, sizeof(path[0]), "%s/%s", p->work, name);
	return to;
}

static void
redirect(const char *path, int flags, int to)
{
	int fd = open(path, flags, 0600);

	if (fd < 0 || dup2(fd, to) < 0)
		trouble(path);
	close(fd);
}

_Noreturn void
command_start(const struct place *p, const struct mode *m, const char *fault)
{
	char tool[512];

	snprintf(tool, sizeof(tool), "%s/%s", p->bin, m->words[0]);
	redirect(path_of(p, "out"), O_WRONLY | O_CREAT | O_TRUNC, 1);
	redirect(path_of(p, "err"), O_WRONLY | O_CREAT | O_TRUNC, 2);
	if (chdir(path_of(p, "sandbox")) != 0)
		trouble("sandbox");
	redirect(m->input != NULL ? m->input : "/dev/null", O_RDONLY, 0);
	if (fault != NULL) {
		setenv("FAULT", fault, 1);
		setenv("FAULT_COUNTS", path_of(p, "counts"), 1);
		setenv("LD_PRELOAD", p->shim, 1);
	}
	alarm(SECONDS);
	execv(tool, m->words);
	trouble(tool);
}

struct outcome
outcome_gather(const struct place *p, int wait_status)
{
	struct outcome o = { .status = -1 };

	if (WIFEXITED(wait_status))
		o.status = WEXITSTATUS(wait_status);
	else
		o.signal = WTERMSIG(wait_status);
	o.out = read_whole(path_of(p, "out"), &o.out_size);
	o.err = read_whole(path_of(p, "err"), &o.err_size);
	o.state = sandbox_state(path_of(p, "sandbox"));
	return o;
}

struct outcome
command_run(const struct place *p, const struct mode *m, const char *fault)
{
	pid_t child;
	int status;

	sandbox_reset(path_of(p, "sandbox"), path_of(p, "template"));
	child = fork();
	if (child == 0)
		command_start(p, m, fault);
	if (child < 0 || waitpid(child, &status, 0) != child)
		trouble("fork");
	return outcome_gather(p, status);
}

void
outcome_free(struct outcome *o)
{
	free(o->out);
	free(o->err);
	state_free(&o->state);
}

unsigned long
command_count(const struct place *p, const char *call)
{
	size_t size, n = strlen(call);
	char *text = read_whole(path_of(p, "counts"), &size), *line;
	unsigned long count = 0;

	for (line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n"))
		if (strncmp(line, call, n) == 0 && line[n] == ' ')
			count = strtoul(line + n, NULL, 10);
	free(text);
	return count;
}

bool
modes_try(const struct place *p, const char *modes,
          void (*try_mode)(const struct place *p, const struct mode *m, const struct state *before))
{
	FILE *file = fopen(modes, "r");
	struct state before;
	struct mode m;
	char line[512];

	if (file == NULL)
		return false;
	before = sandbox_state(path_of(p, "template"));
	while (fgets(line, sizeof(line), file) != NULL)
		if (mode_read(&m, line)) {
			try_mode(p, &m, &before);
			mode_free(&m);
		}
	fclose(file);
	state_free(&before);
	return true;
}
