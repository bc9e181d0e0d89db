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
	into 'print "<domain type=\"xen\"><os><type>hvm</type></os>\n", " " x 1e6, "<devices>",
		"\n <interface type=\"bridge\">\n <source bridge=\"b.5\"/>\n <script path=\"vif-openvswitch\"/></interface>" x 2000,
		"\n</devices></domain>\n"'
	filter 0 soon domconv -q "$BATS_TEST_TMPDIR/in"
	bounded 2
	grep -q "<vlan>" "$BATS_TEST_TMPDIR/out"
	converted
}

@test "blanks before an element are not copied for each line that is added there" {
	into 'print "<domain type=\"xen\"><os><type>hvm</type></os><devices>";
		print "\n<interface type=\"bridge\">\n", " " x 1000, "<source bridge=\"b:1:2:3:4:5:6:7:8:9\"/>\n",
			"<script path=\"vif-openvswitch\"/></interface>" for 1 .. 500;
		print "</devices></domain>\n"'
	filter 0 soon domconv -q "$BATS_TEST_TMPDIR/in"
	bounded 4
	converted
}

@test "an indentation is read once, not at each edit below it" {
	into 'print "<domain type=\"xen\"><os><type>hvm</type></os>\n", " " x 4e6, "<devices>",
		"\n <controller type=\"xenbus\" index=\"0\"/>" x 20000, "\n</devices></domain>\n"'
	filter 0 soon domconv -q "$BATS_TEST_TMPDIR/in"
	converted
}

@test "the first attribute of an element is read once, not at each edit below it" {
	into 'print "<domain type=\"xen\"><os><type>hvm</type></os><devices a=\"", "a" x 8e6, "\">",
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
