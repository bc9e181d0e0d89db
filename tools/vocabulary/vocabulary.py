#!/usr/bin/env python3
"""Writes the vocabulary of libvirt's XML as tables in C, from the RELAX NG of several releases.

usage: vocabulary.py KNOWN.tsv DATE VERSION=DIR... >table.h

DIR has the schemas of libvirt VERSION.  Element patterns that have one name below the same parent
become one state, over all releases.  A state has the elements, attributes and words that one of
its patterns has, each with the number of the first release that knows it: what libvirt once took,
it takes.  KNOWN.tsv adds what the schemas lack, as its first line says.
"""
import itertools
import os
import re
import sys
import xml.etree.ElementTree as ET

RNG = '{http://relaxng.org/ns/structure/1.0}'
ROOTS = {'domain': 'domain.rng', 'domainsnapshot': 'domainsnapshot.rng',
         'domaincheckpoint': 'domaincheckpoint.rng', 'network': 'network.rng',
         'pool': 'storagepool.rng'}
NUMBERS = {'unsignedInt', 'int', 'unsignedShort', 'short', 'unsignedLong', 'long', 'integer',
           'positiveInteger', 'nonNegativeInteger', 'unsignedByte', 'byte', 'decimal', 'double'}
ANY = object()  # a name that stands for all


class Schema:
    """A grammar: its definitions and those of the files that it includes.

    A grammar in a pattern has a scope of its own, and is a Schema of its own."""

    def __init__(self, grammar, folder):
        self.folder = folder
        self.defines, self.start = {}, []
        self.patterns, self.nested = {}, {}
        for child in grammar:
            self.take(child, set())

    @staticmethod
    def load(folder, file):
        return Schema(ET.parse(os.path.join(folder, file)).getroot(), folder)

    def grammar(self, node):
        if node not in self.nested:
            self.nested[node] = Schema(node, self.folder)
        return self.nested[node]

    def take(self, child, replaced):
        kind = child.tag.replace(RNG, '') if isinstance(child.tag, str) else ''
        if kind == 'include':
            names = {c.get('name') if c.tag == RNG + 'define' else 'start' for c in child}
            path = os.path.join(self.folder, child.get('href'))
            for c in ET.parse(path).getroot():
                self.take(c, replaced | names)
        if kind in ('include', 'div'):
            for c in child:
                self.take(c, replaced)
        elif kind == 'start' and 'start' not in replaced:
            self.start.append(child)
        elif kind == 'define' and child.get('name') not in replaced:
            self.defines.setdefault(child.get('name'), []).append(child)


def names_of(pattern):
    """The names of an element or attribute pattern, and what is behind them."""
    if pattern.get('name') is not None:
        return [pattern.get('name').strip()], list(pattern)
    names = []
    for name in pattern[0].iter():
        if name.tag == RNG + 'name':
            names.append(name.text.strip())
        elif name.tag in (RNG + 'anyName', RNG + 'nsName'):
            return [ANY], list(pattern)[1:]
    return names, list(pattern)[1:]


class Pattern:
    """The content of an element: what it holds, found when it is first asked for."""

    numbers = itertools.count()

    def __init__(self, schema, content, release):
        self.schema, self.content, self.release, self.held = schema, content, release, None
        self.number = next(Pattern.numbers)

    def holds(self):
        if self.held is None:
            self.held = Held(self)
        return self.held


class Held:
    def __init__(self, pattern):
        self.owner = pattern
        self.elements = []    # (name, Pattern)
        self.attributes = []  # (name, Value)
        self.text = Value()
        self.free = False     # any element may stand here
        self.seen = set()
        for child in pattern.content:
            self.walk(child, self.text)

    def walk(self, node, value):
        kind = node.tag.replace(RNG, '') if isinstance(node.tag, str) else ''
        if kind == 'element':
            self.add_element(node)
        elif kind == 'attribute':
            names, content = names_of(node)
            value = Value()
            for child in content:
                self.walk(child, value)
            if not content:
                value.free = True
            self.attributes += [(name, value) for name in names]
        elif kind == 'ref':
            self.walk_ref(node.get('name'), value)
        elif kind == 'grammar':
            self.walk_grammar(node)
        elif kind in ('value', 'data', 'text', 'list', 'mixed'):
            value.add(kind, node)
            if kind == 'mixed':
                self.walk_all(node, value)
        else:
            self.walk_all(node, value)

    def walk_all(self, node, value):
        for child in node:
            self.walk(child, value)

    def walk_ref(self, name, value):
        if (name, id(value)) in self.seen:
            return
        self.seen.add((name, id(value)))
        for define in self.owner.schema.defines.get(name, []):
            self.walk_all(define, value)

    def walk_grammar(self, node):
        outer = self.owner
        schema = outer.schema.grammar(node)
        for start in schema.start:
            inside = Held(Pattern(schema, list(start), outer.release))
            self.elements += inside.elements
            self.free |= inside.free

    def add_element(self, node):
        names, content = names_of(node)
        if ANY in names:
            self.free = True
        elif not node.get('ns'):
            schema = self.owner.schema
            if node not in schema.patterns:
                schema.patterns[node] = Pattern(schema, content, self.owner.release)
            self.elements += [(name, schema.patterns[node]) for name in names]


NUMBER, FOLD, PREFIX = 1, 2, 4  # numbers are taken as well; whatever the case; words begin values
UNITS = ['b', 'byte', 'bytes'] + [u + e for u in 'kmgtpe' for e in ('', 'b', 'ib')]


class Value:
    """What an attribute or a text may be: words, numbers, or anything."""

    def __init__(self):
        self.words, self.flags, self.free = set(), 0, False

    def add(self, kind, node):
        pattern = node.find(RNG + 'param[@name="pattern"]')
        if kind == 'value':
            self.words.add(' '.join((node.text or '').split()))
        elif kind == 'data' and node.get('type') in NUMBERS:
            self.flags |= NUMBER
        elif kind == 'data' and pattern is not None:
            self.add_pattern(pattern.text.strip())
        else:
            self.free = True

    def add_pattern(self, pattern):
        literal = re.match(r'([a-z]{3,})\[0-9\]', pattern)
        prefixes = re.fullmatch(r'\((\w+:)\)\?\(([a-z|]+)\)\[[a-zA-Z0-9_-]+\]\+', pattern)
        if prefixes is not None:
            self.words |= {prefixes.group(1), *prefixes.group(2).split('|')}
            self.flags |= PREFIX
        elif literal is not None:
            self.words.add(literal.group(1))
            self.flags |= PREFIX
        elif re.fullmatch(r'\(?[a-z0-9_]+(\)?\|\(?[a-z0-9_]+)+\)?', pattern) is not None:
            self.words |= set(re.findall(r'[a-z0-9_]+', pattern))
        elif pattern.startswith('([bB]([yY][tT][eE][sS]?)?)|'):
            self.words |= set(UNITS)
            self.flags |= FOLD
        elif re.match(r'(-\?|\(-\|\\\+\)\?)?(0x|\[[01]-[79]\]|\\d)(?![*?])[^|]*$', pattern) is not None:
            self.flags |= NUMBER
        else:
            self.free = True


class State:
    def __init__(self):
        self.elements, self.attributes = {}, {}  # name: [first release, state or words]
        self.text = Words()
        self.free = False


class Words:
    """A Value over releases."""

    def __init__(self):
        self.words, self.flags, self.free = {}, 0, False

    def add(self, value, release):
        self.flags |= value.flags
        self.free |= value.free
        for word in value.words:
            self.words[word] = min(self.words.get(word, release), release)

    def key(self):
        if self.free:
            return 'free'
        return (tuple(sorted(self.words.items())), self.flags)


class Machine:
    def __init__(self, releases):
        self.states = {}
        self.roots = {}
        for root, file in ROOTS.items():
            patterns = []
            for number, folder in enumerate(releases.values()):
                schema = Schema.load(folder, file)
                for start in schema.start:
                    top = Held(Pattern(schema, list(start), number))
                    patterns += [p for name, p in top.elements if name == root]
            self.roots[root] = self.state(frozenset(patterns))

    def state(self, patterns):
        if patterns in self.states:
            return self.states[patterns]
        state = self.states[patterns] = State()
        below = {}
        for pattern in sorted(patterns, key=lambda p: p.number):
            held = pattern.holds()
            state.free |= held.free
            state.text.add(held.text, pattern.release)
            for name, value in held.attributes:
                if name is ANY:
                    state.free = True
                    continue
                entry = state.attributes.setdefault(name, [pattern.release, Words()])
                entry[0] = min(entry[0], pattern.release)
                entry[1].add(value, pattern.release)
            for name, child in held.elements:
                below.setdefault(name, set()).add(child)
        for name, children in below.items():
            state.elements[name] = [min(c.release for c in children),
                                    self.state(frozenset(children))]
        return state

    def distinct(self):
        """Merges states that cannot be told apart; returns the class of each."""
        states = list(dict.fromkeys(self.states.values()))
        of = {id(s): 0 for s in states}
        count = 1
        while True:
            keys = {}
            new = {}
            for s in states:
                key = (s.free, s.text.key(),
                       tuple(sorted((n, a[0], a[1].key()) for n, a in s.attributes.items())),
                       tuple(sorted((n, e[0], of[id(e[1])]) for n, e in s.elements.items())))
                new[id(s)] = keys.setdefault(key, len(keys))
            of = new
            if len(keys) == count:
                return states, of
            count = len(keys)


def place_of(machine, path):
    """The state of the element at the path; what the schemas lack of it is added."""
    steps = path.split('/')
    state = machine.roots[steps[0]]
    for step in steps[1:]:
        if step not in state.elements:
            new = State()
            new.text.free = True
            machine.states[object()] = new
            state.elements[step] = [0, new]
        state = state.elements[step][1]
    return state


def add_known(machine, path):
    """What rules of this project know, and schemas do not."""
    for line in open(path, encoding='utf-8'):
        if line.startswith('#'):
            continue
        place, what = line.split('\t')[:2]
        state = place_of(machine, place)
        name, _, word = what.lstrip('@').partition('=')
        if what == '-':
            continue
        if word:
            words = state.attributes[name][1] if name else state.text
            words.words[word] = 0
        else:
            words = Words()
            words.free = True
            state.attributes[name] = [0, words]


class Table:
    def __init__(self, machine):
        self.offsets, self.blob, self.lists, self.words = {}, [], {}, []
        self.length = 0
        self.list_rows = []
        states, of = machine.distinct()
        chosen = {}
        for s in states:
            chosen.setdefault(of[id(s)], s)
        self.rows, self.elements, self.attributes = [], [], []
        for _, s in sorted(chosen.items()):
            self.rows.append((len(self.elements), len(self.attributes), self.list_of(s.text),
                              int(s.free)))
            for name, (since, child) in sorted(s.elements.items()):
                self.elements.append((self.text(name), of[id(child)], since))
            for name, (since, words) in sorted(s.attributes.items()):
                self.attributes.append((self.text(name), self.list_of(words), since))
        self.rows.append((len(self.elements), len(self.attributes), 0, 0))
        self.roots = [(self.text(n), of[id(s)], 0) for n, s in sorted(machine.roots.items())]

    def text(self, word):
        if word not in self.offsets:
            self.offsets[word] = self.length
            self.blob.append(word)
            self.length += len(word.encode()) + 1
        return self.offsets[word]

    def list_of(self, words):
        key = words.key()
        if key == 'free' or (not words.words and not words.flags):
            return 0
        if key not in self.lists:
            self.lists[key] = len(self.lists) + 1
            self.list_rows.append((len(self.words), words.flags))
            self.words += [(self.text(w), since) for w, since in key[0]]
        return self.lists[key]

    def write(self, releases, date):
        print('/*')
        print(f' * Written by make vocabulary on {date}; not by hand.  From the schemas of libvirt')
        print(' * ' + ', '.join(releases) + ' in Debian.  vocabulary.py says how.')
        print(' */')
        print('/* clang-format off */')
        print('static const char *const releases[] = { '
              + ', '.join(f'"{r}"' for r in releases) + ' };\n')
        print('static const char texts[] = {')
        for word in self.blob: # no string literal: those are limited to 4095 bytes
            print('\t' + ''.join(f"'{c}'," for c in word) + '0,')
        print('};\n')
        self.array('struct list', 'lists', [(0, 0)] + self.list_rows + [(len(self.words), 0)])
        self.array('struct word', 'words', self.words)
        self.array('struct member', 'elements', self.elements)
        self.array('struct member', 'attributes', self.attributes)
        self.array('struct state', 'states', self.rows)
        self.array('struct member', 'roots', self.roots)
        print('/* clang-format on */')

    @staticmethod
    def array(kind, name, rows):
        print(f'static const {kind} {name}[] = {{')
        line = '\t'
        for row in rows:
            cell = '{' + ','.join(map(str, row)) + '},'
            if len(line) + len(cell) > 92:
                print(line)
                line = '\t'
            line += cell
        print(line + '\n};\n')


def main():
    known, date = sys.argv[1:3]
    releases = dict(a.split('=', 1) for a in sys.argv[3:])
    machine = Machine(releases)
    add_known(machine, known)
    table = Table(machine)
    table.write(list(releases), date)
    print(len(table.rows), 'states,', len(table.elements), 'elements,', len(table.attributes),
          'attributes,', len(table.words), 'words,', table.length, 'bytes of text',
          file=sys.stderr)


main()
