# --format and --fail-on: what a CI system reads, written by the tool itself.
load helpers

npm=$TOP/build/npm

setup_file() {
	sh "$TOP/tests/package/npm.sh" "$npm"
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	cp "$FIXTURES/demo/mail.xml" mail.xml
	cp "$FIXTURES/domconv/direct-kernel-pv/fires.xml" refused.xml
	domconv -q mail.xml >clean.xml
	printf '<domain' >cut.xml
	{
		cat mail.xml
		sed 's/<name>mail/<name>a"b/' mail.xml
		cat mail.xml
	} >'odd,name 100%.xml'
}

everything() { # OPTION...: of documents of all kinds
	filter 3 domconv "$@" mail.xml clean.xml refused.xml cut.xml none.xml 'odd,name 100%.xml'
}

# valid SCHEMA FILE
valid() {
	/usr/bin/python3 - "$@" <<-'EOD'
		import json, sys, jsonschema
		with open(sys.argv[1]) as schema, open(sys.argv[2]) as file:
		    jsonschema.validate(json.load(file), json.load(schema))
	EOD
}

@test "SARIF is valid, and has what the stylesheet makes of the report" {
	everything --check --format=sarif
	mv out tool.sarif
	valid "$npm/sarif-2.1.0.json" tool.sarif
	everything --check --report=report.xml
	xsltproc "$TOP/stylesheets/report-sarif.xslt" report.xml >sheet.sarif
	/usr/bin/python3 - <<-'EOD'
		import json
		def load(name):
		    run = json.load(open(name))["runs"][0]
		    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
		    for result in run["results"]:
		        assert rules[result.pop("ruleIndex")] == result["ruleId"]
		    return run["invocations"], sorted(json.dumps(r, sort_keys=True) for r in run["results"])
		assert load("tool.sarif") == load("sheet.sarif")
		assert len(load("tool.sarif")[1]) > 50
	EOD
}

@test "JUnit is valid, and fails where the stylesheet's does" {
	local how
	for how in error warning change; do
		everything --check --format=junit --fail-on=$how
		mv out tool.xml
		xmllint --noout --schema "$npm/junit.xsd" tool.xml
		everything --check --report=report.xml
		xsltproc --stringparam fail-on $how "$TOP/stylesheets/report-junit.xslt" report.xml >sheet.xml
		for path in 'concat(/*/@tests, " ", /*/@errors, " ", /*/@failures)' \
			'//testcase[failure or error]/@classname' '//failure/@message' '//failure/@type' \
			'//testcase/@name'; do
			same <(xmllint --xpath "$path" sheet.xml) <(xmllint --xpath "$path" tool.xml)
		done
	done
	[ "$(xmllint --xpath 'string(/*/@failures)' tool.xml)" -eq 5 ]
}

@test "JSON is valid by schemas/report.json, and counts" {
	everything --check --format=json
	valid "$TOP/schemas/report.json" out
	run -0 /usr/bin/python3 -c '
import json
r = json.load(open("out"))
print(r["summary"]["documents"], r["summary"]["faults"], r["summary"]["errors"])
print([d["status"] for d in r["documents"]])
print([d.get("number") for d in r["documents"] if d["source"].startswith("odd")], r["documents"][6]["name"])'
	[ "${lines[0]}" = '8 2 1' ]
	[ "${lines[1]}" = "['converted', 'unchanged', 'refused', 'malformed', 'unreadable', 'converted', 'converted', 'converted']" ]
	[ "${lines[2]}" = "[None, None, 2] a\"b" ]
}

@test "GitHub's commands: file, line and column of each finding, escaped" {
	everything --check --format=github
	run -0 grep -c '^::error file=refused.xml,line=[0-9]*,col=[0-9]*,title=direct-kernel-pv::' out
	[ "$output" -eq 1 ]
	grep -q '^::error file=cut.xml,line=1::' out
	grep -q '^::warning file=odd%2Cname 100%25.xml,line=2,col=9,title=domain-type::' out
	run ! grep -v '^::' out
}

@test "a form on standard output takes the place of the messages, in a report it does not" {
	filter 1 domconv --check --format=json mail.xml
	lines 0
	filter 1 domconv --check --format=json --report=report.json mail.xml
	wrote_nothing
	said domain-type
	valid "$TOP/schemas/report.json" report.json
	filter 0 domconv -q --format=sarif --report=report.sarif mail.xml
	converted
	valid "$npm/sarif-2.1.0.json" report.sarif
	filter 2 domconv --format=json mail.xml
	said 'needs --check or --report=FILE'
	filter 2 domconv --check --plan --format=json mail.xml
	filter 2 domconv --check --format=yaml mail.xml
	said "expected text, json, sarif, junit or github"
}

@test "the other tools write the same forms" {
	local tool
	for form in json sarif; do
		schema=$TOP/schemas/report.json
		[ $form = json ] || schema=$npm/sarif-2.1.0.json
		filter 1 bridgemap --check --format=$form -b eth0:br0 mail.xml
		valid "$schema" out
		filter 1 poolgen --check --format=$form "$FIXTURES/poolgen/pool-type/fires.xml"
		valid "$schema" out
		filter 1 snapconv --check --format=$form "$FIXTURES/snapconv/snapshot-uuid/near.xml"
		valid "$schema" out
		printf 'name = "a"\nnonsense = 1\nmemory = 512\n' >a.cfg
		filter 1 xlconv --check --format=$form a.cfg
		valid "$schema" out
		grep -q nonsense out
	done
}

@test "bytes of a name that are no text do not break a form" {
	cp mail.xml "$(printf 'x\377\001"y.xml')"
	for form in json sarif; do
		filter 1 domconv --check --format=$form x*y.xml
		/usr/bin/python3 -m json.tool out >/dev/null
	done
	filter 1 domconv --check --format=junit x*y.xml
	xmllint --noout out
}

@test "--fail-on: what the status is 1 for" {
	sed "s|</devices>|<dsik/>&|" clean.xml >warned.xml
	filter 1 domconv --check --fail-on=change mail.xml
	filter 0 domconv --check --fail-on=error mail.xml
	said domain-type
	filter 0 domconv --check --fail-on=error warned.xml
	filter 1 domconv --check --fail-on=warning warned.xml
	filter 1 domconv --check --fail-on=error refused.xml
	filter 0 domconv --check --fail-on=change clean.xml
	filter 0 domconv mail.xml
	filter 1 domconv --fail-on=change mail.xml
	converted
	filter 1 domconv --vocabulary --fail-on=warning warned.xml
	converted
	filter 2 domconv --fail-on=never mail.xml
}

@test "the page of rules has each rule with an example, and SARIF points to it" {
	sh "$TOP/tools/report/rules-page.sh" "$BUILD" >rules.html
	xmllint --noout rules.html
	local tool
	for tool in domconv bridgemap snapconv poolgen xlconv; do
		"$tool" --list-rules | cut -f 1
	done | sort -u >ids
	same ids <(sed -n 's/^<h3 id="\([^"]*\)".*/\1/p' rules.html | sort)
	[ "$(grep -c '^<pre>' rules.html)" -gt 250 ]
	grep -q '^-.*bus=.xen' rules.html
	filter 1 domconv --check --format=sarif --rules-uri=https://ci.example.org/rules.html mail.xml
	valid "$npm/sarif-2.1.0.json" out
	grep -q '"helpUri": "https://ci.example.org/rules.html#disk-bus-xen"' out
	filter 1 domconv --check --format=sarif mail.xml
	run ! grep helpUri out
}
