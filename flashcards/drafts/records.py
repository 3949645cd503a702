"""A draft: what an importer found in a source, before anyone has worked on it.

All texts are plain text as a reader of the source sees them, on one line; the writer makes them
Markdown. Times are whole milliseconds from the video's start. `comment` is for the author who
finishes the file: it becomes a YAML comment, one line for each of its lines, long ones wrapped.
`identifier` becomes an `id:`, a slug; importers leave it to `normalise_draft` to give one where two
items would share their name.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TypeVar

from flashcards.diagnostics import Span
from flashcards.text.times import Milliseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """What a chapter has several of; `at` is a moment that the source or a transcript tells."""

    at: Milliseconds | None = None
    comment: str = ""
    identifier: str = ""
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftQuestion(_Item):
    """A question with its answer, and where in the source it stands."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTopic(_Item):
    """A term that a chapter mentions; it waits for the author's definition."""

    term: str


AnyItem = TypeVar("AnyItem", DraftQuestion, DraftTopic)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A topic that the author may want: a term that the talk defines, with what is said then.

    `definition` is a part of it, or empty when no part says by itself what the term means.
    """

    term: str
    definition: str
    at: Milliseconds
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftChapter:
    """A stretch of the video; `end` is `None` when the source doesn't say.

    `proposals` and `blanks`, words of its summary, are for the author to choose from.
    """

    title: str
    start: Milliseconds
    end: Milliseconds | None = None
    summary: str = ""
    comment: str = ""
    topics: tuple[DraftTopic, ...] = ()
    questions: tuple[DraftQuestion, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    blanks: tuple[str, ...] = ()
    identifier: str = ""
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftModule:
    """Chapters that belong together.

    A chapter that stands outside any module is in one of its own, of the same title and
    without a summary.
    """

    title: str
    summary: str = ""
    identifier: str = ""
    chapters: tuple[DraftChapter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A video's breakdown as a source gives it; empty texts are what the source doesn't say.

    `published` is `YYYY-MM-DD`; `questions` are those whose chapter is not known; `comment` holds
    what the source tells about the video but a content file has no place for. `language` is the
    code of its texts' language. `left_out` are the ranges of the source that stand nowhere in it.
    """

    title: str
    language: str = ""
    url: str = ""
    author: str = ""
    published: str = ""
    duration: Milliseconds | None = None
    objectives: tuple[str, ...] = ()
    modules: tuple[DraftModule, ...] = ()
    questions: tuple[DraftQuestion, ...] = ()
    comment: str = ""
    identifier: str = ""
    left_out: tuple[Span, ...] = field(default=(), compare=False)

    @property
    def chapters(self) -> tuple[DraftChapter, ...]:
        """All chapters in the source's order."""
        return tuple(chapter for module in self.modules for chapter in module.chapters)

    @property
    def has_modules(self) -> bool:
        """Whether any module is more than its only chapter; without one, `modules` only wraps."""
        return any(
            len(module.chapters) != 1 or module.summary or module.title != module.chapters[0].title
            for module in self.modules
        )


def replace_chapters(draft: Draft, chapters: Iterable[DraftChapter]) -> Draft:
    """Give the draft with other chapters, as many as it has and in its order."""
    others = iter(chapters)
    modules = (
        replace(module, chapters=tuple(islice(others, len(module.chapters))))
        for module in draft.modules
    )
    return replace(draft, modules=tuple(modules))


def iterate_texts(draft: Draft, start: Span) -> Iterator[tuple[str, Span, bool]]:
    """Give the texts of modules, chapters and what they hold, each with its place in the source.

    `start` is that of a module without chapters. Last, whether the text is a title.
    """
    for module in draft.modules:
        span = module.chapters[0].span if module.chapters else start
        yield from ((module.title, span, True), (module.summary, span, False))
    questions = list(draft.questions)
    for chapter in draft.chapters:
        yield from ((chapter.title, chapter.span, True), (chapter.summary, chapter.span, False))
        yield from ((topic.term, topic.span, False) for topic in chapter.topics)
        questions += chapter.questions
    for each in questions:
        yield from ((each.question, each.span, False), (each.answer, each.span, False))


def join_lines(*texts: str) -> str:
    """Put the lines of a comment below each other, without empty texts."""
    return "\n".join(filter(None, texts))
