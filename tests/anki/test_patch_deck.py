"""Updates that Anki skips, `diff --against` that foretells them, and the patch deck that cures."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from anki.collection import Collection
from anki.notes import Note

from tests.anki.engine import find_notes, import_always, import_package, open_collection
from tests.anki.learner import (
    add_tag,
    append_to_field,
    find_damage,
    find_doubles,
    read_cards,
    read_notes,
    read_reviews,
    review_card,
)
from tests.command import flashcards
from tests.package.changing import run_in_package
from tests.support import NOW

DAY = 86_400
LATER = NOW + 10 * DAY

OWLS = """\
title: Owls
url: https://youtu.be/EV7WhVT270Q
chapters:
  - title: At night
    time: 0:00
    summary: Owls ==fly== by ==night== and eat ==mice==.
    topics:
      Strigidae: {definition: The family of true owls., reverse: true}
    questions:
      - {question: Where do owls sleep?, answer: In trees., tags: [birds]}
      - {question: What do owls eat?, answer: Mice.}
"""

SLEEP = '"Question:Where do owls sleep?"'
EAT = '"Question:What do owls eat?"'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a deck that was built, published as `old.apkg`, committed, imported and learnt."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "owls.yaml").write_text(OWLS, encoding="utf-8")
    package = build(tmp_path, NOW)
    shutil.copy(package, tmp_path / "old.apkg")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "content", "decks/owls.lock"], cwd=tmp_path, check=True)
    _commit(tmp_path)
    with open_collection(tmp_path / "learner.anki2") as collection:
        import_package(collection, package)
        for card_id in collection.find_cards(""):
            review_card(collection, card_id, 3)
    return tmp_path


def _commit(project: Path) -> None:
    author = ["-c", "user.name=a", "-c", "user.email=a@b.c"]
    subprocess.run(["git", *author, "commit", "-qam", "a"], cwd=project, check=True)


def _lose_lock(project: Path) -> None:
    """Delete lock and package, in git too: else the commit would be asked to give the lock back."""
    shutil.rmtree(project / "decks")
    _commit(project)


def build(project: Path, now: int, *options: str) -> Path:
    """Build, and give the path of the one package."""
    done = flashcards(project, "build", *options, env={"SOURCE_DATE_EPOCH": str(now)})
    assert done.returncode == 0, done.stderr
    return project / done.stdout.partition(":")[0]


def edit(project: Path, old: str, new: str) -> None:
    path = project / "content" / "owls.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def find_troubles(project: Path, now: int) -> set[str]:
    """Give what `diff --against` foretells of the next import."""
    options = ("--against", "old.apkg", "--format", "json")
    done = flashcards(project, "diff", *options, env={"SOURCE_DATE_EPOCH": str(now)})
    return {each["problem"] for each in json.loads(done.stdout)["problems"]}


def import_into(collection: Collection, package: Path) -> tuple[int, int, int, int]:
    """Import, and count what is new, updated, duplicate and conflicting."""
    log = import_package(collection, package).log
    return len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting)


def find_note(collection: Collection, search: str) -> Note:
    (note,) = find_notes(collection, search)
    return note


@pytest.mark.parametrize(
    ("touch", "since"),
    [
        ("leech", "old.apkg"),
        ("leech", "2023-11-20"),
        ("leech", "HEAD"),
        ("marked", "old.apkg"),
        ("mine", "old.apkg"),
        ("", "old.apkg"),
    ],
)
def test_an_update_skipped_for_a_touched_note_arrives_by_the_patch_deck(
    project: Path, touch: str, since: str
) -> None:
    edit(project, "In trees.", "In hollow trees.")
    package = build(project, LATER)
    with open_collection(project / "learner.anki2") as collection:
        note = find_note(collection, SLEEP)
        if touch:
            add_tag(collection, note, touch, LATER + DAY)
        else:
            append_to_field(collection, note, 1, " Mine.", LATER + DAY)
        other = find_note(collection, EAT)
        append_to_field(collection, other, 1, " My own words.", LATER + DAY)
        add_tag(collection, other, "mine", LATER + DAY)
        reviews, cards = read_reviews(collection), read_cards(collection)

        assert import_into(collection, package) == (0, 0, 4, 0)
        assert find_note(collection, SLEEP)["Answer"].startswith("In trees.")

        patch = build(project, LATER + 2 * DAY, "--since", since)
        assert patch.name.startswith("owls.since-")
        assert import_into(collection, patch) == (0, 0, 1, 0)
        log = import_always(collection, patch).log
        assert (len(log.new), len(log.updated)) == (0, 1)

        assert find_note(collection, SLEEP)["Answer"] == "In hollow trees."
        other = find_note(collection, EAT)
        assert other["Answer"] == "Mice. My own words."
        assert "mine" in other.tags
        assert read_reviews(collection) == reviews
        assert read_cards(collection) == cards
        assert find_doubles(note["Key"] for note in read_notes(collection)) == []

        # From then on updates arrive by themselves again.
        edit(project, "In hollow trees.", "In hollow old trees.")
        assert import_into(collection, build(project, LATER + 3 * DAY)) == (0, 1, 3, 0)
        assert find_note(collection, SLEEP)["Answer"] == "In hollow old trees."
        assert find_damage(collection) == []


def test_updates_of_a_lock_that_went_back_are_foretold_skipped_and_cured(project: Path) -> None:
    """The second release went out, then its lock was reverted, and a third was built before."""
    lock = project / "decks" / "owls.lock"
    first = lock.read_bytes()
    edit(project, "In trees.", "In old trees.")
    second = build(project, LATER)
    shutil.copy(second, project / "old.apkg")
    with open_collection(project / "learner.anki2") as collection:
        assert import_into(collection, second) == (0, 1, 3, 0)
        second.unlink()
        lock.write_bytes(first)
        edit(project, "In old trees.", "In hollow trees.")
        assert find_troubles(project, NOW + DAY) == {"update-skipped", "time-ahead"}
        third = build(project, NOW + DAY)
        assert import_into(collection, third) == (0, 0, 4, 0)
        assert find_note(collection, SLEEP)["Answer"] == "In old trees."
        import_always(collection, build(project, NOW + 2 * DAY, "--since", "old.apkg"))
        assert find_note(collection, SLEEP)["Answer"] == "In hollow trees."
        assert collection.note_count() == 4


def test_what_is_foretold_of_blanks_sides_and_decks_happens(project: Path) -> None:
    edit(project, "==mice==", "mice")
    edit(project, ", reverse: true", "")
    edit(project, "title: Owls", "title: Owls\ndeck: Birds of the night")
    assert find_troubles(project, LATER) == {"deck-renamed", "empty-card"}
    with open_collection(project / "learner.anki2") as collection:
        import_package(collection, build(project, LATER))
        assert sum(len(note.card_ids) for note in collection.get_empty_cards().notes) == 2
        assert len(collection.find_cards("deck:Owls")) == 7
        assert len(collection.find_cards('"deck:Birds of the night"')) == 0


def test_what_is_foretold_of_a_lost_lock_happens(project: Path) -> None:
    edit(project, "EV7WhVT270Q", "dQw4w9WgXcQ")
    _lose_lock(project)
    assert find_troubles(project, LATER) == {"note-twice"}
    with open_collection(project / "learner.anki2") as collection:
        assert import_into(collection, build(project, LATER)) == (4, 0, 0, 0)
        keys = [note["Key"] for note in read_notes(collection)]
        assert len(find_doubles(keys)) == 4


def test_own_edits_are_replaced_where_that_is_foretold(project: Path) -> None:
    _lose_lock(project)
    assert find_troubles(project, LATER) == {"own-edits-replaced"}
    with open_collection(project / "learner.anki2") as collection:
        append_to_field(collection, find_note(collection, EAT), 1, " My own words.", NOW + DAY)
        assert import_into(collection, build(project, LATER)) == (0, 4, 0, 0)
        assert find_note(collection, EAT)["Answer"] == "Mice."


_WITHOUT_IDS = """\
UPDATE col SET models = (
    SELECT json_group_object(type.key, json_set(
        type.value,
        '$.flds', (SELECT json_group_array(json_remove(value, '$.id'))
                   FROM json_each(type.value, '$.flds')),
        '$.tmpls', (SELECT json_group_array(json_remove(value, '$.id'))
                    FROM json_each(type.value, '$.tmpls'))
    ))
    FROM json_each(models) AS type
)
"""


@pytest.mark.parametrize(
    "change",
    [
        """replace(models, '"name": "Hint"', '"name": "Clue"')""",
        """replace(models, '"name": "Term to definition"', '"name": "Forwards"')""",
    ],
)
def test_note_types_that_are_foretold_to_conflict_do(project: Path, change: str) -> None:
    """A type of the same id whose fields or templates are named otherwise, and have no ids."""
    package = project / "old.apkg"
    run_in_package(
        package,
        f"UPDATE col SET models = {change}",  # noqa: S608 - a constant
        _WITHOUT_IDS,
    )
    assert find_troubles(project, LATER) == {"note-type-conflict"}
    edit(project, "true owls", "all true owls")
    with open_collection(project / "other.anki2") as collection:
        assert import_into(collection, package) == (4, 0, 0, 0)
        log = import_package(collection, build(project, LATER)).log
        assert len(log.conflicting) >= 1
        assert find_note(collection, "Key:owls/topic/strigidae")["Definition"].endswith(
            "of true owls."
        )


def test_the_words_for_the_import_dialog_are_ankis_own(project: Path) -> None:
    edit(project, "In trees.", "In hollow trees.")
    done = flashcards(project, "build", "--since", "old.apkg")
    advice, reminder = done.stderr.splitlines()[-2:]
    with open_collection(project / "learner.anki2") as collection:
        words = collection.tr
        assert advice == (
            f"To import a patch deck, set {words.importing_updates()} > "
            f"{words.importing_update_notes()} to {words.importing_update_always()} in Anki's "
            "import dialog. Learners' own edits of just these notes are replaced; reviews stay."
        )
        assert reminder == (
            "Anki remembers that setting: set it back to "
            f"{words.importing_update_if_newer()} with the next import."
        )


def test_anki_remembers_that_updates_were_forced(project: Path) -> None:
    with open_collection(project / "learner.anki2") as collection:
        assert _remembered(collection) == 0
        import_always(collection, project / "old.apkg")
        assert _remembered(collection) == 1


def _remembered(collection: Collection) -> int:
    """Give what Anki's import dialog starts with as *Update notes*: if newer, always, never."""
    presets = collection._backend.get_import_anki_package_presets()  # noqa: SLF001 - as the dialog
    return int(presets.update_notes)
