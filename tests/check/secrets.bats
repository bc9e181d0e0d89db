# Secrets: of what a document or a command line has, only what is known to be harmless is printed.
# secrets.py puts one into every place where one can stand; none of them may be in what a tool
# prints, reports or plans, and the document that it writes has them.
load helpers

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	mkdir in out
}

# reveals_nothing FILE...: no secret is in them, nor in what the stylesheets make of report.xml
reveals_nothing() {
	local sheet
	[ -s err ]
	if [ -s report.xml ]; then
		for sheet in html junit sarif; do
			xsltproc --stringparam notes yes --stringparam fail-on change \
				"$TOP/stylesheets/report-$sheet.xslt" report.xml >"$sheet"
			set -- "$@" "$sheet"
		done
		set -- "$@" report.xml
	fi
	run ! grep -m 3 GEHEIM err "$@"
	rm -f report.xml
}

# run_tool COMMAND...: what it prints as a diagnostic is in err
run_tool() {
	local status=0
	"$@" >printed 2>err || status=$?
	[ "$status" -le 3 ]
}

# keeps_all: what the conversion has to keep is in the documents that it wrote, most of them
keeps_all() {
	local file word
	[ "$(find out -type f | wc -l)" -ge "$1" ]
	while read -r file word; do
		[ ! -f "out/$file" ] || grep -q "$word" "out/$file" || {
			echo "out/$file lacks $word"
			return 1
		}
	done <in/kept
}

documents() {
	/usr/bin/python3 "$TOP/tests/check/secrets.py" in "$@"
}

@test "no message, report or plan of a conversion has a secret, and the document has" {
	local options
	documents "$FIXTURES/demo/mail.xml" "$FIXTURES"/domconv/whole/*.xml "$FIXTURES"/domconv/[bcdgx]*/fires.xml
	for options in '' --force '--force --direct-kernel=keep --keep-qemu-args --map-path=/=/new'; do
		# shellcheck disable=SC2086  # options are separated by blanks
		run_tool domconv -v $options -r report.xml --plan=plan -d out in/*.xml
		reveals_nothing plan
	done
	keeps_all 30
	run_tool domconv -v -c --direct-kernel=drop in/*.xml
	reveals_nothing
	run_tool domconv -q --force --plan in/*.xml
	run ! grep -m 3 GEHEIM printed
	run_tool bridgemap -v -b other --allow=br1 -r report.xml -d out in/*.xml
	reveals_nothing
	run_tool sh -c 'for i in in/*.xml; do xsltproc "$1" "$i" || :; done' sh "$TOP/stylesheets/xen2qemu.xslt"
	reveals_nothing
}

@test "of snapshots neither" {
	documents "$FIXTURES"/snapconv/whole/*.xml "$FIXTURES"/snapconv/*/fires.xml
	run_tool snapconv -v --force -r report.xml -d out in/*.xml
	reveals_nothing
	keeps_all 3
	run_tool snapconv --force --script=vm -d out in/*.xml
	reveals_nothing printed
}

pool() { # OPTION...: of mount options and of librados
	local option
	echo "<pool type='netfs' xmlns:fs='http://libvirt.org/schemas/storagepool/fs/1.0'"
	echo " xmlns:r='http://libvirt.org/schemas/storagepool/rbd/1.0'><name>p</name><source>"
	echo "<host name='u:GEHEIM1@h'/><dir path='//u:GEHEIM2@h/s?x=GEHEIM3'/><format type='cifs'/>"
	echo "<auth type='chap' username='u' password='GEHEIM4'><secret usage='x' key='GEHEIM5'>GEHEIM6</secret></auth>"
	echo "</source><target><path>/t/token=GEHEIM7</path></target><fs:mount_opts>"
	for option; do
		echo "<fs:option name='$option'/>"
	done
	echo "</fs:mount_opts><r:config_opts><r:option name='key' value='GEHEIM8'/><r:option name='x' value='GEHEIM9'/>"
	echo "<r:option name='rbd_cache' value='true'/></r:config_opts></pool>"
}

options=('password=GEHEIM' 'user=u,password=GEHEIM' 'foo=GEHEIM' 'vers=3.0,x=GEHEIM,ro' GEHEIM 'credentials=GEHEIM' 'sec=a@GEHEIM'
	'username=GEHEIM' 'vers=GEHEIM@x' 'password="a,GEHEIM"' '=GEHEIM' 'GEHEIM==')

@test "of mount options and settings only what is known to be harmless" {
	local option
	pool "${options[@]}" vers=4.1 ro >pool.xml
	for option in --source-host=h --source-path=/x --target=/t --mount-option=nosuid --config-option=rbd_cache=false \
		--auth-username=w --secret-usage=y --name=q; do
		run_tool poolgen -v -r report.xml "$option" pool.xml
		reveals_nothing
		[ ! -s printed ] || grep -q GEHEIM6 printed
	done
	run_tool poolgen -v --force pool.xml --name=q && grep -q GEHEIM8 printed
	run_tool poolgen -v --mount-option=nosuid --mount-option=ro pool.xml
	grep -q "changed 'password=\*\*\*' to 'nosuid'" err
	grep -q "changed 'user=\*\*\*,password=\*\*\*' to 'ro'" err
	pool vers=4.1 ro >pool.xml
	run_tool poolgen -v --mount-option=nosuid --mount-option=vers=3 pool.xml
	grep -q "changed 'vers=4.1' to 'nosuid'" err
	grep -q "changed 'ro' to 'vers=3'" err
	# names without a value, of nfs(5), mount(8) and mount.cifs(8)
	local harmless=(_netdev acl async auto bg defaults discard fg forcegid forceuid fsc hard intr lock mapchars
		mfsymlinks multiuser noac noacl noatime noauto nobrl nocto nodev nodiratime noexec nofail nointr nolock nolog
		noperm noresvport nosharecache nosuid nounix relatime remount resvport ro rw serverino soft sync tcp udp user_xattr)
	pool "${harmless[@]}" >many.xml
	run_tool poolgen -q --force -r report.xml "${harmless[@]/*/--mount-option=x}" many.xml
	xmllint --xpath '//edit/text/text()' report.xml | sed -n "s/.*changed '\([^']*\)' to .*/\1/p" >got
	printf '%s\n' "${harmless[@]}" >want
	same want got
	# begins nearly as --config-option does
	run_tool poolgen -q -r report.xml --com=x,y=z --name=q pool.xml
	[ "$(xmllint --xpath 'string(//option[4])' report.xml)" = --com=x,y=z ]
	# given on the command line: short, long and apart
	for option in "${options[@]}"; do
		run_tool poolgen -v -r report.xml --mount-option="$option" pool.xml
		reveals_nothing
		run_tool poolgen -v -r report.xml --config-o "$option" --mount-o "$option" pool.xml
		reveals_nothing
		run_tool poolgen --type=dir --name=p --target=/t --mount-option="$option"
		reveals_nothing
	done
}

@test "what discovery prints of a CHAP password is not repeated" {
	printf '%s\n' 'node.session.auth.password = GEHEIM' 'node.session.auth.password=GEHEIM' '	password: GEHEIM' \
		'# password GEHEIM=x' 'http://u:GEHEIM@h/' >found
	echo '10.0.0.1:3260,1 iqn.2001-01.x:y' >>found
	run_tool poolgen -v --from-discovery found
	[ -s printed ]
	reveals_nothing
}

# harmless TEXT SHOWN: what domconv shows of it as the command line of a kernel that it drops
harmless() {
	sed "s|<bootloader>.*|&<bootloader_args>$1</bootloader_args>|" "$FIXTURES/demo/mail.xml" >in.xml
	run_tool domconv in.xml
	grep -qF "'<bootloader_args>$2</bootloader_args>'" err || {
		cat err
		return 1
	}
}

@test "of a command line the known words are shown, and the names of others" {
	harmless 'root=/dev/xvda1 ro console=hvc0,115200n8 quiet' 'root=/dev/xvda1 ro console=hvc0,115200n8 quiet'
	harmless 'root=UUID=5f5d2c9e init=/bin/sh single 3' 'root=UUID=5f5d2c9e init=/bin/sh single 3'
	harmless 'root=/dev/vg/root  rootfstype=ext3' 'root=/dev/vg/root  rootfstype=ext3'
	harmless 'a=b c ip=10.0.0.1::' 'a=*** *** ip=***'
	harmless 'x="a root=/dev/b ro" quiet' 'x=*** quiet'
	harmless "x='a ro' quiet" 'x=*** quiet'
	harmless '"x=a ro" quiet' '*** quiet'
	harmless 'x=a\\ ro quiet' 'x=*** quiet'
	harmless '--args="root=/dev/xvda1 x=y" -q' '--args="root=/dev/xvda1 x=***" -q'
	harmless 'root=http://h/x root=a@b console=x=y' 'root=*** root=*** console=***'
	harmless 'QUJD= QUJD==' '*** ***'
	harmless 'x="never closed quiet' 'x=***'
	harmless '\&#113;uiet pass\&#x77;ord=a' 'quiet password=***'
	# all that are known, of kernels, of their early user space and of pygrub
	local words
	while read -r words; do
		harmless "$words" "$words"
	done <<-'END'
		-- --entry --kernel --quiet --ramdisk -q 1 2 3 4 5 LANG=C S acpi acpi_osi apic apparmor audit biosdevname
		cgroup_enable clocksource console crashkernel debug divider earlycon earlyprintk elevator emergency enforcing
		fastboot independent_wallclock init intel_idle.max_cstate iommu ipv6.disable loglevel maxcpus mem mitigations
		modules net.ifnames noacpi noapic nofb nohz nolapic nomodeset nopti nosmp notsc nousb nr_cpus numa panic pci
		plymouth.enable printk.time processor.max_cstate quiet rd.lvm.lv rd.md.uuid rd_NO_DM rd_NO_LUKS rd_NO_LVM
		rd_NO_MD rd_NO_PLYMOUTH rdinit rescue resume rhgb ro root rootdelay rootfstype rootwait rw s security selinux
		showopts single splash swapaccount swiotlb systemd.show_status systemd.unit text transparent_hugepage tsc vga
		video xen xen_netfront.max_queues xencons
	END
}

@test "of QEMU's arguments the names of options are shown" {
	sed "s|</domain>|<c:commandline xmlns:c='http://libvirt.org/schemas/domain/xen/1.0'><c:arg value='-device'/>\
<c:arg value='e1000,x=y'/><c:arg value='-xyz'/><c:arg value='host'/></c:commandline>&|" "$FIXTURES/demo/mail.xml" >in.xml
	run_tool domconv -v --keep-qemu-args in.xml
	grep -qF '<qemu:arg value="-device"/><qemu:arg value="***"/><qemu:arg value="***"/><qemu:arg value="***"/>' err
	grep -q 'e1000,x=y' printed
	local option part
	for option in accel audiodev balloon bios blockdev boot cdrom chardev cpu daemonize debugcon device display drive \
		enable-kvm fda fdb fsdev fw_cfg global hda hdb hdc hdd incoming initrd iscsi k kernel m machine M mem-path \
		mem-prealloc mon monitor name net netdev nic no-acpi no-hpet no-reboot no-shutdown nodefaults nographic numa \
		object parallel pidfile qmp readconfig rtc S sandbox sdl serial set smbios smp snapshot soundhw spice tpmdev \
		trace usb usbdevice uuid vga virtfs vnc watchdog watchdog-action; do
		echo "<c:arg value='-$option'/>"
	done | split -l 20 - args. # as many as a message shows
	for part in args.*; do
		sed "s|</domain>|<c:commandline xmlns:c='http://libvirt.org/schemas/domain/xen/1.0'>$(tr -d '\n' <"$part")</c:commandline>&|" \
			"$FIXTURES/demo/mail.xml" >in.xml
		run_tool domconv -v --keep-qemu-args in.xml
		while read -r option; do
			grep -qF "qemu:arg value=\"${option:14:-3}\"" err || echo "$option"
		done <"$part"
	done >hidden
	[ ! -s hidden ] || { cat hidden; false; }
}

@test "the lists of harmless names are sorted, as they are searched" {
	local list
	for list in kernel_words settings; do
		sed -n "/ $list\[\] = {/,/^}/p" "$TOP/tools/base/shown.c" | grep -o '"[^"]*"' | tr -d '"' >names
		[ "$(wc -l <names)" -gt 80 ]
		LC_ALL=C sort -cu names
	done
}

@test "a value that names a secret in a script, a driver or a source hides it" {
	local word
	for word in 'pw=GEHEIM' 'chap=GEHEIM' 'IPMI_PW=GEHEIM' '--password GEHEIM' '-pass GEHEIM'; do
		echo "<domain type='xen'><name>a</name><memory>1</memory><os><type>hvm</type></os><devices>
			<disk type='block'><driver name='x $word'/><source dev='iscsi:iqn,$word'/><target dev='hda'/></disk>
			<interface type='bridge'><source bridge='b'/><script path='vif-x $word'/></interface>
			</devices></domain>" >in.xml
		run_tool domconv -v --force --report=report.xml in.xml
		grep -q 'script path="vif-x [^"]*\*\*\*"' err
		reveals_nothing
	done
}

@test "what is no secret is shown as it stands" {
	local path
	for path in /var/lib/xen/a.img 'a b' /dev/disk/by-path/ip-10.0.0.1:3260-iscsi-iqn.2001-01.x:y-lun-0 \
		iqn.2001-01.com.example:key.monkey vg/lv@snap user@host pci-0000:00:1f.2 /a/keys/passwd 'a?b' a=b; do
		sed "s|/var/lib/xen/images/mail.img|$path|" "$FIXTURES/demo/mail.xml" >in.xml
		run_tool domconv -q -r report.xml "--map-path=/old=/new" in.xml
		[ "$(xmllint --xpath 'string((//disk/@path)[1])' report.xml)" = "$path" ]
		[ "$(xmllint --xpath 'string(//option[4])' report.xml)" = --map-path=/old=/new ]
	done
}

@test "of a configuration of xl neither" {
	cat >vm.cfg <<-'END'
		name = "vm"
		memory = 1024
		vncpasswd = "GEHEIM1"
		vfb = [ "type=vnc,vncpasswd=GEHEIM2,x=GEHEIM3" ]
		disk = [ "http://u:GEHEIM4@h/i,raw,xvda,w", "backendtype=qdisk,vdev=xvdb,target=rbd:p/i:id=a:key=GEHEIM5" ]
		vif = [ "bridge=br0,script=x?token=GEHEIM6" ]
		extra = "password=GEHEIM7 GEHEIM8"
		root = "/dev/GEHEIM9@x"
		device_model_args = [ "-vnc", "password,GEHEIM10" ]
		serial = "tcp:u:GEHEIM11@h:1"
		token = "GEHEIM12"
		spicepasswd = "GEHEIM13"
		kernel = "/boot/k?key=GEHEIM14"
	END
	run_tool xlconv -v -r report.xml vm.cfg
	reveals_nothing
	cp printed vm.xml
	run_tool domconv -v --force --direct-kernel=keep --plan=plan -r report.xml vm.xml
	reveals_nothing plan
}
