#!/bin/sh
# man.sh BUILD [write]: the rule list in the man pages comes from the tables.  With write the
# pages are brought up to date, otherwise a page that is not fails.
set -eu
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")/../.."
build=$1 mode=${2:-check}
new=$(mktemp)
seen=$(mktemp)
trap 'rm -f "$new" "$seen"' EXIT
for page in man/*.1; do
	grep -q "BEGIN RULES" "$page" || continue
	tool=$(basename "$page" .1)
	# a rule that another tool has as well is described there
	"$build/$tool" --list-rules | awk -F '\t' -v seen="$seen" '
		BEGIN { while ((getline id < seen) > 0) known[id] = 1 }
		!($1 in known)' | awk -F '\t' -v page="$page" '
		function plain(text) {
			gsub(/\\/, "\\e", text)
			gsub(/\047/, "\\(aq", text)
			return "\\&" text
		}
		# in lines of 80 bytes; no word begins a line that mdoc would read
		function fill(text,   n, i, word, line) {
			n = split(text, word, " ")
			line = word[1]
			for (i = 2; i <= n; i++)
				if (length(line " " word[i]) > 80 && word[i] !~ /^[.\047]/) {
					print line
					line = word[i]
				} else
					line = line " " word[i]
			print line
		}
		function rules(   line, part, group) {
			while ((getline line < list) > 0) {
				split(line, part, "\t")
				if (part[2] != group) {
					if (group != "") print ".El"
					group = part[2]
					print ".Ss Rules of group " group
					print ".Bl -tag -width Ds"
				}
				print ".It Cm " part[1]
				fill(plain(part[4] "."))
				print ".Pq " part[3]
			}
			print ".El"
		}
		BEGIN {
			list = "/dev/stdin"
			while ((getline line < page) > 0) {
				if (line ~ /^\.\\" END RULES/) skipping = 0
				if (!skipping) print line
				if (line ~ /^\.\\" BEGIN RULES/) { skipping = 1; rules() }
			}
			exit
		}
	' >"$new"
	"$build/$tool" --list-rules | cut -f 1 >>"$seen"
	if [ "$mode" = write ]; then
		cat "$new" >"$page"
	elif ! cmp -s "$new" "$page"; then
		echo "$page is not up to date: make man" >&2
		diff -u "$page" "$new" | head -n 20 >&2
		exit 1
	fi
done
