"""`diff --against`: what the next build brings to learners of a package; writes nothing."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from flashcards.app.diff import plan_next
from flashcards.app.media_names import name_changes, name_media
from flashcards.app.published import read_published
from flashcards.app.release import Plan
from flashcards.diagnostics import FlashcardsError
from flashcards.disk.cache import Cache
from flashcards.package.upgrade import NextDeck, Upgrade, compare_release, find_decks


class Against(NamedTuple):
    """The plan of the next build, and what it brings, if the content has no errors.

    `packages` are those that learners of the old one import next.
    """

    plan: Plan
    upgrade: Upgrade | None = None
    packages: tuple[Path, ...] = ()


def diff_against(paths: Iterable[Path], package: Path, now: int, cache: Cache | None) -> Against:
    """Compare a published package with what the next build would release.

    Raises FlashcardsError when a file, lock or the package can't be read, and when no content file
    is the one that the package was made of.
    """
    published = read_published(package)
    plan, names = plan_next(paths, now, cache)
    if not plan.releases:
        return Against(plan)
    decks = tuple(
        NextDeck(each.deck.content_id, each.deck.name, each.resolved) for each in plan.releases
    )
    following = find_decks(published, decks)
    if not following:
        raise FlashcardsError(
            f"`{package.as_posix()}` was made of none of these content files: no content id and no "
            "note is the same"
        )
    ids = {each.content_id for each in following}
    upgrade = compare_release(published, following, decks, now)
    return Against(
        plan,
        upgrade._replace(
            problems=tuple(
                each._replace(
                    subject=name_media(each.subject, names),
                    before=name_media(each.before, names),
                    after=name_media(each.after, names),
                )
                for each in upgrade.problems
            ),
            changes=name_changes(upgrade.changes, names),
        ),
        tuple(each.path for each in plan.releases if each.deck.content_id in ids),
    )
