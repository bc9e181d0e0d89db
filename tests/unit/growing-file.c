/*
 * A file that grows after it was opened is read to its end, also if it had the size of the first
 * buffer: prints nothing and ends with 0 if all of its documents come.
 */
#include "read/stream.h"

#include <stdio.h>
#include <unistd.h>

/* A document of so many bytes. */
static bool
add_document(int fd, int size)
{
	return dprintf(fd, "<domain>%*s</domain>", size - 17, "") == size;
}

/* How many documents come of a file that is so long when it is opened, and gets another one. */
static int
count(struct stream *s, int size)
{
	FILE *file = tmpfile();
	struct document *doc;
	struct fault fault;
	bool io, good = file != NULL && add_document(fileno(file), size);
	int documents = 0;

	if (good) {
		stream_begin(s, fileno(file));
		good = add_document(fileno(file), 20) && lseek(fileno(file), 0, SEEK_SET) == 0;
	}
	while (good && stream_next(s, &doc, &fault, &io) == STREAM_DOCUMENT)
		documents++;
	if (file != NULL)
		fclose(file);
	return documents;
}

int
main(void)
{
	static const char *const roots[] = { "domain", NULL };
	static const int sizes[] = { 100, 8191, 8192, 8193, 16384, 65536 };
	struct arena arena = { 0 };
	struct parser *parser = parser_new(roots);
	int status = 0;

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct stream *s = stream_new(parser, &arena, 1 << 20);
		int documents = count(s, sizes[i]);

		if (documents != 2) {
			printf("a file of %d bytes that grows: %d documents\n", sizes[i],
			       documents);
			status = 1;
		}
		stream_free(s);
	}
	parser_free(parser);
	arena_free(&arena);
	return status;
}
