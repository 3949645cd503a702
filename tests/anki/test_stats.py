"""`flashcards stats` on collections of Anki's own engine: what was planted is named, no more."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from anki.collection import Collection

from tests.anki.learner import read_notes
from tests.anki.studied import (
    BONES,
    BREAKS,
    CHAPTER,
    EXPORTS,
    PEA,
    SCAPHOID,
    Export,
    answer,
    edit,
    export,
    find_card,
    find_note,
    learn,
    log_reviews,
    make_project,
    plant,
)
from tests.command import flashcards
from tests.support import SHIPPED

_START = 1_700_000_000_000


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    return folder


@pytest.fixture
def studied(project: Path) -> Iterator[Collection]:
    """Give a collection with a card that fails, a blank that does, and two edited notes."""
    collection = learn(project.parent / "anna.anki2", make_project(project))
    plant(collection)
    for card_id in collection.find_cards(""):
        answer(collection, card_id, "13")
    yield collection
    collection.close()


LINES = """\
content/bones.yaml:11: failed 7 of 11 times
content/bones.yaml:3: blank 2 `two rows` failed 5 of 7 times
content/bones.yaml:7: learner's own Extra: {{+like a boat+}}
content/bones.yaml:11: learner's own Answer: {words}
""".format(words="The **pisiform**, a bone & [-no vegetable-]{+*no* seed+}.")


def run(project: Path, *arguments: str | Path) -> CompletedProcess[str]:
    """Run the command, with sources beside the project."""
    return flashcards(
        project,
        "stats",
        *(f"../{each.name}" if isinstance(each, Path) else each for each in arguments),
    )


def read_lines(project: Path, *sources: Path) -> str:
    """Give the lines of a run that has nothing to refuse."""
    done = run(project, "--format", "concise", *sources)
    assert done.returncode == 0, done.stderr
    return done.stdout


def read_json(project: Path, *sources: Path) -> dict[str, Any]:
    done = run(project, "--format", "json", *sources)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("kind", EXPORTS)
def test_what_was_planted_is_named_whatever_form_the_copy_has(
    project: Path, studied: Collection, kind: Export
) -> None:
    source = export(studied, project.parent / "copy", kind)
    before = source.read_bytes()
    assert sorted(read_lines(project, source).splitlines()) == sorted(LINES.splitlines())
    assert source.read_bytes() == before
    assert not list(source.parent.glob(f"{source.name}?*"))


def test_a_table_shows_what_each_card_costs_the_costliest_first(
    project: Path, studied: Collection
) -> None:
    card = studied.get_card(find_card(studied, BREAKS))
    log_reviews(studied, card.id, "333133", interval=5, start=_START)
    log_reviews(studied, card.id, "3331", interval=25, start=_START + 10**10)
    note = find_note(studied, BREAKS)
    note.tags += ["leech", "unclear"]
    studied.update_note(note)
    studied.sched.suspend_cards([card.id])
    card.load()
    card.lapses, card.flags = 2, 3
    studied.update_card(card)
    source = export(studied, project.parent / "copy", "anki2")
    done = run(project, source, "--top", "1")
    time = done.stdout.splitlines()[1].split("75%")[1].split(" s ")[0]
    assert done.stdout == (
        "line                   lapses   failed  young  mature  time  card\n"
        f"content/bones.yaml:13       2  3 of 12    83%     75%{time} s  "
        "[leech, suspended, flagged] Which bone breaks most often?\n"
        "\n"
        "content/bones.yaml:13: failed 3 of 12 times (leech, suspended, flagged)\n"
        + "".join(LINES.splitlines(keepends=True)[2:])
        + "content/bones.yaml:13: learner's own tags: unclear\n"
    )
    assert done.stderr == (
        "5 more cards not shown: use --top\n"
        "1 learner, 4 of 4 notes, 6 cards, 36 answers, 80% retention, "
        f"{done.stderr.split('retention, ')[1].split(';')[0]}; "
        "3 cards to mend, 2 notes with learners' own edits\n"
    )
    assert run(project, source, "-q", "--top", "1").stderr == ""


def test_retention_is_what_anki_says_itself(project: Path, studied: Collection) -> None:
    """Of young and mature cards, without what was crammed, rescheduled or still being learnt."""
    card_id = find_card(studied, BREAKS)
    log_reviews(studied, card_id, "333133", interval=5, start=_START)
    log_reviews(studied, card_id, "3331", interval=25, start=_START + 10**10)
    assert studied.db is not None
    others = ((1, 30, 0, 3), (3, 30, 2500, 3), (0, 30, 0, 4), (1, -600, 0, 2), (2, -90_000, 0, 0))
    for place, (ease, last, factor, kind) in enumerate(others):
        studied.db.execute(
            "insert into revlog values (?, ?, -1, ?, 1, ?, ?, 5000, ?)",
            *(_START + 5 * 10**10 + place, card_id, ease, last, factor, kind),
        )
    graphs = studied._backend.graphs(search="", days=0).true_retention.all_time  # noqa: SLF001 - Anki's own numbers
    total = read_json(project, export(studied, project.parent / "copy", "anki2"))["total"]
    assert total["young"] == {
        "answers": graphs.young_passed + graphs.young_failed,
        "right": graphs.young_passed,
    }
    assert total["mature"] == {
        "answers": graphs.mature_passed + graphs.mature_failed,
        "right": graphs.mature_passed,
    }
    assert (graphs.young_passed, graphs.mature_passed) == (6, 4)


def test_several_learners_are_added_up_and_two_copies_of_one_are_not(project: Path) -> None:
    packages = make_project(project)
    sources = []
    for name, ratings in (("anna", "111131"), ("ben", "3311")):
        collection = learn(project.parent / f"{name}.anki2", packages)
        answer(collection, find_card(collection, PEA), ratings)
        sources.append(export(collection, project.parent / name, "apkg"))
    collection = Collection(str(project.parent / "anna.anki2"))
    answer(collection, find_card(collection, PEA), "33")
    answer(collection, find_card(collection, BREAKS), "33")
    sources.append(export(collection, project.parent / "anna-later", "colpkg"))
    done = run(project, "--format", "concise", *sources)
    assert done.stdout == "content/bones.yaml:11: failed 7 of 12 times\n"
    assert done.stderr.startswith(
        "`../anna-later.colpkg` is of the same learner as `../anna.apkg`: what both have counts "
        "once\n2 learners, 4 of 4 notes, 6 cards, 14 answers, "
    )
    (pea,) = (each for each in read_json(project, *sources)["cards"] if each["key"] == PEA)
    assert (pea["learners"], pea["answers"], pea["failed"]) == (2, 12, 7)


def test_learners_who_were_planted_in_the_same_milliseconds_are_two(project: Path) -> None:
    packages = make_project(project)
    sources = []
    for name, ratings in (("anna", "11113"), ("ben", "13113")):
        collection = learn(project.parent / f"{name}.anki2", packages)
        log_reviews(collection, find_card(collection, PEA), ratings, interval=3, start=_START)
        sources.append(export(collection, project.parent / name, "apkg"))
    assert read_json(project, *sources)["learners"] == 2
    assert read_lines(project, *sources) == ("content/bones.yaml:11: failed 7 of 10 times\n")


def test_a_card_with_eight_lapses_is_a_leech_though_exports_lack_the_tag(project: Path) -> None:
    collection = learn(project.parent / "anna.anki2", make_project(project))
    card = collection.get_card(find_card(collection, SCAPHOID, 1))
    card.lapses = 8
    collection.update_card(card)
    log_reviews(collection, card.id, "1" * 8 + "3" * 32, interval=3, start=_START)
    source = export(collection, project.parent / "copy", "apkg")
    assert read_lines(project, source) == (
        "content/bones.yaml:7: its reverse failed 8 of 40 times (leech)\n"
    )


def test_the_tag_is_of_the_card_of_a_note_that_failed_most(project: Path) -> None:
    collection = learn(project.parent / "anna.anki2", make_project(project))
    answer(collection, find_card(collection, CHAPTER, 0), "13")
    answer(collection, find_card(collection, CHAPTER, 1), "113")
    note = find_note(collection, CHAPTER)
    note.tags.append("leech")
    collection.update_note(note)
    source = export(collection, project.parent / "copy", "anki2")
    assert read_lines(project, source) == (
        "content/bones.yaml:3: blank 2 `two rows` failed 2 of 3 times (leech)\n"
    )


def test_notes_are_found_by_identity_after_the_content_moved_on(project: Path) -> None:
    """A question reworded but not built, one retired, and one that was updated since."""
    packages = make_project(project)
    collection = learn(project.parent / "anna.anki2", packages)
    for key in (PEA, BREAKS, SCAPHOID):
        answer(collection, find_card(collection, key), "1111")
    edit(collection, PEA, "Question", "a pea?", "a small pea?")
    edit(collection, BREAKS, "Answer", "The scaphoid", "The boat")
    source = export(collection, project.parent / "copy", "apkg")
    path = project / "content" / "bones.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.partition("      - question: Which bone breaks")[0]
    text = text.replace("thumb's side", "side of the thumb")
    path.write_text(text, encoding="utf-8")
    late = {"SOURCE_DATE_EPOCH": "1700100000"}
    assert flashcards(project, "build", "--retire", "all", env=late).returncode == 0
    old, new = "      - question: Which bone", "      # A line.\n      - question: Which small bone"
    path.write_text(text.replace(old, new), encoding="utf-8")
    done = run(project, "--format", "concise", source)
    assert done.stdout == (
        "content/bones.yaml:7: failed 4 of 4 times\n"
        "content/bones.yaml:12: failed 4 of 4 times\n"
        "decks/bones.lock:4: failed 4 of 4 times (retired)\n"
        "content/bones.yaml:12: learner's own Question: "
        "Which bone is shaped like a {+small +}pea?\n"
        "decks/bones.lock:4: learner's own Answer of a retired note: The [-scaphoid-]{+boat+}.\n"
    )


def test_an_earlier_release_is_no_edit_and_an_edit_of_it_is_told(project: Path) -> None:
    packages = make_project(project)
    collection = learn(project.parent / "anna.anki2", packages)
    path = project / "content" / "bones.yaml"
    path.write_text(BONES.replace("thumb's side", "side of the thumb"), encoding="utf-8")
    late = {"SOURCE_DATE_EPOCH": "1700100000"}
    assert flashcards(project, "build", env=late).returncode == 0
    edit(collection, SCAPHOID, "Hint", "", "like a boat")
    edit(collection, SCAPHOID, "My notes", "", "broken in 2019")
    source = export(collection, project.parent / "copy", "anki2")
    assert read_lines(project, source).splitlines() == [
        "content/bones.yaml:7: learner's own My notes: {+broken in 2019+}",
        "content/bones.yaml:7: learner's own Hint: {+like a boat+}",
    ]


def test_a_copy_that_does_not_say_how_it_was_released_is_counted(project: Path) -> None:
    collection = learn(project.parent / "anna.anki2", make_project(project))
    note = find_note(collection, SCAPHOID)
    note["Released"] = "1.2"
    note["Hint"] = "like a boat"
    collection.update_note(note)
    done = run(project, export(collection, project.parent / "copy", "anki2"))
    assert (
        "1 copy of notes whose field `Released` was changed: own edits of these can't be told"
    ) in done.stderr


def test_what_only_looks_edited_to_a_program_is_no_edit(project: Path) -> None:
    """Anki's editor writes HTML in its own way when a field is looked at."""
    collection = learn(project.parent / "anna.anki2", make_project(project))
    edit(collection, PEA, "Answer", "<strong>pisiform</strong>", "<b>pisiform</b>")
    edit(collection, PEA, "Answer", " a bone &amp;", "&nbsp;a bone &#38;")
    edit(collection, CHAPTER, "Text", "The wrist", "<div>The wrist")
    answer(collection, find_card(collection, PEA), "3")
    source = export(collection, project.parent / "copy", "apkg")
    assert read_lines(project, source) == ""


def test_a_field_that_a_learner_added_leaves_ours_where_they_are(project: Path) -> None:
    collection = learn(project.parent / "anna.anki2", make_project(project))
    note_type = find_note(collection, PEA).note_type()
    assert note_type is not None
    field = collection.models.new_field("Mine")
    collection.models.add_field(note_type, field)
    collection.models.reposition_field(note_type, field, 0)
    collection.models.update_dict(note_type)
    edit(collection, PEA, "Mine", "", "my words")
    edit(collection, PEA, "Hint", "", "green")
    for kind in EXPORTS[:2]:
        source = export(collection, project.parent / "copy", kind)
        collection.reopen()
        assert read_lines(project, source) == (
            "content/bones.yaml:11: learner's own Hint: {+green+}\n"
        )
    collection.close()


def test_notes_of_other_projects_are_counted(project: Path) -> None:
    packages = make_project(project)
    other = project.parent / "other"
    other.mkdir()
    others = make_project(other, trees=BONES.replace("youtu", "you").replace("Bones", "Trees"))
    collection = learn(project.parent / "anna.anki2", (*packages, *others))
    source = export(collection, project.parent / "copy", "colpkg")
    done = run(project, source)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == (
        "`../copy.colpkg` has 4 notes of other projects, left out: `trees`\n"
        "1 learner, 4 of 4 notes, 6 cards, 0 answers, - retention, 0 s; 0 cards to mend, 0 notes "
        "with learners' own edits\n"
        "no answers: the export was made without scheduling, or nothing was learnt yet; tick "
        "Include scheduling information when you export\n"
    )


def test_where_nothing_is_found_it_is_said_what_was_looked_at(project: Path) -> None:
    make_project(project)
    other = project.parent / "other"
    other.mkdir()
    others = make_project(other, trees=BONES.replace("Bones", "Trees"))
    collection = learn(project.parent / "anna.anki2", others)
    source = export(collection, project.parent / "copy", "apkg")
    done = run(project, source)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "flashcards: no note of this project in `../copy.apkg` (4 notes); 4 of them are of other "
        "projects of `flashcards`; looked for 4 notes of the locks in `decks`\n"
    )


def test_a_copy_of_an_open_collection_is_said_to_be_stale(project: Path) -> None:
    """Of a new collection nothing can be read yet; of an older one, what is older."""
    path = project.parent / "anna.anki2"
    collection = learn(path, make_project(project))
    done = run(project, path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "flashcards: `../anna.anki2` can't be read as a collection without the changes in the file "
        "beside it; close Anki and copy it again, or use an export\n"
    )
    answer(collection, find_card(collection, PEA), "1111")
    collection.close()
    collection.reopen()
    answer(collection, find_card(collection, PEA), "1")
    done = run(project, path, "--format", "concise")
    assert done.stdout == "content/bones.yaml:11: failed 4 of 4 times\n"
    assert done.stderr.startswith(
        "`../anna.anki2` may be stale: Anki has it open, or left changes in the file beside it; "
        "close Anki and copy it again, or use an export\n"
    )
    collection.close()
    assert "stale" not in run(project, path).stderr


def test_of_whole_decks_nothing_is_taken_for_an_edit_that_is_none(project: Path) -> None:
    """Of all that Markdown can write: a tag on each note, and the editor's HTML in each field."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in SHIPPED.parent.glob("*.yaml")}
    shutil.copytree(
        SHIPPED.parent / "numbers-in-computers", project / "content" / "numbers-in-computers"
    )
    collection = learn(project.parent / "anna.anki2", make_project(project, **texts))
    for note in read_notes(collection):
        note.tags.append("seen")
        note.fields = [_rewrite(field) for field in note.fields]
        collection.update_note(note)
    source = export(collection, project.parent / "copy", "apkg")
    edits = read_json(project, source)["edits"]
    assert len(edits) > 150
    assert [each["fields"] for each in edits if each["fields"]] == []
    assert {tag for each in edits for tag in each["tags"]} == {"seen"}


def _rewrite(html: str) -> str:
    for ours, ankis in (
        ("<strong>", "<b>"),
        ("</strong>", "</b>"),
        ("<em>", "<i>"),
        ("</em>", "</i>"),
    ):
        html = html.replace(ours, ankis)
    return html.replace("\n", " ").replace("&#39;", "'") if "<pre" not in html else html
