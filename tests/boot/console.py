#!/usr/bin/python3
"""console.py PTY LOG PASSWORD LIMIT SILENCE: logs in as root on a guest's serial console and looks around.

Prints "ready", then a line NAME=VALUE for each fact.  The first is console=login, emergency or
initramfs; console=nothing: no byte came within SILENCE seconds; console=stuck: none of these came
within LIMIT.  LOG gets all that the console showed.
"""

import os
import re
import select
import sys
import time
import tty

# What is seen in the guest; each prints one line.
FACTS = {
    "root": "findmnt -no UUID /",
    "mode": "findmnt -no OPTIONS / | cut -d , -f 1",
    "srv": "findmnt -no UUID /srv",
    "disks": "lsblk -dno TYPE | grep -c disk",
    "nics": "ls -d /sys/class/net/*/device | wc -l",
    "mac": "cat $(ls -d /sys/class/net/*/device | sed s/device$/address/)",
    "nic": "ls -d /sys/class/net/*/device | cut -d / -f 5 | paste -sd ,",
    # networkd may still be working
    "address": "for i in $(seq 20); do ip -o -4 address show scope global | grep . && break; sleep 1; done"
    " | awk '{ print $4 }'",
}

STATES = {
    "login": re.compile(rb"login: "),
    "emergency": re.compile(rb"Give root password for maintenance"),
    "initramfs": re.compile(rb"\(initramfs\) "),
}


class Console:
    def __init__(self, path, log):
        self.fd = os.open(path, os.O_RDWR | os.O_NOCTTY)
        tty.setraw(self.fd)
        self.log = open(log, "wb", buffering=0)
        self.seen = b""

    def send(self, line):
        self.seen = b""
        os.write(self.fd, line.encode() + b"\n")

    def read(self, until):
        """More of what the console shows; False if nothing came until then."""
        ready, _, _ = select.select([self.fd], [], [], max(0, until - time.monotonic()))
        if not ready:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:  # the guest has gone
            return False
        self.log.write(data)
        self.seen += data
        return data != b""

    def wait(self, patterns, seconds):
        """The name of the pattern that comes, or None."""
        until = time.monotonic() + seconds
        while True:
            for name, pattern in patterns.items():
                if pattern.search(self.seen):
                    return name
            if not self.read(until):
                return None

    def ask(self, command):
        # the marks are not in what the terminal echoes
        self.send(f"echo '<''<'; {{ {command}; }} 2>/dev/null; echo '>''>'")
        if not self.wait({"end": re.compile(rb">>\r?\n")}, 120):
            return "?"
        answer = self.seen.rsplit(b"<<", 1)[-1].split(b">>")[0]
        return " ".join(answer.decode(errors="replace").split()) or "none"


def main():
    path, log, password, limit, silence = sys.argv[1:]
    console = Console(path, log)
    print("ready", flush=True)
    if not console.wait({"any": re.compile(rb"(?s).")}, float(silence)):
        print("console=nothing")
        return
    state = console.wait(STATES, float(limit))
    print(f"console={state or 'stuck'}", flush=True)
    prompt = {"prompt": re.compile(rb"~# ")}
    if state == "login":
        console.send("root")
        console.wait({"password": re.compile(rb"Password: ")}, 120)
    if state in ("login", "emergency"):
        console.send(password)
        if not console.wait(prompt, 120):
            print("shell=no")
            return
        console.send("export LC_ALL=C TERM=dumb SYSTEMD_COLORS=0; dmesg -n 1; bind 'set enable-bracketed-paste off'")
        console.wait(prompt, 120)
        for name, command in FACTS.items():
            print(f"{name}={console.ask(command)}", flush=True)


main()
