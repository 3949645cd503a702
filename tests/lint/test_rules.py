"""How often each rule is right, measured on cards that were labelled by hand."""

from collections import Counter
from pathlib import Path

import pytest

from flashcards.content.levels import RULES
from tests.lint.deck import Labelled, codes_of, read_labelled

NEWER = frozenset(
    "context-leak hint-leak cloze-leak over-cloze mirror-blank definition-list same-fact density "
    "vague-term".split()
)
"""Rules that look at more than these cards have; `develop.yaml` and `measure.yaml` measure them."""

LABELLED = tuple(read_labelled())

MEASURED_HERE = tuple(rule for rule in RULES if rule not in NEWER)
LEAST_PRECISION = 0.9
LEAST_RECALL = 0.8


def _report(outcomes: list[tuple[Labelled, frozenset[str]]]) -> tuple[list[str], list[str]]:
    """Give a line for each rule, and the rules that aren't good enough."""
    found = Counter(code for _, codes in outcomes for code in codes)
    expected = Counter(code for card, _ in outcomes for code in card.expected)
    right = Counter(code for card, codes in outcomes for code in codes & card.expected)
    lines, poor = [], []
    for rule in MEASURED_HERE:
        precision = right[rule] / max(1, found[rule])
        recall = right[rule] / expected[rule]
        lines.append(f"{rule:24} precision {precision:.2f}  recall {recall:.2f}")
        if precision < LEAST_PRECISION or recall < LEAST_RECALL:
            poor.append(lines[-1])
    return lines, poor


def test_each_rule_is_right_far_more_often_than_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = [(card, codes_of(card, beside)) for card, beside in LABELLED]
    lines, poor = _report(outcomes)
    with capsys.disabled():
        print(f"\ncraft: {len(LABELLED)} cards", *lines, sep="\n  ")  # noqa: T201 - the measure
    assert poor == []


def test_good_cards_are_left_alone_but_for_one_in_fifty() -> None:
    good = [(card, beside) for card, beside in LABELLED if not card.expected]
    accused = [(card.front, codes) for card, beside in good if (codes := codes_of(card, beside))]
    assert len(accused) <= len(good) / 50, accused


def test_the_cards_are_many_and_of_many_subjects() -> None:
    cards = [card for card, _ in LABELLED]
    good = [card for card in cards if not card.expected]
    assert len(cards) >= 220
    assert len(good) >= 100
    assert len({card.subject for card in cards}) >= 10
    bad = Counter(code for card in cards for code in card.expected)
    assert {rule for rule in MEASURED_HERE if bad[rule] < 8} == set()
    assert set(bad) <= set(RULES)


def test_no_card_is_written_into_a_rule() -> None:
    """A rule that knows the measure by heart measures nothing."""
    package = Path(__file__).parent.parent.parent / "flashcards" / "lint"
    source = "\n".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    assert [
        card.front for card, _ in LABELLED if len(card.front) > 12 and card.front in source
    ] == []
