"""Other tools that make Anki decks and keep notes' identities or read text, in fixed versions.

Left out are those that don't write packages but change a collection, or that need Anki running.
"""

from dataclasses import dataclass

from tests.benchmarks.rival_formats import (
    Write,
    write_ankcompiler,
    write_ankdown,
    write_anki_yaml_tool,
    write_ankiforge,
    write_flashcards,
    write_mnemocards,
)
from tests.command import ROOT


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A tool: what pip installs, what it reads, what a note goes by, and how a deck is built.

    `command` starts with the name of a program in the environment's `bin`.
    """

    name: str
    requirement: str
    reads: str
    goes_by: str
    write: Write
    command: tuple[str, ...]


OURS = Tool(
    name="flashcards",
    requirement=str(ROOT),
    reads="YAML, Markdown",
    goes_by="its question, answer and place, kept in a lock; an `id` if you like",
    write=write_flashcards,
    command=("flashcards", "build"),
)

RIVALS = (
    Tool(
        name="ankcompiler 0.6.0",
        requirement="ankcompiler==0.6.0",
        reads="Markdown",
        goes_by="a `uid` that each card needs",
        write=write_ankcompiler,
        command=("ankc", "build", "--all"),
    ),
    Tool(
        name="anki-yaml-tool 0.4.0",
        requirement="anki-yaml-tool==0.4.0",
        reads="YAML, HTML",
        goes_by="all its texts; its `id` is a tag",
        write=write_anki_yaml_tool,
        command=(
            *("anki-yaml-tool", "build"),
            *("--file", "rivals.yaml"),
            *("--output", "rivals.apkg"),
        ),
    ),
    Tool(
        name="mnemocards 0.1.5",
        requirement="mnemocards==0.1.5",
        reads="Markdown",
        goes_by="an `id` on each card, else its front",
        write=write_mnemocards,
        command=("mnemocards", "generate", "."),
    ),
    Tool(
        name="ankiforge 0.3.1",
        requirement="ankiforge==0.3.1",
        reads="nothing: a library, given a ready list",
        goes_by="a key that the caller gives",
        write=write_ankiforge,
        command=("python", "build.py"),
    ),
    Tool(
        name="ankdown 0.7.1 (2019)",
        requirement="ankdown==0.7.1",
        reads="Markdown",
        goes_by="its place in the file",
        write=write_ankdown,
        command=("ankdown", "-r", "Rivals", "-p", "rivals.apkg"),
    ),
)
