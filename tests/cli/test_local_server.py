"""The preview's server, spoken to as no browser speaks: it stays up, and has nothing to say."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread

import pytest

from flashcards.cli.live import LiveServer, PageTrouble, list_troubles
from flashcards.cli.local_server import Limits
from flashcards.preview.page import LivePage
from tests.command import environment

LIMITS = Limits(connections=8, seconds=0.5, size=4096)
PAGES = {"bees": LivePage("<p>bees</p>", "1"), "日本": LivePage("<p>日本</p>", "2")}

Server = LiveServer


@pytest.fixture
def server(capfd: pytest.CaptureFixture[str]) -> Iterator[Server]:
    """Serve two pages within tight limits; nothing may be said meanwhile."""
    server = LiveServer(0, LIMITS)
    server.publish(PAGES, ())
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.close()
    thread.join()
    assert capfd.readouterr() == ("", "")


def _connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=10)


def _read_all(connection: socket.socket) -> bytes:
    parts = []
    with suppress(ConnectionError):  # closed with something of ours unread
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


def _ask(port: int, request: bytes) -> bytes:
    with closing(_connect(port)) as connection:
        with suppress(OSError):  # closed before all was sent
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
        return _read_all(connection)


def _get(port: int, target: str = "/bees.html", *headers: str, method: str = "GET") -> bytes:
    lines = [f"{method} {target} HTTP/1.1", f"Host: 127.0.0.1:{port}", *headers, "", ""]
    return _ask(port, "\r\n".join(lines).encode())


def _status(answer: bytes) -> str:
    return answer.split(b"\r\n", 1)[0].decode().partition(" ")[2]


def _is_up(server: Server) -> bool:
    return _get(server.server_port).endswith(b"\r\n\r\n<p>bees</p>")


@pytest.mark.parametrize(
    "target", ["/", "/bees.html", "/events?page=bees", "/none.html", "/bees.html HTTP/9.9 x"]
)
def test_no_answer_may_be_framed_or_embedded_elsewhere(server: Server, target: str) -> None:
    head = _get(server.server_port, target, method="HEAD" if "events" in target else "GET")
    lines = head.split(b"\r\n\r\n")[0].decode().split("\r\n")
    for line in (
        "Content-Security-Policy: frame-ancestors 'none'",
        "X-Frame-Options: DENY",
        "X-Content-Type-Options: nosniff",
        "Cross-Origin-Resource-Policy: same-origin",
        "Cache-Control: no-store",
        "Server: flashcards",
    ):
        assert lines.count(line) == 1, lines


def test_a_page_is_asked_for_by_its_name_in_any_script(server: Server) -> None:
    assert _get(server.server_port, "/%E6%97%A5%E6%9C%AC.html").endswith("<p>日本</p>".encode())
    server.publish({"日本": PAGES["日本"]}, ())
    assert b"\r\nLocation: /%E6%97%A5%E6%9C%AC.html\r\n" in _get(server.server_port, "/")
    connection = _connect(server.server_port)
    connection.sendall(
        b"GET /events?page=%E6%97%A5%E6%9C%AC HTTP/1.1\r\n"
        b"Host: localhost:" + str(server.server_port).encode() + b"\r\n\r\n"
    )
    received = b""
    while b"data:" not in received:
        received += connection.recv(4096)
    assert b'"version": "2"' in received
    connection.close()


def test_head_gives_what_get_gives_without_the_page(server: Server) -> None:
    answer = _get(server.server_port, method="HEAD")
    assert _status(answer) == "200 OK"
    assert b"\r\nContent-Length: 11\r\n" in answer
    assert answer.endswith(b"\r\n\r\n")


REFUSED = [
    (b"GET /\r\n\r\n", "400 Bad Request"),
    (b"GET\r\n\r\n", "400 Bad Request"),
    (b"\r\n\r\n", "400 Bad Request"),
    (b"\0\xff\xfe\r\n\r\n", "400 Bad Request"),
    (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n", "400 Bad Request"),  # TLS
    (b"GET / HTTP/1.1 HTTP/1.1\r\n\r\n", "400 Bad Request"),
    (b"GET / HTTP/x\r\n\r\n", "400 Bad Request"),
    (b"GET / HTTP/1.1.1\r\n\r\n", "400 Bad Request"),
    (b"GET / HTTP/2.0\r\n\r\n", "505 HTTP Version Not Supported"),
    (b"GET / HTTP/0.9\r\nHost: OWN\r\n\r\n", "400 Bad Request"),
    (b"GET / HTTP/1.1\r\n\r\n", "403 Forbidden"),
    (b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", "403 Forbidden"),
    (b"GET / HTTP/1.1\r\nHost: OWN, OWN\r\n\r\n", "403 Forbidden"),
    (b"GET / HTTP/1.1\r\nHost: OWN\r\nHost: evil.example\r\n\r\n", "403 Forbidden"),
    (b"GET / HTTP/1.1\r\nHost: \xff\xfe\r\n\r\n", "403 Forbidden"),
    (b"GET / HTTP/1.1\r\nno header\r\n\r\n", "403 Forbidden"),
    (b"POST / HTTP/1.1\r\nHost: OWN\r\nContent-Length: 9\r\n\r\n" + b"a" * 9, "400 Bad Request"),
    (b"POST / HTTP/1.1\r\nHost: OWN\r\n\r\n", "501 Not Implemented"),
    (b"get / HTTP/1.1\r\nHost: OWN\r\n\r\n", "501 Not Implemented"),
    (b"OPTIONS * HTTP/1.1\r\nHost: OWN\r\n\r\n", "501 Not Implemented"),
    (b"__class__ / HTTP/1.1\r\nHost: OWN\r\n\r\n", "501 Not Implemented"),
    (b"GET http://[ HTTP/1.1\r\nHost: OWN\r\n\r\n", "404 Not Found"),
    (b"GET //[ HTTP/1.1\r\nHost: OWN\r\n\r\n", "404 Not Found"),
    (b"GET /%ff%fe%00%zz%.html HTTP/1.1\r\nHost: OWN\r\n\r\n", "404 Not Found"),
    (b"GET /\xff\xfe\xe6.html HTTP/1.1\r\nHost: OWN\r\n\r\n", "404 Not Found"),
    (b"GET /../../etc/passwd HTTP/1.1\r\nHost: OWN\r\n\r\n", "404 Not Found"),
    (b"GET /?" + b"a=b&" * 500 + b" HTTP/1.1\r\nHost: OWN\r\n\r\n", "200 OK"),
    (b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 101 + b"\r\n", "431 Request Header Fields Too Large"),
    (b"GET /events HTTP/1.1\r\nHost: OWN\r\nSec-Fetch-Site: cross-site\r\n\r\n", "403 Forbidden"),
]


@pytest.mark.parametrize(("request_", "status"), REFUSED, ids=lambda value: repr(value)[:50])
def test_what_no_browser_sends_is_answered_plainly(
    request_: bytes, status: str, server: Server
) -> None:
    own = f"127.0.0.1:{server.server_port}".encode()
    answer = _ask(server.server_port, request_.replace(b"OWN", own))
    assert _status(answer) == status
    assert b"Traceback" not in answer
    assert _is_up(server)


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /" + b"a" * 100_000,
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nA: " + b"a" * 100_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 50_000,
    ],
    ids=["line", "whole line", "header", "headers"],
)
def test_a_request_without_end_is_not_read_to_its_end(request_: bytes, server: Server) -> None:
    assert b"200 OK" not in _ask(server.server_port, request_)
    assert _is_up(server)


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET",
        b"GET / HTTP/1.1\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.",
        b"GET / HTTP/1.1\r\nA: b\r\n",
    ],
    ids=["nothing", "half a line", "a line", "half a header", "a header"],
)
def test_a_client_that_stops_in_the_middle_is_let_go(sent: bytes, server: Server) -> None:
    with closing(_connect(server.server_port)) as connection:
        connection.sendall(sent)
        assert _read_all(connection) == b""


def test_a_client_that_sends_a_byte_now_and_then_is_let_go(server: Server) -> None:
    with closing(_connect(server.server_port)) as connection:
        started = time.monotonic()
        with pytest.raises(ConnectionError):  # noqa: PT012 - whichever byte is the first too late
            for byte in b"GET /" + b"a" * 1000:
                connection.sendall(bytes([byte]))
                time.sleep(0.02)
        assert time.monotonic() - started < 5


def test_a_connection_that_is_kept_open_for_nothing_is_closed(server: Server) -> None:
    with closing(_connect(server.server_port)) as connection:
        request = f"GET /none HTTP/1.1\r\nHost: 127.0.0.1:{server.server_port}\r\n\r\n".encode()
        for _ in range(3):
            connection.sendall(request)
            answer = b""
            while b"no such page" not in answer:
                answer += connection.recv(65536)
            assert answer.startswith(b"HTTP/1.1 404")
        assert _read_all(connection) == b""


def test_a_client_that_takes_no_answer_is_let_go(server: Server) -> None:
    server.publish({"bees": LivePage("b" * 50_000_000, "1")}, ())
    with closing(_connect(server.server_port)) as connection:
        connection.sendall(
            f"GET /bees.html HTTP/1.1\r\nHost: 127.0.0.1:{server.server_port}\r\n\r\n".encode()
        )
        time.sleep(1.5)
        assert len(_read_all(connection)) < 50_000_000


def test_clients_that_go_in_the_middle_leave_no_trace(server: Server) -> None:
    server.publish({"bees": LivePage("b" * 5_000_000, "1")}, ())
    own = f"Host: 127.0.0.1:{server.server_port}\r\n\r\n"
    for target in ("/bees.html", "/events?page=bees"):
        for _ in range(3):
            connection = _connect(server.server_port)
            connection.sendall(f"GET {target} HTTP/1.1\r\n{own}".encode())
            connection.recv(10)
            linger = b"\1\0\0\0\0\0\0\0"  # close by a reset
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            connection.close()
        server.publish(None, [PageTrouble("something")])
    server.publish(PAGES, ())
    assert _is_up(server)


def test_too_many_connections_are_turned_away_and_the_rest_go_on(server: Server) -> None:
    idle = [_connect(server.server_port) for _ in range(LIMITS.connections)]
    for connection in idle:
        connection.sendall(b"G")
    time.sleep(0.1)
    more = [_connect(server.server_port) for _ in range(20)]
    assert [_read_all(connection) for connection in more] == [b""] * 20
    assert [_read_all(connection) for connection in idle] == [b""] * LIMITS.connections
    for connection in (*idle, *more):
        connection.close()
    assert _is_up(server)


def test_listeners_are_told_and_let_go_at_the_end(server: Server) -> None:
    with closing(_connect(server.server_port)) as connection:
        connection.sendall(
            f"GET /events?page=bees HTTP/1.1\r\nHost: localhost:{server.server_port}\r\n"
            "Sec-Fetch-Site: same-origin\r\n\r\n".encode()
        )
        time.sleep(1)  # longer than a client has to send a request
        server.publish(None, [PageTrouble("a problem")])
        received = b""
        while b"a problem" not in received:
            part = connection.recv(65536)
            assert part
            received += part


def test_a_page_shows_its_own_troubles_in_full_and_of_each_other_file_a_line() -> None:
    troubles = [
        PageTrouble("flashcards.yaml:1:1: error", "editor://a", "", "flashcards.yaml: 1 error"),
        PageTrouble("content/é.yaml:2:3: error", "editor://b", "é", "content/é.yaml: 2 errors"),
        PageTrouble("content/é.yaml:9:1: error", "editor://c", "é", "content/é.yaml: 2 errors"),
    ]
    whole = [{"text": each.text, "link": each.link} for each in troubles]
    assert list(list_troubles(troubles, "é")) == whole
    assert list(list_troubles(troubles, "")) == whole
    assert list(list_troubles(troubles, "bees")) == [
        whole[0],
        {"text": "content/é.yaml: 2 errors", "link": "/%C3%A9.html"},
    ]


def test_who_looks_at_what_has_gone_is_led_to_what_there_is(server: Server) -> None:
    assert server.find_version("bees") == "1"
    assert server.find_version("wasps") == ""
    listed = server.find_version("")
    assert listed == server.index.version
    server.publish({"bees": PAGES["bees"]}, ())
    assert server.find_version("") == ""  # the list leads to the only page there is
    server.publish({}, [PageTrouble("an error")])
    assert {server.find_version(name) for name in ("", "bees")} == {"none"}


def test_the_command_says_nothing_of_any_of_it(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "bees.yaml").write_text(
        "title: Bees\nchapters:\n  - {title: One, time: 0:00, summary: Bees ==dance==.}\n"
    )
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "flashcards", "preview", "--serve"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            port = int(process.stdout.readline().strip().rstrip("/").rsplit(":", 1)[1])
            for request, _ in REFUSED:
                assert _ask(port, request.replace(b"OWN", f"127.0.0.1:{port}".encode()))
            assert b"frame-ancestors 'none'" in _get(port)
        finally:
            process.kill()
        assert process.stderr is not None
        assert process.stderr.read() == "press Ctrl-C to stop\n"
