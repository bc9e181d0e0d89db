#!/bin/sh
# rows.sh scopes | levels [RULE...]: what rows of the rules' tables say, and what the rules do.  BUILD:
# directory of the programs.
#
#   scopes  what each rule does in its fixture made a domain of type kvm, and in what documents it
#           applies as the row says, unless it is left alone there, and applies in those of type xen only
#   levels  the rules whose messages are not of their levels; fails if there are any
set -eu
cd "$(dirname "$0")/../.."
fixtures=$PWD/fixtures
: "${BUILD:?}"
PATH=$BUILD:$PATH

# says RULE OPTION...: domconv has a message of the rule
says() {
	rule=$1
	shift
	domconv "$@" 2>&1 >/dev/null | grep -q "\[$rule\]\$"
}

# does RULE: what becomes of its fixture as a domain of type kvm
does() {
	options=
	cd "$fixtures/domconv/$1"
	[ ! -f fires.opts ] || read -r options <fires.opts || :
	sed "s/<domain type=[\"']xen[\"']/<domain type='kvm'/" fires.xml >"$work/kvm.xml"
	sed 's|</domain>|<bootloader>pygrub</bootloader></domain>|' "$work/kvm.xml" >"$work/leftover.xml"
	# shellcheck disable=SC2086  # options are separated by blanks
	if says "$1" -v $options --only="$1" "$work/kvm.xml"; then
		echo 'is converted'
	elif says "$1" --check $options --only="$1" "$work/kvm.xml"; then
		echo 'is found by --check'
	elif says "$1" --check $options --only="$1,bootloader" "$work/leftover.xml"; then
		echo 'is found by --check beside another leftover'
	else
		echo 'is left alone'
	fi
}

# severities TOOL RULE: of its messages in all of its fixtures
severities() {
	cat "$fixtures/$1/$2"/*.err | sed -nE "s/^.*: (error|warning|note): .*\[$2\]\$/\1/p" | sort -u | tr '\n' ' '
}

# A level has a severity that each of its rules shows, and some that none of them does.
level() { # TOOL RULE
	level=$("$1" --list-rules | sed -n "s/^$2	[a-z]*	\([a-z]*\).*/\1/p")
	case $level in
	refuse) wanted=error never=none ;;
	drop) wanted=warning never=error ;;
	warning) wanted=warning never=none ;; # an error with --strict
	*) wanted=note never='error|warning' ;;
	esac
	shown=$(severities "$1" "$2")
	if ! echo "$shown" | grep -qw "$wanted" || echo "$shown" | grep -Eqw "$never"; then
		echo "$1: $2 is of the level $level and shows: $shown"
	fi
}

# rules FOLDERS RULE...: TOOL/RULE of these, or of all that have fixtures there
rules() {
	folders=$1
	shift
	cd "$fixtures"
	for rule in "${@:-*}"; do
		for dir in $folders/$rule; do
			[ ! -d "$dir" ] || [ "${dir##*/}" = whole ] || [ ! -x "$BUILD/${dir%%/*}" ] || echo "$dir"
		done
	done
	cd - >/dev/null
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
what=$1
shift
case $what in
scopes)
	for dir in $(rules domconv "$@"); do
		printf '%s\t%s\t%s\n' "${dir#*/}" "$(does "${dir#*/}")" \
			"$(domconv --explain="${dir#*/}" | sed -n 's/^  applies: //p')"
	done | grep -v '	is left alone	in domains of type xen$' | LC_ALL=C sort
	;;
levels)
	for dir in $(rules '*' "$@"); do
		level "${dir%/*}" "${dir#*/}"
	done >"$work/wrong"
	cat "$work/wrong"
	[ ! -s "$work/wrong" ]
	;;
esac
