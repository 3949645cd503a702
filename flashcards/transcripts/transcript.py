# ruff: noqa: RUF001 - signs of other scripts are what it is about
"""Transcripts: what is said in a video, and when; read from text in the formats in use."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from operator import itemgetter
from typing import Any, NamedTuple

from flashcards.diagnostics import Report, Source, Span, make_error
from flashcards.disk.sources import NOT_IN_YAML
from flashcards.text.times import Milliseconds
from flashcards.transcripts.captions import read_captions
from flashcards.transcripts.json_transcripts import Piece, read_json_transcript
from flashcards.transcripts.language_words import UNSPACED
from flashcards.transcripts.written_transcripts import read_written_transcript

_TAG = re.compile(r"</?[a-zA-Z0-9][^<>]*>|\{\\[^{}]*\}")
_SOUND = re.compile(
    r"\[[^\[\]]*\]|［[^［］]*］|[(（](?:拍手|笑い?|笑声|音楽|音乐|掌声|박수|웃음|음악)[)）]"
    r"|\N{EIGHTH NOTE}|\N{BEAMED EIGHTH NOTES}"
)
_SPEAKER = re.compile(r"^(?:>> *|- +)?(?:[A-Z][A-Z.'\-]+(?: [A-Z][A-Z.'\-]+){0,3}: )?")
_LONGEST_SHOWN = 120
"""Words or characters that a caption on the screen may share with the one before it."""

_UNSPACED = rf"[{UNSPACED}、。，！？「」『』（）・：；]"
_PIECE = re.compile(rf"(?P<gap>\s*)(?:(?P<sign>{_UNSPACED})|(?:(?!{_UNSPACED})\S)+)")
"""A word, or a character of a script without spaces, and what stands before it."""

_ROLLS_FROM = 1 / 3
"""The share of captions that start with what the one before them showed, in captions that roll."""

_TIMES_IN_LINE = re.compile(r"^\[?[0-9:.,]+\s*-->\s*[0-9:.,]+\][ \t]*\S", re.MULTILINE)
"""What Whisper prints while it listens."""

_LATEST = Milliseconds(1000 * 60 * 60 * 1000)
"""A thousand hours: what is said to be heard later is no time of a video."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words with the moment at which they start to be heard."""

    start: Milliseconds
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """All cues of a video, ordered by time."""

    cues: tuple[Cue, ...]


class _Piece(NamedTuple):
    """A word, or a character of a script without spaces, and whether a blank stands before it."""

    text: str
    has_gap: bool


_Shown = tuple[Milliseconds, tuple[_Piece, ...]]
"""A caption as it stands on the screen: from when on, and its pieces."""


def parse_transcript(source: Source, report: Report) -> Transcript | None:
    """Read a transcript in any format in use, told apart by content; `None` when it is none."""
    cues = read_cues(source)
    if not cues:
        span = Span(source.path, 0, len(source.line(1)))
        message = "this is no transcript with times: nothing in it is said at a moment"
        help_ = "give subtitles of the video, such as a .vtt, .srt, .sbv or .json file"
        report(make_error("malformed-transcript", span, message, help_))
        return None
    return Transcript(cues=tuple(sorted(cues, key=lambda cue: cue.start)))


def read_cues(source: Source) -> tuple[Cue, ...]:
    """Give what is said and when, in the file's order; nothing for a text without times."""
    text = source.text.removeprefix("\ufeff").lstrip()
    if text.startswith(("{", "[{", "[[", "[\n", "[\r", "[ ")) and (cues := _read_json(text)):
        return cues
    if not _TIMES_IN_LINE.search(text) and (cues := tuple(_unroll(_list_shown(source)))):
        return cues
    return tuple(_make_cues(read_written_transcript(text)))


def _read_json(text: str) -> tuple[Cue, ...]:
    return _read_json3(text) or tuple(_make_cues(read_json_transcript(text)))


def _make_cues(pieces: Iterable[Piece]) -> Iterator[Cue]:
    for piece in pieces:
        if words := _clean(piece.text):
            yield Cue(start=min(piece.start, _LATEST), text=_join(words))


def _list_shown(source: Source) -> list[_Shown]:
    shown = [
        (min(start, _LATEST), words)
        for caption in read_captions(source)
        if (start := caption.start.time) is not None
        and caption.end.time is not None
        and (words := _clean(caption.text))
    ]
    return sorted(shown, key=itemgetter(0))


def _clean(text: str) -> tuple[_Piece, ...]:
    """Give the pieces that are heard: no markup, no speaker, no sound in brackets."""
    lines = (
        _SPEAKER.sub("", NOT_IN_YAML.sub("", _SOUND.sub(" ", unescape(_TAG.sub("", line)))).strip())
        for line in text.splitlines()
    )
    pieces: list[_Piece] = []
    for line in lines:
        was_unspaced = bool(pieces) and _is_unspaced(pieces[-1])
        for found in _PIECE.finditer(line):
            piece = _Piece(found[0].strip(), has_gap=bool(found["gap"]))
            if found.start() == 0:
                # A line may end anywhere in a text without spaces.
                is_one = was_unspaced and found["sign"] is not None
                piece = piece._replace(has_gap=not is_one)
            pieces.append(piece)
    return tuple(pieces)


def _is_unspaced(piece: _Piece) -> bool:
    return re.fullmatch(_UNSPACED, piece.text) is not None


def _join(pieces: Iterable[_Piece]) -> str:
    return "".join(f" {each.text}" if each.has_gap else each.text for each in pieces).strip()


def _unroll(captions: list[_Shown]) -> Iterator[Cue]:
    """Give each piece once, where captions roll: where a line stays while the next one comes."""
    texts = [tuple(each.text for each in pieces) for _, pieces in captions]
    kept = [_count_kept(before, after) for before, after in pairwise(texts)]
    follow = sum(each > 0 for each in kept)
    is_rolling = follow > 0 and follow >= len(kept) * _ROLLS_FROM
    for (start, pieces), seen in zip(captions, (0, *kept), strict=False):
        if new := pieces[seen if is_rolling else 0 :]:
            yield Cue(start=start, text=_join(new))


def _count_kept(before: tuple[str, ...], after: tuple[str, ...]) -> int:
    """Count the pieces at a caption's start that the one before it ends with."""
    lengths = range(min(len(before), len(after), _LONGEST_SHOWN), 0, -1)
    return next((length for length in lengths if before[-length:] == after[:length]), 0)


def _read_json3(text: str) -> tuple[Cue, ...]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    events = document.get("events") if isinstance(document, dict) else None
    return tuple(_event_cues(events)) if isinstance(events, list) else ()


def _event_cues(events: list[Any]) -> Iterator[Cue]:
    for event in events:
        if not isinstance(event, dict) or not isinstance(event.get("segs"), list):
            continue
        start = event.get("tStartMs")
        parts = [each.get("utf8") for each in event["segs"] if isinstance(each, dict)]
        words = _clean("".join(part for part in parts if isinstance(part, str)))
        if words and type(start) is int and 0 <= start <= _LATEST:
            yield Cue(start=Milliseconds(start), text=_join(words))
