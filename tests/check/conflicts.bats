# The account of files: nothing that a run reads or writes is overwritten by the same run, and no
# backup is replaced.  Conflicts are wrong usage, told by both names before anything is written.
# shellcheck disable=SC2016,SC2086,SC2094  # other shells expand those; words are split; it is meant
load helpers

setup() {
	mkdir "$BATS_TEST_TMPDIR/work"
	cd "$BATS_TEST_TMPDIR/work" || return
	mkdir dir out
	domain vm >vm
	domain vm1 >vm1
	domain other >other.xml
	pool >pool.xml
	snapshot >snapshot.xml
	printf 'bridge a:b\n' >map
	printf 'b\n' >links
	printf 'InitiatorName=iqn.1993-08.org.debian:01:a\n' >initiator
	printf '10.0.0.1:3260,1 iqn.2010-08.local.ucs:one\n' >found
}

domain() { # NAME
	printf "<domain type='xen'><name>%s</name><memory>524288</memory><os><type>hvm</type></os>" "$1"
	printf "<devices><interface type='bridge'><source bridge='a'/></interface></devices></domain>\n"
}

snapshot() {
	printf "<domainsnapshot><name>s1</name><state>shutoff</state><creationTime>1</creationTime>"
	domain vm | tr -d '\n'
	printf '</domainsnapshot>\n'
}

pool() {
	printf "<pool type='dir'><name>p</name><target><path>/old</path></target></pool>\n"
}

iscsi=(--name=p --source-host=san1 --source-dev=iqn.2010-08.local.ucs:sdb)

# Everything that shows whether a file or a name was touched.
everything() {
	find . ! -type d -printf '%p %i %m %s %T@ %C@ %l\n' | sort
	find . -type d -printf '%p\n' | sort
	find . -type f -exec md5sum {} + | sort
}

# clash FIRST SECOND COMMAND...: wrong usage that names the two, and nothing is touched.
clash() {
	local both="$1 and $2 are the same file"
	shift 2
	everything >../before
	filter 2 "$@"
	wrote_nothing
	lines 2
	sed 's/^[a-z]*: error: //;q' ../err >../said
	printf '%s\n' "$both" | same - ../said
	everything | same ../before -
}

# ---- what is written and read ----

@test "-o on an input says so, by whatever name the input has" {
	ln -s vm link
	ln vm hard
	clash "--output 'vm'" "input 'vm'" domconv -o vm vm
	clash "--output 'vm'" "input './vm'" domconv -o vm ./vm
	clash "--output 'dir/../vm'" "input 'vm'" domconv -o dir/../vm vm
	clash "--output '$PWD/vm'" "input 'vm'" domconv -o "$PWD/vm" other.xml vm
	clash "--output 'link'" "input 'vm'" domconv -o link vm
	clash "--output 'vm'" "input 'link'" domconv -o vm link
	clash "--output 'vm'" "input 'hard'" domconv -o vm hard
	cp other.xml "it's"
	clash "--output 'it'\\''s'" "input 'it'\\''s'" domconv -o "it's" "it's"
	clash "--output 'missing'" "input 'dir/../missing'" domconv -o missing dir/../missing
	clash "--output 'vm'" "input 'vm'" bridgemap -b a:b -o vm vm
	clash "--output 'snapshot.xml'" "input 'snapshot.xml'" snapconv -o snapshot.xml snapshot.xml
	clash "--output 'pool.xml'" "input 'pool.xml'" poolgen --target=/new -o pool.xml pool.xml
	clash "--output 'found'" "input 'found'" poolgen --from-discovery -o found found
	clash "--output 'map'" "input 'map'" bridgemap --ldif -b a:b -o map map
}

@test "-o on standard input says so" {
	clash "--output 'vm'" 'standard input' sh -c 'domconv -o vm <vm'
	clash "--output 'vm'" 'standard input' sh -c 'domconv -o vm other.xml - <vm'
	clash "--output 'vm'" "input '/dev/stdin'" sh -c 'domconv -o vm /dev/stdin <vm'
	clash "--output 'vm'" "input '/dev/fd/5'" sh -c 'domconv -o vm /dev/fd/5 5<vm'
	clash "--output '/dev/fd/5'" "input 'vm'" sh -c 'domconv -o /dev/fd/5 vm 5>>vm'
	clash "--output 'vm'" 'standard input' sh -c 'bridgemap -b a:b -o vm <vm'
	clash "--output 'snapshot.xml'" 'standard input' sh -c 'snapconv -o snapshot.xml <snapshot.xml'
	clash "--output 'pool.xml'" 'standard input' sh -c 'poolgen --target=/new -o pool.xml - <pool.xml'
	clash "--output 'found'" 'standard input' sh -c 'poolgen --from-discovery -o found <found'
	filter 0 sh -c 'poolgen "$@" -o found <found' sh "${iscsi[@]}" # it reads none
	grep -q '^<pool' found
}

@test "a shell's >> on an input, a map or a text says so" {
	clash 'standard output' "input 'vm'" sh -c 'domconv vm >>vm'
	clash 'standard output' 'standard input' sh -c 'domconv <vm >>vm'
	clash 'standard output' "input 'vm'" sh -c 'bridgemap -b a:b other.xml vm >>vm'
	clash 'standard output' "--map-file 'map'" sh -c 'bridgemap -f map vm >>map'
	clash 'standard output' "input 'snapshot.xml'" sh -c 'snapconv --script=vm snapshot.xml >>snapshot.xml'
	clash 'standard output' "input 'found'" sh -c 'poolgen --from-discovery --commands found >>found'
	touch log out/vm
	clash 'standard output' "--report 'log'" sh -c 'domconv -r log vm >>log'
	clash 'standard output' "--report 'log'" sh -c 'domconv -c --plan -r log vm >>log'
	clash 'standard output' "output 'out/vm' of 'vm'" sh -c 'domconv -d out --plan vm >>out/vm'
	for command in 'domconv vm' 'domconv -i vm' 'domconv -r vm other.xml' 'bridgemap -f vm map'; do
		everything >../before
		filter 2 sh -c "$command 2>>vm" # its message goes there, and nothing else is lost
		tail -n 2 vm | grep -q 'standard error and .* are the same file'
		sed -i '2,$d' vm
		same <(domain vm) vm
	done
	filter 0 sh -c 'domconv -q vm >>new'
	filter 0 sh -c 'domconv -v -r /dev/stderr vm other.xml >log 2>&1' # they do not replace each other
	grep -q '</report>' log
	grep -q '</domain>' log
	grep -q 'note:' log
}

@test "every option that names a file is in the account, in every tool" {
	local tool option n=0
	touch x
	for tool in domconv bridgemap snapconv poolgen xlconv; do
		for option in $("$tool" --help | grep -oE -- '--[a-z-]+(=|\[=)([A-Z]+\|@)?FILE' |
			grep -oE '^--[a-z-]+|@'); do
			[ "$option" != --output ] || continue
			if [ "$option" = @ ]; then # behind --source-initiator
				clash "--output 'x'" "--source-initiator 'dir/../x'" \
					"$tool" -o x --source-initiator=@dir/../x "${iscsi[@]}"
				continue
			fi
			[ "$option" != --source-initiator ] || continue
			case $option in
			--baseline | --write-baseline) # with --check, which has no --output
				clash "--report 'x'" "$option './x'" "$tool" -c -r x "$option=./x" vm
				;;
			--map-file | --allow-from | --target | --new-host)
				clash "--output 'x'" "$option './x'" "$tool" "$option=./x" -o x vm
				clash "--report 'x'" "$option 'x'" "$tool" -r x "$option=x" vm
				;;
			*)
				clash "--output 'x'" "$option './x'" "$tool" -o x "$option=./x" vm
				clash "$option './new'" "--output 'new'" "$tool" "$option=./new" -o new vm
				clash "$option 'vm'" "input './vm'" "$tool" "$option=vm" ./vm
				;;
			esac
			n=$((n + 1))
		done
	done
	[ "$n" -eq 25 ]
}

@test "two texts of one run into one file" {
	clash "--report 'new'" "--plan './new'" domconv -r new --plan=./new vm
	clash "--report 'new'" "--commands 'new'" poolgen -r new --commands=new pool.xml
	ln -s new link
	clash "--report 'link'" "--plan 'new'" domconv -r link --plan=new vm
	ln -s link second
	clash "--output 'second'" "--plan 'link'" domconv --output=second --plan=link vm
	touch new
	ln new hard
	clash "--report 'new'" "--plan 'hard'" domconv -r new --plan=hard vm
	filter 0 domconv -q -r new -r report --plan=new vm # the last report counts
	grep -q '^<report' report
	filter 0 domconv -q -o vm -o new vm
}

@test "what is no regular file may be named several times" {
	filter 0 domconv -q -o /dev/null -r /dev/null --plan=/dev/null vm
	filter 0 sh -c 'domconv -q -o /dev/stdout -r /dev/stdout vm | cat >../got'
	grep -q '<report' ../got
	grep -q '<domain' ../got
	filter 0 sh -c 'domconv -q -o /dev/stdout -r /dev/stdout --plan=/dev/stdout vm >../got'
	grep -q '<report' ../got
	grep -q '<domain' ../got
	grep -q 'virsh' ../got
	filter 0 sh -c 'echo before; domconv -q -o /dev/fd/5 -r /dev/fd/5 vm; echo behind' 5>../got
	grep -q '<report' ../got
	grep -q '<domain' ../got
	filter 3 domconv -q -o /dev/null -r /dev/null /dev/null /dev/null
	filter 0 bridgemap -q -f map --allow-from=links --allow-from=links vm vm # read twice
}

@test "-o and --report on an open descriptor write behind what is there" {
	{
		echo before
		domconv -q -r /dev/fd/5 -o new vm 5>&1
		echo behind
	} >got
	[ "$(head -n 1 got)" = before ]
	[ "$(tail -n 1 got)" = behind ]
	grep -q '^<report' got
	{
		echo before >&2
		domconv -v -r /dev/stderr -o new vm
	} 2>got
	[ "$(head -n 1 got)" = before ]
	grep -q ' note: ' got
	grep -q '^<report' got
}

# ---- -i and its backups ----

@test "a backup over an input, a text or a map is wrong usage" {
	local n
	clash "input 'vm1'" "backup 'vm1' of 'vm'" domconv -i1 vm vm1
	clash "input 'vm1'" "backup 'vm1' of 'vm'" domconv -i1 vm1 vm
	ln -s ../vm dir/link
	clash "input 'vm1'" "backup 'dir/../vm1' of 'dir/link'" domconv --in-place=1 vm1 dir/link
	rm dir/link
	for n in 'bridgemap -b a:b' domconv; do
		clash "--report 'vm.bak'" "backup 'vm.bak' of 'vm'" $n -i.bak -r vm.bak vm
		clash "--report './vm.bak'" "backup 'dir/../vm.bak' of 'dir/../vm'" \
			$n -i.bak -r ./vm.bak dir/../vm
	done
	clash "--plan 'vm.bak'" "backup 'vm.bak' of 'vm'" domconv -i.bak --plan=vm.bak vm
	clash "--commands 'pool.xml~'" "backup 'pool.xml~' of 'pool.xml'" \
		poolgen --target=/new -i~ --commands=pool.xml~ pool.xml
	clash "--report 'snapshot.xml~'" "backup 'snapshot.xml~' of 'snapshot.xml'" \
		snapconv -i~ -r snapshot.xml~ snapshot.xml
	clash "backup 'vm.bak' of 'vm'" "--map-file 'vm.bak'" bridgemap -f vm.bak -i.bak vm
	mv links vm.bak
	clash "backup 'vm.bak' of 'vm'" "--allow-from 'vm.bak'" \
		bridgemap -b a:b --allow-from=vm.bak -i.bak vm
}

# keeps WHAT COMMAND...: wrong usage that says that WHAT exists, and nothing is touched.
keeps() {
	local what=$1
	shift
	everything >../before
	filter 2 "$@"
	wrote_nothing
	sed 's/^[a-z]*: error: //;q' ../err >../said
	printf '%s exists already\n' "$what" | same - ../said
	everything | same ../before -
}

@test "a backup that exists is never replaced, whichever tool made it" {
	cp vm ../vm
	filter 0 domconv -q -i.bak vm
	same ../vm vm.bak
	keeps "backup 'vm.bak' of 'vm'" bridgemap -i.bak -b a:b vm
	keeps "backup 'vm.bak' of 'vm'" domconv -i.bak vm
	keeps "backup 'vm.bak' of 'vm'" bridgemap --in-place=.bak -b a:b vm1 other.xml vm
	keeps "backup 'dir/../vm.bak' of 'dir/../vm'" bridgemap -i.bak -b a:b dir/../vm
	filter 0 bridgemap -q -i.2 -b a:b vm
	same ../vm vm.bak
	grep -q "type='kvm'.*'a'" vm.2
	grep -q "type='kvm'.*'b'" vm
	filter 0 snapconv -q -i.bak snapshot.xml
	keeps "backup 'snapshot.xml.bak' of 'snapshot.xml'" snapconv -i.bak -b a:b snapshot.xml
	filter 0 poolgen -q --target=/new -i.bak pool.xml
	keeps "backup 'pool.xml.bak' of 'pool.xml'" poolgen --target=/newer -i.bak pool.xml
	everything >../before
	filter 2 sh -c 'domconv -i.bak *'
	said "backup 'pool.xml.bak' of 'pool.xml'"
	everything | same ../before -
}

@test "whatever has the backup's name: a directory, a pipe, a link to nothing, a file behind a link" {
	mkdir vm.dir
	mkfifo vm.pipe
	ln -s nowhere vm.link
	echo precious >elsewhere
	ln -s elsewhere vm.other
	for suffix in .dir .pipe .link .other; do
		keeps "backup 'vm$suffix' of 'vm'" timeout 10 domconv "-i$suffix" vm
	done
	ln -s ../vm dir/link
	keeps "backup 'dir/../vm.dir' of 'dir/link'" domconv -i.dir dir/link
}

@test "a backup's name that is taken during the run: the file stays, and what took the name" {
	local blocked
	cp vm ../vm
	mkfifo pipe
	exec 5<>pipe # a reader that does not read, so that the first message blocks
	perl -e 'use Fcntl; fcntl STDOUT, F_SETFL, O_WRONLY | O_NONBLOCK; 1 while syswrite STDOUT, "x" x 512;
		fcntl STDOUT, F_SETFL, O_WRONLY' >&5
	timeout 60 domconv -v -i.bak vm vm1 2>pipe 5>&- 3>&- &
	blocked=$!
	until compgen -G '.vm.??????' >/dev/null; do
		kill -0 "$blocked"
	done
	echo precious >vm.bak
	cat <pipe >../messages 5>&- 3>&- &
	exec 5>&-
	wait "$blocked" && return 1 || [ $? -eq 3 ]
	wait
	tr -d x <../messages | grep -q "^vm: error: cannot write: a file with the name of the backup has appeared meanwhile$"
	same ../vm vm
	[ "$(cat vm.bak)" = precious ]
	grep -q "type='kvm'" vm1 # the others are done
	domain vm1 | same - vm1.bak
	run ! compgen -G '.*.??????'
}

@test "a file that cannot be replaced leaves no backup behind" {
	domain vm >../vm
	filter 0 unshare ${UID:+$([ "$UID" -eq 0 ] || echo -r)} -m sh -c '
		mount --bind vm vm
		domconv -q -i.bak vm
		echo "status $?"
		cmp vm ../vm'
	[ "$(cat ../out)" = 'status 3' ]
	said '^vm: error: cannot write: .*busy$'
	same ../vm vm
	[ ! -e vm.bak ]
}

@test "-i of one file by two names on the command line" {
	ln -s vm link
	ln vm1 hard
	clash "input 'vm'" "input './vm'" domconv -i vm ./vm
	clash "input 'vm'" "input 'link'" bridgemap -b a:b -i vm other.xml link
	clash "input 'vm1'" "input 'hard'" domconv -i~ vm1 hard
	clash "input 'pool.xml'" "input '$PWD/pool.xml'" poolgen --target=/new -i pool.xml "$PWD/pool.xml"
	clash "input 'snapshot.xml'" "input 'snapshot.xml'" snapconv -i snapshot.xml snapshot.xml
}

# stray WORD COMMAND...: it is told how it is written behind --in-place, and nothing is touched.
stray() {
	local word=$1 quoted=$1
	shift
	[[ $word =~ ^[a-z0-9_.]+$ ]] || quoted="'$word'"
	everything >../before
	filter 2 "$@"
	wrote_nothing
	sed 's/^[a-z]*: error: //;q' ../err >../said
	echo "'$word' does not exist, for a SUFFIX write -i$quoted or --in-place=$quoted" | same - ../said
	everything | same ../before -
}

@test "the suffix as a word of its own is told as what it is" {
	local tool word
	for tool in domconv 'bridgemap -b a:b' snapconv 'poolgen --target=/new'; do
		for word in .bak '~' bak .orig.1 _old; do
			stray "$word" $tool -i "$word" vm
			stray "$word" $tool --in-place "$word" vm
			stray "$word" $tool vm --in-pl "$word"
		done
	done
	stray .bak domconv -qi .bak vm vm1
	stray '>new' domconv -i '>new' vm # nothing in the message is live in a shell
	filter 2 domconv --plan todo vm
	said "^domconv: error: 'todo' does not exist, for a FILE write --plan=todo\$"
	filter 2 poolgen --commands todo "${iscsi[@]}"
	said "^poolgen: error: 'todo' does not exist, for a FILE write --commands=todo\$"
}

@test "a word behind -i that is a file, or a file's name, is a file" {
	cp vm .bak
	filter 0 domconv -q -i .bak
	grep -q "type='kvm'" .bak
	filter 0 domconv -q -i vm vm1
	grep -q "type='kvm'" vm1
	filter 3 domconv -q -i missing.xml other.xml
	said '^missing.xml: error: cannot read: No such file'
	grep -q "type='kvm'" other.xml
	filter 3 domconv -q -i ./missing
	ln -s nowhere dangling
	filter 3 domconv -q -i dangling
	said '^dangling: error: cannot read: No such file'
}

# ---- -d ----

@test "-d: a target that is an input, a text, a map, or another input's" {
	mkdir other
	cp vm other/vm
	cp map out/map
	clash "output 'out/vm' of 'vm'" "output 'out/vm' of 'other/vm'" domconv -d out vm other/vm
	clash "output './vm' of 'vm'" "input 'vm'" domconv -d . vm
	clash "--report 'out/vm'" "output 'out/vm' of 'vm'" domconv -d out -r out/vm vm
	clash "--plan 'dir/../out/vm'" "output 'out/vm' of 'vm'" \
		domconv -d out --plan=dir/../out/vm vm
	clash "--commands 'out/pool.xml'" "output 'out/pool.xml' of 'pool.xml'" \
		poolgen --target=/new -d out --commands=out/pool.xml pool.xml
	clash "output 'out/map' of 'map'" "--map-file 'out/map'" bridgemap -d out -f out/map vm map
	clash "output 'out/s' of 'dir/s'" "--allow-from 'out/s'" \
		snapconv --allow-from=out/s -d out dir/s
	ln -s ../vm1 out/vm
	clash "output 'out/vm' of 'vm'" "input 'vm1'" domconv -d out vm vm1
}

@test "-d: a document of a stream that would replace an input, a text or a map is refused" {
	cat vm vm1 >stream
	cp vm1 out/vm1.xml
	ln -s out/vm1.xml link
	filter 1 domconv -q -d out stream link
	said "^stream:2:20: error: vm1: it would replace input 'link'\$"
	[ -f out/vm.xml ]
	domain vm1 | same - out/vm1.xml
	rm out/vm.xml out/link
	run -1 sh -c 'domconv -q -d out stream link 2>/dev/null'
	domain vm1 | same - out/vm1.xml
	rm out/vm.xml out/link
	filter 1 sh -c 'domconv -q -d out stream - <out/vm1.xml'
	said "^stream:2:20: error: vm1: it would replace standard input\$"
	domain vm1 | same - out/vm1.xml
	rm out/*
	filter 1 domconv -q -d out -r out/vm.xml --plan=dir/../out/vm1.xml stream
	said "^stream:1:20: error: vm: it would replace --report 'out/vm.xml'\$"
	said "^stream:2:20: error: vm1: it would replace --plan 'dir/../out/vm1.xml'\$"
	grep -q '^<report' out/vm.xml
	grep -q virsh out/vm1.xml
	rm out/*
	cp map out/vm.xml
	ln -s vm.xml out/vm1.xml
	filter 1 bridgemap -q -d out -f out/vm.xml stream
	said "^stream:1:20: error: vm: it would replace --map-file 'out/vm.xml'\$"
	said "^stream:2:20: error: vm1: it would replace --map-file 'out/vm.xml'\$"
	same map out/vm.xml
}

@test "a directory of plans: its summary does not replace an input or a text" {
	mkdir move
	cp vm move/summary.txt
	filter 3 domconv -q --plan=move/ move/summary.txt
	said "^move/summary.txt: error: cannot write: it would replace input 'move/summary.txt'\$"
	same vm move/summary.txt
	filter 3 domconv -q --plan=move/ -o move/summary.txt vm
	said "^move/summary.txt: error: cannot write: it would replace --output 'move/summary.txt'\$"
	same vm move/summary.txt
}

@test "-d: a document of a stream does not take another input's name" {
	cat vm vm1 >stream
	cp other.xml dir/vm1.xml
	filter 1 domconv -q -d out stream dir/vm1.xml
	said "^stream:2:20: error: vm1: it would replace output 'out/vm1.xml' of 'dir/vm1.xml'\$"
	grep -q '<name>other' out/vm1.xml
	rm out/*
	cat vm vm1 >dir/vm.xml # a stream that is called like its first document, or its last
	filter 0 domconv -q -d out dir/vm.xml
	rm dir/vm1.xml
	mv dir/vm.xml dir/vm1.xml
	filter 0 domconv -q -d out dir/vm1.xml
	grep -q '<name>vm1' out/vm1.xml
	cat vm vm >dir/vm.xml
	rm out/*
	filter 1 domconv -q -d out dir/vm.xml
	lines 1
	said "^dir/vm.xml:2:20: error: vm: it would replace output 'out/vm.xml' of 'dir/vm.xml'\$"
}

@test "-d: an input that is there only since the run made it is not read as if it were one" {
	cat vm vm1 >stream
	ln -s out/vm1.xml link
	filter 3 domconv -q -d out stream link
	said "^stream:2:20: error: vm1: it would replace input 'link'\$"
	said '^link: error: cannot read: No such file'
	[ ! -e out/vm1.xml ]
}

@test "-d: a file that this run has written is not replaced, by whatever name" {
	mkfifo pipe
	domconv -q -d out pipe 2>../err 3>&- &
	exec 5>pipe
	domain vm >&5
	domain vm1 >&5
	until [ -e out/vm.xml ]; do
		kill -0 $!
	done
	ln out/vm.xml out/vm1.xml # as on a file system where large and small letters are the same
	domain other >&5
	exec 5>&-
	wait $! && return 1 || [ $? -eq 1 ]
	said '^pipe:2:20: error: vm1: another document has the same name$'
	grep -q '<name>vm<' out/vm1.xml
	[ -e out/other.xml ]
}

@test "xlconv: -d beside the input, and what it must not replace" {
	printf 'name = "vm"\nbuilder = "hvm"\nmemory = 512\n' >vm.cfg
	cp vm.cfg dir/vm.cfg
	filter 0 xlconv -q -d . vm.cfg
	grep -q '<name>vm<' vm.xml
	domain vm1 >vm.xml
	clash "--output 'vm.cfg'" "input 'vm.cfg'" xlconv -o vm.cfg vm.cfg
	clash "--report 'vm.cfg'" "input './vm.cfg'" xlconv -r vm.cfg ./vm.cfg
	clash 'standard output' "input 'vm.cfg'" sh -c 'xlconv vm.cfg >>vm.cfg'
	ln -s ../vm.cfg out/vm.xml
	clash "output 'out/vm.xml' of 'vm.cfg'" "input 'vm.cfg'" xlconv -d out vm.cfg
	rm out/vm.xml
	clash "output 'out/vm.xml' of 'vm.cfg'" "output 'out/vm.xml' of 'dir/vm.cfg'" \
		xlconv -d out vm.cfg dir/vm.cfg
	clash "--report 'vm.xml'" "output './vm.xml' of 'vm.cfg'" xlconv -d . -r vm.xml vm.cfg
	filter 0 xlconv -q -d out vm.cfg
	filter 0 xlconv -q -d out vm.cfg # its own file is replaced
}

# ---- symbolic links to nothing ----

@test "a link to nothing that -o or a text is given stays one, and what it names is made" {
	mkdir dir/sub
	ln -s sub/new dir/first # from where the link is
	ln -s dir/first link
	filter 0 domconv -q -o link vm
	[ "$(readlink link)" = dir/first ]
	[ "$(readlink dir/first)" = sub/new ]
	domconv -q vm | same - dir/sub/new
	[ "$(stat -c %a dir/sub/new)" = 600 ]
	filter 0 domconv -q -o link vm1 # and now it is there
	[ -L link ]
	domconv -q vm1 | same - dir/sub/new
	ln -s "$PWD/report" absolute
	ln -s plan dangling
	filter 0 domconv -q -c -r absolute --plan=dangling vm || [ $? -eq 1 ]
	[ -L absolute ]
	grep -q '^<report' report
	[ -L dangling ]
	grep -q virsh plan
	ln -s todo commands
	filter 0 poolgen -o pool --commands=commands "${iscsi[@]}"
	[ -L commands ]
	grep -q virsh todo
}

@test "a link to nowhere, or to itself: status 3, and it stays" {
	ln -s nowhere/new link
	ln -s loop loop
	filter 3 domconv -q -o link vm
	said '^link: error: cannot write: No such file or directory$'
	filter 3 domconv -q -r loop vm
	said '^loop: error: cannot write: Too many levels of symbolic links$'
	[ "$(readlink link)" = nowhere/new ]
	[ "$(readlink loop)" = loop ]
}
