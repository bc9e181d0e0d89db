#!/bin/bash
# distcheck.sh: the archives of make dist and make STATIC=1 dist-static, tried as those who get
# them would: the same bytes from every clone and at every time, built and tested where there is no
# git, installed and removed again, run in a root that has nothing else.  What passes gets SHA256SUMS.
set -euo pipefail
cd "$(dirname "$0")/../.."
top=$PWD
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
unset BUILD CFLAGS CPPFLAGS LDFLAGS MAKEFLAGS MFLAGS MAKELEVEL SAN STATIC SOURCE_DATE_EPOCH

step() {
	echo "distcheck: $*"
}

quietly() {
	"$@" >"$scratch/log" 2>&1 || {
		tail -n 40 "$scratch/log"
		return 1
	}
}

rm -f SHA256SUMS
step "the source archive is the same from another clone, with other dates and another umask"
quietly make dist
name=virtxml-filters-$(sed -n 's/^#define VERSION "\(.*\)".*/\1/p' tools/cli/version.h)
archive=$name.tar.gz
(
	umask 077
	quietly git clone --no-hardlinks "$top" "$scratch/a longer name"
	cd "$scratch/a longer name"
	quietly git checkout --detach "$(git -C "$top" rev-parse HEAD)"
	find . -path ./.git -prune -o -exec touch -d '2001-02-03' {} +
	quietly make dist
)
cmp "$archive" "$scratch/a longer name/$archive"
git ls-tree -r --name-only HEAD | sort >"$scratch/committed"
tar -tzf "$archive" | sed -n "s|^$name/||; /[^/]\$/p" | sort >"$scratch/archived"
cmp "$scratch/committed" "$scratch/archived"

step "it builds, and its tests pass without git"
tar -C "$scratch" -xzf "$archive"
cd "$scratch/$name"
quietly make -j2
quietly make check TESTS='cli completions fleet rules'

step "it installs, runs, and is removed without a trace"
quietly make install DESTDIR="$scratch/root" PREFIX=/usr
tools=$(sed -n 's/^TOOLS = //p' GNUmakefile)
for tool in $tools; do
	"$scratch/root/usr/bin/$tool" --version | grep -q "^$tool (virtxml-filters) ${name##*-}\$"
	[ -s "$scratch/root/usr/share/man/man1/$tool.1" ]
done
quietly make uninstall DESTDIR="$scratch/root" PREFIX=/usr
find "$scratch/root" ! -type d -o -path '*virtxml-filters*' >"$scratch/left"
cat "$scratch/left"
[ ! -s "$scratch/left" ]
quietly make clean
[ -z "$(find . -newer GNUmakefile -type f -name '*.o')" ]

step "the static archive is the same from another folder, and built at another time, in another zone"
quietly make -j2 STATIC=1 dist-static
static=$(echo "$name"-linux-*.tar.gz)
cd "$scratch/a longer name"
(umask 077 && TZ=Pacific/Chatham LC_ALL=C.UTF-8 quietly make -j2 STATIC=1 dist-static)
[ "$(TZ=UTC tar --full-time -tvzf "$static" | awk '{ print $4, $5 }' | sort -u | TZ=UTC date -f - +%s)" = "$(git log -1 --format=%ct)" ]
cmp "$static" "$scratch/$name/$static"
cp "$static" "$top"

step "its programs run in a root that has no shell, no library and no /dev"
mkdir "$scratch/empty"
tar -C "$scratch/empty" -xzf "$static"
cd "$scratch/empty/${static%.tar.gz}"
for file in bin/domconv share/man/man1/domconv.1 share/virtxml-filters/schemas/report.rng \
	share/virtxml-filters/stylesheets/report-html.xslt \
	share/bash-completion/completions/domconv share/zsh/vendor-completions/_domconv \
	LICENSE README README.md; do
	[ -s "$file" ] || {
		echo "the archive lacks $file"
		exit 1
	}
done
cp "$top/fixtures/demo/mail.xml" "$scratch/empty"
mkdir "$scratch/empty/new"
inside() {
	local tool=$1
	shift
	if [ "$(id -u)" -eq 0 ]; then
		chroot "$scratch/empty" "/${static%.tar.gz}/bin/$tool" "$@"
	else
		unshare --map-root-user chroot "$scratch/empty" "/${static%.tar.gz}/bin/$tool" "$@"
	fi
}
for tool in $tools; do
	inside "$tool" --version >/dev/null
	inside "$tool" --help | cmp - <("$scratch/a longer name/build-static/$tool" --help)
done
inside domconv -q -d /new --report=/report.xml /mail.xml
"$scratch/a longer name/build-static/domconv" -q "$top/fixtures/demo/mail.xml" |
	cmp - "$scratch/empty/new/mail.xml"
xmllint --noout --relaxng share/virtxml-filters/schemas/report.rng "$scratch/empty/report.xml" \
	2>"$scratch/log"
inside bridgemap -q -b eth0:lan <"$scratch/empty/new/mail.xml" | grep -q "bridge='lan'"

step "its programs do without the system calls that kernels of RHEL 5 and 6 lack"
mkdir "$scratch/old"
lacking=newfstatat,getrandom,rseq,prlimit64
for tool in $tools; do
	# shellcheck disable=SC2016  # the words are the script's
	printf '#!/bin/sh\nexec strace -f -o /dev/null -e trace=%s -e inject=%s:error=ENOSYS "%s" "$@"\n' \
		$lacking $lacking "$scratch/a longer name/build-static/$tool" >"$scratch/old/$tool"
	chmod +x "$scratch/old/$tool"
done
cd "$top"
BUILD="$scratch/old" quietly sh tests/check/fixtures.sh compare
cp fixtures/demo/mail.xml "$scratch/mail.xml"
"$scratch/old/domconv" -q -i.bak --report="$scratch/report.xml" "$scratch/mail.xml"
cmp fixtures/demo/mail.xml "$scratch/mail.xml.bak"
cmp "$scratch/empty/new/mail.xml" "$scratch/mail.xml"
grep -q "status='converted'" "$scratch/report.xml"

sha256sum "$archive" "$static" >SHA256SUMS
sha256sum --quiet --check SHA256SUMS
echo "distcheck: $archive and $static are good: SHA256SUMS"
