"""`flashcards addon`: the add-on for Anki."""

from pathlib import Path

import click

from flashcards.app.addon import ADDON_FILE, write_addon
from flashcards.cli.echo import say
from flashcards.cli.options import quiet_option
from flashcards.cli.places import show_path


@click.command("addon")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    default=ADDON_FILE,
    show_default=True,
    help="Where to write it.",
)
@quiet_option
def command(output: Path) -> int:
    """Write the add-on with which learners keep their own edits and miss no update.

    Anki's own import skips a note that the learner touched, and replaces the learner's words where
    the author changed a note. The add-on takes over the import of these decks, and of no others:
    it shows what will change, takes the author's fixes, keeps what the learner wrote, and asks
    where both changed the same. It reaches no network.

    To install it, double-click the file, or in Anki: Tools > Add-ons > Install from file.

    \b
    Examples:
      flashcards addon
      flashcards addon -o site/flashcards.ankiaddon
    """
    if write_addon(output):
        say(f"Wrote {show_path(output)}; in Anki: Tools > Add-ons > Install from file.")
    else:
        say(f"{show_path(output)} is up to date.")
    return 0
