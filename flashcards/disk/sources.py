"""Content files from disk: which there are, and their text."""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from flashcards.diagnostics import (
    Diagnostic,
    FlashcardsError,
    Report,
    Source,
    Span,
    make_error,
    make_warning,
)
from flashcards.disk.links import find_link_outside, follow_link

CONTENT = Path("content")
"""Where content lies, as seen from the project's folder, which a command enters as it starts."""

SETTINGS = Path("flashcards.yaml")
"""What all files of a project share, as seen from the project's folder."""

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes; about 300,000 notes. A larger file is refused unread."""

NOT_IN_YAML = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\ud800-\\udfff\\ufeff\\ufffe\\uffff]"
)
"""A character that YAML forbids in a file; an escape that gives one is refused too."""


_SOUND = bytes((*b"\t\n\r", *range(ord(" "), 0x7F)))
"""The ASCII that YAML allows."""


_FEW = 8
"""Bytes that tell nothing."""

_LOOKED_AT = 1_000
"""Bytes of a file's start."""

_ENDINGS = frozenset((".yaml", ".yml"))
_NEARLY = re.compile(
    r"(?P<stem>.+)(?:(?P<ending>\.ya?ml)(?:\.te?xt|\s+)|\.(?:ymal|yalm|yam|yamll|ymll|yaaml))",
    re.IGNORECASE,
)
"""A name that was meant as a content file's: with what an editor put behind it, or misspelt. Copies
that programs keep, such as `.yaml.bak`, are left alone."""


def find_content_files(folder: Path) -> tuple[Path, ...]:
    """All `.yaml` and `.yml` files below the folder, in any case, sorted; hidden ones are left out.

    Links to folders in it aren't followed. Raises FlashcardsError when it is no folder or has one
    that can't be read, and when it is a link that leads outside, where it would take names, and
    time without end, from what isn't ours.
    """
    if not folder.is_dir():
        raise FlashcardsError(
            f"there is no folder `{folder}`; run this where your `content` folder is, name files, "
            "or make a project here with `flashcards init`"
        )
    follow_link(folder / "any")  # a folder named elsewhere may itself be a link of the user's
    return tuple(
        sorted(
            path
            for path in _walk(folder)
            if path.suffix.lower() in _ENDINGS and path.as_posix().lower() != SETTINGS.as_posix()
        )
    )


def _walk(folder: Path) -> Iterator[Path]:
    """Give all that lies below a folder and isn't hidden."""
    for place, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place, name) for name in (*folders, *names) if not name.startswith("."))


def _refuse(error: OSError) -> None:
    if isinstance(error, PermissionError):
        shown = Path(error.filename).as_posix()
        raise FlashcardsError(f"can't read the folder `{shown}`: {error.strerror}") from error


def find_unread(named: Iterable[Path]) -> tuple[Diagnostic, ...]:
    """Warn of what lies in the folders named, or else in `content`, and was meant to be read.

    That is a file whose name is nearly a content file's, and a link to a folder outside.
    """
    named = tuple(named)
    folders = [path for path in named if path.is_dir()] if named else [CONTENT]
    found = (
        _diagnose_unread(path, folder)
        for folder in folders
        if folder.is_dir()
        for path in sorted(_walk(folder))
    )
    return tuple(dict.fromkeys(filter(None, found)))


def _diagnose_unread(path: Path, folder: Path) -> Diagnostic | None:
    span = Span(path.as_posix(), 0, 0)
    if nearly := _NEARLY.fullmatch(path.name):
        name = f"{nearly['stem']}{(nearly['ending'] or '.yaml').lower()}"
        return make_warning(
            "unread-file",
            span,
            f"`{path.as_posix()}` is not read, for its name doesn't end in `.yaml`",
            f"rename it to `{name}`",
        )
    if path.is_symlink() and path.is_dir():
        if Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
            return None  # what is in it is found where it lies
        return make_warning(
            "unread-file",
            span,
            f"`{path.as_posix()}` is a link to a folder outside, in which no file is read",
            "put the folder itself in the link's place",
        )
    return None


def find_files(named: Iterable[Path]) -> tuple[Path, ...]:
    """Give the files named and those in folders named, or else all in the project's `content`.

    Raises FlashcardsError when a folder can't be read, and when all there is has a wrong name.
    """
    named = tuple(named)
    paths = [
        found
        for path in named
        for found in (find_content_files(path) if path.is_dir() else (path,))
    ]
    found = tuple(dict.fromkeys(paths)) if named else find_content_files(CONTENT)
    if not found and (unread := find_unread(named)):
        raise FlashcardsError(f"{unread[0].message}; {unread[0].help}")
    return found


def read_source(path: Path, report: Report, *, is_foreign: bool = False) -> Source | None:
    """Read a content file as UTF-8; what can't be read, or be text, is reported and gives `None`.

    One that is foreign, written by other programs, may be UTF-16 as well.
    """
    shown = path.as_posix()
    if (link := find_link_outside(path)) is not None:
        report(
            _unreadable(
                "link-leads-outside",
                shown,
                f"is not read: the link `{link.as_posix()}` leads out of this folder",
                "put the file itself in the link's place",
            )
        )
        return None
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            report(_unreadable("not-a-file", shown, "is not a regular file", "name a YAML file"))
            return None
        if status.st_size > LARGEST_FILE:
            report(
                _unreadable(
                    "file-too-large",
                    shown,
                    f"is larger than {LARGEST_FILE // 1024**2} MiB",
                    "split it into several content files",
                )
            )
            return None
        data = path.read_bytes()
    except OSError as error:
        why = f"can't be read: {error.strerror}"
        report(
            _unreadable(
                "unreadable-file", shown, why, "mend its permissions, or where its link leads"
            )
        )
        return None
    return decode_source(shown, data, report, is_foreign=is_foreign)


def _unreadable(code: str, shown: str, problem: str, help_: str) -> Diagnostic:
    return make_error(code, Span(shown, 0, 0), f"`{shown}` {problem}", help_)


def decode_source(shown: str, data: bytes, report: Report, *, is_foreign: bool = False) -> Source:
    """Make text of a file's bytes; a byte order mark is dropped.

    A mark of UTF-16 tells how a text is written, and so do its zeros: of a foreign file that is as
    well, of content it is reported.
    Bytes that aren't UTF-8 are reported once, at the first, and replaced so that the line
    can be shown.
    """
    if encoding := _tell_utf16(data):
        data = data.decode(encoding, errors="replace").encode(errors="replace")
        if not is_foreign:
            message, help_ = "the file is saved as UTF-16, not as UTF-8", "save the file as UTF-8"
            report(make_error("invalid-utf8", Span(shown, 0, 1), message, help_))
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        source = Source(path=shown, text=data.decode())
    except UnicodeDecodeError as error:
        offset = len(data[: error.start].decode())
        source = Source(path=shown, text=data.decode(errors="replace"))
        report(
            make_error(
                "invalid-utf8",
                Span(shown, offset, offset + 1),
                f"byte 0x{data[error.start]:02x} is not valid UTF-8",
                "save the file as UTF-8",
            )
        )
        return source
    # Of ASCII, what may not be there is found out five times as fast.
    is_sound = data.isascii() and not data.translate(None, delete=_SOUND)
    if not is_sound and (found := NOT_IN_YAML.search(source.text)):
        report(
            make_error(
                "control-character",
                Span(shown, *found.span()),
                f"the character U+{ord(found[0]):04X} is not allowed in YAML",
                "remove it",
                NOT_IN_YAML.sub("", source.line(source.position(found.start())[0])),
            )
        )
    return source


def _tell_utf16(data: bytes) -> str:
    """Name the kind of UTF-16 that a text is in; empty for none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    start = data[:_LOOKED_AT]
    zeros = start[1::2].count(0), start[::2].count(0)
    if max(zeros) * 4 > len(start) > _FEW and min(zeros) == 0:
        return "utf-16-le" if zeros[0] else "utf-16-be"
    return ""
