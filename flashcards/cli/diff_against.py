"""`flashcards diff --against`: what goes wrong for learners, and what they get."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from flashcards.app.against import Against
from flashcards.cli.diff import change_to_json, print_change
from flashcards.cli.echo import echo, painter
from flashcards.cli.output import NO_CONTENT, count, print_json, print_retired, report
from flashcards.cli.places import show_path
from flashcards.diagnostics import has_errors
from flashcards.diagnostics.human import Paint
from flashcards.diagnostics.quoting import safe, shorten
from flashcards.identity.changes import ChangeKind, list_retired, retired_search
from flashcards.package.problems import LOSSES, Problem, Trouble
from flashcards.package.upgrade import Upgrade

_MOST_NAMED = 20
"""Notes named below one heading; JSON has all."""

_TAKE_BACK = "take the lock back from version control: it knows what was released"


class _Words(NamedTuple):
    """What a trouble is, in the plural, and what cures it."""

    what: str
    cure: str


_WORDS: Mapping[Trouble, _Words] = {
    Trouble.SKIPPED: _Words(
        "updates that Anki will skip: their time is not later than learners' copies",
        "give learners the patch deck that `flashcards build --since {package}` makes, to import "
        "with Update notes: Always",
    ),
    Trouble.OTHER_TYPE: _Words(
        'notes or note types that Anki will call "conflicting", and not update',
        "let learners tick Merge note types; a note that changed its type has to be deleted first",
    ),
    Trouble.DOUBLED: _Words(
        "notes that learners will have twice, the new one without a history", _TAKE_BACK
    ),
    Trouble.UNRECOGNISED: _Words(
        "notes whose history will be lost: the same note comes as a new one", _TAKE_BACK
    ),
    Trouble.RENUMBERED: _Words(
        "blanks whose history will go to other words: their numbers changed", _TAKE_BACK
    ),
    Trouble.AHEAD: _Words(
        "notes released at a time still to come, up to which Anki may skip their changes",
        "keep the lock, which knows those times, or else give learners the patch deck that "
        "`flashcards build --since {package}` makes",
    ),
    Trouble.RESTAMPED: _Words(
        "notes with a later time that say the same: learners' own edits of them are replaced",
        "take the lock back from version control, if it was lost",
    ),
    Trouble.DECK_RENAMED: _Words(
        "renamed decks: cards that learners have stay in the old one",
        "let learners rename the deck in Anki before they import",
    ),
    Trouble.ELSEWHERE: _Words(
        "notes that are in another deck's package now", "let learners import that one as well"
    ),
    Trouble.EMPTY_CARDS: _Words(
        "notes that leave learners an empty card",
        "let learners run Tools > Empty Cards in Anki after the import",
    ),
}


def show_against(against: Against, package: Path, format_: str) -> int:
    """Print what the next build brings to learners of a package; gives the exit status."""
    plan, upgrade = against.plan, against.upgrade
    report(plan.diagnostics, plan.sources)
    if upgrade is None:
        if not has_errors(plan.diagnostics):
            echo(NO_CONTENT, err=True)
        return 1
    if format_ == "json":
        print_json(_to_json(against, upgrade, package))
    else:
        _print_upgrade(against, upgrade, package, painter(err=False))
    return 1 if upgrade.is_lossy else 0


def _print_upgrade(against: Against, upgrade: Upgrade, package: Path, paint: Paint) -> None:
    shown = safe(show_path(package))
    if upgrade.problems:
        echo(paint(f"What goes wrong for learners who have {shown}:", "bold"))
        for trouble, problems in groupby(upgrade.problems, lambda problem: problem.trouble):
            _print_problems(trouble, list(problems), package, paint)
        echo()
    for change in upgrade.changes:
        print_change(change, paint)
    print_retired(upgrade.changes, against.plan.live, is_named=False)
    counts = Counter(change.kind for change in upgrade.changes)
    said = [f"{counts[kind]} {kind.value}" for kind in ChangeKind if counts[kind]]
    to = ", ".join(map(show_path, against.packages))
    said.append(f"{count(upgrade.unchanged, 'note')} unchanged")
    echo(f"{shown} to {to}: {', '.join(said)}")


def _print_problems(trouble: Trouble, problems: list[Problem], package: Path, paint: Paint) -> None:
    label = paint(trouble.value, "error" if trouble in LOSSES else "warning")
    echo(f"\n  {label} ({len(problems):,}): {_WORDS[trouble].what}")
    for problem in problems[:_MOST_NAMED]:
        echo(f"    {_describe(problem)}")
    if len(problems) > _MOST_NAMED:
        echo(f"    and {len(problems) - _MOST_NAMED:,} more")
    echo(f"    {paint('help:', 'help')} {_help(trouble, package)}")


def _describe(problem: Problem) -> str:
    subject, before, after = (
        safe(shorten(text, 100)) for text in (problem.subject, problem.before, problem.after)
    )
    if problem.trouble is Trouble.AHEAD:
        return f"{subject} ({_format_time(int(problem.before))})"
    if before and after:
        return f"{subject}: {before} -> {after}"
    return f"{subject}: {before or after}" if before or after else subject


def _format_time(seconds: int) -> str:
    try:
        return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M} UTC"
    except (OSError, OverflowError, ValueError):
        return "no time that a calendar has"


def _help(trouble: Trouble, package: Path) -> str:
    return _WORDS[trouble].cure.format(package=safe(show_path(package)))


def _to_json(against: Against, upgrade: Upgrade, package: Path) -> dict[str, Any]:
    return {
        "against": show_path(package),
        "packages": list(map(show_path, against.packages)),
        "problems": [_problem_to_json(each, package) for each in upgrade.problems],
        "changes": [change_to_json(change) for change in upgrade.changes],
        "unchanged": upgrade.unchanged,
        "retired_search": retired_search(list_retired(upgrade.changes), against.plan.live),
    }


def _problem_to_json(problem: Problem, package: Path) -> dict[str, Any]:
    return {
        "problem": problem.trouble.value,
        "is_loss": problem.trouble in LOSSES,
        "key": problem.key or None,
        "subject": problem.subject,
        "before": problem.before,
        "after": problem.after,
        "help": _help(problem.trouble, package),
    }
