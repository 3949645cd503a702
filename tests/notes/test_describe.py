"""The deck's description."""

import json

import pytest

from flashcards.notes.generate import generate_deck
from flashcards.render.markdown import visible_text
from flashcards.render.parser import get_parser
from tests.videos import VIDEO, load, make_deck


def test_the_description_says_what_the_deck_is_of() -> None:
    deck = make_deck("""\
title: "State of AI in 2026 | Podcast #490"
url: https://www.youtube.com/watch?v=abc
author: Lex Fridman
published: 2026-01-31
duration: 4:25:04
objectives: [Compare `a < b` and *c*, Name the risks]
modules:
  - title: First & best
    chapters:
      - title: One
        time: 0:00
        summary: The sky is ==blue==.
        topics:
          Sky: What is above.
          Ground:
  - title: Second
    chapters:
      - title: Two
        time: 10:00
        topics:
          Ground: What is below.
  - title: Third
    chapters:
      - {title: Three, time: 20:00}
""")
    assert (
        deck.description
        == r"""
**[State of AI in 2026 \| Podcast \#490](https://www.youtube.com/watch?v=abc)**

Lex Fridman · 2026-01-31 · 4:25:04

What you will learn:

- Compare `a < b` and *c*
- Name the risks

Modules, each under the tag `video::…`:

- First \& best: 3 notes (`first-and-best`)
- Second: 1 note (`second`)
- Third: 0 notes (`third`)
""".strip()
    )


def test_what_is_not_known_is_left_out() -> None:
    deck = make_deck("title: A video\nchapters: [{title: One, time: 0:00}]\n")
    assert deck.description == (
        "**A video**\n\nModules, each under the tag `video::…`:\n\n- One: 0 notes (`one`)"
    )


def test_nothing_in_a_description_breaks_out_of_its_place() -> None:
    head = 'title: A\nurl: "https://a.example/[x]\\\\"\nauthor: 1. FC Union\n'
    tail = 'objectives: ["Pay $<img src=x>$ for *it*"]\nchapters: [{title: One, time: 0:00}]\n'
    lines = make_deck(head + tail).description.split("\n")
    assert lines[0] == "**[A](https://a.example/%5Bx%5D%5C)**"
    assert lines[2] == r"1\. FC Union"
    assert r"- Pay \$&#60;img src=x>\$ for *it*" in lines


def test_a_deck_is_named_by_its_title() -> None:
    assert make_deck(VIDEO).name == "A video"


def test_a_deck_may_have_its_own_name_that_nests() -> None:
    assert make_deck(f"deck: AI::Videos\n{VIDEO}").name == "AI::Videos"


def test_two_colons_in_a_title_do_not_nest() -> None:
    assert make_deck(VIDEO.replace("A video", "std::vector")).name == "std:vector"


@pytest.mark.parametrize(
    "title",
    [
        "C++ *and* _C_",
        "List<int> & `code`",
        "[a](b) <b>c</b> ~~d~~",
        "# 1 | 2",
        r"back\slash",
        "AT&amp;T",
    ],
)
def test_every_sign_of_a_title_shows_as_written(title: str) -> None:
    quoted = json.dumps(title)
    content = load(f"title: {quoted}\nchapters: [{{title: {quoted}, time: 0:00, id: one}}]\n")
    description = generate_deck(content, []).description
    shown = visible_text(get_parser(description).html(description))
    assert shown == f"{title} Modules, each under the tag video::…: {title}: 0 notes (one)"


IN_A_LANGUAGE = """\
language: {}
title: Wasser
objectives: [Dichte]
modules:
  - title: Eis
    chapters: [{{title: Eins, time: 0:00, topics: {{Eis: Festes Wasser.}}}}]
"""


def test_the_words_of_a_description_are_in_the_files_language() -> None:
    assert make_deck(IN_A_LANGUAGE.format("de-AT")).description == (
        "**Wasser**\n\nWas du lernen wirst:\n\n- Dichte\n\n"
        "Module, je mit dem Schlagwort `video::…` und der Zahl der Notizen:\n\n- Eis: 1 (`eis`)"
    )


def test_in_a_language_without_words_the_lists_speak_for_themselves() -> None:
    assert make_deck(IN_A_LANGUAGE.format("eo")).description == (
        "**Wasser**\n\n- Dichte\n\n`video::…`\n\n- Eis: 1 (`eis`)"
    )


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("zh", "你将学到"),
        ("zh-CN", "你将学到"),
        ("zh-Hans-CN", "你将学到"),
        ("zh-Hant", "你將學到"),
        ("zh-TW", "你將學到"),
        ("pt", "O que vais aprender"),
        ("pt-BR", "O que você vai aprender"),
        ("en-GB", "What you will learn"),
    ],
)
def test_a_kind_of_a_language_has_its_own_words_or_the_languages(code: str, words: str) -> None:
    assert make_deck(IN_A_LANGUAGE.format(code)).description.split("\n")[2][:-1] == words


def test_many_languages_have_words() -> None:
    codes = "de fr es it pt nl pl sv ru uk tr ar hi vi id zh ja ko en".split()
    for code in codes:
        description = make_deck(IN_A_LANGUAGE.format(code)).description
        assert "\n\n`video::…`\n" not in description
        assert "`video::…`" in description
    described = {make_deck(IN_A_LANGUAGE.format(code)).description for code in codes}
    assert len(described) == len(codes)
