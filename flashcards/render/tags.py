"""Tags in finished HTML, whose attributes may hold anything but their own quotes."""

import re
from collections.abc import Callable

TAG = re.compile(r"""<(/?)([a-z0-9]+)(?:[^>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)
"""A tag; its groups are the slash of an end tag, and the name."""


def shut_attributes(html: str) -> str:
    """Escape the angle brackets in attributes, so that each one left belongs to a tag."""
    return TAG.sub(_shut, html)


def _shut(tag: re.Match[str]) -> str:
    inner = tag[0][1:-1]
    if "<" not in inner and ">" not in inner:
        return tag[0]
    return f"<{inner.replace('<', '&lt;').replace('>', '&gt;')}>"


def map_parts(html: str, text: Callable[[str], str], tag: Callable[[str], str]) -> str:
    """Change what stands between tags in one way, and the tags in another."""
    parts: list[str] = []
    covered = 0
    for found in TAG.finditer(html):
        parts += (text(html[covered : found.start()]), tag(found[0]))
        covered = found.end()
    return "".join((*parts, text(html[covered:])))
