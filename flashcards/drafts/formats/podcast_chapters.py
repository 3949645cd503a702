"""The chapters of an episode or a video as JSON, to a draft.

Podcasting 2.0's namespace, Podlove and programs that cut a talk into chapters differ by the names
of a chapter's times only.
"""

import re

from flashcards.diagnostics import Report, Source, Span
from flashcards.drafts.clean import UNTITLED
from flashcards.drafts.formats import yt_dlp
from flashcards.drafts.formats.json_chapters import (
    find_notes,
    find_owner,
    get_modules,
    get_text,
    get_url,
    read_json,
)
from flashcards.drafts.records import Draft

_STARTS = ("startTime", "start", "start_ms", "time", "timestamp", "offset", "seconds")
_ENDS = ("endTime", "end", "end_ms")
_START = re.compile(rf'"(?:{"|".join(_STARTS)})"\s*:')
_TITLE = re.compile(r'"(?:title|headline|name|label|gist)"\s*:')
_CHAPTERS = re.compile(r'"chapters"\s*:\s*\[')
_LIST = re.compile(r"\s*\[\s*\{")
_SPOKEN = re.compile(r'"(?:text|duration|dur)"\s*:')
_LINE = re.compile(r"\S.*")
_VERSION = re.compile(r'"version"\s*:')


def recognise(text: str) -> bool:
    """Whether the text is JSON with chapters that have a start, or a version, or a list of them."""
    if yt_dlp.recognise(text):
        return False
    if text.lstrip()[:1] == "{" and _CHAPTERS.search(text):
        return _START.search(text) is not None or _VERSION.search(text) is not None
    is_list = _LIST.match(text) and _START.search(text) and _TITLE.search(text)
    return bool(is_list) and _SPOKEN.search(text) is None


def import_draft(source: Source, report: Report) -> Draft | None:
    """Read an episode's title, author and chapters; those kept out of the contents are skipped."""
    episode = read_json(source, report, may_be_list=True)
    modules = get_modules(find_owner(episode), _STARTS, _ENDS) if episode else ()
    if episode is None or not modules:
        return None
    podcast = get_text(episode, "podcastName")
    return Draft(
        title=get_text(episode, "title", "fileName") or UNTITLED,
        url=get_url(episode, "url"),
        author=get_text(episode, "author") or podcast,
        modules=modules,
        comment=f"Podcast: {podcast}" if podcast else "",
        left_out=tuple(
            Span(source.path, line.start(), line.end())
            for line in _LINE.finditer(source.text, find_notes(source.text))
        ),
    )
