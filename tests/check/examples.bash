# Examples of README and the pages, for the tests that run them as they are printed.  One is known by
# the beginning of one of its lines, which has to be the same example wherever it is printed.

# all_examples DIR: a file for each, DIR/PAGE:LINE
all_examples() {
	sh "$TOP/tests/check/examples.sh" "$1" "$TOP/README.md" "$TOP/CONTRIBUTING.md" \
		"$TOP/tools/static/README" "$TOP"/man/*.[1-9]
}

begins() { # TEXT FILE...: those that have a line that begins with it
	awk -v wanted="${1//\\/\\\\}" '
		index($0, wanted) == 1 && FILENAME != last { print last = FILENAME }' "${@:2}"
}

words() { # FILE: its words, wherever lines are broken
	sed 's/\\$//' "$1" | tr -s ' \n' ' '
}

# printed TEXT: the example that has a line that begins with it
printed() {
	local dir=$BATS_FILE_TMPDIR/examples file found=''
	[ -d "$dir" ] || {
		mkdir "$dir"
		all_examples "$dir" >&2
	}
	for file in $(begins "$1" "$dir"/*); do
		[ -z "$found" ] || [ "$(words "$file")" = "$(words "$found")" ] || {
			echo "not the same: ${file##*/} and ${found##*/}" >&2
			return 1
		}
		found=$file
	done
	[ -n "$found" ] || {
		echo "no example has a line that begins with: $1" >&2
		return 1
	}
	cat "$found"
}

# example STATUS TEXT: runs it in the current directory.  All that is not as printed are the places of
# absolute names, which are below BATS_TEST_TMPDIR.
example() {
	printed "$2" >"$BATS_TEST_TMPDIR/printed"
	sed -E "s#(^|[^[:alnum:]_./-])/(etc|media|usr/local)/#\1$BATS_TEST_TMPDIR/\2/#g" \
		"$BATS_TEST_TMPDIR/printed" >"$BATS_TEST_TMPDIR/recipe"
	filter "$1" bash -o pipefail "$BATS_TEST_TMPDIR/recipe" </dev/null
}

# not_run TEXT REASON: the example cannot be run by the test
not_run() {
	[ -n "$2" ]
	printed "$1" >/dev/null
}
