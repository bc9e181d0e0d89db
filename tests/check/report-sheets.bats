# The stylesheets of reports: HTML, JUnit, SARIF.  `make look` opens the page in a browser.
load helpers

sheets=$TOP/stylesheets
npm=$TOP/build/npm

setup_file() {
	sh "$TOP/tests/package/npm.sh" "$npm"
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
	rm -rf in
	mkdir in
	cp "$FIXTURES/demo/mail.xml" "in/a b&'\"<é>.xml"
	sed 's|<name>mail</name>|<name>\&lt;script>alert("x\\y")\&lt;/script></name>|; s|/mail.img|/it'"'"'s "here".img|' \
		"$FIXTURES/demo/mail.xml" | sed "s|file='\(/var/lib/xen/images/it.*\)'/>|file=\"\1\"/>|; s|\"here\"|\&quot;here\&quot;|" >in/hostile.xml
	cp "$FIXTURES/domconv/direct-kernel-pv/fires.xml" in/refused.xml
	sed /unbekanntes/d "$FIXTURES/encoding/kvm.xml" >in/unchanged.xml
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

# page REPORT [PARAMETER VALUE]...: page.html of it, which is well-formed (libxml2 knows no tag that is
# younger than 4.01).  What a fleet's page has as text, which libxml2 would take for markup, is in
# data.html instead; full.html has both.
page() {
	local report=$1 parameters=()
	shift
	while [ $# -gt 0 ]; do
		parameters+=(--stringparam "$1" "$2")
		shift 2
	done
	filter 0 xsltproc "${parameters[@]}" "$sheets/report-html.xslt" "$report"
	mv out full.html
	perl -0pe 's{(<script type="text/html"[^>]*>).*?(</script>)}{$1$2}gs' full.html >page.html
	perl -0ne 'print "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=UTF-8\">", "</head><body>\n"; print "$1\n" while m{<script type="text/html"[^>]*>(.*?)</script>}gs' \
		full.html >data.html
	xmllint --html --noout page.html data.html 2>&1 | grep 'error :' |
		grep -Ev 'Tag (header|nav|main|section|details|summary|output|bdi|time) invalid' |
		tee complaints
	[ ! -s complaints ]
}

# total WORD: a number of the page's first lines; one that is not there is 0
total() {
	hpath page.html "sum(//ul[contains(@class, 'totals')]/li[span = '$1']/b)"
}

@test "the page of one domain and of 500 has all of each" {
	local n
	for n in 1 500; do
		fleet "$n" >in.xml
		domconv -q -r report.xml in.xml >/dev/null 2>err || [ "$n" -eq 500 ]
		page report.xml
		[ "$(hpath page.html 'count(//table[@id="domains"]/tbody/tr)')" -eq "$n" ]
		[ "$(hpath page.html 'count(//details[@class="domain"])')" -eq "$n" ]
		[ "$(hpath page.html 'count(//input[@type="checkbox"])')" -eq "$(xpath report.xml 'count(//step) + count(//document[not(step)]/chore)')" ]
		[ "$(hpath page.html 'count(//table[@class="changes"]/tbody/tr)')" -eq "$(xpath report.xml 'count(//edit)')" ]
		[ "$(total documents)" -eq "$n" ]
		[ "$(total refused)" -eq $((n / 10)) ]
		[ "$(total changes)" -eq "$(xpath report.xml 'count(//edit)')" ]
		[ "$(total warnings)" -eq "$(xpath report.xml 'count(//warning | //edit[@warning])')" ]
		[ "$(hpath page.html 'count(//ul[@class="chores"]/li/div)')" -eq "$(xpath report.xml 'count(//step/@why) + count(//step/@done)')" ]
		[ "$(total "things to do")" -eq "$(xpath report.xml 'count(//step) + count(//document[not(step)]/chore)')" ]
		# a row for each bridge, the sums below
		[ "$(hpath page.html 'sum(//table[@class="bridges"]/tbody//td[2])')" -eq "$(xpath report.xml 'count(//interface)')" ]
		[ "$(hpath page.html 'string(//table[@class="bridges"]/tfoot//td[1])')" -eq "$(xpath report.xml 'count(//document[interface])')" ]
		[ "$(hpath page.html 'string(//table[@class="bridges"]/tfoot//td[2])')" -eq "$(xpath report.xml 'count(//interface)')" ]
		[ "$(hpath page.html 'count(//table[@class="bridges"]/tbody//a)')" -eq "$(xpath report.xml 'count(//document[interface])')" ]
	done
	[ "$(hpath page.html 'count(//table[@class="bridges"]/tbody/tr)')" -eq 8 ]
	# the rules' sums
	[ "$(hpath page.html 'sum(//table[@class="rules"]/tbody//td[2])')" -eq "$(xpath report.xml 'count(//edit)')" ]
	[ "$(hpath page.html 'string(//table[@class="rules"]//tr[th="domain-type"]/td[1])')" -eq 450 ]
}

@test "as many warnings everywhere: messages, report, page, JSON, the table of the plan" {
	local n tsv
	sed "s|<devices>|&<graphics type='vnc' passwd='longer than 8'/>|" "$FIXTURES/domconv/guest-gplpv/fires.xml" >win.xml
	domconv -r report.xml win.xml >/dev/null 2>err
	n=$(grep -c ': warning: ' err)
	grep -q 'warning: .*\[guest-gplpv\]$' err
	grep -q 'warning: .*\[graphics-passwd-long\]$' err
	[ "$(xpath report.xml 'count(//warning | //edit[@warning])')" -eq "$n" ]
	[ "$(xpath report.xml 'sum(//rule[@level="warn"]/@warnings)')" -eq "$(xpath report.xml 'count(//warning)')" ]
	page report.xml
	[ "$(total warnings)" -eq "$n" ]
	domconv --check --format=json win.xml >json || :
	grep -q "\"warnings\": $n," json
	domconv -q --plan=move/ win.xml
	tsv=$(head -n 1 move/plan.tsv | tr '\t' '\n' | grep -nx warnings | cut -d : -f 1)
	[ "$(sed -n 2p move/plan.tsv | cut -f "$tsv")" -eq "$n" ]
}

@test "totals add up: the page counts each document once" {
	local option
	for option in --cpu=none --check --strict; do
		everything "$option"
		# one that gets no file
		sed 's/<name>mail/<name>../' "$FIXTURES/demo/mail.xml" | cat - "$FIXTURES/demo/mail.xml" >stream.xml
		mkdir -p "dir$option"
		domconv -q -r named.xml -d "dir$option" stream.xml in/*.xml in/missing.xml 2>/dev/null || true
		domconv -q -r inplace.xml -i in/refused.xml stream.xml 2>/dev/null || true
		for report in report.xml named.xml inplace.xml; do
			page "$report"
			[ "$(total documents)" -eq "$(xpath "$report" 'count(//document)')" ]
			[ "$(hpath page.html 'sum(//ul[@class="totals documents"]/li[position() > 1]/b)')" -eq "$(total documents)" ]
		done
	done
	hpath page.html 'string(//section[@id="refused"])' | grep -q 'in/refused.xml'
	everything --check
	page report.xml
	[ "$(total "to convert")" -eq "$(xpath report.xml 'count(//document[@status="converted"])')" ]
	[ "$(hpath page.html 'count(//*[. = "converted"])')" -eq 0 ]
}

@test "refusals stand by cause, with what helps, and who" {
	fleet 50 >in.xml
	sed 's/<name>vm/<name>other/; s/ram/quam/' in.xml >more.xml
	domconv -q -r report.xml in.xml more.xml "$FIXTURES/domconv/direct-kernel-pv/fires.xml" missing \
		>/dev/null 2>&1 || true
	page report.xml
	cause='//section[@id="refused"]/div'
	[ "$(hpath page.html "count($cause)")" -eq 3 ]
	[ "$(hpath page.html "normalize-space(${cause}[1]/h3)")" = 'disk-format-unknown: 10 documents' ]
	[ "$(hpath page.html "count(${cause}[1]//li)")" -eq 2 ]
	[ "$(hpath page.html "count(${cause}[1]//li[1]//a)")" -eq 5 ]
	[ "$(hpath page.html "string(${cause}[1]//li[1]//a[1])")" = vm10 ]
	hpath page.html "string(${cause}[1])" | grep -q -- '--disk-format'
	hpath page.html "string(${cause}[1]/p)" | grep -q 'Why: .* The rule: '
	hpath page.html "string(${cause}[2])" | grep -q -- '--direct-kernel=drop'
	hpath page.html "string(${cause}[3])" | grep -q 'missing'
	# of many, the rest is behind a summary
	page report.xml names 2
	[ "$(hpath page.html "string(${cause}[1]//li[1]//summary)")" = 'and 3 more' ]
	[ "$(hpath page.html "count(${cause}[1]//li[1]//details//a)")" -eq 3 ]
}

@test "host and date, where the report has them" {
	SOURCE_DATE_EPOCH=1700000000 filter 0 domconv -q -r report.xml "$FIXTURES/demo/mail.xml"
	[ "$(xpath report.xml 'string(/report/@date)')" = 2023-11-14T22:13:20Z ]
	[ "$(xpath report.xml 'string(/report/@host)')" = "$(uname -n)" ]
	page report.xml
	hpath page.html 'string(//p[@class="run"])' | grep -qF "on $(uname -n), 2023-11-14 22:13 UTC"
	sed "s/ host='[^']*'//; s/ date='[^']*'//" report.xml >without.xml
	page without.xml
	[ "$(hpath page.html 'count(//time)')" -eq 0 ]
}

@test "the details of a fleet are text until they are asked for" {
	local id
	fleet 30 >in.xml
	domconv -q -r report.xml in.xml >/dev/null 2>&1 || true
	page report.xml
	mv page.html inline.html
	page report.xml inline 29
	[ "$(hpath page.html 'count(//table[@id="domains"]/tbody/tr)')" -eq 30 ]
	[ "$(hpath page.html 'count(//details[@class="domain"])')" -eq 0 ]
	[ "$(hpath page.html 'count(//script[@type="text/html"])')" -eq 30 ]
	[ "$(hpath page.html 'count(//noscript)')" -eq 1 ]
	# every link leads to one, and what they hold is what a smaller page has
	[ "$(hpath page.html 'count(//a[starts-with(@href, "#id")][not(substring(@href, 2) = //script/@data-of)])')" -eq 0 ]
	id=$(hpath page.html 'string(//table[@id="domains"]/tbody/tr[7]//a/@href)')
	hpath data.html "//details[div/@id='${id#\#}']" >one
	hpath inline.html "//details[div/@id='${id#\#}']" | cmp - one
	# without EXSLT's sets
	sed 's/set:distinct/set:absent/g' "$sheets/report-html.xslt" >"$BATS_TEST_TMPDIR/report-html.xslt"
	cp "$sheets/report-common.xslt" "$BATS_TEST_TMPDIR"
	xsltproc report-html.xslt report.xml | sed '/Content-Security/d' >absent.html
	sed '/Content-Security/d' inline.html | cmp - absent.html
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
	hpath page.html 'string(//pre)' | grep -qxF "test ! -e '/var/lib/xen/images/mail.img' && qemu-img convert -p -f raw -O qcow2 -- OLD-IMAGE '/var/lib/xen/images/mail.img'"
	filter 0 domconv -q -r report.xml "$FIXTURES/demo/mail.xml"
	page report.xml
	hpath page.html 'string(//pre)' | grep -qxF "check raw '/var/lib/xen/images/mail.img'"
	# what was empty, what is lost, and what is added where
	sed "s|<bootloader>|&<!-- ask Bob -->|; s/type='aio'/cache='' type='aio'/" "$FIXTURES/demo/mail.xml" >in.xml
	filter 0 domconv -q --cache=none -r report.xml in.xml
	page report.xml
	[ "$(hpath page.html 'string(//tr[td[contains(., "driver/@cache")]]/td[3])')" = empty ]
	hpath page.html 'string(//tr[td="/domain/bootloader"]/td[3])' | grep -q 'ask Bob'
	[ "$(hpath page.html 'count(//tr[td="/domain + features"])')" -eq 1 ]
}

@test "the page needs nothing from elsewhere, and no script to be read" {
	everything
	page report.xml
	run ! grep -Eio '(src|href)="[^#"][^"]*"|@import|url\(|https?:' page.html
	[ "$(hpath page.html 'count(//link | //img | //iframe | //object)')" -eq 0 ]
	[ "$(hpath page.html 'count(//script)')" -eq 1 ]
	# what only scripts could do is not shown without them
	grep -qF '.filter { display: none' page.html
}

@test "the page's policy takes its own script and style, by their hashes, and no other" {
	local policy kind hash
	everything
	page report.xml
	policy=$(hpath page.html 'string(//meta[@http-equiv="Content-Security-Policy"]/@content)')
	grep -q "default-src 'none'; base-uri 'none'; form-action 'none'; " <<<"$policy"
	run ! grep -q unsafe <<<"$policy"
	for kind in style script; do
		hash=$(/usr/bin/python3 -c 'import base64, hashlib, re, sys
text = re.search(r"<%s>(.*?)</%s>" % (sys.argv[1], sys.argv[1]), open("page.html", encoding="utf-8").read(), re.DOTALL)
print(base64.b64encode(hashlib.sha256(text.group(1).encode()).digest()).decode())' "$kind")
		grep -qF "$kind-src 'sha256-$hash'" <<<"$policy" || {
			echo "report-html.xslt: $kind-src has to be 'sha256-$hash'"
			return 1
		}
	done
	# neither works in attributes
	[ "$(hpath page.html 'count(//@style | //@*[starts-with(name(), "on")])')" -eq 0 ]
}

@test "names are text in it, whatever they hold" {
	everything
	page report.xml
	[ "$(hpath page.html 'count(//script)')" -eq 1 ]
	[ "$(hpath page.html 'string((//table[@id="domains"]//th/a[contains(., "alert")])[1])')" = '<script>alert("x\y")</script>' ]
	page report.xml inline 2
	[ "$(hpath page.html 'count(//script)')" -eq $(($(xpath report.xml 'count(//document)') + 1)) ]
	[ "$(grep -o '</script>' full.html | wc -l)" -eq $(($(xpath report.xml 'count(//document)') + 1)) ]
	[ "$(hpath data.html 'count(//script)')" -eq 0 ]
}

# In directory bin: a qemu-img that knows no image but raw and good ones, and prints its arguments.
stand_in() {
	mkdir bin
	cat >bin/qemu-img <<-'EOD'
		#!/bin/sh
		printf '<%s>\n' "$@" >>words
		case $3 in
		*qcow2*) echo 'file format: qcow2' ;;
		*) [ "$1" = convert ] || printf 'image: %s\nfile format: raw\n' "$3" ;;
		esac
	EOD
	chmod +x bin/qemu-img
}

@test "the lines for the shell mean what they say, and run nothing else, whatever names hold" {
	local shell turn
	turn=$(printf '\342\200\256')
	stand_in
	everything
	sed "s|mail.img|we${turn}ird\&apos;\$(touch live)\`touch live\`.img|; s/<name>mail/<name>x\"\$(touch live)${turn}/" \
		"$FIXTURES/demo/mail.xml" >in/odd.xml
	sed "s/type='aio'/type='qcow2'/" "$FIXTURES/demo/mail.xml" >in/other.xml
	sed "s/type='aio'/type='qcow2'/; s/mail.img/mail.qcow2.img/" "$FIXTURES/demo/mail.xml" >in/good.xml
	domconv -q -r report.xml in/*.xml >/dev/null 2>&1 || true
	page report.xml
	hpath page.html 'string(//pre)' >script
	run ! grep -q "$turn" script
	for shell in sh bash zsh; do
		rm -f words
		PATH=$PWD/bin:$PATH "$shell" script >said 2>err
		[ ! -s err ] && [ ! -e live ]
		grep -qxF "</var/lib/xen/images/it's \"here\".img>" words
		grep -qxF "</var/lib/xen/images/we${turn}ird'\$(touch live)\`touch live\`.img>" words
		# refused documents bring no images to the new host
		[ "$(grep -c '^<info>$' words)" -eq "$(xpath report.xml 'count(//document[@status!="refused"]/disk[@path][@device="disk"])')" ]
		# what is not as its domain says: that of other.xml, and of unchanged.xml
		grep -qxF '/var/lib/xen/images/mail.img: raw instead of qcow2' said
		[ "$(grep -c 'raw instead of qcow2$' said)" -eq 2 ]
	done
	command -v shellcheck >/dev/null && shellcheck -s sh -e SC1003,SC2016 script
}

@test "characters that change the direction of text are shown by number" {
	local turn isolate
	turn=$(printf '\342\200\256') isolate=$(printf '\342\201\250')
	sed "s/<name>mail/<name>we${turn}b${isolate}/; s|mail.img|${turn}gmi.atad|; s/eth0/x${turn}y/; s/netfront/z${turn}/" \
		"$FIXTURES/demo/mail.xml" >"in${turn}.xml"
	cp "in${turn}.xml" again.xml
	domconv -q -r report.xml "in${turn}.xml" again.xml "no${turn}ne" >/dev/null 2>&1 || true
	for inline in 1 500; do
		page report.xml inline "$inline"
		run ! grep -aE "$(printf '\342\200[\250-\256]|\342\201[\246-\251]')" full.html
		[ "$(hpath page.html 'string(//table[@id="domains"]/tbody/tr[1]/th)')" = weU+202EbU+2068 ]
		[ "$(hpath page.html 'string(//table[@class="bridges"]/tbody/tr/th)')" = xU+202Ey ]
		# other scripts keep to themselves
		[ "$(hpath page.html 'count(//table[@id="domains"]//a[not(bdi or i)])')" -eq 0 ]
	done
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
		faults += [r for r in run["results"] if rules and rules[r["ruleIndex"]] != r["ruleId"]]
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
	sarif out '"\n".join(r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"])' >uri
	grep -qxF 'in/a%20b&'"'"'%22%3C%C3%A9%3E.xml' uri
	[ "$(sarif out '[r["locations"][0]["physicalLocation"]["region"] for r in run["results"] if r["ruleId"] == "domain-type"][0]')" = \
		"{'startLine': 2, 'startColumn': 9}" ]
	filter 0 xsltproc --stringparam notes yes "$sheets/report-sarif.xslt" report.xml
	valid_sarif out
	[ "$(sarif out 'len(run["results"])')" -eq "$(xpath report.xml 'count(//document/*[@rule])')" ]
}

# levels FILE: how many results of each level there are
levels() {
	sarif "$1" '" ".join(str(sum(r["level"] == l for r in run["results"])) for l in ["error", "warning", "note"])'
}

@test "SARIF: as many results as are asked for, the worst first" {
	local errors warnings edits rest level n
	everything
	errors=$(xpath report.xml 'count(//error)')
	warnings=$(xpath report.xml 'count(//warning | //edit[@warning])')
	edits=$(xpath report.xml 'count(//edit[not(@warning)])')
	rest=$(xpath report.xml 'count(//note | //chore)')
	while read -r level n; do
		filter 0 xsltproc --stringparam level "$level" "$sheets/report-sarif.xslt" report.xml
		valid_sarif out
		[ "$(levels out)" = "$n" ]
	done <<-EOD
		error $errors 0 0
		warning $errors $warnings 0
		change $errors $warnings $edits
		note $errors $warnings $((edits + rest))
	EOD
	for n in 0 1 2 3 5 7 1000; do
		filter 0 xsltproc --stringparam limit "$n" "$sheets/report-sarif.xslt" report.xml
		valid_sarif out
		[ "$(sarif out 'len(run["results"])')" -eq $((n < errors + warnings + edits ? n : errors + warnings + edits)) ]
		[ "$(levels out)" = "$(awk -v n="$n" -v e="$errors" -v w="$warnings" -v c="$edits" 'BEGIN {
			e = e < n ? e : n; w = w < n - e ? w : n - e; c = c < n - e - w ? c : n - e - w
			print e, w, c }')" ]
	done
	[ "$(sarif out 'len(run["invocations"][0]["toolExecutionNotifications"])')" -eq 2 ]
	filter 0 xsltproc --stringparam limit 1 "$sheets/report-sarif.xslt" report.xml
	sarif out 'run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]' |
		grep -qx "$((errors + warnings + edits - 1)) of $((errors + warnings + edits)) results are left out: .*"
	# with --check a change is a warning
	everything --check
	filter 0 xsltproc --stringparam level warning "$sheets/report-sarif.xslt" report.xml
	[ "$(levels out)" = "1 $(xpath report.xml 'count(//edit | //warning)') 0" ]
	filter 10 xsltproc --stringparam level all "$sheets/report-sarif.xslt" report.xml
	filter 10 xsltproc --stringparam limit many "$sheets/report-sarif.xslt" report.xml
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
	[ "$(total documents)" -eq 0 ]
}
