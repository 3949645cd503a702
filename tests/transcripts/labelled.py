"""The labelled videos, and speech for small tests.

Whoever wrote the labels had not seen the rules, and the rules were not made on them.
"""

from dataclasses import replace
from math import gcd
from pathlib import Path
from typing import Any

import yaml

from flashcards.diagnostics import Source, Span
from flashcards.drafts.records import (
    Draft,
    DraftChapter,
    DraftModule,
    DraftQuestion,
    DraftTopic,
)
from flashcards.text.times import Milliseconds
from flashcards.transcripts.transcript import Cue, Transcript, parse_transcript
from tests.pipeline import refuse

DATA = Path(__file__).parent / "data"
NOWHERE = Span("source.txt", 0, 0)


def read_yaml(name: str) -> Any:  # noqa: ANN401 - what a YAML file holds
    """Read a labelled file; all scalars are text."""
    text = (DATA / name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - makes nothing but text


def read_draft(name: str) -> tuple[Draft, tuple[int, ...]]:
    """Read a video whose questions' chapters are known: the draft, and each question's chapter."""
    video = read_yaml(name)
    modules = tuple(
        DraftModule(
            title=module["title"],
            summary=module["summary"],
            chapters=tuple(
                make_chapter(chapter["title"], chapter["summary"], *chapter["topics"])
                for chapter in module["chapters"]
            ),
        )
        for module in video["modules"]
    )
    questions = tuple(
        make_question(each["question"], each["answer"]) for each in video["questions"]
    )
    draft = Draft(title=video["title"], modules=modules, questions=questions)
    titles = [chapter.title for chapter in draft.chapters]
    return draft, tuple(titles.index(each["chapter"]) for each in video["questions"])


def make_chapter(title: str, summary: str = "", *topics: str) -> DraftChapter:
    """Make a chapter of a draft that starts at once."""
    return DraftChapter(
        title=title,
        start=Milliseconds(0),
        summary=summary,
        topics=tuple(DraftTopic(term=term, span=NOWHERE) for term in topics),
        span=NOWHERE,
    )


def make_question(question: str, answer: str = "") -> DraftQuestion:
    """Make a question of a draft without a place."""
    return DraftQuestion(question=question, answer=answer, span=NOWHERE)


def shuffle(draft: Draft, chapters: tuple[int, ...]) -> tuple[Draft, tuple[int, ...]]:
    """Take the questions out of the video's order, the same in every run."""
    count = len(chapters)
    step = next(step for step in range(count // 3, count) if gcd(step, count) == 1)
    places = [index * step % count for index in range(count)]
    questions = tuple(draft.questions[place] for place in places)
    return replace(draft, questions=questions), tuple(chapters[place] for place in places)


def make_transcript(*said: tuple[int, str]) -> Transcript:
    """Make a transcript of what is said at which second."""
    return Transcript(
        cues=tuple(Cue(start=Milliseconds(second * 1000), text=text) for second, text in said)
    )


def read_talk(name: str) -> Transcript:
    """Read a labelled talk's transcript."""
    text = (DATA / name).read_text(encoding="utf-8")
    transcript = parse_transcript(Source(path=name, text=text), refuse)
    assert transcript is not None
    return transcript
