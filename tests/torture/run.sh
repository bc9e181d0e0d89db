#!/bin/bash
# make torture: what the tools do when the system fails them, when they are killed, and when they get
# inputs of an extreme shape.  BUILD: directory of the programs.  FAULTS=1: failing calls only
# (make coverage).  The last line tells what came out of it; status 1 if a promise was broken.
set -uo pipefail
export SOURCE_DATE_EPOCH=1 # a report has the time of its run, and two runs are compared
cd "$(dirname "$0")/../.." || exit
: "${BUILD:?}"
# Memory, where it keeps attributes of files: no disk is waited for.
work=$(mktemp -d -p /dev/shm 2>/dev/null) && setfattr -n user.note -v kept "$work" 2>/dev/null ||
	{ rm -rf "$work" && work=$(mktemp -d); }
trap 'rm -rf "$work"' EXIT
export LC_ALL=C
modes=tests/torture/modes
bad=0

# What each run begins with (tests/torture/modes).
make_template() {
	local file
	mkdir -p "$1/out"
	cp fixtures/demo/mail.xml "$1/xen.xml"
	cp fixtures/encoding/kvm.xml "$1/kvm.xml"
	cp fixtures/bridgemap/net-bridge/fires.xml "$1/network.xml"
	cp fixtures/snapconv/snapshot-disk-name/fires.xml "$1/snapshot.xml"
	sed 's|<name>s1</name>|<name>s2</name><parent><name>s1</name></parent>|' "$1/snapshot.xml" >"$1/child.xml"
	cp fixtures/poolgen/pool-hosts/fires.xml "$1/pool.xml"
	sed "s/eth0/xenbr0/g" fixtures/bridgemap/bridge-mac/fires.xml >"$1/bridged.xml"
	head -c 500 fixtures/demo/mail.xml >"$1/cut.xml"
	(cd "$1" && "$BUILD/domconv" -q --check --write-baseline=known xen.xml)
	cp fixtures/hosts/small.host "$1/host"
	head -c 500 fixtures/hosts/small.host >"$1/cut-host"
	{ # more than one read, more than one write
		sed "s|<name>.*</name>|<name>other</name>|" fixtures/demo/mail.xml
		head -c 40000 /dev/zero | tr '\0' ' '
		cat fixtures/encoding/kvm.xml
		sed "s|<name>.*</name>|<name>last</name><!-- $(head -c 40000 /dev/zero | tr '\0' x) -->|" \
			fixtures/domconv/domain-type/fires.xml
	} >"$1/stream.xml"
	cat >"$1/profiles.ldif" <<-'END'
		dn: cn=one,dc=example
		univentionVirtualMachineProfileInterface: xenbr0

		dn:: Y249w5xidW5nLGRjPWV4YW1wbGUsZGM9b3Jn
		univentionVirtualMachineProfileInterface: xenbr0
		univentionVirtualMachineProfileInterface: eth7

	END
	cat >"$1/found" <<-'END'
		iscsiadm: cannot make connection to 10.0.0.9: No route to host
		10.0.0.1:3260,1 iqn.2010-08.local.ucs:one
		10.0.0.2:3260,1 iqn.2010-08.local.ucs:one
		10.0.0.1:3260,1 iqn.2010-08.local.ucs:two
	END
	cp fixtures/xlconv/whole/windows-uefi.cfg "$1/guest.cfg"
	printf 'import os\n' >"$1/python.cfg"
	echo 'InitiatorName=iqn.1993-08.org.debian:01:a' >"$1/initiator"
	echo 'old' >"$1/old.xml"
	echo 'old' >"$1/out/xen.xml"
	ln -s xen.xml "$1/link.xml"
	ln -s out/made.xml "$1/dangling.xml"
	printf 'bridge xenbr0:br0\nnetwork default:lan\n' >"$1/maps"
	printf 'br0\nbr1\neth7\n' >"$1/links"
	chmod 640 "$1/xen.xml"
	for file in xen.xml stream.xml old.xml out/xen.xml; do
		setfattr -n user.note -v kept "$1/$file"
	done
}

# options TOOL: its long options, as --help has them
options() {
	"$BUILD/$1" --help | sed -n 's/^  .*\(--[a-z][a-z-]*\).*/\1/p'
}

# Every option is in some mode; what all tools share is tried with domconv.
for tool in domconv bridgemap snapconv xlconv poolgen; do
	grep "^$tool " "$modes" | grep -oE -e '--[a-z][a-z-]*' >"$work/tried"
	[ "$tool" = domconv ] || options domconv >>"$work/tried"
	missing=$(options "$tool" | grep -vxFf "$work/tried" | tr '\n' ' ')
	[ -z "$missing" ] || { echo "$tool: no mode has $missing" && bad=1; }
done

# shapes: SHAPES, or all, a line each
shapes() {
	if [ -n "${SHAPES:-}" ]; then
		tr ' ' '\n' <<<"$SHAPES"
	else
		perl tests/torture/shapes.pl --rows
	fi
}

# try_half HALF: every second mode and row
try_half() {
	local part rows status=0 half=$work/$1
	for part in faults kills; do
		mkdir -p "$half/$part/sandbox"
		make_template "$half/$part/template"
	done
	awk -v half="$1" 'NR % 2 == half' "$modes" >"$half/modes"
	"$BUILD/torture/faults" "$half/faults" "$BUILD" "$BUILD/torture/shim.so" "$half/modes" >"$work/faults-$1.log" || status=1
	[ -z "${FAULTS:-}" ] || return "$status"
	grep -E ' (-[iod]|--output|--in-place)' "$half/modes" >"$half/writing"
	"$BUILD/torture/kill" "$half/kills" "$BUILD" "$half/writing" >"$work/kills-$1.log" || status=1
	mapfile -t rows < <(shapes | awk -v half="$1" 'NR % 2 == half')
	[ ${#rows[@]} -eq 0 ] || # no rows would be all rows
		TMPDIR=$half bash tests/torture/limits.sh "${rows[@]}" >"$work/limits-$1.log" || status=1
	return "$status"
}

# One half on each processor.
halves=()
for half in 0 1; do
	try_half $half &
	halves+=($!)
done
for half in "${halves[@]}"; do
	wait "$half" || bad=1
done
cat "$work"/*-?.log

# sum WORDS...: what the tallies, which are the last lines, count as that
sum() {
	tail -qn 1 "$work"/*.log | grep -oE "[0-9]+ $*" | awk '{ n += $1 } END { print n + 0 }'
}

# worst WORDS: the highest figure behind them in the tallies of the limits
worst() {
	grep -ohE "$1 [0-9.]+" "$work"/limits-?.log | awk '{ print $3 }' | sort -n | tail -n 1
}

faults=$(sum injected) survived=$(sum survived)
[ "$faults" -gt 0 ] && [ "$faults" -eq "$survived" ] || bad=1
echo "torture: faults injected $faults, survived $survived; inputs tried $(sum inputs tried)," \
	"worst exponent $(worst 'worst exponent'), worst ratio $(worst 'worst ratio')," \
	"$(worst 'at most') times the input written;" \
	"$(sum crashes) crashes, $(sum hangs) hangs, $(sum false documents) false documents, $(sum lost files) lost files"
exit "$bad"
