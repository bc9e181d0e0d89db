#!/bin/sh
# All tests: unit tests, the comparison with the stylesheets, then bats.  BUILD: directory of the
# programs; SAN: they are sanitized, or counted; CORPUS: foreign documents for the comparison; TESTS:
# some of tests/*.bats only.
set -eu
cd "$(dirname "$0")/.."
"$BUILD/tests/disk-names"
"$BUILD/tests/rule-tables"
export BUILD SAN="${SAN:-}"
bash tests/differential.sh
# shellcheck disable=SC2086  # a list of files
bats --jobs 1 ${TESTS:-tests/*.bats}
