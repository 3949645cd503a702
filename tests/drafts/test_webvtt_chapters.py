"""WebVTT chapters."""

import pytest

from flashcards.drafts.records import Draft, DraftModule
from tests.drafts.samples import WEBVTT, chapter, clean, complaints, flat, run


def _cue(text: str, times: str = "00:00.000 --> 04:10.000") -> str:
    return f"WEBVTT\n\n{times}\n{text}\n"


def test_a_whole_file_gives_a_draft() -> None:
    assert clean("webvtt", WEBVTT) == Draft(
        title="Untitled video",
        modules=flat(chapter("Alps", 0, 250_000), chapter("Lake Constance", 250_000, 754_000)),
    )


@pytest.mark.parametrize(
    "times",
    [
        "00:00.000 --> 04:10.000",
        "00:00:00.000 --> 00:04:10.000",
        "00:00:00.000 --> 00:04:10.000 align:start position:10%",
        "00:00:00.000-->00:04:10.000",
        "\t0:00:00,000  -->\t0:04:10,000",
        "0:00 --> 4:10",
    ],
)
def test_times_have_hours_or_none_and_settings_are_ignored(times: str) -> None:
    assert clean("webvtt", _cue("Alps", times)).chapters == (chapter("Alps", 0, 250_000),)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("<v Bob>Alps", "Alps"),
        ("<v.loud Bob>Alps</v>", "Alps"),
        ("<i>Alps</i> and <c.yellow.bg>more</c>", "Alps and more"),
        ("<lang en-GB>Alps</lang>", "Alps"),
        ("Alps<00:01:00.000> higher", "Alps higher"),
        ("List&lt;int&gt; &amp; more&nbsp;of it", "List<int> & more of it"),
        ("List<int> < a", "List<int> < a"),
        ("Alps\nand valleys", "Alps and valleys"),
        ("  Alps  ", "Alps"),
        ("A&#0;lps&#1;", "A\N{REPLACEMENT CHARACTER}lps"),
    ],
)
def test_a_title_is_the_cue_s_text_as_it_is_shown(text: str, title: str) -> None:
    assert clean("webvtt", _cue(text)).chapters == (chapter(title, 0, 250_000),)


def test_notes_styles_regions_and_identifiers_are_no_titles() -> None:
    text = (
        "WEBVTT - Rivers\nKind: chapters\nLanguage: en\n\nNOTE 00:00.000 --> 09:00.000\n"
        "not this\n\n"
        "STYLE\n::cue { color: red }\n\nREGION\nid:a\n\nfirst chapter\n"
        "00:00.000 --> 04:10.000\nAlps\n"
    )
    assert clean("webvtt", text).chapters == (chapter("Alps", 0, 250_000),)


def test_windows_line_ends_and_no_last_line_end_are_read() -> None:
    text = WEBVTT.replace("\n", "\r\n").rstrip()
    assert clean("webvtt", text) == clean("webvtt", WEBVTT)


def test_a_cue_that_contains_others_is_a_module() -> None:
    text = (
        "WEBVTT\n\n00:00.000 --> 10:00.000\nUpstream\n\n00:00.000 --> 04:10.000\nAlps\n\n"
        "04:10.000 --> 10:00.000\nLake\n\n10:00.000 --> 20:00.000\nDownstream\n"
    )
    assert clean("webvtt", text) == Draft(
        title="Untitled video",
        modules=(
            DraftModule(
                title="Upstream",
                chapters=(chapter("Alps", 0, 250_000), chapter("Lake", 250_000, 600_000)),
            ),
            *flat(chapter("Downstream", 600_000, 1_200_000)),
        ),
    )


def test_a_cue_deeper_down_is_flattened_with_the_title_of_the_one_round_it() -> None:
    text = (
        "WEBVTT\n\n00:00.000 --> 20:00.000\nRhine\n\n00:00.000 --> 10:00.000\nUpstream\n\n"
        "00:00.000 --> 04:10.000\nAlps\n\n04:10.000 --> 10:00.000\nLake\n"
    )
    assert clean("webvtt", text).modules == (
        DraftModule(
            title="Rhine",
            chapters=(
                chapter("Upstream: Alps", 0, 250_000),
                chapter("Upstream: Lake", 250_000, 600_000),
            ),
        ),
    )


def test_cues_of_the_same_times_are_not_inside_one_another() -> None:
    text = _cue("Alps") + "\n00:00.000 --> 04:10.000\nValleys\n"
    assert clean("webvtt", text).modules == flat(
        chapter("Alps", 0, 250_000), chapter("Valleys", 0, 250_000)
    )


def test_a_module_without_a_title_is_named_by_its_number() -> None:
    text = "WEBVTT\n\n00:00.000 --> 10:00.000\n\n00:00.000 --> 04:10.000\nAlps\n"
    draft, _ = run("webvtt", text)
    assert draft == Draft(
        title="Untitled video",
        modules=(DraftModule(title="Untitled module 1", chapters=(chapter("Alps", 0, 250_000),)),),
    )
    assert complaints("webvtt", text) == [
        (
            "3:1 '00:00.000 --> 10:00.000' warning[chapter-without-title] "
            "a group of chapters has no title: it is named `Untitled module 1`"
        )
    ]


def test_thousands_of_cues_in_cues_are_read() -> None:
    cues = "".join(f"{n // 60:02}:{n % 60:02}.000 --> 150:00.000\nc{n}\n\n" for n in range(5000))
    assert len(clean("webvtt", f"WEBVTT\n\n{cues}").chapters) == 5000 - 32


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            _cue("Alps", "soon --> 04:10.000"),
            [
                (
                    "3:1 'soon' warning[invalid-chapter-time] "
                    "`Alps` starts at `soon`, which is no time: it is left out"
                ),
                "1:1 '' error[no-chapters] none of the chapters can be used",
            ],
        ),
        (
            _cue("Alps", "--> 04:10.000"),
            [
                "4:1 'Alps' warning[invalid-chapter-time] `Alps` has no start time and is left out",
                "1:1 '' error[no-chapters] none of the chapters can be used",
            ],
        ),
        (
            _cue("Alps", "00:01.000 --> 04.10"),
            [
                (
                    "3:15 '04.10' warning[invalid-chapter-time] "
                    "`Alps` ends at `04.10`, which is no time: its end is left out"
                )
            ],
        ),
        (
            _cue("Alps", "04:10.000 --> 00:01.000"),
            [
                (
                    "3:15 '00:01.000' warning[invalid-chapter-time] "
                    "`Alps` ends at 0:01, before its start at 4:10: its end is left out"
                )
            ],
        ),
        (
            _cue(""),
            [
                (
                    "3:1 '00:00.000 --> 04:10.000' warning[chapter-without-title] "
                    "the chapter at 0:00 has no title: it is named `Untitled chapter 1`"
                )
            ],
        ),
        ("WEBVTT\n", ["1:1 '' error[no-chapters] there are no chapters here"]),
        ("", ["1:1 '' error[no-chapters] there are no chapters here"]),
    ],
)
def test_what_is_wrong_is_said_at_its_place(text: str, expected: list[str]) -> None:
    assert complaints("webvtt", text) == expected
