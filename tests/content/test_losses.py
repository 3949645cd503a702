"""What YAML takes from a text is reported where it stands, with the line that keeps it."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from flashcards.content.escapes import find_eaten
from flashcards.content.load import load_source
from flashcards.content.nodes import Mapping, Node, Scalar, Sequence
from flashcards.content.parse import parse_yaml
from flashcards.content.tex_names import SURE_NAMES, UNSURE_NAMES
from flashcards.diagnostics import Diagnostic, Source
from flashcards.render.math_commands import read_commands
from tests.pipeline import refuse

HERE = Path(__file__).parent


def _labelled(name: str) -> list[tuple[str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [(label, text) for label, text in (line.split(maxsplit=1) for line in lines)]


SIGNS = _labelled("number_signs.txt")
ESCAPES = _labelled("escapes.txt")


def _read(text: str) -> tuple[Node | None, list[Diagnostic]]:
    found: list[Diagnostic] = []
    return parse_yaml(Source(path="x", text=text), found.append), found


def _texts(node: Node | None) -> list[str]:
    match node:
        case None:
            return []
        case Scalar():
            return [node.text]
        case Sequence():
            return [text for item in node.items for text in _texts(item)]
        case Mapping():
            return [text for key, value in node.entries for text in (key.text, *_texts(value))]


@pytest.mark.parametrize(("label", "line"), SIGNS, ids=[line for _, line in SIGNS])
def test_a_number_sign_in_a_text_is_told_from_a_comment(label: str, line: str) -> None:
    _, found = _read(f"{line}\n")
    codes = {each.code for each in found}
    assert codes <= {"text-cut-off", "unclear-comment"}
    assert bool(codes) == (label == "text")


@pytest.mark.parametrize(("label", "text"), ESCAPES, ids=[text for _, text in ESCAPES])
def test_a_backslash_is_told_from_an_escape(label: str, text: str) -> None:
    _, found = _read(f"answer: {text}\n")
    codes = {each.code for each in found}
    assert codes <= {"lost-backslash", "unclear-escape"}
    assert bool(codes) == (label == "text")


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("answer: It is #5", "answer: 'It is #5'"),
        ("answer: It's #5", 'answer: "It\'s #5"'),
        ('answer: It\'s "#5" or #6', "answer: 'It''s \"#5\" or #6'"),
        ("answer: C:\\x's #5", "answer: 'C:\\x''s #5'"),
        ("answer:   It is #5 ", "answer:   'It is #5' "),
        ("answer: It is #5  # so they say", "answer: 'It is #5'  # so they say"),
        ("answer: #ff0000", "answer: '#ff0000'"),
        ("url: https://x.org/a #b", "url: https://x.org/a#b"),
        ("- Rule #1", "- 'Rule #1'"),
        ("- - #1", "- - '#1'"),
        ("{a: #fff}", "{a: '#fff'}"),
        ("[#a]", "['#a']"),
        ("{a: x #5, b: y}", "{a: 'x #5', b: y}"),
        ("Rule #1: text", "'Rule #1': text"),
        ("a: &b x #1\nc: *b", "a: &b 'x #1'"),
        ("a: one #1\n  two\nb: c", "a: 'one #1\n  two'"),
        ("a: one\n  two #2\n\n  three\nb: c", "a: 'one\n  two #2\n\n  three'"),
        (r'a: "$\tau$"', r"a: '$\tau$'"),
        (r'a: "It\'s $\tau$"', r"a: 'It\''s $\tau$'"),
        (r'a: "$\tau$\nis"', r'a: "$\\tau$\nis"'),
        (r'a: "\"\tau\""', "a: '\"\\tau\"'"),
        (r'a: "\\server\new"', r"a: '\\server\new'"),
        (r'a: "$\\tau \nu$"', r"a: '$\tau \nu$'"),
        (r'a: "$x \in \N$"', r"a: '$x \in \N$'"),
        (r'a: "snake\_case\_"', r"a: 'snake\_case\_'"),
        (r'{a: "\s", b: c}', r"{a: '\s', b: c}"),
        ('a: "D:\\"\nb: "c"', "a: 'D:\\'"),
        ('a: "x\n  \\tau"', "a: 'x\n  \\tau'"),
    ],
)
def test_the_mended_line_is_given(line: str, mended: str) -> None:
    root, found = _read(f"{line}\n")
    assert [each.mended for each in found] == [mended]
    again, nothing = _read(
        f"{mended}{line[len(line.splitlines()[0]) :] if chr(10) not in mended else ''}\n"
    )
    assert nothing == []
    assert _texts(root)[: len(_texts(again))] == _texts(again)


def test_what_is_cut_off_on_a_further_line_is_shown_there_too() -> None:
    source = Source(path="x", text="a: one\n  two #2\n")
    found: list[Diagnostic] = []
    parse_yaml(source, found.append)
    assert [source.position(each.span.start) for each in found] == [(1, 4)]
    assert [(source.position(each.span.start), each.message) for each in found[0].related] == [
        ((2, 7), "it is cut off here")
    ]


def test_the_rest_of_a_file_is_checked_and_its_places_are_those_of_the_file() -> None:
    text = 'a: x #1\nb: "\\s"\n' + "c: [y #2]\nd: &e z\nd: f\n"
    source = Source(path="x", text=text)
    found: list[Diagnostic] = []
    root = parse_yaml(source, found.append)
    assert sorted((source.position(each.span.start), each.code) for each in found) == [
        ((1, 6), "text-cut-off"),
        ((2, 5), "lost-backslash"),
        ((3, 7), "text-cut-off"),
        ((4, 4), "unused-anchor"),
        ((5, 1), "duplicate-key"),
    ]
    assert isinstance(root, Mapping)
    assert [text[key.span.start : key.span.end] for key, _ in root.entries] == list("abcd")
    values = [value for _, value in root.entries]
    assert text[values[0].span.start : values[0].span.end] == "x #1"
    assert text[values[3].span.start : values[3].span.end] == "&e z"


def test_every_command_of_formulas_that_an_escape_begins_is_known() -> None:
    names = {
        command[1:]
        for command in read_commands()
        if command[:2] in {r"\n", r"\t"} and command[1:].isalpha()
    }
    assert {name for name in names if not find_eaten(rf"$\{name} x$")} == set()
    known = {name for name in SURE_NAMES | UNSURE_NAMES if not name.startswith("text")}
    assert known <= names


ALPHABET = st.sampled_from([*"""ab1 #\\"':$-ntsP{}[],&*!|>%@`=~?/._ü""", " #", "#1", "\\n", "\\t"])
TEXTS = st.lists(ALPHABET, min_size=1, max_size=12).map("".join).map(str.strip).filter(bool)
FRAMES = [
    "title: {}\nchapters:\n  - title: C\n    time: 0:00\n",
    *(
        f"title: T\nchapters:\n  - title: C\n    time: 0:00\n    {rest}"
        for rest in (
            "summary: {}\n",
            "topics:\n      Term: {}\n",
            "topics:\n      {}: A definition\n",
            "topics:\n      Term:\n        definition: {}\n        hint: H\n",
            "questions:\n      - question: {}\n        answer: A\n",
            "questions:\n      - question: Q\n        answer: {}\n        extra: E\n",
            "questions:\n      - {{question: Q, answer: {}}}\n",
            "questions:\n      - {{question: {}, answer: A}}\n",
        )
    ),
    "title: T\nobjectives:\n  - {}\nchapters:\n  - title: C\n    time: 0:00\n",
    "title: T\nobjectives: [{}, O]\nchapters:\n  - title: C\n    time: 0:00\n",
    "title: T\nauthor: {}\nchapters:\n  - title: C\n    time: 0:00\n",
]

_COMMENT = re.compile(r"\s#(?:\s|#|$)|^#(?:[\s#=*-]|$)|\s\s#[^0-9]")
_TAKEN_BESIDES = re.compile(r"[:,{}\[\]#'\"]")
_BLOCK_SIGN = re.compile(r"[|>][-+0-9]*(?:[\s#].*)?")
_ESCAPE = re.compile(r'\\(?:[nt"\\/ ]|x[0-9a-f]{2})')


def _signs(text: str) -> Counter[str]:
    return Counter(character for character in text if not character.isspace())


def _check(frame: str, written: str, typed: Counter[str]) -> None:
    text = frame.format(written)
    line = frame[: frame.index("{}")].count("\n") + 1
    source = Source(path="x", text=text)
    found: list[Diagnostic] = []
    load_source(source, found)
    lines = [source.position(each.span.start)[0] for each in found]
    # After an error of syntax nothing is built; where it shows is for other tests.
    if line in lines or line + 1 in lines or "yaml-syntax" in {each.code for each in found}:
        return
    root = parse_yaml(source, refuse)
    without = _signs("".join(_texts(_read(frame.format("''"))[0])))
    assert typed <= _signs("".join(_texts(root))) - without, (text, found)


@given(st.sampled_from(FRAMES), TEXTS)
def test_no_character_of_a_plain_text_is_lost_unsaid(frame: str, text: str) -> None:
    assume(text[0] not in "\"'" and not _COMMENT.search(text))
    # The sign of a block without one is an empty value, said where a value is needed.
    assume(not _BLOCK_SIGN.fullmatch(text))
    # Behind brackets that close there is nothing but comments.
    assume(("{{" not in frame and "[" not in frame) or not set(text) & set("]}"))
    # A line that starts with the sign is a comment, such as a topic that was taken out.
    assume(text[0] != "#" or not frame[: frame.index("{}")].endswith("\n      "))
    # In brackets a comma parts texts.
    _check(frame, text, _signs(text.replace(",", "") if "{{" in frame or "[" in frame else text))


@given(st.sampled_from(FRAMES), TEXTS)
def test_no_character_of_a_singly_quoted_text_is_lost_unsaid(frame: str, text: str) -> None:
    doubled = text.replace("'", "''")
    _check(frame, f"'{doubled}'", _signs(text))


@example(frame=FRAMES[0], text=r"\tau")
@given(st.sampled_from(FRAMES), TEXTS)
def test_no_character_of_a_doubly_quoted_text_is_lost_unsaid(frame: str, text: str) -> None:
    text = text.replace('"', "")
    assume(text and not text.endswith("\\"))
    _check(frame, f'"{text}"', _signs(_ESCAPE.sub("", text)))


@given(TEXTS, st.sampled_from("|>"))
def test_no_character_of_a_block_is_lost_unsaid(text: str, style: str) -> None:
    frame = "title: T\nchapters:\n  - title: C\n    time: 0:00\n    summary: {}\n"
    _check(frame, f"{style}-\n      {text}", _signs(text))


@given(st.sampled_from(FRAMES), TEXTS, TEXTS)
def test_the_mended_line_gives_what_was_typed(frame: str, before: str, behind: str) -> None:
    text = f"a{before} #b{behind}"
    source = Source(path="x", text=frame.format(text))
    found: list[Diagnostic] = []
    parse_yaml(source, found.append)
    if [each.code for each in found] != ["text-cut-off"]:
        return
    line, _ = source.position(found[0].span.start)
    lines = source.text.split("\n")
    lines[line - 1] = found[0].mended
    root = parse_yaml(Source(path="x", text="\n".join(lines)), lambda _: None)
    # What YAML takes besides, such as a colon that makes a key, is no matter of the sign's.
    assert _signs(_TAKEN_BESIDES.sub("", text)) <= _signs("".join(_texts(root)))


@given(TEXTS)
def test_the_mended_text_in_quotes_gives_what_was_typed(text: str) -> None:
    text = text.replace('"', "")
    assume(text and not text.endswith("\\"))
    _, found = _read(f'answer: "{text}"\n')
    for each in found:
        if each.code == "lost-backslash":
            _, read = _texts(parse_yaml(Source(path="x", text=each.mended), refuse))
            assert _signs(read) >= _signs(_ESCAPE.sub("", text))
            assert not each.mended.startswith("answer: '") or len(read) >= len(
                text.replace("\\\\", "\\").replace("\\/", "/")
            )
