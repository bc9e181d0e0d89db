# virsh-describe, with hosts of tests/stand-in/host; tests/interop/describe.sh asks a real libvirt.
# shellcheck disable=SC2013,SC2086,SC2154 # words of hosts.bash, without blanks
load helpers
load hosts

setup() {
	hosts
	PATH=$TOP/tests/stand-in/host:$TOP/tools:$PATH
}

# roots: the root elements of out, in their order
roots() {
	sed -n 's/^<\([a-zA-Z]*\)[ >].*/\1/p' out | uniq | paste -s -d ' ' -
}

with_capabilities() {
	sed '/<domainCap/,$d' "$FIXTURES/hosts/small.host" >hosts/old/capabilities.xml
	sed -n '/<domainCap/,$p' "$FIXTURES/hosts/small.host" >hosts/old/domcapabilities.xml
	sed -n '/<storagepoolCap/,/<.storagepoolCap/p' "$FIXTURES/hosts/storage.host" >hosts/old/pool-capabilities.xml
	cat >hosts/old/nodedev.xml <<-'END'
		<device>
		  <name>net_br0</name>
		  <capability type='net'>
		    <interface>br0</interface>
		  </capability>
		</device>
	END
}

@test "all that a host has, counted first; no password, no temporary file, nothing changed" {
	old_host 9.0.0 qemu kvm
	with_capabilities
	parts_of_odd
	checkpoints_of_odd
	mkdir hosts/old/pool/$images/volume
	for name in a.img 'an odd  one'; do
		n=${name%% *}
		echo "$name" >"hosts/old/pool/$images/volume/$n.name"
		echo "<volume><name>$name</name><target><path>/srv/$name</path></target></volume>" \
			>"hosts/old/pool/$images/volume/$n.xml"
	done
	filter 0 virsh-describe -c qemu+ssh://root@old/system
	lines 0
	[ "$(roots)" = "host capabilities domainCapabilities storagepoolCapabilities device filter secret network pool \
domain domainsnapshot domaincheckpoint volume" ]
	sed -n '1,/<.host>/p' out >host.xml
	xmllint --noout --relaxng "$TOP/schemas/host.rng" host.xml 2>/dev/null
	[ "$(xmllint --xpath 'concat(/host/name, " ", /host/libvirt/@version, " ", /host/qemu/@version)' host.xml)" = \
		'old 9.0.0 7.2.22' ]
	[ "$(sed -n 's|^  <\([a-z]*\) count="\([0-9]*\)"/>|\1 \2|p' out | paste -s -d ' ' -)" = \
		'domains 3 snapshots 3 checkpoints 2 networks 1 pools 1 volumes 2 filters 1 secrets 1' ]
	run ! grep geheim out
	[ "$(grep -c 'an odd  one' out)" -eq 1 ]
	grep -q "domcapabilities --arch x86_64 --machine q35 --virttype kvm" hosts/log
	run ! grep -- '--machine pc' hosts/log
	[ -z "$(ls tmp)" ]
	[ ! -e no ]
	run ! grep -E ' (define|[a-z]+-define|[a-z]+-create|start|secret-get-value) ' hosts/log
	# the filters read it
	cp out new.host
	filter 1 domconv --target=new.host <<-END
		<domain type='kvm'><name>web</name><memory>1</memory></domain>
	END
	said "the new host has another domain 'web'.* \[target-name\]"
	filter 1 poolgen --new-host=new.host --type=zfs --name=images --source-name=tank
	said "error: the new host has no pools of type 'zfs': .* \[target-pool-type\]$"
	said "error: another pool 'images' of the new host has this name: .* \[target-pool-name\]$"
}

@test "a description that is cut short between two documents lacks what it counts" {
	old_host 9.0.0 qemu kvm
	with_capabilities
	filter 0 virsh-describe -c qemu://old/ --no-volumes
	cp out whole.host
	[ "$(roots)" = 'host capabilities domainCapabilities storagepoolCapabilities device filter secret network pool domain' ]
	run ! grep '<volumes' out
	filter 0 domconv -q --target=whole.host "$FIXTURES/demo/mail.xml"
	local line
	for line in $(grep -n '^</' whole.host | cut -d : -f 1 | sed '1d; $d'); do
		head -n "$line" whole.host >cut.host
		filter 3 domconv -q --target=cut.host "$FIXTURES/demo/mail.xml"
		wrote_nothing
		said '^cut.host: error: .* it is cut short: [0-9] documents of kind [a-z]+ are counted in <host>, [0-9] are there$'
	done
}

@test "an inactive pool: its volumes are not known, and not missing" {
	old_host 9.0.0 qemu kvm
	pool_xml 99999999-0000-4000-8000-000000000009 "$(escaped 'a <b> & "c"')" | sed 's|/srv|/var/idle|' |
		thing old pool 99999999-0000-4000-8000-000000000009 'a <b> & "c"'
	filter 0 virsh-describe -c qemu://old/
	sed -n '1,/<.host>/p' out >host.xml
	xmllint --noout --relaxng "$TOP/schemas/host.rng" host.xml 2>/dev/null
	[ "$(xmllint --xpath 'string(/host/volumes/unlisted)' host.xml)" = 'a <b> & "c"' ]
	[ "$(xmllint --xpath 'count(/host/volumes/unlisted)' host.xml)" -eq 1 ]
	cp out new.host
	cat >vm.xml <<-END
		<domain type='kvm'><name>vm</name><memory>524288</memory><os><type>hvm</type></os><devices>
		<disk type='file' device='disk'><source file='/var/idle/a.img'/><target dev='vda'/></disk>
		<disk type='volume' device='disk'><source pool='a &lt;b> &amp; "c"' volume='b.img'/><target dev='vdb'/></disk>
		<disk type='file' device='disk'><source file='/srv/c.img'/><target dev='vdc'/></disk>
		</devices></domain>
	END
	filter 0 domconv --only=target-volume --target=new.host vm.xml
	lines 1
	said "warning: the pool 'images' of the new host has no volume '/srv/c.img' yet \[target-volume\]$"
}

@test "a bridge that only the list of interfaces has is there; without network devices none is missing" {
	old_host 9.0.0 qemu kvm
	with_capabilities
	printf '%s\n' 'br1 active 52:54:00:12:34:56' 'br2 inactive' >hosts/old/interfaces
	for bridge in br0 br1 br2 br3; do
		echo "<interface type='bridge'><mac address='52:54:00:00:00:01'/><source bridge='$bridge'/></interface>"
	done >links
	printf "<domain type='kvm'><name>vm</name><memory>1</memory><devices>%s</devices></domain>" "$(cat links)" >vm.xml
	filter 0 virsh-describe -c qemu://old/
	cp out new.host
	filter 0 domconv --only=target-link --target=new.host vm.xml
	lines 1
	said "the new host has no bridge 'br3' \[target-link\]$"
	rm hosts/old/nodedev.xml
	filter 0 virsh-describe -c qemu://old/
	cp out new.host
	filter 0 domconv --only=target-link --target=new.host vm.xml
	lines 0
}

@test "virsh of libvirt 1.0 and 4.0, and what a driver does not have" {
	for version in 1.0.0 4.0.0; do
		rm -rf hosts/old
		old_host $version qemu kvm
		filter 0 virsh-describe --connect=qemu://old/
		grep -q '<domains count="3"/>' out
		grep -q '<networks count="1"/>' out
		grep -q '<pools count="1"/>' out
	done
	mkdir bin
	cat >bin/virsh <<-END
		#!/bin/sh
		case \$* in *net-*) echo "error: this function is not supported by the connection driver: it" >&2; exit 1 ;; esac
		exec "$TOP/tests/stand-in/host/virsh" "\$@"
	END
	chmod +x bin/virsh
	PATH=$PWD/bin:$PATH filter 0 virsh-describe -c qemu://old/
	run ! grep '<networks' out
	[ "$(roots)" = 'host filter secret pool domain' ]
}

@test "what cannot be dumped is named, status 1; the rest is there" {
	old_host 9.0.0 qemu kvm
	rm hosts/old/domain/$web/doc.xml
	filter 1 virsh-describe -c qemu://old/
	said "^virsh-describe: error: virsh dumpxml --inactive --domain '$web': "
	grep -q '<domains count="2"/>' out
	[ "$(grep -c '^<domain ' out)" -eq 2 ]
}

@test "wrong usage, no virsh, no host, --help and --version" {
	old_host 9.0.0 qemu kvm
	for options in --nothing -x '-c' 'a word'; do
		# shellcheck disable=SC2086
		filter 2 virsh-describe $options
		said "^Try 'virsh-describe --help'.$"
	done
	filter 3 virsh-describe -c qemu://nobody/
	wrote_nothing
	said '^virsh-describe: error: virsh cannot be used: .*failed to connect'
	filter 0 virsh-describe --version
	is_version virsh-describe
	filter 0 virsh-describe --help
	grep -q '^Usage: virsh-describe' out
	filter 3 sh -c 'virsh-describe -c qemu://old/ >/dev/full'
}

@test "a terminal sees what is being described" {
	old_host 9.0.0 qemu kvm
	SHELL=/bin/sh script -qfec 'virsh-describe -c qemu://old/ >out' typescript >/dev/null 2>&1 </dev/null
	grep -aq $'\rdomains' typescript
	[ "$(grep -c $'\033' out)" -eq 0 ]
}

@test "virsh 10.7 prints a table for list --uuid: the guests with snapshots are known all the same" {
	old_host 9.0.0 qemu kvm
	parts_of_odd
	mkdir table
	cat >table/virsh <<-END
		#!/bin/sh
		case "\$*" in
		*'list --all --with-'*) "$TOP/tests/stand-in/host/virsh" "\$@" | sed '/./s/.*/ -    &   shut off/' ;;
		*) exec "$TOP/tests/stand-in/host/virsh" "\$@" ;;
		esac
	END
	chmod +x table/virsh
	PATH=$PWD/table:$PATH filter 0 virsh-describe -c qemu://old/
	grep -q '<snapshots count="3"/>' out
	[ "$(grep -c '^<domainsnapshot>' out)" -eq 3 ]
}

@test "a list of pools that fails: no volume counts as missing" {
	old_host 9.0.0 qemu kvm
	mkdir no
	cat >no/virsh <<-END
		#!/bin/sh
		case "\$*" in *'pool-list --inactive'*) echo 'error: for a reason' >&2 && exit 1 ;; esac
		exec "$TOP/tests/stand-in/host/virsh" "\$@"
	END
	chmod +x no/virsh
	PATH=$PWD/no:$PATH filter 1 virsh-describe -c qemu://old/
	said '^virsh-describe: error: virsh pool-list: '
	grep -q '<pools count="1"/>' out
	run ! grep -q "<volumes" out
}
