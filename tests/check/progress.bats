# A progress line, on a terminal only, once work lasts longer than a second.
load helpers

# A tool that writes to a file runs beside the one on the terminal and is started before it: when
# the one shows its line, the other has worked for more than a second, too.
setup() {
	cd "$BATS_TEST_TMPDIR" || return
	cat >documents <<-'END'
		while [ ! -e enough ]; do
			for _ in 1 2 3 4 5 6 7 8 9 10; do cat "$FIXTURES/demo/mail.xml"; done
		done
	END
	export FIXTURES
	sh documents | domconv -q >converted-unseen 2>told &
	sed 's/demo.mail/plan\/kvm/' documents >short
	SHELL=/bin/sh script -qfec 'sh short | domconv -q --plan' planned >/dev/null 2>&1 </dev/null &
	# script runs the command by $SHELL, which need not be set
	SHELL=/bin/sh script -qfec 'sh documents | domconv -q >converted' typescript \
		>/dev/null 2>&1 </dev/null &
	for _ in $(seq 300); do
		grep -aq 'documents: [1-9][0-9]* changed, 0 refused' typescript 2>/dev/null && break
		sleep 0.1 # a bounded wait for the line; nothing tells when it is there
	done
	touch enough
	wait
}

@test "it appears on a terminal, counts, and is taken away" {
	grep -aq 'documents: [1-9][0-9]* changed, 0 refused' typescript
	grep -aqF $'\r\033[K' typescript
	domconv -q "$FIXTURES/demo/mail.xml" >one
	cmp one <(head -c "$(stat -c %s one)" converted)
}

@test "it stays away where the plan goes to the same terminal" {
	grep -aq 'is not a Xen domain' planned
	run ! grep -aq 'documents: ' planned
}

@test "it is not written to anything else" {
	[ -s converted-unseen ]
	[ -e told ] && [ ! -s told ]
}
