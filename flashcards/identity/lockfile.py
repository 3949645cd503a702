"""The lock file: a header, then one JSON object a line for each note, sorted by key.

    flashcards-lock 1.0
    {"origin": "https://www.youtube.com/watch?v=...", "decks": ["RLHF"]}
    {"key": "rlhf/question/what-is-a-reward-model", "guid": "...", ...}

Lines are independent, so that two branches merge by taking the lines of both (`merge=union`);
`reconcile` makes one entry of two lines for the same note. A file of a newer major version is
refused; of a newer minor version, what isn't known here is passed over.
"""

import json
import re
from collections.abc import Callable, Iterable
from io import BytesIO
from itertools import chain
from operator import attrgetter
from typing import Any, NoReturn, TypeVar

from flashcards.anki.note_types import Kind
from flashcards.content.keys import Key, is_key, split_key
from flashcards.diagnostics import Diagnostic, Report, Source, Span, make_error
from flashcards.disk.sources import NOT_IN_YAML
from flashcards.identity.entry import Entry, Guid, Lock, reconcile
from flashcards.text.slugs import may_be_slug

MAJOR, MINOR = 1, 0

_HEADER = re.compile(r"flashcards-lock ([0-9]+)\.([0-9]+)")
_KINDS = frozenset(Kind)
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_MOST_BLANKS = 10_000
_LONGEST_ORIGIN = 10_000
_OF_MOVED = re.compile(r"~[\w-]+", re.ASCII)
"""What stands behind the slug in the entry of a note that moved: its GUID."""

_GUID = re.compile(r"[!-~]{1,64}")
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
    return encode_lock(lock).decode()


def encode_lock(lock: Lock) -> bytes:
    """Write a lock as the bytes of its file, without its text beside them: there may be much."""
    data = BytesIO()
    data.write(f"flashcards-lock {MAJOR}.{MINOR}\n".encode())
    data.write(_escape(_format_deck(lock)).encode())
    for entry in sorted(lock.entries, key=attrgetter("key")):
        data.write(_escape(_format_entry(entry)).encode())
    return data.getvalue()


def _format_deck(lock: Lock) -> str:
    members = [f'"origin": {_quote(lock.origin)}'] if lock.origin else []
    if lock.decks:
        members.append(f'"decks": {_list(lock.decks)}')
    return f"{{{', '.join(members)}}}\n" if members else ""


def _format_entry(entry: Entry) -> str:
    """Write an entry as a JSON object; what is required is there, the rest only if it says much."""
    retired = '"retired": true, ' if entry.retired else ""
    moved = '"moved": true, ' if entry.moved else ""
    hint = f', "hint": {_quote(entry.hint)}' if entry.hint else ""
    extra = f', "extra": {_quote(entry.extra)}' if entry.extra else ""
    chapter = f', "chapter": {_quote(entry.chapter)}' if entry.chapter else ""
    time = f', "time": {_quote(entry.time)}' if entry.time else ""
    tags = f', "tags": {_list(entry.tags)}' if entry.tags else ""
    after = f', "after": {_quote(entry.after)}' if entry.after else ""
    gone = ""
    if entry.gone:
        blanks = (f"[{number}, {_quote(text)}]" for number, text in entry.gone)
        gone = f', "gone": [{", ".join(blanks)}]'
    former = f', "former": {_list(entry.former)}' if entry.former else ""
    return (
        f'{{"key": {_quote(entry.key)}, "guid": {_quote(entry.guid)}, '
        f'"id": {entry.note_id}, "mod": {entry.mod}, {retired}{moved}'
        f'"digest": {_quote(entry.digest)}, '
        f'"front": {_quote(entry.front)}, "back": {_quote(entry.back)}'
        f"{hint}{extra}{chapter}{time}{tags}{after}"
        f"{gone}{former}}}\n"
    )


def _escape(line: str) -> str:
    if line.isascii() and "\x7f" not in line:
        return line
    # What YAML, and so our reader of text files, doesn't allow is written as an escape.
    return NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


_quote = json.encoder.encode_basestring
"""JSON's own writer of strings, which keeps letters of all scripts as they are."""


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_quote, texts))}]"


def parse_lock(content_id: str, source: Source, report: Report) -> Lock | None:
    """Read a lock's text; every line that is wrong is reported, and then the result is `None`."""
    found: list[Diagnostic] = []
    entries: list[Entry] = []
    origins: set[str] = set()
    decks: list[tuple[str, ...]] = []
    has_header = False
    offset = 0
    for line in source.text.split("\n"):
        span = Span(source.path, offset, offset + max(1, len(line)))
        offset += len(line) + 1
        header = _HEADER.fullmatch(line)
        if _CONFLICT.match(line):
            found.append(
                make_error(
                    "lock-conflict",
                    span,
                    "a merge conflict stands in the lock",
                    "delete the conflict's marker lines, keep the lines of both sides, and build",
                )
            )
        elif header and header[1] != str(MAJOR):
            # Lines of another version can't be judged by this one's rules.
            report(
                make_error(
                    "lock-version",
                    span,
                    f"the lock has version {header[1][:9]}.{header[2][:9]}, "
                    f"and only {MAJOR}.x is known here",
                    "install the version of flashcards that wrote it, or a newer one",
                )
            )
            return None
        elif header:
            has_header = True  # a merge of two versions may leave two
        elif not has_header:
            message = "the lock does not start with its header line"
            found.append(make_error("lock-damaged", span, message, _RESTORE))
            has_header = True
        elif line:
            try:
                values = _parse_line(line)
                if "key" not in values and ("origin" in values or "decks" in values):
                    origins |= _get_origin(values)
                    decks.append(_get_texts(values, "decks"))
                else:
                    entries.append(_decode_entry(values, content_id))
            except _Bad as bad:
                place = Span(span.path, span.start + bad.offset, span.end)
                found.append(
                    make_error(
                        "lock-damaged", place, f"not a line of a lock: {bad.message}", _RESTORE
                    )
                )
    for diagnostic in found:
        report(diagnostic)
    # Two branches that both began the deck may have left two origins: any is good, if it stays.
    origin = min(origins, default="")
    names = tuple(dict.fromkeys(chain.from_iterable(sorted(decks))))
    return None if found else Lock(content_id, reconcile(entries), origin, names)


def _parse_line(line: str) -> dict[str, Any]:
    try:
        values = _decode(line)
    except json.JSONDecodeError as error:
        raise _Bad(error.msg.lower(), error.pos) from None
    except RecursionError:
        raise _Bad("nested too deep") from None
    except ValueError:
        raise _Bad("a number is out of range") from None
    if not isinstance(values, dict):
        raise _Bad("no JSON object")
    # Only an escape can give one half of a character: UTF-8 has none.
    if _HALF.search(line) and _SURROGATE.search(json.dumps(values, ensure_ascii=False)):
        raise _Bad("an escape gives half a character")
    return values


def _decode_entry(values: dict[str, Any], content_id: str) -> Entry:
    key = _get(values, "key", str)
    if not _is_key_of(content_id, key):
        raise _Bad(f"`{key}` is no key of `{content_id}`")
    return Entry(
        key=Key(key),
        guid=Guid(_checked(_get(values, "guid", str), _GUID.fullmatch, "`guid` is no GUID")),
        note_id=_checked(_get(values, "id", int), _is_time, "`id` is out of range"),
        mod=_checked(_get(values, "mod", int), _is_time, "`mod` is out of range"),
        digest=_get(values, "digest", str),
        front=_get(values, "front", str),
        back=_get(values, "back", str),
        hint=_get(values, "hint", str, ""),
        extra=_get(values, "extra", str, ""),
        chapter=_get(values, "chapter", str, ""),
        time=_get(values, "time", str, ""),
        tags=_get_texts(values, "tags"),
        after=_get(values, "after", str, ""),
        gone=_get_gone(values),
        former=_get_former(values),
        retired=_get(values, "retired", bool, default=False),
        moved=_get(values, "moved", bool, default=False),
    )


def is_sound(entry: Entry, content_id: str) -> bool:
    """Whether an entry that comes from elsewhere could stand in the lock of a content file."""
    return (
        _is_key_of(content_id, entry.key)
        and all(map(is_key, entry.former))
        and _GUID.fullmatch(entry.guid) is not None
        and _is_time(entry.note_id)
        and _is_time(entry.mod)
    )


def _is_key_of(content_id: str, text: str) -> bool:
    if not is_key(text):
        return False
    parts = split_key(text)
    is_ours = parts.content_id == content_id and parts.kind in _KINDS
    slug, sign, _ = parts.slug.partition("~")
    if sign and not _OF_MOVED.fullmatch(parts.slug, len(slug)):
        return False
    return is_ours and may_be_slug(slug)


def _distinct_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        raise _Bad("a name stands twice")
    return values


_decode = json.JSONDecoder(object_pairs_hook=_distinct_keys).decode


def _is_time(number: int) -> bool:
    return 0 <= number < 2**53


def _checked(value: T, is_good: Callable[[T], object], message: str) -> T:
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


def _get_origin(values: dict[str, Any]) -> set[str]:
    if "origin" not in values:
        return set()
    origin = _get(values, "origin", str)
    if not 0 < len(origin) <= _LONGEST_ORIGIN:
        raise _Bad("`origin` is empty or too long")
    return {origin}


def _get_texts(values: dict[str, Any], name: str) -> tuple[str, ...]:
    texts = _get(values, name, list, [])
    if not all(type(text) is str for text in texts):
        _refuse(name)
    return tuple(texts)


def _get_former(values: dict[str, Any]) -> tuple[Key, ...]:
    keys = _get_texts(values, "former")
    if not all(map(is_key, keys)):
        raise _Bad("`former` holds what is no key")
    return tuple(map(Key, keys))


def _get_gone(values: dict[str, Any]) -> tuple[tuple[int, str], ...]:
    gone = _get(values, "gone", list, [])
    for blank in gone:
        if type(blank) is not list or [type(part) for part in blank] != [int, str]:
            _refuse("gone")
        if not 0 < blank[0] < _MOST_BLANKS:
            _refuse("gone")
    return tuple((number, text) for number, text in gone)


def _refuse(name: str) -> NoReturn:
    raise _Bad(f"`{name}` has a value of the wrong type")
