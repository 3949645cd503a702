"""The formats that a draft can be made from, and which of them a text is in.

A format is a module with `recognise` and `import_draft`; only what is asked for is imported.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from flashcards.diagnostics import Report, Source
from flashcards.drafts.records import Draft
from flashcards.drafts.refusals import refuse

Recognise = Callable[[str], bool]
ImportDraft = Callable[[Source, Report], Draft | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format by the name that `--from` takes; `module` is in this package."""

    name: str
    title: str
    module: str


FORMATS = (
    Format(name="breakdown", title="a breakdown page's text", module="breakdown_page"),
    Format(name="ffmetadata", title="FFmpeg's metadata", module="ffmetadata"),
    Format(name="webvtt", title="WebVTT or SubRip chapters", module="webvtt_chapters"),
    Format(name="matroska", title="Matroska's chapters in XML", module="matroska_chapters"),
    Format(name="podlove", title="Podlove's chapters in XML", module="podlove_chapters"),
    Format(name="ogm", title="OGM's chapters", module="ogm_chapters"),
    Format(name="podcast", title="chapters in JSON", module="podcast_chapters"),
    Format(name="yt-dlp", title="yt-dlp's info.json", module="yt_dlp"),
    Format(
        name="description", title="a description or notes with times", module="youtube_description"
    ),
)
"""The most specific first: nearly any text with times in it could be a description."""


def import_source(source: Source, report: Report, name: str = "") -> Draft | None:
    """Make a draft of a source in the named format, or else in the one it is recognised as.

    What is wrong with the source is reported; `None` when no draft can be made.
    """
    for each in FORMATS:
        if name in {"", each.name}:
            module = import_module(f"flashcards.drafts.formats.{each.module}")
            if name or module.recognise(source.text):
                import_draft: ImportDraft = module.import_draft
                return import_draft(source, report)
    names = ", ".join(f"{each.title} (`{each.name}`)" for each in FORMATS)
    report(refuse(source, names))
    return None
