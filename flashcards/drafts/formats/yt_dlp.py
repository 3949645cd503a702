"""What yt-dlp writes of a video, `.info.json`, to a draft."""

import re

from flashcards.diagnostics import Report, Source
from flashcards.drafts.clean import UNTITLED, clean_date
from flashcards.drafts.formats.chapter_list import FoundChapter
from flashcards.drafts.formats.json_chapters import (
    JsonObject,
    get_duration,
    get_modules,
    get_text,
    get_url,
    read_json,
)
from flashcards.drafts.formats.youtube_description import find_chapter_lines
from flashcards.drafts.records import Draft

_OWN_MEMBER = re.compile(r'"(?:extractor(?:_key)?|webpage_url|start_time)"\s*:')


def recognise(text: str) -> bool:
    """Whether the text is a JSON object with a member that only yt-dlp writes."""
    return text.lstrip()[:1] == "{" and _OWN_MEMBER.search(text) is not None


def import_draft(source: Source, report: Report) -> Draft | None:
    """Read a video's title, author, dates and chapters; the description's when there are none."""
    video = read_json(source, report)
    if video is None:
        return None
    modules = get_modules(video, "start_time", "end_time", _list_described(video))
    if not modules:
        return None
    return Draft(
        title=get_text(video, "fulltitle", "title") or UNTITLED,
        url=_find_url(video),
        author=get_text(video, "channel", "uploader", "creator"),
        published=_find_date(video),
        duration=get_duration(video, "duration"),
        modules=modules,
    )


def _list_described(video: JsonObject) -> tuple[FoundChapter, ...]:
    description = video.members.get("description")
    if not isinstance(description, str):
        return ()
    found = find_chapter_lines(description, lambda _start, _end: video.span)
    return found.chapters if found else ()


def _find_url(video: JsonObject) -> str:
    if url := get_url(video, "webpage_url") or get_url(video, "original_url"):
        return url
    extractor = get_text(video, "extractor_key", "extractor").lower()
    name = get_text(video, "id")
    if extractor == "youtube" and re.fullmatch(r"[\w-]+", name, re.ASCII):
        return f"https://www.youtube.com/watch?v={name}"
    return ""


def _find_date(video: JsonObject) -> str:
    """Prefer the day on which the video could be seen; a premiere is uploaded before."""
    dates = (get_text(video, name) for name in ("release_date", "upload_date"))
    return next((found for text in dates if (found := clean_date(text))), "")
