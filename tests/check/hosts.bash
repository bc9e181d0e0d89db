# Hosts for tests/stand-in/host/virsh, in $HOSTS: what virsh-export.bats and virsh-import.bats share.
# shellcheck disable=SC2034 # for those who load it

web=11111111-0000-4000-8000-000000000001
odd=11111111-0000-4000-8000-000000000002
digits=11111111-0000-4000-8000-000000000003
lan=22222222-0000-4000-8000-000000000001
images=33333333-0000-4000-8000-000000000001
clean=44444444-0000-4000-8000-000000000001
key=55555555-0000-4000-8000-000000000001
odd_name="-an odd  'name' \"büro\" & \$(touch no) \\t"

hosts() { # PATH has the stand-in first
	cd "$BATS_TEST_TMPDIR" || return
	export HOSTS=$PWD/hosts TMPDIR=$PWD/tmp
	mkdir -p hosts tmp tools
	cp "$TOP"/tools/virsh-export "$TOP"/tools/virsh-import "$TOP"/tools/virsh-functions.sh tools # no other is found
	PATH=$TOP/tests/stand-in/host:$PWD/tools:$PATH
}

host() { # NAME VERSION DRIVER
	mkdir -p "hosts/$1"
	echo "$2" >"hosts/$1/version"
	echo "$3" >"hosts/$1/driver"
}

domain_xml() { # TYPE UUID NAME
	cat <<-END
		<domain type='$1'>
		  <name>$(escaped "$3")</name>
		  <uuid>$2</uuid>
		  <memory unit='KiB'>65536</memory>
		  <os>
		    <type arch='x86_64' machine='pc'>hvm</type>
		  </os>
		  <devices>
		    <disk type='file' device='disk'>
		      <driver name='qemu' type='qcow2'/>
		      <source file='/srv/${2##*0}.qcow2'/>
		      <target dev='vda' bus='virtio'/>
		    </disk>
		    <interface type='bridge'>
		      <source bridge='eth0'/>
		    </interface>
		    <graphics type='vnc' passwd='geheim'/>
		  </devices>
		</domain>
	END
}

thing() { # HOST KIND UUID NAME: standard input is its document
	local place=hosts/$1/$2/$3
	mkdir -p "$place"
	printf '%s\n' "$4" >"$place/name"
	cat >"$place/doc.xml"
}

# part HOST UUID KIND NAME [PARENT]: a snapshot, checkpoint or volume
part() {
	local place=hosts/$1/domain/$2/$3 n
	mkdir -p "$place"
	n=$(printf %03d $((1000 - $(find "$place" -name '*.xml' | wc -l)))) # children are listed first
	printf '%s\n' "$4" >"$place/$n.name"
	{
		echo "<domain$3>"
		echo "  <name>$(escaped "$4")</name>"
		[ -z "${5:-}" ] || printf '  <parent>\n    <name>%s</name>\n  </parent>\n' "$(escaped "$5")"
		domain_xml kvm "$2" x | sed "s/^/  /"
		echo "</domain$3>"
	} >"$place/$n.xml"
}

filter_xml() { # UUID [RULE]
	printf "<filter name='clean'>\n  <uuid>%s</uuid>\n%s</filter>\n" "$1" "${2:-}"
}

network_xml() { # UUID NAME BRIDGE
	printf "<network>\n  <name>%s</name>\n  <uuid>%s</uuid>\n  <bridge name='%s'/>\n</network>\n" "$2" "$1" "$3"
}

pool_xml() { # UUID NAME
	printf "<pool type='dir'>\n  <name>%s</name>\n  <uuid>%s</uuid>\n  <target>\n    <path>/srv</path>\n  </target>\n</pool>\n" \
		"$2" "$1"
}

# old_host VERSION DRIVER TYPE: with some of everything
old_host() {
	host old "$1" "$2"
	mkdir -p hosts/old/domain hosts/old/network hosts/old/pool hosts/old/nwfilter hosts/old/secret
	domain_xml "$3" $web web | thing old domain $web web
	echo 7 >hosts/old/domain/$web/active
	touch hosts/old/domain/$web/autostart
	domain_xml "$3" $odd "$odd_name" | thing old domain $odd "$odd_name"
	domain_xml "$3" $digits 42 | thing old domain $digits 42
	filter_xml $clean | thing old nwfilter $clean clean
	network_xml $lan 'the lan' virbr1 | thing old network $lan 'the lan'
	touch hosts/old/network/$lan/autostart hosts/old/network/$lan/active
	pool_xml $images images | thing old pool $images images
	touch hosts/old/pool/$images/active
	printf "<secret ephemeral='no' private='no'>\n  <uuid>%s</uuid>\n</secret>\n" $key | thing old secret $key $key
}

# parts_of_odd: a tree of snapshots whose current one is no leaf, and checkpoints
parts_of_odd() {
	part old $odd snapshot 'leaf' "-s'2\""
	part old $odd snapshot "-s'2\"" 'a & b'
	part old $odd snapshot 'a & b'
	printf '%s\n' "-s'2\"" >hosts/old/domain/$odd/current
}

checkpoints_of_odd() {
	part old $odd checkpoint 'c 2' c1
	part old $odd checkpoint c1
}
