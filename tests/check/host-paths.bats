#!/usr/bin/env bats
# --map-path and the paths of the host that libvirt's schema knows (host-paths.tsv).

load helpers

# domain_with PATH: a KVM domain with nothing but the path, which is /old/x
domain_with() {
	local rest=${1#domain/} step open='' close='' attr='' text=/old/x
	case $rest in
	*/@*) attr=" ${rest##*/@}='/old/x'" rest=${rest%/@*} text= ;;
	esac
	while [ -n "$rest" ]; do
		step=${rest%%/*}
		case $rest in
		*/*) open+="<$step>" rest=${rest#*/} ;;
		*) open+="<$step$attr>" rest= ;;
		esac
		close="</$step>$close"
	done
	echo "<domain type='kvm'><name>a</name><memory>1024</memory>$open$text$close</domain>"
}

@test "--map-path reaches the paths of the schema that are of the guest, and no others" {
	local path what count=0
	while IFS=$'\t' read -r path what; do
		case $path in '#'*) continue ;; esac
		count=$((count + 1))
		domain_with "$path" >"$BATS_TEST_TMPDIR/in.xml"
		"$BUILD/domconv" -q --only=map-path --map-path=/old=/new "$BATS_TEST_TMPDIR/in.xml" \
			>"$BATS_TEST_TMPDIR/out.xml"
		case $what in
		mapped) sed 's|/old/x|/new/x|' "$BATS_TEST_TMPDIR/in.xml" ;;
		*) cat "$BATS_TEST_TMPDIR/in.xml" ;;
		esac >"$BATS_TEST_TMPDIR/right.xml"
		diff "$BATS_TEST_TMPDIR/right.xml" "$BATS_TEST_TMPDIR/out.xml" || {
			echo "$path: $what"
			return 1
		}
	done <"$BATS_TEST_DIRNAME/host-paths.tsv"
	[ "$count" -gt 90 ]
}

@test "--map-path leaves what another rule removes, and metadata" {
	cat >"$BATS_TEST_TMPDIR/in.xml" <<-'END'
		<domain type='xen'><name>a</name><memory>1024</memory>
		<metadata><os><loader>/old/x</loader></os></metadata>
		<os><type>hvm</type><loader>/old/xen/boot/hvmloader</loader></os></domain>
	END
	run "$BUILD/domconv" -q --map-path=/old=/new "$BATS_TEST_TMPDIR/in.xml"
	[ "$status" -eq 0 ]
	[[ $output == *'<loader>/old/x</loader>'* ]]
	[[ $output != *hvmloader* ]]
	[[ $output != */new* ]]
}
