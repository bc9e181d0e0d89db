# tools/guest: what is run in a guest before its last shutdown on Xen.  What it does in one that boots
# can be seen only there; here is what it refuses.
load helpers

# stand_in DISK ROOT: a guest whose / is on ROOT, a partition of DISK or that itself
stand_in() {
	mkdir -p "$BATS_TEST_TMPDIR/bin"
	printf '#!/bin/sh\necho %s\n' "$2" >"$BATS_TEST_TMPDIR/bin/findmnt"
	printf '#!/bin/sh\n[ -z "%s" ] || echo "%s disk"\n' "$1" "$1" >"$BATS_TEST_TMPDIR/bin/lsblk"
	for name in sed cp grub-install update-grub update-initramfs systemctl; do
		printf '#!/bin/sh\necho called >>"%s/log"\n' "$BATS_TEST_TMPDIR" >"$BATS_TEST_TMPDIR/bin/$name"
	done
	chmod +x "$BATS_TEST_TMPDIR"/bin/*
}

@test "debian.sh refuses a guest without a partition table, and one without a disk, and changes nothing" {
	local run="PATH=$BATS_TEST_TMPDIR/bin:$PATH sh $TOP/tools/guest/debian.sh"
	stand_in xvda /dev/xvda
	filter 1 sh -c "$run"
	grep -q '/dev/xvda has no partition table' "$BATS_TEST_TMPDIR/err"
	stand_in xvda1 /dev/xvda1
	filter 1 sh -c "$run"
	stand_in '' overlay
	filter 1 sh -c "$run"
	grep -q 'no disk is found for overlay' "$BATS_TEST_TMPDIR/err"
	[ ! -e "$BATS_TEST_TMPDIR/log" ]
}
