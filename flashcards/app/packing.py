"""Releases to files: packages and locks, each written whole, and in an order that loses nothing."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from flashcards.diagnostics import FlashcardsError
from flashcards.disk.cache import digest
from flashcards.disk.files import write_atomic

if TYPE_CHECKING:  # a build with nothing to do knows its decks without them
    from flashcards.app.release import Plan, Release
    from flashcards.identity.entry import StampedNote


class BuiltDeck(NamedTuple):
    """A deck on disk, by its package's path; `is_written` when it was not up to date before.

    `packed` is the digest of the package, `size` its bytes; one that was left alone has no release.
    """

    path: Path
    packed: str
    notes: int
    cards: int
    size: int
    is_written: bool
    release: "Release | None" = None


def write_decks(plan: "Plan") -> tuple[BuiltDeck, ...]:
    """Write each deck's lock and then its package, where they aren't up to date.

    All is packed before anything is written: a failure then leaves no half of a release. The lock
    goes first: a package can be made again from content and lock, to the byte, so an interruption
    between the two is mended by the next build. Raises FlashcardsError when a lock is no longer
    the one that was read, and when the system refuses to write.
    """
    packed = [pack(release, release.resolved.notes) for release in plan.releases]
    _refuse_changed_locks(plan)
    # A lock that gives a note away is written after the one that receives it.
    for release in sorted(plan.releases, key=_gives_away):
        if not release.is_lock_current:
            write_atomic(release.lock_path, release.lock)
    for path, lock in plan.left.items():
        write_atomic(path, lock)
    return tuple(
        write_package_file(release, release.resolved.notes, release.path, data)
        for release, data in zip(plan.releases, packed, strict=True)
    )


def _refuse_changed_locks(plan: "Plan") -> None:
    """Raise FlashcardsError when a lock changed since it was read, as by git."""
    from flashcards.identity.store import is_lock_as_read  # noqa: PLC0415 - as said above

    for path in (*(release.lock_path for release in plan.releases), *plan.left):
        if not is_lock_as_read(path, plan.sources):
            raise FlashcardsError(
                f"`{path.as_posix()}` changed while building; run `flashcards build` again"
            )


def _gives_away(release: "Release") -> bool:
    return any(entry.moved for entry in release.resolved.lock.entries)


def pack(release: "Release", notes: tuple["StampedNote", ...]) -> bytes:
    """Give the bytes of a package of a release's notes, or of some of them."""
    from flashcards.package.about import describe_package  # noqa: PLC0415 - as said above
    from flashcards.package.apkg import write_package  # noqa: PLC0415 - as said above

    deck = release.deck
    about = describe_package(release.resolved.lock, deck.name)
    media = deck.media
    if media:
        fields = "".join(field for each in notes for field in each.note.fields)
        media = tuple(file for file in media if file.name in fields)
    return write_package(deck, notes, media, about)


def write_package_file(
    release: "Release", notes: tuple["StampedNote", ...], path: Path, data: bytes
) -> BuiltDeck:
    """Write a package where it isn't up to date; raises FlashcardsError when that can't be."""
    return BuiltDeck(
        path=path,
        packed=digest(data),
        notes=len(notes),
        cards=sum(each.note.cards for each in notes),
        size=len(data),
        is_written=write_atomic(path, data),
        release=release,
    )
