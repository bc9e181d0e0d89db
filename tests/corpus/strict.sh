#!/bin/bash
# strict.sh: how many of CORPUS's Xen domains that domconv converts pass --strict, and the ten most
# frequent warnings about the others, each counted once a document.  A warning asks the owner of this
# guest to act before it runs: if fewer than half of the domains have none, the status is 1.
# BUILD: directory of the programs.
set -euo pipefail
cd "$(dirname "$0")/../.."
: "${CORPUS:?CORPUS=DIR names the documents}" "${BUILD:?}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C

awk -F '\t' -v dir="$CORPUS" '$6 == "xen-domain" && $7 == "yes" { printf "%s/%s%c", dir, $1, 0 }' \
	"$CORPUS/MANIFEST.tsv" >"$work/list"
# 123: some documents are refused
xargs -0 "$BUILD/domconv" <"$work/list" 2>"$work/err" >/dev/null || [ $? -eq 123 ]
tr '\0' '\n' <"$work/list" | awk -v err="$work/err" '
	BEGIN {
		while ((getline line <err) > 0) {
			file = line
			sub(/:[0-9]+:[0-9]+: .*/, "", file)
			if (line ~ /^[^:]*:[0-9]+:[0-9]+: error: /)
				refused[file] = 1
			if (line !~ /: warning: .*\[[a-z0-9-]+\]$/)
				continue
			rule = line
			sub(/.*\[/, "", rule)
			if (!((file, rule) in seen))
				rules[file] = rules[file] " " substr(rule, 1, length(rule) - 1)
			seen[file, rule] = 1
		}
	}
	$0 in refused { next }
	{
		all++
		pass += rules[$0] == ""
		n = split(rules[$0], r, " ")
		for (i = 1; i <= n; i++) count[r[i]]++
	}
	END {
		printf "strict: %d of %d Xen domains pass, %.0f %%\n", pass, all, 100 * pass / (all ? all : 1)
		for (name in count) printf "%7d %s\n", count[name], name | "sort -k 1,1nr -k 2 | head -n 10"
		close("sort -k 1,1nr -k 2 | head -n 10")
		exit all == 0 || 2 * pass < all
	}'
