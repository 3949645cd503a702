"""All craft rules, in the order of their names in `content`."""

from collections.abc import Mapping
from itertools import chain

from flashcards.anki.note_types import Kind
from flashcards.lint.cards import Card
from flashcards.lint.rule import FileRule, PairRule, Rule, join_prefilters
from flashcards.lint.rules import (
    answers,
    cloze_blanks,
    definitions,
    density,
    facts,
    given,
    hygiene,
    leaks,
    questions,
    references,
    shape,
    twins,
    wording,
)

_PREFILTERED: tuple[Rule, ...] = (
    questions.check_question_broad,
    wording.check_reporting_words,
    wording.check_volatile,
)
_PREFILTER = join_prefilters(
    each.prefilter for each in (questions.BROAD, questions.LOOSE, *wording.PATTERNS)
)
"""What lets through whatever those rules can find."""

RULES_ON: Mapping[Kind | None, tuple[Rule, ...]] = {
    Kind.QUESTION: (
        answers.check_answer_long,
        answers.check_answer_multi,
        answers.check_answer_list,
        questions.check_question_double,
        questions.check_question_yes_no,
        questions.check_question_broad,
        wording.check_reporting_words,
        references.check_dangling_reference,
        leaks.check_answer_leak,
        given.check_context_leak,
        given.check_hint_leak,
        wording.check_volatile,
        hygiene.check_text_hygiene,
        shape.check_chapter_start_fallback,
    ),
    Kind.TOPIC: (
        answers.check_answer_long,
        answers.check_answer_multi,
        wording.check_reporting_words,
        references.check_dangling_reference,
        leaks.check_term_in_definition,
        given.check_context_leak,
        given.check_hint_leak,
        definitions.check_definition_list,
        definitions.check_vague_term,
        wording.check_volatile,
        hygiene.check_text_hygiene,
        shape.check_chapter_start_fallback,
    ),
    Kind.CHAPTER: (
        wording.check_reporting_words,
        references.check_dangling_reference,
        wording.check_volatile,
        shape.check_cloze_shape,
        given.check_context_leak,
        given.check_hint_leak,
        cloze_blanks.check_cloze_leak,
        cloze_blanks.check_over_cloze,
        cloze_blanks.check_mirror_blank,
        definitions.check_definition_list,
        hygiene.check_text_hygiene,
    ),
    None: (hygiene.check_text_hygiene,),
}
_UNFILTERED_RULES_ON = {
    kind: tuple(rule for rule in rules if rule not in _PREFILTERED)
    for kind, rules in RULES_ON.items()
}
ENGLISH_CODES = tuple(
    dict.fromkeys(rule.code for rules in RULES_ON.values() for rule in rules if rule.needs_english)
)
"""What the rules find that need English, and are silent in any other language."""

CARD_RULES: tuple[Rule, ...] = tuple(dict.fromkeys(chain.from_iterable(RULES_ON.values())))
"""Rules that look at one card."""

PAIR_RULES: tuple[PairRule, ...] = (
    twins.check_duplicate_front,
    twins.check_near_twin,
    facts.check_same_fact,
)
"""Rules that compare cards with each other."""

PAIR_CODES = frozenset(("duplicate-front", "near-twin", "same-fact"))
"""What those rules find."""

FILE_RULES: tuple[FileRule, ...] = (density.check_density,)
"""Rules that look at a file as a whole."""

FILE_CODES = frozenset(("density",))
"""What those rules find."""


def rules_on(card: Card) -> tuple[Rule, ...]:
    """Give the rules that can find anything on a card; most cards have no words for some."""
    is_possible = _PREFILTER.passes(card.front) or any(map(_PREFILTER.passes, card.back))
    return (RULES_ON if is_possible else _UNFILTERED_RULES_ON)[card.kind]
