#!/bin/sh
# UVMM's profiles in a real directory: what ldapsearch and slapcat say goes through bridgemap --ldif,
# ldapmodify takes the changes, and a second run has none.  slapd listens on a socket, and on nothing else.
# BUILD: directory of the programs.  Called by `make interop`; needs root, but no systemd.
set -eu
. "$(dirname "$0")/private-libvirtd.sh"
attribute=univentionVirtualMachineProfileInterface
base=dc=example,dc=org
needs='slapd slapadd slapcat ldapsearch ldapmodify'
uri=ldapi://%2Ftmp%2Fsocket

# The attribute as Univention's schema has it: a text in ASCII without regard to case.
configure() {
	cat >profile.schema <<-END
		attributetype ( 1.3.6.1.4.1.10176.4101.3.7 NAME '$attribute'
		    EQUALITY caseIgnoreIA5Match SUBSTR caseIgnoreIA5SubstringsMatch
		    SYNTAX 1.3.6.1.4.1.1466.115.121.1.26 )
		objectclass ( 1.3.6.1.4.1.10176.4101.2.1 NAME 'univentionVirtualMachineProfile'
		    SUP top STRUCTURAL MUST cn MAY ( $attribute \$ description ) )
	END
	cat >slapd.conf <<-END
		include /etc/ldap/schema/core.schema
		include profile.schema
		modulepath /usr/lib/ldap
		moduleload back_mdb
		database mdb
		maxsize 16777216
		directory data
		suffix $base
		rootdn cn=admin,$base
		rootpw secret
	END
	mkdir data
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

renamed() { # standard input: entries
	bridgemap --ldif -b eth0:br0
}

start_server() {
	configure
	entries >entries.ldif
	slapadd -q -f slapd.conf -l entries.ldif || complain 'slapadd does not take the entries'
	slapd -h "$uri" -f slapd.conf -d 0 >log 2>&1 &
	await 10 search -LLL dn >said 2>&1 || complain 'slapd does not answer'
}

# The same changes, however the entries are read.
try_ways() {
	filter='(objectClass=univentionVirtualMachineProfile)'
	search -LLL "$filter" "$attribute" | renamed >changes
	search -LLL -o ldif-wrap=no "$filter" "$attribute" | renamed >unfolded
	search "$filter" | renamed >extended
	slapcat -f slapd.conf | renamed >dumped
	search -LLL | sed 's/$/\r/' | renamed >crlf
	for way in unfolded extended dumped crlf; do
		verdict "the changes by way of $way" cmp changes $way
	done
	verdict 'five entries change' test "$(grep -c '^changetype: modify$' changes)" -eq 5
	search -LLL >all
	head -c 590 all >truncated # within a line
	run 3 sh -c 'bridgemap --ldif -b eth0:br0 truncated >none'
	verdict 'a truncated search gives no changes' test ! -s none
}

try_modify() {
	values >before
	# as a person would do it, entry by entry
	sed -e '/|univention/s/: eth0$/: br0/' before | sort -u >expected
	run 0 ldapmodify -x -H "$uri" -D "cn=admin,$base" -w secret -f changes
	values >after
	verdict 'ldapsearch shows them, and nothing else' diff expected after
	verdict 'br0 is there' grep -q "cn=Debian.*|$attribute: br0\$" after
	search -LLL | renamed >again
	verdict 'a second run writes nothing' test ! -s again
}

inside() {
	private_begin
	PATH=$BUILD:$PATH
	cd /tmp
	start_server
	try_ways
	try_modify
	private_end 11
}

private_main "$@"
