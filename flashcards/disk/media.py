"""Images and sounds that content names: read from its own folder and nowhere else."""

import re
import stat
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from flashcards.diagnostics import Diagnostic, Report, Span, make_error
from flashcards.disk.sources import LARGEST_FILE

# Nothing in it is tried twice: what many comments hide would else take for ever.
_SVG = rb"(?s)(?:\xef\xbb\xbf)?(?:(?><\?xml.*?\?>)|(?><!--.*?-->)|<!DOCTYPE[^>]*+>|\s)*+<svg[\s>]"

_IS_KIND: dict[str, Callable[[bytes], bool]] = {
    "png": lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"),
    "jpg": lambda data: data.startswith(b"\xff\xd8\xff"),
    "gif": lambda data: data.startswith((b"GIF87a", b"GIF89a")),
    "webp": lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP",
    "svg": lambda data: re.match(_SVG, data[:65536]) is not None,
    "mp3": lambda data: data.startswith(b"ID3") or (data[:1] == b"\xff" and data[1:2] >= b"\xe0"),
    "ogg": lambda data: data.startswith(b"OggS"),
    "wav": lambda data: data[:4] == b"RIFF" and data[8:12] == b"WAVE",
    "m4a": lambda data: data[4:8] == b"ftyp",
    "flac": lambda data: data.startswith(b"fLaC"),
}
"""How each kind of file starts; the name alone proves nothing."""

_SAME_KIND = {"jpeg": "jpg", "oga": "ogg", "opus": "ogg"}
_SOUNDS = frozenset(("mp3", "ogg", "wav", "m4a", "flac"))


class MediaFile(NamedTuple):
    """A file to pack: `name` is made of its content, so the same file is packed once."""

    name: str
    data: bytes

    def __repr__(self) -> str:
        return f"MediaFile(name={self.name!r})"  # no one wants to see megabytes


def is_sound(name: str) -> bool:
    """Whether a packed file, by its name, is to be heard and not seen."""
    return name.rsplit(".", 1)[-1] in _SOUNDS


def media_path(reference: str, folder: Path) -> Path:
    """Give the file that content in `folder` means by a reference."""
    return folder / unquote(reference)


def read_media(
    reference: str, folder: Path, root: Path, span: Span, report: Report
) -> MediaFile | None:
    """Read a media file that content in `folder` refers to; report why when it can't be.

    The file must lie below `root`, symbolic links followed, and be what its name says.
    """
    path = media_path(reference, folder)
    problem = _check_reference(reference, span) or _check_place(path, root, reference, span)
    if problem is not None:
        report(problem)
        return None
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "no access").lower()
        message = f"can't read `{reference}`: {reason}"
        report(make_error("missing-media", span, message, "make the file readable"))
        return None
    kind = path.suffix.lower().removeprefix(".")
    kind = _SAME_KIND.get(kind, kind)
    if kind in _IS_KIND and _IS_KIND[kind](data):
        return MediaFile(name=f"{sha256(data).hexdigest()[:24]}.{kind}", data=data)
    report(
        make_error(
            "not-media",
            span,
            f"`{reference}` is no image or sound of the kind its name says",
            "use a PNG, JPEG, GIF, WebP or SVG image, or an MP3, OGG, WAV, M4A or FLAC sound",
        )
    )
    return None


def _check_reference(reference: str, span: Span) -> Diagnostic | None:
    try:
        parts = urlsplit(reference)
        is_remote = bool(parts.scheme or parts.netloc)
    except ValueError:
        is_remote = True
    if not is_remote:
        return None
    return make_error(
        "remote-media",
        span,
        f"`{reference}` is not in the content folder",
        "download the file, put it beside the content file, and name it by its relative path",
    )


def _check_place(path: Path, root: Path, reference: str, span: Span) -> Diagnostic | None:
    missing = make_error(
        "missing-media",
        span,
        f"there is no file `{reference}`",
        "give the path relative to the content file",
    )
    try:
        place = path.resolve(strict=True)
        if not place.is_relative_to(root.resolve(strict=True)):
            return make_error(
                "media-outside-content",
                span,
                f"`{reference}` leads out of the content folder",
                "put the file into the content folder",
            )
        status = place.stat()
    except (OSError, ValueError, RuntimeError):
        return missing
    if not stat.S_ISREG(status.st_mode):
        return missing
    if status.st_size > LARGEST_FILE:
        limit = LARGEST_FILE // 1024**2
        message = f"`{reference}` is larger than {limit} MiB"
        return make_error("not-media", span, message, "use a smaller file")
    return None
