#!/bin/bash
# The real QEMU driver judges what domconv writes: define --validate and domxml-to-native, without
# a daemon.  First the fixtures that are complete domains, then, with CORPUS, its Xen domains,
# each of which is accepted, refused by a rule, or stands with its reason in known.tsv.
# At the end, tests/interop/start.sh starts guests, and tests/interop/bridges.sh edits with bridgemap.
set -euo pipefail
cd "$(dirname "$0")/../.."
: "${BUILD:?}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/root/etc" "$work/out"
printf 'user = "root"\ngroup = "root"\n' >"$work/root/etc/qemu.conf"
emulator=/usr/bin/qemu-system-x86_64

# prepare LIST [OPTION...]: converts each file and writes virsh's commands.
prepare() {
	local list=$1 n=0 file opts name status
	shift
	: >"$work/commands"
	: >"$work/results"
	while IFS= read -r file; do
		n=$((n + 1))
		opts=
		[ -f "${file%.xml}.opts" ] && opts=$(sed "s|\.\./\.\.|$PWD/fixtures|" "${file%.xml}.opts")
		status=0
		# shellcheck disable=SC2086  # options are separated by blanks
		"$BUILD/domconv" $opts --type=qemu --emulator="$emulator" "$@" "$file" \
			>"$work/out/$n.xml" 2>"$work/out/$n.err" || status=$?
		case $status in
		0) ;;
		1)
			printf 'refused\t%s\t%s\n' "$file" \
				"$(sed -n 's/.*: error: .*\[\(.*\)\]$/\1/p' "$work/out/$n.err" | sort -u |
					paste -sd ' ')" >>"$work/results"
			continue
			;;
		*)
			printf 'failed\t%s\tstatus %s\n' "$file" "$status" >>"$work/results"
			continue
			;;
		esac
		# a fixture that was KVM's already: this machine may have no KVM
		sed -i -e "1,/<domain/s/\\(<domain[^>]*type=[\"']\\)kvm/\\1qemu/" \
			-e "s|<emulator>/usr/bin/kvm<|<emulator>$emulator<|" "$work/out/$n.xml"
		name=$(xmllint --xpath 'normalize-space(/*/name)' "$work/out/$n.xml")
		{
			echo "echo === $n $file"
			echo "define --validate $work/out/$n.xml"
			# passing such a document crashes libvirt 9.0 (qemuConnectDomainXMLToNative)
			xmllint --xpath '//interface[@type="hostdev"]' "$work/out/$n.xml" >/dev/null 2>&1 ||
				echo "domxml-to-native qemu-argv $work/out/$n.xml"
			[ -z "$name" ] || echo "undefine --nvram \"$name\""
		} >>"$work/commands"
	done <"$list"
}

# judge LIST [OPTION...]: the verdicts in $work/results, a line each.
judge() {
	prepare "$@"
	virsh -c "qemu:///embed?root=$work/root" <"$work/commands" >"$work/answer" 2>&1 || true
	awk -v OFS='\t' '
		function verdict() { if (file != "") print (why == "" ? "accepted" : "rejected"), file, why }
		/^=== [0-9]+ / { verdict(); sub(/^=== [0-9]+ /, ""); file = $0; why = ""; next }
		/^error: / && why !~ /schema|XML error|internal/ { sub(/^error: /, ""); why = why (why == "" ? "" : "; ") $0 }
		END { verdict() }' "$work/answer" >>"$work/results"
	[ "$(wc -l <"$work/results")" -eq "$(wc -l <"$1")" ] || {
		echo "interop: not every document was judged; virsh says:"
		tail -n 5 "$work/answer"
		exit 1
	}
}

count() {
	grep -c "^$1" "$work/results" || true
}

summary() { # NAME
	echo "interop: $1: $(count accepted) accepted, $(count refused) refused, $(count rejected) rejected"
	awk -F '\t' '$1 == "refused" { n[$3]++ } END { for (r in n) print "  refused by " r ": " n[r] }' \
		"$work/results" | sort
}

bad=0

find fixtures/domconv fixtures/demo -name '*.xml' | sort >"$work/list"
judge "$work/list"
summary fixtures
# A fixture whose own expectation is a refusal, or that shows what stays when a rule does not fire,
# is listed with its reason.
awk -F '\t' '$1 == "rejected" || $1 == "failed" { print $2 "\t" $3 }' "$work/results" | sort \
	>"$work/rejected"
cut -f 1 tests/interop/fixtures.tsv | sort >"$work/known"
cut -f 1 "$work/rejected" | sort | diff "$work/known" - >"$work/diff" || {
	echo "interop: fixtures rejected without a reason (>) or no longer (<):"
	cat "$work/diff"
	grep -F -f <(sed -n 's/^> //p' "$work/diff") "$work/rejected" || true
	bad=1
}

if [ -n "${CORPUS:-}" ]; then
	reference='^libvirt-9.0.0/(xlconfigdata|xmconfigdata|libxlxml2domconfigdata)/'
	awk -F '\t' '$6 == "xen-domain" && $7 == "yes" { print $1 }' "$CORPUS/MANIFEST.tsv" >"$work/all"

	grep -E "$reference" "$work/all" | sed "s|^|$CORPUS/|" >"$work/list"
	judge "$work/list"
	summary "libvirt's Xen test documents"
	[ "$(count rejected)" -eq 0 ] && [ "$(count failed)" -eq 0 ] || bad=1
	awk -F '\t' '$1 == "refused" && $3 !~ /^(direct-kernel-[a-z]*|graphics-spice-tls)$/' \
		"$work/results" | grep . && bad=1
	judge "$work/list" --force
	summary "the same with --force"
	[ "$(count accepted)" -eq "$(wc -l <"$work/list")" ] || bad=1

	grep -Ev "$reference" "$work/all" | sed "s|^|$CORPUS/|" >"$work/list"
	judge "$work/list"
	summary "other Xen documents"
	awk -F '\t' '$1 == "rejected" || $1 == "failed" { print $2 }' "$work/results" |
		sed "s|^$CORPUS/||" | sort >"$work/rejected"
	cut -f 1 tests/interop/known.tsv | sort | diff - "$work/rejected" >"$work/diff" || {
		echo "interop: rejected without a reason (>) or no longer (<):"
		cat "$work/diff"
		bad=1
	}
	echo "interop: $(wc -l <tests/interop/known.tsv) rejections explained in tests/interop/known.tsv"
fi

python3 tests/interop/host-paths.py |
	diff <(grep -v '^#' tests/check/host-paths.tsv | cut -f 1) - || {
	echo "interop: the schema has other paths of the host than tests/check/host-paths.tsv"
	bad=1
}
sh tests/interop/start.sh || bad=1
sh tests/interop/bridges.sh || bad=1
sh tests/interop/snapshots.sh || bad=1
sh tests/interop/hook.sh || bad=1
sh tests/interop/host.sh || bad=1
sh tests/interop/move.sh || bad=1
bash tests/interop/images.sh || bad=1
sh tests/interop/describe.sh || bad=1
sh tests/interop/ldif.sh || bad=1
sh tests/interop/pools.sh || bad=1
exit "$bad"
