#!/bin/sh
# bridges.sh FILE...: bridgemap's promises on each well-formed document, checked by other
# programs than itself.  Prints a line each: changed, unchanged, or why a promise is broken.
#
# Without a match a document is the same byte for byte.  With -b OUT, the bytes differ in the
# values of source/@bridge only (sed blanks them, cmp compares), the result means what a stylesheet
# makes of the document (which values, and that each of them), and a second run changes nothing.
# BUILD: directory of the programs.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C

# blank <FILE: without the values of bridge attributes of source elements
blank() {
	sed -zE "s/(<source[[:space:]][^<>]*bridge[[:space:]]*=[[:space:]]*)'[^']*'/\\1''/g
		s/(<source[[:space:]][^<>]*bridge[[:space:]]*=[[:space:]]*)\"[^\"]*\"/\\1\"\"/g"
}

# broken FILE: says which promise is, if one is
broken() {
	"$BUILD/bridgemap" -b nosuchbridge:br0 "$1" >"$work/same" 2>"$work/err" &&
		[ "$(sed 's/.*\[//' "$work/err")" = 'map-unused]' ] ||
		echo 'a map that does not match: not status 0, or not the warning of it alone'
	cmp "$1" "$work/same" || echo 'a map that does not match changes the document'
	"$BUILD/bridgemap" -b OUT "$1" >"$work/out" 2>"$work/err" &&
		[ ! -s "$work/err" ] || echo '-b OUT: not status 0 and silent'
	blank <"$1" >"$work/before"
	blank <"$work/out" >"$work/after"
	cmp "$work/before" "$work/after" || echo 'other bytes than values of bridges changed'
	xsltproc --nonet tests/corpus/bridges.xslt "$1" >"$work/wanted" &&
		xmllint --nonet --c14n "$work/wanted" >"$work/wanted.c14n" &&
		xmllint --nonet --c14n "$work/out" >"$work/out.c14n" ||
		echo 'xsltproc or xmllint cannot read it'
	cmp "$work/wanted.c14n" "$work/out.c14n" || echo 'not the bridges that should have'
	"$BUILD/bridgemap" -b OUT "$work/out" >"$work/again" || echo 'a second run fails'
	cmp "$work/out" "$work/again" || echo 'a second run changes something'
}

for file in "$@"; do
	broken "$file" >"$work/broken" 2>&1
	if [ -s "$work/broken" ]; then
		sed "s|^|$file: |" "$work/broken"
	elif cmp -s "$file" "$work/out"; then
		echo unchanged
	else
		echo changed
	fi
done
