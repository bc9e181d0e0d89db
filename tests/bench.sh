#!/bin/bash
# make bench: figures to reach as ratios, both sides measured in turn in one run.
# BUILD: directory of the programs; STATIC_BUILD: of the static ones.
set -euo pipefail
cd "$(dirname "$0")/.."
: "${BUILD:?}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C
TIMEFORMAT='%3R %3U %3S'

# seconds KIND COMMAND...: wall or cpu seconds of one call, output thrown away
seconds() {
	local kind=$1
	shift
	{ time "$@" >/dev/null 2>"$work/err"; } 2>&1 | tail -n 1 |
		awk -v kind="$kind" '{ print kind == "wall" ? $1 : $2 + $3 }'
}

median() {
	sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

# row WORK KIND GOAL RUNS OURS -- PEER: the median of ratios of pairs; GOAL: <=N or >=N
row() {
	local work_name=$1 kind=$2 goal=$3 runs=$4 ours peer i
	local -a a=() b=()
	shift 4
	while [ "$1" != -- ]; do
		a+=("$1")
		shift
	done
	shift
	b=("$@")
	: >"$work/ratios"
	: >"$work/ours"
	: >"$work/peer"
	seconds "$kind" "${a[@]}" >/dev/null
	seconds "$kind" "${b[@]}" >/dev/null
	for ((i = 0; i < runs; i++)); do
		ours=$(seconds "$kind" "${a[@]}")
		peer=$(seconds "$kind" "${b[@]}")
		echo "$ours" >>"$work/ours"
		echo "$peer" >>"$work/peer"
		awk -v a="$ours" -v b="$peer" -v inverse="${goal:0:2}" 'BEGIN {
			if (a < 0.001) a = 0.001
			if (b < 0.001) b = 0.001
			print (inverse == ">=" ? b / a : a / b)
		}' >>"$work/ratios"
	done
	report "$work_name" "$(median <"$work/ours")" "$(median <"$work/peer")" \
		"$(median <"$work/ratios")" "$goal"
}

missed=0
report() { # WORK OURS PEER RATIO GOAL
	local verdict
	verdict=$(awk -v r="$4" -v goal="$5" 'BEGIN {
		n = substr(goal, 3) + 0
		print ((substr(goal, 1, 2) == "<=" ? r <= n : r >= n) ? "reached" : "missed")
	}')
	[ "$verdict" = reached ] || missed=$((missed + 1))
	printf '%-46s %9s %9s %7.2f %7s %s\n' "$1" "$2" "$3" "$4" "$5" "$verdict"
}

many() { # N COMMAND...: runs it so often, for what is too short to be timed once
	local n=$1 i
	shift
	for ((i = 0; i < n; i++)); do "$@"; done
}

peak() { # COMMAND...: peak memory in KiB
	/usr/bin/time -f %M -o "$work/peak" "$@" >/dev/null 2>&1
	cat "$work/peak"
}

maps() { # N: a map file of so many maps
	awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) print "bridge eth" i ":br" i }'
}

domain=fixtures/demo/mail.xml
stylesheet=tests/bench.xslt

awk -v n=50000 '
	function letters(i,   s) { for (i++; i > 0; i = int((i - 1) / 26)) s = sprintf("%c", 97 + (i - 1) % 26) s; return s }
	/<disk type=.file. device=.disk.>/ { disk = 1 }
	/device=.cdrom./ { cdrom = 1 }
	disk { text = text $0 "\n"; if (/<\/disk>/) {
		for (i = 0; i < n; i++) {
			one = text
			sub(/xvda/, "xvd" letters(i), one)
			sub(/mail.img/, "mail" i ".img", one)
			printf "%s", one
		}
		disk = 0
	} ; next }
	cdrom { if (/<\/disk>/) cdrom = 0; next }
	{ print }' $domain >"$work/large.xml"
mkdir "$work/files"
for ((i = 0; i < 10000; i++)); do
	printf -v file '%s/files/%05d.xml' "$work" "$i"
	files+=("$file")
done
tee "${files[@]:0:1000}" <$domain >/dev/null
for ((i = 1; i < 10; i++)); do
	tee "${files[@]:$((i * 1000)):1000}" <$domain >/dev/null
done
for ((i = 0; i < 100; i++)); do cat $domain; done >"$work/100"
for ((i = 0; i < 1000; i++)); do cat "$work/100"; done >"$work/100000"

printf '%-46s %9s %9s %7s %7s\n' work ours peer ratio goal
row 'one 2 KB domain: xmlwf, wall, 200 times' wall '<=1.15' 9 \
	many 200 "$BUILD/domconv" -q $domain -- many 200 xmlwf $domain
[ ! -x "${STATIC_BUILD:-}/domconv" ] ||
	row 'one 2 KB domain, static: xmlwf, wall' wall '<=0.85' 9 \
		many 200 "$STATIC_BUILD/domconv" -q $domain -- many 200 xmlwf $domain
row '10,000 files: xmlwf, cpu' cpu '<=0.9' 5 "$BUILD/domconv" -q "${files[@]}" -- xmlwf "${files[@]}"
row '10,000 files: xsltproc, wall' wall '>=3.5' 3 \
	"$BUILD/domconv" -q "${files[@]}" -- xsltproc $stylesheet "${files[@]}"
row 'one 9 MB domain: xmlwf, wall' wall '<=2.5' 7 \
	"$BUILD/domconv" -q "$work/large.xml" -- xmlwf "$work/large.xml"
row 'one 9 MB domain: xsltproc, wall' wall '>=40' 1 \
	"$BUILD/domconv" -q "$work/large.xml" -- xsltproc $stylesheet "$work/large.xml"
maps 1 >"$work/one.conf"
maps 10000 >"$work/many.conf"
row 'one 2 KB domain, 10,000 maps: one map, wall' wall '<=2' 9 \
	many 200 "$BUILD/bridgemap" -q -f "$work/many.conf" $domain -- \
	many 200 "$BUILD/bridgemap" -q -f "$work/one.conf" $domain
row '1,000 files, 10,000 maps: one map, cpu' cpu '<=2' 9 \
	"$BUILD/bridgemap" -q -f "$work/many.conf" "${files[@]:0:1000}" -- \
	"$BUILD/bridgemap" -q -f "$work/one.conf" "${files[@]:0:1000}"
size=$(($(stat -c %s "$work/large.xml") / 1024))
ours=$(peak "$BUILD/domconv" -q "$work/large.xml")
report 'peak KiB of one 9 MB domain, less 2 MiB: size' "$ours" "$size" \
	"$(awk -v a="$ours" -v b="$size" 'BEGIN { print (a - 2048) / b }')" '<=3'
few=$(peak "$BUILD/domconv" -q "$work/100")
lots=$(peak "$BUILD/domconv" -q "$work/100000")
report 'peak MiB more of 100,000 documents: 100' "$lots" "$few" \
	"$(awk -v a="$lots" -v b="$few" 'BEGIN { print (a - b) / 1024 }')" '<=1'
mkdir "$work/snapshots"
for ((i = 10000; i > 0; i--)); do # a chain, the last one first
	printf -v file '%s/snapshots/%05d.xml' "$work" $((10000 - i))
	snapshots+=("$file")
	parent=
	[ "$i" -eq 1 ] || [ "$i" -eq 9001 ] || parent="<parent><name>s$((i - 1))</name></parent>"
	printf '<domainsnapshot><name>s%d</name>%s<state>shutoff</state><creationTime>1</creationTime>%s</domainsnapshot>\n' \
		"$i" "$parent" "<domain type='kvm'><name>g</name></domain>" >"$file"
done
row '10,000 snapshots in order: 1,000, cpu' cpu '<=12' 5 \
	"$BUILD/snapconv" -q --order "${snapshots[@]}" -- \
	"$BUILD/snapconv" -q --order "${snapshots[@]:0:1000}"
echo "bench: $missed missed"
[ "$missed" -eq 0 ]
