"""The description of a video, as its author wrote it, to a draft."""

import re
from collections.abc import Sequence

from flashcards.diagnostics import Report, Source, Span
from flashcards.drafts.clean import UNTITLED, clean_text
from flashcards.drafts.draft import Draft
from flashcards.drafts.formats.chapter_lines import (
    LONGEST_HEADING,
    ChapterLines,
    TextLine,
    find_chapter_lines,
    is_label,
)
from flashcards.drafts.formats.chapter_list import make_modules
from flashcards.text.times import Milliseconds
from flashcards.text.urls import is_web_url, moment_url

_OTHER_FORMAT = re.compile(r"\s*(?:[{<]|\[\s*[{\[\"]|WEBVTT\b|;FFMETADATA)")
_HEADING_SIGNS = re.compile(r"^#{1,6}\s+|^\*\*|\*\*$")
_WATCH = "https://www.youtube.com/watch?v="
_AT_START = "&t=0s"


def recognise(text: str) -> bool:
    """Whether lines of the text are likely to be chapters, and it is no file of another format."""
    if _OTHER_FORMAT.match(text):
        return False
    found = find_chapter_lines(text, lambda start, end: Span("", start, end))
    return found is not None and found.is_likely


def import_draft(source: Source, report: Report) -> Draft | None:
    """Read the chapters, and a title and an address when they stand there beyond doubt."""
    found = find_chapter_lines(source.text, lambda start, end: Span(source.path, start, end))
    chapters = found.chapters if found else ()
    modules = make_modules(chapters, Span(source.path, 0, 0), report)
    if found is None or not modules:
        return None
    return Draft(title=_find_title(found.above), url=_find_url(found), modules=modules)


def _find_title(above: Sequence[TextLine]) -> str:
    """Take the first line when it stands alone and is no sentence, no address and no label."""
    texts = [line.text for line in above]
    first = next((at for at, text in enumerate(texts) if text and not is_web_url(text)), None)
    if first is None or any(texts[first + 1 : first + 2]):
        return UNTITLED
    title = clean_text(_HEADING_SIGNS.sub("", texts[first]))
    looks_like_one = (
        0 < len(title) <= LONGEST_HEADING
        and title[-1] not in ".,:;…"
        and "://" not in title
        and not title.startswith(("#", "@"))
        and not is_label(title)
    )
    return title if looks_like_one else UNTITLED


def _find_url(found: ChapterLines) -> str:
    """Take the video that all links at times lead to, or an address that opens the text."""
    if videos := {_watch_url(url) for url in found.urls}:
        return videos.pop() if len(videos) == 1 else ""
    opening = next((line.text for line in found.above if line.text), "")
    return _watch_url(opening) if is_web_url(opening) else ""


def _watch_url(url: str) -> str:
    """Give the address of a YouTube video without the moment; empty for any other page."""
    if not is_web_url(url):
        return ""
    moment = moment_url(url, Milliseconds(0))
    return moment.removesuffix(_AT_START) if moment.startswith(_WATCH) else ""
