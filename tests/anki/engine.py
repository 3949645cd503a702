"""Anki's own engine, as a learner's collection: import, search, render."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from anki.collection import (
    Collection,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
    ImportLogWithChanges,
)
from anki.import_export_pb2 import ImportAnkiPackageUpdateCondition
from anki.notes import Note


@contextmanager
def open_collection(path: Path) -> Iterator[Collection]:
    """Open a collection, new if there is none, and close it at the end."""
    collection = Collection(str(path))
    try:
        yield collection
    finally:
        collection.close()


def import_package(collection: Collection, package: Path) -> ImportLogWithChanges:
    """Import as a learner does who changes none of the options."""
    request = ImportAnkiPackageRequest(
        package_path=str(package), options=ImportAnkiPackageOptions()
    )
    return collection.import_anki_package(request)


def import_always(collection: Collection, package: Path) -> ImportLogWithChanges:
    """Import as a learner does who sets *Update notes* to *Always*, and changes nothing else."""
    options = ImportAnkiPackageOptions(
        update_notes=ImportAnkiPackageUpdateCondition.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_ALWAYS
    )
    request = ImportAnkiPackageRequest(package_path=str(package), options=options)
    return collection.import_anki_package(request)


def find_notes(collection: Collection, search: str) -> list[Note]:
    """Give the notes a search in the browser would find."""
    return [collection.get_note(note_id) for note_id in collection.find_notes(search)]


def find_keys(collection: Collection, search: str) -> set[str]:
    """Give the keys of the notes found."""
    return {note["Key"] for note in find_notes(collection, search)}
