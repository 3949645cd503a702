"""How often the rules are right on cards that were labelled before them, half of them held back."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from flashcards.content.levels import RULES
from tests.command import ROOT
from tests.lint.deck import DEVELOP, MEASURE, Labelled, codes_of, read_halves


class _Measured(NamedTuple):
    """What was found on the cards of a half, what was expected, and what of it was right."""

    cards: int
    found: Counter[str]
    expected: Counter[str]
    right: Counter[str]

    def precision(self, rules: Iterable[str] = RULES) -> float:
        """Give how much of what was found was right."""
        return _share(self.right, self.found, rules)

    def recall(self, rules: Iterable[str] = RULES) -> float:
        """Give how much of what was expected was found."""
        return _share(self.right, self.expected, rules)


def _share(some: Counter[str], all_: Counter[str], rules: Iterable[str]) -> float:
    rules = tuple(rules)
    return sum(some[rule] for rule in rules) / max(1, sum(all_[rule] for rule in rules))


def _judge(path: Path) -> list[tuple[Labelled, frozenset[str]]]:
    return [(card, codes_of(card, beside)) for card, beside in read_halves(path)]


def _measure(path: Path) -> _Measured:
    outcomes = _judge(path)
    return _Measured(
        cards=len(outcomes),
        found=Counter(code for _, codes in outcomes for code in codes),
        expected=Counter(code for card, _ in outcomes for code in card.expected),
        right=Counter(code for card, codes in outcomes for code in codes & card.expected),
    )


def _report(name: str, measured: _Measured) -> str:
    lines = [
        f"craft, {name}: {measured.cards} cards",
        f"{'all':24} precision {measured.precision():.2f}  recall {measured.recall():.2f}",
        *(
            f"{rule:24} precision {measured.precision([rule]):.2f}  "
            f"recall {measured.recall([rule]):.2f}  of {measured.expected[rule]}"
            for rule in RULES
        ),
    ]
    return "\n  ".join(lines)


def test_the_rules_are_right_on_the_half_they_were_made_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    measured = _measure(DEVELOP)
    with capsys.disabled():
        print(f"\n{_report('developed on', measured)}")  # noqa: T201 - the measure
    assert measured.precision() >= 0.9
    assert measured.recall() >= 0.8


def test_the_rules_are_right_on_the_half_that_was_held_back(
    capsys: pytest.CaptureFixture[str],
) -> None:
    measured = _measure(MEASURE)
    with capsys.disabled():
        print(f"\n{_report('held back', measured)}")  # noqa: T201 - the measure
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    said = (
        f"{measured.cards} labelled cards that no rule was made on (`tests/lint/measure.yaml`): "
        f"precision {measured.precision():.2f}, recall {measured.recall():.2f}"
    )
    assert said in readme


@pytest.mark.parametrize("path", [DEVELOP, MEASURE])
def test_both_halves_have_good_and_bad_cards_of_nine_subjects(path: Path) -> None:
    cards = [card for card, _ in read_halves(path)]
    good = [card for card in cards if not card.expected]
    assert len(cards) >= 150
    assert len(good) * 2 in range(len(cards) - 20, len(cards) + 20)
    assert len({card.subject for card in cards}) == 9
    bad = Counter(code for card in cards for code in card.expected)
    # Whether `at` is missing can't be told from a text.
    assert {rule for rule in RULES if bad[rule] < 4} == {"chapter-start-fallback"}
