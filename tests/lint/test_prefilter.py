"""A slow pattern is searched for only where a word or sign allows it; nothing is missed by that."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.content.model import Text
from flashcards.diagnostics import Span
from flashcards.lint.cards import Card, ChapterCard, Heading, QuestionCard, TopicCard
from flashcards.lint.prose import read_prose
from flashcards.lint.rules import CARD_RULES, rules_on
from flashcards.lint.rules.questions import BROAD
from flashcards.lint.rules.shape import ARTEFACTS
from flashcards.lint.rules.wording import POINTING, REPORTING, REPORTING_BACK, VOLATILE

_PATTERNS = {
    "volatile": VOLATILE,
    "reporting": REPORTING,
    "reporting back": REPORTING_BACK,
    "pointing": POINTING,
    "broad": BROAD,
    **ARTEFACTS,
}

_BETWEEN = [" ", " ", " ", "-", ", ", ". ", "'", "’", "_", "\n", " (", ") ", "\u00a0"]  # noqa: RUF001 - typographic signs of texts
_OTHERS = [
    "the",
    "The",
    "of",
    "a",
    "OpenAI",
    "It",
    "x",
    "1st",
    "2Nd",
    "21St",
    "don'T",
    "Llms",
    "Ii",
]


def _words(pattern: str) -> list[str]:
    found = re.findall(r"[A-Za-z]+", re.sub(r"\\[a-zA-Z]|\(\?[-a-zA-Z:<=!]*", " ", pattern))
    return sorted(set(found))


@pytest.mark.parametrize("name", _PATTERNS)
@given(data=st.data())
def test_what_a_pattern_finds_its_prefilter_lets_through(name: str, data: st.DataObject) -> None:
    filtered = _PATTERNS[name]
    words = st.sampled_from([*_words(filtered.pattern), *_OTHERS])
    parts = data.draw(st.lists(st.tuples(words, st.sampled_from(_BETWEEN)), max_size=8))
    prose = read_prose(
        Text(value="".join(word + sign for word, sign in parts), span=Span("a.yaml", 0, 0))
    )
    if filtered.search_unfiltered(prose):
        assert filtered.prefilter.passes(prose)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("volatile", "It is now larger"),
        ("volatile", "A state-of-the-art method"),
        ("volatile", "In the next few years"),
        ("reporting", "What does the speaker say"),
        ("reporting", "It delves into birds"),
        ("reporting back", "Explores birds"),
        ("pointing", "As mentioned, birds sing"),
        ("pointing", "The aforementioned bird"),
        ("broad", "What are some birds"),
        ("broad", "What is the most important takeaway"),
        ("capital after an apostrophe", "Nvidia'S chips"),
        ("acronym or name in a title-caser's case", "Llms learn"),
        ("Roman numeral in a title-caser's case", "World War Ii"),
        ("ordinal in a title-caser's case", "the 21St century"),
        ("word that stands twice", "of the the bird"),
    ],
)
def test_each_prefilter_is_tried_on_something_to_find(name: str, text: str) -> None:
    prose = read_prose(Text(value=text, span=Span("a.yaml", 0, 0)))
    assert _PATTERNS[name].search(prose)


@given(data=st.data())
def test_a_rule_that_is_not_asked_would_find_nothing(data: st.DataObject) -> None:
    patterns = [*(each.pattern for each in _PATTERNS.values()), "it this is are or and a b"]
    words = st.sampled_from(sorted({word for pattern in patterns for word in _words(pattern)}))
    texts = st.lists(st.tuples(words, st.sampled_from(_BETWEEN)), min_size=1, max_size=6).map(
        lambda parts: "".join(word + sign for word, sign in parts)
    )
    front, back, extra = (
        read_prose(Text(value=data.draw(texts), span=Span("a.yaml", number, number)))
        for number in range(3)
    )
    untimed = (front.text,)
    cards: tuple[Card, ...] = (
        QuestionCard(question=front, answer=back, others=(extra,), untimed=untimed, allow=()),
        TopicCard(
            term=front,
            definition=back,
            others=(extra,),
            is_reversed=True,
            untimed=untimed,
            allow=(),
        ),
        ChapterCard(title=front, summary=(back,), others=(extra,), allow=()),
        Heading(title=front),
    )
    for card in cards:
        left_out = set(CARD_RULES) - set(rules_on(card))
        assert [finding for rule in left_out for finding in rule(card)] == []
