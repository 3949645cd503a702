"""A video's breakdown as immutable records that know their place in the file.

Times are whole milliseconds from the video's start. Texts are Markdown, as written.
"""

from dataclasses import dataclass, field
from typing import NewType

from flashcards.diagnostics import Span

ContentId = NewType("ContentId", str)
"""Names a content file for good: its tags, its deck's file and its notes' keys start with it."""

Slug = NewType("Slug", str)
"""A name of lower-case ASCII letters, digits and hyphens."""

Milliseconds = NewType("Milliseconds", int)
"""A moment of the video, or a length of time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A Markdown text, or another scalar the author wrote, as it stands in the file."""

    value: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time the author wrote."""

    time: Milliseconds
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLevel:
    """How much the findings of one craft rule matter in a file."""

    rule: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with its answer.

    `identifier` is the author's own `id`, if any; `allow` names the craft rules that the item
    is excused from. Outside any chapter, one without `at` waits for its time and makes no card.
    """

    question: Text
    answer: Text
    extra: Text | None
    hint: Text | None
    at: Moment | None
    identifier: Text | None
    tags: tuple[Text, ...]
    allow: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A term as one chapter mentions it; only one of its mentions need define it."""

    term: Text
    definition: Text | None
    extra: Text | None
    hint: Text | None
    at: Moment | None
    reverse: bool
    identifier: Text | None
    tags: tuple[Text, ...]
    allow: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A stretch of the video. `end` is as written; see `chapter_ends` for what it is taken as."""

    title: Text
    start: Moment
    end: Moment | None
    summary: Text | None
    extra: Text | None
    hint: Text | None
    topics: tuple[Topic, ...]
    questions: tuple[Question, ...]
    identifier: Text | None
    tags: tuple[Text, ...]
    allow: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """Chapters that belong together, with the slug that makes the module's tag."""

    title: Text
    slug: Slug
    summary: Text | None
    chapters: tuple[Chapter, ...]
    questions: tuple[Question, ...]
    tags: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """One content file: a video, taken apart."""

    content_id: ContentId
    path: str
    title: Text
    deck: str
    url: str
    author: str
    published: str
    duration: Moment | None
    objectives: tuple[Text, ...]
    modules: tuple[Module, ...]
    questions: tuple[Question, ...]
    tags: tuple[Text, ...]
    levels: tuple[RuleLevel, ...] = ()
    span: Span = field(compare=False)

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """All chapters in the file's order."""
        return tuple(chapter for module in self.modules for chapter in module.chapters)
