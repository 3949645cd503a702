"""What CONTRIBUTING shows of each stage is what the code makes there."""

import re

from flashcards.content.load import load_source
from flashcards.content.parse import parse_yaml
from flashcards.content.walk import walk
from flashcards.diagnostics import Source
from flashcards.identity.entry import Lock
from flashcards.identity.lockfile import format_lock
from flashcards.identity.recognise import UNKNOWN
from flashcards.identity.resolve import resolve
from flashcards.notes.generate import generate_deck
from flashcards.package.apkg import _note_rows
from tests.command import ROOT
from tests.pipeline import refuse
from tests.support import NOW

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_every_stage_of_the_question_is_as_shown() -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    source = Source(path="content/bones.yaml", text=text)
    root = parse_yaml(source, refuse)
    breakdown = load_source(source, [])
    assert breakdown is not None
    deck = generate_deck(breakdown, [])
    resolved = resolve(deck.notes, Lock("bones"), [UNKNOWN] * len(deck.notes), NOW)
    (question,) = breakdown.modules[0].chapters[0].questions
    stages = {
        "source": source,
        "span": question.question.span,
        "node": root,
        "model": question,
        "item": tuple(walk(breakdown)),
        "key": deck.notes[0].key,
        "note": deck.notes[0],
        "deck": deck,
        "entry": format_lock(resolved.lock),
        "change": resolved.changes[0],
        "stamped note": resolved.notes[0],
        "package row": next(iter(_note_rows(resolved.notes))),
    }
    shown = dict(re.findall(r"^\| ([a-z ]+) \| .* \| `(.*)` \|$", GUIDE, re.MULTILINE))
    for stage, value in stages.items():
        pieces = [re.escape(piece.strip(" ,)")) for piece in shown[stage].split("…")]
        assert re.search(".*?".join(pieces), str(value), re.DOTALL), stage


def test_every_room_stands_in_the_table_and_has_its_tests() -> None:
    rooms = {each.parent.name for each in (ROOT / "flashcards").glob("*/__init__.py")}
    table = GUIDE.split("## Where things are")[1].split("## What a question")[0]
    assert set(re.findall(r"^\|[ 0-9]*\| `(\w+)/`", table, re.MULTILINE)) == rooms
    assert {each for each in rooms - {"app"} if not (ROOT / "tests" / each).is_dir()} == set()
