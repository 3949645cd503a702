"""What becomes of edits in context: kept, asked about, or lost; never lost unsaid."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest

from flashcards.anki.cloze import find_blanks, renumber_blanks
from flashcards.anki.note_types import Kind
from flashcards.content.keys import Key
from flashcards.identity.blanks import keep_numbers
from flashcards.identity.entry import front_and_back, note_chapter
from flashcards.notes.note import Note
from tests.command import ROOT
from tests.identity.edits import Case, Outcome, make_notes, read_cases, release_case


class Counts(NamedTuple):
    """What became of the labelled edits of one half.

    Of the `edits`, those that are one note: `kept` without a question, `asked` as the likeliest
    pair, `named` among the others of a question, or `silent`ly lost. `wrong` are other facts that
    took a history over and nobody was asked; `needless` the questions about notes that are gone, of
    `gone` in all. `blanks` were worded otherwise; `wrong_blanks` are others that took a number.
    """

    edits: int
    kept: int
    asked: int
    named: int
    silent: tuple[str, ...]
    wrong: tuple[str, ...]
    gone: int
    needless: int
    blanks: int
    kept_blanks: int
    other_blanks: int
    wrong_blanks: tuple[str, ...]


@cache
def measure(half: str) -> Counts:
    """Release all cases of a half, before and after, and count."""
    counts: Counter[str] = Counter()
    said: dict[str, list[str]] = {"silent": [], "wrong": [], "wrong_blanks": []}
    for case in read_cases(half):
        outcome = release_case(case)
        merged, asked = outcome.merged, outcome.asked
        named = {(doubt.old.key, note.key) for doubt in outcome.doubts for note in doubt.candidates}
        for pair in case.same:
            became = (
                "kept"
                if pair in merged
                else "asked"
                if pair in asked
                else "named"
                if pair in named
                else "silent"
            )
            counts[became] += 1
            if became == "silent":
                said["silent"].append(f"{case.name}: {pair[0]} -> {pair[1]}")
        doubted = {doubt.old.key for doubt in outcome.doubts}
        said["wrong"] += (
            f"{case.name}: {old} -> {new}"
            for old, new in merged
            if _is_wrong(case, old, new) and old not in doubted
        )
        live = {old for old, _ in case.same}
        gone = {entry.key for entry in outcome.before.entries} - live - {new for _, new in merged}
        counts["gone"] += len(gone)
        counts["needless"] += len(doubted & gone)
        for label, is_kept, text in _judge_blanks(case, outcome):
            counts[label] += 1
            counts[f"kept {label}"] += is_kept
            if is_kept and label == "other blanks":
                said["wrong_blanks"].append(f"{case.name}: {text}")
    return Counts(
        edits=sum(counts[each] for each in ("kept", "asked", "named", "silent")),
        kept=counts["kept"],
        asked=counts["asked"],
        named=counts["named"],
        silent=tuple(said["silent"]),
        wrong=tuple(said["wrong"]),
        gone=counts["gone"],
        needless=counts["needless"],
        blanks=counts["blanks"],
        kept_blanks=counts["kept blanks"],
        other_blanks=counts["other blanks"],
        wrong_blanks=tuple(said["wrong_blanks"]),
    )


def _is_wrong(case: Case, old: Key, new: Key) -> bool:
    if (old, new) in case.same:
        return False
    return (old, new) in case.other or old != new


def _judge_blanks(case: Case, outcome: Outcome) -> Iterator[tuple[str, bool, str]]:
    """Say of each labelled blank whether it has the number of the one before.

    A chapter that was not recognised is taken to be, as an author's answer would have it.
    """
    old = {entry.key: entry for entry in outcome.before.entries}
    chapters = {
        note_chapter(note): note for note in make_notes(case.after) if note.kind is Kind.CHAPTER
    }
    before = {new: key for key, new in case.same}
    for label, blanks in (("blanks", case.blanks), ("other blanks", case.other_blanks)):
        for title, was, now in blanks:
            note = chapters[title]
            key = before.get(note.key, note.key)
            if key not in old:
                continue  # the chapter itself is another
            cloze = old[key].back
            numbers = _number(cloze, note)
            first = _first_numbers(cloze)
            yield label, numbers[now] == first[was], f"{title}: {was} -> {now}"


def _number(cloze: str, note: Note) -> dict[str, int]:
    text = front_and_back(note)[1]
    kept, _ = keep_numbers(cloze, text, ())
    return _first_numbers(renumber_blanks(text, kept))


def _first_numbers(cloze: str) -> dict[str, int]:
    return {blank.text: blank.number for blank in reversed(find_blanks(cloze))}


def describe(counts: Counts) -> str:
    """Give what README says of the half that no rule was made on."""
    asked = counts.asked + counts.named
    lost = (
        f"{len(counts.silent)} were lost without a question" if counts.silent else "none was lost"
    )
    return (
        f"Of {counts.edits} such edits that no rule was made on, {counts.kept} were recognised, "
        f"`build` asked about {asked}, and {lost}; {len(counts.wrong) or 'no'} history went to "
        f"another fact. Of {counts.gone} notes that made way for other facts or were deleted, it "
        f"asked about {counts.needless}. Of {counts.blanks} blanks that were worded otherwise "
        f"{counts.kept_blanks} kept their history, and {len(counts.wrong_blanks) or 'none'} of "
        f"{counts.other_blanks} look-alikes got one"
    )


def test_the_labels_account_for_every_note_that_comes_or_goes() -> None:
    for half in ("develop", "measure"):
        for case in read_cases(half):
            before, after = (
                {note.key for note in make_notes(text)} for text in (case.before, case.after)
            )
            assert before - after <= set(case.accounted[0]) <= before
            assert after - before <= set(case.accounted[1]) <= after


@pytest.mark.parametrize("half", ["develop", "measure"])
def test_no_history_is_lost_or_given_away_without_a_word(
    half: str, capsys: pytest.CaptureFixture[str]
) -> None:
    counts = measure(half)
    with capsys.disabled():
        print(  # noqa: T201 - the measurement is for whoever runs the test
            f"\nedits to {half}: of {counts.edits} {counts.kept} kept, {counts.asked} asked about, "
            f"{counts.named} named beside a likelier one, {len(counts.silent)} lost unsaid; "
            f"{len(counts.wrong)} wrong; {counts.needless} needless questions about {counts.gone} "
            f"notes that are gone; {counts.kept_blanks} of {counts.blanks} blanks kept, "
            f"{len(counts.wrong_blanks)} of {counts.other_blanks} wrong"
        )
    assert counts.wrong == ()
    assert counts.edits >= (500 if half == "develop" else 90)
    assert len(counts.silent) <= (0 if half == "develop" else 0.02 * counts.edits)
    assert len(counts.wrong_blanks) <= (0 if half == "develop" else 0.15 * counts.other_blanks)


def test_the_readme_says_what_was_measured_on_the_half_that_no_rule_was_made_on() -> None:
    counts = measure("measure")
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    assert describe(counts) in readme
