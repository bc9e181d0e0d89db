#!/bin/sh
# All tests: unit tests, then bats, two files at a time or as many as there are processors.  BUILD:
# directory of the programs; SAN: they are sanitized, or counted; CORPUS: foreign documents for some
# tests; TESTS: only these of tests/check/*.bats, by their names.
set -eu
cd "$(dirname "$0")/../.."
export BUILD SAN="${SAN:-}"

bats=$(bats --version 2>/dev/null) || bats='no bats'
[ "$(printf '1.7.0\n%s\n' "${bats#* }" | sort -V | head -n 1)" = 1.7.0 ] || {
	echo "make check needs bats 1.7 or newer, and $bats is here: build it from its sources, or run" >&2
	echo "sh tests/check/fixtures.sh compare with BUILD=DIR" >&2
	exit 1
}

# Those that take longest come first.
long='differential virsh-bridgemap virsh-import virsh-export schemas promises refuse rules'
set --
for test in ${TESTS:-$long tests/check/*.bats}; do
	test=${test##*/} test=tests/check/${test%.bats}.bats
	case " $* " in
	*" $test "*) ;;
	*) set -- "$@" "$test" ;;
	esac
done

if [ -z "${TESTS:-}" ]; then
	for test in tests/unit/*.c; do
		test=${test##*/}
		"$BUILD/tests/${test%.c}"
	done
fi
bats --jobs "$(nproc)" --no-parallelize-within-files "$@"
