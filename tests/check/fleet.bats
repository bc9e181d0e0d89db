# The recipes for many domains and many hosts, as virtxml-filters(7) prints them.
load helpers
load examples

# guest HOST NAME [SED-SCRIPT]
guest() {
	mkdir -p "guests/$1/domain"
	sed -e "s/mail/$2/" -e "${3:-}" "$FIXTURES/demo/mail.xml" | sed 1d >"guests/$1/domain/$2.xml"
}

# converted_is FILE HOST NAME: FILE is what domconv makes of the guest alone; the empty lines between
# the documents of a stream stay with them.
converted_is() {
	cmp <(domconv -q "guests/$2/domain/$3.xml" | grep .) <(grep . "$1")
}

# has N: so many files are in new/.
has() {
	[ "$(find new -type f | wc -l)" -eq "$1" ]
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	export HOSTS=$PWD/guests
	PATH=$TOP/tests/stand-in/by-name:$PATH
	export PARALLEL_HOME=$BATS_TEST_TMPDIR/parallel
	mkdir parallel
	touch parallel/will-cite
}

@test "a --disk-format that no document has a disk for is warned of, once" {
	local xml=$FIXTURES/demo/mail.xml
	filter 0 domconv --cpu=none --disk-format=xvda=qcow2 --disk-format=xvdz=qcow2 "$xml" "$xml"
	lines 1
	said "^domconv: warning: no disk has the name 'xvdz', neither as its target nor as its path \\[disk-format\\]$"
	filter 0 domconv --cpu=none --disk-format=/var/lib/xen/images/mail.img=qcow2 "$xml"
	lines 0
	filter 1 domconv --strict --cpu=none --disk-format=xvdz=qcow2 "$xml"
	filter 0 domconv -q --disk-format=xvdz=qcow2 "$xml"
	lines 0
	filter 0 snapconv --cpu=none --disk-format=xvdz=qcow2 "$FIXTURES/snapconv/snapshot-path/near.xml"
	said 'snapconv: warning: .*xvdz'
}

@test "a --map-path and an --emulator that no document has a use for are warned of, once" {
	local xml=$FIXTURES/demo/mail.xml
	filter 0 domconv --map-path=/var/lib/xen/images=/srv --map-path=/none=/srv "$xml" "$xml"
	[ "$(grep -c '\[map-unused\]$' "$BATS_TEST_TMPDIR/err")" -eq 1 ]
	said "^domconv: warning: no path is '/none' or below it: nothing is mapped \\[map-unused\\]$"
	filter 1 domconv --strict --map-path=/none=/srv "$xml"
	filter 0 domconv --emulator=/usr/bin/qemu "$xml"
	run ! grep '\[map-unused\]$' "$BATS_TEST_TMPDIR/err"
	filter 0 domconv --emulator=omit "$FIXTURES/plan/kvm.xml"
	said 'domconv: warning: no document has an emulator to replace: --emulator changes nothing'
	filter 0 snapconv --map-path=/none=/srv "$FIXTURES/snapconv/snapshot-path/near.xml"
	said "snapconv: warning: no path is '/none'"
}

@test "a whole host in one stream: a file each, one report; a refused one does not hold up others" {
	guest here mail
	guest here web
	guest here Domain-0
	guest here kernel 's|<bootloader>.*||; s|<os>|<os><kernel>/boot/vmlinuz</kernel>|'
	example 1 'done | domconv -d new --report=report.xml'
	said ' error: kernel: .*\[direct-kernel'
	has 2
	converted_is new/mail.xml here mail
	converted_is new/web.xml here web
	[ "$(xmllint --xpath 'count(//document)' report.xml)" -eq 3 ]
}

@test "find and xargs on two processors: what one process writes, from 1200 files" {
	guest here mail
	mkdir -p old/deep alone
	awk '{ text = text $0 "\n" } END {
		for (i = 0; i < 1200; i++) {
			out = "old/" (i % 2 ? "deep/" : "") "m" i ".xml"
			named = text
			sub(/>mail</, ">m" i "<", named)
			printf "%s", named >out
			close(out)
		}
	}' guests/here/domain/mail.xml
	mkdir new
	example 0 '    xargs -0 -n 500 -P 2 domconv -q -d new'
	has 1200
	domconv -q -d alone old/*.xml old/deep/*.xml
	diff -r alone new
	printf '<domain type="xen">' >old/cut.xml
	example 123 '    xargs -0 -n 500 -P 2 domconv -q -d new'
	lines 1
	said '^old/cut.xml:1:[0-9]*: error: '
	has 1200
}

@test "many hosts with GNU parallel: a folder for each, and those that failed once more" {
	guest xen1 mail
	guest xen1 web
	guest xen1 Domain-0
	guest xen3 db
	printf '%s\n' xen1 xen2 xen3 >hosts
	printed '# host.sh HOST:' >host.sh
	example 1 'parallel -a hosts '
	converted_is new/xen1/mail.xml xen1 mail
	converted_is new/xen1/web.xml xen1 web
	converted_is new/xen3/db.xml xen3 db
	[ ! -e new/xen2/report ]
	xmllint --noout --relaxng "$TOP/schemas/report.rng" new/xen1/report new/xen3/report 2>/dev/null
	[ "$(awk 'NR > 1 { print $NF, $7 }' log | sort)" = "$(printf 'xen1 0\nxen2 3\nxen3 0')" ]
	guest xen2 shop
	rm new/xen1/*
	filter 0 bash <(sed 's/^parallel /&--resume-failed /' recipe)
	converted_is new/xen2/shop.xml xen2 shop
	[ -z "$(find new/xen1 -type f)" ]
}

@test "the hosts check themselves, with GNU parallel; the host : is this one" {
	guest here mail
	guest here Domain-0
	echo : >hosts
	example 1 'parallel --nonall '
	domconv -c guests/here/domain/mail.xml 2>alone || true
	[ "$(wc -l <alone)" -gt 3 ]
	sed 's/^[^:]*:[0-9]*:[0-9]*: //' alone >want
	cat out err | sed 's/^.*<stdin>:[0-9]*:[0-9]*: //' >got
	same want got
}

@test "on the new host: converted, then defined, one after the other, until one fails" {
	mkdir old
	guest here mail
	cp guests/here/domain/mail.xml old/a.xml
	sed 's/>mail</>web</' old/a.xml >old/b.xml
	rm guests/here/domain/mail.xml
	example 0 'for f in new/*.xml; do virsh define'
	same <(grep '^define ' guests/log) <(printf 'define --validate new/%s.xml\n' a b)
	same new/b.xml guests/here/domain/web.xml
	printf '<' >new/a.xml
	: >guests/log
	filter 0 bash <(grep '^for ' recipe)
	same <(cat guests/log) <(echo 'define --validate new/a.xml')
	# one document a file: libvirt refuses what follows the first
	cat old/a.xml old/b.xml | domconv >all.xml
	filter 1 virsh define all.xml
	domconv -d new all.xml
	filter 0 virsh define new/web.xml
}
