#!/usr/bin/python3
"""paths.py REPORT...: every path of every report, evaluated by libxslt in the document that it is about.

A path has to select one node: the element or attribute at the report's line and column, with the
value that the report calls before.  Each step that has namesakes has a number, no other one has.
What an edit adds is not there yet.  No two entries of a rule have one place.  Lines and columns are
counted here from what expat says of tags, not by the tool.  Prints what is wrong, and a total.
"""
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

SHEET = """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="xml"/>
<xsl:template name="node"><xsl:param name="node"/><xsl:param name="number"/>
<node number="{$number}" count="{count($node)}"><xsl:for-each select="$node[1]">
<xsl:attribute name="element"><xsl:value-of select="count(ancestor-or-self::* | preceding::*)"/></xsl:attribute>
<xsl:attribute name="attribute"><xsl:if test="not(self::*)"><xsl:value-of select="name()"/></xsl:if></xsl:attribute>
<xsl:attribute name="name"><xsl:value-of select="name()"/></xsl:attribute>
<has><xsl:for-each select="@*"><xsl:value-of select="concat(local-name(), ' ')"/></xsl:for-each></has>
<value><xsl:value-of select="."/></value>
</xsl:for-each></node></xsl:template>
<xsl:template match="/"><nodes>%s</nodes></xsl:template>
</xsl:stylesheet>
"""
BLANK = " \t\r\n"
PASSED_OVER = {"malformed", "unreadable", "made"}


def line_starts(data, first):
    """Offsets at which lines begin: a line ends with LF, CR LF or CR."""
    return [first] + [m.end() for m in re.finditer(rb"\r\n|\r|\n", data)]


class Document:
    """A document's bytes, and where its tags begin."""

    def __init__(self, data, line):
        self.data = data
        self.line = line
        self.tags = []
        self.starts = line_starts(data, 3 if data.startswith(b"\xef\xbb\xbf") else 0)
        parser = expat.ParserCreate()
        parser.StartElementHandler = lambda name, attrs: self.tags.append(
            (parser.CurrentByteIndex, name))
        parser.Parse(data, True)
        declared = re.match(rb"""<\?xml[^>]*encoding\s*=\s*["']([^"']*)""", data)
        self.encoding = declared.group(1).decode() if declared else "utf-8"

    def position(self, offset):
        number = sum(1 for start in self.starts if start <= offset)
        number = max(number, 1)
        start = self.starts[number - 1]
        column = len(self.data[start:offset].decode(self.encoding)) + 1
        return self.line + number - 1, column

    def attribute(self, tag, name):
        """Where an attribute's name begins."""
        offset, element = self.tags[tag]
        at = offset + 1 + len(element.encode(self.encoding))
        pattern = re.compile(rb"""\s+([^\s=]+)\s*=\s*("[^"]*"|'[^']*')""")
        while True:
            found = pattern.match(self.data, at)
            if found is None:
                return None
            if found.group(1).decode(self.encoding) == name:
                return found.start(1)
            at = found.end()


def split(source, documents):
    """The input's documents by the lines where they begin."""
    with open(source, "rb") as file:
        data = file.read()
    starts = line_starts(data, 0)
    begins = [starts[int(d.get("line")) - 1] for d in documents] + [len(data)]
    return [data[begins[i]:begins[i + 1]] for i in range(len(documents))]


def prefixes(path):
    """/a[1]/@b: /a[1], /a[1]/@b.  Slashes stand in steps only within quotes."""
    # what lies deep begins with (//*)[n], which is one step
    ends = [m.end() for m in re.finditer(r"""\(//\*\)\[[0-9]+\]|/(?:"[^"]*"|[^/"])*""", path)]
    return [path[:end] for end in ends]


def evaluate(documents):
    """documents: (bytes, expressions); the nodes that each expression selects, by document."""
    with tempfile.TemporaryDirectory() as work:
        calls = []
        for i, (data, expressions) in enumerate(documents):
            name = os.path.join(work, "%d.xml" % i)
            with open(name, "wb") as file:
                file.write(data)
            calls.append("<document number='%d'><xsl:for-each select=\"document('%s')\">" % (i, name))
            for number, expression in enumerate(expressions):
                calls.append("<xsl:call-template name='node'><xsl:with-param name='node' select=%s/>"
                             "<xsl:with-param name='number' select='%d'/></xsl:call-template>"
                             % (quoteattr(expression), number))
            calls.append("</xsl:for-each></document>")
        sheet = os.path.join(work, "sheet.xsl")
        with open(sheet, "w", encoding="utf-8") as file:
            file.write(SHEET % "\n".join(calls))
        out = subprocess.run(["xsltproc", "--nonet", sheet, sheet], check=True,
                             stdout=subprocess.PIPE).stdout
    return [list(document) for document in ET.fromstring(out)]


def matches(shown, value):
    """Whether the report's text is the value, but for secrets that it masks."""
    pattern = ".*?".join(re.escape(piece) for piece in shown.split("***"))
    return re.fullmatch(pattern, value, re.DOTALL) is not None


class Check:
    def __init__(self):
        self.paths = self.bad = 0

    def complain(self, where, entry, what):
        self.bad += 1
        if self.bad <= 40:
            print("%s:%s:%s: %s: %s: %s" % (where, entry.get("line"), entry.get("column"),
                                            entry.get("rule"), entry.get("path"), what))

    def entry(self, where, document, entry, node):
        def complain(what):
            self.complain(where, entry, what)

        if node.get("count") != "1":
            complain("selects %s nodes" % node.get("count"))
            return
        attribute, tag = node.get("attribute"), int(node.get("element")) - 1
        offset = document.tags[tag][0]
        if attribute:
            offset = document.attribute(tag, attribute)
        at = document.position(offset)
        if at != (int(entry.get("line")), int(entry.get("column"))):
            complain("selects what stands at %d:%d" % at)
        self.value(entry, node, attribute, complain)

    def value(self, entry, node, attribute, complain):
        value, adds = node.findtext("value") or "", entry.get("adds")
        before, after = entry.find("before"), entry.find("after")
        if entry.tag != "edit":
            return
        if adds is not None:
            if before is not None or after is None:
                complain("adds %s, but has a before or no after" % adds)
            if adds.startswith("@") and adds[1:] in node.findtext("has").split():
                complain("adds %s, which is there" % adds)
        elif before is None:
            complain("has no before")
        elif attribute:
            if not matches(before.text or "", value):
                complain("before is %r, not %r" % (before.text, value))
        elif after is None:
            if not (before.text or "").startswith("<" + node.get("name")):
                complain("removes %r, but selects %s" % (before.text, node.get("name")))
        elif not matches(before.text or "", value.strip(BLANK)):
            complain("before is %r, not %r" % (before.text, value))

    def document(self, where, document, entries, expressions, nodes):
        places = set()
        count = {e: n.get("count") for e, n in zip(expressions, nodes)}
        by_path = dict(zip(expressions, nodes))
        for entry in entries:
            self.paths += 1
            path = entry.get("path")
            self.entry(where, document, entry, by_path[path])
            for prefix in prefixes(path):
                if count[prefix] != "1":
                    self.complain(where, entry, "%s selects %s nodes" % (prefix, count[prefix]))
                bare = re.sub(r"\[\d+\]$", "", prefix)
                if bare != prefix and count[bare] == "1":
                    self.complain(where, entry, "%s has no namesake" % prefix)
            place = tuple(entry.get(name) for name in ("rule", "path", "adds", "number"))
            if place in places:
                self.complain(where, entry, "is a place that another entry has")
            places.add(place)


def expressions_of(entries):
    """Each path, its beginnings, and these without the last number."""
    found = {}
    for entry in entries:
        for prefix in prefixes(entry.get("path")):
            found[prefix] = found[re.sub(r"\[\d+\]$", "", prefix)] = True
    return list(found)


def jobs_of(report):
    """The documents of a report: name, bytes, line, entries."""
    root, by_source = ET.parse(report).getroot(), {}
    for document in root.iter("document"):
        by_source.setdefault(document.get("source"), []).append(document)
    for source, documents in by_source.items():
        if not os.path.exists(source):
            continue
        for document, data in zip(documents, split(source, documents)):
            entries = [e for e in document if e.get("rule")]
            if entries and document.get("status") not in PASSED_OVER:
                yield source, data, int(document.get("line")), entries


def main():
    check = Check()
    jobs = [job for report in sys.argv[1:] for job in jobs_of(report)]
    for first in range(0, len(jobs), 100):
        some = [(name, Document(data, line), entries, expressions_of(entries))
                for name, data, line, entries in jobs[first:first + 100]]
        results = evaluate([(document.data, expressions) for _, document, _, expressions in some])
        for (name, document, entries, expressions), nodes in zip(some, results):
            check.document(name, document, entries, expressions, nodes)
    print("paths: %d in %d documents, %d complaints" % (check.paths, len(jobs), check.bad))
    return check.bad > 0 or check.paths == 0


if __name__ == "__main__":
    sys.exit(main())
