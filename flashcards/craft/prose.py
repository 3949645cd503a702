"""A Markdown text as its reader takes it: words, without markup, code, math and quotations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyromark

from flashcards.content.model import Text
from flashcards.craft.language import (
    OBJECT,
    Language,
    guess_language,
    read_vocabulary,
    split_lower,
)

_MARKDOWN = pyromark.Markdown(
    options=pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_MATH
)
_SIMPLE = re.compile(r"(?![-+:]|[0-9]+[.)](?:\s|$))[^\\`*_\[\]<>&#|~$={}\n\t]+")
"""A text without markup."""

_MARK, _BREAK, _EMPHASIS = "\x02", "\n", "\x03"
_DOUBLE = re.compile(r"(?<![=\\])==(?!=)")
_BLANK = re.compile(rf"{_MARK}(?=[^\s{_MARK}])([^{_MARK}\n]*[^\s{_MARK}]){_MARK}")
_EMPHASISED = re.compile(rf"{_EMPHASIS}[^{_EMPHASIS}]*\s[^{_EMPHASIS}]*{_EMPHASIS}")
_QUOTED = re.compile(
    r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|「[^「」]*」|『[^『』]*』|\"[^\"]*\"|(?<!\w)['‘][^'‘’]+['’](?!\w)"  # noqa: RUF001 - typographic signs of texts
)
_QUOTATION_MARK = re.compile("[“„«「『\"'‘]")  # noqa: RUF001 - typographic signs of texts
_INLINE_BLOCKS = ("Emphasis", "Strong", "Strikethrough", "Link", "Image")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """A text with what it says.

    `shown` is what a reader sees, `words` the same with OBJECT for code and math, and `plain`
    also for what is quoted or stands in italics, so is talked about and not said. Blocks are
    lines. `codes` are the pieces of code and math, `blanks` the texts of cloze marks, `entries`
    the number of a list's entries. `spoken` are the words of `plain` in small letters and in order,
    `vocabulary` the same as a set, with their parts.
    """

    text: Text
    shown: str
    words: str
    plain: str
    codes: tuple[str, ...]
    blanks: tuple[str, ...]
    entries: int
    language: Language
    spoken: tuple[str, ...]
    vocabulary: frozenset[str]

    @property
    def is_english(self) -> bool:
        """Whether English rules apply."""
        return self.language is not Language.OTHER


def read_prose(text: Text) -> Prose:
    """Take the markup off a text."""
    if _SIMPLE.fullmatch(text.value):
        shown = words = marked = text.value
        codes: tuple[str, ...] = ()
        entries = 0
    else:
        shown, marked, codes, entries = _strip(text.value)
        words = marked.replace(_EMPHASIS, "")
    blanks: tuple[str, ...] = ()
    plain = marked
    if _EMPHASIS in plain:
        plain = _EMPHASISED.sub(OBJECT, plain).replace(_EMPHASIS, "")
    if _MARK in plain:
        blanks = tuple(found[1] for found in _BLANK.finditer(words))
        words = words.replace(_MARK, "")
        plain = plain.replace(_MARK, "")
    if _QUOTATION_MARK.search(plain):
        plain = _QUOTED.sub(OBJECT, plain)
    lower = split_lower(plain)
    return Prose(
        text=text,
        shown=shown,
        words=words,
        plain=plain,
        codes=codes,
        blanks=blanks,
        entries=entries,
        language=guess_language(plain, lower),
        spoken=tuple(lower),
        vocabulary=read_vocabulary(lower),
    )


def _strip(markdown: str) -> tuple[str, str, tuple[str, ...], int]:
    """Give a text as it shows, its words with marks and emphasis, its code, and its entries."""
    shown: list[str] = []
    marked: list[str] = []
    codes: list[str] = []
    entries = 0
    for kind, content in _pieces(markdown):
        entries += kind == "Item"
        if kind in {"Code", "Math"}:
            shown.append(content)
            marked.append(OBJECT)
            codes.append(content)
        elif kind == "Emphasis":
            marked.append(_EMPHASIS)
        else:
            shown.append(_DOUBLE.sub("", content))
            marked.append(_DOUBLE.sub(_MARK, content))
    return _join(shown), _join(marked), tuple(codes), entries


def _join(pieces: list[str]) -> str:
    text = re.sub(r"[ \t]+", " ", "".join(pieces))
    lines = (line.strip() for line in text.split("\n"))
    return _BREAK.join(line for line in lines if line)


def _pieces(  # noqa: C901, PLR0912 - one case an event
    markdown: str,
) -> Iterator[tuple[str, str]]:
    """Give each piece of a text with its kind; `Item` starts an entry of a list.

    A table is no prose: it is looked at and not read, so nothing in it counts.
    """
    is_code = False
    is_table = False
    for event in _MARKDOWN.events(markdown):
        match event:
            case {"Start": {"Table": _}}:
                is_table = True
            case {"End": "Table"}:
                is_table = False
            case _ if is_table:
                pass
            case {"Text": str(content)}:
                yield ("Code" if is_code else "Text"), content
            case {"Code": str(content)}:
                yield "Code", content
            case {"InlineMath": str(content)} | {"DisplayMath": str(content)}:
                yield "Math", content
            case "SoftBreak":
                yield "Text", " "
            case "HardBreak":
                yield "Text", _BREAK
            case {"Start": block}:
                name = _name(block)
                is_code = name == "CodeBlock"
                if name not in _INLINE_BLOCKS:
                    yield ("Item" if name == "Item" else "Text"), _BREAK
                elif name == "Emphasis":
                    yield name, ""
            case {"End": block}:
                name = _name(block)
                is_code = False
                if name not in _INLINE_BLOCKS:
                    yield "Text", _BREAK
                elif name == "Emphasis":
                    yield name, ""


def _name(block: object) -> str:
    return next(iter(block)) if isinstance(block, dict) else str(block)
