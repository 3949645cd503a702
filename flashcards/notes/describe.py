"""The deck's description, in Markdown, as Anki shows it on the deck's own page.

Its few words are in the file's language, or left out.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

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
    words = _find_words(breakdown)
    if breakdown.objectives:
        lines += ["", words.objectives, ""] if words.objectives else [""]
        lines += [f"- {_safe(objective.value)}" for objective in breakdown.objectives]
    lines += ["", words.modules.format(f"`{breakdown.content_id}::…`"), ""]
    for module in breakdown.modules:
        count = counts[module.slug]
        noun = f" note{'' if count == 1 else 's'}" if breakdown.is_english else ""
        lines.append(f"- {_plain(module.title.value)}: {count}{noun} (`{module.slug}`)")
    return "\n".join(lines)


class _Words(NamedTuple):
    """What stands before the lists; in `modules`, `{}` stands for their tag."""

    objectives: str
    modules: str


_ENGLISH = _Words("What you will learn:", "Modules, each under the tag {}:")
_NONE = _Words("", "{}")


def _find_words(breakdown: Breakdown) -> _Words:
    """Find the words of a language, or of the one that it is a kind of."""
    if breakdown.is_english:
        return _ENGLISH
    known = _read_words()
    parts = breakdown.language.lower().split("-")
    if parts[0] == "zh" and not {"tw", "hk", "mo"}.isdisjoint(parts):
        parts = ["zh", "hant"]
    codes = ("-".join(parts[:end]) for end in range(len(parts), 0, -1))
    return next((known[code] for code in codes if code in known), _NONE)


@cache
def _read_words() -> Mapping[str, _Words]:
    lines = Path(__file__).with_name("description.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if " | " in line]
    return {code.lower(): _Words(objectives, modules) for code, objectives, modules in rows}


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
