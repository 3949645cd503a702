"""The coordinator of moments: a transcript's times into a content file that exists."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from flashcards.content.load import load_source
from flashcards.content.model import Breakdown
from flashcards.content.nodes import Mapping, Node, Scalar, Sequence
from flashcards.content.parse import parse_yaml
from flashcards.content.settings import NO_SETTINGS, read_project
from flashcards.content.walk import find_places, place_at
from flashcards.diagnostics import (
    Diagnostic,
    FlashcardsError,
    Severity,
    Source,
    Span,
    sort_diagnostics,
)
from flashcards.disk.files import read_bytes, write_atomic
from flashcards.disk.links import follow_link
from flashcards.disk.sources import read_source
from flashcards.drafts.at_lines import Edit, ItemNode, apply_edits, list_groups, set_time
from flashcards.text.language_detection import detect_language
from flashcards.text.times import parse_time
from flashcards.transcripts.speech import Speech, index_transcript
from flashcards.transcripts.talks import Talk, find_talks
from flashcards.transcripts.transcript import Transcript, parse_transcript

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_WAITING = "question-without-time"
"""The one error that a file may have: what it lacks may be found here."""


class Outcome(Enum):
    """What became of an item's time."""

    SET = "set"
    KEPT = "kept"
    UNFOUND = "not found"
    UNWRITABLE = "to be written by hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """An item, by the text it goes by, with what became of its time."""

    outcome: Outcome
    name: str
    is_topic: bool
    span: Span
    talk: Talk | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A content file with its times found: its text as it is and as it would be.

    With errors among the diagnostics there are no results, and the text stays.
    """

    path: Path
    text: str
    results: tuple[Result, ...]
    sources: dict[str, Source]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def source(self) -> Source | None:
        """The content file as it was read."""
        return self.sources.get(self.path.as_posix())


def locate_file(path: Path, transcript_path: Path, *, is_replacing: bool = False) -> Located:
    """Find the moments of a content file's items in a transcript; writes nothing.

    An item that has a time keeps it, unless `is_replacing`. Raises FlashcardsError when a file
    can't be read.
    """
    found: list[Diagnostic] = []
    sources: dict[str, Source] = {}
    source = _read(path, sources, found)
    said = _read(transcript_path, sources, found, is_foreign=True)
    transcript = parse_transcript(said, found.append) if said else None
    breakdown = load_source(source, found) if source else None
    root = parse_yaml(source, lambda _: None) if source else None
    errors = [each for each in found if each.severity is Severity.ERROR and each.code != _WAITING]
    if errors or not (source and transcript and breakdown and root):
        return Located(
            path=path,
            text=source.text if source else "",
            results=(),
            sources=sources,
            diagnostics=sort_diagnostics(errors),
        )
    speech = index_transcript(transcript, _find_language(root, transcript))
    pairs = tuple(_locate(source, root, breakdown, speech, is_replacing=is_replacing))
    text = apply_edits(source.text, [edit for _, edit in pairs if edit])
    _check_same(source, root, text)
    return Located(
        path=path,
        text=text,
        results=tuple(result for result, _ in pairs),
        sources=sources,
        diagnostics=(),
    )


def write_located(located: Located) -> bool:
    """Write the file with its times, whole or not at all; say whether anything changed.

    Raises FlashcardsError when the file can't be written, or has changed since it was read.
    """
    if located.diagnostics:
        return False
    path = follow_link(located.path)
    data = read_bytes(path) or b""
    mark = _BYTE_ORDER_MARK if data.startswith(_BYTE_ORDER_MARK) else b""
    if located.source is None or data.removeprefix(mark) != located.source.text.encode():
        raise FlashcardsError(f"`{located.path.as_posix()}` was changed just now; run this again")
    return write_atomic(path, mark + located.text.encode())


def _read(
    path: Path, sources: dict[str, Source], found: list[Diagnostic], *, is_foreign: bool = False
) -> Source | None:
    """Read a text file; what is no text is reported and gives `None`."""
    before = len(found)
    source = read_source(path, found.append, is_foreign=is_foreign)
    if source is not None:
        sources[source.path] = source
    return source if len(found) == before else None


def _find_language(root: Node, transcript: Transcript) -> str:
    """Give the language that the file or its project names, else the one that is heard."""
    named = next(
        (
            value.text.strip()
            for key, value in (root.entries if isinstance(root, Mapping) else ())
            if key.text == "language" and isinstance(value, Scalar)
        ),
        "",
    )
    usual = read_project().settings.language
    if named or usual != NO_SETTINGS.language:
        return named or usual
    return detect_language("\n".join(cue.text for cue in transcript.cues)) or usual


def _locate(
    source: Source,
    root: Node,
    breakdown: Breakdown,
    speech: Speech,
    *,
    is_replacing: bool,
) -> Iterator[tuple[Result, Edit | None]]:
    """Give what becomes of each item's time, with the edit that this needs."""
    places = find_places(breakdown)
    found: list[tuple[ItemNode, Talk | None]] = []
    for groups in list_groups(root, places):
        talks = find_talks(speech, [group.stretch for group in groups])
        for group, own in zip(groups, talks, strict=True):
            found += zip(group.items, own, strict=True)
    times = Counter(item.value.span for item, _ in found)
    for item, said in found:
        # Between two chapters no item can stand.
        talk = said if said and place_at(places, said.at) else None
        edit = None
        if talk is None:
            outcome = Outcome.KEPT if item.at else Outcome.UNFOUND
        elif item.at and not (is_replacing and parse_time(item.at) != talk.at):
            outcome = Outcome.KEPT
        else:
            if times[item.value.span] == 1:
                edit = set_time(source.text, item, talk.at, talk.comment)
            outcome = Outcome.SET if edit else Outcome.UNWRITABLE
        result = Result(
            outcome=outcome,
            name=item.name.text.strip(),
            is_topic=item.topics is not None,
            span=item.name.span,
            talk=talk,
        )
        yield result, edit


def _check_same(source: Source, root: Node, text: str) -> None:
    """Make sure that the new text says the same but for times: anything else is a bug of ours."""
    found: list[Diagnostic] = []
    after = parse_yaml(Source(path=source.path, text=text), found.append)
    if after is None or _without_times(after) != _without_times(root):
        raise AssertionError(f"setting times would have changed more of {source.path}")


def _without_times(node: Node) -> object:
    """Give what a node says apart from times, for comparing; a topic may be empty in two ways."""
    if isinstance(node, Scalar):
        return node.text.strip()
    if isinstance(node, Sequence):
        return [_without_times(item) for item in node.items]
    said = [(key.text, _without_times(value)) for key, value in node.entries if key.text != "at"]
    return said or ""
