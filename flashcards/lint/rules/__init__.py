"""All craft rules, in the order of their names in `content`."""

from collections.abc import Mapping
from itertools import chain

from flashcards.lint.cards import (
    Card,
    ChapterCard,
    Heading,
    QuestionCard,
    TopicCard,
    back_of,
    front_of,
)
from flashcards.lint.finding import PairRule, Rule
from flashcards.lint.prefilter import join_prefilters
from flashcards.lint.rules.answers import (
    check_answer_list,
    check_answer_long,
    check_answer_multi,
)
from flashcards.lint.rules.leaks import check_answer_leak, check_term_in_definition
from flashcards.lint.rules.questions import (
    BROAD,
    check_question_broad,
    check_question_double,
    check_question_yes_no,
)
from flashcards.lint.rules.shape import (
    check_chapter_start_fallback,
    check_cloze_shape,
    check_text_hygiene,
)
from flashcards.lint.rules.twins import check_duplicate_front, check_near_twin
from flashcards.lint.rules.wording import (
    REPORTING,
    REPORTING_BACK,
    VOLATILE,
    check_dangling_reference,
    check_reporting_words,
    check_volatile,
)

_RULES_ON: Mapping[type[Card], tuple[Rule, ...]] = {
    QuestionCard: (
        check_answer_long,
        check_answer_multi,
        check_answer_list,
        check_question_double,
        check_question_yes_no,
        check_question_broad,
        check_reporting_words,
        check_dangling_reference,
        check_answer_leak,
        check_volatile,
        check_text_hygiene,
        check_chapter_start_fallback,
    ),
    TopicCard: (
        check_answer_long,
        check_answer_multi,
        check_answer_list,
        check_reporting_words,
        check_dangling_reference,
        check_term_in_definition,
        check_volatile,
        check_text_hygiene,
        check_chapter_start_fallback,
    ),
    ChapterCard: (
        check_reporting_words,
        check_dangling_reference,
        check_volatile,
        check_cloze_shape,
        check_text_hygiene,
    ),
    Heading: (check_text_hygiene,),
}
CARD_RULES: tuple[Rule, ...] = tuple(dict.fromkeys(chain.from_iterable(_RULES_ON.values())))
"""Rules that look at one card."""

_PREFILTERED: frozenset[Rule] = frozenset(
    (check_question_broad, check_reporting_words, check_volatile)
)
_PREFILTER = join_prefilters(
    each.prefilter for each in (BROAD, REPORTING, REPORTING_BACK, VOLATILE)
)
"""What lets through whatever those rules can find."""

_UNFILTERED_RULES_ON = {
    kind: tuple(rule for rule in rules if rule not in _PREFILTERED)
    for kind, rules in _RULES_ON.items()
}


def rules_on(card: Card) -> tuple[Rule, ...]:
    """Give the rules that can find anything on a card; most cards have no words for some."""
    is_possible = _PREFILTER.passes(front_of(card)) or any(map(_PREFILTER.passes, back_of(card)))
    return (_RULES_ON if is_possible else _UNFILTERED_RULES_ON)[type(card)]


PAIR_RULES: tuple[PairRule, ...] = (
    check_duplicate_front,
    check_near_twin,
)
"""Rules that compare cards with each other."""

PAIR_CODES = frozenset(("duplicate-front", "near-twin"))
"""What those rules find."""
