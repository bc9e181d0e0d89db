#!/bin/bash
# The libvirt and QEMU of this machine judge what domconv writes, and whether --target foresaw what they reject
# (judge.py).  Then they start guests (start.sh), and the other tools show what they do with them.
# BUILD: directory of the programs; CORPUS: adds its domains.
set -euo pipefail
cd "$(dirname "$0")/../.."
: "${BUILD:?}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0

python3 tests/interop/judge.py "$(. /etc/os-release && echo "${VERSION_CODENAME:-$ID}")" "$work/judge" '' || bad=1
python3 tests/interop/host-paths.py |
	diff <(grep -v '^#' tests/check/host-paths.tsv | cut -f 1) - || {
	echo "interop: the schema has other paths of the host than tests/check/host-paths.tsv"
	bad=1
}
sh tests/interop/start.sh || bad=1
sh tests/interop/bridges.sh || bad=1
sh tests/interop/snapshots.sh || bad=1
sh tests/interop/hook.sh || bad=1
sh tests/interop/host.sh || bad=1
sh tests/interop/move.sh || bad=1
bash tests/interop/images.sh || bad=1
sh tests/interop/describe.sh || bad=1
sh tests/interop/ldif.sh || bad=1
sh tests/interop/pools.sh || bad=1
exit "$bad"
