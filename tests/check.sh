#!/bin/sh
# All tests: unit tests, the comparison with the stylesheets, then bats.  BUILD: directory of the
# programs; SAN: they are sanitized; CORPUS: foreign documents for the comparison.
set -eu
cd "$(dirname "$0")/.."
"$BUILD/tests/disk-plan"
export BUILD SAN="${SAN:-}"
bash tests/differential.sh
bats --jobs 1 tests/*.bats
