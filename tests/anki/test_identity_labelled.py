"""Labelled edits of whole files, played through in Anki: no history is lost unsaid."""

from pathlib import Path

import pytest

from flashcards.identity.decisions import NO_DECISIONS
from tests.anki.history import LATER, import_release, learn, write_content
from tests.anki.learner import read_notes
from tests.anki.release import answer, plan_folder, release_folder
from tests.identity.edits import Case, read_cases

CASES = tuple(read_cases("develop"))


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_what_is_the_same_keeps_its_reviews_if_all_that_is_asked_is_answered_as_it_is(
    case: Case, tmp_path: Path
) -> None:
    truth = dict(case.same)
    with learn(tmp_path, case=case.before) as collection:
        before = {note["Key"]: note.id for note in read_notes(collection)}
        write_content(tmp_path, case=case.after)
        decisions = NO_DECISIONS
        while doubts := plan_folder(tmp_path, LATER, decisions).doubts:
            decisions = decisions.add(answer(doubts, truth))
        import_release(collection, release_folder(tmp_path, LATER, decisions))
        after = {note["Key"]: note.id for note in read_notes(collection)}

        lost = {old for old, new in truth.items() if after[new] != before[old]}
        assert lost == set()
        for old, new in case.other:
            assert after[new] != before[old]
