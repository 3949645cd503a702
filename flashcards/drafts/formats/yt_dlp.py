"""What yt-dlp writes of a video, `.info.json`, to a draft."""

import re

from flashcards.diagnostics import Report, Source
from flashcards.drafts.clean import UNTITLED, clean_date
from flashcards.drafts.draft import Draft
from flashcards.drafts.formats.chapter_lines import find_chapter_lines
from flashcards.drafts.formats.chapter_list import FoundChapter, make_modules, to_milliseconds
from flashcards.drafts.formats.json_chapters import (
    ChapterKeys,
    chapters_place,
    get_duration,
    get_first_text,
    get_text,
    get_url,
    list_chapters,
)
from flashcards.drafts.formats.json_nodes import JsonNode, parse_json_object

_OWN_MEMBER = re.compile(r'"(?:extractor(?:_key)?|webpage_url|start_time)"\s*:')
_KEYS = ChapterKeys(start="start_time", end="end_time")
_WANTED = frozenset(
    "title fulltitle webpage_url original_url id extractor extractor_key channel uploader creator "
    "upload_date release_date duration chapters description".split()
)


def recognise(text: str) -> bool:
    """Whether the text is a JSON object with a member that only yt-dlp writes."""
    return text.lstrip()[:1] == "{" and _OWN_MEMBER.search(text) is not None


def import_draft(source: Source, report: Report) -> Draft | None:
    """Read a video's title, author, dates and chapters; the description's when there are none."""
    members = parse_json_object(source, _WANTED, report)
    if members is None:
        return None
    chapters = list_chapters(source, members.get("chapters"), _KEYS, report)
    if chapters is None:
        return None
    chapters = chapters or _list_described(members.get("description"))
    modules = make_modules(chapters, chapters_place(source, members), source, report)
    if not modules:
        return None
    duration = get_duration(members, "duration", report)
    return Draft(
        title=get_first_text(members, ("fulltitle", "title"), report) or UNTITLED,
        url=_find_url(members, report),
        author=get_first_text(members, ("channel", "uploader", "creator"), report),
        published=_find_date(members, report),
        duration=to_milliseconds(duration.seconds) or None if duration else None,
        modules=modules,
    )


def _list_described(description: JsonNode | None) -> tuple[FoundChapter, ...]:
    if description is None or not isinstance(description.value, str):
        return ()
    found = find_chapter_lines(description.value, lambda _start, _end: description.span)
    return found.chapters if found else ()


def _find_url(members: dict[str, JsonNode], report: Report) -> str:
    for name in ("webpage_url", "original_url"):
        if url := get_url(members, name, report):
            return url
    extractor = get_first_text(members, ("extractor_key", "extractor"), report).lower()
    video = get_text(members, "id", report)
    if extractor == "youtube" and re.fullmatch(r"[\w-]+", video, re.ASCII):
        return f"https://www.youtube.com/watch?v={video}"
    return ""


def _find_date(members: dict[str, JsonNode], report: Report) -> str:
    """Prefer the day on which the video could be seen; a premiere is uploaded before."""
    dates = (get_text(members, name, report) for name in ("release_date", "upload_date"))
    return next((found for text in dates if (found := clean_date(text))), "")
