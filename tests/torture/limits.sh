#!/bin/bash
# limits.sh [SHAPE]...: inputs of every shape (tests/torture/shapes.pl) cost time and memory in
# proportion to their size, and none costs more than MOST times a plain document of its size, or of
# the size of what is written because of it: a report tells of each change.
# BUILD: directory of the programs.  The last line tells what came out; status 1 if a figure is too
# high.
#
# The exponent of time is that of the instructions, which are the same on a busy machine.  CPU time
# is the least of several runs, and measured again when it looks too high; its own exponent is
# higher where tables outgrow the processor's caches, so only what comes near a square is wrong.
set -euo pipefail
cd "$(dirname "$0")/../.."
: "${BUILD:?}"
case $BUILD in /*) ;; *) BUILD=$PWD/$BUILD ;; esac
EXPONENT=1.1 CPU_EXPONENT=1.5 MOST=10
STEP=256 # KiB by which the kernel may count too little, as it gathers pages on each processor first
SMALL=(50000 200000)    # bytes, for instructions
LARGE=(1000000 4000000) # for CPU time and memory
top=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir out

# use SHAPE: sets command, what is measured; INPUT in it is the file (files: all of them), and
# judged, whether it is one document, to be compared with a plain one
use() {
	judged=1
	case $1 in
	files) command=("$BUILD/domconv" -q --check INPUT) judged=0 ;;
	files-dir) command=("$BUILD/domconv" -q -d out INPUT) judged=0 ;;
	order-*) command=("$BUILD/snapconv" -q --order INPUT) judged=0 ;;
	script-*) command=("$BUILD/snapconv" -q --script=guest -d out INPUT) judged=0 ;;
	documents | far-disks) command=("$BUILD/domconv" -q --force INPUT) judged=0 ;;
	snapshots*) command=("$BUILD/snapconv" -q INPUT) ;;
	checked-*) command=("$BUILD/domconv" --check -v --force --report=report INPUT) ;;
	planned-*) command=("$BUILD/domconv" --plan --force INPUT) ;;
	discovery-*) command=("$BUILD/poolgen" --from-discovery INPUT) judged=0 ;;
	commands-*) command=("$BUILD/poolgen" -v --from-discovery --commands INPUT) judged=0 ;;
	config-*) command=("$BUILD/xlconv" -v INPUT) judged=0 ;;
	pool-*) command=("$BUILD/poolgen" -q --force --source-host=new:3260 --target=/t INPUT) ;;
	ldif-*) command=("$BUILD/bridgemap" --ldif -b eth0:br0 -b br7 INPUT) ;;
	maps-*) command=("$BUILD/bridgemap" -q -f INPUT bridged.xml) judged=0 ;;
	hook-*) command=("$BUILD/bridgemap" --hook --no-sandbox -f maps -- guest restore begin -) ;;
	mapped-*) command=("$BUILD/bridgemap" -f maps --force INPUT) ;;
	half-done) command=("$BUILD/domconv" --check INPUT) ;;
	*) command=("$BUILD/domconv" -q --force INPUT) ;;
	esac
}

shape() {
	perl "$top/tests/torture/shapes.pl" "$@"
}

# make_input SHAPE BYTES: sets words, the command with its input
make_input() {
	local word
	words=()
	rm -rf files
	shape "$1" "$2" >input
	for word in "${command[@]}"; do
		if [ "$word" != INPUT ]; then
			words+=("$word")
		elif [ -d files ]; then
			words+=(files/*)
		else
			words+=(input)
		fi
	done
}

# measure RUNS COMMAND...: CPU seconds and KiB
measure() {
	"$BUILD/torture/measure" "$@" <input
}

# instructions COMMAND...: how many it executes
instructions() {
	local status=0
	timeout 120 valgrind --log-file=counted --tool=callgrind --callgrind-out-file=/dev/null "$@" <input >/dev/null 2>&1 ||
		status=$?
	[ "$status" -ne 124 ] || return 3
	[ "$status" -le 3 ] || return 2
	sed -n 's/.*Collected : //p' counted
}

# least A B: the lesser of two pairs of figures, each by itself
least() {
	awk -v a="$1" -v b="$2" 'BEGIN {
		split(a, x, " "); split(b, y, " ")
		print (x[1] < y[1] ? x[1] : y[1]), (x[2] < y[2] ? x[2] : y[2])
	}'
}

# slope BASE A B: the exponent of what is above BASE, of two sizes of which one is four times the other
slope() {
	awk -v base="$1" -v a="$2" -v b="$3" 'BEGIN {
		a = a > base ? a - base : 0; b = b > base ? b - base : 0
		printf "%.2f", (a > 0 && b > 0 ? log(b / a) / log(4) : 0)
	}'
}

higher() {
	awk -v a="$1" -v b="$2" 'BEGIN { exit !(a > b) }'
}

divide() {
	awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'
}

# broken SHAPE BYTES STATUS: it did not come to an end by itself
broken() {
	case $3 in
	3) hangs=$((hangs + 1)) what="does not end" ;;
	*) crashes=$((crashes + 1)) what="crashes" ;;
	esac
	echo "$1 of $2 bytes: ${command[0]##*/} $what"
	bad=1
}

# run_all SHAPE: sets seconds, kib and count, each a list by size
run_all() {
	local size figures status
	seconds=() kib=() count=()
	for size in "${SMALL[@]}"; do
		make_input "$1" "$size"
		figures=$(instructions "${words[@]}") || { status=$? && broken "$1" "$size" "$status" && return 1; }
		count+=("$figures")
	done
	for size in "${LARGE[@]}"; do
		make_input "$1" "$size"
		figures=$(measure 3 "${words[@]}") || { status=$? && broken "$1" "$size" "$status" && return 1; }
		seconds+=("${figures% *}") kib+=("${figures#* }")
	done
	inputs=$((inputs + 4))
	: >report
	written=$({ "${words[@]}" 2>&1 <input; cat report out/* 2>/dev/null || true; } | wc -c)
}

# set_base SHAPE: what the command costs before it sees its input: base_count, base_kib
set_base() {
	if [ -z "${bases[${command[*]}]:-}" ]; then
		make_input "$1" 100
		bases[${command[*]}]="$(instructions "${words[@]}") $(measure 3 "${words[@]}" | cut -d ' ' -f 2)"
	fi
	read -r base_count base_kib <<<"${bases[${command[*]}]}"
}

# run_parser SHAPE: sets parser, what expat alone needs for each size: it is more than MOST times a
# plain document, and grows as fast, where all names differ
run_parser() {
	local size
	parser=()
	for size in "${LARGE[@]}"; do
		make_input "$1" "$size"
		parser+=("$("$BUILD/torture/measure" 3 "$(command -v xmlwf)" input | cut -d ' ' -f 1)")
	done
}

# time_is_good SHAPE: sets time and ratio; measures again, and the parser, before it says no
time_is_good() {
	local again i size
	for i in 1 2 3; do
		time=$(slope 0 "${seconds[@]}")
		ratio=$(divide "${seconds[1]}" "$allowed")
		if ! higher "$time" $CPU_EXPONENT && { [ "$judged" = 0 ] || ! higher "$ratio" $MOST; }; then
			return 0
		fi
		[ "$i" -lt 3 ] || break
		again=()
		for size in "${LARGE[@]}"; do
			make_input "$1" "$size"
			again+=("$(measure 5 "${words[@]}" | cut -d ' ' -f 1)")
		done
		read -r -a seconds < <(least "${seconds[*]}" "${again[*]}")
	done
	run_parser "$1"
	note="  (parser: $(divide "${parser[1]}" "$allowed") $(slope 0 "${parser[@]}"))"
	! higher "${seconds[1]}" "$(awk -v s="${parser[1]}" 'BEGIN { print 2 * s }')"
}

try_shape() {
	local exponent memory note='' time ratio allowed figure
	use "$1"
	set_base "$1"
	run_all "$1" || return 0
	[ "$plain" != 0 ] || plain=${seconds[1]}
	allowed=$(awk -v plain="$plain" -v size=$((LARGE[1] + written)) -v plain_size=$((2 * LARGE[1])) 'BEGIN {
		printf "%.4f", (size > plain_size ? plain * size / plain_size : plain)
	}')
	time_is_good "$1" || note="$note  too high"
	exponent=$(slope "$base_count" "${count[@]}")
	memory=$(slope "$base_kib" $((kib[0] + STEP)) $((kib[1] + STEP)))
	! higher "$exponent" $EXPONENT && ! higher "$memory" $EXPONENT || note="$note  too high"
	[ "$judged" = 1 ] || ratio="($ratio)"
	printf '%-24s %8s %8s %8s %8s %8s %8s%s\n' "$1" "${seconds[1]}" "$ratio" "$time" "$exponent" \
		"${kib[1]}" "$memory" "$note"
	case $note in *high) bad=1 ;; esac
	for figure in "$exponent" "$memory"; do
		! higher "$figure" "$worst" || worst=$figure
	done
}

# What documents of a fixed size, and maps, are for.
shape one-bridged 1000 >bridged.xml
shape maps-bridges 20000 >maps
[ $# -gt 0 ] || mapfile -t shapes < <(shape --list)
[ $# -eq 0 ] || shapes=("$@")
inputs=0 bad=0 worst=0 crashes=0 hangs=0 plain=0
declare -A bases
printf '%-24s %8s %8s %8s %8s %8s %8s\n' 'shape of 4 MB' seconds ratio exponent instr. KiB memory
for shape in plain "${shapes[@]}"; do
	[ "$shape" = plain ] && [ "$plain" != 0 ] || try_shape "$shape"
done
echo "limits: $inputs inputs tried, worst exponent $worst; $crashes crashes, $hangs hangs"
exit "$bad"
