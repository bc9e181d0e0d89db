# Every example of README and the pages, run as it is printed, among prepared files and with the
# stand-ins of tests/stand-in/by-name/.  The recipes for a fleet are in fleet.bats.
load helpers
load examples

setup() {
	export HOSTS=$BATS_TEST_TMPDIR/hosts
	local share=$BATS_TEST_TMPDIR/usr/local/share/virtxml-filters
	mkdir -p "$HOSTS/here" "$HOSTS/new" "$share" "$BATS_TEST_TMPDIR"/{etc,media/usb/old}
	for part in stylesheets schemas tools/ci tools/hooks; do
		ln -s "$TOP/$part" "$share/"
	done
	cd "$BATS_TEST_TMPDIR" || return
	# README is read in the sources
	ln -s "$TOP/stylesheets" "$TOP/schemas" .
	PATH=$TOP/tests/stand-in/by-name:$PATH:$TOP/tools
}

# xen NAME, kvm NAME: a domain; those of kvm are on eth0 and have a password
xen() {
	sed "1d; s/mail/$1/g" "$FIXTURES/demo/mail.xml"
}
kvm() {
	cat <<-END
		<domain type='kvm'>
		  <name>$1</name>
		  <uuid>11111111-0000-4000-8000-000000000001</uuid>
		  <memory>524288</memory>
		  <os><type arch='x86_64'>hvm</type></os>
		  <devices>
		    <interface type='bridge'>
		      <mac address='52:54:00:12:34:56'/>
		      <source bridge='eth0'/>
		    </interface>
		    <graphics type='vnc' passwd='secret'/>
		  </devices>
		</domain>
	END
}

snapshot() { # NAME [PARENT]: of vm, a guest of Xen's that was shut off
	cat <<-END
		<domainsnapshot>
		  <name>$1</name>
		  ${2:+<parent><name>$2</name></parent>}
		  <state>shutoff</state>
		  <creationTime>1416830400</creationTime>
		  <disks><disk name='xvda'/></disks>
		$(xen vm)
		</domainsnapshot>
	END
}

# host FOLDER NAME: standard input is what virsh has there
host() {
	mkdir -p "$HOSTS/here/$1"
	cat >"$HOSTS/here/$1/$2.xml"
}

stored() { # FILE...: all of them are there and are XML
	for file; do
		xmllint --noout "$HOSTS/$file"
	done
}

is_kvm() { # FILE...
	for file; do
		grep -q "<domain type='kvm'>" "$file"
		domconv -qc "$file"
	done
}

on_bridge() { # BRIDGE FILE: and on no other
	grep -q "bridge='$1'" "$2"
	[ "$(grep -c "bridge='" "$2")" -eq "$(grep -c "bridge='$1'" "$2")" ]
}

called() { # LINE: of what stand-ins were called with
	grep -qxF -- "$1" "$HOSTS/log"
}

@test "every example is run by a test, or it says why not" {
	mkdir all
	all_examples all
	[ "$(find all -type f | wc -l)" -gt 60 ]
	sed -nE "s/^.*\b(example [0-9]+|printed|not_run) '([^']+)'.*/\2/p; s/^.*\b(example [0-9]+|printed|not_run) \"([^\"]+)\".*/\2/p" \
		"$TOP"/tests/check/*.bats >keys
	awk '
		function tell() { if (file != "" && !found) print file ": no test runs: " first }
		FILENAME == "keys" { key[$0]; next }
		FNR == 1 { tell(); file = FILENAME; found = 0; first = $0 }
		!found { for (k in key) if (index($0, k) == 1) found = 1 }
		END { tell() }' keys all/* >lacking
	[ ! -s lacking ] || {
		cat lacking
		return 1
	}
}

@test "examples of pages are not broken where a terminal is 80 columns wide" {
	local page
	for page in "$TOP"/man/*.[1-9]; do
		sed -n 's/^\.Dl //p' "$page" | awk -v page="$page" 'length($0) > 68 { print page ": " $0 }'
	done | tee long
	[ ! -s long ]
}

@test "pages: each names virtxml-filters(7); examples stand before the list of rules" {
	for page in "$TOP"/man/*.[15]; do
		sed -n '/^\.Sh SEE ALSO/,/^\.Sh /p' "$page" | grep -q '^\.Xr virtxml-filters 7$'
		! grep -q '^\.Sh RULES' "$page" ||
			[ "$(grep -n '^\.Sh EXAMPLES' "$page" | cut -d: -f1)" -lt \
				"$(grep -n '^\.Sh RULES' "$page" | cut -d: -f1)" ]
	done
}

@test "those that cannot be run here, and what has them run" {
	not_run 'make deps demo' 'installs packages: make trial, in a root of its own'
	not_run 'make install ' 'needs a root, or the packages of make deps-package: make distcheck, deb-check, trial'
	not_run 'bin/                          the programs' 'is a list; make distcheck looks for what is on it'
	not_run 'cp -R bin share /usr/local/' 'writes to /usr/local: make trial'
	local target
	for target in $(printed 'make install ' | sed -n 's/^make \(STATIC=1 \)\?\([a-z -]*\)[ #].*/\2/p'); do
		grep -q "^$target:" "$TOP/GNUmakefile" "$TOP/tests/tests.mk"
	done
}

@test "one domain, from host to host" {
	xen vm | host domain vm
	example 0 '    virsh -c qemu+ssh://new/system define /dev/stdin'
	is_kvm "$HOSTS/new/domain/vm.xml"
	rm "$HOSTS/new/domain/vm.xml"
	example 0 '    bridgemap -b eth0:br0 | virsh -c qemu+ssh'
	is_kvm "$HOSTS/new/domain/vm.xml"
	on_bridge br0 "$HOSTS/new/domain/vm.xml"
	# in any order
	xen vm | bridgemap -q -b eth0:br0 | domconv -q | cmp - <(grep . "$HOSTS/new/domain/vm.xml")
}

@test "look first, at one or at all, also at what is converted by half" {
	xen vm >vm.xml
	example 1 'domconv --check -v vm.xml'
	wrote_nothing
	said '^vm.xml:1:9: note: .*\[domain-type\]$'
	cp err long
	example 1 'domconv -c -v vm.xml'
	same long err
	mkdir export
	xen vm | host domain vm
	xen web | host domain web
	xen 'db server' | host domain 'db server'
	xen Domain-0 | host domain Domain-0
	kvm pw | host domain pw
	virsh dumpxml pw | sed '/passwd=/q1'
	example 0 '    virsh dumpxml --inactive --security-info "$vm" </dev/null >"old/'
	grep -q "passwd='secret'" old/pw.xml
	xen web | cmp - <(grep . old/web.xml)
	xen 'db server' | cmp - <(grep . 'old/db server.xml')
	[ ! -e old/Domain-0.xml ]
	# with a virsh that has no list --name
	mv old current
	example 0 "LC_ALL=C virsh list --all | sed '1,2d; "
	diff -r current old
	example 0 'domconv --check -v old/*.xml' # and a plan, whose status it is
	said '^old/vm.xml:1:9: note: .*\[domain-type\]$'
	grep -q /var/lib/xen/images/web.img plan.txt
	domconv -q vm.xml | sed "s/bus='virtio'/bus='xen'/" >export/half.xml
	kvm web >export/web.xml
	example 1 'domconv --check export/*.xml'
	said '^export/half.xml:[0-9]*:[0-9]*: note: .*\[disk-bus-xen\]$'
	example 1 'domconv -c export/*.xml'
	said '^export/half.xml:[0-9]*:[0-9]*: note: .*\[disk-bus-xen\]$'
	rm export/half.xml
	example 0 'domconv -c export/*.xml'
}

@test "convert one, many, in place, a host's dump" {
	mkdir old
	xen vm >vm.xml
	xen mail >old/mail.xml
	xen web >old/web.xml
	xen db | host domain db
	xen vm | host domain vm
	xen Domain-0 | host domain Domain-0
	example 0 'domconv vm.xml >new.xml'
	is_kvm new.xml kvm/mail.xml kvm/web.xml vm.xml
	xen vm | cmp - vm.xml.bak
	[ "$(grep -c "<domain type='kvm'>" all.xml)" -eq 2 ]
}

@test "a plan" {
	xen vm >vm.xml
	example 0 'domconv --plan vm.xml'
	grep -q /var/lib/xen/images/vm.img out
	mkdir old
	xen web >old/web.xml
	# nothing answers as root@kvm1; plan-scripts.bats moves a guest
	example 1 'domconv --plan=move/ -d move old/*.xml'
	said '^web.sh: stopped at step reach .*NEW must be a host that ssh reaches'
	is_kvm move/web.xml
	grep -q web move/summary.txt
}

@test "a report and what becomes of it" {
	mkdir old new domains
	xen mail >old/mail.xml
	cp old/mail.xml domains/mail.xml
	example 0 'domconv -q --report=report.xml -d new old/*.xml'
	is_kvm new/mail.xml
	grep -q '<h1\|mail' report.html
	grep -q '<testcase.*mail' junit.xml
	grep -q '"domain-type"' domconv.sarif
	example 1 'domconv --check --report=report.xml domains/*.xml'
	xmllint --noout --relaxng schemas/report.rng report.xml
	rm report.html junit.xml domconv.sarif
	example 0 'xsltproc $share/report-html.xslt report.xml >report.html'
	grep -q mail report.html
	grep -q '<failure' junit.xml
	grep -q '"domain-type"' domconv.sarif
	rm junit.xml domconv.sarif
	example 1 'domconv --check --format=junit domains/*.xml >junit.xml'
	grep -q '<failure' junit.xml
	grep -q '"domain-type"' domconv.sarif
	grep -q '"domain-type"' domains.json
	example 0 'domconv --check --write-baseline=domconv.baseline domains/*.xml'
	not_run '<!-- virtxml: ignore RULE' 'it is a form'
	# only refused ones fail
	example 0 'xsltproc --stringparam fail-on error'
	grep -q '<testcase' out
	grep '<failure' out && return 1
	example 0 'echo "::add-matcher::'
	grep -q '^::add-matcher::.*/ci/problem-matcher.json$' out
	[ -s "$(sed 's/^::add-matcher:://' out)" ]
}

@test "the hook of git" {
	export HOME=$PWD GIT_CONFIG_NOSYSTEM=1
	git init -q .
	example 0 'install -m 755 '
	xen vm >vm.xml
	git add vm.xml
	filter 1 git -c user.name=a -c user.email=a@example.com commit -qm xen
	said '\[domain-type\]$'
}

@test "images that moved; the procedure and nothing else" {
	xen vm >vm.xml
	example 0 '    --map-path=/var/lib/xen/images/vm.img='
	grep -q "source file='/var/lib/libvirt/images/vm.qcow2'" out
	grep -q "type='qcow2'" out
	example 0 'domconv --only=seed vm.xml'
	domconv -q --only=seed vm.xml | cmp - out
	domconv --list-rules | awk '$2 == "seed" { print $1 }' | sort >seed
	domconv -v --only=seed vm.xml 2>&1 >out | sed -n 's/.*\[\(.*\)\]$/\1/p' | sort -u >fired
	[ -s fired ]
	[ -z "$(comm -23 fired seed)" ]
}

@test "nothing but xsltproc and xmllint" {
	xen vm | sed '/cdrom/,/disk>/d' >vm.xml
	example 0 'xsltproc $share/stylesheets/xen2qemu.xslt vm.xml'
	[ "$(xmllint --xpath 'string(//source/@bridge)' new.xml)" = br0 ]
	domconv -qc new.xml
}

@test "where there is no network: the static archive" {
	# of a folder with the programs of this build, which are not static: make distcheck, make trial
	mkdir -p virtxml-filters-0-linux/bin
	cp "$BUILD/domconv" virtxml-filters-0-linux/bin
	tar -czf virtxml-filters-0-linux.tar.gz virtxml-filters-0-linux
	rm -r virtxml-filters-0-linux
	xen mail >media/usb/old/mail.xml
	example 0 'tar -xzf virtxml-filters-*.tar.gz'
	is_kvm media/usb/new/mail.xml
	said '/media/usb/old/mail.xml:1:9: note: .*\[domain-type\]$'
}

# --- bridges ----------------------------------------------------------------------------------

@test "bridges in a pipeline, behind a backup, and looked at afterwards" {
	kvm vm | host domain vm
	example 0 'virsh dumpxml --inactive --security-info vm >vm.backup.xml'
	grep -q "passwd='secret'" vm.backup.xml
	example 1 'virsh dumpxml --inactive vm | bridgemap -c'
	example 0 '    bridgemap -b eth0:br0 | virsh define --validate /dev/stdin'
	called 'define --validate /dev/stdin'
	on_bridge br0 "$HOSTS/here/domain/vm.xml"
	grep -q "passwd='secret'" "$HOSTS/here/domain/vm.xml"
	example 0 'virsh dumpxml --inactive vm | bridgemap -c'
}

@test "bridges in an editor" {
	local what
	for what in domain/vm managedsave/vm image/vm.save snapshot/vm/snap checkpoint/vm/check; do
		kvm vm | host "${what%/*}" "${what##*/}"
	done
	echo "<network><name>lan</name><bridge name='eth0'/></network>" | host net lan
	example 0 "export VISUAL='bridgemap -i -b eth0:br0'"
	for what in domain/vm managedsave/vm image/vm.save snapshot/vm/snap checkpoint/vm/check; do
		on_bridge br0 "$HOSTS/here/$what.xml"
	done
	grep -q "bridge name='br0'" "$HOSTS/here/net/lan.xml"
}

@test "bridges in managed saves and snapshots, without an editor" {
	kvm vm | host managedsave vm
	snapshot snap | host snapshot/vm snap
	example 0 'virsh managedsave-dumpxml --security-info vm'
	on_bridge br0 "$HOSTS/here/managedsave/vm.xml"
	on_bridge br0 "$HOSTS/here/snapshot/vm/snap.xml"
	called 'snapshot-create vm /dev/stdin --redefine'
}

@test "two bridges change places; one interface to a network; bridges that are not there" {
	{
		kvm vm | sed '/<graphics/d; /<.devices>/,$d'
		for bridge in eth0 eth1 eth2; do
			echo "<interface type='bridge'><source bridge='$bridge'/></interface>"
		done
		printf '</devices>\n</domain>\n'
	} >vm.xml
	example 0 'bridgemap -b eth0:eth1 -b eth1:eth0 -b br0'
	sed -n "s/.*<source \([a-z]*='[^']*'\).*/\1/p" out >got
	printf "%s\n" "network='dmz'" "bridge='eth1'" "bridge='eth0'" "bridge='br0'" | same - got
	example 1 'ssh new ip -o link | bridgemap -c'
	said "vm.xml:[0-9]*:[0-9]*: warning: the new host has no bridge 'eth1' \[bridge-unlisted\]$"
	said '\[bridge-renamed\]$' || said "note: .*'br0'"
}

@test "a map file" {
	printed '# host xen1 -> kvm1' >map
	kvm vm >vm.xml
	filter 0 bridgemap -f map vm.xml
	on_bridge br0 out
	sed "s/52:54:00:12:34:56/00:16:3e:12:34:56/" vm.xml >wan.xml
	filter 0 bridgemap -f map wan.xml
	on_bridge br-wan out
	sed "s/eth0/eth7/" vm.xml >other.xml
	filter 0 bridgemap -f map other.xml
	said '\[bridge-unlisted\]$'
}

@test "the hook of libvirt" {
	example 0 'install -D '
	# newer hosts have virtqemud: whichever of the two runs
	called 'systemctl try-restart *libvirtd.service *virtqemud.service'
	kvm vm >vm.xml
	echo 'allow br0' >>etc/virtxml-filters/bridgemap.conf
	filter 0 bridgemap --hook -f etc/virtxml-filters/bridgemap.conf \
		-- vm migrate begin - <vm.xml
	on_bridge br0 out
	[ -x etc/libvirt/hooks/qemu.d/bridgemap ]
	filter 0 etc/libvirt/hooks/qemu.d/bridgemap vm stopped end - <vm.xml
	wrote_nothing
}

@test "the profiles of UVMM" {
	admin=cn=admin,dc=example,dc=org
	export admin
	example 0 'univention-ldapsearch -LLL'
	called "ldapmodify -D $admin -W -f changes.ldif"
	printf '%s\n' 'dn: cn=Windows 7,cn=kvm,cn=Profiles,cn=Virtual Machine Manager,dc=example,dc=org' \
		'changetype: modify' 'replace: univentionVirtualMachineProfileInterface' \
		'univentionVirtualMachineProfileInterface: br0' '' | same - "$HOSTS/ldap"
}

@test "a whole host; another one with the maps of a file; a document put back" {
	PATH=$TOP/tests/stand-in:$PATH:$TOP/tools
	export STORE=$BATS_TEST_TMPDIR/store
	local uuid=11111111-0000-4000-8000-000000000001
	store() {
		rm -rf "$STORE"
		mkdir -p "$STORE/$uuid"
		echo vm >"$STORE/$uuid/name"
		kvm vm >"$STORE/$uuid/domain.xml"
	}
	store
	example 0 'virsh-bridgemap -b eth0:br0'
	on_bridge br0 "$STORE/$uuid/domain.xml"
	grep -q '^would change: domain .vm.$' out
	grep -q '^changed: domain .vm.$' out
	grep -q '^0 would be changed, .*; nothing was done' out
	store
	echo 'bridge eth0:br0' >map
	example 0 'ssh root@new ls /sys/class/net >bridges'
	on_bridge br0 "$STORE/$uuid/domain.xml"
	grep -q '^qemu+ssh://root@new/system define' "$STORE/log"
	store
	sed -i 's/br0/br1/' map
	example 1 'ssh root@new ls /sys/class/net >bridges'
	said 'bridge-unlisted'
	on_bridge eth0 "$STORE/$uuid/domain.xml"
	# put back, on the host that goes by names
	PATH=$TOP/tests/stand-in/by-name:$PATH
	mkdir -p BACKUP/UUID
	kvm vm >BACKUP/UUID/domain.xml
	cp BACKUP/UUID/domain.xml BACKUP/UUID/managedsave.xml
	snapshot s1 >BACKUP/UUID/snapshot-1.xml
	example 0 'virsh define BACKUP/UUID/domain.xml'
	same BACKUP/UUID/domain.xml "$HOSTS/here/domain/vm.xml"
	same BACKUP/UUID/managedsave.xml "$HOSTS/here/managedsave/UUID.xml"
	same BACKUP/UUID/snapshot-1.xml "$HOSTS/here/snapshot/UUID/s1.xml"
}

# --- snapshots, pools -------------------------------------------------------------------------

@test "snapshots: dumped, looked at, converted in order, and redefined by the script or by hand" {
	snapshot s2 s1 | host snapshot/vm a
	mv "$HOSTS/here/snapshot/vm/a.xml" "$HOSTS/here/snapshot/vm/s2.xml"
	snapshot s1 | host snapshot/vm s1
	mkdir "$HOSTS/here/current"
	echo s2 >"$HOSTS/here/current/vm"
	example 0 'virsh snapshot-list --name vm'
	[ "$(cat out)" = s2 ]
	example 1 'snapconv --check -v oldsnap/*.xml'
	said '^oldsnap/s1.xml:'
	rm -r "$HOSTS/here"/* "$HOSTS/log"
	mkdir "$HOSTS/here/snapshot"
	example 0 'snapconv -b eth0:br0 -d newsnap --script=vm'
	for s in s1 s2; do
		on_bridge br0 "$HOSTS/here/snapshot/vm/$s.xml"
		grep -q "<domain type='kvm'>" "$HOSTS/here/snapshot/vm/$s.xml"
	done
	[ "$(cat "$HOSTS/here/current/vm")" = s2 ]
	sed -n 's/.*\(s[12]\)\.xml.*/\1/p' "$HOSTS/log" >order
	printf 's1\ns2\n' | same - order
	rm -r "$HOSTS/here"/* "$HOSTS/log" newsnap
	example 0 'snapconv -b eth0:br0 -d newsnap --order'
	stored here/snapshot/vm/s1.xml here/snapshot/vm/s2.xml
	printf 'snapshot-create vm newsnap/%s.xml --redefine\n' s1 s2 | same - "$HOSTS/log"
	rm -r "$HOSTS/here"/* "$HOSTS/log" newsnap redefine.sh
	sed -i "s/type='xen'/type='kvm'/; s/bus='xen'/bus='virtio'/; s/xvda/vda/" oldsnap/*.xml
	example 0 'snapconv --new-uuid="$(virsh domuuid vm)" --map-path=/srv/old=/srv/new'
	[ "$(cat newsnap/*.xml | grep -c '<uuid>11111111-0000-4000-8000-000000000009</uuid>')" -eq 2 ]
}

@test "a pool by its options; all that a server offers" {
	example 0 '    --source-dev iqn.2010-08.local.ucs:sdb | virsh pool-define /dev/stdin'
	grep -q "<device path='iqn.2010-08.local.ucs:sdb'/>" "$HOSTS/here/pool/iscsi.xml"
	cp "$HOSTS/here/pool/iscsi.xml" iscsi.xml
	rm "$HOSTS/here/pool/iscsi.xml"
	example 0 'virsh pool-define iscsi-pool.xml'
	same iscsi.xml "$HOSTS/here/pool/iscsi.xml"
	called 'pool-start iscsi'
	called 'pool-autostart iscsi'
	example 0 'iscsiadm -m discovery -t sendtargets -p san1'
	[ "$(find pools -name '*.xml' | wc -l)" -eq 2 ]
	filter 0 sh -e todo.sh
	grep -q iqn.2010-08.local.ucs:mail "$HOSTS"/here/pool/*mail*.xml
	[ "$(grep -c '^pool-start ' "$HOSTS/log")" -eq 3 ]
}

@test "a pool with CHAP; on a server that moved; a disk that is a LUN now" {
	mkdir etc/iscsi
	echo InitiatorName=iqn.1993-08.org.debian:01:abc >etc/iscsi/initiatorname.iscsi
	example 0 'set -- --name mail --type iscsi-direct'
	grep -q '<usage type=.iscsi.>' "$HOSTS/here/secret/1.xml"
	grep -q "<secret usage='mail-chap'/>" "$HOSTS/here/pool/mail.xml"
	grep -q "<iqn name='iqn.1993-08.org.debian:01:abc'/>" "$HOSTS/here/pool/mail.xml"
	poolgen -q --name data --source-host san1 --source-dev iqn.2010-08.local.ucs:l | host pool data
	example 0 'virsh pool-dumpxml --inactive data'
	grep -q "<host name='san2'" "$HOSTS/here/pool/data.xml"
	xen vm | sed "s|file='/var/lib/xen/images/vm.img'|dev='/dev/vg/vm'|; s/type='file' device='disk'/type='block' device='disk'/" >vm.xml
	example 0 'lun=$(poolgen --by-path 1'
	grep -q "dev='/dev/disk/by-path/ip-10.0.0.1:3260-iscsi-iqn.2010-08.local.ucs:sdb-lun-1'" out
}

@test "guests known only as files of xl: one, all of a host, all of a Ganeti" {
	local tools=$FIXTURES/xlconv/whole
	cp "$tools/rhel5-hvm.cfg" web.cfg
	printf 'virsh() { cat >defined.xml; }\n%s\n' "$(printed 'xlconv web.cfg | domconv | virsh define')" >recipe
	filter 0 bash -o pipefail recipe
	is_kvm defined.xml
	example 0 'xlconv --check -v web.cfg'
	is_kvm web.xml
	mkdir -p "$BATS_TEST_TMPDIR/etc/xen"
	cp "$tools/rhel5-pv.cfg" "$tools/oracle-vm-pvm.cfg" "$BATS_TEST_TMPDIR/etc/xen"
	example 0 'xlconv -d xen --report=report.xml'
	is_kvm new/rhel5-pv.xml new/oracle-vm-pvm.xml
	rm -r xen new
	mkdir -p "$HOSTS/nodes/node1" "$HOSTS/nodes/node2"
	cp "$tools/ganeti-hvm.cfg" "$HOSTS/nodes/node1/win1.example.com"
	cp "$tools/rhel5-pv.cfg" "$HOSTS/nodes/node2/web2.example.com"
	example 0 'for vm in $(gnt-instance list'
	is_kvm new/win1.example.com.xml new/web2.example.com.xml
}

@test "what the new host says of itself, and domains judged by it" {
	mkdir old new
	xen mail >old/mail.xml
	sed -n '/<capabilities>/,/<.capabilities>/p' "$FIXTURES/hosts/small.host" >"$HOSTS/new/capabilities.xml"
	sed -n '/<domainCap/,$p' "$FIXTURES/hosts/small.host" >"$HOSTS/new/domcapabilities.xml"
	sed -n '/<storagepoolCap/,/<.storagepoolCap/p' "$FIXTURES/hosts/storage.host" >"$HOSTS/new/pool-capabilities.xml"
	example 0 'virsh-describe -c qemu+ssh://new/system' # of the last command
	said "^old/mail.xml:[0-9:]* warning: the new host has no machine 'pc': it becomes 'q35' \\[target-machine-xen\\]$"
	is_kvm new/mail.xml
	grep -q '<emulator>/usr/bin/qemu-system-x86_64<' new/mail.xml
	mkdir pools
	cp "$FIXTURES/poolgen/target-pool-type/fires.xml" pools/zfs.xml
	example 1 'poolgen --check --new-host=new-host.xml'
	said "^pools/zfs.xml:.* the new host has no pools of type 'zfs': .*\\[target-pool-type\\]$"
}
