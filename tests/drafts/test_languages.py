"""How many chapter lines of descriptions in many languages are read: measured on labelled lists."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from flashcards.text.times import format_time
from tests.drafts.samples import run

_LABELLED = Path(__file__).parent / "data" / "chapters.yaml"


def _read(name: str) -> list[Any]:
    found = yaml.load(_LABELLED.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)[name]
    assert isinstance(found, list)
    return found


def _find(text: str) -> list[str]:
    draft, _ = run("description", text)
    return [f"{format_time(each.start)} {each.title}" for each in draft.chapters] if draft else []


def _measure(name: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, int, Sequence[str]]:
    """Count the labelled lines, those that are read rightly, and list what is read wrongly."""
    lists = _read(name)
    wrong, right, count = [], 0, 0
    languages: dict[str, tuple[int, int]] = {}
    for each in lists:
        found, expected = _find(each["text"]), each["chapters"]
        own = sum(line in found for line in expected)
        right, count = right + own, count + len(expected)
        wrong += [f"{each['language']}: {line}" for line in found if line not in expected]
        before = languages.get(each["language"], (0, 0))
        languages[each["language"]] = (before[0] + own, before[1] + len(expected))
    said = ", ".join(f"{code} {own}/{all_}" for code, (own, all_) in sorted(languages.items()))
    with capsys.disabled():
        print(f"\nchapter lines, {name}: {right} of {count} ({said}); wrong: {wrong}")  # noqa: T201 - the measurement is for whoever runs the test
    return count, right, wrong


@pytest.mark.parametrize("name", ["known", "held back"])
def test_chapter_lines_of_many_languages_are_read(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    count, right, wrong = _measure(name, capsys)
    assert count >= 50
    assert right >= 0.95 * count
    assert not wrong
