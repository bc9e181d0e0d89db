#!/usr/bin/python3
"""typos.py BUILD CORPUS COUNT [SCHEMAS]: typing errors in valid documents, and what --check says.

The documents are those of CORPUS that libvirt's schemas (SCHEMAS: /usr/share/libvirt/schemas) take.
A typing error is in the name of an element or attribute, or in a word that a value or text is:
two letters swapped, one missing, doubled, or replaced by its neighbour on the keyboard.  Only those
that the schema then rejects count.  Prints how many are found, on the right line, with the original
word as suggestion, and the time a document; fails below 99 %, 99 %, 90 %, above 1 ms.  Fails as well
if --check finds anything in a document that the schema takes.

The last lines compare --check, xmllint and jing, as far as they are there, on the first SAMPLE
typing errors: a validator names the right line if a message of it does, and the right word if a message
about that line has it anywhere.  The time is that of a call for one document.
"""
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOTS = {"domain": ("domconv", "domain.rng"), "network": ("bridgemap", "network.rng"),
         "domainsnapshot": ("snapconv", "domainsnapshot.rng"),
         "domaincheckpoint": ("snapconv", "domaincheckpoint.rng"),
         "pool": ("poolgen", "storagepool.rng")}
SAMPLE = 80
TIMED = 5  # calls
ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"]
NEIGHBOURS = {c: row[max(i - 1, 0):i] + row[i + 1:i + 2] for row in ROWS for i, c in enumerate(row)}
TOKEN = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(/?)([^\s/>]+)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>"
                   r"|([^<]+)", re.S)
ATTRIBUTE = re.compile(r"([^\s=]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
WORD = re.compile(r"[a-z][a-z_-]+[a-z]")


def edits(word, rng):
    """One typing error in the word."""
    letters = [i for i, c in enumerate(word) if c.lower() in NEIGHBOURS]
    i = rng.choice(letters or [0])
    kind = rng.choice(["swap", "miss", "double", "neighbour"])
    if kind == "swap" and i + 1 < len(word):
        return word[:i] + word[i + 1] + word[i] + word[i + 2:]
    if kind == "miss":
        return word[:i] + word[i + 1:]
    if kind == "double":
        return word[:i] + word[i] + word[i:]
    return word[:i] + rng.choice(NEIGHBOURS.get(word[i].lower(), "x")) + word[i + 1:]


def places(text):
    """What may be mistyped: (kind, word, its spans in the text).  An element has a start and an end."""
    found, open_tags, free = [], [], 0
    for token in TOKEN.finditer(text):
        close, name, rest, words = token.groups()
        if words is not None:
            word = words.strip()
            if not free and WORD.fullmatch(word):
                at = token.start(4) + words.index(word)
                found.append(("word", word, [(at, at + len(word))]))
        if name is None:
            continue
        at = token.start(2)
        if close:
            start, was_free = open_tags.pop()
            free -= was_free
            if start is not None:
                start[2].append((at, at + len(name)))
            continue
        here = None
        outside = name == "metadata" or ":" in name or "xmlns=" in rest
        if not free and not outside and open_tags:
            here = ("element", name, [(at, at + len(name))])
            found.append(here)
        if not free and not outside:
            base = token.start(3)
            for a in ATTRIBUTE.finditer(rest):
                if ":" in a.group(1) or a.group(1) == "xmlns":
                    continue
                found.append(("attribute", a.group(1), [(base + a.start(1), base + a.end(1))]))
                if WORD.fullmatch(a.group(2)[1:-1]):
                    found.append(("word", a.group(2)[1:-1], [(base + a.start(2) + 1, base + a.end(2) - 1)]))
        if not rest.rstrip().endswith("/"):
            open_tags.append((here, outside))
            free += outside
    return found


def valid(schemas, root, files):
    """Those of the files that the schema takes."""
    good = set()
    for i in range(0, len(files), 200):
        err = subprocess.run(["xmllint", "--nonet", "--noout", "--relaxng",
                              os.path.join(schemas, ROOTS[root][1])] + files[i:i + 200],
                             stderr=subprocess.PIPE, check=False).stderr.decode("utf-8", "replace")
        good |= {f for f in files[i:i + 200] if "%s validates" % f in err}
    return good


def documents(corpus, schemas):
    """Valid documents by root: (file, text)."""
    files = {root: [] for root in ROOTS}
    with open(os.path.join(corpus, "MANIFEST.tsv"), encoding="utf-8") as manifest:
        for row in manifest:
            cells = row.rstrip("\n").split("\t")
            path = os.path.join(corpus, cells[0])
            if len(cells) < 7 or cells[6] != "yes" or not os.path.isfile(path):
                continue
            with open(path, "rb") as file:
                data = file.read()
            root = re.search(rb"<([A-Za-z]+)[\s>]", re.sub(rb"<!--.*?-->", b"", data, flags=re.S))
            name = root.group(1).decode() if root else ""
            if name in files and b"<!DOCTYPE" not in data:
                files[name].append(path)
    result = []
    for root, paths in files.items():
        good = valid(schemas, root, paths)
        for path in sorted(good):
            with open(path, "rb") as file:
                data = file.read()
            try:
                result.append((root, path, data.decode("utf-8")))
            except UnicodeDecodeError:
                pass
    return result


def messages(call):
    """What it prints, by file: (line, message)."""
    done = subprocess.run(call, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    found = {}
    for line in done.stdout.decode("utf-8", "replace").splitlines():
        match = re.match(r"(.*?):(\d+):(.*)", line)
        if match:
            found.setdefault(match.group(1), []).append((int(match.group(2)), match.group(3)))
    return found


def check(build, root, files, options=()):
    """The findings by file."""
    return messages([os.path.join(build, ROOTS[root][0]), "--check", *options] + files)


def milliseconds(build, root, files):
    """What the vocabulary costs, a document."""
    best = {}
    for options in ((), ("--skip=vocabulary",)):
        for _ in range(5):
            before = time.perf_counter()
            subprocess.run([os.path.join(build, ROOTS[root][0]), "--check", *options] + files,
                           stderr=subprocess.DEVNULL, check=False)
            took = time.perf_counter() - before
            best[options] = min(best.get(options, took), took)
    return 1000 * (best[()] - best[("--skip=vocabulary",)]) / len(files)


def mutate(docs, rng, folder, number):
    """Writes a document with an error; returns (root, file, kind, word, wrong, line)."""
    root, _, text = rng.choice(docs)
    kind = rng.choice(["element", "attribute", "word"])
    choice = [p for p in places(text) if p[0] == kind]
    if not choice:
        return None
    _, word, spans = rng.choice(choice)
    wrong = edits(word, rng)
    if wrong == word or not re.fullmatch(r"[A-Za-z_][\w.-]*", wrong):
        return None
    typo = text
    for start, end in reversed(spans):
        typo = typo[:start] + wrong + typo[end:]
    path = os.path.join(folder, "%05d.xml" % number)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(typo)
    return root, path, kind, word, wrong, text.count("\n", 0, spans[0][0]) + 1


def typos(docs, schemas, folder, count):
    """Those that the schema rejects."""
    rng, made, number = random.Random(21), [], 0
    while len(made) < count:
        batch = []
        while len(batch) < max(50, min(400, 2 * (count - len(made)))):
            one = mutate(docs, rng, folder, number)
            number += 1
            if one:
                batch.append(one)
        rejected = set()
        for root in ROOTS:
            files = [m[1] for m in batch if m[0] == root]
            rejected |= set(files) - valid(schemas, root, files)
        made += [m for m in batch if m[1] in rejected and well_formed(m[1])]
    return made[:count]


def well_formed(path):
    return subprocess.run(["xmllint", "--nonet", "--noout", path], stderr=subprocess.DEVNULL,
                          check=False).returncode == 0


def mentions(message, word):
    return re.search(r"(?<![\w-])%s(?![\w-])" % re.escape(word), message) is not None


def judge(build, made):
    """Counts by kind: all, found, right line, right word; and what was missed, for people."""
    counts, missed = {}, []
    for root in ROOTS:
        mine = [m for m in made if m[0] == root]
        found = check(build, root, [m[1] for m in mine]) if mine else {}
        for _, path, kind, word, wrong, line in mine:
            said = [(at, text) for at, text in found.get(path, []) if mentions(text, wrong)]
            on_line = [text for at, text in said if at == line]
            right = [text for text in on_line if mentions(text, word)]
            row = counts.setdefault(kind, [0, 0, 0, 0])
            for i, yes in enumerate((True, said, on_line, right)):
                row[i] += bool(yes)
            if not right:
                missed.append("%s %s: '%s' for '%s', line %d: %s" % (root, kind, wrong, word, line, said))
    return counts, missed


def command(program, build, schemas, root, files):
    """The program's call that judges the files."""
    schema = os.path.join(schemas, ROOTS[root][1])
    return {"--check": [os.path.join(build, ROOTS[root][0]), "--check"],
            "xmllint": ["xmllint", "--nonet", "--noout", "--relaxng", schema],
            "jing": ["jing", schema]}[program] + files


def compare(build, schemas, made):
    """Prints what each program finds in the documents."""
    for program in ("--check", "xmllint", "jing"):
        if program != "--check" and shutil.which(program) is None:
            continue
        sums = [0, 0, 0]
        for root in ROOTS:
            mine = [m for m in made if m[0] == root]
            found = messages(command(program, build, schemas, root, [m[1] for m in mine])) if mine else {}
            for _, path, _, word, wrong, line in mine:
                said = [m for m in found.get(path, []) if program != "--check" or mentions(m[1], wrong)]
                on_line = [text for at, text in said if at == line]
                for i, yes in enumerate((said, on_line, any(mentions(t, word) for t in on_line))):
                    sums[i] += bool(yes)
        before = time.perf_counter()
        for root, path, *_ in made[:TIMED]:
            messages(command(program, build, schemas, root, [path]))
        took = 1000 * (time.perf_counter() - before) / len(made[:TIMED])
        print("compared: %-8s %d typos: %d found, %d on the right line, %d with the right word, %.0f ms a document"
              % (program, len(made), *sums, took))


def main():
    build, corpus, count = sys.argv[1:3] + [int(sys.argv[3])]
    schemas = sys.argv[4] if len(sys.argv) > 4 else "/usr/share/libvirt/schemas"
    docs = documents(corpus, schemas)
    bad = 0
    for root in ROOTS:
        paths = [d[1] for d in docs if d[0] == root]
        for path, said in (check(build, root, paths, ["--only=vocabulary"]) if paths else {}).items():
            bad += 1
            print("%s: valid, but: %s" % (path, said[0]))
        print("vocabulary: %s: %d documents that the schema takes" % (root, len(paths)))
    with tempfile.TemporaryDirectory() as folder:
        made = typos(docs, schemas, folder, count)
        counts, missed = judge(build, made)
        cost = milliseconds(build, "domain", [m[1] for m in made if m[0] == "domain"])
        compare(build, schemas, made[:SAMPLE])
    if os.environ.get("MISSED"):
        print("\n".join(missed))
    total = [sum(row[i] for row in counts.values()) for i in range(4)]
    for kind, row in [*sorted(counts.items()), ("all", total)]:
        print("typos: %-9s %4d: %5.1f %% found, %5.1f %% on the right line, %5.1f %% with the right word"
              % (kind, row[0], *(100 * n / row[0] for n in row[1:])))
    print("typos: %.3f ms a document more than without the vocabulary" % cost)
    good = all(100 * n >= goal * total[0] for n, goal in zip(total[1:], (99, 99, 90))) and cost <= 1
    return 0 if good and not bad else 1


sys.exit(main())
