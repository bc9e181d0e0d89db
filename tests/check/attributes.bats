# Attributes and elements as libvirt reads them.  It looks an attribute up by xmlGetProp(): by its
# local name, and the first one with that name, whatever prefixes there are.  It looks an element up
# by XPath: in no namespace.
load helpers

# ---- every rule of every tool ----

# respell HOW FILE...: each to N.xml by its number, written in another way that means the same: plain,
# as it was; prefixed, with attributes called xml:name; doubled, also with a second one of that local
# name behind each, which nobody reads; foreign, with another element of the same name before each
# that has a line of its own, which is in a namespace (but libvirt 7.0 would take such a <source>).
respell() {
	perl -0777 -e '
		my $how = shift;
		my $n = 0;
		while (<>) {
			s{(<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>)|(<[^/!?](?:"[^"]*"|\x27[^\x27]*\x27|[^>"\x27])*>)}{
				my ($other, $tag) = ($1, $2);
				defined $tag && $how =~ /prefixed|doubled/ && $tag =~ s{(\s)(?!xmlns\b)([\w.-]+)(\s*=\s*(["\x27]).*?\4)}{
					"$1xml:$2$3" . ($how eq "doubled" ? " $2=$4zz-second$4" : "") }gse;
				defined $tag ? $tag : $other }gse;
			s{^([ \t]*<([\w.-]+))((?:[ \t](?:(?!xmlns)[^<>\n])*)?(?:/>|>[^<\n]*</\2>)\s*?\n)}{$1 xmlns="zz-foreign"$3$1$3}gm
				if $how eq "foreign" && $ARGV !~ /bridge-unlisted/;
			open my $out, ">", ++$n . ".xml" or die;
			print $out $_;
		}' "$@"
}

# unspelt <TEXT: the same for all of them, apart from quotes; of a message, not its position, nor how
# much of a tag it shows.
unspelt() {
	tr '"' "'" | sed -E "/xmlns='zz-foreign'/d; s/ [A-Za-z0-9_.-]+='zz-second'//g
		s/\\bxml:([A-Za-z0-9_.-]+ *=)/\\1/g
		s/^([0-9]+\\.xml):[0-9]+:[0-9]+: /\\1: /; s/^([0-9]+\\.xml: .*: removed '?<[^ ]*).*/\\1/"
}

# convert HOW: all fixtures of the tools, to the files HOW.out and HOW.err
convert() {
	local file tool opts n=0 key status
	local -a files=("$FIXTURES"/{bridgemap,domconv,snapconv,poolgen}/*/*.xml)
	local -A runs=()
	[ "${#files[@]}" -gt 400 ]
	respell "$1" "${files[@]}"
	for file in "${files[@]}"; do
		n=$((n + 1)) tool=${file%/*/*} opts=''
		[ ! -e "${file%.xml}.opts" ] || opts=$(<"${file%.xml}.opts")
		opts=${opts//..\/../$FIXTURES}
		case $opts in *--vocabulary*) continue ;; esac # attributes of namespaces are free there
		runs["${tool##*/} -v $opts"]+=" $n.xml"
	done
	for key in "${!runs[@]}"; do
		status=0
		echo "=== $key${runs[$key]}" | tee -a err
		# shellcheck disable=SC2086  # words are separated by blanks
		$key ${runs[$key]} 2>>err || status=$?
		echo "=== $status"
	done | unspelt >"$1.out"
	unspelt <err >"$1.err"
	rm err
}

@test "all rules read and edit the first attribute of a local name, of elements in no namespace" {
	quick convert plain
	for how in prefixed doubled foreign; do
		quick convert $how
		same plain.err $how.err
		same plain.out $how.out
	done
}

# ---- maps and the hook ----

# guest INTERFACE...: a domain with these, to vm.xml
guest() {
	{
		echo "<domain type='kvm' xmlns:r='http://example.org/r'><name>vm</name><devices>"
		printf '%s\n' "$@"
		echo '</devices></domain>'
	} >vm.xml
}

# hook STATUS: of vm.xml; br0 is the only bridge of the host
hook() {
	filter "$1" bridgemap --hook -b eth0:br0 -n default:lan \
		--mac=52:54:00:00:00:01:bridge:br0 --allow=br0 -- vm restore begin - <vm.xml
}

# reads ATTRIBUTE ELEMENT: what xmlGetProp() says of the first such element in out, by other means
reads() {
	xmllint --xpath "string((//*[name() = '$2'])[1]/@*[local-name() = '$1'])" out
}

bridge() { # ATTRIBUTES of a bridge's source
	guest "<interface type='bridge'><source $1/></interface>"
}

u="xmlns:x='u'"

@test "hook: no prefix gets a guest to a bridge that is not listed" {
	while read -r attributes; do
		bridge "$attributes"
		hook 1
		wrote_nothing
		said "the new host has no bridge 'evil' \[bridge-unlisted\]"
	done <<-'END'
		xml:bridge='evil'
		r:bridge='evil'
		xmlns:x='u' x:bridge='evil'
		x:bridge='evil' xmlns:x='u'
		xmlns:xmlnsx='u' xmlnsx:bridge='evil'
		xmlns:bridge='u' bridge:bridge='evil'
		xmlns:xm='u' xm:bridge='evil'
		xmlns:x='u' x:bridge='evil' bridge='br0'
		xmlns:x='u' x:bridge='evil' bridge='eth0'
		xmlns:x='u' xml:lang='en' x:bridge = "evil" xml:bridge='br0'
		xmlns:bridge='br0' bridge='evil'
		xmlns:bridge='eth0' r:bridge='evil'
		xmlns='' bridge='evil'
	END
	while read -r interface; do
		guest "$interface"
		hook 1
		wrote_nothing
		said "the new host has no bridge 'evil'"
	done <<-'END'
		<interface xml:type='bridge'><source bridge='evil'/></interface>
		<interface r:type='bridge' type='user'><source r:bridge='evil'/></interface>
		<interface xmlns:type='network' type='bridge'><source bridge='evil'/></interface>
		<interface type='bridge'><mac r:address='52:54:00:00:00:02' address='52:54:00:00:00:01'/><source bridge='evil'/></interface>
		<interface type='bridge'><r:source bridge='br0'/><source bridge='evil'/></interface>
		<interface type='bridge'><source xmlns='u' bridge='br0'/><source bridge='evil'/></interface>
	END
}

@test "hook: libvirt 7.0 takes any <source> with a bridge, in whatever namespace" {
	for source in "<r:source bridge='evil'/>" "<source xmlns='u' r:bridge='evil'/>" "<source bridge='evil'/>"; do
		for before in '' "<source/>" "<source bridge='br0'/>" "<source bridge='eth0'/>"; do
			guest "<interface type='bridge'>$before$source</interface>"
			hook 1
			said "the new host has no bridge 'evil'"
			wrote_nothing
		done
		guest "<interface type='bridge'>$source<source bridge='br0'/></interface>"
		hook 1
	done
	guest "<interface type='bridge'><source bridge='br0'/><r:source bridge='br0'/></interface>"
	hook 0
}

@test "hook: what libvirt does not read is no reason" {
	while read -r interface; do
		guest "$interface"
		hook 0
		same vm.xml out
	done <<-'END'
		<interface type='bridge'><source r:bridge='br0' bridge='evil'/></interface>
		<interface r:type='user' type='bridge'><source bridge='evil'/></interface>
		<interface type='user' xml:type='bridge'><source bridge='evil'/></interface>
		<r:interface type='bridge'><source bridge='evil'/></r:interface>
		<interface xmlns='u' type='bridge'><source bridge='evil'/></interface>
		<interface type='bridge'><source bridge='br0' xmlns:bridge='evil'/></interface>
	END
}

@test "a map edits the attribute that is read, and no other" {
	bridge "r:bridge='eth0' bridge='evil' xml:bridge='worse'"
	hook 0
	grep -qF "<source r:bridge='br0' bridge='evil' xml:bridge='worse'/>" out
	[ "$(reads bridge source)" = br0 ]
	bridge "xmlns:bridge='eth0' bridge='eth0'"
	hook 0
	grep -qF "<source xmlns:bridge='eth0' bridge='br0'/>" out
	guest "<interface r:type='network'><source r:network='default'/></interface>"
	filter 0 bridgemap -v -n default:lan vm.xml
	grep -qF "<source r:network='lan'/>" out
	said "^vm\.xml:2:37: note: interface/source/@network: changed 'default' to 'lan' \[network-named\]$"
	guest "<interface r:type='direct'><source xml:dev='eth0' r:dev='eth0'/></interface>"
	filter 0 bridgemap --dev eth0:enp1s0 vm.xml
	grep -qF "<source xml:dev='enp1s0' r:dev='eth0'/>" out
	echo "<network $u><name>n</name><forward x:dev='eth0' dev='a'/><bridge x:name='eth0'/></network>" |
		bridgemap -b eth0:br0 --dev eth0:e1 >out
	grep -qF "<forward x:dev='e1' dev='a'/><bridge x:name='br0'/>" out
}

@test "a map by MAC address: another type, and nothing of the old source comes alive" {
	guest "<interface r:type='network' type='x'><mac xml:address='52:54:00:00:00:01' address='y'/>" \
		"<source network='n' r:network='m' r:portgroup='p' portgroup='q' xml:portid='i'/></interface>"
	hook 0
	[ "$(reads type interface)" = bridge ]
	[ "$(reads bridge source)" = br0 ]
	for attribute in network portgroup portid; do
		[ -z "$(reads $attribute source)" ]
	done
	grep -qF "<source bridge='br0'/>" out
	grep -qF "<interface r:type='bridge' type='x'>" out
	# one that is there, with a prefix, is not added
	guest "<interface type='network'><mac address='52:54:00:00:00:01'/><source network='n' r:bridge='b'/></interface>"
	hook 0
	grep -qF "<source r:bridge='br0'/>" out
}

# ---- domains ----

@test "domconv: a Xen domain whose attributes have prefixes" {
	cat >vm.xml <<-'END'
		<domain xml:type='xen' type='kvm' xmlns:r='u'>
		  <name>vm</name><memory r:unit='MiB'>512</memory><vcpu>1</vcpu>
		  <os><type r:machine='xenpv' machine='pc'>linux</type></os>
		  <bootloader>/usr/bin/pygrub</bootloader>
		  <devices>
		    <r:disk type='file'><r:target dev='xvda'/></r:disk>
		    <disk r:type='block' type='file'>
		      <driver r:name='phy' name='tap'/>
		      <source file='/evil' r:dev='/dev/vg0/vm' dev='/evil'/>
		      <target xml:dev='xvda' dev='xvdb' xml:bus='xen'/>
		    </disk>
		  </devices>
		</domain>
	END
	filter 0 domconv vm.xml
	[ "$(reads type domain)" = kvm ]
	[ "$(reads machine type)" = pc ]
	[ "$(reads name driver)" = qemu ]
	[ "$(reads dev target)" = vda ]
	[ "$(reads bus target)" = virtio ]
	[ "$(reads dev source)" = /dev/vg0/vm ]
	grep -qF "<r:disk type='file'><r:target dev='xvda'/></r:disk>" out
	mv out vm.new.xml
	filter 0 domconv vm.new.xml
	same vm.new.xml out
	filter 0 domconv --check vm.new.xml
}

# ---- names that libxml2 reads in its own way ----

@test "an element with many attributes, and a prefixed one, behind more than are noted" {
	local inputs
	inputs=$(for _ in {1..1200}; do printf "<input type='tablet' bus='usb'/>"; done)
	cat >vm.xml <<-END
		<domain type='xen' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'><name>vm</name><memory>524288</memory>
		<os><type>hvm</type></os><devices>$inputs
		<disk a='1' b='2' c='3' d='4' e='5' f='6' g='7' type='file' device='disk'><source file='/srv/a'/><target dev='xvda' bus='xen'/></disk>
		</devices><qemu:commandline><qemu:arg value='-nodefaults'/></qemu:commandline></domain>
	END
	filter 0 domconv -q vm.xml
	grep -q "g='7' type='file' device='disk'><driver name='qemu' type='raw'/><source file='/srv/a'/>" out
	grep -q "<qemu:arg value='-nodefaults'/>" out
}

@test "a namespace declaration that libxml2 would skip is refused" {
	while read -r attributes; do
		bridge "$attributes"
		filter 3 bridgemap -b eth0:br0 vm.xml
		wrote_nothing
		lines 1
		said "^vm\.xml:2:26: error: the namespace declaration '[^ ]*' is not allowed$"
	done <<-'END'
		xmlns:x='' x:bridge='br0' bridge='evil'
		xmlns:x='http://www.w3.org/XML/1998/namespace' x:bridge='br0' bridge='evil'
		xmlns:x='http://www.w3.org/XML/1998/namesp&#x61;ce' x:bridge='br0'
		xmlns:x='http://www.w3.org/2000/xmlns/' x:bridge='br0' bridge='evil'
		xmlns='http://www.w3.org/XML/1998/namespace' bridge='evil'
		xmlns='http://www.w3.org/2000/xmlns/' bridge='evil'
		xmlns:xml='u' xml:bridge='br0'
		xmlns:xmlns='u' bridge='br0'
	END
	bridge "xmlns:xml='http://www.w3.org/XML/1998/namespace' xml:bridge='eth0'"
	hook 0
	[ "$(reads bridge source)" = br0 ]
}

@test "a name that is no PREFIX:NAME is refused" {
	for attribute in x:y:bridge :bridge x: xmlns:x:y xmlns: ::; do
		bridge "$u $attribute='br0' bridge='evil'"
		filter 3 bridgemap -b eth0:br0 vm.xml
		wrote_nothing
		said "^vm\.xml:2:26: error: name '$attribute' is not PREFIX:NAME$"
	done
	guest '<interface><x:y:z xmlns:x="u"/></interface>'
	filter 3 bridgemap -b eth0:br0 vm.xml
	said "name 'x:y:z' is not PREFIX:NAME"
	guest '<interface><x: xmlns:x=""/></interface>'
	filter 3 bridgemap -b eth0:br0 vm.xml
	said "the namespace declaration 'xmlns:x=' is not allowed"
	guest '<interface><xmlns:y/></interface>'
	filter 3 bridgemap -b eth0:br0 vm.xml
	said "undeclared namespace prefix 'xmlns'"
}
