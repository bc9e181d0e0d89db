#!/bin/bash
# lint.sh BUILD: what compilers and checkers have to say, and the rules of the house.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit
bad=0
CPPFLAGS="$CPPFLAGS -Itests/lib -Itests/fuzz/lib"
mapfile -t sources < <(git ls-files 'tools/*.c' 'tools/*.h' 'tests/*.[ch]' \
	':!tests/torture/shim' ':!tests/check') # they are compiled otherwise
mapfile -t units < <(printf '%s\n' "${sources[@]}" | grep '\.c$')
mapfile -t shells < <(git ls-files 'tests/*.sh' 'tests/*.bash' 'tests/check/*.bats' '.ci/run' \
	'tools/hooks/*' 'tools/guest/*' 'tools/vocabulary/*.sh' 'tools/report/*.sh' 'tools/virsh-*' 'tools/ci/pre-commit' 'debian/tests/[!c]*' \
	'tests/stand-in/*')
for program in clang clang-format clang-tidy gcc mandoc shellcheck; do
	command -v $program >/dev/null || {
		echo "lint: $program is not installed"
		exit 1
	}
done
warnings=(-std=c11 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wvla
	-Wformat=2 -Wno-missing-field-initializers -Werror)
analyzer=(-fanalyzer -Wno-analyzer-infinite-loop) # of gcc 14: any hash table is one

step() {
	echo "lint: $*"
}

# Each release has its own mind: ours is that of Debian 12.
case $(clang-format --version) in
*' 14.'*)
	step clang-format
	clang-format --style=file:tools/.clang-format --dry-run --Werror "${sources[@]}" || bad=1
	;;
*) step "not clang-format, which is another release than 14" ;;
esac

step gcc -fanalyzer
# shellcheck disable=SC2086  # a list of flags
printf '%s\0' "${units[@]}" | xargs -0 -P 2 -n 1 gcc $CPPFLAGS "${warnings[@]}" -O1 "${analyzer[@]}" \
	-c -o /dev/null || bad=1

step clang
# shellcheck disable=SC2086
printf '%s\0' "${units[@]}" | xargs -0 -P 2 -n 1 clang $CPPFLAGS "${warnings[@]}" -O1 \
	-c -o /dev/null || bad=1

step clang-tidy
# shellcheck disable=SC2086
printf '%s\0' "${units[@]}" | xargs -0 -P 2 -n 4 sh -c 'clang-tidy --quiet \
	--config-file=tools/.clang-tidy "$@" -- -std=c11 $CPPFLAGS 2>/dev/null' tidy || bad=1

step include rules
for file in $(git ls-files 'tools/*.c' 'tools/*.h'); do
	folder=${file#tools/}
	case $folder in */*) folder=${folder%%/*} ;; *) folder=. ;; esac
	allowed=$(sed -n "s/^$folder: *//p" tools/INCLUDES)
	grep -q "^$folder:" tools/INCLUDES || {
		echo "$file: tools/INCLUDES does not know its folder"
		bad=1
	}
	while read -r from; do
		[ "$from" = "$folder" ] && continue
		case " $allowed " in
		*" $from "*) ;;
		*)
			echo "$file: must not include from $from/"
			bad=1
			;;
		esac
	done < <(sed -n 's|^#include "\([a-z]*\)/.*|\1|p' "$file")
done
only() { # HEADER FILES-PATTERN: nobody else includes it
	git grep -lF "#include <$1>" -- tools | grep -Ev "$2" && {
		echo "lint: <$1> does not belong there"
		bad=1
	}
}
only expat.h '^tools/read/parser\.c$'
only fcntl.h '^tools/(write|cli)/'
only linux/seccomp.h '^tools/cli/sandbox\.c$'
only getopt.h '^tools/cli/option\.c$'
git grep -nE '\b(printf|fputs|puts|fprintf|fopen|exit)\(' -- tools/index tools/edit tools/rules tools/domain && {
	echo "lint: rules and the index do no input or output"
	bad=1
}

step shellcheck
shellcheck -x -P SCRIPTDIR -e SC1091,SC2015,SC2016 "${shells[@]}" || bad=1
# Its head, with the variables and "set -e", is in script.c.
shellcheck -s sh -e SC1003,SC2016,SC2029,SC2034,SC2154,SC2164 tools/domain/move/functions.sh || bad=1
shellcheck -s bash "$1"/completions/bash/* || bad=1

step mandoc
# Which pages of others this machine has says nothing about ours.
mandoc -T lint -W style man/*.[1-9] 2>/dev/null | grep -v ': referenced manual not found:' && bad=1
sh tests/check/man.sh "$1" || bad=1

[ "$bad" -eq 0 ] && echo "lint: clean"
exit "$bad"
