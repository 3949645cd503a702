"""A slow pattern is searched for only where a word or sign allows it; nothing is missed by that."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.anki.note_types import Kind
from flashcards.content.model import Text
from flashcards.diagnostics import Span
from flashcards.lint.cards import Card
from flashcards.lint.prose import Prose, read_prose
from flashcards.lint.rule import Prefilter
from flashcards.lint.rules import RULES_ON, rules_on
from flashcards.lint.rules.hygiene import ARTEFACTS
from flashcards.lint.rules.questions import BROAD, LOOSE
from flashcards.lint.rules.references import POINTING
from flashcards.lint.rules.wording import (
    OFFICE,
    PERFORMANCE,
    PRICE,
    REPORTING,
    REPORTING_BACK,
    VOLATILE,
)
from tests.lint.drawing import draw_texts

_PATTERNS = {
    "volatile": VOLATILE,
    "office": OFFICE,
    "price": PRICE,
    "reporting": REPORTING,
    "performance": PERFORMANCE,
    "reporting back": REPORTING_BACK,
    "pointing": POINTING,
    "broad": BROAD,
    "loose": LOOSE,
    **ARTEFACTS,
}

_BETWEEN = [" ", " ", " ", "-", ", ", ". ", "'", "’", "_", "\n", " (", ") ", "\u00a0"]  # noqa: RUF001 - typographic signs of texts


def _words(pattern: str) -> list[str]:
    found = re.findall(r"[A-Za-z]+", re.sub(r"\\[a-zA-Z]|\(\?[-a-zA-Z:<=!]*", " ", pattern))
    return sorted(set(found))


def _read(text: str) -> Prose:
    return read_prose(Text(value=text, span=Span("a.yaml", 0, 0)))


@pytest.mark.parametrize("name", _PATTERNS)
@settings(max_examples=60)  # texts of the longer patterns are slow to draw
@given(data=st.data())
def test_what_a_pattern_finds_its_prefilter_lets_through(name: str, data: st.DataObject) -> None:
    filtered = _PATTERNS[name]
    prose = _read(data.draw(st.from_regex(re.compile(filtered.pattern, filtered.flags))))
    if filtered.search_unfiltered(prose):
        assert filtered.prefilter.passes(prose)


@pytest.mark.parametrize("name", _PATTERNS)
def test_each_way_through_a_pattern_is_let_through_and_needs_each_word_of_its_prefilter(
    name: str,
) -> None:
    filtered = _PATTERNS[name]
    drawn = map(_read, draw_texts(filtered.pattern, filtered.flags))
    found = [prose for prose in drawn if filtered.search_unfiltered(prose)]
    stopped = [prose.plain for prose in found if not filtered.prefilter.passes(prose)]
    assert stopped == []
    keys = [_keys(filtered.prefilter, prose) for prose in found]
    needed = frozenset[str]().union(*(each for each in keys if len(each) == 1))
    # Were a word left out of the prefilter, a text that only it lets through would be stopped.
    assert needed == filtered.prefilter.words.union(filtered.prefilter.signs)


def _keys(prefilter: Prefilter, prose: Prose) -> frozenset[str]:
    """Give what of a prefilter lets a text through."""
    signs = [sign for sign in prefilter.signs if sign in prose.plain]
    return (prefilter.words & prose.vocabulary).union(signs)


@given(data=st.data())
def test_a_rule_that_is_not_asked_would_find_nothing(data: st.DataObject) -> None:
    patterns = [*(each.pattern for each in _PATTERNS.values()), "it this is are or and a b"]
    words = st.sampled_from(sorted({word for pattern in patterns for word in _words(pattern)}))
    texts = st.lists(st.tuples(words, st.sampled_from(_BETWEEN)), min_size=1, max_size=6).map(
        lambda parts: "".join(word + sign for word, sign in parts)
    )
    front, back, extra = (_read(data.draw(texts)) for _ in range(3))
    cards = [
        *(
            Card(
                kind=kind,
                front=front,
                back=(back,),
                others=(extra,),
                untimed=(front.text,),
                is_reversed=kind is Kind.TOPIC,
            )
            for kind in Kind
        ),
        Card(kind=None, front=front),
    ]
    for card in cards:
        left_out = set(RULES_ON[card.kind]) - set(rules_on(card))
        assert [finding for rule in left_out for finding in rule.find(card)] == []
