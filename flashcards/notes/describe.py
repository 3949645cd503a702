"""The deck's description, in Markdown, as Anki shows it on the deck's own page."""

import re
from collections import Counter
from collections.abc import Iterable

from flashcards.content.model import Breakdown
from flashcards.notes.note import Note
from flashcards.render.anki_syntax import APART
from flashcards.render.markdown import escape_markdown, render_inline
from flashcards.text.times import format_time
from flashcards.text.urls import inert_url

_SPECIAL = re.compile(r"([\\`*_\[\]<>&#|~])")
_LIST = re.compile(r"^([0-9]+(?=[.)])|(?=[-+]))")
_IN_TARGETS = str.maketrans({"(": "%28", ")": "%29", "<": "%3C", ">": "%3E"})
_DELIMITER = re.compile(r"\\\\(?=\(|\\\[)")
"""An escaped backslash that MathJax would take for the start of a formula with what follows."""

_DOLLAR = re.compile(r"(?<!\\)\$")


def describe_deck(breakdown: Breakdown, notes: Iterable[Note]) -> str:
    """Say what the deck is of: title, link, objectives, modules with their tag and counts."""
    counts = Counter(slug for note in notes for slug in note.modules)
    title = _plain(breakdown.title.value)
    heading = f"[{title}]({_target(breakdown.url)})" if breakdown.url else title
    facts = [
        breakdown.author and _plain(breakdown.author),
        breakdown.published,
        breakdown.duration and format_time(breakdown.duration.time),
    ]
    lines = [f"**{heading}**"]
    if said := " · ".join(fact for fact in facts if fact):
        lines += ["", said]
    if breakdown.objectives:
        lines += ["", "What you will learn:", ""]
        lines += [f"- {_safe(objective.value)}" for objective in breakdown.objectives]
    lines += ["", f"Modules, each under the tag `{breakdown.content_id}::…`:", ""]
    for module in breakdown.modules:
        count = counts[module.slug]
        lines.append(
            f"- {_plain(module.title.value)}: {count} note{'' if count == 1 else 's'} "
            f"(`{module.slug}`)"
        )
    return "\n".join(lines)


def _plain(text: str) -> str:
    escaped = _LIST.sub(r"\1\\", _SPECIAL.sub(r"\\\1", " ".join(text.split())))
    return _DELIMITER.sub(rf"\\\\{APART}", escaped)


def _safe(markdown: str) -> str:
    # Anki's description knows no math, in which tags would be left as they are.
    safe = escape_markdown(_DOLLAR.sub(r"\\$", " ".join(markdown.split())))
    # Not all places where Anki shows it need be without MathJax.
    return _plain(markdown) if APART in render_inline(safe).html else safe


def _target(url: str) -> str:
    return inert_url(url).translate(_IN_TARGETS)
