"""Packages whose database was changed, as by another hand."""

import io
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path


def change_package(package: bytes, change: Callable[[sqlite3.Connection], object]) -> bytes:
    """Give a package with another database in it."""
    members = {}
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(members["collection.anki2"])
        change(connection)
        connection.commit()
        members["collection.anki2"] = connection.serialize()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def run_in_package(path: Path, *statements: str) -> None:
    """Run statements in the database of a package on disk."""

    def run(connection: sqlite3.Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    path.write_bytes(change_package(path.read_bytes(), run))
