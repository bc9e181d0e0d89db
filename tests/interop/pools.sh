#!/bin/sh
# What libvirt makes of the pools that poolgen writes.  For every type the same document as virsh
# pool-define-as --print-xml; pool-define --validate takes what was written without a warning; and
# against a real iSCSI target (tgtd on the loopback address): iscsi-ls finds it, poolgen makes the
# pools, a libvirtd of its own starts them and shows their LUNs, once through CHAP.  For type
# iscsi, which needs the kernel's initiator, a stand-in records how libvirt would call iscsiadm.
# Each of many pools is there while each of them is defined: libvirt refuses those, and only those,
# that poolgen --new-host refuses.
# BUILD: directory of the programs.  Called by `make interop`; needs root, but no systemd.
set -eu
. "$(dirname "$0")/private-libvirtd.sh"

needs='tgtd tgtadm iscsi-ls xmllint'

# --- the same bytes as virsh --------------------------------------------------------------------

# types: for every type its options, a line each; without a port, which virsh does not know.
types() {
	cat <<-'END'
		dir --target /x
		fs --source-dev /dev/sdb1 --target /x
		fs --source-dev /dev/sdb1 --source-format ext4 --target /x
		netfs --source-host nas --source-path /e --target /x
		netfs --source-host nas --source-path /e --source-format nfs --source-protocol-ver 4.1 --target /x
		netfs --source-host nas --source-path e --source-format cifs --target /x
		logical --source-name vg --target /dev/vg
		logical --source-dev /dev/sdb --source-name vg --source-format lvm2 --target /dev/vg
		disk --source-dev /dev/sdb --source-format gpt --target /dev
		iscsi --source-host san --source-dev iqn.2010-08.local.ucs:sdb --target /dev/disk/by-path
		iscsi --source-host san --source-dev iqn.2010-08.local.ucs:sdb --source-initiator iqn.2010-08.a:b --auth-type chap --auth-username u --secret-usage s --target /dev/disk/by-path
		iscsi --source-host 2001:db8::1 --source-dev iqn.2010-08.local.ucs:sdb --auth-type chap --auth-username u --secret-uuid 8f7f4f9c-7d7c-4b0f-9f43-1f9a4c6d2e10 --target /dev/disk/by-path
		iscsi-direct --source-host 10.0.0.1 --source-dev iqn.2010-08.local.ucs:sdb --source-initiator iqn.2010-08.a:b
		iscsi-direct --source-host san --source-dev iqn.2010-08.local.ucs:sdb --source-initiator iqn.2010-08.a:b --auth-type chap --auth-username u --secret-usage s
		scsi --adapter-name scsi_host1 --target /dev/disk/by-path
		scsi --adapter-wwnn 20000000c9831b4b --adapter-wwpn 10000000c9831b4b --target /dev/disk/by-path
		scsi --adapter-wwnn 20000000c9831b4b --adapter-wwpn 10000000c9831b4b --adapter-parent scsi_host5 --target /dev/disk/by-path
		scsi --adapter-wwnn 20000000c9831b4b --adapter-wwpn 10000000c9831b4b --adapter-parent-wwnn 20000000c9831b4c --adapter-parent-wwpn 10000000c9831b4c --target /dev/disk/by-path
		scsi --adapter-wwnn 20000000c9831b4b --adapter-wwpn 10000000c9831b4b --adapter-parent-fabric-wwn 2000000000000001 --target /dev/disk/by-path
		mpath --target /dev/mapper
		rbd --source-host mon --source-name p
		rbd --source-host mon --source-name p --auth-type ceph --auth-username u --secret-usage s
		sheepdog --source-host h --source-name p
		gluster --source-host h --source-name vol
		gluster --source-host h --source-name vol --source-path /d
		zfs --source-name tank
		zfs --source-name tank --source-dev /dev/sdb --target /dev/zvol/tank
		vstorage --source-name v --target /mnt
	END
}

# What virsh has no options for, each without a warning of poolgen's.
more() {
	cat <<-'END'
		iscsi --source-host [2001:db8::1]:3261 --source-dev iqn.2010-08.a-b.c --uuid 8f7f4f9c7d7c4b0f9f431f9a4c6d2e10 --permissions 0700:0:0:l --source-vendor a&b --source-product <c>
		fs --source-dev /dev/sdb1 --target /x --mount-option noatime --mount-option a&b --permissions 0755:-1:-1 --cow yes
		netfs --source-host nas:2049 --source-path /e --target /x --mount-option "'"
		rbd --source-host mon1:6789 --source-host mon2 --source-port 6790 --source-name a&b --config-option x=y
		logical --source-name vg --source-dev /dev/sdb --source-dev /dev/sdc --source-vendor x --target /dev/vg
		sheepdog --source-host a --source-host b:7000 --source-name p
		netfs --source-host nas --source-path &e --source-format glusterfs --target /x<y
	END
}

same_as_virsh() {
	compared=0
	while read -r type options; do
		# shellcheck disable=SC2086  # options are separated by blanks
		"$BUILD/poolgen" --name p --type "$type" $options >/tmp/ours 2>/tmp/err ||
			complain "poolgen --type $type $options: $(cat /tmp/err)"
		[ ! -s /tmp/err ] || complain "a warning: $(cat /tmp/err)"
		# shellcheck disable=SC2086
		virsh -q -c test:///default pool-define-as --print-xml p "$type" $options >/tmp/theirs
		cmp /tmp/ours /tmp/theirs || complain "not as virsh: $type $options"
		judge /tmp/ours "$type $options"
		compared=$((compared + 1))
	done <<-END
		$(types)
	END
	names=$(types | cut -d ' ' -f 1 | sort -u | wc -l)
	[ "$names" -eq 14 ] || complain "$names types instead of 14"
	while read -r type options; do
		# shellcheck disable=SC2086
		"$BUILD/poolgen" --name 'p&<q>' --type "$type" $options >/tmp/ours 2>/tmp/err ||
			complain "poolgen --type $type $options: $(cat /tmp/err)"
		[ ! -s /tmp/err ] || complain "a warning: $(cat /tmp/err)"
		judge /tmp/ours "$type $options"
	done <<-END
		$(more)
	END
	echo "pools: $compared documents of $names types as virsh writes them; $judged valid by libvirt's schema, $defined defined"
}

# judge FILE WHAT: the schema and, where this libvirt has the driver, pool-define --validate.
judge() {
	xmllint --noout --relaxng /usr/share/libvirt/schemas/storagepool.rng "$1" >/tmp/err 2>&1 ||
		complain "invalid: $2: $(cat /tmp/err)"
	judged=$((judged + 1))
	if virsh -q pool-define --validate "$1" >/tmp/err 2>&1; then
		defined=$((defined + 1))
		virsh -q pool-undefine "$(xmllint --xpath 'string(/pool/name)' "$1")" >/dev/null
	else
		grep -Eq 'missing backend for pool type' /tmp/err ||
			complain "not defined: $2: $(cat /tmp/err)"
	fi
}

# --- a target --------------------------------------------------------------

tgt() {
	tgtadm --lld iscsi "$@"
}

start_target() {
	tgtd -f --iscsi portal=127.0.0.1:3260 >/tmp/tgtd.log 2>&1 &
	await 20 tgt --op show --mode target >/dev/null 2>&1 || complain 'tgtd does not answer'
	truncate -s 4M /tmp/1 /tmp/2 /tmp/3
	tgt --op new --mode target --tid 1 -T iqn.2010-08.local.ucs:sdb
	tgt --op new --mode logicalunit --tid 1 --lun 1 -b /tmp/1
	tgt --op new --mode logicalunit --tid 1 --lun 2 -b /tmp/2
	tgt --op new --mode target --tid 2 -T iqn.2010-08.local.ucs:chap
	tgt --op new --mode logicalunit --tid 2 --lun 1 -b /tmp/3
	tgt --op new --mode account --user mail --password 'a secret of 15'
	tgt --op bind --mode account --tid 2 --user mail
	for tid in 1 2; do
		tgt --op bind --mode target --tid "$tid" -I ALL
	done
}

# try_direct: discovery to volumes; what is printed is what libvirt says.
try_direct() {
	iscsi-ls iscsi://127.0.0.1 >/tmp/found || complain 'iscsi-ls finds nothing'
	mkdir /tmp/pools
	"$BUILD/poolgen" --from-discovery --type iscsi-direct --source-initiator iqn.2010-08.local:me \
		-d /tmp/pools </tmp/found
	[ "$(find /tmp/pools -type f | wc -l)" -eq 2 ] || complain 'two pools were expected'
	virsh -q "pool-define --validate /tmp/pools/sdb.xml; pool-start sdb"
	virsh -q vol-list sdb | sort >/tmp/volumes
	cat /tmp/volumes
	[ "$(grep -c 'unit:0:0:[12] .*iqn.2010-08.local.ucs:sdb' /tmp/volumes)" -eq 2 ] ||
		complain 'the LUNs are not shown'
	"$BUILD/poolgen" --by-path 1,2 --from-discovery --portal 127.0.0.1 </tmp/found |
		sed 's|.*/||' | sort >/tmp/paths
	grep sdb-lun /tmp/paths >/tmp/wanted
	sed -n 's/.*unit:0:0:[12] *//p' /tmp/volumes | sort | cmp - /tmp/wanted ||
		complain '--by-path calls them otherwise'
}

try_chap() {
	set -- --name chap --type iscsi-direct --source-host 127.0.0.1 --source-initiator iqn.2010-08.local:me \
		--source-dev iqn.2010-08.local.ucs:chap
	"$BUILD/poolgen" "$@" | virsh -q pool-define --validate /dev/stdin
	if virsh -q pool-start chap >/tmp/err 2>&1; then
		complain 'the target lets in anybody'
	fi
	virsh -q pool-undefine chap
	set -- "$@" --auth-username mail --secret-usage lager-chap
	"$BUILD/poolgen" --secret-xml "$@" >/tmp/secret.xml
	xmllint --noout --relaxng /usr/share/libvirt/schemas/secret.rng /tmp/secret.xml 2>/dev/null
	uuid=$(virsh secret-define --validate /tmp/secret.xml | grep -Eo '[0-9a-f-]{36}')
	printf 'a secret of 15' >/tmp/password
	virsh -q secret-set-value "$uuid" --file /tmp/password --plain
	"$BUILD/poolgen" "$@" >/tmp/chap.xml
	virsh -q "pool-define --validate /tmp/chap.xml; pool-start chap"
	virsh -q vol-list chap | tee /tmp/volumes
	[ "$(grep -c 'unit:0:0:1 .*iqn.2010-08.local.ucs:chap' /tmp/volumes)" -eq 1 ] ||
		complain 'the LUN behind CHAP is not shown'
}

# The commands that poolgen prints, run as they stand.
try_commands() {
	"$BUILD/poolgen" --commands=/tmp/todo --type dir --name "it's a \$pool" --target /tmp/pools \
		-o /tmp/dir.xml
	sh -e /tmp/todo >/dev/null
	[ "$(virsh -q pool-list --autostart --name | grep -c "^it's a \$pool")" -eq 1 ] ||
		complain 'the commands do not work'
}

# stand_in: a /usr/bin with an iscsiadm that records how it is called; libvirt knows its path.
stand_in() {
	mkdir /stand-in/real /stand-in/bin
	mount --bind /usr/bin /stand-in/real
	cp -as /stand-in/real/. /stand-in/bin
	rm -f /stand-in/bin/iscsiadm
	printf '#!/bin/sh\necho "$*" >>/tmp/calls\n' >/stand-in/bin/iscsiadm
	chmod 755 /stand-in/bin/iscsiadm
	mount --bind /stand-in/bin /usr/bin
}

# Type iscsi: libvirt asks the kernel's initiator, whose place a stand-in takes.
try_kernel() {
	"$BUILD/poolgen" --from-discovery --name-template 'k-%t' -d /tmp/pools </tmp/found
	virsh -q pool-define --validate /tmp/pools/k-sdb.xml
	: >/tmp/calls
	virsh -q pool-start k-sdb >/tmp/err 2>&1 || :
	sed 's/^/pools: libvirt calls iscsiadm /' /tmp/calls
	call='--mode node --portal 127.0.0.1:3260,1 --targetname iqn.2010-08.local.ucs:sdb'
	grep -q -- "$call .*--login" /tmp/calls ||
		complain "no such call; virsh says: $(cat /tmp/err)"
}

# --- collisions ---------------------------------------------------------------------------------

# collide: pools of which some collide, as options
collide() {
	cat <<-'END'
		dir --target /a
		dir --target /a/b
		dir --target /a//b/
		fs --source-dev /dev/sdb1 --target /a/b
		fs --source-dev /dev/sdc1 --target /c
		disk --source-dev /dev/sdb1 --source-format gpt --target /dev
		logical --source-name vg --source-dev /dev/sdb1 --source-dev /dev/sdc1 --target /dev/vg
		logical --source-name vg --target /dev/vg
		netfs --source-host nas --source-path /e --target /n
		netfs --source-host nas:2049 --source-path /e/ --target /m
		netfs --source-host nas:2050 --source-path /e --target /a/b
		netfs --source-host nas2 --source-path /e --target /m
		iscsi --source-host san --source-dev iqn.2010-08.local.ucs:sdb
		iscsi --source-host san2 --source-dev iqn.2010-08.local.ucs:sdb
		iscsi --source-host san --source-dev iqn.2010-08.local.ucs:sdb --source-initiator iqn.2010-08.a:b
		iscsi-direct --source-host san --source-dev iqn.2010-08.local.ucs:sdb --source-initiator iqn.2010-08.a:b
		scsi --adapter-name scsi_host1 --target /dev/disk/by-path
		scsi --adapter-name host1 --target /dev/disk/by-path
		scsi --adapter-name host2 --target /dev/disk/by-path
		scsi --adapter-wwnn 20000000c9831b4b --adapter-wwpn 10000000c9831b4b --target /dev/disk/by-path
		scsi --adapter-wwnn 20000000c9831b4b --adapter-wwpn 10000000c9831b4b --adapter-parent scsi_host1 --target /dev/disk/by-path
		scsi --adapter-wwnn 20000000c9831b4b --adapter-wwpn 10000000c9831b4c --adapter-parent scsi_host2 --target /dev/disk/by-path
		mpath --target /dev/mapper
		mpath --target /x
		rbd --source-host mon --source-name p
		rbd --source-host mon:6789 --source-host mon2 --source-name p
		gluster --source-host g --source-name vol
		gluster --source-host g:24007 --source-name vol --source-path /
		gluster --source-host g --source-name vol --source-path /d
		gluster --source-host g --source-name other
		sheepdog --source-host s --source-name p
		sheepdog --source-host s --source-host s2 --source-name q
		zfs --source-name tank
		vstorage --source-name v --target /mnt
	END
}

# refuses WHAT FILE OPTION...: whether poolgen refuses the pool in FILE; that libvirt does as well.
# beside: what libvirt's test driver, which keeps nothing and has all types, does before
refuses() {
	what=$1 file=$2
	shift 2
	foreseen=yes
	"$BUILD/poolgen" -q --new-host=/tmp/host "$@" "$file" >/tmp/new.xml 2>/tmp/said && foreseen=no
	[ -s /tmp/new.xml ] || "$BUILD/poolgen" -q --force "$@" "$file" >/tmp/new.xml
	refused=yes
	virsh -q ${beside:+-c test:///default} "${beside:-}pool-define /tmp/new.xml" >/tmp/err 2>&1 && refused=no
	[ "$foreseen" = "$refused" ] ||
		complain "$what: refused by poolgen: $foreseen, by libvirt: $refused: $(cat /tmp/said /tmp/err)"
	pairs=$((pairs + 1))
	[ "$refused" = no ] || grep -q 'missing backend' /tmp/err || collisions=$((collisions + 1))
	[ "$refused" = yes ]
}

describe_pools() {
	virsh pool-capabilities >/tmp/host
	virsh -q pool-list --all --name | sed 's/ *$//; /^$/d' | while IFS= read -r pool; do
		virsh pool-dumpxml "$pool"
	done >>/tmp/host
}

try_collisions() {
	pairs=0 collisions=0 n=0
	while read -r type options; do
		n=$((n + 1))
		# shellcheck disable=SC2086
		"$BUILD/poolgen" -q --name new --type "$type" $options >"/tmp/pool.$n"
	done <<-END
		$(collide)
	END
	try_names
	i=0
	while [ "$i" -lt "$n" ]; do
		i=$((i + 1))
		"$BUILD/poolgen" -q --name there "/tmp/pool.$i" >/tmp/there.xml
		beside=
		if virsh -q pool-define /tmp/there.xml >/dev/null 2>&1; then
			describe_pools
		else # no such driver here
			beside='pool-define /tmp/there.xml; '
			cp /tmp/there.xml /tmp/host
		fi
		j=0
		while [ "$j" -lt "$n" ]; do
			j=$((j + 1))
			refuses "$(collide | sed -n "${j}p") where there is $(collide | sed -n "${i}p")" "/tmp/pool.$j" ||
				[ -n "$beside" ] || virsh -q pool-undefine new
		done
		[ -n "$beside" ] || virsh -q pool-undefine there
	done
	beside=
	[ "$collisions" -ge 40 ] || complain "$collisions collisions instead of 40"
	echo "pools: of $pairs definitions beside another pool libvirt refuses as many as poolgen, and the same: $collisions for a collision"
}

# The pool itself is no collision; its name or its UUID alone is one.
try_names() {
	uuid=8f7f4f9c-7d7c-4b0f-9f43-1f9a4c6d2e10
	"$BUILD/poolgen" --type dir --name there --uuid "$uuid" --target /a >/tmp/there.xml
	virsh -q pool-define /tmp/there.xml
	describe_pools
	! refuses itself /tmp/there.xml || complain 'a redefinition is refused'
	! refuses 'itself, elsewhere' /tmp/there.xml --target=/b || complain 'a redefinition is refused'
	refuses 'the UUID' /tmp/there.xml --name=other --target=/c || complain 'a UUID of another pool is accepted'
	refuses 'the name' /tmp/there.xml --uuid=8f7f4f9c-7d7c-4b0f-9f43-1f9a4c6d2e11 ||
		complain 'a name of another pool is accepted'
	refuses 'the name, no UUID' /tmp/pool.1 --name=there || complain 'a name of another pool is accepted'
	sed "s|<name>there|<name>fs|; s|type='dir'|type='fs'|; /uuid/d; s|<target>|<source><device path='/dev/sdq'/><format type='ntfs'/></source>&|" \
		/tmp/there.xml >/tmp/fs.xml
	refuses 'a format' /tmp/fs.xml || complain 'an unknown format is accepted'
	virsh -q pool-undefine there
}

# A secret that is missing: libvirt defines the pool, and does not start it.
try_secret() {
	echo '<host><secrets count="0"/></host>' >/tmp/host
	"$BUILD/poolgen" --name none --type iscsi-direct --source-host 127.0.0.1 --source-initiator iqn.2010-08.local:me \
		--source-dev iqn.2010-08.local.ucs:chap --auth-username mail --secret-usage none --new-host=/tmp/host \
		>/tmp/none.xml 2>/tmp/said
	grep -q "no secret 'none' .target-pool-secret.\$" /tmp/said || complain 'a missing secret is not foreseen'
	virsh -q pool-define /tmp/none.xml
	! virsh -q pool-start none >/tmp/said 2>&1 || complain 'a pool starts without its secret'
	grep -q "no secret with matching usage" /tmp/said || complain "of a missing secret libvirt says: $(cat /tmp/said)"
	virsh -q pool-undefine none
}

inside() {
	private_begin
	judged=0 defined=0
	stand_in
	start_target
	start_daemon
	same_as_virsh
	try_collisions
	try_secret
	try_direct
	try_chap
	try_commands
	try_kernel
	echo 'pools: the iSCSI targets were found, their pools started, with and without CHAP'
	stop_daemon
	: >/done
}

private_main "$@"
