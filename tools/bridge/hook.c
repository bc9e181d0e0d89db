#include "bridge/hook.h"

#include <stddef.h>
#include <string.h>

enum hook_call
hook_call(char *const *words)
{
	static const char *const rewritten[] = { "migrate", "restore" };

	for (int i = 0; i < 3; i++)
		if (words[i] == NULL)
			return HOOK_WRONG;
	for (size_t i = 0; i < sizeof(rewritten) / sizeof(rewritten[0]); i++)
		if (strcmp(words[1], rewritten[i]) == 0 && strcmp(words[2], "begin") == 0)
			return HOOK_REWRITES;
	return HOOK_RESTS;
}

bool
hook_rests(char *const *argv)
{
	bool hook = false;

	for (; *argv != NULL; argv++) {
		if (strcmp(*argv, "--") == 0)
			return hook && hook_call(argv + 1) == HOOK_RESTS;
		hook = hook || strcmp(*argv, "--hook") == 0;
	}
	return false;
}
