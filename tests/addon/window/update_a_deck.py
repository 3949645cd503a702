"""A package is opened with Anki; the window is read, clicked and photographed; Undo is pressed.

Arguments: the profile's base folder, the package, a folder for what was seen, and a theme.
"""

import json
import sys
from pathlib import Path
from typing import Any

from program import Steps, find_window, run, wait  # type: ignore[import-not-found]  # beside this file

BASE, PACKAGE, SEEN = map(Path, sys.argv[1:4])
THEME = sys.argv[4] if len(sys.argv) > 4 else "light"


def read_cards(mw: Any) -> list[list[Any]]:  # noqa: ANN401 - Anki's
    """Give all of all cards."""
    cards: list[list[Any]] = mw.col.db.all("select * from cards order by id")
    return cards


def read_notes(mw: Any) -> dict[str, list[str]]:  # noqa: ANN401 - Anki's
    """Give each note's fields and tags, by its GUID."""
    rows = mw.col.db.all("select guid, tags, flds from notes")
    return {guid: [tags, *fields.split("\x1f")] for guid, tags, fields in rows}


def steps(mw: Any) -> Steps:  # noqa: ANN401 - Anki's
    """Do what a learner may do with the window."""
    seen: dict[str, Any] = {"before": read_notes(mw), "cards_before": read_cards(mw)}
    yield from look(seen)
    yield from update_and_undo(mw, seen)
    yield from leave_it(mw, seen)
    yield from update_twice(mw, seen)
    yield from open_a_foreign_package(mw, seen)
    yield from open_a_package_of_tomorrow(mw, seen)
    (SEEN / f"seen-{THEME}.json").write_text(json.dumps(seen), encoding="utf-8")


def look(seen: dict[str, Any]) -> Steps:
    """Read the window and photograph it, wide and narrow."""
    from aqt.qt import QLabel  # noqa: PLC0415 - Anki has to start first

    yield lambda: find_window("UpdateDialog")
    dialog = find_window("UpdateDialog")
    yield wait(0.3)
    seen["labels"] = [each.text() for each in dialog.findChildren(QLabel) if each.isVisible()]
    seen["default_choices"] = [panel.mine.isChecked() for panel in dialog.panels]
    dialog.grab().save(str(SEEN / f"dialog-{THEME}.png"))
    size = dialog.size()
    dialog.resize(330, 600)
    yield wait(0.3)
    dialog.grab().save(str(SEEN / f"dialog-narrow-{THEME}.png"))
    dialog.resize(size)


def update_and_undo(mw: Any, seen: dict[str, Any]) -> Steps:  # noqa: ANN401 - Anki's
    """Choose the author's text of the second conflict, press Return, and then Undo."""
    from aqt.qt import Qt  # noqa: PLC0415 - Anki has to start first
    from PyQt6.QtTest import QTest  # type: ignore[import-not-found]  # noqa: PLC0415 - as above

    dialog = find_window("UpdateDialog")
    dialog.panels[1].theirs.click()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    yield lambda: is_updated(mw)
    seen["undo"] = mw.col.undo_status().undo
    seen["after"], seen["cards_after"] = read_notes(mw), read_cards(mw)
    seen["backups"] = len(list((BASE / "User 1" / "backups").glob("*.colpkg")))
    mw.undo()
    yield lambda: not mw.progress.busy() and not mw.col.undo_status().undo.startswith("Update ")
    seen["undone"], seen["cards_undone"] = read_notes(mw), read_cards(mw)


def leave_it(mw: Any, seen: dict[str, Any]) -> Steps:  # noqa: ANN401 - Anki's
    """Close the window, and once more choose Anki's own import and leave that."""
    yield from open_package(mw)
    find_window("UpdateDialog").reject()
    yield lambda: not find_window("UpdateDialog")
    seen["cancelled"] = read_notes(mw)
    yield from open_package(mw)
    find_window("UpdateDialog").plain_button.click()
    yield from leave_plain_import()


def update_twice(mw: Any, seen: dict[str, Any]) -> Steps:  # noqa: ANN401 - Anki's
    """Choose the author's text of all conflicts, with one shown, and open the package again."""
    from aqt.import_export.importing import import_file  # noqa: PLC0415 - Anki has to start first

    sys.modules["video_flashcards.dialog"].__dict__["_AT_A_TIME"] = 1
    yield from open_package(mw)
    dialog = find_window("UpdateDialog")
    dialog.choose_all(is_mine=False)
    seen["panels"] = len(dialog.panels)
    dialog.accept()
    yield lambda: is_updated(mw)
    seen["all_the_authors"] = read_notes(mw)
    import_file(mw, str(PACKAGE))
    yield lambda: find_window("QMessageBox")
    box = find_window("QMessageBox")
    seen["again"] = box.text()
    box.close()


def open_a_foreign_package(mw: Any, seen: dict[str, Any]) -> Steps:  # noqa: ANN401 - Anki's
    """Open a package that isn't ours."""
    from aqt.import_export.importing import import_file  # noqa: PLC0415 - Anki has to start first

    import_file(mw, str(PACKAGE.with_name("foreign.apkg")))
    yield from leave_plain_import()
    seen["foreign_is_ankis"] = True


def open_a_package_of_tomorrow(mw: Any, seen: dict[str, Any]) -> Steps:  # noqa: ANN401 - Anki's
    """Open a package whose form isn't known: that is said, and Anki's own import used."""
    from aqt.import_export.importing import import_file  # noqa: PLC0415 - Anki has to start first

    import_file(mw, str(PACKAGE.with_name("tomorrow.apkg")))
    yield lambda: find_window("QMessageBox")
    seen["tomorrow"] = find_window("QMessageBox").text()
    find_window("QMessageBox").close()
    yield from leave_plain_import()


def open_package(mw: Any) -> Steps:  # noqa: ANN401 - Anki's
    """Open the package as from the menu."""
    from aqt.import_export.importing import import_file  # noqa: PLC0415 - Anki has to start first

    import_file(mw, str(PACKAGE))
    yield lambda: find_window("UpdateDialog")


def leave_plain_import() -> Steps:
    """Wait for the window of Anki's own import, and close it."""
    yield lambda: find_window("ImportDialog")
    find_window("ImportDialog").reject()
    yield lambda: not find_window("ImportDialog")


def is_updated(mw: Any) -> bool:  # noqa: ANN401 - Anki's
    """Whether an update is done."""
    done = mw.col and mw.col.undo_status().undo.startswith("Update ")
    return bool(done and not mw.progress.busy())


if __name__ == "__main__":
    sys.exit(run(BASE, [str(PACKAGE)], steps, THEME))
