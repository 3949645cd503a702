"""Texts that a number sign cuts off: `answer: It is issue #5 of 6` is `It is issue` to YAML.

A `#` behind a blank starts a comment. Comments are written `# so`, mostly behind two blanks, and
after values that are complete without more; a sign before a word or a number is text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from flashcards.content.comments import Head, Sign, is_text, may_be_text
from flashcards.content.extent import column_of, end_of_text, indent_of
from flashcards.content.written import (
    Loss,
    Replacement,
    Written,
    begin_at,
    end_of_line,
    quote_plain,
    start_of_line,
)
from flashcards.diagnostics import Source, Span, make_error, make_warning, quote

_LISTS = frozenset(("tags", "allow"))
_WORD_ENDS = frozenset("[{,\"']}")
"""Signs behind which a comment may start without a blank."""


_KEY = re.compile(r"""(?:^|[\s{\[,])(?P<quote>["']?)(?P<key>[^\s{}\[\],"']+)(?P=quote):[ \t]+$""")
_PROPERTIES = re.compile(r"(?:[&!]\S*[ \t]+)*")


class Stop(NamedTuple):
    """Where YAML couldn't read on; where the brackets open, or the key starts, that it was in."""

    at: int
    is_in_brackets: bool
    opened: int | None
    key: int | None


Signs = Mapping[int, int]
"""Number signs by the place where the text before their blanks ends."""


def find_signs(text: str, *, is_broken: bool) -> Signs:
    """Find the signs that may cut a text off; in a file that can't be read, all behind blanks.

    Those that nobody would take for text are left out else: most files have no others.
    """
    signs = {}
    at = text.find("#")
    while at >= 0:
        behind = text[at + 1 : at + 2]
        start = at
        while start and text[start - 1] in " \t":
            start -= 1
        if start and text[start - 1] in "\r\n":
            if start < at and behind.isdigit():  # on a further line of a text
                while start and text[start - 1] in " \t\r\n":
                    start -= 1
                signs[start] = at
        elif (start and (start < at or text[start - 1] in _WORD_ENDS)) and (
            is_broken or start + 1 >= at or behind not in " \t#"
        ):
            signs[start] = at
        at = text.find("#", at + 1)
    return signs


def find_cut_off(
    source: Source, signs: Signs, written: list[Written], stop: Stop | None
) -> Iterator[Loss]:
    """Find the texts that are cut off, also the one because of which YAML couldn't read on."""
    text = source.text
    last = written[-1] if written else None
    opened = stop.opened if stop else None
    for each in written:
        if each.end not in signs or each.style in {"|", ">"}:
            continue
        start = each.start + len(_PROPERTIES.match(text, each.start, each.end)[0])  # type: ignore[index]
        head = Head(start, each.end, each.text, each.style, *_place(text, start, opened))
        sign = _read_sign(text, each.end, signs[each.end])
        is_broken = stop is not None and each is last and _breaks(text, head, sign, stop.at)
        yield from _judge(source, head, sign, is_broken=is_broken)
    if stop and stop.key is not None:
        yield from _find_cut_key(source, signs, stop.key)
    if stop and stop.is_in_brackets:
        yield from _find_cut_value(source, signs, written, stop)


def _find_cut_key(source: Source, signs: Signs, start: int) -> Iterator[Loss]:
    """Find the key that is cut off, if one is, where YAML looked for a key's colon in vain."""
    end = end_of_line(source.text, start)
    at = min((at for at in signs if start < at < end), default=None)
    if at is not None and source.text[start] not in "\"'[{|>":
        head = Head(start, at, source.text[start:at], "", *_place(source.text, start, None))
        sign = _read_sign(source.text, at, signs[at])
        yield from _judge(source, head, sign, is_broken=not _is_written_as_comment(sign))


def _find_cut_value(
    source: Source, signs: Signs, written: list[Written], stop: Stop
) -> Iterator[Loss]:
    """Find the value in brackets that is cut off before its first letter: `{colour: #ff0000}`."""
    text = source.text
    start = written[-1].end if stop.opened is None and written else stop.opened or 0
    starts = [each.start for each in written]
    found = (
        at
        for at in sorted(signs)
        if start <= at < stop.at
        and text[at - 1] in ":,[{"
        and not _is_inside(written, bisect_right(starts, at) - 1, at)
    )
    at = next(found, None)
    if at is not None:
        head = Head(at, at, "", "", *_place(text, at, stop.opened))
        sign = _read_sign(text, at, signs[at])
        if sign.rest[:1].strip() and "\n" not in text[at : sign.at]:
            yield from _judge(source, head, sign, is_broken=True)


def _is_inside(written: list[Written], number: int, at: int) -> bool:
    return number >= 0 and at < written[number].end


def _read_sign(text: str, start: int, at: int) -> Sign:
    return Sign(at, at - start, text[at + 1 : end_of_line(text, at)])


def _place(text: str, start: int, opened: int | None) -> tuple[str, str]:
    """Give the key that a text is the value of, if one is before it, and the brackets round it.

    `opened` is where brackets opened that may be on a line above.
    """
    line = start_of_line(text, start)
    if opened is not None and opened < start:
        line = min(line, opened)
    before = text[line:start]
    brackets: list[str] = []
    quoted = ""
    for sign in before:
        if quoted:
            quoted = "" if sign == quoted else quoted
        elif sign in "\"'" and (brackets or before.lstrip(" -").startswith(sign)):
            quoted = sign
        elif sign in "[{":
            brackets.append(sign)
        elif sign in "]}" and brackets:
            brackets.pop()
    before = before.rpartition("\n")[2]
    found = _KEY.search(before if before.endswith((" ", "\t")) else f"{before} ")
    return found["key"] if found else "", "".join(brackets)


def _is_written_as_comment(sign: Sign) -> bool:
    return sign.blanks > 1 and not sign.rest[:1].strip()


def _breaks(text: str, head: Head, sign: Sign, stopped: int) -> bool:
    """Whether the file can't be read on just because the rest of the line is a comment."""
    if head.brackets:
        return sign.comment.endswith(("]", "}", ","))
    if _is_written_as_comment(sign):
        return False  # though it stands between the lines of a text
    between = text[end_of_line(text, sign.at) : stopped]
    return not between.strip() and indent_of(text, stopped) > column_of(text, head)


def _judge(source: Source, head: Head, sign: Sign, *, is_broken: bool) -> Iterator[Loss]:
    text = source.text
    is_below = "\n" in text[head.end : sign.at]
    if is_below and (
        head.style or head.brackets or indent_of(text, sign.at) <= column_of(text, head)
    ):
        return
    if head.brackets and "]" in sign.rest and not sign.comment.endswith(("]", "}", ",")):
        return  # a text that starts with a bracket, such as a link
    is_sure = is_broken or (not (head.style or is_below) and is_text(head, sign))
    if not (is_sure or may_be_text(head, sign)):
        return
    end = end_of_text(text, head, sign, is_broken=is_broken)
    cut = quote(text[sign.at : end])
    mend = Replacement(head.start, end, _quote(text[head.start : end]))
    help_ = "put the text in quotes"
    if head.key == "url" and not re.search(r"\s", text[sign.at : end]):
        mend = Replacement(head.end, sign.at, "")
        help_ = "remove the blank before the `#`: an address has none"
    place = Span(source.path, sign.at, end)
    if head.key in _LISTS and not head.brackets:
        names = re.findall(r"[^\s,#]+", text[head.start : end])
        gap = "" if text[head.start : sign.at].strip() else text[head.start : sign.at]
        mend = Replacement(head.start, end, f"{gap}[{', '.join(names)}]")
        help_ = "write a list in brackets, and no `#`"
    if is_sure:
        message = f"{cut} is cut off: a `#` behind a blank starts a comment"
        loss = make_error("text-cut-off", place, message, help_)
    else:
        message = f"{cut} is read as a comment and is no part of the text"
        help_ += ", or write a comment as `  # so`, behind two blanks"
        loss = make_warning("unclear-comment", place, message, help_)
    yield Loss(begin_at(text, loss, head.start, "it is cut off here"), mend, is_sure)


def _quote(written: str) -> str:
    text = written.strip()
    return written[: written.index(text)] + quote_plain(text)
