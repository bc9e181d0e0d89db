#!/bin/sh
# Moves Debian guests from Xen to QEMU: makes their disks (image.sh), runs tools/guest/debian.sh in the PV
# guest, converts their definitions, starts them under TCG in a private libvirtd, logs in on the serial
# console, and checks that it is the same machine.  The PV guest is started unprepared, too: domconv must
# have named each failure that happens then.
# BUILD: directory of the programs; $BUILD/boot gets consoles, definitions, messages and the table.
# DISKS: a directory that keeps the disks for the next run.  RUNS: only these runs, functions below.
# Called by `make boot`; needs root, but no systemd.
set -eu
. "$(dirname "$0")/../interop/private-libvirtd.sh"
. "$top/tests/boot/facts.sh"
subject=boot
images=/var/lib/xen/images
runs=${RUNS:-moved hvm pv_name unprepared no_driver old_names}
tab=$(printf '\t')

# --- outside ----------------------------------------------------------------------------------

began=$(date +%s)

progress() {
	echo "boot: $* ($(($(date +%s) - began)) s)"
}

# logged NAME COMMAND...: what it says is shown only if it fails
logged() {
	log=$BUILD/boot/$1.log
	shift
	"$@" >"$log" 2>&1 </dev/null || {
		tail -n 40 "$log"
		complain "failed: $*"
	}
}

# prepare DIRECTORY: step 2 of the plan in a copy of the PV guest, whose kernel QEMU loads as pygrub does
prepare() {
	cp --sparse=always "$1/pv-before.raw" "$1/pv-after.raw"
	logged prepare timeout 900 "$emulator" -machine pc,accel=tcg -smp 2 -m 1024 -nodefaults \
		-display none -no-reboot -serial stdio -kernel "$1/vmlinuz" -initrd "$1/initrd-all" \
		-append 'root=/dev/vda1 ro quiet console=ttyS0 net.ifnames=0 init=/root/move/prepare.sh' \
		-drive "file=$1/pv-after.raw,format=raw,if=virtio,cache=unsafe" \
		-drive "file=$1/data.raw,format=raw,if=virtio,cache=unsafe" \
		-netdev hubport,id=lan,hubid=0 -device "virtio-net-pci,netdev=lan,mac=$PV_MAC"
	grep -q '^prepare: status 0' "$BUILD/boot/prepare.log" ||
		complain "debian.sh failed in the guest: $BUILD/boot/prepare.log"
}

# disks DIRECTORY: makes the disks there, or copies those in DISKS
disks() {
	if [ -z "${DISKS:-}" ] || [ ! -e "$DISKS/pv-after.raw" ]; then
		progress 'the disks, of Debian packages'
		logged image sh "$top/tests/boot/image.sh" "$1"
		progress 'step 2 of the plan in the PV guest: debian.sh'
		prepare "$1"
		[ -z "${DISKS:-}" ] || cp -R --sparse=always "$1/." "$DISKS"
	else
		cp -R --sparse=always "$DISKS/." "$1"
	fi
}

sweep() {
	[ ! -d "$work/root/boot" ] || cp -R "$work/root/boot/." "$BUILD/boot"
	private_sweep
}

outside() {
	private_check mmdebstrap mke2fs debugfs sfdisk python3 timeout
	BUILD=$(cd "${BUILD:?directory of the programs}" && pwd)
	export BUILD
	rm -rf "${BUILD:?}/boot"
	mkdir "$BUILD/boot"
	work=$(mktemp -d "${TMPDIR:-/tmp}/$subject.XXXXXX")
	trap sweep EXIT
	trap 'exit 130' HUP INT TERM
	mkdir -p "$work/root$images"
	disks "$work/root$images"
	progress 'the guests'
	unshare -mnp --fork --kill-child sh "$self" furnish "$work/root" &
	wait "$!" || :
	progress "the log is in $BUILD/boot"
	[ -e "$work/root/done" ]
}

# --- inside -----------------------------------------------------------------------------------

succeeds() { # COMMAND...: or nothing else is worth trying
	"$@" >/tmp/said 2>&1 || complain "$run: $*: $(cat /tmp/said)"
}

# convert NAME DOCUMENT [OPTION...]: the definition, and what domconv says
convert() {
	name=$1 document=$2
	shift 2
	domconv -v --type=qemu --emulator="$emulator" "$@" "$document" >"/boot/$name.xml" \
		2>"/boot/$name.messages"
	domconv --plan -q "$@" "$document" >"/boot/$name.plan"
	succeeds virsh -q define --validate "/boot/$name.xml"
}

# watch NAME LIMIT SILENCE: starts the guest and writes /boot/NAME.facts.  The console is open before
# the guest runs its first instruction.
watch() {
	name=$1
	mkfifo "/tmp/$name"
	succeeds virsh -q start --paused "$guest"
	python3 "$top/tests/boot/console.py" "$(virsh ttyconsole "$guest" | head -n 1)" \
		"/boot/$name.console" "$PASSWORD" "$2" "$3" >"/tmp/$name" 2>/boot/"$name".errors &
	watcher=$!
	{
		read -r _ || complain "$(cat "/boot/$name.errors")"
		virsh -q resume "$guest"
		cat >"/boot/$name.facts"
	} <"/tmp/$name"
	wait "$watcher" || :
}

fact() { # NAME
	sed -n "s/^$1=//p" "/boot/$run.facts"
}

is() { # FACT VALUE
	fact "$1" >/tmp/said
	verdict "$run: $1 is $2" test "$(cat /tmp/said)" = "$2"
}

# named RULE PATTERN: domconv said so, by this rule
named() {
	cp "/boot/$run.messages" /tmp/said
	verdict "$run: domconv said before that $2 [$1]" grep -Eq "$2.*\\[$1\\]$" "/boot/$run.messages"
	said="$said $1"
}

off() {
	[ "$(virsh domstate "$guest" | head -n 1)" = 'shut off' ]
}

row() { # GUEST PREPARED: a line of the table; a fact that nobody could ask for is empty
	lan="$(fact nics) $(fact nic) $(fact address)"
	printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$(fact console)" "$(fact root)" "$(fact disks)" \
		"${lan#  }" "${said# }" | sed "s/$tab$tab/$tab-$tab/g; s/$tab$tab/$tab-$tab/g; s/$tab\$/$tab-/" \
		>>/boot/table
}

# same MAC UUID NIC: the guest is the machine that it was on Xen, and virsh can shut it down
same() {
	is console login
	is root "$2"
	is mode rw
	is srv "$DATA_UUID"
	is disks 2
	is nics 1
	is mac "$1"
	is address "$ADDRESS"
	[ -z "$3" ] || is nic "$3"
	virsh -q shutdown "$guest" >/tmp/said 2>&1 || :
	verdict "$run: shuts down when asked" await 120 off
}

show_table() {
	awk -F '\t' '
		NR == FNR { for (i = 1; i <= NF; i++) if (length($i) > w[i]) w[i] = length($i); next }
		{
			for (i = 1; i < NF; i++) printf "%-*s  ", w[i], $i
			print $NF
		}' /boot/table /boot/table | tee /boot/table.txt
	rm /boot/table
}

# begin RUN GUEST DOCUMENT [OPTION...]
begin() {
	run=$1 guest=$2 said=
	shift 2
	progress "$run"
	convert "$run" "$@"
}

end() { # ROW...
	virsh -q destroy "$guest" >/dev/null 2>&1 || :
	virsh -q undefine "$guest"
	row "$@"
}

disk_is() { # FILE: the PV guest's
	cp --sparse=always "$images/$1" "$images/pv.raw"
}

moved() {
	begin pv-prepared pv "$top/tests/boot/pv.xml"
	disk_is pv-after.raw
	watch "$run" 600 120
	same "$PV_MAC" "$PV_UUID" eth0
	end 'PV, pygrub' yes
}

hvm() {
	begin hvm hvm "$top/tests/boot/hvm.xml"
	watch "$run" 600 120
	same "$HVM_MAC" "$HVM_UUID" ''
	named guest-nic-name 'rename its network interfaces'
	end 'HVM, IDE' 'needs none'
}

# The HVM guest with the name that PV drivers gave its disk.
pv_name() {
	begin hvm-pv-name hvm "$top/tests/boot/hvm.xml"
	part="$images/hvm.raw?offset=$((2048 * 512))"
	debugfs -R 'cat /boot/grub/grub.cfg' "$part" 2>/dev/null |
		sed 's,root=UUID=[^ ]*,root=/dev/xvda1,' >/tmp/grub.cfg
	printf 'cd /boot/grub\nrm grub.cfg\nwrite /tmp/grub.cfg grub.cfg\n' |
		succeeds debugfs -w -f /dev/stdin "$part"
	watch "$run" 600 120
	is console initramfs
	named guest-pvhvm-names '/dev/xvdX, .* use UUID= or LABEL='
	end 'HVM, IDE, PV drivers' no
}

# Nothing was done in the guest: the BIOS reads the MBR and finds no boot loader.
unprepared() {
	begin pv-unprepared pv "$top/tests/boot/pv.xml"
	disk_is pv-before.raw
	watch "$run" 600 60
	is console nothing
	virsh domblkstat "$guest" vda | sed -n 's/.*rd_bytes /read=/p' >>"/boot/$run.facts"
	is read 512
	named guest-grub-mbr 'grub-install to the MBR'
	named guest-no-display 'no display'
	end 'PV, pygrub' no
}

# Nothing was done, and the host has the kernel: the guest's initramfs finds no disk.
no_driver() {
	cp "$images/initrd-xen" /boot/initrd.img
	begin pv-no-driver pv "$top/tests/boot/pv-kernel.xml" --direct-kernel=keep
	disk_is pv-before.raw
	watch "$run" 600 60
	is console initramfs
	named guest-initramfs 'an initramfs with virtio_pci, virtio_blk'
	named direct-kernel-pv 'boot without Xen'
	end 'PV, own kernel' no
}

# The same with an initramfs that has all drivers: only the old names are left in the guest.
old_names() {
	cp "$images/initrd-all" /boot/initrd.img
	begin pv-old-names pv "$top/tests/boot/pv-kernel.xml" --direct-kernel=keep
	disk_is pv-before.raw
	watch "$run" 600 60
	is console emergency
	is root "$PV_UUID"
	is srv none
	is address none
	named guest-fstab "'/dev/xvdb' becomes '/dev/vdb'"
	named guest-nic-name 'rename its network interfaces'
	named guest-getty 'from hvc0'
	end 'PV, own kernel with virtio' no
}

inside() {
	private_begin
	PATH=$BUILD:$PATH
	mkdir /boot
	cp "$images/vmlinuz" /boot
	bridge xenbr0
	start_daemon
	printf 'guest\tprepared\tconsole\troot\tdisks\tNICs, address\tdomconv said before\n' >/boot/table
	for step in $runs; do
		"$step"
	done
	rm -f /boot/vmlinuz /boot/initrd.img
	show_table
	private_end "$(echo "$runs" | awk '{ print 2 * NF }')"
}

private_main "$@"
