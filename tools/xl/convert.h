#ifndef XL_CONVERT_H
#define XL_CONVERT_H

#include "base/buf.h"
#include "base/mem.h"
#include "report/report.h"

/* What became of a file. */
struct xl_result {
	struct report_finding *findings; /* by their places in the file */
	size_t count;
	struct str name; /* of the guest; absent: the file has none */
	bool bad;        /* it cannot be understood, and there is no document */
};

/*
 * Makes the domain of a guest's configuration file, as libvirt would define it on Xen, and adds
 * it to out, with an end of line.  The findings live in the arena.
 */
void xl_convert(struct str in, struct arena *arena, struct buf *out, struct xl_result *result);

#endif
