#!/usr/bin/env python3
"""judge.py SUITE ROOT WORK: asks the libvirt in ROOT about all domains and compares its verdicts with what
domconv --target says of them.  BUILD: directory of the programs; CORPUS: adds its domains.  Status 1 if
less than 95 % of the rejections that the description decides are named, if a document that is accepted is
said to be rejected, or if a document that was converted with --target is rejected for such a reason."""
import csv, glob, os, re, shlex, shutil, subprocess, sys

suite, root, work = sys.argv[1:4]
domconv = os.environ['BUILD'] + '/domconv'
emulator = '/usr/bin/qemu-system-x86_64'
here = os.path.dirname(os.path.abspath(__file__))

# What libvirt says where capabilities and domcapabilities have decided it.
DECIDED = re.compile(r'Cannot check QEMU binary|does not support machine type|No emulator found|not supported by hypervisor'
                     r'|CPU mode|TPM (version|backend|model)|graphics are not supported|does not support video model'
                     r'|could not find capabilities|IDE controllers are unsupported|Unable to find any firmware'
                     r'|[Mm]aximum CPUs greater|Invalid cpu mode')
# Rules of things that define accepts and start does not.
START = ('target-vfio', 'target-memory', 'target-cpu-model')


def virsh(*words, text=None):
    command = ['bash', here + '/judge.sh', 'enter', root, *words]
    return subprocess.run(command, input=text, stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout.decode('utf-8', 'replace')


def sources():
    """(kind, file, options) of each domain"""
    fixtures = glob.glob('fixtures/domconv/*/*.xml') + glob.glob('fixtures/demo/*.xml')
    for file in sorted(fixtures):
        opts = file[:-4] + '.opts'
        options = shlex.split(open(opts).read()) if os.path.exists(opts) else []
        if not any(o.startswith('--target') for o in options):
            yield 'converted', file, options
    corpus = os.environ.get('CORPUS')
    for row in csv.DictReader(open(corpus + '/MANIFEST.tsv'), delimiter='\t', quoting=csv.QUOTE_NONE) if corpus else ():
        if row['wellformed'] == 'yes' and row['kind'] in ('xen-domain', 'kvm-domain'):
            yield 'converted' if row['kind'] == 'xen-domain' else 'kvm', corpus + '/' + row['file'], []


def as_qemu(text):
    """this machine may have no KVM"""
    text = re.sub(rb'''(<domain\b[^>]*\btype\s*=\s*)(['"])kvm\2''', rb"\1'qemu'", text, count=1)
    return text.replace(b'<emulator>/usr/bin/kvm<', b'<emulator>' + emulator.encode() + b'<')


def prepare(folder, target=()):
    """the documents to judge, N.xml; returns the kinds of those that were not refused"""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    kinds = {}
    for n, (kind, file, options) in enumerate(sources()):
        if kind == 'kvm':
            text = open(file, 'rb').read()
        else:
            given = target or ['--emulator=' + emulator]
            p = subprocess.run([domconv, *options, '--type=qemu', *given, file], capture_output=True)
            if p.returncode != 0:
                continue
            text = as_qemu(p.stdout)
        open(f'{folder}/{n}.xml', 'wb').write(text)
        kinds[f'{n}.xml'] = kind
    return kinds


def script(folder, files):
    for file in files:
        path = f'{folder}/{file}'
        text = open(path, 'rb').read()
        name = re.search(rb'<name>\s*([^<]*?)\s*</name>', text)
        yield f'echo === {file}\ndefine --validate {path}\n'
        if not re.search(rb'''<interface\s+type=['"]hostdev''', text):  # libvirt 9.0 dies of it
            yield f'domxml-to-native qemu-argv {path}\n'
        if name:
            plain = name[1].decode('utf-8', 'replace').replace('&lt;', '<').replace('&amp;', '&').replace("'", "'\\''")
            yield f"echo === -\nundefine --nvram '{plain}'\n"


def verdicts(folder, files):
    """by file, why it is rejected; '' of those that are accepted"""
    said, todo, uri = {}, list(files), f'qemu:///embed?root={work}/embed'
    while todo:
        at = None
        for line in virsh('virsh', '-c', uri, text=(''.join(script(folder, todo)) + 'echo === end\n').encode()).split('\n'):
            mark = re.match(r'(?:virsh # )?=== (\S+)', line)
            if mark:
                at = at if mark[1] == '-' else mark[1]
                quiet = mark[1] == '-'
                said.setdefault(at, '')
            elif at and not quiet and line.startswith('error: ') and not line.startswith('error: Failed to define'):
                said[at] = said[at] or line[7:]
        if at == 'end' or at is None:
            break
        said[at] = 'virsh died'
        todo = todo[todo.index(at) + 1:]
    said.pop('end', None)
    return said


def foreseen(folder, files, target):
    """by file, the rules that name something that define refuses"""
    said = {}
    for i in range(0, len(files), 200):
        p = subprocess.run([domconv, '--check', '--only=target', '--target=' + target, *files[i:i + 200]], cwd=folder,
                           capture_output=True)
        for line in p.stderr.decode('utf-8', 'replace').split('\n'):
            m = re.match(r'([^:]+\.xml):[\d:]+ (error|warning|note): .*\[(target-[a-z-]+)\]$', line)
            if m and m[3] not in START and (m[2] != 'note' or 'changed' in line):
                said.setdefault(m[1], set()).add(m[3])
    return said


def row(name, kinds, kind, why, named, after):
    files = [f for f in why if kinds.get(f) == kind]
    rejected = [f for f in files if why[f]]
    decided = [f for f in rejected if DECIDED.search(why[f])]
    missed = [f for f in decided if f not in named]
    # another emulator is written where the host names one: no alarm
    alarms = [f for f in files if not why[f] and named.get(f, set()) - {'target-emulator'}]
    left = [f for f in after if kinds.get(f) == kind and after[f] and DECIDED.search(after[f])]
    print(f'{name}\t{len(files) - len(rejected)}\t{len(rejected)}\t{len(decided)}\t{len(decided) - len(missed)}\t{len(alarms)}\t'
          + (str(len(left)) if kind == 'converted' else '-'))
    all_files = list(sources())
    for word, some in (('not named', missed), ('false alarm', alarms), ('rejected after --target', left)):
        for f in some:
            print(f'  {word}: {all_files[int(f[:-4])][1]}: {why.get(f) or after.get(f) or sorted(named[f])}')
    return len(missed) * 20 <= len(decided) and not alarms and not left


def main():
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work + '/embed/etc')
    open(work + '/embed/etc/qemu.conf', 'w').write('user = "root"\ngroup = "root"\n')
    target = work + '/host'
    described = virsh('virsh-describe', '-c', f'qemu:///embed?root={work}/embed')
    open(target, 'w').write(described)
    kinds = prepare(work + '/documents')
    files = list(kinds)
    why = verdicts(work + '/documents', files)
    if len(why) != len(files):
        sys.exit(f'interop: {suite} has judged {len(why)} of {len(files)} documents')
    named = foreseen(work + '/documents', files, target)
    again = prepare(work + '/adapted', ['--target=' + target])
    after = verdicts(work + '/adapted', [f for f in again if again[f] == 'converted'])
    print('judge\taccepted\trejected\tdecided by FILE\tnamed\tfalse alarms\trejected after conversion with --target')
    good = [row(f'{suite}, {kind}', kinds, kind, why, named, after) for kind in ('converted', 'kvm') if kind in kinds.values()]
    sys.exit(0 if all(good) else 1)


main()
