"""A draft in Anki's real engine: every chapter and placed question, in the source's letters."""

from dataclasses import replace
from pathlib import Path

from flashcards.app.draft import format_draft
from flashcards.drafts.normalise import normalise_draft
from flashcards.render.markdown import visible_text
from tests.anki.engine import find_notes, import_package, open_collection
from tests.drafts.making import BEES, chapter, flat, import_page, question
from tests.pipeline import refuse
from tests.support import build_files


def test_a_drafted_deck_has_all_chapters_and_placed_questions_in_anki(tmp_path: Path) -> None:
    draft = import_page(BEES.read_text(encoding="utf-8"))
    starts = [each.start for each in draft.chapters]
    placed = tuple(
        replace(each, at=start) for each, start in zip(draft.questions, starts, strict=False)
    )
    draft = normalise_draft(replace(draft, questions=placed), "page.txt", refuse)
    path = tmp_path / "bees.yaml"
    path.write_text(format_draft(draft, path), encoding="utf-8")
    (package,) = build_files([path], tmp_path / "decks")
    with open_collection(tmp_path / "learner.anki2") as collection:
        import_package(collection, package)
        chapters = find_notes(collection, "note:*Chapter")
        questions = find_notes(collection, "note:*Question")
    assert {visible_text(note["Chapter"]) for note in chapters} == {
        each.title for each in draft.chapters
    }
    assert {
        (visible_text(note["Question"]), visible_text(note["Answer"])) for note in questions
    } == {(each.question, each.answer) for each in draft.questions}
    assert (len(chapters), len(questions)) == (12, 7)


def test_the_letters_of_a_source_are_the_letters_in_anki(tmp_path: Path) -> None:
    text = "{{c1::x}} ==y== *z* [sound:a.mp3] <b>List<int></b> $1$ \\(n\\) ![i](j.png) &amp;"
    draft = flat(chapter(text, 0, 5, question(f"Is it {text}?", text), summary=text))
    draft = normalise_draft(replace(draft, title=text), "page.txt", refuse)
    path = tmp_path / "letters.yaml"
    path.write_text(format_draft(draft, path), encoding="utf-8")
    (package,) = build_files([path], tmp_path / "decks")
    with open_collection(tmp_path / "learner.anki2") as collection:
        import_package(collection, package)
        (asked,) = find_notes(collection, "note:*Question")
        (told,) = find_notes(collection, "note:*Chapter")
        cards = collection.card_count()
    assert cards == 2
    assert visible_text(asked["Question"]) == f"Is it {text}?"
    assert {visible_text(asked[name]) for name in ("Answer", "Chapter", "Source")} == {text}
    assert (
        visible_text(told["Text"]).removeprefix("{{c1::").replace(":&#58;", "::") == f"{text}}}}}"
    )
