#!/bin/sh
# Starts converted domains under the real libvirt and QEMU: every document of fixtures/start has
# to start; with CORPUS (a directory with MANIFEST.tsv) libvirt's own Xen documents are tried, too.
# BUILD: directory of the programs; JUDGE, LESS: another libvirt and QEMU (judge.sh), which TARGET describes.
# Called by `make interop`; needs root, but no systemd.
#
# Everything happens in a root directory of our own (tests/interop/private-libvirtd.sh), so paths that
# documents name can be created wherever they lie.
set -eu
. "$(dirname "$0")/private-libvirtd.sh"
tab=$(printf '\t')

# --- outside: two namespaces, each takes every second document --------------------------------

# documents: a line each: fixture or corpus, tab, file.
documents() {
	printf 'fixture\t%s\n' "$top"/fixtures/start/*.xml
	[ -z "$CORPUS" ] || awk -F '\t' -v OFS='\t' -v dir="$CORPUS" '
		$6 == "xen-domain" && $1 ~ /^libvirt-9.0.0\/(xlconfig|xmconfig|libxlxml2domconfig)data\// {
			print "corpus", dir "/" $1
		}' "$CORPUS/MANIFEST.tsv"
}

sweep() {
	for worker in $workers; do
		kill "$(cat "$work/$worker/pid")" 2>/dev/null || :
	done
	wait
	rm -rf --one-file-system "$work"
}

# count KIND OUTCOME: how many results begin so (an extended regular expression)
count() {
	cat "$work"/*/results | grep -Ec "^$1$tab$2" || :
}

outside() {
	[ -x "${BUILD:?directory of the programs}/domconv" ] || complain "no domconv in $BUILD"
	private_check qemu-storage-daemon losetup xsltproc
	BUILD=$(cd "$BUILD" && pwd)
	[ -z "${CORPUS:-}" ] || CORPUS=$(cd "$CORPUS" && pwd)
	export BUILD CORPUS="${CORPUS:-}"
	workers=
	work=$(mktemp -d "${TMPDIR:-/tmp}/start.XXXXXX")
	trap sweep EXIT
	trap 'exit 130' HUP INT TERM
	documents >"$work/documents"
	for worker in 0 1; do
		mkdir "$work/$worker"
		awk -v n="$worker" 'NR % 2 == n' "$work/documents" >"$work/$worker/documents"
		: >"$work/$worker/results"
		: >"$work/$worker/failed" # until the end is reached
		unshare -mnp --fork --kill-child sh "$self" furnish "$work/$worker" &
		workers="$workers $worker"
	done
	wait
	workers=
	fixtures=$(grep -c '^fixture' "$work/documents")
	started=$(count fixture started)
	summary="start: $started of $fixtures fixtures started"
	if [ -n "$CORPUS" ]; then
		summary="$summary; corpus: $(count corpus started) of $(count corpus '(not )?started') started"
		summary="$summary, $(count corpus 'not converted') refused, $(count corpus 'left out') left out"
	fi
	echo "$summary"
	[ "$fixtures" -ge 20 ] && [ "$started" -eq "$fixtures" ] && [ ! -e "$work/0/failed" ] &&
		[ ! -e "$work/1/failed" ]
}

# --- inside: surroundings of a document -------------------------------------------------------

image() { # FORMAT PATH SIZE: an empty image
	mkdir -p "$(dirname "$2")" && rm -f "$2" || return 0
	if [ "$1" = raw ]; then
		truncate -s "$3" "$2" || :
	else
		qemu-img create -q -f "$1" "$2" "$3" || :
	fi
}

kernel() { # PATH: the header of a Linux kernel (2.02) that takes an initrd, and nothing else
	image raw "$1" 8K
	printf '\125\252\0\0HdrS\002\002' | dd of="$1" bs=1 seek=510 conv=notrunc status=none
}

block() { # PATH: a block device, the same for all
	mkdir -p "$(dirname "$1")" && cp -a --remove-destination "$loop" "$1"
}

network() { # NAME: a network of libvirt's
	virsh -q net-info "$1" >/dev/null 2>&1 && return
	bridge net-bridge
	network_xml "$1" net-bridge | define_xml net-create
}

listener() { # CHARDEV: somebody who listens there, until the document is done
	listeners=$((listeners + 1))
	qemu-storage-daemon --chardev "socket,id=c,server=on,wait=off,$1" --daemonize \
		--pidfile "/tmp/listener.$listeners" || :
}

dismiss() { # the listeners
	while [ "$listeners" -gt 0 ]; do
		if pid=$(cat "/tmp/listener.$listeners" 2>/dev/null); then
			kill "$pid"
			timeout 10 tail -s 0.05 -f --pid="$pid" /dev/null || :
		fi
		rm -f "/tmp/listener.$listeners"
		listeners=$((listeners - 1))
	done
}

# surround DOCUMENT: makes what the domain needs of its host; name is its name, lacking what
# there cannot be here.
surround() {
	name='' lacking=''
	xsltproc --nonet -o /tmp/needs "$top/tests/interop/needs.xslt" "$1" && sort -u -o /tmp/needs /tmp/needs ||
		return 1
	while IFS=$tab read -r need a b; do
		case $need in
		name) name=$a ;;
		boot) image raw "$a" 8K ;;
		kernel) kernel "$a" ;;
		terminal) mkdir -p "$(dirname "$a")" && ln -sf /dev/ptmx "$a" ;;
		file) image "$a" "$b" 1M ;;
		floppy) image "$a" "$b" 1440K ;;
		block) if [ "$a" = raw ]; then block "$b"; else lacking="a $a block device"; fi ;;
		bridge) bridge "$a" ;;
		network) network "$a" ;;
		fifo) mkdir -p "$(dirname "$a")" && { [ -p "$a" ] || mkfifo "$a"; } ;;
		beside) mkdir -p "$(dirname "$a")" && rm -f "$a" ;;
		listen-unix) mkdir -p "$(dirname "$a")" && listener "path=$a" ;;
		listen-tcp) listener "host=$a,port=$b" ;;
		lacking) lacking=$a ;;
		esac || lacking="$need $a"
	done </tmp/needs
}

# --- inside: the documents --------------------------------------------------------------------

# reason FILE: why virsh did not start it, in one line.
reason() {
	sed -n -E '
		/^error: Failed to (define|start) domain/d
		/^error: /!d
		s/^error: //
		:more
		$!N
		/\n(error:|Domain|shut off)/!{ s/\n/ /; $!b more; }
		s/\n.*//
		s/ *[0-9-]+T[0-9:.]+Z qemu-system[^:]*:/ QEMU:/g
		p
		q' "$1"
}

# start FILE [OPTION...]: converts, defines, starts, destroys, undefines; the outcome is "started"
# or tells why not.
start() {
	file=$1
	shift
	if ! "$BUILD/domconv" --type=qemu "${TARGET:+--target=}${TARGET:---emulator=$emulator}" "$@" "$file" \
		>/tmp/domain.xml 2>/tmp/domconv.err; then
		outcome="not converted: $(sed -n '/: error: /{s/.*: error: //p;q}' /tmp/domconv.err)"
		return
	fi
	if ! surround /tmp/domain.xml || [ -n "$lacking" ]; then
		outcome="left out: $lacking cannot be had here"
		dismiss
		return
	fi
	show_judge
	virsh -q "define --validate /tmp/domain.xml; start --paused '$name'; domstate '$name'
		destroy '$name'; undefine --nvram '$name'" >/tmp/virsh.out 2>&1 || :
	dismiss
	outcome="not started: $(reason /tmp/virsh.out)"
	grep -qx paused /tmp/virsh.out && ! grep -q '^error:' /tmp/virsh.out && outcome=started
	[ -z "$(virsh -q list --all --name)" ] || complain "$name is left behind"
}

inside() {
	private_begin
	listeners=0
	# One loop device is every block device.  It is held open and already detached: the kernel
	# takes it away when the last process here has ended, however that comes about.
	truncate -s 1M /var/block
	loop=$(losetup -f --show /var/block)
	exec 9<"$loop"
	losetup -d "$loop"
	enter_judge
	start_daemon
	lessen
	while IFS=$tab read -r kind xml; do
		case $kind in
		fixture) label=$(basename "$xml" .xml) ;;
		corpus) label=${xml#"$CORPUS/"} ;;
		esac
		opts=
		[ ! -f "${xml%.xml}.opts" ] || opts=$(cat "${xml%.xml}.opts")
		# shellcheck disable=SC2086  # options are separated by blanks
		start "$xml" $opts </dev/null
		case $outcome in
		started) echo "started $label" ;;
		*) echo "${outcome%%:*}: $label:${outcome#*:}" ;;
		esac
		echo "$kind$tab$outcome" >>/results
	done </documents
	stop_daemon
	rm /failed
}

private_main "$@"
