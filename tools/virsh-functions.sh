# shellcheck shell=sh
# What the programs virsh-* have in common.  One of them sets program, its name, and here, the folder
# in which it lies, and sources this file.
# shellcheck disable=SC2034,SC2154 # what comes from them, and what they use
set -u
umask 077
LC_ALL=C
export LC_ALL
tab=$(printf '\t')
uri='' kind='' uuid='' part='' current=''

# --- messages -------------------------------------------------------------------------------------

stop() { # STATUS MESSAGE
	clear_progress
	printf '%s: error: %s\n' "$program" "$2" >&2
	[ "$1" -ne 2 ] || echo "Try '$program --help'." >&2
	exit "$1"
}

# quoted WORD: as a shell reads it back, so that a line is safe where it is pasted.
quoted() {
	printf "'%s'" "$(printf %s "$1" | sed "s/'/'\\\\''/g")"
}

# U+2028 to U+202E, U+2066 to U+2069: they change the direction of text, or its line
redirecting=$(printf 's/\342\200[\250-\256]/?/g; s/\342\201[\246-\251]/?/g')

# Standard input without the characters that a terminal obeys.
harmless() {
	tr -d '\000-\011\013-\037\177' | sed "$redirecting"
}

# progress TEXT: one line on standard error, if that is a terminal; the next one takes its place.
progress() {
	[ -t 2 ] || return 0
	printf '\r%.70s\033[K' "$(printf %s "$1" | harmless)" >&2
	progress_shown=1
}

progress_shown=
clear_progress() {
	[ -z "$progress_shown" ] || printf '\r\033[K' >&2
	progress_shown=
}

# --- programs -------------------------------------------------------------------------------------

# neighbour PROGRAM: where it is: in the same folder, on PATH, or where the sources are built.
neighbour() {
	if [ -x "$here/$1" ]; then
		echo "$here/$1"
	else
		command -v "$1" || { [ -x "$here/../build/$1" ] && echo "$here/../build/$1"; }
	fi
}

bridgemap=$(neighbour bridgemap) || bridgemap=
bridgemap() {
	"${bridgemap:-bridgemap}" "$@"
}

print_version() {
	bridgemap --version | sed "s/^bridgemap/$program/"
}

# work_folder: $work is a new folder, which the end of the program removes.
work_folder() {
	work=$(mktemp -d) || stop 3 'cannot make a directory for temporary files'
	trap 'clear_progress; rm -rf "$work"' EXIT
	trap 'exit 130' HUP INT TERM
}

# --- virsh ----------------------------------------------------------------------------------------

v() {
	virsh ${uri:+-c "$uri"} -q "$@" </dev/null
}

# with_option OPTION COMMAND WORD...: without OPTION, if this virsh is too old to have it.
with_option() {
	option_tried=$1 command_tried=$2
	shift 2
	v "$command_tried" "$option_tried" "$@" 2>"$work/option" && return
	if grep -q "support option" "$work/option"; then
		v "$command_tried" "$@"
	else
		cat "$work/option" >&2
		return 1
	fi
}

# What virsh has said in $work/err.
virsh_says() {
	why=$(sed -n 's/^error: //p' "$work/err" | paste -s -d ' ' -)
	if [ -n "$why" ]; then
		quoted "$why"
	else
		printf 'virsh names no reason'
	fi
}

# uuids COMMAND...: the UUIDs that virsh lists, a line each.  virsh 10.7 prints a table for --uuid, whose
# last column they are.
uuids() {
	v "$@" >"$work/uuids" &&
		awk '{
			for (i = NF; i > 0; i--)
				if ($i ~ /^[0-9a-f-]+$/ && length($i) == 36 &&
					$i ~ /^[0-9a-f]*-[0-9a-f]*-[0-9a-f]*-[0-9a-f]*-[0-9a-f]*$/) {
					print $i
					next
				}
		}' "$work/uuids"
}

# --- documents ------------------------------------------------------------------------------------
# One is known by $kind, $uuid (of its domain, if it is part of one), and $part: the name of a snapshot
# or checkpoint.  $current is --current for a current snapshot.

dump() {
	case $kind in
	domain) v dumpxml --inactive --security-info "$uuid" ;;
	managedsave) v managedsave-dumpxml --security-info "$uuid" ;;
	snapshot) v snapshot-dumpxml --security-info "$uuid" --snapshotname "$part" ;;
	checkpoint) v checkpoint-dumpxml --security-info "$uuid" --checkpointname "$part" ;;
	network) with_option --inactive net-dumpxml "$uuid" ;;
	pool) with_option --inactive pool-dumpxml "$uuid" ;;
	nwfilter) v nwfilter-dumpxml "$uuid" ;;
	secret) v secret-dumpxml "$uuid" ;;
	esac
}

define() { # FILE
	case $kind in
	domain) v define "$1" ;;
	managedsave) v managedsave-define "$uuid" "$1" ;;
	snapshot) v snapshot-create "$uuid" "$1" --redefine ${current:+"$current"} ;;
	checkpoint) v checkpoint-create "$uuid" "$1" --redefine ;;
	network) v net-define "$1" ;;
	pool) v pool-define "$1" ;;
	nwfilter) v nwfilter-define "$1" ;;
	secret) v secret-define "$1" ;;
	esac
}

# The snapshots of the domain, how they hang together, and the current one.
snapshot_tree() {
	v snapshot-list "$uuid" --tree
	v snapshot-current "$uuid" --name 2>/dev/null
}
