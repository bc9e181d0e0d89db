# Every rule of every tool has a fixture pair named after it, and does what stands there.
load helpers

# One line a rule: tool, blank, id.  A rule that several tools have is the first one's.
# WHOLE: what every fixture gives with all rules.
setup_file() {
	export RULES WHOLE=$BATS_FILE_TMPDIR/whole
	RULES=$(for tool in $(tools); do
		"$tool" --list-rules | cut -f 1 | sed "s/^/$tool /"
	done | awk '!seen[$2]++')
	sh "$TOP/tests/check/fixtures.sh" whole "$WHOLE"
}

# tools: those that have fixtures
tools() {
	local dir
	for dir in "$FIXTURES"/*/; do
		[ ! -x "$BUILD/$(basename "$dir")" ] || basename "$dir"
	done
}

# suffix TOOL: of the files that it reads
suffix() {
	[ "$1" = xlconv ] && echo cfg || echo xml
}

all_have_fixtures() {
	local tool rule case dir bad=0
	while read -r tool rule; do
		for case in fires near; do
			[ -f "$FIXTURES/$tool/$rule/$case.$(suffix "$tool")" ] || {
				echo "missing: $tool/$rule/$case.$(suffix "$tool")"
				bad=1
			}
		done
	done <<<"$RULES"
	for tool in $(tools); do
		find "$FIXTURES/$tool" -mindepth 1 -type d ! -name whole -printf "no rule: $tool %f\n"
	done | grep -vxF -f <(awk '{ print "no rule: " $0 }' <<<"$RULES") && bad=1
	[ "$bad" -eq 0 ]
}

@test "every rule has a fixture where it fires and a near miss, and every fixture a rule" {
	quick all_have_fixtures
}

@test "every fixture gives its output, diagnostics and status" {
	sh "$TOP/tests/check/fixtures.sh" compare
}

@test "the comparison finds another output, other words, another status, and a file too many" {
	local copy=$BATS_TEST_TMPDIR/copy
	mkdir -p "$copy/tests/check"
	cp -R "$FIXTURES" "$copy/fixtures"
	cp "$TOP/tests/check/fixtures.sh" "$copy/tests/check"
	cd "$copy/fixtures/domconv"
	sed -i 's/kvm/qemu/' domain-type/fires.out
	sed -i 's/xen/Xen/' domain-type/fires.err
	sed -i 's/exit 0/exit 1/' disk-bus-xen/fires.err
	echo >disk-bus-xen/gone.out
	filter 1 sh "$copy/tests/check/fixtures.sh" compare
	[ "$(grep -Ec '^(diff|Only in) ' "$BATS_TEST_TMPDIR/out")" -eq 4 ]
}

all_fire() {
	local tool rule bad=0
	while read -r tool rule; do
		grep -Eq "\[$rule\]\$| by $rule(\$|,|:| )| by $rule \[" \
			"$FIXTURES/$tool/$rule/fires.err" || {
			echo "does not fire: $rule"
			bad=1
		}
		if grep -qs "\[$rule\]\$" "$FIXTURES/$tool/$rule/near.err" "$WHOLE/$tool/$rule/near.err"; then
			echo "fires on its near miss: $rule"
			bad=1
		fi
	done <<<"$RULES"
	[ "$bad" -eq 0 ]
}

@test "a rule's id stands in the diagnostics where it fires, and not where it nearly does" {
	quick all_fire
}

all_count() {
	local tool rule dir bad=0
	while read -r tool rule; do
		dir=$FIXTURES/$tool/$rule
		options "$dir/fires.xml"
		status=0
		# shellcheck disable=SC2086  # options are separated by blanks
		(cd "$dir" && exec "$tool" -v $options --skip="$rule" "fires.$(suffix "$tool")") >out 2>err || status=$?
		echo "exit $status" >>err
		if cmp -s "$WHOLE/$tool/$rule/fires.out" out && cmp -s "$WHOLE/$tool/$rule/fires.err" err; then
			echo "makes no difference: $rule"
			bad=1
		fi
		if grep -q "\[$rule\]\$" err; then
			echo "fires although skipped: $rule"
			bad=1
		fi
	done <<<"$RULES"
	[ "$bad" -eq 0 ]
}

@test "every rule fires among all others as well, and without it, something else comes of it" {
	quick all_count
}

# domconv without options, since its output is what a later run may find; the others with the
# same options, apart from those where a second run is meant to change more (CASE.once).
all_last() {
	local in out tool bad=0
	for out in "$WHOLE"/*/*/*.out; do
		[ -s "$out" ] || continue
		echo "$out" >>"$BATS_TEST_TMPDIR/well-formed"
		in=$FIXTURES/${out#"$WHOLE"/} in=${in%.out}
		[ ! -e "$in.once" ] || continue
		tool=${out#"$WHOLE"/} tool=${tool%%/*}
		[ "$tool" != xlconv ] || continue # it does not read what it writes
		options "$in.xml"
		[ "$tool" != domconv ] || options=
		cd "${in%/*}" || return
		# shellcheck disable=SC2086  # options are separated by blanks
		"$tool" $options "$out" >"$BATS_TEST_TMPDIR/out" 2>"$BATS_TEST_TMPDIR/err" || bad=1
		same "$out" "$BATS_TEST_TMPDIR/out" || bad=1
	done
	[ "$bad" -eq 0 ]
}

@test "a second run changes nothing, and the result is well-formed" {
	quick all_last
	[ "$(wc -l <"$BATS_TEST_TMPDIR/well-formed")" -gt 500 ]
	xargs xmllint --noout <"$BATS_TEST_TMPDIR/well-formed"
}

@test "no two rules write one place in any fixture" {
	run ! grep -l 'internal error' "$WHOLE"/*/*/*.err
}

@test "in a domain of type kvm, a rule does what kvm-domains.tsv lists, and other rules nothing" {
	sh "$TOP/tests/check/rows.sh" scopes >"$BATS_TEST_TMPDIR/scopes"
	grep -v '^#' "$BATS_TEST_DIRNAME/kvm-domains.tsv" | diff -u - "$BATS_TEST_TMPDIR/scopes"
}

@test "a rule's messages are of its level" {
	sh "$TOP/tests/check/rows.sh" levels
}
