"""Pictures of an update's window and of the Browser.

Arguments: the profile's base folder, the package, a folder for the pictures, and a search.
"""

import sys
from pathlib import Path
from typing import Any

from program import Steps, find_window, run, wait  # type: ignore[import-not-found]  # beside this file

BASE, PACKAGE, PICTURES = map(Path, sys.argv[1:4])
SEARCH = sys.argv[4]


def take(window: Any, name: str) -> None:  # noqa: ANN401 - Qt's
    """Save the picture of a window, in few colours: they are light enough for a README then."""
    from aqt.qt import QImage, Qt  # noqa: PLC0415 - Anki has to start first

    few, plain = QImage.Format.Format_Indexed8, Qt.ImageConversionFlag.ThresholdDither
    window.grab().toImage().convertToFormat(few, plain).save(str(PICTURES / name))


def steps(mw: Any) -> Steps:  # noqa: ANN401 - Anki's
    """Take the pictures."""
    import aqt  # noqa: PLC0415 - Anki has to start first

    yield lambda: find_window("UpdateDialog")
    dialog = find_window("UpdateDialog")
    dialog.resize(760, 560)
    yield wait(0.5)
    take(dialog, "update.png")
    dialog.reject()
    browser = aqt.dialogs.open("Browser", mw, search=(SEARCH,))
    browser.resize(1180, 600)
    browser.sidebarDockWidget.setVisible(False)  # so that the search has room
    yield wait(1)
    browser.table.to_first_row()
    yield wait(3)
    take(browser, "browser.png")


if __name__ == "__main__":
    sys.exit(run(BASE, [str(PACKAGE)], steps))
