# What the tools promise about every document (tests/lib/promise.h), over all fixtures: also those
# that a tool is not for, and inputs that have broken a promise once.
load helpers

# kept TOOL: over all fixtures
kept() {
	local -a files
	mapfile -t files < <(find "$FIXTURES" -name '*.xml' | sort)
	[ "${#files[@]}" -gt 500 ]
	filter 0 "$BUILD/tests/promises" "$1" "${files[@]}" || {
		grep -v '^promises:' "$BATS_TEST_TMPDIR/out"
		return 1
	}
	grep -q '^promises: .* 0 promises broken$' "$BATS_TEST_TMPDIR/out"
}

@test "domconv keeps its promises over all fixtures" {
	kept domconv
}

@test "bridgemap keeps its promises over all fixtures" {
	kept bridgemap
}

@test "snapconv keeps its promises over all fixtures" {
	kept snapconv
}

@test "poolgen keeps its promises over all fixtures" {
	kept poolgen
}

@test "what has no document in it is no document of any size of chunks" {
	local text chunk
	for text in '\0334\0' '\0<' '<\0' '\0\0\0<' '\0\0\0376\0377' ' \0'; do
		for chunk in 1 2 7 4096; do
			printf %b "$text" >"$BATS_TEST_TMPDIR/in"
			filter 3 "$BUILD/tests/chunked" "$chunk" "$BATS_TEST_TMPDIR/in"
			lines 1
			said ':1:1: error: encoding UTF-16 or UTF-32 is not supported'
		done
	done
	head -c 5000 /dev/zero >"$BATS_TEST_TMPDIR/in"
	filter 3 domconv "$BATS_TEST_TMPDIR/in"
	said ':1:1: error: NUL byte'
}
