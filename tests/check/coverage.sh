#!/bin/sh
# make coverage: how much of tools/*.c make check and the failing calls of make torture run.  BUILD:
# directory of programs that count.  ROWS=write: the table of branches that are not run is written anew.
#
# Lines are those with code.  Branches are the two ways of each condition, of each operand of && and
# ||, and of each ?: and loop, and the cases of a switch, as gcc compiles them without optimization;
# C throws nothing.  What is compiled twice, as the mains that unit tests call, counts once.
#
# Not compiled, so not counted: the filter of cli/sandbox.c, under which no counts could be written.
# tests/check/hook.bats tries it call by call.  Lost: the counts of processes that SIGKILL or SIGPIPE ends.
set -eu
cd "$(dirname "$0")/../.."
: "${BUILD:?}"

# Some tests run as another user, who has to be able to add to the counts.
find "$BUILD" -name '*.gcno' | while read -r notes; do
	: >"${notes%.gcno}.gcda"
	chmod 666 "${notes%.gcno}.gcda"
done
mkdir -p "$BUILD/coverage"
status=0 # of what fails, what is counted is looked at all the same
SAN=coverage sh tests/check/run.sh || status=$?
FAULTS=1 bash tests/torture/run.sh || status=$?
gcovr --root . --object-directory "$BUILD" --filter tools/ --exclude-throw-branches \
	--exclude-unreachable-branches --json "$BUILD/coverage/counts.json" \
	--csv "$BUILD/coverage/files.csv" --html-details "$BUILD/coverage/index.html" || status=$?
python3 tests/check/branches.py "$BUILD/coverage/counts.json" tests/check/branches.tsv ${ROWS:+"$ROWS"} || status=$?

# FILE LINES COVERED PERCENT BRANCHES COVERED PERCENT FUNCTIONS COVERED PERCENT
awk -F, 'NR > 1 && ($2 > $3 || $5 > $6) { print ($2 - $3) + ($5 - $6), $2 - $3, $5 - $6, $1 }' \
	"$BUILD/coverage/files.csv" | sort -k1,1nr -k4,4 |
	awk 'BEGIN { print "missing: lines branches" } { printf "%14d %8d %s\n", $2, $3, $4 }'
awk -F, 'NR > 1 { l += $2; lc += $3; b += $5; bc += $6 }
	END {
		printf "coverage: lines %.1f %% (%d of %d), ", 100 * lc / l, lc, l
		printf "branches %.1f %% (%d of %d)\n", 100 * bc / b, bc, b
	}' "$BUILD/coverage/files.csv"
exit $status
