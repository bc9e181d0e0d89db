# What a tool writes, and how long it takes, is in proportion to its input, whatever the shape; tests
# of a kind each.  `make torture` measures all of them (tests/torture/limits.sh).
load helpers

# bounded LIMIT: standard output has at most LIMIT times the bytes of the file in, and 4,000
bounded() {
	local in out
	in=$(wc -c <"$BATS_TEST_TMPDIR/in")
	out=$(wc -c <"$BATS_TEST_TMPDIR/out")
	[ "$out" -le $((in * $1 + 4000)) ] || {
		echo "$in bytes became $out"
		return 1
	}
}

# soon COMMAND...: ends within 20 seconds, which is long for anything in proportion
soon() {
	timeout 20 "$@"
}

# into PERL...: what the program prints is the input, the file in
into() {
	perl -e "$@" >"$BATS_TEST_TMPDIR/in"
}

@test "blanks before an element are not copied for each element below it" {
	into 'print "<domain type=\"xen\"><memory>1</memory><os><type>hvm</type></os>\n", " " x 1e6, "<devices>",
		"\n <interface type=\"bridge\">\n <source bridge=\"b.5\"/>\n <script path=\"vif-openvswitch\"/></interface>" x 2000,
		"\n</devices></domain>\n"'
	filter 0 soon domconv -q "$BATS_TEST_TMPDIR/in"
	bounded 2
	grep -q "<vlan>" "$BATS_TEST_TMPDIR/out"
	converted
}

@test "blanks before an element are not copied for each line that is added there" {
	into 'print "<domain type=\"xen\"><memory>1</memory><os><type>hvm</type></os><devices>";
		print "\n<interface type=\"bridge\">\n", " " x 1000, "<source bridge=\"b:1:2:3:4:5:6:7:8:9\"/>\n",
			"<script path=\"vif-openvswitch\"/></interface>" for 1 .. 500;
		print "</devices></domain>\n"'
	filter 0 soon domconv -q "$BATS_TEST_TMPDIR/in"
	bounded 4
	converted
}

@test "an indentation is read once, not at each edit below it" {
	into 'print "<domain type=\"xen\"><memory>1</memory><os><type>hvm</type></os>\n", " " x 4e6, "<devices>",
		"\n <controller type=\"xenbus\" index=\"0\"/>" x 20000, "\n</devices></domain>\n"'
	filter 0 soon domconv -q "$BATS_TEST_TMPDIR/in"
	converted
}

@test "the first attribute of an element is read once, not at each edit below it" {
	into 'print "<domain type=\"xen\"><memory>1</memory><os><type>hvm</type></os><devices a=\"", "a" x 8e6, "\">",
		"<controller type=\"xenbus\" index=\"0\"/>" x 80000,
		"</devices></domain>\n"'
	filter 0 soon domconv -q "$BATS_TEST_TMPDIR/in"
}

# pieces SIZE: a pipe that gives so many bytes of standard input to each read (less than any read asks for)
pieces() {
	perl -MFcntl -e 'fcntl STDOUT, F_SETFL, O_DIRECT or die "$!\n"; my $size = shift;
		while (read STDIN, my $piece, $size) { syswrite STDOUT, $piece }' "$1"
}

@test "what stands between two documents is read once, as it comes from a pipe" {
	between() { perl -e 'print "<domain type=\"kvm\"/>\n\xef\xbb\xbf", $ARGV[0] x $ARGV[1], "<domain type=\"kvm\"/>\n"' "$@"; }
	filter 0 soon domconv < <(between '<!--x--> ' 700000 | pieces 500)
	filter 0 soon domconv < <(between "<!--$(printf '%05000d' 0)--><?x y?>" 1000 | pieces 500)
}

@test "a comment between two documents is read once, as it comes from a pipe" {
	filter 3 soon domconv < <(perl -e 'print "<domain type=\"kvm\"/>\n\xef\xbb\xbf<!--", "x" x 8e6' | pieces 500)
	said 'unexpected content after the end of the document'
}

# many N: a Xen domain in the file in with N disks, each with something to say
many() {
	into 'print "<domain type=\"xen\"><memory>1</memory><name>a</name><os><type>hvm</type></os><devices>\n";
		print "<disk type=\"file\"><driver name=\"odd\"/><source file=\"/i/$_\"/><target dev=\"hda\"/></disk>\n" for 1 .. shift;
		print "</devices></domain>\n"' "$1"
}

# of_rule RULE N: standard error has so many lines of the rule
of_rule() {
	[ "$(grep -c "\[$1\]\$" "$BATS_TEST_TMPDIR/err")" -eq "$2" ]
}

@test "after 20 messages of a rule about a document, a line counts the rest" {
	many 20
	filter 1 domconv "$BATS_TEST_TMPDIR/in"
	of_rule disk-driver-unknown 20
	run ! grep "more of this rule" "$BATS_TEST_TMPDIR/err"
	many 21
	filter 1 domconv "$BATS_TEST_TMPDIR/in"
	of_rule disk-driver-unknown 21
	said ':22:19: error: 1 more of this rule: --report has all \[disk-driver-unknown\]$'
	many 1000
	for option in -q -v --check --strict; do
		filter 1 domconv "$option" "$BATS_TEST_TMPDIR/in"
		of_rule disk-driver-unknown 21
		said ':22:19: error: 980 more of this rule: --report has all \[disk-driver-unknown\]$'
	done
	filter 0 domconv -v --force "$BATS_TEST_TMPDIR/in"
	# warnings and notes of the rule together; the worst of those that are counted
	of_rule disk-driver-unknown 21
	said 'in:12:19: warning: 1980 more of this rule: '
}

@test "the report and the plan have all messages of a rule" {
	many 1000
	filter 0 domconv --force --report="$BATS_TEST_TMPDIR/report" --plan="$BATS_TEST_TMPDIR/plan" "$BATS_TEST_TMPDIR/in"
	[ "$(grep -c "<warning rule='disk-driver-unknown'" "$BATS_TEST_TMPDIR/report")" -eq 1000 ]
	[ "$(grep -c "'odd'" "$BATS_TEST_TMPDIR/plan")" -eq 1000 ]
}

@test "each document of a stream has its own 20 messages" {
	many 30
	cat "$BATS_TEST_TMPDIR/in" "$BATS_TEST_TMPDIR/in" >"$BATS_TEST_TMPDIR/stream"
	filter 1 domconv -q "$BATS_TEST_TMPDIR/stream"
	of_rule disk-driver-unknown 42
	[ "$(grep -c 'error: a: 10 more of this rule: --report has all' "$BATS_TEST_TMPDIR/err")" -eq 2 ]
}

@test "a directory's entry has 20 messages of a rule, a discovery tells of 20 lines that it skips" {
	perl -e 'print "dn: cn=$_\n", "univentionVirtualMachineProfileInterface: eth0\n" x 30, "\n" for 1, 2' >"$BATS_TEST_TMPDIR/in"
	filter 0 bridgemap --ldif -v -b br7 --allow=br0 "$BATS_TEST_TMPDIR/in"
	of_rule bridge-others 42
	of_rule bridge-unlisted 42
	said 'in:22:43: note: 10 more of this rule in this entry \[bridge-others\]$'
	said 'in:54:43: warning: 10 more of this rule in this entry \[bridge-unlisted\]$'
	filter 1 bridgemap --ldif --check -b br7 "$BATS_TEST_TMPDIR/in"
	of_rule bridge-others 42
	perl -e 'print "10.0.0.1,1 iqn.2010-08.a:b\n", "noise\n" x 50' >"$BATS_TEST_TMPDIR/in"
	filter 0 poolgen --from-discovery -v "$BATS_TEST_TMPDIR/in"
	[ "$(grep -c 'skipped: ' "$BATS_TEST_TMPDIR/err")" -eq 20 ]
	said 'in: note: 30 more lines skipped$'
}

@test "a long name or value is not repeated in each message" {
	into 'print "<domain type=\"xen\"><memory>1</memory><name>", "n" x 1e6, "</name><devices>";
		print "<disk><driver name=\"", "\xc3\xa4" x 5e4, "\"/><source file=\"/i\"/><target dev=\"xvd$_\"/></disk>" for "a" .. "z";
		print "</devices></domain><domain type=\"kvm\"/>"'
	filter 1 domconv -v "$BATS_TEST_TMPDIR/in"
	[ "$(wc -c <"$BATS_TEST_TMPDIR/err")" -lt 40000 ]
	said "error: n{100}\\.\\.\\.: .*\\.\\.\\.'.*\\[disk-driver-unknown\\]$"
	iconv -f UTF-8 -t UTF-16 "$BATS_TEST_TMPDIR/err" >/dev/null
	run ! grep -F '\x' "$BATS_TEST_TMPDIR/err"
}
