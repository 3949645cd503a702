"""Anki stores each deck under the name that we write, or we say under which other one."""

import re
from collections.abc import Iterator

import pytest
from anki.collection import Collection
from anki.decks import DeckId
from hypothesis import given
from hypothesis import strategies as st

from flashcards.content.deck_names import DECK, name_deck, read_deck
from flashcards.content.nodes import Scalar
from flashcards.diagnostics import Diagnostic, Span
from tests.anki.engine import open_collection

NAMES = (
    "A::::B", "::A", "A::", "A:: ::B", "A :: B", "A: :B", ":A", "A:", "A:::B", "::", "A::\u3000::B",
    "\xa0A", "A\u2003::B",
    "A\tB", "A\nB", "A\x07B", "A\x7fB", 'A"B', "A\xa0B", "A\u200bB", "A\u2028B",
    "A:B", "A*B", "A_B", "A\\B", "A\x85", "A::blank", "\uff21\uff1a\uff1a\uff22", "'A'",
    "A" * 1000, "A::" + "y" * 900,
)  # fmt: skip


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    """Open an empty collection."""
    with open_collection(tmp_path_factory.mktemp("anki") / "learner.anki2") as opened:
        yield opened


def _stored(collection: Collection, name: str) -> str:
    found = collection.decks.id(name)
    assert found is not None
    stored: str = collection.decks.name(DeckId(found))
    for each in collection.decks.all_names_and_ids():
        if each.id != 1:
            collection.decks.remove([DeckId(each.id)])
    return stored


def _read(name: str) -> tuple[str, list[Diagnostic]]:
    found: list[Diagnostic] = []
    text = read_deck(Scalar(name, Span("content/a.yaml", 0, 1)), "deck", found.append)
    return text.value if text else "", found


def _check(collection: Collection, name: str) -> None:
    name = name.strip()
    if not name:
        return
    read, found = _read(name)
    stored = _stored(collection, name)
    assert [(each.code, each.message) for each in found] == (
        []
        if stored == name
        else [("invalid-deck", f"Anki would store the deck {_quoted(name)} as {_quoted(stored)}")]
    )
    if read:
        assert _stored(collection, read) == read
        assert re.fullmatch(DECK, read)
    if title := name_deck(name):
        assert _stored(collection, title) == title
        assert "::" not in title


def _quoted(name: str) -> str:
    line = " ".join(name.split())
    return f"`{line if len(line) <= 60 else f'{line[:59]}…'}`"


@pytest.mark.parametrize("name", NAMES)
def test_a_deck_is_stored_under_its_name_or_reported(collection: Collection, name: str) -> None:
    _check(collection, name)


@given(name=st.text(st.sampled_from("aB1:: \t\x07\u3000\xa0\"'*\\"), max_size=12))
def test_a_deck_of_any_name_is_stored_under_it_or_reported(
    collection: Collection, name: str
) -> None:
    _check(collection, name)


@pytest.mark.parametrize(
    ("name", "help_"),
    [
        ("A::::B", "write `deck: A::B`"),
        ("::A", "write `deck: A`"),
        ("A:: ::B", "write `deck: A::B`"),
        ("A :: B", "write `deck: A::B`"),
        ("A\tB", "write `deck: A B`"),
        ("A: 1::", "write `deck: 'A: 1'`"),
        ("*It's*::", "write `deck: '*It''s*'`"),
        ("::", "write a name, or leave `deck` out"),
    ],
)
def test_the_help_has_the_line_to_write(name: str, help_: str) -> None:
    assert [each.help for each in _read(name)[1]] == [help_]


def test_a_deck_named_by_its_title_has_one_level() -> None:
    assert [name_deck(each) for each in ("A::B", "Why?:", ": A", "A:::: B", "A\nB", "::")] == [
        "A:B",
        "Why?",
        "A",
        "A: B",
        "A B",
        "",
    ]
