# The recipes for many domains and many hosts, as README prints them.  virsh is a stand-in that
# prints the files below guests/, or guests/HOST/ for a URI of that host.
load helpers

# printed N: the Nth indented block of README's section.
printed() {
	awk -v wanted="$1" '
		/^## / { inside = $0 == "## A fleet" }
		!inside { next }
		/^    / { if (!block) n++; block = 1; if (n == wanted) print substr($0, 5); next }
		/./ { block = 0 }' "$TOP/README.md"
}

# guest FOLDER NAME [SED-SCRIPT]
guest() {
	mkdir -p "guests/$1"
	sed -e "s/mail/$2/" -e "${3:-}" "$FIXTURES/demo/mail.xml" | sed 1d >"guests/$1/$2.xml"
}

# converted_is FILE GUEST-FILE: FILE is what domconv makes of it alone; the empty lines between
# the documents of a stream stay with them.
converted_is() {
	cmp <(domconv -q "guests/$2" | grep .) <(grep . "$1")
}

# has N: so many files are in new/.
has() {
	[ "$(find new -type f | wc -l)" -eq "$1" ]
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	mkdir bin guests
	cat >bin/virsh <<-EOD
		#!/bin/sh
		dir=$BATS_TEST_TMPDIR/guests
		[ "\$1" != -c ] || {
			host=\${2#xen+ssh://root@}
			dir=\$dir/\${host%/}
			shift 2
			[ -d "\$dir" ] || exit 1
		}
		case "\$*" in
		"list --all --name") (cd "\$dir" && ls ./*.xml | sed 's|^\./||; s|\.xml\$||'; echo) ;;
		"dumpxml --inactive --security-info "*) cat "\$dir/\$4.xml"; echo ;;
		"define --validate "*) echo "\$3" >>$BATS_TEST_TMPDIR/defined ;;
		*) exit 2 ;;
		esac
	EOD
	chmod +x bin/virsh
	PATH=$BATS_TEST_TMPDIR/bin:$PATH
	export PARALLEL_HOME=$BATS_TEST_TMPDIR/parallel
	mkdir parallel
	touch parallel/will-cite
}

@test "a --disk-format that no document has a disk for is warned of, once" {
	local xml=$FIXTURES/demo/mail.xml
	filter 0 domconv --cpu=none --disk-format=xvda=qcow2 --disk-format=xvdz=qcow2 "$xml" "$xml"
	lines 1
	said "^domconv: warning: no disk is called 'xvdz', by its target or its path \\[disk-format\\]$"
	filter 0 domconv --cpu=none --disk-format=/var/lib/xen/images/mail.img=qcow2 "$xml"
	lines 0
	filter 1 domconv --strict --cpu=none --disk-format=xvdz=qcow2 "$xml"
	filter 0 domconv -q --disk-format=xvdz=qcow2 "$xml"
	lines 0
	filter 0 snapconv --cpu=none --disk-format=xvdz=qcow2 "$FIXTURES/snapconv/snapshot-path/near.xml"
	said 'snapconv: warning: .*xvdz'
}

@test "a whole host in one stream: a file each, one report; a refused one does not hold up others" {
	guest . mail
	guest . web
	guest . kernel 's|<bootloader>.*||; s|<os>|<os><kernel>/boot/vmlinuz</kernel>|'
	printed 1 >recipe
	grep -q 'dumpxml' recipe
	filter 1 bash recipe
	said ' error: kernel: .*\[direct-kernel'
	has 2
	converted_is new/mail.xml mail.xml
	converted_is new/web.xml web.xml
	[ "$(xmllint --xpath 'count(//document)' report.xml)" -eq 3 ]
}

@test "the same recipe in domconv(1), and one for files, word for word" {
	for n in 1 2; do
		printed "$n" | while read -r line; do
			MANWIDTH=200 mandoc -T ascii -O width=200 "$TOP/man/domconv.1" | col -b |
				grep -Fq -- "$line"
		done
	done
}

@test "find and xargs on two processors: what one process writes, from 1200 files" {
	guest . mail
	mkdir -p old/deep alone
	for ((i = 0; i < 1200; i++)); do
		sed "s/>mail</>m$i</" guests/mail.xml >"old/$([ $((i % 2)) -eq 0 ] || echo deep/)m$i.xml"
	done
	mkdir new
	printed 2 >recipe
	grep -q 'xargs.* -P 2 ' recipe
	filter 0 bash recipe
	has 1200
	domconv -q -d alone old/*.xml old/deep/*.xml
	diff -r alone new
	printf '<domain type="xen">' >old/cut.xml
	filter 123 bash recipe
	lines 1
	said '^old/cut.xml:1:[0-9]*: error: '
	has 1200
}

@test "many hosts with GNU parallel: a folder for each, and those that failed once more" {
	guest xen1 mail
	guest xen1 web
	guest xen3 db
	printf '%s\n' xen1 xen2 xen3 >hosts
	printed 3 >host.sh
	printed 4 >recipe
	grep -q '^parallel ' recipe
	filter 1 bash recipe
	converted_is new/xen1/mail.xml xen1/mail.xml
	converted_is new/xen1/web.xml xen1/web.xml
	converted_is new/xen3/db.xml xen3/db.xml
	[ ! -e new/xen2/report ]
	xmllint --noout --relaxng "$TOP/schemas/report.rng" new/xen1/report new/xen3/report 2>/dev/null
	[ "$(awk 'NR > 1 { print $NF, $7 }' log | sort)" = "$(printf 'xen1 0\nxen2 3\nxen3 0')" ]
	guest xen2 shop
	rm new/xen1/*
	filter 0 bash <(sed 's/^parallel /&--resume-failed /' recipe)
	converted_is new/xen2/shop.xml xen2/shop.xml
	[ -z "$(find new/xen1 -type f)" ]
}

@test "the hosts check themselves, with GNU parallel; the host : is this one" {
	guest . mail
	echo : >hosts
	printed 5 >recipe
	grep -q '^parallel --nonall ' recipe
	filter 1 bash recipe
	domconv -c guests/mail.xml 2>alone || true
	[ "$(wc -l <alone)" -gt 3 ]
	sed 's/^[^:]*:[0-9]*:[0-9]*: //' alone >want
	cat out err | sed 's/^.*<stdin>:[0-9]*:[0-9]*: //' >got
	same want got
}

@test "on the new host: defined, one after the other, until one fails" {
	mkdir new
	touch new/a.xml new/b.xml
	printed 6 >recipe
	filter 0 bash recipe
	[ "$(cat defined)" = "$(printf 'new/a.xml\nnew/b.xml')" ]
}
