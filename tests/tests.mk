# What only the tests need: drivers, fuzzers, torture, and the targets that run them.  Included by
# GNUmakefile, which has check and lint.

TEST_SRC  := $(sort $(wildcard tests/lib/*.c))
TEST_OBJ  := $(TEST_SRC:%.c=$(BUILD)/%.o)
UNIT      := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/unit/*.c)))
DRIVERS   := $(patsubst tests/drivers/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/drivers/*.c)))
FUZZ_LIB  := $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard tests/fuzz/lib/*.c)))
FUZZERS   := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(sort $(wildcard tests/fuzz/*.c)))

.PHONY: demo test-programs golden compare corpus-check typos mixtures mutants vocabulary rules-page corpus-strict interop boot look picture fuzzers fuzz torture coverage covered bench \
        distcheck i386 bullseye bookworm trixie deb deb-check autopkgtest trial deps-interop deps-coverage deps-package

# Unit tests are run as they are, drivers are called by other tests.  They link the same objects; a tool's main
# is renamed so that they can call it.
$(BUILD)/tests/%.o: override CPPFLAGS += -Itests/lib

$(BUILD)/tests/%-main.o: tools/%.c GNUmakefile
	@mkdir -p $(@D)
	$(call SHOW,CC) $(CC) $(CPPFLAGS) -Dmain=$*_main $(CFLAGS) -Wno-missing-prototypes -MMD -MP -c -o $@ $<

check corpus-check: test-programs
test-programs: $(UNIT) $(DRIVERS)

$(UNIT): $(BUILD)/tests/%: $(BUILD)/tests/unit/%.o
$(DRIVERS): $(BUILD)/tests/%: $(BUILD)/tests/drivers/%.o
$(UNIT) $(DRIVERS): $(TOOLS:%=$(BUILD)/tests/%-main.o) $(TEST_OBJ) $(LIB)
	$(call SHOW,LD) $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(LIB) $(EXPAT_LIBS) $(LDLIBS)

# A fuzzer for each file in tests/fuzz (FUZZ=1 only: libFuzzer has the main program).
$(BUILD)/tests/fuzz/%.o: override CPPFLAGS += -Itests/fuzz/lib

$(FUZZERS): $(BUILD)/fuzz/%: $(BUILD)/tests/fuzz/%.o $(FUZZ_LIB) $(TEST_OBJ) $(LIB)
	@mkdir -p $(@D)
	$(call SHOW,LD) $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(EXPAT_LIBS) $(LDLIBS)

fuzzers: $(FUZZERS)

# Programs that torture the tools (make torture), and what is preloaded into them.
TORTURE_LIB := $(patsubst %,$(BUILD)/tests/torture/%.o,sandbox command judge)

$(BUILD)/torture/shim.so: tests/torture/shim/shim.c GNUmakefile
	@mkdir -p $(@D)
	$(CC) -std=c11 -Wall -Wextra -O1 -g -fPIC -shared -o $@ $< -ldl

$(BUILD)/torture/%: $(BUILD)/tests/torture/%.o $(TORTURE_LIB) $(TEST_OBJ) $(LIB)
	@mkdir -p $(@D)
	$(call SHOW,LD) $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(EXPAT_LIBS) $(LDLIBS)

## demo          convert the bundled Xen domain; show what was done and the result
demo: all
	@sh tests/check/demo.sh $(BUILD)

## golden        write the expected files of the fixtures anew and show the difference
golden: all
	@BUILD=$(CURDIR)/$(BUILD) sh tests/check/fixtures.sh golden

## compare       OLD=DIR, another build: which outputs, statuses and messages differ (CORPUS=DIR)
compare: all
	@CORPUS="$(CORPUS)" perl tests/check/compare-builds.pl $(or $(OLD),$(error make compare OLD=DIR)) $(BUILD)

## corpus-check  the engine's promises over every document below CORPUS=DIR
corpus-check: all deps-interop
	@BUILD=$(CURDIR)/$(BUILD) CORPUS="$(CORPUS)" sh tests/corpus/run.sh

## typos         COUNT=1000 typing errors in the documents of CORPUS=DIR: how many --check finds
typos: all deps-interop
	@python3 tests/corpus/typos.py $(BUILD) $(or $(CORPUS),$(error make typos CORPUS=DIR)) $(or $(COUNT),1000)

## mixtures      COUNT=20000 documents of each tool, made of the fixtures' parts by SEED=1: what the tools
##               promise; and, of a tenth as many of each root, that the stylesheets make the same of them
mixtures: COUNT := $(or $(COUNT),20000)
mixtures: SEED := $(or $(SEED),1)
mixtures: all $(BUILD)/tests/mixtures
	@find fixtures -name '*.xml' | LC_ALL=C sort >$(BUILD)/mixtures.list
	@for tool in domconv bridgemap snapconv poolgen; do \
		echo "$$tool:"; \
		xargs -x nice $(BUILD)/tests/mixtures $$tool $(SEED) 0 $(COUNT) <$(BUILD)/mixtures.list || exit; \
	done
	@BUILD=$(CURDIR)/$(BUILD) MIXED=$$(($(COUNT) / 10)) SEED=$(SEED) nice bash tests/check/differential.sh

## mutants       a fault in each row of the rules, and in COUNT=200 places of tools/: does make check fail
mutants:
	@nice python3 tests/mutants/mutants.py $(BUILD) $(or $(COUNT),200)

## vocabulary    the table of what libvirt knows anew, from Debian's packages of RELEASES
RELEASES = bullseye bookworm trixie sid
vocabulary:
	@sh tools/vocabulary/fetch.sh $(BUILD)/vocabulary $(RELEASES) >$(BUILD)/vocabulary.dirs
	@python3 tools/vocabulary/vocabulary.py tools/vocabulary/known.tsv "$$(date -u +%F)" \
		$$(cat $(BUILD)/vocabulary.dirs) >$(BUILD)/vocabulary.h
	@mv $(BUILD)/vocabulary.h tools/vocabulary/table.h

## rules-page    a page of all rules: what each does, where, why, and an example: build/rules.html
rules-page: all
	@sh tools/report/rules-page.sh $(BUILD) >$(BUILD)/rules.html

## corpus-strict the Xen domains below CORPUS=DIR that pass --strict, and the most frequent warnings
corpus-strict: all
	@BUILD=$(CURDIR)/$(BUILD) CORPUS="$(CORPUS)" bash tests/corpus/strict.sh

## interop       the real QEMU driver judges what the tools write (CORPUS=DIR adds its documents), and what
##               --target foresees; JUDGE=bullseye|bookworm|trixie|rhel: that of another release
interop: all deps-interop
	@BUILD=$(CURDIR)/$(BUILD) CORPUS="$(CORPUS)" bash tests/interop/$(if $(JUDGE),judge.sh $(JUDGE),run.sh)

## boot          Debian guests of Xen, made, prepared, converted, started under TCG, looked at from inside
boot: all
	@sh tests/package/deps.sh boot
	@BUILD=$(CURDIR)/$(BUILD) DISKS="$(DISKS)" RUNS="$(RUNS)" sh tests/boot/run.sh

## look          the HTML report in a browser: screenshots below build/look (installs chromium)
look: all
	@sh tests/package/deps.sh look
	@BUILD=$(CURDIR)/$(BUILD) bash tests/check/look.sh

## picture       README's picture of the HTML report, anew (installs chromium)
picture: all
	@sh tests/package/deps.sh look
	@BUILD=$(CURDIR)/$(BUILD) bash tests/check/look.sh picture

## fuzz          every fuzzer for TIME=60 seconds each (CORPUS=DIR adds its documents)
fuzz:
	@$(MAKE) -s FUZZ=1 fuzzers
	@BUILD=$(CURDIR)/build-fuzz CORPUS="$(CORPUS)" sh tests/fuzz/run.sh $(or $(TIME),60)

## torture       everything the tools ask the system for fails, and inputs are of extreme shapes
torture: all $(patsubst %,$(BUILD)/torture/%,faults kill measure shim.so)
	@BUILD=$(CURDIR)/$(BUILD) bash tests/torture/run.sh

## coverage      what the tests run of tools/, as it is counted by gcov; ROWS=write: the table of the rest
coverage: deps-coverage
	@[ ! -d build-cov ] || find build-cov -name '*.gcda' -delete # of other objects, perhaps
	@$(MAKE) -s COVERAGE=1 covered

covered: all test-programs $(BUILD)/torture/faults $(BUILD)/torture/shim.so
	@BUILD=$(CURDIR)/$(BUILD) ROWS="$(ROWS)" sh tests/check/coverage.sh

## bench         speed and memory as ratios to other programs, with the goals (COUNT=1: only instructions)
bench: all
	@$(MAKE) -s STATIC=1
	@BUILD=$(CURDIR)/$(BUILD) STATIC_BUILD=$(CURDIR)/build-static COUNT="$(COUNT)" bash tests/bench/run.sh

## distcheck     unpack the archives, build, test, install, uninstall, run in an empty root
distcheck:
	@bash tests/package/distcheck.sh

## deb           the Debian package, and what lintian says of it
deb:
	@sh tests/package/deb.sh

## deb-check     the same, and debian/tests runs the installed tools (as root; they go again)
deb-check: deps-package
	@sh tests/package/deb.sh install

## autopkgtest   the same by autopkgtest, which asks apt for what debian/tests needs
autopkgtest: deps-package
	@sh tests/package/deb.sh autopkgtest

## i386          built and tested in a root of Debian for i386 (as root)
## trixie        the same in a root of another release; also bullseye, bookworm
i386 bullseye bookworm trixie:
	@sh tests/package/deps.sh root
	@sh tests/package/elsewhere.sh $@

## trial         what README promises, in new roots of Debian 12 and 13 with nothing else (as root; SUITE=)
trial:
	@sh tests/package/deps.sh trial
	@for suite in $(or $(SUITE),bookworm trixie); do SUITE=$$suite bash tests/package/newroot.sh || exit; done

## deps-interop  install the real libvirt and QEMU, for `make interop` only
deps-interop:
	@sh tests/package/deps.sh interop

## deps-coverage install what `make coverage` needs
deps-coverage:
	@sh tests/package/deps.sh coverage

## deps-package  install what `make deb-check` needs
deps-package:
	@sh tests/package/deps.sh package

-include $(wildcard $(addprefix $(BUILD)/tests/,*.d */*.d */*/*.d))
