# The options in all places that name them: the tables in C, --help, the pages, bash and zsh.
load helpers

TOOLS=$(sed -n 's/^TOOLS = *//p' "$TOP/GNUmakefile")
SCRIPTS=$(sed -n 's/^SCRIPTS = *//p' "$TOP/GNUmakefile")
PATH=$PATH:$TOP/tools

options() {
	BUILD=$BUILD sh "$TOP/tests/check/options.sh" "$@"
}

# complete_bash WORD...: what bash is given for the last of the words of a command line.
complete_bash() {
	bash --norc -c '
		source "$1/completions/bash/$2"
		shift
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
		"_${1//-/_}"
		printf "%s\n" "${COMPREPLY[@]}"' bash "$BUILD" "$@"
}

# a tool of this name that keeps its arguments in the file said, but knows its rules
pretend() {
	mkdir -p "$BATS_TEST_TMPDIR/bin"
	cat >"$BATS_TEST_TMPDIR/bin/$1" <<-EOD
		#!/bin/sh
		[ "\$1" = --list-rules ] && exec "$BUILD/$1" --list-rules
		printf '%s\n' "\$*" >>"$BATS_TEST_TMPDIR/said"
	EOD
	chmod +x "$BATS_TEST_TMPDIR/bin/$1"
}

@test "--help has the options of the tables in C" {
	for tool in $TOOLS; do
		options help "$tool" >"$BATS_TEST_TMPDIR/help"
		[ "$(wc -l <"$BATS_TEST_TMPDIR/help")" -gt 15 ]
		options source "$tool" >"$BATS_TEST_TMPDIR/source"
		same "$BATS_TEST_TMPDIR/help" "$BATS_TEST_TMPDIR/source"
	done
}

@test "zsh is told every option, whether it takes an argument, and the words" {
	for tool in $TOOLS $SCRIPTS; do
		options help "$tool" >"$BATS_TEST_TMPDIR/help"
		[ -s "$BATS_TEST_TMPDIR/help" ]
		options zsh "$tool" >"$BATS_TEST_TMPDIR/zsh"
		same "$BATS_TEST_TMPDIR/help" "$BATS_TEST_TMPDIR/zsh"
	done
}

@test "a page has its tool's options and no others; shared ones may be in a page it refers to" {
	for tool in $TOOLS $SCRIPTS; do
		options help "$tool" >"$BATS_TEST_TMPDIR/help"
		options page "$tool" >"$BATS_TEST_TMPDIR/own"
		[ -z "$(sort -u "$BATS_TEST_TMPDIR/own" | comm -23 - "$BATS_TEST_TMPDIR/help")" ]
		sed -n 's/^\.Xr \([a-z-]*\) 1.*/\1/p' "$TOP/man/$tool.1" | while read -r other; do
			case " $TOOLS " in *" $other "*) options page "$other" ;; esac
		done | sort -u - "$BATS_TEST_TMPDIR/own" >"$BATS_TEST_TMPDIR/pages"
		comm -23 "$BATS_TEST_TMPDIR/help" "$BATS_TEST_TMPDIR/pages" >"$BATS_TEST_TMPDIR/lacking"
		[ ! -s "$BATS_TEST_TMPDIR/lacking" ] || {
			echo "$tool(1) lacks:"
			cat "$BATS_TEST_TMPDIR/lacking"
			return 1
		}
	done
}

@test "the words of an option are what the tool takes, and it names them all" {
	for tool in $TOOLS; do
		options help "$tool" | while read -r _ name _ words; do
			[ "$words" != - ] || continue
			for word in ${words//|/ }; do
				filter 0 "$tool" "$name=$word" --help
				filter 2 "$tool" "$name=${word}x" --help
				said "^$tool: error: invalid argument '${word}x' for --[a-z-]+: .*\b$word\b"
			done
		done
	done
}

@test "the types of pools that --help lists are all that there are" {
	sed -En 's/^\t\{ \.name = "([a-z-]+)".*/\1/p' "$TOP/tools/pool/types.c" | sort >"$BATS_TEST_TMPDIR/taken"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/taken")" -gt 10 ]
	options help poolgen | sed -n 's/^- --type yes //p' | tr '|' '\n' | sort >"$BATS_TEST_TMPDIR/listed"
	same "$BATS_TEST_TMPDIR/listed" "$BATS_TEST_TMPDIR/taken"
}

@test "virsh-bridgemap hands on what its --help says, as bridgemap's has it, and nothing else" {
	options help bridgemap | sort >"$BATS_TEST_TMPDIR/theirs"
	options help virsh-bridgemap | sort >"$BATS_TEST_TMPDIR/all"
	grep -vE ' --(connect|apply|backup-dir|managedsave|networks|require-match|verbose|help|version) ' \
		"$BATS_TEST_TMPDIR/all" >"$BATS_TEST_TMPDIR/handed"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/handed")" -eq 15 ]
	[ -z "$(comm -13 "$BATS_TEST_TMPDIR/theirs" "$BATS_TEST_TMPDIR/handed")" ]
	local letter name takes words status
	while read -r letter name takes words; do
		[ "$letter $name" != "- --list-rules" ] || continue
		grep -q " $name " "$BATS_TEST_TMPDIR/all" && status=0 || status=2
		[ "$takes" = no ] || [ "$takes" = maybe ] || {
			filter "$status" virsh-bridgemap "$name" x --help
			[ "$letter" = - ] || filter "$status" virsh-bridgemap "$letter" x --help
			name=$name=x
		}
		filter "$status" virsh-bridgemap "$name" --help
	done <"$BATS_TEST_TMPDIR/theirs"
	virsh-bridgemap --list-rules | cmp - <(bridgemap --list-rules)
}

@test "bash is offered every option, the equals sign with those that need an argument" {
	for tool in $TOOLS $SCRIPTS; do
		options help "$tool" | awk '{ print $2 ($3 == "yes" ? "=" : "") }
			$1 != "-" { print $1 }' | sort >"$BATS_TEST_TMPDIR/want"
		complete_bash "$tool" - | sort >"$BATS_TEST_TMPDIR/got"
		same "$BATS_TEST_TMPDIR/want" "$BATS_TEST_TMPDIR/got"
	done
}

@test "bash is offered the words of an option, however the equals sign parts the line" {
	for tool in $TOOLS $SCRIPTS; do
		options help "$tool" | while read -r _ name _ words; do
			[ "$words" != - ] || continue
			tr '|' '\n' <<<"$words" >"$BATS_TEST_TMPDIR/want"
			complete_bash "$tool" "$name" = >"$BATS_TEST_TMPDIR/got"
			same "$BATS_TEST_TMPDIR/want" "$BATS_TEST_TMPDIR/got"
			complete_bash "$tool" "$name" "" >"$BATS_TEST_TMPDIR/got"
			same "$BATS_TEST_TMPDIR/want" "$BATS_TEST_TMPDIR/got"
			complete_bash "$tool" "$name=" | sed "s/^$name=//" >"$BATS_TEST_TMPDIR/got"
			same "$BATS_TEST_TMPDIR/want" "$BATS_TEST_TMPDIR/got"
		done
	done
	[ "$(complete_bash domconv --hvm-disk-bus = v)" = virtio ]
	[ "$(complete_bash poolgen --type = iscsi-)" = iscsi-direct ]
}

@test "bash is offered rules and groups, also behind a comma" {
	for tool in $TOOLS virsh-bridgemap; do
		"$tool" --list-rules | cut -f 1,2 | tr '\t' '\n' | sort -u >"$BATS_TEST_TMPDIR/want"
		complete_bash "$tool" --skip = "" | sort -u >"$BATS_TEST_TMPDIR/got"
		same "$BATS_TEST_TMPDIR/want" "$BATS_TEST_TMPDIR/got"
	done
	[ "$(complete_bash domconv --only = seed,disk-bus-x)" = seed,disk-bus-xen ]
	[ "$(complete_bash domconv --only=seed,notes,disk-bus-x)" = --only=seed,notes,disk-bus-xen ]
}

@test "a shell of bash completes: options, words, folders, files, nothing where nobody knows" {
	pretend domconv
	mkdir olddir
	touch oldfile 'name with blank.xml'
	cat >rc <<-EOD
		PATH=$BATS_TEST_TMPDIR/bin:\$PATH
		bind 'set bell-style none'
		source $BUILD/completions/bash/domconv
		complete -p domconv >registered
	EOD
	{
		printf 'domconv --disk-b\tvirt\t -d ol\t --report=oldf\t name\t\n'
		printf 'domconv --machine=oldf\t\n'
		printf 'domconv --expl\tdisk-bus-x\t\n'
		printf 'exit\n'
	} | timeout 60 script -qec 'bash --noprofile --rcfile rc -i' /dev/null >screen
	[ "$(cat registered)" = 'complete -o bashdefault -o default -F _domconv domconv' ]
	cat >want <<-'EOD'
		--disk-bus=virtio -d olddir/ --report=oldfile name with blank.xml
		--machine=oldf
		--explain=disk-bus-xen
	EOD
	same want said
}

@test "a shell of zsh completes: options, words, folders, files, rules" {
	pretend domconv
	mkdir olddir home
	touch oldfile
	cat >home/.zshrc <<-EOD
		PATH=$BATS_TEST_TMPDIR/bin:\$PATH
		fpath=($BUILD/completions/zsh \$fpath)
		autoload -U compinit
		compinit -u -D
		unsetopt beep
		bindkey -e
	EOD
	{
		printf 'domconv --disk-b\tvirt\t -d ol\t --report=oldf\t oldf\t\n'
		printf 'domconv --expl\tdisk-bus-x\t\n'
		printf 'domconv --only=seed,disk-bus-x\t\n'
		printf 'exit\n'
	} | ZDOTDIR=$BATS_TEST_TMPDIR/home timeout 60 script -qec 'zsh -d -i' /dev/null >screen
	sed 's/ *$//' said >got
	cat >want <<-'EOD'
		--disk-bus=virtio -d olddir --report=oldfile oldfile
		--explain=disk-bus-xen
		--only=seed,disk-bus-xen
	EOD
	same want got
}
