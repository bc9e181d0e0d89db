#!/bin/sh
# debian-root.sh ROOT [OPTION...]: makes a root of RELEASE of Debian, or of this machine's release, with
# mmdebstrap, which gets the options.  mirror.sh says where the packages are, and apt of this machine how
# they are fetched.
set -eu
root=$1
shift
release=${RELEASE:-$(. /etc/os-release && echo "$VERSION_CODENAME")}
mirror=$(sh "$(dirname "$0")/mirror.sh")
conf=$(mktemp)
trap 'rm -f "$conf"' EXIT
apt-config dump | grep -E '^Acquire::(https?::|Check)' >"$conf" || :
mmdebstrap --mode=root --variant=minbase --aptopt="$conf" "$@" "$release" "$root" "$mirror"
