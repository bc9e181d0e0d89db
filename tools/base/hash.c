#include "base/hash.h"

#include <stdbool.h>
#include <sys/random.h>
#include <time.h>

uint64_t
hash_salt(void)
{
	static uint64_t salt;
	static bool known;

	if (known)
		return salt;
	known = true;
	if (getrandom(&salt, sizeof(salt), GRND_NONBLOCK) != (ssize_t)sizeof(salt))
		salt = (uint64_t)time(NULL) ^ (uint64_t)(uintptr_t)&salt;
	return salt;
}

/* FNV-1a, 64 bits (Fowler, Noll, Vo), begun with the salt and mixed once more at the end. */
uint64_t
hash_str(struct str s)
{
	uint64_t h = 14695981039346656037u ^ hash_salt();

	for (size_t i = 0; i < s.n; i++) {
		h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
		h ^= h >> 32; /* fold the high half into the low one after each byte */
	}
	return h ^ h >> 29;
}
