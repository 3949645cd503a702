"""Images and sounds in Markdown: which a text names, and how they stand in a field.

They are our own HTML, made of safe parts, so they are held out of the sanitiser's way and put back
after it.
"""

import re
from collections.abc import Mapping
from html import escape, unescape
from urllib.parse import unquote

from flashcards.disk.media import is_sound
from flashcards.render.protect import MARKDOWN

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


def hold_images(html: str, media: Mapping[str, str], held: list[str]) -> str:
    """Take the images out of HTML and add them to `held`; `release` puts them back.

    `media` maps what a text refers to to the name of the packed file.
    """
    # Markdown percent-encodes what is not ASCII.
    names = {unquote(reference): name for reference, name in media.items()}

    def hold(image: re.Match[str]) -> str:
        name = names.get(unquote(unescape(image[1])))
        if name is None:
            return image[0]
        if is_sound(name):
            held.append(f"[sound:{name}]")
        else:
            title = f' title="{image[3]}"' if image[3] else ""
            held.append(f'<img src="{escape(name)}" alt="{image[2]}"{title}>')
        return f"\x0e{len(held) - 1}\x0f"

    return _IMAGE.sub(hold, html) if media else html


def release(html: str, held: list[str]) -> str:
    """Put back what was held."""
    return _HELD.sub(lambda place: held[int(place[1])], html) if held else html
