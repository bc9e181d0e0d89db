# What the pages of formats (section 5) say is what the programs write: each name of a field, element,
# attribute or file.
load helpers
load examples
load hosts

setup() {
	hosts
}

page() { # NAME: the page as it is read, without overstrikes, in one line
	mandoc -T ascii "$TOP/man/$1.5" 2>/dev/null | sed $'s/.\b//g' | tr -s ' \n' ' '
}

# names PAGE: each line of standard input stands in the page
names() {
	local text word lacking=0
	text=$(page "$1")
	while read -r word; do
		case " $text " in
		*[\ \</]"$word"[\ ,.\;\>=:\)/]*) ;;
		*)
			echo "$1(5) lacks: $word"
			lacking=1
			;;
		esac
	done
	return "$lacking"
}

@test "virtxml-report(5) names each element, attribute and word of report.rng" {
	grep -o '<\(element\|attribute\) name="[^"]*"\|<value>[a-z-]*' "$TOP/schemas/report.rng" |
		sed 's/.*name="//; s/"$//; s/<value>//' | sort -u >all
	[ "$(wc -l <all)" -gt 50 ]
	# the tools, groups and levels: pages of their own, and --list-rules
	grep -vxE 'domconv|bridgemap|snapconv|poolgen|xlconv|yes|drop|warn|refuse|convert|seed|accept|meaning|live|notes|maps|snapshot|target|pool|config|vocabulary' all >wanted
	names virtxml-report <wanted
	# an element may have the name of a word, too
	grep -o '<element name="[^"]*' "$TOP/schemas/report.rng" | sed 's/.*"/</; s/$/>/' | sort -u |
		grep -vF "$(page virtxml-report | grep -o '<[a-z-]*>')" >lacking || :
	diff /dev/null lacking
}

@test "virtxml-host(5) names each element of host.rng, and each document that is read" {
	grep -o '<element name="[^"]*' "$TOP/schemas/host.rng" | sed 's/.*"//' >wanted
	[ "$(wc -l <wanted)" -gt 8 ]
	sed -n 's/^\tX("\([A-Za-z]*\)".*/\1/p' "$TOP/tools/target/target.c" >roots
	[ "$(wc -l <roots)" -gt 8 ]
	cat roots >>wanted
	names virtxml-host <wanted
}

@test "virtxml-plan(5) names each column of plan.tsv, and each file" {
	filter 0 domconv -q --plan=plan/ "$FIXTURES/demo/mail.xml"
	head -n 1 plan/plan.tsv | tr '\t' '\n' | sed '$d' >wanted
	sed -n 's/^\.It Cm //p' "$TOP/man/virtxml-plan.5" | cmp - wanted
	(cd plan && printf '%s\n' *) | sed 's/^mail/STEM/' | names virtxml-plan
	sed -n 's/^[a-z]*=\.\/mail\.\([a-z.]*\) .*/STEM.\1/p; s/.*STATE:-\.\/mail\(\.[a-z]*\)}.*/STEM\1/p' \
		plan/mail.sh >files
	[ "$(wc -l <files)" -ge 2 ]
	names virtxml-plan <files
}

@test "virtxml-baseline(5) has the first line of a baseline" {
	filter 0 domconv --check --write-baseline=domconv.baseline "$FIXTURES/demo/mail.xml"
	[[ "$(page virtxml-baseline)" = *"$(head -n 1 domconv.baseline)"* ]]
}

@test "virtxml-export(5) names each kind and file of an export" {
	old_host 9.0.0 qemu kvm
	filter 0 virsh-export -c qemu+ssh://root@old/system export
	(cd export && find . -type f) | sed -E 's|^\./||; s|/.*||' | sort -u >files
	cut -f 1 export/index.tsv | sort -u >kinds
	cut -f 2 export/files.tsv | sort -u | grep -xE 'image|backing|nvram|kernel' >some
	cat files kinds some >wanted
	[ "$(wc -l <kinds)" -ge 3 ]
	names virtxml-export <wanted
	[ "$(awk -F '\t' '{ print NF }' export/index.tsv | sort -u)" = 7 ]
	[ "$(awk -F '\t' '{ print NF }' export/files.tsv | sort -u)" = 4 ]
}

@test "virtxml-output(5): -d by base name, name and UUID" {
	mkdir new
	cp "$FIXTURES/demo/mail.xml" base.dump
	filter 0 domconv -q -d new base.dump
	filter 0 domconv -q -d new - <base.dump
	sed 's/>mail</>.mail</' base.dump >in
	filter 0 domconv -d new - <in
	said 'cannot name a file .mail: the document is in '
	[ "$(cd new && echo *)" = '0b1f3e0a-7c55-4d5e-9a43-1c2b8a5d9e11.xml base.dump mail.xml' ]
	[ "$(stat -c %a new/* | sort -u)" = 600 ]
}

@test "the examples of these pages" {
	printf "<domain type='xen'><name>bad</name></domain>\n" >bad.xml
	filter 1 domconv -q --plan=plan/ --report=report.xml "$FIXTURES/demo/mail.xml" bad.xml
	example 0 'awk -F '
	[ "$(cat out)" = 'bad: memory-missing' ]
	example 0 "xmllint --xpath '//document"
	[ "$(tr -d ' ' <out)" = 'source="bad.xml"' ]
	filter 0 domconv --check --write-baseline=domconv.baseline "$FIXTURES/demo/mail.xml"
	example 0 'sed 1d domconv.baseline'
	[ "$(awk '{ n += $1 } END { print n }' out)" -eq "$(sed 1d domconv.baseline | wc -l)" ]
}
