"""The deck's description."""

import json

import pytest

from flashcards.notes.generate import generate_deck
from flashcards.render.markdown import visible_text
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
    assert deck.description == (
        '<div dir="auto"><b><a href="https://www.youtube.com/watch?v=abc">'
        "State of AI in 2026 | Podcast #490</a></b><br>"
        'Lex Fridman · <span style="white-space:nowrap">2026-01-31</span> · 4:25:04<br>'
        "• Compare `a &lt; b` and *c*<br>• Name the risks<br>Notes: 3 · Cards: 3</div>"
    )


def test_what_is_not_known_is_left_out() -> None:
    deck = make_deck("title: A video\nchapters: [{title: One, time: 0:00}]\n")
    assert deck.description == '<div dir="auto"><b>A video</b><br>Notes: 0 · Cards: 0</div>'


def test_nothing_in_a_description_breaks_out_of_its_place() -> None:
    head = 'title: A\nurl: "https://a.example/[x]\\"><b>"\nauthor: "<img src=x> [sound:a.mp3]"\n'
    description = make_deck(head + "chapters: [{title: One, time: 0:00}]\n").description
    assert 'href="https://a.example/%5Bx%5D&quot;&gt;&lt;b&gt;"' in description
    assert "&lt;img src=x&gt; &#91;sound:a.mp3]" in description


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
    assert visible_text(description) == f"{title}Notes: 0 · Cards: 0"


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
        '<div dir="auto" lang="de-AT"><b>Wasser</b><br>• Dichte<br>Notizen: 1 · Karten: 1</div>'
    )


def test_a_language_without_words_has_no_counts() -> None:
    description = make_deck(IN_A_LANGUAGE.format("eo")).description
    assert description == '<div dir="auto" lang="eo"><b>Wasser</b><br>• Dichte</div>'


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("zh", "笔记"),
        ("zh-CN", "笔记"),
        ("zh-Hans-CN", "笔记"),
        ("zh-Hant", "筆記"),
        ("zh-TW", "筆記"),
        ("pt-BR", "Notas"),
        ("en-GB", "Notes"),
    ],
)
def test_a_kind_of_a_language_has_its_own_words_or_the_languages(code: str, word: str) -> None:
    assert f"<br>{word}: 1 · " in make_deck(IN_A_LANGUAGE.format(code)).description


def test_many_languages_have_words() -> None:
    codes = "de fr es it pt nl pl sv ru uk tr ar hi vi id zh ja ko en".split()
    described = {make_deck(IN_A_LANGUAGE.format(code)).description for code in codes}
    assert len({text.split("<br>")[2] for text in described}) == len(codes)
