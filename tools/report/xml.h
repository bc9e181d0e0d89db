#ifndef REPORT_XML_H
#define REPORT_XML_H

#include "base/sink.h"
#include "base/str.h"

/* Writes XML piece by piece.  Text may be of any origin: what XML cannot hold is written as \xNN.
 */

/* quote: of the attribute that the text is the value of; 0: element text */
void xml_text(struct sink *out, struct str s, char quote);
/* Nothing is written of what is absent. */
void xml_attr(struct sink *out, const char *name, struct str value);
void xml_number(struct sink *out, const char *name, unsigned long value);
void xml_element(struct sink *out, const char *name, struct str text);

#endif
