#!/bin/sh
# All tests: unit tests, then bats.  BUILD: directory of the programs; SAN: they are sanitized;
# TESTS: some of tests/*.bats only.
set -eu
cd "$(dirname "$0")/.."
"$BUILD/tests/disk-plan"
export BUILD SAN="${SAN:-}"
# shellcheck disable=SC2086  # a list of files
bats --jobs 1 ${TESTS:-tests/*.bats}
