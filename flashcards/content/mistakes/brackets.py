"""Mends of lists and pairs between brackets: commas, and brackets that are never closed."""

import re
from collections.abc import Iterator, Sequence

from flashcards.content.mistakes.lines import (
    CLOSED,
    KEYS,
    KNOWN,
    SIGNS,
    SPECIAL,
    quote_text,
    read_line,
)
from flashcards.content.mistakes.mend import Mend
from flashcards.diagnostics import quote
from flashcards.diagnostics.quoting import nearest_word

_MOST_BELOW = 60
_OTHER_BRACKETS = "【】［］〔〕「」（）"  # noqa: RUF001 - what keyboards for Chinese and Japanese write
_QUOTES = '"“”„'
_UNCLOSED = re.compile(r"[\"“„][^\"“”„]*[^\"]|[^\"“„][^\"“”„]*(?<![0-9])\"")
"""A text between braces that has a quote at one end only, or a typographic one at the other."""

_COMMAS = re.compile(r"[,，、]")  # noqa: RUF001 - the same
_ENDS = {"[": "]", "{": "}"}
_ANY_PAIR_KEY = re.compile(r"(?<=[{,])\s*(?P<key>\w+)(?=:\s)")
_PAIR_KEY = re.compile(rf"(?P<before>[{{,]\s*|\s+)(?P<key>{KNOWN})\s*:\s?")


def mend_brackets(head: str, value: str, index: int, at: tuple[int, int]) -> Iterator[Mend]:
    """Give the mends of a value that starts with a bracket; `at` are its columns."""
    opening, end = value[0], _ENDS[value[0]]
    opens = (at[0], at[0] + 1)
    if opening == "{":
        yield from _mend_spelling(head, value, index, at)
        yield from _mend_pairs(head, value, index, at)
    if value.count(opening) > value.count(end):
        if value[-1] in "]})" and not (value[-1] == ")" and "(" in value):
            message = f"what `{opening}` opens is closed by `{value[-1]}`"
            yield Mend(
                index, (head + value[:-1] + end,), 0.7, message, f"close it with `{end}`", *opens
            )
        message = f"`{opening}` is opened here and never closed"
        new = head + value.rstrip(", ") + end
        yield Mend(index, (new,), 0.8, message, f"write `{end}` at the end", *opens)
    if value.count(end) > value.count(opening):
        message = f"a `{end}` too many stands here"
        where = (at[1] - 1, at[1])
        yield Mend(index, (head + value[: value.rindex(end)],), 0.8, message, "remove it", *where)
    if twice := re.search(r",\s*(?=,)|(?<=[\[{]),\s*", value):
        place = (at[0] + twice.start(), at[0] + twice.end())
        new = value[: twice.start()] + value[twice.end() :]
        message = "a comma too many stands between two entries"
        yield Mend(index, (head + new,), 0.6, message, "remove one", *place)
    if gap := re.search(r"([\"'\]}])(\s+)(?=[\"'\[{])", value):
        place = (at[0] + gap.start(2), at[0] + gap.end(2))
        new = f"{value[: gap.end(1)]}, {value[gap.end() :]}"
        message = "a comma is missing between two entries"
        yield Mend(index, (head + new,), 0.6, message, "write a comma", *place)
    if behind := re.search(rf"\{end}\s*([,;])\s*$", value):
        place = (at[0] + behind.start(1), at[0] + behind.end(1))
        message = f"behind `{end}` stands a {SIGNS[behind[1]]} too many"
        yield Mend(index, (head + value[: behind.start(1)],), 0.5, message, "remove it", *place)


def _mend_spelling(head: str, value: str, index: int, at: tuple[int, int]) -> Iterator[Mend]:
    """Spell a key between braces as the one that it is nearly: `{cards: false}` is no text."""
    for found in _ANY_PAIR_KEY.finditer(value):
        start, end = found.span("key")
        near = "" if found["key"] in KEYS else nearest_word(found["key"], sorted(KEYS))
        if near:
            new = f"{head}{value[:start]}{near}{value[end:]}"
            place = (at[0] + start, at[0] + end)
            yield Mend(index, (new,), 0.5, "", f"did you mean `{near}`?", *place)


def mend_list(head: str, value: str, index: int, at: tuple[int, int]) -> Iterator[Mend]:
    """Write the brackets of a list that has other ones, or only the last."""
    inner = value.strip(_OTHER_BRACKETS + "[](){}")
    new = f"{head}[{', '.join(part.strip() for part in _COMMAS.split(inner))}]"
    if value[0] in _OTHER_BRACKETS + "(":
        message = f"`{value[0]}` opens no list in YAML"
        yield Mend(index, (new,), 0.5, message, "write `[` and `]`", at[0], at[0] + 1)
    elif value[-1] == "]" and "[" not in value:
        message = "a list ends in `]`, and nothing opens it"
        yield Mend(index, (new,), 0.5, message, "write `[` in front of it", at[1] - 1, at[1])
    elif value[0] not in SPECIAL:
        yield Mend(index, (new,), 0.6, "", "", *at)


def mend_open_bracket(lines: Sequence[str], index: int, value: str) -> Iterator[Mend]:
    """Close a bracket whose entries go on over the lines below."""
    opening, end = value[0], _ENDS[value[0]]
    line = read_line(lines[index])
    last = index
    for number in range(index + 1, min(len(lines), index + _MOST_BELOW)):
        other = read_line(lines[number])
        if lines[number].strip() and other.indent <= line.indent:
            break
        if lines[number].strip():
            last = number
    if last > index and value.count(opening) > value.count(end):
        closed = f"{lines[last].rstrip().rstrip(',')}{end}"
        start = len(line.text.rstrip()) - len(value)
        message = f"`{opening}` is opened here and never closed"
        help_ = f"write `{end}` at the end of its last line"
        also = ((last, (closed,)),)
        new = (line.text,)
        second = (last, "its last line")
        yield Mend(index, new, 0.9, message, help_, start, start + 1, also, second)


def mend_open_pairs(lines: Sequence[str], index: int, head: str, value: str) -> Iterator[Mend]:
    """Mend pairs between braces that go on over the lines below, as one line."""
    parts, numbers = [value.rstrip()], [index]
    level = read_line(lines[index]).indent
    for number in range(index + 1, min(len(lines), index + _MOST_BELOW)):
        text = lines[number]
        if text.strip() and read_line(text).indent <= level:
            break
        if text.strip():
            parts.append(text.strip())
            numbers.append(number)
        if sum(part.count("{") - part.count("}") for part in parts) <= 0:
            break
    if value[0] != "{" or len(parts) == 1 or any(" #" in part for part in parts):
        return
    joined = " ".join(parts)
    for mend in _mend_pairs(head, joined, index, (len(head), len(head) + 1)):
        at, row = mend.start - len(head), 0
        while row + 1 < len(parts) and at > len(parts[row]):
            at -= len(parts[row]) + 1
            row += 1
        indent = read_line(lines[numbers[row]]).indent if row else len(head)
        edits = dict.fromkeys(numbers, ("",)) | {index: mend.new}
        also = tuple((number, new) for number, new in edits.items() if number != numbers[row])
        yield mend._replace(
            line=numbers[row],
            new=edits[numbers[row]],
            start=indent + at,
            end=indent + at + mend.end - mend.start,
            also=also,
        )


def _mend_pairs(head: str, value: str, index: int, at: tuple[int, int]) -> Iterator[Mend]:
    """Write the pairs between braces anew, by the keys that content has."""
    found = list(_PAIR_KEY.finditer(value))
    if not found or found[0].start() > 1:
        return
    bounds = [*(each.start() for each in found[1:]), len(value)]
    pairs = []
    message, help_, place = "", "", at
    for each, end in zip(found, bounds, strict=True):
        text = value[each.end() : end].strip()
        if end == len(value):
            if text.endswith("]") or (text.endswith(")") and "(" not in text):
                message = message or f"what `{{` opens is closed by `{text[-1]}`"
                help_ = "close it with `}`"
                text = text[:-1].rstrip() if "[" not in text else text
            elif not text.endswith("}"):
                message = message or "`{` is opened here and never closed"
                help_ = help_ or "write `}` at the end"
                place = (at[0], at[0] + 1)
            text = text.removesuffix("}").rstrip(", ")
        written = value[each.start() : each.end()]
        where = (at[0] + each.start("key"), at[0] + each.end("key"))
        if each.start() and "," not in each["before"]:
            message = message or f"a comma is missing in front of `{each['key']}:`"
            help_, place = help_ or "write a comma between two keys", where
        if not written.endswith(" "):
            message = message or f"a space is missing behind `{each['key']}:`"
            help_, place = help_ or "write a space behind the colon", where
        if not _is_sound_between(text):
            message = message or f"{_find_break(text)} {quote(text)}, between braces, ends the text"
            help_ = help_ or "quote the text"
            place = where if place == at else place
            text = quote_text(text.strip(_QUOTES) if _UNCLOSED.fullmatch(text) else text)
        pairs.append(f"{each['key']}: {text}".rstrip())
    if message:
        new = f"{head}{{{', '.join(pairs)}}}"
        yield Mend(index, (new,), 0.6, message, help_, *place)


def _is_sound_between(text: str) -> bool:
    if CLOSED.fullmatch(text) or (text[:1] == "[" and text[-1:] == "]"):
        return True
    return not re.search(r"[,\[\]{}]|:(?:\s|$)|\s#", text) and text[:1] not in SPECIAL


def _find_break(text: str) -> str:
    found = re.search(r"[,\[\]{}:]", text)
    names = {",": "a comma in", ":": "a colon in"}
    return names.get(found[0], f"`{found[0]}` in") if found else "a sign in"
