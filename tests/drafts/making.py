"""What the tests of drafts share: texts imported, and drafts made of literals."""

from pathlib import Path

from flashcards.content.decode import decode_breakdown
from flashcards.content.model import Breakdown
from flashcards.content.parse import parse_yaml
from flashcards.diagnostics import Diagnostic, Source, Span
from flashcards.diagnostics.human import render_diagnostic
from flashcards.drafts.formats import import_source
from flashcards.drafts.normalise import normalise_draft
from flashcards.drafts.records import Draft, DraftChapter, DraftModule, DraftQuestion, DraftTopic
from flashcards.text.times import Milliseconds
from tests.pipeline import refuse

BEES = Path(__file__).parent / "bees.breakdown.txt"

SPAN = Span("page.txt", 0, 0)

MINUTE = 60_000


def import_page(text: str) -> Draft:
    """Import a breakdown page's text that nothing is wrong with."""
    draft = import_source(Source(path="page.txt", text=text), refuse, "breakdown")
    assert draft is not None
    return draft


def refuse_page(text: str) -> str:
    """Import a breakdown page's text that no draft can be made of; give what is said of it."""
    source = Source(path="page.txt", text=text)
    found: list[Diagnostic] = []
    assert import_source(source, found.append, "breakdown") is None
    return "\n".join(render_diagnostic(each, {source.path: source}) for each in found)


def chapter(
    title: str,
    start: int = 0,
    end: int | None = None,
    *items: DraftTopic | DraftQuestion,
    summary: str = "",
) -> DraftChapter:
    """Make a chapter of its topics and questions; times are in minutes."""
    return DraftChapter(
        title=title,
        start=Milliseconds(start * MINUTE),
        end=None if end is None else Milliseconds(end * MINUTE),
        summary=summary,
        topics=tuple(each for each in items if isinstance(each, DraftTopic)),
        questions=tuple(each for each in items if isinstance(each, DraftQuestion)),
        span=SPAN,
    )


def topic(term: str, at: int | None = None, comment: str = "") -> DraftTopic:
    """Make a topic; `at` is in minutes."""
    return DraftTopic(
        term=term, at=None if at is None else Milliseconds(at * MINUTE), comment=comment, span=SPAN
    )


def question(text: str, answer: str, at: int | None = None, comment: str = "") -> DraftQuestion:
    """Make a question; `at` is in minutes."""
    return DraftQuestion(
        question=text,
        answer=answer,
        at=None if at is None else Milliseconds(at * MINUTE),
        comment=comment,
        span=SPAN,
    )


def flat(*chapters: DraftChapter, questions: tuple[DraftQuestion, ...] = ()) -> Draft:
    """Make a draft of chapters without modules."""
    modules = tuple(DraftModule(title=each.title, chapters=(each,)) for each in chapters)
    return Draft(title="Rivers", modules=modules, questions=questions)


def load_back(text: str, path: str = "content/draft.yaml") -> Breakdown:
    """Read a written draft as content is read."""
    source = Source(path=path, text=text)
    root = parse_yaml(source, refuse)
    assert root is not None
    breakdown = decode_breakdown(source, root, refuse)
    assert breakdown is not None
    return breakdown


def normalise_aloud(draft: Draft) -> tuple[Draft, list[str]]:
    """Normalise a draft; give what is said of it, too."""
    found: list[Diagnostic] = []
    normalised = normalise_draft(draft, "page.txt", found.append)
    return normalised, [f"{each.severity.value}[{each.code}]: {each.message}" for each in found]
