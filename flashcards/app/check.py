"""`check`: everything there is to say about content, and what it amounts to; writes nothing."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from flashcards.app.compile import Compiled, compile_files, make_strict
from flashcards.app.coverage import CoveredFile, cover_files, find_cardless
from flashcards.content.levels import Policy
from flashcards.content.model import Breakdown
from flashcards.content.walk import find_places
from flashcards.diagnostics import Diagnostic, Severity, Source, has_errors, sort_diagnostics
from flashcards.lint.rules import ENGLISH_CODES
from flashcards.text.times import Milliseconds

if TYPE_CHECKING:
    from flashcards.app.rule_costs import RuleCost
    from flashcards.app.weakest import WeakCard

_HOUR = 3_600_000


class Summary(NamedTuple):
    """Counts over all files of a run; notes and cards are those of files without errors.

    `cards_per_hour` is over the videos whose length is known, `None` when none is. `silent_rules`
    has each language of a file that isn't English, with the rules that judge no other.
    """

    files: int
    notes: int
    cards: int
    cards_per_hour: float | None
    undefined_topics: int
    waiting_questions: int
    warnings: tuple[tuple[str, int], ...]
    silent_rules: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Checked(NamedTuple):
    """All problems of the content, in order, and a run in numbers.

    `files` say what the chapters of sound files have, and `weakest` are the cards that were asked
    for. `costs` are what craft rules cost learners, and `refused` messages about collections of
    theirs that can't be read.
    """

    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, Source]
    summary: Summary
    files: tuple[CoveredFile, ...] = ()
    weakest: "tuple[WeakCard, ...]" = ()
    costs: "tuple[RuleCost, ...]" = ()
    refused: tuple[str, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether a build would stop."""
        return has_errors(self.diagnostics)


def check(
    paths: Iterable[Path],
    policy: Policy,
    unread: Iterable[Diagnostic] = (),
    collections: Sequence[Path] = (),
    top: int = 0,
) -> Checked:
    """Check content files together, by the craft rules as well; `unread` is said of other files.

    So many of the weakest cards are given as `top` says.

    With copies of learners' collections, what rules find is held against what learners answered.
    Raises FlashcardsError when a collection can't be read, or none has a note of the content.
    """
    compiled = compile_files(paths, policy)
    files = cover_files(compiled)
    others = [*unread, *find_cardless(files)]
    if policy.is_strict:
        others = [make_strict(each) for each in others]
    if others:
        found = sort_diagnostics((*compiled.diagnostics, *others))
        compiled = compiled._replace(diagnostics=found)
    checked = Checked(compiled.diagnostics, compiled.sources, _summarise(compiled), files)
    if top:
        from flashcards.app.weakest import find_weakest  # noqa: PLC0415 - not for every check

        checked = checked._replace(weakest=find_weakest(compiled, top))
    if not collections:
        return checked
    from flashcards.app.rule_costs import find_rule_costs  # noqa: PLC0415 - not for every check
    from flashcards.app.stats import read_stats  # noqa: PLC0415 - as above

    stats = read_stats(collections)
    costs = find_rule_costs(compiled.breakdowns, compiled.diagnostics, stats.cards)
    return checked._replace(costs=costs, refused=stats.refused)


def _summarise(compiled: Compiled) -> Summary:
    """Count; warnings come by their codes, the most frequent first."""
    diagnostics = compiled.diagnostics
    cards = {deck.path: sum(note.cards for note in deck.notes) for deck in compiled.decks}
    lengths = {each.path: length for each in compiled.breakdowns if (length := _length(each))}
    timed = [path for path in cards if path in lengths]
    hours = sum(lengths[path] for path in timed) / _HOUR
    codes = Counter(each.code for each in diagnostics if each.severity is Severity.WARNING)
    return Summary(
        files=len(compiled.sources) - (compiled.project.source is not None),
        notes=sum(len(deck.notes) for deck in compiled.decks),
        cards=sum(cards.values()),
        cards_per_hour=round(sum(cards[path] for path in timed) / hours, 1) if hours else None,
        undefined_topics=sum(each.code == "topic-without-definition" for each in diagnostics),
        waiting_questions=sum(each.code == "question-waiting-for-time" for each in diagnostics),
        warnings=tuple(sorted(codes.items(), key=lambda each: (-each[1], each[0]))),
        silent_rules=tuple((code, ENGLISH_CODES) for code in _other_languages(compiled)),
    )


def _other_languages(compiled: Compiled) -> list[str]:
    return sorted({each.language for each in compiled.breakdowns if not each.is_english})


def _length(breakdown: Breakdown) -> Milliseconds | None:
    """Give how long the video is: its duration, or else the end of its last chapter."""
    if breakdown.duration is not None:
        return breakdown.duration.time
    places = find_places(breakdown)
    return places[-1].end if places else None
