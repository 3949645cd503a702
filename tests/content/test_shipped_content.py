"""The shipped content is complete: counted against the document it was made from."""

from flashcards.app.compile import compile_files
from flashcards.content.levels import Policy
from flashcards.content.load import load_files
from flashcards.diagnostics import Severity
from flashcards.text.slugs import fold_term
from tests.support import SHIPPED

CHAPTERS = """
0:00-12:03 12:03-24:05 24:05-48:10 48:10-1:00:12 1:00:12-1:12:15 1:12:15-1:24:18 1:24:18-1:36:21
1:36:21-1:48:22 1:48:23-2:00:24 2:00:24-2:12:27 2:12:27-2:24:28 2:24:28-2:36:29 2:36:29-2:48:30
2:48:30-3:00:34 3:00:34-3:12:38 3:12:38-3:24:39 3:24:39-3:36:39 3:36:40-3:48:43 3:48:44-4:00:45
4:00:45-4:12:46 4:12:46-4:24:47 4:24:48-4:25:04
""".split()

TOPICS_BY_CHAPTER = [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3]


def test_the_shipped_content_is_complete() -> None:
    loaded = load_files([SHIPPED])
    (breakdown,) = loaded.breakdowns
    assert len(breakdown.modules) == 16
    chapters = [chapter for module in breakdown.modules for chapter in module.chapters]
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    times = [line.split("time: ")[1].replace(" ", "") for line in lines if " time: " in line]
    assert times == CHAPTERS
    assert [len(chapter.topics) for chapter in chapters] == TOPICS_BY_CHAPTER
    terms = [fold_term(topic.term.value) for each in chapters for topic in each.topics]
    assert (len(terms), len(set(terms))) == (67, 63)
    assert all(chapter.summary for chapter in chapters)
    assert all(chapter.questions for chapter in chapters)


def test_the_shipped_content_has_no_problem_at_all() -> None:
    worst = [each for each in load_files([SHIPPED]).diagnostics if each.severity != Severity.INFO]
    assert worst == []


def test_all_shipped_content_passes_the_strict_check() -> None:
    compiled = compile_files(sorted(SHIPPED.parent.glob("*.yaml")), Policy(is_strict=True))
    worst = [each for each in compiled.diagnostics if each.severity != Severity.INFO]
    assert worst == []
    assert len(compiled.decks) == 3


def test_the_second_deck_shows_every_feature() -> None:
    (deck,) = compile_files([SHIPPED.with_name("numbers-in-computers.yaml")]).decks
    assert 30 <= len(deck.notes) <= 60
    everything = " ".join(field for note in deck.notes for field in note.fields)
    for feature in (r"\(", '<span class="k">', "<img src=", "{{c2::", "<code>"):
        assert feature in everything
    assert any(note.kind.value == "topic" and note.cards == 2 for note in deck.notes)
    assert [file.name.rsplit(".", 1)[-1] for file in deck.media] == ["svg"]
    assert not any(note.get_field("Link") for note in deck.notes)
    assert all(bool(note.get_field("Time")) == (note.times != (0,)) for note in deck.notes)


def test_the_third_deck_is_in_japanese_with_readings() -> None:
    (deck,) = compile_files([SHIPPED.with_name("日本の暦.yaml")]).decks
    assert 25 <= len(deck.notes) <= 40
    assert all('lang="ja"' in note.get_field("Source") for note in deck.notes)
    everything = " ".join(field for note in deck.notes for field in note.fields)
    assert "<ruby>閏月<rt>うるうづき</rt></ruby>" in everything
    assert "{{c1::<ruby>宣明暦<rt>せんみょうれき</rt></ruby>}}" in everything
    topics = [note for note in deck.notes if note.kind.value == "topic"]
    assert any(note.cards == 2 for note in topics)
    assert [note.key for note in topics if len(note.get_field("Time").split()) > 1] == [
        "日本の暦/topic/閏月"
    ]
