"""What may be the same card is asked about; a look-alike in its place is not."""

import pytest

from flashcards.identity.decisions import NO_DECISIONS, Decisions
from flashcards.identity.entry import Lock
from flashcards.identity.gate import Doubt, diagnose_doubt, diagnose_vanished, find_doubts
from flashcards.identity.recognise import recognise
from flashcards.notes.note import Note
from tests.identity.making import DECK, question, release, topic

ROCK = question("What is firm?", "The rock below us.")
NORWAY = question("What is the capital of Norway?", "Oslo")
SWEDEN = question("What is the capital of Sweden?", "Stockholm")
OPENING = question("Which city lies on the Akershus fjord?", "Oslo")
WIND = question("Why do trade winds blow westward?", "The Earth turns below them.")


def _doubts(
    notes: list[Note], lock: Lock, decisions: Decisions = NO_DECISIONS
) -> list[tuple[str, list[str]]]:
    return [
        (doubt.old.front, [note.fields[0] for note in doubt.candidates])
        for doubt in _find(notes, lock, decisions)
    ]


def _find(notes: list[Note], lock: Lock, decisions: Decisions = NO_DECISIONS) -> tuple[Doubt, ...]:
    decks = {DECK: notes}
    return find_doubts(decks, recognise(decks, {DECK: lock}, decisions), decisions)


LOCK = release([ROCK, NORWAY]).lock


def test_a_note_that_is_only_deleted_is_not_asked_about() -> None:
    assert _doubts([ROCK], LOCK) == []


def test_a_note_in_the_same_place_is_asked_about() -> None:
    assert _doubts([ROCK, OPENING], LOCK) == [(NORWAY.fields[0], [OPENING.fields[0]])]
    assert _doubts([ROCK, WIND], LOCK) == [(NORWAY.fields[0], [WIND.fields[0]])]


def test_a_look_alike_is_another_fact_beyond_doubt() -> None:
    assert _doubts([ROCK, SWEDEN], LOCK) == []


def test_the_likeliest_is_named_first() -> None:
    ((_, candidates),) = _doubts([ROCK, WIND, OPENING], LOCK)
    assert candidates[0] == OPENING.fields[0]


def test_notes_of_another_kind_are_not_candidates() -> None:
    assert _doubts([ROCK, topic("Oslo", "The capital of Norway.")], LOCK) == []


@pytest.mark.parametrize(
    "decisions",
    [
        Decisions(gone=frozenset((NORWAY.key,))),
        Decisions(gone=frozenset((DECK,))),
        Decisions(is_all_gone=True),
        Decisions(same={OPENING.key: NORWAY.key}),
    ],
)
def test_what_the_author_has_said_is_not_asked_again(decisions: Decisions) -> None:
    assert _doubts([ROCK, OPENING], LOCK, decisions) == []


def test_a_note_retired_before_is_asked_about_only_where_its_text_returns() -> None:
    lock = release([ROCK], LOCK).lock
    assert _doubts([ROCK, WIND], lock) == []
    again = question("Oslo: the capital of which kingdom, Norway or Sweden?", "Norway")
    assert _doubts([ROCK, again], lock) == [(NORWAY.fields[0], [again.fields[0]])]


def test_a_wording_that_another_fact_took_over_is_asked_about() -> None:
    taken = question("What is the capital of Norway?", "The city that governs it.")
    ((doubt),) = _find([ROCK, taken, OPENING], LOCK)
    assert (doubt.holder, doubt.candidates) == (taken, (OPENING,))
    kept = Decisions(same={taken.key: NORWAY.key})
    assert _find([ROCK, taken, OPENING], LOCK, kept) == ()


def test_a_doubt_names_the_pair_and_both_ways_out() -> None:
    (doubt,) = _find([ROCK, OPENING], LOCK)
    said = diagnose_doubt(doubt)
    assert (said.code, said.message, said.help) == (
        "history-lost",
        "history will be lost: this new question may be `What is the capital of Norway?` reworded",
        (
            "add `was: what-is-the-capital-of-norway` if it is the same card, or else build with "
            f"`--retire {NORWAY.key}`"
        ),
    )


def test_a_file_that_is_gone_is_named_with_the_number_of_its_notes() -> None:
    said = diagnose_vanished("rlhf", 1, "decks/rlhf.lock")
    assert said.message == "history will be lost: the content file of `rlhf` is gone, with 1 note"
