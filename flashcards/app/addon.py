"""The add-on for Anki, packed as a file that Anki installs."""

import io
import json
import zipfile
from pathlib import Path

import flashcards.addon
from flashcards import __version__
from flashcards.disk.files import write_atomic

ADDON_FILE = Path("flashcards.ankiaddon")
"""Where it is written, unless told otherwise."""

_OLDEST_ANKI, _NEWEST_ANKI = 250900, 260903
"""The versions of Anki that the tests run with, as Anki counts them: 25.09 and 26.09.3."""

_MANIFEST = {
    "package": "video_flashcards",
    "name": "Flashcards: updates that keep your edits",
    "human_version": __version__,
    "min_point_version": _OLDEST_ANKI,
    "max_point_version": _NEWEST_ANKI,
}
"""What Anki asks of an add-on; a newer Anki than the newest tested still starts it."""


def write_addon(path: Path) -> bool:
    """Write the add-on; say whether anything had to be written.

    Raises FlashcardsError when the system refuses.
    """
    return write_atomic(path, pack_addon())


def pack_addon() -> bytes:
    """Give the bytes of the add-on: the same for the same version."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(_read_members().items()):
            # By its name a member has the first time that a zip can hold.
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # the same on Windows
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return buffer.getvalue()


def _read_members() -> dict[str, bytes]:
    folder = Path(flashcards.addon.__file__).parent
    members = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.py")
    }
    members["__init__.py"] = members.pop("start.py")
    members["manifest.json"] = json.dumps(_MANIFEST, indent=1).encode() + b"\n"
    return members
