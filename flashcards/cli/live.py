"""A web server on this machine alone, whose pages learn of newer versions as they appear.

It serves what `publish` last gave it, and nothing from disk. A page listens to `/events`
(server-sent events) for its version and for what is wrong with the content.
"""

import json
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition
from urllib.parse import parse_qs, urlsplit

from flashcards.diagnostics import FlashcardsError
from flashcards.preview.page import LivePage, render_index, render_waiting_page

ADDRESS = "127.0.0.1"
_HEARTBEAT = 15.0
"""Seconds after which a silent connection is tried, to notice that its page has gone."""


class LiveServer(ThreadingHTTPServer):
    """Serves pages by content id, and tells those who listen when they change."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        """Listen at once; raises FlashcardsError when the port can't be had."""
        try:
            super().__init__((ADDRESS, port), _Handler)
        except OSError as error:
            raise FlashcardsError(f"can't serve on port {port}: {error.strerror}") from error
        self.changed = Condition()
        self.pages: Mapping[str, LivePage] = {}
        self.problems = ""
        self.edition = 0
        self.is_closing = False

    @property
    def url(self) -> str:
        """Where a browser finds it."""
        return f"http://{ADDRESS}:{self.server_port}/"

    def publish(self, pages: Mapping[str, LivePage] | None, problems: str) -> None:
        """Show these pages, or with `None` keep the last ones beside the problems."""
        with self.changed:
            if pages is not None:
                self.pages = pages
            self.problems = problems
            self.edition += 1
            self.changed.notify_all()

    def close(self) -> None:
        """Stop serving and let every listener go."""
        with self.changed:
            self.is_closing = True
            self.changed.notify_all()
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: LiveServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with a page, the list of pages, or the stream of events."""
        if self.headers.get("Host") not in self._own_names():
            # Another site's name that resolves to this machine must not read the pages.
            self._send(HTTPStatus.FORBIDDEN, "text/plain", b"this server has another name\n")
            return
        url = urlsplit(self.path)
        name = url.path.removeprefix("/").removesuffix(".html")
        pages = self.server.pages
        if url.path == "/events":
            self._stream(parse_qs(url.query).get("page", [""])[0])
        elif name in pages:
            self._send_page(pages[name].html)
        elif self.server.problems and not pages:
            self._send_page(render_waiting_page("flashcards").html)
        elif not name and len(pages) == 1:
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", f"/{next(iter(pages))}.html")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif not name:
            self._send_page(render_index(pages))
        else:
            self._send(HTTPStatus.NOT_FOUND, "text/plain", b"there is no such page\n")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Say nothing: the terminal is for the content's problems."""

    def _own_names(self) -> set[str]:
        return {f"{name}:{self.server.server_port}" for name in (ADDRESS, "localhost")}

    def _send_page(self, html: str) -> None:
        self._send(HTTPStatus.OK, "text/html; charset=utf-8", html.encode())

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, name: str) -> None:
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
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
                    seen, problems = server.edition, server.problems
                    # A waiting page is at no page's address: any page at all is news to it.
                    page = server.pages.get(name) or (None if name else _only(server.pages))
                message = {"version": page.version if page else "", "problems": problems}
                self.wfile.write(
                    f"data: {json.dumps(message)}\n\n".encode() if is_new else b":\n\n"
                )
                self.wfile.flush()
        except OSError:
            return  # the page was closed


def _only(pages: Mapping[str, LivePage]) -> LivePage | None:
    return next(iter(pages.values()), None)
