"""The cases in `cases/*.md`: content with the diagnostics it should give marked on the line.

A case is a heading, prose, and a YAML block. `# error: [code]` at the end of a line expects a
diagnostic that starts there; where YAML allows no comment, `- 3: error: [code]` after the block
does. ``File: `path` `` in the prose names the file. A block without marks must be clean.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from flashcards.content.codes import list_codes
from flashcards.diagnostics import Diagnostic, Source
from tests.command import ROOT
from tests.pipeline import CASE_PATH, diagnose

CASES = ROOT / "tests" / "cases"

NOT_IN_A_YAML_BLOCK = {
    "unknown-draft-source",  # needs a source to draft from, as do the next eleven
    "index-without-chapters",
    "chapter-without-time",
    "time-without-title",
    "module-without-chapter",
    "question-without-answer",
    "source-times-disagree",
    "source-text-missing",
    "source-fact-unusable",
    "source-without-chapters",
    "source-lines-left-out",
    "nothing-proposed",
    "too-many-blanks",  # needs hundreds
    "value-too-long",  # needs hundreds of characters, and the next three many thousands
    "too-much-repeated",
    "preview-too-large",
    "table-too-large",
    "content-file-renamed",  # needs a lock, as do the next five
    "content-file-gone",
    "history-lost",
    "move-unclear",
    "was-taken",
    "was-unknown",
    "invalid-folder",  # of `flashcards.yaml`
    "media-outside-content",
    "missing-media",
    "not-media",
    "remote-media",
    "unsafe-media",
    "card-fails",  # needs a learner's collection, as does the next one
    "note-edited",
    "lock-behind-package",
    "lock-conflict",
    "lock-damaged",
    "lock-elsewhere",
    "lock-identity-changed",
    "lock-missing",
    "lock-time-ahead",
    "lock-version",
    "duplicate-content-id",  # needs two files
    "unread-file",  # of another file
    "chapter-without-card",  # said by `check` and `build` of what was read without an error
    "deck-without-card",
    "file-too-large",
    "invalid-utf8",
    "malformed-transcript",  # of a transcript
    "link-leads-outside",
    "not-a-file",
    "unreadable-file",
    "text-too-long",
    "malformed-json",  # needs a source to draft from, as do the next five
    "malformed-xml",
    "no-chapters",
    "invalid-chapter-time",
    "chapter-without-title",
    "unusable-value",
    "question-unplaced",  # of a source that a draft is made of
}

PROPER_NAMES = ("Anki ", "YAML ")
"""Words that keep their capitals at the start of a message."""

Expected = set[tuple[int, str, str]]

_CASE = re.compile(
    r"^## (?P<title>.+)\n(?P<prose>(?:(?!## |```).*\n)*)"
    r"```yaml\n(?P<text>(?:(?!```).*\n)*)```\n(?P<after>(?:(?!## ).*\n?)*)",
    re.MULTILINE,
)
_FILE = re.compile(r"^File: `(.+)`$", re.MULTILINE)
_EXPECTATION = r"(?:error|warning|info): \[[a-z0-9-]+\]"
_ON_LINE = re.compile(rf"# ({_EXPECTATION}(?:, {_EXPECTATION})*)$")
_BELOW = re.compile(rf"^- ([0-9]+): ({_EXPECTATION}(?:, {_EXPECTATION})*)$", re.MULTILINE)
_EACH = re.compile(r"(error|warning|info): \[([a-z0-9-]+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    file: str
    title: str
    path: str
    text: str
    expected: frozenset[tuple[int, str, str]]

    def __str__(self) -> str:
        return f"{self.file}: {self.title}"


def _expectations(text: str, after: str) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if marks := _ON_LINE.search(line):
            for severity, code in _EACH.findall(marks[1]):
                yield number, severity, code
    for number_below, marks_below in _BELOW.findall(after):
        for severity, code in _EACH.findall(marks_below):
            yield int(number_below), severity, code


def _read_cases(path: Path) -> Iterator[Case]:
    document = path.read_text(encoding="utf-8")
    found = list(_CASE.finditer(document))
    assert len(found) == document.count("\n## "), f"{path.name} has a heading without a case"
    for case in found:
        named = _FILE.search(case["prose"])
        yield Case(
            file=path.stem,
            title=case["title"],
            path=named[1] if named else CASE_PATH,
            text=case["text"],
            expected=frozenset(_expectations(case["text"], case["after"])),
        )


ALL = [case for path in sorted(CASES.glob("*.md")) for case in _read_cases(path)]
BAD = [case for case in ALL if case.expected]


def _diagnose(case: Case) -> tuple[Source, tuple[Diagnostic, ...]]:
    """Take a case through all stages; only those of the craft rules are judged by them."""
    return diagnose(case.text, case.path, {} if case.file == "craft" else None)


@pytest.mark.parametrize("case", ALL, ids=str)
def test_a_case_gives_exactly_the_diagnostics_marked_in_it(case: Case) -> None:
    source, diagnostics = _diagnose(case)
    found: Expected = {
        (source.position(each.span.start)[0], each.severity.value, each.code)
        for each in diagnostics
    }
    assert found == case.expected


@pytest.mark.parametrize("case", BAD, ids=str)
def test_every_message_is_a_lower_case_line_without_a_full_stop(case: Case) -> None:
    _, diagnostics = _diagnose(case)
    for each in diagnostics:
        for text in (each.message, each.help):
            assert text.strip() == text != ""
            assert "\n" not in text
            assert not text.endswith(".")
        first = each.message[0]
        assert first in "`0123456789" or first.islower() or each.message.startswith(PROPER_NAMES)


@pytest.mark.parametrize("case", BAD, ids=str)
def test_every_span_lies_inside_the_text(case: Case) -> None:
    source, diagnostics = _diagnose(case)
    for each in diagnostics:
        assert each.span.path == case.path
        assert 0 <= each.span.start <= each.span.end <= len(source.text)


def test_the_cases_cover_every_code_that_a_yaml_block_can_show() -> None:
    shown = {code for case in ALL for _, _, code in case.expected}
    assert shown == set(list_codes()) - NOT_IN_A_YAML_BLOCK


def test_no_two_cases_have_the_same_title() -> None:
    titles = [str(case) for case in ALL]
    assert len(titles) == len(set(titles))
