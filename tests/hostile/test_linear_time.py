"""Rules and rendering on texts that mean harm: none takes more time than its length is worth.

A pattern that tries everything takes for ever, one that tries it twice four times as long for twice
the text. What is then compared are times on this very machine, far enough apart that noise doesn't
count, in a child process.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from flashcards.content.levels import RULES, Level
from flashcards.content.load import load_source
from flashcards.diagnostics import Diagnostic, Source, has_errors
from flashcards.lint.judge import judge
from flashcards.notes.generate import generate_deck
from flashcards.render.mask import mask_term
from tests.command import ROOT, environment

_PLACES = ("question", "answer", "definition", "summary")
_PIECES = (
    *'. ! ? " ( ) () , ; - _ * ** ~~ ` `` | \\ $ $$ == {{ & < [ ![]('.split(),
    *"' “ „ « 「 ‘ ’ – –x …".split(),  # noqa: RUF001 - typographic signs of texts
    *(" ", "\xa0", "\xa0\n", "\n\n", "a ", "A ", "x-", "1 ", "日", "日。", "。", "e\u0301", "ß"),
    *("Ab. ", "A. ", "a.b. ", "Ph.D. ", "inc. X", "A.. ", ".) ", "a? ", "? ?", " ??", "a, ", "a; "),
    *(", or ", ", or x", ": or ", " and ", "and what ", "which of ", "what is ", "and why "),
    *("==a", "==a== ", "==the== ", "==x y== ", "{{c1::", "&amp;", "&#1", "<b>", "<b", "<!--"),
    *("[a](", "[x][", "`a", "$a", "*a ", "_a ", "| a ", "\n# ", "\n> ", "\n- ", "\n1. a", "\\\n"),
    *(
        "\\(a",
        "\\[a",
        "\\_",
        "\\*a ",
        "[$]a",
        "[[a",
        "漢[か",
        "> 5\n",
        "3) a\n",
        "![a](b c",
        "~a",
        "a*b",
    ),
    *("$5 a", "**「a」**b", "__a", "a\n-\n\n", "-\n", "\\begin{cases}", "[sound:a", "_(", "*.a "),
    *("the ", "it ", "this video ", "according to ", "as of ", "named after ", "currently ", "'S"),
    *(
        "https://a.example/ ",
        "a@",
        "12% ",
        "0:00 ",
        "x (y) ",
        "Term ",
        "TERM",
        "\u202e",
        "👩\u200d",
    ),
)
_STARTED = [
    (start, sign)
    for start in ("<div>", "<!--" * 10, "<a title='")
    for sign in ("\\", "`", "$", "[", "&", "==a== ", '<span class="math math-inline">')
]
"""Signs that mean something else behind a start of HTML."""

_LENGTH = 3_000
_FOURFOLD = 9.0
"""Linear is 4, quadratic 16."""

_MEASURABLE = 0.06
"""Seconds of this process: less is noise, and no harm."""


def _content(place: str, text: str) -> str:
    texts = dict.fromkeys(_PLACES, "word") | {place: text}
    question, answer, definition, summary = (
        json.dumps(texts[each], ensure_ascii=False) for each in _PLACES
    )
    return (
        f"title: T\nchapters:\n- title: One\n  time: 0:00\n  summary: {summary}\n"
        f"  topics: {{Term: {{definition: {definition}, reverse: true}}}}\n"
        f"  questions: [{{question: {question}, answer: {answer}}}]\n"
    )


def _time_of(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return time.process_time() - start


def _compile(place: str, text: str) -> None:
    found: list[Diagnostic] = []
    source = Source(path="case.yaml", text=_content(place, text))
    breakdown = load_source(source, found)
    assert breakdown is not None
    assert not has_errors(found)
    generate_deck(breakdown, found)
    list(judge([breakdown], {source.path: source}, dict.fromkeys(RULES, Level.WARNING)))


def _mask(piece: str, length: int) -> None:
    mask_term(f"<p>{_repeat(piece, length)}</p>", f"Term {piece}")
    mask_term("<p>Term</p>", _repeat(piece, length // 8))


def _repeat(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length] + "w"


def _is_slow(act: Callable[[int], object]) -> bool:
    """Whether a text four times as long takes much more than four times as long, twice over."""
    for _ in range(2):
        short = _time_of(lambda: act(_LENGTH))
        long = _time_of(lambda: act(4 * _LENGTH))
        if long < max(_MEASURABLE, _FOURFOLD * short):
            return False
    return True


def _main(place: str, measured: str) -> None:
    _compile(place, "a")
    for start, piece in [*(("", piece) for piece in _PIECES), *_STARTED]:

        def act(length: int, start: str = start, piece: str = piece) -> None:
            if place == "mask":
                _mask(start + piece, length)
            else:
                _compile(place, start + _repeat(piece, length))

        if measured == "ratio" and _is_slow(act):
            sys.stdout.write(f"{start!r} {piece!r}\n")
        elif measured == "end":
            act(_LENGTH)


@pytest.mark.parametrize("place", [*_PLACES, "mask"])
@pytest.mark.parametrize("measured", ["end", pytest.param("ratio", marks=pytest.mark.timing)])
def test_no_text_takes_more_time_than_its_length_is_worth(place: str, measured: str) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "tests.hostile.test_linear_time", place, measured],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (result.returncode, result.stderr, result.stdout) == (0, "", "")


if __name__ == "__main__":
    _main(*sys.argv[1:])
