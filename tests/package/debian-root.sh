#!/bin/sh
# debian-root.sh ROOT [OPTION...]: makes a root of this machine's release of Debian with mmdebstrap, which
# gets the options.  apt of this machine says where the packages are and how they are fetched.
set -eu
root=$1
shift
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Component: main' \
	"Codename: $release" | head -n 1)
[ -n "$mirror" ] || {
	echo "$0: apt does not know where Debian $release is" >&2
	exit 1
}
conf=$(mktemp)
trap 'rm -f "$conf"' EXIT
apt-config dump | grep -E '^Acquire::(https?::|Check)' >"$conf" || :
mmdebstrap --mode=root --variant=minbase --aptopt="$conf" "$@" "$release" "$root" "$mirror"
