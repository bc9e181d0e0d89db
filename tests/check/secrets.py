#!/usr/bin/python3
"""secrets.py DIR FILE...: each document with secrets in every place where one can stand, in DIR.

A secret is GEHEIM and a number: none of them may be in what a tool prints or reports.  Those that a
conversion keeps are listed in DIR/kept, a line each: file, secret.
"""
import os
import re
import sys
from itertools import count
from xml.sax.saxutils import escape, quoteattr

number = count()


def secret():
    return f"GEHEIM{next(number):06d}x"


# Words of a command line.  Half of a secret is one as well.
WORDS = """PASSWORD=%s luks_pwd=%s password='%s %s' psk=%s inst.ks=http://u:%s@h/ rd.luks.key=%s pass:%s
Passwd=%s cryptpw=%s password="%s %s" cifs=user=x,password=%s a.passphrase=%s systemd.setenv=DB_PASSWORD=%s
%s --pw=%s root=cifs://u:%s@h/s init=http://h/?t=%s console=u:%s@h ip=1.2.3.4::%s "quiet %s" ro=a@%s
rootflags=user=u,pass=%s netroot=iscsi:u:%s@h::::t ks=https://h/k?token=%s foo=%s %s= %s== root=/dev/%s@x
'it is %s' mem="%s" %s,root=/dev/xvda LANG=%s=%s quiet=%s\\ %s"""

# Values that are no words: paths, sources, names of devices.
VALUES = """http://u:%s@h/i.img?x=%s
https://%s@h/a
ftp://u:pa/ss%s@h:21/a#k=%s
rbd:pool/image:id=admin:key=%s:mon_host=h
rbd:pool/i:conf=/c:password=%s
json:{"driver":"raw","file":{"password":"%s"}}
nbd://u:%s@h:10809/x
//u:%s@h/share
user:%s@h
iscsi://u%%%s@h/iqn.2001-01.x:y/0
https://h/i?sig=%s&amp;token=%s
/images/a.img?secret=%s
/dev/x/token=%s
ssh://u:a@b:%s@h/p""".split("\n")


def filled(text):
    return re.sub("%s", lambda m: secret(), text).replace("%%", "%")


def attribute(text):
    return quoteattr(filled(text).replace("&amp;", "&"))


def tree():
    """Elements whose names say what they are, and what no rule knows."""
    return filled(
        "<description>%s</description><title>%s</title><metadata><m:a xmlns:m='urn:x' v='%s' token='%s'>%s</m:a>"
        "</metadata><sysinfo type='smbios'><oemStrings><entry>%s</entry></oemStrings><bios><entry name='x'>%s"
        "</entry></bios></sysinfo><launchSecurity type='sev'><session>%s</session></launchSecurity>")


def device():
    """Of a device: what carries secrets, by its name or in its value."""
    v = [attribute(value) for value in VALUES]
    return filled(
        "<auth username='u'><secret type='ceph' usage='x'>%s</secret></auth><cookies><cookie name='c'>%s</cookie>"
        "</cookies><encryption><secret type='passphrase' key='%s'>%s</secret></encryption>") + "".join(
            f"<x{i} a={value} my-Passwd='{secret()}' apiToken='{secret()}' key='{secret()}'/>"
            for i, value in enumerate(v))


def devices():
    text = filled(
        "<graphics type='vnc' passwd='%s' PASSWD='%s'/><graphics type='sdl' passwd = '%s' xauth='/x?token=%s'/>"
        "<graphics type='spice' passwd=\"%s\"/><console type='tcp'><source mode='connect' host='u:%s@h' service='1'"
        " passwd='%s'/><target type='xen'/></console><video><model type='xen' secret='%s'/></video>"
        "<interface type='bridge'><mac address='00:16:3e:00:00:77'/><source bridge='br0' token='%s'/><script"
        " path='http://u:%s@h/vif'/><backenddomain name='u:%s@h' key='%s'/></interface>"
        "<disk type='network' device='disk'><source protocol='https' name='u:%s@h/i' query='t=%s' passwd='%s'/>"
        "<backenddomain name='https://%s@h/'/></disk>"
        "<serial type='pty' tty='x' pwd='%s'><source path='x' secret='%s'/></serial>")
    for i, value in enumerate(VALUES):
        text += (f"<disk type='file' device='disk'><driver name='phy' cookie='{secret()}'/><source file={attribute(value)}"
                 f"/><target dev='xvd{chr(97 + i)}{i % 2 and 'a' or ''}' bus='xen'/>{device() if i == 0 else ''}<script path="
                 f"{attribute(value)} passwd='{secret()}'/></disk><disk type='block'><driver name='file' type={attribute(value)}"
                 f"/><source dev={attribute(value)}/><target dev={attribute(value)}/></disk><emulator>{escape(filled(value))}</emulator>")
    return text


ARGUMENTS = ("-vnc", "%s", "password,%s", "-object", "secret,id=s,data=%s", "-%s", "a=b,%s", "--%s=1",
             "-drive", "file=http://u:%s@h/,password=%s", "-smbios", "type=11,value=%s")


def arguments(space):
    text = "".join(f"<q:arg value={attribute(a)}/>" for a in ARGUMENTS)
    return f"<q:commandline xmlns:q='http://libvirt.org/schemas/domain/{space}/1.0'>{text}<q:env name='A' value='{secret()}'/></q:commandline>"


def with_secrets(text, kept):
    def keep(piece):
        kept.extend(re.findall("GEHEIM[0-9]+x", piece))
        return piece

    words = lambda: escape(filled(WORDS))
    # what stands there gets more words
    text = re.sub("(<(cmdline|bootloader_args)>)", lambda m: m[1] + words() + " ", text)
    text = re.sub("(<graphics )", lambda m: f"{m[1]}passwd='{secret()}' ", text)
    text = re.sub("</name>", lambda m: m[0] + keep(tree()), text, count=1)
    text = re.sub("(<bootloader>)", lambda m: f"{m[1]}<!-- the password is {secret()} -->", text)
    if "<bootloader_args" not in text:
        text = re.sub("(<os>)", lambda m: f"<bootloader_args>--args=\"{words()}\" {words()}</bootloader_args>{m[1]}", text, count=1)
    if "<cmdline" not in text:
        text = re.sub("(</type>)", lambda m: f"{m[1]}<cmdline>{words()}</cmdline><initenv name='x'>{secret()}</initenv>", text, count=1)
    text = re.sub("(</devices>)", lambda m: devices() + m[1], text, count=1)
    return re.sub("</domain>(?!.*</domain>)", lambda m: arguments("xen") + keep(arguments("qemu")) + m[0], text, flags=re.S)


def main():
    out, files = sys.argv[1], sys.argv[2:]
    with open(os.path.join(out, "kept"), "w") as listing:
        for i, name in enumerate(files):
            with open(name, encoding="latin-1") as file:
                text = file.read()
            kept = []
            text = with_secrets(text, kept)
            base = f"{i}.xml"
            with open(os.path.join(out, base), "w", encoding="latin-1") as file:
                file.write(text)
            listing.writelines(f"{base} {word}\n" for word in kept)


main()
