"""How cards are compared: never all with all, and only what a learner would mix up."""

from collections.abc import Callable

import pytest

from flashcards.content.load import load_source
from flashcards.diagnostics import Diagnostic, Source
from flashcards.lint.card_fronts import Front, make_front
from flashcards.lint.cards import make_cards
from flashcards.lint.rule import Finding
from flashcards.lint.rules.lookalike import is_look_alike, is_opposite
from flashcards.lint.rules.twins import check_duplicate_front, check_near_twin
from tests.lint.deck import judge_files
from tests.pipeline import codes

START = "title: A\nchapters:\n  - title: One\n    time: 0:00\n"


class _Counting:
    """Compares words and counts how often it was asked."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, one: str, other: str) -> bool:
        self.calls += 1
        return is_look_alike(one, other)


def _find_twins(
    items: list[str], kind: str, is_alike: Callable[[str, str], bool] = is_look_alike
) -> list[tuple[Front, Front, Finding]]:
    return list(check_near_twin(_fronts(items, kind), is_alike))


def _fronts(items: list[str], kind: str) -> tuple[Front, ...]:
    text = f"{START}    {kind}:\n" + "".join(items)
    found: list[Diagnostic] = []
    breakdown = load_source(Source(path="content/a.yaml", text=text), found)
    assert breakdown is not None
    assert found == []
    return tuple(map(make_front, make_cards(breakdown)))


def _word(number: int) -> str:
    """Make a word of its own for a number, without digits."""
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number:06}")


@pytest.mark.parametrize(
    ("kind", "item"),
    [
        (
            "questions",
            "      - {{question: What does the {word} of a cell carry?, answer: x{n}}}\n",
        ),
        ("questions", "      - {{question: Who met {word} in {other}?, answer: x{n}}}\n"),
        ("topics", "      {word}: {{definition: meaning {n}}}\n"),
        ("topics", "      The {word} of {other}: {{definition: meaning {n}}}\n"),
    ],
)
def test_ten_thousand_notes_are_compared_with_a_few_neighbours_each(kind: str, item: str) -> None:
    count = 10_000
    items = [item.format(word=_word(n), other=_word(count - n), n=n) for n in range(count)]
    compare = _Counting()
    _find_twins(items, kind, compare)
    assert compare.calls <= 40 * count


def test_the_comparing_is_counted_at_all() -> None:
    compare = _Counting()
    items = ["      Mitosis: One.\n", "      Meiosis: Two.\n"]
    assert len(_find_twins(items, "topics", compare)) == 1
    assert compare.calls > 0


def test_a_duplicate_names_the_place_of_the_first_in_another_file() -> None:
    one, other = (
        f"{START}    questions:\n      - {{question: Why is the sky blue?, answer: {answer}}}\n"
        for answer in ("Scattering", "Small particles")
    )
    (found,) = judge_files(one, other)
    assert (found.span.path, found.message) == (
        "content/1.yaml",
        "the question `Why is the sky blue?` stands on another card, too (content/0.yaml:6)",
    )


def test_three_equal_fronts_are_two_duplicates_of_the_first() -> None:
    item = "      - {{question: Why?, answer: x, id: n{}}}\n"
    fronts = _fronts([item.format(n) for n in range(3)], "questions")
    found = list(check_duplicate_front(fronts))
    assert [(one is found[0][0], other is one) for one, other, _ in found] == [(True, False)] * 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("left", "right"),
        ("hyperthermia", "hypothermia"),
        ("inhal", "exhal"),
        ("afferent", "efferent"),
    ],
)
def test_opposites_are_opposites_both_ways(one: str, other: str) -> None:
    assert is_opposite(one, other)
    assert is_opposite(other, one)


@pytest.mark.parametrize(("one", "other"), [("ileum", "ilium"), ("mitosis", "meiosis")])
def test_names_that_differ_by_a_letter_or_two_look_alike(one: str, other: str) -> None:
    assert is_look_alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("cat", "car"),
        ("tonic", "topaz"),
        ("allegro", "adagio"),
        ("h2so4", "h2so3"),
        ("cell", "cell"),
    ],
)
def test_other_names_do_not_look_alike(one: str, other: str) -> None:
    assert not is_look_alike(one, other)


def test_a_series_is_no_set_of_twins() -> None:
    metals = ("gold", "silver", "copper", "iron", "zinc")
    items = [
        f"      - {{question: Where is {each} mined?, answer: in {each}ia}}\n" for each in metals
    ]
    assert _find_twins(items, "questions") == []


def test_a_title_that_names_both_of_a_pair_does_not_set_them_apart() -> None:
    questions = "".join(
        f"      - {{question: What does a shift of {curve} to the right do?, answer: {what}}}\n"
        for curve, what in (("supply", "It lowers them"), ("demand", "It raises them"))
    )
    text = f"{START.replace('One', 'Supply and demand')}    questions:\n{questions}"
    assert codes(judge_files(text)) == ["near-twin"]


def test_a_word_that_stands_twice_in_two_fronts_counts_once() -> None:
    questions = [
        f"      - {{question: What lies between the {side} atrium and the {side} ventricle?, "
        f"answer: {valve}}}\n"
        for side, valve in (("left", "The mitral valve"), ("right", "The tricuspid valve"))
    ]
    assert len(_find_twins(questions, "questions")) == 1
