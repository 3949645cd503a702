"""Pages that are served: they follow the content as it is written."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.content import VIDEO
from tests.browser.watched import Watched, card, expect_count
from tests.command import environment, flashcards

pytestmark = pytest.mark.browser

Server = subprocess.Popen[str]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a folder with one content file."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "video.yaml").write_text(VIDEO, encoding="utf-8")
    return tmp_path


@pytest.fixture
def another(project: Path) -> None:
    """Write a second content file."""
    text = VIDEO.replace("A video", "Another video")
    (project / "content" / "another.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def server(project: Path) -> Iterator[Server]:
    """Run the command until the test ends."""
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "flashcards", "preview", "--serve"],
        cwd=project,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.kill()


@pytest.fixture
def watched(server: Server, watched: Watched) -> Watched:
    """A page that is closed before its server is, and so never misses it."""
    assert server.poll() is None
    return watched


def _address(server: Server) -> str:
    assert server.stdout is not None
    address = server.stdout.readline().strip()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
    return address


def _replace(path: Path, old: str, new: str) -> None:
    """Change a file as editors do: a new one takes its place."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    beside = path.with_suffix(".new")
    beside.write_text(text.replace(old, new), encoding="utf-8")
    beside.replace(path)


def test_a_page_follows_its_content_and_keeps_its_place(
    watched: Watched, project: Path, server: Server
) -> None:
    page = watched.open(_address(server))
    assert page.url.split("#")[0].endswith("/video.html")
    page.get_by_role("button", name="Questions").click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(card(page)).to_contain_text("three")
    _replace(project / "content" / "video.yaml", "- three", "- changed")
    expect(card(page)).to_contain_text("changed")
    expect_count(page, "2 of 7 cards")
    assert not (project / "decks").exists()


def test_errors_stand_above_the_last_good_page_until_they_are_mended(
    watched: Watched, project: Path, server: Server
) -> None:
    page = watched.open(_address(server))
    path = project / "content" / "video.yaml"
    _replace(path, "duration: 4:25:04", "duration: soon")
    banner = page.get_by_role("alert")
    expect(banner).to_contain_text("content/video.yaml:3:11: error[invalid-time]")
    expect(card(page)).to_contain_text("The sky is")
    _replace(path, "duration: soon", "duration: 4:25:04")
    expect(banner).to_be_hidden()


def test_a_page_appears_as_soon_as_the_content_is_sound(watched: Watched, project: Path) -> None:
    path = project / "content" / "video.yaml"
    path.write_text("title: [", encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "flashcards", "preview", "--serve"],
        cwd=project,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        page = watched.open(_address(process))
        expect(page.get_by_role("alert")).to_contain_text("error[yaml-syntax]")
        path.write_text(VIDEO, encoding="utf-8")
        expect(card(page)).to_contain_text("The sky is")
        watched.close()
        process.kill()


@pytest.mark.usefixtures("another")  # is there before the server starts, so no page reloads itself
def test_several_files_have_a_list_of_pages(watched: Watched, server: Server) -> None:
    page = watched.open(_address(server))
    page.get_by_role("link", name="another").click()
    expect(page.locator("h1")).to_have_text("Another video")


def test_an_interrupt_ends_the_server_with_a_page_still_open(
    watched: Watched, server: Server
) -> None:
    watched.open(_address(server))
    expect(card(watched.page)).to_contain_text("The sky is")
    server.send_signal(signal.SIGINT)
    assert server.wait(timeout=10) == 0
    assert server.stderr is not None
    error = server.stderr.read()
    assert "Traceback" not in error
    assert error.endswith("stopped\n")
    watched.close()
    watched.said.clear()  # the page tried to reach its server again, and said so


def test_the_server_answers_to_its_own_name_only(server: Server) -> None:
    port = int(_address(server).rstrip("/").rsplit(":", 1)[1])
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    found = {}
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"evil.example:{port}"):
        connection.request("GET", "/video.html", headers={"Host": host})
        response = connection.getresponse()
        response.read()
        found[host.split(":", maxsplit=1)[0]] = response.status
    for path in ("/../../etc/passwd", "/video.yaml", "/content/video.yaml"):
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        found[path] = response.status
    connection.close()
    assert found == {
        "127.0.0.1": 200,
        "localhost": 200,
        "evil.example": 403,
        "/../../etc/passwd": 404,
        "/video.yaml": 404,
        "/content/video.yaml": 404,
    }


def test_a_port_that_is_taken_is_said_plainly(project: Path, server: Server) -> None:
    port = _address(server).rstrip("/").rsplit(":", 1)[1]
    done = flashcards(project, "preview", "--serve", "--port", port)
    assert done.returncode == 1
    assert done.stderr == f"flashcards: can't serve on port {port}: {os.strerror(98)}\n"
