#!/bin/sh
# fixtures.sh golden | compare | whole DIR | reports DIR: runs the fixtures.  BUILD: directory of
# the programs.
#
# fixtures/TOOL/RULE/CASE.xml (xlconv: CASE.cfg) runs with this rule alone (--only=RULE), or with the
# rules that CASE.only lists; fixtures/TOOL/whole/CASE.xml runs with all rules.  CASE.opts has more
# options.
# CASE.out is the expected output; without it, the output is the input.  CASE.err has the expected
# diagnostics (-v) and, in its last line, the exit status; without it, there are none, and it is 0.
# fixtures/plan/CASE.txt is what domconv --plan prints for CASE.xml.
#
#   golden     writes the expected files and shows what that changes, for a person to read
#   compare    shows what differs from the expected files, and fails if anything does
#   whole DIR  (absolute) converts every fixture with all rules into DIR/TOOL/RULE/CASE.out and .err
#   reports DIR  the same, with CASE.report, about absolute names
set -eu
cd "$(dirname "$0")/../.."
top=$PWD
: "${BUILD:?}"

# first_line FILE: into $line, empty if there is no file
first_line() {
	line=
	[ ! -f "$1" ] || read -r line <"$1" || :
}

# run_fixtures DIR [whole|reports]: their outputs and diagnostics into DIR/TOOL/RULE
run_fixtures() {
	for in in fixtures/*/*/*.xml fixtures/xlconv/*/*.cfg; do
		dir=${in%/*} input=${in##*/} case=${input%.*}
		rule=${dir##*/} tool=${dir#fixtures/} tool=${tool%/*}
		got=$1/$tool/$rule
		[ -d "$got" ] || mkdir -p "$got"
		cd "$dir"
		first_line "$case.only"
		how=--only=${line:-$rule} file=$input
		case ${2:-$rule} in
		whole) how= ;;
		reports) how="-r $got/$case.report" file=$PWD/$input ;;
		esac
		first_line "$case.opts"
		status=0
		# shellcheck disable=SC2086  # options are separated by blanks
		"$BUILD/$tool" -v $how $line "$file" >"$got/$case.out" 2>"$got/$case.err" || status=$?
		[ -n "${2:-}" ] || leave_out "$got/$case"
		[ ! -f "$got/$case.err" ] || echo "exit $status" >>"$got/$case.err"
		cd "$top"
	done
}

# leave_out CASE: what needs no expected file
leave_out() {
	[ "$status" -ne 0 ] || [ -s "$1.err" ] || rm "$1.err"
	[ ! -s "$1.out" ] || ! cmp -s "$1.out" "$input" || rm "$1.out"
}

run_plans() { # DIR
	mkdir -p "$1/plan"
	cd fixtures/plan
	for in in *.xml; do
		first_line "${in%.xml}.opts"
		# shellcheck disable=SC2086  # options are separated by blanks
		"$BUILD/domconv" -q --plan $line "$in" >"$1/plan/${in%.xml}.txt" || :
	done
	cd "$top"
}

# expected DIR: what the expected files have to be
expected() {
	mkdir "$1"
	run_fixtures "$1"
	run_plans "$1" 2>/dev/null
}

# show: differences of the fixtures to what is committed, new files too; the index stays as it is
show() {
	cp "$(git rev-parse --git-path index)" "$work/index"
	export GIT_INDEX_FILE="$work/index"
	git add -N fixtures
	git --no-pager diff --stat -- fixtures
	git --no-pager diff -- fixtures
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
case $1 in
whole | reports)
	run_fixtures "$2" "$1"
	;;
compare)
	expected "$work/fixtures"
	same=yes
	for dir in "$work"/fixtures/*; do
		diff -ru -x '*.xml' -x '*.cfg' -x '*.opts' -x '*.only' -x '*.once' "fixtures/${dir##*/}" "$dir" || same=
	done
	[ -n "$same" ]
	;;
golden)
	expected "$work/fixtures"
	for dir in "$work"/fixtures/*; do
		find "fixtures/${dir##*/}" \( -name '*.out' -o -name '*.err' -o -name '*.txt' \) -exec rm {} +
	done
	cp -R "$work/fixtures" .
	show
	;;
esac
