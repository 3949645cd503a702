"""Merge a package of `flashcards` into a learner's collection: all of it that needs no window.

It can be imported from an add-on of any name, or by itself from the add-on's folder.
"""

import sys
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from anki.collection import Collection

_ALONE = "_flashcards_addon"
"""What the folder is called where this file was imported without its package."""


def update_collection(
    col: "Collection",
    package_path: "Path | str",
    *,
    prefer: Literal["mine", "theirs"] = "mine",
) -> dict[str, int]:
    """Update a collection from a package, as one step that Anki's Undo takes back.

    Counts the package's notes, each as one of `new`, `updated`, `kept` (the learner's words stay,
    and nothing of the author's was to take), `conflicts` and `unchanged`; and the notes newly
    `retired`. `prefer` says whose text a conflict gets. Nothing is written where all is up to date.
    Raises PackageError, with a message for the learner, when the package can't be merged.
    """
    if prefer not in ("mine", "theirs"):
        raise ValueError(f"`prefer` is `mine` or `theirs`, not `{prefer}`")
    plan = _import("plan").plan_update(col, package_path)
    if not plan.is_nothing:
        _import("apply").apply_plan(col, plan, prefer=prefer)
    counts: dict[str, int] = plan.counts
    return counts


def _import(name: str) -> Any:  # noqa: ANN401 - a module
    """Import a file of the folder `merging` that lies beside this one."""
    folder = Path(__file__).resolve().parent
    package = sys.modules.get(__package__ or "")
    if any(Path(each).resolve() == folder for each in getattr(package, "__path__", ())):
        return import_module(f".merging.{name}", __package__)
    alone = f"{_ALONE}_{abs(hash(folder)):x}"
    if alone not in sys.modules:
        spec = spec_from_file_location(
            alone,
            folder / "merging" / "__init__.py",
            submodule_search_locations=[str(folder / "merging")],
        )
        if spec is None or spec.loader is None:
            raise ImportError(f"{folder} is no folder of the add-on")
        sys.modules[alone] = module = module_from_spec(spec)
        spec.loader.exec_module(module)
    return import_module(f"{alone}.{name}")
