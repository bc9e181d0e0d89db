#!/bin/bash
# newroot.sh: what README promises, tried in roots of Debian that have nothing else: the two commands
# at its top in a fresh clone; the package, with its pages, completion and all examples; the static
# archive, without a shell and with one.  What is committed is tried.
#
# It wants root, mmdebstrap (make trial installs it) and Debian's packages (mirror.sh); SUITE is another
# Debian.  Mounts are made in namespaces of their own and go with the last process, so nothing is left,
# whatever happens.
set -euo pipefail
cd "$(dirname "$0")/../.."
top=$PWD
suite=${SUITE:-bookworm}
name=virtxml-filters
began=$SECONDS
[ "$(id -u)" -eq 0 ] || {
	echo "trial: only root can make a root" >&2
	exit 1
}
scratch=$(mktemp -d)
trap 'rm -rf --one-file-system "$scratch"' EXIT
trap 'exit 130' HUP INT TERM

step() {
	echo "trial: $* ($((SECONDS - began)) s)"
}

fail() {
	echo "trial: FAILED: $*" >&2
	exit 1
}

# quietly COMMAND...: what it says is shown only if it fails
quietly() {
	"$@" >"$scratch/log" 2>&1 || {
		grep -A 20 '^not ok' "$scratch/log" || tail -n 60 "$scratch/log"
		fail "$*"
	}
}

inside() { # ROOT COMMAND [ARGUMENT...]
	local root=$scratch/$1
	shift
	sh tests/package/inside.sh "$root" "$@"
}

# The ways of this machine to its network: names, proxies, who is believed.
connect() { # ROOT
	cp -L /etc/resolv.conf "$scratch/$1/etc/resolv.conf"
	mkdir -p "$scratch/$1/usr/local/share/ca-certificates"
	find /usr/local/share/ca-certificates -name '*.crt' \
		-exec cp -t "$scratch/$1/usr/local/share/ca-certificates" {} +
}

# has ROOT PATTERN COMMAND: the command prints a line like this
has() {
	inside "$1" "$3" >"$scratch/log" 2>&1 || {
		cat "$scratch/log"
		fail "$3"
	}
	grep -Eq -- "$2" "$scratch/log" || {
		cat "$scratch/log"
		fail "$3: nothing like '$2'"
	}
}

step "Debian $suite, minimal"
RELEASE=$suite quietly sh tests/package/debian-root.sh "$scratch/clone" --quiet
connect clone
cp -a "$scratch/clone" "$scratch/package"
cp -a "$scratch/clone" "$scratch/archive"

step "README's two commands in a fresh clone"
quietly git clone --no-hardlinks "$top" "$scratch/clone/root/$name"
mkdir "$scratch/examples"
sh tests/check/examples.sh "$scratch/examples" README.md tools/static/README
# What README wants first, and then the block at its top, line by line as it is printed.
first=$(sed -n 's/.*`\(apt-get install [a-z -]*\)`.*/\1/p' README.md)
[ "$(wc -l <<<"$first")" -eq 1 ]
quietly inside clone "apt-get -qq update; ${first/install/-qq -y --no-install-recommends install}"
commands=$(grep -l '^make deps demo' "$scratch/examples"/README.md:*)
[ "$(wc -l <"$commands")" -eq 2 ]
while read -r command; do
	quietly inside clone "cd /root/$name; $command"
	case $command in
	*demo*) grep -q "^+<domain type='kvm'>" "$scratch/log" || fail "$command converts nothing" ;;
	esac
	step "  ${command%%  *}: done$(sed -n 's/^ok [0-9]*.*/x/p' "$scratch/log" | wc -l | sed 's/^0$//; s/^[1-9].*/, & tests/')"
done <"$commands"

step "the package, built there and installed where nothing else is"
quietly inside clone "cd /root/$name; make deps-package deb"
grep -q '^lintian: clean' "$scratch/log" || fail "lintian has something to say"
mkdir "$scratch/package/tmp/deb"
cp "$scratch/clone/root/$name/build/deb/${name}"_*.deb "$scratch/package/tmp/deb"
quietly inside package "apt-get -qq update; apt-get -qq -y --no-install-recommends install /tmp/deb/*.deb"
tools=$(sed -n 's/^\(TOOLS\|SCRIPTS\) = //p' GNUmakefile)
for tool in $tools; do
	has package "^Usage: $tool " "$tool --help"
done
quietly inside package "apt-get -qq -y --no-install-recommends install man-db bash-completion"
for page in man/*.[1-9]; do
	page=${page#man/}
	has package '^(NAME|EXAMPLES)$' "man ${page##*.} ${page%.*}"
done
# What pages name is there, and a shell of somebody who logs in completes.
has package . 'for page in /usr/share/man/man*/*.gz; do zcat $page; done |
	grep -o "/usr[a-z/]*/virtxml-filters/[a-z]*/[a-z.-]*" | sort -u >/tmp/named
	grep -q hooks/qemu /tmp/named
	while read -r file; do ls -d ${file%.}; done </tmp/named'
# shellcheck disable=SC2016
has package '^--disk-bus=.*/virtio|^virtio' "bash -c '
	. /usr/share/bash-completion/bash_completion
	_completion_loader domconv
	COMP_WORDS=(domconv --disk-bus = v) COMP_CWORD=3
	_domconv
	printf \"%s\\n\" \"\${COMPREPLY[@]}\"'"
# All examples, with the installed tools.
quietly inside package "apt-get -qq -y --no-install-recommends install bats git libxml2-utils parallel xsltproc"
mkdir "$scratch/package/root/$name"
git -C "$scratch/clone/root/$name" archive HEAD | tar -C "$scratch/package/root/$name" -xf -
quietly inside package "cd /root/$name; sh debian/tests/printed"
step "  $(grep -c '^ok ' "$scratch/log") tests of examples passed with the installed tools"

step "the static archive, in a root that has not even a shell, and in one that has"
quietly inside clone "cd /root/$name; make STATIC=1 dist-static"
mkdir -p "$scratch/empty/media/usb/old" "$scratch/empty/media/usb/new"
cp fixtures/demo/mail.xml "$scratch/empty/media/usb/old"
tar -C "$scratch/empty" -xzf "$scratch/clone/root/$name/$name"-*-linux-*.tar.gz
unpacked=$(basename "$scratch/empty/$name"-*)
quietly chroot "$scratch/empty" "/$unpacked/bin/domconv" -d /media/usb/new /media/usb/old/mail.xml
grep -q "^<domain type='kvm'>" "$scratch/empty/media/usb/new/mail.xml" || fail "nothing is converted"
for tool in domconv bridgemap snapconv xlconv poolgen; do
	chroot "$scratch/empty" "/$unpacked/bin/$tool" --help | grep -q "^Usage: $tool " || fail "$tool --help"
done
mkdir -p "$scratch/archive/media/usb/old"
cp fixtures/demo/mail.xml "$scratch/archive/media/usb/old"
cp "$scratch/clone/root/$name/$name"-*-linux-*.tar.gz "$scratch/archive/root"
for example in "$(grep -l '^tar -xzf' "$scratch/examples"/README:*)" \
	"$(grep -l '^cp -R' "$scratch/examples"/README:*)"; do
	cat "$example"
done >"$scratch/archive/root/commands"
quietly inside archive 'cd /root; set +e; . ./commands; set -e; domconv --help; domconv -qc /media/usb/new/mail.xml'

step "the two commands, the package and the archive work where there is nothing but Debian $suite: passed"
