"""A text with times that people write of a video, to a draft: a description, show notes, AI notes.

Such a text also has times that are no chapters: in a sentence, in a list of songs, in a transcript.
So lines with times are candidates first, and the likeliest list of them is that of the chapters.
Of the other lines with times none is lost unsaid.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from flashcards.diagnostics import Report, Source, Span, make_warning
from flashcards.drafts.clean import UNTITLED, clean_text
from flashcards.drafts.formats.chapter_list import FoundChapter, make_modules
from flashcards.drafts.noted.chapters import MakeSpan, make_chapters
from flashcards.drafts.noted.entries import Style, TimedEntry, find_entries, find_inline
from flashcards.drafts.noted.front_matter import FrontMatter, read_front_matter
from flashcards.drafts.noted.head_lists import read_head_lists
from flashcards.drafts.noted.heads import find_title, find_url
from flashcards.drafts.noted.outlines import join_headings, join_wrapped
from flashcards.drafts.noted.plain import break_lines
from flashcards.drafts.noted.runs import (
    choose_run,
    is_list,
    is_transcript,
    judge_list,
    split_runs,
)
from flashcards.drafts.noted.spoken import find_names, find_speech
from flashcards.drafts.noted.text_lines import LineKind, TextLine, read_lines
from flashcards.drafts.noted.time_lines import has_time
from flashcards.drafts.records import Draft, join_lines

_OTHER_FORMAT = re.compile(
    r"\s*(?:\{|<(?!(?:p|br|ul|ol|li|div|b|strong|em|a|span|h[1-6]|table|section|article)\b|https?:)|\[\s*[{\[\"]|WEBVTT\b|"
    r";FFMETADATA|"
    r"CHAPTER[0-9]{1,5}\s*=)",
    re.IGNORECASE,
)
_LONGEST_KEPT = 2_000
_MOST_HEADS = 2
_LONGEST_REST = 20_000
_REST = "What the notes say outside their chapters:"
_OTHERS = "Lines with times that are no chapters of this list:"


class ChapterLines(NamedTuple):
    """The list that was found, and what stands around it.

    `comment` has the other lines with times, `others` are their spans, `speech` those of lines that
    are a transcript and in no comment, `lists` how many more there are, `left_out` the ranges of
    all that isn't used.
    """

    chapters: tuple[FoundChapter, ...]
    front: FrontMatter
    title: str
    url: str
    comment: str
    others: tuple[Span, ...]
    speech: tuple[Span, ...]
    lists: int
    left_out: tuple[Span, ...]


class _Reading(NamedTuple):
    """A text's lines, the lists in it, and of these the likeliest."""

    front: FrontMatter
    lines: tuple[TextLine, ...]
    runs: tuple[list[TimedEntry], ...]
    run: list[TimedEntry]


def recognise(text: str) -> bool:
    """Whether lines of the text are likely to be chapters, and it is no file of another format."""
    if _OTHER_FORMAT.match(text):
        return False
    reading = _read(text)
    return reading is not None and not is_transcript(reading.run, reading.lines)


def import_draft(source: Source, report: Report) -> Draft | None:
    """Read the chapters, what stands below them, and what the text says of the video."""
    found = find_chapter_lines(source.text, lambda start, end: Span(source.path, start, end))
    chapters = found.chapters if found else ()
    modules = make_modules(chapters, Span(source.path, 0, 0), report)
    if found is None or not modules:
        return None
    report_others(found, report)
    return Draft(
        title=found.front.title or found.title or UNTITLED,
        url=found.front.url or found.url,
        author=found.front.author,
        published=found.front.published,
        language=found.front.language,
        duration=found.front.duration,
        modules=modules,
        comment=found.comment,
        left_out=found.left_out,
    )


def report_others(found: ChapterLines, report: Report) -> None:
    """Say which lines with times became no chapters, and where they are."""
    if found.others:
        count = _count(found.others)
        message = f"{count} with times {_are(found.others)} no chapter of the list"
        if found.lists:
            message = f"{count} with times {_are(found.others)} left out of the list: "
            message += "other lists begin anew, and a content file is one video"
        help_ = "find them in the draft's first comment, and move what belongs to the chapters"
        report(make_warning("source-lines-left-out", found.others[0], message, help_))
    if found.speech:
        message = f"{_count(found.speech)} with times {_are(found.speech)} left out: a transcript"
        help_ = "give it with --transcript to have topics and questions placed by it"
        if found.lists and not found.others:
            message = f"{_count(found.speech)} with times are left out: "
            message += f"{found.lists + 1} lists begin here, and a content file is one video"
            help_ = "make a file of each list, and draft them one by one"
        report(make_warning("source-lines-left-out", found.speech[0], message, help_))


def _count(spans: Sequence[Span]) -> str:
    return f"{len(spans):,} line{'s' * (len(spans) > 1)}"


def _are(spans: Sequence[Span]) -> str:
    return "are" if len(spans) > 1 else "is"


@lru_cache(maxsize=1)  # a text is recognised, and then read
def _read(text: str) -> _Reading | None:
    broken = break_lines(text)
    front = read_front_matter(broken.splitlines())
    lines = read_lines(broken)
    runs = (*_list_runs(lines, front), *filter(is_list, read_head_lists(broken, lines)))
    if not runs:
        inline = list(find_inline(lines))
        runs = (inline,) if inline and is_list(inline) else ()
    run = choose_run(runs, lines)
    return None if run is None else _Reading(front, lines, runs, run)


def find_chapter_lines(text: str, make_span: MakeSpan) -> ChapterLines | None:
    """Find the list of chapters; `None` when nothing is likely to be one."""
    reading = _read(text)
    if reading is None:
        return None
    front, lines, runs, run = reading
    named = find_names(runs, run)
    made = make_chapters(run, lines, make_span, named)
    used = made.used | front.used
    is_in_front = made.start < front.end
    above = len(lines) if is_in_front else made.start
    title, title_line = find_title(lines, front.end, above, front.used)
    url, url_line = find_url(run, lines, made.start)
    used |= {url_line} if front.title and front.title != title else {title_line, url_line}
    own = {(entry.start, entry.title) for entry in run}
    used |= {at.line for each in runs for at in each if (at.start, at.title) in own}
    timed = [at for at, line in enumerate(lines) if at not in used and has_time(line.plain)]
    speech = find_speech(runs, run, timed, lines) | (named - used)
    others = [at for at in timed if at not in speech]
    kept = [at for at in others if len(lines[at].text) <= _LONGEST_KEPT]
    headed = tuple(_with_heads(kept, used, lines))
    kept_texts = (clean_text(lines[at].text) for at in headed)
    comment = join_lines(_OTHERS, *kept_texts) if kept else ""
    if run[0].line == run[-1].line:
        comment = join_lines(clean_text(lines[run[0].line].text[:_LONGEST_KEPT]), comment)
    used |= set(headed)
    if run[0].style is Style.HEADING and not named:
        gone = used | speech
        rest = [at for at in range(front.end, len(lines)) if lines[at].text and at not in gone]
        has_prose = any(lines[at].kind is not LineKind.HEADING for at in rest)
        if has_prose and sum(len(lines[at].text) for at in rest) <= _LONGEST_REST:
            texts = (clean_text(lines[at].text) for at in rest if lines[at].says_something)
            comment = join_lines(comment, _REST, *texts)
            used |= set(rest)

    def place(at: int) -> Span:
        return make_span(lines[at].start, lines[at].end)

    return ChapterLines(
        chapters=made.chapters,
        front=front,
        title=title,
        url=url,
        comment=comment,
        others=tuple(map(place, others)),
        speech=tuple(map(place, sorted(speech))),
        lists=sum(
            each[0].start == 0 and judge_list(each[0], lines) >= 0
            for each in runs
            if each is not run and each[0].line in timed and not is_transcript(each, lines)
        ),
        left_out=tuple(
            place(at)
            for at, line in enumerate(lines)
            if line.says_something and at not in used and at not in speech
        ),
    )


def _list_runs(lines: Sequence[TextLine], front: FrontMatter) -> Iterator[list[TimedEntry]]:
    entries = join_headings(join_wrapped(find_entries(lines), lines), lines)
    for found in entries.values():
        inside = [each for each in found if each.line not in front.used]
        yield from (run for run in split_runs(inside, lines) if is_list(run))


def _with_heads(
    kept: Sequence[int], used: frozenset[int], lines: Sequence[TextLine]
) -> Iterator[int]:
    """Give the numbers of lines, with what stands right above the first of each list."""
    known = used | frozenset(kept)
    for at in kept:
        above = at
        while above and at - above < _MOST_HEADS and above - 1 not in known:
            if not lines[above - 1].says_something:
                break
            above -= 1
        yield from range(above, at + 1)
