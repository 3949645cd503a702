"""Readings above characters, `<ruby>閏月<rt>うるうづき</rt></ruby>`, and texts without them."""

import re

READING = re.compile(
    r"<r(?P<kind>[pt])\b[^>]*>(?P<text>.*?)(?:</r[pt]>|(?=<r[pt]\b|</ruby>|\Z))", re.DOTALL
)
"""A reading, or the brackets round it for readers that can't put it above."""

_RUBY = re.compile(r"</?ruby\b[^>]*>")


def without_readings(text: str) -> str:
    """Give a text with the bare characters in place of `<ruby>` and its readings.

    A reading helps to say a word and is no part of it: the word is the same without.
    """
    return _RUBY.sub("", READING.sub("", text)) if "<ruby" in text else text
