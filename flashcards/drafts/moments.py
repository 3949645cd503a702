"""Gives the topics and questions of a draft the moment at which a transcript talks about them."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from flashcards.drafts.draft import Draft, DraftChapter, DraftQuestion, DraftTopic
from flashcards.text.times import Milliseconds
from flashcards.transcripts.speech import index_transcript
from flashcards.transcripts.talks import Stretch, Talk, Thing, find_talks
from flashcards.transcripts.transcript import Transcript

Item = TypeVar("Item", DraftTopic, DraftQuestion)


def locate_items(draft: Draft, transcript: Transcript) -> Draft:
    """Set `at` and `comment` of each item whose chapter talks about it somewhere.

    What has a time keeps it, and so do questions outside chapters.
    """
    chapters = draft.chapters
    speech = index_transcript(transcript)
    ends = [chapter.end for chapter in chapters]
    following = [*(chapter.start for chapter in chapters[1:]), draft.duration]
    ends = [end or after for end, after in zip(ends, following, strict=False)]
    topics = find_talks(
        speech,
        [
            _stretch(chapter, end, (Thing(subject=topic.term) for topic in chapter.topics))
            for chapter, end in zip(chapters, ends, strict=True)
        ],
    )
    questions = find_talks(
        speech,
        [
            _stretch(
                chapter,
                end,
                (Thing(subject=each.question, about=each.answer) for each in chapter.questions),
            )
            for chapter, end in zip(chapters, ends, strict=True)
        ],
    )
    located = (
        replace(
            chapter,
            topics=tuple(map(_locate, chapter.topics, own_topics)),
            questions=tuple(map(_locate, chapter.questions, own_questions)),
        )
        for chapter, own_topics, own_questions in zip(chapters, topics, questions, strict=True)
    )
    return replace(
        draft,
        modules=tuple(
            replace(module, chapters=tuple(next(located) for _ in module.chapters))
            for module in draft.modules
        ),
    )


def _stretch(chapter: DraftChapter, end: Milliseconds | None, things: Iterable[Thing]) -> Stretch:
    return Stretch(start=chapter.start, end=end, things=tuple(things))


def _locate(item: Item, talk: Talk | None) -> Item:
    if talk is None or item.at is not None:
        return item
    lines = (item.comment, talk.comment)
    return replace(item, at=talk.at, comment="\n".join(line for line in lines if line))
