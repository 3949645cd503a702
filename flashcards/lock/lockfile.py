"""The lock file: a header, then one JSON object a line for each note, sorted by key.

    flashcards-lock 1.0
    {"key": "rlhf/question/what-is-a-reward-model", "guid": "...", ...}

Lines are independent, so that two branches merge by taking the lines of both (`merge=union`);
`reconcile` makes one entry of two lines for the same note. A file of a newer major version is
refused; of a newer minor version, what isn't known here is passed over.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, NoReturn, TypeVar

from flashcards.content.keys import Key
from flashcards.diagnostics import Diagnostic, Report, Severity, Source, Span
from flashcards.lock.entry import Entry, Lock
from flashcards.lock.stamp import Guid
from flashcards.notes.types import Kind

MAJOR, MINOR = 1, 0

_HEADER = re.compile(r"flashcards-lock ([0-9]+)\.([0-9]+)")
_KEY = re.compile(rf"[^/\s]+/(?:{'|'.join(Kind)})/[^/\s]+")
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
_RESTORE = "restore the file from git; deleting it costs the histories of renamed notes"

T = TypeVar("T")


class _Bad(Exception):  # noqa: N818 - turned into a diagnostic at once
    """A line that can't be an entry; `offset` is where in the line it goes wrong."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


def format_lock(lock: Lock) -> str:
    """Write a lock as text; the same entries give the same text."""
    lines = [f"flashcards-lock {MAJOR}.{MINOR}"]
    lines += (_format_entry(entry) for entry in sorted(lock.entries, key=lambda each: each.key))
    return "\n".join(lines) + "\n"


def _format_entry(entry: Entry) -> str:
    values: dict[str, Any] = {
        "key": entry.key,
        "guid": entry.guid,
        "id": entry.note_id,
        "mod": entry.mod,
        "retired": entry.retired,
        "moved": entry.moved,
        "digest": entry.digest,
        "front": entry.front,
        "back": entry.back,
        "hint": entry.hint,
        "extra": entry.extra,
        "chapter": entry.chapter,
        "time": entry.time,
        "tags": list(entry.tags),
        "after": entry.after,
        "gone": [list(blank) for blank in entry.gone],
    }
    kept = {name: value for name, value in values.items() if value or name in _REQUIRED}
    return json.dumps(kept, ensure_ascii=False)


_REQUIRED = {"key", "guid", "id", "mod", "digest", "front", "back"}


def parse_lock(content_id: str, source: Source, report: Report) -> Lock | None:
    """Read a lock's text; every line that is wrong is reported, and then the result is `None`."""
    found: list[Diagnostic] = []
    entries: list[Entry] = []
    offset = 0
    for number, line in enumerate(source.text.split("\n")):
        span = Span(source.path, offset, offset + max(1, len(line)))
        offset += len(line) + 1
        if _CONFLICT.match(line):
            found.append(
                _error(
                    "lock-conflict",
                    "a merge conflict stands in the lock",
                    span,
                    "delete the conflict's marker lines, keep the lines of both sides, and build",
                )
            )
        elif number == 0:
            _check_header(line, span, found.append)
        elif line:
            try:
                entries.append(_parse_entry(line, content_id))
            except _Bad as bad:
                place = Span(span.path, span.start + bad.offset, span.end)
                found.append(
                    _error("lock-damaged", f"not a line of a lock: {bad.message}", place, _RESTORE)
                )
    for diagnostic in found:
        report(diagnostic)
    return None if found else Lock(content_id=content_id, entries=reconcile(entries))


def _check_header(line: str, span: Span, report: Report) -> None:
    header = _HEADER.fullmatch(line)
    if header is None:
        report(
            _error(
                "lock-damaged",
                "the lock does not start with its header line",
                span,
                _RESTORE,
            )
        )
    elif int(header[1]) != MAJOR:
        report(
            _error(
                "lock-version",
                f"the lock has version {header[1]}.{header[2]}, and only {MAJOR}.x is known here",
                span,
                "install the version of flashcards that wrote it, or a newer one",
            )
        )


def _error(code: str, message: str, span: Span, help_: str) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.ERROR, message=message, span=span, help=help_)


def _parse_entry(line: str, content_id: str) -> Entry:
    try:
        values = json.loads(line)
    except json.JSONDecodeError as error:
        raise _Bad(error.msg.lower(), error.pos) from None
    except RecursionError:
        raise _Bad("nested too deep") from None
    if not isinstance(values, dict):
        raise _Bad("no JSON object")
    key = _get(values, "key", str)
    if not _KEY.fullmatch(key) or not key.startswith(f"{content_id}/"):
        raise _Bad(f"`{key}` is no key of `{content_id}`")
    return Entry(
        key=Key(key),
        guid=Guid(_checked(_get(values, "guid", str), bool, "`guid` is empty")),
        note_id=_checked(_get(values, "id", int), _is_time, "`id` is out of range"),
        mod=_checked(_get(values, "mod", int), _is_time, "`mod` is out of range"),
        digest=_get(values, "digest", str),
        front=_get(values, "front", str),
        back=_get(values, "back", str),
        hint=_get(values, "hint", str, ""),
        extra=_get(values, "extra", str, ""),
        chapter=_get(values, "chapter", str, ""),
        time=_get(values, "time", str, ""),
        tags=_get_tags(values),
        after=_get(values, "after", str, ""),
        gone=_get_gone(values),
        retired=_get(values, "retired", bool, default=False),
        moved=_get(values, "moved", bool, default=False),
    )


def _is_time(number: int) -> bool:
    return 0 <= number < 2**53


def _checked(value: T, is_good: Callable[[T], bool], message: str) -> T:
    if not is_good(value):
        raise _Bad(message)
    return value


def _get(values: dict[str, Any], name: str, type_: type[T], default: T | None = None) -> T:
    value = values.get(name, default)
    if value is None:
        raise _Bad(f"`{name}` is missing")
    if type(value) is not type_:
        _refuse(name)
    return value


def _get_tags(values: dict[str, Any]) -> tuple[str, ...]:
    tags = _get(values, "tags", list, [])
    if not all(type(tag) is str for tag in tags):
        _refuse("tags")
    return tuple(tags)


def _get_gone(values: dict[str, Any]) -> tuple[tuple[int, str], ...]:
    gone = _get(values, "gone", list, [])
    for blank in gone:
        if type(blank) is not list or [type(part) for part in blank] != [int, str]:
            _refuse("gone")
    return tuple((number, text) for number, text in gone)


def _refuse(name: str) -> NoReturn:
    raise _Bad(f"`{name}` has a value of the wrong type")


def reconcile(entries: list[Entry]) -> tuple[Entry, ...]:
    """Make one entry of the lines that a merge of two branches left for one note.

    Lines are of one note when they share their key or their GUID. The later release wins. Where
    both branches released the note at the same second in different forms, the digest is dropped,
    so that the next build counts the note as changed and no learner keeps a stale copy.
    """
    by_key: dict[Key, Entry] = {}
    for entry in entries:
        by_key[entry.key] = _join(by_key[entry.key], entry) if entry.key in by_key else entry
    by_guid: dict[Guid, list[Entry]] = defaultdict(list)
    for key in sorted(by_key):
        by_guid[by_key[key].guid].append(by_key[key])
    joined = [entry for same in by_guid.values() for entry in _lift(same)]
    return tuple(sorted(joined, key=lambda entry: entry.key))


def _lift(same: list[Entry]) -> Iterable[Entry]:
    """Let whichever key of one GUID lives on be newer than all that learners may have."""
    latest = max(entry.mod for entry in same)
    is_clear = sum(entry.mod == latest for entry in same) == 1
    for entry in same:
        if len(same) == 1 or (is_clear and entry.mod == latest):
            yield entry
        else:
            yield replace(entry, mod=latest, digest="")


def _join(one: Entry, other: Entry) -> Entry:
    if one == other:
        return one
    older, newer = sorted((one, other), key=lambda entry: (entry.mod, entry.digest))
    # The note's oldest identity is the one that most learners have.
    first = min(one, other, key=lambda entry: (entry.note_id, entry.guid))
    is_tie = older.mod == newer.mod and older.digest != newer.digest
    gone = {number: text for entry in (older, newer) for number, text in entry.gone}
    return replace(
        newer,
        guid=first.guid,
        note_id=first.note_id,
        digest="" if is_tie else newer.digest,
        gone=tuple(sorted(gone.items())),
        retired=one.retired and other.retired,
        moved=one.moved and other.moved,
    )
