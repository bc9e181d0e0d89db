#!/bin/sh
# UVMM's profiles in a real directory: what ldapsearch and slapcat say goes through bridgemap --ldif,
# ldapmodify takes the changes, and a second run has none.  slapd listens on a socket in a directory
# of its own, and on nothing else.
# BUILD: directory of the programs.  Called by `make interop`.
set -eu
export LC_ALL=C
PATH=${BUILD:?directory of the programs}:$PATH:/usr/sbin
attribute=univentionVirtualMachineProfileInterface
base=dc=example,dc=org
failed=0 tried=0

complain() {
	echo "ldif: $*" >&2
	exit 1
}

sweep() {
	[ -z "$server" ] || kill "$server" 2>/dev/null || :
	wait
	rm -rf "$work"
}

verdict() { # WHAT COMMAND...: which has to succeed
	what=$1
	shift
	tried=$((tried + 1))
	"$@" >"$work/said" 2>&1 && return
	failed=$((failed + 1))
	echo "ldif: failed: $what"
	head -n 20 "$work/said"
}

# The attribute as Univention's schema has it: a text in ASCII without regard to case.
configure() {
	cat >"$work/profile.schema" <<-END
		attributetype ( 1.3.6.1.4.1.10176.4101.3.7 NAME '$attribute'
		    EQUALITY caseIgnoreIA5Match SUBSTR caseIgnoreIA5SubstringsMatch
		    SYNTAX 1.3.6.1.4.1.1466.115.121.1.26 )
		objectclass ( 1.3.6.1.4.1.10176.4101.2.1 NAME 'univentionVirtualMachineProfile'
		    SUP top STRUCTURAL MUST cn MAY ( $attribute \$ description ) )
	END
	cat >"$work/slapd.conf" <<-END
		include /etc/ldap/schema/core.schema
		include $work/profile.schema
		modulepath /usr/lib/ldap
		moduleload back_mdb
		database mdb
		maxsize 16777216
		directory $work/data
		suffix $base
		rootdn cn=admin,$base
		rootpw secret
	END
	mkdir "$work/data"
}

# profile NAME LINE...
profile() {
	printf 'dn%s,%s\nobjectClass: univentionVirtualMachineProfile\n' "$1" "$base"
	shift
	printf '%s\n' "$@" ''
}

entries() {
	printf 'dn: %s\nobjectClass: dcObject\nobjectClass: organization\ndc: example\no: x\n\n' $base
	profile ': cn=Microsoft Windows 7 with a name that is long enough to be folded\, as it comes' \
		"$attribute: eth0" 'description: eth0'
	profile ': cn=Debian' "$attribute: br0"
	profile ': cn=none' 'description: it has none'
	profile ': cn=many' "$attribute: eth3" "$attribute: eth0" "$attribute: eth1"
	profile ': cn=both' "$attribute: eth0" "$attribute: br0"
	profile ':: '"$(printf 'cn=\303\234bung' | base64)" "$attribute: eth0" |
		sed "s/^\\(dn:: \\).*/\\1$(printf 'cn=\303\234bung,%s' $base | base64)/"
	profile ': cn=a\2C \"quoted\" one' "$attribute: eth0"
}

search() { # OPTION...
	ldapsearch -x -H "$uri" -D "cn=admin,$base" -w secret -b $base "$@"
}

# values: of all entries, in one order
values() {
	search -LLL -o ldif-wrap=no "$attribute" description | perl -00 -ne \
		'my @lines = split /\n/; my $dn = shift @lines; print map { "$dn|$_\n" } sort @lines' | sort
}

modify() {
	ldapmodify -x -H "$uri" -D "cn=admin,$base" -w secret -f "$work/changes"
}

work=$(mktemp -d "${TMPDIR:-/tmp}/ldif.XXXXXX")
server=
trap sweep EXIT
trap 'exit 130' HUP INT TERM
for program in slapd slapadd slapcat ldapsearch ldapmodify bridgemap; do
	command -v $program >/dev/null || complain "$program is not installed"
done
configure
entries >"$work/entries"
slapadd -q -f "$work/slapd.conf" -l "$work/entries" || complain 'slapadd does not take the entries'
uri=ldapi://$(printf %s "$work/socket" | sed 's|/|%2F|g')
slapd -h "$uri" -f "$work/slapd.conf" -d 0 >"$work/log" 2>&1 &
server=$!
tries=0
until search -LLL dn >/dev/null 2>&1; do
	tries=$((tries + 1))
	[ "$tries" -le 100 ] && kill -0 "$server" 2>/dev/null || complain 'slapd does not answer'
	sleep 0.1
done

values >"$work/before"
# what is wanted: as a person would do it, entry by entry
sed -e '/|univention/s/: eth0$/: br0/' "$work/before" | sort -u >"$work/wanted"

# The same changes, however the entries are read.
filter='(objectClass=univentionVirtualMachineProfile)'
search -LLL "$filter" "$attribute" | bridgemap --ldif -b eth0:br0 >"$work/changes"
search -LLL -o ldif-wrap=no "$filter" "$attribute" | bridgemap --ldif -b eth0:br0 >"$work/unfolded"
search "$filter" | bridgemap --ldif -b eth0:br0 >"$work/extended"
slapcat -f "$work/slapd.conf" | bridgemap --ldif -b eth0:br0 >"$work/slapcat"
search -LLL | sed 's/$/\r/' | bridgemap --ldif -b eth0:br0 >"$work/crlf"
for way in unfolded extended slapcat crlf; do
	verdict "the changes by way of $way" cmp "$work/changes" "$work/$way"
done
verdict 'five entries change' test "$(grep -c '^changetype: modify$' "$work/changes")" -eq 5
search -LLL >"$work/all"
head -c 590 "$work/all" >"$work/cut" # within a line
verdict 'a truncated search gives no changes' sh -c \
	'! bridgemap --ldif -b eth0:br0 "$1" >"$2" && [ ! -s "$2" ]' sh "$work/cut" "$work/none"

verdict 'ldapmodify takes the changes' modify
values >"$work/after"
verdict 'ldapsearch shows them, and nothing else' diff "$work/wanted" "$work/after"
verdict 'br0 is there' grep -q "cn=Debian.*|$attribute: br0\$" "$work/after"
search -LLL | bridgemap --ldif -b eth0:br0 >"$work/again"
verdict 'a second run writes nothing' test ! -s "$work/again"
kill "$server"
wait "$server" || :
server=
echo "ldif: $((tried - failed)) of $tried outcomes as wanted"
[ "$failed" -eq 0 ] && [ "$tried" -eq 10 ]
