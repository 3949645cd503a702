# ruff: noqa: RUF001 - signs of other scripts are what it is about
"""Which lines with times are one list, and which of several lists is that of the chapters.

Times are made those of one list, too: hours that an author left off after 59:59 come back, and
`8h20` between `0:00` and `11:18` is minutes and seconds.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from flashcards.drafts.noted.entries import SHORTEST_MEAN, Style, TimedEntry
from flashcards.drafts.noted.labels import judge_label
from flashcards.drafts.noted.text_lines import LineKind, TextLine
from flashcards.text.language import count_words
from flashcards.text.times import Milliseconds
from flashcards.text.urls import watch_url

LONGEST_HEADING = 100
"""Characters; a longer line is no heading and no title (YouTube's longest title is as long)."""

_ENOUGH = 2
_ENOUGH_FOR_YOUTUBE = 3
_HOUR = 3_600_000
_MINUTE = 60_000
_LONGEST_STEP = 40 * _MINUTE
"""Milliseconds from the last time of an hour to the first of the next, at most."""

_LONGEST_LINE = 2 * LONGEST_HEADING
"""Characters of a line with a time of its own line; a longer one is a paragraph."""

_SPOKEN = 70
"""Words in a minute; nobody writes as many of a video, and nobody speaks as few."""

_LONGEST_CUE = 3 * _MINUTE
_SHORT_CUE = _MINUTE
_WORDS_OF_SENTENCE = 8
_LINES_TO_A_FALL = 4
_LOGGED = re.compile(r"\W{0,2}(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL)\b")
"""What a program's log has behind a time."""

_QUARTER = 15_000
_MORNING, _MIDNIGHT = 6 * _MINUTE, 24 * _MINUTE


def split_runs(
    found: Sequence[TimedEntry], lines: Sequence[TextLine]
) -> Iterator[list[TimedEntry]]:
    """Split where a list ends: at a smaller time, or where a heading names another list.

    A smaller time that stands apart from lines without a gap is none of theirs, as in corrections.
    """
    run: list[TimedEntry] = []
    hours, is_tight = 0, True
    for each, after in zip(found, [*found[1:], None], strict=False):
        is_apart = bool(run) and each.line > run[-1].last + 1
        is_other = is_apart and is_tight and len(run) >= _ENOUGH and each.start <= run[-1].start
        entry = _add_hours(each, hours)
        if run and not is_other and entry.start <= run[-1].start:
            hours = _count_hours(run[-1], each, after, lines)
            entry = _add_hours(each, hours)
        if is_other or (run and _begins_anew(run, entry, after, lines)):
            yield _read_doubtful(run)
            run, hours, is_tight = [], 0, True
            entry = each
        is_tight &= not (run and is_apart)
        run.append(entry)
    if run:
        yield _read_doubtful(run)


def _add_hours(entry: TimedEntry, hours: int) -> TimedEntry:
    if not hours or entry.start >= _HOUR:
        return entry
    end = entry.end
    if end is not None and end < _HOUR:
        end = Milliseconds(end + (hours + (end < entry.start)) * _HOUR)
    return entry._replace(start=Milliseconds(entry.start + hours * _HOUR), end=end)


def _count_hours(
    last: TimedEntry, entry: TimedEntry, after: TimedEntry | None, lines: Sequence[TextLine]
) -> int:
    """Count the hours that were left off before a time that is smaller than the one above it."""
    if last.is_doubtful or not 0 < entry.start < _HOUR or _name_list(last, entry, lines):
        return 0
    hours = last.start // _HOUR + 1
    step = entry.start + hours * _HOUR - last.start
    # One line that is out of order is followed by one that isn't.
    is_alone = after is not None and after.start >= last.start and not after.start >= _HOUR
    return 0 if step > _LONGEST_STEP or step >= last.start - entry.start or is_alone else hours


def _name_list(last: TimedEntry, entry: TimedEntry, lines: Sequence[TextLine]) -> bool:
    between = lines[last.last + 1 : entry.line]
    is_heading = entry.style is Style.HEADING
    return any(
        (line.kind is LineKind.HEADING and not is_heading) or judge_above(line) for line in between
    )


def _begins_anew(
    run: Sequence[TimedEntry],
    each: TimedEntry,
    after: TimedEntry | None,
    lines: Sequence[TextLine],
) -> bool:
    last = run[-1]
    between = lines[last.last + 1 : each.line]
    if each.is_labelled:
        return True
    if each.start <= last.start:
        # One line that is out of order is followed by one that goes on from before it.
        is_alone = after is not None and after.start > last.start
        is_alone |= len(run) >= _ENOUGH and each.start > run[-2].start
        may_be_one = each.style is Style.HEADING or is_alone or not _say(between)
        is_of_other = len({*map(watch_url, (last.url, each.url))} - {""}) > 1
        return each.start == 0 or is_of_other or not may_be_one or _name_list(last, each, lines)
    if each.style is Style.HEADING:
        return False
    after_blank = (line for blank, line in pairwise(between) if not blank.says_something)
    return any(judge_above(line) < 0 for line in after_blank)


def _say(lines: Sequence[TextLine]) -> bool:
    return any(line.says_something for line in lines)


def _read_doubtful(run: list[TimedEntry]) -> list[TimedEntry]:
    """Read hours as minutes between other times, unless fewer of the times rise then."""
    if not any(entry.is_doubtful for entry in run) or all(entry.is_doubtful for entry in run):
        return run
    starts = [entry.start // 60 if entry.is_doubtful else entry.start for entry in run]
    if _count_falls(starts) > _count_falls([entry.start for entry in run]):
        return run
    return [
        entry._replace(start=Milliseconds(start), end=None, is_doubtful=False)
        if entry.is_doubtful
        else entry
        for entry, start in zip(run, starts, strict=True)
    ]


def _count_falls(starts: Sequence[int]) -> int:
    return sum(after <= before for before, after in pairwise(starts))


def is_list(run: Sequence[TimedEntry]) -> bool:
    """Whether these lines suffice; those like `John 3:16`, untied, must keep YouTube's rule.

    Those like `18h30` must begin at zero, and so must times alone, and those of a day's programme.
    """
    is_from_zero = run[0].start == 0
    if not is_from_zero and (any(each.is_doubtful for each in run) or _is_programme(run)):
        return False
    if not any(any(sign.isalpha() for sign in each.title) for each in run):
        return False
    # Texts behind titles in bold cite moments of other videos, in any order.
    if all(each.notes for each in run) and _cites(run):
        return False
    if 2 * sum(_LOGGED.match(each.title) is not None for each in run) > len(run):
        return False
    if len(run) >= _ENOUGH_FOR_YOUTUBE and (is_from_zero or run[0].style is Style.LONE):
        return True
    return len(run) >= _ENOUGH and all(each.tied for each in run)


def _cites(run: Sequence[TimedEntry]) -> bool:
    falls = _count_falls([each.start for each in run])
    return run[0].style is Style.TRAILING and _LINES_TO_A_FALL * falls > len(run)


def _is_programme(run: Sequence[TimedEntry]) -> bool:
    """Whether the times may be those of a day: full quarters, from the morning to the night."""
    return (
        len(run) >= _ENOUGH_FOR_YOUTUBE
        and run[0].start >= _MORNING
        and all(each.start % _QUARTER == 0 and each.start < _MIDNIGHT for each in run)
    )


def names_speakers(run: Sequence[TimedEntry]) -> bool:
    """Whether the same few titles stand at all of the times."""
    return 2 * len({each.title for each in run}) <= len(run)


def is_transcript(run: Sequence[TimedEntry], lines: Sequence[TextLine]) -> bool:
    """Whether what stands at the times is speech: many words, near sentences, or names."""
    if judge_list(run[0], lines) < -1:
        return True
    starts = [each.start for each in run]
    length = max(starts) - min(starts)
    mean = length / max(1, len(run) - 1)
    if mean < SHORTEST_MEAN or names_speakers(run):
        return True
    if run[0].style in {Style.HEAD, Style.HEADING, Style.ROW}:
        return False
    texts = [each.title for each in run]
    if run[0].style is Style.LONE:
        if 2 * sum(len(text) > _LONGEST_LINE for text in texts) > len(texts):
            return True
        following = [*(each.line for each in run[1:]), run[-1].last + 2]
        texts = [
            " ".join(line.plain for line in lines[each.line : after])
            for each, after in zip(run, following, strict=True)
        ]
    words = sum(map(count_words, texts))
    if mean < _LONGEST_CUE and words * _MINUTE > _SPOKEN * length:
        return True
    sentences = sum(
        text.rstrip("\"'”»)").endswith((".", "!", "?", "。", "？", "…")) for text in texts
    )
    return (
        mean <= _SHORT_CUE and words >= _WORDS_OF_SENTENCE * len(run) and 2 * sentences > len(run)
    )


def choose_run(
    runs: Sequence[list[TimedEntry]], lines: Sequence[TextLine]
) -> list[TimedEntry] | None:
    """Choose the list that is likeliest to be that of the chapters; `None` of none."""
    return max(
        runs,
        key=lambda run: (
            run[0].style is Style.HEAD,
            not is_transcript(run, lines),
            judge_list(run[0], lines) >= 0,
            run[0].style is Style.HEADING,
            judge_list(run[0], lines),
            run[0].start == 0,
            len(run),
        ),
        default=None,
    )


def judge_list(first: TimedEntry, lines: Sequence[TextLine]) -> int:
    """Judge by what stands right above a list whether it is one of chapters."""
    if first.is_labelled:
        return 1
    above = (lines[at] for at in range(first.line - 1, -1, -1))
    nearest = next((line for line in above if line.says_something), None)
    return 0 if nearest is None else judge_above(nearest)


def judge_above(line: TextLine) -> int:
    """Judge a line above a list: 1 for a word like `Chapters`, less than 0 for another list's."""
    return judge_label(line.plain) if len(line.plain) <= LONGEST_HEADING else 0
