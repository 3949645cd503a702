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

_LAST_PORT = 65535


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
    help="Where --serve listens on 127.0.0.1.  [default: any free port]",
)
@click.option(
    "--open",
    "is_opened",
    is_flag=True,
    help="Show the first page in your browser; with --serve, all of them.",
)
@quiet_option
def command(files: tuple[Path, ...], port: int | None, *, is_served: bool, is_opened: bool) -> int:
    """Show the cards of all files in `content`, or of the FILEs named, in a browser.

    Each content file becomes decks/<content id>.html: one file with the very fields, templates
    and style of the deck, which needs no network. With --serve the pages change as you write.

    \b
    Examples:
      flashcards preview
      flashcards preview --open content/rlhf.yaml
      flashcards preview --serve --open
    """
    if is_served:
        from flashcards.cli.serve import serve  # noqa: PLC0415 - a web server, only if asked for

        return serve(files, port or 0, _open_browser if is_opened else None)
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

    previewed = preview(find_files(files), read_clock(os.environ))
    report(previewed.diagnostics, previewed.sources)
    if previewed.has_errors:
        echo("nothing was written", err=True)
        return 1
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
    if not pages:
        echo(NO_CONTENT, err=True)
        return 1
    if is_opened:
        _open_browser(pages[0][0].absolute().as_uri())
    return 0
