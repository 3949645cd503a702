"""The shipped deck in Anki's real engine: every note found, every card rendered."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from anki.collection import Collection

from flashcards.content.load import load_files
from flashcards.content.model import Breakdown
from flashcards.notes.note import Deck
from flashcards.text.times import parse_time
from tests.anki.engine import find_keys, find_notes, import_package, open_collection
from tests.support import SHIPPED, build_files, compile_shipped


@pytest.fixture(scope="module")
def deck() -> Deck:
    return compile_shipped()


@pytest.fixture(scope="module")
def breakdown() -> Breakdown:
    (breakdown,) = load_files([SHIPPED]).breakdowns
    return breakdown


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    folder = tmp_path_factory.mktemp("shipped")
    (package,) = build_files([SHIPPED], folder)
    with open_collection(folder / "learner.anki2") as collection:
        log = import_package(collection, package)
        assert len(log.log.new) == len(compile_shipped().notes)
        yield collection


def test_the_video_tag_finds_every_note(collection: Collection, deck: Deck) -> None:
    assert find_keys(collection, "tag:state-of-ai-2026::*") == {note.key for note in deck.notes}
    assert collection.note_count() == len(deck.notes)


def test_each_of_the_16_module_tags_finds_its_own_notes(
    collection: Collection, deck: Deck, breakdown: Breakdown
) -> None:
    assert len(breakdown.modules) == 16
    for module in breakdown.modules:
        found = find_keys(collection, f'"tag:state-of-ai-2026::{module.slug}"')
        assert found == {note.key for note in deck.notes if module.slug in note.modules}
        assert found


def test_a_topic_of_two_modules_has_both_tags_and_both_times(collection: Collection) -> None:
    (note,) = find_notes(collection, '"Key:state-of-ai-2026/topic/scaling-laws"')
    assert set(note.tags) == {
        "ai",
        "state-of-ai-2026::building-and-training-llms",
        "state-of-ai-2026::post-training-techniques-and-llm-evaluation",
    }
    assert note["Time"] == "48:24 · 1:56:43"
    assert re.findall(r"t=(\d+)s", note["Link"]) == ["2904", "7003"]


def test_kinds_are_found_by_note_type(collection: Collection) -> None:
    for note_type, kind, count in (
        ("Flashcards Question", "question", 71),
        ("Flashcards Topic", "topic", 24),
        ("Flashcards Chapter", "chapter", 21),
    ):
        found = find_keys(collection, f'"note:{note_type}"')
        assert len(found) == count
        assert all(key.split("/")[1] == kind for key in found)


def test_every_note_has_its_time_as_text_and_as_a_link_to_that_second(
    collection: Collection,
) -> None:
    notes = find_notes(collection, "tag:state-of-ai-2026::*")
    assert len(notes) == 116
    for note in notes:
        times = note["Time"].split(" · ")
        links = re.findall(r'<a href="([^"]+)">([^<]+?)(?: <span>[^<]+</span>)?</a>', note["Link"])
        assert [text for _, text in links] == times
        for (href, _), text in zip(links, times, strict=True):
            time = parse_time(text)
            assert time is not None
            assert (
                unescape(href) == f"https://www.youtube.com/watch?v=EV7WhVT270Q&t={time // 1000}s"
            )


def test_notes_are_found_by_their_time(collection: Collection) -> None:
    assert find_keys(collection, '"Time:48:24 *"') == {"state-of-ai-2026/topic/scaling-laws"}


def test_every_card_renders_without_an_error_and_with_a_front(collection: Collection) -> None:
    card_ids = collection.find_cards("")
    assert len(card_ids) == collection.card_count() > 120
    for card_id in card_ids:
        output = collection.get_card(card_id).render_output()
        for side in (output.question_text, output.answer_text):
            assert "{{" not in side
            assert "}}" not in side
            assert "Unknown field" not in side
            assert "template" not in side.lower()
        without_context = re.sub(
            r'<div class="context">.*?</div>', "", output.question_text, flags=re.DOTALL
        )
        assert re.sub(r"<[^>]+>", "", without_context).strip()


def test_the_database_needs_no_repair(collection: Collection) -> None:
    assert collection.fix_integrity() == ("Database rebuilt and optimized.", True)


def test_new_cards_come_in_the_order_of_the_content(collection: Collection, deck: Deck) -> None:
    due = {
        collection.get_card(card_id).note()["Key"]: collection.get_card(card_id).due
        for card_id in collection.find_cards("")
    }
    assert sorted(due, key=lambda key: due[key]) == [note.key for note in deck.notes]


def test_the_deck_says_what_it_is(collection: Collection) -> None:
    found = collection.decks.by_name("State of AI in 2026")
    assert found is not None
    assert not found.get("md")
    assert 'href="https://www.youtube.com/watch?v=EV7WhVT270Q"' in found["desc"]
    assert ">2026-01-31</span> · 4:25:04<br>" in found["desc"]
    assert "<br>Notes: 116 · Cards: 133</div>" in found["desc"]
    assert "\n" not in found["desc"]


def test_importing_the_same_package_again_changes_nothing(
    collection: Collection, tmp_path: Path
) -> None:
    (package,) = build_files([SHIPPED], tmp_path)
    log = import_package(collection, package).log
    assert (len(log.new), len(log.updated), len(log.conflicting)) == (0, 0, 0)
