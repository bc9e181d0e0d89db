#!/bin/sh
# package.sh [autopkgtest]: builds the Debian package from what is committed, in a folder of its
# own, and lets lintian judge it.  With autopkgtest it is installed, debian/tests run, and it goes
# again.  The packages are left in build/deb.  The tests of make check do not run again in the
# build, unless DEB_BUILD_OPTIONS is set otherwise.
set -eu
cd "$(dirname "$0")/.."
export DEB_BUILD_OPTIONS="${DEB_BUILD_OPTIONS-nocheck}" DEB_BUILD_PROFILES=
case " $DEB_BUILD_OPTIONS " in *" nocheck "*) DEB_BUILD_PROFILES=nocheck ;; esac
name=virtxml-filters
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# what a make around this one has exported would win over Debian's flags
unset CFLAGS CPPFLAGS LDFLAGS MAKEFLAGS MFLAGS MAKELEVEL

git -c tar.umask=0022 archive --format=tar --prefix="$name/" HEAD | tar -C "$scratch" -xf -
(cd "$scratch/$name" && dpkg-buildpackage -us -uc) >"$scratch/log" 2>&1 || {
	cat "$scratch/log"
	exit 1
}
rm -rf build/deb
mkdir -p build/deb
find "$scratch" -maxdepth 1 -type f -name "${name}*" -exec cp {} build/deb \;
ls build/deb

lintian --pedantic --display-info --fail-on error,warning,info,pedantic build/deb/*.changes
echo "lintian: clean"

[ "${1:-}" = autopkgtest ] || exit 0
remove() {
	dpkg --purge "$name" "$name-dbgsym" >/dev/null 2>&1 || true
	rm -rf "$scratch"
}
trap remove EXIT
autopkgtest --output-dir="$scratch/autopkgtest" build/deb/*.changes -- null
