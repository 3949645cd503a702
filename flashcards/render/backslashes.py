r"""Which backslashes are escapes, and which are text.

CommonMark takes away every backslash before punctuation. Here one goes only where it keeps the next
sign from being markup, so that `\d+\.\d+` and `C:\new\*.txt` show as written, or where a text is an
exporter's.
"""

import re
from collections.abc import Iterable

from flashcards.render.exported import is_exported

_CHUNK = re.compile(r"\S*\\\S*")
_BACKSLASHES = re.compile(r"(\\+)([!-/:-@\[\]-`{-~]?)")
_TEXT = re.compile(
    r"\\[A-Za-z0-9]|(?<![^\W_])[A-Za-z]:\\|\[\^|\(\?[:=!<]|\.[*+](?=\??[)\]$\\])"
    r"|^,?(?:\^|\.{1,2}|~|%\w+%)\\|\\[)\]]\$$"
)
"""What no prose has, so that its word is a path, a pattern or LaTeX."""

_PATH = re.compile(r"\w\\\*\.[\w*]|(?:\.\.|:)\\\*(?:[\s.]|\Z)")
_AT_LINE_START = re.compile(r"(?:\s|>)*$")
_NUMBER = re.compile(r"(?:^|\n)(?:\s|>)*[0-9]{1,9}$")
_SETEXT = re.compile(r"[-=*_ \\]+(?:\n|$)")
_ENTITY = re.compile(r"#?\w{1,32};")
_END = re.compile(r"\s|$")
_ITEM = re.compile(r"[ \t]+\S")
_HEADING = re.compile(r"[#\\]*[ \t]+\S")
_INDEXED = re.compile(r"[\w\])+*?}]$")
"""What stands before a bracket of a pattern or of a place in a list."""

_BRACKET_END = re.compile(r"(?:\\.|[^\\\]\n]){0,1000}\](.?)")
_BRACKETS = "()[]"
_NEAR = 60
_FAR = 1_000
"""Characters of a line that are looked back at."""


def find_kept_backslashes(text: str, tables: Iterable[tuple[int, int]] = ()) -> list[int]:
    """Find the backslashes that show, of those that CommonMark would take away.

    `text` hides what is literal; `tables` are the ranges of tables in it.
    """
    ranges = list(tables)
    kept: list[int] = []
    loose: list[int] = []
    for chunk in _CHUNK.finditer(text):
        is_text = _TEXT.search(chunk[0]) is not None
        for found in _BACKSLASHES.finditer(text, *chunk.span()):
            count, place = len(found[1]), found.end(1)
            if not found[2] and count > 1 and text[place : place + 1] == "\n":
                continue  # an escaped backslash, or one before a line break
            if not found[2] and count == 1:
                continue
            if found[2] and not is_text:
                if count > 1 and found[2] in _BRACKETS:
                    continue
                if _protects(text, place, chunk[0], ranges):
                    continue
                if count == 1:
                    loose.append(place - 1)
                    continue
            kept += range(*found.span(1))
    if loose and (kept or not is_exported(text, loose)):
        kept = sorted(kept + loose)
    return kept


def _protects(text: str, place: int, chunk: str, tables: list[tuple[int, int]]) -> bool:  # noqa: C901, PLR0911, PLR0912 - one sign a branch
    """Whether the sign at a place would be markup without the backslash before it."""
    sign = text[place]
    line = text[max(0, place - _FAR) : place - 1].rpartition("\n")[2]
    rest = place + 1
    is_first = _AT_LINE_START.fullmatch(line) is not None
    if sign == "*":
        return _PATH.search(text[max(0, place - 3) : place + 3]) is None
    if sign in "`$<":
        return True
    if sign == "[":
        return _INDEXED.search(line) is None or "](" in text[place : place + _FAR]
    if sign == "{":
        return _is_doubled(text, place)
    if sign == "_":
        return _is_at_edge(text, place)
    if sign == "]":
        head, bracket, between = line.rpartition("[")
        is_escaped = head.endswith("\\")
        is_text = is_escaped and _INDEXED.search(head[:-1]) and text[rest : rest + 1] != "("
        if not is_escaped and (later := _BRACKET_END.match(text, rest)):
            is_text = later[1] not in {"(", "["}
        return bool(bracket) and not is_text and "]" not in between
    if sign == "(":
        return line.endswith("]")
    if sign == ")":
        return _NUMBER.search(line) is not None or "](" in line or "]\\(" in line
    if sign == ">":
        return is_first or "\\<" in line
    if sign == "#":
        return is_first and _HEADING.match(text, rest) is not None
    if sign in "+-":
        return is_first and (
            _ITEM.match(text, rest) is not None or _SETEXT.match(text, rest) is not None
        )
    if sign == "=":
        return _is_doubled(text, place) or (is_first and _SETEXT.match(text, rest) is not None)
    if sign == ".":
        return _NUMBER.search(line) is not None and _END.match(text, rest) is not None
    if sign == "!":
        return text.startswith("[", rest)
    if sign == "|":
        return any(start <= place < end for start, end in tables)
    if sign == "~":
        return "~" in chunk.replace("\\", "").replace("~", "", 1)
    if sign == "&":
        return _ENTITY.match(text, rest) is not None
    return False


def _is_doubled(text: str, place: int) -> bool:
    """Whether the sign at a place stands beside another of its kind, which may be escaped too."""
    behind = place + 2 if text.startswith("\\", place + 1) else place + 1
    return text[place] in {text[behind : behind + 1], text[place - 2 : place - 1]}


def _is_at_edge(text: str, place: int) -> bool:
    """Whether the underscores at a place, each with its backslash, stand at the edge of a word."""
    before = text[max(0, place - _NEAR) : place].rstrip("\\_")[-1:]
    after = text[place : place + _NEAR].lstrip("\\_")[:1]
    return before.isalnum() != after.isalnum() or not (before or after)
