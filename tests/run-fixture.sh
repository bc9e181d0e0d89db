#!/bin/sh
# run-fixture.sh TOOL DIR CASE OUT ERR [OPTION...]: runs one fixture as the tests see it.
# The fixture is DIR/CASE.xml with the options of DIR/CASE.opts, if there; what it writes goes to
# OUT, its diagnostics (-v) and, in a last line, its exit status to ERR.
set -u
tool=$1 dir=$2 case=$3 out=$4 err=$5
shift 5
cd "$dir" || exit 2
opts=
[ -f "$case.opts" ] && opts=$(cat "$case.opts")
# shellcheck disable=SC2086  # options are separated by blanks
"$tool" -v $opts "$@" "$case.xml" >"$out" 2>"$err"
echo "exit $?" >>"$err"
