# The schemas: xmllint and jing agree, what the tools write is valid, what is left of Xen is not.
load helpers
load guests

schemas=$TOP/schemas

# For both: the files among FILE... that are invalid by SCHEMA, one a line, sorted.  (Neither
# program's exit status tells which.)
xmllint_invalid() { # SCHEMA FILE...
	xmllint --noout --relaxng "$schemas/$1.rng" "${@:2}" 2>&1 |
		sed -n 's/ fails to validate$//p' | sort -u
}

jing_invalid() { # SCHEMA FILE...
	jing "$schemas/$1.rng" "${@:2}" 2>/dev/null | sed -n 's/^\(.*\):[0-9]*:[0-9]*: .*/\1/p' | sort -u
}

both_valid() { # SCHEMA FILE...
	[ "$#" -gt 1 ]
	xmllint_invalid "$@" >"$BATS_TEST_TMPDIR/one"
	jing_invalid "$@" >"$BATS_TEST_TMPDIR/two"
	cat "$BATS_TEST_TMPDIR/one" "$BATS_TEST_TMPDIR/two"
	[ ! -s "$BATS_TEST_TMPDIR/one" ] && [ ! -s "$BATS_TEST_TMPDIR/two" ]
}

both_invalid() { # SCHEMA FILE...
	[ "$#" -gt 1 ]
	printf '%s\n' "${@:2}" | sort -u >"$BATS_TEST_TMPDIR/all"
	xmllint_invalid "$@" | same "$BATS_TEST_TMPDIR/all" -
	jing_invalid "$@" | same "$BATS_TEST_TMPDIR/all" -
}

# WHOLE: what every fixture gives with all rules
setup_file() {
	export WHOLE=$BATS_FILE_TMPDIR/whole
	sh "$TOP/tests/check/fixtures.sh" whole "$WHOLE"
}

# written TOOL EXCEPT: the outputs of its fixtures, but those of documents that are handed on as they
# came
written() {
	find "$WHOLE/$1" -name '*.out' -size +0 | sort | grep -vE "$2"
}

@test "the schemas are schemas, for both" {
	local name
	for name in kvm-domain domainsnapshot iscsi-pool report host; do
		xmllint --noout --relaxng "$schemas/$name.rng" "$FIXTURES/demo/mail.xml" \
			2>"$BATS_TEST_TMPDIR/err" || true
		# no complaint about the grammar, nor about what libxml2 has not implemented
		run ! grep -Ev 'mail.xml|Relax-NG validity error' "$BATS_TEST_TMPDIR/err"
		filter 1 jing "$schemas/$name.rng" "$FIXTURES/demo/mail.xml"
		run ! grep -q '\.rng:' "$BATS_TEST_TMPDIR/out"
	done
}

@test "xmllint and jing say the same of every fixture" {
	local name files n
	mapfile -t files < <(find "$FIXTURES" "$WHOLE/bridgemap" \( -name '*.xml' -o -name '*.out' \) -size +0 |
		grep -Ev "^$FIXTURES/(refuse|fuzz)/" | sort)
	n=${#files[@]}
	[ "$n" -gt 600 ]
	for name in kvm-domain domainsnapshot iscsi-pool report; do
		xmllint_invalid "$name" "${files[@]}" >"$BATS_TEST_TMPDIR/one"
		jing_invalid "$name" "${files[@]}" >"$BATS_TEST_TMPDIR/two"
		same "$BATS_TEST_TMPDIR/one" "$BATS_TEST_TMPDIR/two"
	done
}

@test "every domain that domconv writes is valid" {
	local files
	# kvm domains with features that QEMU ignores: they are not domconv's to take away
	mapfile -t files < <(written domconv '/feature-(hap|viridian)/near\.out$')
	[ "${#files[@]}" -gt 300 ]
	both_valid kvm-domain "${files[@]}"
	both_invalid kvm-domain "$WHOLE"/domconv/feature-{hap,viridian}/near.out
	for name in hap viridian; do
		same "$FIXTURES/domconv/feature-$name/near.xml" "$WHOLE/domconv/feature-$name/near.out"
	done
}

@test "every Xen domain is not" {
	local files
	mapfile -t files < <(grep -lE "<domain [^>]*type=.xen" "$FIXTURES"/domconv/*/*.xml)
	[ "${#files[@]}" -gt 300 ]
	both_invalid kvm-domain "${files[@]}"
}

@test "every domain that is made of the start fixtures is valid" {
	local in n=0
	for in in "$FIXTURES"/start/*.xml; do
		n=$((n + 1))
		# shellcheck disable=SC2046  # options are separated by blanks
		domconv -q $(cat "${in%.xml}.opts" 2>/dev/null) "$in" >"$BATS_TEST_TMPDIR/$n.xml"
	done
	both_valid kvm-domain "$BATS_TEST_TMPDIR"/*.xml
}

@test "every snapshot that snapconv writes is valid" {
	local files
	# a forced document with a disk of no domain's, which no host can redefine; two lists of disks, which libvirt
	# reads as one, and its schema does not
	local odd=(snapshot-disk-unknown/forced.out snapshot-disk-name/two-lists.out)
	mapfile -t files < <(written snapconv "/(${odd[0]}|${odd[1]})\$")
	[ "${#files[@]}" -gt 10 ]
	both_valid domainsnapshot "${files[@]}"
	both_invalid domainsnapshot "${odd[@]/#/$WHOLE/snapconv/}"
}

@test "every iSCSI pool that poolgen writes is valid" {
	local files
	# handed on with a warning: a name that is none, and two hosts, with which libvirt does not start
	mapfile -t files < <(written poolgen '/(pool-target-name|pool-hosts)/fires\.out$' |
		xargs grep -lE "^<pool type='iscsi(-direct)?'")
	[ "${#files[@]}" -gt 10 ]
	both_valid iscsi-pool "${files[@]}"
	both_invalid iscsi-pool "$WHOLE"/poolgen/pool-{target-name,hosts}/fires.out
}

@test "what is fine in a KVM domain is valid" {
	kvm >clean.xml
	kvm "$(disk "dev='hda' bus='ide'" '')$(nic "<model type='e1000'/><target dev='vnet0'/>")
		<interface type='ethernet'><script path='/etc/qemu-ifup'/></interface>
		<interface type='user'><ip address='10.0.2.2'/></interface><odd:thing xmlns:odd='urn:odd'/>
		<console type='pty'><target type='serial'/></console>" \
		"<kernel>/boot/vmlinuz</kernel><loader type='rom'>/usr/share/seabios/bios.bin</loader>" \
		"<clock offset='utc'><timer name='tsc' mode='native'/></clock><seclabel type='none' model='selinux'/>
		<on_crash>preserve</on_crash><metadata><domain type='xen'/></metadata><!-- xen -->" >open.xml
	kvm | sed "s/type='kvm'/type='qemu' id='4'/" >qemu.xml
	both_valid kvm-domain clean.xml open.xml qemu.xml
}

@test "kvm-domain.rng finds every leftover of Xen that a grammar can see" {
	kvm | sed "s/type='kvm'/type='xen'/" >type.xml
	kvm "$(disk "dev='vdb' bus='xen'")" >bus-xen.xml
	kvm "$(disk "dev='xvdb'")" >xvd-without-bus.xml
	for name in tap2 tap file phy; do
		kvm "$(disk "dev='vdb' bus='virtio'" "<driver name='$name' type='raw'/>")" >"driver-$name.xml"
	done
	kvm "$(disk "dev='vdb' bus='virtio'" "<driver name='qemu' type='aio'/>")" >format-aio.xml
	kvm "$(disk "dev='vdb' bus='virtio'" '' cdrom)" >cdrom-virtio.xml
	kvm "$(disk "dev='vdb1' bus='virtio'")" >partition.xml
	kvm "$(disk "dev='xvda1' bus='virtio'")" >partition-xvd.xml
	kvm "$(nic "<model type='netfront'/>")" >netfront.xml
	kvm "$(nic "<script path='vif-bridge'/>")" >script.xml
	kvm "$(nic "<script path='/etc/xen/scripts/my-own'/>")" >script-of-bridge.xml
	kvm "<interface type='ethernet'><script path='/etc/xen/scripts/vif-route'/></interface>" >script-vif.xml
	kvm "$(nic "<ip address='10.0.0.1'/>")" >ip.xml
	kvm "$(nic "<backenddomain name='net'/>")" >backend-interface.xml
	kvm "<disk type='file' device='disk'><backenddomain name='d'/><target dev='vdb' bus='virtio'/></disk>" >backend-disk.xml
	kvm "<disk type='file' device='disk'><script path='/x'/><target dev='vdb' bus='virtio'/></disk>" >script-disk.xml
	kvm "<hostdev mode='subsystem' type='pci' nostrictreset='yes'/>" >nostrictreset.xml
	kvm | sed 's|<apic/>|<apic/><xen><e820_host state="on"/></xen>|' >feature-xen.xml
	kvm | sed 's|<apic/>|<hap/>|' >feature-hap.xml
	kvm | sed 's|<apic/>|<viridian/>|' >feature-viridian.xml
	kvm "<console type='pty'><target type='xen' port='0'/></console>" >console.xml
	kvm "<input type='mouse' bus='xen'/>" >input.xml
	kvm "<video><model type='xen' vram='4096'/></video>" >video.xml
	kvm "<memballoon model='xen'/>" >memballoon.xml
	kvm "<controller type='xenbus' index='0'/>" >xenbus.xml
	kvm "<controller type='usb' model='qusb2'/>" >qusb.xml
	kvm "<channel type='pty'><target type='xen' name='a'/></channel>" >channel.xml
	kvm '' '<loader>/usr/lib/xen/boot/hvmloader</loader>' >loader.xml
	kvm | sed 's|>hvm<|> linux <|' >linux.xml
	kvm | sed 's|>hvm<|>xenpvh<|' >xenpvh.xml
	kvm | sed "s|'pc'|'xenfv'|" >machine.xml
	kvm '' '' '<bootloader>/usr/bin/pygrub</bootloader>' >bootloader.xml
	kvm '' '' '<bootloader_args>-q</bootloader_args>' >bootloader-args.xml
	kvm '' '' '<on_crash>rename-restart</on_crash>' >rename-restart.xml
	kvm '' '' '<on_poweroff>preserve</on_poweroff>' >preserve.xml
	kvm "<hostdev mode='subsystem' type='pci'><driver name='xen'/><source/></hostdev>" >hostdev.xml
	kvm "<hostdev mode='subsystem' type='pci'><source writeFiltering='no'/></hostdev>" >write-filtering.xml
	kvm "" "" "<x:commandline xmlns:x='http://libvirt.org/schemas/domain/xen/1.0'/>" >commandline.xml
	kvm | sed 's|/usr/bin/kvm|/usr/lib/xen/bin/qemu-dm|' >qemu-dm.xml
	kvm | sed 's|/usr/bin/kvm|/usr/lib/xen-4.1/bin/qemu-system-i386|' >emulator.xml
	kvm "$(nic "<target dev='vif6.0'/>")" >vif.xml
	kvm "" "" "<seclabel type='static' model='flask'/>" >flask.xml
	both_invalid kvm-domain "$PWD"/*.xml
}

@test "what a grammar cannot see, domconv --check finds" {
	# two disks of one name
	kvm "$(disk "dev='vda' bus='virtio'")" >twice.xml
	both_valid kvm-domain twice.xml
	filter 1 domconv --check twice.xml
	said '\[disk-name-collision\]$'
	# what is right in a KVM domain and needs a look in one of Xen's: a disk without a format, a
	# kernel of the host, tsc modes that QEMU ignores
	kvm "$(disk "dev='vdb' bus='virtio'" '')" '<kernel>/boot/vmlinuz-xen</kernel>' \
		"<clock offset='utc'><timer name='tsc' mode='native'/></clock>" >kvm.xml
	both_valid kvm-domain kvm.xml
	sed "s/type='kvm'/type='xen'/" kvm.xml >hvm.xml
	filter 1 domconv --check -v hvm.xml
	said '\[disk-format-default\]$'
	said '\[direct-kernel-hvm\]$'
	said '\[timer-tsc\]$'
	sed 's/>hvm</>linux</' hvm.xml >pv.xml
	filter 1 domconv --check pv.xml
	said 'error: .*\[direct-kernel-pv\]$'
}

@test "domainsnapshot.rng wants what redefining wants" {
	local line domain inactive
	domain=$(kvm) inactive=$(kvm | sed 's|<domain |<inactiveDomain |; s|</domain>|</inactiveDomain>|')
	cat >good.xml <<-EOD
		<domainsnapshot>
		<name>s1</name>
		<state>shutoff</state>
		<creationTime>1400000000</creationTime>
		<parent><name>s0</name></parent>
		<disks><disk name='vda' snapshot='internal'/></disks>
		$(tr -d '\n' <<<"$domain")
		$(tr -d '\n' <<<"$inactive")
		</domainsnapshot>
	EOD
	both_valid domainsnapshot good.xml
	for line in 2 3 4 7; do
		sed "${line}d" good.xml >"without-$line.xml"
	done
	sed "8s/type='kvm'/type='xen'/" good.xml >inactive-xen.xml
	sed "7s/bus='virtio'/bus='xen'/" good.xml >domain-xen.xml
	sed "6s/vda/xvda/" good.xml >disk-xvda.xml
	sed "3s/shutoff/sleeping/" good.xml >state.xml
	sed "7s/.*/<domain><uuid>6c1f6b3e-4d7c-4f0e-9a53-0a7d1a2b3c4d<\/uuid><\/domain>/" good.xml >uuid-only.xml
	rm good.xml
	both_invalid domainsnapshot "$PWD"/*.xml
}

pool() { # TYPE HOST DEVICE [SOURCE] [TARGET]
	cat <<-EOD
		<pool type='$1'><name>p</name><source><host name='$2'/><device path='$3'/>${4:-}</source>${5-<target><path>/dev/disk/by-path</path></target>}</pool>
	EOD
}

@test "iscsi-pool.rng: what libvirt defines and starts, and nothing else" {
	local iqn=iqn.2010-08.local.ucs:sdb
	local auth="<auth type='chap' username='u'><secret usage='s'/></auth>"
	local self="<initiator><iqn name='iqn.2010-08.local.ucs:me'/></initiator>"
	mkdir good bad
	pool iscsi iscsi.example.com $iqn >good/plain.xml
	pool iscsi fe80::1 $iqn "$auth" >good/chap.xml
	pool iscsi 192.0.2.1 iqn.2010-08.local "$self" >good/initiator.xml
	pool iscsi h eui.02004567A425678D >good/eui.xml
	pool iscsi h naa.52004567BA64678D >good/naa.xml
	pool iscsi-direct h $iqn "$self" '' >good/direct.xml
	pool iscsi h $iqn | sed "s|'h'|'h' port='3261'|" >good/port.xml
	both_valid iscsi-pool good/*
	pool iscsi h notaniqn >bad/device.xml
	pool iscsi h iqn.2010-13.local:x >bad/month.xml
	pool iscsi h iqn.10-08.local:x >bad/year.xml
	pool iscsi h "iqn.2010-08.local:$(printf '%0220d' 0)" >bad/long.xml
	pool iscsi 192.0.2.1:3260 $iqn >bad/host-port.xml
	pool iscsi '[2001:db8::1]' $iqn >bad/brackets.xml
	pool iscsi '' $iqn >bad/no-host.xml
	pool iscsi h $iqn '' '' >bad/no-target.xml
	pool iscsi h $iqn "<host name='h2'/>" >bad/two-hosts.xml
	pool iscsi h $iqn "<auth type='chap' username='u'/>" >bad/no-secret.xml
	pool iscsi-direct h $iqn '' '' >bad/no-initiator.xml
	pool iscsi-direct h $iqn "$self" >bad/direct-target.xml
	pool iscsi h $iqn | sed "s|'h'|'h' port='99999'|" >bad/port.xml
	pool iscsi h $iqn | sed "s|>p<|>a/b<|" >bad/name.xml
	pool rbd h $iqn >bad/type.xml
	both_invalid iscsi-pool "$PWD"/bad/*
}
