"""Quotes that close what none has opened: `title: Lakes"` keeps its quote as a sign of the text."""

import re
from collections.abc import Iterator

from flashcards.content.written import Loss, Replacement, Written
from flashcards.diagnostics import Source, Span, make_warning

_LINE_ENDS_SO = re.compile(r'(?<![\s0-9:"])"(?=[ \t]*(?:\r?\n|$|[ \t]#))')
_CODE = re.compile(r"`[^`]*`|\$[^$]*\$")
_MEASURE = re.compile(r'(?<=[0-9])"')
_PAIRED_OTHERWISE = re.compile(r"[\u201c-\u201f`$\\<]")
"""What a quote may close beside one of its own kind, or be a sign in: code, math, other scripts."""

_VALUE = re.compile(r"(?:^|\n)[ \t]*(?:- +)*[a-z]+: +$")


def find_closing_quotes(text: str) -> frozenset[int]:
    """Find where lines end in a quote."""
    return frozenset(found.end() for found in _LINE_ENDS_SO.finditer(text))


def find_unopened(source: Source, written: Written) -> Iterator[Loss]:
    """Find a text that ends in a quote with none before it; marks of inches are none."""
    text = written.text
    if written.style or not text.endswith('"') or _PAIRED_OTHERWISE.search(_CODE.sub("", text)):
        return
    before = source.text[max(0, written.start - 200) : written.start]
    is_odd = _MEASURE.sub("", _CODE.sub("", text)).count('"') == 1
    if is_odd and "\n" not in source.text[written.start : written.end] and _VALUE.search(before):
        span = Span(source.path, written.end - 1, written.end)
        message = 'a quote (") is closed here that none has opened, so it is a sign of the text'
        help_ = "write a quote at the start as well, or remove this one"
        mend = Replacement(written.start, written.start, '"')
        yield Loss(make_warning("unopened-quote", span, message, help_), mend, is_sure=False)
