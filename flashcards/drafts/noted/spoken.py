"""The lines with times that belong to a transcript beside the list of chapters."""

from collections.abc import Sequence

from flashcards.drafts.noted.entries import Style, TimedEntry
from flashcards.drafts.noted.runs import is_transcript, judge_above, names_speakers
from flashcards.drafts.noted.text_lines import LineKind, TextLine

_MOST_KEPT = 200
"""Lines with times that are kept as a comment; more of them are a transcript."""


def find_names(runs: Sequence[list[TimedEntry]], run: Sequence[TimedEntry]) -> frozenset[int]:
    """Find the lines with the names of who speaks, and since when, between the lines of a list."""
    return frozenset(
        entry.line
        for each in runs
        if each is not run and each[0].style is Style.TRAILING and names_speakers(each)
        for entry in each
    )


def find_speech(
    runs: Sequence[list[TimedEntry]],
    run: Sequence[TimedEntry],
    timed: Sequence[int],
    lines: Sequence[TextLine],
) -> frozenset[int]:
    """Find the lines with times that belong to a transcript beside the list."""
    found = {
        entry.line
        for each in runs
        if each is not run and each[0].style is not Style.TRAILING and is_transcript(each, lines)
        for entry in each
    }
    labelled = next(
        (
            at
            for at, line in enumerate(lines)
            if line.kind is LineKind.HEADING and judge_above(line) < -1 and at > run[-1].last
        ),
        len(lines),
    )
    found |= {at for at in timed if at > labelled}
    if len(timed) - len(found) > _MOST_KEPT:
        found |= set(timed)
    return frozenset(found & set(timed))
