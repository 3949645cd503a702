"""The JSON chapters of a podcast's episode."""

import pytest

from flashcards.drafts.records import Draft
from tests.drafts.samples import PODCAST, chapter, clean, complaints, flat, run


def test_a_whole_file_gives_a_draft_without_what_is_not_in_the_contents() -> None:
    assert clean("podcast", PODCAST) == Draft(
        title="Episode 7: the Rhine",
        author="Ada",
        modules=flat(chapter("Alps", 0), chapter("Lake Constance", 250_000, 754_000)),
        comment="Podcast: Rivers",
    )


def test_a_file_of_the_least_there_must_be_gives_a_draft() -> None:
    text = '{"version": "1.2.0", "chapters": [{"startTime": 1.5, "title": "Alps"}]}'
    assert clean("podcast", text) == Draft(
        title="Untitled video", modules=flat(chapter("Alps", 1500))
    )


def test_the_file_s_name_and_the_podcast_s_stand_in_for_title_and_author() -> None:
    text = (
        '{"fileName": "7.mp3", "podcastName": "Rivers",'
        ' "chapters": [{"startTime": 0, "title": "a"}]}'
    )
    draft = clean("podcast", text)
    assert (draft.title, draft.author) == ("7.mp3", "Rivers")


def test_chapters_may_stand_in_an_object_of_the_episode_s() -> None:
    text = '{"title": "Rhine", "data": {"chapters": [{"startTime": 0, "title": "Alps"}]}}'
    draft = clean("podcast", text)
    assert (draft.title, draft.chapters) == ("Rhine", (chapter("Alps", 0),))


def test_an_object_may_be_the_head_of_notes() -> None:
    text = (
        '{\n"title": "Rhine",\n"chapters": [{"startTime": 0, "title": "Alps"}]\n}\n\n'
        "# Links\n\n* [A map](https://rivers.example)\n"
    )
    draft = clean("podcast", text)
    assert (draft.title, draft.chapters) == ("Rhine", (chapter("Alps", 0),))
    assert [text[each.start : each.end] for each in draft.left_out] == [
        "# Links",
        "* [A map](https://rivers.example)",
    ]


@pytest.mark.parametrize("toc", ["true", "null", '"false"'])
def test_only_a_false_toc_leaves_a_chapter_out(toc: str) -> None:
    text = f'{{"chapters": [{{"startTime": 0, "title": "Alps", "toc": {toc}}}]}}'
    assert clean("podcast", text).chapters == (chapter("Alps", 0),)


@pytest.mark.parametrize(
    ("time", "start"),
    [
        ("250", 250_000),
        ("250.25", 250_250),
        ('"250"', 250_000),
        ('"4:10"', 250_000),
        ('"00:04:10.5"', 250_500),
        ("2.5e2", 250_000),
    ],
)
def test_a_start_may_be_a_number_or_a_text(time: str, start: int) -> None:
    text = f'{{"chapters": [{{"startTime": {time}, "title": "Lake"}}]}}'
    assert clean("podcast", text).chapters == (chapter("Lake", start),)


@pytest.mark.parametrize("members", ["", ', "title": ""', ', "title": null', ', "title": " \\n"'])
def test_a_chapter_without_a_title_is_named_by_its_number(members: str) -> None:
    text = f'{{"chapters": [{{"startTime": 0, "title": "Alps"}},\n{{"startTime": 250{members}}}]}}'
    draft, found = run("podcast", text)
    assert draft == Draft(
        title="Untitled video",
        modules=flat(chapter("Alps", 0), chapter("Untitled chapter 2", 250_000)),
    )
    assert [(each.code, each.message) for each in found] == [
        (
            "chapter-without-title",
            "the chapter at 4:10 has no title: it is named `Untitled chapter 2`",
        )
    ]


def test_a_chapter_without_any_title_is_named_too() -> None:
    assert complaints("podcast", '{"chapters": [{"startTime": 0}]}') == [
        (
            "1:1 '' warning[chapter-without-title] "
            "the chapter at 0:00 has no title: it is named `Untitled chapter 1`"
        )
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '{"version": "1.2.0", "chapters": []}',
            ["1:1 '' error[no-chapters] there are no chapters here"],
        ),
        (
            '{"chapters": [{"startTime": 0, "toc": false}]}',
            ["1:1 '' error[no-chapters] there are no chapters here"],
        ),
        (
            '{"chapters": [{"startTime": null, "title": "Alps"}]}',
            [
                (
                    "1:1 '' warning[invalid-chapter-time] "
                    "`Alps` (`chapters[0]`) has no start time and is left out"
                ),
                "1:1 '' error[no-chapters] none of the chapters can be used",
            ],
        ),
        (
            '{"chapters": [{"startTime": "x"}]}',
            [
                (
                    "1:1 '' warning[invalid-chapter-time] "
                    'chapter 1 starts at `"x"` (`chapters[0].startTime`), which is no time: '
                    "it is left out"
                ),
                "1:1 '' error[no-chapters] none of the chapters can be used",
            ],
        ),
        (
            '{"chapters": [{"startTime": 0}, ',
            ["1:32 '' error[malformed-json] the JSON ends before it is complete"],
        ),
    ],
)
def test_what_gives_no_draft_is_said_at_its_place(text: str, expected: list[str]) -> None:
    assert run("podcast", text)[0] is None
    assert complaints("podcast", text) == expected


def test_a_time_may_be_written_in_any_script() -> None:
    text = '{"version": "1.2.0", "chapters": [{"startTime": "０：００", "title": "Alps"}, '  # noqa: RUF001 - full-width
    text += '{"startTime": "٤:١٠", "title": "Lake"}]}'  # noqa: RUF001 - Arabic digits
    assert [each.start for each in clean("podcast", text).chapters] == [0, 250_000]
