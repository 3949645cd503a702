"""Captions as WebVTT and SubRip have them: each with its place, whatever its times are."""

import pytest

from flashcards.diagnostics import Source
from flashcards.transcripts.captions import read_captions


def _read(text: str) -> list[tuple[int | None, int | None, str]]:
    return [
        (each.start.time, each.end.time, each.text)
        for each in read_captions(Source(path="talk", text=text))
    ]


def test_each_part_of_a_caption_knows_its_place() -> None:
    text = "WEBVTT\r\n\r\n1\r\n 00:01.000 -->  soon align:start\r\n<i>Alps</i>\r\n and\r\n"
    (caption,) = read_captions(Source(path="talk", text=text))
    spans = (caption.start.span, caption.end.span, caption.span)
    assert [text[span.start : span.end] for span in spans] == [
        "00:01.000",
        "soon",
        "<i>Alps</i>\r\n and",
    ]
    assert (caption.start.written, caption.end.time) == ("00:01.000", None)


def test_without_a_text_its_place_is_the_line_of_its_times() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000 line:0\n\nNOTE that is all\n"
    (caption,) = read_captions(Source(path="talk", text=text))
    assert text[caption.span.start : caption.span.end] == "00:01.000 --> 00:02.000 line:0"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("WEBVTT\n\n0:01 --> 0:02\na\n \nb\n\nc\n", ["a\n \nb"]),
        ("WEBVTT\n\n0:01 --> 0:02\n \na\n\n0:02 --> 0:03\nb", ["a", "b"]),
        ("WEBVTT\n\n0:01 --> 0:02\na\n \nid\n0:02 --> 0:03\nb", ["a", "b"]),
        ("WEBVTT\n\n0:01 --> 0:02\na\n0:02 --> 0:03\nb", ["a", "b"]),
        ("WEBVTT\n\nid\n0:01 --> 0:02\na --> b\nc", ["a --> b\nc"]),
        ("WEBVTT\n\nNOTE\n0:01 --> 0:02\na\n\nb --> c\nd", ["d"]),
        ("1\n0:01 --> 0:02\na\n\nb\n2\n0:02 --> never\nc\n", ["a\n\nb", "c"]),
        ("1\n0:01 --> 0:02\na\n\n2\n\n0:02 --> 0:03\n1984\n", ["a", "1984"]),
        ("Good evening.\n", []),
        ("", []),
    ],
)
def test_a_caption_ends_where_its_format_says(text: str, read: list[str], end: str) -> None:
    assert [each for *_, each in _read(text.replace("\n", end))] == [
        each.replace("\n", end) for each in read
    ]


def test_what_sticks_to_an_end_is_none_of_it() -> None:
    assert _read("WEBVTT\n\n0:01 --> 0:02.5]\na") == [(1000, 2500, "a")]
