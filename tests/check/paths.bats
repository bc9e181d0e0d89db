# Paths of reports, each evaluated by libxslt in the document that it is about (paths.py).
load helpers

# report TOOL OPTION... FILE...: adds its report to those that paths() looks at
report() {
	local status=0
	"$@" -q -r "$(mktemp -u "$PWD/report.XXXXXX")" >out 2>err || status=$?
	[ "$status" -le 1 ] || {
		cat err
		return 1
	}
}

paths() {
	/usr/bin/python3 "$BATS_TEST_DIRNAME/paths.py" report.* && rm report.*
}

ask() { # XPATH
	xmllint --xpath "string($1)" report.*
}

@test "every path of every fixture's report selects the place, and nothing else" {
	sh "$TOP/tests/check/fixtures.sh" reports "$PWD/all"
	find all -name '*.report' ! -path '*/xlconv/*' | awk '{ print $0 "\nreport." NR }' | xargs -n 2 mv
	[ "$(find . -maxdepth 1 -name 'report.*' | wc -l)" -gt 600 ]
	for in in "$FIXTURES"/{demo,start,encoding}/*.xml; do
		options "$in"
		# shellcheck disable=SC2086,SC2154  # separated by blanks; of options()
		report domconv $options "$in"
	done
	report bridgemap -b OUT "$FIXTURES"/domconv/*/fires.xml "$FIXTURES"/bridgemap/*/*.xml
	paths
}

@test "the first of two has a number as well, one alone has none" {
	cat >in.xml <<-'EOD'
		<domain type='xen'><name>a</name><memory>65536</memory><os><type>hvm</type></os><devices>
		<disk type='file' device='disk'><driver name='tap2' type='aio'/><source file='/a'/><target dev='xvda' bus='xen'/></disk>
		<disk type='file' device='disk'><driver name='file'/><source file='/b'/><target dev='xvdb' bus='xen'/></disk>
		</devices></domain>
	EOD
	report domconv in.xml
	[ "$(ask '//edit[@rule="disk-driver-tap2"]/@path')" = '/domain/devices/disk[1]/driver/@name' ]
	[ "$(ask '//edit[@rule="disk-driver-file"]/@path')" = '/domain/devices/disk[2]/driver/@name' ]
	# what is added is not there yet: the path is its parent's
	[ "$(ask '//edit[@rule="disk-cache"]/@path')" = '/domain/devices/disk[1]/driver' ]
	[ "$(ask '//edit[@rule="disk-cache"]/@adds')" = @cache ]
	[ "$(ask '//edit[@rule="features-missing"]/@path')" = /domain ]
	[ "$(ask '//edit[@rule="features-missing"]/@adds')" = features ]
	paths
}

@test "elements in namespaces: prefixed, by default, and beside their namesakes" {
	cat >in.xml <<-'EOD'
		<domain type='xen' xmlns:xen='http://libvirt.org/schemas/domain/xen/1.0' xmlns:q='http://libvirt.org/schemas/domain/qemu/1.0'>
		<name>a</name><memory>65536</memory><os><type>hvm</type></os>
		<devices xmlns='urn:other'><disk/></devices>
		<commandline/>
		<xen:commandline><xen:arg value='-a'/><q:arg value='-c'/></xen:commandline>
		<q:commandline/>
		<commandline xmlns='http://libvirt.org/schemas/domain/xen/1.0'><arg value='-b'/></commandline>
		<xen:commandline><xen:arg value='-b'/></xen:commandline>
		<devices><disk xmlns='urn:x'/><disk type='file' device='disk'><source file='/a'/><target dev='xvda' bus='xen'/></disk>
		<disk xmlns=''  type='file' device='disk'><driver name='file'/><source file='/b'/><target dev='xvdb' bus='xen'/></disk></devices>
		</domain>
	EOD
	report domconv in.xml
	[ "$(xmllint --xpath 'count(//edit[contains(@path, "commandline")])' report.*)" -eq 3 ]
	[ "$(ask '//edit[@rule="disk-driver-file"]/@path')" = '/domain/devices/disk[2]/driver/@name' ]
	[ "$(ask '//edit[@line="7"]/@path')" = '/domain/*[name()="commandline"][2]' ]
	[ "$(ask '//edit[@line="8"]/@path')" = '/domain/*[name()="xen:commandline"][2]' ]
	paths
	report domconv --keep-qemu-args in.xml
	paths
}

@test "documents of one input: each path is within its own" {
	{
		cat "$FIXTURES/demo/mail.xml"
		printf '<!-- before -->\n\n'
		cat "$FIXTURES/demo/mail.xml" "$FIXTURES/start/pv-many-disks.xml" "$FIXTURES/demo/mail.xml"
	} >in.xml
	report domconv in.xml
	[ "$(xmllint --xpath 'count(//document)' report.*)" -eq 4 ]
	# documents of one name are told apart
	[ "$(ask '//document[1]/@number')" = '' ]
	[ "$(ask '//document[2]/@number')" = 2 ]
	[ "$(ask '//document[3]/@number')" = '' ]
	[ "$(ask '//document[4]/@number')" = 3 ]
	paths
}

@test "domains in snapshots, status files and hook input; pools" {
	{
		echo "<domainsnapshot><name>s</name><state>shutoff</state><creationTime>1</creationTime><disks>"
		echo "<disk name='xvda' snapshot='internal'/><disk name='xvdb' snapshot='internal'/></disks>"
		cat "$FIXTURES/start/pv-many-disks.xml"
		sed 's/domain\b/inactiveDomain/' "$FIXTURES/start/pv-many-disks.xml"
		echo '</domainsnapshot>'
	} >snapshot.xml
	report snapconv snapshot.xml
	[ "$(xmllint --xpath 'count(//edit[starts-with(@path, "/domainsnapshot/domain/")])' report.*)" -gt 5 ]
	paths
	{
		echo "<domstatus state='running' reason='booted' pid='1'><x/>"
		sed "s|</devices>|<interface type='bridge'><source bridge='eth0'/></interface>&|" "$FIXTURES/demo/mail.xml"
		echo "</domstatus>"
	} >status.xml
	report bridgemap -b eth0:br0 status.xml
	[ "$(ask '//edit[2]/@path')" = '/domstatus/domain/devices/interface[2]/source/@bridge' ]
	paths
	cat >pool.xml <<-'EOD'
		<pool type='iscsi'><name>p</name><source><host name='a' port='3260'/><device path='iqn.2001-04.com.example:x'/></source>
		<source><host name='b'/></source><target><path>/dev/<!-- by path -->disk</path></target></pool>
	EOD
	report poolgen --target=/dev/disk/by-path --source-host=new --name=new pool.xml
	[ "$(xmllint --xpath 'count(//edit)' report.*)" -ge 2 ]
	paths
}

@test "lines and columns: CR, CR LF, a byte order mark, ISO-8859-1, tags over several lines" {
	sed "s/<disk /<disk\n\n   /; s/bus='xen'/\n\tbus = 'xen'/; s/mail</m\xc3\xbcll</" "$FIXTURES/demo/mail.xml" >lf.xml
	sed 's/$/\r/' lf.xml >crlf.xml
	tr '\n' '\r' <lf.xml >cr.xml
	printf '\357\273\277' | cat - lf.xml >bom.xml
	{
		echo "<?xml version='1.0' encoding='ISO-8859-1'?>"
		sed "s/<disk /<!-- \xe4\xf6 --><disk z='\xfc' /; s/mail</m\xfcll</" "$FIXTURES/demo/mail.xml"
	} >latin.xml
	report domconv lf.xml crlf.xml cr.xml bom.xml latin.xml
	paths
}

@test "text with comments, CDATA and elements in it is what libvirt reads, and comments stay" {
	local text value
	while IFS= read -r text; do
		echo "<domain type='xen'><name>a</name><memory>65536</memory><os><type>$text</type></os><devices/></domain>" >in.xml
		report domconv in.xml
		value=$(xmllint --xpath 'string(/domain/os/type)' in.xml | tr -d ' \t\n')
		[ "$(ask '//edit[@rule="os-type-pv" and @path="/domain/os/type"]/before')" = "$value" ]
		[ "$value" = linux ]
		# all of the text is the new value, and nothing else than text has changed
		[ "$(xmllint --xpath 'string(/domain/os/type)' out)" = hvm ]
		[ "$(xmllint --xpath '//comment() | //processing-instruction()' in.xml 2>&1)" = \
			"$(xmllint --xpath '//comment() | //processing-instruction()' out 2>&1)" ]
		[ "$(xmllint --xpath 'count(//type//*)' in.xml)" = "$(xmllint --xpath 'count(//type//*)' out)" ]
		paths
	done <<-'EOD'
		linux
		 linux 
		<!-- ask Bob -->linux
		linux<!-- ask Bob --><?why not?>
		li<!-- ask Bob -->nux
		 <!-- a --> <!-- b -->li<?c?>n<!-- d -->ux <!-- e -->
		<![CDATA[linux]]>
		li<![CDATA[nu]]>&#120;
		<!-- <![CDATA[xen]]> -->lin<![CDATA[]]>ux<!-- > -->
		<!--x-->l&#105;nux<!-- </type> -->
		li<x a='>'>nu</x>x
	EOD
	printf "<domain type='xen'><name>a</name><memory>65536</memory><os><type>\n  <!-- ask Bob -->\n  linux\n  </type></os><devices/></domain>" >in.xml
	report domconv in.xml
	grep -F '><!-- ask Bob -->hvm</type>' out
	paths
}

@test "comments that go with a removed element are told" {
	cat >in.xml <<-'EOD'
		<domain type='xen'><name>a</name><memory>65536</memory><bootloader><!-- ask Bob --><?pi x?>pygrub<!-- cmd password=geheim
		   and more --></bootloader>
		<os><type>linux</type></os>
		<bootloader_args><!-- no text --></bootloader_args>
		<devices/></domain>
	EOD
	filter 0 domconv -v -r report.1 in.xml
	said "bootloader: removed .* with its comment '<!-- ask Bob -->' and 2 more \\[bootloader\\]$"
	run ! grep -q 'ask Bob' out
	[ "$(xmllint --xpath 'count(//edit[@rule="bootloader"]/lost)' report.1)" -eq 3 ]
	[ "$(ask '//edit[@rule="bootloader"]/lost[1]')" = '<!-- ask Bob -->' ]
	[ "$(ask '//edit[@rule="bootloader"]/lost[2]')" = '<?pi x?>' ]
	[ "$(ask '//edit[@rule="bootloader"]/lost[3]')" = '***' ]
	[ "$(xmllint --xpath 'count(//lost)' report.1)" -eq 4 ]
	run ! grep -q geheim report.1 err
	xmllint --noout --relaxng "$TOP/schemas/report.rng" report.1
	filter 1 domconv --check in.xml
	said "with its comment '<!-- ask Bob -->'"
}

@test "an empty value is written as one, and none is left out" {
	cat >in.xml <<-'EOD'
		<domain type='xen'><name>a</name><memory>65536</memory><os><type>hvm</type></os><devices>
		<emulator></emulator><interface type='bridge'><source bridge=''/></interface>
		<disk type='file' device='disk'><driver name='file' cache=''/><source file='/b'/><target dev='xvdb' bus='xen'/></disk>
		</devices></domain>
	EOD
	report bridgemap -b OUT in.xml
	[ "$(xmllint --xpath 'count(//edit[before[not(node())]][after="OUT"])' report.*)" -eq 1 ]
	paths
	report domconv in.xml
	[ "$(xmllint --xpath 'count(//edit[@adds][before])' report.*)" -eq 0 ]
	[ "$(xmllint --xpath 'count(//edit[not(@adds)][not(before)])' report.*)" -eq 0 ]
	paths
}

@test "what lies deep, or below long names, is the nth element, whatever is around it" {
	local long
	long=$(printf 'n%.0s' {1..90})
	{
		echo "<domain type='xen'><name>a</name><memory>1024</memory><os><type>hvm</type></os><devices>"
		printf '<b>%.0s' {1..30}
		echo "<alias name='x'/><alias name='y'/>"
		printf '</b>%.0s' {1..30}
		printf '<%s>' "$long"1 "$long"2 "$long"3 "$long"4 "$long"5 "$long"6
		echo "<alias name='z'/>"
		printf '</%s>' "$long"6 "$long"5 "$long"4 "$long"3 "$long"2 "$long"1
		echo '</devices></domain>'
	} >in.xml
	report domconv --only=live-alias in.xml
	grep -o '(//[*])\[[0-9]*\]' report.* >found
	[ "$(wc -l <found)" -eq 3 ]
	paths
}
