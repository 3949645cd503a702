"""What yt-dlp writes of a video, `.info.json`, to a draft."""

import re

from flashcards.diagnostics import Diagnostic, Report, Source, Span, make_error
from flashcards.drafts.clean import UNTITLED, clean_date, name_or_nothing
from flashcards.drafts.formats.json_chapters import (
    JsonObject,
    get_duration,
    get_modules,
    get_object,
    get_text,
    get_url,
    read_json,
)
from flashcards.drafts.formats.youtube_description import (
    ChapterLines,
    find_chapter_lines,
    report_others,
)
from flashcards.drafts.records import Draft

_OWN_MEMBER = re.compile(
    r'"(?:extractor(?:_key)?|webpage_url|start_time)"\s*:|"_type"\s*:\s*"(?:multi_)?playlist"'
)
_SEVERAL = re.compile(r"\s*\{[^\n]*\}[ \t]*\r?\n\s*\{")
"""What yt-dlp prints of several videos: an object a line."""

_PLAYLISTS = frozenset(("playlist", "multi_video"))


def recognise(text: str) -> bool:
    """Whether the text is a JSON object with a member that only yt-dlp writes."""
    return text.lstrip()[:1] == "{" and _OWN_MEMBER.search(text) is not None


def import_draft(source: Source, report: Report) -> Draft | None:
    """Read a video's title, author, dates and chapters; the description's when there are none."""
    if _SEVERAL.match(source.text):
        report(_refuse_playlist(Span(source.path, 0, 0), "these are several videos, one a line"))
        return None
    video = read_json(source, report)
    if video is None:
        return None
    if _is_playlist(video):
        entries = video.members.get("entries")
        count = f" of {len(entries):,} videos" if isinstance(entries, list) else ""
        report(_refuse_playlist(video.span, f"this is a playlist{count}"))
        return None
    described = None if video.members.get("chapters") else _find_described(video)
    chapters = described.chapters if described else ()
    modules = get_modules(video, ("start_time",), ("end_time",), chapters)
    if not modules:
        return None
    if described:
        report_others(described, report)
    # A probe of a file has the file's own facts one level further down.
    is_probe = isinstance(video.members.get("format"), dict)
    owner = get_object(video, "format") if is_probe else video
    facts = get_object(owner, "tags") if is_probe else video
    return Draft(
        title=name_or_nothing(get_text(facts, "fulltitle", "title")) or UNTITLED,
        url=_find_url(video),
        author=get_text(facts, "channel", "uploader", "creator", "artist"),
        published=_find_date(video),
        duration=get_duration(owner, "duration"),
        modules=modules,
        comment=described.comment if described else "",
    )


def _is_playlist(video: JsonObject) -> bool:
    return video.members.get("_type") in _PLAYLISTS or isinstance(
        video.members.get("entries"), list
    )


def _refuse_playlist(span: Span, what: str) -> Diagnostic:
    help_ = (
        "let yt-dlp write a file for each, `yt-dlp --skip-download --write-info-json "
        "--no-write-playlist-metafiles URL`, then run `flashcards draft *.info.json`"
    )
    return make_error(
        "unknown-draft-source", span, f"{what}, and a content file is one video", help_
    )


def _find_described(video: JsonObject) -> ChapterLines | None:
    description = video.members.get("description")
    if not isinstance(description, str):
        return None
    return find_chapter_lines(description, lambda _start, _end: video.span)


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
