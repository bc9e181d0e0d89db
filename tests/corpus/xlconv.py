#!/usr/bin/python3
"""xlconv.py XLCONV CORPUS KNOWN: xlconv over libvirt's own configuration files of xl and xm.

Where libvirt's XML lies beside one, both have to be equal as a set of facts: an element with its
path, its attributes and its text; the order is ignored.  KNOWN has the differences that are meant, a
line each with tabs: file, - (the XML beside only) or + (xlconv's only), how many there are, fact.
"""
import collections
import glob
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree


def facts(element, path=""):
    """The facts of an element and of all below it."""
    path += "/" + element.tag
    words = [path] + ["%s='%s'" % item for item in sorted(element.attrib.items())]
    text = (element.text or "").strip()
    yield " ".join(words + ([text] if text else []))
    for child in element:
        yield from facts(child, path)


def shape(element):
    """The element with its children in an order of their own: equal where all facts stand alike."""
    return (element.tag, sorted(element.attrib.items()), (element.text or "").strip(),
            sorted(shape(child) for child in element))


def main(xlconv, corpus, known):
    meant = set()
    with open(known, encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                meant.add(line.rstrip("\n"))
    seen, equal, alone, bad = set(), 0, 0, 0
    files = sorted(glob.glob(os.path.join(corpus, "libvirt-9.0.0", "x[lm]configdata", "*.cfg")))
    for file in files:
        run = subprocess.run([xlconv, "-q", file], capture_output=True, check=False)
        if run.returncode != 0:
            print("%s: status %d: %s" % (file, run.returncode, run.stderr.decode()))
            bad += 1
            continue
        ours = ElementTree.fromstring(run.stdout)
        beside = file[:-len("cfg")] + "xml"
        if not os.path.exists(beside):
            alone += 1
            continue
        theirs = ElementTree.parse(beside).getroot()
        if shape(theirs) == shape(ours):
            equal += 1
            continue
        have, want = collections.Counter(facts(ours)), collections.Counter(facts(theirs))
        name = os.path.basename(file)
        differences = [("-", fact, n) for fact, n in (want - have).items()]
        differences += [("+", fact, n) for fact, n in (have - want).items()]
        for side, fact, n in sorted(differences) or [("+", "(another parent)", 1)]:
            seen.add("%s\t%s\t%d\t%s" % (name, side, n, fact))
    for line in sorted(seen - meant):
        print("a new difference: " + line)
    for line in sorted(meant - seen):
        print("no longer a difference: " + line)
    print("xlconv: %d files, %d equal to the XML beside, %d without, %d with known differences" %
          (len(files), equal, alone, len({line.split("\t")[0] for line in meant & seen})))
    return 1 if bad or not files or seen != meant else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
