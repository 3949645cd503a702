"""Mends of what YAML has no use for: unusual spaces and colons, marks of merges, other comments."""

import re
from collections.abc import Iterator, Sequence

from flashcards.content.mistakes.lines import ContentLine, read_line
from flashcards.content.mistakes.mend import MOST_LINES, LineEdit, Mend

_ODD_SPACE = (
    "\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\u200b\ufeff"
)
_COLONS = "：︰﹕∶ː"  # noqa: RUF001 - what looks like a colon
_COMMENT = re.compile(r"\s*(?P<sign>//|/\*|<!--|;|--(?!-))(?P<text>.*?)\s*(?:\*/|-->)?\s*")
_FEWEST_WORDS = 4
_MARK = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?:\s.*)?")


def mend_stray(lines: Sequence[str], index: int) -> Iterator[Mend]:
    """Give the mends of characters and lines that are no content."""
    line = read_line(lines[index])
    yield from _mend_characters(line, index)
    yield from _mend_merge(lines, index)
    yield from _mend_no_content(lines, index, line)


def _mend_characters(line: ContentLine, index: int) -> Iterator[Mend]:
    """Write spaces and colons as YAML knows them."""
    text = line.text
    found = re.match(rf"[\s{_ODD_SPACE}－–-]*", text)  # noqa: RUF001 - see above
    head = found[0] if found else ""
    rest = text[len(head) :]
    fixed_head = re.sub(rf"[{_ODD_SPACE}]", " ", re.sub("[\u200b\ufeff]", "", head))
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
    """Take the first side of a merge that was left open, or remove a mark that is left of one."""
    if not _MARK.fullmatch(lines[index]):
        return
    yield Mend(index, (), 0.5, "a mark of a merge is left", "remove it", 0, len(lines[index]))
    start = index
    while not lines[start].startswith("<<<<<<<"):
        start -= 1
        if start < 0 or index - start > MOST_LINES:
            return
    edits: list[LineEdit] = []
    keeps = True
    for number in range(start, min(len(lines), start + MOST_LINES)):
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


def _mend_no_content(lines: Sequence[str], index: int, line: ContentLine) -> Iterator[Mend]:
    whole = (line.indent, len(line.text))
    stripped = line.text.strip()
    if stripped in {"---", "..."} or re.fullmatch(r"[-=*_~#]{3,}", stripped):
        message = f"`{stripped[:3]}` ends the file for YAML, though more follows"
        if stripped not in {"---", "..."}:
            message = f"a line of `{stripped[:3]}` is no content"
        yield Mend(index, (), 0.3, message, "remove this line, or split the file", *whole)
    if _is_sentence(line.text.rstrip()) and _stands_apart(lines, index):
        message = "a sentence stands here under no key"
        new = f"# {line.text}"
        help_ = "write `#` in front of it"
        if any(map(str.strip, lines[:index])):
            help_ += ", or indent it if the text above goes on with it"
        yield Mend(index, (new,), 0.5, message, help_, *whole)
    if (found := _COMMENT.fullmatch(line.text)) and found["text"].strip():
        new = f"{' ' * line.indent}# {found['text'].strip()}"
        message = f"a comment starts with `#` in YAML, not with `{found['sign']}`"
        yield Mend(index, (new,), 0.6, message, "write `#`", *whole)
    if stripped.startswith("```"):
        message = "a line of backticks is no content"
        yield Mend(index, (), 0.6, message, "remove it", *whole)
        fences = [number for number, text in enumerate(lines) if text.strip() == "```"]
        if fences and fences[-1] > index:
            also = ((fences[-1], ()),)
            second = (fences[-1], "and here they end")
            yield Mend(index, (), 0.5, message, "remove both lines", *whole, also, second)


def _is_sentence(text: str) -> bool:
    has_end = text[-1:] in {".", "!", "?", "…", ":"} and text[:1].isalnum()
    return has_end and len(text.split()) >= _FEWEST_WORDS and ":" not in text[:-1]


def _stands_apart(lines: Sequence[str], index: int) -> bool:
    """Whether a line is the file's first or last, parted from the rest by an empty one."""
    above, below = lines[:index], lines[index + 1 :]
    is_first = not any(map(str.strip, above)) and not any(map(str.strip, below[:1]))
    is_last = not any(map(str.strip, below)) and not any(map(str.strip, above[-1:]))
    return is_first or is_last
