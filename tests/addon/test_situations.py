"""What the table of two sides has no row for: looks, pictures, other hands, failures."""

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from anki.collection import Collection
from anki.errors import BackendError

from anki.cards import Card  # isort: skip  # it can't be the first of Anki's
from anki.decks import DeckId
from anki.notes import Note

from flashcards.addon.merging import apply as applying
from flashcards.addon.merging.looks import sign_style
from flashcards.addon.merging.messages import describe_left, describe_plan
from flashcards.addon.merging.package import NotOursError, PackageError, UnknownFormatError
from flashcards.addon.merging.plan import plan_update
from flashcards.addon.update import update_collection
from flashcards.identity.decisions import NO_DECISIONS, Decisions
from tests.addon.test_two_sides import rows
from tests.anki.engine import find_notes, import_always, import_package, open_collection
from tests.anki.history import write_content
from tests.anki.learner import find_damage, find_doubles, read_notes
from tests.anki.regeneration_rows import ANGLES, CIRCLE, NORWAY, SEQUEL, VIDEO
from tests.anki.release import release_folder
from tests.media import PNG
from tests.support import NOW

NOTHING = {"new": 0, "updated": 0, "kept": 0, "conflicts": 0, "unchanged": 0, "retired": 0}


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., Path]:
    """Build the video as edited; each package is kept under a name of its own."""
    write_content(tmp_path, video=VIDEO)
    made: list[Path] = []

    def build_edited(*edits: tuple[str, str], decisions: Decisions = NO_DECISIONS) -> Path:
        text = VIDEO
        for old, new in edits:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        write_content(tmp_path, video=text)
        now = NOW + len(made) * 1000
        (package,) = release_folder(tmp_path, now, decisions).packages
        made.append(Path(shutil.copyfile(package, tmp_path / f"release-{len(made)}.apkg")))
        return made[-1]

    return build_edited


def _find(collection: Collection, key: str) -> Note:
    (note,) = find_notes(collection, f'"Key:{key}"')
    return note


def _edit(collection: Collection, key: str, field: str, text: str) -> None:
    note = _find(collection, key)
    note[field] = text
    collection.update_note(note)


def _rewrite(package: Path, to: Path, name: str, data: bytes) -> Path:
    """Put another member into a package."""
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, data if each == name else old.read(each))
    return to


def _change_database(package: Path, to: Path, *statements: str) -> Path:
    with zipfile.ZipFile(package) as archive:
        to.with_suffix(".db").write_bytes(archive.read("collection.anki2"))
    connection = sqlite3.connect(to.with_suffix(".db"))
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return _rewrite(package, to, "collection.anki2", to.with_suffix(".db").read_bytes())


def _with_look(package: Path, to: Path, css: str, back: str, mod: int) -> Path:
    """Give a package's note types another look, signed."""
    with zipfile.ZipFile(package) as archive:
        to.with_suffix(".db").write_bytes(archive.read("collection.anki2"))
    connection = sqlite3.connect(to.with_suffix(".db"))
    models = json.loads(connection.execute("select models from col").fetchone()[0])
    for model in models.values():
        for template in model["tmpls"]:
            template["afmt"] += back
        model["css"] = sign_style(css, [(t["qfmt"], t["afmt"]) for t in model["tmpls"]], mod)
        model["mod"] = mod
    connection.execute("update col set models = ?", (json.dumps(models),))
    connection.commit()
    connection.close()
    return _rewrite(package, to, "collection.anki2", to.with_suffix(".db").read_bytes())


def test_a_newer_look_comes_and_a_learners_own_stays(
    build: Callable[..., Path], tmp_path: Path
) -> None:
    package = build()
    newer = _with_look(package, tmp_path / "newer.apkg", ".card {}", "<hr>new", 1_900_000_000)
    with open_collection(tmp_path / "learner.anki2") as collection:
        update_collection(collection, package)
        own = collection.models.by_name("Flashcards Question")
        assert own is not None
        own["css"] += ".mine {}"
        collection.models.update_dict(own)
        schema = rows(collection, "select scm from col")
        assert describe_plan(plan_update(collection, newer)) == [
            "The cards get the author's newer look."
        ]
        assert update_collection(collection, newer) == {**NOTHING, "unchanged": 10}
        for name, is_new in (("Question", False), ("Topic", True), ("Chapter", True)):
            note_type = collection.models.by_name(f"Flashcards {name}")
            assert note_type is not None
            assert note_type["css"].startswith(".card {}\n/*") is is_new
            assert note_type["tmpls"][0]["afmt"].endswith("<hr>new") is is_new
        assert rows(collection, "select scm from col") == schema
        assert plan_update(collection, newer).is_nothing
        assert plan_update(collection, package).is_nothing


def test_the_decks_description_follows_unless_it_is_the_learners(
    build: Callable[..., Path], tmp_path: Path
) -> None:
    first = build()
    second = build(("duration: 40:00", "duration: 40:00\nauthor: Ada Lovelace"))
    with open_collection(tmp_path / "learner.anki2") as collection:
        update_collection(collection, first)
        assert describe_plan(plan_update(collection, second)) == [
            (
                "Your notes and cards stay as they are: only the deck's description and the time "
                "of its release are updated."
            )
        ]
        update_collection(collection, second)
        deck = collection.decks.by_name("How Maps Lie")
        assert deck is not None
        assert "Ada Lovelace" in deck["desc"]
        assert plan_update(collection, second).is_nothing
        deck["desc"] = "Mine"
        collection.decks.update_dict(deck)
        update_collection(collection, first)
        update_collection(collection, build())
        assert collection.decks.by_name("How Maps Lie") == {
            **deck,
            "mod": collection.decks.by_name("How Maps Lie")["mod"],  # type: ignore[index]
        }


def test_a_second_deck_comes_whole_and_keeps_the_learners_look(
    build: Callable[..., Path], tmp_path: Path
) -> None:
    """Its note types are there, so it isn't imported as Anki does it, which would replace them."""
    first = build()
    other = tmp_path / "other"
    other.mkdir()
    write_content(other, sequel=SEQUEL)
    (second,) = release_folder(other, NOW).packages
    with open_collection(tmp_path / "learner.anki2") as collection:
        update_collection(collection, first)
        own = collection.models.by_name("Flashcards Question")
        assert own is not None
        own["css"] += ".mine {}"
        own["mod"] = 0
        collection.models.update_dict(own)
        assert update_collection(collection, second) == {**NOTHING, "new": 2}
        deck = collection.decks.by_name("How Maps Are Made")
        assert deck is not None
        assert "Notes: 2" in deck["desc"]
        kept = collection.models.by_name("Flashcards Question")
        assert kept is not None
        assert kept["css"].endswith(".mine {}")
        assert plan_update(collection, second).is_nothing


@pytest.mark.parametrize(
    ("before", "after"), [("Maps", "Maps::2026"), ("Maps::2025", "Maps::2026"), ("Maps", "maps")]
)
def test_a_deck_can_be_renamed_to_anything(
    before: str, after: str, build: Callable[..., Path], tmp_path: Path
) -> None:
    title = "title: How Maps Lie"
    first = build((title, f'{title}\ndeck: "{before}"'))
    second = build((title, f'{title}\ndeck: "{after}"'))
    with open_collection(tmp_path / "learner.anki2") as collection:
        update_collection(collection, first)
        update_collection(collection, second)
        names = {collection.decks.name(card.did) for card in _cards(collection)}
        assert names == {before if before.lower() == after.lower() else after}
        assert plan_update(collection, second).is_nothing
        assert find_damage(collection) == []


def _cards(collection: Collection) -> list[Card]:
    return [collection.get_card(card_id) for card_id in collection.find_cards("")]


def test_a_deck_keeps_its_name_where_a_filtered_one_stands_in_the_way(
    build: Callable[..., Path], tmp_path: Path
) -> None:
    """Anki has no decks below a filtered one."""
    first = build()
    item = "What is the capital of Norway?"
    second = build(
        ("title: How Maps Lie", "title: How Maps Lie\ndeck: Cramming::Maps"),
        (item, f"{item}\n            answer: Oslo\n          - question: Where is Oslo?"),
    )
    with open_collection(tmp_path / "learner.anki2") as collection:
        update_collection(collection, first)
        cramming = collection.sched.get_or_create_filtered_deck(DeckId(0))
        cramming.name, cramming.allow_empty = "Cramming", True
        collection.sched.add_or_update_filtered_deck(cramming)
        assert update_collection(collection, second)["new"] == 1
        (note,) = find_notes(collection, "Where is Oslo")
        assert [collection.decks.name(card.did) for card in note.cards()] == ["How Maps Lie"]
        assert plan_update(collection, second).is_nothing


def test_new_cards_go_to_the_default_deck_where_the_learner_keeps_the_others(
    build: Callable[..., Path], tmp_path: Path
) -> None:
    """Of two decks of that name in a package Anki renames either, as chance will have it."""
    with open_collection(tmp_path / "learner.anki2") as collection:
        update_collection(collection, build())
        collection.set_deck(list(collection.find_cards("")), DeckId(1))
        asked = "      - question: What is the capital of Norway?\n"
        new = ""
        for number in range(8):
            new += f"      - question: What is number {number}?\n            answer: {number}\n    "
            assert update_collection(collection, build((asked, new + asked)))["new"] == 1
        assert rows(collection, "select distinct did from cards") == [[1]]


def test_pictures_come_with_the_notes_that_show_them(
    build: Callable[..., Path], tmp_path: Path
) -> None:
    first = build()
    (tmp_path / "content" / "one.png").write_bytes(PNG)
    (tmp_path / "content" / "two.png").write_bytes(PNG + b"\0")
    second = build(
        ("answer: Oslo", 'answer: "Oslo ![](one.png)"'),
        ("A flat map", "A ==flat== map ![](two.png)"),
    )
    with open_collection(tmp_path / "learner.anki2") as collection:
        update_collection(collection, first)
        assert update_collection(collection, second) == {**NOTHING, "updated": 2, "unchanged": 8}
        for key, field, data in ((NORWAY, "Answer", PNG), (ANGLES, "Text", PNG + b"\0")):
            html = _find(collection, key)[field]
            name = html.partition('src="')[2].partition('"')[0]
            assert (Path(collection.media.dir()) / name).read_bytes() == data
        assert plan_update(collection, second).is_nothing


def test_a_picture_that_the_learner_changed_stays(
    build: Callable[..., Path], tmp_path: Path
) -> None:
    (tmp_path / "content" / "one.png").write_bytes(PNG)
    first = build(("answer: Oslo", 'answer: "Oslo ![](one.png)"'))
    second = build(("answer: Oslo", 'answer: "It is Oslo ![](one.png)"'))
    with open_collection(tmp_path / "learner.anki2") as collection:
        update_collection(collection, first)
        (picture,) = Path(collection.media.dir()).glob("*.png")
        picture.write_bytes(b"drawn over")
        update_collection(collection, second)
        assert picture.read_bytes() == b"drawn over"
        assert [*Path(collection.media.dir()).glob("*.png")] == [picture]
        assert _find(collection, NORWAY)["Answer"].startswith("It is Oslo <img")


def test_the_author_wins_conflicts_where_that_is_preferred(
    build: Callable[..., Path], tmp_path: Path
) -> None:
    first, second = build(), build(("answer: Oslo", "answer: Christiania"))
    with open_collection(tmp_path / "learner.anki2") as collection:
        update_collection(collection, first)
        _edit(collection, NORWAY, "Answer", "Oslo!")
        _edit(collection, CIRCLE, "Extra", "Mine.")
        counts = update_collection(collection, second, prefer="theirs")
        assert counts == {**NOTHING, "conflicts": 1, "kept": 1, "unchanged": 8}
        assert _find(collection, NORWAY)["Answer"] == "Christiania"
        assert "flashcards::conflict" in _find(collection, NORWAY).tags
        assert _find(collection, CIRCLE)["Extra"] == "Mine."
        with pytest.raises(ValueError, match="`prefer` is `mine` or `theirs`, not `both`"):
            update_collection(collection, second, prefer="both")  # type: ignore[arg-type]


def test_a_resolved_conflict_does_not_come_back(build: Callable[..., Path], tmp_path: Path) -> None:
    first, second = build(), build(("answer: Oslo", "answer: Christiania"))
    third = build(("answer: Oslo", "answer: Kristiania"))
    with open_collection(tmp_path / "learner.anki2") as collection:
        update_collection(collection, first)
        _edit(collection, NORWAY, "Answer", "Oslo!")
        assert update_collection(collection, second)["conflicts"] == 1
        assert update_collection(collection, second)["conflicts"] == 0
        assert update_collection(collection, third)["conflicts"] == 1
        _edit(collection, NORWAY, "Answer", "Kristiania")
        assert update_collection(collection, build())["updated"] == 1
        assert _find(collection, NORWAY)["Answer"] == "Oslo"


def test_without_a_base_what_differs_is_a_conflict(
    build: Callable[..., Path], tmp_path: Path
) -> None:
    first, second = build(), build(("answer: Oslo", "answer: Christiania"))
    with open_collection(tmp_path / "learner.anki2") as collection:
        update_collection(collection, first)
        _edit(collection, NORWAY, "Released", "")
        plan = plan_update(collection, second)
        assert [(each.field, each.is_base_known) for each in plan.conflicts] == [("Answer", False)]
        assert update_collection(collection, second)["conflicts"] == 1
        assert _find(collection, NORWAY)["Answer"] == "Oslo"
        assert update_collection(collection, second)["conflicts"] == 0


def test_an_older_package_changes_nothing(build: Callable[..., Path], tmp_path: Path) -> None:
    first, second = build(), build(("answer: Oslo", "answer: Christiania"))
    with open_collection(tmp_path / "learner.anki2") as collection:
        update_collection(collection, second)
        plan = plan_update(collection, first)
        assert plan.is_nothing
        assert describe_left(plan) == [
            "This package is older than 1 note that you have; it stays as it is."
        ]
        assert update_collection(collection, first) == {**NOTHING, "unchanged": 10}


def test_an_older_package_does_not_rename_a_deck_that_has_a_former_name_again(
    build: Callable[..., Path], tmp_path: Path
) -> None:
    title = "title: How Maps Lie"
    first = build()
    second = build((title, f"{title}\ndeck: Maps"))
    third = build(("answer: Oslo", "answer: Oslo, once Christiania"))
    with open_collection(tmp_path / "learner.anki2") as collection:
        for package, name in (
            (first, "How Maps Lie"),
            (second, "Maps"),
            (third, "How Maps Lie"),
            (second, "How Maps Lie"),
        ):
            update_collection(collection, package)
            assert {collection.decks.name(card.did) for card in _cards(collection)} == {name}


def test_an_older_package_does_not_bring_back_what_was_retired_since(
    build: Callable[..., Path], tmp_path: Path
) -> None:
    item = "          - question: What is the capital of Norway?\n            answer: Oslo\n"
    other = "          - question: Who drew the first atlas?\n            answer: Ortelius\n"
    gone = Decisions({}, frozenset({NORWAY}))
    first, second = build(), build((item, other), ("flat map", "flat chart"), decisions=gone)
    with open_collection(tmp_path / "learner.anki2") as collection:
        update_collection(collection, first)
        assert update_collection(collection, second)["retired"] == 1
        plan = plan_update(collection, first)
        assert plan.is_nothing
        assert describe_left(plan) == [
            "This package is older than 2 notes that you have; they stay as they are."
        ]
        update_collection(collection, build())
        assert "flashcards::retired" not in _find(collection, NORWAY).tags


def test_a_learner_who_deleted_all_notes_gets_them_back_in_the_deck_that_is_left(
    build: Callable[..., Path], tmp_path: Path
) -> None:
    first = build()
    second = build(("title: How Maps Lie", "title: How Maps Lie\nauthor: Ada"))
    with open_collection(tmp_path / "learner.anki2") as collection:
        update_collection(collection, first)
        collection.remove_notes(collection.find_notes(""))
        assert update_collection(collection, second) == {**NOTHING, "new": 10}
        deck = collection.decks.by_name("How Maps Lie")
        assert deck is not None
        assert "Ada" in deck["desc"]
        assert plan_update(collection, second).is_nothing


def test_a_note_of_another_note_type_is_left_alone_and_told(
    build: Callable[..., Path], tmp_path: Path
) -> None:
    first, second = build(), build(("answer: Oslo", "answer: Christiania"))
    with open_collection(tmp_path / "learner.anki2") as collection:
        update_collection(collection, first)
        note = _find(collection, NORWAY)
        basic = collection.models.by_name("Basic")
        present = note.note_type()
        assert basic is not None
        assert present is not None
        collection.models.change(present, [note.id], basic, {0: 0, 1: 1}, {0: 0})
        before = rows(collection, "select * from notes")
        plan = plan_update(collection, second)
        assert describe_left(plan) == [
            (
                "Left alone, because you gave it another note type: "
                "“\u2068What is the capital of Norway?\u2069”."
            )
        ]
        assert update_collection(collection, second) == {**NOTHING, "unchanged": 10}
        assert rows(collection, "select * from notes") == before


def test_notes_that_anki_put_into_a_copy_of_the_note_type_are_updated(
    build: Callable[..., Path], tmp_path: Path
) -> None:
    """Plain import makes one when the learner has added a field."""
    item = "          - question: What is the capital of Sweden?\n            answer: Stockholm\n"
    place = "          - question: What is the capital of Denmark?\n"
    first, second = build(), build((place, item + place))
    third = build((place, item.replace("Stockholm", "Stockholm, since 1634") + place))
    with open_collection(tmp_path / "learner.anki2") as collection:
        import_package(collection, first)
        note_type = collection.models.by_name("Flashcards Question")
        assert note_type is not None
        collection.models.add_field(note_type, collection.models.new_field("Mine"))
        collection.models.update_dict(note_type)
        import_package(collection, second)
        assert {each.name for each in collection.models.all_names_and_ids()} >= {
            "Flashcards Question",
            "Flashcards Question+",
        }
        assert update_collection(collection, third)["updated"] == 1
        (sweden,) = find_notes(collection, "Sweden")
        assert sweden["Answer"] == "Stockholm, since 1634"
        assert plan_update(collection, third).is_nothing
        assert find_doubles(note["Key"] for note in read_notes(collection)) == []


def test_a_restored_note_loses_its_tag_and_a_learner_who_took_it_off_is_told_once(
    build: Callable[..., Path], tmp_path: Path
) -> None:
    item = "          - question: What is the capital of Norway?\n            answer: Oslo\n"
    gone = Decisions({}, frozenset({NORWAY}))
    first, second = build(), build((item, ""), decisions=gone)
    with open_collection(tmp_path / "learner.anki2") as collection:
        update_collection(collection, first)
        assert update_collection(collection, second)["retired"] == 1
        assert "flashcards::retired" in _find(collection, NORWAY).tags
        note = _find(collection, NORWAY)
        note.remove_tag("flashcards::retired")
        collection.update_note(note)
        assert update_collection(collection, second)["retired"] == 0
        assert update_collection(collection, build())["retired"] == 0
        assert update_collection(collection, second)["retired"] == 1
        update_collection(collection, build())
        assert "flashcards::retired" not in _find(collection, NORWAY).tags


def test_a_package_cannot_call_other_peoples_notes_retired(
    build: Callable[..., Path], tmp_path: Path
) -> None:
    package = build()
    with open_collection(tmp_path / "learner.anki2") as collection:
        basic = collection.models.by_name("Basic")
        assert basic is not None
        mine = collection.new_note(basic)
        mine.fields = ["Mine", "alone"]
        collection.add_note(mine, collection.decks.id("Default") or 1)  # type: ignore[arg-type]
        with zipfile.ZipFile(package) as archive:
            about = json.loads(archive.read("flashcards.json"))
        about["retired"] = [
            {"guid": mine.guid, "note_id": mine.id, "mod": NOW, "keys": ["video/question/mine"]}
        ]
        evil = _rewrite(
            package, tmp_path / "evil.apkg", "flashcards.json", json.dumps(about).encode()
        )
        assert update_collection(collection, evil)["retired"] == 0
        assert collection.get_note(mine.id).tags == []


def test_what_fails_halfway_is_taken_back(
    build: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build()
    second = build(
        ("answer: Oslo", "answer: Christiania"),
        ("title: How Maps Lie", "title: How Maps Lie\ndeck: Cartography"),
        ("A flat map", "A ==flat== map"),
    )
    with open_collection(tmp_path / "learner.anki2") as collection:
        update_collection(collection, first)
        tables = ("notes", "cards", "decks")
        before = [rows(collection, f"select id from {each}") for each in tables]  # noqa: S608 - as listed
        texts = rows(collection, "select flds, tags from notes")

        def fail(*_arguments: object) -> None:
            raise OSError("no room")

        monkeypatch.setattr(applying, "_add_media", fail)
        with pytest.raises(OSError, match="no room"):
            update_collection(collection, second)
        assert [rows(collection, f"select id from {each}") for each in tables] == before  # noqa: S608 - as listed
        assert rows(collection, "select flds, tags from notes") == texts
        assert collection.decks.by_name("How Maps Lie")
        assert find_damage(collection) == []


def test_what_anki_refuses_to_import_leaves_all_as_it_was(
    build: Callable[..., Path], tmp_path: Path
) -> None:
    """Its import forgets what could be taken back before it fails."""
    first = build()
    second = build(
        ("title: How Maps Lie", "title: How Maps Lie\ndeck: Cartography"),
        ("A flat map", "A ==flat== map"),
    )
    with_look = _with_look(second, tmp_path / "look.apkg", ".card {}", "", NOW * 2)
    evil = _change_database(
        with_look, tmp_path / "evil.apkg", """update col set dconf = '{"1": 7}'"""
    )
    with open_collection(tmp_path / "learner.anki2") as collection:
        update_collection(collection, first)
        tables = ("notes", "cards", "decks", "notetypes", "templates")
        before = [rows(collection, f"select * from {each}") for each in tables]  # noqa: S608 - as listed
        with pytest.raises(BackendError, match="decoding deck config"):
            update_collection(collection, evil)
        assert [rows(collection, f"select * from {each}") for each in tables] == before  # noqa: S608 - as listed


def test_a_picture_that_unpacks_to_far_more_than_it_is_is_refused(
    build: Callable[..., Path], tmp_path: Path
) -> None:
    (tmp_path / "content" / "map.png").write_bytes(PNG)
    first, second = build(), build(("answer: Oslo", 'answer: "Oslo ![](map.png)"'))
    evil = _rewrite(second, tmp_path / "evil.apkg", "0", bytes(101 * 1024**2))
    with open_collection(tmp_path / "learner.anki2") as collection:
        update_collection(collection, first)
        with pytest.raises(PackageError, match=r"^evil\.apkg can't be read: it is damaged, or no "):
            update_collection(collection, evil)
        assert _find(collection, NORWAY)["Answer"] == "Oslo"


def test_a_note_of_the_very_time_of_its_release_gains_a_card(
    build: Callable[..., Path], tmp_path: Path
) -> None:
    """Anki's import takes it for the same note, also where it is to update always."""
    first, second = build(), build(("A flat map", "A ==flat== map"))
    with open_collection(tmp_path / "learner.anki2") as collection:
        update_collection(collection, first)
        assert collection.db is not None
        collection.db.execute("update notes set mod = ?", NOW + 1000)
        assert update_collection(collection, second)["updated"] == 1
        assert len(_find(collection, ANGLES).cards()) == 4
        assert "{{c4::flat}}" in _find(collection, ANGLES)["Text"]


def test_anki_does_not_remember_how_the_add_on_imported(
    build: Callable[..., Path], tmp_path: Path
) -> None:
    first, second = build(), build(("A flat map", "A ==flat== map"))
    with open_collection(tmp_path / "learner.anki2") as collection:
        import_always(collection, first)
        assert update_collection(collection, second)["updated"] == 1
        assert collection.get_config("updateNotes") == "Always"
    with open_collection(tmp_path / "other.anki2") as collection:
        update_collection(collection, first)
        update_collection(collection, second)
        assert collection.get_config("updateNotes") == "IfNewer"
        assert collection.get_config("updateNotetypes") == "IfNewer"


_BROKEN: dict[str, tuple[str, bytes]] = {
    "no database": ("collection.anki2", b"no database"),
    "an empty database": ("collection.anki2", b""),
    "no list of media": ("media", b"[1]"),
    "media of no text": ("media", b'{"0": 7}'),
    "nothing said": ("flashcards.json", b"[]"),
    "half a character": (
        "flashcards.json",
        json.dumps(
            {"format": 1, "content_id": "x", "deck": "\ud800", "former_decks": [], "retired": []}
            | {"released": 0}
        ).encode(),
    ),
    "deep nesting": ("media", b"[" * 100_000),
}


@pytest.mark.parametrize("name", _BROKEN)
def test_a_damaged_package_is_refused_and_nothing_is_written(
    name: str, build: Callable[..., Path], tmp_path: Path
) -> None:
    package = _rewrite(build(), tmp_path / "broken.apkg", *_BROKEN[name])
    _check_refused(package, tmp_path)


@pytest.mark.parametrize(
    "statement",
    [
        "update notes set flds = 'one field'",
        "update notes set flds = 7",
        "update notes set mid = 1",
        "update cards set due = 'soon'",
        "update col set models = '[]'",
        "update col set decks = '{}'",
        """update col set decks = replace(decks, '"desc"', '"said"')""",
        """update col set models = replace(models, '"css"', '"style"')""",
        """update col set models = replace(models, '"id"', '"number"')""",
        """update col set models = replace(models, '"qfmt"', '"front"')""",
        "update col set conf = '[]'",
        "update col set dconf = 'none'",
        "delete from col",
        "drop table cards",
        "alter table notes add column more generated always as (id)",
    ],
)
def test_a_package_that_is_not_as_ours_is_refused(
    statement: str, build: Callable[..., Path], tmp_path: Path
) -> None:
    package = _change_database(build(), tmp_path / "broken.apkg", statement)
    _check_refused(package, tmp_path)


def test_a_view_in_the_place_of_a_table_is_refused(
    build: Callable[..., Path], tmp_path: Path
) -> None:
    package = _change_database(
        build(),
        tmp_path / "broken.apkg",
        "alter table notes rename to real",
        "create view notes as select * from real",
    )
    _check_refused(package, tmp_path)


def _check_refused(package: Path, tmp_path: Path) -> None:
    with open_collection(tmp_path / "learner.anki2") as collection:
        before = rows(collection, "select * from col")
        with pytest.raises(PackageError):
            update_collection(collection, package)
        assert rows(collection, "select * from col") == before
        assert collection.note_count() == 0


def test_another_hands_or_times_package_is_said_to_be_one(
    build: Callable[..., Path], tmp_path: Path
) -> None:
    package = build()
    newer = _rewrite(package, tmp_path / "newer.apkg", "flashcards.json", b'{"format": 2}')
    foreign = tmp_path / "foreign.apkg"
    with zipfile.ZipFile(foreign, "w") as archive:
        archive.writestr("collection.anki2", b"")
    with open_collection(tmp_path / "learner.anki2") as collection:
        with pytest.raises(
            UnknownFormatError,
            match=r"^this package was made by another version of flashcards; get the add-on of "
            r"that version$",
        ):
            update_collection(collection, newer)
        with pytest.raises(NotOursError, match=r"^this package was not made by flashcards$"):
            update_collection(collection, foreign)
        with pytest.raises(PackageError, match=r"^gone\.apkg can't be read: it is damaged, or no "):
            update_collection(collection, tmp_path / "gone.apkg")
