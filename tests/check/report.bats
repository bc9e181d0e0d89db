# --report: valid by schemas/report.rng, complete, without secrets, written in one step.
load helpers

domain=$FIXTURES/demo/mail.xml

valid() { # FILE...
	xmllint --noout --relaxng "$TOP/schemas/report.rng" "$@" 2>"$BATS_TEST_TMPDIR/xmllint" || {
		grep -v validates "$BATS_TEST_TMPDIR/xmllint" | head -n 5
		return 1
	}
	jing "$TOP/schemas/report.rng" "$@"
}

ask() { # XPATH FILE
	xmllint --xpath "string($1)" "$2"
}

@test "the report of every fixture is valid, for xmllint and jing" {
	local -a reports
	sh "$TOP/tests/check/fixtures.sh" reports "$BATS_TEST_TMPDIR"
	reports=("$BATS_TEST_TMPDIR"/*/*/*.report)
	[ "${#reports[@]}" -gt 600 ]
	valid "${reports[@]}"
	# every line of -v is in it
	filter 0 domconv -v -r "$BATS_TEST_TMPDIR/one" "$FIXTURES/domconv/disk-bus-xen/fires.xml"
	[ "$(grep -Ec '<(edit|warning|note|chore) ' "$BATS_TEST_TMPDIR/one")" -eq \
		"$(grep -Ec ': (note|warning): ' "$BATS_TEST_TMPDIR/err")" ]
}

@test "what it says about a domain" {
	filter 0 domconv -q --disk-format=xvda=qcow2 --report=rep "$domain"
	valid rep
	[ "$(ask '/report/option[2]' rep)" = '--disk-format=xvda=qcow2' ]
	[ "$(ask '//document/@status' rep)" = converted ]
	[ "$(ask '//document/@name' rep)" = mail ]
	[ "$(ask '//edit[@rule="domain-type"]/@path' rep)" = /domain/@type ]
	[ "$(ask '//edit[@rule="domain-type"]/@line' rep)" = 2 ]
	[ "$(ask '//edit[@rule="domain-type"]/before' rep)" = xen ]
	[ "$(ask '//edit[@rule="domain-type"]/after' rep)" = kvm ]
	[ "$(ask '//edit[@rule="disk-cdrom-bus"]/@path' rep)" = '/domain/devices/disk[2]/target/@dev' ] ||
		[ "$(ask '//edit[@rule="disk-cdrom-bus"]/@path' rep)" = '/domain/devices/disk[2]/target/@bus' ]
	[ "$(ask '//disk[1]/@path' rep)" = /var/lib/xen/images/mail.img ]
	[ "$(ask '//disk[1]/@old-target' rep)-$(ask '//disk[1]/@target' rep)" = xvda-vda ]
	[ "$(ask '//disk[1]/@format' rep)" = qcow2 ]
	[ "$(ask '//disk[2]/@bus' rep)" = ide ]
	[ "$(ask '//interface/@mac' rep)" = 00:16:3e:4a:11:05 ]
	[ "$(ask '//interface/@model' rep)" = virtio ]
	[ "$(ask '//interface/@source' rep)" = eth0 ]
	[ "$(ask 'count(//chore)' rep)" -ge 5 ]
	# the steps are those of the plan, in its order
	[ "$(ask '//step[@id="shutdown"]/@place' rep)" = old-host ]
	[ "$(ask '//step[@id="shutdown"]/@why' rep)" = 'a running guest changes its disks' ]
	[ "$(ask '//step[@id="shutdown"]/@done' rep)" = 'virsh domstate says shut off' ]
	[ "$(ask 'count(//step[@id="off"]/following-sibling::step[@id="copy-1"])' rep)" -eq 1 ]
	[ "$(ask '//step[@id="convert-1"]' rep)" = "convert the copy /var/lib/xen/images/mail.img.copy to /var/lib/xen/images/mail.img" ]
	[ "$(stat -c %a rep)" = 600 ]
}

@test "refused, malformed and unreadable inputs are in it; the status stays" {
	echo "<domain type='lxc'><name>c</name></domain>" >refused.xml
	printf '<domain type="xen">\n<name>' >cut.xml
	filter 3 domconv -q -r rep refused.xml cut.xml missing.xml "$domain"
	valid rep
	[ "$(ask '//document[1]/@status' rep)" = refused ]
	[ "$(ask '//document[1]/error/@rule' rep)" = not-xen ]
	[ "$(ask '//document[2]/@status' rep)" = malformed ]
	[ "$(ask '//document[2]/@line' rep)" = 2 ]
	[ "$(ask '//document[3]/@status' rep)" = unreadable ]
	[ "$(ask '//document[4]/@status' rep)" = converted ]
}

@test "the new host of --target, by name and time, in all filters; the page says it, too" {
	local busy=$PWD/new.host snapshot=$FIXTURES/snapconv/snapshot-manual/fires.xml
	sed 's|>earlier<|>kvm \&lt;1<|' "$FIXTURES/hosts/earlier.host" >new.host
	filter 0 domconv -q --target="$busy" -r domconv.rep "$domain"
	filter 0 snapconv -q --target="$busy" -r snapconv.rep "$snapshot"
	filter 0 bridgemap -q -b eth0:br0 --target="$busy" -r bridgemap.rep "$domain"
	filter 0 poolgen -q --new-host="$busy" -r poolgen.rep "$FIXTURES/poolgen/pool-target/near.xml"
	for tool in domconv snapconv bridgemap poolgen; do
		valid $tool.rep
		[ "$(ask 'concat(//new-host/@file, "|", //new-host/@name, "|", //new-host/@date)' $tool.rep)" = \
			"$busy|kvm <1|2026-11-29T10:00:00Z" ]
	done
	xsltproc --nonet "$TOP/stylesheets/report-html.xslt" domconv.rep >page
	grep -q 'For the new host <bdi>kvm &lt;1</bdi>, as it was on <time><bdi>2026-11-29T10:00:00Z</bdi></time>' page
	filter 0 domconv -q --format=json -r json --target=new.host "$domain"
	grep -Fx '  "newHost": {"file": "new.host", "name": "kvm <1", "date": "2026-11-29T10:00:00Z"},' json
	# its file alone, and nothing without
	filter 0 domconv -q --target="$FIXTURES/hosts/small.host" -r rep "$domain"
	[ "$(ask 'count(//new-host/@*)' rep)" = 1 ]
	filter 0 domconv -q -r rep "$domain"
	[ "$(ask 'count(//new-host)' rep)" = 0 ]
}

@test "no password is in it, wherever one stands" {
	sed "s|keymap='de'|passwd='geheim' passwdValidTo='2030-01-01T00:00:00'|; s|type='vnc'|type='sdl'|" \
		"$domain" >in.xml
	filter 0 domconv -v -r rep in.xml
	run ! grep -q geheim rep
	run ! grep -q geheim err
	filter 1 domconv --check -v -r rep in.xml
	run ! grep -q geheim rep
	filter 0 domconv -v --keep-qemu-args -r rep - <<-'EOD'
		<domain type='xen' xmlns:xen='http://libvirt.org/schemas/domain/xen/1.0'><name>x</name><os><type>hvm</type></os>
		<xen:commandline><xen:arg value='-vnc'/><xen:arg value='unix:/x,password=geheim'/></xen:commandline><memory>1</memory></domain>
	EOD
	run ! grep -q geheim rep
	run ! grep -q geheim err
	grep -q geheim out
}

@test "names and bytes that XML cannot hold do not break it" {
	cp "$domain" "$(printf 'a\001\377<&\047.xml')"
	filter 0 domconv -q -r rep a*.xml
	valid rep
	grep -q 'a\\x01\\xff&lt;&amp;&apos;.xml' rep
}

@test "it appears in one step, and not at all when it cannot be written" {
	echo old >rep
	filter 3 domconv -q -r nowhere/rep "$domain"
	said "^nowhere/rep: error: cannot write: No such file"
	wrote_nothing
	filter 3 domconv -q -r /dev/full "$domain"
	filter 0 domconv -q -r rep "$domain"
	valid rep
	[ -z "$(find . -name '.rep.*')" ]
}

@test "a stream's documents have their lines and names" {
	cat "$domain" "$domain" | filter 0 domconv -q -r rep
	valid rep
	[ "$(ask '//document[2]/@line' rep)" = 41 ]
	[ "$(ask '//document[2]/edit[@rule="domain-type"]/@line' rep)" = 42 ]
}

@test "two outputs into one file, or an output over an input, are wrong usage" {
	cp "$FIXTURES/demo/mail.xml" vm.xml
	ln -s vm.xml link.xml
	filter 2 domconv -q -r new -o new vm.xml
	filter 2 domconv -q -r ./new -o new vm.xml
	filter 2 domconv -q -r new --plan=new vm.xml
	filter 2 domconv -q -r vm.xml vm.xml
	filter 2 domconv -q -i -r link.xml vm.xml
	filter 2 domconv -q --plan=vm.xml vm.xml
	filter 2 domconv -q -r - vm.xml
	filter 2 domconv -q -o '' vm.xml
	[ ! -e new ]
	same "$FIXTURES/demo/mail.xml" vm.xml
	filter 0 domconv -q -o /dev/null -r /dev/null vm.xml
}

@test "a document that gets no file is refused in the report" {
	mkdir new
	sed 's/<name>mail/<name>../; /<uuid>/d' "$FIXTURES/demo/mail.xml" >bad
	cat "$FIXTURES/demo/mail.xml" bad "$FIXTURES/demo/mail.xml" |
		filter 1 domconv -q -d new -r report
	xmllint --noout --relaxng "$TOP/schemas/report.rng" report
	[ "$(grep -o " status='[a-z]*'" report | paste -sd,)" = \
		" status='converted', status='refused', status='refused'" ]
	[ "$(grep -c '<fault>' report)" -eq 2 ]
	said ": error: \.\.: cannot name a file like the document"
}

@test "a file that stays as it was because of another document stands in the report" {
	cat "$FIXTURES/demo/mail.xml" >file
	echo '<domain>' >>file
	filter 3 domconv -q -i -r report file
	xmllint --noout --relaxng "$TOP/schemas/report.rng" report
	grep -q "<unwritten file='file'/>" report
	filter 3 domconv -q -o out -r report file
	grep -q "<unwritten file='out'/>" report
	filter 0 domconv -q -o out -r report "$FIXTURES/demo/mail.xml"
	run ! grep -q unwritten report
}

@test "every form: the same finding several times, odd names of files, refusals behind warnings, --fail-on" {
	local form name fail
	cat >windows.xml <<-'END'
		<domain type='xen'><name>a	b</name><memory>1</memory><os><type arch='x86_64' machine='xenfv'>hvm</type></os>
		<clock offset='localtime'/><devices><disk type='file' device='disk'><source file='/a'/><target dev='xvda' bus='xen'/></disk>
		<interface type='bridge'><mac address='00:16:3e:00:00:01'/><source bridge='b'/><script path='own'/></interface></devices></domain>
	END
	sed "s|<devices>|&<disk type='file' device='disk'><source file='/b'/><target dev='own' bus='xen'/></disk><disk type='file' device='disk'><source file='/c'/><target dev='odd' bus='xen'/></disk>|" windows.xml >refused.xml
	sed "s/'xen'/'kvm'/; s/machine='xenfv'/machine='pc'/; s/own/vif-bridge/; s/xvda' bus='xen/vda' bus='virtio/" windows.xml >left.xml
	for name in 'a:b.xml' $'tab\tback\\slash.xml' 'quote".xml'; do
		cp windows.xml "$name"
	done
	for form in "" json sarif junit github; do
		for fail in error warning change; do
			for file in windows.xml a:b.xml $'tab\tback\\slash.xml' 'quote".xml' refused.xml left.xml; do
				domconv -q ${form:+"--format=$form"} -r "rep.${form:-xml}" "$file" >/dev/null 2>&1 || true
				domconv -c --fail-on=$fail ${form:+"--format=$form"} "$file" >out 2>/dev/null || true
			done
		done
		domconv ${form:+"--format=$form"} -r "rep.${form:-xml}" windows.xml refused.xml left.xml $'tab\tback\\slash.xml' a:b.xml >/dev/null 2>&1 || true
	done
	python3 -m json.tool rep.json >/dev/null
	python3 -m json.tool rep.sarif >/dev/null
	xmllint --noout rep.junit rep.xml
	grep -q '"number": 5' rep.json
	grep -Fq '"tab\u0009back\\slash.xml"' rep.json
	grep -Fq '"uri": "./a:b.xml"' rep.sarif
	grep -Eq '"place/v2": "[a-z-]+ [^ ]+ [^ ]* 2 ' rep.sarif
	grep -q 'type=.disk-target-unknown. message' rep.junit
	# a document that is not written is not named as unwritten in any other form than XML
	for form in "" json; do
		filter 1 domconv -q -o whole.xml ${form:+"--format=$form"} -r rep refused.xml
		[ ! -e whole.xml ]
		filter 3 domconv -q -o none/whole.xml ${form:+"--format=$form"} -r rep windows.xml
	done
}
