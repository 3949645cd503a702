"""A web server on this machine alone, whose pages learn of newer versions as they appear.

It serves what `publish` last gave it, and nothing from disk. A page listens to `/events`
(server-sent events) for its version and for what is wrong with the content.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from threading import Condition
from typing import NamedTuple
from urllib.parse import parse_qs, quote, unquote

from flashcards.cli.local_server import Limits, LocalHandler, LocalServer
from flashcards.preview.page import LivePage, render_index, render_waiting_page

_HEARTBEAT = 15.0
"""Seconds after which a silent connection is tried, to notice that its page has gone."""


class PageTrouble(NamedTuple):
    """What is wrong, in words whose first line says where; `link` leads there.

    `page` is that of the content file, if it is about one: the others tell of it in a line,
    `brief`.
    """

    text: str
    link: str = ""
    page: str = ""
    brief: str = ""


class LiveServer(LocalServer):
    """Serves pages by content id, and tells those who listen when they change."""

    def __init__(self, port: int, limits: Limits = Limits()) -> None:  # noqa: B008 - immutable
        """Listen at once; raises FlashcardsError when the port can't be had."""
        super().__init__(port, _Handler, limits)
        self.changed = Condition()
        self.pages: Mapping[str, LivePage] = {}
        self.index = render_waiting_page("flashcards")
        self.troubles: Sequence[PageTrouble] = ()
        self.edition = 0
        self.is_closing = False

    def publish(
        self, pages: Mapping[str, LivePage] | None, troubles: Sequence[PageTrouble]
    ) -> None:
        """Show these pages, or with `None` keep the last ones beside what is wrong."""
        with self.changed:
            if pages is not None:
                self.pages = pages
                is_waiting = not pages and troubles
                self.index = (
                    render_waiting_page("flashcards") if is_waiting else render_index(pages)
                )
            self.troubles = troubles
            self.edition += 1
            self.changed.notify_all()

    def find_version(self, name: str) -> str:
        """Give the version of the page of that name, or of the list of pages; of neither, none."""
        if name in self.pages:
            return self.pages[name].version
        if not name and len(self.pages) == 1:  # who waits for the first page is led to it
            return ""
        return self.index.version if not name or not self.pages else ""

    def close(self) -> None:
        """Stop serving and let every listener go."""
        with self.changed:
            self.is_closing = True
            self.changed.notify_all()
        self.shutdown()
        self.server_close()


def list_troubles(troubles: Sequence[PageTrouble], page: str) -> Iterator[dict[str, str]]:
    """Give what a page shows: what is wrong with it in full, and a line for each other file."""
    told: set[str] = set()
    for each in troubles:
        if not page or each.page in {"", page}:
            yield {"text": each.text, "link": each.link}
        elif each.page not in told:
            told.add(each.page)
            yield {"text": each.brief, "link": f"/{quote(each.page)}.html"}


class _Handler(LocalHandler):
    server: LiveServer

    def respond(self) -> None:
        """Answer with a page, the list of pages, or the stream of events."""
        path, _, query = self.path.partition("?")
        name = unquote(path).removeprefix("/").removesuffix(".html")
        pages = self.server.pages
        if path == "/events":
            self._stream(parse_qs(query).get("page", [""])[0])
        elif name in pages:
            self._send_page(pages[name].html)
        elif not name and len(pages) == 1:
            place = f"/{quote(next(iter(pages)))}.html"
            self.answer(HTTPStatus.FOUND, "text/plain", b"", {"Location": place})
        elif not name or not pages:
            self._send_page(self.server.index.html)
        else:
            self.answer(HTTPStatus.NOT_FOUND, "text/plain", b"there is no such page\n")

    def _send_page(self, html: str) -> None:
        self.answer(HTTPStatus.OK, "text/html; charset=utf-8", html.encode())

    def _stream(self, name: str) -> None:
        if self.headers.get("Sec-Fetch-Site", "none") not in {"none", "same-origin"}:
            # A page of another site could not read them, but keep all connections busy.
            self.send_error(HTTPStatus.FORBIDDEN, "events are for this server's own pages")
            return
        self.close_connection = True
        self.answer(HTTPStatus.OK, "text/event-stream", None)
        if self.command == "HEAD":
            return
        server, seen = self.server, -1
        try:
            while True:
                with server.changed:
                    is_new = server.changed.wait_for(
                        lambda: server.is_closing or server.edition != seen,  # noqa: B023
                        _HEARTBEAT,
                    )
                    if server.is_closing:
                        return
                    seen = server.edition
                    message = {
                        "version": server.find_version(name),
                        "troubles": list(list_troubles(server.troubles, name)),
                    }
                self.wfile.write(
                    f"data: {json.dumps(message)}\n\n".encode() if is_new else b":\n\n"
                )
                self.wfile.flush()
        except OSError:
            return  # the page was closed
