"""What must hold for every content file, whatever bytes it has."""

from collections.abc import Iterable

import yaml

from flashcards.anki.note_types import NOTE_TYPES, Kind
from flashcards.content.codes import list_codes
from flashcards.content.levels import RULES, Level
from flashcards.content.load import load_source
from flashcards.content.nodes import Mapping, Node, Scalar
from flashcards.content.parse import parse_yaml
from flashcards.diagnostics import Diagnostic, Source, has_errors, sort_diagnostics
from flashcards.diagnostics.human import render_diagnostic
from flashcards.disk.sources import decode_source
from flashcards.lint.judge import judge
from flashcards.notes.generate import generate_deck
from tests.identity.making import make_lock, release

_PATH = "content/fuzz.yaml"
_CODES = frozenset(list_codes())
_LEVELS = dict.fromkeys(RULES, Level.WARNING)
_OTHER_LINE_ENDS = frozenset("\x85\u2028\u2029")
_MOST_SHOWN = 50


def check_reader(data: bytes) -> None:
    """Every file is refused with a reason, or read as a plain YAML reader reads it."""
    found: list[Diagnostic] = []
    source = decode_source(_PATH, data, found.append)
    root = None if found else parse_yaml(source, found.append)
    check_diagnostics(source, found)
    assert root is not None or found
    if root is None:
        return
    _check_spans(root, source)
    if not has_errors(found) and _OTHER_LINE_ENDS.isdisjoint(source.text):
        try:
            wanted = yaml.load(source.text, yaml.CBaseLoader)  # noqa: S506 - all of it is text
        except yaml.composer.ComposerError:
            return  # an anchor given anew, which YAML allows and this reader doesn't
        assert _plain(root) == wanted


def check_content(data: bytes) -> None:
    """Every text is told what is wrong with it, or makes a deck that can be released twice."""
    found: list[Diagnostic] = []
    source = decode_source(_PATH, data, found.append)
    breakdown = None if found else load_source(source, found)
    if breakdown is not None:
        deck = generate_deck(breakdown, found)
        found += judge([breakdown], {_PATH: source}, _LEVELS)
        if not has_errors(found):
            assert len({note.key for note in deck.notes}) == len(deck.notes)
            for note in deck.notes:
                assert note.key.startswith(f"{deck.content_id}/{note.kind}/")
                assert len(note.fields) == len(NOTE_TYPES[note.kind].field_names)
                assert note.fields[0]
                assert note.cards > 0
                assert all(tag and not any(map(str.isspace, tag)) for tag in note.tags)
                if note.kind is not Kind.CHAPTER:
                    assert "{{" not in "".join(note.fields)
            first = release(deck.notes, make_lock(content_id=deck.content_id))
            again = release(deck.notes, first.lock)
            assert (again.notes, again.changes) == (first.notes, ())
    assert breakdown is not None or has_errors(found)
    check_diagnostics(source, found)


def check_diagnostics(source: Source, found: Iterable[Diagnostic]) -> None:
    """A diagnostic is explained, has a place in the file, and can be shown on a terminal."""
    for shown, diagnostic in enumerate(sort_diagnostics(found)):
        assert diagnostic.code in _CODES
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= max(1, len(source.text))
        assert diagnostic.message.strip()
        assert diagnostic.help.strip()
        if shown < _MOST_SHOWN:
            text = render_diagnostic(diagnostic, {source.path: source})
            assert not any(ord(sign) < ord(" ") and sign != "\n" for sign in text)


def _check_spans(root: Node, source: Source) -> None:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        assert 0 <= node.span.start <= node.span.end <= len(source.text)
        if isinstance(node, Mapping):
            waiting += (part for entry in node.entries for part in entry)
        elif not isinstance(node, Scalar):
            waiting += node.items


def _plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key.text: _plain(value) for key, value in node.entries}
    return [_plain(item) for item in node.items]
