"""Keys that a block of text swallows, and quotes that close what none has opened."""

import pytest

from tests.pipeline import diagnose

CHAPTER = """\
title: Lakes
chapters:
  - title: Baikal
    time: 0:00
    questions:
"""


def _say(entry: str) -> list[tuple[int, str, str]]:
    """Give the lines of an entry that are reported, counted from its first."""
    source, found = diagnose(CHAPTER + entry)
    first = CHAPTER.count("\n")
    return [(source.position(each.span.start)[0] - first, each.code, each.mended) for each in found]


def test_an_answer_in_the_block_of_its_question_is_one_report_with_the_line_mended() -> None:
    entry = """\
      - question: |
          How deep is it?
          answer: 1,642 metres
        hint: More than a kilometre
"""
    assert _say(entry) == [(3, "swallowed-key", "        answer: 1,642 metres")]


def test_several_keys_at_the_end_of_a_block_are_each_reported() -> None:
    entry = """\
      - question: How deep is it?
        answer: >-
          1,642 metres
          extra: It is the deepest of all.
          at: 0:05
"""
    assert _say(entry) == [
        (4, "unclear-key", "        extra: It is the deepest of all."),
        (5, "swallowed-key", "        at: 0:05"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Note: it freezes in January",
        "question: how deep is the next?",  # this one has its question
        "at: the eastern shore",
        "reverse: the gears",
        "tags: many",
        "definition: what a topic has",
        "  extra: deeper than the text, as code",
        "Extra: a word of the text",
    ],
)
def test_a_line_of_text_that_begins_with_a_word_and_a_colon_is_no_key(line: str) -> None:
    entry = f"""\
      - question: How deep is it?
        answer: |
          1,642 metres.
          {line}
"""
    assert _say(entry) == []


def test_keys_in_a_block_of_code_are_text() -> None:
    entry = """\
      - question: How is a remark written?
        answer: |
          Like this:

          ```
          extra: a remark
          ```
      - question: And its time?
        answer: |
          ```
          at: 1:00
"""
    assert _say(entry) == []


def test_a_key_that_stands_beside_the_block_as_well_is_text_in_it() -> None:
    entry = """\
      - question: How is a remark written?
        answer: |
          Like this, below the answer
          extra: a remark
        extra: So it is here.
      - extra: Above the answer, too
        question: And where else?
        answer: |
          Above it
          extra: so
"""
    assert _say(entry) == []


def test_a_quote_that_none_has_opened_is_reported_with_the_line_mended() -> None:
    entry = """\
      - question: Where is it?
        answer: In Siberia"
"""
    assert _say(entry) == [(2, "unopened-quote", '        answer: "In Siberia"')]


@pytest.mark.parametrize(
    "text",
    [
        'A screen of 27"',
        'They call it the "sacred sea"',
        'Its sides are 3" and the rest "long"',
        '„Heiliges Meer"',  # German quotes, closed by what the keyboard has
        'The code `print("`',
        "The brothers'",
    ],
)
def test_a_quote_that_ends_a_text_rightly_is_left_alone(text: str) -> None:
    entry = f"""\
      - question: What is it?
        answer: {text}
"""
    assert [code for _, code, _ in _say(entry) if code == "unopened-quote"] == []


@pytest.mark.parametrize(
    ("key", "held"),
    [
        ("topics", "        Rift: Valley between plates that drift apart."),
        ("topics", "      Rift: Valley between plates that drift apart."),
        ("questions", "      - question: How deep is it?\n        answer: 1,642 metres"),
    ],
)
def test_a_key_that_a_summary_swallows_with_all_it_holds_is_told(key: str, held: str) -> None:
    chapter = CHAPTER.removesuffix("    questions:\n")
    summary = "    summary: >-\n      It is the ==deepest== of all.\n"
    source, found = diagnose(f"{chapter}{summary}      {key}:\n{held}\n")
    assert [(source.position(each.span.start)[0], each.code, each.mended) for each in found] == [
        (7, "swallowed-key", f"    {key}:")
    ]


def test_a_text_may_speak_of_topics() -> None:
    _, found = diagnose("""\
title: Lakes
chapters:
  - title: Baikal
    time: 0:00
    summary: |
      It has many
      topics:
      depth, age and ==ice==.
""")
    assert found == ()
