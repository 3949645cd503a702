"""What must hold for every copy of a learner's collection, whatever its bytes and texts are."""

from pathlib import Path
from tempfile import TemporaryDirectory

from flashcards.diagnostics import FlashcardsError
from flashcards.package.collection import read_collection
from flashcards.package.collection_file import open_collection
from flashcards.package.pooling import pool
from flashcards.render.markdown_view import to_markdown
from tests.collections_by_hand import write_database

_GUIDS = ("one", "two")


def make_collection() -> bytes:
    """Give a small collection."""
    with TemporaryDirectory() as folder:
        return write_database(Path(folder) / "x.anki2", guids=_GUIDS, reviews=3).read_bytes()


def check_collection(data: bytes) -> None:
    """A collection is refused with a sentence, or read with no more cards than it has rows."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.anki2"
        path.write_bytes(data)
        try:
            with open_collection(path) as connection:
                learnt = read_collection(connection, _GUIDS)
        except FlashcardsError:
            return
        assert path.read_bytes() == data
        assert [each.name for each in path.parent.iterdir()] == [path.name]
    pooled = pool([learnt, learnt])
    assert len(pooled.cards) <= len(learnt.cards) <= len(data)
    assert {card.guid for card in pooled.cards} <= learnt.notes.keys()


def check_own_text(data: bytes) -> None:
    """A learner's HTML is shown as Markdown, and what looks the same is the same."""
    html = data.decode(errors="replace")
    shown = to_markdown(html)
    assert shown == shown.strip()
    assert to_markdown(f"<div>{html}</div>").split() == shown.split() or "<" in html
