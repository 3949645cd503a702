"""What became of a deck's notes since an earlier state of its lock."""

from flashcards.content.keys import Key
from flashcards.identity.changes import Change, ChangeKind
from flashcards.identity.entry import Entry, Guid, Lock, describe_note
from flashcards.identity.lock_changes import compare_entries
from tests.identity.making import DECK, question


def _entry(answer: str = "People.") -> Entry:
    note = question("Who labels?", answer)
    return describe_note(note, guid=Guid("guid"), note_id=1, mod=1, after="")


def _compare(before: Entry, now: Entry) -> tuple[Change, ...]:
    return compare_entries((before,), Lock(DECK, (now,)))


def test_a_note_that_is_as_it_was_has_no_change() -> None:
    assert _compare(_entry(), _entry()) == ()


def test_a_note_with_another_answer_is_updated() -> None:
    (change,) = _compare(_entry(), _entry("Crowds."))
    assert (change.kind, change.fields) == (ChangeKind.UPDATED, ("Answer",))
    assert (change.old, change.new) == (_entry(), _entry("Crowds."))


def test_a_retired_note_is_named_by_all_the_keys_it_had_since() -> None:
    former = Key("rlhf/question/who-labels-it")
    retired = _entry()._replace(retired=True, former=(former,))
    assert _compare(_entry(), retired) == (Change(ChangeKind.RETIRED, old=retired),)


def test_a_note_that_was_retired_before_is_not_named_again() -> None:
    retired = _entry()._replace(retired=True)
    assert _compare(retired, retired) == ()


def test_a_note_that_moved_to_another_file_lives_on_there() -> None:
    moved = _entry()._replace(retired=True, moved=True)
    assert _compare(_entry(), moved) == ()


def test_a_note_that_came_from_another_file_is_compared_with_what_it_was_there() -> None:
    there = _entry()._replace(key=Key("intro/question/who-labels"))
    (change,) = _compare(there, _entry("Crowds."))
    assert (change.kind, change.old) == (ChangeKind.UPDATED, there)


def test_a_new_note_asks_nothing_of_a_learner() -> None:
    assert compare_entries((), Lock(DECK, (_entry(),))) == ()
