"""Chapters as a list in YAML, in the head of a notes file or in a file of their own, to a draft.

Every scalar is read as text, for YAML takes `02:15` for a number.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from flashcards.diagnostics import Report, Source, Span
from flashcards.drafts.clean import UNTITLED
from flashcards.drafts.formats.json_chapters import ENDS, STARTS, JsonObject, get_modules
from flashcards.drafts.noted.front_matter import read_front_matter
from flashcards.drafts.noted.text_lines import read_lines
from flashcards.drafts.records import Draft

_HEAD = re.compile(r"\s*---[ \t]*\n(?P<yaml>.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_LIST = re.compile(r"^(?P<name>chapters|timestamps|timeline|segments)[ \t]*:[ \t]*$", re.MULTILINE)
_LONGEST = 200_000
"""Characters of YAML; what is longer is no list of chapters."""

_OWN_START = "time"
"""The name of a chapter's start in a content file, which is no source."""


class _Found(NamedTuple):
    """A list of chapters, and the characters from its name to its end."""

    items: list[object]
    start: int
    end: int
    is_head: bool


def recognise(text: str) -> bool:
    """Whether the text, or its head, is YAML with a list of chapters that have a start."""
    return _find(text) is not None


@lru_cache(maxsize=1)  # a text is recognised, and then read
def _find(text: str) -> _Found | None:
    head = _HEAD.match(text)
    written, start = (head["yaml"], head.start("yaml")) if head else (text, 0)
    name = _LIST.search(written) if len(written) <= _LONGEST else None
    if name is None:
        return None
    after = re.compile(r"^[^\s#-]", re.MULTILINE).search(written, name.end())
    end = after.start() if after else len(written)
    items = _load(written[name.end() : end])
    starts = {key for item in items if isinstance(item, dict) for key in item} & {*STARTS}
    if not starts or (head is None and starts == {_OWN_START}):
        return None
    return _Found(items, start + name.start(), start + end, head is not None)


def _load(written: str) -> list[object]:
    """Read a list; nothing when it is none."""
    import yaml  # noqa: PLC0415 - slow to import, and few sources are YAML

    try:
        found = yaml.load(written, yaml.BaseLoader)  # noqa: S506 - it makes texts, lists and dicts
    except (yaml.YAMLError, RecursionError):
        return []
    return found if isinstance(found, list) else []


def import_draft(source: Source, report: Report) -> Draft | None:
    """Read the chapters, and what the lines around them say of the video."""
    found = _find(source.text) or _Found([], 0, 0, is_head=False)
    owner = JsonObject({"chapters": found.items}, Span(source.path, 0, 0), report)
    modules = get_modules(owner, STARTS, ENDS)
    if not modules:
        return None
    lines = source.text.splitlines()
    # What is no head is read as one, too.
    front = read_front_matter(lines if found.is_head else ["---", *lines, "---"])
    used = {number - (not found.is_head) for number in front.used}
    return Draft(
        title=front.title or UNTITLED,
        url=front.url,
        author=front.author,
        published=front.published,
        duration=front.duration,
        language=front.language,
        modules=modules,
        left_out=tuple(
            Span(source.path, line.start, line.end)
            for number, line in enumerate(read_lines(source.text))
            if line.says_something
            and number not in used
            and not found.start <= line.start < found.end
        ),
    )
