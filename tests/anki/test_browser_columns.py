"""What Anki's Browser lists of a card, in its columns Question and Answer."""

from pathlib import Path

from tests.anki.engine import import_package, open_collection
from tests.support import build_files

VIDEO = """\
title: A video
chapters:
  - title: One
    time: 0:00
    summary: The ==sky== is ==*very* blue==.
    hint: Look up.
    topics:
      Sky: {definition: What is above., reverse: true, extra: Air.}
    questions:
      - {question: Why **blue**?, answer: "Because:\\n\\n- it scatters", hint: Think.}
"""


def test_the_browser_lists_what_is_asked_and_what_is_answered_alone(tmp_path: Path) -> None:
    (tmp_path / "video.yaml").write_text(VIDEO, encoding="utf-8")
    (package,) = build_files([tmp_path / "video.yaml"], tmp_path / "decks")
    with open_collection(tmp_path / "learner.anki2") as collection:
        import_package(collection, package)
        collection._backend.set_active_browser_columns(["question", "answer"])  # noqa: SLF001 - only Anki's window has a way to it
        rows = [collection.browser_row_for_id(card) for card in collection.find_cards("")]
    assert [[cell[0] for cell in row[0]] for row in rows] == [
        ["The [...] is very blue.", "sky"],
        ["The sky is [...].", "very blue"],
        ["Sky", "What is above."],
        ["What is above.", "Sky"],
        ["Why blue?", "Because:  it scatters"],
    ]
