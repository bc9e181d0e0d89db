#!/bin/sh
# All tests: unit tests, the comparison with the stylesheets, then bats.  BUILD: directory of the
# programs; SAN: they are sanitized, or counted; CORPUS: foreign documents for the comparison; TESTS:
# only these of tests/check/*.bats, by their names.
set -eu
cd "$(dirname "$0")/../.."
export BUILD SAN="${SAN:-}"

set --
for test in ${TESTS:-tests/check/*.bats}; do
	test=${test##*/}
	set -- "$@" "tests/check/${test%.bats}.bats"
done

if [ -z "${TESTS:-}" ]; then
	"$BUILD/tests/disk-names"
	"$BUILD/tests/rule-tables"
	"$BUILD/tests/xl"
	bash tests/check/differential.sh
fi
bats --jobs 1 "$@"
