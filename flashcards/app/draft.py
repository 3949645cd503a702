"""The coordinator of drafts: what people have of a video to a content file that builds."""

from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from flashcards.content.load import load_source
from flashcards.diagnostics import Diagnostic, Source, has_errors, quote, sort_diagnostics
from flashcards.diagnostics.errors import FlashcardsError
from flashcards.disk.files import write_atomic, write_new
from flashcards.disk.sources import decode_source, read_source
from flashcards.drafts.clean import check_lengths
from flashcards.drafts.draft import Draft
from flashcards.drafts.formats import import_source
from flashcards.drafts.moments import locate_items
from flashcards.drafts.normalise import normalise_draft
from flashcards.drafts.placing import place_questions
from flashcards.drafts.write import write_draft
from flashcards.notes.generate import generate_deck
from flashcards.text.slugs import fold_term, is_slug, tag_slug
from flashcards.text.urls import is_web_url
from flashcards.transcripts.transcript import parse_transcript

_LONGEST_STEM = 80
_HELP = {
    "not-a-file": "name a text file",
    "file-too-large": "name the text about the video, not the video",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the user says about a draft; empty texts say nothing."""

    title: str = ""
    url: str = ""
    format_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A draft, or `None` and the reasons; `sources` are what the diagnostics speak of."""

    draft: Draft | None
    sources: dict[str, Source]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a draft holds: terms are counted once each, `placed` are questions with a chapter.

    `timed` are mentions of topics, and questions, with a moment of their own.
    """

    modules: int
    chapters: int
    topics: int
    questions: int
    placed: int
    timed: int


def read_text(path: Path, found: list[Diagnostic]) -> Source | None:
    """Read a file that a draft is made with; what is wrong with it is added to `found`.

    Raises FlashcardsError when the system refuses to open or read the file.
    """
    own: list[Diagnostic] = []
    source = read_source(path, own.append)
    found += _suited(own)
    return source


def decode_text(shown: str, data: bytes, found: list[Diagnostic]) -> Source:
    """Make text of bytes that came from elsewhere than a file."""
    own: list[Diagnostic] = []
    source = decode_source(shown, data, own.append)
    found += _suited(own)
    return source


def _suited(found: list[Diagnostic]) -> list[Diagnostic]:
    """Leave out what a draft is cleaned of, and advise on a text rather than on a content file."""
    return [
        each._replace(help=_HELP.get(each.code, each.help))
        for each in found
        if each.code != "control-character"
    ]


def make_draft(source: Source, transcript: Source | None, wishes: Wishes) -> Drafted:
    """Make a sound draft of a source's text; writes nothing.

    Raises FlashcardsError when what the user says about it can't be.
    """
    if wishes.url and not is_web_url(wishes.url):
        raise FlashcardsError(f"{quote(wishes.url)} is not a web address: start with https://")
    found: list[Diagnostic] = []
    draft = import_source(source, found.append, wishes.format_name)
    if draft is not None:
        found += check_lengths(draft, source.path)
    if draft is not None and not has_errors(found):
        draft = replace(draft, title=wishes.title or draft.title, url=wishes.url or draft.url)
        draft = place_questions(draft, found.append)
        if transcript is not None:
            heard = parse_transcript(transcript, found.append)
            draft = draft if heard is None else locate_items(draft, heard)
        draft = normalise_draft(draft, source.path, found.append)
    sources = {each.path: each for each in (source, transcript) if each is not None}
    return Drafted(
        draft=None if has_errors(found) else draft,
        sources=sources,
        diagnostics=sort_diagnostics(found),
    )


def default_path(draft: Draft) -> Path:
    """Give the place of a draft that has none yet: named for its title, in `content`."""
    slug = tag_slug(draft.title)
    if len(slug) > _LONGEST_STEM:
        slug = tag_slug(slug[: _LONGEST_STEM + 1].rsplit("-", 1)[0][:_LONGEST_STEM])
    return Path("content") / f"{slug}.yaml"


def format_draft(draft: Draft, path: Path) -> str:
    """Give the text of the content file that the draft becomes at a path, proven to build."""
    stem = PurePosixPath(path.as_posix()).stem
    if not is_slug(stem):
        draft = replace(draft, identifier=tag_slug(stem))
    text = write_draft(draft)
    found: list[Diagnostic] = []
    breakdown = load_source(Source(path=path.as_posix(), text=text), found)
    if breakdown is not None:
        generate_deck(breakdown, found)
    if breakdown is None or has_errors(found):
        raise AssertionError(f"a draft that doesn't build: {found}\n{text}")
    return text


def save_draft(path: Path, text: str, *, may_replace: bool) -> None:
    """Write the file whole; one that exists is replaced only when that is allowed.

    Raises FlashcardsError when it exists, or when the system refuses.
    """
    if path.is_dir():
        raise FlashcardsError(f"`{path.as_posix()}` is a folder; name the file to write")
    if may_replace:
        write_atomic(path, text.encode())
    elif not write_new(path, text.encode()):
        raise FlashcardsError(f"`{path.as_posix()}` exists already; --force replaces it")


def count_draft(draft: Draft) -> Counts:
    """Count what a draft holds."""
    chapters = draft.chapters
    inside = [question for chapter in chapters for question in chapter.questions]
    mentions = [topic for chapter in chapters for topic in chapter.topics]
    moments = [topic.at for topic in mentions]
    moments += (question.at for question in (*inside, *draft.questions))
    return Counts(
        modules=len(draft.modules) if draft.has_modules else 0,
        chapters=len(chapters),
        topics=len({fold_term(topic.term) for topic in mentions}),
        questions=len(inside) + len(draft.questions),
        placed=len(inside) + sum(question.at is not None for question in draft.questions),
        timed=sum(at is not None for at in moments),
    )
