"""What must hold for every lock file, and for every history of a deck."""

from collections.abc import Sequence

from flashcards.diagnostics import Diagnostic, Source
from flashcards.disk.sources import decode_source
from flashcards.identity.entry import Lock
from flashcards.identity.lockfile import format_lock, parse_lock
from flashcards.notes.note import Note
from tests.fuzz.content_targets import check_diagnostics
from tests.identity.making import DECK, guids, make_lock, parse, question, release, summary, topic

_PATH = f"decks/{DECK}.lock"
_FRONTS = (
    *("What is a policy?", "What is a policy here?", "What is a value?", "Who?", "Which value?"),
    *("Policy", "Policies", "What is the value?"),
)
_BACKS = (
    *("What picks the next action.", "It picks the next action.", "A number.", "Sutton."),
    *("A {{c1::number}} and {{c2::a sum}}.", "{{c1::A sum}} and a {{c2::number}}.", "{{c1::No}}."),
)
_IDS = ("", "", "", "", "policy", "value")
_MAKERS = (question, question, topic, summary)


def check_lock(data: bytes) -> None:
    """A lock is refused with a reason, or is the same when it is written and read again."""
    found: list[Diagnostic] = []
    source = decode_source(_PATH, data, found.append)
    lock = _parse(source, found)
    assert (lock is None) == bool(found)
    check_diagnostics(source, found)
    if lock is not None:
        text = format_lock(lock)
        assert parse(text) == lock
        assert format_lock(parse(text)) == text


def _parse(source: Source, found: list[Diagnostic]) -> Lock | None:
    return None if found else parse_lock(DECK, source, found.append)


def check_history(data: bytes) -> None:
    """Over any edits a GUID is one note's for good, and the time moves with the text alone."""
    lock = make_lock()
    known: dict[str, tuple[tuple[str, ...], frozenset[str], int]] = {}
    for now, version in enumerate(data.split(b"\xff")):
        notes = _make_notes(version)
        before = {entry.guid: entry for entry in lock.entries}
        resolved = release(notes, lock, now * (version[0] % 5) if version else now)
        lock = resolved.lock
        after = {entry.guid: entry for entry in lock.entries}
        assert before.keys() <= after.keys()
        assert len(after) == len(lock.entries)
        assert len({entry.note_id for entry in lock.entries}) == len(lock.entries)
        assert len(set(guids(resolved))) == len(notes)
        assert {entry.guid for entry in lock.entries if not entry.retired} == set(guids(resolved))
        for guid, entry in before.items():
            assert after[guid].note_id == entry.note_id
            assert after[guid].mod >= entry.mod
        for each in resolved.notes:
            fields, tags = each.note.fields, frozenset(each.note.tags)
            was = known.get(each.guid)
            assert (was is not None) == (each.guid in before)
            if was is not None:
                assert (each.mod > was[2]) == ((fields, tags) != was[:2])
                assert each.mod >= was[2]
            known[each.guid] = (fields, tags, each.mod)
        assert release(notes, lock, now).changes == ()


def _make_notes(version: bytes) -> Sequence[Note]:
    notes: dict[str, Note] = {}
    for start in range(0, len(version) - 3, 4):
        kind, front, back, identifier = version[start : start + 4]
        note = _MAKERS[kind % len(_MAKERS)](
            _FRONTS[front % len(_FRONTS)],
            _BACKS[back % len(_BACKS)],
            _IDS[identifier % len(_IDS)],
        )
        notes.setdefault(note.key, note)
    return tuple(notes.values())
