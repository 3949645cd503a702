"""From a package to the next release: who is compared with whom, and what is made of oddities."""

import io
from collections.abc import Sequence

import pytest

from flashcards.anki.note_types import NOTE_TYPES, Kind
from flashcards.identity.resolve import Resolved
from flashcards.notes.note import Note
from flashcards.package.apkg import write_package
from flashcards.package.problems import LOSSES, Trouble
from flashcards.package.read import Package, read_whole_package
from flashcards.package.upgrade import NextDeck, Upgrade, compare_release, find_decks
from tests.identity.making import question, release, summary, topic
from tests.package.changing import change_package
from tests.support import NOW, deck_named

POLICY = question("What is a policy?", "What picks the next action.")
VALUE = question("What is a value?", "A number.")
TERM = topic("Reward", "What an agent wants.")
TEXT = summary("Parts", "An agent has a {{c1::policy}} and a {{c2::value}}.")


def pack(resolved: Resolved, name: str = "Deck") -> bytes:
    return write_package(deck_named("rlhf", name), resolved.notes)


def read(package: bytes) -> Package:
    return read_whole_package(io.BytesIO(package), "old.apkg")


def compare(old: Package, *decks: NextDeck, now: int = NOW + 100) -> Upgrade:
    return compare_release(old, find_decks(old, decks), decks, now)


def deck(resolved: Resolved, content_id: str = "rlhf", name: str = "Deck") -> NextDeck:
    return NextDeck(content_id, name, resolved)


def troubles(upgrade: Upgrade) -> list[Trouble]:
    return [problem.trouble for problem in upgrade.problems]


@pytest.mark.parametrize("notes", [[POLICY], [POLICY, VALUE, TERM, TEXT]])
def test_a_release_beside_itself_is_unchanged(notes: Sequence[Note]) -> None:
    resolved = release(notes)
    upgrade = compare(read(pack(resolved)), deck(resolved))
    assert upgrade == Upgrade(problems=(), changes=(), unchanged=len(notes))


def test_a_time_that_is_equal_is_not_later() -> None:
    old = read(pack(release([POLICY])))
    reworded = release([question("What is a policy?", "What picks an action.")], now=NOW)
    assert troubles(compare(old, deck(reworded))) == [Trouble.SKIPPED]
    later = release([question("What is a policy?", "What picks an action.")], now=NOW + 1)
    assert troubles(compare(old, deck(later))) == []


def test_of_two_notes_of_one_guid_the_later_counts() -> None:
    """Anki imports both, one over the other."""
    first = release([POLICY])
    package = change_package(
        pack(first),
        lambda each: each.execute(
            "INSERT INTO notes SELECT id + 1, guid, mid, mod + 50, usn, tags, flds, sfld, csum, "
            "flags, data FROM notes"
        ),
    )
    second = release([question("What is a policy?", "It picks.")], first.lock, NOW + 50)
    assert troubles(compare(read(package), deck(second))) == [Trouble.SKIPPED]
    third = release([question("What is a policy?", "It picks.")], first.lock, NOW + 51)
    assert troubles(compare(read(package), deck(third))) == []


def test_decks_are_found_by_content_id_and_else_by_guid() -> None:
    resolved = release([POLICY])
    old = read(pack(resolved))
    same, other, renamed = deck(resolved), deck(release([VALUE]), "x"), deck(resolved, "y")
    assert find_decks(old, [other, same]) == (same,)
    assert find_decks(old, [other, renamed]) == (renamed,)
    assert find_decks(old, [other]) == ()


def test_new_notes_of_decks_that_do_not_follow_are_none() -> None:
    old = release([POLICY])
    upgrade = compare(read(pack(old)), deck(old), deck(release([VALUE]), "other"))
    assert upgrade == Upgrade(problems=(), changes=(), unchanged=1)


def test_a_package_without_a_deck_of_its_own_has_no_deck_to_rename() -> None:
    resolved = release([POLICY])
    package = change_package(
        pack(resolved), lambda each: each.execute("UPDATE col SET decks = '{}'")
    )
    assert troubles(compare(read(package), deck(resolved, name="Other"))) == []


@pytest.mark.parametrize(
    "text",
    ["{{c12345::policy}}", f"{{{{c{'9' * 5_000}::policy}}}}", "{{c1::a}} " * 501, "{{c1::" * 501],
)
def test_blanks_as_we_never_write_them_are_not_compared(text: str) -> None:
    resolved = release([TEXT])
    package = change_package(
        pack(resolved),
        lambda each: each.execute(
            "UPDATE notes SET flds = replace(flds, '{{c1::policy}}', ?)", (text,)
        ),
    )
    assert troubles(compare(read(package), deck(resolved))) == [Trouble.SKIPPED]


def test_a_note_of_another_hand_in_the_package_is_no_retired_one() -> None:
    resolved = release([POLICY, VALUE])
    package = change_package(
        pack(resolved),
        lambda each: each.execute(
            "UPDATE notes SET guid = 'x', flds = replace(flds, 'rlhf/question/', 'mine') "
            "WHERE flds LIKE '%value%'"
        ),
    )
    upgrade = compare(read(package), deck(release([POLICY])))
    assert upgrade == Upgrade(problems=(), changes=(), unchanged=1)


def test_losses_are_the_troubles_by_which_an_update_or_a_history_is_lost() -> None:
    assert {trouble.value for trouble in LOSSES} == {
        "update-skipped",
        "note-type-conflict",
        "note-twice",
        "history-lost",
        "blank-renumbered",
    }


def test_note_types_of_ours_are_what_packages_hold() -> None:
    """A name that differed would be told as a conflict of every package."""
    held = read(pack(release([POLICY, TERM, TEXT]))).note_types
    for kind in Kind:
        ours = NOTE_TYPES[kind]
        assert held[ours.note_type_id].field_names == ours.field_names
