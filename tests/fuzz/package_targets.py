"""What must hold for every published package, whatever its bytes and texts are."""

import io
import sqlite3
import zipfile
from contextlib import closing

from flashcards.diagnostics import FlashcardsError
from flashcards.package.apkg import write_package
from flashcards.package.read import read_package, read_whole_package
from flashcards.package.upgrade import NextDeck, compare_release, find_decks
from tests.identity.making import DECK, question, release, summary, topic
from tests.support import NOW, deck_named

_RESOLVED = release(
    [
        question("What is a policy?", "What picks the next action."),
        topic("Reward", "What an agent wants."),
        summary("Parts", "An agent has a {{c1::policy}} and a {{c2::value}}."),
    ]
)
_NEXT = NextDeck(DECK, "Deck", _RESOLVED)


def make_database() -> bytes:
    """Give the database of a small package."""
    package = write_package(deck_named(DECK, "Deck"), _RESOLVED.notes)
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read("collection.anki2")


_DATABASE = make_database()


def check_database(data: bytes) -> None:
    """A database is refused with a sentence, or all notes of both sides are accounted for."""
    _check(data)


def check_packaged_text(data: bytes) -> None:
    """So is one whose notes say anything at all."""
    text = data.decode(errors="replace")
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(_DATABASE)
        connection.execute(
            "UPDATE notes SET flds = replace(replace(flds, 'What ', ?), '{{c1::policy}}', ?)",
            (text, text),
        )
        connection.commit()
        _check(connection.serialize())


def _check(database: bytes) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("collection.anki2", database)
    read_package(buffer.getvalue())
    try:
        package = read_whole_package(buffer, "old.apkg")
    except FlashcardsError:
        return
    upgrade = compare_release(package, find_decks(package, [_NEXT]), [_NEXT], NOW)
    released = sum(change.new is not None for change in upgrade.changes) + upgrade.unchanged
    assert released <= len(_RESOLVED.notes)
    guids = {each.note.guid for each in package.notes}
    known = sum(change.old is not None for change in upgrade.changes) + upgrade.unchanged
    assert known <= len(guids)
