"""A web server for this machine alone that no client can keep busy, crash or put into a frame.

What it answers is left to who inherits from its handler.
"""

import io
import socket
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import BaseRequestHandler, TCPServer
from threading import BoundedSemaphore
from time import monotonic
from typing import Any, NamedTuple

from flashcards.diagnostics import FlashcardsError

ADDRESS = "127.0.0.1"


class Limits(NamedTuple):
    """What clients may ask for.

    `connections` are those open at once, of which a browser has six; who comes when there are more
    is turned away. `seconds` are what one has to send a request, and to take an answer; `size` is
    that of a request line with its headers, in bytes.
    """

    connections: int = 64
    seconds: float = 10.0
    size: int = 64 * 1024


_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""On every answer. A page has a policy of its own besides, but a frame is forbidden only here."""


class LocalServer(ThreadingHTTPServer):
    """Gives each connection a thread, up to a number of them."""

    daemon_threads = True
    allow_reuse_address = sys.platform != "win32"  # or two servers there could have one port
    request_queue_size = 64  # whoever finds no place in the queue tries again only after a second

    def __init__(self, port: int, handler: type[BaseRequestHandler], limits: Limits) -> None:
        """Listen at once; raises FlashcardsError when the port can't be had."""
        self.limits = limits
        self._free = BoundedSemaphore(limits.connections)
        try:
            super().__init__((ADDRESS, port), handler)
        except OSError as error:
            raise FlashcardsError(f"can't serve on port {port}: {error.strerror}") from error

    @property
    def url(self) -> str:
        """Where a browser finds it."""
        return f"http://{ADDRESS}:{self.server_port}/"

    def server_bind(self) -> None:
        """Take the address, without asking anyone for its name."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = ADDRESS, self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Start a thread, unless there are too many."""
        if not self._free.acquire(blocking=False):
            self.shutdown_request(request)
            return
        try:
            super().process_request(request, client_address)
        except BaseException:
            self._free.release()
            raise

    def process_request_thread(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Answer the requests of a connection until it ends."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Say nothing of a client that has gone; what else ends a connection is a bug of ours."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Input(io.RawIOBase):
    """What a client sends, for so long and so much of it a request."""

    def __init__(self, connection: socket.socket, limits: Limits) -> None:
        self._connection = connection
        self._limits = limits
        self._deadline = 0.0
        self._left = 0

    def start(self) -> None:
        """Begin to count anew."""
        self._deadline = monotonic() + self._limits.seconds
        self._left = self._limits.size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - any buffer
        seconds = self._deadline - monotonic()
        if seconds <= 0 or self._left <= 0:
            raise TimeoutError
        self._connection.settimeout(seconds)
        size = self._connection.recv_into(buffer)
        self._connection.settimeout(
            self._limits.seconds
        )  # of the answer, from its start to its end
        self._left -= size
        return size


class LocalHandler(BaseHTTPRequestHandler):
    """Takes well-formed GET and HEAD requests for this server by its own name."""

    server: LocalServer
    raw_requestline: bytes
    protocol_version = "HTTP/1.1"
    default_request_version = "HTTP/1.1"  # a request that names none gets an answer all the same

    def setup(self) -> None:
        """Read by our own measure."""
        super().setup()
        self._input = _Input(self.connection, self.server.limits)
        self.rfile = io.BufferedReader(self._input)

    def handle_one_request(self) -> None:
        """Answer a request; one that takes too long or has no end closes the connection."""
        self._input.start()
        super().handle_one_request()

    def parse_request(self) -> bool:
        """Read the headers; what no browser sends is refused."""
        method_target_version = self.raw_requestline.split()
        if len(method_target_version) != 3 or method_target_version[2] == b"HTTP/0.9":  # noqa: PLR2004
            self.command, self.requestline = "", ""
            self.request_version = self.default_request_version
            self.send_error(HTTPStatus.BAD_REQUEST)
            return False
        if not super().parse_request():
            return False
        own_names = {f"{name}:{self.server.server_port}" for name in (ADDRESS, "localhost")}
        if self.headers.get_all("Host") not in [[name] for name in own_names]:
            # Another site's name that resolves to this machine must not read the pages.
            self.send_error(HTTPStatus.FORBIDDEN, "this server has another name")
        elif "Content-Length" in self.headers or "Transfer-Encoding" in self.headers:
            self.send_error(HTTPStatus.BAD_REQUEST)
        else:
            return True
        return False

    def do_HEAD(self) -> None:
        """Answer as to GET, without the body."""
        self.respond()

    def do_GET(self) -> None:
        """Answer."""
        self.respond()

    def respond(self) -> None:
        """Answer a request for `self.path`."""
        raise NotImplementedError

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer in a line of text, and close: what follows might be the rest of a request."""
        del explain
        self.close_connection = True
        text = message if code == HTTPStatus.FORBIDDEN and message else HTTPStatus(code).phrase
        self.answer(HTTPStatus(code), "text/plain", f"{text}\n".encode())

    def answer(
        self,
        status: HTTPStatus,
        kind: str,
        body: bytes | None,
        headers: dict[str, str] | None = None,
    ) -> None:
        """Send an answer, or with no body only the start of one that has no end yet."""
        length = {} if body is None else {"Content-Length": str(len(body))}
        self.send_response(status)
        for name, value in (
            *{"Content-Type": kind, **length, **_HEADERS, **(headers or {})}.items(),
            *([("Connection", "close")] if self.close_connection else []),
        ):
            self.send_header(name, value)
        self.end_headers()
        if body is not None and self.command != "HEAD":
            self.wfile.write(body)

    def version_string(self) -> str:
        """Name no versions, which any page of any site could read."""
        return "flashcards"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Say nothing: the terminal is for the content's problems."""
