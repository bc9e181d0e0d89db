#ifndef EDIT_WRITER_H
#define EDIT_WRITER_H

#include "base/sink.h"
#include "edit/edit.h"

/*
 * Writes the document with its edits: every byte that no edit replaces comes out as it came in.
 * Reads the document and the edits, changes neither.
 */
void write_document(const struct edits *es, struct sink *out);

#endif
