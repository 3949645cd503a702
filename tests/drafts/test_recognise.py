"""Each format is told by content from the others, and from what is none of them."""

import pytest

from tests.drafts.samples import NONE_OF_THEM, RECOGNISERS, SAMPLES


def test_every_format_has_a_sample() -> None:
    assert SAMPLES.keys() == RECOGNISERS.keys()


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_recognised_by_its_own_format_alone(name: str) -> None:
    assert [each for each, recognise in RECOGNISERS.items() if recognise(SAMPLES[name])] == [name]


@pytest.mark.parametrize("name", NONE_OF_THEM)
def test_a_text_of_another_kind_is_recognised_by_none(name: str) -> None:
    found = [each for each, recognise in RECOGNISERS.items() if recognise(NONE_OF_THEM[name])]
    assert found == []


@pytest.mark.parametrize("name", ["yt-dlp", "podcast", "matroska"])
def test_a_sample_that_is_cut_off_is_recognised_still(name: str) -> None:
    text = SAMPLES[name][:-20]
    assert [each for each, recognise in RECOGNISERS.items() if recognise(text)] == [name]


def test_webvtt_of_the_kind_chapters_is_recognised_however_short_its_cues() -> None:
    text = "WEBVTT\nKind: chapters\n\n00:00.000 --> 00:02.000\nAlps\n"
    assert [each for each, recognise in RECOGNISERS.items() if recognise(text)] == ["webvtt"]


def test_a_podcast_without_chapters_yet_is_a_podcast() -> None:
    text = '{"version": "1.2.0", "chapters": []}'
    assert [each for each, recognise in RECOGNISERS.items() if recognise(text)] == ["podcast"]
