#include "cli/slurp.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ROOM 4096

/* Room for all of a regular file and the NUL, and for the read that finds its end. */
static void
make_room(int fd, size_t most, struct buf *out)
{
	struct stat st;

	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 &&
	    (unsigned long)st.st_size <= most)
		buf_room(out, (size_t)st.st_size + ROOM + 1);
}

static bool
read_all(int fd, size_t most, struct buf *out)
{
	ssize_t n;

	make_room(fd, most, out);
	for (;;) {
		buf_room(out, ROOM);
		n = read(fd, out->p + out->len, out->cap - out->len - 1);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		if (n == 0)
			break;
		out->len += (size_t)n;
		if (out->len > most) {
			errno = EFBIG;
			return false;
		}
	}
	out->p[out->len] = '\0';
	return true;
}

bool
slurp_fd(int fd, struct buf *out)
{
	return read_all(fd, SLURP_MOST, out);
}

int
slurp_open(const char *path)
{
	return open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
}

static bool
read_file(const char *path, size_t most, struct buf *out)
{
	int fd = slurp_open(path), error;
	bool ok = fd >= 0 && read_all(fd, most, out);

	error = errno;
	if (fd >= 0)
		close(fd);
	errno = error;
	return ok;
}

bool
slurp(const char *path, struct buf *out)
{
	return read_file(path, SLURP_MOST, out);
}

bool
slurp_input(const char *file, size_t most, struct buf *out)
{
	return strcmp(file, "-") == 0 ? read_all(STDIN_FILENO, most, out)
	                              : read_file(file, most, out);
}
