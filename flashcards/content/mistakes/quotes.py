"""Mends of what stands behind a key: quotes, and signs that mean something else."""

import re
from collections.abc import Iterator, Sequence
from json import loads

from flashcards.content.mistakes.brackets import (
    mend_brackets,
    mend_list,
    mend_open_bracket,
    mend_open_pairs,
)
from flashcards.content.mistakes.lines import (
    CLOSED,
    KNOWN,
    SIGNS,
    SPECIAL,
    ContentLine,
    quote_text,
    read_line,
)
from flashcards.content.mistakes.long_texts import (
    mend_block_text,
    mend_comment_inside,
    mend_list_behind,
    mend_list_for_text,
    mend_long_text,
    mend_one_line,
    next_deeper,
)
from flashcards.content.mistakes.mend import Mend
from flashcards.content.spelled import spell_address
from flashcards.content.written import quote_singly
from flashcards.diagnostics import quote

_COMMENT = re.compile(r"\s+#.*$")
_NEXT_KEY = re.compile(rf",?\s+(?=([\"']?)(?:{KNOWN})\1\s*:(?:\s|$))")
_HEX = "[0-9a-fA-F]"
_DIGITS = rf"x(?!{_HEX}{{2}})|u(?!{_HEX}{{4}})|U(?!{_HEX}{{8}})"
_NO_ESCAPE = re.compile(rf"(?<!\\)(?:\\\\)*(\\(?:[^0abtnvfre \"/\\N_LPxuU\t]|{_DIGITS}))")
"""An escape that YAML doesn't have; which of those it has are meant is for others to say."""

_HALVES = re.compile(rf"\\u[dD][89abAB]{_HEX}{{2}}\\u[dD][c-fC-F]{_HEX}{{2}}")
"""A character in two halves, as JSON writes those that came late to Unicode."""

_QUOTED_KEY = re.compile(rf"(?P<quote>[\"'])(?:{KNOWN})(?P=quote)\s*:\s+(?=\S)")
_THRICE = re.compile(r"(?P<quotes>\"{3}|'{3})(?P<text>.+)(?P=quotes)")
_BEGINS_WITH_KEY = re.compile(rf"(?:{KNOWN}):(?:\s|$)")
_LISTS_OF_TEXTS = frozenset(("tags", "allow", "objectives"))
_QUOTED_LIST = re.compile(rf"(?:{CLOSED.pattern})(?:\s*,\s*(?:{CLOSED.pattern}))+")
_HASH_TAG = re.compile(r"(?<=[\[,\s])#(?=\w)")
_LEVEL = re.compile(r"[a-z]+(?:-[a-z]+)*: +\w+")
_TYPOGRAPHIC = "“”„‟«»‘’‚"  # noqa: RUF001 - what word processors make of quotes
_QUOTED_OTHERWISE = re.compile(rf"[{_TYPOGRAPHIC}][^{_TYPOGRAPHIC}]*[{_TYPOGRAPHIC}\"']")


def mend_value(lines: Sequence[str], index: int) -> Iterator[Mend]:
    """Give the mends of a line's value, or of the text of an entry."""
    line = read_line(lines[index])
    value = line.value
    yield from mend_list_for_text(lines, index, line)
    if not value or (not line.key and line.dash < 0 and value[0] not in "\"'[{"):
        return
    head = line.text[: len(line.text.rstrip()) - len(value)] if line.key else line.head
    if not line.key and (found := _QUOTED_KEY.match(value)):
        head, value = head + found[0], value[found.end() :].rstrip()
    at = (len(head), len(head) + len(value))
    yield from _mend_known(line, head, value, index, at)
    yield from mend_one_line(lines, index, line)
    yield from _mend_two_keys(line, index)
    yield from mend_block_text(lines, index, line, head)
    yield from mend_comment_inside(lines, index, line)
    is_block = re.fullmatch(r"[|>][-+]?[0-9]?[-+]?", value)
    if is_block and (value[-1] in "|>-+" or next_deeper(lines, index, line.column) is not None):
        return
    if value[0] in "\"'":
        yield from _mend_quotes(head, value, index, at)
    elif value[0] in _TYPOGRAPHIC and _QUOTED_OTHERWISE.fullmatch(value):
        inner = value[1:-1]
        yield Mend(
            index,
            (head + quote_text(inner),),
            0.5,
            f"typographic quotes ({value[0]}) don't quote anything in YAML",
            "write straight quotes",
            *at,
        )
    else:
        if line.key in _LISTS_OF_TEXTS and value[0] not in "[{":
            yield from mend_list(head, value, index, at)
        if value[0] in "[{":
            yield from mend_brackets(head, value, index, at)
            yield from mend_open_bracket(lines, index, value)
            yield from mend_open_pairs(lines, index, head, value)
        yield from _mend_plain(head, value, index, at)
    yield from mend_list_behind(lines, index, line, head)
    yield from mend_long_text(lines, index, line, head)


def _mend_known(
    line: ContentLine, head: str, value: str, index: int, at: tuple[int, int]
) -> Iterator[Mend]:
    """Mend what stands behind certain keys: rules, quoted entries of a list, an address."""
    if line.key == "check" and _LEVEL.fullmatch(value):
        message = "a rule and its level stand on the line of `check`"
        new = f"{head}{{{value}}}"
        yield Mend(index, (new,), 0.3, message, "write braces round them", *at)
    if line.key in _LISTS_OF_TEXTS and (found := _HASH_TAG.search(value)):
        message = "a `#` starts a comment, so no tag begins with one"
        new = head + _HASH_TAG.sub("", value)
        place = (at[0] + found.start(), at[0] + found.end())
        yield Mend(index, (new,), 0.3, message, "write the tags without it", *place)
    if line.key in _LISTS_OF_TEXTS and _QUOTED_LIST.fullmatch(value):
        message = f"the entries of `{line.key}` stand in no brackets"
        yield Mend(index, (f"{head}[{value}]",), 0.3, message, "write `[` and `]` round them", *at)
    if line.key == "url" and (address := spell_address(value)):
        message = "the address stands in Markdown's signs for a link"
        yield Mend(index, (head + address,), 0.3, message, "write the address alone", *at)


def mend_tag(lines: Sequence[str], index: int) -> Iterator[Mend]:
    """Quote a text that starts with `!`, or remove a real tag of YAML's."""
    line = read_line(lines[index])
    head = line.text[: len(line.text.rstrip()) - len(line.value)] if line.key else line.head
    tag, _, rest = line.value.partition(" ")
    if tag.startswith(("!!", "!<")) and rest:
        yield Mend(index, (f"{head}{rest.lstrip()}",), 0.1, "", "")
    elif tag.startswith("!") and not rest.startswith(("[", "{", '"', "'")):
        yield Mend(index, (head + quote_text(line.value),), 0.1, "", "")


def _mend_plain(head: str, value: str, index: int, at: tuple[int, int]) -> Iterator[Mend]:
    """Quote a text for the sign that it starts with, or the colon in it."""
    if value[0] == "#" and value[1:2] in {"", " "}:
        return
    bare = _COMMENT.sub("", value) if value[0] != "#" else value
    tail = value[len(bare) :]
    cost = 1.0
    if value[0] in SPECIAL:
        message = f"a text that starts with `{value[0]}` needs quotes"
        if value[0] == "#":
            message = "a text that starts with `#` needs quotes, or it counts as a comment"
    elif (colon := re.search(r":(?=\s|$)", bare)) is not None:
        before = bare[: colon.start()].split()
        message = f"a text with `: ` in it needs quotes: {quote(' '.join(before[-1:]) + ':')}"
        at = (at[0] + colon.start(), at[0] + colon.end())
    else:
        message, cost = "this text needs quotes", 3.0
    if bare[-1:] == ":" and bare[:1].isdigit():
        colon_too_many = "a colon too many stands behind the value"
        place = (len(head) + len(bare) - 1, len(head) + len(bare))
        yield Mend(index, (head + bare[:-1] + tail,), 0.9, colon_too_many, "remove it", *place)
    yield Mend(index, (head + quote_text(bare) + tail,), cost, message, "quote the text", *at)
    if bare[-1:] == '"' and bare.count('"') == 1 and not bare[-2:-1].isdigit():
        closing = (len(head) + len(bare) - 1, len(head) + len(bare))
        message = 'a quote (") is closed here that none has opened'
        new = head + quote_text(bare[:-1]) + tail
        yield Mend(index, (new,), cost - 0.1, message, "write a quote at the start", *closing)


def _mend_quotes(head: str, value: str, index: int, at: tuple[int, int]) -> Iterator[Mend]:
    sign, other = value[0], "'" if value[0] == '"' else '"'
    closed = CLOSED.match(value)
    yield from _mend_first_quote(head, value, index, at, closed)
    if closed and sign == '"':
        yield from _mend_escapes(head, value, index, at, closed)
    if closed is None or (sign == '"' and value.endswith('\\"') and value.count('"') == 2):  # noqa: PLR2004 - both of one text
        opens = (at[0], at[0] + 1)
        if value[-1] in {other, *_TYPOGRAPHIC} and len(value) > 1:
            message = f"a text that starts with `{sign}` ends with `{value[-1]}`"
            new = f"{value[:-1]}{sign}"
            yield Mend(
                index, (head + new,), 0.8, message, f"end it with the quote `{sign}`", *opens
            )
        for end in (len(value), *_cuts(value)):
            new = f"{value[:end].rstrip()}{sign}{value[end:]}"
            message = f"a quote ({sign}) is opened here and never closed"
            help_ = f"write `{sign}` at the end of the text"
            yield Mend(index, (head + new,), 1 + (end < len(value)), message, help_, *opens)
        return
    rest = value[closed.end() :]
    if not rest or rest.lstrip().startswith("#"):
        if value[1:-1] and re.search(rf"(?:{KNOWN}): ", value[:12]) and rest == "":
            message = "the quotes hold a key as well as its value"
            yield Mend(index, (head + value[1:-1],), 0.8, message, "remove the quotes", *at)
        return
    # Behind a number a second quote means inches.
    is_double = rest == sign and not closed[0][-2].isdigit()
    if surplus := "quote" if is_double else SIGNS.get(rest.strip()):
        message = f"behind a text in quotes stands a {surplus} too many"
        behind = (at[0] + closed.end(), at[1])
        yield Mend(index, (head + closed[0],), 0.4, message, "remove it", *behind)
    inner = value[1:-1]
    place = (at[0] + closed.end() - 1, at[0] + closed.end())
    if value.endswith(sign) and len(value) > 1:
        said = "an apostrophe" if sign == "'" else f"`{sign}`"
        message = f"a text between quotes has {said} in it, which ends the quotes"
        text = inner.replace(f"\\{sign}", sign)
        if sign == "'":
            text = text.replace("''", "'")
        help_ = "use the other quotes, or double it" if sign == "'" else "use the other quotes"
        yield Mend(index, (head + quote_text(text),), 0.6, message, help_, *place)
    message = "only the start of this text is in quotes"
    help_ = "put quotes round the whole text"
    yield Mend(index, (head + quote_text(value),), 1.0, message, help_, *at)


def _mend_escapes(
    head: str, value: str, index: int, at: tuple[int, int], closed: re.Match[str]
) -> Iterator[Mend]:
    """Mend what double quotes take for an escape that YAML doesn't have."""
    if escape := _NO_ESCAPE.search(closed[0]):
        message = f"`{escape[0]}` is no escape that double quotes know"
        text = closed[0][1:-1].replace('\\"', '"')
        new = f"{head}{quote_singly(text)}{value[closed.end() :]}"
        place = (at[0] + escape.start(), at[0] + escape.end())
        yield Mend(index, (new,), 0.2, message, "use single quotes", *place)
    if halves := _HALVES.search(closed[0]):
        message = f"`{halves[0]}` is one character in two halves, which YAML doesn't put together"
        new = _HALVES.sub(lambda found: loads(f'"{found[0]}"'), value)
        place = (at[0] + halves.start(), at[0] + halves.end())
        yield Mend(index, (head + new,), 0.3, message, "write the character itself", *place)


def _cuts(value: str) -> Iterator[int]:
    """Give where in a line a quote may have been meant to end."""
    if found := re.search(r"\s+#", value):
        yield found.start()
    for found in re.finditer(r"[,\]}]", value):
        yield found.start()


def _mend_two_keys(line: ContentLine, index: int) -> Iterator[Mend]:
    """Part a line on which a second key follows."""
    body = line.text[line.column :]
    if body.startswith(("{", "[", "#")):
        return
    found = [each for each in _NEXT_KEY.finditer(body) if each.start() > 0]
    for each in found:
        second = " " * line.column + body[each.end() :]
        key = body[each.end() :].split(":", 1)[0].strip().strip("\"'")
        yield Mend(
            index,
            (line.head + body[: each.start()].rstrip(), second),
            0.5 if each[0].startswith(",") else 0.7,
            f"two keys stand on one line, `{key}` being the second",
            f"start a new line with `{key}:`",
            line.column + each.end(),
            line.column + each.end() + len(key),
        )


def _mend_first_quote(
    head: str, value: str, index: int, at: tuple[int, int], closed: re.Match[str] | None
) -> Iterator[Mend]:
    """Mend three quotes for one, and a quote in front of a key."""
    if found := _THRICE.fullmatch(value):
        message = "three quotes are no quotes in YAML"
        new = head + quote_text(found["text"])
        yield Mend(index, (new,), 0.4, message, "write one at each end", at[0], at[0] + 3)
    sign = value[0]
    is_whole = closed is not None and closed.end() == len(value)
    if not head.strip(" -") and not is_whole and _BEGINS_WITH_KEY.match(value, 1):
        message = f"a quote ({sign}) stands in front of a key"
        yield Mend(index, (head + value[1:],), 0.5, message, "remove it", at[0], at[0] + 1)
