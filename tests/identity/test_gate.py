"""What may be the same card is asked about; a look-alike in its place is not."""

import pytest

from flashcards.anki.note_types import Kind
from flashcards.content.keys import split_key
from flashcards.identity.decisions import NO_DECISIONS, Decisions
from flashcards.identity.entry import Lock
from flashcards.identity.gate import Doubt, diagnose_doubt, diagnose_vanished, find_doubts
from flashcards.identity.recognise import recognise
from flashcards.identity.resolve import resolve
from flashcards.identity.similarity import texts_of_note
from flashcards.notes.note import Note
from tests.identity.making import (
    DECK,
    guids,
    kinds,
    make_lock,
    make_note,
    question,
    release,
    summary,
    topic,
)
from tests.support import NOW

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
        Decisions(is_all_gone=True),
        Decisions(same={OPENING.key: NORWAY.key}),
    ],
)
def test_what_the_author_has_said_is_not_asked_again(decisions: Decisions) -> None:
    assert _doubts([ROCK, OPENING], LOCK, decisions) == []


def test_that_a_file_is_gone_says_nothing_of_a_note_that_may_be_in_another() -> None:
    """One file became two with other names, and some of its questions were reworded."""
    gone = Decisions(gone=frozenset((DECK,)))
    assert _doubts([ROCK, OPENING], LOCK, gone) == [(NORWAY.fields[0], [OPENING.fields[0]])]


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


REVERSE = question("What does <code>ls -r</code> do?", "It lists in reverse order.")
RECURSIVE = question("What does <code>ls -R</code> do?", "It lists all folders below as well.")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (REVERSE, RECURSIVE),
        (question("What is Co?", "Cobalt, a metal."), question("What is CO?", "A poisonous gas.")),
        (topic("mW", "A thousandth of a watt."), topic("MW", "A million watts.")),
        (topic("p", "Pastes behind the cursor."), topic("P", "Pastes before the cursor.")),
    ],
)
def test_other_capitals_with_another_answer_may_be_another_fact(old: Note, new: Note) -> None:
    (doubt,) = _find([ROCK, new], release([ROCK, old]).lock)
    assert (doubt.old.front, doubt.candidates) == (texts_of_note(old).front, (new,))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (REVERSE, RECURSIVE._replace(fields=(RECURSIVE.fields[0], *REVERSE.fields[1:]))),
        (topic("gluten", "What makes dough elastic."), topic("Gluten", "Two proteins of wheat.")),
        (REVERSE, RECURSIVE._replace(is_named=True)),
        (
            summary("the Wrist", "It has {{c1::eight}} bones."),
            summary("The wrist", "Two rows of {{c1::four}} make it."),
        ),
    ],
)
def test_capitals_that_name_nothing_else_are_not_asked_about(old: Note, new: Note) -> None:
    assert _doubts([ROCK, new], release([ROCK, old]).lock) == []


@pytest.mark.parametrize("is_same", [True, False])
def test_of_a_key_with_other_capitals_the_author_decides(*, is_same: bool) -> None:
    lock = release([ROCK, REVERSE]).lock
    said = (
        Decisions(same={RECURSIVE.key: REVERSE.key})
        if is_same
        else Decisions(gone=frozenset((REVERSE.key,)))
    )
    decks = {DECK: [ROCK, RECURSIVE]}
    found = recognise(decks, {DECK: lock}, said)
    assert find_doubts(decks, found, said) == ()
    entry = found.found[DECK][1].entry
    assert (entry is not None and entry.front == "What does ls -r do?") is is_same
    # Once it is released, its key says enough.
    released = resolve(decks[DECK], found.locks[DECK], found.found[DECK], NOW + 1)
    again = release(decks[DECK], released.lock, NOW + 2)
    assert (guids(again), kinds(again)) == (guids(released), [])


def test_a_doubt_names_the_pair_and_both_ways_out() -> None:
    (doubt,) = _find([ROCK, OPENING], LOCK)
    said = diagnose_doubt(doubt)
    assert (said.code, said.message, said.help) == (
        "history-lost",
        (
            "history will be lost: this new question may be `What is the capital of Norway?` "
            "reworded: it stands in its place and both say `Oslo`"
        ),
        (
            "add `was: what-is-the-capital-of-norway` if it is the same card, or else build with "
            f"`--retire {NORWAY.key}`"
        ),
    )


@pytest.mark.parametrize(
    ("notes", "reason"),
    [
        ([ROCK, WIND], "it stands in its place"),
        ([WIND, ROCK], "it is new in its chapter"),
        ([OPENING, ROCK], "both say `Oslo`"),
        (
            [ROCK, question("Whose capital is Oslo, not Bergen?", "That of Norway.")],
            "it stands in its place and both say `capital`, `Oslo`, `Norway`",
        ),
    ],
)
def test_a_doubt_says_why_it_is_one(notes: list[Note], reason: str) -> None:
    (doubt,) = _find(notes, LOCK)
    assert doubt.reason == reason


def test_what_two_texts_without_spaces_both_say_stands_in_both() -> None:
    old = question("为什么沿海地区昼夜温差小", "因为水的比热容大。")
    new = question("为什么沙漠地区昼夜温差大", "因为沙石的比热容小。")._replace(language="zh")
    (doubt,) = _find([ROCK, new], release([ROCK, old]).lock)
    assert doubt.reason == (
        "it stands in its place and both say `为什么`, `地区昼夜温差`, `的比热容`"
    )


def test_pictures_in_common_are_told_as_such() -> None:
    picture = f'<img src="{"0a1b2c3d4e5f" * 2}.png">'
    old, new = (
        make_note(Kind.QUESTION, "", fields, fields["Answer"], DECK)
        for fields in (
            {"Question": f"Harbour {picture}", "Answer": "oslo"},
            {"Question": f"{picture} fjords", "Answer": "bergen", "Chapter": "Coasts"},
        )
    )
    (doubt,) = _find([ROCK, new], release([old, ROCK]).lock)
    assert doubt.reason == "both have the same picture or sound"


def test_an_id_in_another_file_is_a_reason() -> None:
    name = split_key(NORWAY.key).slug
    new = question("Who rules at sea?", "Nobody", name, "other")._replace(is_named=True)
    decks = {DECK: [ROCK], "other": [new]}
    found = recognise(decks, {DECK: LOCK, "other": make_lock(content_id="other")})
    (doubt,) = find_doubts(decks, found, NO_DECISIONS)
    assert doubt.reason == "it has its `id`"


def test_a_file_that_is_gone_is_named_with_the_number_of_its_notes() -> None:
    said = diagnose_vanished("rlhf", 1, "decks/rlhf.lock")
    assert said.message == "history will be lost: the content file of `rlhf` is gone, with 1 note"
