# shellcheck shell=sh
# What the programs virsh-* have in common.  One of them sets here, the folder in which it lies, and sources
# this file, which it has to find by itself.
# shellcheck disable=SC2034,SC2154 # what comes from them, and what they use
set -u
umask 077
LC_ALL=C
export LC_ALL
program=${0##*/}
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

# one_line: the same, as one line: names of files may have line breaks.
one_line() {
	tr '\n' ' ' | harmless
	echo
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

# common_option WORD...: takes an option that all of them have, or $operand; $taken becomes 2 if two words
# are taken.
common_option() {
	case $1 in
	-c | --connect)
		has_argument "$@"
		uri=$2
		;;
	--connect=*) uri=${1#*=} ;;
	-c?*) uri=${1#-c} ;;
	-h | --help)
		usage
		exit
		;;
	-V | --version)
		print_version
		exit
		;;
	-?*) stop 2 "unknown option $(quoted "$1")" ;;
	*)
		[ -z "$operand" ] || stop 2 "superfluous word $(quoted "$1")"
		operand=$1
		;;
	esac
}

has_argument() { # OPTION WORD...
	[ $# -ge 2 ] || stop 2 "an argument is missing for $(quoted "$1")"
	taken=2
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

# unsupported: whether this virsh or driver has no such things, by what it has said in $work/err
unsupported() {
	grep -Eq 'not supported|unknown command|no support' "$work/err"
}

# uuids COMMAND...: the UUIDs that virsh lists, a line each.  virsh 10.7 prints a table for --uuid, whose
# last column they are; of secrets and filters they are the first.
uuids() {
	v "$@" >"$work/uuids" &&
		awk -v first="$(case $1 in secret-list | nwfilter-list) echo 1 ;; esac)" '{
			for (i = first ? 1 : NF; i >= 1 && i <= NF; i += first ? 1 : -1)
				if ($i ~ /^[0-9a-f-]+$/ && length($i) == 36 &&
					$i ~ /^[0-9a-f]*-[0-9a-f]*-[0-9a-f]*-[0-9a-f]*-[0-9a-f]*$/) {
					print $i
					next
				}
		}' "$work/uuids"
}

# lists COMMAND...: the names that it lists, or of an old virsh, which has tables only, those in the first
# column, with $work/table: name, state, autostart.  Nothing if this virsh or driver has no such things.
lists() {
	: >"$work/table"
	if v "$@" --name >"$work/names" 2>"$work/err"; then
		case $1 in
		pool-list) sed 's/ *$//; /^$/d' "$work/names" ;; # pads them
		*) sed '/^$/d' "$work/names" ;;
		esac
	elif grep -q 'support option' "$work/err" && v "$@" >"$work/names" 2>"$work/err"; then
		awk -v OFS='\t' '
			{ line = $0 }
			sub(/ +(active|inactive) +(yes|no|no autostart)( +(yes|no))? *$/, "") ||
			sub(/ +(active|inactive) +([0-9a-f][0-9a-f]:[0-9a-f:]+ *)?$/, "") || # iface-list: MAC address
			sub(/ +[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9:]+ [+-][0-9]+ +[a-z -]*$/, "") {
				split(substr(line, length($0) + 1), column, " ")
				sub(/^ +/, "")
				print $0, column[1], column[2]
			}' "$work/names" >"$work/table"
		cut -f 1 "$work/table"
	else
		unsupported
	fi
}

# volume_names: those in the table of vol-list, whose second column is the path
volume_names() {
	awk '{
		path = match($0, / \/[^ ].*$/) ? substr($0, RSTART + 1) : $NF
		sub(/ +$/, "", path)
		line = substr($0, 1, index($0, " " path) - 1)
		gsub(/^ +| +$/, "", line)
		if (line != "")
			print line
	}'
}

# says NAME: what the output of dominfo, net-info or pool-info in $work/info has behind NAME.
says() {
	sed -n "s/^$1: *//p" "$work/info" | sed 's/ *$//; q'
}

# --- documents ------------------------------------------------------------------------------------
# One is known by $kind, $uuid (of its domain, if it is part of one), and $part: the name of a snapshot
# or checkpoint.  $current is --current for a current snapshot.

dump() {
	case $kind in
	domain) v dumpxml --inactive --security-info "$uuid" ;;
	managedsave) v managedsave-dumpxml --security-info "$uuid" ;;
	snapshot) with_option --security-info snapshot-dumpxml "$uuid" --snapshotname "$part" ;;
	checkpoint) v checkpoint-dumpxml --security-info "$uuid" --checkpointname "$part" ;;
	network) with_option --inactive net-dumpxml --network "$uuid" ;;
	pool) with_option --inactive pool-dumpxml --pool "$uuid" ;;
	nwfilter) v nwfilter-dumpxml --nwfilter "$uuid" ;;
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

# The name of the domain's current snapshot; an old virsh prints its document.
current_snapshot() {
	with_option --name snapshot-current "$uuid" >"$work/current" 2>/dev/null || return 0
	if grep -q '^<domainsnapshot' "$work/current"; then
		facts "$work/current"
		printf '%s\n' "$name"
	else
		head -n 1 "$work/current"
	fi
}

# For awk: calls opened() for each element, with depth, at[1..depth], its tag and the text behind that,
# also of CDATA sections and behind comments.
reader='
	BEGIN { RS = "<" }
	function character(digits,   base, number, last, i) {
		base = digits ~ /^x/ ? 16 : 10
		for (i = base == 16 ? 2 : 1; i <= length(digits); i++)
			number = number * base + index("0123456789abcdef", tolower(substr(digits, i, 1))) - 1
		if (number == 38)
			return "&amp;" # plain() is not done with it
		if (number < 128)
			return sprintf("%c", number)
		last = sprintf("%c", 128 + number % 64)
		if (number < 2048)
			return sprintf("%c", 192 + int(number / 64)) last
		last = sprintf("%c", 128 + int(number / 64) % 64) last
		if (number < 65536)
			return sprintf("%c", 224 + int(number / 4096)) last
		return sprintf("%c%c", 240 + int(number / 262144), 128 + int(number / 4096) % 64) last
	}
	function plain(text,   done) {
		while (match(text, /&#(x[0-9A-Fa-f]+|[0-9]+);/)) {
			done = done substr(text, 1, RSTART - 1) character(substr(text, RSTART + 2, RLENGTH - 3))
			text = substr(text, RSTART + RLENGTH)
		}
		text = done text
		gsub(/&lt;/, "<", text)
		gsub(/&gt;/, ">", text)
		gsub(/&quot;/, "\"", text)
		gsub(/&apos;/, "\047", text)
		gsub(/&amp;/, "\\&", text)
		return text
	}
	function attribute(name,   value) {
		if (!match(tag, "[ \t\r\n]" name "[ \t\r\n]*=[ \t\r\n]*(\047[^\047]*\047|\"[^\"]*\")"))
			return ""
		value = substr(tag, RSTART, RLENGTH)
		sub(/^[^\047"]*/, "", value)
		return plain(substr(value, 2, length(value) - 2))
	}
	function settle() {
		if (!open)
			return
		open = 0
		if (tag ~ /\/$/)
			text = ""
		opened()
		if (tag ~ /\/$/)
			depth--
	}
	# skip_until END: whether it was reached; what follows it is text
	function skip_until(end,   at) {
		at = index($0, end)
		if (at && open)
			text = text plain(substr($0, at + length(end)))
		return at
	}
	NR == 1 { next }
	cdata || /^!\[CDATA\[/ {
		section = cdata ? "<" $0 : substr($0, 9)
		cdata = !index(section, "]]>")
		text = text (cdata ? section : substr(section, 1, index(section, "]]>") - 1))
		skip_until("]]>")
		next
	}
	comment || /^!--/ { comment = !skip_until("-->"); next }
	/^\?/ { skip_until("?>"); next }
	/^!/ { next }
	/^\// { settle(); depth--; next }
	{
		settle()
		match($0, /^([^>"\047]|"[^"]*"|\047[^\047]*\047)*/)
		tag = substr($0, 1, RLENGTH)
		text = plain(substr($0, RLENGTH + 2))
		at[++depth] = tag
		sub(/[ \t\r\n\/].*/, "", at[depth])
		open = 1
	}
	END { settle() }
'

# facts FILE: of a document, $root is its element, $type its type, $name, $id and $parent the texts of name,
# uuid and parent/name.  A filter's name is an attribute.
facts() {
	awk "$reader"'
		function opened(   where) {
			if (depth == 1) {
				found["name"] = attribute("name")
				type = attribute("type")
			}
			where = depth == 2 ? at[2] : depth == 3 ? at[2] "/" at[3] : ""
			if (where != "" && found[where] == "")
				found[where] = text
		}
		function line(text) {
			gsub(/\n/, " ", text) # a name that virsh does not list as one
			return text
		}
		END { printf "%s\n%s\n%s\n%s\n%s\n", at[1], line(type), line(found["name"]), line(found["uuid"]), line(found["parent/name"]) }
	' "$1" >"$work/facts"
	{
		IFS= read -r root
		IFS= read -r type
		IFS= read -r name
		IFS= read -r id
		IFS= read -r parent
	} <"$work/facts"
}

# parents_first FILE...: of snapshots or checkpoints, those of parents before those of their children.
parents_first() {
	for document; do
		facts "$document"
		printf '%s\n%s\n%s\n' "$document" "$name" "$parent"
	done | awk '
		NR % 3 == 1 { file[++n] = $0 }
		NR % 3 == 2 { number[name[n] = $0] = n }
		NR % 3 == 0 { parent[n] = $0 }
		function print_with_parents(i) {
			if (printed[i]++)
				return
			if (parent[i] in number)
				print_with_parents(number[parent[i]])
			print file[i]
		}
		END { for (i = 1; i <= n; i++) print_with_parents(i) }'
}
