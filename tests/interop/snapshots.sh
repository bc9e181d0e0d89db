#!/bin/sh
# Snapshots of a Xen host are redefined on a QEMU host, under the real libvirt: a tree with a
# branch goes through snapconv and comes back with the same parents and the same current snapshot;
# what snapconv refuses, libvirt refuses; what libvirt's schema took before, it takes afterwards.
# BUILD: directory of the programs.  Called by `make interop`; needs root.
set -eu
. "$(dirname "$0")/private-libvirtd.sh"
needs=xmllint
uuid=5f5d2c9e-7b7e-4f0a-9d0c-2a1e0c6d1b11 # that of the fixtures

# --- outside ----------------------------------------------------------------------------------

# valid FILE...: those that libvirt's schema takes.
valid() {
	xmllint --noout --relaxng /usr/share/libvirt/schemas/domainsnapshot.rng "$@" 2>&1 |
		sed -n 's/ validates$//p'
}

# Snapshots of all kinds: the fixtures, and the corpus' Xen domains in a snapshot each.
gather() {
	n=0
	mkdir "$work/in" "$work/out"
	for file in "$top"/fixtures/snapconv/*/*.xml; do
		n=$((n + 1))
		cp "$file" "$work/in/$n.xml"
	done
	[ -n "${CORPUS:-}" ] || return 0
	awk -F '\t' '$6 == "xen-domain" && $7 == "yes" { print $1 }' "$CORPUS/MANIFEST.tsv" \
		>"$work/list"
	while read -r file; do
		n=$((n + 1))
		{
			echo '<domainsnapshot><name>s</name><state>shutoff</state>'
			echo '<creationTime>1</creationTime>'
			sed -n '/<domain[ >]/,/<\/domain>/p' "$CORPUS/$file"
			echo '</domainsnapshot>'
		} >"$work/in/$n.xml"
	done <"$work/list"
}

check_schema() {
	gather
	"$BUILD/snapconv" -q -d "$work/out" "$work"/in/*.xml 2>/dev/null || [ $? -le 3 ]
	valid "$work"/in/*.xml | sed "s|^$work/in/||" | sort >"$work/before"
	valid "$work"/out/*.xml | sed "s|^$work/out/||" | sort >"$work/after"
	(cd "$work/out" && ls) | sort >"$work/written"
	comm -12 "$work/before" "$work/written" | comm -23 - "$work/after" >"$work/lost"
	echo "snapshots: $(wc -l <"$work/before") valid ones, $(
		comm -12 "$work/before" "$work/written" | wc -l) of them converted, $(
		wc -l <"$work/lost") of those not valid any more"
	[ ! -s "$work/lost" ] || sed "s|^|$work/in/|" "$work/lost" | xargs head -n 5
	[ ! -s "$work/lost" ] && [ "$(comm -12 "$work/before" "$work/written" | wc -l)" -ge \
		"$([ -n "${CORPUS:-}" ] && echo 1000 || echo 5)" ]
}

outside() {
	private_run && check_schema
}

# --- inside -----------------------------------------------------------------------------------

xen_domain() {
	cat <<-END
		<domain type='xen'>
		  <name>mail</name>
		  <uuid>$uuid</uuid>
		  <memory unit='KiB'>65536</memory>
		  <vcpu>1</vcpu>
		  <bootloader>/usr/bin/pygrub</bootloader>
		  <os>
		    <type arch='x86_64' machine='xenpv'>linux</type>
		  </os>
		  <devices>
		    <emulator>/usr/lib/xen-4.1/bin/qemu-dm</emulator>
		    <disk type='file' device='disk'>
		      <driver name='tap2' type='qcow2' cache='writeback'/>
		      <source file='/srv/mail.qcow2'/>
		      <target dev='xvda' bus='xen'/>
		    </disk>
		    <interface type='bridge'>
		      <mac address='00:16:3e:5a:00:21'/>
		      <source bridge='eth0'/>
		      <script path='vif-bridge'/>
		    </interface>
		    <console type='pty'>
		      <target type='xen' port='0'/>
		    </console>
		    <input type='mouse' bus='xen'/>
		    <graphics type='vnc' port='-1' autoport='yes' passwd='geheim'/>
		  </devices>
		</domain>
	END
}

# A guest of this host with the tree s1 -> s2 -> s3 and s1 -> branch; s2 is the current one.
make_guest() {
	mkdir -p /srv
	qemu-img create -q -f qcow2 /srv/mail.qcow2 16M
	bridge br0
	xen_domain | "$BUILD/domconv" -q --type=qemu --emulator=omit --cpu=none |
		"$BUILD/bridgemap" -b eth0:br0 | virsh -q define --validate /dev/stdin
	for name in s1 s2 s3; do
		virsh -q snapshot-create-as mail "$name" "taken $name" >/dev/null
	done
	virsh -q snapshot-revert mail s1
	virsh -q snapshot-create-as mail branch >/dev/null
	virsh -q snapshot-current mail s2 >/dev/null
}

# The snapshots as a Xen host would have written them: their own domain is put in place of QEMU's.
export_as_xen() {
	mkdir /old
	xen_domain | sed 's/^/  /' >/tmp/xen-domain
	for name in s1 s2 s3 branch; do
		virsh -q snapshot-dumpxml --security-info mail "$name" |
			sed -e "s/disk name='vda'/disk name='xvda'/" \
				-e '/^  <domain /r /tmp/xen-domain' -e '/^  <domain /,/^  <\/domain>/d' \
				>"/old/$name.xml"
		[ "$(grep -c "type='xen'" "/old/$name.xml")" -ge 1 ] || complain 'no Xen domain'
		! grep -q "type='qemu'" "/old/$name.xml" || complain "QEMU is left in /old/$name.xml"
	done
}

move_tree() {
	virsh -q snapshot-list --tree mail >/tmp/tree
	virsh -q snapshot-current --name mail >/tmp/current
	# children first; with --children and the current one among them, libvirtd 9.0 crashes
	for name in s3 s2 branch s1; do
		virsh -q snapshot-delete --metadata mail "$name" >/dev/null
	done
	[ -z "$(virsh -q snapshot-list --name mail)" ] || complain 'metadata is left'
	mkdir /new
	"$BUILD/snapconv" -q -b eth0:br0 --type=qemu --emulator=omit --cpu=none -d /new \
		--script=mail --current="$(cat /tmp/current)" /old/*.xml >/tmp/script
	sh -e /tmp/script >/dev/null
	virsh -q snapshot-list --tree mail | diff /tmp/tree - || complain 'the tree is another one'
	virsh -q snapshot-current --name mail | diff /tmp/current - ||
		complain 'the current snapshot is another one'
	for name in s1 s2 s3 branch; do
		virsh -q snapshot-dumpxml --security-info mail "$name" >/tmp/dump
		! grep -nE 'eth0|xen|xvd|tap2|pygrub|vif-' /tmp/dump || complain "left in $name"
		grep -q "passwd='geheim'" /tmp/dump || complain "no password in $name"
	done
	virsh -q snapshot-revert mail s1
	[ "$(virsh -q snapshot-current --name mail)" = s1 ] || complain 'not reverted'
	! virsh -q dumpxml mail | grep -nE 'eth0|xen' || complain 'Xen is left after reverting'
	virsh -q start --paused mail
	virsh -q destroy mail
	echo "snapshots: a tree of 4 moved, $(wc -l </tmp/script) commands, reverted and started"
}

# Checkpoints and --disk-only: a snapshot of a guest that ran under Xen.
move_others() {
	sed -e 's/domainsnapshot/domaincheckpoint/' -e '/<state>/d; /<memory snapshot/d' -e 's/<name>s1/<name>c1/' \
		-e "s|<disk name='xvda'.*|<disk name='xvda' checkpoint='bitmap' bitmap='c1'/>|" \
		/old/s1.xml >/tmp/c1.xml
	"$BUILD/snapconv" -q -b eth0:br0 --type=qemu --emulator=omit --cpu=none -d /new \
		--script=mail /tmp/c1.xml >/tmp/script
	sh -e /tmp/script >/dev/null
	virsh -q checkpoint-dumpxml mail c1 >/tmp/dump
	! grep -nE 'eth0|xen|xvd' /tmp/dump || complain 'left in the checkpoint'
	virsh -q checkpoint-delete --metadata mail c1 >/dev/null # no snapshots beside it
	for name in fires internal; do
		"$BUILD/snapconv" -q --type=qemu --emulator=omit --cpu=none --disk-only \
			"$top/fixtures/snapconv/snapshot-disk-only/$name.xml" |
			sed "s/<name>s1/<name>disk-$name/" >/tmp/disk-only.xml
		virsh -q snapshot-create mail /tmp/disk-only.xml --redefine >/dev/null
	done
	echo 'snapshots: a checkpoint and 2 disk-only snapshots redefined'
}

# What snapconv refuses is put past it with --force: libvirt has to refuse it as well.
refuse() { # FIXTURE [UUID]
	"$BUILD/snapconv" -q --force --type=qemu --emulator=omit --cpu=none \
		"$top/fixtures/snapconv/$1.xml" |
		sed "s/$uuid/${2:-$uuid}/" | sed "/<disk name='x*vda'/d
			s/<name>s1/<name>new/" >/tmp/forced.xml
	! virsh -q snapshot-create mail /tmp/forced.xml --redefine >/tmp/said 2>&1 ||
		complain "libvirt takes $1"
	printf 'refused %s: %s\n' "$1" "$(sed -n 's/^error: //p' /tmp/said | head -n 1)"
}

inside() {
	private_begin
	start_daemon
	make_guest
	export_as_xen
	move_tree
	move_others
	for rule in no-name no-state no-time no-domain bare-domain disk-unknown; do
		refuse "snapshot-$rule/fires"
	done
	refuse snapshot-uuid/near ${uuid%1}2
	stop_daemon
	: >/done
}

private_main "$@"
