"""How often questions find their chapters: measured on labelled videos."""

from collections.abc import Iterable

import pytest

from flashcards.importers.draft import Draft
from flashcards.importers.place import is_clear, rank_chapters
from tests.moments.labelled import read_draft, shuffle

Labelled = tuple[Draft, tuple[int, ...]]

VIDEOS = tuple(read_draft(f"video-{number}.yaml") for number in (1, 2, 3))


def _measure(videos: Iterable[Labelled]) -> tuple[float, float, float]:
    """Give how often the best chapter is right, the share placed, and how often that is right."""
    best = [
        (choices[0], choices[0].chapter == chapter)
        for draft, chapters in videos
        for choices, chapter in zip(rank_chapters(draft, draft.questions), chapters, strict=True)
    ]
    placed = [is_right for choice, is_right in best if is_clear(choice)]
    right = sum(is_right for _, is_right in best)
    return right / len(best), len(placed) / len(best), sum(placed) / len(placed)


def _say(capsys: pytest.CaptureFixture[str], what: str, found: tuple[float, float, float]) -> None:
    best, placed, right = found
    with capsys.disabled():
        print(  # noqa: T201 - the measurement is for whoever runs the test
            f"\n{what}: the best chapter is right for {best:.3f} of all; "
            f"{placed:.3f} are placed, of those {right:.3f} right"
        )


def test_the_labelled_questions_are_many() -> None:
    assert len(VIDEOS) == 3
    assert sum(len(chapters) for _, chapters in VIDEOS) >= 60


def test_of_the_questions_that_are_placed_six_of_seven_are_placed_right(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = _measure(VIDEOS)
    _say(capsys, "questions in the video's order", found)
    best, placed, right = found
    assert best >= 0.8
    assert placed >= 0.75
    assert right >= 0.85


def test_without_the_videos_order_fewer_are_placed_but_as_many_of_them_right(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = _measure(shuffle(*video) for video in VIDEOS)
    _say(capsys, "the same questions shuffled", found)
    best, placed, right = found
    assert best >= 0.65
    assert placed >= 0.5
    assert right >= 0.85
