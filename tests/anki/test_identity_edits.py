"""Each history goes on with its own fact: edits that were once lost or merged in silence."""

from pathlib import Path
from unicodedata import normalize

import pytest

from tests.anki.engine import find_notes
from tests.anki.history import (
    LATER,
    ask,
    edit_content,
    front_of,
    import_release,
    learn,
    release_answered,
    write_content,
)
from tests.anki.identity_rows import EDITS, LEAVES, LUNGS, Edit
from tests.anki.release import release_folder


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_a_history_goes_on_with_its_own_fact_and_with_no_other(edit: Edit, tmp_path: Path) -> None:
    with learn(tmp_path, lungs=LUNGS, leaves=LEAVES) as collection:
        edit_content(tmp_path, "lungs", *edit.lungs)
        edit_content(tmp_path, "leaves", *edit.leaves)
        assert ask(tmp_path) == edit.asked
        released = release_answered(tmp_path, is_gone=edit.is_gone)
        effect = import_release(collection, released)

        assert effect.renamed == edit.renamed
        assert effect.new == edit.new
        assert {
            change.entry.front for change in released.changes if change.kind == "retired"
        } == edit.retired
        texts = {note.fields[0] for note in find_notes(collection, "Text:*")}
        assert not edit.cloze or edit.cloze in texts
        fronts = [front_of(note) for note in find_notes(collection, "")]
        assert len(fronts) == len(set(fronts)) == 20 + len(edit.new)


def test_another_unicode_form_of_the_same_text_is_no_change(tmp_path: Path) -> None:
    text = LUNGS.replace("Oxygen", "L\u2019oxyg\u00e8ne")
    decomposed = normalize("NFD", text)
    assert decomposed != text
    with learn(tmp_path, lungs=text) as collection:
        write_content(tmp_path, lungs=decomposed)
        assert import_release(collection, release_folder(tmp_path, LATER)).updated == set()
