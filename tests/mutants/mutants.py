"""mutants.py BUILD COUNT: which faults in the tools `make check` finds.

Each row of each table of rules is changed, one field at a time (rows.c makes the change when a program
starts, so one build is enough), and COUNT places of the C sources: a comparison, a constant, a dropped
statement, a word of a table (source.py).  A mutant is killed by the first of these that fails:

    1. the fixtures that concern it: a rule's own, or those of the tools, until one differs
    2. unit programs, and the files of bats that concern its folder
    3. the other files of bats, which run with all the mutants that are left at once; where a test fails,
       halves of them are tried until the one is found that makes it fail alone

Everything is done in a copy of the tree below BUILD/mutants.  Environment: SEED (another sample), KIND=rules or
source, ONLY=PART (those whose place contains it), QUICK=1 (without 3), TESTS='cli hook' (these files of bats in 3),
LEFT=1 (those that were left last time; build/mutants/killers.tsv has what killed the others).
equivalent.tsv lists mutants that no test can kill, with reasons: place, change, reason; tabs between.  A row
that fits no mutant, or whose mutant is killed, is a failure.
"""
import collections
import concurrent.futures
import glob
import hashlib
import os
import re
import resource
import shutil
import subprocess
import sys
import threading

import source

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
TOOLS = ('domconv', 'bridgemap', 'snapconv', 'poolgen', 'xlconv')
UNITS = sorted(os.path.basename(p)[:-2] for p in glob.glob(os.path.join(TOP, 'tests/unit/*.c')))
# Generated, or only in static programs.
LEFT_OUT = ('tools/vocabulary/table.h', 'tools/static/')
# These compare the tables with a printed copy of them: each change of a row differs there.
COPIES = ('the man pages list the rules as the tables have them',)
# The tools that a folder is linked into; the others: all.
LINKED = {'pool': ('poolgen',), 'xl': ('xlconv',), 'bridge': ('bridgemap', 'snapconv'), 'snapshot': ('snapconv',),
          'domain': ('domconv', 'snapconv'), 'target': ('domconv', 'snapconv', 'bridgemap', 'poolgen')}
MEMORY = 4 << 30  # a mutant may ask for more and more
CPU = 100  # seconds: it may run for ever, and outlive its test
# The files of bats that test a folder before all others.
NEAR = {'xl': 'xlconv', 'pool': 'poolgen', 'bridge': 'bridgemap ldif', 'snapshot': 'snapconv', 'cli': 'cli conflicts',
        'write': 'files output-dir diff', 'options': 'conflicts cli', 'report': 'baseline formats report',
        'target': 'target', 'vocabulary': 'vocabulary', 'domain/move': 'plan fleet plan-scripts',
        'domain/target': 'target', 'domain': 'cases', 'rules': 'check', 'read': 'encoding files', 'edit': 'encoding',
        'index': 'encoding', 'base': 'paste poolgen', '': 'conflicts'}
GOALS = {'rules': 95, 'source': 90}


class Mutant:
    """A fault: kind 'rules' (env is the change that rows.c makes) or 'source' (text[start:end])."""

    def __init__(self, kind, place, change, line=0):
        self.kind, self.place, self.change, self.line = kind, place, change, line
        self.env, self.file, self.edit, self.killer = '', place, None, None

    def key(self):
        return self.place, self.change

    def folder(self):
        parts = self.file.split('/')
        return parts[1] if len(parts) > 2 else 'the tools'


def run(command, cwd=None, env=None, seconds=600, **more):
    try:
        return subprocess.run(['prlimit', '--cpu=%d' % CPU, *command], cwd=cwd, env=env, timeout=seconds,
                              stdin=subprocess.DEVNULL, capture_output=True, check=False, **more)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 124, b'', b'')


class Programs:
    """The copy of the tree, the programs built from it, and those with some mutants."""

    def __init__(self, work):
        self.work, self.tree = work, os.path.join(work, 'tree')
        self.base = os.path.join(self.tree, 'build')
        self.objects = {}

    def copy(self):
        names = run(['git', 'ls-files', '-z', '-co', '--exclude-standard'], TOP).stdout.decode().split('\0')
        wanted = {name for name in names if name and os.path.isfile(os.path.join(TOP, name))}
        for folder, _, files in os.walk(self.tree):
            for name in files:
                path = os.path.relpath(os.path.join(folder, name), self.tree)
                if path not in wanted and not path.startswith('build/') and path != 'tools/rules/mutant.c':
                    os.unlink(os.path.join(self.tree, path))
        for name in wanted:
            self.put(name, open(os.path.join(TOP, name), 'rb').read())
            shutil.copymode(os.path.join(TOP, name), os.path.join(self.tree, name))
        self.put('tools/rules/mutant.c', open(os.path.join(HERE, 'rows.c'), 'rb').read())
        self.hook('tools/rules/selection.h', 'return s->on == NULL ||', 'return !mutant_dropped[rule] && (s->on == NULL ||',
                  'RULE_ON;', 'RULE_ON);', 'struct selection {', 'extern unsigned char mutant_dropped[];\nstruct selection {')

    def hook(self, name, *pairs):
        text = open(os.path.join(TOP, name), encoding='utf-8').read()
        for old, new in zip(pairs[::2], pairs[1::2]):
            if text.count(old) != 1:
                sys.exit('mutants: %s has no single "%s" any more' % (name, old))
            text = text.replace(old, new)
        self.put(name, text.encode())

    def put(self, name, data):
        path = os.path.join(self.tree, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if not os.path.exists(path) or open(path, 'rb').read() != data:
            with open(path, 'wb') as f:
                f.write(data)

    def build(self):
        goals = ['all', 'test-programs']
        # Mutants are compared with it byte for byte: without -g.
        made = run(['make', 'V=1', '-j%d' % os.cpu_count(), 'BUILD=build', 'CFLAGS=-O1', *goals], self.tree, seconds=3000)
        if made.returncode:
            sys.exit('mutants: the copy does not build\n' + made.stderr.decode()[-2000:])
        npm = os.path.join(TOP, 'build/npm')
        if os.path.isdir(npm) and not os.path.lexists(os.path.join(self.base, 'npm')):
            os.symlink(npm, os.path.join(self.base, 'npm'))
        dry = run(['make', 'V=1', '-nB', 'BUILD=build', 'CFLAGS=-O1', *goals], self.tree, seconds=300).stdout.decode()
        self.compile, self.links = {}, {}
        for line in dry.splitlines():
            words = line.split()
            if ' -c -o ' in line and '-Dmain=' not in line:
                self.compile[words[-1]] = [w for w in words if w not in ('-MMD', '-MP')]
            elif ' -o build/' in line:
                self.links[words[words.index('-o') + 1]] = words

    def objects_of(self, mutants):
        """Objects of the sources in which there are mutants; None if one does not compile."""
        by_file, made = collections.defaultdict(list), {}
        for m in mutants:
            if m.kind == 'source':
                by_file[m.file].append(m)
        for name, inside in by_file.items():
            key = (name, tuple(sorted(m.edit for m in inside)))
            if key not in self.objects:
                self.objects[key] = self.object_of(name, key[1])
            made[name] = self.objects[key]
        return None if None in made.values() else made

    def object_of(self, name, edits):
        text = open(os.path.join(self.tree, name), encoding='utf-8').read()
        for start, end, new in sorted(edits, reverse=True):
            text = text[:start] + new + text[end:]
        path = os.path.join(self.work, 'objects', hashlib.sha1(repr((name, edits)).encode()).hexdigest()[:16])
        os.makedirs(os.path.dirname(path), exist_ok=True)
        command = list(self.compile[name])
        command[command.index('-o') + 1] = path + '.o'
        command[-1:] = ['-I', os.path.dirname(name), '-w', '-x', 'c', '-']
        made = subprocess.run(command, cwd=self.tree, input=text.encode(), capture_output=True, check=False)
        return path + '.o' if made.returncode == 0 else None

    def linked(self, mutants, folder, programs):
        """The programs with the mutants in the folder; the others are those without."""
        objects = self.objects_of(mutants)
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        for name in os.listdir(self.base):
            if name not in ('tests', 'tools', *TOOLS) and not os.path.isfile(os.path.join(folder, name)):
                os.symlink(os.path.join(self.base, name), os.path.join(folder, name))
        os.makedirs(os.path.join(folder, 'tests'))
        for program in programs:
            self.link(program, objects, folder)
        return folder

    def link(self, program, objects, folder):
        out = os.path.join(folder, program)
        if not objects:
            if not os.path.lexists(out):
                os.symlink(os.path.join(self.base, program), out)
            return
        command = list(self.links['build/' + program])
        command[command.index('-o') + 1] = out
        own = {'build/' + name[:-2] + '.o': path for name, path in objects.items()}
        archived = [path for name, path in objects.items() if name.count('/') > 1]
        command = [own.get(word, word) for word in command]
        at = command.index('build/libvirtxml.a')
        command[at:at] = archived
        if os.path.lexists(out):
            os.unlink(out)
        made = run(command, self.tree)
        if made.returncode:
            sys.exit('mutants: %s: %s' % (' '.join(objects), made.stderr.decode()))


def environment(mutants, build):
    changes = ''.join(m.env + ';' for m in mutants if m.kind == 'rules')
    env = dict(os.environ, BUILD=build, LC_ALL='C', SAN='', MUTANT=changes)
    env['PATH'] = build + ':' + env['PATH']
    for name in ('MAKEFLAGS', 'MAKELEVEL', 'CORPUS', 'ONLY', 'KIND', 'SEED', 'TESTS', 'COUNT'):
        env.pop(name, None)
    return env


class Case:
    """A run of a fixture, and what it gives without mutants."""

    def __init__(self, tool, rule, folder, name, arguments):
        self.tool, self.rule, self.folder, self.name, self.arguments = tool, rule, folder, name, arguments
        self.rules = {rule}
        self.expected = None

    def give(self, env):
        got = run([os.path.join(env['BUILD'], self.tool), *self.arguments], self.folder, env, 60)
        return got.returncode, got.stdout, got.stderr

    def __str__(self):
        return 'fixture %s/%s/%s' % (self.tool, self.rule, self.name)


class Row(Case):
    """What tests/check/rows.sh says of a rule."""

    def __init__(self, what, rule, folder):
        super().__init__('rows.sh', rule, folder, what, [what, rule])

    def give(self, env):
        got = run(['sh', os.path.join(self.folder, 'tests/check/rows.sh'), *self.arguments], self.folder, env, 60)
        return got.returncode, got.stdout


def first_line(path):
    if not os.path.exists(path):
        return ''
    with open(path, encoding='utf-8') as f:
        return f.readline().strip()


def cases_of(tree):
    """As tests/check/fixtures.sh runs them."""
    cases = []
    for path in sorted(glob.glob(tree + '/fixtures/*/*/*.xml') + glob.glob(tree + '/fixtures/xlconv/*/*.cfg')):
        folder, name = os.path.split(path)
        tool, rule = folder.split('/')[-2:]
        if tool not in TOOLS:
            continue
        base = path.rsplit('.', 1)[0]
        only = first_line(base + '.only') or rule
        case = Case(tool, rule, folder, name, ['-v', *([] if only == 'whole' else ['--only=' + only]),
                                               *first_line(base + '.opts').split(), name])
        case.rules |= set(only.split(','))
        cases.append(case)
    for path in sorted(glob.glob(tree + '/fixtures/plan/*.xml')):
        opts = first_line(path[:-4] + '.opts').split()
        cases.append(Case('domconv', 'plan', os.path.dirname(path), os.path.basename(path),
                          ['-q', '--plan', *opts, os.path.basename(path)]))
    return cases


class Bats:
    """The files of bats in the copy, with a group of mutants."""

    def __init__(self, programs):
        self.programs, self.clean = programs, {}
        self.all = list(TOOLS) + ['tests/' + p for p in os.listdir(os.path.join(programs.base, 'tests'))
                                  if '.' not in p and os.path.isfile(os.path.join(programs.base, 'tests', p))]

    def failing(self, name, mutants, tests=None, tag='one'):
        """The tests of the file that fail with the mutants."""
        build = self.programs.linked(mutants, os.path.join(self.programs.tree, 'build-' + tag), self.all)
        command = ['bats', '--formatter', 'tap', 'tests/check/%s.bats' % name]
        if tests is not None:
            command[1:1] = ['-f', '^(%s)$' % '|'.join(re.escape(t).replace('"', '.') for t in tests)]
        got = run(command, self.programs.tree, environment(mutants, build), 900)
        shown = got.stdout.decode(errors='replace')
        failed = re.findall(r'^not ok \d+ (.*)$', shown, re.M)
        if got.returncode == 124:
            failed.append('time')
        return [t for t in failed if t not in COPIES]

    def passes_clean(self, name, test):
        if (name, test) not in self.clean:
            tests = None if 'failed' in test and 'setup' in test or test == 'time' else [test]
            self.clean[name, test] = test not in self.failing(name, [], tests, 'clean-%d' % threading.get_ident())
            if not self.clean[name, test]:
                print('mutants: fails without mutants: %s: %s' % (name, test), flush=True)
        return self.clean[name, test]

    def culprit(self, name, test, mutants):
        """The one that makes the test fail alone, or None."""
        tests = None if 'failed' in test and 'setup' in test or test == 'time' else [test]
        while len(mutants) > 1:
            half = mutants[:len(mutants) // 2]
            if not self.failing(name, half, tests):
                half = mutants[len(mutants) // 2:]
            mutants = half
        return mutants[0] if mutants and self.failing(name, mutants, tests) else None

    def judge(self, name, mutants, failed):
        """Marks those of the mutants that tests of the file kill; failed: the tests that do with all."""
        while failed and mutants:
            test = failed[0]
            one = self.culprit(name, test, mutants) if self.passes_clean(name, test) else None
            if one is None:
                failed = failed[1:]
                continue
            one.killer = '%s.bats: %s' % (name, test)
            print('killed   %s:%d %s: %s' % (one.file, one.line, one.change, one.killer), flush=True)
            mutants = [m for m in mutants if m is not one]
            if mutants:
                known = [t for t in failed if not ('setup' in t and 'failed' in t) and t != 'time']
                failed = self.failing(name, mutants, known or None)


def lines_of(pattern, *files):
    """Where lines match: what the pattern finds in them -> file, line."""
    where = {}
    for path in files:
        for number, line in enumerate(open(path, encoding='utf-8'), 1):
            found = re.match(pattern, line)
            if found:
                where[found.groups()] = os.path.relpath(path, TOP), number
    return where


def rule_mutants(programs):
    """What rows.c can change, and where the rows stand."""
    listed = run([os.path.join(programs.base, 'domconv')], programs.tree, dict(os.environ, MUTANT='list'))
    rows = lines_of(r'RULE\((\w+),', *glob.glob(os.path.join(TOP, 'tools/**/*_rules.h'), recursive=True))
    beats = lines_of(r'\{ (\w+), (\w+) \}', os.path.join(TOP, 'tools/domain/precedence.h'))
    maps = lines_of(r'\tMAPS_BEAT\((\w+)\)', os.path.join(TOP, 'tools/snapshot/rules.c'))
    for change in listed.stdout.decode().splitlines():
        word, symbol, how = change.split(':')
        m = Mutant('rules', symbol, '%s: %s' % (word, how))
        m.env = change
        m.file, m.line = rows[symbol,]
        if word in ('swap', 'unordered'):
            m.file, m.line = beats.get((symbol, how)) or maps[how,]
        yield m


def source_mutants(programs):
    """All there are; the seed decides on their order."""
    seed = os.environ.get('SEED', '')
    found = []
    for path in sorted(programs.compile):
        if not path.startswith('tools/') or path.startswith(LEFT_OUT) or path == 'tools/rules/mutant.c':
            continue
        text = open(os.path.join(programs.tree, path), encoding='utf-8').read()
        seen = collections.Counter()
        for c in source.candidates(text):
            start, end = text.rfind('\n', 0, c.start) + 1, text.find('\n', c.end)
            old = ' '.join(text[start:end].split())
            new = ' '.join((text[start:c.start] + c.new + text[c.end:end]).split())
            change = '%s => %s' % (old, new)
            seen[change] += 1
            if seen[change] > 1:
                change += ' (%d)' % seen[change]
            m = Mutant('source', path, change, text.count('\n', 0, c.start) + 1)
            m.edit, m.what = (c.start, c.end, c.new), c.kind
            found.append((hashlib.sha1(('%s %s %s' % (seed, path, change)).encode()).digest(), m))
    return [m for _, m in sorted(found, key=lambda pair: pair[0])]


def sample(programs, mutants, count):
    """The first that are other programs, a quarter of each kind."""
    plain, chosen, kinds = {}, [], collections.Counter()
    for m in mutants:
        if len(chosen) == count:
            break
        if kinds[m.what] >= -(-count // 4):
            continue
        if m.file not in plain:
            plain[m.file] = open(programs.object_of(m.file, ()), 'rb').read()
        made = programs.object_of(m.file, (m.edit,))
        if made is None or open(made, 'rb').read() == plain[m.file]:
            continue
        programs.objects[m.file, (m.edit,)] = made
        kinds[m.what] += 1
        chosen.append(m)
    return chosen


def try_cases(programs, cases, m, number):
    """The cheap killers of one mutant."""
    if m.kind == 'rules':
        rule = m.place.lower().replace('_', '-')
        mine = [c for c in cases if rule in c.rules] + [c for c in cases if c.rule in ('whole', 'plan')]
        for what in {'scope': ['scopes'], 'level': ['levels']}.get(m.env.split(':')[0], []):
            mine.append(Row(what, rule, programs.tree))
            mine[-1].expected = mine[-1].give(environment([], programs.base))
        build = programs.base
    else:
        tools = LINKED.get(m.folder(), TOOLS)
        if m.file.count('/') == 1:
            tools = (m.file[len('tools/'):-len('.c')],)
        mine = sorted((c for c in cases if c.tool in tools),
                      key=lambda c: (c.tool != tools[0], hashlib.sha1(str(c).encode()).digest()))
        build = programs.linked([m], os.path.join(programs.tree, 'build-%d' % number), ())
    env = environment([m], build)
    for case in mine:
        if case.tool in TOOLS and not os.path.exists(os.path.join(build, case.tool)):
            programs.link(case.tool, programs.objects_of([m]), build)
        if case.give(env) != case.expected:
            m.killer = str(case)
            return
    if m.kind == 'source':
        objects = programs.objects_of([m])
        for unit in UNITS:
            programs.link('tests/' + unit, objects, build)
            if run([os.path.join(build, 'tests', unit)], programs.tree, env, 60).returncode:
                m.killer = 'unit/' + unit
                return


def near(m):
    parts = m.file.split('/')[1:-1]
    return (NEAR.get('/'.join(parts)) or NEAR.get(''.join(parts[:1]), '')).split()


def try_bats(bats, m, number):
    for name in near(m):
        for test in bats.failing(name, [m], tag='one-%d' % number):
            if bats.passes_clean(name, test):
                m.killer = '%s.bats: %s' % (name, test)
                return


def cheap(programs, cases, mutants):
    bats = Bats(programs)
    workers = os.cpu_count()
    free = list(range(workers))

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.RLIM_INFINITY))

    def one(m):
        number = free.pop()
        try:
            try_cases(programs, cases, m, number)
            if not m.killer and m.kind == 'source':
                try_bats(bats, m, number)
            if not m.killer:
                print('left     %s:%d %s' % (m.file, m.line, m.change), flush=True)
        finally:
            free.append(number)

    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        list(pool.map(one, mutants))
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def in_bats(programs, mutants):
    bats = Bats(programs)
    names = os.environ.get('TESTS', '').split() or sorted(
        os.path.basename(p)[:-5] for p in glob.glob(programs.tree + '/tests/check/*.bats'))
    rest = mutants
    while rest:
        group, rest = apart(rest)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            failed = dict(zip(names, pool.map(lambda n: bats.failing(n, group, tag='of-' + n), names)))
        for name in names:
            bats.judge(name, [m for m in group if m.killer is None], failed[name])


def apart(mutants):
    """Those that do not hide each other: one of a row or of a line; and the rest."""
    seen, group, rest = set(), [], []
    for m in mutants:
        place = (m.file, m.line)
        (rest if place in seen else group).append(m)
        seen.add(place)
    return group, rest


def equivalents():
    rows = {}
    for line in open(os.path.join(HERE, 'equivalent.tsv'), encoding='utf-8'):
        if line.strip() and not line.startswith('#'):
            place, change, reason = line.rstrip('\n').split('\t')
            rows[place, change] = reason
    return rows


def report(kind, mutants, known):
    """The table and the survivors; returns whether the goal is reached."""
    folders = collections.defaultdict(collections.Counter)
    for m in mutants:
        state = 'killed' if m.killer else 'equivalent' if m.key() in known else 'survived'
        folders[m.folder()][state] += 1
        folders['all'][state] += 1
    print('%-24s %8s %8s %10s' % (kind, 'killed', 'survived', 'equivalent'))
    for name in sorted(folders, key=lambda n: (n == 'all', n)):
        print('%-24s %8d %8d %10d' % (name, *(folders[name][s] for s in ('killed', 'survived', 'equivalent'))))
    for m in sorted(mutants, key=lambda m: (m.file, m.line)):
        if not m.killer and m.key() not in known:
            print('survived %s:%d\t%s\t%s' % (m.file, m.line, m.place, m.change))
    total = folders['all']['killed'] + folders['all']['survived']
    share = 100 * folders['all']['killed'] / total if total else 100
    print('mutants: %s: %.1f %% of %d are killed, goal %d %%' % (kind, share, total, GOALS[kind]), flush=True)
    return share >= GOALS[kind]


def stale(rows, every, tried, kinds):
    """Rows of equivalent.tsv that fit no mutant, or one that is killed."""
    bad = False
    keys = {m.key() for m in every}
    for key in rows:
        if key not in keys and len(kinds) == 2:
            print('stale: no such mutant: %s: %s' % key)
            bad = True
    for m in tried:
        if m.killer and m.key() in rows:
            print('stale: %s: %s is killed by %s' % (*m.key(), m.killer))
            bad = True
    return bad


def take_last(mutants, path):
    """What killed them last time."""
    last = {}
    for line in open(path, encoding='utf-8'):
        _, place, change, killer = line.rstrip('\n').split('\t')
        last[place, change] = killer
    for m in mutants:
        killer = last.get(m.key(), 'survived')
        m.killer = None if killer == 'survived' else killer


def main():
    build, count = os.path.abspath(sys.argv[1]), int(sys.argv[2])
    kinds = os.environ.get('KIND', 'rules source').split()
    part, known = os.environ.get('ONLY', ''), equivalents()
    programs = Programs(os.path.join(build, 'mutants'))
    programs.copy()
    programs.build()
    cases = cases_of(programs.tree)
    for case in cases:
        case.expected = case.give(environment([], programs.base))
    every, chosen = [], []
    if 'rules' in kinds:
        every += rule_mutants(programs)
        chosen += [m for m in every if part in m.file + ' ' + m.place]
    if 'source' in kinds:
        sources = source_mutants(programs)
        every += sources
        sources = [m for m in sources if part in m.file]
        listed = [m for m in sources if m.key() in known]
        chosen += listed + sample(programs, [m for m in sources if m.key() not in known], count)
    killers = os.path.join(programs.work, 'killers.tsv')
    if os.environ.get('LEFT'):
        take_last(chosen, killers)
    left = [m for m in chosen if not m.killer]
    print('mutants: %d to try' % len(left), flush=True)
    cheap(programs, cases, left)
    left = [m for m in chosen if not m.killer]
    print('mutants: %d survive the fixtures, the unit programs, and the nearest files of bats' % len(left), flush=True)
    if not os.environ.get('QUICK'):
        in_bats(programs, left)
    good = all([report(kind, [m for m in chosen if m.kind == kind], known) for kind in kinds])
    with open(killers, 'w', encoding='utf-8') as f:
        for m in chosen:
            f.write('%s:%d\t%s\t%s\t%s\n' % (m.file, m.line, m.place, m.change, m.killer or 'survived'))
    sys.exit(not good or stale(known, every, chosen, kinds))


main()
