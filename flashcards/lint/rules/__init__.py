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
from flashcards.lint.prefilter import guard_any
from flashcards.lint.rules.answers import (
    check_answer_list,
    check_answer_long,
    check_answer_multi,
)
from flashcards.lint.rules.duplicates import check_duplicate_front
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
from flashcards.lint.rules.twins import check_near_twin
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

_GUARDED: frozenset[Rule] = frozenset((check_question_broad, check_reporting_words, check_volatile))
_GUARD = guard_any(each.guard for each in (BROAD, REPORTING, REPORTING_BACK, VOLATILE))
"""What lets through whatever those rules can find."""

_UNGUARDED_RULES_ON = {
    kind: tuple(rule for rule in rules if rule not in _GUARDED) for kind, rules in _RULES_ON.items()
}


def rules_on(card: Card) -> tuple[Rule, ...]:
    """Give the rules that can find anything on a card; most cards have no words for some."""
    is_possible = _GUARD.is_possible(front_of(card)) or any(map(_GUARD.is_possible, back_of(card)))
    return (_RULES_ON if is_possible else _UNGUARDED_RULES_ON)[type(card)]


PAIR_RULES: tuple[PairRule, ...] = (
    check_duplicate_front,
    check_near_twin,
)
"""Rules that compare the cards of all files of a run."""
