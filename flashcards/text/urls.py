"""Links from a moment of the video to the place where it can be watched."""

import re
from functools import lru_cache
from urllib.parse import SplitResult, parse_qs, urlsplit, urlunsplit

from flashcards.text.times import Milliseconds
from flashcards.text.video_sites import Site, find_site, start_at

URL = r"[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#]+[^\s]*"
"""An absolute web address, as a pattern that Python and JSON Schema read alike."""

_YOUTUBE_HOSTS = {"youtube.com", "youtube-nocookie.com"}
_YOUTUBE_PATH = re.compile(r"/(?:live|shorts|embed|v)/([\w-]+)")
_ENCODED_IN_HOST = str.maketrans({sign: f"%{ord(sign):02X}" for sign in "{}\\"})
_ENCODED = {**_ENCODED_IN_HOST, **str.maketrans({sign: f"%{ord(sign):02X}" for sign in "[]"})}
_SHORT = {"dai.ly": ("www.dailymotion.com", "/video")}
"""Hosts of short addresses: where they lead, and what comes before the same path there."""


def is_web_url(url: str) -> bool:
    """Whether the text is an absolute http or https address with a host."""
    if re.fullmatch(URL, url) is None:
        return False
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False


def moment_url(url: str, time: Milliseconds) -> str:
    """Link to a moment, to the second before it; empty without a URL.

    YouTube in all its forms becomes `watch?v=...&t=...s`; the sites of `video_sites` and media
    files get the time where they take it. Any other address stays bare: what it would make of a
    time is not known.
    """
    if not url:
        return ""
    seconds = time // 1000
    if video := _youtube_id(url):
        return f"https://www.youtube.com/watch?v={video}&t={seconds}s"
    site, parts = known_site(url)
    return urlunsplit(parts if site is None else start_at(site, parts, seconds))


def video_url(url: str) -> str:
    """Give one form to the address of a video on YouTube; other addresses stay as they are."""
    return watch_url(url) or url


def watch_url(url: str) -> str:
    """Give the address of a video on YouTube without a moment; empty for any other text."""
    video = _youtube_id(url) if is_web_url(url) else ""
    return f"https://www.youtube.com/watch?v={video}" if video else ""


@lru_cache(maxsize=16)  # as below
def inert_url(url: str) -> str:
    """Percent-encode what Anki would read as its own syntax in an address, as browsers take it."""
    parts = urlsplit(url)
    return urlunsplit(
        (
            parts.scheme,
            parts.netloc.translate(_ENCODED_IN_HOST),  # brackets stand round an IPv6 address
            *(part.translate(_ENCODED) for part in (parts.path, parts.query, parts.fragment)),
        )
    )


@lru_cache(maxsize=16)  # as below
def known_site(url: str) -> tuple[Site | None, SplitResult]:
    """Find the site of an address, and its parts with nothing of Anki's in them."""
    host = _host(url)
    parts = urlsplit(inert_url(url))
    if host in _SHORT:
        host_there, folder = _SHORT[host]
        parts = parts._replace(netloc=host_there, path=folder + parts.path)
        host = _host(urlunsplit(parts))
    return find_site(host, parts), parts


def _host(url: str) -> str:
    host = (urlsplit(url).hostname or "").lower()
    for prefix in ("www.", "m.", "music."):
        host = host.removeprefix(prefix)
    return host


@lru_cache(maxsize=16)  # all moments of a video ask for the same
def _youtube_id(url: str) -> str:
    parts = urlsplit(url)
    host = _host(url)
    if host == "youtu.be":
        found = parts.path.strip("/").split("/")[0]
    elif host in _YOUTUBE_HOSTS:
        in_path = _YOUTUBE_PATH.match(parts.path)
        found = in_path[1] if in_path else parse_qs(parts.query).get("v", [""])[0]
    else:
        return ""
    return found if re.fullmatch(r"[\w-]+", found, re.ASCII) else ""
