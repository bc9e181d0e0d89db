#!/bin/sh
# fetch.sh DIR RELEASE...: puts the schemas of the libvirt of each Debian RELEASE into DIR/VERSION, and
# prints VERSION=DIR/VERSION.  apt is used with lists and sources of its own: nothing is installed.
# MIRROR: where Debian's archive is, if apt does not know it.
set -eu
mirror=$(sh "$(dirname "$0")/../../tests/package/mirror.sh")
dir=$1
shift
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
for release in "$@"; do
	root=$dir/$release
	mkdir -p "$root/lists/partial" "$root/archives/partial" "$root/unpacked"
	echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $release main" \
		>"$root/sources.list"
	: >"$root/status"
	set -- -qq -o "Dir::Etc::SourceList=$root/sources.list" -o Dir::Etc::SourceParts=- \
		-o "Dir::State::Lists=$root/lists" -o "Dir::State::Status=$root/status" \
		-o "Dir::Cache=$root" -o "Dir::Cache::Archives=$root/archives" -o APT::Sandbox::User=root
	apt-get "$@" update >&2
	# the schemas have been in three packages
	for package in libvirt0 libvirt-common libvirt-daemon-common; do
		(cd "$root" && apt-get "$@" download "$package" >&2) || continue
	done
	for package in "$root"/*.deb; do
		dpkg-deb -x "$package" "$root/unpacked"
	done
	version=$(dpkg-deb -f "$(ls "$root"/libvirt0_*.deb)" Version | sed 's/[-+~].*//')
	rm -rf "${dir:?}/$version"
	cp -R "$root/unpacked/usr/share/libvirt/schemas" "$dir/$version"
	rm -rf "$root"
	echo "$version=$dir/$version"
done
