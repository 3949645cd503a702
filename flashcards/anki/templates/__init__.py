"""The cards' templates and their style, one file each, in Anki's template language."""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def read_template(name: str) -> str:
    """Read a template, `question.front` for one; a back ends with the footer all cards share."""
    text = _read(f"{name}.html")
    return text + _read("footer.html") if name.endswith(".back") else text


@cache
def read_css() -> str:
    """Read the style of all note types."""
    return _read("style.css")


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
