#!/bin/bash
# look.sh [picture]: the HTML report of one domain, of 500 and of 10,000 in headless Chromium, light, dark, narrow
# and on paper: pictures for a person below build/look, and what a program can tell about them.  With
# picture, that of README instead, of a few domains of the fixtures.
# BUILD: the programs.
set -euo pipefail
cd "$(dirname "$0")/../.."
: "${BUILD:?}"
out=$PWD/build/look
mkdir -p "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0

browser() { # OPTION...
	rm -rf "$work/profile"
	mkdir "$work/profile"
	timeout 120 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
		--disable-background-networking --disable-component-update --disable-sync \
		--user-data-dir="$work/profile" --hide-scrollbars "$@" 2>"$work/log" || {
		tail -n 5 "$work/log"
		return 1
	}
}

complain() {
	echo "look: $*"
	bad=1
}

fleet() { # N: domains of several kinds, some refused
	local files n=0 i
	files=("$PWD"/fixtures/start/*.xml "$PWD"/fixtures/demo/*.xml)
	while [ "$n" -lt "$1" ]; do
		for i in "${files[@]}"; do
			n=$((n + 1))
			[ "$n" -le "$1" ] || break
			sed "0,/<name>/s|<name>\([^<]*\)</name>|<name>\1-$n</name>|" "$i" >"$work/in/$n.xml"
		done
	done
}

picture() { # FILE
	local from
	mkdir "$work/old"
	cp fixtures/demo/mail.xml "$work/old/mail.xml"
	cp fixtures/start/pv-many-disks.xml "$work/old/files.xml"
	cp fixtures/start/hvm-windows.xml "$work/old/terminal.xml"
	cp fixtures/domconv/direct-kernel-pv/fires.xml "$work/old/shell.xml"
	for from in proxy:eth1 web:eth0 wiki:eth0; do
		sed "s/eth0/${from#*:}/; s/mail/${from%:*}/" fixtures/demo/mail.xml >"$work/old/${from%:*}.xml"
	done
	for from in files terminal shell; do
		sed -i "s|<name>[^<]*|<name>$from|" "$work/old/$from.xml"
	done
	sed -i 's|</devices>|<interface type="bridge"><mac address="00:16:3e:4a:11:06"/><source bridge="eth0"/></interface>\n&|' \
		"$work"/old/{proxy,files,terminal}.xml
	(cd "$work" && mkdir new && "$BUILD/domconv" -q -r report.xml -d new old/*.xml) 2>/dev/null || true
	xsltproc --stringparam title 'From xen1 to kvm1' stylesheets/report-html.xslt "$work/report.xml" \
		>"$work/report.html"
	browser --window-size=960,812 --blink-settings=preferredColorScheme=1 --screenshot="$1" \
		"file://$work/report.html"
	[ "$(stat -c %s "$1")" -lt 150000 ] || complain "$1 is too large"
}

if [ "${1:-}" = picture ]; then
	picture "$PWD/man/report.png"
	ls -l man/report.png
	exit "$bad"
fi

# narrow PAGE PICTURE: 390 pixels wide; headless Chromium's own windows are 500 at least
narrow() {
	echo "<body style='margin:0'><iframe src='file://$1' style='border:0;width:390px;height:2400px'></iframe>" \
		>"$work/frame.html"
	browser --window-size=500,2400 --screenshot="$2" "file://$work/frame.html"
}

for n in 1 500 10000; do
	rm -rf "$work/in"
	mkdir "$work/in"
	if [ "$n" -eq 1 ]; then cp fixtures/demo/mail.xml "$work/in/mail.xml"; else fleet "$n"; fi
	(cd "$work/in" && find . -name '*.xml' | sed 's|^\./||' | sort -V |
		xargs "$BUILD/domconv" -q -r ../report.xml >/dev/null 2>&1) || true
	xsltproc stylesheets/report-html.xslt "$work/report.xml" >"$out/$n.html"
	browser --window-size=1280,2400 --blink-settings=preferredColorScheme=1 \
		--screenshot="$out/$n-light.png" "file://$out/$n.html"
	browser --window-size=1280,2400 --blink-settings=preferredColorScheme=0 \
		--screenshot="$out/$n-dark.png" "file://$out/$n.html"
	narrow "$out/$n.html" "$out/$n-narrow.png"
	[ "$n" -gt 500 ] || browser --no-pdf-header-footer --print-to-pdf="$out/$n.pdf" "file://$out/$n.html"
	# with its script: sorting and filtering are there, and no error of it is told
	browser --enable-logging=stderr --dump-dom "file://$out/$n.html#id1" >"$work/dom.html"
	grep -q 'CONSOLE' "$work/log" && complain "$n: $(grep CONSOLE "$work/log" | head -n 1)"
	grep -q '<html[^>]* class="js"' "$work/dom.html" || complain "$n: the script did not run"
	grep -Eq '<output id="shown">.* of '"$n<" "$work/dom.html" || complain "$n: nothing was filtered"
	[ "$(grep -o '<th scope="col"[^>]*><button>' "$work/dom.html" | wc -l)" -eq 8 ] ||
		complain "$n: columns cannot be sorted"
	tr -d '\n' <"$work/dom.html" | grep -q 'class="domain" open="[^"]*"><summary>' ||
		complain "$n: a link does not open its domain"
done

# Sorting and filtering, with what a person would do.
{
	# the page's policy takes no script but its own
	sed 's|</body></html>$||; s|<meta http-equiv="Content-Security-Policy"[^>]*>||' "$out/500.html"
	cat <<-'EOD'
		<script>
		var b = document.querySelectorAll("#domains thead button"); b[0].click(); b[0].click();
		var w = document.getElementById("words"); w.value = "pv-cdrom"; w.oninput();
		var s = document.getElementById("status"); s.value = "converted"; s.onchange();
		var r = document.querySelector("#domains tbody tr");
		document.title = "first " + r.cells[0].textContent + ", " +
			document.getElementById("shown").textContent;
		</script></body></html>
	EOD
} >"$work/try.html"
browser --dump-dom "file://$work/try.html" >"$work/dom.html"
want=$(grep -o 'pv-cdrom-[0-9]*' "$out/500.html" | sort -t - -k 3n | tail -n 1)
said=$(grep -o '<title>[^<]*' "$work/dom.html")
case $said in
"<title>first $want, "[1-9]*" of 500") ;;
*) complain "sorting or filtering: $said; the last name is $want" ;;
esac

ls -l "$out"
[ "$bad" -eq 0 ]
