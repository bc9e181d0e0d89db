/*
 * What the parser tells expat to limit: this program has the functions of expat 2.4 and 2.7.2 under
 * the names of the library's, which come second, and notes what they are called with. Prints
 * nothing and ends with 0 if each document gets each limit, also the second one of a parser.
 */
#include "read/parser.h"

#include <expat.h>
#include <stdio.h>

static struct limit {
	const char *of;
	double expected, given;
} limits[] = {
	{ .of = "expansion", .expected = 2 },
	{ .of = "where expansion is limited", .expected = 8 << 20 },
	{ .of = "memory", .expected = 48 },
	{ .of = "where memory is limited", .expected = 8 << 20 },
};

#define LIMIT(number, function, type)                        \
	XML_Bool XMLCALL function(XML_Parser p, type limit); \
                                                             \
	XML_Bool XMLCALL function(XML_Parser p, type limit)  \
	{                                                    \
		(void)p;                                     \
		limits[number].given = (double)limit;        \
		return XML_TRUE;                             \
	}

LIMIT(0, XML_SetBillionLaughsAttackProtectionMaximumAmplification, float)
LIMIT(1, XML_SetBillionLaughsAttackProtectionActivationThreshold, unsigned long long)
LIMIT(2, XML_SetAllocTrackerMaximumAmplification, float)
LIMIT(3, XML_SetAllocTrackerActivationThreshold, unsigned long long)

int
main(void)
{
	static const char *const roots[] = { "domain", NULL };
	struct parser *p = parser_new(roots);
	struct document doc = { 0 };
	int status = 0;

	for (int turn = 1; turn <= 2; turn++) {
		if (parser_read(p, &doc, str_from("<domain/>")) != PARSE_DONE)
			status = 1;
		for (int i = 0; i < 4; i++) {
			if (limits[i].given != limits[i].expected) {
				printf("document %d: %s: %g instead of %g\n", turn, limits[i].of,
				       limits[i].given, limits[i].expected);
				status = 1;
			}
			limits[i].given = 0;
		}
	}
	document_free(&doc);
	parser_free(p);
	return status;
}
