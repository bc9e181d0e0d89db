# Characters that change the direction of text, or its line: nobody is shown one as it is.
load helpers

# U+202E and U+2066, and one that is harmless
turn=$(printf '\342\200\256') isolate=$(printf '\342\201\246') joiner=$(printf '\342\200\215')

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	sed "s/<name>mail/<name>we${turn}b${joiner}/; s|/mail.img|/it\&apos;s${isolate}dar${turn}.img|; s/eth0/x${turn}y/" \
		"$FIXTURES/demo/mail.xml" >"in${turn}.xml"
}

redirects() { # FILE...
	grep -aE "$(printf '\342\200[\250-\256]|\342\201[\246-\251]')" "$@"
}

@test "messages have them as escapes" {
	filter 0 domconv -v "in${turn}.xml"
	run ! redirects err
	said 'in\\xe2\\x80\\xae\.xml:1?[0-9]:'
	# shellcheck disable=SC2094  # it is read twice
	filter 0 domconv "in${turn}.xml" - <"in${turn}.xml"
	redirects out # the document is as it was
	filter 0 bridgemap -v -b "x${turn}y:br0" "in${turn}.xml"
	run ! redirects err
	said 'x\\xe2\\x80\\xaey'
	filter 2 domconv "--type=${turn}"
	run ! redirects err
	# others are shown
	cat "in${turn}.xml" "in${turn}.xml" | filter 0 domconv -v
	said "'we\\\\xe2\\\\x80\\\\xaeb${joiner}': "
	run ! redirects err
}

@test "commands have them as escapes, and mean the same" {
	local shell
	filter 0 domconv -q --plan "in${turn}.xml"
	run ! redirects out
	grep -m 1 'dd bs=4M if=' out >line
	{
		printf '%s\n' "dd() { printf '<%s>\\n' \"\$@\"; }" 'stat() { :; }' 'ssh() { cat; }'
		cat line
	} >script
	for shell in sh bash zsh; do
		"$shell" script >words
		grep -qxF "<if=/var/lib/xen/images/it's${isolate}dar${turn}.img>" words
	done
}

@test "reports have messages as they are printed, and values as they are" {
	filter 0 domconv -v -r report "in${turn}.xml"
	xmllint --xpath '//text | //chore | //note | //warning' report >messages
	run ! redirects messages
	grep -qF 'x\xe2\x80\xaey' messages
	[ "$(xmllint --xpath 'string(//document/@name)' report)" = "we${turn}b${joiner}" ]
	[ "$(xmllint --xpath 'string(//interface/@source)' report)" = "x${turn}y" ]
}
