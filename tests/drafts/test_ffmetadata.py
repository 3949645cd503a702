"""The metadata of a media file as FFmpeg writes it."""

import pytest

from flashcards.drafts.records import Draft
from tests.drafts.samples import FFMETADATA, chapter, clean, complaints, flat, run


def _chapter(lines: str) -> str:
    return f";FFMETADATA1\n[CHAPTER]\n{lines}\n"


def test_a_whole_file_gives_a_draft() -> None:
    assert clean("ffmetadata", FFMETADATA) == Draft(
        title="The Rhine; from Source to Sea",
        url="https://www.youtube.com/watch?v=Rh1ne-0_aaa",
        author="Rivers",
        published="2026-01-31",
        modules=flat(chapter("Alps", 0, 250_000), chapter("Lake Constance", 250_000, 754_000)),
    )


@pytest.mark.parametrize(
    ("written", "title"),
    [
        (r"a\=b\;c\#d\\e", r"a=b;c#d\e"),
        ("two\\\nlines", "two lines"),
        ("two\\\r\nlines", "two lines"),
        ("a=b", "a=b"),
        ("a ; b # c", "a ; b # c"),
        ("  Alps  ", "Alps"),
        ("Alps\\", "Alps"),
    ],
)
def test_escapes_and_lines_that_go_on_are_read(written: str, title: str) -> None:
    text = _chapter(f"TIMEBASE=1/1\nSTART=0\ntitle={written}")
    assert [each.title for each in clean("ffmetadata", text).chapters] == [title]


@pytest.mark.parametrize(
    ("base", "start", "expected"),
    [
        ("TIMEBASE=1/1000\n", 250_000, 250_000),
        ("TIMEBASE=1/1\n", 250, 250_000),
        ("TIMEBASE=1/1000000000\n", 250_000_000_000, 250_000),
        ("", 250_000_000_000, 250_000),
        ("TIMEBASE=1001/30000\n", 30, 1001),
        ("TIMEBASE=1/44100\n", 44_101, 1000),
    ],
)
def test_times_count_in_their_base_or_in_nanoseconds(base: str, start: int, expected: int) -> None:
    text = _chapter(f"{base}START={start}\ntitle=Lake")
    assert clean("ffmetadata", text).chapters == (chapter("Lake", expected),)


@pytest.mark.parametrize("space", [" ", "\t", "\x1f", "\x85", "\N{NO-BREAK SPACE}"])
def test_white_space_beside_a_time_does_not_matter(space: str) -> None:
    text = _chapter(f"TIMEBASE={space}1/1000\nSTART={space}250000{space}\ntitle=Lake")
    assert clean("ffmetadata", text).chapters == (chapter("Lake", 250_000),)


def test_comments_streams_and_the_order_of_tags_don_t_matter() -> None:
    text = (
        ";FFMETADATA1\n; a comment\n#another=one\n\nTITLE=Rhine\n[STREAM]\ntitle=not this\n"
        "[CHAPTER]\ntitle=Alps\n;START=9\nEND=2\nSTART=1\nTIMEBASE=1/1\n"
    )
    assert clean("ffmetadata", text) == Draft(
        title="Rhine", modules=flat(chapter("Alps", 1000, 2000))
    )


def test_windows_line_ends_are_read() -> None:
    assert clean("ffmetadata", FFMETADATA.replace("\n", "\r\n")) == clean("ffmetadata", FFMETADATA)


def test_a_comment_that_is_no_address_is_kept_for_the_author() -> None:
    text = ";FFMETADATA1\ncomment=Filmed in\\\nspring\npurl=https://a.example/1\n[CHAPTER]\nSTART=0\ntitle=a\n"
    draft = clean("ffmetadata", text)
    assert (draft.url, draft.comment) == ("https://a.example/1", "Filmed in spring")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            _chapter("TIMEBASE=1/0\nSTART=250\ntitle=Lake"),
            [
                (
                    "4:7 '250' warning[invalid-chapter-time] "
                    "`Lake` starts at `250`, which is no time: it is left out"
                ),
                "1:1 '' error[no-chapters] none of the chapters can be used",
            ],
        ),
        (
            _chapter("TIMEBASE=1/1\nSTART=-1\ntitle=Lake"),
            [
                (
                    "4:7 '-1' warning[invalid-chapter-time] "
                    "`Lake` starts at `-1`, which is no time: it is left out"
                ),
                "1:1 '' error[no-chapters] none of the chapters can be used",
            ],
        ),
        (
            _chapter("TIMEBASE=1/1\nEND=9\ntitle=Lake"),
            [
                "5:7 'Lake' warning[invalid-chapter-time] `Lake` has no start time and is left out",
                "1:1 '' error[no-chapters] none of the chapters can be used",
            ],
        ),
        (
            _chapter("TIMEBASE=1/1\nSTART=9\nEND=4\ntitle=Lake"),
            [
                (
                    "5:5 '4' warning[invalid-chapter-time] "
                    "`Lake` ends at 0:04, before its start at 0:09: its end is left out"
                )
            ],
        ),
        (
            _chapter("TIMEBASE=1/1\nSTART=9\ntitle="),
            [
                (
                    "2:1 '[CHAPTER]' warning[chapter-without-title] "
                    "the chapter at 0:09 has no title: it is named `Untitled chapter 1`"
                )
            ],
        ),
        (";FFMETADATA1\ntitle=Rhine\n", ["1:1 '' error[no-chapters] there are no chapters here"]),
    ],
)
def test_what_is_wrong_is_said_at_its_place(text: str, expected: list[str]) -> None:
    assert complaints("ffmetadata", text) == expected
    assert (run("ffmetadata", text)[0] is None) == ("error" in expected[-1])


def test_a_start_of_thousands_of_digits_is_no_time() -> None:
    _, found = run("ffmetadata", _chapter(f"START={'9' * 5000}\ntitle=Lake"))
    assert [each.code for each in found] == ["invalid-chapter-time", "no-chapters"]
