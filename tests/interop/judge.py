#!/usr/bin/env python3
"""judge.py JUDGE WORK ROOT: asks the libvirt in ROOT (judge.sh), or with '' this machine's, about all domains
without a daemon (define --validate, domxml-to-native), and compares its verdicts with what domconv
--target says of them.  BUILD: directory of the programs; CORPUS: adds its domains; LESS: names of libvirt for
devices that this QEMU has and is said not to have.

Status 1 unless each converted document is accepted, refused by a rule, named by --target, or listed with
its reason in known.tsv or fixtures.tsv; at least 95 % of the rejections that the description decides are
named; no accepted document is named; and none that is converted with --target is rejected for what the
description decides."""
import collections, concurrent.futures, csv, glob, os, re, shlex, shutil, subprocess, sys

judge, work = sys.argv[1:3]
root = sys.argv[3]
domconv = os.environ['BUILD'] + '/domconv'
corpus = os.environ.get('CORPUS')
emulator = '/usr/bin/qemu-system-x86_64'
here = os.path.dirname(os.path.abspath(__file__))
processors = len(os.sched_getaffinity(0))

# What libvirt says where capabilities and domcapabilities have decided it.
DECIDED = re.compile(r'Cannot check QEMU binary|does not support machine type|No emulator found|not supported by hypervisor'
                     r'|CPU mode|TPM (version|backend|model)|graphics are not supported|does not support video model'
                     r'|could not find capabilities|IDE controllers are unsupported|Unable to find any firmware'
                     r'|[Mm]aximum CPUs greater|Invalid cpu mode')
# What it says of a word that its release does not have, which the version or the list of CPU modes decides.
SCHEMA = 'failed to validate against schema'
UNKNOWN = 'unknown-to-target'
# Rules of things that define accepts and start does not.
START = ('target-vfio', 'target-memory', 'target-cpu-model')
# libvirt's own Xen documents: what may be refused, and none is rejected
REFERENCE = re.compile(r'libvirt-9\.0\.0/(xlconfig|xmconfig|libxlxml2domconfig)data/')
REFUSED = re.compile(r'direct-kernel-[a-z]*|graphics-spice-tls')
NAMES = {'fixture': 'fixtures', 'own': 'fixtures with a description of their own', 'reference': "libvirt's Xen test documents",
         'forced': 'the same with --force', 'other': 'other Xen documents', 'kvm': 'KVM documents as they are'}

# one domain: its group; what domconv makes of it: bytes or None, and the rules that refuse
Document = collections.namedtuple('Document', 'group file options text refused')


def sources():
    """a Document, as yet without text, of each domain"""
    for file in sorted(glob.glob('fixtures/domconv/*/*.xml') + glob.glob('fixtures/demo/*.xml')):
        opts = file[:-4] + '.opts'
        options = [o.replace('../../', os.getcwd() + '/fixtures/') for o in shlex.split(open(opts).read())] if os.path.exists(opts) else []
        yield Document('own' if any(o.startswith('--target') for o in options) else 'fixture', file, options, None, ())
    for row in csv.DictReader(open(corpus + '/MANIFEST.tsv'), delimiter='\t', quoting=csv.QUOTE_NONE) if corpus else ():
        file = corpus + '/' + row['file']
        if row['wellformed'] == 'yes' and row['kind'] == 'kvm-domain':
            yield Document('kvm', file, [], open(file, 'rb').read(), ())
        elif row['wellformed'] == 'yes' and row['kind'] == 'xen-domain':
            reference = REFERENCE.match(row['file'])
            yield Document('reference' if reference else 'other', file, [], None, ())
            if reference:
                yield Document('forced', file, ['--force'], None, ())


def converted(document, options):
    """with its text, of type qemu, as this machine may have no KVM"""
    p = subprocess.run([domconv, *document.options, '--type=qemu', *options, document.file], capture_output=True)
    if p.returncode > 1:
        sys.exit(f'interop: {document.file}: status {p.returncode}')
    refused = re.findall(r': error: .*\[(.*)\]$', p.stderr.decode('utf-8', 'replace'), re.M)
    text = re.sub(rb'''(<domain\b[^>]*\btype\s*=\s*)(['"])kvm\2''', rb"\1'qemu'", p.stdout, count=1)
    text = text.replace(b'<emulator>/usr/bin/kvm<', b'<emulator>' + emulator.encode() + b'<')
    return document._replace(text=None if p.returncode else text, refused=sorted(set(refused)))


def at_once(function, arguments):
    with concurrent.futures.ThreadPoolExecutor(processors) as pool:
        return list(pool.map(function, arguments))


def convert(documents, *options):
    return at_once(lambda d: d if d.group == 'kvm' else converted(d, options), documents)


# --- the judge ------------------------------------------------------------------------------------


def ask(*words, embed, commands=None):
    """a program of libvirt's, or ours, inside ROOT; its words are the last one's"""
    words = [*words[:1], '-c', f'qemu:///embed?root={embed}', *words[1:]]
    path = os.path.abspath('tools') + ':' + os.environ['PATH']
    return subprocess.run(['bash', here + '/judge.sh', 'enter', root, *words], input=commands, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          env={**os.environ, 'PATH': path, 'LC_ALL': 'C'}).stdout


def furnish():
    """a directory for each virsh, in which QEMU has been probed, and a description of the host in WORK/host"""
    shutil.rmtree(work, ignore_errors=True)
    embed = work + '/embed'
    os.makedirs(embed + '/etc')
    open(embed + '/etc/qemu.conf', 'w').write('user = "root"\ngroup = "root"\n')
    described = ask('virsh-describe', embed=embed)
    less = os.environ.get('LESS', '').split()
    if less:
        for file in glob.glob(embed + '/cache/qemu/capabilities/*.xml'):
            text = open(file).read()
            open(file, 'w').write(re.sub(r"\s*<flag name='(" + '|'.join(less) + ")'/>", '', text))
        described = ask('virsh-describe', embed=embed)
    open(work + '/host', 'wb').write(described)
    for n in range(processors):
        shutil.copytree(embed, f'{work}/embed{n}')


def script(numbers, folder, texts):
    for n in numbers:
        yield f'echo === {n}\ndefine --validate {folder}/{n}.xml\n'
        if not re.search(rb'''<interface\s+type=['"]hostdev''', texts[n]):  # libvirt 9.0 dies of it
            yield f'domxml-to-native qemu-argv {folder}/{n}.xml\n'
        name = re.search(rb'<name>\s*([^<]*?)\s*</name>', texts[n])
        if name:
            plain = name[1].decode('utf-8', 'replace').replace('&lt;', '<').replace('&amp;', '&').replace("'", "'\\''")
            yield f"echo === -\nundefine --nvram '{plain}'\n"
    yield 'echo === end\n'


def judged_by_one(worker, numbers, folder, texts):
    """by number, why it is rejected; '' of those that are accepted"""
    said, todo = {}, numbers
    while todo:
        at = None
        commands = ''.join(script(todo, folder, texts)).encode()
        for line in ask('virsh', embed=f'{work}/embed{worker}', commands=commands).decode('utf-8', 'replace').split('\n'):
            mark = re.match(r'(?:virsh # )?=== (\S+)', line)
            if mark:
                quiet = mark[1] == '-'
                at = at if quiet else mark[1]
                if not quiet and at != 'end':
                    said.setdefault(int(at), '')
            elif at and not quiet and line.startswith('error: ') and not line.startswith('error: Failed to define'):
                said[int(at)] = said[int(at)] or line[7:]
        if at == 'end':
            break
        if at is None:
            sys.exit(f'interop: virsh of {judge} does not answer')
        said[int(at)] = 'virsh died'
        todo = todo[todo.index(int(at)) + 1:]
    return said


def foreseen(numbers, folder):
    """by number, the rules that name something that define refuses"""
    said = collections.defaultdict(set)
    p = subprocess.run([domconv, '--check', f'--only=target,{UNKNOWN}', f'--target={work}/host', *(f'{n}.xml' for n in numbers)],
                       cwd=folder, capture_output=True)
    for line in p.stderr.decode('utf-8', 'replace').split('\n'):
        m = re.match(r'(\d+)\.xml:[\d:]+ (error|warning|note): .*\[(target-[a-z-]+|' + UNKNOWN + r')\]$', line)
        if m and m[3] not in START and (m[2] != 'note' or 'changed' in line):
            said[int(m[1])].add(m[3])
    return said


def decided(why, named):
    """whether the description decides what is rejected"""
    return bool(DECIDED.search(why)) or SCHEMA in why and not named.isdisjoint((UNKNOWN, 'target-cpu-mode'))


def verdicts(texts):
    """by text, why it is rejected ('' if it is not), and the rules that name it"""
    folder = work + '/documents'
    os.makedirs(folder)
    for n, text in enumerate(texts):
        open(f'{folder}/{n}.xml', 'wb').write(text)
    shares = [(worker, list(range(worker, len(texts), processors))) for worker in range(processors)]
    why, named = {}, {}
    for said in at_once(lambda share: judged_by_one(*share, folder, texts), shares):
        why.update(said)
    for said in at_once(lambda share: foreseen(share[1], folder), shares):
        named.update(said)
    return {text: (why[n], named.get(n, set())) for n, text in enumerate(texts)}


# --- the outcome ----------------------------------------------------------------------------------


def listed():
    """by file, why this judge rejects it"""
    rows = [line.rstrip('\n').split('\t') for name in ('known', 'fixtures') for line in open(f'{here}/{name}.tsv')]
    return {file: reason for file, judges, reason in rows if judges == 'all' or judge in judges.split(',')}


def short(document):
    return document.file[len(corpus) + 1:] if corpus and document.file.startswith(corpus) else document.file


def explained(documents, said):
    """whether each document is accepted, or it is known why not; tells what is not"""
    bad = False
    known, met = listed(), set()
    for group in dict.fromkeys(d.group for d in documents if d.group != 'kvm'):
        mine = [d for d in documents if d.group == group]
        refused = [d for d in mine if d.text is None]
        rejected = [d for d in mine if d.text is not None and said[d.text][0]]
        print(f'interop: {judge}: {NAMES[group]}: {len(mine) - len(refused) - len(rejected)} accepted, {len(refused)} refused, '
              f'{len(rejected)} rejected')
        for rules, count in sorted(collections.Counter(' '.join(d.refused) for d in refused).items()):
            print(f'  refused by {rules}: {count}')
        for d in refused if group in ('reference', 'forced') else ():
            if group == 'forced' or not all(map(REFUSED.fullmatch, d.refused)):
                print(f'  should not be refused: {short(d)}')
                bad = True
        met |= {short(d) for d in rejected}
        for d in rejected:
            why, named = said[d.text]
            if short(d) not in known and not (decided(why, named) and named):
                print(f'  rejected without a reason: {short(d)}: {why}')
                bad = True
    here_now = {short(d) for d in documents}
    for file in known:
        if file in here_now and file not in met:
            print(f'  rejected no longer: {file}')
            bad = True
    print(f'interop: {judge}: {len(met & set(known))} rejections explained in known.tsv and fixtures.tsv')
    return not bad


def row(name, documents, adapted, said):
    """prints a line of the table; whether its figures are good enough"""
    verdict = [(d, *said[d.text]) for d in documents if d.text is not None]
    rejected = [(d, why, named) for d, why, named in verdict if why]
    told = [(d, why, named) for d, why, named in rejected if decided(why, named)]
    missed = [(d, why) for d, why, named in told if not named]
    # another emulator is written where the host names one, and what is unknown is dropped: no alarm
    alarms = [(d, sorted(named)) for d, why, named in verdict if not why and named - {'target-emulator', UNKNOWN}]
    known = listed()
    left = [(d, said[d.text][0]) for d in adapted if d.text is not None and decided(*said[d.text]) and short(d) not in known]
    print(name, len(verdict) - len(rejected), len(rejected), len(told), len(told) - len(missed), len(alarms),
          len(left) if adapted else '-', sep='\t')
    for word, some in (('not named', missed), ('false alarm', alarms), ('rejected after --target', left)):
        for d, what in some:
            print(f'  {word}: {short(d)}: {what}')
    return len(told), len(missed), len(missed) * 20 <= len(told) and not alarms and not left


def main():
    furnish()
    known = list(sources())
    documents = convert(known, f'--emulator={emulator}')
    adapted = convert([d for d in known if d.group in ('fixture', 'reference', 'other')], f'--target={work}/host')
    said = verdicts(list({d.text: 0 for d in documents + adapted if d.text is not None}))
    good = [explained(documents, said)]
    print('judge\taccepted\trejected\tdecided by FILE\tnamed\tfalse alarms\trejected after conversion with --target')
    *_, ok = row(judge + ', converted', [d for d in documents if d.group in ('fixture', 'reference', 'other')], adapted, said)
    good.append(ok)
    kvm = [d for d in documents if d.group == 'kvm']
    if kvm:
        told, missed, ok = row(judge + ', KVM', kvm, [], said)
        good.append(ok)
        print(f'Of the {told} rejections of KVM documents that the description decides, '
              f'{100 * (told - missed) // max(told, 1)} % are named.')
    sys.exit(0 if all(good) else 1)


main()
