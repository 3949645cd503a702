"""Made-up content in Anki's real engine: every card that it asks for, and each as it was written.

What the content asks for is counted here from what was made up, not from what we made of it.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import normalize

from anki.cards import Card
from anki.collection import Collection
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.disk.sources import NOT_IN_YAML
from tests.anki.engine import find_notes, import_package, open_collection
from tests.anki.publisher import content_of
from tests.anki.release import release_folder
from tests.support import NOW, dump_yaml

_PIECES = (
    *("{{", "}}", "{{c1::x}}", "::", "{{Question}}", "{{#Extra}}", "[sound:a.mp3]", "[latex]"),
    *('"', "'", "`", "``", "```\n", "$", "$$", "\\(", "\\)", "$a < b$", "<b>", "</b>", "<script>"),
    *("<", ">", "&", "&amp;", "&#123;", "<!--", "-->", "<br>", "*", "**", "_", "~~", "[", "]"),
    *("[a](https://a.example)", "(", ")", "\n\n", "\n", "\n- ", "\n1. ", "\n> ", "\n# ", "    "),
    *("\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n", "\n```python\nx = {'a': 1}\n```\n", "|", "\\"),
    *(
        "שלום",
        "العربية",
        "\u202e",
        "\u200f",
        "日本語",
        "👩\u200d🚀",
        "🇳🇴",
        "e\u0301",
        "\u1100\u1161",
    ),
    *("ﬁ", "\u2028", "\xa0", "\u200b", "ß", "İ", "no", "null", "12:03", "{", "}", "#", ": ", "- "),
)
_TAGS = ("ai", "ki::netz", "日本", "größe", "a:b", "שלום", "👍", "x-y_z")
_IMAGE = "![](dot.svg)"
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
_ERRORS = re.compile(r"Unknown field|has a problem|is blank|No cloze|invalid-card|\{\{|\}\}")

_NOISE = st.lists(
    st.sampled_from(_PIECES)
    | st.text(st.characters(codec="utf-8"), max_size=3).filter(
        lambda text: not NOT_IN_YAML.search(text)
    ),
    max_size=6,
).map("".join)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A card that the content asks for: words that its front shows and hides, and its back's."""

    shown: str
    hidden: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    text: str
    notes: int
    cards: tuple[_Asked, ...]


class _Making:
    """The making of one content file; each text holds a word that no other has."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._words = 0
        self.notes = 0
        self.cards: list[_Asked] = []

    def word(self) -> str:
        self._words += 1
        return f"w{self._words}w"

    def chance(self) -> bool:
        return self._draw(st.booleans())

    def text(self, word: str) -> str:
        """Put noise round a word; an image only where it was meant."""
        before, after = (self._draw(_NOISE).replace("==", "=") for _ in range(2))
        text = self._draw(st.sampled_from((f"{word} {after}", f"{before}\n\n{word}\n\n{after}")))
        text = text.replace("![", "[")
        return f"{text}\n\n{_IMAGE}" if self._draw(st.integers(0, 9)) == 0 else text

    def more(self) -> dict[str, object]:
        found: dict[str, object] = {
            key: self.text(self.word()) for key in ("hint", "extra") if self.chance()
        }
        if self.chance():
            found["tags"] = self._draw(st.lists(st.sampled_from(_TAGS), max_size=3))
        if self.chance():
            found["id"] = self.word()
        return found

    def question(self) -> dict[str, object]:
        front, back = self.word(), self.word()
        self.notes += 1
        self.cards.append(_Asked(shown=front, hidden=back))
        return {"question": self.text(front), "answer": self.text(back), **self.more()}

    def topics(self) -> dict[str, object]:
        topics: dict[str, object] = {}
        for _ in range(self._draw(st.integers(0, 3))):
            term, definition = self.word(), self.word()
            name = " ".join(self.text(term).replace(_IMAGE, "").split())
            if self.chance() and self.chance():
                topics[name] = ""
                continue
            self.notes += 1
            self.cards.append(_Asked(shown=term, hidden=definition))
            topic = {"definition": self.text(definition), **self.more()}
            topics[name] = topic
            if self.chance():
                topic["reverse"] = "true"
                self.cards.append(_Asked(shown=definition, hidden=term))
        return topics

    def summary(self) -> str:
        """Make a summary with marks in a paragraph of their own, or without marks."""
        self.notes += 1
        around, blanks = self.word(), [self.word() for _ in range(self._draw(st.integers(0, 3)))]
        if not blanks:
            self.cards.append(_Asked(shown="", hidden=around))
            return self.text(around)
        self.cards += (_Asked(shown=around, hidden=blank) for blank in blanks)
        marks = " and ".join(f"=={blank}==" for blank in blanks)
        return f"{around} is {marks}.\n\n{self.text(self.word())}"

    def chapter(self, minute: int) -> dict[str, object]:
        chapter: dict[str, object] = {"title": self.text(self.word()), "time": f"{minute}:00"}
        if self.chance():
            chapter["summary"] = self.summary()
        chapter["topics"] = self.topics()
        chapter["questions"] = [self.question() for _ in range(self._draw(st.integers(0, 2)))]
        return chapter


@st.composite
def _contents(draw: st.DrawFn) -> _Content:
    making = _Making(draw)
    minutes = iter(range(100))
    modules = [
        {
            "title": making.text(making.word()),
            "chapters": [making.chapter(next(minutes)) for _ in range(draw(st.integers(1, 2)))],
        }
        for _ in range(draw(st.integers(1, 2)))
    ]
    modules[0]["questions"] = [{**making.question(), "at": "0:30"}]
    content = {
        "title": making.text(making.word()),
        "deck": "Made up",
        "url": draw(st.sampled_from(("https://www.youtube.com/watch?v=a", "https://a.example/?x"))),
        "tags": draw(st.lists(st.sampled_from(_TAGS), max_size=2)),
        "modules": modules,
    }
    text = dump_yaml(content)
    return _Content(text=text, notes=making.notes, cards=tuple(making.cards))


@settings(max_examples=200)
@given(content=_contents())
def test_anki_takes_whatever_content_says_as_it_was_written(content: _Content) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "content").mkdir()
        (folder / "content" / "dot.svg").write_text(_SVG, encoding="utf-8")
        (folder / "content" / "made-up.yaml").write_text(content.text, encoding="utf-8")
        released = release_folder(folder, NOW)
        (package,) = released.packages
        with open_collection(folder / "learner.anki2") as collection:
            log = import_package(collection, package).log
            assert len(log.new) == log.found_notes == content.notes
            assert collection.note_count() == content.notes
            assert collection.card_count() == len(content.cards)
            wanted = {str(each.guid): content_of(each) for each in released.notes}
            for note in find_notes(collection, ""):
                fields, tags = wanted[note.guid]
                assert note.fields == [normalize("NFC", each) for each in fields]
                assert set(note.tags) == tags
            _check_cards(collection, content)
            assert collection.fix_integrity() == ("Database rebuilt and optimized.", True)
            check = collection.media.check()
            assert (list(check.missing), list(check.unused)) == ([], [])


def _check_cards(collection: Collection, content: _Content) -> None:
    """Each card asked for is there once: it shows what it asks with, and hides what it asks for."""
    sides = [_render(collection.get_card(card_id)) for card_id in collection.find_cards("")]
    for asked in content.cards:
        found = [
            (front, back)
            for front, back in sides
            if asked.shown in front and asked.hidden not in front and asked.hidden in back
        ]
        assert len(found) == 1, asked


def _render(card: Card) -> tuple[str, str]:
    output = card.render_output()
    front, back = output.question_text, output.answer_text
    for side in (front, back):
        assert not _ERRORS.search(side), side
    assert list(output.question_av_tags) == list(output.answer_av_tags) == []
    # Anki keeps what a blank hides in an attribute of it.
    return re.sub("<[^>]*>", "", front), back
