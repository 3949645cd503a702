"""Images and sounds: packed from the content folder, and from nowhere else."""

import io
import json
import os
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from flashcards.app.compile import Compiled, compile_files
from tests.support import build_files

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154"
    "789c6360000002000001000500010d0a2db40000000049454e44ae426082"
)
SVG = b'<?xml version="1.0"?>\n<!-- a square -->\n<svg xmlns="http://www.w3.org/2000/svg"/>\n'
MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00"


def _name(data: bytes, kind: str) -> str:
    return f"{sha256(data).hexdigest()[:24]}.{kind}"


def _write(folder: Path, answer: str) -> Path:
    path = folder / "shapes.yaml"
    path.write_text(
        "title: Shapes\nchapters:\n  - title: One\n    time: 0:00\n    questions:\n"
        f"      - question: Which shape is this?\n        answer: {answer!r}\n",
        encoding="utf-8",
    )
    return path


def _compile(folder: Path, answer: str) -> Compiled:
    return compile_files([_write(folder, answer)])


def _answer(compiled: Compiled) -> str:
    return compiled.decks[0].notes[0].get_field("Answer")


def _problems(compiled: Compiled) -> list[tuple[str, str]]:
    return [(each.code, each.message) for each in compiled.diagnostics]


@pytest.mark.parametrize(
    ("file", "data", "kind"),
    [
        ("a.png", PNG, "png"),
        ("a.PNG", PNG, "png"),
        ("a.jpeg", b"\xff\xd8\xff\xe0", "jpg"),
        ("a.gif", b"GIF89a", "gif"),
        ("a.webp", b"RIFF\x00\x00\x00\x00WEBP", "webp"),
        ("a.svg", SVG, "svg"),
        ("deep/er/a b.png", PNG, "png"),
        ("größe 日本.png", PNG, "png"),
        ("a&b's.png", PNG, "png"),
    ],
    ids=str,
)
def test_an_image_is_packed_under_a_name_made_of_its_content(
    file: str, data: bytes, kind: str, tmp_path: Path
) -> None:
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_bytes(data)
    compiled = _compile(tmp_path, f"![Kind & shape]({file.replace(' ', '%20')})")
    assert _problems(compiled) == []
    assert _answer(compiled) == f'<img src="{_name(data, kind)}" alt="Kind &amp; shape">'
    assert [each.name for each in compiled.decks[0].media] == [_name(data, kind)]


@pytest.mark.parametrize("reference", ["<ä b.png>", "%C3%A4%20b.png", "ä%20b.png"])
def test_a_name_may_be_written_in_any_way_that_markdown_has(reference: str, tmp_path: Path) -> None:
    (tmp_path / "ä b.png").write_bytes(PNG)
    compiled = _compile(tmp_path, f"![x]({reference})")
    assert _problems(compiled) == []
    assert _answer(compiled) == f'<img src="{_name(PNG, "png")}" alt="x">'


def test_a_sound_becomes_ankis_own_tag(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(MP3)
    compiled = _compile(tmp_path, "Listen: ![](a.mp3)")
    assert _answer(compiled) == f"Listen: [sound:{_name(MP3, 'mp3')}]"


def test_a_written_sound_tag_stays_text(tmp_path: Path) -> None:
    assert _answer(_compile(tmp_path, "[sound:a.mp3]")) == "&#91;sound:a.mp3]"


def test_the_same_file_under_two_names_is_packed_once(tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes(PNG)
    (package,) = build_files(
        [_write(tmp_path, "![](a.png) ![](b.png) ![](a.png)")], tmp_path / "decks"
    )
    with zipfile.ZipFile(io.BytesIO(package.read_bytes())) as archive:
        assert archive.namelist() == ["collection.anki2", "media", "0"]
        assert json.loads(archive.read("media")) == {"0": _name(PNG, "png")}
        assert archive.read("0") == PNG


OUTSIDE = "leads out of the content folder"
REMOTE = "is not in the content folder"
OTHER = "is no image or sound of the kind its name says"


@pytest.mark.parametrize(
    ("reference", "code", "message"),
    [
        ("b.png", "missing-media", "there is no file `b.png`"),
        ("folder.png", "missing-media", "there is no file `folder.png`"),
        ("loop.png", "missing-media", "there is no file `loop.png`"),
        ("%00.png", "missing-media", "there is no file `%00.png`"),
        ("../out.png", "media-outside-content", f"`../out.png` {OUTSIDE}"),
        ("link.png", "media-outside-content", f"`link.png` {OUTSIDE}"),
        ("/etc/passwd", "media-outside-content", f"`/etc/passwd` {OUTSIDE}"),
        ("https://a.example/b.png", "remote-media", f"`https://a.example/b.png` {REMOTE}"),
        ("//a.example/b.png", "remote-media", f"`//a.example/b.png` {REMOTE}"),
        ("data:image/png;base64,A", "remote-media", f"`data:image/png;base64,A` {REMOTE}"),
        ("file:///etc/passwd", "remote-media", f"`file:///etc/passwd` {REMOTE}"),
        ("text.png", "not-media", f"`text.png` {OTHER}"),
        ("shapes.yaml", "not-media", f"`shapes.yaml` {OTHER}"),
    ],
)
def test_what_can_not_be_packed_is_an_error(
    reference: str, code: str, message: str, tmp_path: Path
) -> None:
    (tmp_path / "out.png").write_bytes(PNG)
    content = tmp_path / "content"
    (content / "folder.png").mkdir(parents=True)
    (content / "link.png").symlink_to(tmp_path / "out.png")
    (content / "loop.png").symlink_to(content / "loop.png")
    (content / "text.png").write_text("no image")
    assert _problems(_compile(content, f"![]({reference})")) == [(code, message)]


def test_a_device_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    assert _problems(_compile(tmp_path, "![](pipe.png)")) == [
        ("missing-media", "there is no file `pipe.png`")
    ]


def test_an_image_may_lie_anywhere_in_the_content_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content" / "one").mkdir(parents=True)
    (tmp_path / "content" / "a.png").write_bytes(PNG)
    path = _write(tmp_path / "content" / "one", "![](../a.png)")
    assert _problems(compile_files([path.relative_to(tmp_path)])) == []


def test_another_picture_under_the_same_name_changes_the_note(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(SVG)
    first = _answer(_compile(tmp_path, "![](a.svg)"))
    (tmp_path / "a.svg").write_bytes(SVG + b"<!-- changed -->")
    assert _answer(_compile(tmp_path, "![](a.svg)")) != first
