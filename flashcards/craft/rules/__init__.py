"""All craft rules, in the order of their names in `content`."""

from flashcards.craft.finding import PairRule, Rule
from flashcards.craft.rules.answers import (
    check_answer_list,
    check_answer_long,
    check_answer_multi,
)
from flashcards.craft.rules.duplicates import check_duplicate_front
from flashcards.craft.rules.leaks import check_answer_leak, check_term_in_definition
from flashcards.craft.rules.questions import (
    check_question_broad,
    check_question_double,
    check_question_yes_no,
)
from flashcards.craft.rules.shape import (
    check_chapter_start_fallback,
    check_cloze_shape,
    check_text_hygiene,
)
from flashcards.craft.rules.twins import check_near_twin
from flashcards.craft.rules.wording import (
    check_dangling_reference,
    check_reporting_words,
    check_volatile,
)

CARD_RULES: tuple[Rule, ...] = (
    check_answer_long,
    check_answer_multi,
    check_answer_list,
    check_question_double,
    check_question_yes_no,
    check_question_broad,
    check_reporting_words,
    check_dangling_reference,
    check_term_in_definition,
    check_answer_leak,
    check_volatile,
    check_cloze_shape,
    check_text_hygiene,
    check_chapter_start_fallback,
)
"""Rules that look at one card."""

PAIR_RULES: tuple[PairRule, ...] = (
    check_duplicate_front,
    check_near_twin,
)
"""Rules that compare the cards of all files of a run."""
