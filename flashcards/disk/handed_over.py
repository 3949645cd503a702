"""In which state Anki was last handed each deck, with the lock that the deck had then.

It is kept in the cache: no part of the project, and a loss costs only that a deck is handed over
once more.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from flashcards.disk.cache import Cache, read_cached, write_cached


class HandedOver(NamedTuple):
    """The digest of a package, and its lock's text, as they were."""

    packed: str
    lock: str


def recall_handed_over(cache: Cache | None, folder: Path) -> Mapping[str, HandedOver]:
    """Recall what Anki was handed of a folder's decks, by the packages' names."""
    value = None if cache is None else read_cached(_place(cache, folder))
    if value is None:
        return {}
    try:
        return {
            str(name): HandedOver(packed=str(each["packed"]), lock=str(each["lock"]))
            for name, each in value["decks"].items()
        }
    except (AttributeError, KeyError, TypeError):
        return {}


def remember_handed_over(cache: Cache | None, package: Path, handed: HandedOver) -> None:
    """Remember that Anki was just handed a deck; decks that are gone are forgotten."""
    if cache is None:
        return
    folder = package.parent
    known = {**recall_handed_over(cache, folder), package.name: handed}
    decks = {name: each._asdict() for name, each in known.items() if (folder / name).exists()}
    write_cached(_place(cache, folder), {"decks": decks})


def _place(cache: Cache, folder: Path) -> Path:
    # An update of this program, which makes the rest of the cache void, changes nothing in Anki.
    return cache._replace(tool="").path("handed over", str(Path.cwd()), str(folder))
