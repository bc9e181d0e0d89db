#!/bin/sh
# Writes the expected files of all fixtures anew and shows what that changes, for a person to
# read.  BUILD: directory of the programs.
set -eu
cd "$(dirname "$0")/.."
for in in fixtures/*/*/*.xml; do
	dir=$(dirname "$in") case=$(basename "$in" .xml)
	tool=$(basename "$(dirname "$dir")")
	[ -x "$BUILD/$tool" ] || continue
	sh tests/run-fixture.sh "$BUILD/$tool" "$dir" "$case" "$PWD/$dir/$case.out" \
		"$PWD/$dir/$case.err"
done
for in in fixtures/plan/*.xml; do
	case=$(basename "$in" .xml)
	# shellcheck disable=SC2046  # options are separated by blanks
	(cd fixtures/plan && "$BUILD/domconv" -q --plan $(cat "$case.opts" 2>/dev/null) "$case.xml" \
		>"$case.txt") || true
done
git --no-pager diff --stat -- fixtures
git --no-pager diff -- fixtures
