"""`flashcards.yaml`: what all files of a project share."""

import os
from pathlib import Path
from typing import NamedTuple

from flashcards.content.model import Settings
from flashcards.diagnostics import Diagnostic, FlashcardsError, Source
from flashcards.disk.sources import SETTINGS, read_source

NO_SETTINGS = Settings()


class Project(NamedTuple):
    """A project's settings as one run reads them, with their text and what is wrong with them."""

    settings: Settings = NO_SETTINGS
    source: Source | None = None
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def decks(self) -> Path:
        """The folder of decks and locks."""
        return Path(self.settings.decks)


def read_project() -> Project:
    """Read the settings of the project's folder; without a file, or an empty one, all is usual.

    Raises FlashcardsError when the file has another ending.
    """
    if not os.path.lexists(SETTINGS):
        for ending in (".yml", ".YML", ".YAML"):
            other = SETTINGS.with_suffix(ending)
            if os.path.lexists(other):
                raise FlashcardsError(f"`{other}` is not read; rename it to `{SETTINGS}`")
        return Project()
    # A build with nothing to do is to read no YAML, and few projects have this file.
    from flashcards.content.decode import decode_settings  # noqa: PLC0415 - as it says
    from flashcards.content.reading import read_yaml  # noqa: PLC0415 - as it says

    found: list[Diagnostic] = []
    source = read_source(SETTINGS, found.append)
    settings = NO_SETTINGS
    if source is not None and not found:
        decoded = read_yaml(source, lambda _, root, report: decode_settings(root, report), found)
        found = [each for each in found if each.code != "empty-file"]
        settings = decoded or NO_SETTINGS
    return Project(settings, source, tuple(found))
