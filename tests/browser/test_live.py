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


@pytest.mark.usefixtures("another")
def test_a_sound_deck_shows_and_changes_although_another_file_is_broken(
    watched: Watched, project: Path, server: Server
) -> None:
    address = _address(server)
    page = watched.open(f"{address}video.html")
    expect(card(page)).to_contain_text("The sky is")
    _replace(project / "content" / "another.yaml", "duration: 4:25:04", "duration: soon")
    banner = page.get_by_role("alert")
    expect(banner).to_have_text("content/another.yaml: 1 error")
    expect(banner.get_by_role("link")).to_have_attribute("href", "/another.html")
    page.get_by_role("button", name="Questions").click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    _replace(project / "content" / "video.yaml", "- three", "- changed")
    expect(card(page)).to_contain_text("changed")
    banner.get_by_role("link").click()
    expect(page.locator("h1")).to_have_text("Another video")  # as it was last
    expect(banner).to_contain_text("content/another.yaml:3:11: error[invalid-time]")


def test_a_broken_file_that_was_never_sound_has_a_page_that_waits_for_it(
    watched: Watched, project: Path, server: Server
) -> None:
    address = _address(server)
    page = watched.open(address)
    expect(card(page)).to_contain_text("The sky is")
    (project / "content" / "new.yaml").write_text("title: [", encoding="utf-8")
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_role("heading")).to_have_text("No cards yet")
    expect(page.get_by_role("alert")).to_contain_text("content/new.yaml:1:8: error[yaml-syntax]")
    expect(page.locator("main p")).to_have_text(
        "They appear here as soon as the errors above are mended."
    )
    banner, text = page.get_by_role("alert").bounding_box(), page.locator("main").bounding_box()
    assert banner is not None
    assert text is not None
    assert banner["y"] + banner["height"] <= text["y"]
    text_of_new = VIDEO.replace("A video", "The new one")
    (project / "content" / "new.yaml").write_text(text_of_new, encoding="utf-8")
    expect(page.locator("h1")).to_have_text("The new one")


def test_who_waits_for_a_page_is_led_to_it_though_its_id_is_another(
    watched: Watched, project: Path, server: Server
) -> None:
    path = project / "content" / "video.yaml"
    path.write_text("title: [", encoding="utf-8")
    page = watched.open(_address(server))
    expect(page.get_by_role("alert")).to_be_visible()
    path.write_text("id: named\n" + VIDEO, encoding="utf-8")
    expect(card(page)).to_contain_text("The sky is")
    assert page.url.split("#")[0].endswith("/named.html")


_NOTE_LINKS = """
window.opened = [];
addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='vscode:']");
  if (link) { opened.push(link.href); event.preventDefault(); }
}, true);
"""


def test_a_cards_line_opens_in_the_editor(watched: Watched, project: Path, server: Server) -> None:
    page = watched.open(_address(server))
    page.get_by_role("button", name="Questions").click()
    place = page.get_by_role("link", name="content/video.yaml:14")
    at = f"vscode://file{project.as_posix()}/content/video.yaml:14:"
    expect(place).to_have_attribute("href", re.compile(re.escape(at)))
    page.evaluate(_NOTE_LINKS)
    place.click()
    page.keyboard.press("e")
    page.locator("#card").click(modifiers=["ControlOrMeta"])
    assert len(page.evaluate("opened")) == 3
    assert {each.startswith(at) for each in page.evaluate("opened")} == {True}
    expect(page.locator("#card")).not_to_have_class("back")
    page.locator("#card").click()
    expect(page.locator("#card")).to_have_class("back")
    page.keyboard.press("?")
    expect(page.get_by_text("Open the line in the editor")).to_be_visible()


def test_an_error_leads_to_its_place_in_the_editor(
    watched: Watched, project: Path, server: Server
) -> None:
    page = watched.open(_address(server))
    _replace(project / "content" / "video.yaml", "duration: 4:25:04", "duration: soon")
    link = page.get_by_role("alert").get_by_role("link")
    expect(link).to_contain_text("content/video.yaml:3:11: error[invalid-time]")
    expect(link).to_have_attribute(
        "href", f"vscode://file{project.as_posix()}/content/video.yaml:3:11"
    )


def test_a_page_without_an_editor_says_the_line_and_links_nowhere(
    watched: Watched, tmp_path: Path
) -> None:
    page = watched.open_text(tmp_path, VIDEO)
    expect(page.locator("#about .place")).to_have_text(re.compile(r"video\.yaml:8$"))
    expect(page.locator("#about a")).to_have_count(0)
    page.keyboard.press("e")
    page.keyboard.press("?")
    expect(page.get_by_text("Open the line in the editor")).to_be_hidden()


@pytest.mark.usefixtures("another")
def test_the_list_of_pages_follows_the_files(
    watched: Watched, project: Path, server: Server
) -> None:
    page = watched.open(_address(server))
    expect(page.get_by_role("link")).to_have_text(["another", "video"])
    (project / "content" / "third.yaml").write_text(VIDEO, encoding="utf-8")
    expect(page.get_by_role("link")).to_have_text(["another", "third", "video"])
    (project / "content" / "third.yaml").unlink()
    expect(page.get_by_role("link")).to_have_text(["another", "video"])
    (project / "content" / "another.yaml").unlink()
    expect(card(page)).to_contain_text("The sky is")  # the list leads to the only page


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


def test_the_port_is_always_the_same_and_the_next_one_if_it_is_taken(
    project: Path, server: Server
) -> None:
    first = int(_address(server).rstrip("/").rsplit(":", 1)[1])
    assert 8000 <= first < 8020
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "flashcards", "preview", "--serve"],
        cwd=project,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as second:
        assert first < int(_address(second).rstrip("/").rsplit(":", 1)[1]) < 8020
        second.kill()
        assert "\nport 8000 is taken\n" in second.communicate()[1]


def test_a_port_that_is_taken_is_said_plainly(project: Path, server: Server) -> None:
    port = _address(server).rstrip("/").rsplit(":", 1)[1]
    done = flashcards(project, "preview", "--serve", "--port", port)
    assert done.returncode == 1
    assert done.stderr == f"flashcards: can't serve on port {port}: {os.strerror(98)}\n"
