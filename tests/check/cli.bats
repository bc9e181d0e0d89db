# The command line: options, selection of rules, usage errors, help, the pages.
load helpers

domain=$FIXTURES/demo/mail.xml

@test "--help and --version go to standard output, status 0" {
	filter 0 domconv --help
	lines 0
	grep -q '^Usage: domconv' "$BATS_TEST_TMPDIR/out"
	filter 0 domconv -h
	filter 0 domconv --version
	is_version domconv
	filter 0 domconv -V
}

@test "-V names the expat in use, and the one it was built with where that is another" {
	local linked built
	built=$(printf '#include <expat.h>\nXML_MAJOR_VERSION.XML_MINOR_VERSION.XML_MICRO_VERSION\n' |
		cc -E -P - | tail -n 1 | tr -d ' ')
	linked=$(xmlwf -v | sed -n 's/.*expat_\([0-9.]*\).*/\1/p' | tail -n 1)
	[ "$linked" = "$built" ] || linked="$linked (built with $built)"
	for tool in domconv bridgemap snapconv poolgen xlconv; do
		filter 0 "$tool" -V
		is_version "$tool"
		grep -Fqx "expat $linked" "$BATS_TEST_TMPDIR/out"
	done
}

@test "wrong usage: status 2, a line that names the option, nothing written" {
	while read -r word options; do
		# shellcheck disable=SC2086
		filter 2 domconv $options "$domain"
		wrote_nothing
		said "^domconv: error: .*$word"
		said "^Try 'domconv --help'\\.\$"
	done <<-'EOD'
		--nonsense --nonsense
		-Z -Z
		no-such-rule --only=no-such-rule
		no-such-rule --skip=seed,no-such-rule
		no-such-rule --explain=no-such-rule
		xen --type=xen
		relative --emulator=relative/path
		floppy --disk-bus=floppy
		ide --hvm-disk-bus=usb
		noequals --map-path=noequals
		slash --map-path=/old=new
		slash --map-path=old=/new
		xenfv --machine=xenfv
		netfront --nic-model=netfront
		15 --default-bridge=bridge0123456789
		xvda --disk-format=xvda
		frobnicated --disk-format=xvda=frobnicated
		luks --disk-format=xvda=luks
		sometimes --cache=sometimes
		screen --console=screen
		486 --cpu=486
		perhaps --direct-kernel=perhaps
		lend --hostdev=lend
		riscv64 --arch=riscv64
		br0 --default-bridge=br0'
		0 --max-size=0
		2G --max-size=2G
		12x --max-size=12x
		exclude -i -o x
		exclude -q -v
		--check --check -i
		--check --check -o x
		slash -i/tmp/x
	EOD
}

@test "a message names the unknown word, what is expected, and the nearest name" {
	filter 2 domconv --disk-bsu=ide
	said "^domconv: error: unknown option '--disk-bsu'; did you mean '--disk-bus'\\?$"
	filter 2 domconv --zzzzzzzz
	said "^domconv: error: unknown option '--zzzzzzzz'$"
	filter 2 domconv --disk
	said "^domconv: error: ambiguous option '--disk': it can be --disk-bus, --disk-format"
	filter 2 domconv -cz
	said "^domconv: error: unknown option '-z'$"
	filter 2 domconv --check=3
	said "^domconv: error: --check takes no argument: '--check=3'$"
	filter 2 domconv --disk-bus=vritio
	said "^domconv: error: invalid argument 'vritio' for --disk-bus: expected keep, virtio, .*; did you mean 'virtio'\\?$"
	filter 2 domconv --explain=domain-tpye
	said "'domain-tpye' is not a rule; did you mean 'domain-type'\\? \\(--list-rules\\)$"
	filter 2 domconv --skip=domain-type,nots
	said "^domconv: error: invalid argument .* for --skip: 'nots' is not a rule or group; did you mean 'notes'\\?"
}

# on_terminal COMMAND: what it prints when standard error is a terminal
on_terminal() {
	SHELL=/bin/sh TERM=xterm script -qec "$1 >/dev/null" /dev/null </dev/null | tr -d '\r'
}

@test "--color, NO_COLOR and a terminal color severities and rule ids" {
	local esc=$'\033' red
	red="${esc}[1;31merror:${esc}[0m"
	filter 2 domconv --color=always --quiet --verbose
	said "^domconv: ${red//[/\\[} "
	filter 0 domconv --color=always "$FIXTURES/domconv/console-xen/fires.xml" -v
	grep -qF "${esc}[1m[" "$BATS_TEST_TMPDIR/err"
	grep -qF "${esc}[1;36mnote:${esc}[0m" "$BATS_TEST_TMPDIR/err"
	filter 0 domconv "$FIXTURES/domconv/console-xen/fires.xml" -v
	run ! grep -qF "$esc" "$BATS_TEST_TMPDIR/err"
	unset NO_COLOR
	on_terminal 'domconv -q -v' | grep -qF "$red"
	NO_COLOR=1 on_terminal 'domconv -q -v' >"$BATS_TEST_TMPDIR/plain"
	grep -q '^domconv: error: ' "$BATS_TEST_TMPDIR/plain"
	on_terminal 'domconv --color=never -q -v' | grep -q '^domconv: error: '
}

@test "a run over several documents ends with a summary, with -v or on a terminal" {
	local xen="$FIXTURES/demo/mail.xml" kvm="$FIXTURES/plan/kvm.xml" line
	line='domconv: note: 3 documents: 2 converted, 1 unchanged, 0 refused'
	filter 0 domconv -v "$xen" "$kvm" "$xen"
	[ "$(tail -n 1 "$BATS_TEST_TMPDIR/err" | cut -c 1-${#line})" = "$line" ]
	filter 0 domconv "$xen" "$kvm" "$xen"
	run ! grep -q ' documents: ' "$BATS_TEST_TMPDIR/err"
	filter 0 domconv -v "$xen"
	run ! grep -q ' documents: ' "$BATS_TEST_TMPDIR/err"
	on_terminal "domconv '$xen' '$kvm' '$xen'" | grep -q '3 documents: 2 converted'
	[ -z "$(on_terminal "domconv -q '$xen' '$xen'")" ]
	filter 3 domconv -v "$xen" /dev/null "$xen"
	said '3 documents: 2 converted, 0 unchanged, 0 refused, 1 unreadable'
	filter 0 domconv -v "$FIXTURES/domconv/interface-script-custom/fires.xml" "$FIXTURES/domconv/interface-script-custom/fires.xml"
	said '2 documents: 2 converted, .*; warnings: 2 interface-script-custom'
}

@test "an option without its argument" {
	filter 2 domconv --type
	said "^domconv: error: an argument is missing for '--type'"
	filter 2 domconv -o
	said "^domconv: error: an argument is missing for '-o'"
}

@test "--in-place without a file, or with standard input" {
	filter 2 domconv -i
	said 'needs a FILE'
	filter 2 domconv -i - <"$domain"
}

@test "long options may be abbreviated, short ones combined, -- ends them" {
	filter 0 domconv --typ=qemu "$domain"
	grep -q "type='qemu'" "$BATS_TEST_TMPDIR/out"
	filter 1 domconv -cq "$domain"
	cp "$domain" "$BATS_TEST_TMPDIR/-v"
	filter 0 domconv -q -- -v
	converted
}

@test "standard input, - and a file are the same" {
	filter 0 domconv -q "$domain"
	cp "$BATS_TEST_TMPDIR/out" "$BATS_TEST_TMPDIR/file"
	filter 0 domconv -q <"$domain"
	same "$BATS_TEST_TMPDIR/file" "$BATS_TEST_TMPDIR/out"
	filter 0 domconv -q - <"$domain"
	same "$BATS_TEST_TMPDIR/file" "$BATS_TEST_TMPDIR/out"
	# shellcheck disable=SC2002  # a pipe is what is tested
	cat "$domain" | filter 0 domconv -q
	same "$BATS_TEST_TMPDIR/file" "$BATS_TEST_TMPDIR/out"
}

@test "several files come out in their order" {
	filter 0 domconv -q "$domain" "$domain"
	cp "$BATS_TEST_TMPDIR/out" "$BATS_TEST_TMPDIR/both"
	filter 0 domconv -q "$domain"
	cat "$BATS_TEST_TMPDIR/out" "$BATS_TEST_TMPDIR/out" | cmp - "$BATS_TEST_TMPDIR/both"
}

@test "quiet, default and verbose" {
	filter 0 domconv -q "$domain"
	lines 0
	filter 0 domconv "$FIXTURES/domconv/graphics-open/fires.xml"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/err")" -gt 0 ]
	[ "$(grep -c ': warning: ' "$BATS_TEST_TMPDIR/err")" -eq "$(wc -l <"$BATS_TEST_TMPDIR/err")" ]
	filter 0 domconv -v "$FIXTURES/domconv/graphics-open/fires.xml"
	said ': note: domain/@type: changed .xen. to .kvm. \[domain-type\]$'
	said ': warning: '
}

@test "every change is a line of -v with its rule" {
	filter 0 domconv -v "$domain"
	local changed
	changed=$(diff --unchanged-line-format= --old-line-format='%dn
' --new-line-format= "$domain" "$BATS_TEST_TMPDIR/out" || true)
	for line in $changed; do
		said ":$line:[0-9]+: (note|warning): .* \\[[a-z0-9-]+\\]\$"
	done
}

@test "--only=seed is the original procedure, --only adds up, --skip takes away" {
	filter 0 domconv -v --only=seed --skip=notes "$domain"
	said '\[domain-type\]$'
	run ! grep -E '\[(boot-dev-added|cpu-model-added|memballoon-xen)\]$' "$BATS_TEST_TMPDIR/err"
	filter 0 domconv -v --only=domain-type --only=bootloader "$domain"
	lines 2
	filter 0 domconv -v --only=domain-type,bootloader --skip=bootloader "$domain"
	lines 1
}

@test "--skip of everything leaves the document as it is" {
	filter 0 domconv -v --skip=seed,accept,meaning,live,notes "$domain"
	lines 0
	same "$domain" "$BATS_TEST_TMPDIR/out"
}

@test "--list-rules: four columns; --explain knows each of them" {
	filter 0 domconv --list-rules
	cp "$BATS_TEST_TMPDIR/out" "$BATS_TEST_TMPDIR/rules"
	[ "$(awk -F '\t' 'NF != 4 || $1 == "" || $4 == ""' "$BATS_TEST_TMPDIR/rules" | wc -l)" -eq 0 ]
	[ "$(cut -f 1 "$BATS_TEST_TMPDIR/rules" | sort | uniq -d | wc -l)" -eq 0 ]
	while IFS=$'\t' read -r id _; do
		filter 0 domconv --explain="$id"
		grep -q "^$id (group" "$BATS_TEST_TMPDIR/out"
		grep -q '^  why:     .' "$BATS_TEST_TMPDIR/out"
	done <"$BATS_TEST_TMPDIR/rules"
	# whose procedure it is, and only where one is cited
	filter 0 domconv --explain=domain-type
	[ "$(grep -c "Univention's" "$BATS_TEST_TMPDIR/out")" -eq 1 ]
	filter 0 domconv --explain=clock-windows
	run ! grep Univention "$BATS_TEST_TMPDIR/out"
	filter 0 xlconv --list-rules
	[ "$(cut -f 2 "$BATS_TEST_TMPDIR/out" | sort -u)" = config ]
	# which of two rules one place gets
	filter 0 domconv --explain=interface-model-netfront
	grep -qx '  beats:   interface-model-ioemu' "$BATS_TEST_TMPDIR/out"
	grep -qx '  yields:  to interface-model-pv' "$BATS_TEST_TMPDIR/out"
}

@test "the man pages list the rules as the tables have them" {
	sh "$TOP/tests/check/man.sh" "$BUILD"
	mandoc -T lint -W warning "$TOP"/man/*.[1-9] # lint.sh looks at its style, too
}

@test "a password is never printed" {
	sed "s|keymap='de'|passwd='geheim' autoport2='x'|" "$domain" >"$BATS_TEST_TMPDIR/in.xml"
	filter 0 domconv -v "$BATS_TEST_TMPDIR/in.xml"
	said '\[graphics-passwd\]$'
	run ! grep -q geheim "$BATS_TEST_TMPDIR/err"
	grep -q geheim "$BATS_TEST_TMPDIR/out"
	filter 0 domconv -v --hostdev=drop "$BATS_TEST_TMPDIR/in.xml"
	run ! grep -q geheim "$BATS_TEST_TMPDIR/err"
	# an element that goes, with the password in its tag
	sed "s|<graphics|<graphics type='sdl' passwd='geheim'/>&|" "$domain" >"$BATS_TEST_TMPDIR/in.xml"
	filter 0 domconv -v "$BATS_TEST_TMPDIR/in.xml"
	said "removed '<graphics type=\"sdl\" passwd=\"[*]{3}\"/>'"
	run ! grep -q geheim "$BATS_TEST_TMPDIR/err" "$BATS_TEST_TMPDIR/out"
	# a kernel's command line, whatever stands between its words
	sed "/<bootloader>/d; s|<os>|&<kernel>/k</kernel><cmdline>quiet luks_password=geheim\troot=/dev/xvda\nrd.token=geheim \\
x=y\tsshkey=geheim</cmdline>|" "$domain" >"$BATS_TEST_TMPDIR/in.xml"
	for option in --direct-kernel=drop --direct-kernel=keep; do
		filter 0 domconv -v -r "$BATS_TEST_TMPDIR/rep" $option "$BATS_TEST_TMPDIR/in.xml"
		said 'luks_password=\*\*\*'
		run ! grep geheim "$BATS_TEST_TMPDIR/err" "$BATS_TEST_TMPDIR/rep"
	done
	grep -q geheim "$BATS_TEST_TMPDIR/out"
}

@test "control characters in names are escaped" {
	printf '<domain type="xen"><name>a&#10;b</name><devices><interface type="bridge"><source bridge="x&#9;\xc2\x9by"/></interface></devices><memory>1</memory></domain>' \
		>"$BATS_TEST_TMPDIR/in.xml"
	filter 0 domconv -v "$BATS_TEST_TMPDIR/in.xml"
	said 'bridge .x\\x09\\xc2\\x9by. '
	run ! grep -qP '[\x00-\x08\x0b-\x1f\x7f]' "$BATS_TEST_TMPDIR/err"
}

@test "install and uninstall, into a folder of their own" {
	make -s -C "$TOP" BUILD="$BUILD" DESTDIR="$BATS_TEST_TMPDIR/root" PREFIX=/usr install
	[ -x "$BATS_TEST_TMPDIR/root/usr/bin/domconv" ]
	[ -f "$BATS_TEST_TMPDIR/root/usr/share/man/man1/domconv.1" ]
	[ -f "$BATS_TEST_TMPDIR/root/usr/share/bash-completion/completions/domconv" ]
	[ -f "$BATS_TEST_TMPDIR/root/usr/share/zsh/vendor-completions/_domconv" ]
	[ -f "$BATS_TEST_TMPDIR/root/usr/share/virtxml-filters/schemas/report.rng" ]
	[ -f "$BATS_TEST_TMPDIR/root/usr/share/man/man5/bridgemap.conf.5" ]
	make -s -C "$TOP" BUILD="$BUILD" DESTDIR="$BATS_TEST_TMPDIR/root" PREFIX=/usr uninstall
	[ -z "$(find "$BATS_TEST_TMPDIR/root" -type f)" ]
}

@test "a program in shell finds its functions and its neighbours: archive, package, link, sources" {
	make -s -C "$TOP" BUILD="$BUILD" DESTDIR="$PWD/root" PREFIX= install
	mv root 'unpacked anywhere'
	make -s -C "$TOP" BUILD="$BUILD" DESTDIR="$PWD/package" PREFIX=/usr install
	grep -q '"\$here/../share/virtxml-filters" /usr/share/virtxml-filters;' package/usr/bin/virsh-bridgemap
	mkdir bin sources sources/build
	ln -s '../unpacked anywhere/bin/virsh-bridgemap' bin
	cp -R "$TOP/tools" sources
	cp "$BUILD/bridgemap" sources/build
	for program in "$PWD/unpacked anywhere/bin/virsh-bridgemap" './unpacked anywhere/bin/virsh-bridgemap' \
		bin/virsh-bridgemap package/usr/bin/virsh-bridgemap sources/tools/virsh-bridgemap; do
		PATH=/usr/bin:/bin filter 0 "$program" --version
		is_version virsh-bridgemap
		PATH=/usr/bin:/bin filter 0 "$program" --list-rules
		[ -s out ]
	done
	cd bin
	PATH=/usr/bin:/bin filter 0 sh virsh-bridgemap --version
}

@test "the Debian package has the version of the tools" {
	[ "$(sed -n '1s/^virtxml-filters (\(.*\)) .*/\1/p' "$TOP/debian/changelog")" = \
		"$(domconv --version | sed -n '1s/.* //p')" ]
}

@test "NEWS, the changelog and the version say the same, and nothing is unreleased" {
	local version
	version=$(domconv --version | sed -n '1s/.* //p')
	grep '^## ' "$TOP/NEWS.md" | head -n 1 | grep -Eqx "## ${version//./\\.} \\(20[0-9-]{8}\\)"
	run ! grep -in unreleased "$TOP/NEWS.md" "$TOP/debian/changelog"
}

@test "make check says which bats it needs, and make deps what to install without apt" {
	mkdir bin none
	for version in 'Bats 1.2.1' 'Bats 1.6.1'; do
		printf '#!/bin/sh\necho %s\n' "$version" >bin/bats
		chmod +x bin/bats
		PATH=$PWD/bin:$PATH TESTS=cli filter 1 sh "$TOP/tests/check/run.sh"
		said "needs bats 1.7 or newer, and $version is here"
	done
	ln -s "$(command -v cat)" none
	for what in compile build interop; do
		PATH=$PWD/none filter 0 /bin/sh "$TOP/tests/package/deps.sh" "$what"
		grep -q 'apt-get only' out
		grep -q 'Fedora, RHEL: gcc make .* expat-devel' out
	done
}

@test "the demo shows a conversion" {
	filter 0 sh "$TOP/tests/check/demo.sh" "$BUILD"
	said '\[bootloader\]$'
	grep -q "^+<domain type='kvm'>" "$BATS_TEST_TMPDIR/out"
}

@test "a snapshot's report says what its domain has" {
	local in=$FIXTURES/snapconv/snapshot-disk-name/fires.xml rep=$BATS_TEST_TMPDIR/rep
	filter 0 snapconv -q -r "$rep" "$in"
	xmllint --noout --relaxng "$TOP/schemas/report.rng" "$rep" 2>/dev/null
	[ "$(xmllint --xpath 'string(//document/@status)' "$rep")" = converted ]
	[ "$(xmllint --xpath 'count(//document/disk)' "$rep")" -eq \
		"$(xmllint --xpath 'count(//domain/devices/disk)' "$in")" ]
}

@test "of several questions the first is answered" {
	filter 0 domconv --version --help
	is_version domconv
	filter 0 domconv --explain=domain-type --list-rules
	[ "$(grep -c '^domain-type' "$BATS_TEST_TMPDIR/out")" -eq 1 ]
	run ! grep -q '^disk-' "$BATS_TEST_TMPDIR/out"
}

@test "sizes that are none, and the name of a rule that is very long" {
	local size
	for size in '' M 0 0K 5T 1025M 2G -1 1.5M 99999999999999999999 '1 M' 1MM; do
		filter 2 domconv "--max-size=$size" "$domain"
		wrote_nothing
	done
	filter 2 domconv --only="$(printf '%0200d' 0)" "$domain"
	said "'0{200}' is not a rule or group"
}
