# --plan=DIR/: a script for each guest, run between two hosts that are directories (tests/stand-in/two-hosts).
load helpers

uuid=3a1f7f3e-6a21-4f8e-8d0b-5f6a7b8c9d0e

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	export HOSTS=$PWD/hosts
	bin=$PWD/bin
	mkdir bin
	for program in ssh virsh vgs lvcreate blockdev blkid stat dd sha256sum mv head qemu-img domconv cat; do
		ln -s "$TOP/tests/stand-in/two-hosts" "bin/$program"
	done
}

# xml TEXT: as an attribute's value
xml() {
	local s=${1//&/"&amp;"}
	s=${s//</"&lt;"} s=${s//\"/"&quot;"} s=${s//\'/"&apos;"}
	printf %s "${s//$'\n'/"&#10;"}"
}

# guest NAME WORD [KEY]: its definition in old/dump.xml, images called after WORD: a raw file, a qcow2 file
# that is sparse, a volume; KEY: as virsh calls it
guest() {
	local x
	x=$(xml "$2")
	rm -rf hosts
	mkdir -p hosts/old/img hosts/old/vg0 hosts/old/guests hosts/new/img hosts/new/vg0
	cat >hosts/old/dump.xml <<-END
		<domain type="xen"><name>$(xml "$1")</name><uuid>$uuid</uuid><memory>1024</memory><bootloader>pygrub</bootloader>
		<os><type>linux</type></os><devices>
		<disk type="file"><driver name="tap" type="aio"/><source file="$HOSTS/old/img/raw $x"/><target dev="xvda"/></disk>
		<disk type="file"><driver name="qemu" type="qcow2"/><source file="$HOSTS/old/img/cow $x"/><target dev="xvdb"/></disk>
		<disk type="block"><driver name="phy"/><source dev="/dev/vg0/lv$x"/><target dev="xvdc"/></disk>
		</devices></domain>
	END
	head -c 300000 /dev/urandom >"hosts/old/img/raw $2"
	head -c 1000 /dev/urandom >"hosts/old/img/cow $2"
	truncate -s 5M "hosts/old/img/cow $2"
	head -c 100000 /dev/urandom >"hosts/old/vg0/lv$2"
	printf %s "${3-$1}" >hosts/guest
	printf running >"hosts/old/guests/${3-$1}"
	: >"hosts/old/guests/${3-$1}.autostart"
}

# plan: of that guest into move; the volumes are files
plan() {
	rm -rf move
	domconv -q "--map-path=$HOSTS/old=$HOSTS/new" --plan=move/ hosts/old/dump.xml >converted.xml
	sed -i "s,^\(from_.\)=\(.*\)/dev/vg0,\1=\2$HOSTS/old/vg0,; s,^\(to_.\)=\(.*\)/dev/vg0,\1=\2$HOSTS/new/vg0," move/*.sh
}

# run_script STATUS [SHELL]: from elsewhere
run_script() {
	filter "$1" env NEW="${NEW-NEW}" PATH="$bin:$PATH" PATIENCE=3 "${2:-sh}" move/*.sh
}

# moved NAME WORD: the guest runs on the new host only, with the same images, and autostart.  Its status says
# so, since where somebody asks for that, the shell goes on behind a command that fails.
moved() {
	local image
	for image in "img/raw $2" "img/cow $2" "vg0/lv$2"; do
		same "hosts/old/$image" "hosts/new/$image" || return
	done
	[ "$(cat "hosts/old/guests/$1")" = 'shut off' ] &&
		[ "$(cat "hosts/new/guests/$1")" = running ] &&
		[ ! -e "hosts/old/guests/$1.autostart" ] &&
		[ -e "hosts/new/guests/$1.autostart" ] &&
		same converted.xml hosts/new/definition.xml &&
		cmp hosts/old/dump.xml move/*.xml.backup &&
		[ ! -e hosts/twice ]
}

@test "a script moves a guest, waits for a person, and does nothing when it is run again" {
	guest mail a
	plan
	shellcheck move/mail.sh
	run_script 2
	said '^mail.sh: stopped at step prepare .*touch '\''.*/move/mail.state/prepare'\'', and'
	grep -q 'grub-install' out
	[ "$(cat hosts/old/guests/mail)" = running ]
	run_script 2
	touch move/mail.state/prepare
	run_script 0
	moved mail a
	cp hosts/log before
	run_script 0
	moved mail a
	run ! sh -c "comm -13 before hosts/log | grep -v 'domstate\|uri'"
}

@test "OLD is another host, and so is NEW" {
	guest mail a
	plan
	mkdir move/mail.state && touch move/mail.state/prepare
	OLD=OLD NEW=NEW HOST=workstation run_script 0
	moved mail a
	[ "$(grep -c '^workstation ' hosts/log)" -eq "$(grep -c '^workstation ssh\|^workstation cat\|^workstation domconv\|^workstation mv' hosts/log)" ]
}

@test "the definition beside the script is used, also without domconv" {
	guest mail a
	cp hosts/old/dump.xml mail.xml
	mkdir move
	domconv -q "--map-path=$HOSTS/old=$HOSTS/new" --plan=move -d move mail.xml
	cp move/mail.xml converted.xml
	sed -i "s,^\(from_.\)=/dev,\1=$HOSTS/old,; s,^\(to_.\)=/dev,\1=$HOSTS/new," move/mail.sh
	mkdir move/mail.state && touch move/mail.state/prepare
	run_script 0
	moved mail a
	run ! grep domconv hosts/log
}

# fail_at N: the N-th call fails; nothing is lost, and the second run ends well
fail_at() {
	local before status=0 step
	guest mail a
	rm -rf move/mail.state move/mail.*.backup
	mkdir move/mail.state
	touch move/mail.state/prepare
	echo "$1" >hosts/fail
	before=$(cd hosts/old && cksum img/* vg0/* dump.xml)
	env NEW=NEW PATH="$bin:$PATH" PATIENCE=3 sh move/mail.sh >out 2>err || status=$?
	[ "$status" -eq 0 ] || {
		step=$(sed -n 's/^mail.sh: stopped at step \([a-z0-9-]*\) (.*): .*run this again$/\1/p' err)
		[ -n "$step" ] && [ ! -e "move/mail.state/$step" ]
	} || return 1
	[ "$(cd hosts/old && cksum img/* vg0/* dump.xml)" = "$before" ] || return 1
	rm hosts/fail
	env NEW=NEW PATH="$bin:$PATH" PATIENCE=3 sh move/mail.sh >out 2>err || {
		echo "second run after call $1 failed ($(grep -n '' hosts/log | sed -n "$1p"))"
		cat err
		return 1
	}
	moved mail a
}

fail_each() {
	local n=1 calls=$1
	while [ "$n" -le "$calls" ]; do
		fail_at "$n" || {
			echo "call $n: $(sed -n "${n}p" hosts/log)"
			cat err
			return 1
		}
		n=$((n + 1))
	done
}

@test "each call of each program fails once: nothing is lost, and the second run finishes" {
	guest mail a
	plan
	mkdir move/mail.state
	touch move/mail.state/prepare
	run_script 0
	moved mail a
	quick fail_each "$(cat hosts/calls)"
}

# hostile WORD SHELL: a guest, its images and its volume are called so
hostile() {
	local key=$1
	[ "${1//[$'\n\302']/}" = "$1" ] || key=$uuid
	guest "$1" "$1" "$key"
	plan || return
	mkdir "move/$uuid.state"
	touch "move/$uuid.state/prepare"
	env NEW=NEW PATH="$bin:$PATH" PATIENCE=3 REMOTE_SHELL="$2" "$2" "move/$uuid.sh" >out 2>err || {
		cat err
		return 1
	}
	moved "$key" "$1" || return
	! grep -aP '[\x00-\x08\x0b-\x1f\x7f-\xff]' out || return
	[ -z "$(find . -name 'owned*' -size 0)" ]
}

@test "hostile names, in sh, bash and zsh, on either side" {
	local word shell
	for word in "it's" '$(touch owned)' '`touch owned`' 'a b; touch owned' '-rf' '*' '!!' "'; touch owned; '" \
		'"' \\ $'\ntouch owned\nx' '#x' '=ls' '~root' '${IFS}' '{a,b}' '|touch owned' '>owned' $'\302\23331m'; do
		guest "$word" "$word"
		plan
		shellcheck "move/$uuid.sh"
		for shell in dash bash zsh; do
			quick hostile "$word" "$shell"
		done
	done
}

@test "the new host is tried before anything changes, and asked for where it is not given" {
	guest mail a
	plan
	cd "$BATS_TEST_TMPDIR"
	NEW='' run_script 2
	lines 1
	said "^mail.sh: NEW, .* is not set: NEW=root@kvm1 sh 'move/mail.sh'$"
	[ ! -e move/mail.state ]
	mkdir move/mail.state
	touch move/mail.state/prepare
	NEW=nowhere run_script 1
	said '^mail.sh: stopped at step reach .*NEW must be a host'
	[ "$(cat hosts/old/guests/mail)" = running ]
	[ -e hosts/old/guests/mail.autostart ]
	[ ! -e move/mail.xml.backup ]
	# libvirt does not answer there
	touch hosts/new/down
	run_script 1
	said '^mail.sh: stopped at step reach '
	[ -e hosts/old/guests/mail.autostart ]
	rm hosts/new/down
	run_script 0
	moved mail a
}

@test "a definition that cannot be converted is noticed before anything is shut down" {
	guest mail a
	plan
	mkdir move/mail.state lacking
	touch move/mail.state/prepare
	printf '#!/bin/sh\nexit 127\n' >lacking/domconv
	chmod +x lacking/domconv
	filter 1 env NEW=NEW PATH="$PWD/lacking:$bin:$PATH" PATIENCE=3 sh move/mail.sh
	said '^mail.sh: stopped at step convert .*domconv, or the converted definition, must be there'
	[ "$(cat hosts/old/guests/mail)" = running ]
	[ -e hosts/old/guests/mail.autostart ]
	run_script 0
	moved mail a
}

@test "a guest that the new host has already is not replaced, neither early nor late" {
	guest mail a
	plan
	mkdir -p move/mail.state hosts/new/guests
	touch move/mail.state/prepare
	echo running >hosts/new/guests/mail
	echo another >hosts/new/definition.xml
	run_script 1
	said '^mail.sh: stopped at step absent .*the new host has a guest of this name'
	[ "$(cat hosts/old/guests/mail)" = running ]
	[ ! -e move/mail.xml.backup ]
	# it was not there when the script began
	touch move/mail.state/absent
	run_script 1
	said '^mail.sh: stopped at step define .*if an earlier run defined this one, touch define in STATE'
	[ "$(cat hosts/new/definition.xml)" = another ]
	[ "$(cat hosts/new/guests/mail)" = running ]
	[ "$(cat hosts/old/guests/mail)" = 'shut off' ]
	rm hosts/new/guests/mail
	run_script 0
	moved mail a
}

@test "where libvirt does not say which guests there are, none is replaced" {
	guest mail a
	plan
	mkdir -p move/mail.state hosts/new/guests lacking
	touch move/mail.state/prepare move/mail.state/absent
	echo running >hosts/new/guests/mail
	echo another >hosts/new/definition.xml
	printf '#!/bin/sh\n[ "$1" != list ] || exit 1\nexec "%s/virsh" "$@"\n' "$bin" >lacking/virsh
	chmod +x lacking/virsh
	filter 1 env NEW=NEW PATH="$PWD/lacking:$bin:$PATH" PATIENCE=3 sh move/mail.sh
	said '^mail.sh: stopped at step define '
	[ "$(cat hosts/new/definition.xml)" = another ]
}

@test "bridges, directories and room that the new host lacks are noticed before anything is shut down" {
	guest mail a
	sed -i 's,</devices>,<interface type="bridge"><source bridge="lo"/></interface>\
		<interface type="bridge"><source network="x" bridge="no-br0"/></interface>&,' hosts/old/dump.xml
	plan
	mkdir move/mail.state
	touch move/mail.state/prepare
	early() { # STEP WORD
		run_script 1
		said "^mail.sh: stopped at step $1 .*$2"
		[ "$(cat hosts/old/guests/mail)" = running ]
		[ -e hosts/old/guests/mail.autostart ]
	}
	early bridges 'rename it in the definition with bridgemap'
	grep -qx 'there is no bridge no-br0' err
	sed -i 's/no-br0/lo/' hosts/old/dump.xml converted.xml move/mail.xml.backup # as if it were made
	mv hosts/new/img hosts/new/gone
	early room-1 'its directory must exist there'
	mv hosts/new/gone hosts/new/img
	mv hosts/new/vg0 hosts/new/gone
	early room-3 'its volume group must exist there, and have room'
	mv hosts/new/gone hosts/new/vg0
	truncate -s 2G "hosts/old/vg0/lva"
	early room-3 'its volume group'
	truncate -s 100000 "hosts/old/vg0/lva"
	printf '#!/bin/sh\nprintf "%%s\\n" F "f 9 8 7 1%% /"\n' >bin/df
	chmod +x bin/df
	rm move/mail.state/room-*
	early room-1 'and have room'
	rm bin/df
	run_script 0
	moved mail a
}

@test "a guest that ran again is shut down again, unless an image was copied" {
	guest mail a
	plan
	mkdir move/mail.state
	touch move/mail.state/prepare move/mail.state/room-{1,2,3}
	# the new host is gone as soon as the first copy begins
	mv hosts/new/img hosts/new/gone
	run_script 1
	said '^mail.sh: stopped at step copy-1 '
	mv hosts/new/gone hosts/new/img
	echo running >hosts/old/guests/mail
	echo changed >>"hosts/old/img/raw a"
	mv hosts/new/vg0 hosts/new/gone
	run_script 1
	said '^mail.sh: stopped at step volume-3 '
	mv hosts/new/gone hosts/new/vg0
	echo running >hosts/old/guests/mail
	echo changed >>"hosts/old/img/raw a"
	run_script 1
	said '^mail.sh: stopped at step shutdown .*images were copied already'
	[ "$(cat hosts/old/guests/mail)" = running ]
	# what it says is what helps
	rm hosts/new/img/*
	sh -c "$(sed -n "s/.* and here \\(rm .*\\); then run this again$/\\1/p" err)"
	run_script 0
	moved mail a
}

@test "text and script name the document that -d wrote, whatever the directory, and no pattern for documents reaches the backup" {
	xen web >in.xml
	mkdir new move
	filter 0 domconv -q --plan=move/ -d new in.xml
	grep -qF '      cat ./new/in.xml | ssh NEW ' move/web.txt
	grep -q "^definition=$PWD/new/in.xml " move/web.sh
	filter 0 domconv -q --plan=move/ -d move in.xml
	grep -qF '      cat ./move/in.xml | ssh NEW ' move/web.txt
	grep -q '^definition=./in.xml ' move/web.sh
	filter 0 domconv -q --plan -d new in.xml
	grep -qF '      cat ./new/in.xml | ssh NEW ' out
	filter 0 domconv -q --plan=move/ -o all.xml in.xml
	grep -q '      domconv -- in.xml | ssh NEW ' move/web.txt
	run ! grep 'backup\.xml' move/web.txt move/web.sh
	# a document that -d does not write, for its name is taken: not the one before it
	{ xen one; xen one $uuid; } >two.xml
	filter 1 domconv -q --plan=move/ -d new two.xml
	grep -q "^definition=$PWD/new/one.xml " move/one.sh
	grep -q "^definition=./$uuid.converted.xml " move/$uuid.sh
}

@test "a guest that is refused has no script, and no message names one" {
	xen 'a b' $uuid | sed 's|<bootloader>.*</bootloader>||; s|<os>.*</os>|<os><type>linux</type><kernel>/k</kernel></os>|' >a.xml
	filter 1 domconv --plan=move/ a.xml
	said "they are called $uuid$"
	run ! grep '[.]sh' err
	[ ! -e move/$uuid.sh ]
}

# xen NAME [UUID]: a guest on the bridge eth0 with a volume
xen() {
	cat <<-END
		<domain type='xen'><name>$1</name>${2:+<uuid>$2</uuid>}<memory>1</memory><bootloader>pygrub</bootloader><os><type>linux</type></os>
		<devices><disk type='block'><driver name='phy'/><source dev='/dev/vg0/$1'/><target dev='xvda'/></disk>
		<interface type='bridge'><mac address='00:16:3e:00:00:01'/><source bridge='${3-eth0}'/></interface></devices></domain>
	END
}

@test "a directory: made or there, its files replaced unless they were edited or are of others" {
	xen a >a.xml
	filter 3 domconv -q --plan=none/move/ a.xml
	mkdir new
	filter 0 domconv -q --plan=move/ -d new a.xml
	wrote_nothing
	[ "$(cd move && echo *)" = 'a.sh a.txt plan.tsv summary.txt' ]
	[ "$(stat -c %a move/a.sh)" = 600 ]
	# documents are printed as without the plan; a directory needs no slash; ours are replaced,
	# and keep their modes
	chmod 700 move/a.sh
	filter 0 domconv -q --plan=move --map-path=/dev/vg0=/dev/vg1 a.xml
	converted
	grep -q '^to_1=/dev/vg1/a$' move/a.sh
	[ "$(stat -c %a move/a.sh)" = 700 ]
	# a person's changes stay, and so does what is not ours
	sed -i 's/^NEW=.*/NEW=kvm1/' move/a.sh
	echo 'call Bob' >>move/summary.txt
	rm move/a.txt && echo mine >mine && ln -s ../mine move/a.txt
	echo domconv-and-16-letters-x >move/plan.tsv # no sum
	before=$(cat move/a.sh move/summary.txt move/plan.tsv)
	filter 3 domconv -q --plan=move a.xml
	said '^move/a.sh: error: cannot write: .*was edited'
	said '^move/a.txt: error'
	said '^move/summary.txt: error'
	said '^move/plan.tsv: error: cannot write: .*was not made by --plan'
	[ "$(cat move/a.sh move/summary.txt move/plan.tsv)" = "$before" ]
	[ "$(cat mine)" = mine ]
	[ -z "$(find move -name '.*' -type f)" ]
}

@test "files of guests: no other guest's, no input, no other output of the run" {
	xen summary $uuid >1.xml
	xen 'db server' 11111111-2222-4333-8444-555555555555 >2.xml
	mkdir new
	filter 0 domconv --plan=move/ -d new 1.xml 2.xml
	[ -s move/$uuid.sh ]
	[ -s move/11111111-2222-4333-8444-555555555555.sh ]
	said "'db server' is not the name of its files: they are called 11111111-2222-4333-8444-555555555555$"
	grep -q '^2 guests' move/summary.txt
	# two of one name, the second without a UUID; one that nothing can be called by
	xen a >3.xml
	xen '../x' >4.xml
	rm -rf move
	filter 1 domconv -q --plan=move/ -o all.xml 3.xml 3.xml 4.xml
	said '3.xml: error: a has no plan'
	said "4.xml: error: .*has no plan: neither its name nor its UUID"
	[ "$(cd move && echo *)" = 'a.sh a.txt plan.tsv summary.txt' ]
	# an input stands where a page would
	mkdir in && xen a >in/a.txt
	filter 1 domconv -q --plan=in -o all.xml in/a.txt
	same in/a.txt 3.xml
}

@test "300 guests: a summary of two pages, a line for each in the table" {
	local n
	mkdir old new
	for n in $(seq 300); do
		xen "guest-number-$n" "" "bridge-number-$((n % 40))" >"old/$n.xml"
	done
	sed -i 's|<bootloader>.*</bootloader>||; s|<os>.*</os>|<os><type>linux</type><kernel>/k</kernel></os>|' old/17.xml
	sed -i "s/type='xen'/type='kvm'/" old/18.xml
	sed -i "s|</devices>|<disk type='block'><driver name='phy'/><source dev='/dev/mapper/3600a0b80000000000000033'/><target dev='xvdb'/></disk>&|" old/[34].xml
	filter 1 domconv -q --plan=move/ -d new old/*.xml
	[ "$(wc -l <move/summary.txt)" -le 132 ]
	run ! grep -q '^.\{110\}' move/summary.txt
	grep -qx '  Linux: prepare the guest, then run its script: 296' move/summary.txt
	grep -qx '  disks or devices that a person moves: 2' move/summary.txt
	grep -qx '  direct-kernel-pv: 1' move/summary.txt
	grep -qx '  volume group vg0: 298' move/summary.txt
	grep -A1 'shared: /dev/mapper/3600a0b80000000000000033: 2' move/summary.txt | grep -q 'guest-number-3 guest-number-4'
	for n in $(seq 0 39); do grep -q "bridge-number-$n: [78]" move/summary.txt; done
	[ "$(wc -l <move/plan.tsv)" -eq 301 ]
	[ "$(awk -F '\t' '{ print NF }' move/plan.tsv | sort -u)" -eq 14 ]
	[ "$(cut -f 1 move/plan.tsv | sed 1d)" = "$(seq 300)" ]
	[ "$(cut -f 6 move/plan.tsv | sort | uniq -c | sort -rn | head -n 1 | awk '{ print $2 }')" = PV ]
	grep -q "^299	guest-number-17	.*	refused	.*	direct-kernel-pv	" move/plan.tsv
	[ ! -e move/guest-number-17.sh ]
	grep -q 'cannot be converted' move/guest-number-17.txt
	[ ! -e move/guest-number-18.sh ]
}

@test "cells of the table are no formulas" {
	xen '=1+1' $uuid '@x' >a.xml
	filter 0 domconv -q --plan=move/ -o all.xml a.xml
	run ! grep -P '(^|\t)[=+@-]' move/plan.tsv
}

# source_of BOOT DISK...: a guest that boots so, with those disks
source_of() {
	local disk letter=a
	echo "<domain type='xen'><name>f</name><memory>1</memory>$1<devices>"
	shift
	for disk; do
		case $disk in
		/dev/*) echo "<disk type='block'><driver name='phy'/><source dev='$disk'/><target dev='xvd$letter'/></disk>" ;;
		*) echo "<disk type='file'><driver name='file'/><source file='$disk'/><target dev='xvd$letter'/></disk>" ;;
		esac
		letter=$(tr a-y b-z <<<"$letter")
	done
	echo '</devices></domain>'
}

@test "what used to go wrong: in place, shared, without a table, with a kernel of the host" {
	local pv='<bootloader>pygrub</bootloader><os><type>linux</type></os>'
	# an image that changes its format where it lies
	source_of "$pv" /srv/vm.img >f1.xml
	filter 0 domconv -q --plan=f1/ --disk-format=xvda=qcow2 -o x f1.xml
	grep -q '^image 1 .* raw qcow2 ' f1/f.sh
	grep -q "qemu-img convert -f \"\$old_format\" -O \"\$format\" -- \"\$target\" \"\$to\".part" f1/f.sh
	grep -q '^	\[ -z "$5" \] || target=$3.copy' f1/f.sh
	# storage of both hosts: a person logs in, and nothing is copied
	source_of "$pv" /dev/disk/by-path/ip-192.0.2.1:3260-iscsi-iqn.2010-08.local.ucs:sdb-lun-0 /dev/mapper/3600a0b80000000000000033 >f2.xml
	filter 0 domconv -q --plan=f2/ -o x f2.xml
	run ! grep -E 'dd bs|lvcreate|qemu-img' f2/f.sh
	[ "$(grep -c '^move_shared_from_device$' f2/f.sh)" -eq 2 ]
	grep -q 'by_hand shared-"$n"' f2/f.sh
	grep -q 'shared: /dev/mapper/3600a0b80000000000000033' f2/summary.txt
	# look whether there is a partition table before GRUB is installed
	source_of "$pv" /xen/disk.img /xen/swap.img >f6.xml
	filter 0 domconv -q --plan=f6/ -o x f6.xml
	[ "$(grep -n 'fdisk -l first' f6/f.txt | cut -d: -f1)" -lt "$(grep -n 'grub-install' f6/f.txt | cut -d: -f1)" ]
	grep -q 'BIOS boot partition' f6/f.sh
	# the kernel and initrd of the host are images, too
	source_of '<os><type>linux</type><kernel>/srv/vmlinuz</kernel><initrd>/srv/initrd</initrd></os>' /dev/vg0/dk >f8.xml
	filter 0 domconv -q --plan=f8/ --direct-kernel=keep -o x f8.xml
	grep -q '^from_2=/srv/vmlinuz$' f8/f.sh
	grep -q '^from_3=/srv/initrd$' f8/f.sh
	shellcheck f?/f.sh
}

@test "drives, disks of a SAN, odd names of volumes, backing files without a format" {
	local dev n=0 san=/dev/disk/by-path/pci-0000:03:00.0 hex=/dev/mapper/36001405aaaaaaaaaa
	{
		echo "<domain type='xen'><name>a</name><memory>1</memory><bootloader>pygrub</bootloader><os><type>linux</type></os><devices>
		<disk type='block' device='cdrom'><source dev='/dev/cdrom'/><backingStore type='block'><source dev='/dev/sr1'/></backingStore><target dev='xvdz'/></disk>
		<disk type='file'><driver name='qemu' type='qcow2'/><source file='/srv/top'/><backingStore type='file'><source file='/srv/low'/></backingStore><target dev='xvdy'/></disk>"
		for dev in $san-fc-0x50 $san-iscsi-x $san-ata-1 ${hex}b ${hex}g /dev/-vg/lv /dev/vg/-lv /dev/vg/lv; do
			echo "<disk type='block'><driver name='phy'/><source dev='$dev'/><target dev='xvd$((n += 1))'/></disk>"
		done | sed "s/xvd1'/xvda'/; s/xvd2'/xvdb'/; s/xvd3'/xvdc'/; s/xvd4'/xvdd'/; s/xvd5'/xvde'/; s/xvd6'/xvdf'/; s/xvd7'/xvdg'/; s/xvd8'/xvdh'/"
		for n in 1 2; do
			echo "<interface type='bridge'><mac address='00:16:3e:00:00:0$n'/><source bridge='eth0'/></interface>"
		done
		echo "</devices></domain>"
	} >a.xml
	filter 0 domconv -q --plan=move/ --map-path=/srv=/new --map-path=/dev/sr1=/isos/sr1 a.xml
	bash -n move/a.sh
	sh -n move/a.sh
	grep -q "shared: $san-fc-0x50" move/summary.txt
	grep -q "shared: $san-iscsi-x" move/summary.txt
	run ! grep -q "shared: $san-ata-1" move/summary.txt
	grep -q "shared: ${hex}b" move/summary.txt
	run ! grep -q "shared: ${hex}g" move/summary.txt
	grep -q "volume group vg" move/summary.txt
	grep -q "^image .* /new/low raw$" move/a.sh
	# of images that a person converts, too
	sed -i 's/xvda/vda/' a.xml
	filter 0 domconv -q --plan=move/ --disk-format=/dev/vg/lv=qcow2 a.xml
	grep -q by_hand move/a.sh
	# what a person does, and the command behind it in the same step of the plan
	sed -i "s|</devices>|<hostdev mode='subsystem' type='pci'><source><address domain='0' bus='1' slot='0' function='0'/></source></hostdev>&|" a.xml
	filter 0 domconv -q --plan=move/ a.xml
	grep -q "^by_hand pci " move/a.sh
	grep -q "^step define " move/a.sh
}

@test "a summary names twelve bridges with their guests, the others in ten lines, and counts the rest" {
	{
		echo "<domain type='xen'><name>a</name><memory>1</memory><os><type arch='x86_64'>hvm</type></os>
		<metadata><l:libosinfo xmlns:l='http://libosinfo.org/xmlns/libvirt/domain/1.0'><l:os id='http://debian.org/debian/9'/></l:libosinfo></metadata><devices>
		<disk type='file'><source file='/a'/><target dev='xvda'/></disk>"
		for n in {100..299}; do
			echo "<interface type='bridge'><source bridge='longname-br$n'/></interface>"
		done
		echo "</devices></domain>"
	} >a.xml
	filter 0 domconv -q --plan=move/ a.xml
	grep -q 'and [0-9]* more: see plan.tsv' move/summary.txt
	run ! grep 'ide-first' move/a.sh
	# refused by a rule that warns besides, and twice by the same
	sed -i "s|<devices>|&<disk type='file'><source file='/b'/><target dev='foo'/></disk><disk type='file'><source file='/c'/><target dev='bar'/></disk>|" a.xml
	filter 1 domconv -q --plan=move/ a.xml
	grep -q disk-target-unknown move/summary.txt
}
