"""The addresses in a chapter's lines that its title doesn't show; without the video's own."""

import re
from collections.abc import Iterable, Iterator

from flashcards.drafts.noted.plain import LINK
from flashcards.drafts.noted.time_lines import has_time
from flashcards.text.times import Milliseconds
from flashcards.text.urls import is_web_url

_HREF = re.compile(r"<a\s[^<>]{0,300}?href=[\"'](https?://[^\s\"'<>]{1,1000})", re.IGNORECASE)
ADDRESS = re.compile(r"https?://[^\s<>\[\]()\"']{1,1000}")
_MOMENT = re.compile(r"[?&#](?:t|start)=(?:([0-9]{1,3})h)?(?:([0-9]{1,4})m)?([0-9]{0,6})")
_CLOSE = 2_000
"""Milliseconds between a time and the moment of it that a link leads to, at most."""


def find_addresses(texts: Iterable[str], title: str, start: Milliseconds) -> Iterator[str]:
    """Give the links of these lines as they are written, and the addresses beside them."""
    for text in texts:
        if "://" not in text:
            continue
        for link in LINK.finditer(text):
            if is_web_url(link[3]) and not has_time(link[2]) and not _leads_to(link[3], start):
                yield link[0]
        rest = LINK.sub(" ", text)
        for found in (*_HREF.findall(rest), *ADDRESS.findall(_HREF.sub(" ", rest))):
            if found not in title and not _leads_to(found, start):
                yield found


def _leads_to(url: str, start: Milliseconds) -> bool:
    """Whether an address is that of the moment itself."""
    moment = _MOMENT.search(url)
    if moment is None:
        return False
    hours, minutes, seconds = (int(part or 0) for part in moment.groups())
    return abs((hours * 3600 + minutes * 60 + seconds) * 1000 - start) < _CLOSE
