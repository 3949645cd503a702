"""How often things find their moment and their chapter in languages other than English: measured.

A moment is right within two captions, 16 seconds. Things are looked for in an order that tells
nothing. For chapters, the chapter's summary is what is said in it but the words that answer.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

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


class _Counts(NamedTuple):
    """How many things there are, how many of them are right, acted on, and right of those."""

    language: str
    all_: int
    right: int
    taken: int
    right_taken: int


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


def _locate(talk: _Talk) -> _Counts:
    """Count the things that are found, and those found at the right moment."""
    speech = index_transcript(_make_transcript(talk), talk.language)
    things = tuple(Thing(subject=thing) for thing, _ in reversed(talk.things))
    stretch = Stretch(start=Milliseconds(0), end=None, things=things)
    (talks,) = find_talks(speech, [stretch])
    labels = [_find_cue(talk, heard) * _LENGTH for _, heard in reversed(talk.things)]
    found = [
        each and abs(each.at - label) <= _NEAR for each, label in zip(talks, labels, strict=True)
    ]
    right = found.count(True)
    taken = len(found) - found.count(None)
    return _Counts(talk.language, len(found), right, taken, right)


def _find_cue(talk: _Talk, heard: str) -> int:
    (index,) = (index for index, cue in enumerate(talk.cues) if cue.startswith(heard))
    return index


def _place(talk: _Talk) -> _Counts:
    """Count the things whose likeliest chapter is the right one, and those that are placed."""
    parts = [talk.cues[at : at + _PART] for at in range(0, len(talk.cues), _PART)]
    chapters = tuple(make_chapter(str(at), "\n".join(part)) for at, part in enumerate(parts))
    modules = tuple(DraftModule(title=each.title, chapters=(each,)) for each in chapters)
    draft = Draft(title="Talk", language=talk.language, modules=modules)
    things = talk.things[::-1]
    ranked = rank_chapters(draft, tuple(make_question(thing) for thing, _ in things))
    best = [
        (choices[0], _find_cue(talk, heard) // _PART)
        for choices, (_, heard) in zip(ranked, things, strict=True)
    ]
    return _Counts(
        talk.language,
        all_=len(best),
        right=sum(choice.chapter == label for choice, label in best),
        taken=sum(is_clear(choice) for choice, _ in best),
        right_taken=sum(is_clear(choice) and choice.chapter == label for choice, label in best),
    )


def _say(
    capsys: pytest.CaptureFixture[str], what: str, counts: Sequence[_Counts]
) -> tuple[float, float]:
    """Print the counts; give the share that is right, and that of what is acted on."""
    all_ = sum(each.all_ for each in counts)
    right = sum(each.right for each in counts)
    taken = sum(each.taken for each in counts)
    right_taken = sum(each.right_taken for each in counts)
    said = ", ".join(f"{each.language} {each.right}/{each.all_}" for each in counts)
    with capsys.disabled():
        print(  # noqa: T201 - the measurement is for whoever runs the test
            f"\n{what}: {right} of {all_} right ({said}); "
            f"{taken} taken, of those {right_taken} right"
        )
    return right / all_, right_taken / taken


@pytest.mark.parametrize("name", ["known", "held back"])
def test_things_are_found_when_a_talk_in_any_language_speaks_of_them(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    counts = [_locate(talk) for talk in _read_talks(name)]
    right, right_taken = _say(capsys, f"moments, {name}", counts)
    assert len(counts) >= 6
    assert right >= 0.75
    assert right_taken >= 0.9


@pytest.mark.parametrize("name", ["known", "held back"])
def test_things_find_their_chapter_in_any_language(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    counts = [_place(talk) for talk in _read_talks(name)]
    right, right_taken = _say(capsys, f"chapters, {name}", counts)
    assert len(counts) >= 6
    assert right >= 0.75
    assert right_taken >= 0.85
