# snapconv: sets of snapshots in the order in which libvirt takes them, and scripts that do it.
load helpers

# document NAME [PARENT [ROOT]]: a snapshot of a Xen guest that was shut off.
document() {
	local root=${3:-domainsnapshot}
	cat <<-END
		<$root>
		  <name>$1</name>
		  ${2:+<parent><name>$2</name></parent>}
		  <state>shutoff</state>
		  <creationTime>1416830400</creationTime>
		  <disks><disk name='xvda'/></disks>
		  <domain type='xen'>
		    <name>mail</name>
		    <uuid>5f5d2c9e-7b7e-4f0a-9d0c-2a1e0c6d1b11</uuid>
		    <memory>524288</memory>
		    <os><type>linux</type></os>
		    <bootloader>pygrub</bootloader>
		    <devices>
		      <disk type='file' device='disk'>
		        <source file='/srv/mail.img'/><target dev='xvda'/>
		      </disk>
		      <interface type='bridge'><source bridge='eth0'/></interface>
		    </devices>
		  </domain>
		</$root>
	END
}

# The tree s1 -> s2 -> s3 with the branch s1 -> b, children before parents by their file names.
setup() {
	cd "$BATS_TEST_TMPDIR" || return
	mkdir old new
	document s1 >old/9.xml
	document s2 s1 >old/5.xml
	document s3 s2 >old/1.xml
	document b s1 >old/7.xml
	as_kvm old kvm
}

to_kvm() {
	sed "s/type='xen'/type='kvm'/; s/xvda/vda/; /<bootloader>/d; s/>linux</>hvm</"
}

kvm_document() {
	document "$@" | to_kvm
}

# as_kvm FROM TO: the documents of a directory as a QEMU host would have them
as_kvm() {
	mkdir "$2"
	for file in "$1"/*.xml; do
		to_kvm <"$file" >"$2/${file##*/}"
	done
}

@test "--order prints the files read, parents first, and no document" {
	filter 0 snapconv -q --order kvm/*.xml
	printf 'kvm/%s.xml\n' 9 5 1 7 | same - out
	lines 0
}

@test "--order with -d prints the files written, and they are" {
	filter 0 snapconv -q -b eth0:br0 -d new --order old/*.xml
	printf 'new/%s.xml\n' 9 5 1 7 | same - out
	run ! grep -lE "eth0|xen|xvda" new/*.xml
	[ "$(grep -l "disk name='vda'" new/*.xml | wc -l)" -eq 4 ]
}

@test "--order with -d of a stream: files called after the snapshots" {
	cat old/*.xml | filter 0 snapconv -q -d new --order
	printf 'new/%s.xml\n' s1 s2 s3 b | same - out
}

@test "a stream without -d has no files that could be listed" {
	cat kvm/*.xml | filter 1 snapconv -q --order
	wrote_nothing
	said "^<stdin>:3:3: error: .*s3.* it has no file of its own: --output-dir"
	cat kvm/*.xml >all.xml
	filter 1 snapconv -q --order all.xml
	wrote_nothing
	said "^all.xml:[0-9]+:3: error: .*it has no file of its own"
}

@test "a missing parent, also one that was refused, is an error that names the documents" {
	filter 1 snapconv -q --order kvm/1.xml kvm/9.xml
	wrote_nothing
	said "^kvm/1.xml:3:3: error: snapshot 's3', child of 's2': its parent is missing from the documents\$"
	sed '/<state>/d' kvm/5.xml >stateless.xml
	filter 1 snapconv -q --order kvm/1.xml stateless.xml kvm/9.xml
	wrote_nothing
	said "^stateless.xml:.*\[snapshot-no-state\]\$"
	said "^kvm/1.xml:3:3: error: snapshot 's3', child of 's2'"
}

@test "two documents of one name are an error" {
	kvm_document s1 >kvm/again.xml
	filter 1 snapconv -q --order kvm/*.xml
	wrote_nothing
	said "^kvm/again.xml:1:1: error: snapshot 's1': another document has the same name\$"
}

@test "a circle is an error: two documents, and one that is its own parent" {
	kvm_document x y >x.xml
	kvm_document y x >y.xml
	filter 1 snapconv -q --order kvm/*.xml x.xml y.xml
	wrote_nothing
	said "^x.xml:3:3: error: snapshot 'x', child of 'y': it is its own ancestor\$"
	kvm_document z z >z.xml
	filter 1 snapconv -q --order z.xml
	wrote_nothing
	said "snapshot 'z', child of 'z': it is its own ancestor"
}

@test "--reparent: a parent that is not there is dropped, and told; others stay" {
	filter 1 snapconv -q --order kvm/5.xml kvm/1.xml
	said "^kvm/5.xml:3:3: error: snapshot 's2', child of 's1': its parent is missing"
	filter 1 snapconv -q --reparent --order kvm/5.xml kvm/1.xml # not written yet
	filter 0 snapconv --reparent -d new --order kvm/1.xml kvm/5.xml
	lines 1
	said "^kvm/5.xml:3:3: warning: parent: removed .*\[snapshot-parent\]$"
	printf 'new/%s.xml\n' 5 1 | same - out
	sed '/<parent>/d' kvm/5.xml | same - new/5.xml
	same kvm/1.xml new/1.xml
	filter 0 snapconv -q -i --reparent --script=mail kvm/1.xml kvm/5.xml
	printf 'virsh snapshot-create mail kvm/%s.xml --redefine\n' 5 1 | same - out
	filter 0 snapconv -q --order kvm/5.xml kvm/1.xml
}

@test "--reparent: a guest's parents are its own, and checkpoints have theirs" {
	kvm_document s2 s1 | sed 's/6d1b11</6d1b12</' >other.xml
	kvm_document c2 s1 domaincheckpoint >c2.xml
	cat kvm/9.xml c2.xml >both.xml
	filter 0 snapconv --reparent both.xml other.xml
	lines 2
	said '^both.xml:.*: warning: c2: parent: removed '
	said '^other.xml:3:3: warning: parent: removed '
	kvm_document s2 s1 | sed 's/5f5d2c9e-7b7e-4f0a/5F5D2C9E7B7E4F0A/' >spelled.xml
	filter 0 snapconv --reparent kvm/9.xml spelled.xml
	lines 0
}

@test "--reparent: a document without a name is nobody's parent" {
	kvm_document s1 | sed '/<name>s1/d' >nameless.xml
	kvm_document s2 s1 >s2.xml
	filter 1 snapconv --reparent nameless.xml s2.xml
	said '^s2.xml:.*: warning: parent: removed '
}

@test "--reparent: a checkpoint without a domain may be of any guest" {
	kvm_document c2 s1 domaincheckpoint >c2.xml
	kvm_document s1 '' domaincheckpoint >s1.xml
	for bare in s1 c2; do
		sed '/<domain /,/<\/domain>/d' $bare.xml >bare.xml
		run ! grep -q uuid bare.xml
		[ $bare = s1 ] && other=c2 || other=s1
		filter 0 snapconv --reparent bare.xml "$other.xml"
		lines 0
		filter 0 snapconv --order bare.xml "$other.xml"
		lines 0
		[ $bare = s1 ] && set -- bare.xml c2.xml || set -- s1.xml bare.xml
		printf '%s\n' "$@" | same - out
	done
	filter 1 snapconv --order kvm/9.xml bare.xml
	said '^bare.xml:.*its parent is missing'
}

@test "--order and --script: a parent is of the same guest, and a script is of one" {
	kvm_document s1 | sed 's/6d1b11</6d1b12</' >other.xml
	kvm_document s2 s1 >s2.xml
	filter 1 snapconv --order other.xml s2.xml
	wrote_nothing
	said "^s2.xml:3:3: error: snapshot 's2', child of 's1': its parent is missing"
	kvm_document t >t.xml
	filter 0 snapconv --order other.xml t.xml
	filter 1 snapconv --script=mail t.xml other.xml
	wrote_nothing
	said "^other.xml:.*: error: snapshot 's1': it is of another guest"
}

@test "--script: of two documents that say they are current, --current chooses" {
	for s in 's1' 's2 s1'; do
		# shellcheck disable=SC2086  # a name, and perhaps a parent
		kvm_document $s | sed 's|^ *<name>.*|&<active>1</active>|;t' >"${s%% *}.xml"
	done
	filter 1 snapconv --script=mail s1.xml s2.xml
	wrote_nothing
	said "^s2.xml:.*: error: snapshot 's2', child of 's1': it is marked as the current one, like another"
	filter 0 snapconv --script=mail --current=s1 s1.xml s2.xml
	[ "$(grep -c -e ' --current' out)" -eq 1 ]
	filter 0 snapconv --order s1.xml s2.xml
	# a checkpoint is never the current snapshot, and without a domain it is of any guest
	kvm_document c1 '' domaincheckpoint | sed 's|^ *<name>c1.*|&<active>1</active>|;/<domain /,/<\/domain>/d' >c1.xml
	filter 0 snapconv --script=mail c1.xml s1.xml
	printf 'virsh %s\n' 'snapshot-create mail s1.xml --redefine --current' 'checkpoint-create mail c1.xml --redefine' |
		same - out
}

@test "--reparent: files that can be read once are wrong usage" {
	filter 2 snapconv --reparent <kvm/5.xml
	said 'reads its files twice, and standard input cannot be$'
	filter 2 snapconv --reparent - <kvm/5.xml
	mkfifo pipe
	filter 2 snapconv --reparent kvm/9.xml pipe
	said 'reads its files twice, and pipe cannot be$'
	filter 3 snapconv --reparent missing.xml
	said '^missing.xml: error: cannot read'
	echo '<domainsnapshot><name>x</name>' >bad.xml
	filter 3 snapconv -q --reparent bad.xml kvm/5.xml
	run ! grep -q '<parent>' out
}

# moved NAME BACKING [DRIVER]: an external snapshot whose overlay is NAME, made on BACKING
moved() {
	kvm_document "$1" | sed -e "s|/srv/mail.img|$2|" -e "s|<source file|${3:-}&|" \
		-e "s|<disk name='vda'/>|<disk name='vda' snapshot='external'><source file='/srv/$1'/></disk>|"
}

@test "--script: overlays whose images are elsewhere now are told so, before they are redefined" {
	moved s1 /srv/base "<driver name='qemu' type='qcow2'/>" >a.xml
	moved 's 2' /srv/s1 >b.xml
	filter 0 snapconv -q -d new --map-path=/srv=/new/dir --script=mail a.xml b.xml
	cat >expected <<-'END'
		qemu-img rebase -u -f qcow2 -F qcow2 -b /new/dir/base /new/dir/s1
		virsh snapshot-create mail new/a.xml --redefine
		qemu-img rebase -u -f qcow2 -F raw -b /new/dir/s1 '/new/dir/s 2'
		virsh snapshot-create mail new/b.xml --redefine
	END
	same expected out
	filter 0 snapconv -q --script=mail a.xml # nothing moved
	echo 'virsh snapshot-create mail a.xml --redefine' | same - out
	filter 0 snapconv -q -d new --map-path=/srv/base=/new/base --script=mail a.xml b.xml
	grep -c rebase out | same <(echo 1) -
	grep -qx 'qemu-img rebase -u -f qcow2 -F qcow2 -b /new/base /srv/s1' out
	moved s1 /srv/base | sed "s/<disk name='vda'/<disk name='\/srv\/base'/" >c.xml # by its image
	filter 0 snapconv -q -d new --map-path=/srv/base=/new/base --disk-format=vda=qcow2 --script=mail c.xml
	grep -qx 'qemu-img rebase -u -f qcow2 -F qcow2 -b /new/base /srv/s1' out
	filter 0 snapconv -q -d new --map-path=/srv=/new --script=mail kvm/9.xml # internal
	echo 'virsh snapshot-create mail new/9.xml --redefine' | same - out
}

@test "what needs changes is listed only where it is written" {
	filter 1 snapconv -q --order kvm/9.xml old/5.xml
	wrote_nothing
	lines 1
	said "^old/5.xml:3:3: error: snapshot 's2', child of 's1': it is not converted yet: --output-dir"
	filter 1 snapconv -q --script=mail -b eth0:br0 kvm/9.xml
	wrote_nothing
	said "^kvm/9.xml:1:1: error: snapshot 's1': it is not converted yet"
	filter 0 snapconv -q -i --script=mail -b eth0:br0 kvm/9.xml
	echo 'virsh snapshot-create mail kvm/9.xml --redefine' | same - out
	filter 0 snapconv -q --order kvm/9.xml
}

@test "snapshots come before checkpoints, whatever the order of the files" {
	kvm_document c1 '' domaincheckpoint >c1.xml
	kvm_document c2 c1 domaincheckpoint >c2.xml
	for set in 'c1.xml c2.xml kvm/9.xml kvm/5.xml' 'kvm/5.xml c2.xml kvm/9.xml c1.xml'; do
		# shellcheck disable=SC2086  # files are separated by blanks
		filter 0 snapconv -q --order $set
		printf '%s\n' kvm/9.xml kvm/5.xml c1.xml c2.xml | same - out
	done
}

@test "a checkpoint needs no domain, a snapshot does" {
	cat >c.xml <<-'END'
		<domaincheckpoint>
		  <name>backup.0</name>
		  <creationTime>1632300000</creationTime>
		  <disks><disk name='sda' checkpoint='bitmap' bitmap='backup.0'/></disks>
		</domaincheckpoint>
	END
	filter 0 snapconv -v --map-path=/a=/b c.xml
	same c.xml out
	sed 's/domaincheckpoint/domainsnapshot/; s/<creationTime>/<state>shutoff<\/state>&/' c.xml >s.xml
	filter 1 snapconv -q s.xml
	said "\[snapshot-no-domain\]"
}

@test "libvirt's own file of the current snapshot: --current, unless it is given" {
	sed 's|<creationTime>|<active>1</active>&|' kvm/5.xml >5.xml
	sed 's|<creationTime>|<active>0</active>&|' kvm/9.xml >9.xml
	filter 0 snapconv -q --script=mail 5.xml 9.xml
	printf 'virsh snapshot-create mail %s --redefine%s\n' 9.xml '' 5.xml ' --current' | same - out
	filter 0 snapconv -q --script=mail --current=s1 5.xml 9.xml
	printf 'virsh snapshot-create mail %s --redefine%s\n' 9.xml ' --current' 5.xml '' | same - out
}

@test "snapshots and checkpoints are trees of their own" {
	kvm_document s1 '' domaincheckpoint >c1.xml
	kvm_document c2 s1 domaincheckpoint >c2.xml
	filter 0 snapconv -q --order c2.xml kvm/9.xml c1.xml
	printf '%s\n' kvm/9.xml c1.xml c2.xml | same - out
	filter 0 snapconv -q --script=mail c2.xml kvm/9.xml c1.xml
	printf 'virsh %s-create mail %s --redefine\n' snapshot kvm/9.xml checkpoint c1.xml \
		checkpoint c2.xml | same - out
}

@test "--script prints commands that a shell reads back as they were meant" {
	kvm_document s1 >"it's \$(here) & \"there\".xml"
	filter 0 snapconv -q --script="a guest's" --current=s1 -- *.xml
	cat >virsh <<-'END'
		#!/bin/sh
		printf '<%s>' "$@"
	END
	chmod +x virsh
	PATH=$PWD:$PATH sh ./out >words
	printf '<%s>' snapshot-create "a guest's" "it's \$(here) & \"there\".xml" --redefine --current |
		same - words
}

@test "--script: what begins with a dash is no option to virsh" {
	cp kvm/9.xml ./-s.xml
	filter 0 snapconv -q --script=-guest -- -s.xml
	echo 'virsh snapshot-create --domain=-guest --xmlfile=-s.xml --redefine' | same - out
}

@test "--current marks one snapshot, and has to name one" {
	filter 0 snapconv -q --script=mail --current=s2 kvm/*.xml
	[ "$(grep -c -- --current out)" -eq 1 ]
	grep -qx 'virsh snapshot-create mail kvm/5.xml --redefine --current' out
	filter 1 snapconv -q --script=mail --current=none kvm/*.xml
	wrote_nothing
	said "no snapshot among the documents is called 'none'"
}

@test "options that exclude each other are a usage error" {
	filter 2 snapconv --order --script=mail old/9.xml
	filter 2 snapconv --current=s1 old/9.xml
	filter 2 snapconv --order -o all old/9.xml
	filter 2 snapconv --uuid=12 old/9.xml
	filter 2 snapconv --uuid=-1-1111111-1111111111111111-11111111- old/9.xml
	filter 2 snapconv --uuid=5f5d2c9e7b7e-4f0a-9d0c-2a1e0c6d1b11-0 old/9.xml
	filter 0 snapconv -q --uuid=5F5D2C9E7B7E4F0A9D0C2A1E0C6D1B11 old/9.xml
	filter 2 snapconv --uuid=5f5d2c9e-7b7e-4f0a-9d0c-2a1e0c6d1b1x old/9.xml
	said '32 hexadecimal digits'
	[ ! -e all ]
}

@test "a malformed document among good ones: the others have their order" {
	echo '<domainsnapshot><name>' >bad.xml
	filter 3 snapconv -q --order kvm/9.xml bad.xml
	echo kvm/9.xml | same - out
	said "^bad.xml:"
}

@test "a domain is no snapshot" {
	filter 3 snapconv "$FIXTURES/demo/mail.xml"
	said "unexpected root element 'domain': expected 'domainsnapshot' or 'domaincheckpoint'"
	wrote_nothing
}

@test "a clean KVM snapshot comes out byte for byte" {
	filter 0 snapconv -v "$FIXTURES/snapconv/snapshot-running/near.xml"
	same "$FIXTURES/snapconv/snapshot-running/near.xml" out
	lines 0
}

@test "the pipeline domconv | bridgemap and snapconv -b do the same to a domain" {
	sed -n "s/^  //; /<domain /,/<\\/domain>/p" old/9.xml >domain.xml
	domconv -q domain.xml | bridgemap -q -b eth0:br0 >apart.xml
	snapconv -q -b eth0:br0 old/9.xml |
		sed -n "s/^  //; /<domain /,/<\\/domain>/p" | same - apart.xml
}

@test "a bridge with a VLAN of Open vSwitch is mapped by its name alone, as in a pipeline" {
	sed -e "s|<source bridge='eth0'/>|<source bridge='ovs0.42'/><script path='vif-openvswitch'/>|" \
		old/9.xml >ovs.xml
	filter 0 snapconv -q -b ovs0:br1 ovs.xml
	grep -q "<source bridge='br1'/>" out
	grep -q "<tag id='42'/>" out
}

@test "a chain of 20,000 snapshots has its order" {
	mkdir chain
	awk 'BEGIN {
		for (i = 20000; i > 0; i--) {
			out = "chain/" 20000 - i
			printf "<domainsnapshot><name>s%d</name>", i >out
			if (i > 1) printf "<parent><name>s%d</name></parent>", i - 1 >out
			printf "<state>shutoff</state><creationTime>1</creationTime>" >out
			print "<domain type=\"kvm\"><name>g</name></domain></domainsnapshot>" >out
			close(out)
		}
	}'
	(cd chain && printf '%s\0' [0-9]*) >names
	filter 0 env -C chain sh -c 'xargs -0 -s 1000000 -n 20000 snapconv -q --order <../names'
	seq 19999 -1 0 | same - out
}

@test "a file whose name has a line break is in no list" {
	cp kvm/9.xml $'two\nlines.xml'
	filter 1 snapconv -q --order $'two\nlines.xml'
	wrote_nothing
	lines 1
	said "snapshot 's1': its file has a line break in its name"
}

@test "a snapshot without a name has no place in the order" {
	sed -i '/<name>b</d' kvm/7.xml
	filter 1 snapconv -q --force --order kvm/7.xml
	wrote_nothing
	said "^kvm/7.xml:.*: error: snapshot '\(no name\)', child of 's1': its parent is missing from"
}

@test "--new-uuid: in all domains and what their firmware shows, beside --uuid; Xen domains, too" {
	local new=5f5d2c9e-7b7e-4f0a-9d0c-2a1e0c6d1b12 file
	filter 0 snapconv -q --new-uuid=$new kvm/9.xml
	sed "s/1b11/1b12/" kvm/9.xml | same - out
	filter 0 snapconv -q --new-uuid=$new --uuid=5f5d2c9e-7b7e-4f0a-9d0c-2a1e0c6d1b11 old/9.xml
	[ "$(xmllint --xpath 'string(//domain/uuid)' out)" = $new ]
	filter 1 snapconv -q --new-uuid=$new --uuid=$new kvm/9.xml
	filter 0 snapconv -q --force --new-uuid=$new --uuid=11111111-7b7e-4f0a-9d0c-2a1e0c6d1b12 kvm/9.xml
	[ "$(xmllint --xpath 'string(//domain/uuid)' out)" = $new ]
	document c '' domaincheckpoint | to_kvm | sed '/<uuid>/d' >in
	filter 0 snapconv -q --new-uuid=$new in
	[ "$(xmllint --xpath 'string(//domain/name/following-sibling::*[1][self::uuid])' out)" = $new ]
	for file in 12 5f5d2c9e-7b7e-4f0a-9d0c-2a1e0c6d1b1x ''; do
		filter 2 snapconv --new-uuid="$file" kvm/9.xml
	done
	filter 1 snapconv --new-uuid=$new --order kvm/9.xml # not converted yet
	filter 0 snapconv -q --new-uuid=$new -d new --order kvm/*.xml
	[ "$(cat new/*.xml | grep -c "$new")" -eq 4 ]
}

@test "disks about which a snapshot's two domains disagree are named for each of them alone" {
	for peer in "'cdrom'> " "'disk'><readonly/>"; do
		cat >s.xml <<-END
			<domainsnapshot><name>s</name><state>shutoff</state><creationTime>1</creationTime>
			<domain type='xen'><name>m</name><memory>1</memory><os><type arch='x86_64' machine='xenfv'>hvm</type></os><devices>
			<disk type='file' device='disk'><source file='/a'/><target dev='hda' bus='ide'/></disk></devices></domain>
			<inactiveDomain type='xen'><name>m</name><memory>1</memory><os><type arch='x86_64' machine='xenfv'>hvm</type></os><devices>
			<disk type='file' device=$peer<source file='/a'/><target dev='hda' bus='ide'/></disk></devices></inactiveDomain></domainsnapshot>
		END
		filter 0 snapconv -q s.xml
		grep -o "dev='[a-z]*'" out >"names-${peer:1:4}"
	done
	[ "$(tr -d '\n' <names-cdro)" = "dev='hda'dev='hda'" ]
	[ "$(tr -d '\n' <names-disk)" = "dev='hda'dev='vda'" ]
}

@test "--disk-only: with an external disk, and another one, it is a snapshot of disks" {
	for disks in "<disk name='xvda' snapshot='external'><source file='/a.s1'/></disk><disk name='xvdb' snapshot='external'><source file='/b.s1'/></disk>" \
		"<disk name='xvda' snapshot='internal'/>"; do
		cat >s.xml <<-END
			<domainsnapshot><name>s</name><state>running</state><creationTime>1</creationTime><memory snapshot='internal'/><disks>$disks</disks>
			<domain type='xen'><name>m</name><memory>1</memory><os><type arch='x86_64' machine='xenfv'>hvm</type></os><devices>
			<disk type='file' device='disk'><source file='/a'/><target dev='xvda' bus='xen'/></disk>
			<disk type='file' device='disk'><source file='/b'/><target dev='xvdb' bus='xen'/></disk></devices></domain></domainsnapshot>
		END
		filter 0 snapconv -q --disk-only s.xml
		grep -o '<state>.*</state>' out >>states
	done
	[ "$(tr -d '\n' <states)" = '<state>disk-snapshot</state><state>shutoff</state>' ]
}
