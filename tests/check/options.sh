#!/bin/sh
# options.sh source|help|page|zsh TOOL: the tool's options as one place has them, sorted, a line
# each: -LETTER or -, --NAME, yes|maybe|no for an argument, the words it takes or -.  A test holds
# the places against each other, each read in a way of its own.  BUILD: directory of the programs.
set -eu
cd "$(dirname "$0")/../.."
tool=$2

# --NAME and what stands behind it, as --help shows it, on lines "LETTER SPEC"
normal() {
	awk '{
		name = $2
		sub(/[=[].*/, "", name)
		argument = substr($2, length(name) + 1)
		takes = argument == "" ? "no" : argument ~ /^\[/ ? "maybe" : "yes"
		sub(takes == "maybe" ? /\]$/ : /$/, "", argument)
		sub(/^\[?=/, "", argument)
		print $1, name, takes, argument == "" || argument ~ /[A-Z]/ ? "-" : argument
	}' | sort
}

case $1 in
source) # the rows in C, of the tool itself and of the tables that it names
	{
		cat "tools/$tool.c" tools/cli/common_options.c
		sed -n 's|.*session_options(s, \([a-z]*\)_options,.*|tools/options/\1.c|p' "tools/$tool.c" | xargs -r cat
		# rows that are made from a list, X(NAME, "option", "argument", "help")
		sed -n 's|^#include "\(.*\)/.*\.h"$|tools/\1|p' "tools/$tool.c" | sort -u |
			xargs -I FOLDER find FOLDER -name '*.h' -exec cat {} + |
			sed -En 's/.*\bX\([A-Z_]+, *("[a-z-]+"), *("[^"]*"), *".*/{ \1, \2, "help", add_part }/p'
	} | tr '\n\t' '  ' | sed 's/" *"//g' |
		grep -Eo '\{ *"[a-z-]+", *("[^"]*"|NULL), *"[^"]*", *[a-z_]+[ ,][^}]*\}' |
		sed -E -e "/\.letter = '(.)'/!s/^/- /" -e "s/^(\{.*\.letter = '(.)')/-\2 \1/" \
			-e 's/^(-.?) \{ *"([^"]*)", *NULL.*/\1 --\2/' \
			-e 's/^(-.?) \{ *"([^"]*)", *"([^"]*)".*\.optional.*/\1 --\2[=\3]/' \
			-e 's/^(-.?) \{ *"([^"]*)", *"([^"]*)".*/\1 --\2=\3/' | normal
	;;
help)
	PATH=$BUILD:$PWD/tools:$PATH "$tool" --help |
		sed -En -e 's/^  (-.), (--[^ ]+).*/\1 \2/p' -e 's/^      (--[^ ]+).*/- \1/p' | normal
	;;
page) # an option may have several entries, one a form of its argument
	awk '/^\.It Fl / {
		letter = length($3) == 1 ? "-" $3 : "-"
		for (named = 3; named < NF && $named !~ /^-[a-z]/; named++)
			;
		takes = named < NF ? "yes" : "no"
		words = ""
		for (i = named + 1; i <= NF; i++)
			if ($i == "Op" && $(i + 1) == "=")
				takes = "maybe"
			else if ($i == "Ar")
				words = "-"
			else if ($i != "Ns" && $i != "Cm" && $i != "=" && words != "-")
				words = words $i
		print letter, "-" $named, takes, words == "" ? "-" : words
	}' "man/$tool.1" | sort -u
	;;
zsh) # what the completion tells zsh, and not how it is written
	zsh -f -c '_arguments() { print -rl -- "$@" }; source "$1"' zsh "$BUILD/completions/zsh/_$tool" |
		sed -En -e 's/^(\*|\([^)]*\))?(-[^][]*)\[.*[^\\]\](::?.*)?$/\2 \3/p' | awk '
		{
			spec = $0
			option = $1
			sub(/[+=-]+$/, "", option)
			words = "-"
			if (match(spec, /:\([a-z0-9_ -]+\)$/)) {
				words = substr(spec, RSTART + 2, RLENGTH - 3)
				gsub(/ /, "|", words)
			}
			takes = $2 ~ /^::/ ? "maybe" : $2 ~ /^:/ ? "yes" : "no"
			if (option !~ /^--/)
				letter = option
			else {
				print (letter == "" ? "-" : letter), option, takes, words
				letter = ""
			}
		}' | sort
	;;
esac
