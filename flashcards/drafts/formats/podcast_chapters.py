"""The chapters of a podcast's episode, in the JSON of the Podcasting 2.0 namespace, to a draft."""

import re

from flashcards.diagnostics import Report, Source
from flashcards.drafts.clean import UNTITLED
from flashcards.drafts.draft import Draft
from flashcards.drafts.formats import yt_dlp
from flashcards.drafts.formats.chapter_list import make_modules
from flashcards.drafts.formats.json_chapters import (
    ChapterKeys,
    chapters_place,
    get_first_text,
    get_text,
    list_chapters,
)
from flashcards.drafts.formats.json_nodes import parse_json_object

_START = re.compile(r'"startTime"\s*:')
_CHAPTERS = re.compile(r'"chapters"\s*:\s*\[')
_VERSION = re.compile(r'"version"\s*:')
_KEYS = ChapterKeys(start="startTime", end="endTime", shown="toc")
_WANTED = frozenset(("title", "author", "podcastName", "fileName", "chapters"))


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
    members = parse_json_object(source, _WANTED, report)
    if members is None:
        return None
    chapters = list_chapters(source, members.get("chapters"), _KEYS, report)
    if chapters is None:
        return None
    modules = make_modules(chapters, chapters_place(source, members), source, report)
    if not modules:
        return None
    podcast = get_text(members, "podcastName", report)
    return Draft(
        title=get_first_text(members, ("title", "fileName"), report) or UNTITLED,
        author=get_text(members, "author", report) or podcast,
        modules=modules,
        comment=f"Podcast: {podcast}" if podcast else "",
    )
