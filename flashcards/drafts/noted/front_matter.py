"""The head of a notes file, between lines of `---`: what it says of the video.

It is read by line and not as YAML: heads that people and programs write are often none, and a value
that can't be read is no reason to refuse the chapters below. What a block of text, such as
`description: |`, says besides is left to whoever reads the lines.
"""

import re
from datetime import date
from typing import NamedTuple

from flashcards.drafts.clean import clean_date, clean_text
from flashcards.text.times import Milliseconds, parse_time
from flashcards.text.urls import is_web_url, known_site, video_url
from flashcards.text.video_sites import SITES

_FENCE = re.compile(r"(?:---|\+\+\+)\s*")
_PAIR = re.compile(r"([A-Za-z][\w. -]{0,40}?)\s*[:=]\s+(\S.*)")
_BLOCK = re.compile(r"\A[|>][+-]?[0-9]?(?:\s|\Z)\s*(?:#.*\Z)?")
_LONGEST_HEAD = 5_000
"""Lines between which a head without an end is looked at."""

_VIDEOS = tuple("youtube_url youtube youtube_link video_url video_link video watch".split())
_OWN = frozenset((*_VIDEOS, "url"))
"""Names of an address that is the video's, whatever else is said."""

_URLS = (*_VIDEOS, "source_url", "webpage_url", "source")
_URLS_LAST = ("url", "link", "original_url")
_LINKED = re.compile(r"\[[^\[\]]*\]\((\S+)\)|<(\S+)>")
_VIDEO_IDS = ("video_id", "youtube_id", "videoid", "youtubeid", "yt_id")
_TITLES = ("title", "video_title", "episode_title", "page_title", "pagetitle", "name")
_AUTHORS = ("channel", "author", "uploader", "channel_name", "creator", "artist")
_DATES = (
    "published",
    "publish_date",
    "published_at",
    "date_published",
    "upload_date",
    "release_date",
    "pubdate",
    "date",
)
_LENGTHS = ("duration_seconds", "duration", "length")
_LANGUAGES = ("language", "lang")
_VIDEO_ID = re.compile(r"[\w-]{11}", re.ASCII)
_SECONDS = re.compile(r"([0-9]{1,6})(?:\.[0-9]{1,9})?\s?(?:s|sec|seconds)?")
_EPOCH = re.compile(r"[0-9]{9,13}")
_EPOCH_MILLISECONDS = 11
"""Digits from which a number is a moment in milliseconds and not in seconds."""

_NOTHING = frozenset(("null", "none", "~", "n/a", "untitled", "[]", "{}", "nan"))
_EPOCH_DAY = date(1970, 1, 1).toordinal()
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_MONTH = r"((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\.?"
_MONTH_FIRST = re.compile(rf"{_MONTH} ([0-9]{{1,2}})(?:st|nd|rd|th)?,? ([0-9]{{4}})", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}})(?:st|nd|rd|th)?\.? {_MONTH} ([0-9]{{4}})", re.IGNORECASE)
_SLASHED = re.compile(r"([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})")
_MEDIA = next(site for site in SITES if site.name == "a media file")


_KNOWN = frozenset((*_URLS, *_URLS_LAST, *_TITLES, *_AUTHORS, *_DATES, *_LENGTHS, *_VIDEO_IDS))
_LONGEST_LOOSE_HEAD = 30
_LOOSE_SIGNS = re.compile(r"^\s*(?:[-*>•]\s+)*")
_Pairs = dict[str, tuple[str, range]]
"""By its name in small letters, a value and the numbers of the lines it stands on."""


class FrontMatter(NamedTuple):
    """What a head says; `used` are the numbers of the lines that say it, `end` is the head's."""

    title: str = ""
    url: str = ""
    author: str = ""
    published: str = ""
    duration: Milliseconds | None = None
    language: str = ""
    used: frozenset[int] = frozenset()
    end: int = 0


def read_front_matter(lines: list[str]) -> FrontMatter:
    """Read the head that the lines begin with, if they do; `end` is the line below it."""
    first = next((at for at, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return FrontMatter()
    fence = lines[first].strip()
    if not _FENCE.fullmatch(fence):
        return _read_loose(lines[first : first + _LONGEST_LOOSE_HEAD], first)
    limit = min(len(lines), first + _LONGEST_HEAD)
    last = next((at for at in range(first + 1, limit) if lines[at].rstrip() == fence), None)
    pairs: _Pairs = {}
    end = last
    if end is None:
        end = next((at for at in range(first + 1, limit) if not lines[at].strip()), limit)
    nested: _Pairs = {}
    for at in range(first + 1, end):
        if lines[at][:1].isspace():
            _add_pair(nested, lines[at].strip(), range(at, at + 1))
        else:
            numbers = range(at, _find_end(lines, at, end))
            _add_pair(pairs, " ".join(lines[number].strip() for number in numbers), numbers)
    pairs = {name: nested[name] for name in (*_URLS, *_VIDEO_IDS) if name in nested} | pairs
    if not pairs:
        return FrontMatter()
    if last is None:
        return _make(pairs, {first}, first + 1)
    loose = _read_loose(lines[last + 1 : last + _LONGEST_LOOSE_HEAD], last + 1)
    front = _make(pairs, {first, last}, last + 1)
    return front._replace(
        url=front.url or loose.url,
        author=front.author or loose.author,
        published=front.published or loose.published,
        duration=front.duration or loose.duration,
        used=front.used | loose.used,
    )


def _read_loose(lines: list[str], first: int) -> FrontMatter:
    """Read lines such as `- **Channel:** Bees`, between which other lines may stand."""
    pairs: _Pairs = {}
    for at, line in enumerate(lines, first):
        bare = _LOOSE_SIGNS.sub("", line.replace("**", "").replace("__", ""))
        _add_pair(pairs, bare, range(at, at + 1))
    known = {name: pair for name, pair in pairs.items() if name in _KNOWN}
    made = _make(known, set(), 0)
    is_head = sum(bool(each) for each in (made.title, made.url, made.author, made.published)) > 1
    is_address = any(
        _is_of(name, value, made.url) for name, (value, _) in known.items() if name in _OWN
    )
    return made if is_head or is_address else FrontMatter()


def _find_end(lines: list[str], at: int, end: int) -> int:
    """Give the line behind a value's last: a long one goes on in lines that are set in."""
    after = at + 1
    while _PAIR.match(lines[at]) and after < end and lines[after][:1].isspace():
        after += 1
    return after


def _add_pair(pairs: _Pairs, line: str, numbers: range) -> None:
    if pair := _PAIR.match(line):
        name = re.sub(r"[ .-]", "_", pair[1].strip().lower())
        value = _unquote(_BLOCK.sub("", pair[2], count=1))
        if value and value.lower() not in _NOTHING:
            pairs.setdefault(name, (value, numbers))


def _make(pairs: _Pairs, used: set[int], end: int) -> FrontMatter:

    def find(*names: str) -> str:
        for name in names:
            if name in pairs:
                value, numbers = pairs[name]
                used.update(numbers)
                return value
        return ""

    url = _find_url({name: value for name, (value, _) in pairs.items()})
    own = [pairs[name][1] for name, (value, _) in pairs.items() if url and _is_of(name, value, url)]
    published = next(
        (made for name in _DATES if name in pairs and (made := _read_date(pairs[name][0]))), ""
    )
    own += [pairs[name][1] for name in _DATES if name in pairs and published]
    used.update(*own)
    language = find(*_LANGUAGES)
    return FrontMatter(
        title=clean_text(find(*_TITLES)),
        url=url,
        author=clean_text(find(*_AUTHORS)),
        published=published,
        duration=_read_length(find(*_LENGTHS)),
        language=language if re.fullmatch(r"[a-z]{2}(?:-[A-Z]{2})?", language) else "",
        used=frozenset(used),
        end=end,
    )


def _unquote(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] == '"':
        return re.sub(r"\\([\"\\])", r"\1", value[1:-1])
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value


def _find_url(values: dict[str, str]) -> str:
    """Give the address of the video: of one on YouTube first, and of no mere page or sound file."""
    named = [_bare_address(values.get(name, "")) for name in (*_URLS, *_URLS_LAST)]
    urls = [url for url in named if is_web_url(url)]
    if on_youtube := next((made for url in urls if (made := video_url(url)) != url), ""):
        return on_youtube
    if already := next((url for url in urls if "youtube.com/watch?v=" in url), ""):
        return video_url(already)
    for name in _VIDEO_IDS:
        if _VIDEO_ID.fullmatch(values.get(name, "")):
            return f"https://www.youtube.com/watch?v={values[name]}"
    return next((url for url in urls if known_site(url)[0] not in {None, _MEDIA}), "")


def _bare_address(value: str) -> str:
    """Give what a link in Markdown leads to, and any other value as it is."""
    linked = _LINKED.fullmatch(value)
    return (linked[1] or linked[2]) if linked else value


def _is_of(name: str, value: str, url: str) -> bool:
    address = _bare_address(value)
    return name in {*_URLS, *_URLS_LAST, *_VIDEO_IDS} and (
        address in url or video_url(address) == url
    )


def _read_date(value: str) -> str:
    """Read a date as heads have it: a day, a moment in any form, seconds since 1970."""
    if made := clean_date(value):
        return made
    if _EPOCH.fullmatch(value):
        seconds = int(value) // (1000 if len(value) > _EPOCH_MILLISECONDS else 1)
        return date.fromordinal(_EPOCH_DAY + seconds // 86_400).isoformat()
    if slashed := _SLASHED.fullmatch(value):
        return clean_date("-".join(f"{int(part):02}" for part in slashed.groups()))
    if named := _MONTH_FIRST.match(value):
        return _spell_date(named[3], named[1], named[2])
    if named := _DAY_FIRST.match(value):
        return _spell_date(named[3], named[2], named[1])
    return ""


def _spell_date(year: str, month: str, day: str) -> str:
    number = _MONTHS.find(month[:3].lower()) // 3 + 1
    return clean_date(f"{year}-{number:02}-{int(day):02}")


def _read_length(value: str) -> Milliseconds | None:
    if found := _SECONDS.fullmatch(value):
        return Milliseconds(int(found[1]) * 1000) or None
    return parse_time(value)
