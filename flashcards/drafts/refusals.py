"""A text that no draft can be made of: what it seems to be, and what to do with it."""

import re
from typing import NamedTuple

from flashcards.diagnostics import Diagnostic, Source, Span, make_error
from flashcards.drafts.noted.time_lines import has_time
from flashcards.text.language import count_words
from flashcards.text.urls import URL
from flashcards.transcripts.transcript import read_cues

_ADDRESSES = re.compile(rf"\s*(?:{URL}\s*){{1,50}}\Z")
_CONTENT = re.compile(r"^(?:chapters|modules):\s*$", re.MULTILINE)
_PAGE = re.compile(r"\s*<(?:!doctype html|html)\b", re.IGNORECASE)
_DOCUMENT = re.compile(r"\s*(?:%PDF-|PK\x03\x04|\{\\rtf)")
_FEWEST_CUES = 3
_FEWEST_WORDS = 20
_LONGEST_TRIAL = 100_000
"""Characters of a text that are looked at for what is said."""

_LOOKED_AT = 2_000
"""Lines of a text that are searched for a time."""


class _Guess(NamedTuple):
    message: str
    help: str


def refuse(source: Source, formats: str) -> Diagnostic:
    """Make the diagnostic; `formats` names those that a draft can be made from."""
    guess = _guess(source) or _Guess(
        "the text is in no format that a draft can be made from",
        f"give one of {formats}; name it with --from if it isn't recognised",
    )
    return make_error("unknown-draft-source", Span(source.path, 0, 0), guess.message, guess.help)


def _guess(source: Source) -> _Guess | None:  # noqa: PLR0911 - one way out for each guess
    text = source.text
    if _ADDRESSES.match(text[:_LOOKED_AT]):
        return _Guess(
            "this is an address and no text",
            "let yt-dlp fetch what is known of it, `yt-dlp --skip-download --write-info-json URL`, "
            "then run `flashcards draft *.info.json`",
        )
    if _DOCUMENT.match(text):
        return _Guess("this is a document and no text", "copy its text into a .txt file")
    if _PAGE.match(text):
        return _Guess(
            "this is the code of a web page", "copy the page's text from a browser into a file"
        )
    if _CONTENT.search(text) and re.search(r"^title:", text, re.MULTILINE):
        return _Guess(
            "this is a content file already", f"run `flashcards check {source.path}` on it"
        )
    cues = read_cues(source._replace(text=text[:_LONGEST_TRIAL]))
    if len(cues) >= _FEWEST_CUES and sum(count_words(cue.text) for cue in cues) >= _FEWEST_WORDS:
        return _Guess(
            "this is a transcript: it has what is said, and no chapters",
            "name a source that lists the video's chapters, such as its description, "
            f"and give this one with `--transcript {source.path}`",
        )
    if any(has_time(line) for line in text.splitlines()[:_LOOKED_AT]):
        return _Guess(
            "there are times in the text, but no list of chapters",
            "write each chapter on a line of its own, as in `4:10 Title`, from `0:00` on",
        )
    return None
