"""Where a draft's items stand: questions in chapters, and both they and topics at a moment.

A question goes to the chapter whose text it fits best. The rule: a question's words, and its
answer's for less, are ranked against each chapter's title and topics, its summary, what is asked in
it already, and its module's title and summary, in falling weight. The weights were chosen on
questions whose chapters were known.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import NamedTuple

from flashcards.diagnostics import Diagnostic, Report, make_warning, quote
from flashcards.drafts.records import (
    AnyItem,
    Draft,
    DraftChapter,
    DraftModule,
    DraftQuestion,
    iterate_texts,
    join_lines,
    replace_chapters,
)
from flashcards.transcripts.acronyms import find_acronyms
from flashcards.transcripts.content_words import Acronyms, pair_up, split_content_words
from flashcards.transcripts.ranking import Weights, add_up, make_ranking, weigh_choices
from flashcards.transcripts.speech import index_transcript
from flashcards.transcripts.talks import Stretch, Talk, Thing, find_talks
from flashcards.transcripts.transcript import Transcript

_TITLE, _TOPIC, _SUMMARY, _ASKED, _MODULE, _MODULE_SUMMARY = 2.5, 2.0, 1.0, 0.5, 0.5, 0.3
_ANSWER, _PHRASE = 0.7, 0.2
"""What a word of the answer, and two neighbouring words, count beside a word of the question."""

_LIKELY = 0.5
_VERY_LIKELY = 0.8
_LEAST_FIT = 2.0
"""What a fit must come to, unless the chapter is very likely for other reasons."""

_MOST_PAIRS = 500_000
"""Pairs of a question and a chapter that are weighed, such as a thousand of one with five hundred
of the other."""


class Choice(NamedTuple):
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
        message = (
            f"{len(timeless):,} questions and {len(chapters):,} chapters are too many to weigh"
        )
        help_ = "move the questions into chapters, or give each an `at:`"
        report(make_warning("question-unplaced", timeless[0].span, message, help_))
        return draft
    ranked = iter(rank_chapters(draft, timeless))
    placed: defaultdict[int, list[DraftQuestion]] = defaultdict(list)
    left = []
    for question in draft.questions:
        choices = next(ranked) if question.at is None else ()
        if choices and is_clear(choices[0]):
            comment = join_lines(question.comment, _describe(choices, chapters))
            placed[choices[0].chapter].append(replace(question, comment=comment))
        else:
            left.append(question)
            if choices:
                report(_unplaced(question, choices, chapters))
    draft = replace_chapters(
        draft,
        (
            replace(chapter, questions=(*chapter.questions, *placed[index]))
            for index, chapter in enumerate(chapters)
        ),
    )
    return replace(draft, questions=tuple(left))


def is_clear(choice: Choice) -> bool:
    """Whether enough speaks for the best choice to act on it."""
    return choice.likelihood >= (_LIKELY if choice.fit >= _LEAST_FIT else _VERY_LIKELY)


def rank_chapters(
    draft: Draft, questions: tuple[DraftQuestion, ...]
) -> tuple[tuple[Choice, ...], ...]:
    """Give for each question all chapters of the draft, the likeliest first."""
    language = draft.language or "en"
    texts = (text for text, *_ in iterate_texts(draft, draft.chapters[0].span))
    acronyms = find_acronyms(texts, language)
    asked = [
        _weigh([(1, question.question), (_ANSWER, question.answer)], acronyms, language)
        for question in questions
    ]
    chapters = [
        _weigh(_list_texts(module, chapter), acronyms, language)
        for module in draft.modules
        for chapter in module.chapters
    ]
    ranking = make_ranking(chapters, asked)
    fits = [ranking.score(words) for words in asked]
    found = (
        map(Choice, count(), row, likely)
        for row, likely in zip(fits, weigh_choices(fits), strict=True)
    )
    return tuple(tuple(sorted(choices, key=_put_first)) for choices in found)


def _put_first(choice: Choice) -> tuple[float, float, int]:
    return -choice.likelihood, -choice.fit, choice.chapter


def _weigh(texts: Iterable[tuple[float, str]], acronyms: Acronyms, language: str) -> Weights:
    """Weigh the words of texts, and their phrases."""
    parts = [(weight, split_content_words(text, acronyms, language)) for weight, text in texts]
    return add_up(*parts, *((weight * _PHRASE, pair_up(words)) for weight, words in parts))


def _list_texts(module: DraftModule, chapter: DraftChapter) -> Iterator[tuple[float, str]]:
    yield _TITLE, chapter.title
    yield from ((_TOPIC, topic.term) for topic in chapter.topics)
    yield _SUMMARY, chapter.summary
    for each in chapter.questions:
        yield from ((_ASKED, each.question), (_ASKED, each.answer))
    yield from ((_MODULE, module.title), (_MODULE_SUMMARY, module.summary))


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
    message = f"no chapter clearly fits the question {quote(question.question)}"
    help_ = f"move it into a chapter, perhaps {names}, or give it an `at:`"
    return make_warning("question-unplaced", question.span, message, help_)


def locate_items(draft: Draft, transcript: Transcript) -> Draft:
    """Set `at` and `comment` of each item whose chapter talks about it somewhere.

    What has a time keeps it, and so do questions outside chapters.
    """
    chapters = draft.chapters
    speech = index_transcript(transcript, draft.language or "en")
    following = [*(chapter.start for chapter in chapters[1:]), draft.duration]
    ends = [chapter.end or after for chapter, after in zip(chapters, following, strict=False)]

    def find(list_things: Callable[[DraftChapter], list[Thing]]) -> Sequence[Sequence[Talk | None]]:
        return find_talks(
            speech,
            [
                Stretch(start=chapter.start, end=end, things=tuple(list_things(chapter)))
                for chapter, end in zip(chapters, ends, strict=True)
            ],
        )

    topics = find(lambda chapter: [Thing(subject=each.term) for each in chapter.topics])
    questions = find(
        lambda chapter: [
            Thing(subject=each.question, about=each.answer) for each in chapter.questions
        ]
    )
    return replace_chapters(
        draft,
        (
            replace(
                chapter,
                topics=tuple(map(_locate, chapter.topics, of_topics)),
                questions=tuple(map(_locate, chapter.questions, of_questions)),
            )
            for chapter, of_topics, of_questions in zip(chapters, topics, questions, strict=True)
        ),
    )


def _locate(item: AnyItem, talk: Talk | None) -> AnyItem:
    if talk is None or item.at is not None:
        return item
    return replace(item, at=talk.at, comment=join_lines(item.comment, talk.comment))
