#!/bin/sh
# All tests: unit tests, then bats, two files at a time or as many as there are processors.  BUILD:
# directory of the programs; SAN: they are sanitized, or counted; CORPUS: foreign documents for some
# tests; TESTS: only these of tests/check/*.bats, by their names.
set -eu
cd "$(dirname "$0")/../.."
export BUILD SAN="${SAN:-}"

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
	"$BUILD/tests/disk-names"
	"$BUILD/tests/rule-tables"
	"$BUILD/tests/xl"
	"$BUILD/tests/expat-limits"
fi
bats --jobs "$(nproc)" --no-parallelize-within-files "$@"
