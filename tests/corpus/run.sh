#!/bin/sh
# The engine's promises over every document below CORPUS (a MANIFEST.tsv there names them: file in
# the first column, kind in the sixth, well-formedness in the seventh).
set -eu
cd "$(dirname "$0")/../.."
: "${CORPUS:?CORPUS=DIR names the documents}" "${BUILD:?}"
manifest=$CORPUS/MANIFEST.tsv
list=$(mktemp)
trap 'rm -f "$list"' EXIT
bad=0

documents() { # KIND WELLFORMED
	awk -F '\t' -v dir="$CORPUS" -v kind="$1" -v good="$2" \
		'$6 == kind && $7 == good { printf "%s/%s%c", dir, $1, 0 }' "$manifest" >"$list"
}

for kind in xen-domain kvm-domain other-domain; do
	documents "$kind" yes
	echo "$kind:"
	xargs -0 "$BUILD/tests/promises" domconv <"$list" || bad=1
done

# A clean KVM domain comes out byte for byte.  Four are not clean: three have a disk of type file that
# names a device, one an interface of model netfront.
documents kvm-domain yes
tr '\0' '\n' <"$list" | while read -r file; do
	"$BUILD/domconv" -q "$file" 2>/dev/null >"$list.out" || continue
	cmp -s "$file" "$list.out" || basename "$file"
done >"$list.changed"
printf '%s\n' boot-dev+order.xml boot-order.xml net-many-models.xml vhost_queues-invalid.xml |
	diff - "$list.changed" || {
	echo 'kvm domains changed (>), or no longer (<)'
	bad=1
}
rm -f "$list.out" "$list.changed"

# What is not well-formed, or no domain, is not converted: status 3 and nothing on standard output.
for kind in xen-domain kvm-domain; do
	documents "$kind" NO
	xargs -0 -n 1 sh -c '
		status=0
		out=$("$0" "$1" 2>/dev/null) || status=$?
		[ "$status" -eq 3 ] && [ -z "$out" ] && exit 0
		echo "$1: status $status"
		exit 1' "$BUILD/domconv" <"$list" || bad=1
done
for kind in snapshot network pool status hook-input; do
	documents "$kind" yes
	tr '\0' '\n' <"$list" | while read -r file; do
		xmllint --xpath 'name(/*)' "$file" 2>/dev/null | grep -qx domain && continue
		status=0
		"$BUILD/domconv" "$file" >/dev/null 2>&1 || status=$?
		[ "$status" -eq 3 ] || echo "$file: status $status"
	done >"$list.other"
	cat "$list.other"
	[ ! -s "$list.other" ] || bad=1
	rm -f "$list.other"
done

# bridgemap takes more kinds of documents.
for kind in xen-domain kvm-domain other-domain snapshot network status hook-input; do
	documents "$kind" yes
	xargs -0 -n 100 -P 2 sh tests/corpus/bridges.sh <"$list" >"$list.bridges" || bad=1
	grep -vx -e changed -e unchanged "$list.bridges" && bad=1
	echo "bridges: $kind: $(wc -l <"$list.bridges") documents," \
		"$(grep -cx changed "$list.bridges" || true) changed," \
		"$(grep -vcx -e changed -e unchanged "$list.bridges" || true) promises broken"
	[ "$(tr -cd '\0' <"$list" | wc -c)" -eq "$(wc -l <"$list.bridges")" ] || bad=1
	rm -f "$list.bridges"
	xargs -0 "$BUILD/tests/promises" bridgemap <"$list" || bad=1
done
sh tests/corpus/snapshots.sh || bad=1
bash tests/corpus/paths.sh || bad=1
bash tests/corpus/strict.sh || bad=1

documents pool yes
echo pool:
xargs -0 "$BUILD/tests/promises" poolgen <"$list" || bad=1

python3 tests/corpus/typos.py "$BUILD" "$CORPUS" 200 || bad=1
python3 tests/corpus/xlconv.py "$BUILD/xlconv" "$CORPUS" tests/corpus/xlconv.tsv || bad=1
exit "$bad"
