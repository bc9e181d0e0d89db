#!/bin/bash
# make torture: what the tools do when the system fails them, when they are killed, and when they get
# inputs of an extreme shape.  BUILD: directory of the programs.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
: "${BUILD:?}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C
bad=0

# What each run begins with (tests/torture/modes).
template=$work/template
mkdir -p "$template/out" "$work/sandbox"
cp fixtures/demo/mail.xml "$template/xen.xml"
cp fixtures/encoding/kvm.xml "$template/kvm.xml"
cp fixtures/bridgemap/net-bridge/fires.xml "$template/network.xml"
cp fixtures/snapconv/snapshot-disk-name/fires.xml "$template/snapshot.xml"
head -c 500 fixtures/demo/mail.xml >"$template/cut.xml"
{ # more than one read, more than one write
	sed "s|<name>.*</name>|<name>other</name>|" fixtures/demo/mail.xml
	head -c 40000 /dev/zero | tr '\0' ' '
	cat fixtures/encoding/kvm.xml
	sed "s|<name>.*</name>|<name>last</name><!-- $(head -c 40000 /dev/zero | tr '\0' x) -->|" \
		fixtures/domconv/domain-type/fires.xml
} >"$template/stream.xml"
echo 'old' >"$template/old.xml"
echo 'old' >"$template/out/xen.xml"
ln -s xen.xml "$template/link.xml"
printf 'bridge xenbr0:br0\nnetwork default:lan\n' >"$template/maps"
printf 'br0\nbr1\n' >"$template/links"
chmod 640 "$template/xen.xml"
for file in xen.xml stream.xml old.xml out/xen.xml; do
	setfattr -n user.note -v kept "$template/$file"
done

"$BUILD/torture/faults" "$work" "$BUILD" "$BUILD/torture/shim.so" tests/torture/modes || bad=1
grep -E ' -(i|o|d)' tests/torture/modes >"$work/modes"
"$BUILD/torture/kill" "$work" "$BUILD" "$work/modes" || bad=1
exit "$bad"
