"""Chapters as a list in YAML, of a notes file's head or by themselves."""

import pytest

from flashcards.drafts.formats import yaml_chapters
from flashcards.drafts.records import Draft
from tests.drafts.samples import WATCH, YAML_HEAD, chapter, clean, flat, run

LIST = "chapters:\n  - start: 0:00\n    title: Alps\n  - start: 4:10\n    title: Lake\n"
TWO = flat(chapter("Alps", 0), chapter("Lake", 250_000))


def test_the_head_of_a_notes_file_gives_a_draft() -> None:
    assert clean("yaml", YAML_HEAD) == Draft(
        title="The Rhine", url=WATCH, published="2024-03-01", language="en", modules=TWO
    )


def test_what_stands_in_no_draft_is_known_by_its_lines() -> None:
    draft = clean("yaml", YAML_HEAD)
    assert [YAML_HEAD[each.start : each.end] for each in draft.left_out] == [
        "rating: 5",
        "A river, and where it comes from.",
    ]


def test_a_file_may_be_nothing_but_yaml() -> None:
    assert clean("yaml", f"title: Rhine\n{LIST}") == Draft(title="Rhine", modules=TWO)
    assert clean("yaml", LIST).title == "Untitled video"


@pytest.mark.parametrize(
    "written",
    [
        LIST.replace("start", "startTime"),
        LIST.replace("0:00", '"00:00:00"').replace("4:10", "250"),
        LIST.replace("chapters", "timestamps"),
        "chapters:\n- {start: '0:00', title: Alps}\n- {start: '4:10', title: Lake}\n",
        LIST.replace("title", "label"),
    ],
)
def test_names_times_and_forms_are_those_that_people_write(written: str) -> None:
    assert clean("yaml", written).modules == TWO


@pytest.mark.parametrize(
    "text",
    [
        f"title: Rhine\n{LIST.replace('start', 'time')}",
        "---\nchapters:\n  - Alps\n  - Lake\n---\n",
        "---\nchapters:\n  start: 0:00\n---\n",
        "---\nchapters:\n- &a {start: [*a]\n---\n",
        f"---\nchapters:\n  - {'[' * 5_000}\n---\n",
        f"{LIST}  - &a {{start: 5:00, title: *a }}\n",
        "chapters: 5\n",
    ],
)
def test_a_content_file_and_what_is_no_such_list_are_none(text: str) -> None:
    assert not yaml_chapters.recognise(text)
