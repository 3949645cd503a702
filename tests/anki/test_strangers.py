"""Decks of strangers in one collection, and searches that select nothing else."""

import shutil
from pathlib import Path

import pytest
from anki.decks import DeckId

from flashcards.anki.search import search_field
from tests.anki.engine import find_keys, find_notes, import_package, open_collection
from tests.support import NOW, build_files

TEXT = """\
title: {title}
{url}
chapters:
  - title: Opening
    time: 0:00
    questions:
      - question: What is a vector?
        answer: {answer}
"""


def _build(folder: Path, title: str, url: str, answer: str, now: int = NOW) -> Path:
    path = folder / "intro.yaml"
    folder.mkdir(exist_ok=True)
    path.write_text(TEXT.format(title=title, url=url, answer=answer), encoding="utf-8")
    (package,) = build_files([path], folder / "decks", now)
    return package


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("Maths", "url: https://youtu.be/aaaaaaaaaaa"), ("Maths", "url: https://youtu.be/bbbbbb")),
        (("Maths", ""), ("Biology", "")),
        (("Maths", ""), ("Maths", "url: https://youtu.be/aaaaaaaaaaa")),
    ],
)
def test_two_authors_with_the_same_file_name_and_question_keep_their_notes(
    tmp_path: Path, ours: tuple[str, str], theirs: tuple[str, str]
) -> None:
    first = _build(tmp_path / "ours", *ours, "An arrow.")
    second = _build(tmp_path / "theirs", *theirs, "A carrier of disease.", NOW + 1000)
    with open_collection(tmp_path / "learner.anki2") as collection:
        import_package(collection, first)
        import_package(collection, second)
        answers = {
            note["Answer"] for note in find_notes(collection, '"Question:What is a vector?"')
        }
    assert answers == {"An arrow.", "A carrier of disease."}


def test_another_form_of_the_address_or_a_new_one_is_still_the_same_deck(tmp_path: Path) -> None:
    """What the deck began with stays in its lock; a lost lock costs only a change of address."""
    folder = tmp_path / "ours"
    long, short = "https://www.youtube.com/watch?v=EV7WhVT270Q&t=3s", "https://youtu.be/EV7WhVT270Q"
    with open_collection(tmp_path / "learner.anki2") as collection:
        import_package(collection, _build(folder, "Maths", f"url: {short}", "An arrow."))
        moved = _build(folder, "Maths", "url: https://vimeo.com/1", "An arrow!", NOW + 1000)
        import_package(collection, moved)
        shutil.rmtree(folder / "decks")
        lost = _build(folder, "Algebra", f"url: {long}", "An arrow?", NOW + 2000)
        import_package(collection, lost)
        (note,) = find_notes(collection, '"Question:What is a vector?"')
        assert note["Answer"] == "An arrow?"


def test_a_search_for_a_text_selects_the_notes_with_just_that_text(tmp_path: Path) -> None:
    texts = ['z"or"deck:*', "a*", "a_b", "a:b", "a\\b", "aXb", "abc", '" OR deck:* OR "', "a b"]
    with open_collection(tmp_path / "learner.anki2") as collection:
        import_package(collection, _build(tmp_path / "ours", "Maths", "", "An arrow."))
        (first,) = find_notes(collection, "Key:intro/*")
        for text in texts:
            note = collection.new_note(first.note_type() or {})
            note["Question"] = note["Key"] = text
            collection.add_note(note, DeckId(1))
        for text in texts:
            assert find_keys(collection, search_field("Key", [text])) == {text}
        assert find_keys(collection, search_field("Key", texts)) == set(texts)
