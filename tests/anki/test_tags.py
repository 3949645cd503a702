"""Tags in every script in Anki's engine: stored as they are, found, and never taken for another."""

# ruff: noqa: RUF001 - letters that look like others are the point

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from anki.collection import Collection
from anki.decks import DeckId
from hypothesis import given
from hypothesis import strategies as st

from flashcards.anki.search import search_field
from flashcards.content.load import load_files
from flashcards.text.slugs import tag_slug
from tests.anki.engine import find_keys, find_notes, import_package, open_collection
from tests.support import build_files

TITLES = (
    *("基本概念", "第1讲：热学", "機械学習とは？", "ｶﾞｷﾞ", "ガギ", "가나다", "ＦＵＬＬ", "Full"),
    *("Café", "Cafe", "Łódź", "Lodz", "Ærø", "Þingvellir", "Größe", "Grosse", "Đặng", "Dang"),
    *("İstanbul", "Iğdır", "ığdır", "Ὀδυσσεύς", "Οδυσσεύς", "Введение", "Ёж", "Еж", "Е\u0308ж 2"),
    *("مقدمه", "می\u200cخواهم", "میخواهم", "مُحَمَّد", "محمد", "שָׁלוֹם", "שלום", "צה״ל"),
    *("हिन्दी में", "तमिल १२", "தமிழ்", "ශ්\u200dරී ලංකා", "การเรียนรู้", "ភាសា\u200bខ្មែរ"),
    *("R&D", "C++", "C#", "x²", "x2", "½", "🙂", "🙃", "*_:\"'", "a*b_c:d", "ŉ", "ſt", "Ꭰ"),
)
FOLDER_AND_FILE = "content/Größen-热学.yaml"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Build a file with a module for each title; give it and its package."""
    folder = tmp_path_factory.mktemp("scripts")
    path = folder / FOLDER_AND_FILE
    path.parent.mkdir()
    lines = ["title: Everything", "modules:"]
    for number, title in enumerate(TITLES):
        quoted = json.dumps(title, ensure_ascii=False)
        question = f"{{question: {quoted}, answer: Number {number}.}}"
        chapter = f"{{title: Chapter {number}, time: {number}:00, questions: [{question}]}}"
        lines.append(f"  - {{title: {quoted}, chapters: [{chapter}]}}")
    path.write_text("\n".join(lines), encoding="utf-8")
    (package,) = build_files([path], folder / "decks")
    return path, package


@pytest.fixture(scope="module")
def collection(
    built: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Collection]:
    """Give a learner's collection with the deck."""
    with open_collection(tmp_path_factory.mktemp("learner") / "learner.anki2") as collection:
        import_package(collection, built[1])
        yield collection


def test_each_modules_tag_finds_its_notes_and_no_others(
    built: tuple[Path, Path], collection: Collection
) -> None:
    loaded = load_files([built[0]])
    (breakdown,) = loaded.breakdowns
    assert breakdown.content_id == "grössen-热学"
    assert [each.title.value for each in breakdown.modules] == [*TITLES]
    found = {
        module.title.value: find_notes(collection, f'"tag:grössen-热学::{module.slug}"')
        for module in breakdown.modules
    }
    assert {title: [note["Answer"] for note in notes] for title, notes in found.items()} == {
        title: [f"Number {number}."] for number, title in enumerate(TITLES)
    }
    assert [note.tags for notes in found.values() for note in notes] == [
        [f"grössen-热学::{module.slug}"] for module in breakdown.modules
    ]
    assert len(find_notes(collection, "tag:grössen-热学::*")) == len(TITLES)


def test_each_key_finds_its_note_alone(collection: Collection) -> None:
    keys = find_keys(collection, "tag:grössen-热学::*")
    assert len(keys) == len(TITLES)
    for key in keys:
        assert find_keys(collection, search_field("Key", [key])) == {key}


_NUMBERS = count()


@given(titles=st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=12))
def test_tags_of_any_titles_are_stored_as_they_are_and_found_apart(
    collection: Collection, titles: list[str]
) -> None:
    deck = f"deck-{next(_NUMBERS)}"  # of this example alone
    tags = sorted({f"{deck}::{tag_slug(title)}" for title in titles})
    note_type = collection.models.by_name("Basic")
    assert note_type is not None
    ids = {}
    for tag in tags:
        note = collection.new_note(note_type)
        note["Front"] = "front"
        note.tags = [tag]
        collection.add_note(note, DeckId(1))
        ids[tag] = note.id
    for tag, note_id in ids.items():
        assert collection.get_note(note_id).tags == [tag]
        assert list(collection.find_notes(f'"tag:{tag}"')) == [note_id]
