#!/usr/bin/python3
"""host-paths.py [DIR]: the paths of the host in libvirt's schema of domains, which lies in DIR.

Prints each attribute, or element with a text, that the schema gives the type of a path, or that is
called path, file, dir or socket, as XPath from the root.  An element in itself is listed once.
"""
import sys
import xml.etree.ElementTree as ET

RNG = "{http://relaxng.org/ns/structure/1.0}"
TYPES = {"filePath", "dirPath", "absFilePath", "absDirPath"}
NAMES = {"path", "file", "dir", "socket"}
FOLDER = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/libvirt/schemas"

defines = {}
found = set()
visited = set()


def load(name):
    root = ET.parse(f"{FOLDER}/{name}").getroot()
    for node in root.iter():
        if node.tag == RNG + "include":
            load(node.get("href"))
        elif node.tag == RNG + "define":
            defines.setdefault(node.get("name"), []).extend(node)
    return root


def is_path(node, seen=()):
    """Whether the content of an attribute, or the text of an element, is a path."""
    for child in node:
        name = child.get("name")
        if child.tag in (RNG + "attribute", RNG + "element") or name in seen:
            continue
        if child.tag == RNG + "ref" and (name in TYPES or is_path(defines[name], seen + (name,))):
            return True
        if child.tag != RNG + "ref" and is_path(child, seen):
            return True
    return False


def walk(nodes, chain):
    for node in nodes:
        name = node.get("name")
        if node.tag == RNG + "ref":
            if (name, chain) not in visited:
                visited.add((name, chain))
                walk(defines[name], chain)
        elif node.tag == RNG + "attribute":
            if is_path(node) or name in NAMES:
                found.add("/".join(chain) + "/@" + str(name))
        elif node.tag == RNG + "element":
            if name is None or name in chain:
                continue
            if is_path(node):
                found.add("/".join(chain + (name,)))
            walk(node, chain + (name,))
        else:
            walk(node, chain)


walk(load("domain.rng").find(RNG + "start"), ())
print("\n".join(sorted(found)))
