# -d: a file for each input file, or for each document of a stream; nothing outside of DIR.
load helpers

setup() {
	mkdir "$BATS_TEST_TMPDIR/work"
	cd "$BATS_TEST_TMPDIR/work" || exit
	mkdir in out
	xen a >in/a.xml
	xen b >in/b.xml
}

xen() { # NAME
	echo "<domain type='xen'><name>$1</name><memory>524288</memory><os><type>hvm</type></os></domain>"
}

names() { # the files of a directory, on one line
	(cd "$1" && find . -type f | sort | sed 's|^\./||' | paste -sd ' ')
}

@test "one file for each input file, with its base name and mode 0600" {
	filter 0 domconv -q -d out in/a.xml in/b.xml
	[ "$(names out)" = 'a.xml b.xml' ]
	wrote_nothing
	grep -q "type='kvm'><name>b<" out/b.xml
	[ "$(stat -c %a out/a.xml)" = 600 ]
	domconv -q in/a.xml | cmp - out/a.xml
}

@test "documents of a stream are called after their names" {
	{ xen one; xen two; } | filter 0 domconv -q -d out
	[ "$(names out)" = 'one.xml two.xml' ]
	{ xen three; xen four; } >in/many
	filter 0 domconv -q --output-dir=out in/many in/a.xml
	[ "$(names out)" = 'a.xml four.xml one.xml three.xml two.xml' ]
	xen alone | filter 0 domconv -q -d out -
	[ -f out/alone.xml ]
}

@test "a second run replaces the files and keeps their mode" {
	filter 0 domconv -q -d out in/a.xml
	chmod 640 out/a.xml
	filter 0 domconv -q -d out --type=qemu in/a.xml
	grep -q "type='qemu'" out/a.xml
	[ "$(stat -c %a out/a.xml)" = 640 ]
}

@test "a symbolic link is replaced, and what it points to is nobody's model" {
	echo precious >elsewhere
	chmod 644 elsewhere
	ln -s ../elsewhere out/a.xml
	filter 0 domconv -q -d out in/a.xml
	[ ! -L out/a.xml ]
	[ "$(stat -c %a out/a.xml)" = 600 ]
	[ "$(cat elsewhere)" = precious ]
}

@test "hostile names are refused, the other documents are written" {
	local name
	for name in '../x' '/x' '-rf' '.hidden' 'a b' 'a/b' '..' '&#10;x' 'ü' '' "$(printf '%0300d' 0)"; do
		rm -rf out
		mkdir out
		{ xen before; xen "$name"; xen behind; } | filter 1 domconv -q -d out
		said "^<stdin>:2:[0-9]+: error: .*name"
		lines 1
		[ "$(names out)" = 'before.xml behind.xml' ]
	done
	[ "$(names .)" = "$(names . | tr ' ' '\n' | grep -E "^(in|out)/" | paste -sd ' ')" ]
}

@test "two documents of one name: the first is written, the second refused" {
	{ xen same; echo "<domain type='kvm'><name>same</name><memory>524288</memory></domain>"; } |
		filter 1 domconv -q -d out
	said '^<stdin>:2:20: error: same: another document has the same name$'
	grep -q '<type' out/same.xml
}

@test "two inputs with the same guest: both are written, with a warning, since libvirt keeps one" {
	xen a >in/again.xml
	echo "<domain type='xen'><memory>524288</memory><os><type>hvm</type></os></domain>" | tee in/c.xml >in/d.xml
	filter 0 domconv -d out in/*.xml
	[ "$(names out)" = 'a.xml again.xml b.xml c.xml d.xml' ]
	said '^in/again.xml: warning: the guest has the name of that in in/a.xml: libvirt keeps only one of them$'
	[ "$(grep -c 'keeps only one' ../err)" -eq 1 ]
	filter 1 domconv --check in/*.xml
	run ! grep 'keeps only one' ../err # nothing of that is going to be defined
}

@test "two inputs for one target, or a target that is an input: wrong usage, nothing written" {
	mkdir other
	cp in/a.xml other/a.xml
	filter 2 domconv -d out in/a.xml other/a.xml
	said "error: output 'out/a.xml' of 'in/a.xml' and output 'out/a.xml' of 'other/a.xml' are the same file"
	[ -z "$(names out)" ]
	before=$(md5sum in/a.xml in/b.xml)
	filter 2 domconv -d in in/a.xml
	said "error: output 'in/a.xml' of 'in/a.xml' and input 'in/a.xml' are the same file"
	ln -s ../in/a.xml out/b.xml
	filter 2 domconv -d out in/a.xml in/b.xml
	[ "$before" = "$(md5sum in/a.xml in/b.xml)" ]
	filter 2 domconv -d out -o x in/a.xml
	filter 2 domconv -d out -i in/a.xml
	filter 2 domconv -d out -c in/a.xml
}

@test "a bad file does not keep the good ones back; the status is the worst" {
	echo '<domain' >in/bad.xml
	filter 3 domconv -q -d out in/a.xml in/bad.xml in/b.xml
	[ "$(names out)" = 'a.xml b.xml' ]
	echo "<domain type='lxc'/>" >in/refused.xml
	filter 1 domconv -q -d out in/refused.xml in/b.xml
	[ "$(names out)" = 'a.xml b.xml' ]
}

@test "no directory: status 3 and a line with the file's name" {
	filter 3 domconv -q -d nowhere in/a.xml
	said '^nowhere/a.xml: error: cannot write: No such file or directory$'
	filter 3 domconv -q -d in/a.xml in/b.xml
	said 'Not a directory'
}

@test "find and xargs" {
	filter 0 sh -c 'find in -name "*.xml" -print0 | xargs -0 domconv -q -d out'
	[ "$(names out)" = 'a.xml b.xml' ]
}

@test "a target that is a pipe is not waited for, nor replaced" {
	mkfifo out/mail.xml
	filter 3 timeout 10 domconv -q -d out "$FIXTURES/demo/mail.xml"
	said "^out/mail.xml: error: cannot write: it exists and is not a regular file\$"
	[ -p out/mail.xml ]
	run ! compgen -G 'out/.*.??????'
}

@test "a document of a stream without any name is refused; names in capitals, and of one sign, are good" {
	{
		xen VM-1.a_B
		echo "<domain type='xen'><memory>524288</memory><os><type>hvm</type></os></domain>"
		xen 9
	} | filter 1 domconv -q -d out
	lines 1
	said '^<stdin>:2:1: error: \(no name\): the document has no name$'
	[ "$(names out)" = '9.xml VM-1.a_B.xml' ]
}

@test "a target that cannot be replaced: status 3, its name, and what stands there stays" {
	mkdir -p out/a.xml
	filter 3 domconv -q -d out in/a.xml in/b.xml
	lines 1
	said '^out/a\.xml: error: cannot write: '
	[ -d out/a.xml ]
	[ -z "$(names out)" ]
}

@test "a guest whose name is none for a file is kept under its UUID, and that is said" {
	local uuid=3a1f7f3e-6a21-4f8e-8d0b-5f6a7b8c9d0e name
	for name in 'db server' büro '../x' '-rf' '.'; do
		rm -f out/*
		{ xen one; xen "$name" | sed "s|</name>|&<uuid>$uuid</uuid>|"; } >two.xml
		filter 0 domconv -d out two.xml
		[ "$(names out)" = "$uuid.xml one.xml" ]
		[ "$(grep -c ": the document is in $uuid.xml" "$BATS_TEST_TMPDIR/err")" -eq 1 ]
	done
	# without a UUID there is no name, and a second one of that UUID is refused
	{ xen one; xen 'db server'; } >two.xml
	filter 1 domconv -q -d out two.xml
	{ xen 'db server'; xen büro; } | sed "s|</name>|&<uuid>$uuid</uuid>|" >two.xml
	filter 1 domconv -q -d out two.xml
}
