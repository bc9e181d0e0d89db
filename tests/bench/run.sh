#!/bin/bash
# make bench: figures to reach as ratios, both sides measured in turn in one run.
# BUILD: directory of the programs; STATIC_BUILD: of the static ones.
set -euo pipefail
cd "$(dirname "$0")/../.."
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

# row TOOL WORK KIND GOAL RUNS OURS -- PEER: the median of ratios of pairs; GOAL: <=N or >=N
row() {
	local tool=$1 work_name=$2 kind=$3 goal=$4 runs=$5 ours peer i
	local -a a=() b=()
	shift 5
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
	report "$tool" "$work_name" "$(median <"$work/ours")" "$(median <"$work/peer")" \
		"$(median <"$work/ratios")" "$goal"
}

missed=0
report() { # TOOL WORK OURS PEER RATIO GOAL
	local verdict
	verdict=$(awk -v r="$5" -v goal="$6" 'BEGIN {
		n = substr(goal, 3) + 0
		print ((substr(goal, 1, 2) == "<=" ? r <= n : r >= n) ? "reached" : "missed")
	}')
	[ "$verdict" = reached ] || missed=$((missed + 1))
	printf '%-9s  %-40s %8s %8s %7.2f %7s  %s\n' "$1" "$2" "$3" "$4" "$5" "$6" "$verdict"
}

instructions() { # COMMAND...: how many it takes, in millions; free of noise
	valgrind --log-file="$work/counted" --tool=callgrind --callgrind-out-file=/dev/null "$@" >/dev/null
	awk '/Collected/ { printf "%.1f\n", $NF / 1e6 }' "$work/counted"
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

# The large domain of bench: 50,000 disks.
large_domain() {
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
	{ print }' $domain
}

snapshot() { # of the domain on standard input
	printf '<domainsnapshot>\n  <name>s</name>\n  <state>shutoff</state>\n'
	printf '  <creationTime>1</creationTime>\n'
	cat
	printf '</domainsnapshot>\n'
}

pool() { # HOSTS
	printf "<pool type='rbd'>\n  <name>ceph</name>\n  <capacity unit='bytes'>0</capacity>\n"
	printf "  <source>\n"
	awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++)
		printf "    <host name=\x27mon%d.example.org\x27 port=\x276789\x27/>\n", i }'
	printf "    <name>libvirt-pool</name>\n    <auth type='ceph' username='libvirt'>\n"
	printf "      <secret usage='ceph'/>\n    </auth>\n  </source>\n</pool>\n"
}

# Each tool with options that give it something to do: words of the command, its documents.
command_of() { # TOOL [BUILD]
	local build=${2:-$BUILD}
	case $1 in
	domconv | snapconv) command=("$build/$1" -q) ;;
	bridgemap) command=("$build/$1" -q -b xenbr0:br0) ;;
	poolgen) command=("$build/$1" -q --auth-username admin) ;;
	esac
}

document() { # TOOL small|large
	case $1,$2 in
	snapconv,small) snapshot <$domain ;;
	snapconv,large) snapshot <"$work/domconv.large" ;;
	poolgen,small) pool 20 ;;
	poolgen,large) pool 170000 ;;
	*,small) cat $domain ;;
	bridgemap,large) cat "$work/domconv.large" ;;
	*,large) large_domain ;;
	esac
}

# DESIGN's rows, for one tool.
rows_of() { # TOOL [STYLESHEET]
	local tool=$1 sheet=${2:-} small=$work/$1.xml large=$work/$1.large size ours few lots
	local -a command files
	document "$tool" small >"$small"
	document "$tool" large >"$large"
	command_of "$tool" "$STATIC_BUILD"
	row "$tool" 'one 2 KB document, static: xmlwf, wall' wall '<=0.85' 9 \
		many 200 "${command[@]}" "$small" -- many 200 xmlwf "$small"
	command_of "$tool"
	row "$tool" 'one 2 KB document: xmlwf, wall' wall '<=1.15' 9 \
		many 200 "${command[@]}" "$small" -- many 200 xmlwf "$small"
	files=("$work/$tool.files"/*)
	row "$tool" '10,000 files: xmlwf, cpu' cpu '<=0.9' 5 \
		"${command[@]}" "${files[@]}" -- xmlwf "${files[@]}"
	[ -z "$sheet" ] || row "$tool" '10,000 files: xsltproc, wall' wall '>=3.5' 3 \
		"${command[@]}" "${files[@]}" -- xsltproc "$sheet" "${files[@]}"
	row "$tool" 'one 9 MB document: xmlwf, wall' wall '<=2.5' 7 \
		"${command[@]}" "$large" -- xmlwf "$large"
	# DESIGN's goal is for the procedure's stylesheet
	[ "$tool" != domconv ] || row "$tool" 'one 9 MB document: xsltproc, wall' wall '>=40' 1 \
		"${command[@]}" "$large" -- xsltproc "$sheet" "$large"
	size=$(($(stat -c %s "$large") / 1024))
	ours=$(peak "${command[@]}" "$large")
	report "$tool" 'peak KiB of 9 MB, less 2 MiB: size' "$ours" "$size" \
		"$(awk -v a="$ours" -v b="$size" 'BEGIN { print (a - 2048) / b }')" '<=3'
	few=$(cat "${files[@]:0:100}" | peak "${command[@]}" -)
	lots=$(for ((i = 0; i < 10; i++)); do cat "${files[@]}"; done | peak "${command[@]}" -)
	report "$tool" 'peak MiB more of 100,000 documents: 100' "$lots" "$few" \
		"$(awk -v a="$lots" -v b="$few" 'BEGIN { print (a - b) / 1024 }')" '<=1'
}

# so_many TOOL: 10,000 files of its small document
so_many() {
	local i
	local -a files
	mkdir "$work/$1.files"
	for ((i = 0; i < 10000; i++)); do
		printf -v file '%s/%05d.xml' "$work/$1.files" "$i"
		files+=("$file")
	done
	document "$1" small >"$work/one"
	for ((i = 0; i < 10; i++)); do
		tee "${files[@]:$((i * 1000)):1000}" <"$work/one" >/dev/null
	done
}

printf '%-9s  %-40s %8s %8s %7s %7s\n' tool work ours peer ratio goal
for tool in domconv bridgemap snapconv poolgen; do
	so_many $tool
	case $tool in
	domconv) rows_of domconv tests/bench/rows.xslt ;;
	bridgemap) rows_of bridgemap stylesheets/bridgemap.xslt ;;
	*) rows_of $tool ;;
	esac
	[ $tool = domconv ] || rm -r "$work/$tool.files"
done

mapfile -t mails < <(yes fixtures/demo/mail.xml | head -n 300)
ours=$(instructions "$BUILD/domconv" -q "${mails[@]}")
peer=$(instructions xmlwf "${mails[@]}")
report domconv '300 domains: xmlwf, 10^6 instructions' "$ours" "$peer" \
	"$(awk -v a="$ours" -v b="$peer" 'BEGIN { print a / b }')" '<=1.65'

maps 1 >"$work/one.conf"
maps 10000 >"$work/many.conf"
files=("$work"/domconv.files/*)
row bridgemap 'one 2 KB domain, 10,000 maps: one, wall' wall '<=2' 9 \
	many 200 "$BUILD/bridgemap" -q -f "$work/many.conf" $domain -- \
	many 200 "$BUILD/bridgemap" -q -f "$work/one.conf" $domain
row bridgemap '1,000 files, 10,000 maps: one, cpu' cpu '<=2' 9 \
	"$BUILD/bridgemap" -q -f "$work/many.conf" "${files[@]:0:1000}" -- \
	"$BUILD/bridgemap" -q -f "$work/one.conf" "${files[@]:0:1000}"
# with what libvirt knows and without
row domconv '1,000 files, --check: without names, cpu' cpu '<=2' 9 \
	"$BUILD/domconv" -q --check --fail-on=error "${files[@]:0:1000}" -- \
	"$BUILD/domconv" -q --check --fail-on=error --skip=vocabulary "${files[@]:0:1000}"
mkdir "$work/snapshots"
for ((i = 10000; i > 0; i--)); do # a chain, the last one first
	printf -v file '%s/snapshots/%05d.xml' "$work" $((10000 - i))
	snapshots+=("$file")
	parent=
	[ "$i" -eq 1 ] || [ "$i" -eq 9001 ] || parent="<parent><name>s$((i - 1))</name></parent>"
	printf '<domainsnapshot><name>s%d</name>%s<state>shutoff</state><creationTime>1</creationTime>%s</domainsnapshot>\n' \
		"$i" "$parent" "<domain type='kvm'><name>g</name></domain>" >"$file"
done
row snapconv '10,000 snapshots in order: 1,000, cpu' cpu '<=12' 5 \
	"$BUILD/snapconv" -q --order "${snapshots[@]}" -- \
	"$BUILD/snapconv" -q --order "${snapshots[@]:0:1000}"

# xlconv: no peer reads its files, so it is measured against xmlwf on what it writes, and against itself.
config() { # DISKS
	awk -v n="$1" 'BEGIN {
		print "name = \"mail\"\nuuid = \"6ba7b810-9dad-41d1-80b4-00c04fd430c8\"\nmemory = 2048"
		print "bootloader = \"pygrub\"\ndisk = ["
		for (i = 0; i < n; i++)
			printf "  \"/dev/vg0/mail-%d,raw,xvd%c%c,rw\",\n", i, 97 + i / 26 % 26, 97 + i % 26
		print "]\nvif = [ \"mac=00:16:3e:5a:01:02,bridge=br0\" ]"
	}'
}
config 4 >"$work/mail.cfg"
config 1000 >"$work/1000.cfg"
config 10000 >"$work/10000.cfg"
"$BUILD/xlconv" -q "$work/mail.cfg" >"$work/mail.xml"
row xlconv 'one xl.cfg: xmlwf of its XML, wall' wall '<=1.15' 9 \
	many 200 "$BUILD/xlconv" -q "$work/mail.cfg" -- many 200 xmlwf "$work/mail.xml"
row xlconv '10,000 disks: 1,000, cpu' cpu '<=12' 5 \
	many 5 "$BUILD/xlconv" -q "$work/10000.cfg" -- many 5 "$BUILD/xlconv" -q "$work/1000.cfg"
echo "bench: $missed missed"
[ "$missed" -eq 0 ]
