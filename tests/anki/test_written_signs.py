"""Texts as authors type them, imported into Anki's engine: each shows as written, or is reported.

A row has a text, what a reader sees, and the code of the diagnostic on its line. Code and formulas
are given in backticks and dollars, as the cards set them apart.
"""

import re
from html import unescape
from pathlib import Path

import pytest

from flashcards.app.compile import compile_files
from tests.anki.engine import find_notes, import_package, open_collection
from tests.anki.release import release_folder
from tests.support import NOW, dump_yaml

SAME = "="
"""The card shows the text as it was written."""

ROWS = [
    # Dollars
    ("Costs $5; run `$HOME`", SAME, ""),
    ("5$, 6$", SAME, ""),
    ("$5,000–$10,000 (US$)", SAME, ""),  # noqa: RUF001 - a range
    ("$HOME/$USER", SAME, ""),
    ("A$AP and Ke$ha", SAME, ""),
    ("$5-$10", SAME, ""),
    ("US$5 or C$7", SAME, ""),
    ("$x$, $5x + 3$, $\\theta$, $O(n)$ and $2$", SAME, ""),
    ("the $x$-axis, ($a$, $b$) and $x$,$y$", SAME, ""),
    # Lines of signs
    ("---", SAME, ""),
    ("***", SAME, ""),
    ("___", SAME, ""),
    ("- - -", SAME, ""),
    ("~~", SAME, ""),
    # Other tools' markup
    ("\\(x^2\\)", SAME, "foreign-syntax"),
    ("\\[x\\]", SAME, "foreign-syntax"),
    ("[$]x[/$]", SAME, "foreign-syntax"),
    ("[$$]x[/$$]", SAME, "foreign-syntax"),
    ("[latex]x[/latex]", SAME, "foreign-syntax"),
    ("![[p.png]]", SAME, "foreign-syntax"),
    ("[[wiki link]]", SAME, "foreign-syntax"),
    ("[[https://a.example][site]]", SAME, "foreign-syntax"),
    ("[sound:a.mp3]", SAME, "foreign-syntax"),
    ("漢字[かんじ]", SAME, "foreign-syntax"),
    ("{{c1::x}}", SAME, "foreign-syntax"),
    ('<img src="x.png">', SAME, "html-as-text"),
    ("漢字 [1], f[x] and a[i]", SAME, ""),
    ("`[sound: a]` and `\\(foo\\)`", SAME, ""),
    # Stars, underscores, tildes
    ("2**10 and 3**2", SAME, ""),
    ("2*3*4", SAME, ""),
    ("sh*t and d*mn", SAME, ""),
    ("__init__", SAME, ""),
    ("__name__ and __main__", SAME, ""),
    ("snake__case__x", SAME, ""),
    ("~5 and ~6", SAME, ""),
    ("*.py and test_*.py", SAME, ""),
    ("**bold**, *it* and ~~wrong~~", "bold, it and wrong", ""),
    ("un**believ**able", "unbelievable", ""),
    # Starts of lines
    (">= 5 items", SAME, ""),
    ("> 5", SAME, ""),
    ("3) x\n5) y", SAME, ""),
    ("1969. It was", SAME, ""),
    ("+ 5", SAME, ""),
    ("- 5", SAME, ""),
    ("# of items", SAME, ""),
    ("#hashtag", SAME, ""),
    ("- one\n- two", "one two", ""),
    ("> quote\n> more", "quote more", ""),
    # Backslashes
    ("\\d+\\.\\d+", SAME, ""),
    ("C:\\new\\*.txt", SAME, ""),
    ("a\\_b and Wow\\!", "a_b and Wow!", ""),
    ("src\\_build\\out", SAME, ""),
    ("^\\[.*\\]$ and [^\\]]+", SAME, ""),
    ("see http://a.example/_b_/*c*", SAME, ""),
    ("arr[i](x) and [Fe(CN)6](4-)", SAME, ""),
    ("if a<b and c>d", SAME, ""),
    ("[this](page.html)", SAME, "unsafe-link"),
    ("• a\n• b", SAME, ""),
    ("\\*a\\*, \\$x\\$, \\_b\\_ and \\[c](d)", "*a*, $x$, _b_ and [c](d)", ""),
    # Scripts without spaces
    ("**「重要」**です", "「重要」です", ""),
    ("这是**《红楼梦》**的作者", "这是《红楼梦》的作者", ""),
    ("**テスト。**です", "テスト。です", ""),
    ('**"단어"**는', '"단어"는', ""),
    ("~~「重要」~~です", "「重要」です", ""),
]

EMPTY = ("\u200b", "<br>", "&nbsp;", "` `", "&#8203;", "\u2800", "\u3164", "\u00ad", "\U000e0041")


def _content(texts: list[str]) -> str:
    questions = [
        {"question": f"Row {number}", "answer": text, "allow": ["answer-leak"]}
        for number, text in enumerate(texts)
    ]
    chapter = {"title": "Rows", "time": "0:00", "questions": questions}
    content = {"title": "Signs", "chapters": [chapter]}
    return dump_yaml(content)


def _seen(html: str) -> str:
    """Give what a reader sees, with code and formulas in Markdown's signs."""
    html = re.sub(r"</?code>", "`", html)
    html = re.sub(r"\\\((.*?)\\\)", r"$\1$", html)
    return " ".join(unescape(re.sub("<[^>]*>", "", html)).split())


def test_each_text_shows_as_written_or_is_reported_on_its_line(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    path = tmp_path / "content" / "signs.yaml"
    path.write_text(_content([text for text, _, _ in ROWS]), encoding="utf-8")
    lines = path.read_text(encoding="utf-8").splitlines()
    compiled = compile_files([path])
    source = compiled.sources[str(path)]
    said: dict[int, set[str]] = {}
    for each in compiled.diagnostics:
        line = source.position(each.span.start)[0]
        row = sum("question: Row" in before for before in lines[:line]) - 1
        said.setdefault(row, set()).add(each.code)
    (package,) = release_folder(tmp_path, NOW).packages
    with open_collection(tmp_path / "learner.anki2") as collection:
        import_package(collection, package)
        shown = {
            note["Question"]: _seen(
                note.cards()[0].render_output().answer_text.partition('<hr id="answer">')[2]
            )
            for note in find_notes(collection, "")
        }
    for number, (text, seen, code) in enumerate(ROWS):
        wanted = " ".join((text if seen == SAME else seen).split())
        assert shown[f"Row {number}"] == f"{wanted} Signs", text
        assert said.get(number, set()) == ({code} if code else set()), text


@pytest.mark.parametrize("text", EMPTY)
def test_a_text_that_shows_nothing_is_reported_as_empty(tmp_path: Path, text: str) -> None:
    path = tmp_path / "signs.yaml"
    path.write_text(_content([text]), encoding="utf-8")
    (said,) = compile_files([path]).diagnostics
    assert said.code == "empty-value"
    assert said.message == (
        "`answer` of a question is written with signs that don't show, so it is empty"
    )
    assert (
        "answer:"
        in path.read_text(encoding="utf-8").splitlines()[
            compile_files([path]).sources[str(path)].position(said.span.start)[0] - 1
        ]
    )
