"""Slugs: the stable ASCII names that tags, keys and file names are made of.

A slug depends on its own text alone, never on its neighbours, so that adding an item can't
change another's.
"""

import re
from functools import cache, lru_cache
from hashlib import sha256
from string import ascii_lowercase, digits
from typing import NewType
from unicodedata import combining, normalize

from flashcards.text.normal_form import compose

Slug = NewType("Slug", str)
"""A name of lower-case ASCII letters, digits and hyphens."""

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""What a slug looks like, as a pattern that Python and JSON Schema read alike."""

_SLUG = re.compile(SLUG)
_NAMES = {
    sign: f" {name} "
    for sign, name in zip("&+#%@=", "and plus sharp percent at equals".split(), strict=True)
}
_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
_JOINED = b"'`*"
_WORDS = bytes(code if chr(code) in ascii_lowercase + digits else ord(" ") for code in range(256))
"""For each byte of ASCII itself, if it stands in words, or else a blank."""

_PLAIN = r"[a-z0-9\s.,;:!?\"'()\[\]/_*`\-‐-―‘’“”…]*"  # noqa: RUF001 - typographic signs
"""A text of which a slug leaves out nothing but punctuation."""

_LONGEST = 64


def is_slug(text: str) -> bool:
    """Whether the text is a slug already."""
    return _SLUG.fullmatch(text) is not None


def fold_term(text: str) -> str:
    """Bring a term to the form in which terms are compared: no case, single spaces."""
    return " ".join(compose(text).casefold().split())


def _spell(text: str) -> str:
    """Give the text without case, and with names for the signs that have one."""
    spelled = text.casefold()
    for sign, name in _NAMES.items():
        spelled = spelled.replace(sign, name)
    return spelled


def _fold(spelled: str) -> str:
    if spelled.isascii():
        return spelled
    folded = normalize("NFKD", spelled)
    return "".join([character for character in folded if not combining(character)])


def _digest(text: str) -> str:
    return sha256(fold_term(text).encode(errors="surrogateescape")).hexdigest()[:8]


def tag_slug(title: str) -> Slug:
    """Make the readable slug of a module's title.

    Accents are dropped; a title with letters that have no ASCII form gets a digest so that it
    has a slug at all and differs from others.
    """
    return _make_slug(title, _spell(title))


def _make_slug(title: str, spelled: str) -> Slug:
    folded = _fold(spelled)
    # What isn't ASCII becomes a question mark, and so stands between words.
    written = folded.replace(_APOSTROPHE, "").encode("ascii", "replace")
    slug = b"-".join(written.translate(_WORDS, _JOINED).split()).decode()
    has_letters_left = not folded.isascii() and any(
        character.isalnum() and not character.isascii() for character in folded
    )
    if not slug or has_letters_left:
        slug = f"{slug}-{_digest(title)}".strip("-")
    return Slug(slug)


@lru_cache(maxsize=65536)  # a check of a file's keys asks first, then whoever makes its notes
def key_slug(text: str) -> Slug:
    """Make the slug of an item's key, distinct for texts that differ in more than punctuation.

    What the readable part leaves out (accents, rare signs, the end of a long text) is kept
    apart by a digest.
    """
    spelled = _spell(text)
    slug = _make_slug(text, spelled)
    if len(slug) > _LONGEST:
        return Slug(f"{slug[:_LONGEST].rsplit('-', 1)[0]}-{_digest(text)}")
    if _plain().fullmatch(spelled):
        return slug
    digest = _digest(text)
    return slug if slug.endswith(digest) else Slug(f"{slug}-{digest}")


@cache
def _plain() -> re.Pattern[str]:
    return re.compile(_PLAIN)  # at the first text that needs it, for it takes its time
