"""Labelled pairs of notes in many languages, and what a release makes of each.

`develop` is the set that the rules and lists were made on, `measure` the set that was only
measured. A pair is an old note and a new one, of which a careful editor would say that they are the
same card, reworded, or other facts. Each is released in a small file, among notes that stay.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.identity.edits import Case, release_case

FOLDER = Path(__file__).parent

_NEIGHBOURS = 3


class Labelled(NamedTuple):
    """A pair as it was labelled, in its language."""

    language: str
    kind: str
    is_same: bool
    old: tuple[str, str]
    new: tuple[str, str]
    others: tuple[tuple[str, str], ...]


def read_pairs(name: str) -> Iterator[Labelled]:
    """Read the pairs of one set, `develop` or `measure`, each with notes to stand among."""
    for path in sorted((FOLDER / name).glob("*.yaml")):
        pairs = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        for place, pair in enumerate(pairs):
            others = [
                pairs[(place + step) % len(pairs)]["old"] for step in range(1, 1 + _NEIGHBOURS)
            ]
            old, new = _read(pair["old"]), _read(pair["new"])
            yield Labelled(
                language=path.stem,
                kind=pair["kind"],
                is_same=pair["label"] == "same",
                old=old,
                new=new,
                others=tuple(
                    each for each in map(_read, others) if each[0] not in {old[0], new[0]}
                ),
            )


def _read(side: list[Any]) -> tuple[str, str]:
    question, answer = side
    return str(question), str(answer)


def judge(pair: Labelled) -> str:
    """Release a pair and say what became of it: `kept`, `asked`, `named` or `new`."""
    outcome = release_case(
        Case("", _write(pair, pair.old), _write(pair, pair.new), (), (), (), (), ((), ()))
    )
    guids = {entry.guid for entry in outcome.before.entries}
    if all(each.guid in guids for each in outcome.after.notes):
        return "kept"
    fresh = {each.note.key for each in outcome.after.notes if each.guid not in guids}
    if any(doubt.candidates[0].key in fresh for doubt in outcome.doubts):
        return "asked"
    return "new"


def _write(pair: Labelled, note: tuple[str, str]) -> str:
    first, *others = pair.others
    questions = [
        {"question": question, "answer": answer} for question, answer in (first, note, *others)
    ]
    chapter = {"title": "X", "time": "0:00 - 9:00", "questions": questions}
    content = {"title": "T", "language": pair.language, "chapters": [chapter]}
    return yaml.dump(content, allow_unicode=True)
