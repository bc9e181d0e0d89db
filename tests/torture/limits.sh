#!/bin/bash
# limits.sh [ROW]...: inputs of every shape (tests/torture/shapes.pl) cost time and memory in
# proportion to their size, and none costs more than MOST times a plain document of its size, or of
# the size of what is written because of it: a report tells of each change.  What is written is in
# proportion, too: a document becomes at most OUT times as large, the messages about one document
# are bounded, and a report and a plan are at most TOLD times the document.
# BUILD: directory of the programs.  The last line tells what came out; status 1 if a figure is too
# high.
#
# A row is a shape and a way to run its tool, with a blank between.  No way: as people do.  told:
# with all messages, a report and a plan.  checked: --check of a domain that is no Xen domain.  Of
# these two only instructions are counted.  piped: from a pipe that gives PIECE bytes to each read.
#
# The exponent of time is that of the instructions, which are the same on a busy machine.  CPU time
# is the least of several runs, and measured again when it looks too high; its own exponent is
# higher where tables outgrow the processor's caches, so only what comes near a square is wrong.
set -euo pipefail
cd "$(dirname "$0")/../.."
: "${BUILD:?}"
case $BUILD in /*) ;; *) BUILD=$PWD/$BUILD ;; esac
EXPONENT=1.1 CPU_EXPONENT=1.5 MOST=10
OUT=4 TOLD=64
SAID=262144 # bytes of messages about one document: at most 21 lines of a rule
PIECE=500
FEW=2     # times the input: so much memory is in proportion, whatever the steps in which it grows
STEP=256 # KiB by which the kernel may count too little, as it gathers pages on each processor first
top=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir out

# options OPTION FORMAT COUNT: that many options, with a number in each
options() {
	local i
	for ((i = 0; i < $3; i++)); do
		# shellcheck disable=SC2059  # the format is the caller's
		command+=("$1=$(printf "$2" "$i")")
	done
}

# use SHAPE WAY: sets command, what is measured; INPUT in it is the file (files: all of them); and
# judged, whether it is one document, to be compared with a plain one; and filters, whether what
# it writes is a document that was read
use() {
	judged=1 filters=1 type=xen piece='' input=INPUT
	small=(50000 200000)   # bytes, for instructions
	large=(500000 2000000) # for CPU time and memory; none: instructions only
	case $2 in
	told) command=("$BUILD/domconv" -v --force --direct-kernel=keep --report=report --plan=plan -o document INPUT) large=() && return ;;
	checked) command=("$BUILD/domconv" -v --check INPUT) type=kvm large=() && return ;;
	piped) piece=:$PIECE input=- ;;
	esac
	case $1 in
	one-bridged) judged=0 command=("$BUILD/domconv" -q INPUT) ;; # always of one size
	files) command=("$BUILD/domconv" -q --check INPUT) judged=0 ;;
	files-dir | named-alike) command=("$BUILD/domconv" -q -d out INPUT) judged=0 ;;
	order-*) command=("$BUILD/snapconv" -q --order INPUT) judged=0 ;;
	script-*) command=("$BUILD/snapconv" -q --script=guest -d out INPUT) judged=0 ;;
	documents | far-disks) command=("$BUILD/domconv" -q --force "$input") judged=0 ;;
	*-stream) command=("$BUILD/domconv" --force INPUT) ;;
	commandline-args) command=("$BUILD/domconv" -q --keep-qemu-args INPUT) ;;
	words-*) command=("$BUILD/domconv" -q --force --direct-kernel=keep INPUT) ;;
	tiny-*) command=("$BUILD/domconv" -q --force --default-bridge=br0 INPUT) ;;
	given-paths) command=("$BUILD/domconv" -q INPUT) && options --map-path '/x/%d=/y' 2000 ;;
	given-formats) command=("$BUILD/domconv" -q INPUT) && options --disk-format '/x/%d=raw' 2000 ;;
	given-portals) command=("$BUILD/poolgen" -q --from-discovery INPUT) filters=0 judged=0 && options --portal '10.1.0.%d' 2000 ;;
	given-hosts) command=("$BUILD/poolgen" -q --force INPUT) && options --source-host 'mon%d' 2000 ;;
	snapshots*) command=("$BUILD/snapconv" --force INPUT) ;;
	checked-*) command=("$BUILD/domconv" --check -v --force --report=report INPUT) ;;
	planned-*) command=("$BUILD/domconv" --plan=plan --force INPUT) ;;
	discovery-*) command=("$BUILD/poolgen" --from-discovery INPUT) judged=0 filters=0 ;;
	commands-*) command=("$BUILD/poolgen" -v --from-discovery --commands INPUT) judged=0 filters=0 ;;
	config-*) command=("$BUILD/xlconv" -v INPUT) judged=0 filters=0 ;;
	pool-*) command=("$BUILD/poolgen" -q --force --source-host=new:3260 --target=/t --mount-option=ro INPUT) ;;
	ldif-*) command=("$BUILD/bridgemap" --ldif -b eth0:br0 -b br7 INPUT) ;;
	listed-*) command=("$BUILD/bridgemap" --ldif -v -b br7 --allow=br0 INPUT) ;;
	maps-*) command=("$BUILD/bridgemap" -q -f INPUT bridged.xml) judged=0 ;;
	hook-*) command=("$BUILD/bridgemap" --hook --no-sandbox -f maps -- guest restore begin -) ;;
	mapped-*) command=("$BUILD/bridgemap" -v -f maps --force INPUT) ;;
	half-done) command=("$BUILD/domconv" --check INPUT) ;;
	*) command=("$BUILD/domconv" -q --force "$input") ;;
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
	shape "$1" "$2" "$type" >input
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
	local runs=$1
	shift
	"$BUILD/torture/measure" "$runs$piece" "$@" <input
}

# instructions COMMAND...: how many it executes
instructions() {
	local status=0
	rm -f counted
	measure 1 "$(command -v valgrind)" --log-file=counted --tool=callgrind --callgrind-out-file=/dev/null "$@" >/dev/null ||
		status=$?
	[ "$status" -eq 0 ] || return "$status"
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

# broken ROW BYTES STATUS: it did not come to an end by itself
broken() {
	case $3 in
	3) hangs=$((hangs + 1)) what="does not end" ;;
	*) crashes=$((crashes + 1)) what="crashes" ;;
	esac
	echo "$1 of $2 bytes: ${command[0]##*/} $what"
	bad=1
}

# count FILE...: the bytes of all that are there
count() {
	{ cat "$@" 2>/dev/null || true; } | wc -c
}

# run_once: sets got, said and told, the bytes of the documents, messages, and report and plan
run_once() {
	rm -rf report plan document out && mkdir out
	"${words[@]}" <input >stdout 2>stderr || true
	got=$(count stdout document out/*) said=$(count stderr) told=$(count report plan)
}

# run_all ROW SHAPE: sets seconds, kib and executed, each a list by size
run_all() {
	local size figures status
	seconds=() kib=() executed=() sizes=()
	for size in "${small[@]}"; do
		make_input "$2" "$size"
		sizes+=("$(count input files/*)")
		figures=$(instructions "${words[@]}") || { status=$? && broken "$1" "$size" "$status" && return 1; }
		executed+=("$figures")
	done
	for size in "${large[@]}"; do
		make_input "$2" "$size"
		figures=$(measure 3 "${words[@]}") || { status=$? && broken "$1" "$size" "$status" && return 1; }
		seconds+=("${figures% *}") kib+=("${figures#* }")
	done
	inputs=$((inputs + ${#small[@]} + ${#large[@]}))
	run_once
	read=$(count input files/*)
}

# set_base SHAPE: what the command costs with the least input of the shape: base_count, base_kib; and
# the bytes of that, base_bytes
set_base() {
	make_input "$1" 100
	base_bytes=$(count input files/*)
	base_count=$(instructions "${words[@]}")
	base_kib=$(measure 3 "${words[@]}" | cut -d ' ' -f 2)
}

# take_bytes: leaves in base_count what the command costs before it sees its input: the least input of
# some shapes is large, such as a tag with a thousand attributes
take_bytes() {
	base_count=$(awk -v base="$base_count" -v bytes="$base_bytes" -v a="${executed[0]}" -v n="${sizes[0]}" \
		'BEGIN { printf "%d", n > bytes && a > base ? base - bytes * (a - base) / (n - bytes) : base }')
}

# run_parser SHAPE: sets parser, what expat alone needs for each size: it is more than MOST times a
# plain document, and grows as fast, where all names differ
run_parser() {
	local size
	parser=()
	for size in "${large[@]}"; do
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
		for size in "${large[@]}"; do
			make_input "$1" "$size"
			again+=("$(measure 5 "${words[@]}" | cut -d ' ' -f 1)")
		done
		read -r -a seconds < <(least "${seconds[*]}" "${again[*]}")
	done
	run_parser "$1"
	note="  (parser: $(divide "${parser[1]}" "$allowed") $(slope 0 "${parser[@]}"))"
	! higher "${seconds[1]}" "$(awk -v s="${parser[1]}" 'BEGIN { print 2 * s }')"
}

# output_is_good: sets out, the document's growth, and words, its messages'; judges them and told
output_is_good() {
	out=$(divide "$got" "$read")
	grown=$(divide "$told" "$read")
	[ "$filters" = 0 ] || ! higher "$out" $OUT || return 1
	[ "$judged" = 0 ] || [ "$said" -le $SAID ] || return 1
	! higher "$grown" $TOLD
}

# allowed PLAIN: what a plain document costs that has as many bytes read and written
allowed() {
	awk -v plain="$1" -v read="$read" -v written=$((got + said + told)) 'BEGIN {
		printf "%.6f", plain * (read + (written > read ? written : read))
	}'
}

# judge_time SHAPE: sets time, ratio, memory and kib; adds to note
judge_time() {
	if [ ${#large[@]} -gt 0 ]; then
		allowed=$(allowed "$plain")
		time_is_good "$1" || note="$note  too high"
		memory=$(slope "$base_kib" $((kib[0] + STEP)) $((kib[1] + STEP)))
		return
	fi
	seconds=(- -) kib=(- -) time=- memory=0
	ratio=$(divide $((executed[1] - base_count)) "$(allowed "$plain_count")")
	! higher "$ratio" $MOST || note="$note  too high"
}

try_row() {
	local shape=${1% *} way='' exponent memory note='' time ratio allowed figure out grown read
	[ "$shape" = "$1" ] || way=${1##* }
	use "$shape" "$way"
	set_base "$shape"
	run_all "$1" "$shape" || return 0
	take_bytes
	if [ "$plain" = 0 ]; then # for a byte read or written
		plain=$(awk -v s="${seconds[1]}" -v n=$((read + got)) 'BEGIN { print s / n }')
		plain_count=$(awk -v s=$((executed[1] - base_count)) -v n=$((2 * small[1])) 'BEGIN { print s / n }')
	fi
	judge_time "$shape"
	output_is_good || note="$note  writes too much"
	exponent=$(slope "$base_count" "${executed[@]}")
	[ ${#large[@]} -eq 0 ] || [ "${kib[1]}" -gt $((base_kib + FEW * large[1] / 1024)) ] || memory=0
	! higher "$exponent" $EXPONENT && ! higher "$memory" $EXPONENT || note="$note  too high"
	for figure in "$exponent" "$memory"; do
		! higher "$figure" "$worst" || worst=$figure
	done
	if [ "$judged" = 1 ]; then
		! higher "$ratio" "$worst_ratio" || worst_ratio=$ratio
	else
		ratio="($ratio)"
	fi
	[ "$filters" = 0 ] || ! higher "$out" "$worst_out" || worst_out=$out
	printf '%-26s %8s %8s %8s %8s %8s %8s %6s %7s %7s%s\n' "$1" "${seconds[1]}" "$ratio" "$time" "$exponent" \
		"${kib[1]}" "$memory" "$out" "$said" "$grown" "$note"
	case $note in *high | *much) bad=1 ;; esac
}

# What documents of a fixed size, and maps, are for.
type=xen
shape one-bridged 1000 >bridged.xml
shape maps-bridges 20000 >maps
[ $# -gt 0 ] || mapfile -t rows < <(shape --rows)
[ $# -eq 0 ] || rows=("$@")
inputs=0 bad=0 worst=0 worst_ratio=0 worst_out=0 crashes=0 hangs=0 plain=0 plain_count=0
printf '%-26s %8s %8s %8s %8s %8s %8s %6s %7s %7s\n' 'shape, way' seconds ratio exponent instr. KiB memory out said told
for row in plain "${rows[@]}"; do
	[ "$row" = plain ] && [ "$plain" != 0 ] || try_row "$row"
done
echo "limits: $inputs inputs tried, worst exponent $worst, worst ratio $worst_ratio, at most $worst_out times the input written;" \
	"$crashes crashes, $hangs hangs"
exit "$bad"
