# --plan=DIR/: a script for each guest, run between two hosts that are directories (tests/stand-in/two-hosts).
load helpers

uuid=3a1f7f3e-6a21-4f8e-8d0b-5f6a7b8c9d0e

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	export HOSTS=$PWD/hosts
	bin=$PWD/bin
	mkdir bin
	for program in ssh virsh lvcreate blockdev blkid stat dd sha256sum mv head qemu-img domconv cat; do
		ln -s "$TOP/tests/stand-in/two-hosts" "bin/$program"
	done
}

# xml TEXT: as an attribute's value
xml() {
	local s=${1//&/"&amp;"}
	s=${s//</"&lt;"} s=${s//\"/"&quot;"} s=${s//\'/"&apos;"}
	printf %s "${s//$'\n'/"&#10;"}"
}

# guest NAME WORD [KEY]: its definition in old/dump.xml, images called after WORD: a raw file, a qcow2 file
# that is sparse, a volume; KEY: as virsh calls it
guest() {
	local x
	x=$(xml "$2")
	rm -rf hosts
	mkdir -p hosts/old/img hosts/old/vg0 hosts/old/guests hosts/new/img hosts/new/vg0
	cat >hosts/old/dump.xml <<-END
		<domain type="xen"><name>$(xml "$1")</name><uuid>$uuid</uuid><memory>1024</memory><bootloader>pygrub</bootloader>
		<os><type>linux</type></os><devices>
		<disk type="file"><driver name="tap" type="aio"/><source file="$HOSTS/old/img/raw $x"/><target dev="xvda"/></disk>
		<disk type="file"><driver name="qemu" type="qcow2"/><source file="$HOSTS/old/img/cow $x"/><target dev="xvdb"/></disk>
		<disk type="block"><driver name="phy"/><source dev="/dev/vg0/lv$x"/><target dev="xvdc"/></disk>
		</devices></domain>
	END
	head -c 300000 /dev/urandom >"hosts/old/img/raw $2"
	head -c 1000 /dev/urandom >"hosts/old/img/cow $2"
	truncate -s 5M "hosts/old/img/cow $2"
	head -c 100000 /dev/urandom >"hosts/old/vg0/lv$2"
	printf %s "${3-$1}" >hosts/guest
	printf running >"hosts/old/guests/${3-$1}"
	: >"hosts/old/guests/${3-$1}.autostart"
}

# plan: of that guest into move; the volumes are files
plan() {
	rm -rf move
	domconv -q "--map-path=$HOSTS/old=$HOSTS/new" --plan=move/ hosts/old/dump.xml >converted.xml
	sed -i "s,^\(from_.\)=\(.*\)/dev/vg0,\1=\2$HOSTS/old/vg0,; s,^\(to_.\)=\(.*\)/dev/vg0,\1=\2$HOSTS/new/vg0," move/*.sh
}

# run_script STATUS [SHELL]: from elsewhere
run_script() {
	filter "$1" env PATH="$bin:$PATH" PATIENCE=3 "${2:-sh}" move/*.sh
}

# moved NAME WORD: the guest runs on the new host only, with the same images, and autostart
moved() {
	local image
	for image in "img/raw $2" "img/cow $2" "vg0/lv$2"; do
		same "hosts/old/$image" "hosts/new/$image"
	done
	[ "$(cat "hosts/old/guests/$1")" = 'shut off' ]
	[ "$(cat "hosts/new/guests/$1")" = running ]
	[ ! -e "hosts/old/guests/$1.autostart" ]
	[ -e "hosts/new/guests/$1.autostart" ]
	same converted.xml hosts/new/definition.xml
	cmp hosts/old/dump.xml move/*.backup.xml
	[ ! -e hosts/twice ]
}

@test "a script moves a guest, waits for a person, and does nothing when it is run again" {
	guest mail a
	plan
	shellcheck move/mail.sh
	run_script 2
	said '^mail.sh: stopped at step prepare .*touch ./mail.state/prepare'
	grep -q 'grub-install' out
	[ "$(cat hosts/old/guests/mail)" = running ]
	run_script 2
	touch move/mail.state/prepare
	run_script 0
	moved mail a
	cp hosts/log before
	run_script 0
	moved mail a
	run ! sh -c "comm -13 before hosts/log | grep -v domstate"
}

@test "OLD is another host, and so is NEW" {
	guest mail a
	plan
	mkdir move/mail.state && touch move/mail.state/prepare
	OLD=OLD NEW=NEW HOST=workstation run_script 0
	moved mail a
	[ "$(grep -c '^workstation ' hosts/log)" -eq "$(grep -c '^workstation ssh\|^workstation cat\|^workstation domconv\|^workstation mv' hosts/log)" ]
}

@test "the definition beside the script is used, also without domconv" {
	guest mail a
	cp hosts/old/dump.xml mail.xml
	mkdir move
	domconv -q "--map-path=$HOSTS/old=$HOSTS/new" --plan=move -d move mail.xml
	cp move/mail.xml converted.xml
	sed -i "s,^\(from_.\)=/dev,\1=$HOSTS/old,; s,^\(to_.\)=/dev,\1=$HOSTS/new," move/mail.sh
	mkdir move/mail.state && touch move/mail.state/prepare
	run_script 0
	moved mail a
	run ! grep domconv hosts/log
}

# fail_at N: the N-th call fails; nothing is lost, and the second run ends well
fail_at() {
	local before status=0 step
	guest mail a
	rm -rf move/mail.state move/mail.backup.*
	mkdir move/mail.state
	touch move/mail.state/prepare
	echo "$1" >hosts/fail
	before=$(cd hosts/old && cksum img/* vg0/* dump.xml)
	env PATH="$bin:$PATH" PATIENCE=3 sh move/mail.sh >out 2>err || status=$?
	[ "$status" -eq 0 ] || {
		step=$(sed -n 's/^mail.sh: stopped at step \([a-z0-9-]*\) (.*): .*run this again$/\1/p' err)
		[ -n "$step" ] && [ ! -e "move/mail.state/$step" ]
	} || return 1
	[ "$(cd hosts/old && cksum img/* vg0/* dump.xml)" = "$before" ] || return 1
	rm hosts/fail
	env PATH="$bin:$PATH" PATIENCE=3 sh move/mail.sh >out 2>err || {
		echo "second run after call $1 failed ($(grep -n '' hosts/log | sed -n "$1p"))"
		cat err
		return 1
	}
	moved mail a
}

fail_each() {
	local n=1 calls=$1
	while [ "$n" -le "$calls" ]; do
		fail_at "$n" || {
			echo "call $n: $(sed -n "${n}p" hosts/log)"
			cat err
			return 1
		}
		n=$((n + 1))
	done
}

@test "each call of each program fails once: nothing is lost, and the second run finishes" {
	guest mail a
	plan
	mkdir move/mail.state
	touch move/mail.state/prepare
	run_script 0
	moved mail a
	quick fail_each "$(cat hosts/calls)"
}

# hostile WORD SHELL: a guest, its images and its volume are called so
hostile() {
	local key=$1
	[ "${1//$'\n'/}" = "$1" ] || key=$uuid
	guest "$1" "$1" "$key"
	plan || return
	mkdir "move/$uuid.state"
	touch "move/$uuid.state/prepare"
	env PATH="$bin:$PATH" PATIENCE=3 REMOTE_SHELL="$2" "$2" "move/$uuid.sh" >out 2>err || {
		cat err
		return 1
	}
	moved "$key" "$1" || return
	[ -z "$(find . -name 'owned*' -size 0)" ]
}

@test "hostile names, in sh, bash and zsh, on either side" {
	local word shell
	for word in "it's" '$(touch owned)' '`touch owned`' 'a b; touch owned' '-rf' '*' '!!' "'; touch owned; '" \
		'"' \\ $'\ntouch owned\nx' '#x' '=ls' '~root' '${IFS}' '{a,b}' '|touch owned' '>owned'; do
		guest "$word" "$word"
		plan
		shellcheck "move/$uuid.sh"
		for shell in dash bash zsh; do
			(
				trap - DEBUG
				hostile "$word" "$shell"
			)
		done
	done
}
