"""`was`: the author says which released note an item is."""

from collections.abc import Sequence

import pytest

from flashcards.content.keys import Key
from flashcards.content.model import Text
from flashcards.diagnostics import Diagnostic, Span
from flashcards.identity.decisions import Decisions
from flashcards.identity.entry import Lock
from flashcards.identity.recognise import recognise
from flashcards.identity.resolve import resolve
from flashcards.identity.was import read_was
from flashcards.notes.note import Note
from tests.identity.making import (
    DECK,
    guids,
    locks_of,
    make_lock,
    question,
    release,
    release_all,
    topic,
)
from tests.pipeline import refuse
from tests.support import NOW

OLD = question("What is a reward model?", "A judge.")
NEW = question("Which net stands in for people?", "One that scores.")
SPAN = Span("content/rlhf.yaml", 0, 1)


def _was(note: Note, name: str) -> Note:
    return note._replace(was=Text(name, SPAN))


def _follow(notes: Sequence[Note], lock: Lock, now: int = NOW + 1) -> list[str]:
    same = read_was({DECK: notes}, {DECK: lock}, {}, refuse)
    found = recognise({DECK: notes}, {DECK: lock}, Decisions(same=same))
    return guids(resolve(notes, found.locks[DECK], found.found[DECK], now))


def _refused(notes: Sequence[Note], lock: Lock, absent: Lock | None = None) -> list[Diagnostic]:
    said: list[Diagnostic] = []
    others = {absent.content_id: absent} if absent else {}
    assert read_was({DECK: notes}, {DECK: lock}, others, said.append) is not None
    return said


@pytest.mark.parametrize(
    "name", ["what-is-a-reward-model", "What is a reward model?", f"{DECK}/question/{{slug}}"]
)
def test_a_slug_a_wording_and_a_key_name_a_note(name: str) -> None:
    first = release([OLD])
    named = _was(NEW, name.format(slug="what-is-a-reward-model"))
    assert _follow([named], first.lock) == guids(first)


def test_it_goes_before_an_equal_slug_and_that_item_is_new() -> None:
    first = release([OLD])
    taken = question("What is a reward model?", "Something else.")
    after = _follow([_was(NEW, "what-is-a-reward-model"), taken], first.lock)
    assert after[0] == guids(first)[0]
    assert after[1] not in guids(first)


def test_once_followed_it_says_nothing_more_and_may_stay() -> None:
    first = release([OLD])
    named = _was(NEW, "what-is-a-reward-model")
    same = read_was({DECK: [named]}, {DECK: first.lock}, {}, refuse)
    found = recognise({DECK: [named]}, {DECK: first.lock}, Decisions(same=same))
    second = resolve([named], found.locks[DECK], found.found[DECK], NOW + 1)
    assert second.lock.entries[0].former == (OLD.key,)
    assert read_was({DECK: [named]}, {DECK: second.lock}, {}, refuse) == {}
    taken = question("What is a reward model?", "Something else.")
    both = release([named, taken], second.lock, NOW + 2)
    assert _follow([named, taken], both.lock, NOW + 3) == guids(both)


def test_a_bare_slug_means_another_file_only_if_no_note_here_and_one_there_has_it() -> None:
    here = question("Up?", "The sky.", "x", "a")
    there = question("Down?", "The sea.", "y", "b")
    first = release_all({"a": [here], "b": [there]}, {})
    moved = _was(question("What lies below?", "Water.", "z", "a"), "y")
    same = read_was({"a": [here, moved], "b": []}, locks_of(first), {}, refuse)
    assert same == {moved.key: there.key}


def test_one_that_names_nothing_is_an_error() -> None:
    (said,) = _refused([_was(NEW, "what-is-a-reward-modle")], release([OLD]).lock)
    assert (said.code, said.message, said.help) == (
        "was-unknown",
        "the lock knows no question that was `what-is-a-reward-modle`",
        "did you mean `what-is-a-reward-model`?",
    )


def test_two_that_name_one_note_are_an_error() -> None:
    other = question("Who scores?", "A net.")
    said = _refused([_was(NEW, OLD.key), _was(other, OLD.key)], release([OLD]).lock)
    assert [(each.code, each.message) for each in said] == [
        ("was-taken", f"`was: {OLD.key}` names the note that `{NEW.key}` was as well")
    ]


def _followed() -> tuple[Note, Lock]:
    """Give an item whose `was` was followed by a build and stayed, and the lock."""
    named = _was(NEW, "what-is-a-reward-model")
    first = release([OLD])
    same = read_was({DECK: [named]}, {DECK: first.lock}, {}, refuse)
    found = recognise({DECK: [named]}, {DECK: first.lock}, Decisions(same=same))
    return named, resolve([named], found.locks[DECK], found.found[DECK], NOW + 1).lock


@pytest.mark.parametrize("content_id", [DECK, "copy"])
def test_a_copy_of_an_item_with_its_was_takes_no_history(content_id: str) -> None:
    named, lock = _followed()
    copied = question("Which net plays chess?", "A deep one.", content_id=content_id)
    copied = _was(copied, "what-is-a-reward-model")
    decks = {DECK: [named], "copy": []}
    decks[content_id] = [copied, *decks[content_id]]
    said: list[Diagnostic] = []
    locks = {DECK: lock, "copy": make_lock(content_id="copy")}
    assert read_was(decks, locks, {}, said.append) == {}
    assert [(each.code, each.message) for each in said] == [
        ("was-taken", f"`was: what-is-a-reward-model` names the note that `{NEW.key}` was as well")
    ]


def test_a_bare_name_takes_nothing_from_a_note_that_is_still_in_another_file() -> None:
    there = question("Down?", "The sea.", "y", "b")
    first = release_all({"b": [there]}, {})
    copied = _was(question("What lies above?", "Air.", "z", "a"), "y")
    decks = {"a": [copied], "b": [there]}
    locks = locks_of(first) | {"a": make_lock(content_id="a")}
    said: list[Diagnostic] = []
    assert read_was(decks, locks, {}, said.append) == {}
    assert [(each.code, each.message, each.help) for each in said] == [
        (
            "was-taken",
            "`was: y` names `b/question/y`, which is still there",
            "remove it, or write `was: b/question/y` if this is that card and the other one is new",
        )
    ]
    exact = {"a": [_was(copied, "b/question/y")], "b": [there]}
    assert read_was(exact, locks, {}, refuse) == {copied.key: there.key}


def test_a_name_that_two_files_have_is_that_of_the_note_that_vanished() -> None:
    """An item moved with its `was`, and its old wording asks for something else in the old file."""
    named, lock = _followed()
    taken = question("What is a reward model?", "Something else.")
    both = release([named, taken], lock, NOW + 2).lock
    moved = _was(question("Which net scores?", "One.", content_id="b"), "what-is-a-reward-model")
    locks = {DECK: both, "b": make_lock(content_id="b")}
    assert read_was({DECK: [taken], "b": [moved]}, locks, {}, refuse) == {moved.key: NEW.key}


def test_a_note_of_a_file_that_is_not_built_is_an_error() -> None:
    absent = release([question("Down?", "The sea.", "y", "b")], make_lock(content_id="b")).lock
    (said,) = _refused([OLD, _was(NEW, "y")], release([OLD]).lock, absent)
    assert (said.code, said.message) == (
        "move-unclear",
        "the question was `b/question/y`, whose file is not part of this build",
    )


def test_where_all_locks_are_lost_it_still_gives_the_note_the_identity_that_it_had() -> None:
    first = release([OLD])
    assert _follow([_was(NEW, Key(OLD.key))], make_lock()) == guids(first)


def test_a_was_that_was_followed_stays_true_when_its_item_is_reworded_once_more() -> None:
    """Its old wording asks for something else by then, and that note is not meant."""
    first = release([OLD])
    named = _was(NEW, "what-is-a-reward-model")
    same = read_was({DECK: [named]}, {DECK: first.lock}, {}, refuse)
    found = recognise({DECK: [named]}, {DECK: first.lock}, Decisions(same=same))
    second = resolve([named], found.locks[DECK], found.found[DECK], NOW + 1)
    taken = question("What is a reward model?", "Something else.")
    third = release([named, taken], second.lock, NOW + 2)
    again = _was(question("Which network stands in?", "One that scores."), "what-is-a-reward-model")
    assert _follow([again, taken], third.lock, NOW + 3) == guids(third)


def test_a_note_of_another_kind_is_never_meant() -> None:
    lock = release([topic("Reward model", "A judge."), OLD]).lock
    (said,) = _refused([OLD, _was(NEW, f"{DECK}/topic/reward-model")], lock)
    assert said.code == "was-unknown"


def test_a_was_that_was_followed_goes_along_to_another_file() -> None:
    first = release([OLD])
    renamed = release([_was(question("A judge?", "A judge."), "x")], first.lock)
    entry = renamed.lock.entries[0]._replace(former=(OLD.key,))
    lock = renamed.lock._replace(entries=(entry,))
    moved = _was(question("Which net stands in?", "One.", content_id="b"), "what-is-a-reward-model")
    decks = {DECK: [], "b": [moved]}
    locks = {DECK: lock, "b": make_lock(content_id="b")}
    assert read_was(decks, locks, {}, refuse) == {moved.key: entry.key}
