"""What HTML a card may hold: one list for the author's own tags and for the sanitiser."""

from html import escape
from urllib.parse import urlsplit

import nh3

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
    "div": {"dir", "lang"},
    "ol": {"start"},
    "p": {"dir", "lang"},
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
