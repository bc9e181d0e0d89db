#!/bin/sh
# npm.sh DIR: the published schemas of SARIF and JUnit into DIR, out of the npm packages that carry
# them: sarif-2.1.0.json and junit.xsd.  Fetched once; `make deps` does it.
set -eu
dir=$1
sarif="@microsoft/jest-sarif@1.0.0-beta.0"
junit="junit-xml@1.2.0"

[ -s "$dir/sarif-2.1.0.json" ] && [ -s "$dir/junit.xsd" ] && exit 0
mkdir -p "$dir"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent --ignore-scripts --fetch-retries=1 "$sarif" "$junit" >names || {
	echo "npm does not give $sarif and $junit: tests/check/report-sheets.bats cannot run without them" >&2
	exit 1
}
while read -r name; do
	mkdir "$name.d"
	tar xzf "$name" -C "$name.d"
done <names
cd - >/dev/null
cp "$work"/microsoft-jest-sarif-*.d/package/lib/schemas/sarif-2.1.0-rtm.5.json \
	"$dir/sarif-2.1.0.json"
# there it is a string of a test's
sed -n "s/^const antJunitSchema = '\(.*\)';\$/\1/p" \
	"$work"/junit-xml-*.d/package/src/index.test.ts >"$dir/junit.xsd.new"
xmllint --noout "$dir/junit.xsd.new"
mv "$dir/junit.xsd.new" "$dir/junit.xsd"
