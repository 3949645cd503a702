"""Gives the topics and questions of a draft the moment at which a transcript talks about them."""

from collections.abc import Iterator
from dataclasses import replace

from flashcards.drafts.draft import AnyItem, Draft, replace_chapters
from flashcards.transcripts.speech import index_transcript
from flashcards.transcripts.talks import Stretch, Talk, Thing, find_talks
from flashcards.transcripts.transcript import Transcript


def locate_items(draft: Draft, transcript: Transcript) -> Draft:
    """Set `at` and `comment` of each item whose chapter talks about it somewhere.

    What has a time keeps it, and so do questions outside chapters.
    """
    chapters = draft.chapters
    speech = index_transcript(transcript)
    following = [*(chapter.start for chapter in chapters[1:]), draft.duration]
    ends = [chapter.end or after for chapter, after in zip(chapters, following, strict=False)]

    def find(things: Iterator[tuple[Thing, ...]]) -> tuple[tuple[Talk | None, ...], ...]:
        return find_talks(
            speech,
            [
                Stretch(start=chapter.start, end=end, things=own)
                for chapter, end, own in zip(chapters, ends, things, strict=True)
            ],
        )

    topics = find(
        tuple(Thing(subject=topic.term) for topic in chapter.topics) for chapter in chapters
    )
    questions = find(
        tuple(Thing(subject=each.question, about=each.answer) for each in chapter.questions)
        for chapter in chapters
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
    lines = (item.comment, talk.comment)
    return replace(item, at=talk.at, comment="\n".join(line for line in lines if line))
