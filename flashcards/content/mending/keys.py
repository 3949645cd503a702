"""Mends of what stands in front of a value: dashes, keys, colons, and lines that are no content."""

import re
from collections.abc import Iterator, Sequence

from flashcards.content.mending.lines import KEYS, KNOWN, LISTS, Line, quote_text, read_line
from flashcards.content.mending.mend import Edit, Mend
from flashcards.diagnostics import quote
from flashcards.diagnostics.quoting import nearest_word

_DASHES = "–—−‐‑‒―•*+·‣●▪－→"  # noqa: RUF001 - what stands for a dash elsewhere
_ODD_SPACE = (
    "\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\u200b\ufeff"
)
_COLONS = "：︰﹕∶ː"  # noqa: RUF001 - what looks like a colon
_OTHER_DASH = re.compile(rf"(?P<indent>\s*)(?P<dash>[{_DASHES}])(?P<gap>\s*)(?P<rest>.*)")
_GLUED_DASH = re.compile(r"(?P<indent> *)-(?P<rest>[^\s-].*)")
_GLUED = re.compile(rf"(?P<key>{KNOWN}):(?P<value>\S.*)")
_GLUED_TERM = re.compile(r"(?P<key>[^\s:#\"'\[{][^:\"]*):(?P<value>[^\s/0-9:].*)")
_NO_COLON = re.compile(
    rf"(?P<key>{KNOWN})(?P<sign>\s*(?:=>|=|->|;|:=)\s*|::\s*|\s+:|\s*[,.]\s+|\s+-\s+|\s+)(?P<value>.*)"
)
_TERM_SIGN = re.compile(r"(?P<key>[^:=#\"'\[{]+?)(?P<sign>\s*(?:=>|=|->)\s*)(?P<value>\S.*)")
_COMMENT = re.compile(r"\s*(?P<sign>//|/\*|<!--|;|--(?!-)|%)(?P<text>.*?)\s*(?:\*/|-->)?\s*")
_MARK = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?:\s.*)?")
_ENTRY_KEY = {"modules": "title", "chapters": "title", "questions": "question"}
_MOST_MARKED = 400


def mend_head(lines: Sequence[str], index: int) -> Iterator[Mend]:
    """Give the mends of a line's dashes, key and colon."""
    line = read_line(lines[index])
    yield from _mend_characters(line, index)
    yield from _mend_merge(lines, index)
    yield from _mend_no_content(line, index)
    yield from _mend_dash(line, index)
    yield from _mend_colon(line, index)
    yield from _mend_entry(lines, index, line)
    yield from _mend_listed(lines, index, line)
    yield from _mend_missing_dash(lines, index, line)


def _mend_characters(line: Line, index: int) -> Iterator[Mend]:
    """Write spaces and colons as YAML knows them."""
    text = line.text
    found = re.match(rf"[\s{_ODD_SPACE}－–-]*", text)  # noqa: RUF001 - see above
    head = found[0] if found else ""
    rest = text[len(head) :]
    fixed_head = re.sub(rf"[{_ODD_SPACE}]", " ", head)
    key = re.match(rf"(?P<key>[^:{_COLONS}\"']+?)[\s{_ODD_SPACE}]*(?P<colon>[:{_COLONS}])", rest)
    fixed = rest
    if key:
        behind = rest[key.end() :].lstrip(f" {_ODD_SPACE}")
        fixed = f"{key['key']}: {behind}".rstrip()
    for odd in (fixed_head + fixed, fixed_head + rest):
        if odd != text and (where := _first_odd(text)) is not None:
            sign = text[where]
            message = f"{_name(sign)} stands where YAML takes only {_plain_name(sign)}"
            help_ = f"write {_plain_name(sign)}"
            yield Mend(index, (odd,), 0.2, message, help_, where, where + 1)


def _first_odd(text: str) -> int | None:
    found = re.search(rf"[{_ODD_SPACE}{_COLONS}]", text)
    return found.start() if found else None


def _name(sign: str) -> str:
    if sign == "\xa0":
        return "a no-break space (U+00A0)"
    if sign == "\u3000":
        return "a full-width space (U+3000)"
    if sign in _COLONS:
        return f"a full-width colon ({sign})"
    if sign in "\u200b\ufeff":
        return f"an invisible character (U+{ord(sign):04X})"
    return f"an unusual space (U+{ord(sign):04X})"


def _plain_name(sign: str) -> str:
    return "`: `, a colon and a space" if sign in _COLONS else "ordinary spaces"


def _mend_merge(lines: Sequence[str], index: int) -> Iterator[Mend]:
    """Take the first side of a merge that was left open."""
    if not _MARK.fullmatch(lines[index]):
        return
    start = index
    while not lines[start].startswith("<<<<<<<"):
        start -= 1
        if start < 0 or index - start > _MOST_MARKED:
            return
    edits: list[Edit] = []
    keeps = True
    for number in range(start, min(len(lines), start + _MOST_MARKED)):
        text = lines[number]
        if _MARK.fullmatch(text):
            keeps = text[0] == "<"
            edits.append((number, ()))
            if text[0] == ">":
                break
        elif not keeps:
            edits.append((number, ()))
    else:
        return
    yield Mend(
        start,
        (),
        0.1,
        "a merge was left unfinished: here its first side begins",
        "keep what is right, and remove the lines that start with `<<<<<<<`, `=======`, `>>>>>>>`",
        0,
        len(lines[start]),
        also=tuple(edits[1:]),
        second=(edits[-1][0], "the merge's second side ends here"),
    )


def _mend_no_content(line: Line, index: int) -> Iterator[Mend]:
    whole = (line.indent, len(line.text))
    stripped = line.text.strip()
    if stripped in {"---", "..."} or re.fullmatch(r"[-=*_~#]{3,}", stripped):
        message = f"`{stripped[:3]}` ends the file for YAML, though more follows"
        if stripped not in {"---", "..."}:
            message = f"a line of `{stripped[:3]}` is no content"
        yield Mend(index, (), 0.3, message, "remove this line, or split the file", *whole)
    if (found := _COMMENT.fullmatch(line.text)) and found["text"].strip():
        new = f"{' ' * line.indent}# {found['text'].strip()}"
        message = f"a comment starts with `#` in YAML, not with `{found['sign']}`"
        yield Mend(index, (new,), 0.6, message, "write `#`", *whole)
    if stripped.startswith("```"):
        message = "a line of backticks is no content"
        yield Mend(index, (), 0.6, message, "remove it", *whole)


def _mend_dash(line: Line, index: int) -> Iterator[Mend]:
    if found := _OTHER_DASH.fullmatch(line.text):
        new = f"{found['indent']}- {found['rest'].strip()}"
        at = (found.start("dash"), found.end("dash"))
        message = f"`{found['dash']}` is no dash that starts an entry"
        if found["rest"].strip():
            yield Mend(index, (new,), 0.3, message, "write `- `", *at)
    if found := _GLUED_DASH.fullmatch(line.text):
        new = f"{found['indent']}- {found['rest']}"
        at = (len(found["indent"]), len(found["indent"]) + 1)
        message = "a space is missing behind the dash"
        yield Mend(index, (new,), 0.4, message, "write `- `", *at)
    if line.dash >= 0:
        if re.fullmatch(r"(?:#.*)?", line.value) and not line.key:
            yield Mend(index, (), 0.6, "", "")
        dashes = line.text[line.dash : line.column]
        at = (line.dash, line.column)
        if dashes.count("-") > 1:
            rest = line.text[line.column :]
            for gap in (" ", " " * (len(dashes) - 1)):
                new = f"{' ' * line.dash}-{gap}{rest}"
                message = "one entry starts with two dashes"
                yield Mend(index, (new,), 0.7 + len(gap) / 100, message, "write one dash", *at)
        elif line.key:
            new = f"{' ' * line.column}{line.text[line.column :]}"
            message = f"a dash too many stands in front of `{line.key}`"
            help_ = "remove the dash: this belongs to the entry above"
            yield Mend(index, (new,), 1.1, message, help_, *at)


def _mend_colon(line: Line, index: int) -> Iterator[Mend]:
    body = line.text[line.column :]
    if found := _GLUED.fullmatch(body):
        yield _space_missing(line, index, found["key"], found["value"], 0.3)
    elif found := _GLUED_TERM.fullmatch(body):
        yield _space_missing(line, index, found["key"], found["value"], 1.0)
    for cost, found in ((0.5, _NO_COLON.fullmatch(body)), (1.2, _TERM_SIGN.fullmatch(body))):
        if not found or (not found["value"].strip() and found["key"] not in LISTS):
            continue
        new = f"{line.head}{found['key']}: {found['value']}".rstrip()
        sign = found["sign"].strip()
        at = (line.column, line.column + found.end("sign"))
        message = f"a colon is missing behind `{found['key']}`"
        if sign:
            message = f"`{sign}` stands behind `{found['key']}` in place of a colon"
        help_ = f"write `{found['key']}: `"
        yield Mend(index, (new,), cost, message, help_, *at)
    if body.strip() in KEYS:
        new = f"{line.head}{body.strip()}:"
        message = f"a colon is missing behind `{body.strip()}`"
        at = (line.column, len(line.text))
        yield Mend(index, (new,), 0.5, message, f"write `{body.strip()}:`", *at)
    if line.dash < 0 and not line.key and body[:1] not in {"", "#", "-"} and ": " not in body:
        message = "a colon is missing on this line, between a key or term and what belongs to it"
        at = (line.column, len(line.text))
        new = f"{line.head}{quote_text(body.rstrip())}:"
        yield Mend(index, (new,), 1.7, message, "write `: ` behind the term", *at, is_guess=True)
    if body.startswith("? "):
        message = "a line that starts with `? ` is half of a pair for YAML"
        at = (line.column, line.column + 1)
        yield Mend(index, (line.head + body[2:],), 1.0, message, "remove the `? `", *at)
        yield Mend(index, (line.head + quote_text(body),), 1.2, message, "quote the text", *at)


def _space_missing(line: Line, index: int, key: str, value: str, cost: float) -> Mend:
    at = (line.column, line.column + len(key) + 1)
    return Mend(
        index,
        (f"{line.head}{key}: {value}",),
        cost,
        f"a space is missing behind {quote(key + ':')}",
        f"write {quote(f'{key}: {value}')}",
        *at,
    )


def _mend_entry(lines: Sequence[str], index: int, line: Line) -> Iterator[Mend]:
    """Give an entry the key that its text stands for, or a key its right name."""
    at = (line.column, line.column + len(line.key or line.value))
    body = line.text[line.column :]
    parent = _find_parent(lines, index)
    if line.dash >= 0 and parent in _ENTRY_KEY and body:
        first = _ENTRY_KEY[parent]
        if not line.key:
            new = f"{line.head}{first}: {body}"
            message = f"an entry of `{parent}` starts with a text, not with a key"
            yield Mend(index, (new,), 1.0, message, f"write `{first}: ` in front of it", *at)
            if ": " not in body and body[0] not in "\"'[{":
                new = f"{line.head}{first}: {quote_text(body)}"
                yield Mend(index, (new,), 1.4, message, f"write `{first}: ` in front of it", *at)
        elif line.key not in KEYS and parent == "questions" and line.value:
            key = line.key if not re.search(r"[:#]\s", line.key) else quote_text(line.key)
            new = (f"{line.head}question: {key}", f"{' ' * line.column}answer: {line.value}")
            message = f"the question {quote(line.key)} stands where a key is expected"
            help_ = "write `question:` in front of it, and `answer:` in front of the answer"
            yield Mend(index, new, 1.0, message, help_, *at)
            whole = (f"{line.head}question: {quote_text(body)}",)
            message = f"a question stands where a key is expected: {quote(body)}"
            yield Mend(index, whole, 1.1, message, "write `question: ` in front of it", *at)
    if line.key and line.key not in KEYS:
        near = nearest_word(line.key, sorted(KEYS)) or _SHORT.get(line.key.lower(), "")
        if near:
            new = f"{line.head}{near}{line.text[line.column + len(line.key) :]}"
            yield Mend(index, (new,), 0.9, "", f"did you mean `{near}`?", *at)


_SHORT = {"q": "question", "a": "answer", "t": "title", "name": "title", "def": "definition"}


def _mend_listed(lines: Sequence[str], index: int, line: Line) -> Iterator[Mend]:
    """Take the dashes away from topics: they are terms with definitions, and no list."""
    if line.dash < 0 or _find_parent(lines, index) != "topics":
        return
    edits: list[Edit] = []
    for number in range(index, min(len(lines), index + _MOST_MARKED)):
        other = read_line(lines[number])
        if lines[number].strip() and (other.indent < line.dash or (other.dash < 0 and not edits)):
            break
        if other.indent == line.dash and other.dash < 0 and lines[number].strip():
            break
        if other.dash == line.dash:
            body = lines[number][other.column :]
            end = ":" if not other.key and body and body[0] not in "\"'[{" else ""
            edits.append((number, (f"{' ' * line.dash}{body}{end}",)))
        elif lines[number].strip():
            edits.append((number, (lines[number][min(2, other.indent) :],)))
    if edits:
        message = "the topics are written as a list, each with a dash"
        help_ = "write `Term: its definition` on each line, without the dash"
        at = (line.dash, line.dash + 1)
        new = edits[0][1]
        yield Mend(index, new, 0.9, message, help_, *at, also=tuple(edits[1:]))


def _mend_missing_dash(lines: Sequence[str], index: int, line: Line) -> Iterator[Mend]:
    if line.dash >= 0 or not line.key:
        return
    at = (line.column, line.column + len(line.key))
    message = f"a dash is missing in front of `{line.key}`: a new entry starts with `- `"
    help_ = "write `- ` in front of it"
    body = line.text[line.column :]
    if line.column > 1:
        new = f"{line.text[: line.column - 2]}- {body}"
        yield Mend(index, (new,), 0.9, message, help_, *at)
    yield Mend(index, (f"{line.text[: line.column]}- {body}",), 1.0, message, help_, *at)
    also: list[Edit] = []
    for later in range(index + 1, min(len(lines), index + _MOST_MARKED)):
        other = read_line(lines[later])
        if lines[later].strip():
            if other.column < line.column or other.dash == line.column:
                break
            if other.dash >= 0 and other.dash < line.column:
                break
            also.append((later, (f"  {lines[later]}",)))
    if also:
        new = f"{line.text[: line.column]}- {body}"
        help_ = f"write `- ` in front of it, and indent the {len(also)} lines below it by 2 more"
        yield Mend(index, (new,), 1.3, message, help_, *at, also=tuple(also))


def _find_parent(lines: Sequence[str], index: int) -> str:
    """Give the key that a line's dash belongs to."""
    here = read_line(lines[index])
    for number in range(index - 1, max(-1, index - _MOST_MARKED), -1):
        line = read_line(lines[number])
        if (
            line.key
            and not line.value
            and line.column <= here.indent
            and line.key in {*LISTS, "topics"}
        ):
            return line.key
    return ""
