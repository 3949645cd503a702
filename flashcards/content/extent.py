"""How far a text reaches that a number sign cuts off: to a line's end, a bracket, a colon."""

import re

from flashcards.content.comments import Head, Sign
from flashcards.content.written import end_of_line, start_of_line

_PROSE = frozenset("title summary question answer extra hint definition deck author was".split())
_ENTRY = re.compile(r"[ \t]*(?:-[ \t]+)*")
_COMMENT = re.compile(r"(?<=\S)[ \t]{2,}#+[ \t]")
_BEHIND_BRACKETS = re.compile(r"[ \t]*(?:[,}\]]|[ \t]#+[ \t]|$)")
_COLON = re.compile(r":(?=\s|$)")
_NEXT_KEY = re.compile(r""",\s+["']?[\w-]+["']?\s*:(?:\s|$)""")


def end_of_text(text: str, head: Head, sign: Sign, *, is_broken: bool) -> int:
    """Give where the text ends that the sign cuts off."""
    end = end_of_line(text, sign.at)
    if comment := _COMMENT.search(text, sign.at, end):
        end = comment.start()
    line = text[sign.at : end].rstrip()
    if head.brackets:
        return sign.at + _end_in_brackets(line, head.brackets)
    if _is_key(text, head, line):
        return sign.at + len(_COLON.split(line, maxsplit=1)[0].rstrip())
    column = column_of(text, head)
    last = end
    while is_broken:
        following = _next_line(text, end)
        if following is None:
            break
        start, end = following
        if text[start:end].strip():
            if indent_of(text, start) <= column:
                break
            last = end
    return head.start + len(text[head.start : last].rstrip())


def _end_in_brackets(line: str, brackets: str) -> int:
    """Give where a text ends in brackets: at a comma or the next key, or where they close."""
    is_list = brackets.endswith("[")
    next_key = None if is_list else _NEXT_KEY.search(line)
    depth = 0
    for at, sign in enumerate(line):
        if (next_key and at == next_key.start()) or (is_list and sign == "," and not depth):
            return len(line[:at].rstrip())
        if sign in "[{":
            depth += 1
        elif sign in "]}" and depth:
            depth -= 1
        elif (
            sign in "]}"
            and (found := _BEHIND_BRACKETS.match(line, at + 1))
            and (next_key is None or "#" not in found[0])
        ):
            return len(line[:at].rstrip())
    return len(line.rstrip(","))


def _is_key(text: str, head: Head, line: str) -> bool:
    """Whether the text that is cut off is a key itself: a term with its definition behind it."""
    if head.key or not _COLON.search(line):
        return False
    start = start_of_line(text, head.start)
    if text[start : head.start].strip():
        return False
    at = start
    while at and text[at - 1] in "\r\n":
        at -= 1
    above = text[start_of_line(text, at) : at].split()
    return not (above and above[-1].rstrip(":") in _PROSE)


def _next_line(text: str, end: int) -> tuple[int, int] | None:
    if end >= len(text):
        return None
    start = end + (2 if text[end : end + 2] == "\r\n" else 1)
    return (start, end_of_line(text, start)) if start < len(text) else None


def column_of(text: str, head: Head) -> int:
    """Give the column that further lines of a text must stand behind."""
    start = start_of_line(text, head.start)
    entry = _ENTRY.match(text, start)
    column = entry.end() - start if entry else 0
    if start + column < head.start:  # a key is before it
        return column
    dashes = text[start : head.start].rfind("-")
    return dashes if dashes >= 0 else column - 1


def indent_of(text: str, at: int) -> int:
    """Give how many blanks the line of a place starts with."""
    start = start_of_line(text, at)
    return len(text[start : end_of_line(text, start)]) - len(
        text[start : end_of_line(text, start)].lstrip(" ")
    )
