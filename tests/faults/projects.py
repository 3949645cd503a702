"""A project of several decks before and after an edit, and what its folder of decks holds."""

import json
import zlib
from pathlib import Path

from tests.media import PNG

FIRST = """\
title: First
chapters:
  - title: One
    time: 0:00
    summary: The sky is ==blue==.
    topics:
      Sky: What is above.
    questions:
      - question: Why is water so?
        answer: Because.
        id: why
      - question: Who says so?
        answer: Everyone.
"""
SECOND = """\
title: Second
chapters:
  - title: Two
    time: 0:00
    topics:
      Water: What is wet.
    questions:
      - question: What does water look like?
        answer: "![](drop.png)"
"""
THIRD = """\
title: Third
chapters:
  - title: Three
    time: 0:00
    questions:
      - question: What falls from a tree?
        answer: A leaf.
        id: leaf
"""
ZEROTH = """\
title: Numbers
chapters:
  - title: Nothing
    time: 0:00
    summary: Nothing is ==zero==.
"""
_WHY = """\
      - question: Why is water so?
        answer: Because.
        id: why
"""
_LEAF = """\
      - question: What falls from a tree?
        answer: A leaf.
        id: leaf
"""


def write_first(project: Path) -> None:
    """Write three content files and a picture, as before their first build."""
    _write(project, {"first": FIRST, "second": SECOND, "third": THIRD}, b"small")


def write_second(project: Path) -> None:
    """Edit them: notes move to another file, one file goes, one comes, the picture is another."""
    (project / "content" / "third.yaml").unlink()
    texts = {
        "first": FIRST.replace(_WHY, "").replace("Everyone", "Anyone").replace("blue", "grey"),
        "second": SECOND + _WHY + _LEAF,
        "zeroth": ZEROTH,
    }
    _write(project, texts, b"another one")


def _write(project: Path, texts: dict[str, str], seed: bytes) -> None:
    content = project / "content"
    content.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (content / f"{name}.yaml").write_text(text, encoding="utf-8")
    # Too varied to shrink in the package, so that it is written in several steps.
    noise = b"".join(zlib.crc32(seed + bytes([n % 256, n // 256])).to_bytes(4) for n in range(2000))
    (content / "drop.png").write_bytes(PNG + noise)


def read_decks(folder: Path) -> dict[str, bytes]:
    """Give all files of a folder of decks by name, hidden ones included; none if it isn't there."""
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


def read_guids(decks: dict[str, bytes]) -> dict[str, set[str]]:
    """Give the GUIDs that the locks remember, each with the locks that have it in use."""
    found: dict[str, set[str]] = {}
    for name, data in decks.items():
        if name.endswith(".lock"):
            for line in data.decode().splitlines()[1:]:
                entry = json.loads(line)
                if "guid" not in entry:
                    continue  # where the deck began
                locks = found.setdefault(entry["guid"], set())
                if not entry.get("moved"):
                    locks.add(name)
    return found
