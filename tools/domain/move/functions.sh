apostrophe="'"

quote() { # TEXT: as one word of a shell
	rest=$1 quoted=
	while [ "${rest#*"$apostrophe"}" != "$rest" ]; do
		quoted=$quoted${rest%%"$apostrophe"*}"'\\''" rest=${rest#*"$apostrophe"}
	done
	printf "'%s'" "$quoted$rest"
}

show() { # TEXT: a line of it without what a terminal obeys
	printf %s "$1" | LC_ALL=C tr -c ' -~' '[?*]'
	echo
}

[ -n "$NEW" ] || {
	show "$script: NEW, the new host as ssh knows it, is not set: NEW=root@kvm1 sh $(quote "$0")" >&2
	exit 2
}
umask 077
cd "$(dirname "$0")"
mkdir -p "$STATE"
STATE=$(cd "$STATE" && pwd)

words() { # what a command may use, on whatever host it runs
	printf 'guest=%s; from=%s; to=%s; target=%s; ' \
		"$(quote "$guest")" "$(quote "$from")" "$(quote "$to")" "$(quote "$target")"
	printf 'group=%s; volume=%s; old_format=%s; format=%s; ' \
		"$(quote "$group")" "$(quote "$volume")" "$(quote "$old_format")" "$(quote "$format")"
	printf 'backing=%s; backing_format=%s; ' "$(quote "$backing")" "$(quote "$backing_format")"
	printf 'backup=%s; info=%s; definition=%s; ' \
		"$(quote "$backup")" "$(quote "$info")" "$(quote "$definition")"
}

on() { # old|new|here COMMAND
	command="$(words)$2"
	case $1 in
	new) ssh "$NEW" "$command" ;;
	old) if [ -n "$OLD" ]; then ssh "$OLD" "$command"; else sh -c "$command"; fi ;;
	here) sh -c "$command" ;;
	esac
}

stop() { # STATUS WHAT TO DO
	show "$script: stopped at step $id ($text): $2" >&2
	exit "$1"
}

done_before() { [ -e "$STATE/$id" ]; }
mark() { : >"$STATE/$id"; }
say() { show "$script: $id: $text"; }
holds() { on "$1" "$2" </dev/null >/dev/null 2>&1; }

image() { # NUMBER FROM TO OLD-FORMAT FORMAT BACKING BACKING-FORMAT
	n=$1 from=$2 to=$3 target=$3 old_format=$4 format=$5 backing=$6 backing_format=$7
	[ -z "$5" ] || target=$3.copy
	volume=${to##*/} group=${to%/*}
	group=${group##*/}
}

run() { # PLACE COMMAND FEED-PLACE FEED: a failing feed is a failure, too
	if [ -z "$4" ]; then
		on "$1" "$2" </dev/null
		return
	fi
	rm -f "$STATE/feed-failed"
	{ on "$3" "$4" </dev/null || : >"$STATE/feed-failed"; } | on "$1" "$2" || return 1
	[ ! -e "$STATE/feed-failed" ]
}

step() { # ID TEXT HINT PLACE COMMAND FEED-PLACE FEED TEST
	id=$1 text=$2
	if done_before; then return; fi
	if [ -n "$8" ] && holds "$4" "$8"; then
		mark
		return
	fi
	say
	run "$4" "$5" "$6" "$7" || stop 1 "$3; then run this again"
	mark
}

save() { # ID TEXT HINT PLACE COMMAND FILE
	id=$1 text=$2
	if done_before; then return; fi
	say
	[ ! -e "$6" ] || stop 1 "there is a file $(quote "$PWD/${6#./}"): move it away; then run this again"
	on "$4" "$5" </dev/null >"$STATE/new" || stop 1 "$3; then run this again"
	mv "$STATE/new" "$6" || stop 1 "$3; then run this again"
	mark
}

# What is true in one run need not be in the next.
try() { # ID TEXT HINT PLACE COMMAND
	id=$1 text=$2
	on "$4" "$5" </dev/null >/dev/null || stop 1 "$3; then run this again"
}

copied() { # whether an image is; a copy that was begun only is made anew, or compared
	[ -n "$(find "$STATE" -name 'copy-*' -o -name 'fill-*')" ]
}

# A guest that ran after it was copied has changed its disks.
off() { # ID TEXT HINT PLACE COMMAND TEST
	id=$1 text=$2
	if holds "$4" "$6"; then return; fi
	! copied || stop 1 "the guest is not off, and images were copied already: remove the copies on the new host, and here rm $(quote "$STATE")/*-[0-9]*; then run this again"
	say
	on "$4" "$5" </dev/null || stop 1 "$3; then run this again"
}

await() { # ID TEXT HINT PLACE TEST
	id=$1 text=$2 waited=0
	until holds "$4" "$5"; do
		[ "$waited" -gt 0 ] || say
		[ "$waited" -lt "$PATIENCE" ] || stop 1 "$3; then run this again"
		sleep 1
		waited=$((waited + 1))
	done
}

by_hand() { # ID TEXT...
	id=$1 text='for a person'
	if done_before; then return; fi
	shift
	show "$script: $id: do this:"
	for line; do show "  + $line"; done
	stop 2 "do what is said above; then touch $(quote "$STATE/$id"), and run this again"
}
