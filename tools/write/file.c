#include "write/file.h"

#include "base/mem.h"
#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#define AT_ONCE 4 /* temporary files at one time: output, backup, report, plan */

/*
 * Read by the signal handler: a slot is set after its file exists and cleared before the file is
 * removed.
 */
static char *volatile pending[AT_ONCE];

bool
write_all(int fd, const char *p, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, p, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		p += n;
		len -= (size_t)n;
	}
	return true;
}

static void
remove_pending(void)
{
	for (size_t i = 0; i < AT_ONCE; i++)
		if (pending[i] != NULL)
			unlink(pending[i]);
}

static void
on_signal(int sig)
{
	remove_pending();
	signal(sig, SIG_DFL);
	raise(sig);
}

/* Signals that would end the process and leave a temporary file; ignored signals stay ignored. */
static void
watch_signals(void)
{
	static const int signals[] = {
		SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM, SIGXCPU, SIGXFSZ
	};
	static bool watching;
	struct sigaction old, act = { .sa_handler = on_signal };

	if (watching)
		return;
	watching = true;
	sigemptyset(&act.sa_mask);
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
			sigaction(signals[i], &act, NULL);
	atexit(remove_pending);
}

static void
remember(char *path)
{
	for (size_t i = 0; i < AT_ONCE; i++)
		if (pending[i] == NULL) {
			pending[i] = path;
			return;
		}
}

static void
forget(const char *path)
{
	for (size_t i = 0; i < AT_ONCE; i++)
		if (pending[i] == path)
			pending[i] = NULL;
}

/* .NAME.XXXXXX beside NAME; a long name is shortened to leave room for the suffix. */
static char *
temporary_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	size_t dir = slash != NULL ? (size_t)(slash - path) + 1 : 0, size = strlen(path) + 16;
	char *name = mem_alloc(size);

	snprintf(name, size, "%.*s.%.200s.XXXXXX", (int)dir, path, path + dir);
	return name;
}

bool
new_file_open(struct new_file *f, const char *path)
{
	sigset_t all, old;

	watch_signals();
	f->temporary = temporary_name(path);
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &old); /* no signal between creating the file and noting it */
	f->fd = mkstemp(f->temporary);
	if (f->fd >= 0)
		remember(f->temporary);
	sigprocmask(SIG_SETMASK, &old, NULL);
	if (f->fd < 0) {
		int error = errno;

		free(f->temporary);
		f->path = NULL;
		errno = error;
		return false;
	}
	f->path = mem_copy(path, strlen(path));
	return true;
}

static bool
copy_xattr(int from, int to, const char *name)
{
	ssize_t size = fgetxattr(from, name, NULL, 0);
	char *value;
	bool ok;

	if (size < 0)
		return errno == ENODATA;
	value = mem_alloc((size_t)size);
	size = fgetxattr(from, name, value, (size_t)size);
	ok = size >= 0 && fsetxattr(to, name, value, (size_t)size, 0) == 0;
	free(value);
	return ok;
}

/* ACLs, labels and capabilities are extended attributes, too. */
static bool
copy_xattrs(int from, int to)
{
	ssize_t size = flistxattr(from, NULL, 0);
	char *names;
	bool ok = true;

	if (size < 0)
		return errno == ENOTSUP;
	if (size == 0)
		return true;
	names = mem_alloc((size_t)size);
	size = flistxattr(from, names, (size_t)size);
	for (ssize_t i = 0; ok && i < size; i += (ssize_t)strlen(names + i) + 1)
		ok = copy_xattr(from, to, names + i);
	free(names);
	return ok && size >= 0;
}

bool
new_file_copy_owner(const struct new_file *f, const struct stat *like)
{
	struct stat st;

	if (fstat(f->fd, &st) < 0 || ((like->st_uid != st.st_uid || like->st_gid != st.st_gid) &&
	                              fchown(f->fd, like->st_uid, like->st_gid) < 0))
		return false;
	return fchmod(f->fd, like->st_mode & 07777) == 0;
}

/* Sets the mode last, since an ACL changes it. */
bool
new_file_copy_metadata(const struct new_file *f, int like)
{
	struct stat st;

	return fstat(like, &st) == 0 && new_file_copy_owner(f, &st) && copy_xattrs(like, f->fd) &&
	       fchmod(f->fd, st.st_mode & 07777) == 0;
}

static bool
sync_directory(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *dir = slash == NULL   ? mem_copy(".", 1)
	            : slash == path ? mem_copy("/", 1)
	                            : mem_copy(path, (size_t)(slash - path));
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	/* the directory may be write-only, or its file system may not support fsync */
	bool ok = fd < 0 ? errno == EACCES : fsync(fd) == 0 || errno == EINVAL;

	if (fd >= 0)
		close(fd);
	free(dir);
	return ok;
}

void
remove_quietly(const char *path)
{
	int error = errno;

	unlink(path);
	errno = error;
}

/*
 * The temporary file gets a name that nobody has.  Where there are no hard links, the name is taken
 * by an empty file first.
 */
static bool
take_name(const char *temporary, const char *path)
{
	int fd;

	if (link(temporary, path) == 0) {
		unlink(temporary);
		return true;
	}
	if (errno == EEXIST)
		return false;
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return false;
	close(fd);
	if (rename(temporary, path) == 0)
		return true;
	remove_quietly(path);
	return false;
}

static bool
commit(struct new_file *f, bool new)
{
	bool good;

	if (fsync(f->fd) < 0 && errno != EINVAL)
		return false;
	good = close(f->fd) == 0;
	f->fd = -1;
	if (!good || !(new ? take_name(f->temporary, f->path) : rename(f->temporary, f->path) == 0))
		return false;
	forget(f->temporary);
	free(f->temporary);
	f->temporary = NULL;
	good = sync_directory(f->path);
	if (!good && new)
		remove_quietly(f->path);
	free(f->path);
	f->path = NULL;
	return good;
}

bool
new_file_commit(struct new_file *f)
{
	return commit(f, false);
}

bool
new_file_commit_new(struct new_file *f)
{
	return commit(f, true);
}

void
new_file_abort(struct new_file *f)
{
	int error = errno;

	if (f->path == NULL)
		return;
	if (f->fd >= 0)
		close(f->fd);
	if (f->temporary != NULL) {
		unlink(f->temporary);
		forget(f->temporary);
		free(f->temporary);
	}
	free(f->path);
	f->path = NULL;
	errno = error;
}

bool
copy_bytes(int from, int to, off_t len)
{
	char part[16384];
	off_t at = 0;

	while (at < len) {
		size_t want = len - at < (off_t)sizeof(part) ? (size_t)(len - at) : sizeof(part);
		ssize_t n = pread(from, part, want, at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			errno = n == 0 ? EIO : errno; /* the file has shrunk meanwhile */
			return false;
		}
		if (!write_all(to, part, (size_t)n))
			return false;
		at += n;
	}
	return true;
}

/* What a link says, from where the link is. */
static char *
path_of_link(const char *link, const char *target)
{
	size_t dir = target[0] != '/' ? (size_t)(str_base(str_from(link)).p - link) : 0;
	size_t size = dir + strlen(target) + 1;
	char *path = mem_alloc(size);

	snprintf(path, size, "%.*s%s", (int)dir, link, target);
	return path;
}

#define LINKS_MOST 40 /* as Linux follows */

char *
path_behind_links(const char *path)
{
	char target[PATH_MAX], *at = mem_copy(path, strlen(path)), *next;
	ssize_t n;

	for (int links = 0; (n = readlink(at, target, sizeof(target) - 1)) >= 0; links++) {
		target[n] = '\0';
		next = path_of_link(at, target);
		free(at);
		at = next;
		if (links == LINKS_MOST) {
			errno = ELOOP;
			break;
		}
	}
	if (errno == EINVAL || errno == ENOENT)
		return at;
	free(at);
	return NULL;
}

int
path_descriptor(const char *path)
{
	static const char *const names[] = { "/dev/stdin", "/dev/stdout", "/dev/stderr" };
	static const char *const numbered[] = { "/dev/fd/", "/proc/self/fd/" };
	struct str s = str_from(path);
	unsigned long fd;

	for (int i = 0; i < 3; i++)
		if (str_is(s, names[i]))
			return i;
	for (int i = 0; i < 2; i++)
		if (str_starts(s, numbered[i]) &&
		    str_number(str_skip(s, strlen(numbered[i])), INT_MAX, &fd))
			return (int)fd;
	return -1;
}
