"""Anki's real program, driven from inside: it starts with a prepared profile and takes steps.

This file and those beside it run in the Python that has `aqt`, which has nothing of the project.
"""

import sys
import time
import traceback
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

Condition = Callable[[], object]
Steps = Generator[Condition, None, None]

LONGEST = 60.0
"""Seconds in which a condition has to come true."""


def run(
    base: Path, arguments: list[str], steps: Callable[[Any], Steps], theme: str = "light"
) -> int:
    """Start Anki with a profile that asks nothing, and take the steps; gives an exit status.

    A step yields what it waits for. Anki is left at the end, or when one fails.
    """
    import aqt  # noqa: PLC0415 - the program has to be told where it lives first
    from aqt.qt import QTimer, qconnect  # noqa: PLC0415 - as above

    _make_profile(base, theme)
    app = aqt._run(["anki", "-b", str(base), "-p", "User 1", "-l", "en_US", *arguments], exec=False)  # noqa: SLF001 - as its own tests do
    status = [1]
    taken = steps(aqt.mw)
    waiting: list[tuple[Condition, float]] = [(lambda: aqt.mw.col, time.monotonic())]

    def look() -> None:
        try:
            condition, since = waiting[0]
            if condition():
                waiting[0] = (next(taken), time.monotonic())
            elif time.monotonic() - since > LONGEST:
                taken.throw(TimeoutError("waited in vain"))  # so that the step is named
        except StopIteration:
            status[0] = 0
            leave()
        except BaseException:  # noqa: BLE001 - whatever it is, Anki has to be left
            traceback.print_exc(file=sys.__stderr__)
            leave()

    def leave() -> None:
        timer.stop()
        if aqt.mw.col:
            aqt.mw.col.close()
        sys.stdout.flush()
        import os  # noqa: PLC0415 - only here

        os._exit(status[0])  # Qt's own way out waits for what a test has no use for

    timer = QTimer(app)
    qconnect(timer.timeout, look)
    timer.start(20)
    app.exec()
    return 1


def wait(seconds: float) -> Condition:
    """Give a condition that comes true after a while."""
    until = time.monotonic() + seconds
    return lambda: time.monotonic() >= until


def find_window(name: str) -> Any:  # noqa: ANN401 - Qt's
    """Give a window that is shown, by the name of its class."""
    from aqt.qt import QApplication  # noqa: PLC0415 - Anki has to start first

    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    return next((each for each in shown if type(each).__name__ == name), None)


def _make_profile(base: Path, theme: str) -> None:
    """Make the profile, or take the one that is there, with nothing to ask and nothing to fetch."""
    from aqt.profiles import ProfileManager  # noqa: PLC0415 - see `run`
    from aqt.theme import Theme  # noqa: PLC0415 - as above

    manager = ProfileManager(ProfileManager.get_created_base_folder(str(base)))
    manager.setupMeta()
    manager.setLang("en_US")
    manager.meta["firstRun"] = False
    manager.meta["updates"] = False
    manager.meta["check_for_updates"] = False
    manager.meta["suppressUpdate"] = True
    if "User 1" not in manager.profiles():
        manager.create("User 1")
    manager.load("User 1")
    manager.profile["autoSync"] = False
    manager.set_update_check(False)
    if hasattr(manager, "set_check_for_addon_updates"):  # not in the oldest that is tested
        manager.set_check_for_addon_updates(False)
    manager.set_theme(Theme[theme.upper()])
    manager.save()
    manager.db.close()
