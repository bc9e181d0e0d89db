# virsh-export, with hosts of tests/stand-in/host; tests/interop/move.sh has it work on a real libvirt.
# shellcheck disable=SC2086,SC2154 # words of hosts.bash, without blanks
load helpers
load hosts
load examples

setup() {
	hosts
}

# index LINE: of index.tsv, with | for tabs
index() {
	tr '\t' '|' <old/index.tsv | grep -qxF -- "$1" || {
		tr '\t' '|' <old/index.tsv
		return 1
	}
}

@test "everything is in the directory, nobody else reads it, nothing is left behind" {
	old_host 9.0.0 qemu kvm
	parts_of_odd
	checkpoints_of_odd
	filter 0 virsh-export -c qemu+ssh://root@old/system old
	grep -qx "12 exported, 0 failed: '$PWD/old'" out
	[ -z "$(find old -perm /077)" ]
	[ "$(stat -c %a old)" = 700 ]
	same old/domains/web.xml <(cat hosts/old/domain/$web/doc.xml && echo)
	[ "$(sort old/index.tsv | tr '\t' '|')" = "$(sort <<-END
		nwfilter|$clean|nwfilters/clean.xml|-|-|-|clean
		secret|$key|secrets/$key.xml|-|-|-|$key
		network|$lan|networks/$lan.xml|yes|active|-|the lan
		pool|$images|pools/images.xml|no|active|-|images
		domain|$web|domains/web.xml|yes|running|-|web
		domain|$odd|domains/$odd.xml|no|shut off|-|$odd_name
		snapshot|$odd|snapshots/$odd/0001.xml|-|-|-|a & b
		snapshot|$odd|snapshots/$odd/0002.xml|-|-|current|-s'2"
		snapshot|$odd|snapshots/$odd/0003.xml|-|-|-|leaf
		checkpoint|$odd|checkpoints/$odd/0001.xml|-|-|-|c1
		checkpoint|$odd|checkpoints/$odd/0002.xml|-|-|-|c 2
		domain|$digits|domains/42.xml|no|shut off|-|42
	END
	)" ]
	grep -q 'passwd=' "old/snapshots/$odd/0001.xml"
	[ "$(find old -type f | sort)" = "$({ echo old/files.tsv && echo old/index.tsv &&
		cut -f 3 old/index.tsv | sed 's|^|old/|'; } | sort)" ]
	said '^note: domain .*its file is called 11111111'
	said '^note: secret .*its value stays here'
	[ -z "$(ls tmp)" ]
	[ ! -e no ]
	run ! grep -E ' (define|[a-z]+-define|[a-z]+-create|[a-z]+-delete|undefine|start|[a-z-]*autostart) ' hosts/log
}

@test "a name that is the UUID of another domain: each has a file of its own" {
	old_host 9.0.0 qemu kvm
	domain_xml kvm $digits $odd | thing old domain $digits $odd
	domain_xml kvm $web $web | thing old domain $web $web
	filter 0 virsh-export -c qemu://old/ old
	index "domain|$odd|domains/$odd.xml|no|shut off|-|$odd_name"
	index "domain|$digits|domains/$digits.xml|no|shut off|-|$odd"
	index "domain|$web|domains/$web.xml|yes|running|-|$web"
	grep -qF "<name>$(escaped "$odd_name")</name>" old/domains/$odd.xml
	grep -qF "<name>$odd</name>" old/domains/$digits.xml
}

@test "virsh of libvirt 0.8, 0.9.10, 1.2 and 4.0: their tables and options" {
	for version in 0.8.3 0.9.10 1.2.9 4.0.0; do
		rm -rf hosts/old old
		old_host $version xen xen
		parts_of_odd
		mkdir -p hosts/old/domain/00000000-0000-0000-0000-000000000000
		echo Domain-0 >hosts/old/domain/00000000-0000-0000-0000-000000000000/name
		echo 0 >hosts/old/domain/00000000-0000-0000-0000-000000000000/active
		filter 0 virsh-export -c xen+ssh://root@old/ old
		grep -qx "10 exported, 0 failed: .*" out
		index "network|$lan|networks/$lan.xml|yes|active|-|the lan"
		index "pool|$images|pools/images.xml|no|active|-|images"
		index "domain|$web|domains/web.xml|yes|running|-|web"
		index "domain|$digits|domains/42.xml|no|shut off|-|42"
		index "domain|$odd|domains/$odd.xml|no|shut off|-|$odd_name"
		index "snapshot|$odd|snapshots/$odd/0001.xml|-|-|-|a & b"
		index "snapshot|$odd|snapshots/$odd/0002.xml|-|-|current|-s'2\""
		grep -q 'passwd=' old/domains/web.xml
		run ! grep Domain-0 old/index.tsv
	done
}

@test "a name of digits that an old virsh takes for another's id: said, not exported under it" {
	old_host 0.8.3 xen xen
	echo 42 >hosts/old/domain/$web/active
	filter 1 virsh-export -c xen://old/ old
	said "^failed: domain '42': virsh takes its name for the id of another domain; shut down 'web'"
	[ ! -e old/domains/42.xml ]
	index "domain|$web|domains/web.xml|yes|running|-|web"
}

@test "what can go wrong with one document does not stop the others, and is said" {
	old_host 9.0.0 qemu kvm
	rm hosts/old/domain/$web/doc.xml
	filter 1 virsh-export -c qemu://old/ old
	said "^failed: domain 'web': cannot be dumped: "
	grep -qx '6 exported, 1 failed: .*' out
	run ! grep "domain.*web" old/index.tsv
	rm -rf old
	printf '%s\n' net-list >hosts/fail
	filter 1 virsh-export -c qemu://old/ old
	said "^failed: virsh net-list: 'Failed to do it for a reason'"
}

@test "transient guests and managed saves are named" {
	old_host 9.0.0 qemu kvm
	touch hosts/old/domain/$web/transient hosts/old/domain/$digits/saved
	filter 0 virsh-export -c qemu://old/ old
	index "domain|$web|domains/web.xml|yes|running|transient|web"
	index "domain|$digits|domains/42.xml|no|shut off|managed-save|42"
	said "^note: domain 'web': it is transient"
	said "^note: domain '42': it has an image of managed save, which stays here"
}

@test "files.tsv: what the guests need, with volumes, backing files, NVRAM, TPM, kernels, snapshots' files" {
	old_host 9.0.0 qemu kvm
	mkdir hosts/old/pool/$images/volume
	for n in 1 2; do
		printf 'volume %s\n' $n >hosts/old/pool/$images/volume/$n.name
		cat >hosts/old/pool/$images/volume/$n.xml <<-END
			<volume type='file'>
			  <name>volume $n</name>
			  <target>
			    <path>/srv/volume $n</path>
			  </target>
			  <backingStore>
			    <path>/srv/base $n</path>
			  </backingStore>
			</volume>
		END
	done
	cat >hosts/old/domain/$web/doc.xml <<-END
		<domain type='kvm'>
		  <name>web</name>
		  <uuid>$web</uuid>
		  <os>
		    <loader readonly='yes' type='pflash'>/usr/share/OVMF/OVMF_CODE.fd</loader>
		    <nvram>/var/lib/libvirt/qemu/nvram/web_VARS.fd</nvram>
		    <kernel>/boot/a &amp; b</kernel>
		  </os>
		  <devices>
		    <disk type='volume' device='disk'>
		      <source pool='images' volume='volume 1'/>
		    </disk>
		    <disk type='file' device='disk'>
		      <source file='/srv/volume 2' index='1'/>
		      <backingStore type='file' index='2'>
		        <source file='/srv/base 2'/>
		        <backingStore type='block'>
		          <source dev='/dev/vg/base'/>
		        </backingStore>
		      </backingStore>
		    </disk>
		    <disk type='network'><source protocol='rbd' name='pool/x'/></disk>
		    <!-- <source file='/never'/> -->
		    <interface type='direct'><source dev='eth0'/></interface>
		    <filesystem><source dir="/srv/it's"/></filesystem>
		    <disk type='file'><source startupPolicy="optional"
		      file = "/srv/a>'b'&#x20;&#252;.iso"/></disk>
		    <tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm>
		  </devices>
		</domain>
	END
	sed "s|<name>.*|<name>own</name>|; s|$web|$digits|; s|<backend type='emulator' version='2.0'/>|<backend type='emulator'><source type='dir' path='/srv/tpm'/></backend>|
		s|<os>|<sysinfo type='fwcfg'><entry name='opt/x' file='/srv/fwcfg'/><entry name='opt/y'>/no</entry></sysinfo>&|" \
		hosts/old/domain/$web/doc.xml >hosts/old/domain/$digits/doc.xml
	part old $web snapshot s1
	sed -i "s|^  <domain type|<revertDisks><disk name='vda'><source file='/srv/reverted'/></disk></revertDisks>\n<memory snapshot='external' file='/srv/s1.mem'/>\n<disks><disk name='vda'><source file='/srv/s1.qcow2'/></disk></disks>\n&|" \
		hosts/old/domain/$web/snapshot/*.xml
	filter 0 virsh-export -c qemu://old/ old
	grep -a "$web" old/files.tsv | cut -f 1,2,4 | tr '\t' '|' >files
	same - files <<-END
		/boot/a & b|kernel|web
		/dev/vg/base|backing|web
		/srv/1.qcow2|image|web
		/srv/a>'b' ü.iso|image|web
		/srv/base 1|backing|web
		/srv/base 2|backing|web
		/srv/it's|filesystem|web
		/srv/reverted|overlay|web
		/srv/s1.mem|memory|web
		/srv/s1.qcow2|overlay|web
		/srv/volume 1|image|web
		/srv/volume 2|image|web
		/usr/share/OVMF/OVMF_CODE.fd|firmware|web
		/var/lib/libvirt/qemu/nvram/web_VARS.fd|nvram|web
		/var/lib/libvirt/swtpm/$web|tpm|web
	END
	grep -q "^/srv/fwcfg	fwcfg	$digits	own$" old/files.tsv
	grep -q "^/srv/tpm	tpm	$digits	own$" old/files.tsv
	run ! grep -e "swtpm/$digits" -e '^/no' old/files.tsv
	grep -q "<path>/srv/volume 2</path>" old/volumes/images/2.xml
	rm -rf old
	filter 0 virsh-export -c qemu://old/ --no-volumes old
	[ ! -e old/volumes ]
}

@test "--list: what there is; nothing is written" {
	old_host 9.0.0 qemu kvm
	filter 0 virsh-export --connect=qemu://old/ --list
	[ "$(wc -l <out)" -eq 7 ]
	tr '\t' '|' <out | grep -qx "domain|$web|yes|running|-|web"
	lines 0
	[ "$(ls)" = "$(printf '%s\n' err hosts out tmp tools)" ]
	[ -z "$(ls tmp)" ]
}

@test "host.xml is what virsh-describe prints" {
	old_host 9.0.0 qemu kvm
	printf '%s\n' '#!/bin/sh' 'echo "<host>$*</host>"' >tools/virsh-describe
	chmod 755 tools/virsh-describe
	filter 0 virsh-export -c qemu://old/ old
	[ "$(cat old/host.xml)" = '<host>-c qemu://old/</host>' ]
	rm -r old
	filter 0 virsh-export -c qemu://old/ --no-volumes old
	[ "$(cat old/host.xml)" = '<host>-c qemu://old/ --no-volumes</host>' ]
	rm -r old
	printf '%s\n' '#!/bin/sh' 'echo part' 'echo "error: no" >&2' 'exit 1' >tools/virsh-describe
	filter 1 virsh-export -c qemu://old/ old
	said '^failed: virsh-describe: .no'
	[ ! -e old/host.xml ]
}

@test "an export replaces nothing: a full directory, a file, links" {
	old_host 9.0.0 qemu kvm
	mkdir full empty
	echo precious >full/index.tsv
	echo precious >file
	ln -s nowhere dangling
	ln -s full link
	for place in full file dangling link link/ missing/place; do
		filter 3 virsh-export -c qemu://old/ "$place"
		said "an export needs a new or empty directory: '$place': "
	done
	[ "$(cat full/index.tsv)" = precious ]
	[ "$(ls full)" = index.tsv ]
	[ ! -e nowhere ]
	filter 0 virsh-export -c qemu://old/ empty
	filter 3 virsh-export -c qemu://old/ empty
}

@test "killed behind every call of virsh and run again, it has everything" {
	old_host 9.0.0 qemu kvm
	parts_of_odd
	filter 0 virsh-export -c qemu://old/ whole
	local calls n
	calls=$(wc -l <hosts/log)
	[ "$calls" -gt 30 ]
	for n in $(seq 1 "$calls"); do
		rm -rf old hosts/log
		echo "$n" >hosts/kill
		filter 137 setsid -w virsh-export -c qemu://old/ old
		[ ! -e old/index.tsv ] || [ -e old/unfinished ]
		rm hosts/kill
		filter 0 virsh-export -c qemu://old/ old
		diff -r whole old
	done
}

@test "control characters in names do not reach the terminal" {
	old_host 9.0.0 qemu kvm
	printf 'a\033[2Jb\n' >hosts/old/domain/$web/name
	rm hosts/old/domain/$web/doc.xml
	filter 1 virsh-export -c qemu://old/ old
	run ! grep -q "$(printf '\033')" err
}

@test "a terminal sees what is being exported, and then nothing of it" {
	old_host 9.0.0 qemu kvm
	SHELL=/bin/sh script -qfec 'virsh-export -c qemu://old/ old >out' typescript >/dev/null 2>&1 </dev/null
	grep -aq $'\rdomain '$web typescript
	grep -a . typescript | tail -n 2 | grep -aqE $'\r\033\\[K([^a-z]|$|Script)'
	[ "$(grep -c $'\033' out)" -eq 0 ]
}

@test "the examples of the page" {
	old_host 9.0.0 xen xen
	example 0 'virsh-export -c xen+ssh://root@old/ --list'
	example 0 'cut -f 1 old/files.tsv'
	[ "$(cat files)" = "$(printf '%s\n' /srv/1.qcow2 /srv/2.qcow2 /srv/3.qcow2)" ]
}

@test "wrong usage, help, version, no virsh, no host" {
	old_host 9.0.0 qemu kvm
	for options in '' '-x' '--nonsense' 'a b' '-c' '--list old'; do
		# shellcheck disable=SC2086
		filter 2 virsh-export $options
		wrote_nothing
		said 'error: '
	done
	[ ! -e hosts/log ]
	filter 0 virsh-export --version
	is_version virsh-export
	filter 0 virsh-export --help
	grep -q '^Usage: virsh-export' out
	filter 3 virsh-export -c qemu://nobody/ old
	said 'cannot list the domains: .failed to connect'
	[ ! -e old ]
}
