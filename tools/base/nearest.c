#include "base/nearest.h"

#include <string.h>

#define LONGEST 40

static unsigned
least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* The optimal string alignment distance, by rows: previous is row i - 1, before row i - 2. */
static unsigned
distance(struct str a, const char *b, size_t bn)
{
	unsigned rows[3][LONGEST + 1] = { 0 }, *before = rows[0], *previous = rows[1],
				   *row = rows[2];

	for (size_t j = 0; j <= bn; j++)
		previous[j] = (unsigned)j;
	for (size_t i = 1; i <= a.n; i++) {
		unsigned *spare = before;

		row[0] = (unsigned)i;
		for (size_t j = 1; j <= bn; j++) {
			row[j] = least(previous[j - 1] + (a.p[i - 1] != b[j - 1]),
			               1 + least(previous[j], row[j - 1]));
			if (i > 1 && j > 1 && a.p[i - 1] == b[j - 2] && a.p[i - 2] == b[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
		before = previous;
		previous = row;
		row = spare;
	}
	return previous[bn];
}

void
nearest_try(struct nearest *n, const char *known)
{
	size_t length = strlen(known), longer = length > n->word.n ? length : n->word.n;
	size_t shorter = length + n->word.n - longer;
	unsigned most = least(2, (unsigned)longer / (longer < 3 ? 2 : 3)), d;

	if (longer > LONGEST || longer - shorter > most)
		return;
	d = distance(n->word, known, length);
	if (d > most || (n->found != NULL && d > n->distance))
		return;
	if (n->found != NULL && d == n->distance) {
		n->also = n->also != NULL ? n->also : known;
		return;
	}
	n->found = known;
	n->also = NULL;
	n->distance = d;
}
