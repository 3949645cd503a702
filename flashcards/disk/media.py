"""Images and sounds that content names: read from its own folder and nowhere else."""

import os
import re
import stat
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from flashcards.diagnostics import Diagnostic, Report, Span, make_error
from flashcards.disk.files import unify_line_ends
from flashcards.disk.media_folders import ENDINGS, MediaFolders
from flashcards.disk.media_formats import is_of_kind
from flashcards.disk.portable_names import find_unportable
from flashcards.disk.sources import CONTENT, LARGEST_FILE

_NETWORK = re.compile(r"[\\/]{2}")
_ABSOLUTE = re.compile(r"[\\/]|[A-Za-z]:|[A-Za-z][A-Za-z0-9+.-]*:[\\/]")
"""A path that doesn't start from the content file, on one system or another: Windows asks another
machine for `\\\\evil\\share`, and tells it who asks."""

_SAME_KIND = {"jpeg": "jpg", "oga": "ogg", "opus": "ogg"}
_LARGEST_SVG = 16 * 1024**2
"""Bytes; it is read element by element."""

PACKED = r"[0-9a-f]{24}\.[a-z0-9]+"
"""The name of a packed file: of its bytes and their kind."""

_SOUNDS = frozenset(("mp3", "ogg", "wav", "m4a", "flac"))


class MediaFile(NamedTuple):
    """A file to pack: `name` is made of its content, so the same file is packed once.

    `path` is where it was read, with the name that its author gave it.
    """

    name: str
    data: bytes
    path: Path = Path()

    def __repr__(self) -> str:
        return f"MediaFile(name={self.name!r})"  # no one wants to see megabytes


def is_sound(name: str) -> bool:
    """Whether a packed file, by its name, is to be heard and not seen."""
    return name.rsplit(".", 1)[-1] in _SOUNDS


def as_packed(path: Path, data: bytes) -> bytes:
    """Give a file's bytes as a package holds them: whatever line ends a checkout gave to text."""
    return unify_line_ends(data) if path.suffix.lower() == ".svg" else data


def find_media_root(path: Path) -> Path:
    """Give the folder that a content file's images and sounds must lie in.

    It is the nearest folder named `content` that the file lies in. Of a file outside any, which may
    lie among all that its reader has, it is the folder beside it that is named like it.
    """
    place = Path(os.path.abspath(path))  # noqa: PTH100 - `resolve` would follow links
    named = (each for each in place.parents if each.name == CONTENT.name)
    return next((each for each in named if not _leads_up(each)), place.with_suffix(""))


def _leads_up(folder: Path) -> bool:
    """Whether it is a link to a folder that it lies in, which has far more in it than content."""
    return folder.parent.resolve().is_relative_to(folder.resolve())


def read_media(  # noqa: PLR0913, PLR0917 - what is read, for whom, and what is known already
    reference: str,
    content_file: Path,
    span: Span,
    report: Report,
    folders: MediaFolders | None = None,
    line: str = "",
) -> MediaFile | None:
    """Read a media file that a content file refers to; report why when it can't be.

    It must lie below the root, symbolic links followed, and be what its name says. `folders` are
    what the run has listed so far, `line` is the one on which the span starts.
    """
    path = check_reference(reference, content_file, span) or _find_place(
        content_file, reference, span, folders or MediaFolders(), line
    )
    if isinstance(path, Diagnostic):
        report(path)
        return None
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "no access").lower()
        message = f"can't read `{reference}`: {reason}"
        report(make_error("missing-media", span, message, "make the file readable"))
        return None
    data = as_packed(path, data)
    problem = _check_kind(_kind_of(path), data, reference, span)
    if problem is not None:
        report(problem)
        return None
    return MediaFile(packed_name(sha256(data).hexdigest(), path), data, path)


def packed_name(digest: str, path: Path) -> str:
    """Give the name under which a file is packed, by the digest of its bytes."""
    return f"{digest[:24]}.{_kind_of(path)}"


def _kind_of(path: Path) -> str:
    kind = path.suffix.lower().removeprefix(".")
    return _SAME_KIND.get(kind, kind)


def check_reference(reference: str, content_file: Path, span: Span) -> Diagnostic | None:
    """Refuse by its shape alone what can't mean a file beside the content, on whichever system.

    So nothing is asked of a disk or of another machine because of it.
    """
    try:
        parts = urlsplit(reference)
        is_remote = bool(parts.scheme or parts.netloc)
    except ValueError:
        is_remote = True
    path = unquote(reference)
    if re.match(r"[A-Za-z]:", path) is None and (is_remote or _NETWORK.match(path)):
        return make_error(
            "remote-media",
            span,
            f"`{reference}` is not in the content folder",
            "download the file, put it beside the content file, and name it by its relative path",
        )
    return _make_outside(reference, content_file, span) if _ABSOLUTE.match(path) else None


def _make_outside(reference: str, content_file: Path, span: Span) -> Diagnostic:
    root = find_media_root(content_file)
    if root.name == CONTENT.name:
        message = f"`{reference}` leads out of the content folder"
        help_ = "put the file into the content folder"
    else:
        message = f"`{reference}` is not in the folder `{root.name}` beside the content file"
        help_ = f"put it there, as `{root.name}/...`, or both files into a folder named `content`"
    return make_error("media-outside-content", span, message, help_)


def _find_place(
    content_file: Path, reference: str, span: Span, folders: MediaFolders, line: str
) -> Path | Diagnostic:
    """Find the file that a reference means, or say why there is none."""
    folder, name = content_file.parent, unquote(reference)
    root = find_media_root(content_file)
    real_root = Path(os.path.realpath(root))
    # The folder that is named like a file may itself be a link, as anything in it.
    is_own = root.name == CONTENT.name or real_root.is_relative_to(root.parent.resolve())
    if why := find_unportable(re.split(r"[\\/]", name)):
        # Windows would ask a device for it, so it is not even looked at.
        if folders.find(name, folder, real_root) is None:
            return _make_missing(reference, folder, real_root, span, folders, line)
        return make_error("unportable-name", span, why, "rename the file, here and on disk")
    path = status = None
    try:
        is_inside = is_own and (folder / name).resolve().is_relative_to(real_root)
        path = folders.find(name, folder, real_root) if is_inside else None
        if not is_inside or (path and not path.resolve().is_relative_to(real_root)):
            # Whether it is there or not: that is nobody's business.
            return _make_outside(reference, content_file, span)
        status = path.stat() if path else None
    except (OSError, ValueError, RuntimeError):
        status = None
    if path is None or status is None or not stat.S_ISREG(status.st_mode):
        return _make_missing(reference, folder, real_root, span, folders, line)
    largest = _LARGEST_SVG if path.suffix.lower() == ".svg" else LARGEST_FILE
    if status.st_size > largest:
        message = f"`{reference}` is larger than {largest // 1024**2} MiB"
        return make_error("not-media", span, message, "use a smaller file")
    return path


def _make_missing(  # noqa: PLR0913, PLR0917 - as above
    reference: str, folder: Path, root: Path, span: Span, folders: MediaFolders, line: str
) -> Diagnostic:
    near = folders.find_near(reference, folder, root)
    if near:
        help_ = f"write `{near}`, the file that is there"
    elif likely := folders.find_likely(reference, folder, root):
        help_ = f"did you mean `{likely}`?"
    else:
        help_ = "give the path relative to the content file"
    mended = line.replace(reference, near) if near and line.count(reference) == 1 else ""
    return make_error("missing-media", span, f"there is no file `{reference}`", help_, mended)


def _check_kind(kind: str, data: bytes, reference: str, span: Span) -> Diagnostic | None:
    which = "of the kind its name says" if kind in ENDINGS else "of a kind that cards can have"
    not_media = make_error(
        "not-media",
        span,
        f"`{reference}` is no image or sound {which}",
        "use a PNG, JPEG, GIF, WebP or SVG image, or an MP3, OGG, WAV, M4A or FLAC sound",
    )
    if kind != "svg":
        return None if is_of_kind(kind, data) else not_media
    from flashcards.disk.svg import NotSvgError, find_unsafe_part  # noqa: PLC0415 - few files are

    try:
        unsafe = find_unsafe_part(data)
    except NotSvgError:
        return not_media
    if unsafe is None:
        return None
    return make_error(
        "unsafe-media",
        span,
        f"`{reference}` is not safe to pack: {unsafe}",
        "export it as plain SVG without scripts, web parts and outside references, or as PNG",
    )
