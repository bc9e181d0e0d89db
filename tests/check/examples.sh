#!/bin/sh
# examples.sh DIR FILE...: each block of commands that a page or a README prints becomes a file
# DIR/NAME:LINE.  In mdoc that is .Dl and .Bd -literal, in Markdown what is indented by four blanks,
# up to the next empty line.
set -eu
dir=$1
shift

for file; do
	awk -v name="$dir/${file##*/}" '
		function plain(text) {
			gsub(/\\\(dq/, "\"", text)
			gsub(/\\\(aq/, "\047", text)
			gsub(/\\&/, "", text)
			gsub(/\\e/, "\001", text)
			if (text ~ /\\/) {
				print FILENAME ":" FNR ": an escape that examples.sh does not know: " text
				failed = 1
				exit 1
			}
			gsub(/\001/, "\\", text)
			return text
		}
		function begin() {
			out = name ":" FNR + (mdoc && !/^\.Dl /)
			inside = 1
		}
		FNR == 1 { mdoc = /^\.Dd / }
		mdoc && /^\.Dl / { begin(); print plain(substr($0, 5)) >out; close(out); inside = 0; next }
		mdoc && /^\.Bd -literal/ { begin(); next }
		mdoc && /^\.Ed/ { if (inside) close(out); inside = 0; next }
		mdoc && inside { print plain($0) >out; next }
		!mdoc && /^    / {
			if (!inside) begin()
			print substr($0, 5) >out
			next
		}
		!mdoc { if (inside) close(out); inside = 0 }' "$file"
done
