"""`flashcards preview`: each deck as a page for a browser."""

import os
from pathlib import Path

import click

from flashcards.app.preview import preview
from flashcards.app.release import read_clock
from flashcards.cli.echo import echo, say
from flashcards.cli.options import files_argument, quiet_option
from flashcards.cli.output import NO_CONTENT, count, format_size, report
from flashcards.cli.places import show_path
from flashcards.disk.files import write_atomic
from flashcards.disk.sources import find_files
from flashcards.preview.editors import EDITORS, USUAL, parse_editor

_FIRST_PORT, _LAST_PORT = 8000, 65535
_TRIED_PORTS = 20


def _parse_editor(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    try:
        return parse_editor(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.command("preview")
@files_argument
@click.option(
    "--serve",
    "is_served",
    is_flag=True,
    help="Write nothing; show the pages at a local address and keep them in step with the content.",
)
@click.option(
    "--port",
    type=click.IntRange(0, _LAST_PORT),
    help="Where --serve listens on 127.0.0.1; 0 is any.  "
    f"[default: {_FIRST_PORT}, or the next one that is free]",
)
@click.option(
    "--editor",
    default=USUAL,
    show_default=True,
    show_envvar=True,
    envvar="FLASHCARDS_EDITOR",
    metavar="NAME|ADDRESS",
    callback=_parse_editor,
    help=f"What opens a card's line from a page of --serve: {', '.join(EDITORS)}, or an address "
    "with {path}, {line} and {column} in it.",
)
@click.option(
    "--open",
    "is_opened",
    is_flag=True,
    help="Show the first page in your browser; with --serve, all of them.",
)
@quiet_option
def command(
    files: tuple[Path, ...], port: int | None, editor: str, *, is_served: bool, is_opened: bool
) -> int:
    """Show the cards of all files in `content`, or of the FILEs named, in a browser.

    Each content file becomes decks/<content id>.html: one file with the very fields, templates
    and style of the deck, which needs no network. With --serve the pages change as you write, and
    the line below a card, or `e`, opens the place in your editor where it is written.

    Files with errors have no page; those that are sound do, and the status is then 1.

    \b
    Examples:
      flashcards preview
      flashcards preview --open content/rlhf.yaml
      flashcards preview --serve --open
      flashcards preview --serve --editor idea
    """
    if is_served:
        from flashcards.cli.serve import serve  # noqa: PLC0415 - a web server, only if asked for

        ports = range(_FIRST_PORT, _FIRST_PORT + _TRIED_PORTS) if port is None else (port,)
        return serve(files, ports, editor, _open_browser if is_opened else None)
    if port is not None:
        raise click.UsageError("--port needs --serve")
    return _write_pages(files, is_opened=is_opened)


def _open_browser(address: str) -> None:
    """Open an address in the browser; where there is none, the page is there all the same."""
    import webbrowser  # noqa: PLC0415 - only if asked for

    if not webbrowser.open(address):
        say(f"no browser could be started; open {address}")


def _write_pages(files: tuple[Path, ...], *, is_opened: bool) -> int:
    from flashcards.preview.page import render_page  # noqa: PLC0415 - not for --help

    paths = find_files(files)
    previewed = preview(paths, read_clock(os.environ))
    report(previewed.diagnostics, previewed.sources)
    pages = [
        (
            previewed.folder / f"{each.breakdown.content_id}.html",
            render_page(each).encode(),
            len(each.notes),
        )
        for each in previewed.previews
    ]
    for path, data, notes in pages:
        unchanged = "" if write_atomic(path, data) else " (unchanged)"
        echo(f"{show_path(path)}: {count(notes, 'note')}, {format_size(len(data))}{unchanged}")
    if pages and is_opened:
        _open_browser(pages[0][0].absolute().as_uri())
    if not pages:
        echo("nothing was written" if paths else NO_CONTENT, err=True)
    elif previewed.has_errors:
        for hidden in previewed.hidden:
            echo(f"{show_path(hidden)}: no page, for the errors above", err=True)
    return 1 if previewed.has_errors or not pages else 0
