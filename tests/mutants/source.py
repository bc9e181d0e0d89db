"""Candidates for mutants in C sources: one token or one statement each."""
import re

TOKEN = re.compile(
    r'(?P<skip>/\*.*?\*/|//[^\n]*|\s+|^\#(?:[^\n\\]|\\.)*)'
    r'|(?P<string>"(?:[^"\\\n]|\\.)*")'
    r"|(?P<char>'(?:[^'\\\n]|\\.)+')"
    r'|(?P<number>\b(?:0[xX][0-9a-fA-F]+|[0-9]+)[uUlL]*\b)'
    r'|(?P<word>[A-Za-z_]\w*)'
    r'|(?P<mark>->|\+\+|--|<<=|>>=|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|\.\.\.|.)',
    re.S | re.M)
COMPARED = {'<': ('<=', '>='), '<=': ('<', '>'), '>': ('>=', '<='), '>=': ('>', '<'),
            '==': ('!=',), '!=': ('==',), '&&': ('||',), '||': ('&&',)}
TYPES = {'const', 'static', 'struct', 'enum', 'unsigned', 'int', 'bool', 'char', 'size_t', 'uint8_t',
         'uint16_t', 'uint32_t', 'uint64_t', 'FILE', 'double', 'long', 'signed', 'union', 'void'}
NO_STATEMENT = TYPES | {'if', 'for', 'while', 'switch', 'do', 'else', 'case', 'default', 'return', 'goto'}
# Memory that is not given back, and messages for people: SAN=1 and readers judge these.
FREED = re.compile(r'(\w*free\w*|va_end|va_start)$')
WORD = re.compile(r'"[A-Za-z0-9_.:/-]+"$')


class Token:
    def __init__(self, kind, text, start):
        self.kind, self.text, self.start, self.end = kind, text, start, start + len(text)


class Candidate:
    """A change of text[start:end] to new."""
    def __init__(self, kind, start, end, new):
        self.kind, self.start, self.end, self.new = kind, start, end, new


def tokens_of(text):
    for m in TOKEN.finditer(text):
        if m.lastgroup != 'skip':
            yield Token(m.lastgroup, m.group(), m.start())


def closing(tokens, i):
    """The index of the bracket that closes the one at i."""
    depth = 0
    while True:
        if tokens[i].text in ('(', '[', '{'):
            depth += 1
        elif tokens[i].text in (')', ']', '}'):
            depth -= 1
            if depth == 0:
                return i
        i += 1


def is_table(tokens, i):
    """Whether the brace at i begins the rows of a constant."""
    start = i
    while start > 0 and tokens[start - 1].text not in (';', '{', '}', ')'):
        start -= 1
    words = [t.text for t in tokens[start:i]]
    return i > 0 and tokens[i - 1].text == '=' and 'const' in words


def of_rows(tokens, start, end):
    """Each word of a table becomes another; one is a value of the program, not a sentence."""
    for t in tokens[start:end]:
        if t.kind == 'string' and WORD.match(t.text):
            yield Candidate('row', t.start, t.end, '"mutant"')


def of_statement(tokens, i, end):
    """The statement that begins at i, if it is a call or an assignment, is dropped."""
    first = tokens[i]
    if first.text in ('break', 'continue'):
        yield Candidate('statement', first.start, tokens[i + 1].end, ';')
    if first.kind != 'word' or first.text in NO_STATEMENT or FREED.match(first.text):
        return
    stop = i
    while stop < end and tokens[stop].text != ';':
        stop = closing(tokens, stop) + 1 if tokens[stop].text in ('(', '[', '{') else stop + 1
    after = tokens[i + 1]
    if after.kind != 'word' and after.text not in ('*', ':') and stop < end:
        yield Candidate('statement', first.start, tokens[stop].end, ';')


def of_token(tokens, i, line):
    t = tokens[i]
    if t.text in COMPARED:
        for new in COMPARED[t.text]:
            yield Candidate('comparison', t.start, t.end, new)
    sized = tokens[i - 1].text == '[' and line.split()[0] in TYPES
    if t.kind == 'number' and not sized:
        yield Candidate('constant', t.start, t.end, t.text + ' + 1' if tokens[i - 1].text == 'return'
                        else '(%s + 1)' % t.text)


def begins_statement(tokens, i):
    before = tokens[i - 1].text
    return (before in (';', '{', '}', 'else') or
            before == ':' and (tokens[i - 2].text == 'default' or tokens[i - 3].text == 'case'))


def of_body(text, tokens, start, end):
    heads, i, head_end = set(), start + 1, start
    while i < end:
        t = tokens[i]
        if t.text == '{' and is_table(tokens, i):
            stop = closing(tokens, i)
            yield from of_rows(tokens, i, stop)
            i = stop + 1
            continue
        if t.text in ('if', 'for', 'while', 'switch') and tokens[i + 1].text == '(':
            head_end = closing(tokens, i + 1)
            heads.add(head_end)
        if i > head_end and (begins_statement(tokens, i) or i - 1 in heads):
            yield from of_statement(tokens, i, end)
        line_start = text.rfind('\n', 0, t.start) + 1
        yield from of_token(tokens, i, text[line_start:t.end])
        i += 1


def candidates(text):
    """All changes of a source, in its order."""
    tokens, i = list(tokens_of(text)), 0
    while i < len(tokens):
        if tokens[i].text != '{':
            i += 1
            continue
        stop = closing(tokens, i)
        if tokens[i - 1].text == ')' and text[tokens[i].start - 1] == '\n':
            yield from of_body(text, tokens, i, stop)
        elif is_table(tokens, i):
            yield from of_rows(tokens, i, stop)
        i = stop + 1
