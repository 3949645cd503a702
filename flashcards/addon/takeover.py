"""Taking over the import of packages that `flashcards` made; all others go on to Anki's own."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aqt.utils import showInfo, showWarning, tooltip

from .merging.messages import describe_left, describe_result
from .merging.package import PackageError, UnknownFormatError, is_ours

if TYPE_CHECKING:
    from anki.collection import Collection, OpChanges
    from aqt.main import AnkiQt

    from .merging.apply import Preferences
    from .merging.plan import UpdatePlan

Import = Callable[[], None]
"""Anki's own import of the same file."""

_UNKNOWN_ANKI = (
    "The add-on Flashcards doesn't know this version of Anki, and does nothing. "
    "Decks can be imported as without it: notes that you edited or marked may then miss updates."
)


def take_over() -> None:
    """Stand where Anki starts an import, be it from the menu, a double-click or a dropped file."""
    try:
        from aqt.import_export.importing import ApkgImporter  # noqa: PLC0415 - may be missing

        from .merging import apply, plan  # noqa: F401, PLC0415 - what they import may be, too

        original = ApkgImporter.do_import
    except (ImportError, AttributeError):
        showWarning(_UNKNOWN_ANKI)
        return

    def do_import(mw: "AnkiQt", path: str) -> None:
        if is_ours(Path(path)):
            start_update(mw, Path(path), lambda: original(mw, path))
        else:
            original(mw, path)

    ApkgImporter.do_import = staticmethod(do_import)


def start_update(mw: "AnkiQt", path: Path, import_plainly: Import) -> None:
    """Work out in the background what an update would do, and show it."""
    from aqt.operations import QueryOp  # noqa: PLC0415 - see `take_over`

    from .merging.plan import plan_update  # noqa: PLC0415 - as above

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


def _show(mw: "AnkiQt", path: Path, plan: "UpdatePlan", import_plainly: Import) -> None:
    from .dialog import UpdateDialog  # noqa: PLC0415 - its widgets are made when one is shown

    if plan.is_nothing:
        lines = [f"“{plan.package.about.deck}” is already up to date.", *describe_left(plan)]
        showInfo("\n\n".join(lines), title="Flashcards", textFormat="plain")
        return

    def update(choices: "Preferences") -> None:
        _apply(mw, path, choices, import_plainly)

    UpdateDialog(mw, plan, update, import_plainly).open()


def _apply(mw: "AnkiQt", path: Path, choices: "Preferences", import_plainly: Import) -> None:
    from aqt.operations import CollectionOp  # noqa: PLC0415 - see `take_over`

    from .merging.apply import apply_plan  # noqa: PLC0415 - as above
    from .merging.plan import plan_update  # noqa: PLC0415 - as above

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
    from aqt.utils import askUser  # noqa: PLC0415 - only where something failed

    if askUser(
        f"The update failed, and nothing was changed: {error}\n\nUse Anki's own import instead?",
        title="Flashcards",
        defaultno=True,
    ):
        import_plainly()


def _sentence(error: Exception) -> str:
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}."
