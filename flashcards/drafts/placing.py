"""Gives each question of a draft the chapter whose text it fits best.

The rule: a question's words, and its answer's for less, are ranked against each chapter's title and
topics, its summary, what is asked in it already, and its module's title and summary, in falling
weight. The weights were chosen on questions whose chapters were known.

A list of questions often goes through the video from start to end. Whether this one does is asked
of the fits themselves: two models, with and without order, say how likely they are (a hidden
Markov model, solved by its forward and backward passes). Without order each stands alone.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import exp, log

from flashcards.diagnostics import Diagnostic, Report, make_warning, quote
from flashcards.drafts.draft import (
    Draft,
    DraftChapter,
    DraftModule,
    DraftQuestion,
    replace_chapters,
)
from flashcards.transcripts.acronyms import find_acronyms
from flashcards.transcripts.content_words import Acronyms, pair_up, split_content_words
from flashcards.transcripts.ranking import Weights, add_up, make_ranking

_TITLE, _TOPIC, _SUMMARY, _ASKED, _MODULE, _MODULE_SUMMARY = 2.5, 2.0, 1.0, 0.5, 0.5, 0.3
_ANSWER, _PHRASE = 0.7, 0.2
"""What a word of the answer, and two neighbouring words, count beside a word of the question."""

_SHARPNESS = 1.5
"""By how much one fit must exceed another to be e times as likely."""

_STAY, _NEXT, _SKIP = 0.5, 0.35, 0.05
"""How likely an ordered list's next question has the same chapter, the next, or the one after.

The rest of the likelihood is for any chapter at all.
"""

_EVIDENCE = 3.0
"""Natural logarithm of how much likelier order must be: 20 times."""

_LIKELY = 0.5
_VERY_LIKELY = 0.8
_LEAST_FIT = 2.0
"""What a fit must come to, unless the chapter is very likely for other reasons."""

_MOST_PAIRS = 500_000
"""Pairs of a question and a chapter that are weighed, such as a thousand of one with five hundred
of the other."""

Likelihoods = list[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What speaks for one chapter, given by its place in the draft: words, and all together."""

    chapter: int
    fit: float
    likelihood: float


def place_questions(draft: Draft, report: Report) -> Draft:
    """Move the draft's questions into chapters; one that fits none well stays and is reported.

    A question that has a time stays, too: its time says which chapter is its own.
    """
    chapters = draft.chapters
    if not chapters:
        return draft
    timeless = tuple(question for question in draft.questions if question.at is None)
    if len(timeless) * len(chapters) > _MOST_PAIRS:
        report(
            make_warning(
                "question-unplaced",
                timeless[0].span,
                f"{len(timeless):,} questions and {len(chapters):,} chapters are too many to weigh",
                "move the questions into chapters, or give each an `at:`",
            )
        )
        return draft
    placed: defaultdict[int, list[DraftQuestion]] = defaultdict(list)
    left = {id(question) for question in draft.questions if question.at is not None}
    for question, choices in zip(timeless, rank_chapters(draft, timeless), strict=True):
        if is_clear(choices[0]):
            lines = (question.comment, _describe(choices, chapters))
            noted = replace(question, comment="\n".join(line for line in lines if line))
            placed[choices[0].chapter].append(noted)
        else:
            left.add(id(question))
            report(_unplaced(question, choices, chapters))
    draft = replace_chapters(
        draft,
        (
            replace(chapter, questions=(*chapter.questions, *placed.get(index, ())))
            for index, chapter in enumerate(chapters)
        ),
    )
    questions = tuple(question for question in draft.questions if id(question) in left)
    return replace(draft, questions=questions)


def is_clear(choice: Choice) -> bool:
    """Whether enough speaks for the best choice to act on it."""
    return choice.likelihood >= (_LIKELY if choice.fit >= _LEAST_FIT else _VERY_LIKELY)


def rank_chapters(
    draft: Draft, questions: tuple[DraftQuestion, ...]
) -> tuple[tuple[Choice, ...], ...]:
    """Give for each question all chapters of the draft, the likeliest first."""
    acronyms = find_acronyms(_texts(draft))
    asked = [_question_words(question, acronyms) for question in questions]
    ranking = make_ranking(
        [
            _chapter_words(module, chapter, acronyms)
            for module in draft.modules
            for chapter in module.chapters
        ],
        asked,
    )
    fits = [ranking.score(words) for words in asked]
    return tuple(
        tuple(
            sorted(
                (
                    Choice(chapter=index, fit=fit, likelihood=likelihood)
                    for index, (fit, likelihood) in enumerate(zip(row, likely, strict=True))
                ),
                key=lambda choice: (-choice.likelihood, -choice.fit, choice.chapter),
            )
        )
        for row, likely in zip(fits, weigh_choices(fits), strict=True)
    )


def weigh_choices(fits: Sequence[Sequence[float]]) -> tuple[tuple[float, ...], ...]:
    """Give for each question, from its fit with each chapter, how likely each is the right one."""
    alone = [_normalise([exp((fit - max(row)) / _SHARPNESS) for fit in row])[0] for row in fits]
    if not alone:
        return ()
    ahead: list[Likelihoods] = []
    evidence = 0.0
    count = len(alone[0])
    state = [1 / count] * count
    for place, choice in enumerate(alone):
        arriving = _step(state) if place else state
        state, total = _normalise([a * b for a, b in zip(arriving, choice, strict=True)])
        evidence += log(total * count)
        ahead.append(state)
    if evidence < _EVIDENCE:
        return tuple(tuple(choice) for choice in alone)
    found: list[tuple[float, ...]] = []
    behind = [1.0] * count
    for state, choice in zip(reversed(ahead), reversed(alone), strict=True):
        both, _ = _normalise([a * b for a, b in zip(state, behind, strict=True)])
        found.append(tuple(both))
        seen = [a * b for a, b in zip(behind, choice, strict=True)]
        behind, _ = _normalise(_step(seen[::-1])[::-1])
    return tuple(reversed(found))


def _step(state: Likelihoods) -> Likelihoods:
    """Go from one question's chapters to the next one's."""
    anywhere = (1 - _STAY - _NEXT - _SKIP) / len(state) * sum(state)
    padded = [0.0, 0.0, *state]
    return [
        anywhere + _STAY * padded[place + 2] + _NEXT * padded[place + 1] + _SKIP * padded[place]
        for place in range(len(state))
    ]


def _normalise(values: Likelihoods) -> tuple[Likelihoods, float]:
    total = sum(values)
    return [value / total for value in values], total


def _question_words(question: DraftQuestion, acronyms: Acronyms) -> Weights:
    asked = split_content_words(question.question, acronyms)
    answered = split_content_words(question.answer, acronyms)
    return _weigh([(1, asked), (_ANSWER, answered)])


def _weigh(parts: Sequence[tuple[float, Sequence[str]]]) -> Weights:
    """Weigh the words of texts, and their phrases."""
    return add_up(*parts, *((weight * _PHRASE, pair_up(words)) for weight, words in parts))


def _chapter_words(module: DraftModule, chapter: DraftChapter, acronyms: Acronyms) -> Weights:
    texts = [
        (_TITLE, chapter.title),
        *((_TOPIC, topic.term) for topic in chapter.topics),
        (_SUMMARY, chapter.summary),
        *((_ASKED, text) for each in chapter.questions for text in (each.question, each.answer)),
        (_MODULE, module.title),
        (_MODULE_SUMMARY, module.summary),
    ]
    return _weigh([(weight, split_content_words(text, acronyms)) for weight, text in texts])


def _texts(draft: Draft) -> Iterator[str]:
    for module in draft.modules:
        yield from (module.title, module.summary)
    for chapter in draft.chapters:
        yield from (chapter.title, chapter.summary)
        yield from (topic.term for topic in chapter.topics)
    for question in (*draft.questions, *(each for own in draft.chapters for each in own.questions)):
        yield from (question.question, question.answer)


def _describe(choices: tuple[Choice, ...], chapters: tuple[DraftChapter, ...]) -> str:
    """Say how well the first choice fits, and what else might."""
    own, *others = choices
    if not others:
        return "this is the only chapter"
    other = max(others, key=lambda choice: (choice.fit, -choice.chapter))
    name = f'"{chapters[other.chapter].title}" ({other.fit:.1f})'
    if own.fit >= other.fit:
        return f"fits this chapter best ({own.fit:.1f}); next: {name}"
    return f"placed by the questions around it ({own.fit:.1f}); fits best: {name}"


def _unplaced(
    question: DraftQuestion, choices: tuple[Choice, ...], chapters: tuple[DraftChapter, ...]
) -> Diagnostic:
    names = " or ".join(quote(chapters[choice.chapter].title) for choice in choices[:2])
    return make_warning(
        "question-unplaced",
        question.span,
        f"no chapter clearly fits the question {quote(question.question)}",
        f"move it into a chapter, perhaps {names}, or give it an `at:`",
    )
