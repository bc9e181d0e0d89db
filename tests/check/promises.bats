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

# mixed TOOL COUNT: over documents made of the fixtures' elements; sanitizers have less time
mixed() {
	local -a files
	mapfile -t files < <(find "$FIXTURES" -name '*.xml' | sort)
	mixtures() { "$BUILD/tests/mixtures" "$@" "${files[@]}"; }
	filter 0 mixtures "$1" 1 0 $(($2 / (${SAN:+9} + 1))) || {
		cat "$BATS_TEST_TMPDIR/out"
		return 1
	}
	# all of them are read, and many are changed
	awk '{ exit !($2 > 100 && $6 > $2 / 10 && $10 == 0) }' "$BATS_TEST_TMPDIR/out"
}

@test "no two rules want one place, and all promises are kept, whatever a domain is made of" {
	mixed domconv 8000
}

@test "bridgemap keeps its promises whatever a domain is made of" {
	mixed bridgemap 2000
}

@test "snapconv keeps its promises whatever a snapshot, a checkpoint, or a set of them is made of" {
	mixed snapconv 4000
}

@test "poolgen keeps its promises whatever a pool is made of, and whatever it is told" {
	mixed poolgen 4000
}

@test "a mixture is made again by its numbers, and is another one with others" {
	local dir=$BATS_TEST_TMPDIR
	"$BUILD/tests/mixtures" -domain 5 7 2 "$FIXTURES"/demo/*.xml "$FIXTURES"/plan/*.xml >"$dir/two"
	"$BUILD/tests/mixtures" -domain 5 7 1 "$FIXTURES"/demo/*.xml "$FIXTURES"/plan/*.xml >"$dir/one"
	"$BUILD/tests/mixtures" -domain 5 8 1 "$FIXTURES"/demo/*.xml "$FIXTURES"/plan/*.xml >>"$dir/one"
	same "$dir/one" "$dir/two"
	xmllint --noout - < <("$BUILD/tests/mixtures" -domain 6 7 1 "$FIXTURES"/demo/*.xml)
	# all roots of a tool are among its documents, with the types that the fixtures have
	for root in domainsnapshot domaincheckpoint pool; do
		find "$FIXTURES" -name '*.xml' -exec "$BUILD/tests/mixtures" "-$root" 1 0 40 {} + >"$dir/$root"
		[ "$(grep -c "^<$root" "$dir/$root")" -eq 40 ]
	done
	[ "$(grep '^<pool' "$dir/pool" | grep -o " type=['\"][a-z-]*" | sort -u | wc -l)" -gt 4 ]
}

@test "what has no document in it is no document of any size of chunks" {
	local text chunk
	for text in '\0334\0' '\0<' '<\0' '\0\0\0<' '\0\0\0376\0377' ' \0'; do
		for chunk in 1 2 7 4096; do
			printf %b "$text" >"$BATS_TEST_TMPDIR/in"
			filter 3 "$BUILD/tests/chunked" "$chunk" "$BATS_TEST_TMPDIR/in"
			lines 1
			said ':1:1: error: unsupported encoding UTF-16 or UTF-32'
		done
	done
	head -c 5000 /dev/zero >"$BATS_TEST_TMPDIR/in"
	filter 3 domconv "$BATS_TEST_TMPDIR/in"
	said ':1:1: error: NUL byte'
}
