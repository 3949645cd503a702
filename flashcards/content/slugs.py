"""Slugs: the stable ASCII names that tags, keys and file names are made of.

A slug depends on its own text alone, never on its neighbours, so that adding an item can't
change another's.
"""

import re
from functools import lru_cache
from hashlib import sha256
from unicodedata import combining, normalize

from flashcards.content.model import Slug

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""What a slug looks like, as a pattern that Python and JSON Schema read alike."""

_SLUG = re.compile(SLUG)
_SPELLED = str.maketrans(
    {"&": " and ", "+": " plus ", "#": " sharp ", "%": " percent ", "@": " at ", "=": " equals "}
)
_JOINED = re.compile(r"['\N{RIGHT SINGLE QUOTATION MARK}`*]")
_SEPARATOR = re.compile(r"[^a-z0-9]+")
_PUNCTUATION = re.compile(r"[\s.,;:!?\"'()\[\]/_*`\-‐-―‘’“”…]+")  # noqa: RUF001 - typographic signs
_LONGEST = 64


def is_slug(text: str) -> bool:
    """Whether the text is a slug already."""
    return _SLUG.fullmatch(text) is not None


@lru_cache(maxsize=65536)
def fold_term(text: str) -> str:
    """Bring a term to the form in which terms are compared: no case, single spaces."""
    return " ".join(normalize("NFC", text).casefold().split())


def _ascii(text: str) -> str:
    spelled = text.casefold().translate(_SPELLED)
    if spelled.isascii():
        return spelled
    folded = normalize("NFKD", spelled)
    return "".join(character for character in folded if not combining(character))


def _digest(text: str) -> str:
    return sha256(fold_term(text).encode(errors="surrogateescape")).hexdigest()[:8]


def tag_slug(title: str) -> Slug:
    """Make the readable slug of a module's title.

    Accents are dropped; a title with letters that have no ASCII form gets a digest so that it
    has a slug at all and differs from others.
    """
    folded = _ascii(title)
    slug = _SEPARATOR.sub("-", _JOINED.sub("", folded)).strip("-")
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
    slug = tag_slug(text)
    kept = _PUNCTUATION.sub("", text.casefold().translate(_SPELLED).replace(" ", ""))
    if len(slug) > _LONGEST:
        slug = Slug(f"{slug[:_LONGEST].rsplit('-', 1)[0]}-{_digest(text)}")
    elif kept != slug.replace("-", "") and not slug.endswith(_digest(text)):
        slug = Slug(f"{slug}-{_digest(text)}")
    return slug
