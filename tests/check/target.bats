# --target=FILE: descriptions of the new host that are not as they should be, and what they cost.
load helpers
load guests

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	cp "$FIXTURES/hosts/small.host" host.xml
	cp "$FIXTURES/demo/mail.xml" xen.xml
}

# bad_host FILE:LINE:COL PATTERN: a description that cannot be read: no domain is, and one line says why
bad_host() {
	filter 3 domconv -d "$PWD" --target="${1%%:*}" "$FIXTURES/domconv/domain-type/fires.xml"
	wrote_nothing
	[ ! -e fires.xml ]
	lines 1
	said "^$1: error: the new host's description cannot be read: $2$"
}

@test "a description that is cut short, at whichever byte: one line, status 3, nothing is converted" {
	local n whole
	whole=$(wc -c <host.xml)
	for ((n = 1; n < whole - 1; n += 97)); do
		head -c "$n" host.xml >cut-short
		bad_host 'cut-short:[0-9]+:[0-9]+' '.+'
	done
}

@test "an empty description, one of blanks, none, a directory, a guest's definition with a DOCTYPE" {
	: >empty
	bad_host 'empty:1:1' 'the input is empty'
	printf ' \n\n' >blank
	bad_host 'blank:[0-9]+:[0-9]+' '.+'
	bad_host none 'No such file or directory'
	mkdir dir
	bad_host dir 'Is a directory'
	printf '<!DOCTYPE x [<!ENTITY a "a">]><capabilities/>' >doctype
	bad_host 'doctype:1:1' 'a document type declaration .DOCTYPE. is not allowed'
	printf '<capabilities/><storage/>' >other
	bad_host 'other:1:16' 'unexpected content after the end of the document'
	filter 2 domconv --target= xen.xml
	filter 2 domconv --target=host.xml -o host.xml xen.xml
	said 'host.xml.* are the same file'
}

@test "a description of a host of Xen: what it runs is named" {
	sed -e "/<domain type='qemu'/d" -e "s/<domain type='kvm'/<domain type='xen'/" \
		-e '/<domainCapabilities>/,$d' host.xml >xen-host.xml
	filter 1 domconv --target=xen-host.xml xen.xml
	wrote_nothing
	said "error: the new host runs no domain of type 'kvm' for 'x86_64': it has 'xen': .*\[target-type\]$"
}

@test "a description of a later libvirt: what nobody knows yet is passed over" {
	sed -e "s|<host>|<host newer='1'><a><enum name='bus'/></a>|" \
		-e "s|<capabilities>|<capabilities xmlns:n='urn:n' n:v='9'>|" \
		-e "s|<disk supported='yes'>|&<enum name='colour'><value>red</value></enum><disk supported='no'/>|" \
		host.xml >later.xml
	for host in host later; do
		filter 0 domconv -v --target=$host.xml xen.xml
		cp out $host.out
		cp err $host.err
	done
	same host.out later.out
	same host.err later.err
}

@test "a description in any order, in pieces, from a pipe, or without the one half" {
	sed -n '/<domainCap/,$p' host.xml >second
	sed '/<domainCap/,$d' host.xml >first
	filter 0 domconv -v --target=host.xml xen.xml
	cp out want
	cat second first >turned
	filter 0 domconv --target=turned xen.xml
	same want out
	filter 0 domconv --target=<(cat host.xml) xen.xml
	same want out
	# what the emulator has is not known: qxl stays
	filter 0 domconv --target=first "$FIXTURES/domconv/target-video/fires.xml"
	same "$FIXTURES/domconv/target-video/fires.xml" out
	# the type counts more than the machine: of KVM's, which is of pc, there is no qxl
	sed 's|<domain>kvm|<domain>qemu|; s|<value>vga</value>|&<value>qxl</value>|' second >emulated
	sed 's|<machine>pc-q35|<machine>pc-i440fx|' second | cat first emulated - >both
	filter 0 domconv --target=both "$FIXTURES/domconv/target-video/fires.xml"
	same "$FIXTURES/domconv/target-video/fires.out" out
	# and from this, no other type than its own is judged by the CPU
	filter 0 domconv --type=qemu --cpu=host-passthrough --target=second xen.xml
	grep -q "<cpu mode='maximum'" out
}

@test "firmware, TPM and VFIO are missed neither where the host has them nor where nothing is said of them" {
	local rule host
	sed -e "s|<enum name='firmware'/>|<enum name='firmware'><value>efi</value></enum>|" \
		-e "s|<enum name='pciBackend'/>|<enum name='pciBackend'><value>vfio</value></enum>|" \
		-e "s|<tpm supported='no'/>|<tpm supported='yes'><enum name='model'><value>tpm-crb</value></enum></tpm>|" \
		host.xml >able.xml
	sed '/<domainCap/,$d' host.xml >first.xml
	for rule in firmware tpm vfio; do
		filter 0 domconv --force --only=target-$rule --target=host.xml "$FIXTURES/domconv/target-$rule/fires.xml"
		said "\[target-$rule\]\$"
		for host in able first; do
			filter 0 domconv -v --only=target-$rule --target=$host.xml "$FIXTURES/domconv/target-$rule/fires.xml"
			lines 0
		done
	done
}

@test "what an option asks for stays, and is judged" {
	filter 1 domconv --machine=pc --target=host.xml xen.xml
	said "error: .*the new host has no machine 'pc' for 'x86_64': .*\[target-machine\]$"
	filter 1 domconv --fallback --target=host.xml xen.xml
	said 'target-machine\]$'
	filter 0 domconv --force --machine=pc --target=host.xml xen.xml
	grep -q "machine='pc'" out
	filter 0 domconv --emulator=/opt/qemu --target=host.xml xen.xml
	said "warning: .*the new host does not name the emulator '/opt/qemu'"
	grep -q '<emulator>/opt/qemu<' out
	filter 0 domconv --emulator=omit --target=host.xml xen.xml
	run ! grep emulator out
}

@test "IDE is judged by a description of the machine's own kind" {
	sed "s/pc-q35-7.2/pc-i440fx-7.2/g; s/canonical='pc-i440fx-7.2' maxCpus='16'>q35/canonical='pc-i440fx-7.2' maxCpus='16'>pc/" \
		host.xml >pc.xml
	sed "s|<vcpu>.*|&<os><type arch='x86_64' machine='pc'>hvm</type></os>|" >ide.xml <<-'END'
		<domain type='kvm'><name>a</name><memory>1</memory>
		<vcpu>1</vcpu>
		<devices><disk type='file' device='disk'><source file='/a'/><target dev='hda' bus='ide'/></disk></devices></domain>
	END
	filter 1 domconv -c --target=pc.xml ide.xml
	said "has no disks on bus 'ide': .*\[target-bus\]$"
	sed '/<domainCap/,$d' pc.xml >both.xml
	sed -n '/<domainCap/,$p' host.xml >>both.xml
	filter 0 domconv -c --target=both.xml ide.xml
}

@test "a description of 50 MB, of 34,000 volumes in 1,000 pools: read in seconds, refused where it is cut" {
	{
		cat host.xml
		awk 'BEGIN {
			blank = sprintf("%1400s", "")
			for (i = 0; i < 34000; i++) {
				printf "<volume type=\"file\"><name>v%d.img</name><capacity unit=\"bytes\">1</capacity>", i
				printf "<target><path>/srv/p%d/v%d.img</path><format type=\"raw\"/></target>%s</volume>\n", i % 1000, i, blank
				if (i < 1000)
					printf "<pool type=\"dir\"><name>p%d</name><target><path>/srv/p%d/</path></target></pool>\n", i, i
			}
		}'
	} >large
	[ "$(wc -c <large)" -gt 47000000 ]
	filter 0 timeout 20 domconv -q --target=large xen.xml
	cp out want
	filter 0 domconv -q --target=host.xml xen.xml
	same want out
	filter 3 timeout 20 domconv -q --target=<(head -c 40000000 large) xen.xml
	lines 1
}

@test "snapconv: the domain of a snapshot is judged and adapted, before and after" {
	local snapshot=$FIXTURES/snapconv/snapshot-disk-name/fires.xml
	filter 0 snapconv --target=host.xml "$snapshot"
	said "warning: .*the new host has no machine 'pc': it becomes 'q35' \\[target-machine-xen\\]$"
	grep -q "machine='q35'" out
	filter 1 snapconv --target=host.xml "$FIXTURES/snapconv/snapshot-path/near.xml"
	said 'error: .*\[target-machine\]$'
	filter 3 snapconv --target=none "$snapshot"
	said '^none: error: '
}

@test "snapconv: the guest of a snapshot, its name and its files; what FILE does not say is not judged" {
	local kept=$FIXTURES/hosts/kept.host snapshot=$FIXTURES/snapconv/snapshot-file-missing/near.xml
	filter 0 snapconv --target="$kept" "$snapshot"
	said "warning: libvirt of the new host cannot revert to an external snapshot \[snapshot-revert\]$"
	lines 1
	# of guests and snapshots, these say nothing; a host that counts none has none
	for host in host.xml "$FIXTURES/hosts/earlier.host"; do
		filter 0 snapconv --only=target --skip=target-machine --target="$host" "$snapshot"
		lines 0
	done
	sed 's|<time>|<domains count="0"/>&|' "$FIXTURES/hosts/earlier.host" >none.host
	filter 0 snapconv --only=target --target=none.host "$snapshot"
	said "the new host has no domain 'mail' yet: define it there first"
	# another guest's UUID is neither taken for this guest, nor its images for its own
	sed 's/6d1b11/6d1b12/' "$snapshot" >other.xml
	filter 1 snapconv --target="$kept" other.xml
	said 'snapshot-guest-other\]$'
	said "the domain 'mail' of the new host uses the image '/srv/images/mail.s1'.*snapshot-file-in-use\]$"
	filter 0 snapconv --target="$kept" --new-uuid=5f5d2c9e-7b7e-4f0a-9d0c-2a1e0c6d1b11 other.xml
	lines 1
	filter 1 snapconv --target="$kept" --uuid=5f5d2c9e-7b7e-4f0a-9d0c-2a1e0c6d1b11 other.xml
}

@test "snapconv: parts that the new host's description, or the document, does not have" {
	local kept=$FIXTURES/hosts/kept.host snapshot=$FIXTURES/snapconv/snapshot-file-missing/near.xml i
	# a guest without a UUID may be this one; a libvirt that says it can revert, can
	sed '/<uuid>/d; s|<disksnapshot|<externalSnapshot/>&|' "$kept" >some.host
	filter 0 snapconv --only=snapshot-guest-other,snapshot-revert --target=some.host "$snapshot"
	lines 0
	# a moment without a name or a guest is none, and one without a time is another
	{
		sed '/<creationTime>/d' "$kept"
		echo '<domainsnapshot><domain/></domainsnapshot><domainsnapshot><name>s1</name></domainsnapshot>'
		echo '<domainsnapshot><domain><uuid>5f5d2c9e-7b7e-4f0a-9d0c-2a1e0c6d1b11</uuid></domain></domainsnapshot>'
		for ((i = 0; i < 40; i++)); do
			echo "<domainsnapshot><name>$i</name><domain><uuid>5f5d2c9e-7b7e-4f0a-9d0c-2a1e0c6d1b11</uuid></domain></domainsnapshot>"
		done
	} >some.host
	filter 1 snapconv --only=snapshot-name-in-use --target=some.host "$snapshot"
	said "the domain has another snapshot 's1' on the new host"
	sed 's|<name>s1</name>||' "$snapshot" >nameless.xml
	filter 0 snapconv --only=snapshot-name-in-use --target=some.host nameless.xml
	lines 0
	# a disk that is no file; one that is left out; no guest
	sed "s|type='file'>|type='network'>|; s|<source file='/srv/images/mail.s1'/>|<source protocol='rbd' name='p/i'/>|" "$snapshot" >rbd.xml
	filter 0 snapconv --only=snapshot-file-missing,snapshot-file-in-use --target="$kept" rbd.xml
	lines 0
	sed 's|images/mail.s1|images/web.s1|; /<domain /,/<.domain>/d' "$snapshot" >alone.xml
	filter 0 snapconv --only=snapshot-file-missing,snapshot-file-in-use,snapshot-revert --target="$kept" alone.xml
	lines 0
}

@test "snapconv: a secret of either definition of the guest is missed once" {
	local disk="<disk type='network' device='disk'><driver name='qemu' type='raw'/><source protocol='rbd' name='rbd/80'><host name='mon1'/><auth username='libvirt'><secret type='ceph' uuid='0e5d6c7f-8a03-4b1c-9d2e-3f4a5b6c7d09'/></auth></source><target dev='vdb' bus='virtio'/></disk>"
	sed "s|<devices>|&$disk|; s|^  </domain>|&<inactiveDomain type='kvm'><name>mail</name><memory>524288</memory><os><type arch='x86_64' machine='pc'>hvm</type></os><devices>$disk</devices></inactiveDomain>|" \
		"$FIXTURES/snapconv/snapshot-file-missing/near.xml" >secret.xml
	filter 0 snapconv --only=target-secret --target="$FIXTURES/hosts/storage.host" secret.xml
	said "the new host has no secret '0e5d6c7f-8a03-4b1c-9d2e-3f4a5b6c7d09'"
	lines 2
}

@test "bridgemap: what the new host has takes the place of --allow-from" {
	local busy=$FIXTURES/hosts/busy.host
	cat >vm.xml <<-'END'
		<domain type='kvm'><name>vm</name><memory>1</memory><devices>
		<interface type='bridge'><source bridge='eth0'/></interface>
		<interface type='network'><source network='lan'/></interface>
		</devices></domain>
	END
	filter 0 bridgemap -b eth0:br0 -n lan:default --target="$busy" vm.xml
	lines 0
	filter 0 bridgemap -b eth0:br1 -n lan:dmz --target="$busy" vm.xml
	said "warning: .*the new host has no bridge 'br1' \\[bridge-unlisted\\]$"
	said "warning: .*the new host has no network 'dmz' \\[network-unlisted\\]$"
	filter 0 bridgemap -b eth0:br1 --allow=br1 -n lan:default --target="$busy" vm.xml
	lines 0
	# of interfaces and networks, this one says nothing
	filter 0 bridgemap -b eth0:br1 --target=host.xml vm.xml
	lines 0
	filter 1 bridgemap --check --target="$busy" vm.xml
	lines 2
	filter 1 bridgemap --hook --no-sandbox -b eth0:br1 --target="$busy" -- vm migrate begin - <vm.xml
	wrote_nothing
	filter 3 bridgemap -b eth0:br1 --target=none vm.xml
	said '^none: error: '
}

@test "poolgen: pools of options, of discovery and of dumps are judged alike" {
	local busy=$FIXTURES/hosts/storage.host
	local options=(--source-host san7 --source-dev iqn.2010-08.local.ucs:sdb)
	filter 1 poolgen --new-host="$busy" --name new "${options[@]}" --commands
	wrote_nothing
	lines 1
	said "^poolgen: error: the pool 'san' of the new host has the same source: .* \\[target-pool-source\\]$"
	filter 0 poolgen -q --name new "${options[@]}" -o pool.xml
	filter 1 poolgen --new-host="$busy" pool.xml
	wrote_nothing
	said "^pool.xml:[0-9]+:[0-9]+: error: the pool 'san' .* \\[target-pool-source\\]$"
	printf 'san7:3260,1 iqn.2010-08.local.ucs:%s\n' one sdb images >found
	mkdir pools
	filter 1 poolgen --from-discovery --new-host="$busy" -d pools --commands=todo -r report.xml found
	lines 2
	said "^found:2:1: error: the pool 'san' .* \\[target-pool-source\\]$"
	said "^found:3:1: error: another pool 'images' of the new host has this name: .* \\[target-pool-name\\]$"
	[ "$(ls pools)" = one.xml ]
	filter 1 poolgen -v --from-discovery --new-host="$busy" -d pools found
	said '^poolgen: note: 3 documents: 1 converted, 0 unchanged, 2 refused$'
	[ "$(grep -c pool-define todo)" -eq 1 ]
	[ "$(grep -c '<error ' report.xml)" -eq 2 ]
	xmllint --noout --relaxng "$TOP/schemas/report.rng" report.xml
	# forced, or without its rule, each is written; and strictly, what is only warned of is not
	rm -r pools
	mkdir pools
	filter 0 poolgen --from-discovery --new-host="$busy" -d pools --force found
	lines 2
	[ "$(find pools -type f | wc -l)" -eq 3 ]
	filter 0 poolgen --skip=target --from-discovery --new-host="$busy" found
	lines 0
	set -- --name=vg1 --type=logical --source-name=vg0 --target=/dev/vg0 --new-host="$busy"
	filter 0 poolgen "$@"
	said "^poolgen: warning: the pool 'vg0' .* \\[target-pool-shared\\]$"
	grep -q '<name>vg1' out
	filter 1 poolgen "$@" --strict
	wrote_nothing
	filter 1 poolgen "$@" --check
	wrote_nothing
}

@test "poolgen --new-host: the pools of a run are judged by those before them" {
	pool() { # NAME TARGET [UUID]
		echo "<pool type='dir'><name>$1</name>${3:+<uuid>$3</uuid>}<target><path>$2</path></target></pool>"
	}
	local busy=$FIXTURES/hosts/storage.host one=6ba7b810-9dad-11d1-80b4-00c04fd430c8
	pool a /srv/a >1.xml
	pool a /srv/b >2.xml
	pool a /srv/b $one >3.xml
	pool b /srv/a/ >4.xml
	pool c /srv/c $one >5.xml
	pool d /srv/d $one >6.xml
	pool c /srv/e $one >7.xml # redefines it
	filter 1 poolgen --new-host="$busy" [1-7].xml
	sed 's/:[0-9]*: error: / /; s/: .*\[/ [/' err >got
	cat >want <<-'END'
		2.xml:1 another pool 'a' of this run has this name [target-pool-name]
		3.xml:1 another pool 'a' of this run has this name [target-pool-name]
		4.xml:1 the pool 'a' of this run has the same source [target-pool-source]
		6.xml:1 the pool 'c' of this run has this UUID [target-pool-uuid]
	END
	same want got
	cat 1.xml 5.xml 7.xml >want
	same want out
	# what is refused, or forced, is not there later, or is
	filter 1 poolgen --new-host="$busy" 1.xml 4.xml
	pool b /srv/f >4a.xml
	filter 1 poolgen -q --new-host="$busy" 1.xml 4.xml 4a.xml
	lines 1
	filter 0 poolgen --force --new-host="$busy" 1.xml 4.xml 4a.xml
	lines 2
	said "^4a.xml:.* another pool 'b' of this run has this name"
	# nothing is judged without a host
	filter 0 poolgen [1-7].xml
	# pools of discovery: each name is given once, but not each source
	echo 'srv:3260,1 iqn.2010-08.x:a' | tee found >found-again
	filter 0 poolgen --from-discovery found found-again
	filter 1 poolgen --from-discovery --new-host="$busy" found found-again
	lines 1
	said "^found-again:1:1: error: the pool 'a' of this run has the same source"
}

@test "poolgen: pools of the new host with parts missing are like no other; paths as libvirt keeps them" {
	local i
	{
		echo "<storagepoolCapabilities><pool supported='no'/></storagepoolCapabilities>"
		echo "<pool type='dir'><name>a</name></pool><pool type='dir'><name>s</name><target><path>//srv//two/</path></target></pool>"
		echo "<pool type='dir'><name>t</name><target><path>///srv/three</path></target></pool>"
		echo "<pool type='netfs'><name>b</name><source><dir path='/x'/></source><target><path>nas://x//y</path></target></pool>"
		echo "<pool type='netfs'><name>c</name><source><host name='h1'/><host name='h2'/><dir path='/x'/></source></pool>"
		echo "<pool type='scsi'><name>d</name><source><adapter type='fc_host' wwpn='20000000c9831b4b'/></source></pool>"
		echo "<pool type='scsi'><name>e</name><source><adapter type='fc_host' wwnn='20000000c9831b4b'/></source></pool>"
		echo "<pool type='scsi'><name>f</name><source><adapter name='scsi_hostX'/></source></pool>"
		echo "<pool type='fs'><name>g</name><source><device/>"
		for ((i = 0; i < 40; i++)); do echo "<device path='/dev/sd$i'/>"; done
		echo "</source><target><path>srv</path></target></pool>"
	} >some.host
	local dir=(--only=target --new-host=some.host --name=new --type=dir) netfs=(--only=target --new-host=some.host --name=new --type=netfs --target=/new)
	filter 0 poolgen "${dir[@]}" --target=/new
	lines 0
	filter 1 poolgen "${dir[@]}" --target=/srv/three
	said "pool 't' of the new host has the same source"
	filter 0 poolgen "${dir[@]}" --target=/srv/two # perhaps another root
	filter 1 poolgen "${dir[@]}" --target=//srv/two
	said "pool 's' of the new host has the same source"
	filter 1 poolgen "${netfs[@]}" --source-host=h1 --source-path=/x # it is enough that one of them has one host
	said "pool 'c' of the new host has the same source"
	echo "<pool type='netfs'><name>n</name><source><host name='h1'/><host name='h2'/><dir path='/x'/></source><target><path>/new</path></target></pool>" >two.xml
	filter 0 poolgen --only=target --new-host=some.host two.xml
	lines 0
	filter 1 poolgen --only=target --new-host=some.host --name=new --type=fs --source-dev=/dev/sd39 --target=/new
	said "pool 'g' of the new host has the same source"
	echo "<pool type='scsi'><name>n</name><source><adapter type='fc_host' wwnn='20000000c9831b4b' wwpn='20000000c9831b4b'/></source></pool>" >fc.xml
	filter 0 poolgen --only=target --new-host=some.host fc.xml
	lines 0
	echo "<pool type='dir'><target><path>/srv/three</path></target></pool>" >nameless.xml # the message stands at its root
	filter 1 poolgen --new-host=some.host --name=a nameless.xml
	said "^nameless.xml:1:1: error: another pool 'a' of the new host has this name"
}

@test "poolgen: what the new host does not say is not judged, and a bad description comes first" {
	local any=$FIXTURES/poolgen/target-pool
	filter 0 poolgen --new-host=host.xml "$any-type/fires.xml" # it says nothing of storage
	lines 0
	echo '<storagepoolCapabilities/>' >none.host
	filter 0 poolgen --new-host=none.host "$any-type/fires.xml"
	lines 0
	sed '/<uuid>/d' "$FIXTURES/hosts/storage.host" >no-uuid.host
	filter 0 poolgen --only=target --new-host=no-uuid.host "$any-name/fires.xml"
	lines 0
	filter 1 poolgen --only=target --new-host=no-uuid.host "$any-name/no-uuid.xml"
	sed '/^<secret /,$d' "$FIXTURES/hosts/storage.host" >no-secret.host
	filter 0 poolgen --new-host=no-secret.host "$any-secret/fires.xml"
	lines 0
	head -c 700 "$FIXTURES/hosts/storage.host" >cut.host
	for bad in cut.host none; do
		filter 3 poolgen --new-host=$bad --type=dir --name=p --target=/srv -o made.xml
		lines 1
		said "^$bad(:[0-9]+:[0-9]+)?: error: the new host's description cannot be read: "
		[ ! -e made.xml ]
	done
}

# device TEXT [NAME]: a guest of KVM with this device in vm.xml
device() {
	cat >vm.xml <<-END
		<domain type='kvm'><name>${2-vm}</name><memory>524288</memory>
		<os><type arch='x86_64' machine='q35'>hvm</type></os><devices>$1</devices></domain>
	END
}

# judged [PATTERN]: --check finds this and nothing else, by the rules of $only; without a pattern nothing
judged() {
	filter "$(($# > 0))" domconv -c --only="${only:-target}" --target=host.xml vm.xml
	lines "$#"
	[ $# -eq 0 ] || said "$1"
}

@test "bridges are those of the host's interfaces, too; what stands in no pool is no volume" {
	device "<interface type='bridge'><mac address='52:54:00:00:00:77'/><source bridge='br7'/></interface>"
	cp "$FIXTURES/hosts/busy.host" host.xml
	judged "no bridge 'br7'"
	cat >>host.xml <<-'END'
		<interface type='bridge' name='br7'><bridge><interface type='ethernet' name='eth4'/></bridge></interface>
		<volume type='file'><name>x.img</name><target><path>/elsewhere/x.img</path></target></volume>
	END
	judged
	device "<interface type='direct'><mac address='52:54:00:00:00:77'/><source dev='eth4'/></interface>"
	judged
}

@test "kinds of disks, models of CPUs, and displays that the new host does not have" {
	sed -i '/<value>lun</d' host.xml
	device "<disk type='block' device='lun'><source dev='/dev/sdb'/><target dev='sda' bus='scsi'/></disk>"
	judged "no disks of kind 'lun'"
	device '' ''
	sed -i "s|<devices>|<cpu mode='custom'><model>PDP11</model></cpu>&|" vm.xml
	judged "does not know the CPU model 'PDP11'"
	sed -i "s|mode='custom'|mode='host-model'|" vm.xml
	judged
	device "<graphics type='spice'/><graphics type='vnc' port='-1'/>"
	filter 1 domconv -c --target=host.xml vm.xml
	said 'the new host has no SPICE: use the VNC display'
	filter 0 domconv -q --target=host.xml vm.xml
	[ "$(grep -o '<graphics[^>]*>' out)" = "<graphics type='vnc' port='-1'/>" ]
	device "<video><model type='qxl'/></video>"
	filter 1 domconv -c --target=host.xml vm.xml
	said "no video 'qxl': it becomes vga"
	sed -i -E '/<value>(vga|virtio|bochs)</d' host.xml
	filter 1 domconv -c --target=host.xml vm.xml
	said "no video 'qxl': it is removed"
}

@test "a guest of the same name is the guest itself where no UUID tells" {
	local only=target-image
	cp "$FIXTURES/hosts/busy.host" host.xml
	sed -i '/<uuid>/d' host.xml
	device "<disk type='file' device='disk'><source file='/srv/images/web.qcow2'/><target dev='vda' bus='virtio'/></disk>" web
	judged
	device "<disk type='file' device='disk'><source file='/srv/images/web.qcow2'/><target dev='vda' bus='virtio'/></disk>" other
	judged "'web'"
}

@test "enums without a name and places that are very deep are passed over" {
	local deep
	deep=$(for ((i = 0; i < 60; i++)); do printf '<a%0100d>' "$i"; done)
	sed -i "s|</devices>|<enum><value>x</value></enum>$deep<enum name='y'/>$(for ((i = 59; i >= 0; i--)); do printf '</a%0100d>' "$i"; done)&|" host.xml
	device "<disk type='file' device='disk'><source file='/a'/><target dev='vda' bus='virtio'/></disk>"
	judged
}

@test "what other rules remove is not missed on the new host" {
	cat "$FIXTURES/hosts/busy.host" >>host.xml
	pv "<disk type='file' device='floppy'><source file='/srv/images/f.img'/><target dev='fda' bus='fdc'/></disk>
		<interface type='hostdev'><source network='lan' bridge='br7'/><filterref filter='none'/></interface>
		<hostdev mode='subsystem' type='pci'><source><address domain='0' bus='1' slot='0' function='0'/></source></hostdev>
		<graphics type='sdl'/><graphics type='vnc' port='-1'/>
		<video><model type='xen'/></video><video><model type='cirrus'/></video>" >vm.xml
	filter 0 domconv --hostdev=drop --target=host.xml vm.xml
	run ! grep -E "has no (disks|network|bridge|video|SPICE)|VFIO|target-volume" err
	# of two cards the second is the primary one: the first is removed, the second replaced
	xen "<os><type arch='x86_64' machine='xenfv'>hvm</type></os>" \
		"<graphics type='vnc' port='-1'/><video><model type='vga'/></video><video><model type='qxl' primary='yes'/></video>" >vm.xml
	filter 0 domconv --target=host.xml vm.xml
	said "the new host has no video 'qxl': it becomes vga"
	# a kernel that is dropped is no file below a pool, one that is kept is, as is what stands beside it
	xen "<os><type arch='x86_64' machine='xenpv'>linux</type><kernel>/srv/images/vmlinuz</kernel><initrd>/srv/images/initrd</initrd></os>" \
		'' >vm.xml
	filter 0 domconv --direct-kernel=drop --target=host.xml vm.xml
	run ! grep target-volume err
	filter 0 domconv --direct-kernel=keep --target=host.xml vm.xml
	[ "$(grep -c "has no volume '/srv/images/\(vmlinuz\|initrd\)' yet" err)" -eq 2 ]
	device ''
	sed -i "s|</type>|&<nvram>/srv/images/vars.fd</nvram>|" vm.xml
	judged "no volume '/srv/images/vars.fd' yet"
	# a secure channel of SPICE, which --force drops, is dropped once
	pv "<graphics type='spice' tlsPort='5901'><channel name='main' mode='secure'/></graphics>" >vm.xml
	filter 0 domconv --force --target=host.xml vm.xml
	grep -q "<graphics type='vnc'" out
	run ! grep -q channel out
}

@test "devices of a second element, of other kinds, and with parts missing" {
	device "<tpm model='tpm-crb'/>"
	judged "no tpm"
	device "<hostdev mode='subsystem' type='usb'><source><vendor id='1'/><product id='2'/></source></hostdev>
		<interface type='hostdev'><source><address type='pci' domain='0' bus='1' slot='0' function='0'/></source></interface>"
	only=target-vfio judged "it has no VFIO"
	device "<interface type='ethernet'><source bridge='br7'/><filterref filter='none'/></interface>"
	judged # this host says nothing of bridges and filters
	cat "$FIXTURES/hosts/busy.host" >>host.xml
	only=target-link judged
	device "<disk type='block' device='disk'><source dev='/srv/images/web.qcow2'/><driver name='qemu' type='qcow2'/><target dev='vda' bus='virtio'/></disk>"
	sed 's|<host>|&<volumes count="5"/>|' "$FIXTURES/hosts/earlier.host" >>host.xml # all of them are here
	only=target-format judged "'/srv/images/web.qcow2' of the new host is a file, and the disk is not"
	device "<disk type='file' device='disk'><source file='/srv/images/none.img'/><target dev='vda' bus='virtio'/></disk>"
	only=target-volume judged "no volume '/srv/images/none.img' yet"
	sed '/^<volume /,/^<.volume>/d' "$FIXTURES/hosts/busy.host" >host.xml
	only=target-volume judged # nothing is said of volumes
	cp "$FIXTURES/hosts/small.host" host.xml
	device "<disk type='file' device='disk'><source file='/a'/><target dev='a' bus='sd'/></disk>"
	sed -i "s/'q35'/'pc'/" vm.xml # of another kind than the description
	only=target-bus judged "no disks on bus 'sd'"
	# libvirt reads the first <os> and the first <type>
	device ''
	sed -i "s|</type>|&<type machine='none'>hvm</type>|; s|</os>|&<os firmware='efi'/>|" vm.xml
	judged
}

@test "an image is a volume of a pool, too, or a name on a server" {
	local source
	for source in "type='volume'><source pool='p' volume='v'/>" \
		"type='network'><source protocol='rbd' name='p/v'><host name='h'/></source>"; do
		{
			cat "$FIXTURES/hosts/small.host"
			echo "<domain type='kvm'><name>other</name><devices><disk $source</disk></devices></domain>"
		} >host.xml
		device "<disk device='disk' $source<target dev='vda' bus='virtio'/></disk>"
		only=target-image judged "the domain 'other' of the new host uses the image"
		sed -i "s/'v'/'w'/; s,p/v,p/w," vm.xml
		only=target-image judged
	done
}

@test "machines, emulators and CPUs of the new host" {
	xen "<os><type arch='x86_64' machine='pc-i440fx-2.1'>hvm</type></os>" '' >vm.xml
	filter 0 domconv --target=host.xml vm.xml
	said "the new host has no machine 'pc-i440fx-2.1': it becomes 'q35'"
	sed 's/q35/microvm/g' host.xml >no-pc.xml
	filter 1 domconv --target=no-pc.xml vm.xml
	said "the new host has no machine 'pc'"
	device ''
	sed -i "s/x86_64/vax/" vm.xml
	judged "no emulator for architecture 'vax'"
	sed -i "s/vax//" vm.xml
	judged "no emulator for architecture ''"
	# a guest of which only the tools say the architecture and the machine
	xen '' '' >vm.xml
	filter 0 domconv --target=host.xml vm.xml
	said "the new host has no machine 'pc': it becomes 'q35'"
	sed 's/x86_64/aarch64/g' host.xml >arm.xml
	filter 1 domconv --target=arm.xml vm.xml
	said "no emulator for architecture 'x86_64': it has 'aarch64'"
	# what libvirt reads as a number of CPUs is one
	sed 's|<vcpu>17|<vcpu>65536|' "$FIXTURES/domconv/target-cpus/fires.xml" >many.xml
	filter 1 domconv --target=host.xml many.xml
	said "has at most [0-9]* CPUs"
	# of each type, its own emulator
	sed -i "s|<domain type='kvm'/>|<domain type='kvm'><emulator>/opt/own/kvm</emulator></domain>|" host.xml
	device '<emulator>/opt/own/kvm</emulator>'
	judged
	device '<emulator/>'
	judged
	device '<emulator>/usr/bin/qemu-system-i386</emulator>'
	filter 0 domconv --target=host.xml vm.xml
	grep -q '<emulator>/opt/own/kvm</emulator>' out
	# models that the host knows and can run, or whose likes will do
	for model in "<model>qemu64<" "<model fallback='allow'>Skylake-Server<"; do
		device ''
		sed -i "s|<devices>|<cpu mode='custom'>$model/model></cpu>&|" vm.xml
		judged
	done
	device ''
	sed -i "s|<devices>|<cpu mode='custom'><model>Skylake-Server</model></cpu>&|" vm.xml
	judged "cannot run the CPU model 'Skylake-Server'"
	sed -i "s/type='kvm'/type='qemu'/" vm.xml
	sed 's/<domain>kvm</<domain>qemu</' host.xml >emulated.xml
	filter 0 domconv -c --only=target --target=emulated.xml vm.xml
	sed -i "s/type='qemu'/type='kvm'/" vm.xml
	sed -i "/<model usable/d; s/name='host-model' supported='yes'/name='host-model' supported='no'/" host.xml
	judged # it lists none
	sed -i "s|mode='custom'><model>Skylake-Server</model>|mode='host-passthrough'>|" vm.xml
	judged "no CPU mode 'host-passthrough'"
	filter 0 domconv --target=host.xml vm.xml
	grep -q "<cpu mode='host-passthrough'>" out
}

@test "ports, devices and disks of the new host's guests that are nobody's" {
	cat >>host.xml <<-'END'
		<domain type='kvm'><name>web</name><uuid>3b1f6a52-2c44-4a0e-8d1f-5f0e6a7b9c01</uuid><memory>1</memory><devices>
		<disk type='file' device='disk'><source startupPolicy='optional'/><target dev='vda' bus='virtio'/></disk>
		<graphics type='vnc' port='5901' autoport='yes'/><graphics type='vnc' port='-1'/><controller type='usb'/></devices></domain>
		<device><name>pci</name><capability type='pci'><interface>br7</interface></capability><capability type='net'><interface>br8</interface></capability></device>
	END
	device "<uuid>3b1f6a52-2c44-4a0e-8d1f-5f0e6a7b9c01</uuid>" web
	sed -i 's|<devices>\(<uuid>.*</uuid>\)</devices>|\1|' vm.xml
	judged # it is the guest itself
	device "<tpm model='$(printf '%0600d' 0)'/>"
	judged "no tpm" # a word that is longer than any
	device "<filterref filter='$(printf '%0600d' 0)'/><graphics type='vnc' port='5901' autoport='no'/><interface type='bridge'><mac address='52:54:00:00:00:77'/><source bridge='br7'/></interface>"
	judged "no bridge 'br7'"
}
