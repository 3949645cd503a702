# ruff: noqa: RUF001 - signs of other scripts are what it is about
"""Questions and answers below a chapter of notes."""

import pytest

from tests.drafts.samples import clean


def _asked(below: str) -> list[tuple[str, str, str]]:
    chapters = clean("description", f"## [0:00] Alps\n{below}\n\n## [4:10] Lake\n").chapters
    return [(each.question, each.answer, each.comment) for each in chapters[0].questions]


@pytest.mark.parametrize(
    "below",
    [
        "Q: Where does it rise?\nA: In the Alps.",
        "**Q:** Where does it rise?\n\n**A:** In the Alps.",
        "- **Q1: Where does it rise?**\n  - A1: In the Alps.",
        "Question 1. Where does it rise?\nAnswer: In the\nAlps.",
        "F: Where does it rise?\nAntwort: In the Alps.",
        "Вопрос: Where does it rise?\nОтвет: In the Alps.",
        "问：Where does it rise?\n答：In the Alps.",
        "### Q&A\n\nQ: Where does it rise?\nA: In the Alps.",
    ],
)
def test_a_question_with_its_answer_below_is_one_of_the_chapter(below: str) -> None:
    assert _asked(below) == [("Where does it rise?", "In the Alps.", "")]


@pytest.mark.parametrize(
    "below",
    [
        "Q: Where does it rise?",
        "A: In the Alps.\nQ: Where does it rise?",
        "Where does it rise?\nIn the Alps.",
        "## Quiz\nQ: Where does it rise?\nA: In the Alps.",
    ],
)
def test_what_has_no_answer_or_is_of_another_section_is_no_question(below: str) -> None:
    assert _asked(below) == []


def test_what_stands_around_questions_is_kept() -> None:
    map_ = "[map](https://rivers.example)"
    below = f"It is a long river.\nQ: Where does it rise?\nA: See the {map_}.\nQ: And where not?\n"
    alps, _ = clean("description", f"## [0:00] Alps\n{below}\n## [4:10] Lake\n").chapters
    assert alps.summary == "It is a long river. Q: And where not?"
    (asked,) = alps.questions
    assert (asked.answer, asked.comment) == ("See the map.", map_)
