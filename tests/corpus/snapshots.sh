#!/bin/sh
# snapconv over every snapshot below CORPUS, and over its Xen domains, each put into a snapshot.
# Those that are refused stand with the rules that do it in snapshots.tsv; all the others
# are of QEMU already and come out byte for byte.  A domain in a snapshot becomes what domconv
# makes of it alone.
set -eu
cd "$(dirname "$0")/../.."
: "${CORPUS:?CORPUS=DIR names the documents}" "${BUILD:?}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0 same=0

documents() { # KIND
	awk -F '\t' -v kind="$1" '$6 == kind && $7 == "yes" { print $1 }' "$CORPUS/MANIFEST.tsv"
}

documents snapshot >"$work/list"
while read -r file; do
	status=0
	"$BUILD/snapconv" "$CORPUS/$file" >"$work/out" 2>"$work/err" || status=$?
	case $status in
	0)
		cmp "$CORPUS/$file" "$work/out" || bad=1
		same=$((same + 1))
		;;
	1)
		rules=$(sed -n 's/.*: error: .*\[\(.*\)\]$/\1/p' "$work/err" | sort -u | paste -sd , -)
		printf '%s\t%s\n' "$file" "$rules" >>"$work/refused"
		[ ! -s "$work/out" ] || bad=1
		;;
	*)
		echo "$file: status $status"
		bad=1
		;;
	esac
done <"$work/list"
diff tests/corpus/snapshots.tsv "$work/refused" || bad=1
echo "snapshots: $(wc -l <"$work/list"): $same unchanged, $(wc -l <"$work/refused") refused"

# Inserted lines may be indented otherwise, so blanks are not compared.
wrapped=0 refused=0
documents xen-domain >"$work/list"
while read -r file; do
	sed -n '/<domain[ >]/,/<\/domain>/p' "$CORPUS/$file" >"$work/domain"
	status=0
	"$BUILD/domconv" -q "$work/domain" >"$work/alone" 2>/dev/null || status=$?
	[ "$status" -le 1 ] || continue # not on lines of its own
	{
		echo '<domainsnapshot><name>s</name><state>shutoff</state><creationTime>1</creationTime>'
		cat "$work/domain"
		echo '</domainsnapshot>'
	} >"$work/snapshot"
	got=0
	"$BUILD/snapconv" -q "$work/snapshot" >"$work/out" 2>/dev/null || got=$?
	sed '1d; $d' "$work/out" | tr -d ' \t\r\n' >"$work/inner"
	tr -d ' \t\r\n' <"$work/alone" >"$work/wanted"
	[ "$got" -eq "$status" ] && cmp -s "$work/wanted" "$work/inner" || {
		echo "$file: otherwise in a snapshot (status $got, alone $status)"
		bad=1
	}
	"$BUILD/snapconv" -q "$work/out" 2>/dev/null | cmp -s - "$work/out" || [ "$got" -eq 1 ] || {
		echo "$file: a second run changes it"
		bad=1
	}
	wrapped=$((wrapped + 1)) refused=$((refused + got))
done <"$work/list"
echo "Xen domains in snapshots: $wrapped as alone, $refused of them refused"
[ "$wrapped" -ge 1000 ] || bad=1
exit "$bad"
