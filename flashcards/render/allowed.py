"""What HTML a card may hold: one list for the author's own tags and for the sanitiser.

Of an author's tags, those may be markup that are in the list and have their partner.
"""

import re
from collections.abc import Container, Iterable
from html import escape
from typing import NamedTuple
from urllib.parse import urlsplit

import nh3

from flashcards.render.parser import Event

INLINE_TAGS = frozenset(
    (
        "abbr b bdi bdo br cite code del em i ins kbd mark q rp rt ruby s samp small span strong "
        "sub sup u var wbr"
    ).split()
)
AUTHOR_TAGS = INLINE_TAGS | {"a", "details", "div", "hr", "p", "summary"}
"""Tags an author may write; everything else has Markdown for it, or no place on a card."""

VOID_TAGS = frozenset({"br", "hr", "img", "wbr"})

CARD_TAGS = AUTHOR_TAGS | frozenset(
    "blockquote h1 h2 h3 h4 h5 h6 li ol pre table tbody td th thead tr ul".split()
)
"""Tags on a card: the author's and those that Markdown makes."""

ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "bdi": {"dir", "lang"},
    "bdo": {"dir", "lang"},
    "code": {"dir"},
    "div": {"dir", "lang"},
    "ol": {"start"},
    "p": {"dir", "lang"},
    "pre": {"dir"},
    "span": {"dir", "lang"},
    "td": {"align"},
    "th": {"align"},
}
"""Attributes by tag; there is no `style`, no `class`, no `id` and no event handler."""

_WEB = frozenset({"http", "https"})
URL_SCHEMES = _WEB | {"mailto"}

_LINKS = nh3.Cleaner(
    tags={"a"}, attributes={"a": {"href"}}, url_schemes=set(URL_SCHEMES), link_rel=None
)

_ATTRIBUTE = r"""\s+([a-zA-Z_:][\w:.-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?"""
_TAG = re.compile(rf"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:{_ATTRIBUTE})*)\s*/?>")
_EACH_ATTRIBUTE = re.compile(_ATTRIBUTE)
_LESS = re.compile("<")

_WORDS = re.compile(r"<[a-zA-Z][a-zA-Z0-9-]*((?:\s+[\w:.-]+)+)\s*>")
_ALONE = frozenset(
    (
        "allowfullscreen async autofocus autoplay checked controls default defer disabled "
        "download hidden loop multiple muted novalidate open playsinline readonly required "
        "reversed selected"
    ).split()
)
"""Attributes that HTML knows without a value."""

_PLACE = re.compile(r"[./#:&%=@]|\?\w")
_PATTERN = re.compile(r"[*+|\\^${}]|^\?[:=!<]|\?$|^[\d.,]+$")
_NAME = re.compile(r"[^\W_]{3}")
_LABEL = re.compile(r"\[[^\]]*[^\W\d_]{2}")


class TextTag(NamedTuple):
    """What starts no markup; `alone` is the name of a tag that would, if it had its partner."""

    written: str
    alone: str = ""


def is_safe_link(target: str) -> bool:
    """Whether a card may link there: the web and mail; a relative link leads nowhere in Anki.

    The sanitiser has the last word, for it takes away what it can't read as an address.
    """
    try:
        parts = urlsplit(target)
        is_mail = parts.scheme.lower() == "mailto" and bool(parts.path)
        # Asking for the port raises when there is an impossible one.
        is_web = parts.scheme.lower() in _WEB and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return (is_mail or is_web) and "href" in _LINKS.clean(f'<a href="{escape(target)}">')


def is_meant_as_link(before: str, written: str, target: str) -> bool:
    """Whether someone wanted to link, and wrote no pattern, function's call, range or formula.

    What leads to no address can be `[a-z](0-9)`, `f[i](x)` or `[Fe(CN)6](4-)`; `before` is the
    character it stands behind, if there is one.
    """
    if "://" in target or not target:
        return not written.startswith("[](")
    if _PATTERN.search(target):
        return False
    if _PLACE.search(target):
        return True
    is_call = before.isascii() and (before.isalnum() or before in {")", "]", "_"})
    return not is_call and _NAME.search(target) is not None and _LABEL.match(written) is not None


def is_meant_as_tag(written: str) -> bool:
    """Whether what CommonMark takes for a tag is none of words alone: `a<b and c>d`."""
    words = _WORDS.fullmatch(written)
    return words is None or any(word.lower() in _ALONE for word in words[1].split())


def find_text_tags(  # noqa: C901 - a tag has many ways to be none
    events: Iterable[Event], allowed: Container[str]
) -> dict[int, TextTag]:
    """Find each `<` that starts no allowed tag, or one without its partner, and quote from it.

    Give its offset in bytes. What a comment holds, and a block of HTML that starts with such a
    tag, can be Markdown once it is text: nothing is found there.
    """
    found: dict[int, TextTag] = {}
    unclosed: list[tuple[str, int, str]] = []
    block: int | None = None
    images = 0
    for kind, name, html, start, _ in events:
        if name == "HtmlBlock":
            block = start if kind == "Start" else None
        elif name == "Image":  # what describes it is text anyway
            images += 1 if kind == "Start" else -1
        if kind not in {"Html", "InlineHtml"} or images:
            continue
        covered = 0
        for less in _LESS.finditer(html):
            place = less.start()
            if place < covered or block in found:
                continue
            offset = start + len(html[:place].encode())
            tag = _TAG.match(html, place)
            if tag is None:
                covered = place if block is not None else len(html)
                found[offset] = TextTag(html[place:].split("\n")[0])
                continue
            covered = tag.end()
            tag_name = tag[2].lower()
            if not _is_allowed(tag, allowed):
                found[offset] = TextTag(tag[0])
            elif not tag[1]:
                if tag_name not in VOID_TAGS:
                    unclosed.append((tag_name, offset, tag[0]))
            elif unclosed and unclosed[-1][0] == tag_name:
                unclosed.pop()
            else:
                found[offset] = TextTag(tag[0], tag_name)
    return found | {offset: TextTag(html, name) for name, offset, html in unclosed}


def _is_allowed(tag: re.Match[str], allowed: Container[str]) -> bool:
    slash, name, attributes = tag[1], tag[2].lower(), tag[3]
    if name not in allowed or (slash and (attributes.strip() or name in VOID_TAGS)):
        return False
    known = ATTRIBUTES.get(name, set())
    return all(
        attribute.lower() in known
        and (attribute.lower() != "href" or is_safe_link(value.strip("\"'")))
        for attribute, value in _EACH_ATTRIBUTE.findall(attributes)
    )
