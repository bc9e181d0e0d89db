#ifndef XL_LEXER_H
#define XL_LEXER_H

#include "base/mem.h"
#include "base/str.h"

#include <stddef.h>

/*
 * The words of a guest's configuration file: xl.cfg(5), and the part of Python that people use in
 * the files of xm.  Each word knows its place.
 */
enum xl_word {
	XL_WORD_END,
	XL_WORD_LINE, /* the end of a line, or a semicolon */
	XL_WORD_NAME,
	XL_WORD_NUMBER,
	XL_WORD_STRING,
	XL_WORD_OPEN,  /* [ */
	XL_WORD_CLOSE, /* ] */
	XL_WORD_COMMA,
	XL_WORD_SET,   /* = */
	XL_WORD_ADD,   /* += */
	XL_WORD_OTHER, /* a character that begins no word */
	XL_WORD_BAD,   /* fault says what is wrong at the word's place */
};

struct xl_token {
	enum xl_word word;
	size_t at;         /* byte offset in the input */
	struct str text;   /* as written; of a string, what it means */
	long long number;  /* XL_WORD_NUMBER */
	const char *fault; /* XL_WORD_BAD */
};

struct xl_lexer {
	struct str in;
	size_t at;
	struct arena *arena; /* for strings with escapes; the others are views of the input */
};

/* Begins at the first byte after a byte order mark. */
void xl_lexer_begin(struct xl_lexer *l, struct str in, struct arena *arena);
/* The next word.  Blanks, comments, and a backslash at a line's end separate words. */
struct xl_token xl_lexer_next(struct xl_lexer *l);

#endif
