#!/bin/sh
# inside.sh ROOT COMMAND [ARGUMENT...]: has a shell run COMMAND in the root directory ROOT, with what each machine
# and container has: a root that is a mount, /proc, /sys, terminals.  Mounts are made in namespaces of their own
# and end with the last process.  Standard input is empty.
set -eu
# shellcheck disable=SC2016  # for the shell inside
exec unshare --mount --pid --fork --kill-child --propagation private sh -ec '
	root=$1
	shift
	mount --bind "$root" "$root"
	mount -t proc proc "$root/proc"
	mount -t sysfs -o ro sysfs "$root/sys"
	mount -t devpts -o ptmxmode=666 devpts "$root/dev/pts"
	exec env -i HOME=/root TERM=dumb PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
		DEBIAN_FRONTEND=noninteractive NPM_CONFIG_CAFILE=/etc/ssl/certs/ca-certificates.crt \
		chroot "$root" sh -ec "$@"' sh "$@" </dev/null
