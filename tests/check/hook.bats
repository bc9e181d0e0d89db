# bridgemap --hook: what libvirt calls at migrate/begin and restore/begin; and its confinement.
load helpers

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	cat >vm.xml <<-'END'
		<domain type='kvm' id='3'>
		  <name>vm</name>
		  <devices>
		    <interface type='bridge'>
		      <source bridge='eth0' portid='x'/>
		    </interface>
		  </devices>
		</domain>
	END
	sed "s/'eth0'/'br0'/" vm.xml >mapped.xml
	printf 'bridge eth0:br0\n' >map
}

hook() { # STATUS OPERATION SUBOP [OPTION...]: of the guest vm; standard input is the hook's
	local want=$1 operation=$2 subop=$3
	shift 3
	filter "$want" bridgemap --hook "$@" -- vm "$operation" "$subop" -
}

# untouched COMMAND...: it reads nothing of its standard input.
untouched() {
	printf 'kept\n' | {
		"$@"
		read -r line
		[ "$line" = kept ]
	}
}

@test "migrate/begin and restore/begin: the domain, with the bridge mapped" {
	for operation in migrate restore; do
		hook 0 "$operation" begin -f map <vm.xml
		same mapped.xml out
		lines 0
		hook 0 "$operation" begin -b eth0:br0 < <(cat vm.xml)
		same mapped.xml out
	done
	hook 0 restore begin -f map <mapped.xml
	same mapped.xml out
}

@test "every other operation: nothing read, nothing said, status 0, whatever is wrong" {
	while read -r operation subop; do
		for options in "-f map" "-f missing" "" "-f /" "--allow-from=missing" "--nonsense" \
			"-b :::" "-i" "--strict --require-match"; do
			# shellcheck disable=SC2086
			untouched hook 0 "$operation" "$subop" $options
			wrote_nothing
			lines 0
		done
	done <<-'END'
		prepare begin
		start begin
		started begin
		stopped end
		release end
		reconnect begin
		attach begin
		migrate end
		restore end
		begin restore
		something new
		migrate -
	END
}

@test "the same where the words are not set off by --" {
	untouched filter 0 bridgemap --hook -f missing vm reconnect begin -
	wrote_nothing
	lines 0
	filter 0 bridgemap --hook -f map vm restore begin - <vm.xml
	same mapped.xml out
}

@test "a guest's name is only a name" {
	for name in --hook -i - '' "a b'c"; do
		filter 0 bridgemap --hook -f map -- "$name" restore begin - <vm.xml
		same mapped.xml out
		untouched filter 0 bridgemap --hook -f missing -- "$name" reconnect begin -
	done
	[ -z "$(find . -name '*.bak')" ]
}

@test "malformed, truncated, empty input: no output, status 3, one line" {
	head -c 100 vm.xml >cut.xml
	: >empty.xml
	{ cat vm.xml && echo junk; } >junk.xml
	sed 's/<name>/<nam>/' vm.xml >tags.xml
	{ echo '<!DOCTYPE domain>' && cat vm.xml; } >doctype.xml
	sed 's/domain/pool/' vm.xml >root.xml
	for bad in cut empty junk tags doctype root; do
		for operation in migrate restore; do
			hook 3 "$operation" begin -f map <"$bad.xml"
			wrote_nothing
			lines 1
			said '^<stdin>:[0-9]+:[0-9]+: error: '
		done
	done
}

@test "exactly one document is taken" {
	cat vm.xml vm.xml >two.xml
	hook 3 restore begin -f map <two.xml
	wrote_nothing
	lines 1
	said '^<stdin>:9:1: error: unexpected second document: expected one only$'
	filter 0 bridgemap -f map <two.xml # not as a hook
	{ cat vm.xml && echo '<!-- the end -->'; } >behind.xml
	hook 0 restore begin -f map <behind.xml
	tail -n 1 out | grep -q '^<!-- the end -->$'
}

@test "a map file that is missing, unreadable or wrong: no output, an error that names it" {
	printf 'bridge eth0:br0\nbridge eth1 br1\n' >wrong
	for operation in migrate restore; do
		hook 3 "$operation" begin -f missing <vm.xml
		wrote_nothing
		said '^missing: error: cannot read: No such file'
		hook 3 "$operation" begin -f . <vm.xml
		wrote_nothing
		said '^\.: error: cannot read: '
		hook 2 "$operation" begin -f wrong <vm.xml
		wrote_nothing
		said '^wrong:2:1: error: bad line: '
		hook 3 "$operation" begin -f map --allow-from=missing <vm.xml
		wrote_nothing
	done
}

@test "a map file that says nothing: no output, status 2, an error that names it" {
	for text in '' '\n' '# bridge eth0:br0\n'; do
		printf %b "$text" >empty
		for operation in migrate restore; do
			for options in '' '-b eth0:br0' '--allow=br0' '--force'; do
				# shellcheck disable=SC2086  # options are separated by blanks
				hook 2 "$operation" begin -f empty $options <vm.xml
				wrote_nothing
				said '^empty: error: not a map file: '
			done
		done
	done
	untouched hook 0 reconnect begin -f empty
	: >empty # an empty list is one: it allows none
	hook 1 restore begin -f map --allow-from=empty <vm.xml
	wrote_nothing
}

@test "nothing but a domain is taken, which is all that libvirt gives" {
	for root in domainsnapshot domaincheckpoint domstatus network hookData; do
		{ echo "<$root>" && cat vm.xml && echo "</$root>"; } >other.xml
		hook 3 restore begin -f map <other.xml
		wrote_nothing
		lines 1
		said "^<stdin>:1:1: error: unexpected root element '$root': expected 'domain'$"
		[ $root = hookData ] || filter 0 bridgemap -f map other.xml # not as a hook
	done
	# a network's hook is called at other operations
	echo '<hookData><network/></hookData>' >other.xml
	for operation in start started stopped port-created; do
		filter 0 bridgemap --hook -f map -- lan $operation begin - <other.xml
		wrote_nothing
		lines 0
	done
}

@test "without any map: /etc/virtxml-filters/bridgemap.conf" {
	[ ! -e /etc/virtxml-filters/bridgemap.conf ] # tests/interop/hook.sh has one
	hook 3 restore begin <vm.xml
	wrote_nothing
	lines 1
	said '^/etc/virtxml-filters/bridgemap\.conf: error: cannot read: No such file'
	echo br0 >vm.list
	hook 3 restore begin --allow=br0 --allow-from=vm.list <vm.xml
	said '^/etc/virtxml-filters/bridgemap\.conf: error: '
}

@test "a bridge that the new host has not: no output, status 1" {
	for option in --allow=br1 --allow-from=<(echo br1); do
		hook 1 restore begin -f map "$option" <vm.xml
		wrote_nothing
		lines 1
		said "^<stdin>:5:7: error: the new host has no bridge 'br0' \[bridge-unlisted\]$"
	done
	printf 'bridge eth0:br0\nallow br1\n' >map
	hook 1 migrate begin -f map <vm.xml
	wrote_nothing
	printf 'bridge eth0:br0\nallow br0\n' >map
	hook 0 migrate begin -f map <vm.xml
	same mapped.xml out
}

@test "another warning does not stop a guest, except with --strict" {
	sed -e "s/type='bridge'/type='user'/" -e "/<source/s/.*/<mac address='52:54:00:0:0:1'\/>/" \
		vm.xml >user.xml
	hook 0 restore begin --mac=52:54:00:00:00:01:bridge:br0 <user.xml
	same user.xml out
	said 'warning: .*\[mac-other-type\]$'
	hook 1 restore begin --strict --mac=52:54:00:00:00:01:bridge:br0 <user.xml
	wrote_nothing
}

@test "standard output that cannot be written: status 3" {
	status=0
	bridgemap --hook -f map -- vm restore begin - <vm.xml >/dev/full 2>err || status=$?
	[ "$status" -eq 3 ]
	said '^<stdout>: error: cannot write: No space left'
}

@test "wrong usage" {
	for words in '' 'vm' 'vm restore'; do
		# shellcheck disable=SC2086
		filter 2 bridgemap --hook -f map -- $words <vm.xml
		wrote_nothing
		said '^bridgemap: error: --hook: expected -- NAME OPERATION SUBOP EXTRA'
	done
	for option in -ox -d. -i -rx -c --require-match; do
		hook 2 restore begin -f map "$option" <vm.xml
		wrote_nothing
		said '^bridgemap: error: '
	done
	[ ! -e x ]
}

@test "the script: --hook for what it rewrites, else nothing" {
	mkdir bin empty
	printf '#!/bin/sh\necho "called: $*"\ncat\n' >bin/bridgemap
	chmod +x bin/bridgemap
	for operation in migrate restore; do
		filter 0 env PATH="$PWD/bin:$PATH" "$TOP/tools/hooks/qemu" 'a b' $operation begin - <vm.xml
		head -n 1 out | grep -Fx "called: --hook -- a b $operation begin -"
		filter 127 env PATH="$PWD/empty" /bin/sh "$TOP/tools/hooks/qemu" vm $operation begin - <vm.xml
		wrote_nothing
		said 'bridgemap: not found'
	done
	for words in 'vm reconnect begin -' 'vm stopped end -' 'vm start begin -' 'vm' ''; do
		# shellcheck disable=SC2086
		untouched filter 0 env PATH="$PWD/empty" /bin/sh "$TOP/tools/hooks/qemu" $words
		wrote_nothing
		lines 0
	done
}

# --- confinement ------------------------------------------------------------------------------

# Whether this build has no filter: sanitizers open files themselves, and each machine needs its own.
unconfined() {
	[ -n "${SAN:-}" ] || [ "$("$BUILD/tests/sandbox-calls" machine)" = other ]
}

@test "sandbox: each call fails with EPERM, and only because of it" {
	filter 0 "$BUILD/tests/sandbox-calls" free
	grep -vxE '[a-z0-9_]+ (done|E[A-Z]+)' out && return 1
	grep -E ' EPERM$' out && return 1
	[ "$(wc -l <out)" -gt 40 ]
	mv out free
	if unconfined; then
		filter 1 "$BUILD/tests/sandbox-calls" confined
		grep -qx 'not confined: left out of this build' out
		return
	fi
	filter 0 "$BUILD/tests/sandbox-calls" confined
	{ cut -d ' ' -f 1 free | sed '$d; s/$/ EPERM/' && echo 'work done'; } >wanted
	same wanted out
}

@test "sandbox: every system call that is not permitted by name is denied" {
	if unconfined; then
		filter 1 "$BUILD/tests/sandbox-calls" others
		return
	fi
	filter 0 "$BUILD/tests/sandbox-calls" others
	wrote_nothing
}

@test "sandbox: entered behind the map file and before the input; --no-sandbox" {
	traced() {
		strace -f -o trace -e trace=openat,open,prctl,read bridgemap --hook "$@" -f map \
			-- vm restore begin - <vm.xml >out
	}
	if unconfined; then
		hook 0 restore begin -f map <vm.xml
		lines 0
		return
	fi
	traced
	same mapped.xml out
	grep -nE '"map"|SECCOMP_MODE_FILTER|read\(0,' trace | sed -E 's/^[0-9]+:[0-9]* *//' >order
	sed -n 1p order | grep -q '"map"'
	sed -n 2p order | grep -q 'SECCOMP_MODE_FILTER.* = 0$'
	sed -n 3p order | grep -q 'read(0,'
	traced --no-sandbox
	same mapped.xml out
	grep SECCOMP trace && return 1
	strace -f -o trace -e trace=prctl bridgemap -f map vm.xml >out # no hook, no sandbox
	grep SECCOMP trace && return 1
	same mapped.xml out
}

@test "sandbox: large input is no trouble, nor bad input" {
	{
		sed '/<\/devices>/,$d' vm.xml
		yes "<interface type='bridge'><source bridge='eth0'/></interface>" | head -n 20000
		printf '</devices>\n</domain>\n'
	} >large.xml
	hook 0 restore begin -f map <large.xml
	lines 0
	bridgemap -f map large.xml | cmp - out
	hook 3 restore begin -f map --max-size=1M <large.xml
	wrote_nothing
	said '^<stdin>:1:1: error: the document is larger than 1048576 bytes'
}

@test "sandbox: where the kernel refuses filters the work is done with a warning" {
	filter 0 "$BUILD/tests/sandbox-calls" refused bridgemap --hook -f map \
		-- vm restore begin - <vm.xml
	same mapped.xml out
	unconfined || {
		lines 1
		said '^bridgemap: warning: runs unconfined: Invalid argument$'
		filter 1 "$BUILD/tests/sandbox-calls" refused bridgemap --hook --strict -f map \
			-- vm restore begin - <vm.xml
		wrote_nothing
		lines 1
	}
	filter 0 "$BUILD/tests/sandbox-calls" refused bridgemap --hook --no-sandbox -f map \
		-- vm restore begin - <vm.xml
	lines 0
}
