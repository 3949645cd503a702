"""Identities over the years: who is who after an edit, and what learners are sent."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.anki.note_types import NOTE_TYPES, Kind
from flashcards.identity.changes import other_fields
from flashcards.identity.entry import Lock, derive_guid
from flashcards.identity.lifting import lift_lock
from flashcards.identity.lockfile import format_lock
from flashcards.notes.note import Note
from tests.identity.making import (
    DECK,
    guids,
    kinds,
    make_entry,
    make_lock,
    merge,
    mods,
    question,
    release,
    summary,
    topic,
)
from tests.support import NOW

REWARD = question("What is a reward model?", "A model that scores answers as people would.")
REWORDED = question(
    "What is a reward model in RLHF?", "A model that scores answers as people would."
)
PENALTY = question("Why is there a KL penalty?", "It keeps the policy near its start.")
PPO = question("Which algorithm did InstructGPT use?", "PPO.")
SCALING = topic("Scaling laws", "Power laws that predict the loss from data and compute.")
ALIGNMENT = summary("Alignment", "People {{c1::compare}} answers, a model {{c2::learns}} it.")
NOTES = [ALIGNMENT, SCALING, REWARD, PENALTY]


def _with_field(note: Note, index: int, text: str) -> Note:
    return note._replace(fields=(*note.fields[:index], text, *note.fields[index + 1 :]))


# When keys are made by another rule.


def test_a_key_that_is_made_otherwise_of_an_equal_text_is_the_same_notes() -> None:
    """Once keys left out what ASCII lacks, and had a digest for it."""
    old = [
        summary("Ёж", "Ёж {{c1::спит}}.", "58221a30"),
        topic("熵", "无序。", "a549be9d"),
        topic("où", "Là.", "ou-e4e8fba4"),
        question("Кто это?", "Ёж.", "e4de248d"),
    ]
    new = [
        summary("Ёж", "Ёж {{c1::спит}}."),
        topic("熵", "无序。"),
        topic("où", "Là."),
        question("Кто это?", "Ёж."),
    ]
    first = release(old)
    second = release(new, first.lock, NOW + 1)
    assert guids(second) == guids(first)
    assert kinds(second) == ["renamed"] * 4
    assert {entry.key: entry.former for entry in second.lock.entries} == {
        f"{DECK}/chapter/ёж": (f"{DECK}/chapter/58221a30",),
        f"{DECK}/topic/熵": (f"{DECK}/topic/a549be9d",),
        f"{DECK}/topic/où": (f"{DECK}/topic/ou-e4e8fba4",),
        f"{DECK}/question/кто-это": (f"{DECK}/question/e4de248d",),
    }


# When a note's time moves.


@given(
    kind=st.sampled_from(Kind),
    index=st.integers(0, 13),
    text=st.text(max_size=5),
    now=st.integers(0, 9),
)
def test_the_time_moves_if_and_only_if_a_field_changed(
    kind: Kind, index: int, text: str, now: int
) -> None:
    note = {Kind.CHAPTER: ALIGNMENT, Kind.TOPIC: SCALING, Kind.QUESTION: REWARD}[kind]
    index %= len(note.fields)
    first = release([note, PENALTY], now=5)
    second = release([_with_field(note, index, text), PENALTY], first.lock, now)
    is_changed = second.notes[0].note.fields != first.notes[0].note.fields
    assert is_changed == (text != note.fields[index])
    assert mods(second) == [max(now, 6) if is_changed else 5, 5]
    assert [change.fields for change in second.changes] == (
        [(NOTE_TYPES[kind].field_names[index],)] if is_changed else []
    )
    assert guids(second) == guids(first)


@given(st.lists(st.sampled_from(["a", "b", "c::d"]), unique=True), st.integers(0, 9))
def test_the_time_moves_if_and_only_if_the_set_of_tags_changed(tags: list[str], now: int) -> None:
    first = release([REWARD._replace(tags=("a", "b"))], now=5)
    second = release([REWARD._replace(tags=tuple(tags))], first.lock, now)
    is_changed = set(tags) != {"a", "b"}
    assert mods(second) == [max(now, 6) if is_changed else 5]
    assert [change.fields for change in second.changes] == ([("tags",)] if is_changed else [])


@pytest.mark.parametrize("now", [0, NOW - 1, NOW])
def test_the_time_moves_upwards_when_the_clock_stands_still_or_runs_back(now: int) -> None:
    first = release([REWARD])
    second = release([question("What is a reward model?", "A judge.")], first.lock, now)
    third = release([question("What is a reward model?", "A critic.")], second.lock, now)
    assert [mods(each) for each in (first, second, third)] == [[NOW], [NOW + 1], [NOW + 2]]


@given(st.permutations(NOTES))
def test_the_order_of_notes_changes_no_time_and_is_no_change(notes: list[Note]) -> None:
    first = release(NOTES)
    second = release(notes, first.lock, NOW + 5)
    assert set(mods(second)) == {NOW}
    assert second.changes == ()
    assert [each.note for each in second.notes] == notes


def test_a_field_set_back_is_one_more_change() -> None:
    first = release([REWARD])
    second = release([question("What is a reward model?", "A judge.")], first.lock, NOW + 1)
    assert mods(release([REWARD], second.lock, NOW + 2)) == [NOW + 2]


def test_what_is_written_in_one_field_is_not_the_same_in_the_next() -> None:
    names = NOTE_TYPES[Kind.QUESTION].field_names
    hint = _with_field(REWARD, names.index("Hint"), "x")
    extra = _with_field(REWARD, names.index("Extra"), "x")
    assert release([extra], release([hint]).lock, NOW + 1).changes[0].fields == ("Hint", "Extra")


@given(st.lists(st.sampled_from([*NOTES, PPO]), unique_by=lambda note: note.key))
@settings(max_examples=150)
def test_releasing_the_same_notes_again_is_no_change(notes: list[Note]) -> None:
    first = release(NOTES)
    second = release(notes, first.lock, NOW + 5)
    third = release(notes, second.lock, NOW + 9)
    assert (third.notes, third.changes) == (second.notes, ())
    assert format_lock(third.lock) == format_lock(second.lock)


# GUIDs.


def test_a_guid_comes_from_the_key_when_the_note_is_first_seen() -> None:
    assert guids(release(NOTES)) == [derive_guid(note.key) for note in NOTES]


def test_the_guids_of_a_release_are_these() -> None:
    """Frozen: learners' collections know the notes by them."""
    assert guids(release([REWARD, SCALING, ALIGNMENT])) == [
        "0qgTIMq8N10o",
        "sKT3VEVCk84v",
        "U62Oic4F3_GW",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (REWARD, REWORDED),
        (PENALTY, question("For what is the KL penalty?", "It keeps the policy near its start.")),
        (REWARD, question("What is a reward model?", "A net, trained on comparisons.")),
        (SCALING, topic("Neural scaling laws", SCALING.get_field("Definition"))),
        (SCALING, topic("Scaling laws", "Curves.")),
        (ALIGNMENT, summary("Alignment by people", ALIGNMENT.get_field("Text"))),
        (ALIGNMENT, summary("Alignment", "Nobody {{c1::knows}} how.")),
    ],
)
def test_the_guid_and_note_id_are_kept_under_rewording(old: Note, new: Note) -> None:
    first = release([PPO, old])
    second = release([PPO, new], first.lock, NOW + 1)
    assert guids(second) == guids(first)
    assert [each.note_id for each in second.notes] == [each.note_id for each in first.notes]
    assert mods(second) == [NOW, NOW + 1]
    assert kinds(second) == ["updated" if old.key == new.key else "renamed"]
    assert {entry.key for entry in second.lock.entries} == {PPO.key, new.key}


def test_a_note_with_an_id_is_known_by_it_whatever_it_says() -> None:
    first = release([question("What is a reward model?", "A judge.", "judge")])
    second = release([question("Who won?", "Nobody.", "judge")], first.lock)
    assert (guids(second), kinds(second)) == (guids(first), ["updated"])


def test_an_id_wins_over_a_text_that_is_another_notes() -> None:
    one, two = question("What is up?", "Sky.", "up"), question("What is down?", "Earth.", "down")
    first = release([one, two])
    swapped = [
        question("What is down?", "Earth.", "up"),
        question("What is up?", "Sky.", "down"),
    ]
    assert guids(release(swapped, first.lock)) == guids(first)


def test_a_note_that_gets_an_id_is_the_same_note() -> None:
    first = release([REWARD])
    second = release(
        [question("What is a reward model?", REWARD.get_field("Answer"), "reward")], first.lock
    )
    assert (guids(second), kinds(second)) == (guids(first), ["renamed"])


def test_a_retired_note_gets_its_own_identity_back() -> None:
    first = release(NOTES)
    away = release([ALIGNMENT, SCALING, PENALTY], first.lock, NOW + 1)
    back = release(NOTES, away.lock, NOW + 2)
    assert (kinds(away), kinds(back)) == (["retired"], ["restored"])
    assert guids(back) == guids(first)
    assert mods(back) == mods(first)
    assert len(away.lock.entries) == 4


@pytest.mark.parametrize(
    "text", [("What is a reward model?", "Another text."), ("What is a reward model in RLHF?", "")]
)
def test_a_retired_note_that_returns_with_another_text_is_the_same_note(
    text: tuple[str, str],
) -> None:
    first = release([PPO, REWARD])
    away = release([PPO], first.lock, NOW + 1)
    answer = text[1] or REWARD.get_field("Answer")
    back = release([PPO, question(text[0], answer)], away.lock, NOW + 2)
    assert (kinds(back), guids(back)) == (["restored"], guids(first))
    assert mods(back) == [NOW, NOW + 2]


def test_a_retired_note_stays_retired_without_being_reported_again() -> None:
    away = release([PPO], release([PPO, REWARD]).lock)
    again = release([PPO], away.lock)
    assert (again.changes, again.lock) == ((), away.lock)


def test_a_note_that_comes_back_under_a_key_that_another_had_keeps_it() -> None:
    penalty = (PENALTY.get_field("Question"), PENALTY.get_field("Answer"))
    named = question(*penalty, "x")
    other = question(REWARD.get_field("Question"), REWARD.get_field("Answer"), "x")
    first = release([named, REWARD])
    second = release([other], first.lock, NOW + 1)
    assert guids(second) == guids(first)[1:]
    third = release([named, REWARD], second.lock, NOW + 2)
    assert guids(third) == guids(first)
    assert [each.key for each in third.lock.entries] == sorted([named.key, REWARD.key])
    assert release([named, REWARD], third.lock, NOW + 3).lock == third.lock


def test_a_note_that_has_just_gone_is_recognised_before_one_long_retired() -> None:
    one, two, three = (question("What is up?", "The sky.", slug) for slug in ("a", "b", "c"))
    both = release([one, two])
    left = release([two], both.lock)
    assert guids(release([three], left.lock)) == guids(both)[1:]


def test_a_wording_that_is_taken_back_after_its_lock_is_an_update_and_no_move() -> None:
    """The package knows the other wording, and the lock that was reverted doesn't."""
    before, after = question("What is RLHF?", "Tuning."), question("What does RLHF do?", "Tuning.")
    first = release([before])
    second = release([after], first.lock, NOW + 1)
    lifted = lift_lock(first.lock, second.lock.entries, [before]).lock
    third = release([before], lifted, NOW + 2)
    assert guids(third) == guids(first)
    assert kinds(third) == ["updated"]


def test_of_a_note_whose_release_the_lock_has_forgotten_it_is_said_that_all_counts() -> None:
    first = release([question("What is RLHF?", "Tuning.")])
    forgotten = first.lock._replace(entries=(first.lock.entries[0]._replace(digest=""),))
    (change,) = release([question("What is RLHF?", "Tuning.")], forgotten, NOW + 1).changes
    assert other_fields(change) == ("all of it, for the lock doesn't know how learners have it",)


def test_a_key_that_returns_after_its_note_was_renamed_away_is_a_new_note() -> None:
    first = release([REWARD])
    renamed = release([REWORDED], first.lock, NOW + 1)
    other = question("What is a reward model?", "Something else entirely, for once.")
    both = release([REWORDED, other], renamed.lock, NOW + 2)
    assert guids(both)[0] == guids(first)[0]
    assert guids(both)[1] not in {derive_guid(REWARD.key), derive_guid(REWORDED.key)}
    assert kinds(both) == ["new"]
    again = release([other, REWORDED], both.lock, NOW + 3)
    assert guids(again) == guids(both)[::-1]
    assert again.changes == ()


def test_an_unrelated_replacement_is_a_new_note() -> None:
    first = release([REWARD, PPO])
    second = release([REWARD, PENALTY], first.lock)
    assert kinds(second) == ["new", "retired"]
    assert guids(second)[1] != guids(first)[1]


def test_notes_of_different_kinds_are_never_one() -> None:
    text = "Power laws that predict the loss from data and compute."
    first = release([topic("Scaling laws", text)])
    second = release([question("Scaling laws", text)], first.lock)
    assert kinds(second) == ["new", "retired"]


def test_swapped_answers_leave_the_identities_with_the_questions() -> None:
    first = release([REWARD, PENALTY])
    second = release(
        [
            question("What is a reward model?", PENALTY.get_field("Answer")),
            question("Why is there a KL penalty?", REWARD.get_field("Answer")),
        ],
        first.lock,
        NOW + 1,
    )
    assert (guids(second), kinds(second)) == (guids(first), ["updated", "updated"])


def test_swapped_questions_are_the_same_as_swapped_answers() -> None:
    first = release([REWARD, PENALTY])
    second = release(
        [
            question("Why is there a KL penalty?", REWARD.get_field("Answer")),
            question("What is a reward model?", PENALTY.get_field("Answer")),
        ],
        first.lock,
        NOW + 1,
    )
    assert (guids(second), kinds(second)) == (guids(first)[::-1], ["updated", "updated"])


def test_a_lost_lock_gives_notes_that_were_never_renamed_their_guids_again() -> None:
    first = release([REWARD, PENALTY])
    second = release([REWORDED, PENALTY], first.lock)
    lost = release([REWORDED, PENALTY], make_lock(), NOW + 9)
    assert guids(lost)[1] == guids(second)[1]
    assert guids(lost)[0] != guids(second)[0]


def test_note_ids_are_distinct_whatever_the_clock_says() -> None:
    first = release([REWARD, PENALTY])
    second = release([REWARD, PENALTY, SCALING], first.lock, 0)
    third = release([REWARD, PENALTY, SCALING, ALIGNMENT, PPO], second.lock)
    ids = [each.note_id for each in third.notes]
    assert ids == [NOW * 1000 + number for number in range(5)]


FRONTS = ["What is a policy?", "What is a policy here?", "What is a value?", "Who?", "Which value?"]
BACKS = ["What picks the next action.", "It picks the next action.", "A number.", "Sutton."]
IDS = ["", "", "", "policy", "value"]
LISTS = st.lists(
    st.builds(
        question, st.sampled_from(FRONTS), st.sampled_from(BACKS), st.sampled_from(IDS)
    ),
    max_size=4,
    unique_by=lambda note: note.key,
)  # fmt: skip


@given(st.lists(st.tuples(LISTS, st.integers(0, 9)), min_size=1, max_size=6))
@settings(max_examples=150)
def test_over_any_edits_no_guid_or_note_id_is_given_twice_and_nothing_is_forgotten(
    versions: list[tuple[list[Note], int]],
) -> None:
    lock = make_lock()
    for notes, now in versions:
        times = {entry.guid: entry.mod for entry in lock.entries}
        ids = {entry.guid: entry.note_id for entry in lock.entries}
        resolved = release(notes, lock, now)
        entries = resolved.lock.entries
        assert len({entry.guid for entry in entries}) == len(entries)
        assert len({entry.note_id for entry in entries}) == len(entries)
        assert {entry.guid for entry in entries if not entry.retired} == set(guids(resolved))
        assert times.keys() <= {entry.guid for entry in entries}
        for entry in entries:
            assert entry.mod >= times.get(entry.guid, now)
            assert entry.note_id == ids.get(entry.guid, entry.note_id)
        lock = resolved.lock
        assert release(notes, lock, now).changes == ()


@given(LISTS, LISTS, LISTS)
@settings(max_examples=150)
def test_any_two_branches_merge_to_one_identity_a_note_that_no_learner_has_newer(
    base: list[Note], ours: list[Note], theirs: list[Note]
) -> None:
    start = release(base, now=10)
    one, other = release(ours, start.lock, 20), release(theirs, start.lock, 30)
    lock = merge(start.lock, one.lock, other.lock)
    known: dict[str, list[tuple[int, Note]]] = {}
    for side in (one, other):
        for each in side.notes:
            known.setdefault(each.guid, []).append((each.mod, each.note))
    notes = list({note.key: note for note in [*ours, *theirs]}.values())
    merged = release(notes, lock, 5)
    assert len(set(guids(merged))) == len(notes)
    new = {change.entry.key for change in merged.changes if change.kind.value == "new"}
    for each in merged.notes:
        for mod, note in known.get(each.guid, []) if each.note.key not in new else []:
            assert each.mod > mod or (each.mod == mod and each.note == note)
    again = release(notes, merged.lock, 6)
    assert (again.notes, again.changes) == (merged.notes, ())


# Merges by hand.


def test_a_note_renamed_by_one_branch_and_edited_by_the_other_stays_one() -> None:
    base = release([REWARD, PPO])
    ours = release([REWORDED, PPO], base.lock, NOW + 10)
    theirs = release([question("What is a reward model?", "A judge."), PPO], base.lock, NOW + 20)
    lock = merge(base.lock, ours.lock, theirs.lock)
    merged = release([question("What is a reward model in RLHF?", "A judge."), PPO], lock, NOW + 5)
    assert guids(merged) == guids(base)
    assert mods(merged) == [NOW + 21, NOW]
    assert len(merged.lock.entries) == 2


def test_a_note_whose_key_one_branch_gave_to_another_is_not_forgotten() -> None:
    value = ("What is a value?", "What picks the next action.")
    base = [
        question("Which value?", "It picks the next action."),
        question(*value),
        question("What is a policy here?", "Sutton.", "value"),
    ]
    ours = [question("What is a value?", "Sutton.", "value")]
    theirs = [
        question("Which value?", value[1]),
        question("What is a policy?", "Sutton."),
    ]
    start = release(base, now=10)
    one, other = release(ours, start.lock, 20), release(theirs, start.lock, 30)
    assert guids(other)[0] == guids(start)[1]
    merged = release([*ours, *theirs], merge(start.lock, one.lock, other.lock), 5)
    lock = {entry.guid: entry.mod for entry in merged.lock.entries}
    for side in (start, one, other):
        for each in side.notes:
            assert lock[each.guid] >= each.mod
    again = release([*ours, *theirs], merged.lock, 6)
    assert (again.lock, again.changes) == (merged.lock, ())


def test_a_note_that_lives_on_under_another_key_is_not_called_retired() -> None:
    base = release([REWARD, PPO])
    ours = release([REWORDED, PPO], base.lock, NOW + 10)
    theirs = release([question("What is a reward model?", "A judge."), PPO], base.lock, NOW + 20)
    lock = merge(base.lock, ours.lock, theirs.lock)
    merged = release([question("What is a reward model in RLHF?", "A judge."), PPO], lock)
    assert kinds(merged) == ["updated"]


def test_of_two_keys_of_one_guid_that_are_both_in_the_content_the_later_release_keeps_it() -> None:
    for later in ("aaa", "zzz"):
        ids = [("aaa", NOW + 10), ("zzz", NOW + 10)]
        entries = [make_entry(slug, guid="g", mod=mod + 10 * (slug == later)) for slug, mod in ids]
        lock = merge(make_lock(), make_lock(entries[0]), make_lock(entries[1]))
        merged = release([question("aaa", "1"), question("zzz", "2")], lock)
        kept = dict(zip(("aaa", "zzz"), guids(merged), strict=True))
        assert kept[later] == "g"
        assert len(set(guids(merged))) == 2


def test_a_note_added_by_both_branches_is_one() -> None:
    base = release([PPO])
    ours = release([PPO, REWARD], base.lock, NOW + 10)
    theirs = release([PPO, REWARD], base.lock, NOW + 20)
    merged = release([PPO, REWARD], merge(base.lock, ours.lock, theirs.lock), NOW + 5)
    assert guids(merged) == guids(ours) == guids(theirs)
    assert merged.notes[1].note_id == ours.notes[1].note_id
    assert mods(merged) == [NOW, NOW + 20]
    assert merged.changes == ()


def test_a_note_added_by_both_branches_at_one_second_in_two_forms_is_released_again() -> None:
    base = release([PPO])
    short = question("What is a reward model?", "A judge.")
    ours = release([PPO, REWARD], base.lock, NOW + 10)
    theirs = release([PPO, short], base.lock, NOW + 10)
    for kept in (REWARD, short):
        merged = release([PPO, kept], merge(base.lock, ours.lock, theirs.lock), NOW + 5)
        assert guids(merged) == guids(ours)
        assert mods(merged) == [NOW, NOW + 11]
        assert kinds(merged) == ["updated"]


def _reworded_by_both() -> tuple[Lock, list[Note], list[str]]:
    base = release([REWARD])
    answer = REWARD.get_field("Answer")
    ours, theirs = REWORDED, question("Say: what is a reward model?", answer)
    one, other = release([ours], base.lock, NOW + 10), release([theirs], base.lock, NOW + 20)
    assert kinds(one) == kinds(other) == ["renamed"]
    return merge(base.lock, one.lock, other.lock), [ours, theirs], guids(base)


@pytest.mark.parametrize("kept", [0, 1])
def test_a_note_reworded_by_both_branches_is_one_in_either_wording(kept: int) -> None:
    lock, wordings, known = _reworded_by_both()
    merged = release([wordings[kept]], lock, NOW + 5)
    assert guids(merged) == known
    assert mods(merged)[0] >= NOW + 20
    assert len(merged.lock.entries) == 1


def test_a_note_reworded_by_both_branches_and_again_by_the_merge_is_the_same_note() -> None:
    lock, _, known = _reworded_by_both()
    third = question("Say: what is a reward model in RLHF?", REWARD.get_field("Answer"))
    merged = release([third], lock, NOW + 5)
    assert guids(merged) == known
    assert mods(merged) == [NOW + 21]


def test_two_keys_of_one_guid_are_not_both_recognised_under_new_keys() -> None:
    lock = merge(
        make_lock(),
        make_lock(make_entry("one")._replace(guid=derive_guid(REWARD.key), front="What is up?")),
        make_lock(make_entry("two")._replace(guid=derive_guid(REWARD.key), front="Who is down?")),
    )
    merged = release(
        [question("What is up?", "so", "x"), question("Who is down?", "so", "y")], lock
    )
    assert len(set(guids(merged))) == 2


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_note_retired_by_one_branch_and_edited_by_the_other_is_as_the_content_says(
    *, is_kept: bool
) -> None:
    base = release([REWARD, PPO])
    edited = question("What is a reward model?", "A judge.")
    ours = release([PPO], base.lock, NOW + 20)
    theirs = release([edited, PPO], base.lock, NOW + 10)
    lock = merge(base.lock, ours.lock, theirs.lock)
    merged = release([edited, PPO] if is_kept else [PPO], lock, NOW + 5)
    assert kinds(merged) == ([] if is_kept else ["retired"])
    assert len(merged.lock.entries) == 2
    back = release([edited, PPO], merged.lock, NOW + 6)
    assert guids(back) == guids(base)
    assert mods(back) == [NOW + 10, NOW]


def test_blanks_added_by_both_branches_get_two_numbers() -> None:
    base = release([summary("Sky", "It is {{c1::blue}}.")])
    ours = release([summary("Sky", "It is {{c1::blue}} by {{c2::day}}.")], base.lock, NOW + 10)
    theirs = release([summary("Sky", "{{c1::Up}} it is {{c2::blue}}.")], base.lock, NOW + 20)
    lock = merge(base.lock, ours.lock, theirs.lock)
    both = summary("Sky", "{{c1::Up}} it is {{c2::blue}} by {{c3::day}}.")
    merged = release([both], lock, NOW + 5)
    assert merged.notes[0].note.get_field("Text") == "{{c2::Up}} it is {{c1::blue}} by {{c3::day}}."
    assert mods(merged) == [NOW + 21]


def test_a_blank_deleted_by_one_branch_and_kept_by_the_other_has_one_number() -> None:
    base = release([summary("Sky", "It is {{c1::blue}} and {{c2::high}}.")])
    ours = release([summary("Sky", "It is {{c1::blue}} and so.")], base.lock, NOW + 10)
    theirs = release([summary("Sky", "It is {{c1::blue}} or {{c2::high}}.")], base.lock, NOW + 20)
    lock = merge(base.lock, ours.lock, theirs.lock)
    text = "It is {{c1::blue}} or {{c2::high}} and {{c3::high}}."
    merged = release([summary("Sky", text)], lock, NOW + 30)
    assert merged.notes[0].note.get_field("Text") == text
