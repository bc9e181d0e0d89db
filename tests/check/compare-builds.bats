# make compare: what it finds in a build that differs, and what it does not mind.
load helpers

# other_build SED-SCRIPT [STREAM]: one whose domconv writes something else to stdout, or to stderr;
# the directory is $BATS_TEST_TMPDIR/other
other_build() {
	mkdir "$BATS_TEST_TMPDIR/other"
	cp "$BUILD"/{bridgemap,snapconv,poolgen,xlconv} "$BATS_TEST_TMPDIR/other"
	cat >"$BATS_TEST_TMPDIR/other/domconv" <<-EOD
		#!/bin/bash
		set -o pipefail
		if [ "${2:-stdout}" = stdout ]; then
			"$BUILD/domconv" "\$@" | sed "$1"
		else
			{ "$BUILD/domconv" "\$@" 2>&1 >&3 | sed "$1" >&2; } 3>&1
		fi
	EOD
	chmod +x "$BATS_TEST_TMPDIR/other/domconv"
}

# compare STATUS ROW...: the build of the tests, then the other one
compare() {
	printf '%s\n' "${@:2}" | tr ' ' '\t' | sed 's/~/ /g' >"$BATS_TEST_TMPDIR/rows"
	filter "$1" env CORPUS= TABLE="$BATS_TEST_TMPDIR/rows" \
		perl "$TOP/tests/check/compare-builds.pl" "$BUILD" "$BATS_TEST_TMPDIR/other"
	cat "$BATS_TEST_TMPDIR/out"
}

counts() { # OUTPUTS STATUSES DIAGNOSTICS
	grep -q "different: $1 outputs, $2 statuses, $3 diagnostics;" "$BATS_TEST_TMPDIR/out"
}

@test "the same build has no difference, and all kinds of rows run" {
	other_build ''
	compare 0 'domconv - demo' 'domconv < demo' 'bridgemap -b~eth0:br0 demo' 'snapconv = snapconv' 'xlconv = xlconv' \
		'poolgen --name=p~--source-host=h~--source-dev=iqn.2010-08.local.ucs:sdb -'
	counts 0 0 0
	[ "$(grep -Eo '[0-9]+ runs' "$BATS_TEST_TMPDIR/out" | sed 's/ runs//')" -gt 30 ]
}

@test "another byte of a document is a difference" {
	other_build "s/kvm/KVM/"
	compare 1 'domconv - demo' 'bridgemap - demo'
	counts 1 0 0
	grep -q '^output: domconv .*/demo/mail.xml$' "$BATS_TEST_TMPDIR/out"
}

@test "another status is a difference" {
	other_build '$ q7'
	compare 1 'domconv - demo'
	counts 0 1 0
	grep -q '^status: domconv .*/demo/mail.xml: 0, then 7$' "$BATS_TEST_TMPDIR/out"
}

@test "other words are listed, another place, level or rule is a difference" {
	other_build 's/removed/taken away/' stderr
	compare 0 'domconv - demo'
	counts 0 0 0
	grep -q '^words \[[a-z-]*\]: [0-9]*, such as$' "$BATS_TEST_TMPDIR/out"
	grep -q '^  + .*taken away' "$BATS_TEST_TMPDIR/out"
	rm -r "$BATS_TEST_TMPDIR/other"
	other_build 's/: note: \(.*domain-type\)/: warning: \1/' stderr
	compare 1 'domconv - demo'
	counts 0 0 1
	grep -q '^diagnostics \[domain-type\]: 2, such as$' "$BATS_TEST_TMPDIR/out"
	rm -r "$BATS_TEST_TMPDIR/other"
	other_build '/domain-type/d' stderr
	compare 1 'domconv - demo'
	counts 0 0 1
}

@test "an option or a rule that one build does not have is left out" {
	other_build ''
	compare 0 'domconv - demo' 'domconv --only=domain-type,no-rule demo' 'domconv --no-option demo'
	counts 0 0 0
	grep -q '^left out: domconv: OLD does not have no-rule (1 runs)$' "$BATS_TEST_TMPDIR/out"
	grep -q '^left out: domconv: OLD does not have --no-option (1 runs)$' "$BATS_TEST_TMPDIR/out"
	# but to compare nothing is no success
	compare 1 'domconv --no-option demo'
}
