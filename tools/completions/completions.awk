# TOOL --help | awk -v shell=bash|zsh -f completions.awk: what the shell needs to complete TOOL's
# command line.  --help is printed from the option tables, so nothing is listed a second time.
# A line that is not understood fails the build instead of being left out.

function die(why) {
	print "completions.awk: " why > "/dev/stderr"
	failed = 1
	exit 1
}

# "  -o, --output=FILE     what it does" or "      --plan[=FILE]", the rest on the next line
function read_option(line,   at, spec) {
	n++
	letter[n] = substr(line, 3, 1) == "-" ? substr(line, 3, 2) : ""
	if (substr(line, 5, 4) !~ letter_gap(letter[n]))
		die("no option: " line)
	line = substr(line, 7)
	at = index(line, " ")
	spec = at ? substr(line, 1, at - 1) : line
	help[n] = at ? substr(line, at) : ""
	sub(/^ +/, "", help[n])
	takes[n] = spec ~ /\[=.*\]$/ ? "maybe" : spec ~ /=/ ? "yes" : "no"
	match(spec, /^--[a-z][a-z-]*/)
	if (RLENGTH < 4)
		die("no option: " line)
	name[n] = substr(spec, 1, RLENGTH)
	argument[n] = substr(spec, RLENGTH + 1)
	sub(/^\[?=/, "", argument[n])
	if (takes[n] == "maybe")
		sub(/\]$/, "", argument[n])
	if ((takes[n] == "no") != (argument[n] == ""))
		die("no argument: " line)
}

function letter_gap(l) {
	return l == "" ? "^  --" : "^, --"
}

# What the argument can be completed with, by its name: words in small letters are all it takes.
function read_argument(i,   part, count, k) {
	words[i] = kind[i] = ""
	count = split(argument[i], part, "|")
	for (k = 1; k <= count; k++)
		if (part[k] !~ /[A-Z]/)
			words[i] = words[i] (words[i] == "" ? "" : " ") part[k]
		else if (part[k] ~ /^(FILE|PATH)$/)
			kind[i] = "files"
		else if (part[k] == "DIR")
			kind[i] = "directories"
		else if (part[k] ~ /^RULE/)
			kind[i] = "rules"
}

NR == 1 {
	if (split($0, usage, " ") < 2 || usage[1] != "Usage:")
		die("no usage: " $0)
	tool = usage[2]
	name_in_shell = tool
	gsub(/[^A-Za-z0-9]/, "_", name_in_shell)
	takes_files = $0 ~ /FILE/
	next
}
/^  / && pending {
	sub(/^ +/, "")
	help[n] = $0
	pending = 0
	next
}
pending { die("nothing says what " name[n] " does") }
/^  / {
	read_option($0)
	pending = help[n] == ""
}

END {
	if (failed)
		exit 1
	if (n == 0)
		die("no options")
	for (i = 1; i <= n; i++)
		read_argument(i)
	if (shell == "zsh")
		write_zsh()
	else
		write_bash()
}

# The options whose argument is completed the same way, as a pattern of case; "--plan=" stands for
# an argument behind the equals sign.
function write_case(what, list, action,   i, all, one) {
	all = ""
	for (i = 1; i <= n; i++) {
		if (takes[i] == "no" || kind[i] != what || words[i] != list)
			continue
		one = name[i] "="
		if (takes[i] == "yes")
			one = (letter[i] == "" ? "" : letter[i] " | ") name[i] " | " one
		all = all (all == "" ? "" : " | ") one
	}
	if (all != "")
		print "\t" all ")\n\t\t" action "\n\t\t;;"
}

function bash_action(what, list) {
	if (what == "directories")
		return "compopt +o default +o bashdefault -o dirnames 2>/dev/null"
	if (what == "rules")
		return "words=$(\"${COMP_WORDS[0]}\" --list-rules 2>/dev/null | cut -f 1,2)"
	return list == "" ? ":" : "words='" list "'"
}

function write_bash(   i, seen, options, key) {
	print "# bash completion for " tool ", made from its --help"
	print "_" name_in_shell "() {"
	print "\tlocal cur=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}"
	print "\tlocal option=$before words='' list=''"
	print "\tCOMPREPLY=()"
	print "\t# bash parts words at =, as a rule: --option=word comes as three of them"
	print "\tif [[ $cur == '=' ]]; then"
	print "\t\toption=$before= cur="
	print "\telif [[ $before == '=' && $COMP_CWORD -gt 1 ]]; then"
	print "\t\toption=${COMP_WORDS[COMP_CWORD - 2]}="
	print "\telif [[ $cur == --*=* ]]; then"
	print "\t\toption=${cur%%=*}= list=${cur%%=*}= cur=${cur#*=}"
	print "\tfi"
	print "\tcase $option in"
	for (i = 1; i <= n; i++) {
		key = kind[i] "/" words[i]
		if (takes[i] == "no" || key in seen || key == "/")
			continue
		seen[key] = 1
		write_case(kind[i], words[i], bash_action(kind[i], words[i]))
	}
	write_case("", "", "compopt +o default +o bashdefault 2>/dev/null")
	print "\t*)"
	for (i = 1; i <= n; i++)
		options = options (i == 1 ? "" : " ") name[i] (takes[i] == "yes" ? "=" : "") \
			(letter[i] == "" ? "" : " " letter[i])
	print "\t\t[[ $cur == -* ]] && words='" options "'"
	if (!takes_files)
		print "\t\tcompopt +o default +o bashdefault 2>/dev/null"
	print "\t\t;;"
	print "\tesac"
	print "\t[[ -n $words ]] || return 0"
	print "\tif [[ $cur == *,* ]]; then"
	print "\t\tlist=$list${cur%,*}, cur=${cur##*,}"
	print "\tfi"
	print "\tmapfile -t COMPREPLY < <(compgen -P \"$list\" -W \"$words\" -- \"$cur\")"
	print "\tif [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]]; then"
	print "\t\tcompopt -o nospace 2>/dev/null"
	print "\tfi"
	print "\treturn 0"
	print "}"
	print "complete -o bashdefault -o default -F _" name_in_shell " " tool
}

function zsh_quote(text) {
	gsub(/\\|\[|\]|:/, "\\\\&", text)
	gsub(/'/, "'\\''", text)
	return text
}

function zsh_action(i) {
	if (kind[i] == "directories")
		return "_files -/"
	if (kind[i] == "rules")
		return "_" name_in_shell "_rules"
	if (kind[i] == "files")
		return words[i] == "" ? "_files" : "{compadd " words[i] "; _files}"
	return words[i] == "" ? " " : "(" words[i] ")"
}

function zsh_option(i,   plus, sign, front, spec) {
	plus = takes[i] == "yes" ? "+" : takes[i] == "maybe" ? "-" : ""
	sign = takes[i] == "yes" ? "=" : takes[i] == "maybe" ? "=-" : ""
	# what takes an argument may be given again; the two names of a switch exclude each other
	if (letter[i] == "")
		front = (takes[i] == "yes" ? "'*'" : "") name[i] sign
	else
		front = (takes[i] == "yes" ? "'*'" : "'(" letter[i] " " name[i] ")'") \
			"{" letter[i] plus "," name[i] sign "}"
	spec = "'[" zsh_quote(help[i]) "]"
	if (takes[i] != "no")
		spec = spec (takes[i] == "maybe" ? "::" : ":") zsh_quote(argument[i]) ":" zsh_action(i)
	return front spec "'"
}

function write_zsh_rules() {
	print "_" name_in_shell "_rules() {"
	print "\tlocal -aU rules"
	print "\trules=(${=\"$(_call_program rules ${(q)words[1]} --list-rules | cut -f 1,2)\"})"
	print "\t_sequence compadd - $rules"
	print "}\n"
}

function write_zsh(   i, rules) {
	print "#compdef " tool
	print "# made from its --help\n"
	for (i = 1; i <= n; i++)
		rules = rules || kind[i] == "rules"
	if (rules)
		write_zsh_rules()
	print "_arguments -s -S : \\"
	for (i = 1; i <= n; i++)
		print "\t" zsh_option(i) " \\"
	print "\t'*:" (takes_files ? "FILE:_files" : "argument: ") "'"
}
