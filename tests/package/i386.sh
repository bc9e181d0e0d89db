#!/bin/sh
# i386.sh: builds the tools in a root of Debian for i386 and runs tests there that depend on the machine:
# sizes of types, system calls without a filter of ours, files, and all fixtures.  What is committed is
# tried.  Wants root, a processor that runs i386, mmdebstrap, and Debian's packages.
set -eu
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
root=$scratch/root
trap 'rm -rf --one-file-system "$scratch"' EXIT
trap 'exit 130' HUP INT TERM
[ "$(id -u)" -eq 0 ] || {
	echo "i386: only root can make a root" >&2
	exit 1
}

echo "i386: a root of Debian"
sh tests/package/debian-root.sh "$root" --arch=i386 \
	--include=gcc,make,libc6-dev,pkg-config,libexpat1-dev,expat,bats,libxml2-utils,xsltproc,mandoc \
	--include=git,attr,acl,strace,time,zsh,parallel,procps,python3-minimal,jing >"$scratch/log" 2>&1 || {
	tail -n 20 "$scratch/log"
	exit 1
}
mkdir "$root/src"
git archive HEAD | tar -x -C "$root/src"

# The mounts go with the last process.
# shellcheck disable=SC2016  # for the shell inside
unshare --mount --pid --fork --kill-child --propagation private sh -ec '
	mount --bind "$1" "$1"
	mount -t proc proc "$1/proc"
	exec env -i HOME=/root TERM=dumb PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot "$1" sh -ec "
		cd /src
		make -s -j2 CFLAGS=\"-O2 -Werror\" all
		make check TESTS=\"rules hook refuse files snapconv xlconv\""' sh "$root" >"$scratch/log" 2>&1 </dev/null || {
	grep -A 20 "^not ok" "$scratch/log" || tail -n 40 "$scratch/log"
	echo "i386: FAILED"
	exit 1
}
echo "i386: built without a warning, $(grep -c "^ok " "$scratch/log") tests passed"
