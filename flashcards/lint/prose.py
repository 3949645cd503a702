"""A Markdown text as its reader takes it: words, without markup, code, math and quotations."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from flashcards.content.model import Text
from flashcards.render.parser import get_parser
from flashcards.text.language import Language, guess_language
from flashcards.text.readings import without_readings
from flashcards.text.words import OBJECT, read_lower

MARK = "\x02"
"""Stands in `marked` where a blank begins and where it ends."""

_BREAK, _EMPHASIS = "\n", "\x03"
_MARKUP = r"\\`*_\[\]<>&#|~$={}\n\t"
_QUOTES = "“„«「『\"'‘"  # noqa: RUF001 - typographic signs of texts
_NO_BLOCK = r"(?![-+:]|[0-9]+[.)](?:\s|$))"
_SIMPLE = re.compile(rf"{_NO_BLOCK}[^{_MARKUP}]+")
"""A text without markup."""

_BARE = re.compile(rf"{_NO_BLOCK}[^{_MARKUP}{_QUOTES}{MARK}{_EMPHASIS}]+")
"""A text without markup and quotation marks: as it is written, so it shows and is said."""

_DOUBLE = re.compile(r"(?<![=\\])==(?!=)")
_SPACES = re.compile(r"[ \t]+")
BLANK = re.compile(rf"{MARK}(?=[^\s{MARK}])([^{MARK}\n]*[^\s{MARK}]){MARK}")
"""A blank in `marked`; its text is the group."""

_EMPHASISED = re.compile(rf"{_EMPHASIS}[^{_EMPHASIS}]*\s[^{_EMPHASIS}]*{_EMPHASIS}")
QUOTED = re.compile(
    r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|「[^「」]*」|『[^『』]*』|\"[^\"]*\"|(?<!\w)['‘][^'‘’]+['’](?!\w)"  # noqa: RUF001 - as above
)
_QUOTATION_MARK = re.compile(f"[{_QUOTES}]")
_INLINE_BLOCKS = frozenset(("Emphasis", "Strong", "Strikethrough", "Link", "Image"))
_ENDS = frozenset(("Start", "End"))
_CODES = frozenset(("Code", "InlineMath", "DisplayMath"))
_BREAKS = {"SoftBreak": " ", "HardBreak": _BREAK}


class Prose(NamedTuple):
    """A text with what it says.

    `shown` is what a reader sees, `words` the same with OBJECT for code and math, and `plain`
    also for what is quoted or stands in italics, so is talked about and not said. Blocks are
    lines. `language` is the file's, or in an English file the guess. `spoken` are the words of
    `plain` in small letters and in order, `vocabulary` the same as a set, with their parts.
    `codes` are the pieces of code and math, `blanks` the texts of cloze marks, `marked` is `words`
    with the marks where there are any, `entries` the number of a list's entries.
    """

    text: Text
    shown: str
    words: str
    plain: str
    language: Language
    spoken: tuple[str, ...]
    vocabulary: frozenset[str]
    codes: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()
    marked: str = ""
    entries: int = 0

    @property
    def is_english(self) -> bool:
        """Whether nothing says that English rules don't apply."""
        return self.language is not Language.OTHER


def read_prose(text: Text, *, is_english: bool = True) -> Prose:
    """Take the markup off a text; `is_english` says whether its file's language is English."""
    value = without_readings(text.value)
    if _BARE.fullmatch(value):
        return _speak(text, value, value, value, is_english=is_english)
    codes: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()
    marked = ""
    entries = 0
    if _SIMPLE.fullmatch(value):
        shown = words = plain = value
    else:
        shown, plain, codes, entries = _strip(value)
        words = plain.replace(_EMPHASIS, "")
    if _EMPHASIS in plain:
        plain = _EMPHASISED.sub(OBJECT, plain).replace(_EMPHASIS, "")
    if MARK in plain:
        marked = words
        blanks = tuple([found[1] for found in BLANK.finditer(words)])
        words = words.replace(MARK, "")
        plain = plain.replace(MARK, "")
    if _QUOTATION_MARK.search(plain):
        plain = QUOTED.sub(OBJECT, plain)
    prose = _speak(text, shown, words, plain, is_english=is_english)
    return prose._replace(codes=codes, blanks=blanks, marked=marked, entries=entries)


def _speak(text: Text, shown: str, words: str, plain: str, *, is_english: bool) -> Prose:
    spoken, vocabulary = read_lower(plain)
    language = guess_language(plain, spoken) if is_english else Language.OTHER
    return Prose(text, shown, words, plain, language, spoken, vocabulary)


def _strip(markdown: str) -> tuple[str, str, tuple[str, ...], int]:
    """Give a text as it shows, its words with marks and emphasis, its code, and its entries."""
    shown: list[str] = []
    marked: list[str] = []
    codes: list[str] = []
    entries = 0
    for kind, content in _pieces(markdown):
        if kind == "Code":
            shown.append(content)
            marked.append(OBJECT)
            codes.append(content)
        elif kind == "Emphasis":
            marked.append(_EMPHASIS)
        else:
            entries += kind == "Item"
            has_marks = "==" in content
            shown.append(_DOUBLE.sub("", content) if has_marks else content)
            marked.append(_DOUBLE.sub(MARK, content) if has_marks else content)
    return _join(shown), _join(marked), tuple(codes), entries


def _join(pieces: list[str]) -> str:
    lines = _SPACES.sub(" ", "".join(pieces)).split("\n")
    return _BREAK.join([said for line in lines if (said := line.strip())])


def _pieces(markdown: str) -> Iterator[tuple[str, str]]:  # noqa: C901 - one case a kind of event
    """Give each piece of a text with its kind; `Item` starts an entry of a list.

    A table is no prose: it is looked at and not read, so nothing in it counts.
    """
    is_code = False
    is_table = False
    for event in get_parser(markdown).events(markdown):
        kind, content = next(iter(event.items())) if isinstance(event, dict) else (event, "")
        if kind in _ENDS:
            name = next(iter(content)) if isinstance(content, dict) else str(content)
            if name == "Table":
                is_table = kind == "Start"
            elif not is_table:
                is_code = kind == "Start" and name == "CodeBlock"
                if name == "Emphasis":
                    yield name, ""
                elif name not in _INLINE_BLOCKS:
                    yield ("Item" if kind == "Start" and name == "Item" else "Text"), _BREAK
        elif is_table:
            pass
        elif kind == "Text":
            yield ("Code" if is_code else "Text"), str(content)
        elif kind in _CODES:
            yield "Code", str(content)
        elif kind in _BREAKS:
            yield "Text", _BREAKS[kind]
