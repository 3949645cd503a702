"""Images and sounds in Markdown: which a text names, and how they stand in a field."""

import re
from collections.abc import Mapping
from html import escape, unescape

from flashcards.render.protect import MARKDOWN
from flashcards.source.media import SOUNDS

_IMAGE = re.compile(r'<img src="([^"]*)" alt="([^"]*)"(?: title="([^"]*)")? />')
_HELD = re.compile("\x0e([0-9]+)\x0f")


def find_images(markdown: str) -> tuple[str, ...]:
    """Give what the images of a text refer to, in order, each once."""
    if "![" not in markdown:
        return ()
    found = []
    for event in MARKDOWN.events(markdown):
        match event:
            case {"Start": {"Image": image}}:
                found.append(str(image["dest_url"]))
            case _:
                pass
    return tuple(dict.fromkeys(found))


def hold_images(html: str, media: Mapping[str, str]) -> tuple[str, list[str]]:
    """Take the images out of HTML before it is sanitised; `release_images` puts them back.

    `media` maps what a text refers to to the name of the packed file.
    """
    held: list[str] = []

    def hold(image: re.Match[str]) -> str:
        name = media.get(unescape(image[1]))
        if name is None:
            return image[0]
        if name.rsplit(".", 1)[-1] in SOUNDS:
            held.append(f"[sound:{name}]")
        else:
            title = f' title="{image[3]}"' if image[3] else ""
            held.append(f'<img src="{escape(name)}" alt="{image[2]}"{title}>')
        return f"\x0e{len(held) - 1}\x0f"

    return _IMAGE.sub(hold, html), held


def release_images(html: str, held: list[str]) -> str:
    """Put the images back that `hold_images` took out."""
    return _HELD.sub(lambda place: held[int(place[1])], html) if held else html
