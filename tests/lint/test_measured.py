"""How often the rules are right on cards that were labelled before them, half of them held back."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from flashcards.content.levels import RULES
from tests.command import ROOT
from tests.lint.deck import DEVELOP, FRESH, MEASURE, Labelled, codes_of, read_halves


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


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (MEASURE, "{} labelled cards that no rule was made on (`tests/lint/measure.yaml`)"),
        (FRESH, "{} held back from another writer (`tests/lint/fresh.yaml`)"),
    ],
)
def test_readme_says_how_often_the_rules_are_right_on_what_was_held_back(
    path: Path, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    measured = _measure(path)
    with capsys.disabled():
        print(f"\n{_report(path.stem, measured)}")  # noqa: T201 - the measure
    numbers = f"precision {measured.precision():.2f}, recall {measured.recall():.2f}"
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    assert f"{said.format(measured.cards)}: {numbers}" in readme


@pytest.mark.parametrize(
    ("path", "cards", "subjects", "least"),
    [(DEVELOP, 700, 27, 4), (MEASURE, 150, 9, 4), (FRESH, 100, 6, 2)],
)
def test_all_have_good_and_bad_cards_of_several_subjects(
    path: Path, cards: int, subjects: int, least: int
) -> None:
    labelled = [card for card, _ in read_halves(path)]
    good = [card for card in labelled if not card.expected]
    assert len(labelled) >= cards
    assert 0.45 <= len(good) / len(labelled) <= 0.55
    assert len({card.subject for card in labelled}) == subjects
    bad = Counter(code for card in labelled for code in card.expected)
    # Whether `at` is missing can't be told from a text.
    assert {rule for rule in RULES if bad[rule] < least} == {"chapter-start-fallback"}
