"""Addresses that open a file's line in an editor. Pure.

They hold absolute paths, so they belong on a page that is served to its author, and on no other.
"""

import re
from pathlib import Path

EDITORS = {
    "vscode": "vscode://file{path}:{line}:{column}",
    "vscodium": "vscodium://file{path}:{line}:{column}",
    "cursor": "cursor://file{path}:{line}:{column}",
    "windsurf": "windsurf://file{path}:{line}:{column}",
    "zed": "zed://file{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "pycharm": "pycharm://open?file={path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
    "none": "",
}
"""Editors by name. `{path}` is a path as an address of a file has it, from its first `/` on."""

USUAL = "vscode"

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:[!-~]*\{path\}[!-~]*")
_RUNS = ("javascript:", "vbscript:", "data:", "blob:", "file:")
"""What a browser would run or show itself."""


def parse_editor(text: str) -> str:
    """Give the address that an editor's name stands for, or that was written out.

    Raises ValueError when it is neither.
    """
    if text in EDITORS:
        return EDITORS[text]
    if not _ADDRESS.fullmatch(text) or text.startswith(_RUNS):
        raise ValueError(
            f"{text!r} is no editor: use one of {', '.join(EDITORS)}, or an address such as "
            "'myeditor://open?file={path}&line={line}'"
        )
    return text


def fill_path(address: str, path: Path) -> str:
    """Put an absolute path into an editor's address; every sign that means something is escaped."""
    return address.replace("{path}", path.as_uri().removeprefix("file://"))


def fill_place(address: str, line: int, column: int) -> str:
    """Put a place into an address that has its path, both counted from 1."""
    # No brace of the path is left: these are the address's own.
    return address.replace("{line}", str(line)).replace("{column}", str(column))
