"""Serving the preview: pages that are made again whenever their content changes."""

import gc
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

from flashcards.app.preview import Previewed, preview
from flashcards.app.release import read_clock
from flashcards.cli.echo import echo, say
from flashcards.cli.live import LiveServer, PageTrouble
from flashcards.cli.output import count, report
from flashcards.cli.places import show_places
from flashcards.diagnostics import FlashcardsError, Severity
from flashcards.diagnostics.human import render_diagnostic
from flashcards.diagnostics.quoting import safe
from flashcards.disk.sources import SETTINGS, find_files
from flashcards.preview.editors import fill_path, fill_place
from flashcards.preview.page import LivePage, render_live_page, render_waiting_page
from flashcards.text.normal_form import fold_case

_INTERVAL = 0.25
"""Seconds between two looks at the files."""

_State = tuple[tuple[str, int, int], ...]


class _Shown(NamedTuple):
    """The page that a content file has had so far, under its name."""

    name: str
    page: LivePage


def serve(
    files: tuple[Path, ...],
    ports: Sequence[int],
    editor: str,
    open_browser: Callable[[str], None] | None = None,
) -> int:
    """Serve the pages of content files, at the first free port, until the user interrupts.

    That is a success. `editor` is the address that opens a file's line, and `open_browser` is told
    the server's as soon as pages are there.
    """
    server = _listen(ports)
    pages = _Pages(files, editor)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    try:
        seen = _look(files)
        server.publish(*pages.make())
        thread.start()
        if ports[0] and server.server_port != ports[0]:
            say(f"port {ports[0]} is taken")
        echo(server.url)
        if open_browser is not None:
            open_browser(server.url)
        say("press Ctrl-C to stop")
        _follow(server, pages, seen)
    except KeyboardInterrupt:
        say("stopped")
    finally:
        server.close() if thread.ident else server.server_close()
    return 0


def _listen(ports: Sequence[int]) -> LiveServer:
    """Take the first port that can be had; raises FlashcardsError when none can."""
    for port in ports[:-1]:
        with suppress(FlashcardsError):
            return LiveServer(port)
    return LiveServer(ports[-1])


def _follow(server: LiveServer, pages: "_Pages", seen: _State) -> None:
    gc.enable()  # unlike other commands, this one lasts
    never = Event()
    while not never.wait(_INTERVAL):
        now = _look(pages.files)
        if now != seen:
            # Taken before the files are read: a change during that is seen the next time.
            seen = now
            server.publish(*pages.make())


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


class _Pages:
    """Makes all pages anew; a file keeps its last sound page until its errors are mended."""

    def __init__(self, files: tuple[Path, ...], editor: str) -> None:
        self.files = files
        self._editor = editor
        self._shown: dict[str, _Shown] = {}

    def make(self) -> tuple[dict[str, LivePage] | None, tuple[PageTrouble, ...]]:
        """Give all pages by name, or `None` where nothing can be read, and what is wrong."""
        try:
            previewed = preview(find_files(self.files), read_clock(os.environ))
        except FlashcardsError as error:
            echo(f"flashcards: {error}", err=True)
            return None, (PageTrouble(str(error)),)
        report(previewed.diagnostics, previewed.sources)
        made = {
            each.breakdown.path: _Shown(
                each.breakdown.content_id,
                render_live_page(each._replace(editor=self._open(each.breakdown.path))),
            )
            for each in previewed.previews
        }
        waiting = {
            path: self._shown.get(path) or _Shown(_guess_name(path), render_waiting_page(path))
            for path in previewed.hidden
        }
        self._shown = {**waiting, **made}
        # Where a name was guessed, or given twice, a page with cards is the one to show.
        pages = {each.name: each.page for each in self._shown.values()}
        return dict(sorted(pages.items())), tuple(self._list_troubles(previewed))

    def _open(self, path: str) -> str:
        return fill_path(self._editor, Path(path).absolute())

    def _list_troubles(self, previewed: Previewed) -> Iterator[PageTrouble]:
        errors = [each for each in previewed.diagnostics if each.severity is Severity.ERROR]
        shown, sources = show_places(errors, previewed.sources)
        counts = Counter(each.span.path for each in errors)
        for diagnostic, each in zip(errors, shown, strict=True):
            path = diagnostic.span.path
            link = ""
            if path in previewed.sources:
                place = previewed.sources[path].position(diagnostic.span.start)
                link = fill_place(self._open(path), *place)
            page = self._shown.get(path)
            yield PageTrouble(
                text=render_diagnostic(each, sources),
                link=link,
                page=page.name if page else "",
                brief=f"{safe(each.span.path)}: {count(counts[path], 'error')}",
            )


def _guess_name(path: str) -> str:
    """Name the page of a file that can't be read as its content id would be, but for an `id`."""
    return fold_case(Path(path).stem)
