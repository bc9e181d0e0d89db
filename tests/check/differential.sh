#!/bin/bash
# differential.sh: for each row of differential.tsv, what the tool writes and what the stylesheet
# writes are the same XML (canonical, white space between elements aside), or the stylesheet ends
# without a document.  BUILD: the programs (build); CORPUS: adds its documents; MIXED=COUNT: instead of
# fixtures, so many documents of each root that are made of them (tests/drivers/mixtures.c), by SEED (1);
# SHEETS: other stylesheets; ROW: this line of the table only; KEEP: a new directory for what the last
# row wrote.
set -euo pipefail
cd "$(dirname "$0")/../.."
: "${BUILD:=$PWD/build}"
export LC_ALL=C
TOP=$PWD
CORPUS=${CORPUS:-}
MIXED=${MIXED:-}
SEED=${SEED:-1}
KEEP=${KEEP:-}
SHEETS=${SHEETS:-$TOP/stylesheets}
ROW=${ROW:-}
work=$(mktemp -d)
trap '[ -z "$KEEP" ] || cp -R "$work" "$KEEP"; rm -rf "$work"' EXIT
mark='<differential-mark/>'
echo "$mark" >"$work/mark.xml"

# The kind, path and options of each fixture.
fixtures() {
	find "$TOP/fixtures" -name '*.xml' | sort | while read -r path; do
		group=${path#"$TOP"/fixtures/}
		opts=${path%.xml}.opts
		[ -f "$opts" ] && opts=$(cat "$opts") || opts=-
		# a stylesheet knows no new host
		case $opts in *--target=*) continue ;; esac
		printf '%s\t%s\t%s\n' "fixtures/${group%%/*}" "$path" "$opts"
	done
}

# mixed KIND ROOT: the same of mixtures; the file's name says by which numbers they are made again.
mixed() {
	find fixtures -name '*.xml' | sort | xargs -x "$BUILD/tests/mixtures" "-$2" "$SEED" 0 "$MIXED" |
		csplit -sz -n 7 -f "$work/mixed/$2-$SEED-" - "/^<$2[ >]/" '{*}'
	printf "$1\t%s\t-\n" "$work/mixed/$2"-*
}

# index: number, kind, path, options of a document.  The numbers are the names in $work/in, so that
# no two documents have one name.
number_documents() {
	mkdir "$work/in" "$work/mixed"
	if [ -n "$MIXED" ]; then
		mixed xen-domain domain
		mixed snapshot domainsnapshot
		mixed snapshot domaincheckpoint
		mixed network network
		mixed status domstatus
	else
		fixtures
		[ -z "$CORPUS" ] || awk -F '\t' -v dir="$CORPUS" '
			$7 == "yes" { print $6 "\t" dir "/" $1 "\t-" }' "$CORPUS/MANIFEST.tsv"
	fi | awk '{ printf "%06d.xml\t%s\n", NR, $0 }' >"$work/index"
	(cd "$work/in" && perl -F'\t' -ane 'symlink $F[2], $F[0] or die "$F[2]: $!\n"' ../index)
}

# wrapped BODY [STYLESHEET]: a stylesheet that does BODY, and lets the marks between the documents
# through unharmed.
wrapped() {
	local import=
	[ "$#" -eq 1 ] || import="<xsl:import href='$SHEETS/$2'/>"
	cat <<-EOD
		<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
		$import
		<xsl:output encoding="UTF-8" omit-xml-declaration="yes"/>
		<xsl:template match="/">
		<xsl:choose>
		<xsl:when test="differential-mark">$mark</xsl:when>
		<xsl:otherwise>$1</xsl:otherwise>
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

# transform FROM TO PARAMETER...: what $work/wrap.xslt makes of the list's documents in FROM, if anything.
transform() {
	mkdir "$2"
	marked "$1" | xargs -0 -s 2000000 xsltproc "${@:3}" "$work/wrap.xslt" 2>>"$work/x.err" |
		awk -v mark="$mark" -v list="$work/list" -v dir="$2" '
			# a document may end without a newline
			(i = index($0, mark)) > 0 {
				if (i > 1) print substr($0, 1, i - 1) >out
				close(out); getline n <list; out = dir "/" n; next
			}
			{ print >out }' || true
}

# part PATH FROM TO: that element of the documents' roots, as a domain.
part() {
	wrapped "<xsl:for-each select='/*/$1'><domain>
		<xsl:copy-of select='namespace::* | @* | node()'/></domain></xsl:for-each>" >"$work/wrap.xslt"
	transform "$2" "$3"
}

# canonical DIR: a line for each number of the list, empty where there is no document.
canonical() {
	marked "$1" | xargs -0 -s 2000000 xmllint --c14n 2>>"$work/xmllint.err" | tr '\n\t' '\r\013' |
		sed 's/>[[:space:]]*</></g; s|\(<differential-mark></differential-mark>\)|\n|g' |
		tail -n +2
	echo
}

# row TOOL OPTIONS STYLESHEET PARAMETERS PART: compares the documents of the list, or that element of
# theirs as a domain; prints what differs and adds the counts to $work/counts.
row() {
	local params=() p status=0 options=$2 in=$work/in out=$work/c
	[ "$options" != - ] || options=
	for p in $4; do
		p=${p/=TOP\//=$TOP/}
		[ "$p" = - ] || params+=(--stringparam "${p%%=*}" "${p#*=}")
	done
	rm -rf "$work/c" "$work/x" "$work/part-in" "$work/part-c"
	mkdir "$work/c"
	[ -s "$work/list" ] || return 0
	# shellcheck disable=SC2046,SC2086  # a list of options; names are numbers
	(cd "$work/in" && "$BUILD/$1" -q $options -d ../c $(cat ../list)) >/dev/null 2>"$work/c.err" ||
		status=$?
	if [ "$status" -eq 2 ] || [ "$status" -gt 3 ]; then
		cat "$work/c.err"
		return 1
	fi
	if [ -n "$5" ]; then
		in=$work/part-in out=$work/part-c
		part "$5" "$work/in" "$in"
		(cd "$in" && ls) >"$work/list"
		part "${5%%\[*}" "$work/c" "$out"
	fi
	wrapped '<xsl:apply-imports/>' "$3" >"$work/wrap.xslt"
	transform "$in" "$work/x" ${params+"${params[@]}"}
	canonical "$out" >"$work/c.canon"
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
while IFS=$'\t' read -r tool options sheet params folders kinds part; do
	line=$((line + 1))
	case $tool in '#'*) continue ;; esac
	[ -z "$ROW" ] || [ "$ROW" -eq "$line" ] || continue
	select_documents "$folders" "$kinds"
	if [ "$options" != = ]; then
		cut -f 1 "$work/chosen" >"$work/list"
		row "$tool" "$options" "$sheet" "$params" "$part"
		tell "$tool $options${part:+ of ${part%%\[*}}"
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
		row "$tool" "$options" "$sheet" "$params" "$part"
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
