# Every rule has a fixture pair named after it, and does what stands there.
load helpers

setup_file() {
	export RULES
	RULES=$(PATH=$BUILD:$PATH domconv --list-rules | cut -f 1)
}

run_fixture() { # DIR CASE [OPTION...]: out and err in the test's directory
	local dir=$1 case=$2
	shift 2
	sh "$TOP/tests/run-fixture.sh" "$BUILD/domconv" "$dir" "$case" \
		"$BATS_TEST_TMPDIR/out" "$BATS_TEST_TMPDIR/err" "$@"
}

@test "every rule has a fixture where it fires and a near miss, and every fixture a rule" {
	local rule case dir bad=0
	for rule in $RULES; do
		for case in fires near; do
			for suffix in xml out err; do
				[ -f "$FIXTURES/domconv/$rule/$case.$suffix" ] || {
					echo "missing: $rule/$case.$suffix"
					bad=1
				}
			done
		done
	done
	for dir in "$FIXTURES"/domconv/*/; do
		grep -qx "$(basename "$dir")" <<<"$RULES" || {
			echo "no rule: $dir"
			bad=1
		}
	done
	[ "$bad" -eq 0 ]
}

@test "every fixture gives its output, diagnostics and status" {
	local in dir case bad=0
	for in in "$FIXTURES"/domconv/*/*.xml; do
		dir=$(dirname "$in") case=$(basename "$in" .xml)
		run_fixture "$dir" "$case"
		same "$dir/$case.out" "$BATS_TEST_TMPDIR/out" || bad=1
		same "$dir/$case.err" "$BATS_TEST_TMPDIR/err" || bad=1
	done
	[ "$bad" -eq 0 ]
}

@test "a rule's id stands in the diagnostics where it fires, and not where it nearly does" {
	local rule bad=0
	for rule in $RULES; do
		grep -Eq "\[$rule\]\$| by $rule(\$|,|:| )| by $rule \[" \
			"$FIXTURES/domconv/$rule/fires.err" || {
			echo "does not fire: $rule"
			bad=1
		}
		if grep -q "\[$rule\]\$" "$FIXTURES/domconv/$rule/near.err"; then
			echo "fires on its near miss: $rule"
			bad=1
		fi
	done
	[ "$bad" -eq 0 ]
}

@test "without the rule, the firing fixture gives something else" {
	local rule dir bad=0
	for rule in $RULES; do
		dir=$FIXTURES/domconv/$rule
		run_fixture "$dir" fires --skip="$rule"
		if cmp -s "$dir/fires.out" "$BATS_TEST_TMPDIR/out" &&
			cmp -s "$dir/fires.err" "$BATS_TEST_TMPDIR/err"; then
			echo "makes no difference: $rule"
			bad=1
		fi
		if grep -q "\[$rule\]\$" "$BATS_TEST_TMPDIR/err"; then
			echo "fires although skipped: $rule"
			bad=1
		fi
	done
	[ "$bad" -eq 0 ]
}

@test "a second run changes nothing, and the result is well-formed" {
	local out bad=0
	for out in "$FIXTURES"/domconv/*/*.out; do
		[ -s "$out" ] || continue
		xmllint --noout "$out" || bad=1
		domconv "$out" >"$BATS_TEST_TMPDIR/out" 2>"$BATS_TEST_TMPDIR/err" || bad=1
		same "$out" "$BATS_TEST_TMPDIR/out" || bad=1
	done
	[ "$bad" -eq 0 ]
}

@test "no two rules write one place in any fixture" {
	run ! grep -l 'internal error' "$FIXTURES"/domconv/*/*.err
}
