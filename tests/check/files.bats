# Files and descriptors: a file is the old or the new one, and what cannot be read or written is
# status 3 with one line.
# shellcheck disable=SC2016  # other shells expand those
load helpers

setup_file() {
	# an unprivileged user has to reach the program and the tests' directories
	chmod a+x "$BATS_RUN_TMPDIR" "${BATS_FILE_TMPDIR%/*}" "$BATS_FILE_TMPDIR"
	cp "$BUILD/domconv" "$BATS_FILE_TMPDIR/domconv"
	chmod 0755 "$BATS_FILE_TMPDIR/domconv"
}

setup() {
	local parent
	for parent in "$BATS_RUN_TMPDIR" "$BATS_RUN_TMPDIR/test" "$BATS_TEST_TMPDIR"; do
		chmod a+x "$parent"
	done
	mkdir "$BATS_TEST_TMPDIR/dir"
	cd "$BATS_TEST_TMPDIR/dir" || return
	PATH=$BATS_FILE_TMPDIR:$PATH
	document xen a >../xen
	document kvm a >../kvm
	domconv -q ../xen >../want
}

document() { # TYPE NAME
	printf "<domain type='%s'>\n  <name>%s</name>\n  <memory>524288</memory><vcpu>1</vcpu>\n</domain>\n" "$1" "$2"
}

# belongs FILE...: to that user
belongs() {
	[ "$(id -u)" -ne 0 ] || chown -h 65534:65534 "$@"
}

# own_mounts COMMAND...: where it may mount without anybody seeing it
own_mounts() {
	if [ "$(id -u)" -eq 0 ]; then
		unshare -m "$@"
	else
		unshare -rm "$@"
	fi
}

# trouble PATTERN: standard error is this one line.
trouble() {
	lines 1
	said "^$1\$"
}

identity() { # FILE...: everything that shows whether a file was touched, but the time of reading
	stat -c '%n %i %h %a %u %g %s %y %z' -- "$@"
}

mode_is() { # MODE FILE
	[ "$(stat -c %a -- "$2")" = "$1" ] || {
		ls -l -- "$2"
		return 1
	}
}

# only NAME...: nothing else is in the directory, no temporary file above all.
only() {
	local have want
	have=$(find . -mindepth 1 | sort)
	want=$([ $# -eq 0 ] || printf './%s\n' "$@" | sort)
	[ "$have" = "$want" ] || {
		echo "in the directory: $have"
		return 1
	}
}

# ---- standard input, output and error ----

@test "a full device as standard output is status 3 and one line" {
	filter 3 sh -c 'exec domconv -q ../xen >/dev/full'
	trouble '<stdout>: error: .*No space left on device'
	filter 3 sh -c 'exec domconv -q ../xen ../xen ../kvm >/dev/full' # one line, not one each
	trouble '<stdout>: error: .*No space left on device'
	filter 3 sh -c 'exec domconv --help >/dev/full'
	trouble '.*error: .*No space left on device'
	filter 3 sh -c 'exec domconv --list-rules >/dev/full'
	trouble '.*error: .*No space left on device'
}

@test "closed standard output is status 3 and one line, and matters only if it is used" {
	filter 3 sh -c 'exec domconv -q ../xen >&-'
	trouble '<stdout>: error: .*Bad file descriptor'
	filter 3 sh -c 'exec domconv --version >&-'
	trouble '.*error: .*Bad file descriptor'
	cp ../xen in.xml
	filter 0 sh -c 'exec domconv -q -o new.xml ../xen >&-'
	filter 0 sh -c 'exec domconv -q -i in.xml >&-'
	filter 1 sh -c 'exec domconv -q --check ../xen >&-'
	same ../want new.xml
	same ../want in.xml
}

@test "closed standard input is status 3 and one line, and matters only if it is used" {
	filter 3 sh -c 'exec domconv <&-'
	wrote_nothing
	trouble '<stdin>: error: .*Bad file descriptor'
	filter 0 sh -c 'exec domconv -q ../xen <&-'
	same ../want "$BATS_TEST_TMPDIR/out"
}

@test "with standard error closed the output is the same, and no message gets into it" {
	filter 0 sh -c 'exec domconv -v ../xen 2>&-'
	same ../want "$BATS_TEST_TMPDIR/out"
	filter 0 sh -c 'exec domconv -v -o new.xml ../xen 2>&-'
	same ../want new.xml
	cp ../xen in.xml
	filter 0 sh -c 'exec domconv -v -i in.xml <&- >&- 2>&-'
	same ../want in.xml
	filter 3 sh -c 'exec domconv -v missing.xml 2>&-'
	wrote_nothing
	only new.xml in.xml
}

big() { # more than a pipe holds
	perl -e 'open F, "<", "../xen"; local $/; $_ = <F>; print $_ x 20000' >../big
}

@test "SIGPIPE ends it as the shell expects: 141" {
	big
	filter 0 bash -c 'env --default-signal=PIPE domconv -q ../big | head -c 10; echo "${PIPESTATUS[0]}"'
	[ "$(tail -c 4 ../out)" = 141 ]
	lines 0
}

@test "with SIGPIPE ignored it is status 3, and silent" {
	big
	filter 0 bash -c 'trap "" PIPE; domconv -q ../big | head -c 10; echo "${PIPESTATUS[0]}"'
	[ "$(tail -c 2 ../out)" = 3 ]
	lines 0
	filter 0 bash -c 'trap "" PIPE; domconv -q -o /dev/stdout ../big | head -c 10; echo "${PIPESTATUS[0]}"'
	[ "$(tail -c 2 ../out)" = 3 ]
	lines 0
}

@test "T18: a pipe, a fifo and standard input are read like a file" {
	filter 0 domconv -q < <(cat ../xen)
	same ../want "$BATS_TEST_TMPDIR/out"
	filter 0 domconv -q - <../xen
	same ../want "$BATS_TEST_TMPDIR/out"
	mkfifo fifo
	timeout 30 sh -c 'cat ../xen >fifo' 3>&- &
	filter 0 domconv -q fifo
	wait
	same ../want "$BATS_TEST_TMPDIR/out"
	filter 0 domconv -q ../kvm - ../kvm <../xen
	same <(cat ../kvm ../want ../kvm) "$BATS_TEST_TMPDIR/out"
}

# ---- -o ----

@test "-o makes a new file with mode 0600, whatever the umask" {
	umask 0
	filter 0 domconv -q -o new.xml ../xen
	wrote_nothing
	same ../want new.xml
	mode_is 600 new.xml
	filter 0 domconv -q --output=other.xml - <../xen
	same ../want other.xml
	mode_is 600 other.xml
	only new.xml other.xml
}

@test "-o takes all inputs, in order" {
	filter 0 domconv -q -o new.xml ../kvm ../xen - < <(cat ../kvm)
	same <(cat ../kvm ../want ../kvm) new.xml
	only new.xml
}

@test "-o replaces a file, which keeps mode, owner and extended attributes" {
	local mode
	for mode in 640 444 755; do
		echo old >old.xml
		belongs old.xml
		setfattr -n user.note -v kept old.xml
		chmod "$mode" old.xml
		stat -c %u:%g old.xml >../owner
		filter 0 domconv -q -o old.xml ../xen
		same ../want old.xml
		mode_is "$mode" old.xml
		same ../owner <(stat -c %u:%g old.xml)
		[ "$(getfattr --only-values -n user.note old.xml)" = kept ]
		only old.xml
		rm -f old.xml
	done
}

@test "-o replaces a file that may not be read, and that keeps its mode as well" {
	echo old >old.xml
	belongs . old.xml
	chmod 0222 old.xml
	filter 0 unprivileged domconv -q -o old.xml ../xen
	mode_is 222 old.xml
	chmod 0600 old.xml
	same ../want old.xml
}

@test "-o through a symbolic link replaces what it points to" {
	mkdir real
	echo old >real/old.xml
	chmod 0640 real/old.xml
	ln -s real/old.xml link.xml
	filter 0 domconv -q -o link.xml ../xen
	[ -L link.xml ]
	same ../want real/old.xml
	mode_is 640 real/old.xml
	only real real/old.xml link.xml
}

@test "-o with one bad document among the inputs leaves the file alone, or away" {
	local bad want
	echo '<domain>' >../malformed
	document bhyve a >../refused
	echo old >old.xml
	chmod 0640 old.xml
	identity old.xml >../before
	for bad in ../malformed ../refused ../missing; do
		want=3
		[ "$bad" != ../refused ] || want=1
		filter "$want" domconv -q -o old.xml ../xen "$bad" ../xen
		wrote_nothing
		lines 1
		filter "$want" domconv -q -o new.xml ../xen "$bad" ../xen
		lines 1
		filter "$want" domconv -q -o new.xml "$bad"
		only old.xml
		same ../before <(identity old.xml)
		[ "$(cat old.xml)" = old ]
	done
}

@test "-o with a stream that is cut off leaves the file away" {
	cat ../xen ../xen >../stream
	head -c -5 ../stream >../cut
	filter 3 domconv -q -o new.xml ../cut
	only
}

@test "-o where nothing can be written is status 3 and one line" {
	filter 3 domconv -q -o missing/new.xml ../xen
	trouble 'missing/new.xml: error: .*No such file or directory'
	filter 3 domconv -q -o . ../xen
	trouble '\.: error: .*[Ii]s a directory'
	filter 3 domconv -q -o /dev/full ../xen
	trouble '/dev/full: error: .*No space left on device'
	echo old >old.xml
	chmod 0666 old.xml
	filter 3 unprivileged domconv -q -o old.xml ../xen
	trouble 'old.xml: error: .*Permission denied'
	filter 3 unprivileged domconv -q -o new.xml ../xen
	trouble 'new.xml: error: .*Permission denied'
	[ "$(cat old.xml)" = old ]
	filter 3 domconv -q -o old.xml/new.xml ../xen
	trouble 'old.xml/new.xml: error: .*Not a directory'
	only old.xml
}

@test "-o /dev/stdout is written directly: a pipe, a terminal's place, a file with more in it" {
	domconv -q -o /dev/stdout ../xen | cat >../got
	same ../want ../got
	{
		echo before
		domconv -q -o /dev/stdout ../xen
		echo behind
	} >got
	same <(echo before && cat ../want && echo behind) got
	only got
}

@test "-o onto a fifo is written directly" {
	mkfifo fifo
	timeout 30 cat fifo >../got 3>&- &
	filter 0 domconv -q -o fifo ../xen ../kvm
	wait
	same <(cat ../want ../kvm) ../got
	[ -p fifo ]
	only fifo
}

@test "SIGTERM and SIGHUP leave no temporary file" {
	local signal pid got end
	mkfifo fifo
	for signal in TERM HUP; do
		exec 8<>fifo # a writer, so that it waits for more
		# the tests may run where they are ignored, as under nohup
		env --default-signal=TERM,HUP domconv -q -o new.xml -r report --plan=plan fifo \
			3>&- 8>&- &
		pid=$!
		cat ../xen >&8
		end=$((SECONDS + 30))
		until compgen -G '.new.xml.*' >/dev/null; do # it has begun
			kill -0 "$pid"
			[ "$SECONDS" -lt "$end" ]
		done
		kill -"$signal" "$pid"
		got=0
		wait "$pid" || got=$?
		exec 8>&-
		[ "$got" -eq $((128 + $(kill -l "$signal"))) ]
		only fifo
	done
}

# ---- -i ----

@test "-i rewrites the files" {
	cp ../xen one.xml
	cp ../xen two.xml
	filter 0 domconv -q -i one.xml "$PWD/two.xml"
	wrote_nothing
	lines 0
	same ../want one.xml
	same ../want two.xml
	only one.xml two.xml
}

@test "-i does not touch a file that needs no change" {
	cp ../kvm in.xml
	chmod 0640 in.xml
	identity in.xml >../before
	filter 0 domconv -i in.xml
	same ../before <(identity in.xml)
	filter 0 domconv -i.bak in.xml
	same ../before <(identity in.xml)
	only in.xml
	cat ../kvm ../kvm >stream.xml
	identity stream.xml >../before
	filter 0 domconv -i stream.xml
	same ../before <(identity stream.xml)
}

@test "-i needs no writable directory for a file that needs no change" {
	cp ../kvm in.xml
	chmod 0444 in.xml
	identity in.xml >../before
	filter 0 unprivileged domconv -i.bak in.xml
	lines 0
	same ../before <(identity in.xml)
	only in.xml
}

@test "-i in a directory that is not writable: status 3, the old file stays" {
	cp ../xen in.xml
	chmod 0666 in.xml
	identity in.xml >../before
	filter 3 unprivileged domconv -q -i in.xml
	trouble 'in.xml: error: .*Permission denied'
	filter 3 unprivileged domconv -q -i.bak in.xml
	trouble 'in.xml: error: .*Permission denied'
	same ../before <(identity in.xml)
	same ../xen in.xml
	only in.xml
}

@test "-i keeps mode, owner and extended attributes" {
	local mode
	for mode in 640 755 2755; do
		cp ../xen in.xml
		belongs in.xml
		setfattr -n user.note -v kept in.xml
		setfattr -n user.empty in.xml
		chmod "$mode" in.xml
		stat -c '%a %u:%g' in.xml >../before
		getfattr -d -m - in.xml >../attributes
		grep -q user.note ../attributes
		filter 0 domconv -q -i in.xml
		same ../want in.xml
		same ../before <(stat -c '%a %u:%g' in.xml)
		same ../attributes <(getfattr -d -m - in.xml)
		only in.xml
		rm in.xml
	done
}

@test "-i replaces a read-only file, which stays read-only" {
	cp ../xen in.xml
	chmod 0444 in.xml
	belongs . in.xml
	filter 0 unprivileged domconv -q -i in.xml
	same ../want in.xml
	mode_is 444 in.xml
	only in.xml
}

@test "-i refuses a file whose owner it may not keep" {
	[ "$(id -u)" -eq 0 ] # only root can make such a file
	cp ../xen in.xml
	chmod 0666 in.xml
	belongs .
	identity in.xml >../before
	filter 3 unprivileged domconv -q -i in.xml
	trouble 'in.xml: error: .*not permitted.*'
	same ../before <(identity in.xml)
	same ../xen in.xml
	only in.xml
}

@test "-i with a suffix keeps the old file, with what belongs to it" {
	local option
	for option in -i.bak --in-place=.bak; do
		cp ../xen in.xml
		belongs in.xml
		setfattr -n user.note -v kept in.xml
		chmod 0640 in.xml
		stat -c '%a %u:%g' in.xml >../before
		filter 0 domconv -q "$option" in.xml
		same ../want in.xml
		same ../xen in.xml.bak
		same ../before <(stat -c '%a %u:%g' in.xml)
		same ../before <(stat -c '%a %u:%g' in.xml.bak)
		[ "$(getfattr --only-values -n user.note in.xml)" = kept ]
		[ "$(getfattr --only-values -n user.note in.xml.bak)" = kept ]
		only in.xml in.xml.bak
		rm in.xml in.xml.bak
	done
}

@test "-i resolves a symbolic link, which stays one" {
	mkdir real
	cp ../xen real/in.xml
	ln -s real/in.xml link.xml
	ln -s link.xml second.xml
	filter 0 domconv -q -i second.xml
	same ../want real/in.xml
	[ "$(readlink second.xml)" = link.xml ]
	[ "$(readlink link.xml)" = real/in.xml ]
	only real real/in.xml link.xml second.xml
	# as long as the target of a link can be
	cp ../xen real/in.xml
	local far=$PWD/real/in.xml
	printf -v far '%*s%s' $((4095 - ${#far})) '' "$far"
	ln -s "${far// //}" far.xml
	filter 0 domconv -q -i far.xml
	same ../want real/in.xml
	rm far.xml
	ln -s nowhere dangling.xml
	filter 3 domconv -q -i dangling.xml
	trouble 'dangling.xml: error: .*No such file or directory'
	[ -L dangling.xml ]
	ln -s loop.xml loop.xml
	filter 3 domconv -q -i loop.xml
	trouble 'loop.xml: error: .*symbolic links'
}

@test "-i refuses a file with a second name" {
	cp ../xen in.xml
	ln in.xml second.xml
	identity in.xml second.xml >../before
	filter 3 domconv -q -i in.xml
	trouble 'in.xml: error: .*link.*'
	same ../before <(identity in.xml second.xml)
	same ../xen in.xml
	only in.xml second.xml
}

@test "-i refuses what is no regular file, and does not wait for it" {
	mkdir directory
	mkfifo fifo
	ln -s fifo link
	filter 3 timeout 30 domconv -q -i directory
	trouble 'directory: error: .*'
	filter 3 timeout 30 domconv -q -i fifo
	trouble 'fifo: error: .*regular file.*'
	filter 3 timeout 30 domconv -q -i link
	trouble 'link: error: .*regular file.*'
	filter 3 timeout 30 domconv -q -i /dev/null
	trouble '/dev/null: error: .*regular file.*'
	filter 3 timeout 30 domconv -q -i missing.xml
	trouble 'missing.xml: error: .*No such file or directory'
	only directory fifo link
}

@test "what could not be read of one file is not said of the next" {
	printf '<domain/>\n<!-- -->\ntext' >junk.xml
	filter 3 domconv . junk.xml
	said '^\.: error: cannot read: Is a directory'
	said '^junk.xml:3:1: error: unexpected content after the end of the document'
}

@test "where there are no hard links, a backup is made all the same, and replaces nothing" {
	ASAN_OPTIONS=${ASAN_OPTIONS-}:detect_leaks=0 # not possible under strace
	cp ../xen in.xml
	filter 0 strace -qqo ../calls -e inject=link,linkat:error=EPERM "$BUILD/domconv" -q -i.bak in.xml
	grep -q 'link.*INJECTED' ../calls
	same ../want in.xml
	same ../xen in.xml.bak
	only in.xml in.xml.bak
	cp ../xen in.xml
	filter 2 strace -qqo ../calls -e inject=link,linkat:error=EPERM "$BUILD/domconv" -q -i.bak in.xml
	same ../xen in.xml
	same ../xen in.xml.bak
	only in.xml in.xml.bak
}

@test "-i on a full file system: status 3, the old file stays, the next is done" {
	mkdir full
	cp ../xen next.xml
	filter 0 own_mounts sh -c '
		set -e
		mount -t tmpfs -o size=64k none full
		cp ../xen full/in.xml
		cat /dev/zero >full/zero 2>/dev/null || :
		got=0
		domconv -q -i full/in.xml next.xml || got=$?
		echo "status $got"
		got=0
		domconv -q -o full/new.xml ../xen || got=$?
		echo "status $got"
		ls -A full
		cmp full/in.xml ../xen'
	same <(printf 'status 3\nstatus 3\nin.xml\nzero\n') "$BATS_TEST_TMPDIR/out"
	lines 2
	said '^full/in.xml: error: .*No space left on device$'
	said '^full/new.xml: error: .*No space left on device$'
	same ../want next.xml
}

@test "-i with room for the new file but not for the backup: status 3, the old file stays" {
	mkdir full
	filter 0 own_mounts sh -c '
		set -e
		mount -t tmpfs -o size=64k none full
		cp ../xen full/in.xml
		cat /dev/zero >full/zero 2>/dev/null || :
		truncate -s -"$(getconf PAGESIZE)" full/zero
		got=0
		domconv -q -i.bak full/in.xml || got=$?
		echo "status $got"
		ls -A full
		cmp full/in.xml ../xen
		domconv -q -i full/in.xml
		cmp full/in.xml ../want'
	same <(printf 'status 3\nin.xml\nzero\n') "$BATS_TEST_TMPDIR/out"
	trouble 'full/in.xml: error: .*No space left on device'
}

@test "-i: a stream whose first document stays and whose second changes" {
	cat ../kvm ../xen ../kvm >in.xml
	cp in.xml ../before
	filter 0 domconv -q -i.bak in.xml
	same <(cat ../kvm ../want ../kvm) in.xml
	same ../before in.xml.bak
	only in.xml in.xml.bak
}

@test "-i: a large stream whose last document changes" {
	perl -e 'open F, "<", "../kvm"; local $/; $_ = <F>; print $_ x 5000' >../many
	cat ../many ../xen >in.xml
	filter 0 domconv -q -i in.xml
	same <(cat ../many ../want) in.xml
	only in.xml
}

@test "-i: one bad document and the file is not touched, the other files are done" {
	local bad want
	echo '<domain>' >../malformed
	document bhyve a >../refused
	echo junk >../junk
	for bad in ../malformed ../refused ../junk; do
		want=3
		[ "$bad" != ../refused ] || want=1
		cat ../xen "$bad" >in.xml
		cp in.xml ../before.xml
		identity in.xml >../before
		cp ../xen one.xml
		cp ../xen two.xml
		filter "$want" domconv -q -i.bak one.xml in.xml two.xml
		lines 1
		said '^in.xml:[56]:[0-9]+: error: '
		same ../before <(identity in.xml)
		same ../before.xml in.xml
		same ../want one.xml
		same ../want two.xml
		only in.xml one.xml one.xml.bak two.xml two.xml.bak
		rm ./*
	done
}

# ---- names ----

@test "file names with blanks, a line break, a leading dash, quotes, and 250 characters" {
	local name
	for name in 'two  words.xml' $'line\nbreak.xml' -i -- --help "it's\"q\".xml" '%s%n.xml' \
		"$(printf '%0250d' 0)" .hidden.xml $'b\xff\xe4.xml'; do
		cp ../xen "./$name"
		filter 0 domconv -q -- "$name"
		same ../want "$BATS_TEST_TMPDIR/out"
		filter 0 domconv -q -i.bak -- "$name"
		same ../want "./$name"
		same ../xen "./$name.bak"
		rm -- "./$name" "./$name.bak"
		filter 0 domconv -q -o "$name" -- ../xen
		same ../want "./$name"
		mode_is 600 "./$name"
		rm -- "./$name"
		only
	done
}

@test "a name that is too long with its suffix is refused before anything is written" {
	local name
	name=$(printf '%0250d' 0)
	cp ../xen "$name"
	filter 3 domconv -q -i.backup "$name"
	trouble "$name: error: .*File name too long"
	same ../xen "$name"
	only "$name"
}

@test "control characters in a file's name are escaped in the message, which stays one line" {
	filter 3 domconv $'no\nsuch\x1b[31m\xff.xml'
	trouble 'no\\x0asuch\\x1b\\\[31m\\xff.xml: error: .*'
	document bhyve a >$'a\nb.xml'
	filter 1 domconv $'a\nb.xml'
	trouble 'a\\x0ab.xml:1:1: error: .*'
	filter 1 domconv -i $'a\nb.xml'
	trouble 'a\\x0ab.xml:1:1: error: .*'
}
