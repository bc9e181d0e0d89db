# --plan: what a person has to do, only what applies, with commands that are safe to copy.
load helpers

run_plan() { # CASE: standard output to out
	# shellcheck disable=SC2046  # options are separated by blanks
	(cd "$FIXTURES/plan" && domconv -q --plan $(cat "$1.opts" 2>/dev/null) "$1.xml") \
		>"$BATS_TEST_TMPDIR/out" 2>"$BATS_TEST_TMPDIR/err" || true
}

@test "the plans of the fixtures" {
	local in case
	for in in "$FIXTURES"/plan/*.xml; do
		case=$(basename "$in" .xml)
		run_plan "$case"
		same "$FIXTURES/plan/$case.txt" "$BATS_TEST_TMPDIR/out"
	done
}

@test "the commands of a hostile name are one word each" {
	run_plan windows
	grep -q "virsh shutdown 'sql server; rm -rf \$HOME'\$" "$BATS_TEST_TMPDIR/out"
	run ! grep -q geheim "$BATS_TEST_TMPDIR/out"
	# a shell sees what was meant
	eval "set -- $(sed -n "s/^      virsh shutdown //p" "$BATS_TEST_TMPDIR/out")"
	[ "$#" -eq 1 ]
	[ "$1" = 'sql server; rm -rf $HOME' ]
	printf "<domain type='xen'><name>-rf &apos;x&apos;&#10;&#127;[2J</name><os><type>hvm</type></os></domain>" |
		filter 0 domconv -q --plan
	run ! grep -qP '[\x00-\x09\x0b-\x1f\x7f]' "$BATS_TEST_TMPDIR/out"
	grep -qF "'-rf '\\''x'\\''" "$BATS_TEST_TMPDIR/out"
}

@test "--plan takes the documents' place on standard output, --plan=FILE stands beside them" {
	cd "$BATS_TEST_TMPDIR"
	filter 0 domconv -q --plan "$FIXTURES/demo/mail.xml"
	run ! grep -q '<domain' out
	cp out want
	filter 0 domconv -q --plan=plan "$FIXTURES/demo/mail.xml"
	converted
	same want plan
	filter 0 domconv -q --plan -o new.xml "$FIXTURES/demo/mail.xml"
	same want out
	grep -q "type='kvm'" new.xml
	filter 3 domconv -q --plan=nowhere/plan "$FIXTURES/demo/mail.xml"
	wrote_nothing
	filter 3 sh -c 'domconv -q --plan "$1" >/dev/full' sh "$FIXTURES/demo/mail.xml"
}

@test "a refused document has a plan that says why, and the status stays" {
	cd "$FIXTURES/plan"
	filter 1 domconv -q --plan refused.xml
	grep -q 'cannot be converted' "$BATS_TEST_TMPDIR/out"
}
