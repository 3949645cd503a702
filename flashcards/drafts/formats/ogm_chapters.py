"""OGM's chapters, `CHAPTER01=` above `CHAPTER01NAME=`, what many video tools write, to a draft."""

import re

from flashcards.diagnostics import Report, Source, Span
from flashcards.drafts.clean import UNTITLED, clean_text
from flashcards.drafts.formats.chapter_list import FoundChapter, FoundTime, make_modules
from flashcards.drafts.records import Draft
from flashcards.text.times import parse_clock

_PAIR = re.compile(
    r"^[ \t]*CHAPTER([0-9]{1,5})(NAME\w*)?[ \t]*=[ \t]*([^\r\n]*)", re.IGNORECASE | re.MULTILINE
)
_FIRST = re.compile(r"\s*CHAPTER[0-9]{1,5}[ \t]*=[ \t]*[0-9]", re.IGNORECASE)
_TIME = re.compile(r"(?:[0-9]{1,4}:)?[0-9]{1,2}:[0-9]{1,2}(?:[.,:][0-9]{1,9})?")


def recognise(text: str) -> bool:
    """Whether the text begins with a chapter's time."""
    return _FIRST.match(text) is not None


def import_draft(source: Source, report: Report) -> Draft | None:
    """Read the chapters; a name and its time belong together by their number."""
    found: dict[str, FoundChapter] = {}
    for pair in _PAIR.finditer(source.text):
        number = pair[1].lstrip("0")
        span = Span(source.path, pair.start(3), pair.end(3))
        chapter = found.get(number) or FoundChapter("", None, None, span)
        if pair[2]:
            chapter = chapter._replace(title=chapter.title or clean_text(pair[3]), span=span)
        else:
            written = pair[3].strip()
            start = FoundTime(parse_clock(written, _TIME), written, span)
            chapter = chapter._replace(start=chapter.start or start)
        found[number] = chapter
    modules = make_modules(found.values(), Span(source.path, 0, 0), report)
    return Draft(title=UNTITLED, modules=modules) if modules else None
