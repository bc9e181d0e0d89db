# --plan: what a person has to do, only what applies, with commands that are safe to copy.
load helpers

run_plan() { # CASE: standard output to out
	# shellcheck disable=SC2046  # options are separated by blanks
	(cd "$FIXTURES/plan" && domconv -q --plan $(cat "$1.opts" 2>/dev/null) "$1.xml") \
		>"$BATS_TEST_TMPDIR/out" 2>"$BATS_TEST_TMPDIR/err" || true
}

@test "the plans of the fixtures" {
	local in case
	for in in "$FIXTURES"/plan/*.xml; do
		case=$(basename "$in" .xml)
		run_plan "$case"
		same "$FIXTURES/plan/$case.txt" "$BATS_TEST_TMPDIR/out"
	done
}

# Words that a shell, virsh, rsync, dd, or a terminal could take for more than a name.
hostile=('../../etc/cron.d/x' /etc/x -rf 'a b; touch owned' '$(touch owned)' '`touch owned`'
	"it's" '--help' -- '|touch owned' '&gt;owned' 'a&amp;touch owned' '~root' '#x' '*' '!!' 'c:\x' 17
	'new:x' '=ls' '&#10;touch owned&#10;' '&#155;31m' '&#133;touch owned' '')

# stand_in: programs that only log what they are given, a line a call, in ./bin
stand_in() {
	local name
	mkdir bin
	for name in virsh dd stat mv qemu-img domconv lvcreate blockdev blkid; do
		cat >"bin/$name" <<-'END'
			#!/bin/sh
			echo "${0##*/}$(printf ' [%s]' "$@")" >>"$LOG"
		END
	done
	echo 'if [ "$1" = domstate ]; then echo "shut off"; fi' >>bin/virsh
	echo 'if [ "$1" = dominfo ]; then echo "Autostart:      enable"; fi' >>bin/virsh
	echo 'echo 4096' | tee -a bin/blockdev >>bin/stat
	echo 'exit 2' >>bin/blkid # nothing is there
	# what the remote shell makes of the command; NEW is the first word
	cat >bin/ssh <<-'END'
		#!/bin/sh
		[ "$1" = NEW ] && shift && exec sh -c "$*"
	END
	chmod +x bin/*
}

# run_commands: all of a plan's commands, as a person would paste them, in ./here
run_commands() {
	rm -rf here log
	mkdir here
	grep '^      [a-z(]' out >commands
	(cd here && LOG=../log PATH=$PWD/../bin:$PATH sh ../commands)
	# nothing but the backup is there, and nothing beside
	[ "$(find here -mindepth 1 | wc -l)" -eq 2 ]
	[ ! -e owned ]
	(cd here && set -- ./* && [ -f "$1" ] && [[ "$*" =~ ^\./[A-Za-z0-9_.-]+\.info\.backup\ \./[A-Za-z0-9_.-]+\.xml\.backup$ ]])
	run ! grep -qP '[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]' out
}

# logged PROGRAM WORD...: it was called with just these words.
logged() {
	grep -qxF -- "$1$(shift && printf ' [%s]' "$@")" log || {
		echo "not called: $*"
		cat log
		return 1
	}
}

logged_copy() { # FROM [TO]
	logged dd bs=4M "if=$1"
	logged dd bs=4M iflag=fullblock conv=sparse,fsync "of=${2-$1}.part"
	logged mv -n "${2-$1}.part" "${2-$1}"
}

@test "the commands of hostile names do what they say and nothing else" {
	local word raw device uuid=3a1f7f3e-6a21-4f8e-8d0b-5f6a7b8c9d0e
	stand_in
	for word in "${hostile[@]}"; do
		raw=$(printf %s "$word" | sed 's/&#10;/?/g; s/&#1..;/??/g; s/&gt;/>/g; s/&amp;/\&/g')
		cat >in.xml <<-END
			<domain type='xen'><name>$word</name><uuid>$uuid</uuid>
			<bootloader>pygrub</bootloader><os><type>linux</type></os><devices>
			<disk type='block'><source dev="/dev/$word"/><target dev='xvda'/></disk>
			<disk type='file'><driver name='tap' type='qcow2'/><source file="$word"/>
			<target dev='xvdb'/></disk><interface type='bridge'><mac address="$word"/>
			<source bridge="$word"/></interface></devices><memory>1</memory></domain>
		END
		filter 0 domconv -q --plan --map-path="/old=/it's; touch owned" in.xml
		run_commands
		logged domconv "--map-path=/old=/it's; touch owned" -- in.xml
		logged virsh define /dev/stdin
		device=$(printf %s "/dev/$raw" | tr -s /)
		[ -z "$word" ] || { # /dev itself is none
			logged dd bs=4M "if=$device"
			logged dd bs=4M iflag=fullblock conv=nocreat,fsync "of=$device"
		}
		[ "$(grep -c '^virsh ' log)" -eq 17 ]
		case $word in
		'') ;;
		/*) logged_copy "$raw" ;;
		*) logged_copy "./$raw" ;;
		esac
		case $word in
		17 | *'&#'*) logged virsh shutdown -- $uuid ;;
		'') logged virsh shutdown -- no-name ;;
		*) logged virsh shutdown -- "$raw" && logged virsh start -- "$raw" ;;
		esac
	done
}

@test "a conversion of an image, a relative device and a hostile format" {
	stand_in
	cat >-v.xml <<-'END'
		<domain type='xen'><name>a</name><bootloader>pygrub</bootloader>
		<os><type>linux</type></os><devices>
		<disk type='file'><driver name='tap' type="x;touch owned"/><source file='tap:aio:-rf'/>
		<target dev='xvda'/></disk>
		<disk type='block'><driver name='phy'/><source dev='vg0/a'/><target dev='xvdb'/></disk>
		</devices></domain>
	END
	filter 0 domconv -q --plan --force --disk-format=xvda=qcow2 --map-path=-rf=-new -- -v.xml
	run_commands
	logged qemu-img convert -f 'x;touch owned' -O qcow2 -- ./-new.copy ./-new.part
	logged_copy ./-rf ./-new.copy
	logged dd bs=4M if=/dev/vg0/a
	logged domconv --force --disk-format=xvda=qcow2 --map-path=-rf=-new -- -v.xml
	# the backup takes the place of what cannot be read again, or has others in it
	filter 0 domconv -qrreport --plan --force --cp none --skip disk-driver-tap --max-size=1M <-v.xml
	run_commands
	logged domconv --force --cpu=none --skip=disk-driver-tap --max-size=1M -- ./a.xml.backup
	cat -- -v.xml -v.xml >two.xml
	filter 0 domconv -q --plan --force two.xml
	[ "$(grep -c 'domconv --force -- ./a.xml.backup >/dev/null$' out)" -eq 2 ]
	[ "$(grep -c 'domconv --force -- ./a.xml.backup | ssh' out)" -eq 2 ]
}

@test "a device is made with the size of the old one before it is filled, and never where one is" {
	stand_in
	cat >lv.xml <<-'END'
		<domain type='xen'><name>a</name><memory>1</memory><bootloader>pygrub</bootloader>
		<os><type>linux</type></os><devices>
		<disk type='block'><driver name='phy'/><source dev='/dev/vg0/a'/><target dev='xvda'/></disk>
		</devices></domain>
	END
	filter 0 domconv -q --plan lv.xml
	run_commands
	logged lvcreate --yes --name a vg0 --size 4096b
	logged dd bs=4M iflag=fullblock conv=nocreat,fsync of=/dev/vg0/a
	# off before anything is read
	sed -n '/^virsh \[shutdown\]/,$p' log | grep -q '^dd'
	[ "$(sed -n '1,/^virsh \[domstate\]/p' log | grep -c '^dd\|^lvcreate')" -eq 0 ]
	echo 'exit 5' >>bin/lvcreate
	run_commands
	run ! grep '^dd.*of=' log
}

@test "a device that a person makes is filled only where blkid finds nothing" {
	local status
	stand_in
	cat >mapper.xml <<-'END'
		<domain type='xen'><name>a</name><memory>1</memory><bootloader>pygrub</bootloader>
		<os><type>linux</type></os><devices>
		<disk type='block'><driver name='phy'/><source dev='/dev/mapper/vg-a'/><target dev='xvda'/></disk>
		</devices></domain>
	END
	filter 0 domconv -q --plan mapper.xml
	for status in 0 4 8 127; do # content, trouble, several signatures, no blkid
		sed -i "s/^exit .*/exit $status/" bin/blkid
		run_commands
		logged blkid -p /dev/mapper/vg-a
		run ! grep '^dd.*\[of=' log
	done
	sed -i 's/^exit .*/exit 2/' bin/blkid
	run_commands
	logged dd bs=4M iflag=fullblock conv=nocreat,fsync of=/dev/mapper/vg-a
}

@test "a device of a server, or of a multipath disk, is shared storage, too" {
	local path
	for path in /dev/rbd/vm/web /dev/rbd0 /dev/nbd0 /dev/etherd/e0.1 //dev/./nbd1 \
		/dev/mapper/3600a0b80000000000000033-part1 /dev/mapper/3600a0b80000000000000033p2 \
		/dev/disk/by-id/dm-uuid-mpath-33 /dev/disk/by-id/dm-name-mpatha /dev/disk/by-id/dm-name-3600a0b80000000000000033; do
		echo "<domain type='xen'><name>web</name><memory>1</memory><os><type>linux</type></os><devices>
			<disk type='block'><source dev='$path'/><target dev='xvda'/></disk></devices></domain>" >"$(tmp in)"
		domconv -q --plan "$(tmp in)" >"$(tmp out)"
		grep -q 'shared storage is not copied' "$(tmp out)"
		run ! grep -qE 'dd bs|lvcreate' "$(tmp out)"
	done
}

@test "a volume is made however its path is written" {
	echo "<domain type='xen'><name>web</name><memory>1</memory><os><type>linux</type></os><devices>
		<disk type='file'><source file='//dev/vg0/./web'/><target dev='xvda'/></disk></devices></domain>" >"$(tmp in)"
	domconv -q --plan "$(tmp in)" >"$(tmp out)"
	grep -q 'lvcreate --yes --name web vg0 ' "$(tmp out)"
}

@test "volumes of pools, and directories, are left to a person" {
	echo "<domain type='xen'><name>web</name><memory>1</memory><os><type>linux</type></os><devices>
		<disk type='volume'><source pool='san' volume='web 1'/><target dev='xvda'/></disk>
		<disk type='dir'><source dir='/srv/files'/><target dev='xvdb'/></disk></devices></domain>" >"$(tmp in)"
	domconv -q --plan "$(tmp in)" >"$(tmp out)"
	grep -q "copy the volume 'web 1' of the pool san with virsh vol-download" "$(tmp out)"
	grep -q '/srv/files: copy the directory' "$(tmp out)"
	domconv -q --plan="$(tmp scripts)/" "$(tmp in)" >"$(tmp new)"
	grep -q 'by_hand pool-volume-' "$(tmp scripts)/web.sh"
	grep -q 'by_hand directory-' "$(tmp scripts)/web.sh"
	sh -n "$(tmp scripts)/web.sh"
	grep -q 'pool san: 1' "$(tmp scripts)/summary.txt"
}

@test "shared storage is not copied" {
	local dev
	for dev in /dev/disk/by-path/ip-192.0.2.1:3260-iscsi-iqn.2010-08.local.ucs:sdb-lun-0 \
		/dev/disk/by-id/wwn-0x600a0b8000000000 /dev/mapper/3600a0b80000000000000033 \
		/dev/disk/by-path/pci-0000:05:00.0-fc-0x5006016046e0-lun-1 "/dev/sdb'/><shareable/><a a='"; do
		printf '%s' "<domain type='xen'><name>a</name><memory>1</memory><bootloader>pygrub</bootloader>" \
			"<os><type>linux</type></os><devices><disk type='block'><driver name='phy'/>" \
			"<source dev='$dev'/><target dev='xvda'/></disk></devices></domain>" >shared.xml
		filter 0 domconv -q --plan shared.xml
		grep -q 'shared storage is not copied' out
		run ! grep -E 'dd bs|lvcreate' out
	done
}

@test "--shared: what both hosts have is not copied, and only that" {
	cat >nfs.xml <<-'END'
		<domain type='xen'><name>a</name><memory>1</memory>
		<os><type>linux</type><kernel>/nfs/vmlinuz</kernel></os><devices>
		<disk type='file'><source file='/nfs/a.img'/><target dev='xvda'/></disk>
		<disk type='file'><source file='/nfs2/b.img'/><target dev='xvdb'/></disk>
		</devices></domain>
	END
	filter 0 domconv -q --plan --direct-kernel=keep --shared=/nfs --shared=/other nfs.xml
	[ "$(grep -c '/nfs/.*shared storage is not copied' out)" -eq 2 ]
	[ "$(grep -c 'dd bs' out)" -eq 1 ]
	grep -q 'dd .*if=/nfs2/b.img.*of=/nfs2/b.img.part' out
	run ! grep -q 'domconv.*--shared' out
	filter 2 domconv --plan --shared=nfs nfs.xml
}

@test "backing files, kept kernels and variables of UEFI are copied, each once" {
	cat >all.xml <<-'END'
		<domain type='xen'><name>a</name><memory>1</memory>
		<os><type>linux</type><kernel>/srv/vmlinuz</kernel><initrd>/srv/initrd</initrd></os><devices>
		<disk type='file'><driver name='qemu' type='qcow2'/><source file='/srv/o.qcow2'/>
		<backingStore type='file'><format type='qcow2'/><source file='/srv/base.qcow2'/><backingStore/></backingStore>
		<target dev='xvda'/></disk>
		<disk type='file'><driver name='qemu' type='qcow2'/><source file='/srv/p.qcow2'/>
		<backingStore type='file'><format type='qcow2'/><source file='/srv/base.qcow2'/><backingStore/></backingStore>
		<target dev='xvdb'/></disk>
		</devices></domain>
	END
	filter 0 domconv -q --plan --direct-kernel=keep --map-path=/srv=/new all.xml
	sed -n 's/.*dd bs=4M if=\([^)]*\).*mv -n .*part \(.*\).$/\1 \2/p' out | sort >got
	printf '/srv/%s /new/%s\n' base.qcow2 base.qcow2 initrd initrd o.qcow2 o.qcow2 p.qcow2 p.qcow2 \
		vmlinuz vmlinuz >want
	same want got
	sed "s/linux</hvm</; s,<kernel.*</initrd>,<loader type='pflash' readonly='yes'>/x</loader><nvram>/srv/a_VARS.fd</nvram>,; s/xvd/hd/" \
		all.xml >uefi.xml
	filter 0 domconv -q --plan --skip=loader-nvram uefi.xml
	grep -q 'dd .*if=/srv/a_VARS.fd' out
}

@test "the header of a copy names the new path of the file behind it, and only where that moves" {
	cat >chain.xml <<-'END'
		<domain type='xen'><name>a</name><memory>1</memory><bootloader>pygrub</bootloader><os><type>linux</type></os><devices>
		<disk type='file'><driver name='qemu' type='qcow2'/><source file='/srv/top'/>
		<backingStore type='file'><format type='qcow2'/><source file='/srv/mid'/>
		<backingStore type='file'><format type='raw'/><source file='/srv/low'/><backingStore/></backingStore></backingStore>
		<target dev='xvda'/></disk></devices></domain>
	END
	filter 0 domconv -q --plan chain.xml
	run ! grep rebase out
	filter 0 domconv -q --plan --map-path=/srv=/new chain.xml
	grep -o 'qemu-img rebase [^'\'']*' out | sort >got
	printf 'qemu-img rebase -u -f qcow2 -F %s -b /new/%s -- /new/%s\n' qcow2 mid top raw low mid >want
	same want got
}

@test "an image that changes its format has another name until it is converted" {
	filter 0 domconv -q --plan --disk-format=xvda=qcow2 "$FIXTURES/plan/moved.xml"
	grep -o 'qemu-img convert.*' "$BATS_TEST_TMPDIR/out" | grep -q -- '-- \(.*\).copy \1.part '
}

@test "--target names the new host, unless that is no name of one" {
	local name
	for name in kvm1.example.org 'a b' localhost '$(touch owned)' ''; do
		{
			cat "$FIXTURES/hosts/small.host"
			echo "<host><name>$name</name><time>2026-11-29T10:00:00Z</time></host>"
		} >new.host
		filter 0 domconv -q --plan=move/ --target=new.host -o x "$FIXTURES/demo/mail.xml"
		case $name in kvm1*) want=$name ;; *) want= ;; esac
		grep -q "| ssh ${want:-NEW} '" move/mail.txt
		grep -q "^NEW=\${NEW:-$want} " move/mail.sh
		[ -n "$name" ] || continue
		for page in mail.txt mail.sh summary.txt; do
			grep -Eq ", to '?${name//[\$()]/.}'?, as it was on 2026-11-29T10:00:00Z" move/$page
		done
	done
}

@test "--target: a description that does not say when it was made" {
	{
		cat "$FIXTURES/hosts/small.host"
		echo "<host><name>kvm1</name></host>"
	} >"$BATS_TEST_TMPDIR/new.host"
	filter 0 domconv -q --plan --target="$BATS_TEST_TMPDIR/new.host" "$FIXTURES/demo/mail.xml"
	grep -q ', to kvm1$' "$BATS_TEST_TMPDIR/out"
}

@test "--strict: the plan says what a document is refused for" {
	filter 1 domconv -q --plan --strict "$FIXTURES/domconv/disk-hvm-xvd/fires.xml"
	grep -q '^ *+ Xen showed .* as an IDE disk, too' "$BATS_TEST_TMPDIR/out"
	filter 1 domconv -q --plan --strict "$FIXTURES/plan/getty.xml"
	grep -q 'cannot be converted' "$BATS_TEST_TMPDIR/out"
	grep -q 'vif-route' "$BATS_TEST_TMPDIR/out"
	run ! grep -q 'virsh' "$BATS_TEST_TMPDIR/out"
}

@test "a plan has no password" {
	run_plan windows
	run ! grep -q geheim "$BATS_TEST_TMPDIR/out"
}

@test "--plan takes the documents' place on standard output, --plan=FILE stands beside them" {
	filter 0 domconv -q --plan "$FIXTURES/demo/mail.xml"
	run ! grep -q '<domain' out
	cp out want
	filter 0 domconv -q --plan=plan "$FIXTURES/demo/mail.xml"
	converted
	same want plan
	filter 0 domconv -q --plan -o new.xml "$FIXTURES/demo/mail.xml"
	same want out
	grep -q "type='kvm'" new.xml
	filter 3 domconv -q --plan=nowhere/plan "$FIXTURES/demo/mail.xml"
	wrote_nothing
	filter 3 sh -c 'domconv -q --plan "$1" >/dev/full' sh "$FIXTURES/demo/mail.xml"
}

@test "a refused document has a plan that says why, and the status stays" {
	cd "$FIXTURES/plan"
	filter 1 domconv -q --plan refused.xml
	grep -q 'cannot be converted' "$BATS_TEST_TMPDIR/out"
}

@test "five disks on the IDE bus when nobody is to move one: refused, and the disk is named" {
	{
		echo "<domain type='xen'><name>n</name><os><type>hvm</type></os><devices>"
		for letter in a b c d; do
			echo "<disk type='file' device='disk'><source file='/$letter'/><target dev='hd$letter' bus='ide'/></disk>"
		done
		echo "<disk type='file' device='cdrom'><source file='/e'/><target dev='xvde' bus='xen'/></disk>"
		echo '</devices><memory>1</memory></domain>'
	} >in.xml
	filter 0 domconv -q in.xml
	grep -q "<target dev='sda' bus='sata'/>" out
	filter 1 domconv -q --skip=disk-ide-full in.xml
	wrote_nothing
	lines 1
	said "^in.xml:6:[0-9]+: error: .*xvde"
}
