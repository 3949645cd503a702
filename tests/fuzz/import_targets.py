"""What must hold for every source of a draft and every transcript.

Importers are found by themselves: each module of the package that has `import_draft`.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import chain, pairwise
from pkgutil import iter_modules

from flashcards.diagnostics import Diagnostic, Report, Source, has_errors
from flashcards.disk.sources import NOT_IN_YAML, decode_source
from flashcards.drafts import formats
from flashcards.drafts.records import Draft, DraftQuestion
from flashcards.transcripts.transcript import parse_transcript
from tests.fuzz.content_targets import check_diagnostics

_PATH = "source.txt"

Importer = Callable[[Source, Report], Draft | None]


def find_importers() -> dict[str, Importer]:
    """Give every importer by its module's name."""
    modules = (
        (found.name, import_module(f"{formats.__name__}.{found.name}"))
        for found in iter_modules(formats.__path__)
    )
    return {
        name: module.import_draft for name, module in modules if hasattr(module, "import_draft")
    }


def make_target(import_draft: Importer) -> Callable[[bytes], None]:
    """Make the check of one importer."""

    def check_importer(data: bytes) -> None:
        """Every source is refused with a reason, or gives a draft of sound texts and times."""
        found: list[Diagnostic] = []
        source = decode_source(_PATH, data, found.append)
        if found:
            return
        draft = import_draft(source, found.append)
        check_diagnostics(source, found)
        assert draft is not None or has_errors(found)
        if draft is not None:
            for text in _texts(draft):
                assert "\n" not in text
                assert not NOT_IN_YAML.search(text)
            for time in _times(draft):
                assert type(time) is int
                assert time >= 0

    return check_importer


def check_transcript(data: bytes) -> None:
    """Every transcript is refused, or its cues stand in the order in which they are heard."""
    found: list[Diagnostic] = []
    source = decode_source(_PATH, data, found.append)
    if found:
        return
    transcript = parse_transcript(source, found.append)
    check_diagnostics(source, found)
    if transcript is not None:
        assert all(cue.start >= 0 for cue in transcript.cues)
        assert all(one.start <= other.start for one, other in pairwise(transcript.cues))


def _texts(draft: Draft) -> Iterator[str]:
    yield from (draft.title, draft.url, draft.author, draft.published, *draft.objectives)
    for module in draft.modules:
        yield from (module.title, module.summary)
    for chapter in draft.chapters:
        yield from (chapter.title, chapter.summary)
        yield from (topic.term for topic in chapter.topics)
    for question in _questions(draft):
        yield from (question.question, question.answer)


def _times(draft: Draft) -> Iterator[object]:
    times = [draft.duration, *(question.at for question in _questions(draft))]
    for chapter in draft.chapters:
        times += (chapter.start, chapter.end, *(topic.at for topic in chapter.topics))
    return (time for time in times if time is not None)


def _questions(draft: Draft) -> Iterator[DraftQuestion]:
    return chain(draft.questions, *(chapter.questions for chapter in draft.chapters))
