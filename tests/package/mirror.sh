#!/bin/sh
# mirror.sh: prints where Debian's packages are: MIRROR, or where apt of this machine gets its own release.
set -eu
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
mirror=${MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Component: main' \
	"Codename: $release" | head -n 1)}
[ -n "$mirror" ] || {
	echo "$0: apt does not know where Debian $release is: MIRROR=..." >&2
	exit 1
}
echo "$mirror"
