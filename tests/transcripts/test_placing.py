"""How often questions find their chapters: measured on labelled videos."""

from collections.abc import Iterable

import pytest

from flashcards.drafts.placing import is_clear, rank_chapters
from flashcards.drafts.records import Draft
from tests.transcripts.labelled import read_draft, shuffle

Labelled = tuple[Draft, tuple[int, ...]]

NEAR = tuple(read_draft(f"video-{number}.yaml") for number in (4, 5, 6))
"""Questions as near to their chapters' words as those of real pages, in an order of their own.

Their share of the chapters' words was matched to a real page's. Nobody who worked on the rules saw
them before they were first measured.
"""

FAR = tuple(read_draft(f"video-{number}.yaml") for number in (1, 2, 3))
"""Questions in much freer words, most of them in the video's order.

Their failures were known when rules were made, but no rule that was made for them is left.
"""


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
    for videos in (NEAR, FAR):
        assert len(videos) == 3
        assert sum(len(chapters) for _, chapters in videos) >= 60


def test_questions_in_the_words_of_real_pages_find_their_chapters(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = _measure(NEAR)
    _say(capsys, "questions in a page's own words", found)
    best, placed, right = found
    assert best >= 0.9
    assert placed >= 0.9
    assert right >= 0.9


def test_questions_in_freer_words_find_their_chapters_when_they_follow_the_video(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = _measure(FAR)
    _say(capsys, "questions in freer words, in the video's order", found)
    best, placed, right = found
    assert best >= 0.8
    assert placed >= 0.75
    assert right >= 0.85


def test_without_the_videos_order_fewer_are_placed_but_as_many_of_them_right(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = _measure(shuffle(*video) for video in FAR)
    _say(capsys, "the same questions shuffled", found)
    best, placed, right = found
    assert best >= 0.65
    assert placed >= 0.5
    assert right >= 0.85
