# Every rule of every tool has a fixture pair named after it, and does what stands there.
load helpers

# One line a rule: tool, blank, id.  A rule that several tools have is the first one's.
setup_file() {
	export RULES TOOLS
	TOOLS=$(for dir in "$FIXTURES"/*/; do
		[ ! -x "$BUILD/$(basename "$dir")" ] || basename "$dir"
	done)
	RULES=$(for tool in $TOOLS; do
		PATH=$BUILD:$PATH "$tool" --list-rules | cut -f 1 | sed "s/^/$tool /"
	done | awk '!seen[$2]++')
}

# fixtures PATTERN: the rules' directories, or what matches the pattern in them.
fixtures() {
	local tool
	for tool in $TOOLS; do
		compgen -G "$FIXTURES/$tool/*/$1"
	done
}

run_fixture() { # DIR CASE [OPTION...]: out and err in the test's directory
	local dir=$1 case=$2 tool
	shift 2
	tool=$(basename "$(dirname "$dir")")
	sh "$TOP/tests/run-fixture.sh" "$BUILD/$tool" "$dir" "$case" \
		"$BATS_TEST_TMPDIR/out" "$BATS_TEST_TMPDIR/err" "$@"
}

@test "every rule has a fixture where it fires and a near miss, and every fixture a rule" {
	local tool rule case dir bad=0
	while read -r tool rule; do
		for case in fires near; do
			for suffix in xml out err; do
				[ -f "$FIXTURES/$tool/$rule/$case.$suffix" ] || {
					echo "missing: $tool/$rule/$case.$suffix"
					bad=1
				}
			done
		done
	done <<<"$RULES"
	for dir in $(fixtures ""); do
		tool=$(basename "$(dirname "$dir")")
		grep -qx "$tool $(basename "$dir")" <<<"$RULES" || {
			echo "no rule: $dir"
			bad=1
		}
	done
	[ "$bad" -eq 0 ]
}

@test "every fixture gives its output, diagnostics and status" {
	local in dir case bad=0
	for in in $(fixtures "*.xml"); do
		dir=$(dirname "$in") case=$(basename "$in" .xml)
		run_fixture "$dir" "$case"
		same "$dir/$case.out" "$BATS_TEST_TMPDIR/out" || bad=1
		same "$dir/$case.err" "$BATS_TEST_TMPDIR/err" || bad=1
	done
	[ "$bad" -eq 0 ]
}

@test "a rule's id stands in the diagnostics where it fires, and not where it nearly does" {
	local tool rule bad=0
	while read -r tool rule; do
		grep -Eq "\[$rule\]\$| by $rule(\$|,|:| )| by $rule \[" \
			"$FIXTURES/$tool/$rule/fires.err" || {
			echo "does not fire: $rule"
			bad=1
		}
		if grep -q "\[$rule\]\$" "$FIXTURES/$tool/$rule/near.err"; then
			echo "fires on its near miss: $rule"
			bad=1
		fi
	done <<<"$RULES"
	[ "$bad" -eq 0 ]
}

@test "without the rule, the firing fixture gives something else" {
	local tool rule dir bad=0
	while read -r tool rule; do
		dir=$FIXTURES/$tool/$rule
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
	done <<<"$RULES"
	[ "$bad" -eq 0 ]
}

# domconv without options, since its output is what a later run may find; the others with the
# same options, apart from those where a second run is meant to change more (CASE.once).
@test "a second run changes nothing, and the result is well-formed" {
	local out tool opts bad=0
	for out in $(fixtures "*.out"); do
		[ -s "$out" ] || continue
		xmllint --noout "$out" || bad=1
		[ ! -e "${out%.out}.once" ] || continue
		tool=$(basename "$(dirname "$(dirname "$out")")") opts=
		[ "$tool" = domconv ] || opts=$(cat "${out%.out}.opts" 2>/dev/null) || true
		cd "$(dirname "$out")" || return
		# shellcheck disable=SC2086  # options are separated by blanks
		"$tool" $opts - <"$out" >"$BATS_TEST_TMPDIR/out" 2>"$BATS_TEST_TMPDIR/err" || bad=1
		same "$out" "$BATS_TEST_TMPDIR/out" || bad=1
	done
	[ "$bad" -eq 0 ]
}

@test "no two rules write one place in any fixture" {
	# shellcheck disable=SC2046  # names without blanks
	run ! grep -l 'internal error' $(fixtures '*.err')
}
