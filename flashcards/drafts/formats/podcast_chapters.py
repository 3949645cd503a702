"""The chapters of a podcast's episode, in the JSON of the Podcasting 2.0 namespace, to a draft."""

import re

from flashcards.diagnostics import Report, Source
from flashcards.drafts.clean import UNTITLED
from flashcards.drafts.formats import yt_dlp
from flashcards.drafts.formats.json_chapters import get_modules, get_text, read_json
from flashcards.drafts.records import Draft

_START = re.compile(r'"startTime"\s*:')
_CHAPTERS = re.compile(r'"chapters"\s*:\s*\[')
_VERSION = re.compile(r'"version"\s*:')


def recognise(text: str) -> bool:
    """Whether the text is a JSON object with chapters that have a `startTime`, or a version."""
    return (
        text.lstrip()[:1] == "{"
        and _CHAPTERS.search(text) is not None
        and (_START.search(text) is not None or _VERSION.search(text) is not None)
        and not yt_dlp.recognise(text)
    )


def import_draft(source: Source, report: Report) -> Draft | None:
    """Read an episode's title, author and chapters; those kept out of the contents are skipped."""
    episode = read_json(source, report)
    modules = get_modules(episode, "startTime", "endTime") if episode else ()
    if episode is None or not modules:
        return None
    podcast = get_text(episode, "podcastName")
    return Draft(
        title=get_text(episode, "title", "fileName") or UNTITLED,
        author=get_text(episode, "author") or podcast,
        modules=modules,
        comment=f"Podcast: {podcast}" if podcast else "",
    )
