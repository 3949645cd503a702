"""The author's own tags: what Anki takes as one tag, unchanged."""

import re

from flashcards.content.getters import Keys, get_texts
from flashcards.content.model import Text
from flashcards.diagnostics import make_error, quote

_PART = r"[^\s:\u3000]+(?::[^\s:\u3000]+)*"
TAG = rf"{_PART}(?:::{_PART})*"
"""One tag: no white space, and something on both sides of each `::`."""


def get_tags(keys: Keys) -> tuple[Text, ...]:
    """Read the `tags` of any level; those that Anki would take apart are reported."""
    if "tags" not in keys.nodes:
        return ()
    tags = []
    for tag in get_texts(keys, "tags"):
        if re.fullmatch(TAG, tag.value):
            tags.append(tag)
            continue
        fixed = "::".join(
            "-".join(part.split()).strip(":") for part in tag.value.split("::") if part.strip(": ")
        )
        keys.report(
            make_error(
                "invalid-tag",
                tag.span,
                f"{quote(tag.value)} is not one tag: spaces separate tags, `::` nests them",
                f"write `{fixed}`" if re.fullmatch(TAG, fixed) else "write a word",
            )
        )
    return tuple(tags)
