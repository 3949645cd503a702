"""How often things find their moment and their chapter in languages other than English: measured.

A moment is right within two captions, 16 seconds. Things are looked for in an order that tells
nothing. For chapters, the chapter's summary is what is said in it but the words that answer.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from flashcards.diagnostics import Source
from flashcards.drafts.placing import is_clear, rank_chapters
from flashcards.drafts.records import Draft, DraftModule
from flashcards.text.times import Milliseconds, format_time
from flashcards.transcripts.speech import index_transcript
from flashcards.transcripts.talks import Stretch, Thing, find_talks
from flashcards.transcripts.transcript import Transcript, parse_transcript
from tests.pipeline import refuse
from tests.transcripts.labelled import make_chapter, make_question, read_yaml

_LENGTH = 8_000
_NEAR = 16_000
_PART = 3


class _Talk(NamedTuple):
    """A labelled talk: what is said in each chapter, and the things with what is said then."""

    language: str
    chapters: tuple[tuple[str, tuple[str, ...]], ...]
    things: tuple[tuple[str, str], ...]

    @property
    def cues(self) -> tuple[str, ...]:
        return tuple(cue for _, own in self.chapters for cue in own)


def _read_talks(name: str) -> Iterator[_Talk]:
    for each in read_yaml("languages.yaml"):
        yield _Talk(each["language"], tuple(_split(each["text"])), tuple(_list_things(each[name])))


def _list_things(written: list[str]) -> Iterator[tuple[str, str]]:
    for each in written:
        thing, heard = each.split(" => ")
        yield thing, heard


def _split(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for part in text.split("## ")[1:]:
        title, *cues = part.splitlines()
        yield title, tuple(cues)


def _make_transcript(talk: _Talk) -> Transcript:
    lines = ["WEBVTT\n"]
    for index, cue in enumerate(talk.cues):
        start, end = (format_time(Milliseconds(at * _LENGTH)) for at in (index, index + 1))
        lines.append(f"{start}.000 --> {end}.000\n{cue}\n")
    transcript = parse_transcript(Source(path="talk.vtt", text="\n".join(lines)), refuse)
    assert transcript is not None
    return transcript


def _locate(talk: _Talk) -> tuple[int, int]:
    """Count the things that are found, and those found at the right moment."""
    speech = index_transcript(_make_transcript(talk), talk.language)
    things = tuple(Thing(subject=thing) for thing, _ in reversed(talk.things))
    stretch = Stretch(start=Milliseconds(0), end=None, things=things)
    (talks,) = find_talks(speech, [stretch])
    labels = [_find_cue(talk, heard) * _LENGTH for _, heard in reversed(talk.things)]
    found = [(each.at, label) for each, label in zip(talks, labels, strict=True) if each]
    return len(found), sum(abs(at - label) <= _NEAR for at, label in found)


def _find_cue(talk: _Talk, heard: str) -> int:
    (index,) = (index for index, cue in enumerate(talk.cues) if cue.startswith(heard))
    return index


def _place(talk: _Talk) -> tuple[int, int]:
    """Count the things that are placed, and those placed in the right chapter."""
    parts = [talk.cues[at : at + _PART] for at in range(0, len(talk.cues), _PART)]
    chapters = tuple(make_chapter(str(at), "\n".join(part)) for at, part in enumerate(parts))
    modules = tuple(DraftModule(title=each.title, chapters=(each,)) for each in chapters)
    draft = Draft(title="Talk", language=talk.language, modules=modules)
    things = talk.things[::-1]
    ranked = rank_chapters(draft, tuple(make_question(thing) for thing, _ in things))
    best = [
        (choices[0].chapter, _find_cue(talk, heard) // _PART)
        for choices, (_, heard) in zip(ranked, things, strict=True)
        if is_clear(choices[0])
    ]
    return len(best), sum(chapter == label for chapter, label in best)


@pytest.mark.parametrize("name", ["known", "held back"])
@pytest.mark.parametrize("find", [_locate, _place])
def test_things_are_found_in_every_language(
    name: str, find: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    talks = list(_read_talks(name))
    counts = [(talk.language, len(talk.things), *find(talk)) for talk in talks]
    count, found, right = (sum(each[index] for each in counts) for index in (1, 2, 3))
    what = "moments" if find is _locate else "chapters"
    said = ", ".join(f"{code} {own}/{some}/{all_}" for code, all_, some, own in counts)
    with capsys.disabled():
        print(  # noqa: T201 - the measurement is for whoever runs the test
            f"\n{what}, {name}: {found} of {count} found, {right} right "
            f"(right/found/all: {said})"
        )
    assert len(talks) >= 6
    assert right >= 0.75 * count
    assert right >= 0.85 * found
