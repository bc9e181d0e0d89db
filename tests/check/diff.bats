# --diff: what a conversion would change, as a unified diff.
load helpers

# agrees FILE OPTION...: patch makes of the file what the tool makes
agrees() {
	local file=$1 status=0
	shift
	"$@" -q "$file" >want 2>/dev/null || return 0 # refused: nothing would be written
	"$@" -q --diff "$file" >changes
	cp "$file" patched
	[ ! -s changes ] || patch -s patched <changes || return
	cmp -s patched want || {
		echo "not the same: $file"
		return 1
	}
}

all_agree() {
	local file bad=0
	for file in "$FIXTURES"/domconv/*/*.xml "$FIXTURES"/demo/*.xml "$FIXTURES"/encoding/*.xml; do
		agrees "$file" domconv || bad=1
	done
	for file in "$FIXTURES"/snapconv/*/*.xml; do agrees "$file" snapconv || bad=1; done
	for file in "$FIXTURES"/bridgemap/*/*.xml; do agrees "$file" bridgemap -b eth0:br0 || bad=1; done
	return $bad
}

@test "patch makes of each fixture what the tool makes of it" {
	quick all_agree
}

@test "the diff is that of diff -u for the demo" {
	cp "$FIXTURES/demo/mail.xml" mail.xml
	domconv -q mail.xml >new.xml
	filter 0 domconv -q --diff mail.xml
	tail -n +3 out >ours
	diff -u mail.xml new.xml | tail -n +3 >theirs
	same theirs ours
	[ "$(head -n 2 out)" = "$(printf '%s\n' '--- mail.xml' '+++ mail.xml')" ]
}

@test "documents of one input have the lines of the file, a clean one nothing" {
	{
		cat "$FIXTURES/demo/mail.xml"
		domconv -q "$FIXTURES/demo/mail.xml"
		cat "$FIXTURES/demo/mail.xml"
	} >all.xml
	agrees all.xml domconv
	[ "$(grep -c '^--- ' changes)" -eq 1 ]
	domconv -q all.xml >clean.xml
	filter 0 domconv --diff clean.xml
	wrote_nothing
}

@test "many changes far apart and a very long one" {
	awk '/<disk type=.file. device=.disk/ { disk = 1 } disk { text = text $0 "\n" } /<\/disk>/ && disk {
		for (i = 0; i < 300; i++) { t = text; sub(/mail.img/, i ".img", t); sub(/xvda/, "xvd" sprintf("%c%c", 97 + i / 26, 97 + i % 26), t); printf "%s", t }
		disk = 0; next } !disk { print }' "$FIXTURES/demo/mail.xml" >many.xml
	agrees many.xml domconv
	[ "$(grep -c '^-' changes)" -gt 600 ]
	awk '/<devices>/ { print "<bootloader>"; for (i = 0; i < 1000; i++) print "line " i; print "</bootloader>" } { print }' \
		"$FIXTURES/demo/mail.xml" | sed '/pygrub/d' >long.xml
	agrees long.xml domconv
	[ "$(grep -c '^-line' changes)" -eq 1000 ]
}

@test "colors when they are wanted, and no control characters then" {
	cp "$FIXTURES/demo/mail.xml" mail.xml
	filter 0 domconv -q --diff --color=always mail.xml
	grep -q "$(printf '^\033\\[31m-')" out
	grep -q "$(printf '^\033\\[32m+')" out
	sed "s/<name>mail/&$(printf '\302\233')31m/" mail.xml >odd.xml
	filter 0 domconv -q --diff --color=always odd.xml
	run ! grep -a "$(printf '\302\233')" out
	filter 0 domconv -q --diff mail.xml
	run ! grep -a "$(printf '\033')" out
}

@test "with --check the messages and the status are there, too; nothing is written" {
	cp "$FIXTURES/demo/mail.xml" mail.xml
	filter 1 domconv --check --diff mail.xml
	said domain-type
	grep -q '^+<domain' out
	same "$FIXTURES/demo/mail.xml" mail.xml
	filter 1 domconv --diff "$FIXTURES/domconv/direct-kernel-pv/fires.xml"
	wrote_nothing
	filter 2 domconv --diff -o x mail.xml
	filter 2 domconv --diff -i mail.xml
	filter 2 domconv --diff --plan mail.xml
	filter 2 domconv --diff --check --format=json mail.xml
	filter 2 poolgen --diff --name p --type dir --target /srv
	printf 'name = "a"\nmemory = 512\n' >a.cfg
	filter 2 xlconv --diff a.cfg
	filter 2 bridgemap --ldif --diff -b eth0:br0 mail.xml
	filter 2 bridgemap --hook --diff -b eth0:br0 -- mail migrate begin - <mail.xml
}
