# What tools/ci/ has for CI systems, as far as it can be tried without them.
load helpers

ci=$TOP/tools/ci

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	export HOME=$PWD GIT_CONFIG_NOSYSTEM=1
	export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.com GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.com
}

@test "the problem matcher takes every line of every fixture apart, and each line once" {
	cat "$FIXTURES"/*/*/*.err | grep -v '^exit [0-9]*$' >lines
	[ "$(wc -l <lines)" -gt 1000 ]
	domconv -c /nowhere.xml "$FIXTURES/refuse/mismatched-tag.xml" 2>>lines || true
	printf '%s\n' 'a b:c.xml:3:17: warning: of [brackets] and: colons [the-rule]' \
		'domconv: something else' '3 files: error: 2' >>lines
	/usr/bin/python3 - "$ci/problem-matcher.json" lines <<-'EOD'
		import json, re, sys
		matchers = json.load(open(sys.argv[1]))["problemMatcher"]
		assert len({m["owner"] for m in matchers}) == len(matchers)
		found, last = {}, None
		ours = ("domconv:", "snapconv:", "bridgemap:", "poolgen:", "xlconv:", "3 files") # no place
		for line in open(sys.argv[2], encoding="utf-8"):
		    hits = []
		    for m in matchers:
		        (p,) = m["pattern"]
		        hit = re.search(p["regexp"], line.rstrip("\n"))
		        if hit:
		            part = {k: hit.group(v) for k, v in p.items() if isinstance(v, int)}
		            assert part["file"] and part["message"], line
		            assert part.get("severity", m.get("severity")) in ("error", "warning"), line
		            assert "line" not in part or part["code"] or "refuse/" in line, line
		            hits.append(m["owner"])
		            if "brackets" in line: last = part
		    assert len(hits) == (0 if line.startswith(ours) else 1), (hits, line)
		    for owner in hits: found[owner] = found.get(owner, 0) + 1
		assert len(found) == len(matchers), found
		assert last == {"file": "a b:c.xml", "line": "3", "column": "17", "severity": "warning",
		    "message": "of [brackets] and: colons", "code": "the-rule"}, last
	EOD
}

@test "the hook of git refuses what is staged, whatever its name, and nothing else" {
	git init -q .
	install -m 755 "$ci/pre-commit" .git/hooks/
	mkdir -p "a 'b\" \$(c)"
	sed /unbekanntes/d "$FIXTURES/encoding/kvm.xml" >"a 'b\" \$(c)/-d é.xml"
	echo '<pool type="dir"/>' >pool.xml
	echo 'no XML' >text.txt
	git add .
	filter 0 git commit -qm clean
	# a snapshot with a Xen domain is not domconv's
	cp "$FIXTURES/snapconv/snapshot-path/fires.xml" snapshot.xml
	git add .
	filter 0 git commit -qm snapshot
	cp "$FIXTURES/demo/mail.xml" "a 'b\" \$(c)/-d é.xml"
	filter 0 git commit -q --allow-empty -m 'not staged'
	git add .
	filter 1 git commit -qm xen
	said 'd\\ é\.xml:2:9: note: .*\[domain-type\]$'
	# what is staged counts, not what was mended since
	sed /unbekanntes/d "$FIXTURES/encoding/kvm.xml" >"a 'b\" \$(c)/-d é.xml"
	filter 1 git commit -qm xen
	git add .
	filter 0 git commit -q --allow-empty -m mended
	echo "<domain type='kvm'" >cut.xml
	git add cut.xml
	run git commit -qm cut
	[ "$status" -ne 0 ]
	# a deleted file has nothing to check
	git rm -q --cached cut.xml
	git rm -q pool.xml
	filter 0 git commit -qm deleted
}

# committed STATUS MESSAGE: what git says of a commit of everything
committed() {
	git add .
	filter "$1" git commit -q --allow-empty -m "$2"
}

@test "the hook of git goes by the root element, whatever else a file says or is called" {
	git init -q .
	install -m 755 "$ci/pre-commit" .git/hooks/
	printf "<project>\n  <domain type='xen'><name>x</name></domain>\n</project>\n" >project.xml
	printf "<!-- <domain> -->\n<network><name>n</name><domain name='x'/></network>\n" >net.xml
	committed 0 'no domains'
	# a comment does not make a snapshot of it
	{
		printf '\357\273\277<?xml version="1.0"?>\n<!-- was in a\n<domainsnapshot> --><?pi <x?>\n'
		cat "$FIXTURES/demo/mail.xml"
	} >comment.xml
	committed 1 'behind a comment'
	said '^comment.xml:.*\[domain-type\]'
	git rm -qf comment.xml
	cp "$FIXTURES/demo/mail.xml" UP.XML
	committed 1 'capital letters'
	said '^UP.XML:'
	git rm -qf UP.XML
	# UTF-16: it says that it cannot be read, and only of domains
	iconv -f UTF-8 -t UTF-16 "$FIXTURES/demo/mail.xml" >wide.xml
	committed 1 'UTF-16'
	said '^wide.xml:'
	git rm -qf wide.xml
	iconv -f UTF-8 -t UTF-16 net.xml >widenet.xml
	committed 0 'a network in UTF-16'
	# a link that becomes a file
	ln -s net.xml link.xml
	committed 0 link
	rm link.xml
	cp "$FIXTURES/demo/mail.xml" link.xml
	committed 1 'a file now'
	said '^link.xml:'
}

@test "the hook of git leaves out what the committed baseline has" {
	git init -q .
	install -m 755 "$ci/pre-commit" .git/hooks/
	mkdir domains
	cp "$FIXTURES/demo/mail.xml" domains/
	filter 0 domconv --check --write-baseline=domconv.baseline domains/mail.xml
	committed 0 baseline
	sed -i 's|</devices>|<dsik/>&|' domains/mail.xml
	committed 1 'something new'
	said unknown-element
	run ! grep domain-type err
}

# commands FILE: what its steps run, in the order in which they run
commands() {
	sed -n "s|^ *sh '\(.*\)'\$|\1|p; s|^ *- \(domconv .*\)|\1|p; s|^ *- \(xsltproc .*\)|\1|p
		s|^ *-* *run: \(.*\)|\1|p" "$1" |
		sed "s|/usr/local/share/virtxml-filters/stylesheets|$TOP/stylesheets|
			s|/usr/local/share/virtxml-filters/ci|$ci|"
}

# run_steps FILE: as the systems do: every line with sh -e, those after a failure too, for they are
# in "always" parts; status 1 if the check failed
run_steps() {
	local line bad=0
	while read -r line; do
		bash -e -c "$line" >>log 2>&1 || {
			case $line in domconv*) bad=1 ;; *) return 2 ;; esac
		}
	done < <(commands "$1")
	return "$bad"
}

@test "the steps for GitHub, GitLab and Jenkins run, fail for Xen's domains, and leave their files" {
	local file want
	for file in github.yml gitlab.yml Jenkinsfile; do
		[ "$(commands "$ci/$file" | wc -l)" -ge 3 ]
		rm -rf domains log ./*.xml ./*.sarif ./*.html
		mkdir domains
		sed /unbekanntes/d "$FIXTURES/encoding/kvm.xml" >domains/kvm.xml
		run_steps "$ci/$file"
		cp "$FIXTURES/demo/mail.xml" domains/
		run run_steps "$ci/$file"
		[ "$status" -eq 1 ]
		xmllint --noout report.xml
		grep -q mail report.html
		for want in junit.xml domconv.sarif; do
			grep -q "$want" "$ci/$file" || continue
			grep -q domain-type "$want"
		done
	done
	grep -q '^::add-matcher::.*/problem-matcher.json$' <(commands "$ci/github.yml" | sed -n 's/^echo "\(.*\)"$/\1/p')
}

@test "the YAML is YAML, and files named in it are installed" {
	/usr/bin/python3 -c 'import sys, yaml
for name in sys.argv[1:]: assert isinstance(yaml.safe_load(open(name)), dict)' "$ci"/*.y*ml
	local path
	while read -r path; do
		path=${path#/usr/local/share/virtxml-filters/}
		[ -f "$TOP/$path" ] || [ -f "$TOP/tools/$path" ]
	done < <(grep -hoE '/usr/local/share/virtxml-filters/[a-z0-9/.-]+' "$ci"/* | sort -u)
}
