"""Every key of a content file does something: it is shown, its image packed, its text judged.

The keys come from their declarations, so a new one fails here until a note has it.
"""

import json
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from flashcards.app.compile import Compiled, compile_files
from flashcards.content.levels import Policy
from flashcards.content.schema import CHAPTER, FILE, MODULE, QUESTION, TOPIC, KeySpec, LevelSpec
from flashcards.content.walk import CARD_TEXTS
from flashcards.diagnostics import Severity, Source
from tests.command import ROOT

LEVELS: Mapping[str, LevelSpec] = {
    "file": FILE,
    "module": MODULE,
    "chapter": CHAPTER,
    "topic": TOPIC,
    "question": QUESTION,
    "module-question": QUESTION,
    "file-question": QUESTION,
}

BELOW = {"modules", "chapters", "topics", "questions"}
"""Keys that hold the next level, which is filled itself."""

NOT_SHOWN = {
    "module summary": "context for who reads the file",
    "file language": "says which words the texts are made of",
    "file check": "says how much the rules' findings matter",
    "chapter was": "names a note that was released",
    "topic was": "names a note that was released",
    "question was": "names a note that was released",
    "module-question was": "names a note that was released",
    "file-question was": "names a note that was released",
    "chapter card": "makes it a note or a mention",
    "topic card": "makes it a note or a mention",
    "question card": "makes it a note or a mention",
    "module-question card": "makes it a note or a mention",
    "file-question card": "makes it a note or a mention",
    "chapter allow": "excuses from rules",
    "topic allow": "excuses from rules",
    "topic reverse": "makes a second card",
    "question allow": "excuses from rules",
    "module-question allow": "excuses from rules",
    "file-question allow": "excuses from rules",
}
"""What stands on no card, in no tag and in no description, and what it is for instead."""

NOT_JUDGED = {
    "file title": "the same on all cards, and mostly the video's own",
}
"""What stands on cards and is no rule's business."""


class Place(NamedTuple):
    """A key of one level, or a topic's term, which is a key itself."""

    level: str
    key: str

    @property
    def word(self) -> str:
        """A word that stands nowhere else, and can be a text, a tag and an id."""
        return f"x{self.level}x{self.key}x".replace("-", "x")

    def __str__(self) -> str:
        return f"{self.level} {self.key}"


TERM = Place("topic", "term")
PLACES = [
    TERM,
    *(
        Place(level, key)
        for level, spec in LEVELS.items()
        for key in spec.names
        if key not in BELOW
    ),
]
CARD_PLACES = [
    TERM,
    *(Place(level, key) for level, spec in LEVELS.items() for key in sorted(spec.card_texts)),
]


OTHER_THAN_TEXT = {
    "url": f"https://{Place('file', 'url').word}.example/",
    "published": "2031-07-19",
    "duration": "2:03:04",
    "language": "en",
    "reverse": True,
    "card": True,
    "check": {"near-twin": "info"},
    "allow": ["near-twin"],
}


def _time(place: Place) -> str:
    return "{}:{:02}".format(*divmod(PLACES.index(place), 60))


def _value(place: Place, spec: KeySpec) -> Any:  # noqa: ANN401 - whatever YAML can say
    """Fill in a key with its word, or with what else it takes."""
    if place.key in OTHER_THAN_TEXT:
        return OTHER_THAN_TEXT[place.key]
    if place.key in {"time", "at"}:
        return _time(place)
    if place.key == "summary":
        return f"It is =={place.word}==."
    is_list = any(option.get("type") == "array" for option in spec.schema.get("anyOf", ()))
    return [place.word] if is_list else place.word


def _shown(place: Place) -> str:
    """Give what a reader sees of the key's value."""
    if place.key in {"time", "at"}:
        return _time(place)
    if place.key in {"published", "duration"}:
        return str(OTHER_THAN_TEXT[place.key])
    return place.word


def _fill(extra: Mapping[Place, str]) -> str:
    """Write a content file in which every key is filled; some words have more behind them."""

    def fill(level: str, **below: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
        values = dict(below)
        for spec in LEVELS[level].keys:
            if spec.name not in BELOW:
                place = Place(level, spec.name)
                values[spec.name] = _value(place, spec)
                if place in extra:
                    values[spec.name] += extra[place]
        return values

    term = TERM.word + extra.get(TERM, "")
    chapter = fill("chapter", topics={term: fill("topic")}, questions=[fill("question")])
    module = fill("module", chapters=[chapter], questions=[fill("module-question")])
    return json.dumps(fill("file", modules=[module], questions=[fill("file-question")]))


def _compile(folder: Path, extra: Mapping[Place, str]) -> tuple[Compiled, Source]:
    path = folder / "content" / "video.yaml"
    path.parent.mkdir()
    path.write_text(_fill(extra), encoding="utf-8")
    compiled = compile_files([path], Policy())
    assert not [each for each in compiled.diagnostics if each.severity is Severity.ERROR]
    (source,) = compiled.sources.values()
    return compiled, source


def _everything_shown(compiled: Compiled) -> Iterator[str]:
    (deck,) = compiled.decks
    yield from (deck.name, deck.description)
    for note in deck.notes:
        yield from note.fields
        yield from note.tags


@pytest.fixture(autouse=True)
def _in_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("level", LEVELS)
def test_every_key_gets_into_a_note_a_tag_or_the_description(level: str, tmp_path: Path) -> None:
    compiled, _ = _compile(tmp_path, {})
    texts = list(_everything_shown(compiled))
    missing = {
        str(place)
        for place in PLACES
        if place.level == level and not any(_shown(place) in text for text in texts)
    }
    assert missing == {name for name in NOT_SHOWN if name.split()[0] == level}


def test_a_topic_with_every_key_makes_both_cards(tmp_path: Path) -> None:
    (deck,) = _compile(tmp_path, {})[0].decks
    assert {note.key.split("/")[1]: note.cards for note in deck.notes} == {
        "chapter": 1,
        "topic": 2,
        "question": 1,
    }


def _png(colour: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes((0, colour)))
    chunks = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


@pytest.mark.parametrize("place", CARD_PLACES, ids=str)
def test_an_image_in_any_text_of_a_card_is_packed_and_shown(place: Place, tmp_path: Path) -> None:
    extra = {place: f" ![]({place.word}.png)"}
    image = tmp_path / "content" / f"{place.word}.png"
    (tmp_path / "content").mkdir()
    image.write_bytes(_png(PLACES.index(place)))
    path = tmp_path / "content" / "video.yaml"
    path.write_text(_fill(extra), encoding="utf-8")
    (deck,) = compile_files([path]).decks
    (packed,) = deck.media
    assert packed.data == image.read_bytes()
    assert any(packed.name in field for note in deck.notes for field in note.fields)


@pytest.mark.parametrize("place", CARD_PLACES, ids=str)
def test_the_rules_read_every_text_of_a_card(place: Place, tmp_path: Path) -> None:
    compiled, source = _compile(tmp_path, {place: " Llms"})
    said = [
        source.text[each.span.start : each.span.end]
        for each in compiled.diagnostics
        if each.code == "text-hygiene"
    ]
    assert said == ([] if str(place) in NOT_JUDGED else ["Llms"])


def test_every_text_that_can_stand_on_a_card_is_a_field_of_its_record() -> None:
    assert {record.__name__: set(names) for record, names in CARD_TEXTS.items()} == {
        "Module": MODULE.card_texts,
        "Chapter": CHAPTER.card_texts,
        "Topic": TOPIC.card_texts | {"term"},
        "Question": QUESTION.card_texts,
    }


@pytest.mark.parametrize("level", ["file", "module", "chapter", "topic", "question"])
def test_the_readme_lists_every_key(level: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme[readme.index("| where | keys |") :]
    row = re.search(rf"^\| {level} \| (.+) \|$", table, re.MULTILINE)
    assert row
    assert sorted(re.findall("`([a-z]+)`", row[1])) == sorted(LEVELS[level].names)
