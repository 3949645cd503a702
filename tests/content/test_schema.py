"""The JSON Schema that editors use agrees with what the compiler itself accepts."""

import re
from functools import cache

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from flashcards.content.decode import decode_breakdown
from flashcards.content.nodes import Mapping, Node, Scalar, Sequence
from flashcards.content.parse import parse_yaml
from flashcards.content.schema import make_schema
from flashcards.diagnostics import Diagnostic, Severity, Source
from tests.command import ROOT

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

FOLDERS = (ROOT / "tests" / "cases", ROOT / "flashcards" / "content" / "codes")

ONLY_IN_YAML = {
    "swallowed-key",
    "control-character",
    "duplicate-key",
    "merge-key",
    "complex-key",
    "yaml-tag",
    "key-as-topic",
    "text-cut-off",
    "lost-backslash",
}
"""Errors of reading after which there still are nodes, but that JSON Schema can't express."""

_BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)

_INT = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")

SMALL = "title: A\nchapters:\n  - title: One\n    time: 0:00\n"


def _read_blocks() -> list[tuple[str, str]]:
    """Give all YAML blocks with the place each stands at."""
    return [
        (f"{path.name}:{text.count(chr(10), 0, found.start()) + 2}", found[1])
        for folder in FOLDERS
        for path in sorted(folder.glob("*.md"))
        for text in [path.read_text(encoding="utf-8")]
        for found in _BLOCK.finditer(text)
    ]


BLOCKS = _read_blocks()


@cache
def _validator() -> Draft202012Validator:
    schema = make_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def _to_text(node: Node) -> Json:
    """Give nodes as JSON whose scalars are all text."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [_to_text(item) for item in node.items]
        case Mapping():
            return {key.text: _to_text(value) for key, value in node.entries}


def _resolve(text: str) -> Json:
    """Type a plain scalar by the core schema of YAML 1.2."""
    if text in {"", "~", "null", "Null", "NULL"}:
        return None
    if text in {"true", "True", "TRUE", "false", "False", "FALSE"}:
        return text.lower() == "true"
    if _INT.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    return float(text) if _FLOAT.fullmatch(text) else text


def _to_typed(node: Node, source: str) -> Json:
    """Give nodes as an editor sees them: plain scalars typed, all others text."""
    match node:
        case Scalar():
            is_plain = source[node.span.start : node.span.end] == node.text
            return _resolve(node.text) if is_plain else node.text
        case Sequence():
            return [_to_typed(item, source) for item in node.items]
        case Mapping():
            return {key.text: _to_typed(value, source) for key, value in node.entries}


def _read(text: str) -> tuple[Node | None, set[str]]:
    """Parse and decode; give the nodes and the codes of the errors."""
    source = Source(path="content/case.yaml", text=text)
    found: list[Diagnostic] = []
    root = parse_yaml(source, found.append)
    if root is not None:
        decode_breakdown(source, root, found.append)
    return root, {each.code for each in found if each.severity is Severity.ERROR}


def _is_comparable(text: str) -> bool:
    root, codes = _read(text)
    return root is not None and codes.isdisjoint(ONLY_IN_YAML)


COMPARED = [(place, text) for place, text in BLOCKS if _is_comparable(text)]


def _has_written_null(node: Node, source: str) -> bool:
    match node:
        case Scalar():
            return bool(node.text) and _to_typed(node, source) is None
        case Sequence():
            return any(_has_written_null(item, source) for item in node.items)
        case Mapping():
            return any(_has_written_null(value, source) for _, value in node.entries)


def _schema_accepts(text: str) -> tuple[bool, bool]:
    """Say whether the schema accepts the content as text, and as an editor types it."""
    root, _ = _read(text)
    assert root is not None
    return (
        _validator().is_valid(_to_text(root)),
        _validator().is_valid(_to_typed(root, text)),
    )


def test_nearly_all_examples_are_compared() -> None:
    assert len(COMPARED) > 100
    assert len(BLOCKS) - len(COMPARED) < len(COMPARED) / 4


def test_examples_of_both_outcomes_are_compared() -> None:
    accepted = sum(not _read(text)[1] for _, text in COMPARED)
    assert accepted > 30
    assert len(COMPARED) - accepted > 30


@pytest.mark.parametrize(
    "text", [text for _, text in COMPARED], ids=[place for place, _ in COMPARED]
)
def test_the_schema_accepts_what_the_compiler_accepts(text: str) -> None:
    root, codes = _read(text)
    assert root is not None
    as_text, as_typed = _schema_accepts(text)
    assert as_text == (not codes), sorted(codes)
    # To an editor a written `null` is as empty as nothing at all; to us it is a word.
    if not _has_written_null(root, text):
        assert as_typed == (not codes), sorted(codes)


def test_nearly_all_examples_are_compared_as_an_editor_sees_them() -> None:
    nulls = [
        text
        for _, text in COMPARED
        for root in [_read(text)[0]]
        if root is not None and _has_written_null(root, text)
    ]
    assert len(nulls) <= 3


@pytest.mark.parametrize("value", ["2026-01-31", "2024-02-29", "'2026-12-01'", "", "''"])
def test_a_date_that_the_compiler_accepts_is_one_for_the_schema(value: str) -> None:
    text = f"{SMALL}published: {value}\n"
    assert _read(text)[1] == set()
    assert _schema_accepts(text) == (True, True)


@pytest.mark.parametrize(
    "value",
    ["2026-02-30", "20260131", "2026-W05-6", "31.1.2026", "2026-1-31", "2026", "0000-01-01"],
)
def test_what_is_no_date_is_refused_by_both(value: str) -> None:
    text = f"{SMALL}published: {value}\n"
    assert _read(text)[1] == {"invalid-date"}
    assert _schema_accepts(text) == (False, False)


@pytest.mark.parametrize(
    "value", ["example.org", "ftp://a.example", "https://", "https:///a", "'https://a b'"]
)
def test_what_is_no_web_address_is_refused_by_both(value: str) -> None:
    text = f"{SMALL}url: {value}\n"
    assert _read(text)[1] == {"invalid-url"}
    assert _schema_accepts(text) == (False, False)


@pytest.mark.parametrize("value", ["12:60", "1:2:03", "723", "1.5", "soon", "true"])
def test_what_is_no_time_is_refused_by_both(value: str) -> None:
    text = f"{SMALL}duration: {value}\n"
    assert _read(text)[1] == {"invalid-time"}
    assert _schema_accepts(text) == (False, False)


@pytest.mark.parametrize(
    "value", ["12", "1.10", "0x1F", "true", "no", "2026-01-31", "12:03", "1e3"]
)
def test_a_text_may_look_like_anything(value: str) -> None:
    text = """\
title: X
deck: X
author: X
objectives: [X]
chapters:
  - title: X
    time: 0:00
    summary: X
    tags: [X]
    topics: {X: X}
    questions: [{question: X, answer: X}]
""".replace("X", value)
    assert _read(text)[1] == set()
    assert _schema_accepts(text) == (True, True)


@pytest.mark.parametrize("value", ["yes", "1", "on", "maybe", "[true]"])
def test_what_is_neither_true_nor_false_is_refused_by_both(value: str) -> None:
    text = f"{SMALL}    topics: {{Sky: {{definition: Above., reverse: {value}}}}}\n"
    assert _read(text)[1] <= {"invalid-boolean", "wrong-type"}
    assert _read(text)[1]
    assert _schema_accepts(text) == (False, False)


@pytest.mark.parametrize("value", ["true", "false", "'true'", ""])
def test_what_is_true_or_false_is_accepted_by_both(value: str) -> None:
    text = f"{SMALL}    topics: {{Sky: {{definition: Above., reverse: {value}}}}}\n"
    assert _read(text)[1] == set()
    assert _schema_accepts(text) == (True, True)


@pytest.mark.parametrize(
    "value",
    ["基本概念", "Größe", "می\u200cخواهم", "हिन्दी-१", "x²", "a-1"],  # noqa: RUF001 - of another script
)
def test_an_id_of_any_script_is_accepted_by_both(value: str) -> None:
    text = f"{SMALL}id: {value}\n"
    assert _read(text)[1] == set()
    assert _schema_accepts(text) == (True, True)


@pytest.mark.parametrize(
    "value", ["a b", "a_b", "a--b", "é-", "a:b", "a/b", "é\u3000é", 'a"b', "a*", "a.b", "é~"]
)
def test_an_id_with_other_signs_is_refused_by_both(value: str) -> None:
    text = f"{SMALL}id: {value}\n"
    assert _read(text)[1] == {"invalid-id"}
    assert _schema_accepts(text) == (False, False)


def test_every_key_has_a_description_or_says_what_it_is_itself() -> None:
    schema = make_schema()
    levels = [schema, *schema["$defs"].values()]
    bare = {
        key
        for level in levels
        for key, value in level["properties"].items()
        if "description" not in value
    }
    assert bare <= {"title", "questions", "at"}
