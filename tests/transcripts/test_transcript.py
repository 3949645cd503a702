# ruff: noqa: RUF001 - signs of other scripts are what it is about

"""Reading transcripts: the formats in use, and each word once."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.diagnostics import Diagnostic, Severity, Source, Span
from flashcards.transcripts.transcript import parse_transcript
from tests.pipeline import refuse


def _read(text: str) -> list[tuple[int, str]]:
    transcript = parse_transcript(Source(path="talk", text=text), refuse)
    assert transcript is not None
    return [(cue.start, cue.text) for cue in transcript.cues]


WEBVTT = """\
WEBVTT - A title
Kind: captions

STYLE
::cue { color: red }

NOTE a comment
that --- goes on

first
00:00:01.500 --> 00:00:04.000 align:start position:0%
<v Ada Lovelace>Fish &amp; <i>chips</i>
for <b>two</b>

01:02:03.004 --> 01:02:05.000
x &lt; 3
"""

SUBRIP = """\
1
00:00:01,500 --> 00:00:04,000
{\\an8}Fish &amp; <i>chips</i>
for two

2
01:02:03,004 --> 01:02:05,000
x < 3
"""


@pytest.mark.parametrize("text", [WEBVTT, SUBRIP])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("before", ["", "\ufeff", "\n\n"])
def test_webvtt_and_subrip_give_what_is_heard_and_when(
    text: str, line_end: str, before: str
) -> None:
    read = _read(before + text.replace("\n", line_end))
    assert read == [(1500, "Fish & chips for two"), (3723004, "x < 3")]


ROLLING = """\
WEBVTT
Kind: captions
Language: en

00:00:00.160 --> 00:00:02.470 align:start position:0%
{space}
today<00:00:00.320><c> we</c><00:00:00.480><c> talk</c>

00:00:02.470 --> 00:00:02.480 align:start position:0%
today we talk
{space}

00:00:02.480 --> 00:00:04.550 align:start position:0%
today we talk
about<00:00:02.720><c> talk</c><00:00:02.960><c> and</c>

00:00:04.550 --> 00:00:04.560 align:start position:0%
about talk and
{space}

00:00:04.560 --> 00:00:06.000 align:start position:0%
about talk and
and<00:00:04.800><c> bits</c>
""".replace("{space}", " ")


def test_captions_that_roll_give_each_word_once_when_it_is_new() -> None:
    assert _read(ROLLING) == [(160, "today we talk"), (2480, "about talk and"), (4560, "and bits")]


def test_captions_that_grow_give_each_word_once() -> None:
    text = "WEBVTT\n"
    for second, words in enumerate(("one", "one two", "one two three", "three four")):
        text += f"\n00:0{second}.000 --> 00:0{second + 1}.000\n{words}\n"
    assert _read(text) == [(0, "one"), (1000, "two"), (2000, "three"), (3000, "four")]


def test_what_a_speaker_says_twice_is_heard_twice() -> None:
    said = ("no", "and why", "because", "because of that", "so", "well")
    text = "WEBVTT\n"
    for second, words in enumerate(said):
        text += f"\n00:0{second}.000 --> 00:0{second + 1}.000\n{words}\n"
    assert [words for _, words in _read(text)] == list(said)


def test_json3_gives_its_lines() -> None:
    events = [
        {"tStartMs": 0, "dDurationMs": 100, "id": 1},
        {"tStartMs": 2000, "segs": [{"utf8": "and"}, {"utf8": " bits", "tOffsetMs": 200}]},
        {"tStartMs": 1000, "segs": [{"utf8": "\n"}], "aAppend": 1},
        {"tStartMs": 160, "segs": [{"utf8": "we"}, {"utf8": " talk"}]},
    ]
    text = json.dumps({"wireMagic": "pb3", "events": events})
    assert _read(text) == [(160, "we talk"), (2000, "and bits")]


def test_speakers_and_sounds_are_not_words() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n>> LEX FRIDMAN: Hello [Applause] there\n- Yes: it is"
    assert _read(text) == [(1000, "Hello there Yes: it is")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Good evening everybody.",
        "WEBVTT\n",
        "{",
        "{}",
        "[" * 100_000,
        '{"events": ' + "[" * 100_000,
        '{"events": [{"tStartMs": NaN, "segs": [{"utf8": "a"}]}, 3, {"segs": 4}]}',
        '{"events": [{"tStartMs": -1, "segs": [{"utf8": "a"}, 7, {"utf8": 8}]}]}',
        "1\n00:00:01,000 --> never\nHello\n",
    ],
)
def test_what_is_no_transcript_is_reported_at_its_first_line(text: str) -> None:
    found: list[Diagnostic] = []
    assert parse_transcript(Source(path="talk.vtt", text=text), found.append) is None
    assert found == [
        Diagnostic(
            code="malformed-transcript",
            severity=Severity.ERROR,
            message="this is no transcript with times: nothing in it is said at a moment",
            span=Span("talk.vtt", 0, len(text.split("\n", maxsplit=1)[0])),
            help="give subtitles of the video, such as a .vtt, .srt, .sbv or .json file",
        )
    ]


_LINES = st.sampled_from(
    [
        "WEBVTT",
        "",
        " ",
        "1",
        "00:00:01.000 --> 00:00:02.000",
        "00:01,000 --> 00:00:02,000",
        "99:99:99.999 --> 00:00:00.000",
        "a b",
        "b a",
        "<c>",
        "<00:00:01.000>a",
        "NOTE",
        "STYLE",
        "{",
    ]
)


@given(st.one_of(st.text(), st.lists(_LINES).map("\n".join), st.lists(_LINES).map("\r".join)))
def test_any_text_is_a_transcript_ordered_by_time_or_reported_once(text: str) -> None:
    found: list[Diagnostic] = []
    transcript = parse_transcript(Source(path="talk", text=text), found.append)
    if transcript is None:
        assert [each.code for each in found] == ["malformed-transcript"]
    else:
        assert found == []
        starts = [cue.start for cue in transcript.cues]
        assert starts == sorted(starts)
        assert all(cue.text == " ".join(cue.text.split()) != "" for cue in transcript.cues)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["events", "segs", "utf8", "tStartMs"]), inner)
    ),
    max_leaves=20,
)


@given(_JSON)
def test_any_json_is_a_transcript_or_reported_once(value: object) -> None:
    found: list[Diagnostic] = []
    text = json.dumps({"events": value})
    transcript = parse_transcript(Source(path="talk", text=text), found.append)
    assert (transcript is None) == (len(found) == 1)


def test_lines_of_a_text_without_spaces_are_joined_without_one() -> None:
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n今日は光合\n成の話です。\n\n"
        "00:03.000 --> 00:04.000\nGPUの話\nGPU と CPU\n\n"
        "00:05.000 --> 00:06.000\n세포의 구조\n핵\n\n"
        "00:07.000 --> 00:08.000\nเซลล์ คือ\nอะไร\n"
    )
    assert _read(text) == [
        (1000, "今日は光合成の話です。"),
        (3000, "GPUの話 GPU と CPU"),
        (5000, "세포의 구조 핵"),
        (7000, "เซลล์ คืออะไร"),
    ]


def test_captions_that_roll_without_spaces_give_each_character_once() -> None:
    shown = ("今日は光合成", "今日は光合成の話です", "合成の話です 緑の葉が", "緑の葉が光を受けて")
    text = "WEBVTT\n"
    for second, words in enumerate(shown):
        text += f"\n00:0{second}.000 --> 00:0{second + 1}.000\n{words}\n"
    assert _read(text) == [
        (0, "今日は光合成"),
        (1000, "の話です"),
        (2000, "緑の葉が"),
        (3000, "光を受けて"),
    ]


def test_the_times_of_captions_may_have_the_digits_of_any_script() -> None:
    text = (
        "１\n００：００：０１，５００ －－＞ ００：００：０４，０００\n水の話\n\n"
        "٢\n٠٠:٠١:٠٠٫٥٠٠ --> ٠٠:٠١:٠٤٫٠٠٠\nالماء\n"
    )
    assert _read(text) == [(1500, "水の話"), (60_500, "الماء")]


def test_sounds_in_full_width_brackets_are_left_out() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n［音楽］（拍手）水（みず）の話"
    assert _read(text) == [(1000, "水（みず）の話")]
