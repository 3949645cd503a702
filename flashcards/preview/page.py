"""A deck's data as one HTML file that needs nothing else and reaches nowhere. Pure."""

import json
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template
from typing import Any, NamedTuple
from urllib.parse import quote

from flashcards.preview.data import Preview, make_data
from flashcards.render.allowed import ATTRIBUTES, CARD_TAGS

_ASSETS = Path(__file__).parent / "assets"
_SCRIPTS = ("dom.js", "card.js", "timeline.js", "list.js", "address.js", "page.js")
"""In this order they are one module; the last starts the page."""

_UNSAFE_IN_SCRIPT = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)
"""What could end a script element, or a line of it, before its time."""


class LivePage(NamedTuple):
    """A page that asks the server it came from for versions other than its own."""

    html: str
    version: str


class _Frame(NamedTuple):
    """What stands around a page; `language` is that of the texts it shows."""

    title: str
    language: str = "en"
    version: str = ""


def render_page(preview: Preview) -> str:
    """Make the page of a deck, as a file that may be opened, kept and shared."""
    data = _page_data(preview)
    frame = _Frame(str(data["title"]), preview.breakdown.language)
    return _fill(frame, _read("page.html"), _page_script(), _embed(data))


def render_live_page(preview: Preview) -> LivePage:
    """Make the page of a deck for as long as its content is being written."""
    data = _page_data(preview)
    text = _embed(data)
    version = _version(text)
    frame = _Frame(str(data["title"]), preview.breakdown.language, version)
    html = _fill(frame, _read("page.html"), _page_script(), text)
    return LivePage(html=html, version=version)


def render_waiting_page(name: str) -> LivePage:
    """Make the page that stands in for a live one until its content has been sound once."""
    frame = _Frame(name, version="none")
    return LivePage(html=_fill(frame, _read("waiting.html"), "", "{}"), version=frame.version)


def render_index(pages: Iterable[str]) -> LivePage:
    """Make the list of pages, by their content ids."""
    items = "".join(f'<li><a href="{quote(each)}.html">{escape(each)}</a></li>' for each in pages)
    frame = _Frame("Decks", version=_version(items))
    body = f"<main><h1>Decks</h1><ul>{items}</ul></main>\n"
    return LivePage(html=_fill(frame, body, "", "{}"), version=frame.version)


def _page_data(preview: Preview) -> dict[str, Any]:
    allowed = {
        "tags": sorted(CARD_TAGS | {"img"}),
        "attributes": sorted({"class", "id", "src", "alt"}.union(*ATTRIBUTES.values())),
    }
    return {**make_data(preview), "allowed": allowed}


def _page_script() -> str:
    return "\n".join(_read(name) for name in _SCRIPTS)


def _fill(frame: _Frame, body: str, script: str, data: str) -> str:
    scripts = [each for each in (script, _read("live.js") if frame.version else "") if each]
    policy = [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "script-src " + (" ".join(map(_hash, scripts)) or "'none'"),
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    if frame.version:
        policy.append("connect-src 'self'")
    return Template(_read("frame.html")).substitute(
        policy=escape("; ".join(policy)),
        version=escape(frame.version),
        language=escape(frame.language or "en"),
        title=escape(frame.title),
        style=_read("page.css"),
        body=body,
        data=data,
        scripts="".join(f'<script type="module">{each}</script>\n' for each in scripts),
    )


def _version(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _embed(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_UNSAFE_IN_SCRIPT)


def _hash(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


@cache
def _read(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")
