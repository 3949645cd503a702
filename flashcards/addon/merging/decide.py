"""What becomes of fields and tags that an author and a learner may both have changed.

The whole of the merge: `base` is what the author last released to the learner, `mine` is the
learner's and `theirs` what the author releases now. Pure.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from .released import digest_tag

CONFLICT = "flashcards::conflict"
"""The tag of a note of which author and learner changed the same field."""

RETIRED = "flashcards::retired"
"""The tag of a note that its author's deck no longer has."""

RETIRED_DIGEST = digest_tag(RETIRED)


class Decision(StrEnum):
    """What becomes of a field."""

    SAME = "same"
    TAKE = "take"
    KEEP = "keep"
    CONFLICT = "conflict"


def decide_field(base: str | None, mine: str, theirs: str) -> Decision:
    """Decide by the digests of what is seen; without a `base` nobody knows who changed what."""
    if mine == theirs:
        return Decision.SAME
    if base is None:
        return Decision.CONFLICT
    if mine == base:
        return Decision.TAKE
    return Decision.KEEP if theirs == base else Decision.CONFLICT


class MergedTags(NamedTuple):
    """A note's tags after the merge, and the digests of those that count as released to it.

    A tag that the learner had before the author gave it too isn't among them: it is the learner's.
    """

    tags: tuple[str, ...]
    released: frozenset[str]
    is_taken: bool


def merge_tags(
    base: frozenset[str] | None, mine: Iterable[str], theirs: Iterable[str]
) -> MergedTags:
    """Let the author's tags come and go, and the learner's stay.

    An author's tag that the learner took off stays off, until the author gives it anew.
    """
    mine = tuple(mine)
    own = {digest_tag(tag): tag for tag in mine}
    given = {digest_tag(tag): tag for tag in theirs}
    known = frozenset() if base is None else base
    coming = [tag for digest, tag in given.items() if digest not in known and digest not in own]
    going = {digest for digest in own if digest in known and digest not in given}
    going.add(RETIRED_DIGEST)
    tags = [tag for digest, tag in own.items() if digest not in going]
    own_before = {digest for digest in own if digest not in known} if base is not None else set()
    return MergedTags(
        tags=(*tags, *coming),
        released=frozenset(given) - own_before,
        is_taken=bool(coming) or len(tags) < len(own),
    )


def retire_tags(
    base: frozenset[str] | None, mine: Iterable[str]
) -> tuple[tuple[str, ...], frozenset[str] | None] | None:
    """Give tags and released digests of a note that its author retired; `None` if it is told.

    The tag counts as one that the author gave, so a learner who takes it off isn't told again.
    """
    mine = tuple(mine)
    if RETIRED_DIGEST in map(digest_tag, mine) or (base is not None and RETIRED_DIGEST in base):
        return None
    return (*mine, RETIRED), None if base is None else base | {RETIRED_DIGEST}
