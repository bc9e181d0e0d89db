#!/bin/sh
# rules-page.sh BUILD >rules.html: a page of all rules: what each does, where and why, and what it does to
# its fixture.  Each has an anchor of its id, to which SARIF's helpUri points (--rules-uri=ADDRESS).
set -eu
cd "$(dirname "$0")/../.."
case $1 in /*) build=$1 ;; *) build=$PWD/$1 ;; esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C

escaped() { # of standard input
	sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g'
}

# example TOOL RULE: what the rule does to its fixture
example() {
	dir=$PWD/fixtures/$1/$2
	[ -f "$dir/fires.xml" ] || return 0
	options=
	[ ! -f "$dir/fires.opts" ] || read -r options <"$dir/fires.opts" || :
	# shellcheck disable=SC2086  # options are separated by blanks
	(cd "$dir" && "$build/$1" -q --diff --only="$2" $options fires.xml) >"$work/diff" 2>/dev/null || :
	[ -s "$work/diff" ] || sed '/^exit /d' "$dir/fires.err" >"$work/diff"
	echo '<pre>'
	escaped <"$work/diff"
	echo '</pre>'
}

cat <<'EOF'
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"/><title>virtxml-filters: rules</title>
<style>body { max-width: 60em; margin: auto; font-family: sans-serif; line-height: 1.4 }
pre { background: #eee; padding: .5em; overflow-x: auto }
dt { font-weight: bold } h3 a { color: inherit; text-decoration: none }</style></head>
<body>
<h1>Rules</h1>
EOF
: >"$work/seen"
for tool in domconv bridgemap snapconv poolgen xlconv; do
	echo "<h2>$tool</h2>"
	"$build/$tool" --list-rules | cut -f 1 >"$work/rules"
	while read -r rule; do
		! grep -qx "$rule" "$work/seen" || continue # another tool has it, too
		echo "$rule" >>"$work/seen"
		owner=$tool
		[ -d "fixtures/$tool/$rule" ] || for owner in bridgemap domconv snapconv poolgen; do
			[ ! -d "fixtures/$owner/$rule" ] || break
		done
		echo "<h3 id=\"$rule\"><a href=\"#$rule\">$rule</a></h3>"
		echo '<dl>'
		"$build/$tool" --explain="$rule" | escaped | sed '1d
			s|^  \([a-z]*\): *\(.*\)$|<dt>\1</dt><dd>\2</dd>|
			/^<dt>/!s|.*|<dd>&</dd>|'
		echo '</dl>'
		example "$owner" "$rule"
	done <"$work/rules"
done
echo '</body></html>'
