# The stylesheets of reports: HTML, JUnit, SARIF.  `make look` opens the page in a browser.
load helpers

sheets=$TOP/stylesheets
npm=$TOP/build/npm

setup_file() {
	sh "$TOP/tests/package/npm.sh" "$npm"
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# fleet N: a stream of N domains, every tenth of which is refused, each on a bridge of eight
fleet() {
	awk -v n="$1" '
		{ text = text $0 "\n" }
		END {
			for (i = 1; i <= n; i++) {
				vm = text
				sub(/<name>mail/, "<name>vm" i, vm)
				sub(/eth0/, "eth" i % 8, vm)
				sub(/mail[.]img/, "vm" i ".img", vm)
				if (i % 10 == 0) sub(/aio/, "ram", vm)
				printf "%s", vm
			}
		}' "$FIXTURES/demo/mail.xml"
}

# everything: a report with each status and each kind of message, and names that hurt
everything() { # OPTION...
	mkdir -p in
	cp "$FIXTURES/demo/mail.xml" "in/a b&'\"<é>.xml"
	sed 's|<name>mail</name>|<name>\&lt;script>alert("x\\y")\&lt;/script></name>|; s|/mail.img|/it'"'"'s "here".img|' \
		"$FIXTURES/demo/mail.xml" | sed "s|file='\(/var/lib/xen/images/it.*\)'/>|file=\"\1\"/>|; s|\"here\"|\&quot;here\&quot;|" >in/hostile.xml
	cp "$FIXTURES/domconv/direct-kernel-pv/fires.xml" in/refused.xml
	cp "$FIXTURES/encoding/kvm.xml" in/unchanged.xml
	echo "<domain type='xen'><name>cut" >in/cut.xml
	domconv "$@" -q -r report.xml in/*.xml in/missing.xml >/dev/null 2>&1 || true
	[ "$(xpath report.xml 'count(//document)')" -eq 6 ]
}

xpath() { # FILE XPATH
	xmllint --xpath "$2" "$1"
}

hpath() { # FILE XPATH
	xmllint --html --xpath "$2" "$1" 2>/dev/null
}

# page REPORT: page.html of it, which is well-formed (libxml2 knows no tag that is younger than 4.01)
page() {
	filter 0 xsltproc "$sheets/report-html.xslt" "$1"
	mv out page.html
	xmllint --html --noout page.html 2>&1 | grep 'error :' | grep -Ev 'Tag (header|nav|main|section|details|summary|output) invalid' |
		tee complaints
	[ ! -s complaints ]
}

@test "the page of one domain and of 500 has all of each" {
	local n
	for n in 1 500; do
		fleet "$n" >in.xml
		domconv -q -r report.xml in.xml >/dev/null 2>err || [ "$n" -eq 500 ]
		page report.xml
		[ "$(hpath page.html 'count(//table[@id="domains"]/tbody/tr)')" -eq "$n" ]
		[ "$(hpath page.html 'count(//details[@class="domain"])')" -eq "$n" ]
		[ "$(hpath page.html 'count(//input[@type="checkbox"])')" -eq "$(xpath report.xml 'count(//chore)')" ]
		[ "$(hpath page.html 'count(//table[@class="changes"]/tbody/tr)')" -eq "$(xpath report.xml 'count(//edit)')" ]
		[ "$(hpath page.html 'string(//ul[@class="totals"]/li[1]/b)')" -eq "$n" ]
		[ "$(hpath page.html 'string(//li[span="refused"]/b)')" -eq $((n / 10)) ]
		[ "$(hpath page.html 'count(//section[@id="refused"]//li)')" -eq $((n / 10)) ]
		# domain x bridge: a row each, the sums below
		[ "$(hpath page.html 'count(//table[@class="matrix"]/tbody/tr)')" -eq "$(xpath report.xml 'count(//document[interface])')" ]
		[ "$(hpath page.html 'sum(//table[@class="matrix"]/tfoot//td)')" -eq "$(xpath report.xml 'count(//interface)')" ]
		[ "$(hpath page.html 'sum(//table[@class="matrix"]/tbody//td[@class="on"])')" -eq "$(xpath report.xml 'count(//interface)')" ]
	done
	[ "$(hpath page.html 'count(//table[@class="matrix"]/thead//th)')" -eq 9 ]
}

@test "every link of the page leads somewhere" {
	everything
	page report.xml
	[ "$(hpath page.html 'count(//a[starts-with(@href, "#")][not(substring(@href, 2) = //@id)])')" -eq 0 ]
}

@test "the page says what was before and after, and how to look at the images" {
	filter 0 domconv -q --disk-format=xvda=qcow2 -r report.xml "$FIXTURES/demo/mail.xml"
	page report.xml
	[ "$(hpath page.html 'string(//tr[td="/domain/@type"]//del)')" = xen ]
	[ "$(hpath page.html 'string(//tr[td="/domain/@type"]//ins)')" = kvm ]
	[ "$(hpath page.html 'string(//tr[td="/domain/@type"]/td[last()])')" = domain-type ]
	hpath page.html 'string(//pre)' | grep -qxF "qemu-img convert -p -f raw -O qcow2 OLD-IMAGE '/var/lib/xen/images/mail.img'"
	filter 0 domconv -q -r report.xml "$FIXTURES/demo/mail.xml"
	page report.xml
	hpath page.html 'string(//pre)' | grep -qxF "qemu-img info -f raw '/var/lib/xen/images/mail.img'"
}

@test "the page needs nothing from elsewhere, and no script to be read" {
	everything
	page report.xml
	run ! grep -Eio '(src|href)="[^#"][^"]*"|@import|url\(|https?:' page.html
	[ "$(hpath page.html 'count(//link | //img | //iframe | //object)')" -eq 0 ]
	[ "$(hpath page.html 'count(//script)')" -eq 1 ]
	grep -q "default-src 'none'" page.html
	# what only scripts could do is not shown without them
	grep -qF '.filter { display: none' page.html
}

@test "names are text in it, whatever they hold" {
	everything
	page report.xml
	[ "$(hpath page.html 'count(//script)')" -eq 1 ]
	[ "$(hpath page.html 'string((//table[@id="domains"]//th/a[contains(., "alert")])[1])')" = '<script>alert("x\y")</script>' ]
	hpath page.html 'string(//pre)' >shell
	grep -qxF "qemu-img info -f raw '/var/lib/xen/images/it'\\''s \"here\".img'" shell
	# a shell takes all of it as it is meant, and runs nothing else
	mkdir bin
	printf '#!/bin/sh\nprintf "<%%s>\\n" "$@"\n' >bin/qemu-img
	chmod +x bin/qemu-img
	PATH=$PWD/bin /bin/sh shell >words
	grep -qxF "</var/lib/xen/images/it's \"here\".img>" words
	[ "$(grep -c '^<info>$' words)" -eq "$(xpath report.xml 'count(//disk[@path][@device="disk"])')" ]
}

@test "JUnit: valid, and it fails where the tool does" {
	everything
	filter 0 xsltproc --stringparam timestamp 2026-01-02T03:04:05 "$sheets/report-junit.xslt" report.xml
	xmllint --noout --schema "$npm/junit.xsd" out
	[ "$(xpath out 'count(/testsuite/testcase)')" -eq 6 ]
	[ "$(xpath out 'string(/testsuite/@failures)')" -eq 1 ]
	[ "$(xpath out 'string(/testsuite/@errors)')" -eq 2 ]
	[ "$(xpath out 'string(//testcase[failure]/@classname)')" = in/refused.xml ]
	[ "$(xpath out 'string(//failure/@type)')" = direct-kernel-pv ]
	[ "$(xpath out 'string(/testsuite/@timestamp)')" = 2026-01-02T03:04:05 ]
	# the rest of the messages is not lost
	xpath out 'string(//system-out)' | grep -q 'note: .* \[cpu-model-added\]$'
	filter 0 xsltproc "$sheets/report-junit.xslt" report.xml
	xmllint --noout --schema "$npm/junit.xsd" out
	filter 10 xsltproc --stringparam fail-on sunday "$sheets/report-junit.xslt" report.xml
}

@test "JUnit of --check: what is left of Xen fails, line by line as the tool says it" {
	local option
	for option in -c --check --che -qc; do
		everything "$option"
		filter 0 xsltproc "$sheets/report-junit.xslt" report.xml
		xmllint --noout --schema "$npm/junit.xsd" out
		[ "$(xpath out 'string(/testsuite/@failures)')" -eq 3 ]
		[ "$(xpath out 'count(//testcase[@classname="in/unchanged.xml"]/*)')" -eq 0 ]
	done
	xpath out 'string(//testcase[@classname="in/refused.xml"]/failure)' | grep -v '^$' | sort >told
	# -v adds notes of changes and those that nothing was changed for; changes are in the report
	domconv -c in/refused.xml 2>&1 | sort >printed || true
	[ "$(comm -13 told printed | wc -l)" -eq 0 ]
	filter 0 xsltproc --stringparam fail-on error "$sheets/report-junit.xslt" report.xml
	[ "$(xpath out 'string(/testsuite/@failures)')" -eq 1 ]
}

# valid_sarif FILE, by the published schema; prints what jq is asked for
valid_sarif() {
	/usr/bin/python3 - "$npm/sarif-2.1.0.json" "$1" <<-'EOD'
		import json, sys, jsonschema
		schema, log = (json.load(open(name, encoding="utf-8")) for name in sys.argv[1:3])
		check = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
		faults = [(list(e.path), e.message[:200]) for e in check.iter_errors(log)]
		run = log["runs"][0]
		rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
		faults += [r for r in run["results"] if rules[r["ruleIndex"]] != r["ruleId"]]
		faults += ["a rule twice"] * (len(set(rules)) != len(rules))
		sys.exit("\n".join(map(str, faults)) if faults else 0)
	EOD
}

sarif() { # FILE EXPRESSION: of the run
	/usr/bin/python3 -c 'import json, sys
run = json.load(open(sys.argv[1], encoding="utf-8"))["runs"][0]
print(eval(sys.argv[2]))' "$1" "$2"
}

@test "SARIF: valid, complete, at its places" {
	everything
	filter 0 xsltproc "$sheets/report-sarif.xslt" report.xml
	valid_sarif out
	[ "$(sarif out 'len(run["results"])')" -eq "$(xpath report.xml 'count(//edit | //warning | //error)')" ]
	[ "$(sarif out 'len(run["invocations"][0]["toolExecutionNotifications"])')" -eq 2 ]
	[ "$(sarif out 'run["invocations"][0]["executionSuccessful"]')" = False ]
	[ "$(sarif out '[r["ruleId"] for r in run["results"] if r["level"] == "error"]')" = "['direct-kernel-pv']" ]
	sarif out '[r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"]][0]' >uri
	grep -qxF 'in/a%20b&'"'"'%22%3C%C3%A9%3E.xml' uri
	[ "$(sarif out '[r["locations"][0]["physicalLocation"]["region"] for r in run["results"] if r["ruleId"] == "domain-type"][0]')" = \
		"{'startLine': 2, 'startColumn': 9}" ]
	filter 0 xsltproc --stringparam notes yes "$sheets/report-sarif.xslt" report.xml
	valid_sarif out
	[ "$(sarif out 'len(run["results"])')" -eq "$(xpath report.xml 'count(//document/*[@rule])')" ]
}

fingerprints() { # FILE: sorted
	sarif "$1" '"\n".join(sorted(r["partialFingerprints"]["place/v2"] for r in run["results"]))'
}

@test "SARIF: fingerprints differ where places do, and lines do not count" {
	local cases=("$FIXTURES"/domconv/*/fires.xml "$FIXTURES/demo/mail.xml" "$FIXTURES"/start/*.xml)
	cp "$FIXTURES/demo/mail.xml" same.xml
	cat "${cases[@]}" same.xml same.xml >"a b.xml"
	cp same.xml "a b"
	filter 1 domconv -q -r report.xml "${cases[@]}" same.xml "a b.xml" "a b"
	filter 0 xsltproc --stringparam notes yes "$sheets/report-sarif.xslt" report.xml
	[ "$(fingerprints out | wc -l)" -gt 5000 ]
	[ "$(fingerprints out | uniq -d | wc -l)" -eq 0 ]
	# moved down, and the elements apart
	filter 0 domconv -q -r report.xml same.xml
	filter 0 xsltproc --stringparam notes yes "$sheets/report-sarif.xslt" report.xml
	fingerprints out >before
	sed '1s/^/<!-- \n\n -->\n/; s/<disk /\n\n  &/' same.xml >moved
	mv moved same.xml
	filter 0 domconv -q -r report.xml same.xml
	filter 0 xsltproc --stringparam notes yes "$sheets/report-sarif.xslt" report.xml
	fingerprints out | diff before -
}

@test "SARIF of --check: what is left of Xen is a warning" {
	everything
	filter 0 xsltproc "$sheets/report-sarif.xslt" report.xml
	[ "$(sarif out '[r["level"] for r in run["results"] if r["ruleId"] == "domain-type"][0]')" = note ]
	everything --check
	filter 0 xsltproc "$sheets/report-sarif.xslt" report.xml
	valid_sarif out
	[ "$(sarif out '[r["level"] for r in run["results"] if r["ruleId"] == "domain-type"][0]')" = warning ]
}

@test "SARIF: quotes, backslashes, line ends in messages; a report of nothing" {
	cat >report.xml <<-'EOD'
		<report tool='domconv' version='0.1'><document source='x:y\z' line='1' status='refused'><error rule='a' group='seed' level='refuse' line='1' column='1' path='/a'>tab&#9;"quote"\&#10;end&#13;.</error></document></report>
	EOD
	filter 0 xsltproc "$sheets/report-sarif.xslt" report.xml
	valid_sarif out
	[ "$(sarif out 'repr(run["results"][0]["message"]["text"])')" = "'tab\\t\"quote\"\\\\\\nend\\r.'" ]
	echo "<report tool='domconv' version='0.1'/>" >report.xml
	filter 0 xsltproc "$sheets/report-sarif.xslt" report.xml
	valid_sarif out
	filter 0 xsltproc "$sheets/report-junit.xslt" report.xml
	xmllint --noout --schema "$npm/junit.xsd" out
	page report.xml
}
