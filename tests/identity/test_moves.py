"""Notes that go from one content file to another, and content files that change their name."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.app.compile import compile_files
from flashcards.app.release import Plan, plan_release
from flashcards.identity.entry import Entry, Guid, Lock
from flashcards.identity.resolve import Resolved
from tests.identity.making import (
    guids,
    kinds,
    locks_of,
    merge,
    mods,
    question,
    release_all,
    summary,
)
from tests.support import NOW, build_files

SKY = ("What is up?", "The sky, and all that is in it.")
SEA = ("What is down?", "The sea, and all that is in it.")
ROCK = ("What is firm?", "The rock below.")


def _moved(identifier: str = "") -> tuple[dict[str, Resolved], dict[str, Resolved]]:
    """Release two files, then once more after the first question of `a` moved to `b`."""
    first = release_all(
        {
            "a": [question(*SKY, identifier, "a"), question(*SEA, content_id="a")],
            "b": [question(*ROCK, content_id="b")],
        },
        {},
    )
    second = release_all(
        {
            "a": [question(*SEA, content_id="a")],
            "b": [question(*ROCK, content_id="b"), question(*SKY, identifier, "b")],
        },
        locks_of(first),
        NOW + 1,
    )
    return first, second


def _all_guids(released: dict[str, Resolved]) -> list[str]:
    return [guid for resolved in released.values() for guid in guids(resolved)]


@pytest.mark.parametrize("identifier", ["", "up"])
def test_a_note_that_moved_keeps_its_identity_and_is_released_anew(identifier: str) -> None:
    first, second = _moved(identifier)
    assert guids(second["b"]) == [*guids(first["b"]), guids(first["a"])[0]]
    assert mods(second["b"]) == [NOW, NOW + 1]
    assert (kinds(second["a"]), kinds(second["b"])) == ([], ["moved"])


def test_the_lock_it_left_keeps_a_mark() -> None:
    first, second = _moved()
    (mark,) = (entry for entry in second["a"].lock.entries if entry.moved)
    assert (mark.guid, mark.retired) == (guids(first["a"])[0], True)


def test_a_move_is_a_fixed_point() -> None:
    _, second = _moved()
    decks = {each: [s.note for s in resolved.notes] for each, resolved in second.items()}
    third = release_all(decks, locks_of(second), NOW + 9)
    assert locks_of(third) == locks_of(second)
    assert {change for each in third.values() for change in each.changes} == set()


def test_note_ids_stay_distinct_when_two_files_started_at_the_same_second() -> None:
    _, second = _moved()
    ids = [each.note_id for each in second["b"].notes]
    assert len(set(ids)) == len(ids)


def test_the_old_file_that_asks_the_same_again_gets_a_fresh_guid_for_good() -> None:
    _, second = _moved()
    decks = {
        "a": [question(*SKY, content_id="a"), question(*SEA, content_id="a")],
        "b": [question(*ROCK, content_id="b"), question(*SKY, content_id="b")],
    }
    third = release_all(decks, locks_of(second), NOW + 2)
    assert len(set(_all_guids(third))) == 4
    assert guids(third["b"]) == guids(second["b"])
    assert (kinds(third["a"]), kinds(third["b"])) == (["new"], [])
    fourth = release_all(decks, locks_of(third), NOW + 3)
    assert _all_guids(fourth) == _all_guids(third)
    assert locks_of(fourth) == locks_of(third)


def test_a_note_that_moves_back_is_itself_again() -> None:
    first, second = _moved()
    decks = {each: [s.note for s in resolved.notes] for each, resolved in first.items()}
    third = release_all(decks, locks_of(second), NOW + 2)
    assert _all_guids(third) == _all_guids(first)
    assert mods(third["a"]) == [NOW + 2, NOW]
    assert kinds(third["a"]) == ["moved"]
    assert kinds(third["b"]) == []
    fourth = release_all(decks, locks_of(third), NOW + 3)
    assert locks_of(fourth) == locks_of(third)


def test_a_note_that_moves_back_and_forth_is_always_itself() -> None:
    first, second = _moved()
    here = {each: [s.note for s in resolved.notes] for each, resolved in first.items()}
    there = {each: [s.note for s in resolved.notes] for each, resolved in second.items()}
    released = second
    for turn in range(6):
        released = release_all(there if turn % 2 else here, locks_of(released), NOW + 2 + turn)
        expected = second if turn % 2 else first
        assert {each: guids(resolved) for each, resolved in released.items()} == {
            each: guids(resolved) for each, resolved in expected.items()
        }


def test_a_retired_note_is_restored_in_another_file() -> None:
    first, _ = _moved()
    rest = {"a": [question(*SEA, content_id="a")], "b": [question(*ROCK, content_id="b")]}
    away = release_all(rest, locks_of(first), NOW + 1)
    back = release_all(
        rest | {"b": [question(*ROCK, content_id="b"), question(*SKY, content_id="b")]},
        locks_of(away),
        NOW + 2,
    )
    assert guids(back["b"])[1] == guids(first["a"])[0]


def test_a_note_that_two_locks_know_is_retired_in_neither_when_a_third_file_has_it() -> None:
    """A branch moved it to `b`, whose package is on disk, and this one to `c`."""
    first, second = _moved()
    moved = _all_guids(first)[0]
    third = release_all(
        {
            "a": [question(*SEA, content_id="a")],
            "b": [question(*ROCK, content_id="b")],
            "c": [question(*SKY, content_id="c")],
        },
        {"a": first["a"].lock, "b": second["b"].lock, "c": Lock("c")},
        NOW + 2,
    )
    assert [kinds(third[each]) for each in "ab"] == [[], []]
    assert (guids(third["c"]), mods(third["c"])) == ([moved], [NOW + 2])
    marks = [entry for each in "ab" for entry in third[each].lock.entries if entry.moved]
    assert [mark.guid for mark in marks] == [moved, moved]


def test_another_text_under_the_same_name_has_not_moved() -> None:
    first = release_all({"a": [question(*SKY, "x", "a")], "b": []}, {})
    second = release_all(
        {"a": [], "b": [question("Who won?", "Nobody.", "x", "b")]}, locks_of(first)
    )
    assert (kinds(second["a"]), kinds(second["b"])) == (["retired"], ["new"])
    assert set(guids(second["b"])).isdisjoint(guids(first["a"]))


def test_a_note_that_two_files_lost_has_moved_from_neither() -> None:
    first = release_all(
        {"a": [question(*SKY, "x", "a")], "b": [question(*SKY, "x", "b")], "c": []}, {}
    )
    second = release_all({"a": [], "b": [], "c": [question(*SKY, "x", "c")]}, locks_of(first))
    assert kinds(second["c"]) == ["new"]
    assert len({*_all_guids(first), *_all_guids(second)}) == 3


def test_a_note_that_two_files_gain_moves_to_one_of_them() -> None:
    first = release_all({"a": [question(*SKY, "x", "a")], "b": [], "c": []}, {})
    second = release_all(
        {"a": [], "b": [question(*SKY, "x", "b")], "c": [question(*SKY, "x", "c")]}, locks_of(first)
    )
    assert len(set(_all_guids(second))) == 2
    assert guids(first["a"])[0] in _all_guids(second)


def test_two_notes_of_one_id_from_the_start_stay_two() -> None:
    decks = {
        "a": [summary("Intro", "It is {{c1::up}}.", "intro", "a")],
        "b": [summary("Intro", "It is {{c1::up}}.", "intro", "b")],
    }
    first = release_all(decks, {})
    assert len(set(_all_guids(first))) == 2
    second = release_all(decks, locks_of(first), NOW + 1)
    assert _all_guids(second) == _all_guids(first)
    edited = decks | {"a": [summary("Intro", "It is {{c1::down}}.", "intro", "a")]}
    assert _all_guids(release_all(edited, locks_of(second), NOW + 2)) == _all_guids(first)


def test_the_other_file_gone_does_not_hand_over_a_note_that_is_known_here() -> None:
    decks = {"a": [question(*SKY, "intro", "a")], "b": [question(*SKY, "intro", "b")]}
    first = release_all(decks, {})
    second = release_all({"a": [], "b": decks["b"]}, locks_of(first), NOW + 1)
    assert guids(second["b"]) == guids(first["b"])
    assert (kinds(second["a"]), kinds(second["b"])) == (["retired"], [])


def test_a_move_that_was_interrupted_between_the_two_locks_is_mended_by_the_next_build() -> None:
    """The lock of the file that receives is written first."""
    first, second = _moved()
    locks = {"a": first["a"].lock, "b": second["b"].lock}
    decks = {each: [s.note for s in resolved.notes] for each, resolved in second.items()}
    third = release_all(decks, locks, NOW + 2)
    assert _all_guids(third) == _all_guids(second)
    assert kinds(third["a"]) == []
    again = {**decks, "a": [*decks["a"], question(*SKY, content_id="a")]}
    assert len(set(_all_guids(release_all(again, locks_of(third), NOW + 3)))) == 4


POOL = [(SKY, ""), (SKY, "x"), (SEA, ""), (ROCK, "x"), (ROCK, "y")]
PICKS = st.lists(st.sampled_from(POOL), max_size=4, unique_by=lambda each: each[1] or each[0][0])


@given(st.lists(st.tuples(PICKS, PICKS), min_size=1, max_size=5))
@settings(max_examples=150)
def test_over_any_edits_of_two_files_no_guid_is_in_both(
    versions: list[tuple[list[tuple[tuple[str, str], str]], list[tuple[tuple[str, str], str]]]],
) -> None:
    locks: dict[str, Lock] = {}
    for now, picks in enumerate(versions):
        decks = {
            content_id: [question(*texts, slug, content_id) for texts, slug in picked]
            for content_id, picked in zip("ab", picks, strict=True)
        }
        released = release_all(decks, locks, NOW + now)
        locks = locks_of(released)
        assert len(set(_all_guids(released))) == sum(map(len, picks))
        for content_id, notes in decks.items():
            keys = {each.key for each in locks[content_id].entries if not each.retired}
            assert keys == {note.key for note in notes}
        for resolved in released.values():
            assert len({each.note_id for each in resolved.notes}) == len(resolved.notes)
        again = release_all(decks, locks, NOW + now)
        assert _all_guids(again) == _all_guids(released)
        assert {change for each in again.values() for change in each.changes} == set()
        assert locks_of(again) == locks


# Cloze numbers go along.


def test_a_summary_that_moved_keeps_its_numbers() -> None:
    first = release_all(
        {"a": [summary("Sky", "{{c1::Up}} and {{c2::blue}}.", content_id="a")], "b": []}, {}
    )
    second = release_all(
        {
            "a": [],
            "b": [summary("Sky", "{{c1::Far}}, {{c2::up}} and {{c3::blue}}.", content_id="b")],
        },
        locks_of(first),
    )
    assert second["b"].notes[0].note.get_field("Text") == (
        "{{c3::Far}}, {{c1::up}} and {{c2::blue}}."
    )


# Files, and what can't be known from those that are built.


def _content(*questions: tuple[str, str], head: str = "") -> str:
    asked = "".join(f"      - {{question: '{q}', answer: '{a}'}}\n" for q, a in questions)
    return f"title: T\n{head}chapters:\n  - title: One\n    time: 0:00\n    questions:\n{asked}"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder with two content files, both released."""
    monkeypatch.chdir(tmp_path)
    Path("content").mkdir()
    _put("a", _content(SKY, SEA))
    _put("b", _content(ROCK))
    _build("a", "b")
    return tmp_path


def _path(name: str) -> Path:
    return Path("content") / f"{name}.yaml"


def _put(name: str, text: str) -> None:
    _path(name).write_text(text, encoding="utf-8")


def _build(*names: str) -> None:
    build_files([_path(name) for name in names], Path("decks"))


def _plan(*names: str) -> Plan:
    compiled = compile_files([_path(name) for name in names])
    assert not compiled.has_errors
    return plan_release(compiled, NOW + 1, Path("decks"))


def _reported(plan: Plan) -> list[tuple[str, str, str, str]]:
    assert bool(plan.diagnostics) != bool(plan.releases)
    return [(each.span.path, each.code, each.message, each.help) for each in plan.diagnostics]


def _released(plan: Plan) -> dict[str, Resolved]:
    assert plan.diagnostics == (), plan.diagnostics
    return {each.deck.content_id: each.resolved for each in plan.releases}


@pytest.mark.usefixtures("project")
def test_a_move_between_files_keeps_the_guid_and_packs_both_decks() -> None:
    before = _released(_plan("a", "b"))
    _put("a", _content(SEA))
    _put("b", _content(ROCK, SKY))
    after = _released(_plan("a", "b"))
    assert guids(after["b"])[1] == guids(before["a"])[0]
    _build("a", "b")
    assert {each: resolved.changes for each, resolved in _released(_plan("a", "b")).items()} == {
        "a": (),
        "b": (),
    }


@pytest.mark.usefixtures("project")
def test_an_unclear_move_is_an_error() -> None:
    _put("a", _content(SEA))
    _put("b", _content(ROCK, SKY))
    assert _reported(_plan("b")) == [
        (
            "content/b.yaml",
            "move-unclear",
            "the question is new here and known in `a`, which is not part of this build",
            "build both files together, so that a note that moved keeps its history",
        )
    ]


@pytest.mark.usefixtures("project")
def test_building_only_the_file_that_a_note_left_is_no_error_and_the_note_can_still_move() -> None:
    before = _released(_plan("a", "b"))
    _put("a", _content(SEA))
    _put("b", _content(ROCK, SKY))
    assert kinds(_released(_plan("a"))["a"]) == ["retired"]
    _build("a")
    after = _released(_plan("a", "b"))
    assert guids(after["b"])[1] == guids(before["a"])[0]


@pytest.mark.usefixtures("project")
def test_after_the_left_file_was_built_alone_the_other_can_not_be_built_alone_either() -> None:
    """Or the note would be new there, and its history lost without a word."""
    _put("a", _content(SEA))
    _build("a")
    _put("b", _content(ROCK, SKY))
    assert [code for _, code, _, _ in _reported(_plan("b"))] == ["move-unclear"]


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("names", [["c"], ["b", "c"]])
def test_a_file_renamed_without_an_id_is_an_error(names: list[str]) -> None:
    _path("a").rename(_path("c"))
    ((path, code, message, help_),) = _reported(_plan(*names))
    assert (path, code) == ("content/c.yaml", "content-file-renamed")
    assert message == "the notes of `c` were released as `a`, whose content file is gone"
    assert help_ == (
        "add `id: a` to keep every learner's history, or build with `--retire a` if it is no "
        "longer that deck: then what can be recognised moves here"
    )


@pytest.mark.usefixtures("project")
def test_a_file_renamed_with_its_old_id_changes_nothing() -> None:
    _path("a").unlink()
    _put("c", _content(SKY, SEA, head="id: a\n"))
    assert {each: kinds(resolved) for each, resolved in _released(_plan("b", "c")).items()} == {
        "a": [],
        "b": [],
    }


@pytest.mark.usefixtures("project")
def test_a_file_renamed_and_edited_a_little_is_reported_too() -> None:
    _path("a").unlink()
    _put("c", _content(SKY, ("Who?", "We.")))
    assert [code for _, code, _, _ in _reported(_plan("b", "c"))] == ["content-file-renamed"]


@pytest.mark.usefixtures("project")
def test_a_new_file_that_has_nothing_in_common_with_a_gone_one_is_new() -> None:
    _path("a").unlink()
    _put("c", _content(("Who?", "We.")))
    assert kinds(_released(_plan("b", "c"))["c"]) == ["new"]


@pytest.mark.usefixtures("project")
def test_a_file_split_in_two_with_one_that_keeps_the_id_keeps_all_histories() -> None:
    before = _released(_plan("a", "b"))
    _put("a", _content(SEA))
    _put("c", _content(SKY))
    after = _released(_plan("a", "b", "c"))
    assert [guids(after["c"])[0], guids(after["a"])[0]] == guids(before["a"])


@pytest.mark.usefixtures("project")
def test_a_file_split_into_two_new_ones_loses_no_history_without_a_word() -> None:
    before = _released(_plan("a", "b"))
    _path("a").unlink()
    _put("c", _content(SKY))
    _put("d", _content(SEA))
    assert {(path, code) for path, code, _, _ in _reported(_plan("b", "c", "d"))} == {
        ("content/c.yaml", "content-file-renamed"),
        ("content/d.yaml", "content-file-renamed"),
    }
    _put("c", _content(SKY, head="id: a\n"))
    after = _released(_plan("b", "c", "d"))
    assert {*guids(after["a"]), *guids(after["d"])} == set(guids(before["a"]))


@pytest.mark.usefixtures("project")
def test_two_files_joined_in_one_keep_all_histories_while_the_emptied_one_stays() -> None:
    before = _released(_plan("a", "b"))
    _put("a", "title: T\nchapters:\n  - title: One\n    time: 0:00\n")
    _put("b", _content(ROCK, SKY, SEA))
    after = _released(_plan("a", "b"))
    assert guids(after["b"]) == [*guids(before["b"]), *guids(before["a"])]


@pytest.mark.usefixtures("project")
def test_notes_of_a_deleted_file_move_to_the_file_that_has_them_now() -> None:
    """To build both files together, as `move-unclear` asks, can't be done: one is gone."""
    before = _released(_plan("a", "b"))
    _path("a").unlink()
    _put("b", _content(ROCK, SKY, SEA))
    after = _released(_plan("b"))
    assert guids(after["b"]) == [*guids(before["b"]), *guids(before["a"])]


# Merges.


def test_a_note_moved_by_one_branch_and_edited_by_the_other_has_one_guid() -> None:
    first, second = _moved()
    edited = release_all(
        {
            "a": [question(SKY[0], "Air.", content_id="a"), question(*SEA, content_id="a")],
            "b": [question(*ROCK, content_id="b")],
        },
        locks_of(first),
        NOW + 9,
    )
    locks = {
        "a": merge(first["a"].lock, second["a"].lock, edited["a"].lock),
        "b": second["b"].lock,
    }
    decks = {
        "a": [question(*SEA, content_id="a")],
        "b": [question(*ROCK, content_id="b"), question(SKY[0], "Air.", content_id="b")],
    }
    merged = release_all(decks, locks, NOW + 10)
    assert guids(merged["b"])[1] == guids(first["a"])[0]
    assert mods(merged["b"])[1] > NOW + 9
    later = {**decks, "a": [question(*SKY, content_id="a"), question(*SEA, content_id="a")]}
    again = release_all(later, locks_of(merged), NOW + 20)
    assert len(set(_all_guids(again))) == 4


def test_a_mark_of_a_move_is_no_note() -> None:
    mark = Entry(
        key=question(*SKY, content_id="a").key,
        guid=Guid("g"),
        note_id=1,
        mod=1,
        digest="",
        front=SKY[0],
        back=SKY[1],
        retired=True,
        moved=True,
    )
    lock = Lock(content_id="a", entries=(mark,))
    released = release_all({"a": []}, {"a": lock})
    assert (released["a"].lock, released["a"].changes) == (lock, ())
