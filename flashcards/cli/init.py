"""`flashcards init`: a folder with all that a project of decks needs."""

from pathlib import Path

import click

from flashcards.app.init import EXAMPLE, WORKFLOW, FileOutcome, find_repository, init_project
from flashcards.cli.echo import echo, say
from flashcards.cli.options import quiet_option
from flashcards.cli.places import enter_new_project, show_path
from flashcards.disk.project import find_project


@click.command("init")
@click.argument(
    "folder", metavar="[FOLDER]", default=".", type=click.Path(file_okay=False, path_type=Path)
)
@quiet_option
def command(folder: Path) -> int:
    """Make a project in FOLDER, or in the folder you are in, that builds at once.

    It gets a small example in `content`, the schemas that editors complete YAML by, what git has to
    know of locks and decks, `flashcards.yaml` for what all files share, a workflow that checks pull
    requests and releases the decks on GitHub, and AGENTS.md: how to write cards here, for people
    and for AI assistants.

    A file that is there is never touched: its name is printed, and lines that it should have. Where
    there is content, the example is left out.

    \b
    Examples:
      flashcards init
      flashcards init anatomy
    """
    root = enter_new_project(folder)
    has_example = False
    for path, outcome, missing in init_project():
        shown = show_path(path)
        has_example = has_example or (path == EXAMPLE and outcome is not FileOutcome.LEFT)
        if outcome is FileOutcome.MADE:
            echo(f"{shown}: made")
        elif outcome is FileOutcome.SAME:
            echo(f"{shown}: there already (unchanged)")
        else:
            echo(f"{shown}: there already, left alone")
        for line in missing:
            echo(f"  add to it: {line}")
    _say_next(root, has_example=has_example)
    return 0


def _say_next(root: Path, *, has_example: bool) -> None:
    """Say what to do in the new project, and what doesn't work yet."""
    repository = find_repository(root)
    if repository is None:
        say("no git repository yet: `git init` begins one, and commits keep the locks")
    elif repository != root:
        say(
            f"GitHub reads workflows at the root of a repository alone: {WORKFLOW.as_posix()} has "
            f"to go to `{repository.as_posix()}` to run"
        )
    above = find_project(root.parent)
    if above is not None:
        say(f"`{above.as_posix()}` is a project as well; this one is apart from it")
    where = show_path(Path())
    enter = "" if where == "." else f"`cd {where}`, "
    show = "`flashcards preview --serve --open`, " if has_example else ""
    build = "`flashcards build`; of a video of your own " if has_example else ""
    say(f"next: {enter}{show}{build}`flashcards draft SOURCE`")
