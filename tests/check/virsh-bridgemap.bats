# virsh-bridgemap, with tests/stand-in/virsh; tests/interop/hook.sh has it work on a real libvirt.
load helpers
load examples

web=11111111-0000-4000-8000-000000000001
db=11111111-0000-4000-8000-000000000002
odd=11111111-0000-4000-8000-000000000003
net=22222222-0000-4000-8000-000000000001

# What the stand-in has when a test begins.
setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	mkdir store
	quick fill
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	export STORE=$PWD/store TMPDIR=$PWD/tmp
	mkdir tmp
	PATH=$TOP/tests/stand-in:$TOP/tools:$PATH
	cp -R "$BATS_FILE_TMPDIR/store" .
}

fill() {
	domain $web web eth0
	touch store/$web/running
	domain $db db br0
	domain_xml $db db eth0 >store/$db/saved.xml
	domain $odd "an odd  'name' \"here\" & \$(touch no)" eth0
	parts $odd snapshot "s 1" "-s'2\"" " \$(touch no) & *" s4 <<<'eth0'
	parts $odd checkpoint c1 "c 2" <<<'eth0'
	printf '%s\n' "-s'2\"" >store/$odd/current
	touch store/$odd/running # while it is shut off, libvirt does not redefine its snapshots
	: >store/$web/snapshots
}

domain_xml() { # UUID NAME BRIDGE
	cat <<-END
		<domain type='kvm'>
		  <name>$(escaped "$2")</name>
		  <uuid>$1</uuid>
		  <devices>
		    <interface type='bridge'>
		      <source bridge='$3'/>
		    </interface>
		    <graphics type='vnc' passwd='secret'/>
		  </devices>
		</domain>
	END
}

domain() { # UUID NAME BRIDGE
	mkdir "store/$1"
	printf '%s\n' "$2" >"store/$1/name"
	domain_xml "$@" >"store/$1/domain.xml"
}

parts() { # UUID KIND NAME...: snapshots or checkpoints; standard input: the bridge
	local uuid=$1 kind=$2 bridge n=0
	read -r bridge
	shift 2
	printf '%s\n' "$@" >"store/$uuid/${kind}s"
	for name in "$@"; do
		n=$((n + 1))
		{
			echo "<domain$kind>"
			echo "  <name>$(escaped "$name")</name>"
			domain_xml "$uuid" x "$bridge"
			[ "$kind" = checkpoint ] || domain_xml "$uuid" x "$bridge" | sed 's/domain\b/inactiveDomain/'
			echo "</domain$kind>"
		} >"store/$uuid/$kind-$n.xml"
	done
}

# stored: everything that the stand-in has, with sums
stored() {
	(cd store && find . -type f ! -name log ! -name calls -exec sha256sum {} + | sort -k 2)
}

all_mapped() {
	if grep -rl eth0 store --include='*.xml'; then
		return 1
	fi
	[ "$(grep -rl "passwd='secret'" store --include='*.xml' | wc -l)" -eq "$(find store -name '*.xml' ! -name network.xml | wc -l)" ]
}

@test "without --apply: told, nothing done, nothing left" {
	stored >before
	filter 0 virsh-bridgemap -b eth0:br0
	stored | cmp - before
	summary '9 would be changed, 0 left, 0 failed, 1 with nothing to do; nothing was done \(--apply\)'
	summary "would change: domain 'web'"
	summary "    6:15: note: .*changed 'eth0' to 'br0'.*\[bridge-named\]"
	summary "would change: managed save of domain 'db'"
	summary "would change: snapshot '-s'\\\\''2\"' of domain 'an odd  '\\\\''name'\\\\'' \"here\" & \\\$\(touch no\)'"
	grep -E ' (define|[a-z]+-define|[a-z]+-create|[a-z]+-remove|[a-z]+-delete|undefine)( |$)' store/log && return 1
	[ -z "$(ls tmp)" ]
	[ "$(ls)" = "$(printf '%s\n' before err out store tmp)" ]
}

@test "--apply: everything is changed; a second run finds nothing to do and leaves nothing" {
	filter 0 virsh-bridgemap --apply -b eth0:br0 --backup-dir=backup
	summary "9 changed, 0 left, 0 failed, 1 with nothing to do; backup: '$PWD/backup'"
	summary "changed: snapshot 's 1' of domain 'an odd .*"
	summary '    it runs on its old bridges until its next start'
	lines 0
	all_mapped
	[ "$(cat store/$odd/current)" = "-s'2\"" ]
	[ -z "$(ls tmp)" ]
	stored >after
	filter 0 virsh-bridgemap --apply -b eth0:br0 --backup-dir=second
	summary '0 changed, 0 left, 0 failed, 10 with nothing to do'
	stored | cmp - after
	[ ! -e second ]
	grep -E 'delete|undefine|remove' store/log && return 1
	[ ! -e no ]
}

@test "the backup: mode 0700, every document as it was, before anything is changed" {
	stored | grep xml >before
	printf '1\n' >store/kill
	filter 137 virsh-bridgemap --apply -b eth0:br0 --backup-dir=backup
	[ "$(stat -c %a backup)" = 700 ]
	[ -z "$(find backup -perm /077)" ]
	[ "$(wc -l <backup/index)" -eq 10 ]
	cut -d ' ' -f 1 before | sort >sums
	find backup -name '*.xml' -exec sha256sum {} + | cut -d ' ' -f 1 | sort | cmp - sums
	[ "$(grep -c define store/log)" -eq 1 ]
	filter 0 virsh-bridgemap --apply -b eth0:br0
	[ "$(find . -maxdepth 1 -name 'virsh-bridgemap-2*T*' -perm 700 | wc -l)" -eq 1 ]
}

@test "the way back that the page prints restores every document and the current snapshots" {
	stored >before
	filter 0 virsh-bridgemap --apply -b eth0:br0 --backup-dir=BACKUP
	all_mapped
	rm "store/$odd/current"
	example 0 'while IFS='
	stored | cmp - before
	sed -i '1s/domain.xml/gone.xml/' BACKUP/index
	: >store/log
	example 0 'while IFS='
	[ "$(grep -c define store/log)" -eq 1 ] # it stops at what fails
}

@test "a backup overwrites nothing: a directory, a file, links, and no name at all" {
	mkdir backup full
	echo precious >full/index
	echo precious >file
	ln -s nowhere dangling
	ln -s full link
	stored >before
	for place in backup file dangling link link/ full/index; do
		filter 3 virsh-bridgemap --apply -b eth0:br0 --backup-dir="$place"
		said 'cannot make the directory for the backup: it must not exist'
	done
	filter 3 virsh-bridgemap --apply -b eth0:br0 --backup-dir=missing/backup
	filter 2 virsh-bridgemap --apply -b eth0:br0 --backup-dir=
	said "'--backup-dir=': expected a new directory"
	filter 2 virsh-bridgemap --apply -b eth0:br0 --backup-dir ''
	stored | cmp - before
	[ "$(cat file)" = precious ]
	[ "$(cat full/index)" = precious ]
	[ "$(ls full)" = index ]
	[ -L dangling ]
	[ ! -e nowhere ]
	[ -z "$(ls backup)" ]
	run ! compgen -G 'virsh-bridgemap-*'
}

@test "a document that the backup's index lacks is not changed, and fails" {
	mkdir bin
	cat >bin/virsh <<-END
		#!/bin/sh
		case \$* in
		*dumpxml*)
			grep -q backup/index /proc/self/mounts || {
				mount --bind backup/index backup/index
				mount -o remount,ro,bind backup/index
			}
			;;
		esac
		exec '$TOP/tests/stand-in/virsh' "\$@"
	END
	chmod +x bin/virsh
	stored >before
	PATH=$PWD/bin:$PATH filter 1 unshare "$([ "$(id -u)" -eq 0 ] && echo -m || echo -rm)" \
		virsh-bridgemap --apply -b eth0:br0 --backup-dir=backup
	said "^failed: domain 'web': cannot write '$PWD/backup/index'\$"
	summary "0 changed, 0 left, 10 failed, 0 with nothing to do; backup: '$PWD/backup'"
	stored | cmp - before
}

@test "killed at any moment and run again, it converges" {
	for n in 1 2 3 5 8 9; do
		rm -rf store/calls backup tmp/*
		echo $n >store/kill
		if [ "$n" -gt 1 ]; then
			domain_xml $web web eth0 >store/$web/domain.xml
			parts $odd snapshot "s 1" "-s'2\"" " \$(touch no) & *" s4 <<<'eth0'
			domain_xml $db db eth0 >store/$db/saved.xml
			domain_xml $odd "odd" eth0 >store/$odd/domain.xml
			parts $odd checkpoint c1 "c 2" <<<'eth0'
		fi
		filter 137 virsh-bridgemap --apply -b eth0:br0 --backup-dir=backup
		grep -rq eth0 store --include='*.xml'
		rm store/kill
		filter 0 virsh-bridgemap --apply -b eth0:br0
		summary "$((10 - n)) changed, 0 left, 0 failed, $n with nothing to do; backup: .*"
		all_mapped
		rm -rf virsh-bridgemap-2*
	done
}

@test "goes on after a failure, and says so at the end, status 1" {
	echo snapshot-create >store/fail
	filter 1 virsh-bridgemap --apply -b eth0:br0
	summary '5 changed, 0 left, 4 failed, 1 with nothing to do; backup: .*'
	lines 4
	said "^failed: snapshot 's 1' of domain 'an odd .*': unchanged: 'Failed to do it for a reason'\$"
	tail -n 4 out | cmp - err
	rm store/fail
	filter 0 virsh-bridgemap --apply -b eth0:br0
	all_mapped
}

@test "what virsh's exit status says is not believed" {
	echo define >store/lie
	filter 1 virsh-bridgemap --apply -b eth0:br0
	said "^failed: domain 'web': unchanged: virsh names no reason\$"
	grep -q eth0 store/$web/domain.xml
	rm store/lie
	echo define >store/mangle
	filter 1 virsh-bridgemap --apply -b eth0:br0 --backup-dir=backup
	said "^failed: domain 'web': libvirt stored something else: compare '$PWD/backup/$web/domain.xml.wanted' and .after\$"
	grep -q "'br0'" backup/$web/domain.xml.wanted
	grep -q "'br00'" backup/$web/domain.xml.after
}

@test "--managedsave: edit, skip, discard" {
	filter 0 virsh-bridgemap --apply -b eth0:br0 --managedsave=skip
	summary '8 changed, 1 left, 0 failed, 1 with nothing to do; backup: .*'
	summary "left: managed save of domain 'db': edit it, discard it, or .*"
	grep -q eth0 store/$db/saved.xml
	filter 0 virsh-bridgemap -b eth0:br0 --managedsave discard
	summary "would discard: managed save of domain 'db'"
	[ -e store/$db/saved.xml ]
	echo managedsave-remove >store/fail
	filter 1 virsh-bridgemap --apply -b eth0:br0 --managedsave discard
	said "^failed: managed save of domain 'db': cannot discard it: "
	rm store/fail
	filter 0 virsh-bridgemap --apply -b eth0:br0 --managedsave discard
	summary "discarded: managed save of domain 'db'"
	[ ! -e store/$db/saved.xml ]
	domain_xml $db db br0 >store/$db/saved.xml # does not need it
	filter 0 virsh-bridgemap --apply -b eth0:br0 --managedsave=discard
	[ -e store/$db/saved.xml ]
}

@test "a transient domain is left; its snapshots are not" {
	touch store/$web/transient
	parts $web snapshot s1 <<<'eth0'
	filter 0 virsh-bridgemap --apply -b eth0:br0
	summary "left: domain 'web': transient: .*"
	summary "changed: snapshot 's1' of domain 'web'"
	grep -q eth0 store/$web/domain.xml
}

@test "networks only when asked for" {
	mkdir store/$net
	echo 'the net' >store/$net/name
	cat >store/$net/network.xml <<-END
		<network>
		  <name>the net</name>
		  <uuid>$net</uuid>
		  <forward mode='bridge'/>
		  <bridge name='eth0'/>
		</network>
	END
	filter 0 virsh-bridgemap --apply -b eth0:br0
	grep -q eth0 store/$net/network.xml
	filter 0 virsh-bridgemap --apply -b eth0:br0 --networks
	summary "changed: network 'the net'"
	grep -q "bridge name='br0'" store/$net/network.xml
}

@test "maps that would rename again what they renamed are refused" {
	for maps in '-b eth0:br0 -b br0:eth0' '-b eth0:br0 -b br0:br1'; do
		# shellcheck disable=SC2086
		filter 1 virsh-bridgemap --apply $maps
		said "^failed: domain 'web': the maps would rename their own results again"
		grep -q "'eth0'" store/$web/domain.xml
	done
}

@test "a document that bridgemap refuses is left as it is, and the others go on" {
	echo '<domain' >store/$web/domain.xml
	filter 1 virsh-bridgemap --apply -b eth0:br0
	said "^failed: domain 'web': <stdin>:2:1: error: "
	summary '8 changed, 0 left, 1 failed, 1 with nothing to do; backup: .*'
	filter 1 virsh-bridgemap -b br0:br1 --allow=br0 --strict
	said "^failed: domain 'db': .*bridge-unlisted"
}

@test "what cannot be dumped is a failure; what the driver does not have is none" {
	rm store/$odd/checkpoint-1.xml
	filter 1 virsh-bridgemap -b eth0:br0
	said "^failed: checkpoint 'c1' of domain 'an odd .*: cannot dump it: 'there is none'\$"
	printf '%s\n' snapshot-list checkpoint-list >store/unsupported
	filter 0 virsh-bridgemap -b eth0:br0
	summary '3 would be changed, 0 left, 0 failed, 1 with nothing to do; .*'
	echo list >>store/unsupported
	filter 3 virsh-bridgemap -b eth0:br0
	said 'cannot list domains: virsh failed$'
}

@test "somebody changes a document in the meantime: it is not overwritten" {
	cat >wrapper <<-END
		#!/bin/sh
		[ "\$1 \$2" != '-q net-list' ] || sed -i 's/secret/other/' store/$web/domain.xml
		exec $TOP/tests/stand-in/virsh "\$@"
	END
	# between the backup and the change stands the list of networks' dumps
	sed -i 's/-q net-list/-q managedsave-dumpxml/' wrapper
	mkdir bin
	mv wrapper bin/virsh
	chmod 755 bin/virsh
	filter 1 env PATH="$PWD/bin:$PATH" virsh-bridgemap --apply -b eth0:br0
	said "^failed: domain 'web': it has changed since the backup"
	grep -q eth0 store/$web/domain.xml
	grep -q other store/$web/domain.xml
}

@test "the snapshots' tree and the current one are compared afterwards" {
	cat >virsh <<-END
		#!/bin/sh
		case "\$*" in *snapshot-create*--current*) echo lost >store/$odd/current; exit ;; esac
		exec $TOP/tests/stand-in/virsh "\$@"
	END
	chmod 755 virsh
	filter 1 env PATH="$PWD:$PATH" virsh-bridgemap --apply -b eth0:br0
	said "^failed: domain 'an odd .*': its snapshot tree or current snapshot has changed"
}

@test "bridgemap's options go to it as they are" {
	printf 'bridge eth0:br0\n' >'a map'
	echo br0 >'a list'
	for options in "-f|a map" "--map-file=a map" "--map-file|a map" "-fa map" "-beth0:br0" "--bridge|eth0:br0" \
		"-b|eth0:br0|--allow|br0" "-b|eth0:br0|--allow-from|a list|--strict" "-b|br0" "--bridge=br0"; do
		IFS='|' read -ra words <<<"$options"
		filter 0 virsh-bridgemap "${words[@]}"
		summary '9 would be changed, .*'
		lines 0
	done
	filter 0 virsh-bridgemap --managedsave skip "${words[@]}" -v
	summary '8 would be changed, 1 left, .*'
	filter 0 virsh-bridgemap -b eth0:br0 --skip=bridge-named
	summary '0 would be changed, .*'
	filter 0 virsh-bridgemap -b eth0:br0 --allow=br1
	summary "    6:7: warning: .*\[bridge-unlisted\]"
	filter 0 virsh-bridgemap -b eth9:br0 --allow=br0
	summary "unchanged: domain 'web'"
	grep -q "unchanged: domain 'db'" out && return 1
	true
}

@test "a map file and a list are read once, so they may be pipes" {
	for option in -f --map-file; do
		printf 'bridge eth0:br0\n' | filter 0 virsh-bridgemap "$option" /dev/stdin
		summary '9 would be changed, .*'
		filter 0 virsh-bridgemap $option <(printf 'bridge eth0:br0\n') --allow-from=<(echo br0)
		summary '9 would be changed, .*'
		lines 0
	done
	mkfifo 'a pipe'
	for word in '-fa pipe' '--map-file=a pipe'; do
		printf 'bridge eth0:br0\n' >'a pipe' &
		filter 0 virsh-bridgemap "$word" --apply --backup-dir "$PWD/backup$word"
		wait
	done
	summary '0 changed, .*'
	[ -z "$(ls tmp)" ]
}

@test "a wrong or empty map file: status 2, with its own name, nothing asked of virsh" {
	: >'an empty file'
	echo 'bridge eth0=br0' >wrong
	for word in -f --map-file; do
		filter 2 virsh-bridgemap $word 'an empty file' --apply
		said '^an\\ empty\\ file: error: not a map file: '
		filter 2 virsh-bridgemap -b a:b $word wrong
		said '^wrong:1:1: error: bad line: expected IN:OUT'
		filter 2 virsh-bridgemap $word <(:)
		said '^/dev/fd/[0-9]+: error: not a map file: '
		filter 2 virsh-bridgemap --map-file=
		filter 2 virsh-bridgemap $word ''
		filter 3 virsh-bridgemap -b a:b $word missing
		said "^virsh-bridgemap: error: cannot read 'missing': No such file"
	done
	filter 2 virsh-bridgemap -b a:b --allow-from=wrong
	said '^wrong:1:1: error: '
	for map in eth0=br0 'eth0->br0' eth0,br0; do
		filter 2 virsh-bridgemap -b "$map" --apply
		said 'expected IN:OUT, such as eth0:br0'
		filter 2 virsh-bridgemap "--network=$map" --apply
		filter 2 virsh-bridgemap --dev "$map" --apply
	done
	[ ! -e store/log ]
	[ -z "$(ls tmp)" ]
}

@test "-c goes to virsh" {
	filter 0 virsh-bridgemap -c 'qemu+ssh://a b/system' -b eth0:br0
	grep -v '^qemu+ssh://a b/system ' store/log && return 1
	: >store/log
	filter 0 virsh-bridgemap --connect=x:///y -b eth0:br0
	filter 0 virsh-bridgemap -cx:///y -b eth0:br0
	filter 0 virsh-bridgemap --connect x:///y -b eth0:br0
	grep -v '^x:///y ' store/log && return 1
	true
}

@test "control characters in names do not reach the terminal" {
	printf 'a\033[2Jb\n' >store/$web/name
	filter 0 virsh-bridgemap -b eth0:br0
	grep -q "domain 'a\[2Jb'" out
}

@test "wrong usage, help, version" {
	for options in '' '-x' '--nonsense' 'word' '-b' '-b a:b:c' '--managedsave=perhaps -b a:b' '-c' '--max-size=0 -b a:b'; do
		# shellcheck disable=SC2086
		filter 2 virsh-bridgemap $options
		wrote_nothing
		said 'error: '
	done
	filter 3 virsh-bridgemap -f missing
	[ ! -e store/log ]
	filter 0 virsh-bridgemap --version
	is_version virsh-bridgemap
	filter 0 virsh-bridgemap --help
	grep -q '^Usage: virsh-bridgemap' out
}

@test "the page has every option of --help" {
	virsh-bridgemap --help | grep -oE -- '--[a-z-]+' | sort -u >options
	[ "$(wc -l <options)" -ge 18 ]
	while read -r option; do
		grep -Eq -- "Fl -${option#--}( |$)" "$TOP/man/virsh-bridgemap.1" || {
			echo "the page lacks $option"
			return 1
		}
	done <options
}

@test "virsh 10.7 prints a table for list --uuid" {
	cat >virsh <<-END
		#!/bin/sh
		$TOP/tests/stand-in/virsh "\$@" >listed || exit
		case "\$*" in
		*list*--uuid*)
			echo ' Id   Name   State      UUID'
			echo ----------------------------------------------------------------
			sed -n 's/..*/ -    4dea22b3-1d52-4d8f-a516-782e98ab3f02 1   shut off   &/p' listed
			echo
			;;
		*) cat listed ;;
		esac
	END
	chmod 755 virsh
	filter 0 env PATH="$PWD:$PATH" virsh-bridgemap -b eth0:br0
	summary '9 would be changed, 0 left, 0 failed, 1 with nothing to do; .*'
	filter 0 env PATH="$PWD:$PATH" virsh-bridgemap --apply --bridge-to-network=eth0:lan
	grep -q "<source network='lan'/>" store/$web/domain.xml
}

@test "shut off, with snapshots and checkpoints: reported, and nothing of it is changed" {
	rm store/$odd/running
	local why="^failed: domain 'an odd .*: libvirt does not redefine snapshots"
	filter 1 virsh-bridgemap -b eth0:br0
	said "$why"
	summary '2 would be changed, 7 left, 1 failed, 1 with nothing to do; .*'
	stored >before
	filter 1 virsh-bridgemap --apply -b eth0:br0
	said "$why"
	summary '2 changed, 7 left, 1 failed, 1 with nothing to do; .*'
	stored >after
	same <(grep "$odd" before) <(grep "$odd" after)
	# only its definition, or its checkpoints, need a change: both can be defined
	sed -i 's/eth0/br0/' store/$odd/snapshot-*.xml
	filter 0 virsh-bridgemap --apply -b eth0:br0
	run ! grep eth0 store/$odd/*.xml
}

@test "--require-match: status 1 if there is nothing to change" {
	filter 1 virsh-bridgemap --require-match -b eht0:br0
	said 'error: no map changes anything'
	filter 0 virsh-bridgemap --require-match -b eth0:br0
	filter 0 virsh-bridgemap --require-match --apply -b eth0:br0
}
