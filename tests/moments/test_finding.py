"""How near the moments that are found are to those that a listener set: measured on a talk."""

import pytest

from flashcards.content.times import parse_time, parse_time_range
from flashcards.moments.speech import index_transcript
from flashcards.moments.talks import Stretch, Thing, find_talks
from tests.moments.labelled import read_talk, read_yaml

TALK = read_yaml("talk.yaml")


def _stretches(*, is_reversed: bool = False) -> list[Stretch]:
    found = []
    for chapter in TALK["chapters"]:
        times = parse_time_range(chapter["time"])
        assert times is not None
        topics = chapter["topics"][::-1] if is_reversed else chapter["topics"]
        things = tuple(Thing(subject=topic["term"]) for topic in topics)
        found.append(Stretch(start=times[0], end=times[1], things=things))
    return found


def _labels() -> list[int]:
    times = [parse_time(each["at"]) for chapter in TALK["chapters"] for each in chapter["topics"]]
    return [time for time in times if time is not None]


def _within(found: list[int | None], seconds: int) -> int:
    return sum(
        time is not None and abs(time - label) <= seconds * 1000
        for time, label in zip(found, _labels(), strict=True)
    )


def _evenly() -> list[int | None]:
    """Give each topic its equal share of the chapter: what can be had without a transcript."""
    return [
        stretch.start + (stretch.end - stretch.start) * index // len(stretch.things)
        for stretch in _stretches()
        if stretch.end is not None
        for index in range(len(stretch.things))
    ]


def test_four_of_five_topics_are_found_within_a_minute(capsys: pytest.CaptureFixture[str]) -> None:
    talks = find_talks(index_transcript(read_talk()), _stretches())
    found: list[int | None] = [each.at if each else None for own in talks for each in own]
    total = len(_labels())
    evenly = _evenly()
    with capsys.disabled():
        for seconds in (60, 15, 5):
            print(  # noqa: T201 - the measurement is for whoever runs the test
                f"\nmoments within {seconds} s: {_within(found, seconds)} of {total}; "
                f"by equal shares of time alone: {_within(evenly, seconds)}",
                end="",
            )
    assert total >= 40
    assert _within(found, 60) >= 0.8 * total
    assert _within(found, 5) > _within(evenly, 5)


def test_topics_out_of_the_talks_order_are_left_rather_than_guessed() -> None:
    talks = find_talks(index_transcript(read_talk()), _stretches(is_reversed=True))
    found: list[int | None] = [each.at if each else None for own in talks for each in own[::-1]]
    assert len([time for time in found if time is not None]) == _within(found, 60)
