"""The weakest notes: those of which the craft rules have most to say."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from flashcards.app.compile import Compiled
from flashcards.content.levels import RULES
from flashcards.content.model import Text
from flashcards.content.walk import find_places
from flashcards.diagnostics import Diagnostic, Severity, Span
from flashcards.notes.note import Note
from flashcards.preview.origins import find_origins, find_warnings
from flashcards.render.markdown import visible_text

_CRAFT = frozenset(RULES)
_GRAVE_FIRST = (Severity.ERROR, Severity.WARNING, Severity.INFO)


class WeakCard(NamedTuple):
    """A note of which rules have something to say: its kind, its front as text, and where it is."""

    kind: str
    front: str
    span: Span
    findings: tuple[Diagnostic, ...]


def find_weakest(compiled: Compiled, number: int) -> tuple[WeakCard, ...]:
    """Give so many notes, the weakest first: by errors, then by warnings, then by remarks."""
    found: list[WeakCard] = []
    craft = [each for each in compiled.diagnostics if each.code in _CRAFT]
    for breakdown, deck in zip(compiled.breakdowns, compiled.decks, strict=True):
        own = [each for each in craft if each.span.path == breakdown.path]
        if own:
            said = find_warnings(find_origins(breakdown, deck.notes), own)
            titles = {
                each.chapter.title.span: each.chapter.title for each in find_places(breakdown)
            }
            found += (
                _make_card(note, titles.get(note.span), said[note.key])
                for note in deck.notes
                if said.get(note.key)
            )
    found.sort(key=lambda each: _rank(each.findings), reverse=True)  # in the files' order, if equal
    return tuple(found[:number])


def _make_card(note: Note, title: Text | None, findings: Sequence[Diagnostic]) -> WeakCard:
    # A chapter's note has several fronts; its title names it.
    front = visible_text(note.fields[0]) if title is None else title.value
    return WeakCard(note.kind.value, front, note.span, tuple(findings))


def _rank(findings: Sequence[Diagnostic]) -> tuple[int, ...]:
    counts = Counter(each.severity for each in findings)
    return tuple(counts[severity] for severity in _GRAVE_FIRST)
