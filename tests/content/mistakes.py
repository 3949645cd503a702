"""The mistakes of `cases/yaml_mistakes.txt` and the file beside it: a line and its mending."""

import re
from dataclasses import dataclass
from pathlib import Path

from flashcards.diagnostics import Diagnostic, Source
from tests.command import ROOT

MISTAKES = ROOT / "tests" / "cases" / "yaml_mistakes.txt"
MORE = MISTAKES.with_name("more_yaml_mistakes.txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    title: str
    text: str
    mended: str
    line: int
    says: str
    mends: bool

    def __str__(self) -> str:
        return self.title


def read_mistakes(path: Path = MISTAKES) -> list[Mistake]:
    document = path.read_text(encoding="utf-8")
    return [_read(part) for part in document.split("\n## ")[1:]]


def _read(part: str) -> Mistake:
    title, *rest = part.replace("⍽", "\xa0").replace("→", "\t").rstrip("\n").split("\n")
    says = rest[0].removeprefix("says: ")
    mends = rest[1] == "mends"
    lines = [line for line in rest[1 + mends :] if re.match("[-+ ]", line)]
    broken = [line for line in lines if line[0] != "+"]
    return Mistake(
        title=title,
        text="".join(f"{line[1:]}\n" for line in broken),
        mended="".join(f"{line[1:]}\n" for line in lines if line[0] != "-"),
        line=1 + next(index for index, line in enumerate(broken) if line[0] == "-"),
        says=says,
        mends=mends,
    )


def apply_mended(source: Source, diagnostic: Diagnostic) -> str:
    """Give the text with the lines that a diagnostic offers in place of its own."""
    number = source.position(diagnostic.span.start)[0]
    lines = source.text.split("\n")
    return "\n".join([*lines[: number - 1], diagnostic.mended, *lines[number:]])
