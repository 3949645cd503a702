"""Random texts in every field, in Anki's real engine: every sign is on the card or is markup."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from flashcards.app.compile import compile_files
from tests.anki.engine import find_notes, import_package, open_collection
from tests.anki.release import release_folder
from tests.render.accounting import find_unaccounted
from tests.render.test_every_sign import TEXTS, is_told_apart
from tests.support import NOW, dump_yaml

_SHOWN = {
    "Flashcards Question": ("Question", "Answer", "Hint", "Extra"),
    "Flashcards Topic": ("Term", "Definition", "Hint", "Extra"),
    "Flashcards Chapter": ("Text", "Hint", "Extra"),
}
_ON_TEXTS = {"empty-value", "mark-crosses-markup"}
"""Errors that a text itself can have; its line is reported, and the deck isn't built."""


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS.map(str.strip).filter(bool), min_size=14, max_size=14))
def test_every_sign_of_every_field_is_on_a_card_or_is_markup(drawn: list[str]) -> None:
    # A word at the end tells each text from the others, and leaves its start as it is.
    texts = [f"{text} w{number}w" for number, text in enumerate(drawn)]
    assume(all(map(is_told_apart, texts)))
    names = {number: " ".join(texts[number].split()) for number in (0, 1, 2, 3)}
    term = {"definition": texts[4], "hint": texts[5], "extra": texts[6]}
    chapter = {
        "title": names[1],
        "time": "0:00",
        "summary": f"{texts[7].replace('==', '=')} and ==blank==",
        "hint": texts[8],
        "extra": texts[9],
        "topics": {names[2]: term},
        "questions": [dict(zip(("question", "answer", "hint", "extra"), texts[10:], strict=True))],
    }
    content = {
        "title": names[0],
        "deck": "Signs",
        "modules": [{"title": names[3], "chapters": [chapter]}],
    }
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "content" / "signs.yaml"
        path.parent.mkdir()
        path.write_text(dump_yaml(content), encoding="utf-8")
        compiled = compile_files([path])
        if compiled.has_errors:
            errors = {each.code for each in compiled.diagnostics if each.severity == "error"}
            assert errors <= _ON_TEXTS
            return
        (package,) = release_folder(folder, NOW).packages
        with open_collection(folder / "learner.anki2") as collection:
            import_package(collection, package)
            typed = {
                "Question": texts[10],
                "Answer": texts[11],
                "Term": names[2],
                "Definition": texts[4],
                "Text": chapter["summary"],
                "Source": names[0],
                "Chapter": names[1],
                "Module": names[3],
            }
            notes = find_notes(collection, "")
            assert len(notes) == len(_SHOWN)
            for note in notes:
                kind = str((note.note_type() or {})["name"])
                first = {"Question": 10, "Topic": 3, "Chapter": 7}[kind.split()[1]]
                more = {"Hint": texts[first + 2], "Extra": texts[first + 3]}
                if kind == "Flashcards Chapter":
                    more = {"Hint": texts[8], "Extra": texts[9]}
                back = note.cards()[0].render_output().answer_text
                for field in (*_SHOWN[kind], "Source", "Chapter", "Module"):
                    html = note[field]
                    assert find_unaccounted(str({**typed, **more}[field]), html) == [], field
                    assert field in {"Text", "Hint", "Chapter", "Module"} or html in back
