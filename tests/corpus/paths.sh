#!/bin/bash
# paths.sh: the tools' reports over every document below CORPUS; each path selects the place that it
# is about, and nothing else (tests/check/paths.py).  BUILD: directory of the programs.
set -euo pipefail
cd "$(dirname "$0")/../.."
: "${CORPUS:?CORPUS=DIR names the documents}" "${BUILD:?}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# report KINDS TOOL OPTION...: over the corpus's well-formed documents of these kinds
report() {
	local kinds=$1 status=0
	shift
	awk -F '\t' -v dir="$CORPUS" -v kinds=" $kinds " '
		index(kinds, " " $6 " ") && $7 == "yes" { printf "%s/%s%c", dir, $1, 0 }' \
		"$CORPUS/MANIFEST.tsv" >"$work/list"
	xargs -0 -s 2000000 "$BUILD/$1" "${@:2}" -q -r "$(mktemp -u "$work/report.XXXXXX")" \
		<"$work/list" >/dev/null 2>&1 || status=$?
	[ "$status" -lt 124 ] || echo "$1: status $status"
}

report "xen-domain kvm-domain other-domain" domconv
report "xen-domain kvm-domain other-domain snapshot network status hook-input" bridgemap -b OUT
report snapshot snapconv --uuid=11111111-2222-3333-4444-555555555555 --force
report pool poolgen --name=new --uuid=11111111-2222-3333-4444-555555555555
python3 tests/check/paths.py "$work"/report.*
