#!/bin/sh
# run.sh SECONDS [FUZZER]...: runs the fuzzers (tests/fuzz), all or some, that long each, and prints
# for each what it did.  BUILD: their build directory, which keeps what they learn and, below
# findings/, each input that broke a promise; CORPUS: more documents to begin with.  Status 1 with
# a finding.
set -eu
cd "$(dirname "$0")/../.."
: "${BUILD:?}"
seconds=$1
shift
[ $# -gt 0 ] || for file in tests/fuzz/*.c; do
	set -- "$@" "$(basename "$file" .c)"
done
MOST=16384 # bytes of an input
findings=$BUILD/findings
seeds=$BUILD/seeds
mkdir -p "$findings"
bad=0

# The tools' own words: element names, and every short text in the rules.
{
	cat tests/fuzz/xml.dict
	find tools/*/ -name "*.[ch]" -exec grep -oh '"[A-Za-z0-9_:./-]\{2,40\}"' {} + |
		grep -v '\.h"' | sort -u
	find tools -name "*_rules.h" -exec sed 's/#.*//' {} + | grep -oh "@[A-Za-z]*='[^'\" ]*'" | sed 's/@\(.*\)/" \1"/' | sort -u
	sed -n 's/^KEY(\([^,]*\),.*/"\1"/p' tools/xl/key_list.h
} >"$BUILD/dict"

# begin_with FUZZER: its first inputs, each once and none too large
begin_with() {
	rm -rf "$seeds"
	mkdir -p "$seeds"
	case $1 in
	mapfile) cat man/bridgemap.conf.5 2>/dev/null >"$seeds/page" || true ;;
	esac
	[ ! -d "tests/fuzz/seeds/$1" ] || cp "tests/fuzz/seeds/$1"/* "$seeds"
	case $1 in
	domconv | bridgemap | snapconv | poolgen)
		find fixtures ${CORPUS:+"$CORPUS"} -name '*.xml' -size -"$((MOST / 1024 + 1))"k |
			while read -r file; do
				cp "$file" "$seeds/$(cksum <"$file" | tr ' ' -).xml"
			done
		;;
	xlconv)
		find fixtures/xlconv ${CORPUS:+"$CORPUS"} -name '*.cfg' |
			while read -r file; do
				cp "$file" "$seeds/$(cksum <"$file" | tr ' ' -).cfg"
			done
		sed 's/^KEY(\([^,]*\),.*/\1=1/' tools/xl/key_list.h | grep '=1$' >"$seeds/keys"
		;;
	discovery)
		[ -z "$CORPUS" ] || find "$CORPUS/iscsiadm" -type f -exec cp -t "$seeds" {} +
		;;
	esac
}

figure() { # NAME: a final figure of the run
	sed -n "s/^stat::$1: *//p" "$BUILD/$fuzzer.log" | tail -n 1
}

printf '%-12s %12s %10s %8s %9s %9s\n' fuzzer executions a-second edges features findings
for fuzzer; do
	begin_with "$fuzzer"
	mkdir -p "$BUILD/learnt/$fuzzer"
	"$BUILD/fuzz/$fuzzer" -max_total_time="$seconds" -max_len=$MOST -dict="$BUILD/dict" \
		-timeout=10 -rss_limit_mb=1024 -print_final_stats=1 \
		-artifact_prefix="$findings/$fuzzer-" "$BUILD/learnt/$fuzzer" "$seeds" \
		>"$BUILD/$fuzzer.log" 2>&1 || bad=1
	edges=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$BUILD/$fuzzer.log" | tail -n 1)
	features=$(sed -n 's/.* ft: \([0-9]*\) .*/\1/p' "$BUILD/$fuzzer.log" | tail -n 1)
	found=$(find "$findings" -name "$fuzzer-*" | wc -l)
	printf '%-12s %12s %10s %8s %9s %9s\n' "$fuzzer" "$(figure number_of_executed_units)" \
		"$(figure average_exec_per_sec)" "$edges" "$features" "$found"
	[ "$found" -eq 0 ] || bad=1
	grep -E '^PROMISE BROKEN|ERROR: |runtime error' "$BUILD/$fuzzer.log" || true
done
rm -rf "$seeds"
[ "$bad" -eq 0 ] || ls "$findings"
exit "$bad"
