"""The rule that no two cards of a run have the same front."""

import re
from collections.abc import Iterator, Sequence
from unicodedata import normalize

from flashcards.content.getters import quote
from flashcards.craft.cards import Card, QuestionCard, TopicCard, front_of
from flashcards.craft.finding import Finding

_PUNCTUATION = re.compile(r"[\s.,;:!?\"'“”‘’„«»…¿¡]+")  # noqa: RUF001 - typographic signs of texts


def fold_front(card: Card) -> str:
    """Bring a front to the form in which a learner can't tell it from another."""
    text = front_of(card).shown
    return _PUNCTUATION.sub(" ", normalize("NFC", text).casefold()).strip() or text


def check_duplicate_front(cards: Sequence[Card]) -> Iterator[tuple[Card, Card, Finding]]:
    """Check that a front asks for one answer in all decks together."""
    seen: dict[tuple[type, str], Card] = {}
    for card in cards:
        if not isinstance(card, QuestionCard | TopicCard):
            continue
        first = seen.setdefault((type(card), fold_front(card)), card)
        if first is not card:
            text, other = front_of(card).text, front_of(first).text
            noun = "question" if isinstance(card, QuestionCard) else "term"
            yield (
                first,
                card,
                Finding(
                    code="duplicate-front",
                    message=f"the {noun} {quote(text.value)} stands on another card, too",
                    help="say how this one differs, or keep only one of the two",
                    text=text,
                    twin=other,
                ),
            )
