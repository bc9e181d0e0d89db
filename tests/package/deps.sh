#!/bin/sh
# deps.sh compile|build|interop|judge|boot|coverage|look|package|trial|root: installs the Debian packages that are missing.
# On another system it says which programs and libraries are needed.
set -eu
compile='gcc make libc6-dev pkg-config libexpat1-dev'
build="$compile expat bats libxml2-utils xsltproc mandoc
git util-linux patch attr acl strace clang clang-format clang-tidy shellcheck libclang-rt-dev
jing time valgrind python3-jsonschema python3-yaml zsh parallel"
interop='libvirt-clients libvirt-daemon libvirt-daemon-driver-qemu qemu-system-x86 qemu-utils
ovmf iproute2 slapd ldap-utils tgt libiscsi-bin libvirt-daemon-driver-storage-iscsi-direct'
boot='mmdebstrap e2fsprogs fdisk python3-minimal'
coverage='gcovr'
look='chromium'
package='build-essential debhelper lintian autopkgtest'
trial='git mmdebstrap'
root='mmdebstrap arch-test'

case ${1:-} in
compile) wanted=$compile ;;
build) wanted=$build ;;
interop) wanted="$build $interop" ;;
judge) wanted="$build $interop mmdebstrap" ;;
boot) wanted="$build $interop $boot" ;;
coverage) wanted="$build $coverage" ;;
look) wanted="$build $look" ;;
package) wanted="$build $package" ;;
trial) wanted=$trial ;;
root) wanted=$root ;;
*)
	echo "usage: deps.sh compile|build|interop|judge|boot|coverage|look|package|trial|root" >&2
	exit 2
	;;
esac

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
	cat <<-'END'
		deps: this installs packages of Debian or Ubuntu by apt-get only.  Elsewhere install these yourself:
		  to build:  a C11 compiler, GNU make, pkg-config, expat 2.2 or newer with its headers, Linux
		             (Fedora, RHEL: gcc make pkgconf expat-devel; SUSE: gcc make pkgconf libexpat-devel;
		             Alpine: gcc musl-dev make pkgconf expat-dev; Arch: base-devel expat)
		  to test:   bats 1.7 or newer, git, patch, GNU parallel, xmllint, xmlwf, xsltproc, jing, mandoc, zsh, strace,
		             python3 with jsonschema and yaml, setfattr, setfacl, setpriv
		  the rest:  libvirt and QEMU for make interop, and mmdebstrap for make boot
	END
	exit 0
fi

# it may come with another package of Node's
[ "$1" = trial ] || [ "$1" = root ] || [ "$1" = compile ] || command -v npm >/dev/null || wanted="$wanted npm"

missing=
for package in $wanted; do
	state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
	[ "$state" = installed ] || missing="$missing $package"
done
if [ -n "$missing" ]; then
	if [ "$(id -u)" -ne 0 ]; then
		echo "deps: run as root: apt-get install$missing" >&2
		exit 1
	fi
	echo "deps: installing$missing"
	export DEBIAN_FRONTEND=noninteractive
	# the programs are wanted, not a directory of this machine's
	case $missing in *slapd*) echo 'slapd slapd/no_configuration boolean true' |
		debconf-set-selections ;;
	esac
	apt-get -qq update
	# shellcheck disable=SC2086
	apt-get -qq -y --no-install-recommends install $missing >/dev/null
fi

# libvirt's QEMU driver looks up this user even where it will not use it; Debian's package that
# makes it would start a daemon as well.
if { [ "$1" = interop ] || [ "$1" = boot ]; } && ! getent passwd libvirt-qemu >/dev/null; then
	getent group libvirt-qemu >/dev/null || groupadd --system libvirt-qemu
	useradd --system --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin \
		--gid libvirt-qemu libvirt-qemu
fi
