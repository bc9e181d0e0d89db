#!/bin/bash
# limits.sh [SHAPE]...: inputs of every shape (tests/torture/shapes.pl) cost time and memory in
# proportion to their size, and none costs more than MOST times a plain document of its size.
# BUILD: directory of the programs.  The last line has the worst exponent of all; status 1 if one
# of the figures is too high.
set -euo pipefail
cd "$(dirname "$0")/../.."
: "${BUILD:?}"
EXPONENT=1.1 MOST=10
SIZES=(500000 1000000 2000000 4000000)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# run SHAPE: what is measured, its input last
run() {
	case $1 in
	snapshots) command=("$BUILD/snapconv" -q) ;;
	half-done) command=("$BUILD/domconv" --check) ;;
	bridges) command=("$BUILD/bridgemap" -q -b xenbr0:br0 --network lan) ;;
	*) command=("$BUILD/domconv" -q --force) ;;
	esac
}

# slope COLUMN FILE: the exponent of a power of the first column, least squares of the logarithms
slope() {
	awk -v column="$1" '{
		x = log($1); y = log($column > 0 ? $column : 0.0001)
		n++; sx += x; sy += y; sxx += x * x; sxy += x * y
	} END { printf "%.2f", (n * sxy - sx * sy) / (n * sxx - sx * sx) }' "$2"
}

[ $# -gt 0 ] || mapfile -t shapes < <(perl tests/torture/shapes.pl --list)
[ $# -eq 0 ] || shapes=(plain "$@")
printf '%-22s %9s %9s %9s %9s %9s\n' shape seconds ratio exponent KiB memory
inputs=0 bad=0 worst=0 plain=
# A process has some memory before it sees its input.
base=$(perl tests/torture/shapes.pl plain 100 >"$work/in.xml" &&
	"$BUILD/torture/measure" 3 "$BUILD/domconv" -q "$work/in.xml" | cut -d ' ' -f 2)
for shape in plain "${shapes[@]}"; do
	[ "$shape" != plain ] || [ -z "$plain" ] || continue
	: >"$work/figures"
	run "$shape"
	for size in "${SIZES[@]}"; do
		perl tests/torture/shapes.pl "$shape" "$size" >"$work/in.xml"
		figures=$("$BUILD/torture/measure" 3 "${command[@]}" "$work/in.xml") || {
			echo "$shape of $size bytes: it crashes or does not end"
			bad=1
			break
		}
		echo "$size $figures" >>"$work/figures"
		inputs=$((inputs + 1))
	done
	[ "$(wc -l <"$work/figures")" -eq ${#SIZES[@]} ] || continue
	read -r _ seconds kib < <(tail -n 1 "$work/figures")
	[ -n "$plain" ] || plain=$seconds
	exponent=$(slope 2 "$work/figures")
	awk -v base="$base" '{ $3 = $3 > base ? $3 - base : 1; print }' "$work/figures" >"$work/less"
	memory=$(slope 3 "$work/less")
	awk -v shape="$shape" -v s="$seconds" -v plain="$plain" -v e="$exponent" -v k="$kib" \
		-v m="$memory" -v limit=$EXPONENT -v most=$MOST 'BEGIN {
		high = e >= limit || s / plain > most || m >= limit
		printf "%-22s %9.3f %9.2f %9.2f %9d %9.2f%s\n", shape, s, s / plain, e, k, m, high ? "  too high" : ""
		exit high
	}' || bad=1
	worst=$(awk -v a="$worst" -v b="$exponent" 'BEGIN { print (a > b ? a : b) }')
done
echo "limits: $inputs inputs tried, worst exponent $worst"
exit "$bad"
