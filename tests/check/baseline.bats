# What --check leaves out: a baseline, and what comments in documents say.
load helpers

kvm() { # NAME DEVICES
	cat <<-EOD
		<domain type='kvm'>
		  <name>$1</name>
		  <memory unit='KiB'>262144</memory>
		  <os><type arch='x86_64' machine='pc'>hvm</type></os>
		  <devices>
		    $2
		  </devices>
		</domain>
	EOD
}

dumps() { # 500 documents, of which 300 have a finding
	local i
	mkdir dumps
	for ((i = 0; i < 500; i++)); do
		kvm "vm$i" "$([ $((i % 5)) -gt 2 ] || echo "<disk><target dev='vda' bus='virtoi'/></disk>")" >"dumps/$i.xml"
	done
}

@test "500 dumps with 300 findings pass with a baseline, and one new finding fails" {
	quick dumps
	filter 1 domconv --check dumps/*.xml
	lines 300
	filter 0 domconv --check --write-baseline=baseline dumps/*.xml
	lines 0
	[ "$(grep -c ^unknown-word baseline)" -eq 300 ]
	filter 0 domconv --check --baseline=baseline dumps/*.xml
	[ "$(cat err)" = 'domconv: note: 300 findings are in the baseline' ]
	sed -i "s|</devices>|<dsik/>&|" dumps/7.xml
	filter 1 domconv --check --baseline=baseline dumps/*.xml
	lines 2
	said '^dumps/7.xml:7:3: warning: .* \[unknown-element\]$'
	filter 1 domconv -q --check --format=json --baseline=baseline dumps/*.xml
	[ "$(grep -c '"kind"' out)" -eq 1 ]
}

@test "a finding is known by rule, document and path: moved lines do not count, another place does" {
	kvm a "<disk><target dev='vda' bus='virtoi'/></disk>" >a.xml
	domconv --check --write-baseline=baseline a.xml
	kvm a "


	<!-- moved --><disk><target dev='vda'
	bus='virtoi'/></disk>" >a.xml
	filter 0 domconv --check --baseline=baseline a.xml
	kvm c >c.xml
	filter 0 domconv --check --baseline=baseline a.xml c.xml a.xml
	said '2 findings are in the baseline$'
	kvm a "<disk/><disk><target dev='vda' bus='virtoi'/></disk>" >a.xml
	filter 1 domconv --check --baseline=baseline a.xml
	said '0 findings are in the baseline, 1 others of it are gone'
	kvm b "<disk><target dev='vda' bus='virtoi'/></disk>" >a.xml
	filter 1 domconv --check --baseline=baseline a.xml
}

@test "changes and refusals of Xen domains are known, too, in streams and by number" {
	cat "$FIXTURES/demo/mail.xml" "$FIXTURES/demo/mail.xml" "$FIXTURES/domconv/direct-kernel-pv/fires.xml" >xen.xml
	filter 1 domconv --check xen.xml
	filter 0 domconv --check --write-baseline=baseline xen.xml
	filter 0 domconv -q --check --baseline=baseline xen.xml
	lines 0
	filter 0 domconv -q --check --strict --baseline=baseline xen.xml
	cat "$FIXTURES/demo/mail.xml" >>xen.xml
	filter 1 domconv --check --baseline=baseline xen.xml
	grep -v ' note: [0-9]* findings' err | grep -vc '^xen.xml:[0-9]*:[0-9]*: [a-z]*: mail: ' | grep -x 0
}

@test "what is no baseline, or goes with a conversion, is wrong usage" {
	kvm a '' >a.xml
	printf 'nonsense\n' >nonsense
	filter 2 domconv --check --baseline=nonsense a.xml
	said '^nonsense:1:1: error: this is no baseline'
	domconv --check --write-baseline=cut a.xml
	echo 'disk-bus-xen a.xml' >>'cut'
	filter 2 domconv --check --baseline=cut a.xml
	said '^cut:2:1: error: '
	filter 3 domconv --check --baseline=none a.xml
	filter 2 domconv --baseline=cut a.xml
	filter 2 domconv --write-baseline=new a.xml
	[ ! -e new ]
	filter 2 domconv --check --write-baseline=a.xml a.xml
}

@test "the other tools have baselines, too" {
	printf 'name = "a"\nnonsense = 1\nmemory = 512\n' >a.cfg
	filter 0 xlconv --check --write-baseline=xl a.cfg
	filter 0 xlconv -q --check --baseline=xl a.cfg
	# what is found once more at the same place is new
	printf "name = 'a'\nmemory = 512\ndisk = [ 'script=x,vdev=hda,target=/a' ]\n" >disk.cfg
	filter 0 xlconv --check --write-baseline=disk disk.cfg
	sed -i "s| \]|, 'script=x,vdev=hdb,target=/b' ]|" disk.cfg
	filter 1 xlconv --check --baseline=disk disk.cfg
	said '^disk.cfg:3:[0-9]*: warning: .*\[xl-part-dropped\]'
	lines 2
	printf "<pool type='dir'><name>p</name><target><paht>/x</paht><path>/x</path></target></pool>" >pool.xml
	filter 0 poolgen --check --write-baseline=pool pool.xml
	filter 0 poolgen -q --check --baseline=pool pool.xml
	filter 0 bridgemap --check -b eth0:br0 --write-baseline=bridges "$FIXTURES/demo/mail.xml"
	filter 0 bridgemap -q --check -b eth0:br0 --baseline=bridges "$FIXTURES/demo/mail.xml"
}

@test "a comment above an element, or behind it in its line, ignores a rule there and below" {
	kvm a "<!-- virtxml: ignore unknown-word: our own driver -->
    <disk><target dev='vda' bus='virtoi'/></disk>
    <dsik/> <!-- virtxml: ignore unknown-element: read by our inventory -->
    <disk>
      <target dev='vdb' bus='virtoi'/><!--virtxml:ignore unknown-word:both-->
    </disk>
    <disk>
      <target dev='vdc' bus='virtoi'/>
      <!-- virtxml: ignore unknown-word: the last in its element is about that one -->
    </disk>" >a.xml
	filter 0 domconv --check a.xml
	lines 0
	sed 's/dev=.vdc./& bsu="x"/' a.xml | filter 1 domconv --check
	lines 1
	said unknown-attribute
}

@test "a comment above the root is about all of the document" {
	{
		echo '<!-- virtxml: ignore unknown-word: all of it -->'
		kvm a "<disk><target dev='vda' bus='virtoi'/></disk>"
	} >a.xml
	filter 0 domconv --check a.xml
	# behind an empty line
	{
		echo
		cat a.xml
	} | filter 0 domconv --check
}

@test "a comment that ignores nothing, without a reason, or with an unknown rule is a warning" {
	kvm a "<!-- virtxml: ignore unknown-word: nothing here -->
    <disk><target dev='vda' bus='virtio'/></disk>" | filter 1 domconv --check
	said "^<stdin>:6:5: warning: nothing to ignore: 'unknown-word' finds nothing here\$"
	lines 1
	kvm a "<dsik/> <!-- virtxml: ignore unknown-element -->" | filter 1 domconv --check
	said 'a reason is missing'
	said unknown-element
	kvm a "<dsik/> <!-- virtxml: ignore unknown-element: -->" | filter 1 domconv --check
	said 'a reason is missing'
	kvm a "<dsik/> <!-- virtxml: ignores unknown-element: x -->" | filter 1 domconv --check
	said 'expected: virtxml: ignore RULE: reason'
	kvm a "<dsik/> <!-- virtxml: ignore unknown-elemnt: x -->" | filter 1 domconv --check
	said "'unknown-elemnt' is not a rule"
	kvm a "<!-- virtxml: ignroe unknown-element: x -->" | filter 1 domconv --check
	said 'expected: virtxml: ignore RULE: reason'
	kvm a '' | sed 's|<memory|<description><![CDATA[<!-- virtxml: ignore x: no comment -->]]></description>&|' >a.xml
	filter 0 domconv --check a.xml
}

@test "conversions and hooks obey no comment" {
	sed 's|<devices>|<!-- virtxml: ignore emulator: ours -->&|' "$FIXTURES/demo/mail.xml" >xen.xml
	filter 0 domconv xen.xml
	grep -q '<emulator>/usr/bin/kvm' out
	filter 1 domconv --check xen.xml
	run ! grep '\[emulator\]' err
	sed 's|<devices>|<!-- virtxml: ignore bridge-named,bridge-unlisted: x -->&|' "$FIXTURES/demo/mail.xml" |
		filter 0 bridgemap -b eth0:br7
	grep -q br7 out
	sed 's|<devices>|<!-- virtxml: ignore bridge-unlisted: x -->&|' "$FIXTURES/demo/mail.xml" |
		filter 1 bridgemap --hook --allow=br7 -b eth9:br7 -- mail migrate begin -
}

@test "--obey-comments: a conversion makes the other changes, and a hook does not take it" {
	sed 's|<devices>|<!-- virtxml: ignore emulator,unknown-word: ours -->&|' "$FIXTURES/demo/mail.xml" >xen.xml
	filter 0 domconv -v --obey-comments xen.xml
	grep -q '<emulator>/usr/lib' out
	grep -q "<domain type='kvm'" out
	run ! grep -E '\[emulator\]|nothing to ignore' err
	sed 's|<devices>|<!-- virtxml: ignore bridge-named: x -->&|' "$FIXTURES/demo/mail.xml" |
		filter 0 bridgemap -q --obey-comments -b eth0:br7
	run ! grep br7 out
	filter 2 bridgemap --hook --obey-comments -b eth9:br7 -- mail migrate begin - <xen.xml
	said 'excludes --obey-comments'
}

@test "--obey-comments: what a rule refuses is left as it is" {
	sed 's|<kernel>|\n<!-- virtxml: ignore direct-kernel-pv: copied to the new host -->\n&|' \
		"$FIXTURES/domconv/direct-kernel-pv/fires.xml" >xen.xml
	filter 1 domconv xen.xml
	said direct-kernel-pv
	filter 0 domconv --obey-comments xen.xml
	grep -q '<kernel>' out
	grep -q "<domain type='kvm'" out
}

@test "names of files and documents with tabs and backslashes; a refusal that is left; an unused comment of a rule that is off" {
	local file=$'a\tb\\c.xml'
	cat >"$file" <<-'END'
		<domain type='kvm'><name>a</name><memory>1</memory><os><type arch='x86_64' machine='pc'>hvm</type></os>
		<devices><interface type='bridge'><source bridge='b'/><script path='vif-bridge'/></interface></devices></domain>
	END
	filter 0 domconv -c --write-baseline=known "$file"
	grep -Fq 'a\x09b\x5cc.xml' known
	filter 0 domconv -c --baseline=known "$file"
	sed -i "s|<devices>|<!-- virtxml: ignore domain-type: x -->&|" "$file"
	filter 1 domconv -c --skip=domain-type "$file"
	run ! grep 'domain-type' err
	cat >xen.xml <<-'END'
		<domain type='xen'><name>a</name><memory>1</memory><os><type arch='x86_64' machine='xenfv'>hvm</type></os>
		<devices><!-- virtxml: ignore interface-script: x -->
		<disk type='file' device='disk'><source file='/b'/><target dev='own' bus='xen'/></disk>
		<disk type='file' device='disk'><source file='/c'/><target dev='odd' bus='xen'/></disk>
		<interface type='bridge'><source bridge='b'/><script path='vif-bridge'/></interface></devices></domain>
	END
	filter 1 domconv --obey-comments xen.xml
	wrote_nothing
	[ "$(grep -c disk-target-unknown err)" -eq 2 ]
}
