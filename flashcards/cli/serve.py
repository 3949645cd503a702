"""Serving the preview: pages that are made again whenever their content changes."""

import gc
import os
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from flashcards.app.preview import preview
from flashcards.app.release import read_clock
from flashcards.cli.echo import echo, say
from flashcards.cli.live import LiveServer
from flashcards.cli.output import report
from flashcards.cli.places import show_places
from flashcards.diagnostics import FlashcardsError
from flashcards.diagnostics.human import render_diagnostic
from flashcards.disk.sources import SETTINGS, find_files
from flashcards.preview.page import LivePage, render_live_page

_INTERVAL = 0.25
"""Seconds between two looks at the files."""

_State = tuple[tuple[str, int, int], ...]


def serve(
    files: tuple[Path, ...], port: int, open_browser: Callable[[str], None] | None = None
) -> int:
    """Serve the pages of content files until the user interrupts; that is a success.

    `open_browser` is told the address as soon as pages are there.
    """
    server = LiveServer(port)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    try:
        seen = _look(files)
        server.publish(*_make_pages(files))
        thread.start()
        echo(server.url)
        if open_browser is not None:
            open_browser(server.url)
        say("press Ctrl-C to stop")
        _follow(server, files, seen)
    except KeyboardInterrupt:
        say("stopped")
    finally:
        server.close() if thread.ident else server.server_close()
    return 0


def _follow(server: LiveServer, files: tuple[Path, ...], seen: _State) -> None:
    gc.enable()  # unlike other commands, this one lasts
    never = Event()
    while not never.wait(_INTERVAL):
        now = _look(files)
        if now != seen:
            # Taken before the files are read: a change during that is seen the next time.
            seen = now
            server.publish(*_make_pages(files))


def _look(files: tuple[Path, ...]) -> _State:
    """Give each file's path, size and time of change; one that can't be found has none."""
    try:
        paths = find_files(files)
    except FlashcardsError:
        return ()
    state = []
    for path in (SETTINGS, *paths):
        try:
            status = path.stat()
        except OSError:
            continue
        state.append((str(path), status.st_size, status.st_mtime_ns))
    return tuple(state)


def _make_pages(files: tuple[Path, ...]) -> tuple[dict[str, LivePage] | None, str]:
    """Give all pages by content id, or `None`, and what is wrong as text."""
    try:
        previewed = preview(find_files(files), read_clock(os.environ))
    except FlashcardsError as error:
        echo(f"flashcards: {error}", err=True)
        return None, str(error)
    report(previewed.diagnostics, previewed.sources)
    if previewed.has_errors:
        shown, sources = show_places(previewed.diagnostics, previewed.sources)
        return None, "\n\n".join(render_diagnostic(each, sources) for each in shown)
    return {each.breakdown.content_id: render_live_page(each) for each in previewed.previews}, ""
