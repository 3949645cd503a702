"""Every edit of an author's, on top of everything that a learner may have done to the deck.

What the author changed arrives, what the learner wrote stays, conflicts are told, and no card row
and no review is touched: each cell is a collection in Anki's own engine.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from anki.collection import Collection
from anki.decks import DeckId
from anki.notes import Note

from flashcards.addon.merging.package import read_package
from flashcards.addon.update import update_collection
from flashcards.anki.note_types import NOTE_TYPES
from flashcards.content.keys import Key
from flashcards.identity.changes import list_retired
from flashcards.identity.decisions import Decisions
from tests.addon.expected import Words, authors_words, count_outcomes, merge_words
from tests.addon.sides import ACTS, MY_DECK, MY_FIELD, MY_WORDS, RENAMED_DECK
from tests.anki.engine import import_package, open_collection
from tests.anki.learner import find_damage, find_doubles, read_notes, read_reviews, review_card
from tests.anki.regeneration_rows import ROWS, SEQUEL, VIDEO, Edit, Row
from tests.anki.release import Released, release_folder

_FIELD_IDS = {
    note_type.name: [
        field.field_id for field in note_type.fields if field.name not in {"My notes", "Released"}
    ]
    for note_type in NOTE_TYPES.values()
}
_MEMORY = Path("/dev/shm")  # noqa: S108 - six hundred collections wait for the disk otherwise


class Release(NamedTuple):
    """A release: packages, the author's words by GUID, and the GUIDs that are retired by now."""

    packages: tuple[Path, ...]
    words: dict[str, Words]
    retired: frozenset[str]


class Story(NamedTuple):
    """A row's releases, and a collection that learned the first of them."""

    releases: tuple[Release, ...]
    collection: Path


Play = Callable[[Row], Story]


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Play]:
    """Build each row's releases once."""
    root = tmp_path_factory.mktemp("rows")
    if _MEMORY.is_dir():
        root = _MEMORY / f"flashcards-{root.parent.name}-{root.name}"
        root.mkdir()
    stories: dict[str, Story] = {}

    def play_row(row: Row) -> Story:
        if row.edit not in stories:
            folder = root / str(len(stories))
            stories[row.edit] = _build(folder, row)
        return stories[row.edit]

    yield play_row
    if root.is_relative_to(_MEMORY):
        shutil.rmtree(root)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("row", ROWS, ids=[row.edit for row in ROWS])
def test_the_authors_arrives_and_the_learners_stays(
    row: Row, act: str, play: Play, tmp_path: Path
) -> None:
    story = play(row)
    path = tmp_path / "learner.anki2"
    shutil.copyfile(story.collection, path)
    with open_collection(path) as collection:
        ACTS[act](collection)
        if row.deleted_by_learner:
            _delete(collection, row.deleted_by_learner)
        base = dict(story.releases[0].words)
        for release in story.releases[1:] or story.releases:
            before = _Before(collection)
            counts, steps = _update(collection, release)
            _check_notes(collection, before, base, release, counts)
            _check_untouched(collection, before)
            base |= release.words
        _check_own(collection, act)
        if act in {"untouched", "front edited after it"}:
            decks = {read_package(package).about.deck for package in release.packages}
            assert set(_deck_names(collection)) == decks
        _check_twice(collection, release)
        if act in {"untouched", "front edited after it", "own field", "decks renamed"}:
            _check_undo(collection, before, steps)
            assert find_damage(collection) == []


def _update(collection: Collection, release: Release) -> tuple[list[dict[str, int]], list[str]]:
    """Update from each package; gives the counts, and the steps that can be undone."""
    counts, steps = [], []
    for package in release.packages:
        step = collection.undo_status().last_step
        counts.append(update_collection(collection, package))
        if collection.undo_status().last_step != step:
            steps.append(f"Update {read_package(package).about.deck}")
    return counts, steps


class _Before:
    """What a collection had before an update."""

    def __init__(self, collection: Collection) -> None:
        self.words = read_words(collection)
        self.cards = rows(collection, "select * from cards order by id")
        self.reviews = read_reviews(collection)
        self.schema = rows(collection, "select scm from col")
        self.homes = rows(collection, "select distinct iif(odid, odid, did) from cards")
        self.notes = rows(collection, "select id, guid, mid, tags, flds from notes order by id")
        self.decks = sorted(each.name for each in collection.decks.all_names_and_ids())


def _check_notes(
    collection: Collection,
    before: _Before,
    base: dict[str, Words],
    release: Release,
    counts: Sequence[dict[str, int]],
) -> None:
    after = read_words(collection)
    outcomes = []
    for guid, theirs in release.words.items():
        mine = before.words.get(guid)
        if mine is None:
            assert after[guid] == theirs
            outcomes.append("new")
            continue
        merged = merge_words(base[guid], mine, theirs)
        assert after[guid] == merged.words
        outcomes.append(merged.outcome)
    newly = [
        guid
        for guid in release.retired
        if guid in before.words and "flashcards::retired" not in before.words[guid].tags
    ]
    for guid, mine in before.words.items():
        if guid not in release.words:
            gone = {"flashcards::retired"} if guid in release.retired else set()
            assert after[guid] == Words(mine.fields, mine.tags | gone)
    assert set(after) == set(before.words) | set(release.words)
    total = {key: sum(each[key] for each in counts) for key in counts[0]}
    assert total == {**count_outcomes(outcomes), "retired": len(newly)}


def _check_untouched(collection: Collection, before: _Before) -> None:
    """No card row and no review is touched, no card stands twice, no full sync is asked for."""
    cards = rows(collection, "select * from cards order by id")
    known = {row[0] for row in before.cards}
    assert [row for row in cards if row[0] in known] == before.cards
    assert find_doubles(f"{row[1]} {row[3]}" for row in cards) == []
    assert all([row[2]] in before.homes for row in cards if row[0] not in known)
    assert read_reviews(collection) == before.reviews
    assert rows(collection, "select scm from col") == before.schema
    assert collection.get_config("updateNotes", "IfNewer") == "IfNewer"
    for note in read_notes(collection):
        numbers = {card.ord for card in note.cards()}
        blanks = {number - 1 for number in note.cloze_numbers_in_fields()}
        assert blanks <= numbers
        if dict(note.items()).get("Reverse"):
            assert {0, 1} <= numbers


def _check_own(collection: Collection, act: str) -> None:
    """What is only the learner's is as it was left."""
    new_deck = {note.guid for note in read_notes(collection)}
    assert new_deck
    note_types = [each for each in collection.models.all() if "Flashcards" in each["name"]]
    if act == "own field":
        own = [note[MY_FIELD] for note in read_notes(collection)]
        assert own.count(MY_WORDS) >= 10
        assert {each["flds"][0]["name"] for each in note_types} == {MY_FIELD}
    if act == "My notes written":
        assert [note["My notes"] for note in read_notes(collection)].count(MY_WORDS) >= 10
    if act == "own style":
        assert all(each["css"].endswith("{ color: teal }") for each in note_types)
        assert all(each["tmpls"][0]["afmt"].endswith("<hr>mine") for each in note_types)
    if act == "own template":
        for note in read_notes(collection):
            if "Question" in note:
                assert {card.ord for card in note.cards()} == {0, 1}
    if act == "note types and fields renamed":
        assert {each["name"].split()[0] for each in note_types} == {"My"}
        assert {each["flds"][1]["name"] for each in note_types} == {"Rückseite"}
    names = {each.name for each in collection.decks.all_names_and_ids()}
    if act == "all cards moved":
        assert set(_deck_names(collection)) == {MY_DECK}
    if act == "decks renamed":
        assert all(name.startswith(RENAMED_DECK) for name in _deck_names(collection))
        assert not names & {"How Maps Lie", "Maps", "Cartography", "How Maps Are Made"}


def _check_twice(collection: Collection, release: Release) -> None:
    """Once more, and nothing at all is written."""
    state = _everything(collection)
    for package in release.packages:
        counts = update_collection(collection, package)
        nothing = {"new": 0, "updated": 0, "conflicts": 0, "retired": 0}
        assert {key: counts[key] for key in nothing} == nothing
    assert _everything(collection) == state


def _check_undo(collection: Collection, before: _Before, steps: Sequence[str]) -> None:
    """One Undo for each package that had something for the learner takes all back."""
    for step in reversed(steps):
        assert collection.undo_status().undo == step
        collection.undo()
    after = _Before(collection)
    assert after.notes == before.notes
    assert after.cards == before.cards
    assert after.decks == before.decks


def _everything(collection: Collection) -> list[object]:
    tables = ("col", "notes", "cards", "decks", "notetypes", "config", "graves")
    found = [rows(collection, f"select * from {table}") for table in tables]  # noqa: S608 - as listed
    return [*found, collection.undo_status().last_step]


def rows(collection: Collection, query: str) -> list[Sequence[object]]:
    assert collection.db is not None
    return list(collection.db.all(query))


def read_words(collection: Collection) -> dict[str, Words]:
    """Give the author's fields of all notes, by the fields' ids, and all tags."""
    return {note.guid: _words(note) for note in read_notes(collection)}


def _words(note: Note) -> Words:
    note_type = note.note_type()
    assert note_type is not None
    places = {field["id"]: field["ord"] for field in note_type["flds"]}
    name = note_type["name"].removeprefix("My ")
    return Words(
        tuple(note.fields[places[field_id]] for field_id in _FIELD_IDS[name]),
        frozenset(note.tags),
    )


def _deck_names(collection: Collection) -> list[str]:
    assert collection.db is not None
    decks = collection.db.list("select distinct iif(odid, odid, did) from cards")
    return [collection.decks.name(DeckId(deck_id)) for deck_id in decks]


def _delete(collection: Collection, key: str) -> None:
    collection.remove_notes([note.id for note in read_notes(collection) if key in note.fields])


def _build(folder: Path, row: Row) -> Story:
    texts = {"video.yaml": VIDEO, "sequel.yaml": SEQUEL}
    _write(folder, texts, row.before)
    retired: set[str] = set()
    releases = [_keep(folder, 0, release_folder(folder, 1_700_000_000), retired)]
    path = folder / "learner.anki2"
    with open_collection(path) as collection:
        for package in releases[0].packages:
            import_package(collection, package)
        for card_id in sorted(collection.find_cards("")):
            review_card(collection, card_id, 4)
            review_card(collection, card_id, 3)
    for number, edits in enumerate(row.releases, 1):
        _write(folder, texts, edits)
        if row.renamed_file:
            (folder / "content" / "video.yaml").rename(folder / "content" / row.renamed_file)
        if row.is_lock_lost:
            shutil.rmtree(folder / "decks")
        decisions = Decisions({Key(new): Key(old) for new, old in row.same.items()}, row.gone)
        released = release_folder(folder, row.now, decisions)
        releases.append(_keep(folder, number, released, retired))
    return Story(tuple(releases), path)


def _keep(folder: Path, number: int, released: Released, retired: set[str]) -> Release:
    """Keep the packages of a release, which the next one overwrites."""
    kept = folder / f"release-{number}"
    kept.mkdir()
    packages = tuple(
        Path(shutil.copy(package, kept / package.name)) for package in released.packages
    )
    words = {each.guid: authors_words(each) for each in released.notes}
    retired |= {each.guid for each in list_retired(released.changes)}
    retired -= set(words)
    return Release(packages, {str(guid): each for guid, each in words.items()}, frozenset(retired))


def _write(folder: Path, texts: dict[str, str], edits: tuple[Edit, ...]) -> None:
    content = folder / "content"
    content.mkdir(parents=True, exist_ok=True)
    for edit in edits:
        assert texts[edit.file].count(edit.old) == 1, edit.old
        texts[edit.file] = texts[edit.file].replace(edit.old, edit.new)
    for name, text in texts.items():
        (content / name).write_text(text, encoding="utf-8")
