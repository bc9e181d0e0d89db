# What people may paste: no text of a document, and no name of a file, is live in sh, bash or zsh.
# A name with every byte sequence that a shell obeys is put into every place of a document that a
# message, a plan or a script may print; all lines of all of them are then given to the three
# shells, in an empty directory, with stand-ins for programs that write down how they were called.
load helpers

# What a shell, or a terminal, could obey.  Any of it that is obeyed calls touch, or makes a file.
active=('touch M' ';touch M;' '|touch M' '&touch M&' '&&touch M' '||touch M' '$(touch M)' '`touch M`'
	'${IFS}touch${IFS}M' '>M' '>>M' '<x>M' '2>M' '<(touch M)' '=(touch M)' '>(touch M)'
	$'\ntouch M\n' $'\rtouch M\r' $'\ttouch M' "'" "';touch M;'" "'\$(touch M)'" "';touch M;#"
	'";touch M;"' '"$(touch M)"' \\ "\\';touch M;\\'" '\";touch M;\"' "''\$(touch M)''" '"' "'\"'\"';touch M;"
	'#' $'# x\ntouch M' '!seed' '!!' "'!seed" '"!seed' '^seed^touch' '^x^touch M' '=touch' '~' '~+/M' '%1' '%touch'
	'{touch,M}' '*' '?' '[a-z]*' '*(e:"touch M":)' "(e:'touch M':)" '${(e):-$(touch M)}' '$0' '$?' '$M'
	'a=touch' '()' '(touch M)' '{ touch M; }' '[[ x ]]' '-rf' '--' '-' '+' '.' ': ' 'touch() { :; }'
	'coproc touch M' 'time touch M' 'exec touch M' $'$\'\\n\'touch M' $'\u0085touch M' $'\u009b31m' $'\u202etouch M'
	$'\u00a0touch M' $'\u2028touch M' '&amp;touch M' '%s%n' '..' 'a b' 'é' '@(a)' 'if' 'while :' '. ./M' 'x;:>M')

setup() {
	local name
	cd "$BATS_TEST_TMPDIR" || return
	mkdir bin
	# a stand-in for each program that a line could mean, and for those that English words are
	for name in seed virsh dd stat sha256sum blockdev rsync qemu-img domconv bridgemap snapconv poolgen touch rm cat cp mv find install \
		make convert run look split join id ls sort head tail cut file users more less at; do
		printf '#!/bin/sh\necho "${0##*/}" >>"$LOG"\n' >"bin/$name"
	done
	echo '[ "$1" != domstate ] || echo "shut off"' >>bin/virsh
	# the remote shell reads its command once more
	printf '#!/bin/sh\necho ssh >>"$LOG"\n[ "$1" = NEW ] && shift && exec sh -c "$*"\n' >bin/ssh
	ln -s /bin/sh bin/sh
	chmod +x bin/*
}

# xml TEXT: as an attribute's value.  A control character that XML cannot have is no name.
xml() {
	local s=${1//&/"&amp;"}
	s=${s//</"&lt;"} s=${s//>/"&gt;"} s=${s//\"/"&quot;"} s=${s//\'/"&apos;"}
	s=${s//$'\n'/"&#10;"} s=${s//$'\r'/"&#13;"} s=${s//$'\t'/"&#9;"}
	printf %s "$s"
}

# domains TEXT: documents with it in every place that may be printed, into FILES
domains() {
	local x
	x=$(xml "$1")
	rm -f -- *.xml
	cat >pv.xml <<-END
		<domain type="xen"><name>$x</name><uuid>$x</uuid><memory>1024</memory><bootloader>$x</bootloader><bootloader_args>$x root=$x</bootloader_args>
		<os><type arch="x86_64" machine="$x">linux</type></os><on_poweroff>$x</on_poweroff><clock offset="$x"/><devices><emulator>$x</emulator>
		<disk type="block"><driver name="phy"/><source dev="$x"/><target dev="xvda"/><!-- $(tr -d - <<<"${x//&#*;/}") --></disk>
		<disk type="file"><driver name="tap" type="qcow2"/><source file="/img/$x"/><target dev="xvdb" bus="$x"/><script path="$x"/></disk>
		<interface type="bridge"><mac address="$x"/><source bridge="$x"/><script path="$x"/><model type="$x"/><target dev="$x"/><backenddomain name="$x"/></interface>
		<interface type="ethernet"><mac address="$x"/><script path="$x"/></interface><graphics type="vnc" listen="$x" passwd="$x"/>
		<graphics type="sdl" display="$x" xauth="$x"/><console type="pty" tty="$x"><source path="$x"/><target type="xen"/></console>
		<hostdev mode="subsystem" type="pci"><source><address domain="$x" bus="0" slot="0" function="0"/></source></hostdev></devices>
		<commandline xmlns="http://libvirt.org/schemas/domain/xen/1.0"><arg value="$x"/></commandline></domain>
	END
	cat >kernel.xml <<-END
		<domain type="xen" id="$x"><name>$x</name><memory>1024</memory><os><type arch="$x">linux</type><kernel>/$x</kernel><initrd>$x</initrd><cmdline>root=/dev/xvda $x</cmdline></os>
		<devices><disk type="file"><source file="tap:$x"/><target dev="$x"/></disk><disk type="file"><driver name="$x" type="$x"/><source file="$x"/><target dev="xvda"/></disk>
		<disk type="block"><source dev="$x:r0"/><target dev="xvdc"/><shareable/></disk></devices></domain>
	END
	sed 's/>linux</>hvm</; s/xvda/hda/g' kernel.xml >hvm.xml
	sed "s/type=\"xen\"/type=\"kvm\"/" pv.xml >kvm.xml
	printf '<domain type="%s"><name>%s</name></domain>' "$x" "$x" >type.xml
	printf '<domainsnapshot><name>%s</name><state>%s</state><creationTime>1</creationTime><disks><disk name="%s"/></disks>%s</domainsnapshot>' \
		"$x" "$x" "$x" "$(cat pv.xml)" >snapshot.xml
	sed 's/<state>.*<\/state>/<state>shutoff<\/state>/; s/<disk name="[^"]*"/<disk name="xvda"/' snapshot.xml >set.xml
	printf '<network><name>%s</name><bridge name="%s"/><forward dev="%s" mode="bridge"><interface dev="%s"/></forward></network>' "$x" "$x" "$x" "$x" >network.xml
	printf '<pool type="%s"><name>%s</name><source><host name="%s"/><device path="%s"/></source><target><path>/%s</path></target></pool>' \
		iscsi "$x" "$x" "$x" "$x" >pool.xml
	printf '<pool type="%s"><name>%s</name></pool>' "$x" "$x" >unknown.xml
}

# tool COMMAND...: what it prints, on either output, into lines
tool() {
	"$@" >>lines 2>&1 </dev/null || :
}

# quiet COMMAND...: only what it complains of
quiet() {
	"$@" 2>>lines >/dev/null </dev/null || :
}

# All that is printed of documents with TEXT, and of files whose name is TEXT, but for plans.
collect_messages() { # TEXT
	local x=$1
	quiet domconv -v --force --direct-kernel=keep --keep-qemu-args -r report.xml \
		pv.xml kernel.xml hvm.xml kvm.xml type.xml
	xsltproc --stringparam fail-on change "$TOP/stylesheets/report-junit.xslt" report.xml |
		xmllint --xpath 'string(//testsuite)' - >>lines 2>/dev/null
	quiet domconv -c -v kvm.xml
	quiet xsltproc "$TOP/stylesheets/xen2qemu.xslt" hvm.xml
	quiet bridgemap -v -b other -n other --dev=x:y --allow=br0 pv.xml kernel.xml network.xml
	cat pv.xml kernel.xml type.xml >stream.xml
	quiet domconv --force -d "$BATS_TEST_TMPDIR" -- stream.xml
	quiet bridgemap -v -b "$x:br0" pv.xml
	quiet bridgemap --hook -b x:br0 --allow=br1 -- "$x" migrate begin - <pv.xml
	quiet snapconv -v --force snapshot.xml
	quiet snapconv --script=x set.xml set.xml
	quiet snapconv --script=x --current="$x" set.xml
	quiet poolgen -v --name="$x" --source-host="$x" --mount-option="$x" pool.xml
	quiet poolgen -v --source-dev="$x" --config-option="$x" unknown.xml
	quiet poolgen --type=netfs --name="$x" --source-host="$x" --source-path="$x" --target="$x" --mount-option="$x"
	printf '10.0.0.1:3260,1 %s\n%s\n' "$x" "$x" >discovery
	quiet poolgen -v --from-discovery discovery
	printf 'name = "%s"\nuuid = "%s"\nmemory = 1024\n%s = 1\ndisk = [ "%s", "phy:%s,xvda,w" ]\nvif = [ "%s", "bridge=%s,%s=1" ]\n' \
		"$x" "$x" "$x" "$x" "$x" "$x" "$x" "$x" >vm.cfg
	quiet xlconv -v vm.cfg
	quiet xlconv -v "$x.cfg"
	quiet domconv "--disk-bus=$x" pv.xml
	quiet domconv "--only=$x" pv.xml
	quiet domconv -o "$x/$x" pv.xml
	quiet domconv -- "$x" "./$x.xml"
	[ "${x//\//}" != "$x" ] || {
		cp pv.xml "./$x.xml"
		quiet domconv -q -- "$x.xml" "./$x.xml" kernel.xml -
	}
}

# What a person pastes on purpose.
collect_commands() { # TEXT
	local x=$1
	mkdir -p dir
	tool domconv -q --force --plan "--map-path=/img=/new/$x" --disk-format=xvdb=raw \
		-r report.xml pv.xml hvm.xml
	xsltproc "$TOP/stylesheets/report-html.xslt" report.xml |
		xmllint --html --xpath 'string(//pre)' - >>lines 2>/dev/null
	cat pv.xml hvm.xml kvm.xml >stream.xml
	tool domconv -q --force --plan stream.xml
	sed 's|<uuid>[^<]*</uuid>|<uuid>11111111-2222-4333-8444-555555555555</uuid>|' pv.xml >known.xml
	rm -rf plan.d
	tool domconv -q --force --plan=plan.d/ -o all.xml known.xml
	cat plan.d/*.t?? >>lines
	tool snapconv -q --force --script="$x" set.xml
	tool snapconv -q --force --script=x "--current=$x" set.xml
	tool poolgen -q --force --commands --name="$x" --source-host=h --source-dev=iqn.2001-01.x:y
	tool poolgen -q --force --commands --output="$x.new" pool.xml
	tool poolgen --force --by-path=0,300 --source-host="$x" --source-dev=iqn.2001-01.x:y
	printf '10.0.0.1:3260,1 %s\n' "${x//[[:space:]]/_}" >discovery
	tool poolgen --by-path=1 --from-discovery discovery
	[ "${x//\//}" != "$x" ] || {
		cp set.xml "dir/$x.xml"
		tool domconv -q --force --plan -- "dir/$x.xml"
		tool snapconv -q --force --script=vm -- "dir/$x.xml"
		tool snapconv -q --force --order -- "dir/$x.xml"
	}
}

# paste_lines SHELL...: all lines as they stand; to dash, which takes its input in larger pieces, each
# by itself.  What was run is in log, what was complained of in said, what was made in here.  The
# first command is what an event of the history would find.
paste_lines() { # SHELL...
	local loop='while IFS= read -r line; do (eval "$line"); done <../lines'
	rm -rf here log said
	mkdir here
	: >log
	(
		cd here || exit
		export LOG=$BATS_TEST_TMPDIR/log PATH=$BATS_TEST_TMPDIR/bin HOME=/nonexistent HISTFILE=
		if [ "$1" = /bin/dash ]; then
			"$@" -c "seed; $loop" >/dev/null 2>../said </dev/null || :
		else
			printf 'seed\n%s\n' "$(<../lines)" >../pasted
			"$@" -i >/dev/null 2>../said <../pasted || :
		fi
	)
}

shells() {
	printf '%s\n' '/bin/dash' '/bin/bash --norc --noprofile -H' '/bin/zsh -f'
}

# all_shells ALLOWED MADE: of what is in lines, no shell ran anything but ALLOWED (a pattern), and no
# file was made but MADE.  A seed that is run once more is an event of the history.
all_shells() {
	local shell bad=0
	# no line feed is missing, and no byte is there that a terminal obeys
	run ! grep -naP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]' lines
	sort -u lines >unique && mv unique lines
	while read -r shell; do
		# shellcheck disable=SC2086  # a command and its options
		paste_lines $shell
		if grep -Evx "$1|seed" log || [ "$(grep -c seed log)" -ne 1 ]; then
			echo "run by $shell"
			bad=1
		fi
		if find here -mindepth 1 ! -name "$2" | grep .; then
			echo "made by $shell"
			bad=1
		fi
		if grep -Ei 'unterminated|unmatched|looking for matching|unexpected EOF' said; then
			echo "a quote is open, says $shell"
			bad=1
		fi
	done < <(shells)
	[ "$bad" -eq 0 ]
}

@test "nothing of a document is live in a message, in any shell" {
	local x
	: >lines
	for x in "${active[@]}"; do
		domains "$x"
		collect_messages "$x"
	done
	[ "$(wc -l <lines)" -gt 5000 ]
	all_shells 'nothing' 'nothing'
}

@test "nothing of a document is live in a plan, a script or a list, but for the commands meant" {
	local x
	: >lines
	for x in "${active[@]}"; do
		domains "$x"
		collect_commands "$x"
	done
	all_shells 'virsh|dd|stat|mv|blockdev|sha256sum|ssh|qemu-img|domconv|head|cat' '*.backup'
}

@test "what is fixed in a message is plain: no byte of it is one that a shell obeys" {
	# without what stands in quotes; the rule at the end is in brackets
	cat "$FIXTURES"/*/*/*.err | sed -E "s/'([^']|'\\\\'')*'//g" >words
	run ! grep -n "[\"\$\`;&|<>\\*~#!^{}']" words
}

@test "no printed command writes over a file" {
	local shell before
	cp "$FIXTURES/demo/mail.xml" mail.xml
	domconv -q --plan --disk-format=xvda=qcow2 mail.xml | grep '^      [a-z(]' >commands
	# the guest is not known, an earlier dump and an image are there
	printf '#!/bin/sh\nif [ "$1" = domstate ]; then echo "shut off"; exit; fi\nexit 1\n' >bin/virsh
	printf '#!/bin/sh\nfor last; do :; done\n: >"$last"\n' >bin/qemu-img
	mkdir here
	cp mail.xml here/mail.xml
	echo dump | tee here/mail.xml.backup >here/mail.info.backup
	sed -i "s|/var/lib/xen/images/mail|./mail|g" commands
	echo image >here/mail.img
	before=$(cd here && cksum ./*)
	while read -r shell; do
		# shellcheck disable=SC2086  # a command and its options
		(cd here && LOG=/dev/null PATH=$BATS_TEST_TMPDIR/bin $shell ../commands) >/dev/null 2>err || :
		[ "$(cd here && cksum ./*)" = "$before" ]
		[ "$(grep -c 'mail.xml.backup' err)" -eq 1 ]
		[ "$(grep -c 'mail.info.backup' err)" -eq 1 ]
	done < <(shells)
	# where nothing is, a dump is for its owner alone, and nothing else is made
	printf '#!/bin/sh\nif [ "$1" = domstate ]; then echo "shut off"; exit; fi\necho dumped\n' >bin/virsh
	rm here/mail.*.backup
	(cd here && LOG=/dev/null PATH=$BATS_TEST_TMPDIR/bin sh ../commands >/dev/null)
	[ "$(stat -c %a here/mail.xml.backup)" = 600 ]
	grep -qx dumped here/mail.xml.backup
	[ "$(cd here && cksum mail.xml mail.img)" = "$(grep -v backup <<<"${before//.\//}" | sort -k 3r)" ]
}

# In each block of commands of README and the pages, what is redirected does not replace a file.
@test "examples do not write over files" {
	awk '
		function tell() { if (bad != "" && !safe) print FILENAME ": " bad; bad = ""; safe = 0 }
		/^\.Bd -literal/ { tell(); inside = 1; next }
		/^\.Ed/ { tell(); inside = 0; next }
		FILENAME ~ /\.md$/ { inside = /^    / }
		!inside { tell(); next }
		/set -C/ { safe = 1 }
		/(^|[^0-9>&<-])>("|\/|[A-Za-z])/ && bad == "" { bad = $0 }
	' "$TOP/README.md" "$TOP"/man/*.[157] | tee bad
	[ ! -s bad ]
}
