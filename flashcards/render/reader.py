"""Markdown read so that nothing disappears: what may be no markup on a card is escaped.

Sanitising drops tags that it doesn't know, and CommonMark itself drops a few things that authors of
flashcards mean as text. Most texts have nothing of it and are parsed once. Else a punctuation
character that the text doesn't hold stands for each character that is no markup, and the text is
parsed again. A backslash or an entity would show in code, and what is code is known only after
parsing; punctuation, for it leaves the emphasis beside it as it is.
"""

import re
from collections.abc import Collection, Container
from html import unescape
from itertools import chain, islice
from unicodedata import category

from flashcards.render.allowed import (
    find_text_tags,
    is_meant_as_link,
    is_meant_as_tag,
    is_safe_link,
)
from flashcards.render.anki_syntax import is_whole_math
from flashcards.render.dollars import is_display_formula, is_formula
from flashcards.render.emphasis import JOIN, ORDINARY
from flashcards.render.math_commands import find_refused_command, is_too_large
from flashcards.render.parsed_text import Notice, ParsedText
from flashcards.render.parser import (
    SPACE,
    find_dropped_cells,
    find_dropped_definitions,
    has_large_table,
    join_paths,
    parse_markdown,
)
from flashcards.render.signs import SIGNS_IN_TEXT, find_signs

_ESCAPED = "<[$|#&\\*_`~>+-.)=!{"
_DOUBTFUL = re.compile(r"[<\[$|#&\\~]|\{\{c|==[^\s=]|(?:^|\n)[ >]*(?:>|[-+=]|\*\s|[0-9]+[.)])|`{3}")
"""Without these a text has nothing but emphasis that could be no markup."""

_FIRST, _LAST = 0x2E00, 0x2E7F
_NOT_IN_CONTENT = "\x01\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x1b"
"""For a text that has all the punctuation there is."""

_OPENING = re.compile(rb"(?<!\\)(?:\\\\)*[\[$]|<")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffd]")

_LONGEST_QUOTE = 200
"""Characters of a text that a notice quotes."""

_PASSES = 8
"""Escaping can reveal more to escape; after this many, all tags, links and formulas are text."""

_LAST_PASSES = 4
"""For what is left then: cells of tables and empty headings."""


_BYTES_OF_ONE = 4
_BYTES_BEHIND = 24
"""What is looked at behind a formula, in bytes: no suffix is longer."""


def read_markdown(
    markdown: str,
    allowed: Container[str],
    media: Container[str],
    *,
    is_summary: bool = False,
) -> ParsedText:
    """Read a text; the notices quote what a reader will see as text.

    `allowed` are the tags that may stay markup, `media` what images may refer to; another image
    shows as it was written. A summary can have blanks.
    """
    notices: dict[Notice, None] = {}
    if has_large_table(markdown):
        notices[Notice(code="table-too-large", quoted="")] = None
    escapes: dict[str, str] = {}
    text = join_paths(markdown)
    if text != markdown:
        escapes = _choose_escapes(markdown)
    parsed = ParsedText(text.encode(), parse_markdown(text), escapes, ())
    is_plain = _DOUBTFUL.search(markdown) is None and "\n" not in markdown
    if is_plain and ORDINARY.fullmatch(markdown):
        return parsed
    for number in range(_PASSES + _LAST_PASSES):
        found = _find_text(parsed, allowed, media)
        more, inserted = find_signs(parsed, is_summary=is_summary)
        found = more | found
        if not (found or inserted):
            break
        for offset in sorted(found):
            if notice := found[offset]:
                quoted = parsed.original(notice.quoted[:_LONGEST_QUOTE])
                notices[notice._replace(quoted=quoted)] = None
        escapes = parsed.escapes or _choose_escapes(markdown)
        if number >= _PASSES:
            everywhere = (opening.end() - 1 for opening in _OPENING.finditer(parsed.data))
            found |= dict.fromkeys(everywhere)
            inserted = {}
        text = _escape(parsed.data, found, inserted, escapes)
        parsed = ParsedText(text.encode(), parse_markdown(text), escapes, ())
    return parsed._replace(notices=_without_ends(notices)) if notices else parsed


def _without_ends(notices: Collection[Notice]) -> tuple[Notice, ...]:
    """Leave out the tags that end what another notice tells the start of."""
    starts = {re.split("[ >]", each.quoted)[0] for each in notices}
    ends = {f"</{start[1:]}>" for start in starts if start.startswith("<")}
    return tuple(each for each in notices if each.quoted not in ends)


def _choose_escapes(text: str) -> dict[str, str]:
    used = {*text, *unescape(text)}
    punctuation = (chr(code) for code in range(_FIRST, _LAST) if category(chr(code))[0] == "P")
    unused = (each for each in chain(punctuation, _NOT_IN_CONTENT) if each not in used)
    escapes = dict(zip(_ESCAPED, islice(unused, len(_ESCAPED)), strict=True))
    return {**escapes, "": JOIN} | ({} if SPACE in text else {" ": SPACE})


def _escape(
    data: bytes, offsets: Collection[int], inserted: dict[int, str], escapes: dict[str, str]
) -> str:
    parts: list[str] = []
    end = 0
    for offset in sorted({*offsets, *inserted}):
        parts += (data[end:offset].decode(), inserted.get(offset, ""))
        end = offset
        if offset in offsets:
            parts.append(escapes[chr(data[offset])])
            end += 1
    return "".join((*parts, data[end:].decode()))


def _find_text(  # noqa: C901, PLR0912 - one event of the parser a branch
    parsed: ParsedText, allowed: Container[str], media: Container[str]
) -> dict[int, Notice | None]:
    """Find the characters that are no markup, by offset, with what the author is told of each."""
    data, events = parsed.data, parsed.events
    tags = find_text_tags(events, allowed) if b"<" in data else {}
    found = {
        at: Notice(code="html-as-text", quoted=tag.written, command=tag.alone)
        for at, tag in tags.items()
        if is_meant_as_tag(tag.written)
    }
    silent = [at for at in tags if at not in found]
    silent += list(find_dropped_definitions(data, events)) if b"]:" in data else []
    cell_end = 0
    is_started = False
    for kind, name, value, start, end in events:
        was_started, is_started = is_started, kind == "Start"
        if kind == "Text":
            if data.startswith(b"&", start) and _CONTROL.search(value):
                silent.append(start)
        elif kind in {"InlineMath", "DisplayMath"}:
            tex, is_display = parsed.original(value), kind == "DisplayMath"
            before, after = _around(parsed, start, end)
            is_meant = (
                is_display_formula(before, tex) if is_display else is_formula(before, tex, after)
            )
            if not is_meant or not is_whole_math(tex):
                silent += (start, start + is_display)
            elif notice := _refuse_math(tex, data[start:end]):
                found[start] = notice
                silent += (start + each.start() for each in SIGNS_IN_TEXT.finditer(data[start:end]))
        elif kind == "Start" and name == "Link":
            target = parsed.target(value)
            if not is_safe_link(target) or _CONTROL.search(value["title"]):
                written = data[start:end].decode()
                before, _ = _around(parsed, start, end)
                is_inline = value["link_type"] == "Inline"
                if not is_inline or is_meant_as_link(before, written, target):
                    found[start] = Notice(code="unsafe-link", quoted=written)
                else:
                    silent.append(start)
        elif kind == "Start" and name == "Image":
            if parsed.target(value) not in media or _CONTROL.search(value["title"]):
                silent.append(start + 1)
        elif kind == "End" and name == "Heading":
            if was_started and data.startswith(b"#", start):
                silent.append(start)
        elif kind == "End" and name == "TableCell":
            cell_end = end
        elif kind == "End" and name == "TableRow":
            silent += find_dropped_cells(data, cell_end, end)
    return dict.fromkeys(silent) | found


def _around(parsed: ParsedText, start: int, end: int) -> tuple[str, str]:
    """Give the character before a range, if there is one, and the line's text behind it."""
    before = parsed.data[max(0, start - _BYTES_OF_ONE) : start].decode(errors="ignore")[-1:]
    after = parsed.data[end : end + _BYTES_BEHIND].decode(errors="ignore")
    return parsed.original(before), parsed.original(after)


def _refuse_math(tex: str, written: bytes) -> Notice | None:
    if is_too_large(tex):
        return Notice(code="formula-too-large", quoted=written.decode())
    refused = find_refused_command(tex)
    if refused is None:
        return None
    return Notice(
        code="unsafe-math" if refused.is_known else "unknown-math",
        quoted=written.decode(),
        command=refused.command,
    )
