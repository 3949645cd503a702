"""Where a site takes the moment to start at, as data: each has a form of its own.

Only forms that a site itself offers when it shares a moment, or that its documentation names, are
here: an address with a word too many can be one that the site doesn't know.
"""

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import SplitResult


class Site(NamedTuple):
    """Pages that start at a moment: by host (none is any) and path, and for some by the query.

    `place` is `query`, `fragment` or `path`, `key` the name that the time has there.
    """

    name: str
    hosts: tuple[str, ...]
    path: str
    place: str
    key: str
    write: Callable[[int], str]
    query: str = ""


def _count(seconds: int) -> str:
    return str(seconds)


def _with_unit(seconds: int) -> str:
    return f"{seconds}s"


def _with_units(seconds: int) -> str:
    hours, minutes, rest = _split(seconds)
    return f"{hours}h{minutes}m{rest}s"


def _as_clock(seconds: int) -> str:
    hours, minutes, rest = _split(seconds)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _split(seconds: int) -> tuple[int, int, int]:
    return seconds // 3600, seconds // 60 % 60, seconds % 60


_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_SHORT_UUID = r"[1-9A-HJ-NP-Za-km-z]{22}"
_MEDIA = r"mp4|m4v|webm|ogv|mov|mp3|m4a|m4b|ogg|oga|opus|wav|flac|aac"

SITES = (
    Site("Vimeo", ("vimeo.com", "player.vimeo.com"), r"/.*\d.*", "fragment", "t", _with_unit),
    Site("Twitch", ("twitch.tv",), r"/(?:videos|\w+/v(?:ideo)?)/\d+", "query", "t", _with_units),
    Site("Bilibili", ("bilibili.com",), r"/(?:video|bangumi/play)/\w+", "query", "t", _count),
    Site(
        "Dailymotion",
        ("dailymotion.com",),
        r"/(?:embed/)?video/[\w-]+",
        "query",
        "start",
        _count,
    ),
    Site("Niconico", ("nicovideo.jp", "sp.nicovideo.jp"), r"/watch/\w+", "query", "from", _count),
    Site("Odysee", ("odysee.com",), r"/(?:@[^/]+/)?[^/@$][^/]*", "query", "t", _count),
    Site(
        "Rumble", ("rumble.com",), r"/v(?=[a-z]*\d)[0-9a-z]+(?:-[^/]*)?", "query", "start", _count
    ),
    Site(
        "the Internet Archive",
        ("archive.org",),
        r"/details/[^/]+/start/\d+(?:/end/\d+)?",
        "path",
        r"/start/\d+(?:/end/\d+)?/?",
        lambda seconds: f"/start/{seconds}",
    ),
    Site(
        "the Internet Archive", ("archive.org",), r"/(?:details|embed)/.+", "query", "start", _count
    ),
    Site("Loom", ("loom.com",), r"/share/[\w-]+", "query", "t", _count),
    Site(
        "Google Drive",
        ("drive.google.com",),
        r"/file/d/[\w-]+/(?:view|preview)",
        "query",
        "t",
        _count,
    ),
    Site("media.ccc.de", ("media.ccc.de",), r"/v/.+", "fragment", "t", _count),
    Site("SoundCloud", ("soundcloud.com",), r"/[^/]+/[^/]+(?:/.*)?", "fragment", "t", _as_clock),
    Site("Spotify", ("open.spotify.com",), r"/(?:intl-\w+/)?episode/\w+", "query", "t", _count),
    Site(
        "Apple Podcasts",
        ("podcasts.apple.com",),
        r"/.*podcast/.+",
        "query",
        "t",
        _count,
        query=r"(?:.*&)?i=\d+(?:&.*)?",
    ),
    Site("Pocket Casts", ("pca.st",), r"/(?:episode/)?[\w-]+", "query", "t", _count),
    Site(
        "Overcast",
        ("overcast.fm",),
        r"/\+[\w-]+(?:/[\d:]+)?",
        "path",
        r"(?:/[\d:]+)?/?",
        lambda seconds: f"/{_as_clock(seconds)}",
    ),
    Site("PeerTube", (), rf"/w/{_SHORT_UUID}", "query", "start", _with_units),
    Site("PeerTube", (), rf"/(?:w|videos/(?:watch|embed))/{_UUID}", "query", "start", _with_units),
    Site("a media file", (), rf"/.*\.(?:{_MEDIA})", "fragment", "t", _count),
)
"""In this order; what has a host comes before what is known by its path alone."""


def find_site(host: str, parts: SplitResult) -> Site | None:
    """Find the site of an address, given its host without `www.` and the like."""
    path = parts.path.removesuffix("/")
    return next(
        (
            site
            for site in SITES
            if (not site.hosts or host in site.hosts)
            and re.fullmatch(site.path, path, 0 if site.hosts else re.IGNORECASE)
            and (not site.query or re.fullmatch(site.query, parts.query))
        ),
        None,
    )


def start_at(site: Site, parts: SplitResult, seconds: int) -> SplitResult:
    """Give the address that starts at a moment in place of the one that may be in it."""
    time = site.write(seconds)
    if site.place == "path":
        path = re.sub(rf"(?:{site.key})\Z", "", parts.path)
        return parts._replace(path=path + time, fragment=_without(parts.fragment, "t"))
    if site.place == "query":
        return parts._replace(
            query=_with(parts.query, site.key, time), fragment=_without(parts.fragment, "t")
        )
    return parts._replace(fragment=_with(parts.fragment, site.key, time))


def _with(pairs: str, key: str, value: str) -> str:
    others = _without(pairs, key)
    return f"{others}&{key}={value}" if others else f"{key}={value}"


def _without(pairs: str, key: str) -> str:
    return "&".join(each for each in pairs.split("&") if each and each.partition("=")[0] != key)
