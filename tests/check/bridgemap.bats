# bridgemap: its options, map files, lists of bridges, and what an editor of virsh's has to do.  What
# the rules do is shown by fixtures/bridgemap.
load helpers

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	cat >vm.xml <<-'EOD'
		<domain type='kvm'>
		  <name>vm</name>
		  <devices>
		    <interface type='bridge'>
		      <mac address='52:54:00:20:00:01'/>
		      <source bridge='eth0'/>
		    </interface>
		    <interface type='bridge'>
		      <mac address='52:54:00:20:00:02'/>
		      <source bridge='eth1'/>
		    </interface>
		    <interface type='network'>
		      <mac address='52:54:00:20:00:03'/>
		      <source network='default'/>
		    </interface>
		    <interface type='direct'>
		      <mac address='52:54:00:20:00:04'/>
		      <source dev='eth2' mode='vepa'/>
		    </interface>
		    <graphics type='vnc' passwd='geheim'/>
		  </devices>
		</domain>
	EOD
}

# names FILE: what the interfaces are plugged into, in order, with blanks between.
names() {
	sed -nE "s/^ *<source (bridge|network|dev)='([^']*)'.*/\\2/p" "$1" | paste -sd ' '
}

# becomes NAMES OPTION...: vm.xml is converted, and its interfaces are plugged into these; but for
# what is named there, all is as it was.
becomes() {
	local want=$1
	shift
	filter 0 bridgemap "$@" vm.xml
	[ "$(names out)" = "$want" ] || {
		echo "$(names out) instead of $want: $*"
		return 1
	}
	sed -E "s/(<source [a-z]*=')[^']*/\\1/" vm.xml >"$BATS_TEST_TMPDIR/before"
	sed -E "s/(<source [a-z]*=')[^']*/\\1/" out >"$BATS_TEST_TMPDIR/after"
	same before after
}

# bad MESSAGE OPTION...: wrong usage, with this message (a pattern); nothing is written.
bad() {
	local message=$1
	shift
	filter 2 bridgemap "$@" vm.xml
	wrote_nothing
	said "$message"
}

# ---- options ----

@test "every way to write a map on the command line" {
	becomes 'br0 eth1 default eth2' -b eth0:br0
	becomes 'br0 eth1 default eth2' -beth0:br0
	becomes 'br0 eth1 default eth2' --bridge=eth0:br0
	becomes 'br0 eth1 default eth2' --bridge eth0:br0
	becomes 'br0 br0 default eth2' -b br0
	becomes 'br0 br1 default eth2' -b eth0:br0 -b eth1:br1
	becomes 'br0 br1 default eth2' -b br0 -b eth1:br1
	becomes 'eth1 eth0 default eth2' -b eth0:eth1 -b eth1:eth0
	becomes 'eth0 eth1 lan eth2' -n default:lan
	becomes 'eth0 eth1 lan eth2' --network=lan
	becomes 'eth0 eth1 default bond0' --dev=eth2:bond0
	becomes 'eth0 br7 default eth2' --mac=52:54:00:20:00:02:bridge:br7
	becomes 'eth0 eth1 lan eth2' --mac 52:54:00:20:00:03:network:lan
	becomes 'br0 br1 lan bond0' -b eth0:br0 -b br1 -n lan --dev eth2:bond0
	becomes 'eth0 eth1 default eth2' -b nosuchbridge:br0
}

@test "what a map applied to is not mapped again: no chains, whatever the order" {
	becomes 'b c default eth2' -b eth0:b -b b:c -b eth1:c
	becomes 'eth1 eth2 default eth2' -b eth1:eth2 -b eth0:eth1
}

@test "a document without its file, and - for standard input" {
	filter 0 bridgemap -b eth0:br0 <vm.xml
	[ "$(names out)" = 'br0 eth1 default eth2' ]
	filter 0 bridgemap -b eth0:br0 - <vm.xml
	[ "$(names out)" = 'br0 eth1 default eth2' ]
}

@test "without any map there is nothing to do: wrong usage" {
	bad '^bridgemap: error: nothing to do'
	bad 'nothing to do' --require-match
	filter 0 bridgemap --allow=eth0,eth1 vm.xml # a list alone is something to do
}

@test "malformed maps: status 2, the option and the map in the line, nothing written" {
	local map
	for map in '' : eth0: :br0 eth0:br0:br1 eth0:br0: ' eth0:br0' 'eth0 :br0'; do
		bad '^bridgemap: error: ' -b "$map"
		bad '^bridgemap: error: ' --dev "$map"
	done
	bad "expected IN:OUT" --dev eth0
	for map in '' : default: :lan a/b:c a:b/c a:b:c $'a:b\nc'; do
		bad '^bridgemap: error: ' -n "$map"
	done
	for map in '' br0 52:54:00:20:00:01 52:54:00:20:00:01:br0 52:54:00:20:00:01:bridge: \
		52:54:00:20:00:01:dev:eth0 52:54:00:20:00:bridge:br0 52:54:00:20:00:1g:bridge:br0 \
		52:54:00:20:00:001:bridge:br0 52-54-00-20-00-01:bridge:br0 \
		52:54:00:20:00:01:bridge:a/b 52:54:00:20:00:01:network:a/b; do
		bad '^bridgemap: error: ' --mac "$map"
	done
	bad "expected the name of a file" --map-file=
	bad "expected the name of a file" --allow-from=
}

@test "a map in another notation is no name: status 2, with the right form" {
	local sign map
	for sign in = '->' '=>' '<-' '>' '<' ',' ';' '|' → ⇒ ' = ' ' -> '; do
		map=eth0${sign}br0
		bad "'.*' for --bridge: expected IN:OUT, such as eth0:br0$" -b "$map"
		bad "expected IN:OUT, such as eth0:br0$" --dev "$map"
		echo "bridge $map" >maps
		filter 2 bridgemap -f maps vm.xml
		said '^maps:1:1: error: bad line: expected IN:OUT, such as eth0:br0$'
		wrote_nothing
		bad "expected IN:OUT, such as eth0:br0$" -n "default${sign}lan"
		bad "expected IN:OUT, such as eth0:br0$" -b "$map:br1"
		bad "expected IN:OUT, such as eth0:br0$" -b "br1:$map"
		bad "expected IN:OUT, such as eth0:br0$" -n "a:default${sign}lan"
		bad "expected MAC:bridge:OUT or MAC:network:OUT$" --mac "52:54:00:20:00:01:bridge${sign}br0"
		bad "expected MAC:bridge:OUT or MAC:network:OUT$" --mac "52:54:00:20:00:01:bridge:$map"
		bad "expected MAC:bridge:OUT or MAC:network:OUT$" --mac "52:54:00:20:00:01:network:$map"
		case $sign in ,) continue ;; esac
		bad "expected the name of a bridge, such as br0$" -b a:b --allow="$map"
	done
	bad "expected a name of 1 to 15 bytes" -b $'eth0:br\xe2' # the beginning of an arrow, or of a dash
	sed 's/eth0/lan–1/' vm.xml >dash.xml
	filter 0 bridgemap -b lan–1:br–1 dash.xml
	grep -q 'br–1' out
	bad "expected IN:OUT" -b eth0:br0,eth1:br1
	bad "a map is IN:OUT$" -b 'eth0 br0'
	echo 'allow br0,br1' >maps
	filter 2 bridgemap -f maps vm.xml
	said '^maps:1:1: error: bad line: expected the name of a bridge, such as br0$'
	echo 'eth0=br0' >list
	filter 2 bridgemap -b a:b --allow-from=list vm.xml
	said '^list:1:1: error: bad line: expected the name of a bridge'
}

@test "a mistyped kind of a map file gets the nearest one" {
	printf 'bridge eth0:br0\nnetwrok default:lan\n' >map
	filter 2 bridgemap -f map vm.xml
	said "^map:2:1: error: .*: 'netwrok'; did you mean 'network'[?]\$"
	# what is like none is not printed: it may be a secret of another file
	printf 'root:$6$GEHEIM:1\n' >map
	filter 2 bridgemap -f map vm.xml
	said '^map:1:1: error: bad line: expected bridge, network, bridge-to-network, mac, dev or allow'
	[ "$(grep -c GEHEIM "$BATS_TEST_TMPDIR/err")" -eq 0 ]
}

@test "a map file that says nothing is an error: it may have been cut" {
	local text
	for text in '' '\n' ' \t\n\n   ' '# bridge eth0:br0\n' '\xef\xbb\xbf' '\xef\xbb\xbf# x\r\n\r\n'; do
		printf %b "$text" >maps
		for options in '' '-b eth0:br0' '--allow=br0' '-c' '--ldif'; do
			# shellcheck disable=SC2086  # options are separated by blanks
			filter 2 bridgemap -f maps $options vm.xml
			wrote_nothing
			lines 1
			said '^maps: error: not a map file: expected at least one map or allow line$'
		done
	done
	filter 2 bridgemap -f /dev/null vm.xml
	echo 'bridge eth0:br0' >good
	filter 2 bridgemap -f good -f maps vm.xml
	filter 2 snapconv -f maps "$FIXTURES/snapconv/snapshot-no-time/near.xml"
	said '^maps: error: '
	echo 'allow br0' >maps # says something
	filter 0 bridgemap -f maps vm.xml
}

@test "a bridge's name has Linux's limits" {
	local name
	becomes '123456789012345 eth1 default eth2' -b eth0:123456789012345
	becomes 'br-0.5_x@é eth1 default eth2' -b eth0:br-0.5_x@é
	becomes '... eth1 default eth2' -b eth0:...
	for name in 1234567890123456 br/0 'br 0' $'br\t0' $'br\n0' $'br\r0' $'br\v0' $'br\f0' . .. \
		$'br\x80' $'br\xc2\xa0' $'br\x01' ééééééééé; do
		bad 'a name of 1 to 15 bytes' -b "eth0:$name"
		bad 'a name of 1 to 15 bytes' -b "$name:br0"
		bad 'a name of 1 to 15 bytes' -b "$name"
		bad 'a name of 1 to 15 bytes' --dev "eth0:$name"
		bad 'a name of 1 to 15 bytes' --mac "52:54:00:20:00:01:bridge:$name"
		bad 'a name of 1 to 15 bytes' --allow "br0,$name"
	done
	becomes 'eth0 eth1 a network of more than 15 bytes eth2' \
		-n 'default:a network of more than 15 bytes'
}

@test "a source given twice is wrong usage, wherever it stands" {
	bad mapped -b eth0:br0 -b eth0:br0
	bad mapped -b eth0:br0 -b eth1:br1 --bridge=eth0:br2
	bad mapped -b br0 -b br1
	bad mapped -n default:a -n default:b
	bad mapped -n a -n b
	bad mapped --dev eth0:a --dev eth0:b
	bad mapped --mac 52:54:00:20:00:01:bridge:br0 --mac 52:54:00:20:00:01:network:lan
	bad mapped --mac 52:54:00:AA:00:01:bridge:br0 --mac 52:54:0:aa:0:1:bridge:br0
	becomes 'br0 eth1 br0 eth0' -b eth0:br0 -n default:br0 --dev eth2:eth0 # kinds are apart
	echo 'bridge eth0:br0' >maps
	filter 2 bridgemap -b eth0:br1 -f maps vm.xml
	said '^maps:1:1: error: .*mapped already'
	filter 2 bridgemap -f maps -f maps vm.xml
	said '^maps:1:1: error: .*mapped already'
	wrote_nothing
}

# ---- map files ----

@test "a map file says what the options say" {
	cat >maps <<-'EOD'
		# the whole host
		bridge  eth0:br0
		bridge eth1:br1

		network	default:lan
		  dev eth2:bond0
		# mac 52:54:00:20:00:01:bridge:br9
		mac 52:54:00:20:00:02:bridge:br7
	EOD
	becomes 'br0 br7 lan bond0' -f maps
	becomes 'br0 br7 lan bond0' --map-file=maps
	becomes 'br0 br7 lan bond0' --map-file=./maps -b br9
	printf 'bridge br8\nnetwork lan\n' >others
	becomes 'br8 br8 lan eth2' -f others
	becomes 'br0 br7 lan bond0' -f /dev/stdin <maps
}

@test "a thousand maps of each kind" {
	seq 1000 | sed 's/.*/bridge old&:n&\nnetwork net&:lan&\nallow n&/' >maps
	{
		echo "<domain type='kvm'><name>x</name><devices>"
		seq -f "<interface type='bridge'><source bridge='old%.0f'/></interface>" 1000
		seq -f "<interface type='network'><source network='net%.0f'/></interface>" 1000
		echo '</devices></domain>'
	} >many.xml
	filter 0 bridgemap -f maps many.xml
	sed "s/'old/'n/; s/'net\([0-9]\)/'lan\1/" many.xml | same - out
	lines 0
}

@test "blanks, line ends, a byte order mark, no last newline" {
	printf '\xef\xbb\xbfbridge eth0:br0' >maps
	becomes 'br0 eth1 default eth2' -f maps
	printf '\xef\xbb\xbf# x\r\n\r\n \t bridge \t eth0:br0 \t \r\nbridge eth1:br1\r\n' >maps
	becomes 'br0 br1 default eth2' -f maps
	printf 'network default:a  network\n' >maps
	becomes 'eth0 eth1 a  network eth2' -f maps
}

@test "a bad line is named with its position, and nothing is written" {
	local line
	while IFS='|' read -r at line; do
		printf '# first\n%b' "$line" >maps
		filter 2 bridgemap -f maps vm.xml
		said "^maps:$at: error: "
		lines 1
		wrote_nothing
	done <<-'EOD'
		2:1|eth0:br0
		2:1|bridges eth0:br0
		2:1|bridge
		2:1|bridge\teth0:\n
		2:3|  bridge eth0:1234567890123456\n
		2:1|bridge eth0:br 0
		2:1|bridge eth0:br0 # the new one
		2:1|network default:lan # the new one
		2:1|network default:lan\t#the new one
		3:2|bridge eth0:br0\n bridge eth0:br1
		4:1|\r\n\nmac 52:54:00:20:00:01:br0\r\n
		2:1|dev eth0
		2:1|allow a/b
		2:1|\0
		2:9|bridge e\0:br0
		3:16|bridge eth0:br0\nbridge eth1:br1\0\n
	EOD
}

@test "a map file that cannot be read: status 3, its name, nothing written" {
	filter 3 bridgemap -f no-such-file vm.xml
	said '^no-such-file: error: cannot read: No such file'
	wrote_nothing
	mkdir directory
	filter 3 bridgemap -f directory vm.xml
	said '^directory: error: cannot read: Is a directory'
	filter 3 bridgemap -b eth0:br0 --allow-from=directory vm.xml
	said '^directory: error: cannot read'
	wrote_nothing
	cp "$(command -v bridgemap)" program
	mkdir open
	mv program vm.xml open
	echo 'bridge eth0:br0' >open/maps
	chmod 0 open/maps
	chmod 755 open
	cd open
	filter 3 unprivileged ./program -f maps vm.xml
	said '^maps: error: cannot read: Permission denied'
	wrote_nothing
}

@test "bad maps leave the file that was to be rewritten" {
	cp vm.xml before
	echo 'bridge eth0' >maps
	printf 'bridge eth0:br0\nbridge a b\n' >maps2
	filter 2 bridgemap -i -f maps2 vm.xml
	filter 3 bridgemap -i -f no-such-file vm.xml
	filter 2 bridgemap -i -b br/0 vm.xml
	same before vm.xml
}

# ---- what the new host has ----

@test "--allow: a bridge that is not listed is a warning with its line" {
	filter 0 bridgemap -b eth0:br0 --allow br0,br1 vm.xml
	lines 1
	said "^vm\\.xml:10:7: warning: the new host has no bridge 'eth1' \\[bridge-unlisted\\]\$"
	filter 0 bridgemap -b eth0:br0 --allow=br0 --allow=eth1 vm.xml
	lines 0
	filter 0 bridgemap -b eth0:br0 --allow=br0,br0,eth1 vm.xml
	lines 0
	filter 1 bridgemap -b eth0:br0 --allow=br0 --strict vm.xml
	wrote_nothing
	said '^vm\.xml:10:7: error: '
	filter 1 bridgemap --check --allow=br0,eth1 vm.xml
	said "^vm\\.xml:6:7: warning: the new host has no bridge 'eth0'"
	lines 1
	filter 0 bridgemap --check --allow=eth0,eth1 vm.xml
	bad '1 to 15 bytes' --allow=br0,
	bad '1 to 15 bytes' --allow=
	bad '1 to 15 bytes' --allow=br0,,br1
}

@test "--allow-from takes what ls prints of /sys/class/net" {
	printf 'br0\neth1\nlo\nvnet0\n' >list
	filter 0 bridgemap -b eth0:br0 --allow-from=list vm.xml
	lines 0
	printf 'lo\r\nbr0' >list
	filter 0 bridgemap -b eth0:br0 --allow-from list vm.xml
	lines 1
	said "'eth1'"
	ls /sys/class/net >list
	filter 0 bridgemap -b lo --allow-from=list vm.xml
	lines 0
	filter 0 bridgemap -b lo --allow-from=/dev/stdin vm.xml <list
	lines 0
}

@test "--allow-from takes the lines of ip -o link" {
	cat >list <<-'EOD'
		1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN mode DEFAULT \    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
		2: br0: <BROADCAST,MULTICAST,UP> mtu 1500 qdisc noqueue state UP \    link/ether 52:54:00:20:00:10 brd ff:ff:ff:ff:ff:ff
		13: veth0@if3: <BROADCAST,MULTICAST> mtu 1500 qdisc noop state DOWN \    link/ether 52:54:00:20:00:11 brd ff:ff:ff:ff:ff:ff
		140: eth0.5@eth0: <BROADCAST,MULTICAST> mtu 1500 qdisc noop state DOWN \    link/ether 52:54:00:20:00:12 brd ff:ff:ff:ff:ff:ff
	EOD
	filter 0 bridgemap -b eth0:br0 -b eth1:veth0 --allow-from=list vm.xml
	lines 0
	filter 0 bridgemap -b eth0:eth0.5 -b eth1:if3 --allow-from=list vm.xml
	lines 1
	said "'if3'"
	if command -v ip >/dev/null; then
		ip -o link >list
		filter 0 bridgemap -b lo --allow-from=list vm.xml
		lines 0
	fi
}

@test "an empty list allows no bridge; a bad one is named with its line" {
	: >list
	filter 0 bridgemap -b eth0:br0 --allow-from=list vm.xml
	lines 2
	said "'br0'"
	said "'eth1'"
	printf 'br0\n\n  a b\n' >list
	filter 2 bridgemap -b eth0:br0 --allow-from=list vm.xml
	said '^list:3:3: error: '
	printf 'br0\neth0\0\n' >list
	filter 2 bridgemap -b eth0:br0 --allow-from=list vm.xml
	said '^list:2:5: error: .*NUL'
	wrote_nothing
}

@test "a map file can hold the list, too" {
	printf 'bridge eth0:br0\nallow br0\n' >maps
	filter 0 bridgemap -f maps vm.xml
	lines 1
	said "'eth1'"
	echo 'allow eth1' >>maps
	filter 0 bridgemap -f maps vm.xml
	lines 0
}

# ---- whether a map applied ----

@test "--require-match: status 1 when no map applied anywhere" {
	filter 1 bridgemap --require-match -b nosuch:br0 vm.xml
	said '^bridgemap: error: no map applied to anything'
	lines 1
	same vm.xml out # the document itself is good
	filter 0 bridgemap --require-match -b eth0:br0 vm.xml
	lines 0
	filter 0 bridgemap --require-match -b eth0:eth0 vm.xml # it applies, and changes nothing
	filter 1 bridgemap --require-match -b eth0:br0 --skip=bridge-named vm.xml
	sed 's/eth0/eth9/' vm.xml >other.xml
	filter 0 bridgemap --require-match -b eth0:br0 other.xml vm.xml # one is enough
	filter 1 bridgemap --require-match -b eth0:br0 other.xml other.xml
	filter 1 bridgemap --require-match --allow=br0 vm.xml
	filter 3 bridgemap --require-match -b eth0:br0 no-such-file
	cp other.xml before
	filter 1 bridgemap -i --require-match -b eth0:br0 other.xml
	same before other.xml
}

@test "a map of the command line that nothing in any document matches is warned of at the end" {
	printf 'bridge eth8:br8\nbridge eth9:br9\n' >maps
	filter 0 bridgemap -f maps -b eth0:br0 -b nosuch:br1 -b 'pre*:br*' -n nosuch:lan --dev eth7:eth8 \
		--bridge-to-network xenbr9:lan --mac 00:16:3e:5a:00:99:bridge:br7 -b br7 vm.xml
	lines 6
	said "^bridgemap: warning: nothing matches '--bridge=nosuch:br1' \\[map-unused\\]$"
	said "nothing matches '--bridge=pre\\*:br\\*' "
	said "nothing matches '--mac=00:16:3e:5a:00:99:bridge:br7' "
	filter 1 bridgemap --check -b nosuch:br1 -b eth0:br0 vm.xml
	run ! grep 'nothing matches' err
	filter 0 bridgemap -q -b nosuch:br1 vm.xml
	lines 0
	filter 3 bridgemap -b nosuch:br1 - <<<'<domain'
	lines 1
}

# ---- documents ----

@test "every root that bridgemap takes; others are refused by name" {
	local root
	for root in domain domainsnapshot domaincheckpoint domstatus network; do
		echo "<$root/>" >in.xml
		filter 0 bridgemap -b br0 in.xml
		same in.xml out
		lines 0
	done
	for root in pool secret volume domainbackup networkport filter interface nwfilter x; do
		echo "<$root><name>n</name></$root>" >in.xml
		filter 3 bridgemap -b br0 in.xml
		wrote_nothing
		said "^in\\.xml:1:1: error: .*$root"
	done
}

@test "a stream of documents of several kinds, in order" {
	cat >net.xml <<-'EOD'
		<?xml version='1.0'?>
		<!-- a network -->
		<network>
		  <name>net</name>
		  <forward mode='bridge'/>
		  <bridge name='eth0'/>
		</network>
	EOD
	{ echo '<domainsnapshot><name>s</name>' && cat vm.xml && echo '</domainsnapshot>'; } >snap.xml
	cat vm.xml net.xml snap.xml >all.xml
	sed "s/'eth0'/'br0'/" all.xml >want.xml
	filter 0 bridgemap -b eth0:br0 all.xml
	same want.xml out
	filter 0 bridgemap -b eth0:br0 vm.xml net.xml snap.xml
	same want.xml out
	filter 0 bridgemap -v -b eth0:br0 all.xml
	said "^all\\.xml:6:15: note: vm: interface/source/@bridge: changed 'eth0' to 'br0' \\[bridge-named\\]\$"
	said "^all\\.xml:28:11: note: net: bridge/@name: changed 'eth0' to 'br0' \\[net-bridge\\]\$"
	lines 4 # with the summary
	echo '<pool/>' >>all.xml
	filter 3 bridgemap -b eth0:br0 -o new.xml all.xml
	[ ! -e new.xml ]
}

@test "malformed documents give nothing" {
	head -n 6 vm.xml >cut.xml
	filter 3 bridgemap -b eth0:br0 cut.xml
	wrote_nothing
	said '^cut\.xml:7:1: error: '
	filter 3 bridgemap -b eth0:br0 </dev/null
	wrote_nothing
	{ cat vm.xml && echo '<domain'; } >tail.xml
	cp tail.xml before
	filter 3 bridgemap -i -b eth0:br0 tail.xml
	same before tail.xml
}

@test "--check writes nothing and tells every change" {
	filter 1 bridgemap --check -b br0 vm.xml
	wrote_nothing
	said "^vm\\.xml:6:15: .*changed 'eth0' to 'br0' \\[bridge-others\\]\$"
	said "^vm\\.xml:10:15: .*changed 'eth1' to 'br0' \\[bridge-others\\]\$"
	lines 2
	filter 0 bridgemap --check -b nosuch:br0 vm.xml
	lines 0
	filter 1 bridgemap --check -b eth0:br0 - <vm.xml
	said '^<stdin>:6:15: '
}

@test "the report is valid and names what interfaces are plugged into" {
	filter 0 bridgemap -r report.xml -b eth0:br0 vm.xml
	xmllint --noout --relaxng "$TOP/schemas/report.rng" report.xml
	jing "$TOP/schemas/report.rng" report.xml
	sed "s/network='default'/network='default' bridge='virbr0'/" vm.xml >live.xml
	filter 0 bridgemap -r live.rep -b eth0:br0 live.xml
	xmllint --xpath '//*[@source="default"]' live.rep
	run ! grep virbr0 live.rep
	grep -q "br0" report.xml
	run ! grep geheim report.xml
}

# ---- as an editor of virsh's ----

@test "-i leaves what does not match alone, and says so with status 0" {
	local before
	chmod 600 vm.xml
	before=$(stat -c '%i %Y %Z %a' vm.xml)
	cp vm.xml copy
	filter 0 bridgemap -i -b nosuch:br0 vm.xml
	[ "$(stat -c '%i %Y %Z %a' vm.xml)" = "$before" ]
	same copy vm.xml
	wrote_nothing
	lines 1
	said "^bridgemap: warning: nothing matches '--bridge=nosuch:br0' \\[map-unused\\]$"
	[ "$(ls -A)" = "$(printf '%s\n' copy err out vm.xml)" ]
}

@test "-i is quiet where it changes something, and keeps mode and password" {
	local mode
	cp vm.xml copy
	for mode in 600 640 400; do
		cp copy vm.xml
		chmod "$mode" vm.xml
		filter 0 bridgemap -i -b eth0:br0 vm.xml
		wrote_nothing
		lines 0
		[ "$(stat -c %a vm.xml)" = "$mode" ]
		[ "$(names vm.xml)" = 'br0 eth1 default eth2' ]
		grep -q "passwd='geheim'" vm.xml
	done
	[ "$(ls -A)" = "$(printf '%s\n' copy err out vm.xml)" ]
}

@test "through a shell, as virsh calls what holds a blank" {
	sh -c 'bridgemap -i -b eth0:br0 -n "default:my lan" vm.xml'
	[ "$(names vm.xml)" = 'br0 eth1 my lan eth2' ]
	cp vm.xml copy
	run -2 sh -c "bridgemap -i -b 'a b' vm.xml"
	same copy vm.xml
}

@test "what only diagnostics could leak: passwords are not in them" {
	filter 0 bridgemap -v -b br0 -n lan --dev eth2:eth3 --allow br1 vm.xml
	run ! grep geheim err
	lines 6
}

@test "a rule that is left out maps nothing" {
	cat >in.xml <<-'END'
		<domain type='kvm'><devices><interface type='bridge'><source bridge='eth0'/></interface>
		<interface type='bridge'><source bridge='eth7'/></interface></devices></domain>
	END
	filter 0 bridgemap -b eth0:br0 --skip=bridge-named in.xml
	same in.xml out
	filter 0 bridgemap -b eth0:br0 -b br9 --skip=bridge-others in.xml
	sed 's/eth0/br0/' in.xml | same - out
	filter 1 bridgemap -b eth0:br0 --require-match --skip=bridge-named in.xml
}

@test "maps of prefixes, and of a bridge to a network" {
	guest() { # BRIDGE...
		echo "<domain type='kvm'><name>v</name><memory>1</memory><devices>"
		printf "<interface type='bridge'><source bridge='%s'/></interface>\n" "$@"
		echo '</devices></domain>'
	}
	guest brenp21-7 brenp21-70 brenp2 brenp21- xbrenp21-7 >in
	filter 0 bridgemap -b 'brenp21-*:brenp20-*' in
	guest brenp20-7 brenp20-70 brenp2 brenp20- xbrenp21-7 >want
	same want out
	# a whole name, the longest prefix, any prefix, all others
	filter 0 bridgemap -b 'brenp*:a*' -b 'brenp21-7*:b*' -b brenp21-7:c -b d in
	guest c b0 a2 a21- d >want
	same want out
	filter 0 bridgemap -b '*:v*' -b xbrenp21-7:x in
	guest vbrenp21-7 vbrenp21-70 vbrenp2 vbrenp21- x >want
	same want out
	for map in 'a*:b' 'a:b*' 'a*' '*a:*b' 'a*b*:c*' 'a*:b**' 'a*:b,*' 'a*=b*'; do
		filter 2 bridgemap -b "$map" in
	done
	filter 2 bridgemap -b 'a*:b*' -b 'a*:c*' in
	filter 1 bridgemap -b 'brenp21-*:brenp21-1-of-2-*' in
	said "cannot be the name of a device or network: .*\[map-too-long\]$"
	[ ! -s out ]
	printf "bridge brenp21-*:brenp20-*\nbridge-to-network xbrenp21-7:lan\n" >maps
	filter 0 bridgemap -f maps in
	grep -q "<interface type='network'><source network='lan'/>" out
	grep -q "bridge='brenp20-70'" out
	filter 2 bridgemap --bridge-to-network eth0 in
	filter 2 bridgemap --bridge-to-network eth0:a -b eth0:br0 in
	filter 2 bridgemap -b eth0:br0 --bridge-to-network eth0:a in
}

@test "a bridge in QEMU's arguments is warned of, and with a list refused by a hook" {
	cp "$TOP/fixtures/bridgemap/bridge-qemu-arg/fires.xml" in
	filter 0 bridgemap -b eth0:br0 in
	same in out
	[ "$(grep -c "names the bridge 'eth0', which a map renames: change it by hand \[bridge-qemu-arg\]$" err)" -eq 3 ]
	filter 0 bridgemap -b eth1:br0 --allow eth0 in
	lines 1
	said "nothing matches '--bridge=eth1:br0' \\[map-unused\\]$"
	filter 1 bridgemap --hook --no-sandbox -b eth1:br1 --allow br1 -- arguments migrate begin - <in
	[ ! -s out ]
	said "has no bridge 'eth0'"
}

@test "--allow-host, and allow host in a file: the interfaces that there are when it runs" {
	filter 0 bridgemap -b lo --allow-host vm.xml
	[ ! -s err ]
	filter 0 bridgemap -b br-not-here --allow-host vm.xml
	said "the new host has no bridge 'br-not-here'"
	filter 0 bridgemap -b br-not-here --allow-host --allow br-not-here vm.xml
	[ ! -s err ]
	filter 0 bridgemap -b bonding_masters --allow-host vm.xml # a file beside the interfaces
	said "no bridge 'bonding_masters'"
	printf 'bridge lo\nallow host\n' >maps
	filter 0 bridgemap --hook -f maps -- vm migrate begin - <vm.xml
	[ ! -s err ]
	printf 'bridge br-not-here\nallow host\n' >maps
	filter 1 bridgemap --hook -f maps -- vm migrate begin - <vm.xml
	[ ! -s out ]
	echo 'allow host a' >maps
	filter 2 bridgemap -f maps vm.xml
}

@test "--virtualport: of what is on a bridge after mapping; alone, and twice the same" {
	echo "<domain type='kvm'><name>v</name><memory>1</memory><devices>
		<interface type='bridge'><source bridge='eth0'/></interface>
		<interface type='bridge'><source bridge='eth1'/></interface></devices></domain>" >in
	filter 0 bridgemap --bridge-to-network eth1:lan --virtualport=openvswitch in
	[ "$(xmllint --xpath 'string(//interface[source/@bridge="eth0"]/virtualport/@type)' out)" = openvswitch ]
	[ "$(xmllint --xpath 'count(//virtualport)' out)" -eq 1 ]
	cp out in
	filter 0 bridgemap --virtualport=openvswitch in
	same in out
	filter 0 bridgemap -b eth0:br0 --virtualport=keep in
	grep -q openvswitch out
	filter 0 bridgemap -b eth0:br0 --virtualport=none in
	run ! grep openvswitch out
	filter 2 bridgemap --virtualport=keep in # nothing to do
	filter 2 bridgemap --virtualport=ovs in
}

@test "--rename-networks: a network itself has the new name, where a map names it" {
	echo "<network><name>lan</name><bridge name='virbr1'/></network>" >in
	filter 0 bridgemap -n lan:office in
	same in out
	filter 0 bridgemap -n lan:office --rename-networks in
	sed 's/lan/office/' in | same - out
	filter 0 bridgemap -n 'l*:wl*' --rename-networks in
	sed 's/lan/wlan/' in | same - out
	filter 1 bridgemap -n office --rename-networks --require-match in
	filter 0 bridgemap -n lan:lan --rename-networks --require-match in
	same in out
}

@test "names of dots, a map that is there already, numbered lines of a list of bridges" {
	echo "<domain type='kvm'><name>a</name><memory>1</memory><devices><interface type='bridge'><source bridge='.a'/></interface></devices></domain>" >vm.xml
	filter 0 bridgemap -b .a:..b vm.xml
	grep -q "bridge='..b'" out
	for map in .a:. .a:.. .:b ..:b; do
		filter 2 bridgemap -b "$map" vm.xml
	done
	filter 2 bridgemap -b 'x*:a*' -b 'x*:b*' vm.xml
	said 'mapped already'
	filter 2 bridgemap --bridge-to-network=x:b --bridge-to-network=x:c vm.xml
	said 'mapped already'
	printf '2: br0@if3: <UP>\n4: br1: <UP>\n5\n' >allow
	filter 1 bridgemap --check --allow-from=allow -b .a:br2 vm.xml
	filter 0 bridgemap -q --allow-from=allow -b .a:5 vm.xml
	lines 0
	printf '3:br0\n' >allow
	filter 2 bridgemap --allow-from=allow -b .a:5 vm.xml
	filter 2 bridgemap --ldif --check --format=json -b a:b vm.xml
	said 'ldif writes changes'
	filter 2 bridgemap --ldif --check --baseline=x -b a:b vm.xml
	said 'ldif writes changes'
	filter 2 bridgemap --ldif --check --write-baseline=x -b a:b vm.xml
	said 'ldif writes changes'
}

@test "a name that cannot be one, of a network and of a bridge; other virtual ports, bridges behind _" {
	echo "<network><name>n&#10;x</name><bridge name='br0'/></network>" >net.xml
	filter 1 bridgemap --rename-networks -n 'n*:o*' net.xml
	said 'cannot be the name of a device or network'
	cat >vm.xml <<-'END'
		<domain type='kvm' xmlns:q='http://libvirt.org/schemas/domain/qemu/1.0'><name>a</name><memory>1</memory><devices>
		<interface type='bridge'><source bridge='ethaaaaaaaaaa0'/><virtualport type='midonet'/></interface>
		</devices><q:commandline><q:arg value='tap,_br=br7,br=eth0'/></q:commandline></domain>
	END
	filter 0 bridgemap -q -b eth0:br0 --virtualport=none vm.xml
	grep -q "midonet" out
	filter 0 bridgemap --force -b 'eth*:bridge*' vm.xml
	said 'map-too-long'
	filter 0 bridgemap -q -b eth0:br0 -- vm.xml
}

@test "elements that are only nearly called source are not looked at, those of another namespace are" {
	cat >vm.xml <<-'END'
		<domain type='kvm'><name>a</name><memory>1</memory><devices><interface type='bridge'><source bridge='br0'/>
		<source bridge='br7'/><resource bridge='br8'/><p:source xmlns:p='urn:p' bridge='br9'/></interface></devices></domain>
	END
	filter 1 bridgemap --check --allow=br0 vm.xml
	said "no bridge 'br7'" # libvirt 7.0 reads it where the first has none
	said "no bridge 'br9'"
	run ! grep br8 err
	cp "$FIXTURES/hosts/busy.host" both # two inputs may be one file, and no output
	filter 2 bridgemap --target=both --map-file=both -o both vm.xml
	said 'both.* are the same file'
}
