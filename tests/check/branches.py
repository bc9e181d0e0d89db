#!/usr/bin/env python3
"""branches.py COUNTS TABLE [write]: compares the lines and branches that no test runs with the table of them.

COUNTS is what gcovr --json writes.  A row of the table: file, function, text of the line, how many of
its branches are not run (a line that is not run and has none counts as one), and why; tabs between.
So a row stays right when lines move.  Prints what has no row, and each row for which nothing is left;
status 1 if there is any.  With write: the table is written anew; reasons stay, and what is new has none.
"""
import json
import sys


def owner(functions, number):
    """The function that has the line."""
    before = [f for f in functions if f["lineno"] <= number]
    return max(before, key=lambda f: f["lineno"])["name"] if before else "-"


def missing(line):
    """How many ways of the line are not run."""
    if line.get("gcovr/noncode"):
        return 0
    return sum(b["count"] == 0 for b in line["branches"]) or int(line["count"] == 0)


def uncovered(counts):
    """What is not run: {(file, function, text): (how much, first line)}."""
    found = {}
    for file in json.load(open(counts))["files"]:
        text = open(file["file"]).read().split("\n")
        for line in filter(missing, file["lines"]):
            number = line["line_number"]
            key = (file["file"], owner(file["functions"], number), " ".join(text[number - 1].split()))
            count, first = found.get(key, (0, number))
            found[key] = (count + missing(line), first)
    return found


def read(table):
    """The comment at the table's head, and its rows: {(file, function, text): (how much, reason)}."""
    head, rows = [], {}
    for line in open(table).read().splitlines():
        if line.startswith("#"):
            head.append(line)
            continue
        file, function, text, count, reason = line.split("\t")
        rows[file, function, text] = (int(count), reason)
    return head, rows


def write(table, head, found, rows):
    with open(table, "w") as out:
        out.writelines(line + "\n" for line in head)
        for key in sorted(found):
            out.write("\t".join([*key, str(found[key][0]), rows.get(key, (0, ""))[1]]) + "\n")


def compare(found, rows):
    """Prints what differs; returns how much."""
    bad = 0
    for key in sorted(found.keys() | rows.keys()):
        count, line = found.get(key, (0, 0))
        listed, reason = rows.get(key, (0, "none"))
        if count == listed and reason != "":
            continue
        bad += 1
        what = "has no reason" if reason == "" else f"{count} ways not run, {listed} in the table"
        print(f"{key[0]}:{line}: {key[1]}: {key[2]}: {what}")
    return bad


def main():
    found = uncovered(sys.argv[1])
    head, rows = read(sys.argv[2])
    if len(sys.argv) > 3:
        write(sys.argv[2], head, found, rows)
        return 0
    bad = compare(found, rows)
    left = sum(reason == "open" for _, reason in rows.values())
    print(f"branches: {sum(c for c, _ in found.values())} not run, {len(rows)} rows, {left} of them open, {bad} differ")
    return bad > 0


sys.exit(main())
