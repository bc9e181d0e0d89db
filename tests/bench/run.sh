#!/bin/bash
# make bench: figures to reach as ratios, both sides measured in turn in one run.
# BUILD: directory of the programs; STATIC_BUILD: of the static ones. COUNT=1: only what valgrind
# counts, which is the same in each run.
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

# split OURS... -- PEER...: the two commands are ours and peers from now on
split() {
	ours=()
	while [ "$1" != -- ]; do
		ours+=("$1")
		shift
	done
	shift
	peers=("$@")
}

measure() { # KIND GOAL RUNS: adds so many pairs
	local kind=$1 goal=$2 i
	for ((i = 0; i < $3; i++)); do
		seconds "$kind" "${ours[@]}" >>"$work/ours"
		seconds "$kind" "${peers[@]}" >>"$work/peers"
		ratio "$goal" "$(tail -n 1 "$work/ours")" "$(tail -n 1 "$work/peers")" >>"$work/ratios"
	done
}

ratio() { # GOAL OURS PEER: of the peer's, where more is better
	awk -v a="$2" -v b="$3" -v inverse="${1:0:2}" 'BEGIN {
		if (a < 0.001) a = 0.001
		if (b < 0.001) b = 0.001
		print (inverse == ">=" ? b / a : a / b)
	}'
}

# row TOOL WORK KIND GOAL RUNS OURS... -- PEER...: the median of the ratios of so many pairs; GOAL:
# <=N or >=N. If it is missed, which may be noise, three times as many pairs decide.
row() {
	local tool=$1 work_name=$2 kind=$3 goal=$4 runs=$5
	local -a ours peers
	split "${@:6}"
	: >"$work/ours"
	: >"$work/peers"
	: >"$work/ratios"
	seconds "$kind" "${ours[@]}" >/dev/null
	seconds "$kind" "${peers[@]}" >/dev/null
	measure "$kind" "$goal" "$runs"
	reaches "$(median <"$work/ratios")" "$goal" || measure "$kind" "$goal" $((2 * runs))
	report "$tool" "$work_name" "$(median <"$work/ours")" "$(median <"$work/peers")" \
		"$(median <"$work/ratios")" "$goal"
}

# counted TOOL WORK GOAL OURS... -- PEER...: millions of instructions
counted() {
	local tool=$1 work_name=$2 goal=$3 a b
	local -a ours peers
	split "${@:4}"
	a=$(instructions "${ours[@]}")
	b=$(instructions "${peers[@]}")
	report "$tool" "$work_name" "$a" "$b" "$(ratio "$goal" "$a" "$b")" "$goal"
}

reaches() { # RATIO GOAL
	awk -v r="$1" -v goal="$2" 'BEGIN {
		n = substr(goal, 3) + 0
		exit !(substr(goal, 1, 2) == "<=" ? r <= n : r >= n)
	}'
}

missed=0
report() { # TOOL WORK OURS PEER RATIO GOAL
	local mark=reached
	reaches "$5" "$6" || mark=MISSED
	[ $mark = reached ] || missed=$((missed + 1))
	printf '%-9s  %-40s %8s %8s %7.2f %7s  %s\n' "$1" "$2" "$3" "$4" "$5" "$6" $mark
}

verdict() {
	echo "bench: $missed missed"
	[ "$missed" -eq 0 ]
}

instructions() { # COMMAND...: in millions
	valgrind --log-file="$work/counted" --tool=callgrind --callgrind-out-file=/dev/null "$@" >/dev/null
	awk '/Collected/ { printf "%.2f\n", $NF / 1e6 }' "$work/counted"
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

large_domain() { # DISKS
	awk -v n="$1" '
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

document() { # TOOL small|medium|large
	case $1,$2 in
	snapconv,small) snapshot <$domain ;;
	snapconv,*) document domconv "$2" | snapshot ;;
	poolgen,small) pool 20 ;;
	poolgen,medium) pool 17000 ;;
	poolgen,large) pool 170000 ;;
	*,small) cat $domain ;;
	*,medium) large_domain 5000 ;;
	*,large) large_domain 50000 ;;
	esac
}

# What no noise changes, for one tool; each goal is the measured ratio and a few hundredths.
counts_of() { # TOOL STATIC DYNAMIC MANY LARGE: the goals
	local tool=$1 small=$work/$1.xml medium=$work/$1.medium i
	local -a command files
	document "$tool" small >"$small"
	document "$tool" medium >"$medium"
	for ((i = 0; i < 300; i++)); do files+=("$small"); done
	command_of "$tool" "$STATIC_BUILD"
	counted "$tool" 'one document, static: xmlwf, 10^6 instr' "<=$2" \
		"${command[@]}" "$small" -- xmlwf "$small"
	command_of "$tool"
	counted "$tool" 'one document: xmlwf, 10^6 instructions' "<=$3" \
		"${command[@]}" "$small" -- xmlwf "$small"
	counted "$tool" '300 documents: xmlwf, 10^6 instructions' "<=$4" \
		"${command[@]}" "${files[@]}" -- xmlwf "${files[@]}"
	counted "$tool" 'one of 900 KB: xmlwf, 10^6 instructions' "<=$5" \
		"${command[@]}" "$medium" -- xmlwf "$medium"
}

# A description of the new host: GUESTS with four disks and two interfaces each, and VOLUMES in 50 pools.
description() {
	awk -v guests="$1" -v volumes="$2" -v q="'" '
	function element(indent, text) { gsub("~", q, text); printf "%*s<%s>\n", indent, "", text }
	function address(slot) {
		element(6, sprintf("address type=~pci~ domain=~0x0000~ bus=~0x%02x~ slot=~0x00~ function=~0x0~/", slot))
	}
	function guest(i,   n) {
		element(0, "domain type=~kvm~")
		element(2, "name>guest" i "</name")
		element(2, sprintf("uuid>6ba7b810-9dad-41d1-80b4-%012d</uuid", i))
		element(2, "memory unit=~KiB~>4194304</memory")
		element(2, "vcpu placement=~static~>4</vcpu")
		element(2, "os")
		element(4, "type arch=~x86_64~ machine=~pc-q35-7.2~>hvm</type")
		element(2, "/os")
		element(2, "devices")
		for (n = 0; n < 4; n++) {
			element(4, "disk type=~file~ device=~disk~")
			element(6, "driver name=~qemu~ type=~qcow2~/")
			element(6, "source file=~/srv/p" i % 50 "/guest" i "-" n ".qcow2~/")
			element(6, "target dev=~vd" substr("abcd", n + 1, 1) "~ bus=~virtio~/")
			address(n + 4)
			element(4, "/disk")
		}
		for (n = 1; n < 15; n++) {
			element(4, "controller type=~pci~ index=~" n "~ model=~pcie-root-port~")
			element(6, "model name=~pcie-root-port~/")
			element(6, sprintf("target chassis=~%d~ port=~0x%x~/", n, 15 + n))
			address(n)
			element(4, "/controller")
		}
		for (n = 0; n < 2; n++) {
			element(4, "interface type=~network~")
			element(6, sprintf("mac address=~52:54:00:%02x:%02x:%02x~/", i / 256, i % 256, n))
			element(6, "source network=~default~/")
			address(n)
			element(4, "/interface")
		}
		element(4, "graphics type=~vnc~ port=~-1~ autoport=~yes~/")
		element(2, "/devices")
		element(0, "/domain")
	}
	function volume(i,   path) {
		path = "/srv/p" i % 50 "/volume" i ".qcow2"
		element(0, "volume type=~file~")
		element(2, "name>volume" i ".qcow2</name")
		element(2, "key>" path "</key")
		element(2, "capacity unit=~bytes~>21474836480</capacity")
		element(2, "allocation unit=~bytes~>1474836480</allocation")
		element(2, "target")
		element(4, "path>" path "</path")
		element(4, "format type=~qcow2~/")
		element(4, "permissions")
		element(6, "mode>0600</mode")
		element(6, "owner>64055</owner")
		element(6, "group>64055</group")
		element(4, "/permissions")
		element(4, "timestamps")
		element(6, "mtime>1700000000.000000000</mtime")
		element(4, "/timestamps")
		element(4, "compat>1.1</compat")
		element(2, "/target")
		element(0, "/volume")
	}
	BEGIN {
		for (i = 0; i < 50; i++) {
			element(0, "pool type=~dir~")
			element(2, "name>p" i "</name")
			element(2, "target")
			element(4, "path>/srv/p" i "</path")
			element(2, "/target")
			element(0, "/pool")
		}
		for (i = 0; i < guests; i++)
			guest(i)
		for (i = 0; i < volumes; i++)
			volume(i)
	}'
}

# What one emulator can do, as long as it is in Debian
abilities() { # MACHINE
	sed -n '/^<domainCapabilities>/,/^<.domainCapabilities>/p' fixtures/hosts/small.host |
		sed "s/pc-q35-7.2/$1/" | awk '{ print } /<model usable/ { for (i = 0; i < 75; i++)
			print "      <model usable=\047yes\047 vendor=\047Intel\047>model-" i "</model>" }'
}

# DESIGN's rows, for one tool.
rows_of() { # TOOL [STYLESHEET]
	local tool=$1 sheet=${2:-} small=$work/$1.xml large=$work/$1.large size most few lots
	local -a command files
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
	most=$(peak "${command[@]}" "$large")
	report "$tool" 'peak KiB of 9 MB, less 2 MiB: size' "$most" "$size" \
		"$(awk -v a="$most" -v b="$size" 'BEGIN { print (a - 2048) / b }')" '<=3'
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
counts_of domconv 1.2 1.75 1.5 2.4
counts_of bridgemap 0.95 1.55 1.1 1.35
counts_of snapconv 1.2 1.75 1.5 2.4
counts_of poolgen 1.15 1.75 1.65 2.1
if [ -n "${COUNT:-}" ]; then
	verdict
	exit
fi
for tool in domconv bridgemap snapconv poolgen; do
	so_many $tool
	case $tool in
	domconv) rows_of domconv tests/bench/rows.xslt ;;
	bridgemap) rows_of bridgemap stylesheets/bridgemap.xslt ;;
	*) rows_of $tool ;;
	esac
	[ $tool = domconv ] || rm -r "$work/$tool.files"
done

# the new host: its description read is at most twice parsed, and that of a small one hardly counts
description 500 5000 >"$work/fleet.host"
{ echo '<all>' && cat "$work/fleet.host" && echo '</all>'; } >"$work/fleet.xml"
counted domconv '--target of 500 guests: xmlwf, 10^6 instr' '<=2' \
	"$BUILD/domconv" -q --target="$work/fleet.host" $domain -- xmlwf "$work/fleet.xml"
{ sed '/^<domainCap/,$d' fixtures/hosts/small.host && abilities pc-q35-7.2 && abilities pc-i440fx-7.2; } >"$work/small.host"
row domconv '--target of 30 KB: without, cpu' cpu '<=1.6' 9 \
	many 200 "$BUILD/domconv" -q --target="$work/small.host" $domain -- \
	many 200 "$BUILD/domconv" -q $domain

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
verdict
