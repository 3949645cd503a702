"""Content files to decks of notes, with everything there is to say about them; writes nothing."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from flashcards.content.keys import Key
from flashcards.content.levels import Policy
from flashcards.content.load import load_files
from flashcards.content.model import Breakdown
from flashcards.content.settings import Project, read_project
from flashcards.content.walk import walk_card_texts
from flashcards.diagnostics import (
    Diagnostic,
    Severity,
    Source,
    Span,
    has_errors,
    sort_diagnostics,
)
from flashcards.disk.media import MediaFile, read_media
from flashcards.disk.media_folders import MediaFolders
from flashcards.notes.generate import generate_deck
from flashcards.notes.note import Deck
from flashcards.render.parser import find_images

_TOO_MUCH = frozenset(
    "formula-too-large markup-too-deep table-too-large text-too-long too-many-blanks "
    "too-much-repeated value-too-long".split()
)
"""Errors of content that is too large to be read by its reader, or by a rule."""

_NONE_BROKEN: Mapping[str, Sequence[Span]] = {}


class Compiled(NamedTuple):
    """What content files hold, and everything there is to say about it.

    `breakdowns` and `decks`, in the same order, are those of the files that were read without an
    error; whoever releases them keeps the sound ones first. `media` are the files that each
    content file shows, by content file and path. `project` is what all of them share.
    """

    breakdowns: tuple[Breakdown, ...]
    decks: tuple[Deck, ...]
    sources: Mapping[str, Source]
    diagnostics: tuple[Diagnostic, ...]
    media: Mapping[str, Mapping[Path, MediaFile]]
    project: Project = Project()

    @property
    def has_errors(self) -> bool:
        """Whether anything stops a build."""
        return has_errors(self.diagnostics)


def compile_files(
    paths: Iterable[Path], policy: Policy | None = None, project: Project | None = None
) -> Compiled:
    """Read and check content, and turn it into notes; writes nothing.

    The craft rules are asked only when there is a policy to weigh their findings by. The project's
    settings are read unless they are given. Raises FlashcardsError when their file has another
    ending.
    """
    project = read_project() if project is None else project
    loaded = load_files(paths, project.settings)
    found = [*project.diagnostics, *loaded.diagnostics]
    sources = loaded.sources
    if project.source is not None:
        sources[project.source.path] = project.source
    # Decks of broken content are made too, for what rendering finds in the rest of it.
    folders = MediaFolders()
    media = {
        each.path: _read_media(each, loaded.sources[each.path], found, folders)
        for each in loaded.breakdowns
    }
    decks = [
        generate_deck(each.breakdown, found, media[each.breakdown.path], each)
        for each in loaded.outlines
    ]
    broken = _find_broken(loaded.diagnostics)
    sound = tuple(each for each in loaded.breakdowns if each.path not in broken)
    if policy is not None:
        # What a build leaves out, it has no craft to judge of.
        huge = {each.span.path for each in loaded.diagnostics if each.code in _TOO_MUCH}
        small = tuple(each for each in loaded.breakdowns if each.path not in huge)
        judged = sound if policy.is_gentle else small
        found += judge_files(judged, sources, policy, broken=broken)
        if policy.is_strict:
            found = [make_strict(each) for each in found]
    return Compiled(
        breakdowns=sound,
        decks=tuple(each for each in decks if each.path not in broken),
        sources=sources,
        diagnostics=sort_diagnostics(found),
        media={path: {file.path: file for file in files.values()} for path, files in media.items()},
        project=project,
    )


def _find_broken(found: Iterable[Diagnostic]) -> dict[str, list[Span]]:
    """Give the places of errors, by the files that have any."""
    broken: dict[str, list[Span]] = {}
    for each in found:
        if each.severity is Severity.ERROR:
            broken.setdefault(each.span.path, []).append(each.span)
    return broken


def keep_sound(compiled: Compiled, found: Iterable[Diagnostic], paths: Iterable[Path]) -> Compiled:
    """Leave out the files that an error stands in or names; of one that is in no file, all.

    `found` is all that was found wrong in the files of these paths.
    """
    broken = {
        place.path
        for each in found
        if each.severity is Severity.ERROR
        for place in (each.span, *(related.span for related in each.related))
    }
    if not broken:
        return compiled
    content = {path.as_posix() for path in paths}
    sound = content - broken if broken <= content else frozenset()
    return compiled._replace(
        breakdowns=tuple(each for each in compiled.breakdowns if each.path in sound),
        decks=tuple(each for each in compiled.decks if each.path in sound),
        sources={path: source for path, source in compiled.sources.items() if path in sound},
    )


def _read_media(
    breakdown: Breakdown, source: Source, found: list[Diagnostic], folders: MediaFolders
) -> dict[str, MediaFile]:
    """Read the images and sounds that a content file refers to, each once."""
    # An image stands in the file as it is, unless it is written with an escape of YAML's.
    if "![" not in source.text and "\\" not in source.text:
        return {}
    path = Path(breakdown.path)
    media: dict[str, MediaFile] = {}
    seen: set[str] = set()
    for text in walk_card_texts(breakdown):
        for reference in find_images(text.value):
            if reference not in seen:
                seen.add(reference)
                span = _find_place(reference, text.span, source)
                line = source.line(source.position(span.start)[0])
                file = read_media(reference, path, span, found.append, folders, line)
                if file is not None:
                    media[reference] = file
    return media


def _find_place(reference: str, span: Span, source: Source) -> Span:
    """Give where in a text a reference stands, as far as it stands there as it is read."""
    written = f"]({reference}"
    start = source.text.find(written, span.start, span.end)
    if start < 0 or "\n" in reference:
        return span
    return Span(span.path, start + 2, start + len(written))


def judge_files(
    breakdowns: Iterable[Breakdown],
    sources: Mapping[str, Source],
    policy: Policy,
    only: Collection[Key] | None = None,
    broken: Mapping[str, Sequence[Span]] = _NONE_BROKEN,
) -> Iterable[Diagnostic]:
    """Ask the craft rules about files together: pairs of cards are found over all of them.

    With `only`, just the cards of the notes of these keys are looked at. `broken` are the places
    of the errors of files that have some.
    """
    from flashcards.lint.judge import judge  # noqa: PLC0415 - not for every command

    levels = dict(policy.levels)
    return judge(breakdowns, sources, levels, is_gentle=policy.is_gentle, only=only, broken=broken)


def make_strict(diagnostic: Diagnostic) -> Diagnostic:
    """Take a warning for an error."""
    is_warning = diagnostic.severity is Severity.WARNING
    return diagnostic._replace(severity=Severity.ERROR) if is_warning else diagnostic


def without_remarks(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Leave out what is only worth knowing: that is for `check` to say."""
    return tuple(each for each in diagnostics if each.severity is not Severity.INFO)
