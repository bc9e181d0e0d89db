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
hash_begin(void)
{
	return 14695981039346656037u ^ hash_salt();
}

uint64_t
hash_add(uint64_t hash, char c)
{
	hash = (hash ^ (unsigned char)c) * 1099511628211u;
	return hash ^ hash >> 32; /* fold the high half into the low one after each byte */
}

uint64_t
hash_end(uint64_t hash)
{
	return hash ^ hash >> 29;
}

uint64_t
hash_str(struct str s)
{
	uint64_t h = hash_begin();

	for (size_t i = 0; i < s.n; i++)
		h = hash_add(h, s.p[i]);
	return hash_end(h);
}
