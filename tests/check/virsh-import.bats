# virsh-import, with hosts of tests/stand-in/host; tests/interop/move.sh has it work on a real libvirt.
# shellcheck disable=SC2086,SC2154,SC2231 # words of hosts.bash, without blanks
load helpers
load hosts
load examples

setup() {
	hosts
	old_host 9.0.0 qemu kvm
	new_host
}

# a host that has a guest of its own, and the filter that each libvirt brings, with a UUID of its own
own=99999999-0000-4000-8000-000000000001
new_host() {
	host new 9.0.0 qemu
	domain_xml kvm $own own | thing new domain $own own
	filter_xml 99999999-0000-4000-8000-000000000004 | thing new nwfilter 99999999-0000-4000-8000-000000000004 clean
}

tree() { # with snapshots and checkpoints
	parts_of_odd
	checkpoints_of_odd
}

export_old() {
	filter 0 virsh-export -c qemu+ssh://root@old/system old
}

import() { # STATUS OPTION...
	local want=$1
	shift
	filter "$want" virsh-import -c qemu+ssh://root@new/system "$@"
}

stored() { # everything that the new host has, with sums
	(cd hosts/new && find . -type f -exec sha256sum {} + | sort -k 2)
}

# moved: the new host has what the old one has, but for what libvirt adds
moved() {
	local place found
	for place in hosts/old/*/*/; do
		found=hosts/new/${place#hosts/old/}
		[[ $place != */nwfilter/* ]] || continue
		same <(sed "$1" "$place/doc.xml") <(grep -v '<added/>\|<capacity' "$found/doc.xml" | grep .)
		cmp "$place/name" "$found/name"
	done
	# stored parents first
	for part in snapshot checkpoint; do
		same <(cat hosts/old/domain/$odd/$part/*.name | sort) <(cat hosts/new/domain/$odd/$part/*.name | sort)
		for name in hosts/old/domain/$odd/$part/*.name; do
			place=$(grep -lxF -e "$(cat "$name")" hosts/new/domain/$odd/$part/*.name)
			same <(sed "$1" "${name%.name}.xml") <(grep . "${place%.name}.xml")
		done
	done
	cmp hosts/old/domain/$odd/current hosts/new/domain/$odd/current
}

# the recipe of the pages, without its import and export
bridges() {
	printed '    -exec bridgemap -i -b eth0:br0' | grep -v '^virsh-' >recipe
	filter 0 sh recipe </dev/null
}

@test "the recipe for bridges: of a host with networks, without snapshots and checkpoints; without anything" {
	sed -i "s|<bridge .*|<forward mode='bridge'/><bridge name='eth0'/>|" hosts/old/network/$lan/doc.xml
	export_old
	bridges
	grep -q "bridge name='br0'" "old/networks/$lan.xml"
	grep -q "bridge='br0'" old/domains/web.xml
	run ! grep -r eth0 old
	rm -r old hosts/old
	host old 9.0.0 qemu
	export_old
	cp -R old before
	bridges
	diff -r before old
}

@test "a whole host: looked at, moved, looked at again" {
	tree
	export_old
	bridges
	stored >before
	import 0 old
	summary '11 would be defined, 0 replaced, 1 already there, 0 in the way, 0 left, 0 failed; nothing was done \(--apply\)'
	summary "would define: snapshot '-s'\\\\''2\"' of domain '-an odd .*"
	summary '2 start with the old host, but not with this one \(--autostart\)'
	stored | cmp - before
	[ ! -e old/imported ]
	import 0 old --apply
	summary '11 defined, 0 replaced, 1 already there, 0 in the way, 0 left, 0 failed'
	summary "    it has no value yet: virsh secret-set-value $key"
	moved 's/eth0/br0/'
	grep -q "passwd='geheim'" hosts/new/domain/$web/doc.xml
	[ -z "$(find hosts/new -name autostart -o -name active)" ]
	[ -z "$(find old/imported -perm /077)" ]
	stored >after
	: >hosts/log
	import 0 old --apply
	summary '0 defined, 0 replaced, 12 already there, 0 in the way, 0 left, 0 failed'
	stored | cmp - after
	run ! grep -E 'define|create|autostart' hosts/log
	[ -z "$(ls tmp)" ]
	[ ! -e no ]
	# its own guest is as it was
	same <(grep $own before) <(grep $own after)
}

@test "the order, and autostart at the end where it is asked for" {
	tree
	export_old
	: >hosts/log
	import 0 --apply --autostart old
	summary "autostart set: network 'the lan'"
	[ -e hosts/new/network/$lan/autostart ]
	[ -e hosts/new/domain/$web/autostart ]
	[ ! -e hosts/new/pool/$images/autostart ]
	[ ! -e hosts/new/domain/$odd/autostart ]
	[ "$(grep -oE ' ([a-z]+-)?(define|create|autostart) .*' hosts/log | sed "s|$PWD/old/||" | cut -d ' ' -f 2-)" = "$(
		cat <<-END
			secret-define secrets/$key.xml
			net-define networks/$lan.xml
			pool-define pools/images.xml
			define domains/$odd.xml
			snapshot-create $odd snapshots/$odd/0001.xml --redefine
			snapshot-create $odd snapshots/$odd/0002.xml --redefine --current
			snapshot-create $odd snapshots/$odd/0003.xml --redefine
			checkpoint-create $odd checkpoints/$odd/0001.xml --redefine
			checkpoint-create $odd checkpoints/$odd/0002.xml --redefine
			define domains/42.xml
			define domains/web.xml
			net-autostart --network the lan
			autostart --domain $web
		END
	)" ]
	run ! grep -E ' (start|net-start|pool-start|create|undefine|[a-z]*-delete) ' hosts/log
	import 0 --apply --autostart old
	run ! grep 'autostart' out
	# a run that changes nothing sees as well that it is set
	for options in '' --autostart '--list --autostart'; do
		import 0 $options old
		run ! grep 'autostart' out
	done
}

@test "files in another order: parents are still defined first" {
	tree
	export_old
	for part in snapshots checkpoints; do
		mv "old/$part/$odd/0001.xml" "old/$part/$odd/9.xml"
	done
	import 0 --apply old
	moved ''
}

@test "--list prints the commands, and they do what --apply does" {
	tree
	export_old
	import 0 --list --autostart old
	lines 0
	mv out list
	cp -R hosts hosts.before
	filter 0 sh -e list
	mv hosts hosts.listed
	mv hosts.before hosts
	import 0 --apply --autostart old
	rm hosts/log hosts.listed/log
	sed -i '/<capacity/d' hosts*/new/pool/*/doc.xml
	diff -r hosts hosts.listed
}

@test "killed behind every call of virsh and run again: the same end, its own guest untouched" {
	tree
	rm -r hosts/old/domain/{$digits,$odd/checkpoint/1000.*} hosts/old/{secret,pool}
	export_old
	: >hosts/log
	stored >before
	cp -R hosts hosts.before
	import 0 --apply --autostart old
	local calls n
	calls=$(wc -l <hosts/log)
	[ "$calls" -gt 30 ]
	for n in $(seq 1 "$calls"); do
		rm -rf hosts old/imported tmp/*
		cp -R hosts.before hosts
		echo "$n" >hosts/kill
		filter 137 setsid -w virsh-import -c qemu+ssh://root@new/system --apply --autostart old
		rm hosts/kill
		import 0 --apply --autostart old
		summary '.* 0 replaced, .* 0 in the way, 0 left, 0 failed'
		moved ''
		[ -e hosts/new/domain/$web/autostart ]
		[ -e hosts/new/network/$lan/autostart ]
		[ $((n % 5)) -eq 0 ] || continue
		import 0 --apply --autostart old
		summary '0 defined, 0 replaced, 8 already there, 0 in the way, 0 left, 0 failed'
		stored >after
		same <(grep $own before) <(grep $own after)
	done
}

@test "what is there already is not overwritten: other names, other UUIDs, other contents" {
	parts_of_odd
	export_old
	domain_xml kvm 99999999-0000-4000-8000-000000000002 web | thing new domain 99999999-0000-4000-8000-000000000002 web
	domain_xml kvm $odd 'another' | thing new domain $odd another
	network_xml 99999999-0000-4000-8000-000000000003 'the lan' virbr9 |
		thing new network 99999999-0000-4000-8000-000000000003 'the lan'
	pool_xml $images others | thing new pool $images others
	filter_xml 99999999-0000-4000-8000-000000000004 '  <rule/>' | thing new nwfilter 99999999-0000-4000-8000-000000000004 clean
	stored >before
	for option in '' --apply; do
		import 1 old $option
		said "^in the way: nwfilter 'clean': the host has another one \(--replace\)"
		said "^in the way: network 'the lan': the host has another one \(--replace\)"
		said "^in the way: pool 'images': the host has its UUID for another pool"
		said "^in the way: domain 'web': the host has another domain of this name"
		said "^in the way: domain '-an odd .*: the host has another one \(--replace\)"
		summary '2 (would be )?defined, 0 replaced, 0 already there, 5 in the way, 3 left, 0 failed.*'
	done
	stored >after
	same before <(grep -v "$key\|$digits" after)
}

@test "--replace: after a backup; a network keeps the UUID that it has there" {
	export_old
	other=99999999-0000-4000-8000-000000000003
	network_xml $other 'the lan' virbr9 | thing new network $other 'the lan'
	domain_xml kvm $web web | sed 's/65536/32768/' | thing new domain $web web
	stored >before
	import 0 --replace old
	summary "would replace: network 'the lan'"
	stored | cmp - before
	import 0 --replace --apply --backup-dir=backup old
	summary "4 defined, 2 replaced, 1 already there, 0 in the way, 0 left, 0 failed; backup: '$PWD/backup'"
	[ "$(stat -c %a backup)" = 700 ]
	grep -q virbr9 backup/networks/$lan.xml
	grep -q 32768 backup/domains/web.xml
	grep -q virbr1 hosts/new/network/$other/doc.xml
	grep -q 65536 hosts/new/domain/$web/doc.xml
	[ ! -e hosts/new/network/$lan ]
	import 0 --replace --apply old
	summary '0 defined, 0 replaced, 7 already there, 0 in the way, 0 left, 0 failed'
	run ! compgen -G 'virsh-import-*'
	rm -r old/imported # as if from another copy: what libvirt makes of them is what it has
	import 0 --replace --apply --backup-dir=again old
	summary "is the same: domain 'web'"
	import 0 --apply old
	summary '0 defined, 0 replaced, 7 already there, .*'
	sed -i 's/65536/16384/' old/domains/web.xml
	import 3 --replace --apply --backup-dir=backup old
	import 0 --replace --apply old
	[ "$(find . -maxdepth 1 -name 'virsh-import-2*T*' -perm 700 | wc -l)" -eq 1 ]
}

@test "--replace, killed behind every call of virsh: the first backup has what was there" {
	rm -r hosts/old/domain/{$odd,$digits} hosts/old/{pool,secret,nwfilter}
	export_old
	network_xml $lan 'the lan' virbr9 | thing new network $lan 'the lan'
	domain_xml kvm $web web | sed 's/65536/32768/' | thing new domain $web web
	cp -R hosts hosts.before
	: >hosts/log
	import 0 --replace --apply --backup-dir=whole old
	local calls n
	calls=$(wc -l <hosts/log)
	[ "$calls" -ge 9 ]
	for n in $(seq 1 "$calls"); do
		rm -rf hosts old/imported tmp/* first second
		cp -R hosts.before hosts
		: >hosts/log
		echo "$n" >hosts/kill
		filter 137 setsid -w virsh-import -c qemu+ssh://root@new/system --replace --apply --backup-dir=first old
		rm hosts/kill
		import 0 --replace --apply --backup-dir=second old
		grep -q virbr1 hosts/new/network/$lan/doc.xml
		grep -q 65536 hosts/new/domain/$web/doc.xml
		for file in networks/$lan.xml domains/web.xml; do
			if [ -e first/$file ]; then cmp whole/$file first/$file; else cmp whole/$file second/$file; fi
		done
		import 0 --replace --apply old
		summary '0 defined, 0 replaced, 2 already there, .*'
	done
}

@test "somebody has changed it since it was imported: not overwritten" {
	export_old
	import 0 --apply old
	sed -i 's/65536/4096/' hosts/new/domain/$web/doc.xml
	import 1 --apply old
	said "^in the way: domain 'web'"
	grep -q 4096 hosts/new/domain/$web/doc.xml
}

@test "a host's own export finds nothing to do there" {
	tree
	filter 0 virsh-export -c qemu://old/ old
	filter 0 virsh-import -c qemu://old/ --apply old
	summary '0 defined, 0 replaced, 12 already there, 0 in the way, 0 left, 0 failed'
}

@test "Xen hosts of libvirt 0.8, 0.9.10, 1.2 and 4.0, converted and imported" {
	for version in 0.8.3 0.9.10 1.2.9 4.0.0; do
		rm -rf hosts old new
		mkdir hosts
		new_host
		old_host $version xen xen
		export_old
		for option in '' --apply; do
			import 1 $option old
			said "^in the way: domain 'web': it is a domain of Xen: convert it with domconv"
		done
		domconv -q -i --emulator=/usr/bin/kvm old/domains/*.xml
		import 0 --apply --autostart old
		grep -q "<domain type='kvm'>" hosts/new/domain/$web/doc.xml
		[ "$(cat hosts/new/domain/$odd/name)" = "$odd_name" ]
		[ "$(cat hosts/new/domain/$digits/name)" = 42 ]
		[ -e hosts/new/domain/$web/autostart ]
		import 0 --apply --autostart old
		summary '0 defined, .*'
	done
}

@test "nothing but a folder of domains, also without UUIDs, as domconv -d writes it" {
	mkdir -p new/domains
	domain_xml kvm $web web | sed '/<uuid>/d' >new/domains/web.xml
	printf '%s\n' "<domain type='kvm'>" '<name>own</name>' '</domain>' >new/domains/own.xml
	import 1 new
	said "^in the way: domain 'own': the host has another one"
	summary "would define: domain 'web'"
	summary 'there is no index.tsv, so it is not known .*'
}

@test "documents that were written by hand: quotes, CDATA, comments, characters by number" {
	mkdir -p by-hand/domains by-hand/nwfilters "by-hand/snapshots/a b"
	domain_xml kvm 99999999-0000-4000-8000-000000000007 'caf<é> & "x"' |
		sed 's|<name>.*|<name><!-- <name>no</name> --><![CDATA[caf<]]>\&#xE9;></name><!-- b -->|
			s|<name>|&|; s|></name>|> \&#38; "x"</name>|; s|<domain |<domain id="a>b" |' >'by-hand/domains/a b.xml'
	printf "<filter chain='a>b'\n  name = \"of &#104;and\"\n/>\n" >by-hand/nwfilters/1.xml
	import 0 by-hand
	summary '2 would be defined, .*'
	grep -qxF "would define: nwfilter 'of hand'" out
	grep -qxF "would define: domain 'caf<é> & \"x\"'" out
	sed -i 's|type=.kvm.|type = "xen"|' 'by-hand/domains/a b.xml'
	import 1 by-hand
	said "^in the way: domain 'caf<.*: it is a domain of Xen"
}

@test "a line break in the name of a file begins no line of its own, and no command of --list" {
	mkdir -p by-hand/domains
	echo none >$'by-hand/domains/1\ntouch no\n.xml'
	printf "<domain type='kvm\nno'><name>x\ntouch no\n</name></domain>\n" >$'by-hand/domains/2\ntouch no\n.xml'
	import 1 --list by-hand
	sh out # "x touch no" is defined there
	[ ! -e no ]
	said "^# failed: domain 'domains/1 touch no .xml': is no domain$"
	import 1 by-hand
	run ! grep -q '^touch' out err
}

@test "names with tabs, blanks at their ends, per cent signs; without a UUID and with autostart" {
	rm -r hosts/old/domain/*
	domain_xml kvm $web $'a\tb ' | thing old domain $web $'a\tb '
	domain_xml kvm $odd ' %s%d*' | thing old domain $odd ' %s%d*'
	touch hosts/old/domain/$web/autostart hosts/old/domain/$odd/autostart
	export_old
	sed -i '/<uuid>/d' old/domains/$odd.xml
	import 0 --autostart --list old
	grep -qxF "virsh -c 'qemu+ssh://root@new/system' autostart --domain $web" out
	grep -qxF "virsh -c 'qemu+ssh://root@new/system' autostart --domain ' %s%d*'" out
	sed -i "s|^  <memory|  <uuid>$odd</uuid>\n&|" old/domains/$odd.xml
	import 0 --autostart --apply old
	[ "$(cat hosts/new/domain/$web/name)" = $'a\tb ' ]
	[ "$(cat hosts/new/domain/$odd/name)" = ' %s%d*' ]
	[ -e hosts/new/domain/$web/autostart ]
	[ -e hosts/new/domain/$odd/autostart ]
}

@test "what virsh's exit status says is not believed" {
	export_old
	echo define >hosts/lie
	import 1 --apply old
	said "^failed: domain 'web': cannot be defined: virsh names no reason"
	rm hosts/lie
	echo define >hosts/fail
	import 1 --apply old
	said "^failed: domain 'web': cannot be defined: 'Failed to do it for a reason'"
	tail -n 3 out | cmp - err
	rm hosts/fail
	import 0 --apply old
	echo autostart >hosts/lie
	import 1 --apply --autostart old
	said "^failed: domain 'web': autostart cannot be set: "
	echo dumpxml >hosts/fail
	import 1 --apply old
	said "^failed: domain 'web': cannot be looked up: 'Failed to do it for a reason'"
}

@test "a guest that cannot be defined keeps its snapshots waiting" {
	parts_of_odd
	export_old
	echo define >hosts/fail
	import 1 --apply old
	summary '3 defined, 0 replaced, 1 already there, 0 in the way, 3 left, 3 failed'
}

@test "documents that are none, and the current snapshot that is another" {
	parts_of_odd
	export_old
	echo '<domain' >old/domains/web.xml
	echo '<network><name>x</name></network>' >old/pools/images.xml
	import 1 --apply old
	said "^failed: pool 'pools/images.xml': is no pool"
	said "^failed: domain 'domains/web.xml': is no domain|^failed: domain 'domains/web.xml': has no name"
	echo leaf >hosts/new/domain/$odd/current
	import 1 --apply old
	said "^failed: domain '-an odd .*: its current snapshot is 'leaf', not '-s'\\\\''2\"'"
}

@test "-v: what is there already, and what libvirt has changed" {
	export_old
	import 0 -v --apply old
	summary '   >   <added/>'
	import 0 -v --apply old
	summary "already there: domain 'web'"
}

@test "the examples of the page" {
	host old 4.0.0 xen
	sed -i "s/type='kvm'/type='xen'/" hosts/old/domain/*/doc.xml
	example 0 'virsh-import -c qemu+ssh://root@new/system --apply --autostart new'
	[ -e hosts/new/domain/$web/autostart ]
	rm -r old new
	host old 9.0.0 qemu
	sed -i "s/type='xen'/type='kvm'/" hosts/old/domain/*/doc.xml
	rm -r hosts/new
	new_host
	tree
	example 0 '    -exec bridgemap -i -b eth0:br0'
	moved 's/eth0/br0/'
}

@test "wrong usage, help, version, an export that is not complete, no host" {
	export_old
	: >hosts/log
	for options in '' '-x' '--nonsense old' 'a b' '-c' '--list --apply old'; do
		filter 2 virsh-import $options
		wrote_nothing
		said 'error: '
	done
	filter 3 virsh-import missing
	said "cannot read the directory 'missing'"
	filter 3 virsh-import tmp
	said "has nothing that virsh-export writes"
	touch old/unfinished
	filter 3 virsh-import old
	said "is not complete: run virsh-export again"
	[ ! -s hosts/log ]
	rm old/unfinished
	filter 3 virsh-import -c qemu://nobody/ old
	said 'cannot use the host: .failed to connect'
	filter 0 virsh-import --version
	is_version virsh-import
	filter 0 virsh-import --help
	grep -q '^Usage: virsh-import' out
}
