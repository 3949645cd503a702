"""Media in Anki's real engine."""

from pathlib import Path

from tests.anki.engine import find_notes, import_package, open_collection
from tests.support import build_files


def test_a_deck_with_200_images_brings_them_all(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    folder.mkdir()
    lines = ["title: Squares", "chapters:", "  - title: One", "    time: 0:00", "    questions:"]
    for number in range(200):
        svg = f'<svg xmlns="http://www.w3.org/2000/svg"><title>{number}</title></svg>'
        (folder / f"{number}.svg").write_text(svg, encoding="utf-8")
        lines += [
            f"      - question: What is number {number}?",
            f"        answer: '![]({number}.svg)'",
        ]
    content = folder / "squares.yaml"
    content.write_text("\n".join(lines), encoding="utf-8")
    (package,) = build_files([content], tmp_path / "decks")
    with open_collection(tmp_path / "learner.anki2") as collection:
        import_package(collection, package)
        named = {
            name
            for note in find_notes(collection, "")
            for name in collection.media.files_in_str(note.mid, note["Answer"])
        }
        assert len(named) == 200
        assert named <= {path.name for path in Path(collection.media.dir()).iterdir()}
        check = collection.media.check()
        assert (list(check.missing), list(check.unused)) == ([], [])
