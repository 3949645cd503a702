# ruff: noqa: RUF001 - signs of other scripts are what it is about
"""A line with a title in bold, its time, and a text, as `**Alps (0:00):** It rises here.`."""

import re
from typing import NamedTuple

from flashcards.drafts.noted.plain import to_plain
from flashcards.drafts.noted.text_lines import LONGEST_LINE, TextLine
from flashcards.drafts.noted.time_lines import has_time
from flashcards.text.language import count_words

_TIME = r"(?:[(\[（【`][^()\[\]*]{1,60}[)\]）】`]|\[?\[[^\[\]*]{1,60}\]\([^()\s]{1,300}\)\]?)"
_TITLED = re.compile(
    r"(?P<before>(?:(?:[-*+•]|[0-9]{1,3}[.)])\s+)?[^*]{0,60}\*\*[^*]{1,200}?)(?P<colon>[:：]?)"
    rf"(?P<after>\*\*(?:\s*{_TIME})?)(?P<sign>\s*[:：]|\s+[–—-](?=\s)|)\s*(?P<text>\S.*)"
)
_TIME_BEHIND = re.compile(rf"(?P<text>.*\S)\s*(?P<time>{_TIME})(?P<stop>\.?)")
_SENTENCE = re.compile(r".*[.!?。！？]")
_FEWEST_WORDS = 8
"""Words of a text that may have lost its full stop."""


class BoldTitle(NamedTuple):
    """A title with its time, as it is written and as it is read, and the text of its line."""

    written: str
    plain: str
    text: str


def read_bold_title(line: TextLine) -> BoldTitle | None:
    """Read a line whose title in bold ends in a colon or dash; `None` when it is no such line.

    Its one time stands beside the title, or in brackets behind the text.
    """
    may_be = "**" in line.text and len(line.text) <= LONGEST_LINE
    found = _TITLED.fullmatch(line.text) if may_be else None
    if found is None or not (found["colon"] or found["sign"]):
        return None
    written, text = f"{found['before']}{found['after']}", found["text"]
    behind = _TIME_BEHIND.fullmatch(text)
    if behind and not has_time(to_plain(written)):
        written, text = f"{written} {behind['time']}", behind["text"] + behind["stop"]
    plain, said = to_plain(written), to_plain(text)
    is_text = _SENTENCE.fullmatch(said) or count_words(said) >= _FEWEST_WORDS
    if not is_text or not has_time(plain) or has_time(said):
        return None
    return BoldTitle(written, plain, text)
