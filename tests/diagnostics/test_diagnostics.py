"""Diagnostics: where in the text they stand, and how a terminal shows them."""

import pytest

from flashcards.diagnostics import Diagnostic, Related, Severity, Source, Span, sort_diagnostics
from flashcards.diagnostics.human import (
    group_diagnostics,
    render_concise,
    render_counts,
    render_diagnostic,
    render_more,
)
from flashcards.diagnostics.machine import diagnostic_to_json, render_annotation
from tests.pipeline import diagnose


def _source(text: str) -> Source:
    return Source(path="content/case.yaml", text=text)


def _diagnostic(start: int, end: int, severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic(
        code="some-code",
        severity=severity,
        message="`this` is wrong",
        span=Span("content/case.yaml", start, end),
        help="mend it",
    )


def _render(text: str, start: int, end: int) -> str:
    return render_diagnostic(_diagnostic(start, end), {"content/case.yaml": _source(text)})


def _shown(text: str) -> str:
    """Render all diagnostics of a content file, a blank line between two."""
    source, diagnostics = diagnose(text, "content/rlhf.yaml")
    return "\n\n".join(render_diagnostic(each, {source.path: source}) for each in diagnostics)


@pytest.mark.parametrize(
    ("offset", "position"),
    [
        (0, (1, 1)),  # a
        (1, (1, 2)),  # CR of CRLF
        (2, (1, 3)),  # LF of CRLF
        (3, (2, 1)),  # b
        (4, (2, 2)),  # CR alone
        (5, (3, 1)),  # c
        (6, (3, 2)),  # LF
        (7, (4, 1)),  # LF on a line of its own
        (8, (5, 1)),  # CR on a line of its own
        (9, (6, 1)),  # d
        (10, (6, 2)),  # the end of the text
    ],
)
def test_a_position_counts_every_kind_of_line_end_once(
    offset: int, position: tuple[int, int]
) -> None:
    assert _source("a\r\nb\rc\n\n\rd").position(offset) == position


def test_lines_come_without_their_line_ends() -> None:
    source = _source("a\r\nb\rc\n\nd")
    assert [source.line(number) for number in range(1, 6)] == ["a", "b", "c", "", "d"]


def test_a_position_after_the_last_line_end_is_on_a_line_of_its_own() -> None:
    source = _source("a\n")
    assert source.position(2) == (2, 1)
    assert source.line(2) == ""


def test_columns_count_code_points() -> None:
    assert _source("日本👍x").position(3) == (1, 4)


def test_a_rendered_diagnostic_shows_place_line_and_help() -> None:
    text = "\n" * 30 + (
        "title: RLHF\n"
        "chapters:\n"
        "  - title: Reward models\n"
        "    time: 48:10 - 1:00:12\n"
        "    questions:\n"
        "      -\n"
        "          question: What does a reward model predict?\n"
        "          answer: >-\n"
        "            Which of two answers\n"
        "            people would prefer\n"
        "          at: 1:12:00\n"
    )
    assert _shown(text) == (
        "content/rlhf.yaml:41:15: error[time-outside-chapter]:"
        " `at` 1:12:00 is outside its chapter (48:10 - 1:00:12)\n"
        "   |\n"
        "41 |           at: 1:12:00\n"
        "   |               ^^^^^^^\n"
        "  help: use a time inside the chapter, or move the item"
    )


def test_all_diagnostics_of_a_file_come_in_the_order_of_its_text() -> None:
    text = (
        "title: RLHF\n"
        "autor: Anna\n"
        "chapters:\n"
        "  - title: Reward models\n"
        "    time: 12.30\n"
        "    questions:\n"
        "      - question: What does a reward model predict?\n"
    )
    assert _shown(text) == (
        "content/rlhf.yaml:2:1: error[unknown-key]: the file has no key `autor`\n"
        "  |\n"
        "2 | autor: Anna\n"
        "  | ^^^^^\n"
        "  help: did you mean `author`?\n"
        "2 + author: Anna\n"
        "\n"
        "content/rlhf.yaml:5:11: error[invalid-time]: `12.30` is not a time or a range of times\n"
        "  |\n"
        "5 |     time: 12.30\n"
        "  |           ^^^^^\n"
        "  help: write a time like 12:03, 1:02:03 or 0:12:03.5, or a range like 12:03 - 24:05\n"
        "\n"
        "content/rlhf.yaml:7:9: error[missing-key]: a question has no `answer`\n"
        "  |\n"
        "7 |       - question: What does a reward model predict?\n"
        "  |         ^^^^^^^^\n"
        "  help: add `answer:`"
    )


def test_a_warning_about_a_block_of_text_points_at_its_start() -> None:
    text = (
        "title: RLHF\n"
        "chapters:\n"
        "  - title: Reward models\n"
        "    time: 0:00\n"
        "    summary: |\n"
        "      A reward model predicts\n"
        "      what people prefer.\n"
    )
    assert _shown(text) == (
        "content/rlhf.yaml:5:14: warning[summary-without-marks]:"
        " the summary has no ==mark==, so its card asks for the whole of it\n"
        "  |\n"
        "5 |     summary: |\n"
        "  |              ^\n"
        "  help: mark the words worth recalling with ==...=="
    )


def test_carets_stand_under_wide_characters() -> None:
    assert _render("title: 日本 语言", 10, 12) == (
        "content/case.yaml:1:11: error[some-code]: `this` is wrong\n"
        "  |\n"
        "1 | title: 日本 语言\n"
        "  |             ^^^^\n"
        "  help: mend it"
    )


def test_combining_marks_take_no_column() -> None:
    assert _render("title: cafe\N{COMBINING ACUTE ACCENT} x", 13, 14) == (
        "content/case.yaml:1:14: error[some-code]: `this` is wrong\n"
        "  |\n"
        "1 | title: cafe\N{COMBINING ACUTE ACCENT} x\n"
        "  |             ^\n"
        "  help: mend it"
    )


def test_tabs_and_control_characters_are_shown_as_one_column_each() -> None:
    assert _render("a\tb\x1b[31m\N{RIGHT-TO-LEFT OVERRIDE}c", 9, 10) == (
        "content/case.yaml:1:10: error[some-code]: `this` is wrong\n"
        "  |\n"
        "1 | a b\N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}c\n"
        "  |          ^\n"
        "  help: mend it"
    )


def test_a_long_line_is_cut_round_the_span() -> None:
    assert _render("a" * 200 + "BAD" + "c" * 200, 200, 203) == (
        "content/case.yaml:1:201: error[some-code]: `this` is wrong\n"
        "  |\n"
        f"1 | …{'a' * 50}BAD{'c' * 47}…\n"
        f"  |  {' ' * 50}^^^\n"
        "  help: mend it"
    )


def test_a_span_over_several_lines_is_underlined_to_the_end_of_its_first() -> None:
    assert _render("one two\nthree\n", 4, 13) == (
        "content/case.yaml:1:5: error[some-code]: `this` is wrong\n"
        "  |\n"
        "1 | one two\n"
        "  |     ^^^\n"
        "  help: mend it"
    )


def test_an_empty_span_gets_one_caret() -> None:
    assert _render("title:\n", 6, 6) == (
        "content/case.yaml:1:7: error[some-code]: `this` is wrong\n"
        "  |\n"
        "1 | title:\n"
        "  |       ^\n"
        "  help: mend it"
    )


def test_a_file_without_text_is_shown_without_a_line() -> None:
    assert _render("", 0, 0) == (
        "content/case.yaml:1:1: error[some-code]: `this` is wrong\n  help: mend it"
    )


def test_a_file_that_was_not_read_is_shown_without_a_line() -> None:
    assert render_diagnostic(_diagnostic(0, 0), {}) == (
        "content/case.yaml:1:1: error[some-code]: `this` is wrong\n  help: mend it"
    )


def test_counts_name_each_severity_once() -> None:
    found = [
        _diagnostic(0, 1),
        _diagnostic(1, 2),
        _diagnostic(0, 1, Severity.WARNING),
        _diagnostic(0, 1, Severity.INFO),
    ]
    assert render_counts(found) == "2 errors, 1 warning, 1 remark"
    assert render_counts([]) == ""


def test_a_diagnostic_reported_twice_is_kept_once_and_in_place() -> None:
    assert sort_diagnostics([_diagnostic(5, 6), _diagnostic(0, 1), _diagnostic(5, 6)]) == (
        _diagnostic(0, 1),
        _diagnostic(5, 6),
    )


def test_json_counts_lines_and_columns_from_one_with_exclusive_ends() -> None:
    source = _source("title: x\ntitle: y\n")
    assert diagnostic_to_json(_diagnostic(9, 14), {source.path: source}) == {
        "path": "content/case.yaml",
        "line": 2,
        "column": 1,
        "end_line": 2,
        "end_column": 6,
        "severity": "error",
        "code": "some-code",
        "message": "`this` is wrong",
        "help": "mend it",
    }


def test_a_mended_line_stands_whole_under_its_help() -> None:
    text = "a: 1\nanswer: It is #5\n"
    diagnostic = _diagnostic(19, 21)._replace(mended='answer: "It is #5"')
    assert render_diagnostic(diagnostic, {"content/case.yaml": _source(text)}) == (
        "content/case.yaml:2:15: error[some-code]: `this` is wrong\n"
        "  |\n"
        "2 | answer: It is #5\n"
        "  |               ^^\n"
        "  help: mend it\n"
        '2 + answer: "It is #5"'
    )


def test_a_second_place_is_named_and_shown() -> None:
    text = "a: 1\nb: 2\n"
    related = Related(Span("content/case.yaml", 0, 1), "the first is here")
    diagnostic = _diagnostic(5, 6)._replace(related=(related,))
    sources = {"content/case.yaml": _source(text)}
    assert render_diagnostic(diagnostic, sources) == (
        "content/case.yaml:2:1: error[some-code]: `this` is wrong\n"
        "  |\n"
        "2 | b: 2\n"
        "  | ^\n"
        "  content/case.yaml:1:1: the first is here\n"
        "  |\n"
        "1 | a: 1\n"
        "  | ^\n"
        "  help: mend it"
    )


def test_programs_are_told_of_the_mended_line_and_the_second_place() -> None:
    sources = {"content/case.yaml": _source("a: 1\nb: 2\n")}
    bare = diagnostic_to_json(_diagnostic(5, 6), sources)
    assert "mended" not in bare
    assert "related" not in bare
    related = Related(Span("content/case.yaml", 0, 1), "the first is here")
    diagnostic = _diagnostic(5, 6)._replace(mended="b: 3\nc: 4", related=(related,))
    told = diagnostic_to_json(diagnostic, sources)
    assert told["mended"] == "b: 3\nc: 4"
    assert told["related"] == [
        {
            "path": "content/case.yaml",
            "line": 1,
            "column": 1,
            "end_line": 1,
            "end_column": 2,
            "message": "the first is here",
        }
    ]
    assert render_annotation(diagnostic, sources) == (
        "::error file=content/case.yaml,line=2,col=1,title=some-code::"
        "`this` is wrong%0Ahelp: mend it%0Ab: 3%0Ac: 4"
    )


def test_a_concise_diagnostic_is_one_line() -> None:
    sources = {"content/case.yaml": _source("a: 1\nb: 2\n")}
    line = "content/case.yaml:2:1: error[some-code]: `this` is wrong"
    assert render_concise(_diagnostic(5, 6), sources) == line


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_a_line_is_cut_to_the_terminals_width(width: int) -> None:
    sources = {"content/case.yaml": _source("日本" * 100 + "here" + "word " * 100)}
    shown = render_diagnostic(_diagnostic(200, 204), sources, width=width)
    line = shown.splitlines()[2]
    assert "here" in line
    assert sum(2 if each in "日本" else 1 for each in line) <= width


def test_many_problems_of_one_kind_are_brought_together_and_few_are_not() -> None:
    sources = {"content/case.yaml": _source("\n" * 20)}
    few = [_diagnostic(each, each)._replace(message=f"`{each}` is odd") for each in range(4)]
    assert group_diagnostics(few) == [(each,) for each in few]
    other = _diagnostic(2, 2)._replace(message="this is odd")
    many = [*few, other, _diagnostic(9, 9)._replace(message="`x` is odd")]
    first, second = group_diagnostics(many)
    assert first == (*few, many[-1])
    assert second == (other,)
    assert render_more(first, sources) == (
        "content/case.yaml: 4 more of some-code: lines 2, 3, 4, 10"
    )


def test_what_asks_the_author_is_shown_one_by_one() -> None:
    asked = [_diagnostic(each, each)._replace(code="history-lost") for each in range(9)]
    assert group_diagnostics(asked) == [(each,) for each in asked]
