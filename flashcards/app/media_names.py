"""Pictures and sounds by the names that their author gave them, in texts that are shown.

A package names them by their content, and so do locks.
"""

import os
import re
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

from flashcards.app.compile import Compiled
from flashcards.app.release import Plan
from flashcards.disk.built_decks import recall_media
from flashcards.disk.cache import Cache
from flashcards.disk.media import PACKED, is_sound, packed_name
from flashcards.identity.changes import Change
from flashcards.identity.entry import Entry
from flashcards.identity.gate import Doubt
from flashcards.notes.note import Note

_IN_TEXT = re.compile(rf"(?<=\[)(sound:)?({PACKED})(?=\])")
_IN_HTML = re.compile(rf'(?<=<img src=")({PACKED})(?=")')


def find_media_names(compiled: Compiled, cache: Cache | None) -> dict[str, str]:
    """Give the author's name for each packed one: of the content's files, and of the last build's.

    Of a file that has other bytes since then, the name says so.
    """
    names: dict[str, str] = {}
    for path, files in compiled.media.items():
        for place, file in files.items():
            names.setdefault(file.name, _seen_from(path, place))
    present = set(names.values())
    for packed, name in recall_media_names(cache, compiled.project.decks).items():
        names.setdefault(packed, f"{name} as it was" if name in present else name)
    return names


def recall_media_names(cache: Cache | None, folder: Path) -> dict[str, str]:
    """Give the author's name for each packed one of the last build of a folder's decks."""
    names: dict[str, str] = {}
    for path, place, digest in recall_media(cache, folder):
        names.setdefault(packed_name(digest, Path(place)), _seen_from(path, Path(place)))
    return names


def name_media(text: str, names: Mapping[str, str]) -> str:
    """Put the authors' names into a text in place of the packed ones."""
    return _IN_TEXT.sub(lambda found: (found[1] or "") + _name(found[2], names), text)


def name_plan(plan: Plan, names: Mapping[str, str]) -> Plan:
    """Put the authors' names into what is shown of a plan: its changes and doubts."""
    return plan._replace(
        releases=tuple(
            each._replace(
                resolved=each.resolved._replace(changes=name_changes(each.resolved.changes, names))
            )
            for each in plan.releases
        ),
        doubts=tuple(_name_doubt(each, names) for each in plan.doubts),
    )


def _name_doubt(doubt: Doubt, names: Mapping[str, str]) -> Doubt:
    return doubt._replace(
        old=_name_entry(doubt.old, names),
        candidates=tuple(_name_note(each, names) for each in doubt.candidates),
        holder=doubt.holder and _name_note(doubt.holder, names),
    )


def _name_note(note: Note, names: Mapping[str, str]) -> Note:
    fields = (
        _IN_HTML.sub(lambda found: escape(_name(found[1], names)), name_media(field, names))
        for field in note.fields
    )
    return note._replace(fields=tuple(fields))


def name_changes(changes: Iterable[Change], names: Mapping[str, str]) -> tuple[Change, ...]:
    """Put the authors' names into the texts of changes."""
    return tuple(
        each._replace(
            old=each.old and _name_entry(each.old, names),
            new=each.new and _name_entry(each.new, names),
        )
        for each in changes
    )


def _name_entry(entry: Entry, names: Mapping[str, str]) -> Entry:
    return entry._replace(
        front=name_media(entry.front, names),
        back=name_media(entry.back, names),
        hint=name_media(entry.hint, names),
        extra=name_media(entry.extra, names),
        chapter=name_media(entry.chapter, names),
    )


def _name(packed: str, names: Mapping[str, str]) -> str:
    return names.get(packed) or f"an earlier {'sound' if is_sound(packed) else 'picture'}"


def _seen_from(content_file: str, place: Path) -> str:
    return os.path.relpath(place, Path(content_file).parent).replace(os.sep, "/")
