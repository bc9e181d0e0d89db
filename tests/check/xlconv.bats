# xlconv: what is common to all tools, errors at their places, secrets, and files that are meant to hurt.
# The fixtures have what becomes of each rule and of whole files, tests/unit/xl.c the grammar.
load helpers

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	printf '%s\n' "name = 'web'" 'memory = 512' "bootloader = 'pygrub'" \
		"uuid = '2f8c1a56-7d3e-4b09-9c41-5e0a6d7b8f21'" >web.cfg
}

# cfg LINE...: a guest's file with these lines behind those of web.cfg
cfg() {
	{
		cat web.cfg
		printf '%s\n' "$@"
	} >t.cfg
}

# fails PLACE MESSAGE LINE...: with these lines, the file is an error there (a pattern), and nothing else.
fails() {
	local place=$1 message=$2
	shift 2
	cfg "$@"
	filter 3 xlconv -q t.cfg
	wrote_nothing
	lines 1
	said "^t\\.cfg:$place: error: $message\$"
}

# xpath WANTED EXPRESSION: of what was written last
xpath() {
	local got
	got=$(xmllint --xpath "$2" out)
	[ "$got" = "$1" ] || {
		echo "$2 is '$got' instead of '$1'"
		return 1
	}
}

@test "a file, standard input by default and as -, several files" {
	filter 0 xlconv web.cfg
	lines 0
	converted
	cp out first
	filter 0 xlconv <web.cfg
	same first out
	filter 0 xlconv - <web.cfg
	same first out
	filter 0 xlconv web.cfg web.cfg
	cat first first | cmp - out
}

# alike PATTERN: fixtures whose differently spelled files mean the same
alike() {
	local first='' one
	for one in "$FIXTURES"/xlconv/whole/$1.cfg; do
		first=${first:-${one%.cfg}.out}
		same "$first" "${one%.cfg}.out"
	done
}

@test "spellings that xl's pages call equivalent give the same domain" {
	alike 'xl-disk-volume-*'
	alike 'xl-disk-iso-*'
	alike 'xl-pci-*'
}

@test "-o and -d: a file each, without .cfg and with .xml; stdin by the guest's name" {
	filter 0 xlconv web.cfg
	cp out first
	cp web.cfg www.example.com
	mkdir new
	filter 0 xlconv -d new web.cfg www.example.com
	wrote_nothing
	same first new/web.xml
	same first new/www.example.com.xml
	rm new/*
	filter 0 xlconv -d new - <web.cfg
	same first new/web.xml
	rm new/*
	for name in 'a b.cfg' -x.cfg .hidden.cfg büro.cfg $'two\nlines.cfg' .cfg x.CFG; do
		cp web.cfg "./$name"
		filter 0 xlconv -d new -- "$name"
		same first "new/${name%?cfg}$([ "$name" != .cfg ] || echo .cfg).xml"
		rm "./$name"
	done
	filter 0 xlconv -o one.xml web.cfg
	same first one.xml
	[ "$(stat -c %a one.xml)" = 600 ]
}

@test "-o: one bad file, and nothing is written; to standard output and -d, the good ones are" {
	printf 'import os\n' >bad.cfg
	filter 3 xlconv -o one.xml web.cfg bad.cfg
	[ ! -e one.xml ]
	filter 3 xlconv bad.cfg web.cfg
	converted
	mkdir new
	filter 3 xlconv -d new bad.cfg web.cfg
	[ "$(ls new)" = web.xml ]
}

@test "two files of one name, -i, and an option that is unknown are wrong usage" {
	mkdir a new
	cp web.cfg a
	filter 2 xlconv -d new web.cfg a/web.cfg
	filter 2 xlconv -i web.cfg
	said 'in-place'
	filter 2 xlconv --list-key2 web.cfg
	[ -z "$(ls new)" ]
}

@test "--check: 1 for a warning, 0 for notes; --strict refuses; --skip silences" {
	filter 0 xlconv --check web.cfg
	wrote_nothing
	cfg 'cap = 50'
	filter 1 xlconv --check t.cfg
	said '^t\.cfg:5:1: warning: cap is lost, .*\[xl-key-dropped\]$'
	wrote_nothing
	filter 0 xlconv t.cfg
	converted
	filter 1 xlconv --strict t.cfg
	said 'error: cap'
	wrote_nothing
	filter 0 xlconv --strict --skip=xl-key-dropped t.cfg
	lines 0
	cfg 'shadow_memory = 8'
	filter 0 xlconv --check t.cfg
	lines 0
	filter 0 xlconv --check -v t.cfg
	said '^t\.cfg:5:1: note: shadow_memory'
}

@test "the report is valid, and has findings, faults and refusals" {
	cfg 'cap = 50' 'vif = [ "brigde=a", "brigde=b" ]'
	printf 'import os\n' >bad.cfg
	filter 3 xlconv -r report.xml t.cfg bad.cfg missing.cfg
	xmllint --noout --relaxng "$TOP/schemas/report.rng" report.xml
	[ "$(xmllint --xpath 'count(//document[@status="converted"]/warning[@rule="xl-key-dropped"][@path="cap"][@line=5])' report.xml)" = 1 ]
	xmllint --xpath 'string(//warning[@rule="xl-key-dropped"])' report.xml | grep -q '^cap is lost, '
	[ "$(xmllint --xpath 'string(//warning[@rule="xl-part-unknown"][2]/@number)' report.xml)" = 2 ]
	[ "$(xmllint --xpath 'count(//document[@status="malformed"]/fault)' report.xml)" = 1 ]
	[ "$(xmllint --xpath 'count(//document[@status="unreadable"])' report.xml)" = 1 ]
	filter 1 xlconv --strict -r report.xml t.cfg
	xmllint --noout --relaxng "$TOP/schemas/report.rng" report.xml
	[ "$(xmllint --xpath 'count(//document[@status="refused"]/error)' report.xml)" -ge 3 ]
	local sheet
	for sheet in html junit sarif; do
		xsltproc "$TOP/stylesheets/report-$sheet.xslt" report.xml >page
		grep -q xl-key-dropped page
	done
}

@test "no password is printed, wherever it stands and however it is mistyped" {
	cfg "vncpasswd = 'gehe1m'" "spicepasswd = 'gehe1m'" "vncpasswd = 'gehe1m'" \
		"vfb = [ 'vnc=1,vncpasswd=x,gehe1m', 'vncpasswd=gehe1m', 'vncpaswd=gehe1m' ]" \
		"disk = [ 'vdev=xvda,target=rbd:pool/image:id=u:key=gehe1m' ]" \
		"spicepaswd = 'gehe1m'"
	filter 0 xlconv -v -r report.xml t.cfg
	run ! grep gehe1m err report.xml
	grep -q 'did you mean spicepasswd?' err
	cfg 'type = "hvm"' 'vnc = 1' 'vncpasswd = [ "gehe1m" ]'
	filter 3 xlconv -v -r report.xml t.cfg
	run ! grep gehe1m err report.xml
}

@test "what cannot be understood is an error at its place" {
	fails 5:10 'memory: expected a number from 1 to 1099511627776' "memory = '12x'"
	fails 5:10 'memory: expected a number .*' 'memory = 0'
	fails 5:9 'vcpus: expected a number from 1 to 4096' 'vcpus = -1'
	fails 6:1 'maxvcpus is less than vcpus' 'vcpus = 4' 'maxvcpus = 2'
	fails 5:8 'type: expected pv, pvh or hvm' "type = 'lxc'"
	fails 5:8 'name: expected a string, not a list' "name = [ 'a' ]"
	fails 5:8 'name: libvirt takes neither a slash nor .*' "name = 'a/b'"
	fails 5:1 'the guest has no name.*' "name = ''"
	fails 5:8 'uuid: expected 32 hexadecimal digits' "uuid = '123'"
	fails 5:6 'acpi: expected 0 or 1' "acpi='yes'" "type='hvm'"
	fails 5:6 'boot: expected up to four .*' "boot='cx'" "type='hvm'"
	fails 5:10 'on_crash: expected destroy, .*' "on_crash='explode'"
	fails 5:8 'cpus: expected CPUs such as .*' "cpus = '3-1'"
	fails 5:15 'cpus: expected a string in the list' "cpus = [ '1', [2] ]"
	fails 5:10 "'os' begins an expression: xlconv does not run Python, write the value itself" 'memory = os.x'
	fails 5:8 'disk: expected a list, as in .*' "disk = 'phy:/dev/a,xvda,w'"
	fails 5:11 'disk: no device of the guest is given, such as vdev=xvda' "disk = [ '/dev/a,raw' ]"
	fails 5:18 'disk: expected raw, qcow, qcow2, vhd or qed as format' "disk = [ '/dev/a,vmdk,xvda' ]"
	fails 5:22 'disk: expected a device of the guest, .*' "disk = [ '/dev/a,raw,foo' ]"
	fails 5:27 'disk: expected r, ro, w, rw or w! as access' "disk = [ '/dev/a,raw,xvda,rx' ]"
	fails 5:30 'disk: the same thing is given twice' "disk = [ 'format=raw, format=qcow2,vdev=xvda,target=/a' ]"
	fails 5:11 'disk: only a CD-ROM drive can be empty' "disk = [ 'vdev=xvda,target=' ]"
	fails 5:14 'vif: expected a MAC address such as 00:16:3e:12:34:56' "vif = [ 'mac=00:16:3e' ]"
	fails 5:15 'vif: expected a rate such as 10Mb/s' "vif = [ 'rate=fast' ]"
	fails 5:21 'vif: expected numbers of VLANs .*' "vif = [ 'bridge=br0:x' ]"
	fails 5:9 'pci: expected an address such as 0000:01:00.0' "pci = [ '01:00' ]"
	fails 5:12 'usbdev: expected hostbus= and hostaddr=' "usbdev = [ 'hostbus=1' ]"
	fails 5:13 'channel: expected connection=.*' "channel = [ 'name=a' ]"
	fails 5:21 'vfb: expected a number as vncdisplay' "vfb = [ 'vncdisplay=x' ]"
	fails 5:10 'serial: expected HOST:PORT' "serial = 'tcp:h'" "type='hvm'"
	fails 5:11 'vnuma: a node needs size= and vcpus=' "vnuma = [ ['pnode=0'] ]"
	fails 5:17 'cpuid: expected FEATURE=0, 1, x, k or s' "cpuid = 'host,  tm=7'"
	cfg "vcpus = 'x'" "uuid = 'y'" "vif = [ 'mac=z' ]"
	filter 3 xlconv t.cfg
	lines 5 # uuid is set twice, and no bridge is given
	[ "$(grep -c ' error: ' err)" = 3 ]
}

@test "columns count characters" {
	fails 5:19 "'\\(' begins an expression: .*" "extra = 'äöü' ; x ()"
}

@test "hostile files end with a line, or are read" {
	printf "name = 'a'\0" >t.cfg
	filter 3 xlconv t.cfg
	said '^t\.cfg:1:11: error: NUL byte$'
	head -c 1000000 /dev/zero | tr '\0' '[' | sed '1s/^/vif = /' >t.cfg
	filter 3 xlconv t.cfg
	said 'nested deeper than 16'
	{
		printf "name = 'a'\nextra = '"
		head -c 5000000 /dev/zero | tr '\0' x
		printf "'"
	} >t.cfg
	filter 0 xlconv -q t.cfg
	[ "$(wc -c <out)" -gt 5000000 ]
	filter 3 xlconv --max-size=1M t.cfg
	said 'larger than'
	: >t.cfg
	filter 3 xlconv t.cfg
	said '1:1: error: the file is empty'
	head -c 3000 /dev/urandom >t.cfg
	filter 3 xlconv t.cfg
	lines 1
	filter 3 xlconv .
	said 'cannot read'
	sed 's/$/\r/' web.cfg >dos.cfg
	filter 0 xlconv dos.cfg
	cp out dos
	filter 0 xlconv web.cfg
	same dos out
	printf "%s" "$(cat web.cfg)" >end.cfg
	filter 0 xlconv end.cfg
	same dos out
}

@test "Python is never run" {
	local word
	for word in import from if elif else for while def class try with print exec lambda global del raise return \
		assert pass; do
		echo "$word x" >t.cfg
		filter 3 xlconv t.cfg
		said "^t\\.cfg:1:1: error: '$word' begins an expression"
	done
	printf '%s\n' 'import os' "os.system('touch run')" >t.cfg
	filter 3 xlconv t.cfg
	printf '%s\n' "name = __import__('os').system('touch run')" >t.cfg
	filter 3 xlconv t.cfg
	said '^t\.cfg:1:8: error: '
	[ ! -e run ]
}

@test "domconv names xlconv when it is given a configuration file, or what xl list -l prints" {
	filter 3 domconv web.cfg
	said '^web\.cfg:1:1: error: not XML: xlconv reads the configuration files of guests'
	printf '\n# a comment\nname = 1\n' >t.cfg
	filter 3 domconv t.cfg
	said '^t\.cfg:2:1: error: not XML: xlconv'
	printf '(domain\n    (domid 3)\n)\n' >t.cfg
	filter 3 domconv t.cfg
	said 'S-expression.*xlconv'
	filter 3 xlconv t.cfg
	said 'S-expression'
	printf '[\n    {\n        "domid": 3\n' >t.cfg
	filter 3 domconv t.cfg
	said 'JSON.*xlconv'
	filter 3 xlconv t.cfg
	said 'JSON'
	filter 3 xlconv "$FIXTURES/demo/mail.xml"
	said 'domconv'
	printf 'pool\n' | filter 3 poolgen --target=/a -
	run ! grep xlconv err
}

@test "domconv takes what xlconv makes of every fixture, or refuses it by a rule" {
	local file bad=0
	for file in "$FIXTURES"/xlconv/*/*.cfg; do
		filter 0 xlconv -q "$file"
		xmllint --noout out
		domconv -q --type=qemu out >kvm.xml 2>why || {
			[ $? -eq 1 ] && ! grep -v '\[[a-z-]*\]$' why || {
				echo "$file: $(cat why)"
				bad=1
			}
			continue
		}
		xmllint --noout --relaxng "$TOP/schemas/kvm-domain.rng" kvm.xml >/dev/null 2>why || {
			echo "$file: $(cat why)"
			bad=1
		}
	done
	[ "$bad" -eq 0 ]
}

@test "every key of the list is understood, and no other" {
	local key what
	xlconv --list-keys >keys
	[ "$(wc -l <keys)" -gt 200 ]
	[ "$(cut -f 2 keys | sort -u | tr '\n' ' ')" = 'dropped idle placed ' ]
	while IFS=$'\t' read -r key _ what; do
		[ -n "$what" ]
		cfg "$key = []"
		xlconv -v t.cfg >/dev/null 2>err || true
		if grep "unknown key" err; then
			return 1
		fi
	done <keys
}

@test "the page says what the converter of libvirt does not write" {
	cfg "type = 'hvm'" "cpus = [ '0', '1-2' ]" 'vcpus = 2' "firmware = 'uefi'" "vga = 'stdvga'" 'vnc = 1' 'videoram = 8' \
		"ms_vm_genid = 'generate'" "usbdevice = [ 'host:1234:abcd' ]"
	filter 0 xlconv t.cfg
	xpath 1-2 'string(//vcpupin[@vcpu=1]/@cpuset)'
	xpath pflash 'string(//loader/@type)'
	xpath 'vga 8192' 'concat(//video/model/@type, " ", //video/model/@vram)'
	xpath 1 'count(/domain/genid)'
	xpath 0xabcd 'string(//hostdev//product/@id)'
}

@test "tsc_mode by name and by number" {
	local mode
	for mode in 0:auto '"default":auto' 1:emulate '"always_emulate":emulate' 2:native '"native":native' \
		3:paravirt '"native_paravirt":paravirt'; do
		echo "tsc_mode = ${mode%:*}" | cat web.cfg - >t.cfg
		filter 0 xlconv t.cfg
		xpath "${mode#*:}" 'string(//timer[@name="tsc"]/@mode)'
	done
}

@test "the first VNC display is 0, and numbers of a USB controller have their ranges" {
	local words
	cfg 'vfb = ["type=vnc,vncdisplay=0"]'
	filter 0 xlconv t.cfg
	xpath 5900 'string(//graphics/@port)'
	for words in version=0 version=4 ports=0 ports=32; do
		fails '[0-9]+:[0-9]+' 'usbctrl: expected type=.*' "usbctrl = [\"$words\"]"
	done
	for words in version=1 version=3 ports=1 ports=31; do
		cfg "usbctrl = [\"$words\"]"
		filter 0 xlconv t.cfg
	done
}
