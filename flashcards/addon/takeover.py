"""Taking over the import of packages that `flashcards` made; all others go on to Anki's own."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aqt.import_export.importing import ApkgImporter
from aqt.operations import CollectionOp, QueryOp
from aqt.utils import askUser, showInfo, showWarning, tooltip

from .merging.apply import Preferences, apply_plan
from .merging.messages import describe_left, describe_result, quote
from .merging.package import PackageError, UnknownFormatError, is_ours
from .merging.plan import UpdatePlan, plan_update

if TYPE_CHECKING:
    from anki.collection import Collection, OpChanges
    from aqt.main import AnkiQt

Import = Callable[[], None]
"""Anki's own import of the same file."""


def take_over() -> None:
    """Stand where Anki starts an import, be it from the menu, a double-click or a dropped file.

    This, and importing this file, fails in an Anki that lacks what is taken of it.
    """
    original = ApkgImporter.do_import

    def do_import(mw: "AnkiQt", path: str) -> None:
        if is_ours(Path(path)):
            start_update(mw, Path(path), lambda: original(mw, path))
        else:
            original(mw, path)

    ApkgImporter.do_import = staticmethod(do_import)


def start_update(mw: "AnkiQt", path: Path, import_plainly: Import) -> None:
    """Work out in the background what an update would do, and show it."""

    def fail(error: Exception) -> None:
        if isinstance(error, UnknownFormatError):
            showInfo(f"{_sentence(error)} Anki's own import is used instead.")
            import_plainly()
        elif isinstance(error, PackageError):
            showWarning(_sentence(error))
        else:
            _report(error, import_plainly)

    QueryOp(
        parent=mw,
        op=lambda col: plan_update(col, path),
        success=lambda plan: _show(mw, path, plan, import_plainly),
    ).failure(fail).with_progress("Comparing the deck with yours…").run_in_background()


def _show(mw: "AnkiQt", path: Path, plan: UpdatePlan, import_plainly: Import) -> None:
    from .dialog import UpdateDialog  # noqa: PLC0415 - its widgets are made when one is shown

    if plan.is_nothing:
        lines = [f"{quote(plan.package.about.deck)} is already up to date.", *describe_left(plan)]
        showInfo("\n\n".join(lines), title="Flashcards", textFormat="plain")
        return

    def update(choices: Preferences) -> None:
        _apply(mw, path, choices, import_plainly)

    UpdateDialog(mw, plan, update, import_plainly).open()


def _apply(mw: "AnkiQt", path: Path, choices: Preferences, import_plainly: Import) -> None:
    counts: list[dict[str, int]] = []

    def write(col: "Collection") -> "OpChanges":
        mw.create_backup_now()
        plan = plan_update(col, path)  # anew: notes can be edited while the dialog is open
        counts.append(plan.counts)
        return apply_plan(col, plan, choices)

    def done(_changes: Any) -> None:  # noqa: ANN401 - of Anki's
        tooltip(describe_result(counts[0]), period=8000, parent=mw)

    CollectionOp(parent=mw, op=write).success(done).failure(
        lambda error: _report(error, import_plainly)
    ).run_in_background()


def _report(error: Exception, import_plainly: Import) -> None:
    """Say that an update failed; whatever part was done is taken back by then."""
    if askUser(
        f"The update failed, and nothing was changed: {error}\n\nUse Anki's own import instead?",
        title="Flashcards",
        defaultno=True,
    ):
        import_plainly()


def _sentence(error: Exception) -> str:
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}."
