"""The lines of a copied breakdown page, and its video index, told apart by the lines around.

A chapter is a title, a line of times, a summary and topics. A module is a title and a description
before its first chapter. A page doesn't say where a module ends: a chapter without such a
beginning belongs to the module before it, unless it closes the video.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import NamedTuple

from flashcards.diagnostics import Report, Source, Span, make_error, quote
from flashcards.drafts.records import DraftChapter, DraftModule, DraftTopic
from flashcards.text.times import TIME, Milliseconds, parse_time_range
from flashcards.text.written_times import spell_range

_LINE = re.compile(r"[^\r\n]+")
_BULLET = re.compile(r"\A(?:[-*+•‣◦▪▫●○·–—⁃∙➤►▶✓✔]\s+)+")  # noqa: RUF001 - as pages have them
_CUT = re.compile(r"\s*(?:\.\.\.|…)$")
_DASH = r" *(?:-|–|—|\bto\b) *"  # noqa: RUF001 - dashes in use
_NEARLY_TIMES = re.compile(
    rf"(?:{TIME}{_DASH}\S*|\S+{_DASH}{TIME}|[0-9]+:[0-9:.,]+{_DASH}[0-9]+:[0-9:.,]+"
    r"|[0-9]+[.,][0-9.,]+ +- +[0-9]+[.,][0-9.,]+)"
)
"""What nothing but times was meant to be: one of two is a time, or both have the look of it."""

_SENTENCE = re.compile(
    r".*[^\W_]{3}(?<!\bInc)(?<!\bLtd)(?<!Corp)(?<!\betc)[\"'”’)\]]*[.!][\"'”’)\]]*"  # noqa: RUF001 - typographic signs
)
_MODULE_LINES = 2
_FEWEST_WORDS = 3
_LONG_WORD = 4
_LOWER_WORDS = 2
_LONGEST_TOPIC = 80
_LONG_QUESTION = 8
_FEWEST_OF_PROSE = 5
_CLOSING = re.compile(
    r"(?:.+ and )?(?:conclusions?|outro|epilogue|farewell|goodbye|(?:end )?credits|sign[- ]?off"
    r"|(?:closing|concluding|final|last)(?: (?:remarks|words|thoughts|comments|statements?))"
    r"|closing|wrap(?:ping)?[- ]?up|thanks|thank you)(?: and .+)?",
    re.IGNORECASE,
)
_REMAINDER = 10
"""A page cuts a video into stretches of about one length; what is left over at the end, if it is
this many times shorter, closes the video."""


Repair = Callable[[str], str]
"""Gives a title or topic as its author wrote it."""


class Line(NamedTuple):
    """A line that says something. `is_whole` when the page shows it cut off as well."""

    text: str
    span: Span
    is_whole: bool = False

    @property
    def is_cut(self) -> bool:
        """Whether the page has cut the line off; a short title may end in dots itself."""
        beginning = _CUT.sub("", self.text)
        return beginning != self.text and len(beginning.split()) >= _FEWEST_WORDS


def read_lines(source: Source) -> list[Line]:
    """Read the lines without bullets and empty ones; of a line and its beginning, the whole one."""
    lines: list[Line] = []
    for found in _LINE.finditer(source.text):
        bare = found[0].strip()
        text = " ".join(_BULLET.sub("", f"{bare} ", count=1).split())
        if not text:
            continue
        start = source.text.index(bare, found.start())
        line = Line(text, Span(source.path, start, start + len(bare)))
        if lines and _begins(lines[-1], line):
            lines[-1] = line._replace(is_whole=True)
        elif lines and _begins(line, lines[-1]):
            lines[-1] = lines[-1]._replace(is_whole=True)
        else:
            lines.append(line)
    return lines


def _begins(cut: Line, whole: Line) -> bool:
    """Whether a line is the beginning of another, cut off."""
    return cut.is_cut and whole.text.startswith(_CUT.sub("", cut.text))


def read_index(lines: list[Line], repair: Repair, report: Report) -> tuple[DraftModule, ...]:
    """Read the lines of the index; a place where a title or a time is wanting is reported."""
    times = [index for index, line in enumerate(lines) if _is_time(line)]
    if not times:
        return ()
    openings = [_read_opening(lines[: times[0]], repair)]
    blocks = []
    for index, following in pairwise(times):
        block, opening = _split_block(lines[index + 1 : following], repair)
        blocks.append(block)
        openings.append(opening)
    blocks.append(_check_tail(lines[times[-1] + 1 :], report))
    modules: list[DraftModule] = []
    is_open = False
    for index, (begun, title), block in zip(times, openings, blocks, strict=True):
        time = lines[index]
        if title is None:
            message = f"no title of a chapter stands above {quote(time.text)}"
            help_ = "write the chapter's title on the line above"
            report(make_error("time-without-title", time.span, message, help_))
        chapter = _read_chapter(title or time, time, block, repair, report)
        if begun is not None:
            modules.append(replace(begun, chapters=(chapter,)))
            is_open = True
        elif is_open and not (index == times[-1] and _closes(chapter, modules)):
            modules[-1] = replace(modules[-1], chapters=(*modules[-1].chapters, chapter))
        else:
            modules.append(DraftModule(title=chapter.title, chapters=(chapter,)))
            is_open = False
    return tuple(modules)


def _is_time(line: Line) -> bool:
    return bool(spell_range(line.text)) or _NEARLY_TIMES.fullmatch(line.text) is not None


_Opening = tuple[DraftModule | None, Line | None]
"""What stands before a time: the beginning of a module, if any, and a chapter's title."""


def _read_opening(lines: list[Line], repair: Repair) -> _Opening:
    """Read what stands before the first time."""
    if not lines or _is_description(lines[-1]):
        return None, None
    *before, title = lines
    if not before:
        return None, title
    if _is_description(before[0]):
        return _make_module("", before), title
    return _make_module(repair(before[0].text), before[1:]), title


def _make_module(title: str, description: list[Line]) -> DraftModule:
    # A description that stands there twice, whole, is still one.
    texts = dict.fromkeys(line.text for line in description)
    return DraftModule(title=title, summary=" ".join(texts), chapters=())


def _split_block(lines: list[Line], repair: Repair) -> tuple[list[Line], _Opening]:
    """Split the lines between two times: the chapter's own, and what belongs to the next."""
    if not lines or (len(lines) == 1 and _is_description(lines[0])):
        return lines, (None, None)
    *own, title = lines
    count = len(list(takewhile(_is_description, reversed(own))))
    if count in {0, len(own)}:
        return own, (None, title)
    start = len(own) - count
    return own[: start - 1], (_make_module(repair(own[start - 1].text), own[start:]), title)


def _check_tail(lines: list[Line], report: Report) -> list[Line]:
    """Report a module that begins behind the last chapter, and give the lines before it."""
    if len(lines) < _MODULE_LINES or not (lines[-1].is_cut or lines[-1].is_whole):
        return lines
    *own, title, _ = lines
    message = f"the module {quote(title.text)} has no chapter below it"
    help_ = "copy the page again, to its end, or remove the module"
    report(make_error("module-without-chapter", title.span, message, help_))
    return own


def _read_chapter(
    title: Line, time: Line, lines: list[Line], repair: Repair, report: Report
) -> DraftChapter:
    found = parse_time_range(spell_range(time.text) or time.text)
    if found is None:
        message = f"{quote(time.text)} is not a time or a range of times"
        help_ = "write a range of times like 12:03 - 24:05"
        report(make_error("invalid-time", time.span, message, help_))
    start, end = found or (Milliseconds(0), None)
    summary = list(takewhile(_is_description, lines))
    if not summary and lines and _is_summary(lines):
        summary = lines[:1]
    topics = lines[len(summary) :]
    for line in filter(_is_surely_prose, topics):
        message = f"no line of times stands above {quote(line.text)}"
        help_ = "write the chapter's times between its title and its summary"
        report(make_error("chapter-without-time", line.span, message, help_))
    return DraftChapter(
        title=repair(title.text),
        start=start,
        end=end,
        summary=" ".join(line.text for line in summary),
        topics=tuple(DraftTopic(term=repair(each.text), span=each.span) for each in topics),
        span=title.span,
    )


def _is_description(line: Line) -> bool:
    """Whether a line is prose where either prose or a title may stand: cut off, or a sentence.

    Titles, too, may end in a question mark, or in an abbreviation's full stop.
    """
    is_long = len(line.text.split()) >= _FEWEST_WORDS
    is_sentence = is_long and _SENTENCE.fullmatch(line.text) is not None
    return line.is_whole or line.is_cut or is_sentence or line.text.endswith("。")


def _is_surely_prose(line: Line) -> bool:
    """Whether a line is prose even where only topics should stand: words in small letters tell."""
    words = line.text.split()[1:]
    lower = sum(len(word) >= _LONG_WORD and word[0].islower() for word in words)
    return line.is_whole or line.is_cut or (_is_description(line) and lower >= _LOWER_WORDS)


def _is_summary(lines: list[Line]) -> bool:
    """Whether the first line below a time is a summary, though no full stop ends it.

    It is too long for a topic, or the only line there that is written like a sentence.
    """
    first, *others = (line.text for line in lines)
    is_question = first.endswith("?") and len(first.split()) >= _LONG_QUESTION
    if is_question or len(first) > _LONGEST_TOPIC:
        return True
    words = first.split()
    if not others and len(words) >= _FEWEST_WORDS and all(word.islower() for word in words[1:]):
        return True
    return _reads_like_prose(first) and not any(map(_reads_like_prose, others))


def _reads_like_prose(text: str) -> bool:
    """Whether a text has several words and, unlike a title, long ones in small letters."""
    words = text.split()
    lower = sum(len(word) >= _LONG_WORD and word[0].islower() for word in words[1:])
    return len(words) >= _FEWEST_OF_PROSE and lower >= _LOWER_WORDS


def _closes(chapter: DraftChapter, modules: list[DraftModule]) -> bool:
    if _CLOSING.fullmatch(chapter.title):
        return True
    lengths = [each.end - each.start for module in modules for each in module.chapters if each.end]
    if chapter.end is None or not lengths:
        return False
    return (chapter.end - chapter.start) * _REMAINDER < sum(lengths) / len(lengths)
