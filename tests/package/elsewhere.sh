#!/bin/sh
# elsewhere.sh i386|RELEASE: builds the tools and the unit tests without a warning in a root of Debian for
# i386, or of another release, and runs the unit tests and all fixtures there; on i386 also the tests that
# depend on the machine: sizes of types, system calls without a filter of ours, files.  What is committed
# is tried.  Needs root, mmdebstrap, Debian's packages and, for i386, a processor that runs it.
set -eu
cd "$(dirname "$0")/../.."
where=${1:?i386 or a release of Debian}
packages=gcc,make,libc6-dev,pkg-config,libexpat1-dev,git
tests=:
set --
case $where in
i386)
	set -- --arch=i386
	packages=$packages,expat,bats,libxml2-utils,xsltproc,mandoc,attr,acl,strace,time,zsh,parallel,procps,python3-minimal,jing
	tests='make check TESTS="rules hook refuse files snapconv xlconv"'
	;;
*) export RELEASE="$where" ;;
esac
scratch=$(mktemp -d)
root=$scratch/root
trap 'rm -rf --one-file-system "$scratch"' EXIT
trap 'exit 130' HUP INT TERM
[ "$(id -u)" -eq 0 ] || {
	echo "$where: only root can make a root" >&2
	exit 1
}

echo "$where: a root of Debian"
sh tests/package/debian-root.sh "$root" "$@" --include="$packages" >"$scratch/log" 2>&1 || {
	tail -n 20 "$scratch/log"
	exit 1
}
mkdir "$root/src"
git archive HEAD | tar -x -C "$root/src"
cat >"$root/src/try" <<END
set -e
cd /src
make -s -j2 CFLAGS="-O2 -Werror" all test-programs
build/domconv --version
for unit in tests/unit/*.c; do build/tests/\$(basename \$unit .c); done
BUILD=/src/build sh tests/check/fixtures.sh compare
$tests
END

sh tests/package/inside.sh "$root" 'sh /src/try' >"$scratch/log" 2>&1 || {
	grep -A 20 "^not ok" "$scratch/log" || tail -n 40 "$scratch/log"
	echo "$where: FAILED"
	exit 1
}
others=$(grep -c "^ok " "$scratch/log") || others=no
echo "$where: built without a warning with $(grep "^expat" "$scratch/log"); unit tests and fixtures pass," \
	"and $others other tests"
