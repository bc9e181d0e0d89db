#!/bin/bash
# Moves images between two directories that stand for hosts, by the script that domconv --plan=DIR/
# writes: a raw file, a qcow2 file with one behind it, a file that becomes qcow2, and a volume, which is a
# loop device where the kernel has one.  dd, sha256sum and qemu-img are the real ones, and judge: bit for
# bit.  ssh, virsh, vgs and lvcreate stand in (tests/stand-in/two-hosts).  Called by `make interop`.
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
: "${BUILD:?}"
work=$(mktemp -d)
loop=
trap '[ -z "$loop" ] || losetup -d "$loop"; rm -rf "$work"' EXIT
cd "$work"
export HOSTS=$work/hosts
old=$HOSTS/old new=$HOSTS/new
mkdir -p bin "$old"/{img,vg0,guests} "$new"/{img,vg0}
for program in ssh virsh vgs lvcreate; do ln -s "$top/tests/stand-in/two-hosts" "bin/$program"; done
ln -s "$BUILD/domconv" bin/domconv

# 40 MiB with data at both ends and a hole between
truncate -s 40M "$old/img/raw"
head -c 3000000 /dev/urandom | dd of="$old/img/raw" conv=notrunc status=none
head -c 70000 /dev/urandom | dd of="$old/img/raw" bs=1000 seek=41000 conv=notrunc status=none
head -c 5000000 /dev/urandom >"$old/img/other"
qemu-img convert -O qcow2 "$old/img/raw" "$old/img/base.qcow2"
qemu-img create -q -f qcow2 -F qcow2 -b "$old/img/base.qcow2" "$old/img/overlay.qcow2"
qemu-io -f qcow2 -c 'write -P 0x5a 1M 2M' "$old/img/overlay.qcow2" >/dev/null
head -c 4194304 /dev/urandom >"$old/vg0/lv"
volume=$old/vg0/lv
if loop=$(losetup --find --show "$old/vg0/lv" 2>/dev/null); then
	volume=$loop
else
	ln -s "$top/tests/stand-in/two-hosts" bin/blockdev
	loop=
fi
cat >"$old/dump.xml" <<-END
	<domain type='xen'><name>m</name><memory>65536</memory><bootloader>pygrub</bootloader><os><type>linux</type></os><devices>
	<disk type='file'><driver name='tap' type='aio'/><source file='$old/img/raw'/><target dev='xvda'/></disk>
	<disk type='file'><driver name='qemu' type='qcow2'/><source file='$old/img/overlay.qcow2'/>
	<backingStore type='file'><format type='qcow2'/><source file='$old/img/base.qcow2'/><backingStore/></backingStore><target dev='xvdb'/></disk>
	<disk type='file'><driver name='file'/><source file='$old/img/other'/><target dev='xvdc'/></disk>
	<disk type='block'><driver name='phy'/><source dev='/dev/vg0/lv'/><target dev='xvdd'/></disk></devices></domain>
END
printf m >"$HOSTS/guest"
printf running >"$old/guests/m"
before=$(cd "$old" && sha256sum img/* vg0/lv)

"$BUILD/domconv" -q --disk-format=xvdc=qcow2 --map-path="$old=$new" --plan=move/ "$old/dump.xml" >converted.xml
sed -i "s,^\(from_.\)=/dev/vg0/lv,\1=$volume,; s,^\(to_.\)=/dev/vg0/lv,\1=$new/vg0/lv," move/m.sh
mkdir move/m.state
touch move/m.state/prepare
NEW=NEW PATH=$work/bin:$PATH sh move/m.sh >said 2>&1 || { cat said; exit 1; }

cmp "$old/img/raw" "$new/img/raw"
cmp "$old/img/base.qcow2" "$new/img/base.qcow2"
cmp "$old/vg0/lv" "$new/vg0/lv"
[ "$(stat -c %b "$new/img/raw")" -lt 40000 ] # the hole is one still
[ "$(qemu-img info --output=json "$new/img/other" | sed -n 's/^    "format": "\(.*\)",/\1/p')" = qcow2 ]
qemu-img compare -f raw -F qcow2 "$old/img/other" "$new/img/other" >/dev/null
# the overlay shows the same with the old host gone
overlay=$(qemu-img convert -O raw "$old/img/overlay.qcow2" shown && sha256sum <shown)
[ "$(cd "$old" && sha256sum img/* vg0/lv)" = "$before" ]
mv "$old/img" "$old/gone"
[ "$(qemu-img convert -O raw "$new/img/overlay.qcow2" shown && sha256sum <shown)" = "$overlay" ]
cmp converted.xml "$new/definition.xml"
[ "$(cat "$old/guests/m" "$new/guests/m" | tr '\n' ,)" = 'shut off,running,' ]
echo "images: a raw file, a qcow2 file with one behind it, one made of a raw file, and a volume ($([ -n "$loop" ] && echo a loop device || echo a file)): the same bytes"
