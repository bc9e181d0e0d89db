/* chunked SIZE [ARGUMENT]...: domconv with another size of the chunks that go to expat. */
#include "read/stream.h"

#include <stdlib.h>

int domconv_main(int argc, char **argv);

int
main(int argc, char **argv)
{
	if (argc < 2 || (stream_chunk = strtoul(argv[1], NULL, 10)) == 0)
		return 2;
	argv[1] = argv[0];
	return domconv_main(argc - 1, argv + 1);
}
