"""Whether a note type still looks as its author made it: a comment at the end of its style. Pure.

The comment says when the look last changed, and has a digest of the style and of each template's
two sides, so that a learner's own style or template can be told from an older one of the author's.
Its form is frozen: `/* flashcards 1 <mod> <style> <front>,<back> <front>,<back> */`.
"""

import re
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

TemplateTexts = tuple[str, str]
"""A template's front and back."""

_COMMENT = re.compile(
    r"\n?/\* flashcards 1 (?P<mod>\d{1,15}) (?P<style>\S+) (?P<sides>\S+(?: \S+)*) \*/\s*\Z"
)
_DIGEST_BYTES = 6


class Signature(NamedTuple):
    """What the comment says; `sides` are the digests of the templates as the author orders them."""

    mod: int
    style: str
    sides: tuple[TemplateTexts, ...]


def sign_style(style: str, templates: Sequence[TemplateTexts], mod: int) -> str:
    """Give a style with the comment at its end."""
    sides = " ".join(",".join(map(_digest, each)) for each in templates)
    return f"{style.rstrip()}\n/* flashcards 1 {mod} {_digest(style)} {sides} */\n"


def read_signature(style: str) -> Signature | None:
    """Read the comment of a signed style."""
    found = _COMMENT.search(style)
    if found is None:
        return None
    sides = tuple(each.partition(",")[::2] for each in found["sides"].split(" "))
    return Signature(int(found["mod"]), found["style"], sides)


def is_as_signed(style: str, templates: Sequence[TemplateTexts]) -> bool:
    """Whether a signed style and its templates, in the author's order, are as they were signed."""
    found = _COMMENT.search(style)
    signature = read_signature(style)
    return (
        found is not None
        and signature is not None
        and signature.style == _digest(style[: found.start()])
        and signature.sides == tuple((_digest(front), _digest(back)) for front, back in templates)
    )


_DESCRIPTION = re.compile(r"<!-- flashcards 1 (?P<released>\d{1,15}) (?P<digest>\S+) -->\s*\Z")


def sign_description(html: str, released: int) -> str:
    """Give a deck's description with a comment of the same kind at its end."""
    return f"{html}<!-- flashcards 1 {released} {_digest(html)} -->"


class Description(NamedTuple):
    """A signed description: its HTML, when it was released, and whether it is as it was then."""

    html: str
    released: int
    is_as_signed: bool


def read_description(signed: str) -> Description | None:
    """Read a signed description."""
    found = _DESCRIPTION.search(signed)
    if found is None:
        return None
    html = signed[: found.start()]
    return Description(html, int(found["released"]), found["digest"] == _digest(html))


def _digest(text: str) -> str:
    return urlsafe_b64encode(sha256(text.strip().encode()).digest()[:_DIGEST_BYTES]).decode()
