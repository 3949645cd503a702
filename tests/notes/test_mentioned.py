"""`card: false`: talked about, to be found, and worth no card."""

import json
from pathlib import Path

import pytest

from flashcards.content.load import load_source
from flashcards.diagnostics import Diagnostic, Source
from flashcards.notes.generate import generate_deck
from tests.command import flashcards
from tests.videos import make_deck

VIDEO = """\
title: A video
chapters:
  - title: Opening
    time: 0:00
    summary: The sky is ==blue==.
    card: false
    topics:
      Sky: What is above.
      Albert Einstein: {card: false}
      Relativity:
        definition: What the video only names.
        reverse: true
        card: false
    questions:
      - {question: Who speaks?, answer: A man., card: false}
      - {question: Why?, answer: Because., card: true}
  - title: Ending
    time: 9:00
    topics:
      Albert Einstein:
"""


def test_what_is_only_mentioned_makes_no_note_and_knows_its_places() -> None:
    deck = make_deck(VIDEO)
    assert [note.key for note in deck.notes] == ["video/topic/sky", "video/question/why"]
    assert {note.key: note.cards for note in deck.mentioned} == {
        "video/chapter/opening": 0,
        "video/topic/albert-einstein": 0,
        "video/topic/relativity": 0,
        "video/question/who-speaks": 0,
    }
    einstein = next(note for note in deck.mentioned if "einstein" in note.key)
    assert (einstein.times, einstein.modules) == ((0, 540_000), ("opening", "ending"))
    assert einstein.tags == ("video::opening", "video::ending")


def test_what_is_only_mentioned_waits_for_no_definition() -> None:
    found: list[Diagnostic] = []
    load_source(Source(path="content/video.yaml", text=VIDEO), found)
    assert found == []


def test_a_definition_that_another_mention_keeps_from_its_card_is_an_error() -> None:
    found: list[Diagnostic] = []
    text = VIDEO.replace("      Albert Einstein:\n", "      Albert Einstein: A physicist.\n")
    load_source(Source(path="content/video.yaml", text=text), found)
    assert [(each.code, each.message) for each in found] == [
        (
            "conflicting-topic",
            "`Albert Einstein` is defined here and has `card: false` at another mention",
        )
    ]


def test_a_summary_that_asks_for_nothing_needs_no_blanks() -> None:
    found: list[Diagnostic] = []
    source = Source(path="content/video.yaml", text=VIDEO.replace("==", ""))
    content = load_source(source, found)
    assert content is not None
    generate_deck(content, found)
    assert found == []


def test_the_rules_do_not_judge_what_is_only_mentioned(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    text = VIDEO.replace("What the video only names.", "What relativity is, as the video says.")
    (tmp_path / "content" / "video.yaml").write_text(text, encoding="utf-8")
    done = flashcards(tmp_path, "check", "--format", "concise")
    assert "relativity" not in done.stdout.lower()
    judged = text.replace("        card: false\n", "")
    (tmp_path / "content" / "video.yaml").write_text(judged, encoding="utf-8")
    assert "term-in-definition" in flashcards(tmp_path, "check", "--format", "concise").stdout


def test_list_has_what_is_only_mentioned_with_no_card(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "video.yaml").write_text(VIDEO, encoding="utf-8")
    done = flashcards(tmp_path, "list")
    assert "Albert Einstein" in done.stdout
    assert done.stderr == "2 notes, 2 cards, 4 only mentioned\n"
    listed = json.loads(flashcards(tmp_path, "list", "--format", "json").stdout)
    assert sorted(each["cards"] for each in listed) == [0, 0, 0, 0, 1, 1]


def test_a_note_that_needs_no_card_any_more_is_retired(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    path = tmp_path / "content" / "video.yaml"
    path.write_text(VIDEO.replace("{card: false}", "A physicist."), encoding="utf-8")
    assert flashcards(tmp_path, "build").returncode == 0
    path.write_text(VIDEO, encoding="utf-8")
    done = flashcards(tmp_path, "build")
    assert done.returncode == 0
    assert "retired" in done.stdout + done.stderr


@pytest.mark.parametrize("value", ["maybe", "0"])
def test_it_is_true_or_false(value: str) -> None:
    found: list[Diagnostic] = []
    text = VIDEO.replace("{card: false}", f"{{card: {value}}}")
    load_source(Source(path="content/video.yaml", text=text), found)
    message = f"`card` is `{value}`, which is neither true nor false"
    assert message in [each.message for each in found]
