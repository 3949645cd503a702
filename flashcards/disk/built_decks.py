"""Which decks are known to stand on disk as a build would write them.

A deck is known as long as its content file, its images and sounds, its package, and all locks of
the folder are those that a build left behind. A build then leaves it alone, unread.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple
from unicodedata import normalize

from flashcards.diagnostics import Diagnostic, Related, Severity, Source, Span
from flashcards.disk.cache import (
    Cache,
    digest,
    read_cached,
    read_quietly,
    read_text_digest,
    write_cached,
)
from flashcards.disk.files import LARGEST_LOCK, unify_line_ends
from flashcards.disk.media import as_packed

_MOST_DIAGNOSTICS = 500
"""A deck with more to say of isn't remembered: that would be as long as its content."""


class KnownDeck(NamedTuple):
    """A deck on disk with what a build of it said; digests stand for bytes.

    `path` is its content file's, `text` that file's digest, `package` the deck's file, `size` in
    bytes. `media` are the files that its content shows, each with its digest.
    """

    path: str
    text: str
    content_id: str
    package: str
    packed: str
    notes: int
    cards: int
    size: int
    media: tuple[tuple[str, str], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def is_current(self) -> bool:
        """Whether all its files are what they were."""
        return (
            read_text_digest(Path(self.path)) == self.text
            and digest(read_quietly(Path(self.package))) == self.packed
            and all(_media_digest(Path(path)) == known for path, known in self.media)
        )


class Known(NamedTuple):
    """What is known of a folder's decks, by content file, and the digests of its locks' texts.

    `strays` are the content ids of locks whose content file isn't among those that were asked for.
    """

    decks: Mapping[str, KnownDeck] = MappingProxyType({})
    locks: Mapping[str, str] = MappingProxyType({})
    strays: frozenset[str] = frozenset()


def recall_decks(cache: Cache | None, paths: Iterable[Path], folder: Path) -> Known:
    """Recall the decks of content files that a build in this working folder need not touch."""
    if cache is None:
        return Known()
    known = _read(cache, folder)
    # A lock that changed may have taken notes over from any other.
    if known.locks != {path.as_posix(): _lock_digest(path) for path in folder.glob("*.lock")}:
        return Known()
    wanted = {path.as_posix() for path in paths}
    decks = {path: deck for path, deck in known.decks.items() if path in wanted and deck.is_current}
    strays = {deck.content_id for path, deck in known.decks.items() if path not in wanted}
    ids = {normalize("NFC", Path(path).stem) for path in known.locks}
    return Known(decks, known.locks, frozenset(strays & ids))


def remember_decks(
    cache: Cache | None, folder: Path, decks: Iterable[KnownDeck], locks: Mapping[str, str]
) -> None:
    """Remember decks as they were just built; `locks` are the digests of all the folder's locks.

    What is known of other content files stays, as long as they are there.
    """
    if cache is None:
        return
    known = {**_read(cache, folder).decks, **{deck.path: deck for deck in decks}}
    value = {
        "decks": [
            _deck_to_json(deck)
            for deck in known.values()
            if len(deck.diagnostics) <= _MOST_DIAGNOSTICS and Path(deck.path).exists()
        ],
        "locks": dict(locks),
    }
    write_cached(_place(cache, folder), value)


def recall_media(cache: Cache | None, folder: Path) -> tuple[tuple[str, str, str], ...]:
    """Give the images and sounds of a folder's decks as last built.

    Of each its content file, path and digest.
    """
    known = Known() if cache is None else _read(cache, folder)
    return tuple((deck.path, *file) for deck in known.decks.values() for file in deck.media)


def read_sources(diagnostics: Iterable[Diagnostic]) -> dict[str, Source]:
    """Read the texts that diagnostics of sound files point to."""
    spans = (span for each in diagnostics for span in (each.span, *(r.span for r in each.related)))
    paths = dict.fromkeys(span.path for span in spans)
    return {
        path: Source(path=path, text=read_quietly(Path(path)).decode("utf-8-sig", "replace"))
        for path in paths
    }


def _media_digest(path: Path) -> str:
    return digest(as_packed(path, read_quietly(path)))


def _lock_digest(path: Path) -> str:
    if path.is_file() and path.stat().st_size > LARGEST_LOCK:
        return ""  # no build left it behind
    return digest(unify_line_ends(read_quietly(path).removeprefix(b"\xef\xbb\xbf")))


def _place(cache: Cache, folder: Path) -> Path:
    return cache.path("decks", str(Path.cwd()), str(folder))


def _read(cache: Cache, folder: Path) -> Known:
    value = read_cached(_place(cache, folder))
    if value is None:
        return Known()
    try:
        decks = [_deck_from_json(each) for each in value["decks"]]
        return Known(decks={deck.path: deck for deck in decks}, locks=dict(value["locks"]))
    except (KeyError, TypeError, ValueError):
        return Known()


def _deck_to_json(deck: KnownDeck) -> dict[str, Any]:
    return {**deck._asdict(), "diagnostics": [each._asdict() for each in deck.diagnostics]}


def _deck_from_json(value: dict[str, Any]) -> KnownDeck:
    """Make a deck of JSON; raises a KeyError, TypeError or ValueError when it is none."""
    return KnownDeck(
        **{
            **value,
            **{name: int(value[name]) for name in ("notes", "cards", "size")},
            "media": tuple((path, known) for path, known in value["media"]),
            "diagnostics": tuple(
                Diagnostic(
                    **{
                        **each,
                        "severity": Severity(each["severity"]),
                        "span": Span(*each["span"]),
                        "related": tuple(
                            Related(Span(*span), message) for span, message in each["related"]
                        ),
                    }
                )
                for each in value["diagnostics"]
            ),
        }
    )
