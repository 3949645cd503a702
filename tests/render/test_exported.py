"""Backslashes before signs of prose: an exporter's are taken away, an author's stay."""

import pytest

from flashcards.render.markdown import render_inline, render_markdown, without_markup


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\\_b", "a_b"),
        ("snake\\_case\\_name and other\\_name", "snake_case_name and other_name"),
        ("my\\_file.txt in \\~/notes", "my_file.txt in ~/notes"),
        ("https://a.example/a\\_b", "https://a.example/a_b"),
        ("\\#1 in C\\# on \\#tags", "#1 in C# on #tags"),
        ("¡Wow\\!\\! (Really\\!)", "¡Wow!! (Really!)"),
        ("x \\> y \\= z", "x > y = z"),
        ("5\\~10 at R\\&D", "5~10 at R&D"),
        ("don\\'t", "don't"),
        ("[see a\\_b](https://a.example/_b_)", "see a_b"),
        ("x\\^2 by \\@me", "x^2 by @me"),
        ("**Bold\\_name** and \\*note", "Bold_name and *note"),
    ],
)
def test_backslashes_of_an_exporter_are_no_part_of_the_text(text: str, seen: str) -> None:
    for rendered in (render_markdown(text), render_inline(text)):
        assert (without_markup(rendered.html), rendered.notices) == (seen, ())


@pytest.mark.parametrize(
    "text",
    [
        "write a\\_b for a_b",
        "src\\_build\\out",
        "C:\\_temp and a\\_b",
        "[a-z]\\_[0-9]",
        "^a\\_b$",
        "a\\.b and a\\_b",
        "C\\+\\+",
        "'It\\'s'",
        "a\\-z",
        "\\+",
    ],
)
def test_backslashes_of_paths_and_patterns_show(text: str) -> None:
    for rendered in (render_markdown(text), render_inline(text)):
        assert (without_markup(rendered.html), rendered.notices) == (text, ())
