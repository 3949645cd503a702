# ruff: noqa: RUF001 - signs of other scripts are what it is about
"""What is said in a video as people copy it, with a time on each line or above a paragraph.

So are YouTube's panel, SBV, lyrics, and the transcripts that sites show with their speakers' names.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from flashcards.text.language import count_words
from flashcards.text.times import Milliseconds, parse_clock
from flashcards.text.written_times import fold_times
from flashcards.transcripts.json_transcripts import Piece

_LONGEST_LINE = 50_000
_CLOCK = re.compile(r"(?:[0-9]{1,3}:)?[0-9]{1,3}:[0-9]{1,2}(?:[.,:][0-9]{1,3})?")
_TIME = r"(?:[0-9]{1,3}:)?[0-9]{1,3}:[0-5][0-9](?:[.,][0-9]{1,3})?"
_SIGNS = r"[\s*_#>|\-–—•·`\"]{0,20}"
_NAME = r"[^\W\d][^\[\](){}<>:|*_\r\n]{0,60}"
_HEAD = re.compile(
    rf"(?:(?:{_SIGNS})\[?(?P<before>{_NAME})?[\]*_,:\s–—\-|]{{0,10}})??{_SIGNS}"
    rf"(?P<open>[\[(<（【])?\s?(?P<start>{_TIME})(?:\s?(?:-->|[-–—~→,]|to)\s?{_TIME})?(?:\s?[\])>）】]{{1,2}}|(?![:\d/]))"
    rf"[*_`]{{0,3}}(?:\s?[:|·\-–—])?[*_`\s]{{0,5}}"
)
_MOST_NAME_WORDS = 5
_TAIL = re.compile(
    rf"[\s*•\-–—]{{0,9}}(\S.*?)\s{{1,9}}[\[(（【]{{1,2}}({_TIME})[\])）】]{{1,2}}\s*"
)
"""What is said, with its time in brackets at the line's end."""

_ENOUGH_TAILS = 3
_LINK = re.compile(r"\[([^\[\]]{1,80})\]\([^()\s]{0,500}\)")
_DIALOGUE = re.compile(r"Dialogue:\s*[^,]*,\s*([0-9:.]+)\s*,[^,]*(?:,[^,]*){6},(.*)")
_ROW = re.compile(r"([0-9]{1,9})\t[0-9]{1,9}\t(.*)")
_LABEL = re.compile(r"([0-9]{1,6}\.[0-9]{1,6})[,;\t][0-9]{1,6}\.[0-9]{1,6}[,;\t]\"?(.*?)\"?\s*")
"""A row with a start and an end in seconds, as sound editors and tables have it."""

_ELEMENT = re.compile(r"<(?:text|p)\b([^<>]{0,500})>", re.IGNORECASE)
_ELEMENT_END = re.compile(r"</(?:text|p)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(start|begin|t)\s*=\s*[\"']([0-9:.,]{1,20})(s|ms)?[\"']")
_TAG = re.compile(r"<[^<>]{0,500}>")
_SPEAKER = re.compile(rf"(?:\*\*|__)?({_NAME}?)(?:\*\*|__)?[:：](?:\*\*|__)?\s+")
_OFTEN = 2
_SPOKEN_TIME = re.compile(
    r"[0-9]{1,4} (?:second|minute|hour)s?(?:, [0-9]{1,4} (?:second|minute)s?)*"
)
_NOT_SAID = re.compile(r"#{1,6}\s.*|[\W_]*")


class _Head(NamedTuple):
    start: Milliseconds
    rest: str


def read_written_transcript(text: str) -> tuple[Piece, ...]:
    """Read lines with times, or the elements of XML with them; empty for a text without any."""
    if text.lstrip().startswith("<"):
        if elements := tuple(_read_elements(text)):
            return elements
        text = unescape(_TAG.sub(" ", text))
    runs: list[list[Piece]] = [[]]
    for piece in _read_tails(text) or _read_lines(text):
        if runs[-1] and piece.start < runs[-1][-1].start and piece.start < runs[-1][0].start + 1000:
            runs.append([])
        runs[-1].append(piece)
    # A list of chapters above begins as the transcript does, and says less.
    best = max(runs, key=lambda run: sum(count_words(each.text) for each in run))
    return tuple(_without_speakers(best))


def _read_lines(text: str) -> Iterator[Piece]:
    start: Milliseconds | None = None
    said: list[str] = []
    for line in text.splitlines():
        head = _read_head(line)
        if head is None:
            bare = line.strip()
            if start is not None and not _NOT_SAID.fullmatch(bare):
                said += [] if _SPOKEN_TIME.fullmatch(bare) else [bare]
            continue
        if start is not None and said:
            yield Piece(start, "\n".join(said))
        start, said = head.start, [head.rest] if head.rest else []
    if start is not None and said:
        yield Piece(start, "\n".join(said))


def _read_tails(text: str) -> tuple[Piece, ...]:
    """Read lines that end in their time; none of a text where few lines do."""
    lines = [line for line in text.splitlines() if line.strip()]
    found = [
        tail
        for line in lines
        if len(line) <= _LONGEST_LINE and (tail := _TAIL.fullmatch(_without_links(line)))
    ]
    if len(found) < _ENOUGH_TAILS or 2 * len(found) < len(lines):
        return ()
    times = [parse_clock(tail[2], _CLOCK) for tail in found]
    return tuple(
        Piece(time, tail[1]) for tail, time in zip(found, times, strict=True) if time is not None
    )


def _without_links(line: str) -> str:
    return _LINK.sub(r"\1", line) if "](" in line else line


def _read_head(line: str) -> _Head | None:  # noqa: PLR0911 - one way out for each form
    if len(line) > _LONGEST_LINE or not any(sign.isdigit() for sign in line[:200]):
        return None
    if row := _ROW.fullmatch(line):
        return _Head(Milliseconds(int(row[1])), row[2].strip())
    if label := _LABEL.fullmatch(line):
        return _Head(Milliseconds(round(float(label[1]) * 1000)), label[2].replace('""', '"'))
    if dialogue := _DIALOGUE.match(line):
        time = parse_clock(dialogue[1], _CLOCK)
        return None if time is None else _Head(time, re.sub(r"\\[Nnh]", " ", dialogue[2]).strip())
    plain = _without_links(line)
    head = _HEAD.match(fold_times(plain))
    if head is None:
        return None
    time = parse_clock(head["start"], _CLOCK)
    name = head["before"] or ""
    rest = plain[head.end() :].strip()
    is_name = len(name.split()) <= _MOST_NAME_WORDS and name[:1] != name[:1].lower()
    if rest.startswith(("->", "-->")):
        return None
    if time is None or (name and not (is_name or (name[:1].isalpha() and not name.isascii()))):
        return None
    return _Head(time, rest)


def _without_speakers(pieces: list[Piece]) -> Iterator[Piece]:
    """Take away the names before what is said: those that stand there several times."""
    named = [_SPEAKER.match(piece.text) for piece in pieces]
    counts = Counter(found[1] for found in named if found)
    for piece, found in zip(pieces, named, strict=True):
        is_bold = found is not None and found[0].startswith(("**", "__"))
        if found and (is_bold or counts[found[1]] > _OFTEN):
            text = piece.text[found.end() :]
        else:
            text = piece.text
        yield piece._replace(text=text.replace("**", ""))


def _read_elements(text: str) -> Iterator[Piece]:
    elements = list(_ELEMENT.finditer(text))
    for element, after in zip(elements, [*elements[1:], None], strict=False):
        end = len(text) if after is None else after.start()
        inside = _ELEMENT_END.split(text[element.end() : end], maxsplit=1)[0]
        found = _ATTRIBUTE.search(element[1])
        words = unescape(unescape(_TAG.sub(" ", inside))).strip()
        if found is None or not words:
            continue
        name, value, unit = found.groups()
        if ":" in value:
            time = parse_clock(value, _CLOCK)
        elif re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,9})?", value):
            is_fine = unit == "ms" or (name == "t" and not unit)
            time = Milliseconds(round(float(value) * (1 if is_fine else 1000)))
        else:
            continue
        if time is not None:
            yield Piece(time, words)
