# ruff: noqa: RUF001 - signs of other scripts are what it is about
"""What stands below a chapter's line: its prose becomes the summary, the rest a comment."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from flashcards.drafts.noted.plain import LINK, has_tags, to_plain
from flashcards.drafts.noted.text_lines import LONGEST_LINE, LineKind, TextLine
from flashcards.drafts.records import join_lines
from flashcards.text.language import count_words, has_unspaced

_LONGEST_SUMMARY = 600
"""Characters; a longer one is no card. What is beyond stays beside it, in a comment."""

_LONGEST_PARAGRAPH = 1_000
_SENTENCE = re.compile(r".+?(?:[.!?…][\"'”’»)\]]*(?=\s|\Z)|[。！？][」』”’）]*|\Z)")
_BARE_URL = re.compile(r"https?://\S+")
_STRONG_LINE = re.compile(r"\*\*[^*]+\*\*:?|__[^_]+__:?")
_HASHTAGS = re.compile(r"(?:#\w+[\s,]*)+")
_CLOSERS = "\"'”’»)」』）]"
_ENDS = frozenset(".!?…:;。！？；：")
_FEWEST_WORDS = 3


class Below(NamedTuple):
    """A summary on one line, and a comment of what is no summary, in the source's own markup."""

    summary: str
    comment: str


def read_below(lines: Iterable[TextLine], notes: Sequence[str] = ()) -> Below:
    """Read the lines below a chapter, and what a table's row says besides."""
    summary: list[str] = []
    comment: list[str] = []
    blocks = list(_join_paragraphs(lines))
    blocks = list(_keep_lists_whole(blocks))
    blocks += [(LineKind.TEXT, note, to_plain(note)) for note in notes if len(note) <= LONGEST_LINE]
    comment += [note for note in notes if len(note) > LONGEST_LINE]
    kinds = {kind for kind, text, plain in blocks if _is_prose(text, plain)}
    wanted = LineKind.TEXT if LineKind.TEXT in kinds else LineKind.ITEM
    # In a list that says something, a single word does as well.
    fewest = 1 if wanted is LineKind.ITEM and wanted in kinds else _FEWEST_WORDS
    is_full = False
    for kind, text, plain in blocks:
        taken, rest = "", ""
        if summary and kind is not wanted:
            # What stands below a heading is of that, and behind a list or code it goes on from it.
            is_full |= kind is LineKind.HEADING or _is_prose(text, plain)
        if kind is wanted and not is_full and _is_prose(text, plain, fewest):
            room = _LONGEST_SUMMARY - sum(map(len, summary))
            taken, rest = _take(plain, room, is_first=not summary)
            is_full = bool(rest)
        if taken:
            summary.append(taken)
            # Only the words of a link are part of a text.
            comment += [link[0] for link in LINK.finditer(text)] if "](" in text else []
        comment += [rest if taken else text] if rest or not taken else []
    return Below(_join_sentences(summary), join_lines(*comment))


def _join_paragraphs(lines: Iterable[TextLine]) -> Iterable[tuple[LineKind, str, str]]:
    """Give each paragraph as one text, and every other line as it is: its kind, text and words."""
    for is_text, group in groupby(lines, key=_is_of_paragraph):
        members = tuple(group)
        if is_text and not any(_BARE_URL.fullmatch(each.text) for each in members):
            text = _join(each.text for each in members)
            yield LineKind.TEXT, text, _join(each.plain for each in members)
            continue
        for line in members:
            if line.kind is not LineKind.BLANK and (line.says_something or "](" in line.text):
                yield line.kind, line.text, line.plain


def _is_of_paragraph(line: TextLine) -> bool:
    return line.kind is LineKind.TEXT and _STRONG_LINE.fullmatch(line.text) is None


def _keep_lists_whole(
    blocks: Sequence[tuple[LineKind, str, str]],
) -> Iterable[tuple[LineKind, str, str]]:
    """Give a paragraph that introduces a list as a part of that list."""
    following = [*(kind for kind, *_ in blocks[1:]), LineKind.BLANK]
    for (kind, text, plain), after in zip(blocks, following, strict=False):
        opens = (
            kind is LineKind.TEXT
            and text.endswith((":", "："))
            and after in {LineKind.ITEM, LineKind.CODE}
        )
        yield (after if opens else kind), text, plain


def _join(texts: Iterable[str]) -> str:
    parts = tuple(texts)
    return ("" if has_unspaced(parts[0][-1:]) else " ").join(parts)


def _is_prose(text: str, plain: str, fewest: int = _FEWEST_WORDS) -> bool:
    """Whether a text says something of its own: it is no mere link, heading, tag or single word."""
    if len(text) > LONGEST_LINE:
        return False
    if "<" in text and has_tags(text):
        return False
    if _STRONG_LINE.fullmatch(text) or _HASHTAGS.fullmatch(text) or text.startswith(("|", "![")):
        return False
    own = _BARE_URL.sub("", LINK.sub("", text) if "](" in text else text)
    if count_words(plain) < fewest and not plain.endswith((".", "!", "。")):
        return False
    return sum(sign.isalpha() for sign in own) * 2 > sum(sign.isalpha() for sign in plain)


def _take(plain: str, room: int, *, is_first: bool) -> tuple[str, str]:
    """Take whole sentences as far as there is room, and give the rest; the first text has more."""
    room = _LONGEST_PARAGRAPH if is_first else room
    if len(plain) <= room:
        return plain, ""
    if not is_first:
        return "", plain
    end = 0
    for sentence in _SENTENCE.finditer(plain):
        if sentence.end() > _LONGEST_SUMMARY:
            break
        end = sentence.end()
    return plain[:end].strip(), plain[end:].strip()


def _join_sentences(parts: Sequence[str]) -> str:
    """Put texts behind each other, with a sign between where none ends the first."""
    joined = ""
    for part in parts:
        gap = " " if joined.rstrip(_CLOSERS)[-1:] in _ENDS else "; "
        joined += gap + part if joined else part
    return joined
