"""Problems of two places name both."""

import pytest

from flashcards.content.checks import check_together
from flashcards.content.load import load_source
from flashcards.diagnostics import Diagnostic, Source
from tests.pipeline import diagnose

_HEAD = "title: Lakes\nchapters:\n"
_ONE = "  - title: One\n    time: 0:00 - 5:00\n"
_TWO = "  - title: Two\n    time: 5:00\n"
_ASKED = "    questions:\n      - {question: How deep?, answer: Very}\n"

CASES = {
    "conflicting-definition": (
        f"{_HEAD}{_ONE}    topics: {{Rift: A valley.}}\n{_TWO}    topics: {{Rift: A hill.}}\n",
        [(8, 5, "the first `definition`")],
    ),
    "conflicting-topic": (
        (
            f"{_HEAD}{_ONE}    topics: {{Rift: {{definition: A., hint: B}}}}\n"
            f"{_TWO}    topics: {{Rift: {{hint: C}}}}\n"
        ),
        [(8, 5, "the first `hint`")],
    ),
    "duplicate-question": (
        f"{_HEAD}{_ONE}{_ASKED}{_TWO}{_ASKED}",
        [(10, 6, "the first question")],
    ),
    "duplicate-chapter": (
        f"{_HEAD}{_ONE}{_TWO.replace('Two', 'One')}",
        [(5, 3, "the first chapter")],
    ),
    "duplicate-topic": (
        f"{_HEAD}{_ONE}    topics: {{Rift: A valley., rift: A hill.}}\n",
        [(5, 5, "the first mention")],
    ),
    "duplicate-id": (
        f"{_HEAD}{_ONE}    id: x\n{_TWO}    id: x\n",
        [(8, 5, "the first chapter with this key")],
    ),
    "duplicate-key": (f"title: Seas\n{_HEAD}{_ONE}", [(2, 1, "the first")]),
    "duplicate-module": (
        (
            "title: Lakes\nmodules:\n"
            "  - {title: A, chapters: [{title: One, time: 0:00}]}\n"
            "  - {title: A, chapters: [{title: Two, time: 1:00}]}\n"
        ),
        [(4, 3, "the module that has the tag")],
    ),
    "chapters-overlap": (
        f"{_HEAD}{_ONE}{_TWO.replace('5:00', '4:00')}",
        [(6, 4, "the chapter above it")],
    ),
    "chapters-out-of-order": (
        f"{_HEAD}{_TWO}{_ONE}",
        [(6, 4, "the chapter above it")],
    ),
    "modules-and-chapters": (
        f"modules:\n  - {{title: M, chapters: [{{title: X, time: 0:00}}]}}\n{_HEAD}{_ONE}",
        [(1, 2, "the modules"), (1, 5, "the chapters")],
    ),
}


@pytest.mark.parametrize("code", CASES)
def test_a_problem_of_two_places_names_the_other_place(code: str) -> None:
    text, places = CASES[code]
    source, found = diagnose(text)
    assert [each.code for each in found] == [code]
    shown = [
        (source.position(found[0].span.start)[0], source.position(span.start)[0], message)
        for span, message in found[0].related
    ]
    assert shown == places


def test_two_files_of_one_id_name_each_other() -> None:
    found: list[Diagnostic] = []
    texts = {"content/a.yaml": f"id: lakes\n{_HEAD}{_ONE}", "content/lakes.yaml": f"{_HEAD}{_ONE}"}
    breakdowns = [load_source(Source(path, text), found) for path, text in texts.items()]
    assert found == []
    (said,) = check_together(each for each in breakdowns if each)
    assert [(each.span.path, each.message) for each in said.related] == [
        ("content/a.yaml", "the first file with this id")
    ]
