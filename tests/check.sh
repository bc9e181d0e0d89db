#!/bin/sh
# All tests: unit tests, then bats.  BUILD: directory of the programs; SAN: they are sanitized.
set -eu
cd "$(dirname "$0")/.."
"$BUILD/tests/disk-plan"
export BUILD SAN="${SAN:-}"
bats --jobs 1 tests/*.bats
