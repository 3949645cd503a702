"""A video's breakdown as immutable records that know their place in the file.

Times are whole milliseconds from the video's start. Texts are Markdown, as written.
"""

from typing import NamedTuple, NewType

from flashcards.diagnostics import Span
from flashcards.text.lists import is_english
from flashcards.text.slugs import Slug
from flashcards.text.times import Milliseconds

ContentId = NewType("ContentId", str)
"""Names a content file for good: its tags, its deck's file and its notes' keys start with it."""


class Text(NamedTuple):
    """A Markdown text, or another scalar the author wrote; equal wherever it stands in the file."""

    value: str
    span: Span

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and self.value == other.value

    def __ne__(self, other: object) -> bool:  # or a tuple's own would compare the spans
        return not self == other

    def __hash__(self) -> int:
        return hash(self.value)


class Moment(NamedTuple):
    """A time the author wrote; equal wherever it stands."""

    time: Milliseconds
    span: Span

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Moment) and self.time == other.time

    def __ne__(self, other: object) -> bool:  # as above
        return not self == other

    def __hash__(self) -> int:
        return hash(self.time)


class RuleLevel(NamedTuple):
    """How much the findings of one craft rule matter in a file."""

    rule: str
    level: str


class Settings(NamedTuple):
    """What all files of a project share: `flashcards.yaml`. A file's own levels win.

    `decks` is the folder of decks and locks, below the project's. A file's own language wins, too.
    """

    tags: tuple[Text, ...] = ()
    levels: tuple[RuleLevel, ...] = ()
    decks: str = "decks"
    language: str = "en"


class Question(NamedTuple):
    """A question with its answer.

    `identifier` is the author's own `id`, if any, and `was` what it was called when last released;
    `allow` names the craft rules that the item is excused from; without `card` it is there to be
    found, needs no answer, and makes no note, as with topics and chapters. Outside any chapter, one
    without `at` waits for its time and makes no card.
    """

    question: Text
    answer: Text | None = None
    hint: Text | None = None
    extra: Text | None = None
    at: Moment | None = None
    identifier: Text | None = None
    was: Text | None = None
    tags: tuple[Text, ...] = ()
    allow: tuple[Text, ...] = ()
    card: bool = True


class Topic(NamedTuple):
    """A term as one chapter mentions it; only one of its mentions need define it."""

    term: Text
    definition: Text | None = None
    hint: Text | None = None
    extra: Text | None = None
    at: Moment | None = None
    reverse: bool = False
    identifier: Text | None = None
    was: Text | None = None
    tags: tuple[Text, ...] = ()
    allow: tuple[Text, ...] = ()
    card: bool = True


class Chapter(NamedTuple):
    """A stretch of the video. `end` is as written; see `chapter_ends` for what it is taken as."""

    title: Text
    start: Moment
    end: Moment | None = None
    summary: Text | None = None
    hint: Text | None = None
    extra: Text | None = None
    topics: tuple[Topic, ...] = ()
    questions: tuple[Question, ...] = ()
    identifier: Text | None = None
    was: Text | None = None
    tags: tuple[Text, ...] = ()
    allow: tuple[Text, ...] = ()
    card: bool = True


class Module(NamedTuple):
    """Chapters that belong together, with the slug that makes the module's tag."""

    title: Text
    slug: Slug
    summary: Text | None = None
    chapters: tuple[Chapter, ...] = ()
    questions: tuple[Question, ...] = ()
    tags: tuple[Text, ...] = ()


class Breakdown(NamedTuple):
    """One content file: a video, taken apart.

    `language` is the BCP 47 code of its texts' language; until the settings are known, empty where
    the file names none.
    """

    content_id: ContentId
    path: str
    title: Text
    deck: str
    span: Span
    url: str = ""
    author: str = ""
    published: str = ""
    duration: Moment | None = None
    language: str = ""
    objectives: tuple[Text, ...] = ()
    modules: tuple[Module, ...] = ()
    questions: tuple[Question, ...] = ()
    tags: tuple[Text, ...] = ()
    levels: tuple[RuleLevel, ...] = ()

    @property
    def is_english(self) -> bool:
        """Whether its texts are in some English, as they are where nothing else is said."""
        return not self.language or is_english(self.language)
