"""What yt-dlp writes of a video."""

import pytest

from flashcards.drafts.records import Draft
from flashcards.text.times import Milliseconds
from tests.drafts.samples import YT_DLP, chapter, clean, complaints, flat, run

CHAPTERS = '"chapters": [{"start_time": 0, "end_time": 9.5, "title": "Alps"}]'


def _read(members: str) -> Draft:
    return clean("yt-dlp", f"{{{members}, {CHAPTERS}}}")


def test_a_whole_file_gives_a_whole_draft() -> None:
    assert clean("yt-dlp", YT_DLP) == Draft(
        title="The Rhine, from Source to Sea",
        url="https://www.youtube.com/watch?v=Rh1ne-0_aaa",
        author="Rivers",
        published="2026-01-30",
        duration=Milliseconds(754_000),
        modules=flat(chapter("Alps", 0, 250_000), chapter("Lake Constance", 250_000, 754_000)),
    )


def test_fractions_of_seconds_are_kept_to_the_millisecond() -> None:
    draft = clean(
        "yt-dlp", '{"duration": 9.001, "chapters": [{"start_time": 1.0014, "title": "a"}]}'
    )
    assert draft.duration == 9001
    assert draft.chapters == (chapter("a", 1001),)


@pytest.mark.parametrize("chapters", ["", '"chapters": null, ', '"chapters": [], '])
def test_without_chapters_the_description_is_read(chapters: str) -> None:
    text = f'{{{chapters}"title": "Rhine", "description": "A film\\n0:00 Alps\\n4:10 Lake"}}'
    assert clean("yt-dlp", text) == Draft(
        title="Rhine", modules=flat(chapter("Alps", 0), chapter("Lake", 250_000))
    )


def test_a_placeholder_for_a_title_is_named_as_untitled() -> None:
    text = '{"chapters": [{"start_time": 0, "end_time": 5, "title": "<Untitled Chapter 1>"}]}'
    draft, _ = run("yt-dlp", text)
    assert draft == Draft(
        title="Untitled video", modules=flat(chapter("Untitled chapter 1", 0, 5000))
    )
    assert complaints("yt-dlp", text) == [
        (
            "1:1 '' warning[chapter-without-title] "
            "the chapter at 0:00 has no title: it is named `Untitled chapter 1`"
        )
    ]


@pytest.mark.parametrize(
    ("members", "url"),
    [
        (
            '"webpage_url": "https://a.example/1", "original_url": "https://b.example"',
            "https://a.example/1",
        ),
        ('"original_url": "https://b.example/2"', "https://b.example/2"),
        (
            '"id": "Rh1ne-0_aaa", "extractor_key": "Youtube"',
            "https://www.youtube.com/watch?v=Rh1ne-0_aaa",
        ),
        (
            '"id": "Rh1ne-0_aaa", "extractor": "youtube"',
            "https://www.youtube.com/watch?v=Rh1ne-0_aaa",
        ),
        ('"id": "12", "extractor": "vimeo"', ""),
        ('"id": "a b", "extractor": "youtube"', ""),
    ],
)
def test_the_address_is_the_page_s_or_made_of_the_id(members: str, url: str) -> None:
    assert _read(members).url == url


@pytest.mark.parametrize(
    ("members", "published"),
    [
        ('"upload_date": "20260131"', "2026-01-31"),
        ('"upload_date": "20260131", "release_date": "20260202"', "2026-02-02"),
        ('"upload_date": "20260131", "release_date": null', "2026-01-31"),
        ('"upload_date": "20260231"', ""),
        ('"upload_date": "2026"', ""),
    ],
)
def test_the_day_it_could_first_be_seen_is_the_date(members: str, published: str) -> None:
    assert _read(members).published == published


@pytest.mark.parametrize(
    ("members", "author"),
    [
        ('"channel": "Rivers", "uploader": "Rivers Inc."', "Rivers"),
        ('"channel": null, "uploader": "Rivers Inc."', "Rivers Inc."),
        ('"uploader_id": "@rivers"', ""),
    ],
)
def test_the_channel_is_the_author_or_else_the_uploader(members: str, author: str) -> None:
    assert _read(members).author == author


def test_a_title_without_what_yt_dlp_adds_to_it_is_preferred() -> None:
    assert _read('"title": "Live 2026-01-31 10:00", "fulltitle": "Live"').title == "Live"


def test_texts_are_on_one_line_without_what_yaml_forbids() -> None:
    draft = _read(r'"title": " A\u0000 \ud83c\udf0a\n\ttale \ud800\ufeff of\u2028rivers\u0007 "')
    assert draft.title == "A 🌊 tale \N{REPLACEMENT CHARACTER} of rivers"


def test_a_duration_of_nothing_is_none() -> None:
    assert _read('"duration": 0').duration is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "",
            ["1:1 '' error[malformed-json] the JSON ends before it is complete"],
        ),
        ("{", ["1:2 '' error[malformed-json] the JSON ends before it is complete"]),
        ('{"a": 1\n', ["1:8 '' error[malformed-json] the JSON ends before it is complete"]),
        ('{"a": "b\n', ["1:9 '' error[malformed-json] the JSON ends before it is complete"]),
        (
            '{"a": [1, {"b": \n',
            ["1:16 '' error[malformed-json] the JSON ends before it is complete"],
        ),
        ('{"a": 1}\n  x', ["2:3 'x' error[malformed-json] `x` can't stand here in JSON"]),
        ('{"a" 1}', ["1:6 '1' error[malformed-json] `1` can't stand here in JSON"]),
        ("{'a': 1}", ["1:2 \"'\" error[malformed-json] `'` can't stand here in JSON"]),
        ('{"a": 1 "b": 2}', ["1:9 '\"' error[malformed-json] `\"` can't stand here in JSON"]),
        ('{"a": [1 2]}', ["1:10 '2' error[malformed-json] `2` can't stand here in JSON"]),
        ('{"a": tru}', ["1:7 't' error[malformed-json] `t` can't stand here in JSON"]),
        (
            "[1]",
            ["1:1 '[' error[malformed-json] the JSON is not an object with the video's chapters"],
        ),
        (
            "A film.",
            ["1:1 'A' error[malformed-json] the JSON is not an object with the video's chapters"],
        ),
        (
            '{"a": 1,\n "title": "b",\n "title": "c"}',
            ["1:1 '' error[duplicate-key] the key `title` stands twice in one object"],
        ),
        ("{}", ["1:1 '' error[no-chapters] there are no chapters here"]),
        (
            '{"_type": "video", "chapters": null}',
            ["1:1 '' error[no-chapters] there are no chapters here"],
        ),
        (
            '{"_type": "playlist", "entries": [{}, {}]}',
            [
                (
                    "1:1 '' error[unknown-draft-source] "
                    "this is a playlist of 2 videos, and a content file is one video"
                )
            ],
        ),
        (
            '{"id": "a"}\n{"id": "b"}',
            [
                (
                    "1:1 '' error[unknown-draft-source] "
                    "these are several videos, one a line, and a content file is one video"
                )
            ],
        ),
        (
            '{"chapters": 5}',
            [
                "1:1 '' warning[unusable-value] `chapters` is not a list and is left out",
                "1:1 '' error[no-chapters] there are no chapters here",
            ],
        ),
        (
            '{"chapters": [{"title": "Alps"}]}',
            [
                (
                    "1:1 '' warning[invalid-chapter-time] "
                    "`Alps` (`chapters[0]`) has no start time and is left out"
                ),
                "1:1 '' error[no-chapters] none of the chapters can be used",
            ],
        ),
    ],
)
def test_what_gives_no_draft_is_said_at_its_place(text: str, expected: list[str]) -> None:
    assert run("yt-dlp", text)[0] is None
    assert complaints("yt-dlp", text) == expected


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ('"title": 5', "1:1 '' warning[unusable-value] `title` is not a text and is left out"),
        (
            '"webpage_url": "youtube"',
            "1:1 '' warning[unusable-value] `webpage_url` is not a web address and is left out",
        ),
        (
            '"duration": "long"',
            (
                "1:1 '' warning[unusable-value] "
                "`duration` is not a number of seconds and is left out"
            ),
        ),
        (
            '"duration": -1',
            (
                "1:1 '' warning[unusable-value] "
                "`duration` is not a number of seconds and is left out"
            ),
        ),
    ],
)
def test_a_value_that_can_t_be_used_costs_only_itself(members: str, expected: str) -> None:
    text = f"{{{members}, {CHAPTERS}}}"
    assert complaints("yt-dlp", text) == [expected]
    draft, _ = run("yt-dlp", text)
    assert draft == Draft(title="Untitled video", modules=flat(chapter("Alps", 0, 9500)))


@pytest.mark.parametrize(
    "time",
    [
        "-5",
        "-0.001",
        "NaN",
        "Infinity",
        "-Infinity",
        "1e400",
        "36000000",
        "true",
        "[]",
        '"soon"',
        "9" * 5000,
    ],
)
def test_a_start_that_is_no_time_costs_its_chapter(time: str) -> None:
    text = (
        f'{{"chapters": [{{"start_time": {time}, "title": "Alps"}},'
        ' {"start_time": 4, "title": "Lake"}]}'
    )
    shown = {"[]": "[…]", "1e400": "Infinity", "9" * 5000: "Infinity"}.get(time, time)
    assert complaints("yt-dlp", text) == [
        (
            f"1:1 '' warning[invalid-chapter-time] `Alps` starts at `{shown}` "
            "(`chapters[0].start_time`), which is no time: it is left out"
        )
    ]
    draft, _ = run("yt-dlp", text)
    assert draft == Draft(title="Untitled video", modules=flat(chapter("Lake", 4000)))


@pytest.mark.parametrize(
    ("end", "problem"),
    [
        ("3", "`Alps` ends at 0:03 (`chapters[0].end_time`), before its start at 0:04"),
        ("NaN", "`Alps` ends at `NaN` (`chapters[0].end_time`), which is no time"),
        ('"late"', '`Alps` ends at `"late"` (`chapters[0].end_time`), which is no time'),
    ],
)
def test_an_end_that_can_t_be_costs_only_itself(end: str, problem: str) -> None:
    text = f'{{"chapters": [{{"start_time": 4, "title": "Alps", "end_time": {end}}}]}}'
    assert complaints("yt-dlp", text) == [
        f"1:1 '' warning[invalid-chapter-time] {problem}: its end is left out"
    ]
    draft, _ = run("yt-dlp", text)
    assert draft == Draft(title="Untitled video", modules=flat(chapter("Alps", 4000)))


def test_a_chapter_without_length_has_no_end() -> None:
    text = '{"chapters": [{"start_time": 4, "title": "Alps", "end_time": 4.0}]}'
    assert clean("yt-dlp", text).chapters == (chapter("Alps", 4000),)


def test_an_item_that_is_no_chapter_costs_only_itself() -> None:
    text = '{"chapters": ["Alps", {"start_time": 4, "title": "Lake"}]}'
    assert complaints("yt-dlp", text) == [
        "1:1 '' warning[unusable-value] `chapters[0]` is not an object and is left out"
    ]
    draft, _ = run("yt-dlp", text)
    assert draft == Draft(title="Untitled video", modules=flat(chapter("Lake", 4000)))


def test_nesting_without_end_is_refused() -> None:
    text = '{"formats": ' + "[" * 200_000
    assert complaints("yt-dlp", text) == [
        "1:1 '' error[nesting-too-deep] the JSON is nested too deeply to be read"
    ]


def test_a_title_that_is_no_text_is_named_by_its_path() -> None:
    text = '{"chapters": [{"start_time": 0, "title": "Alps"}, {"start_time": 4, "title": 7}]}'
    assert complaints("yt-dlp", text) == [
        "1:1 '' warning[unusable-value] `chapters[1].title` is not a text and is left out",
        (
            "1:1 '' warning[chapter-without-title] "
            "the chapter at 0:04 has no title: it is named `Untitled chapter 2`"
        ),
    ]


def test_two_chapters_of_one_name_are_two_problems() -> None:
    text = '{"chapters": [{"title": "Alps"}, {"title": "Alps"}, {"start_time": 0, "title": "Sea"}]}'
    assert len(set(complaints("yt-dlp", text))) == 2


def test_a_chapter_with_a_key_twice_is_an_error() -> None:
    text = '{"chapters": [{"start_time": 4, "start_time": 5, "title": "Alps"}]}'
    assert complaints("yt-dlp", text) == [
        "1:1 '' error[duplicate-key] the key `start_time` stands twice in one object"
    ]
    assert run("yt-dlp", text)[0] is None
