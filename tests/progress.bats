# A progress line, on a terminal only, once work lasts longer than a second.
load helpers

# documents: one after the other until the file `enough` is there
documents() {
	while [ ! -e enough ]; do
		for _ in 1 2 3 4 5 6 7 8 9 10; do cat "$FIXTURES/demo/mail.xml"; done
	done
}

@test "it appears on a terminal, counts, and is taken away" {
	cd "$BATS_TEST_TMPDIR"
	export -f documents
	export FIXTURES
	script -qfec 'bash -c documents | domconv -q >converted' typescript >/dev/null 2>&1 </dev/null &
	for _ in $(seq 300); do
		grep -aq 'documents: [0-9]* changed, 0 refused' typescript 2>/dev/null && break
		sleep 0.1 # a bounded wait for the line; nothing tells when it is there
	done
	touch enough
	wait
	grep -aq 'documents: [1-9][0-9]* changed, 0 refused' typescript
	grep -aqF $'\r\033[K' typescript
	domconv -q "$FIXTURES/demo/mail.xml" >one
	cmp one <(head -c "$(stat -c %s one)" converted)
}

@test "it is not written to anything else" {
	cd "$BATS_TEST_TMPDIR"
	(
		sleep 1.2 # longer than the second after which a terminal would see it
		touch enough
	) &
	documents | filter 0 domconv -q
	wait
	lines 0
}
