/*
 * What the parser tells expat to limit: this program has the functions of expat 2.4 and 2.7.2 under
 * the names of the library's, which come second, and notes what they are called with. Prints
 * nothing and ends with 0 if each document gets each limit, also the second one of a parser.
 */
#include "read/parser.h"

#include <expat.h>
#include <stdio.h>

static double given[4];

static XML_Bool
note(int which, double limit)
{
	given[which] = limit;
	return XML_TRUE;
}

XML_Bool XMLCALL XML_SetBillionLaughsAttackProtectionMaximumAmplification(XML_Parser p,
                                                                          float limit);
XML_Bool XMLCALL XML_SetBillionLaughsAttackProtectionActivationThreshold(XML_Parser p,
                                                                         unsigned long long limit);
XML_Bool XMLCALL XML_SetAllocTrackerMaximumAmplification(XML_Parser p, float limit);
XML_Bool XMLCALL XML_SetAllocTrackerActivationThreshold(XML_Parser p, unsigned long long limit);

XML_Bool XMLCALL
XML_SetBillionLaughsAttackProtectionMaximumAmplification(XML_Parser p, float limit)
{
	(void)p;
	return note(0, limit);
}

XML_Bool XMLCALL
XML_SetBillionLaughsAttackProtectionActivationThreshold(XML_Parser p, unsigned long long limit)
{
	(void)p;
	return note(1, (double)limit);
}

XML_Bool XMLCALL
XML_SetAllocTrackerMaximumAmplification(XML_Parser p, float limit)
{
	(void)p;
	return note(2, limit);
}

XML_Bool XMLCALL
XML_SetAllocTrackerActivationThreshold(XML_Parser p, unsigned long long limit)
{
	(void)p;
	return note(3, (double)limit);
}

int
main(void)
{
	static const char *const roots[] = { "domain", NULL }, *const names[] = {
		"expansion", "where expansion is limited", "memory", "where memory is limited"
	};
	static const double expected[] = { 2, 8 << 20, 48, 8 << 20 };
	struct parser *p = parser_new(roots);
	struct document doc = { 0 };
	int status = 0;

	for (int turn = 1; turn <= 2; turn++) {
		if (parser_read(p, &doc, str_from("<domain/>")) != PARSE_DONE)
			status = 1;
		for (int i = 0; i < 4; i++) {
			if (given[i] != expected[i]) {
				printf("document %d: %s: %g instead of %g\n", turn, names[i],
				       given[i], expected[i]);
				status = 1;
			}
			given[i] = 0;
		}
	}
	document_free(&doc);
	parser_free(p);
	return status;
}
