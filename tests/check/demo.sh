#!/bin/sh
# demo.sh BUILD: converts the bundled Xen domain and shows what was done.
set -eu
cd "$(dirname "$0")/../.."
domain=fixtures/demo/mail.xml
out=$(mktemp)
trap 'rm -f "$out"' EXIT
echo "\$ domconv -v $domain"
"$1/domconv" -v "$domain" >"$out"
echo
echo "What changed ($domain, then the result):"
diff -u "$domain" "$out" || true
echo
echo "On the new host:  virsh dumpxml --inactive --security-info mail | domconv | virsh define /dev/stdin"
