"""From files to checked content: reading, parsing, decoding and checking, in that order."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from flashcards.content.checks import check_outline, check_together
from flashcards.content.decode import decode_breakdown
from flashcards.content.model import Breakdown, Settings
from flashcards.content.outline import Outline, make_outline
from flashcards.content.reading import read_yaml
from flashcards.content.settings import NO_SETTINGS
from flashcards.diagnostics import Diagnostic, Source, Span, make_error, sort_diagnostics
from flashcards.disk.portable_names import find_unportable
from flashcards.disk.sources import read_source

_LOSES_NOTHING = frozenset(
    (
        "folded-lines invalid-boolean invalid-date invalid-deck invalid-language invalid-tag "
        "invalid-url lost-backslash swallowed-key text-cut-off unclear-comment unclear-escape "
        "unclear-key unknown-level unknown-rule unopened-quote unused-anchor value-too-long"
    ).split()
)
"""What can be wrong with a file while every chapter, topic and question is still decoded."""


class Loaded(NamedTuple):
    """What a run's files hold, as far as it could be decoded, and what is wrong with them."""

    outlines: tuple[Outline, ...]
    sources: dict[str, Source]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def breakdowns(self) -> tuple[Breakdown, ...]:
        """The files' breakdowns, in order."""
        return tuple(outline.breakdown for outline in self.outlines)


def load_source(
    source: Source, found: list[Diagnostic], settings: Settings = NO_SETTINGS
) -> Breakdown | None:
    """Parse, decode and check one file's text; what is wrong is added to `found`.

    `None`, too, for what would be a thousand times as large as notes: nobody is to make them.
    """
    outline = _load_outline(source, found, settings)
    return outline.breakdown if outline else None


def _load_outline(source: Source, found: list[Diagnostic], settings: Settings) -> Outline | None:
    before = len(found)
    breakdown = read_yaml(source, decode_breakdown, found)
    if breakdown is None:
        return None
    outline = make_outline(
        breakdown._replace(
            tags=(*settings.tags, *breakdown.tags),
            levels=(*settings.levels, *breakdown.levels),
            language=breakdown.language or settings.language,
        )
    )
    found += check_outline(outline, is_whole=_is_whole(found[before:]))
    is_bounded = all(each.code != "too-much-repeated" for each in found[before:])
    return outline if is_bounded else None


def _is_whole(found: Iterable[Diagnostic]) -> bool:
    return all(diagnostic.code in _LOSES_NOTHING for diagnostic in found)


def load_files(paths: Iterable[Path], settings: Settings = NO_SETTINGS) -> Loaded:
    """Load content files; every problem of every file is in the result."""
    found: list[Diagnostic] = []
    sources: dict[str, Source] = {}
    outlines: list[Outline] = []
    for path in paths:
        count = len(found)
        source = read_source(path, found.append)
        if source is None:
            continue
        sources[source.path] = source
        # Text that isn't sound would only be reported again, in worse words, by the parser.
        if len(found) == count and (outline := _load_outline(source, found, settings)):
            outlines.append(outline)
        is_misnamed = any(each.code == "invalid-content-id" for each in found[count:])
        if not (is_misnamed or path.is_absolute()) and (why := find_unportable(path.parts)):
            help_ = "rename it, or a clone breaks there"
            found.append(make_error("unportable-name", Span(source.path, 0, 0), why, help_))
    found += check_together(outline.breakdown for outline in outlines)
    return Loaded(tuple(outlines), sources, sort_diagnostics(found))
