# Shared by all .bats files.  BUILD is the directory with the programs (make check sets it).
command -v bats_require_minimum_version >/dev/null || {
	echo 'these tests need bats 1.7 or newer' >&2
	exit 1
}
bats_require_minimum_version 1.7.0

TOP=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
BUILD=${BUILD:-$TOP/build}
export FIXTURES=$TOP/fixtures
PATH=$BUILD:$PATH
export LC_ALL=C

# Most runs of jing are over before Java has compiled anything.
export JAVA_TOOL_OPTIONS='-XX:TieredStopAtLevel=1 -XX:+UseSerialGC'

# Each test has a folder of its own; a file with more to prepare has its own setup().
setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# quick FUNCTION ARGUMENT...: runs it in a subshell in which bats does not follow each command.  Loops
# with hundreds of turns take a hundredth of the time, but bats names this call only if it fails.
quick() {
	(
		trap - DEBUG
		"$@"
	)
}

# options FILE: the options of a fixture, into $options
options() {
	# shellcheck disable=SC2034  # for the caller
	options=
	# shellcheck disable=SC2034
	[ ! -f "${1%.*}.opts" ] || read -r options <"${1%.*}.opts" || true
}

tmp() { # NAME: a file of this test
	echo "$BATS_TEST_TMPDIR/$1"
}

escaped() { # TEXT: for XML
	sed "s/&/\&amp;/g; s/</\&lt;/g; s/'/\&apos;/g; s/\"/\&quot;/g" <<<"$1"
}

# unprivileged COMMAND...: as a user who may not do everything; this one, if it is such a user
unprivileged() {
	local -a as=()
	[ "$(id -u)" -ne 0 ] || as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
	"${as[@]}" "$@"
}

# filter STATUS COMMAND...: runs it with standard output in out and standard error in err, and
# fails unless it ends with STATUS.
filter() {
	local want=$1 got=0
	shift
	"$@" >"$BATS_TEST_TMPDIR/out" 2>"$BATS_TEST_TMPDIR/err" || got=$?
	if [ "$got" -ne "$want" ]; then
		echo "status $got instead of $want: $*"
		head -n 20 "$BATS_TEST_TMPDIR/err"
		return 1
	fi
}

# same FILE FILE: byte for byte, with a readable complaint.
same() {
	cmp "$1" "$2" || {
		diff -u "$1" "$2" | head -n 40
		return 1
	}
}

# said PATTERN: standard error matches the extended regular expression.
said() {
	grep -Eq -- "$1" "$BATS_TEST_TMPDIR/err" || {
		echo "standard error lacks: $1"
		cat "$BATS_TEST_TMPDIR/err"
		return 1
	}
}

# is_version PROGRAM: out is what --version prints: the version of PROGRAM, and of expat.
is_version() {
	sed 's/[0-9.]* (built with \([0-9.]*\))$/\1/; s/[0-9.]*$//' "$BATS_TEST_TMPDIR/out" |
		cmp - <(printf '%s (virtxml-filters) \nexpat \n' "$1")
}

# lines N: standard error has so many lines.
lines() {
	[ "$(wc -l <"$BATS_TEST_TMPDIR/err")" -eq "$1" ] || {
		echo "expected $1 lines on standard error:"
		cat "$BATS_TEST_TMPDIR/err"
		return 1
	}
}

# summary PATTERN: standard output has this line.
summary() {
	grep -Eqx -- "$1" "$BATS_TEST_TMPDIR/out" || {
		cat "$BATS_TEST_TMPDIR/out" "$BATS_TEST_TMPDIR/err"
		return 1
	}
}

# wrote_nothing: standard output is empty.
wrote_nothing() {
	[ ! -s "$BATS_TEST_TMPDIR/out" ]
}

# converted: standard output is one well-formed document.
converted() {
	xmllint --noout "$BATS_TEST_TMPDIR/out"
}
