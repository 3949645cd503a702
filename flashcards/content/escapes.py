r"""Which backslashes of a double-quoted text were meant as text: `"$\theta$"`, `"C:\new"`.

In double quotes a backslash starts an escape. Most authors mean one only by `\n`, `\t`, `\"`, `\\`
and codes of characters; all others would give characters that no card can show, or stand where
formulas, paths, code and patterns for searching have backslashes of their own.
"""

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from typing import NamedTuple

from flashcards.content.tex_names import SURE_NAMES, UNSURE_NAMES, is_command
from flashcards.content.written import quote_singly

_CODE_OF_CHARACTER = r"x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}"
_ESCAPE = re.compile(rf"\\(?:{_CODE_OF_CHARACTER}|\r\n|.)", re.DOTALL)
_KNOWN = frozenset('0abt\tnvfre "/\\N_LP\r\n')
_NEVER_MEANT = frozenset("0abefvNLP_")
"""Escapes for what no card shows, or what nobody types so: U+2029, a no-break space."""

_RARE_SIGNS = frozenset("NLP_")
"""Of these the ones that programs write for signs of texts: line ends, and a no-break space."""

_MATH = re.compile(r"\$\$.+?\$\$|(?<![\\$])\$(?![\s$])[^$]*?(?<!\s)\$(?!\d)", re.DOTALL)
_CODE = re.compile(r"(?<!`)(`{1,2})(?!`)(?:.+?)(?<!`)\1(?!`)", re.DOTALL)
_PATH = re.compile(
    r"(?<![A-Za-z])[A-Za-z]:\\(?!\\)[^\s\"'<>|`]*"
    r"|(?:(?<=[\s`(])|^)\\\\[\w.$-]+\\(?!\\)[^\s\"`]*"
    r"|(?<![\w\\.-])[\w-]+(?:\\[\w.-]+)*\\[\w-]+\.(?:txt|exe|md|py|pdf|png|jpe?g|csv|json|ya?ml|html?"
    r"|dll|ini|log|bat|ps1|zip|docx?|xlsx?|[ch]|cpp|cs|js|ts)(?!\w)"
)
_DRIVE = re.compile(r"[A-Za-z]:\\n[^\\]*$")
_IN_PATTERNS = frozenset("dwsDWSbB.()[]*+?^|{}$")
"""What stands behind a backslash in patterns for searching."""
_ROW_END = re.compile(r"\s|\[|\\|$")
_LIST = re.compile(r"\s*(?:[-*+] |[0-9A-Za-z][.)] |\|)")
_ONLY_BLANKS = re.compile(r"(?:\\[ntr]|\s)+")
_NAME = re.compile(r"[A-Za-z]+")
_NEAR = 80
"""How far before and behind an escape the rest of its word is looked at."""


class Eaten(NamedTuple):
    """Backslashes of a text that YAML takes for escapes, by their places in it, the first first.

    `is_sure`: they can't have been meant as escapes. `first` is the first of the escapes.
    """

    places: tuple[int, ...]
    first: str
    is_sure: bool


_NUMBERED = r"x[0-9A-F]{2}|u[0-9A-F]{4}|U[0-9A-F]{8}"
"""Escapes that programs write, and hardly a person."""


def find_eaten(raw: str) -> Eaten | None:
    """Find what was meant as text among the escapes of a double-quoted text, without its quotes."""
    escapes = {found.start(): found[0] for found in _ESCAPE.finditer(raw)}
    text = _Text(raw, escapes)
    sure = {at for at, escape in escapes.items() if text.is_sure(at, escape)}
    if not sure:
        doubtful = tuple(at for at, escape in escapes.items() if text.is_doubtful(at, escape))
        return Eaten(doubtful, escapes[doubtful[0]], is_sure=False) if doubtful else None
    first = escapes[min(sure)]
    sure |= {at for at, escape in escapes.items() if text.is_probable(at, escape)}
    return Eaten(tuple(sorted(sure)), first, is_sure=True)


def quote_typed(raw: str, eaten: Eaten) -> str:
    """Quote a text so that the backslashes stay: singly, or doubly where an escape is needed."""
    escapes = {found.start(): found[0] for found in _ESCAPE.finditer(raw)}
    plain = {'\\"': '"', "\\\\": "\\", "\\/": "/"}
    places = frozenset(eaten.places)
    meant = [escape for at, escape in escapes.items() if at not in places]
    if all(escape in plain for escape in meant):
        parts = _replace(raw, lambda at, escape: escape if at in places else plain[escape])
        return quote_singly("".join(parts))
    double = "\\\\"
    parts = _replace(
        raw, lambda at, escape: escape.replace("\\", double) if at in places else escape
    )
    mended = "".join(parts)
    if find_eaten(mended):  # still like a path, say: then no escape was meant
        return quote_singly(raw.replace('\\"', '"'))
    return f'"{mended}"'


def _replace(raw: str, give: Callable[[int, str], str]) -> Iterator[str]:
    end = 0
    for found in _ESCAPE.finditer(raw):
        yield raw[end : found.start()]
        yield give(found.start(), found[0])
        end = found.end()
    yield raw[end:]


class _Text:
    """A text with the stretches of it in which backslashes are ordinary."""

    def __init__(self, raw: str, escapes: dict[int, str]) -> None:
        self._raw = raw
        self._escapes = escapes
        self._math = [found.span() for found in _MATH.finditer(raw)]
        self._code = [found.span() for found in _CODE.finditer(raw)]
        self._paths = [found.span() for found in _PATH.finditer(raw) if self._is_path(found)]
        self._borders = {
            border
            for start, end in self._math
            if raw.startswith("$$\\n", start) and raw.endswith("\\n$$", start, end)
            for border in (start + 2, end - 4)
        }
        self._patterns = [at for at, escape in escapes.items() if escape[1] in _IN_PATTERNS]
        self._shares = {start for start, _ in self._paths}
        self._has_slash = "/" in raw.replace("\\/", "")
        self._is_by_program = any(escape[1] in "xuU" for escape in escapes.values())
        self._is_blank = bool(_ONLY_BLANKS.fullmatch(raw))

    def is_sure(self, at: int, escape: str) -> bool:
        """Whether the escape can't be meant as one, seen by itself."""
        kind = escape[1]
        if kind not in _KNOWN:
            return len(escape) == 2  # noqa: PLR2004 - a backslash and a letter; codes have more
        if kind in _NEVER_MEANT or self._is_blank:
            return self._is_blank or not self._is_meant(at, kind)
        if kind in '"\t\r\n\\':
            return kind == "\\" and at in self._shares
        in_path = _in(self._paths, at)
        return in_path or (
            self._is_sure_blank(at, kind) if kind in " /" else self._is_text(at, kind)
        )

    def _is_meant(self, at: int, kind: str) -> bool:
        """Whether an escape that nobody types may come of a program, which escapes rare signs."""
        if self._is_by_program:
            return True
        is_before_letter = self._raw[at + 2 : at + 3].isalpha()
        is_inside = _in(self._math, at) or _in(self._code, at)
        return kind in _RARE_SIGNS and not is_before_letter and not is_inside

    def _is_sure_blank(self, at: int, kind: str) -> bool:
        before, after = self._raw[at - 1 : at], self._raw[at + 2 : at + 3]
        if kind == "/":
            return self._raw == "\\/"
        return bool(before.strip() and after and after not in "\r\n")

    def _is_text(self, at: int, kind: str) -> bool:
        """Whether an escape for a line end or a tab is text."""
        if _in(self._code, at) or self._is_command(at) or self._is_in_pattern(at):
            return True
        if kind == "r":
            return self._raw[at + 2 : at + 3].isalpha()
        return kind == "t" and self._raw[at - 1 : at] == " " == self._raw[at + 2 : at + 3]

    def is_probable(self, at: int, escape: str) -> bool:
        """Whether the escape is text, where others of its text are."""
        match escape[1:]:
            case "\\":
                # The end of a row in a formula: who writes `\begin` doubles nothing.
                rest = self._raw[at + 2 :]
                return _in(self._math, at) and bool(_ROW_END.match(rest))
            case "/":
                return True
            case "_" | "N" | "L" | "P":
                return not self._is_by_program
            case "n" | "t":
                return self._name(at) in UNSURE_NAMES and not self._raw[at - 1 : at].strip()
        return False

    def is_doubtful(self, at: int, escape: str) -> bool:
        """Whether the escape may be meant as text, though nothing of the text is surely."""
        if escape == "\\/":
            return self._has_slash
        if escape[1] in _RARE_SIGNS:
            return not self._is_by_program
        if escape not in {"\\n", "\\t"} or len(self._escapes) > 1:
            return False
        before, after = self._raw[:at], self._raw[at + 2 :]
        is_apart = before.endswith((" ", "\n")) or not before
        if is_apart and (after.startswith(" ") or not after) and not _LIST.match(after):
            return True
        if _DRIVE.match(before[-2:] + escape + after) and not before[-3:-2].strip():
            return after[:1].islower()
        return before.endswith((" ", "(", "=")) and self._name(at) in UNSURE_NAMES

    def _name(self, at: int) -> str:
        found = _NAME.match(self._raw, at + 1)
        return found[0] if found else ""

    def _is_command(self, at: int) -> bool:
        name = self._name(at)
        if _in(self._math, at):
            return is_command(name) and at not in self._borders
        before = self._raw[at - 1 : at] if at else ""
        if before.strip() and before not in "([{=,:;$+-*/^_\"'":
            return False
        return name in SURE_NAMES or (not at and name in UNSURE_NAMES and name != "to")

    def _is_in_pattern(self, at: int) -> bool:
        start = at - len(self._raw[max(0, at - _NEAR) : at].rpartition(" ")[2])
        end = at + len(self._raw[at : at + _NEAR].partition(" ")[0])
        first = bisect_left(self._patterns, start)
        is_near = first < len(self._patterns) and self._patterns[first] < end
        return is_near and not _in(self._math, at)

    def _is_path(self, found: re.Match[str]) -> bool:
        """Whether what looks like a path is one, and not a letter, a colon and a new line."""
        if found[0].startswith("\\\\"):
            # Behind a backslash that was doubled as YAML asks for it, a new line may be meant.
            has_other = re.search(rf"(?<!\\)\\(?!{_NUMBERED})[^\\n]", found[0][2:])
            return bool(has_other) or found[0] == self._raw
        if not _DRIVE.fullmatch(found[0]):
            return not _in(self._math, found.start())
        return found[0] == self._raw


def _in(stretches: list[tuple[int, int]], at: int) -> bool:
    before = bisect_right(stretches, (at, sys.maxsize)) - 1
    return before >= 0 and at < stretches[before][1]
