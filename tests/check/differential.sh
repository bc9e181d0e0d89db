#!/bin/bash
# differential.sh: for each row of differential.tsv, what the tool writes and what the stylesheet
# writes are the same XML (canonical, white space between elements aside), or the stylesheet ends
# without a document.  BUILD: the programs (build); CORPUS: adds its documents; MIXED: a directory whose
# documents are compared as Xen domains (tests/drivers/mixtures.c makes them); SHEETS: other stylesheets;
# ROW: this line of the table only; KEEP: a new directory for what the last row wrote.
set -euo pipefail
cd "$(dirname "$0")/../.."
: "${BUILD:=$PWD/build}"
export LC_ALL=C
TOP=$PWD
CORPUS=${CORPUS:-}
MIXED=${MIXED:-}
KEEP=${KEEP:-}
SHEETS=${SHEETS:-$TOP/stylesheets}
ROW=${ROW:-}
work=$(mktemp -d)
trap '[ -z "$KEEP" ] || cp -R "$work" "$KEEP"; rm -rf "$work"' EXIT
mark='<differential-mark/>'
echo "$mark" >"$work/mark.xml"

# index: number, group, path, options of a fixture.  The numbers are the names in $work/in, so that
# no two documents have one name.
number_documents() {
	{
		find "$TOP/fixtures" -name '*.xml' | sort | while read -r path; do
			group=${path#"$TOP"/fixtures/}
			opts=${path%.xml}.opts
			[ -f "$opts" ] && opts=$(cat "$opts") || opts=-
			# a stylesheet knows no new host
			case $opts in *--target=*) continue ;; esac
			printf '%s\t%s\t%s\n' "fixtures/${group%%/*}" "$path" "$opts"
		done
		[ -z "$CORPUS" ] || awk -F '\t' -v dir="$CORPUS" '
			$7 == "yes" { print $6 "\t" dir "/" $1 "\t-" }' "$CORPUS/MANIFEST.tsv"
		[ -z "$MIXED" ] || printf 'xen-domain\t%s\t-\n' "$MIXED"/*.xml
	} | awk '{ printf "%06d.xml\t%s\n", NR, $0 }' >"$work/index"
	mkdir "$work/in"
	(cd "$work/in" && awk -F '\t' '{ printf "%s%c%s%c", $3, 0, $1, 0 }' ../index |
		xargs -0 -n 2 ln -s)
}

# The stylesheet under test, and marks that go through it unharmed between the documents.
wrap_stylesheet() { # STYLESHEET
	cat <<-EOD
		<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
		<xsl:import href="$SHEETS/$1"/>
		<xsl:template match="/">
		<xsl:choose>
		<xsl:when test="differential-mark">$mark</xsl:when>
		<xsl:otherwise><xsl:apply-imports/></xsl:otherwise>
		</xsl:choose>
		</xsl:template>
		</xsl:stylesheet>
	EOD
}

# marked DIR: a mark, then the document of DIR if it is there, for each number of the list.
marked() {
	local n
	while read -r n; do
		printf '%s\0' "$work/mark.xml"
		[ ! -e "$1/$n" ] || printf '%s\0' "$1/$n"
	done <"$work/list"
}

# canonical DIR: a line for each number of the list, empty where there is no document.
canonical() {
	marked "$1" | xargs -0 -s 2000000 xmllint --c14n 2>>"$work/xmllint.err" | tr '\n\t' '\r\013' |
		sed 's/>[[:space:]]*</></g; s|\(<differential-mark></differential-mark>\)|\n|g' |
		tail -n +2
	echo
}

# row TOOL OPTIONS STYLESHEET PARAMETERS: compares the documents of the list; prints what differs and
# adds the counts to $work/counts.
row() {
	local params=() p status=0 options=$2
	[ "$options" != - ] || options=
	for p in $4; do
		p=${p/=TOP\//=$TOP/}
		[ "$p" = - ] || params+=(--stringparam "${p%%=*}" "${p#*=}")
	done
	rm -rf "$work/c" "$work/x"
	mkdir "$work/c" "$work/x"
	[ -s "$work/list" ] || return 0
	# shellcheck disable=SC2046,SC2086  # a list of options; names are numbers
	(cd "$work/in" && "$BUILD/$1" -q $options -d ../c $(cat ../list)) >/dev/null 2>"$work/c.err" ||
		status=$?
	if [ "$status" -eq 2 ] || [ "$status" -gt 3 ]; then
		cat "$work/c.err"
		return 1
	fi
	wrap_stylesheet "$3" >"$work/wrap.xslt"
	marked "$work/in" | xargs -0 -s 2000000 xsltproc ${params+"${params[@]}"} "$work/wrap.xslt" \
		2>"$work/x.err" | awk -v mark="$mark" -v list="$work/list" -v dir="$work/x" '
			# a document may end without a newline
			(i = index($0, mark)) > 0 {
				if (i > 1) print substr($0, 1, i - 1) >out
				close(out); getline n <list; out = dir "/" n; next
			}
			{ print >out }' || true
	canonical "$work/c" >"$work/c.canon"
	canonical "$work/x" >"$work/x.canon"
	paste "$work/list" "$work/c.canon" "$work/x.canon" | judge
}

# Unread is what the tool could not parse: no message of a rule, and no output.
judge() {
	awk -F '\t' -v index_file="$work/index" -v err="$work/c.err" \
		-v counts="$work/counts" '
		BEGIN {
			while ((getline <index_file) > 0) path[$1] = $3
			while ((getline <err) > 0)
				if ($0 ~ /: error: .*\[[a-z0-9-]+\]$/) refused[substr($0, 1, 10)] = 1
			FS = "\t"
		}
		$2 == "" && !($1 in refused) { unread++; next }
		$2 == "" && $3 == "" { both++; next }
		{ compared++ }
		$3 == "" { terminated++; print path[$1] >"/dev/fd/3"; next }
		$2 == $3 { equal++; next }
		{ different++; print "different: " $1 " " path[$1] ($2 == "" ? ": the tool refuses it" : "") }
		END {
			print compared + 0, equal + 0, terminated + 0, different + 0, both + 0, unread + 0 >>counts
		}' 3>>"$work/terminated"
}

# tell NAME: the sums of the counts, and moves them to $work/sums.
tell() {
	awk -v name="$1" '{ c += $1; e += $2; t += $3; d += $4; b += $5; u += $6 }
		END {
			printf "%s: %d compared, %d equal, %d terminated, %d different", name, c, e, t, d
			printf "; both refuse %d, not read %d\n", b, u
		}' "$work/counts"
	cat "$work/counts" >>"$work/sums"
	: >"$work/counts"
}

# select_documents FOLDERS KINDS: their numbers and options into $work/chosen.
select_documents() {
	awk -F '\t' -v folders="$1" -v kinds="$2" '
		BEGIN {
			n = split(folders, f, " ")
			for (i = 1; i <= n; i++) want["fixtures/" f[i]] = 1
			n = split(kinds, f, " ")
			for (i = 1; i <= n; i++) want[f[i]] = 1
		}
		$2 in want' "$work/index" >"$work/chosen"
}

number_documents
: >"$work/sums"
: >"$work/counts"
: >"$work/terminated"
line=0
while IFS=$'\t' read -r tool options sheet params folders kinds; do
	line=$((line + 1))
	case $tool in '#'*) continue ;; esac
	[ -z "$ROW" ] || [ "$ROW" -eq "$line" ] || continue
	select_documents "$folders" "$kinds"
	if [ "$options" != = ]; then
		cut -f 1 "$work/chosen" >"$work/list"
		row "$tool" "$options" "$sheet" "$params"
		tell "$tool $options"
		continue
	fi
	# fixtures with the same options are one run
	cut -f 4 "$work/chosen" | sort -u | grep -vx -- - >"$work/options" || true
	while read -r options <&4; do
		awk -F '\t' -v opts="$options" '$4 == opts { print $1 }' "$work/chosen" >"$work/list"
		params=
		for p in $options; do
			case $p in *=*) ;; *) p=$p=yes ;; esac
			params="$params ${p#--}"
		done
		row "$tool" "$options" "$sheet" "$params"
	done 4<"$work/options"
	tell "$tool, options of the fixtures"
done <tests/check/differential.tsv

cp "$work/sums" "$work/counts"
tell differential
# To terminate is no way out: the shapes of common guests are converted.
if grep '/fixtures/shapes/\|/fixtures/demo/' "$work/terminated" | sort -u; then
	echo 'the stylesheet terminates on these'
	exit 1
fi
awk '{ c += $1; d += $4 } END { exit d > 0 || c == 0 }' "$work/sums"
