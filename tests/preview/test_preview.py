"""The preview's page as data and text; how it looks and behaves is for `tests/browser`."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from flashcards.app.preview import preview
from flashcards.preview.data import make_data
from flashcards.preview.editors import EDITORS, fill_path, fill_place, parse_editor
from flashcards.preview.page import render_index, render_live_page, render_page
from tests.command import flashcards
from tests.support import NOW, SHIPPED
from tests.videos import VIDEO

TIMELINE = """\
title: A *video*
duration: 20:00
modules:
  - title: First
    chapters:
      - {title: One, time: 0:00 - 4:59, topics: {Sky: {definition: Above., reverse: true}}}
      - {title: Two, time: 5:00, summary: The ==sky== is ==blue==.}
  - title: Second
    chapters:
      - {title: Three, time: 19:44, topics: {sky: {at: 19:50}}}
questions:
  - {question: Why?, answer: Because., at: 5:00}
"""

WARNED = """\
title: A video
modules:
  - title: First
    tags: [marked]
    chapters:
      - title: One
        time: 0:00 - 1:00
        summary: Nothing is marked.
        topics:
          Sky: Above <foo>.
          Sea:
        questions:
          - question: Why?
            answer: Because.
            hint: Look at <bar>.
      - title: Two
        time: 1:00 - 2:00
        topics:
          sky: {extra: Also <baz>.}
"""


def _compile(folder: Path, text: str) -> dict[str, Any]:
    path = folder / "video.yaml"
    path.write_text(text, encoding="utf-8")
    (shown,) = preview([path], NOW).previews
    return make_data(shown)


def _page(folder: Path, text: str) -> str:
    path = folder / "video.yaml"
    path.write_text(text, encoding="utf-8")
    return render_page(preview([path], NOW).previews[0])


def _embedded(page: str) -> str:
    found = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert len(found) == 1
    return str(found[0])


# What the page knows.


def test_chapters_span_the_video_and_cards_know_their_chapters(tmp_path: Path) -> None:
    data = _compile(tmp_path, TIMELINE)
    assert data["title"] == "A video"
    assert data["total"] == 1_200_000
    assert [(each["start"], each["end"], each["module"]) for each in data["chapters"]] == [
        (0, 299_000, 0),
        (300_000, 1_184_000, 0),
        (1_184_000, 1_200_000, 1),
    ]
    assert [
        (each["key"].split("/", 1)[1], list(each["chapters"]), each["modules"])
        for each in data["notes"]
    ] == [
        ("topic/sky", [0, 2], [0, 1]),
        ("chapter/two", [1], [0]),
        ("question/why", [1], [0]),
    ]
    assert [(each["note"], each["number"]) for each in data["cards"]] == [
        (0, 1),
        (0, 2),
        (1, 1),
        (1, 2),
        (2, 1),
    ]


def test_a_reading_stands_in_brackets_in_a_row_and_above_its_characters_on_the_card(
    tmp_path: Path,
) -> None:
    ruby = "<ruby>漢字<rt>かんじ</rt></ruby>"
    data = _compile(
        tmp_path,
        "title: Kanji\nchapters:\n  - title: One\n    time: 0:00\n    topics:\n"
        f"      {ruby}: {{definition: '{ruby}は字。', reverse: true}}\n"
        f"    summary: A =={ruby}== is it.\n"
        f"    questions:\n      - {{question: 'What is {ruby}?', answer: A sign.}}\n",
    )
    labels = [card["label"] for card in data["cards"]]
    assert labels == ["A [...] is it.", "漢字(かんじ)", "[…]は字。", "What is 漢字(かんじ)?"]
    assert "漢字(かんじ)" in data["notes"][0]["text"]
    for card in data["cards"]:
        assert ruby in card["back"]


def test_an_open_end_is_estimated_from_the_chapters_before(tmp_path: Path) -> None:
    data = _compile(tmp_path, TIMELINE.replace("duration: 20:00\n", ""))
    assert data["total"] == 1_190_000 + 1_184_000 // 2
    assert data["chapters"][-1]["end"] == data["total"]


def test_a_single_chapter_without_an_end_fills_the_timeline(tmp_path: Path) -> None:
    data = _compile(tmp_path, "title: A\nchapters: [{title: One, time: 0:00, summary: ==a==}]\n")
    assert (data["chapters"][0]["start"], data["chapters"][0]["end"]) == (0, data["total"])
    assert data["total"] > 0


def test_notes_carry_the_warnings_of_their_own_texts(tmp_path: Path) -> None:
    data = _compile(tmp_path, WARNED)
    found = {
        note["key"].split("/", 1)[1]: [
            (data["problems"][index]["code"], data["problems"][index]["where"].rsplit(":", 2)[1])
            for index in note["warnings"]
        ]
        for note in data["notes"]
    }
    assert found == {
        "chapter/one": [("summary-without-marks", "8")],
        "topic/sky": [("html-as-text", "10"), ("html-as-text", "19")],
        "question/why": [("html-as-text", "15")],
    }
    alone = {each["code"] for each in data["problems"]}
    assert {"topic-without-definition", "reserved-tag"} <= alone


def test_cloze_numbers_are_those_of_the_lock(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    path = tmp_path / "content" / "video.yaml"
    path.write_text(VIDEO, encoding="utf-8")
    assert flashcards(tmp_path, "build").returncode == 0
    path.write_text(VIDEO.replace("The sky is", "The ==sky== is"), encoding="utf-8")
    data = make_data(preview([path], NOW, tmp_path / "decks").previews[0])
    labels = {each["number"]: each["label"] for each in data["cards"] if each["note"] == 0}
    assert labels == {1: "The sky is [...].", 2: "The [...] is blue."}


# The page as a file.


def test_the_policy_allows_our_script_and_nothing_else(tmp_path: Path) -> None:
    page = _page(tmp_path, VIDEO)
    (script,) = re.findall(r'<script type="module">(.*?)</script>', page, re.DOTALL)
    digest = b64encode(sha256(script.encode()).digest()).decode()
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    assert unescape(policy).split("; ") == [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        f"script-src 'sha256-{digest}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_a_live_page_may_also_speak_to_its_own_server(tmp_path: Path) -> None:
    path = tmp_path / "video.yaml"
    path.write_text(VIDEO, encoding="utf-8")
    live = render_live_page(preview([path], NOW).previews[0])
    assert "connect-src &#x27;self&#x27;" in live.html
    assert f'data-version="{live.version}"' in live.html
    assert "EventSource" not in _page(tmp_path, VIDEO)


def test_no_text_can_end_the_script_it_stands_in(tmp_path: Path) -> None:
    hostile = "</script><script>alert(1)</script><!-- \u2028 \u2029 &amp; `$title` ${data}"
    text = VIDEO.replace("Because.", json.dumps(hostile, ensure_ascii=False))
    text = text.replace("A video", json.dumps(f"A {hostile}", ensure_ascii=False))
    page = _page(tmp_path, text)
    embedded = _embedded(page)
    assert not re.search("[<>&\u2028\u2029]", embedded)
    assert "alert(1)" in json.loads(embedded)["title"]
    assert page.count("<script") == 2
    assert page.count("</title>") == 1


def test_the_page_names_no_address_but_the_videos(tmp_path: Path) -> None:
    page = _page(tmp_path, VIDEO)
    addresses = set(re.findall(r"https?://[^\s\"'<>\\)]+", page))
    assert {each for each in addresses if "youtube.com" not in each} == {
        "http://www.w3.org/2000/svg"
    }


def test_the_page_says_the_language_of_its_texts(tmp_path: Path) -> None:
    text = "title: 骨\nchapters: [{title: 手, time: 0:00, topics: {骨: かたい}}]\n"
    assert '<html lang="en"' in _page(tmp_path, text)
    page = _page(tmp_path, f"language: zh-Hant\n{text}")
    assert '<html lang="zh-Hant"' in page
    (card,) = json.loads(_embedded(page))["cards"]
    assert '<div lang="zh-Hant">かたい</div>' in card["back"]


def test_the_list_of_pages_links_to_each() -> None:
    assert '<a href="%C3%A9.html">é</a>' in render_index(["é"]).html
    assert render_index(["é"]).version != render_index(["e"]).version


# Places in the editor.


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/home/a/content/x.yaml", "vscode://file/home/a/content/x.yaml:12:5"),
        ("/a b/ü.yaml", "vscode://file/a%20b/%C3%BC.yaml:12:5"),
        (
            "/a/x.yaml:1:1?windowId=_blank",
            "vscode://file/a/x.yaml%3A1%3A1%3FwindowId%3D_blank:12:5",
        ),
        ("/a/{line}{path}%41#\"'<b>&c\\d", None),
    ],
)
def test_no_sign_of_a_path_means_anything_in_an_editors_address(
    path: str, expected: str | None
) -> None:
    address = fill_place(fill_path(EDITORS["vscode"], Path(path)), 12, 5)
    assert expected in {None, address}
    assert re.fullmatch(r"vscode://file/[\w%./~-]+:12:5", address)
    assert unquote(address.removeprefix("vscode://file").removesuffix(":12:5")) == path


def test_each_editor_is_told_file_and_line() -> None:
    for name, address in EDITORS.items():
        assert parse_editor(name) == address
        if address:
            assert parse_editor(address) == address
            filled = fill_place(fill_path(address, Path("/a/x.yaml")), 12, 5)
            assert "/a/x.yaml" in filled
            assert "12" in filled
            assert "{" not in filled


@pytest.mark.parametrize(
    "text",
    ["vim", "", "javascript:{path}", "data:{path}", "file://{path}", "vscode://file", "a:{path} b"],
)
def test_what_is_no_editor_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no editor: use one of vscode, "):
        parse_editor(text)


def test_the_command_refuses_it_as_well(project: Path) -> None:
    done = flashcards(project, "preview", env={"FLASHCARDS_EDITOR": "javascript:alert({path})"})
    assert done.returncode == 2
    assert "'javascript:alert({path})' is no editor" in done.stderr


def test_a_page_that_is_written_names_no_editor_and_no_folder_of_its_authors(
    project: Path,
) -> None:
    assert flashcards(project, "preview", env={"FLASHCARDS_EDITOR": "zed"}).returncode == 0
    page = (project / "decks" / "video.html").read_text(encoding="utf-8")
    assert str(project) not in page
    data = json.loads(_embedded(page))
    assert (data["path"], data["editor"]) == ("content/video.yaml", "")
    assert [note["place"] for note in data["notes"]]


# The command.


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a folder with one sound content file."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "video.yaml").write_text(VIDEO, encoding="utf-8")
    return tmp_path


def test_preview_writes_a_page_beside_the_deck_and_says_where(project: Path) -> None:
    done = flashcards(project, "preview")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"decks/video\.html: 3 notes, \d+ kB\n", done.stdout)
    first = (project / "decks" / "video.html").read_bytes()
    again = flashcards(project, "preview", "content/video.yaml")
    assert again.stdout.endswith("kB (unchanged)\n")
    assert (project / "decks" / "video.html").read_bytes() == first
    assert [path.name for path in (project / "decks").iterdir()] == ["video.html"]


def test_preview_of_nothing_but_errors_writes_nothing(project: Path) -> None:
    flashcards(project, "preview")
    page = (project / "decks" / "video.html").read_bytes()
    (project / "content" / "video.yaml").write_text("title: [", encoding="utf-8")
    done = flashcards(project, "preview")
    assert (done.returncode, done.stdout) == (1, "")
    assert "error[yaml-syntax]" in done.stderr
    assert done.stderr.endswith("nothing was written\n")
    assert (project / "decks" / "video.html").read_bytes() == page


BROKEN = {
    "yaml": "title: [",
    "a time": VIDEO.replace("time: 0:00", "time: soon"),
    "a picture": VIDEO.replace("The sky is", "![](no.png) The sky is"),
    "bytes": "title: \0",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_sound_deck_has_its_page_although_another_file_is_broken(
    project: Path, kind: str
) -> None:
    (project / "content" / "bad.yaml").write_text(BROKEN[kind], encoding="utf-8")
    done = flashcards(project, "preview")
    assert done.returncode == 1
    assert re.fullmatch(r"decks/video\.html: 3 notes, \d+ kB\n", done.stdout)
    assert done.stderr.endswith("content/bad.yaml: no page, for the errors above\n")
    assert [path.name for path in (project / "decks").iterdir()] == ["video.html"]


def test_a_broken_file_that_was_released_takes_no_notes_from_the_others(project: Path) -> None:
    bad = project / "content" / "bad.yaml"
    bad.write_text(VIDEO.replace("A video", "Another"), encoding="utf-8")
    assert flashcards(project, "build").returncode == 0
    bad.write_text("title: [", encoding="utf-8")
    text = VIDEO + "      - {title: Two, time: 9:00, summary: The sea is ==wide==.}\n"
    (project / "content" / "video.yaml").write_text(text, encoding="utf-8")
    paths = [project / "content" / name for name in ("bad.yaml", "video.yaml")]
    found = preview(paths, NOW, project / "decks")
    assert [each.breakdown.content_id for each in found.previews] == ["video"]
    assert found.hidden == (paths[0].as_posix(),)
    assert {each.code for each in found.diagnostics} == {"yaml-syntax"}


def test_a_damaged_lock_hides_its_own_deck_alone(project: Path) -> None:
    (project / "content" / "another.yaml").write_text(VIDEO, encoding="utf-8")
    flashcards(project, "build")
    lock = project / "decks" / "video.lock"
    lock.write_text(lock.read_text(encoding="utf-8") + "<<<<<<< HEAD\n", encoding="utf-8")
    done = flashcards(project, "preview")
    assert done.returncode == 1
    assert done.stdout.startswith("decks/another.html: 3 notes, ")
    assert "error[lock-" in done.stderr
    assert done.stderr.endswith("content/video.yaml: no page, for the errors above\n")


def test_settings_with_errors_hide_all_decks_for_nobody_knows_how_they_are_meant(
    project: Path,
) -> None:
    (project / "flashcards.yaml").write_text("decks: ../elsewhere\n", encoding="utf-8")
    done = flashcards(project, "preview")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith("nothing was written\n")


def test_preview_of_a_damaged_lock_writes_nothing(project: Path) -> None:
    flashcards(project, "build")
    lock = project / "decks" / "video.lock"
    lock.write_text(lock.read_text(encoding="utf-8") + "<<<<<<< HEAD\n", encoding="utf-8")
    done = flashcards(project, "preview")
    assert (done.returncode, done.stdout) == (1, "")
    assert "error[lock-" in done.stderr
    assert not (project / "decks" / "video.html").exists()


def test_a_port_without_a_server_is_a_mistake_in_usage(project: Path) -> None:
    done = flashcards(project, "preview", "--port", "8000")
    assert done.returncode == 2
    assert "--port needs --serve" in done.stderr


def test_the_shipped_content_fits_in_half_a_megabyte() -> None:
    (shown,) = preview([SHIPPED], 1_800_000_000).previews
    assert len(render_page(shown).encode()) < 512_000


def test_notes_carry_what_the_rules_of_the_craft_say_of_them(tmp_path: Path) -> None:
    path = tmp_path / "video.yaml"
    path.write_text(
        "title: Bread\nchapters:\n  - title: Dough\n    time: 0:00\n    questions:\n"
        "      - question: Is flour needed?\n        answer: Yes.\n",
        encoding="utf-8",
    )
    (shown,) = preview([path], NOW, tmp_path).previews
    (note,) = make_data(shown)["notes"]
    assert [make_data(shown)["problems"][each]["code"] for each in note["warnings"]] == [
        "question-yes-no"
    ]
