#!/bin/sh
# deb.sh [install|autopkgtest]: builds the Debian package from what is committed, in a folder of its own,
# and lets lintian judge it.  With DEBEMAIL and DEBFULLNAME it is yours.  Then, as root, it is installed,
# debian/tests run, by autopkgtest or without, and it is removed.  The packages are left in build/deb.
# The tests of make check do not run again in the build, unless DEB_BUILD_OPTIONS is set otherwise.
set -eu
cd "$(dirname "$0")/../.."
export DEB_BUILD_OPTIONS="${DEB_BUILD_OPTIONS-nocheck}" DEB_BUILD_PROFILES=
case " $DEB_BUILD_OPTIONS " in *" nocheck "*) DEB_BUILD_PROFILES=nocheck ;; esac
name=virtxml-filters
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# what a make around this one has exported would win over Debian's flags
unset CFLAGS CPPFLAGS LDFLAGS MAKEFLAGS MFLAGS MAKELEVEL

git -c tar.umask=0022 archive --format=tar --prefix="$name/" HEAD | tar -C "$scratch" -xf -
# Debian's two variables say whose package it is; who sets neither has one of nobody's.
if [ -n "${DEBEMAIL-}" ]; then
	who="${DEBFULLNAME:-${DEBEMAIL%@*}} <$DEBEMAIL>" awk '
		FILENAME ~ /control$/ && /^Maintainer:/ { $0 = "Maintainer: " ENVIRON["who"] }
		/^ -- / { sub(/ -- .*>/, " -- " ENVIRON["who"]) }
		{ print >(FILENAME ".new") }' "$scratch/$name/debian/control" "$scratch/$name/debian/changelog"
	for file in control changelog; do
		mv "$scratch/$name/debian/$file.new" "$scratch/$name/debian/$file"
	done
fi
(cd "$scratch/$name" && dpkg-buildpackage -us -uc) >"$scratch/log" 2>&1 || {
	cat "$scratch/log"
	exit 1
}
rm -rf build/deb
mkdir -p build/deb
find "$scratch" -maxdepth 1 -type f -name "${name}*" -exec cp {} build/deb \;
ls build/deb

# Each release's lintian knows another version of the policy.
lintian --pedantic --display-info --suppress-tags out-of-date-standards-version,newer-standards-version \
	--fail-on error,warning,info,pedantic build/deb/*.changes
echo "lintian: clean"

[ "$#" -gt 0 ] || exit 0
remove() {
	dpkg --purge "$name" "$name-dbgsym" >/dev/null 2>&1 || true
	rm -rf "$scratch"
}
trap remove EXIT
if [ "$1" = autopkgtest ]; then
	autopkgtest --output-dir="$scratch/autopkgtest" build/deb/*.changes -- null
else
	dpkg --install build/deb/"$name"_*.deb >"$scratch/log" || {
		cat "$scratch/log"
		exit 1
	}
	sh "$scratch/$name/debian/tests/installed"
	sh "$scratch/$name/debian/tests/printed"
fi
