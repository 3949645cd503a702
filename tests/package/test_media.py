"""Images and sounds: packed from the content folder, and from nowhere else."""

import io
import json
import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

import pytest

from flashcards.app.compile import Compiled, compile_files
from flashcards.diagnostics import Diagnostic, Span
from flashcards.diagnostics.human import render_diagnostic
from flashcards.disk.media import check_reference, read_media
from tests.media import GIF, JPEG, MP3, PNG, SVG, WEBP
from tests.support import build_files


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Make a content folder."""
    folder = tmp_path / "content"
    folder.mkdir()
    return folder


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
        ("a.jpeg", JPEG, "jpg"),
        ("a.gif", GIF, "gif"),
        ("a.webp", WEBP, "webp"),
        ("a.svg", SVG, "svg"),
        ("deep/er/a b.png", PNG, "png"),
        ("größe 日本.png", PNG, "png"),
        ("a&b's.png", PNG, "png"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_image_is_packed_under_a_name_made_of_its_content(
    file: str, data: bytes, kind: str, content: Path
) -> None:
    (content / file).parent.mkdir(parents=True, exist_ok=True)
    (content / file).write_bytes(data)
    compiled = _compile(content, f"![Kind & shape]({file.replace(' ', '%20')})")
    assert _problems(compiled) == []
    assert _answer(compiled) == f'<img src="{_name(data, kind)}" alt="Kind &amp; shape">'
    assert [each.name for each in compiled.decks[0].media] == [_name(data, kind)]


@pytest.mark.parametrize("reference", ["<ä b.png>", "%C3%A4%20b.png", "ä%20b.png"])
def test_a_name_may_be_written_in_any_way_that_markdown_has(reference: str, content: Path) -> None:
    (content / "ä b.png").write_bytes(PNG)
    compiled = _compile(content, f"![x]({reference})")
    assert _problems(compiled) == []
    assert _answer(compiled) == f'<img src="{_name(PNG, "png")}" alt="x">'


def test_a_sound_becomes_ankis_own_tag(content: Path) -> None:
    (content / "a.mp3").write_bytes(MP3)
    compiled = _compile(content, "Listen: ![](a.mp3)")
    assert _answer(compiled) == f"Listen: [sound:{_name(MP3, 'mp3')}]"


def test_a_written_sound_tag_stays_text(content: Path) -> None:
    assert _answer(_compile(content, "[sound:a.mp3]")) == "&#91;sound:a.mp3]"


def test_the_same_file_under_two_names_is_packed_once(content: Path) -> None:
    for name in ("a.png", "b.png"):
        (content / name).write_bytes(PNG)
    (package,) = build_files(
        [_write(content, "![](a.png) ![](b.png) ![](a.png)")], content.parent / "decks"
    )
    with zipfile.ZipFile(io.BytesIO(package.read_bytes())) as archive:
        assert archive.namelist() == ["collection.anki2", "media", "flashcards.json", "0"]
        assert json.loads(archive.read("media")) == {"0": _name(PNG, "png")}
        assert archive.read("0") == PNG


@pytest.mark.parametrize(
    ("file", "reference"),
    [("Bu\u0308cher/e\u0301.png", "Bücher/é.png"), ("Bücher/é.png", "Bu\u0308cher/e\u0301.png")],
    ids=["a file in NFD", "a text in NFD"],
)
def test_a_name_in_unicodes_other_normal_form_is_the_same(
    file: str, reference: str, content: Path
) -> None:
    (content / file).parent.mkdir()
    (content / file).write_bytes(PNG)
    compiled = _compile(content, f"![x]({reference})")
    assert _problems(compiled) == []
    assert _answer(compiled) == f'<img src="{_name(PNG, "png")}" alt="x">'
    assert list(compiled.media[compiled.decks[0].path]) == [content / file]


def test_of_two_files_whose_names_are_one_in_composed_form_the_one_written_is_meant(
    content: Path,
) -> None:
    (content / "é.png").write_bytes(PNG)
    (content / "e\u0301.png").write_bytes(PNG + b"other")
    compiled = _compile(content, "![](é.png) ![](e\u0301.png)")
    assert [each.data for each in compiled.decks[0].media] == [PNG, PNG + b"other"]


FILES = (
    "Wrist.PNG",
    "My Hand.png",
    "images/pic.png",
    "Images2/Deep/arm.jpeg",
    "100%25.png",
    "a%20b.png",
    "c(1).png",
    "Größe.svg",
    "Word.mp3",
    "c.flac",
)


@pytest.mark.parametrize(
    ("reference", "help_"),
    [
        ("wrist.png", "write `Wrist.PNG`, the file that is there"),
        ("./wrist.png", "write `Wrist.PNG`, the file that is there"),
        ("my%20hand.png", "write `My%20Hand.png`, the file that is there"),
        ("my%2520hand.png", "write `My%20Hand.png`, the file that is there"),
        ("my+hand.png", "write `My%20Hand.png`, the file that is there"),
        ("a%20b.png", "write `a%2520b.png`, the file that is there"),
        ("100%25.png", "write `100%2525.png`, the file that is there"),
        ("images%5Cpic.png", "write `images/pic.png`, the file that is there"),
        ("images2\\deep\\ARM.JPEG", "write `Images2/Deep/arm.jpeg`, the file that is there"),
        ("Images2/Deep/arm.jpg", "write `Images2/Deep/arm.jpeg`, the file that is there"),
        ("arm.png", "write `Images2/Deep/arm.jpeg`, the file that is there"),
        ("pic.png", "write `images/pic.png`, the file that is there"),
        ("content/images/pic.png", "write `images/pic.png`, the file that is there"),
        ("pic", "write `images/pic.png`, the file that is there"),
        ("C%281%29.png", "write `c%281%29.png`, the file that is there"),
        ("Wrist.PNG?raw=true", "write `Wrist.PNG`, the file that is there"),
        ("GRÖSSE.svg", "write `Größe.svg`, the file that is there"),
        ("gro\u0308\u00dfe.SVG", "write `Größe.svg`, the file that is there"),
        ("word.wav", "write `Word.mp3`, the file that is there"),
        ("wirst.png", "did you mean `Wrist.PNG`?"),
        ("pic.pgn", "did you mean `images/pic.png`?"),
        ("words.mp3", "did you mean `Word.mp3`?"),
        ("quite-another.gif", "give the path relative to the content file"),
        ("images", "give the path relative to the content file"),
    ],
)
def test_a_file_that_is_missing_is_named_by_the_one_that_is_near(
    reference: str, help_: str, content: Path
) -> None:
    for file in FILES:
        (content / file).parent.mkdir(parents=True, exist_ok=True)
        (content / file).write_bytes(PNG)
    compiled = _compile(content, f"![]({reference})")
    assert [(each.code, each.help) for each in compiled.diagnostics] == [("missing-media", help_)]
    if written := re.search("`(.*)`", help_):  # what the help says is found
        assert [code for code, _ in _problems(_compile(content, f"![]({written[1]})"))] in (
            [],
            ["not-media"],
        )


def test_the_mended_line_stands_where_the_reference_is(content: Path) -> None:
    (content / "Wrist.PNG").write_bytes(PNG)
    text = (
        "title: Shapes\nchapters:\n  - title: One\n    time: 0:00\n    questions:\n"
        "      - question: Which bone?\n        answer: |\n          Look:\n\n"
        "          ![The wrist](wrist.png) of a hand\n"
    )
    (content / "shapes.yaml").write_text(text, encoding="utf-8")
    compiled = compile_files([content / "shapes.yaml"])
    assert [render_diagnostic(each, compiled.sources) for each in compiled.diagnostics] == [
        (
            f"{content}/shapes.yaml:10:24: error[missing-media]: there is no file `wrist.png`\n"
            "   |\n"
            "10 |           ![The wrist](wrist.png) of a hand\n"
            "   |                        ^^^^^^^^^\n"
            "  help: write `Wrist.PNG`, the file that is there\n"
            "10 +           ![The wrist](Wrist.PNG) of a hand"
        )
    ]


def test_a_line_that_names_it_twice_is_not_mended(content: Path) -> None:
    (content / "Wrist.PNG").write_bytes(PNG)
    (found,) = _compile(content, "![](wrist.png) ![](Wrist.PNG) ![](wrist.png)").diagnostics
    assert (found.help, found.mended) == ("write `Wrist.PNG`, the file that is there", "")


def test_a_near_file_is_named_as_the_content_file_sees_it(content: Path) -> None:
    for folder in ("one", "media"):
        (content / folder).mkdir()
    (content / "media" / "a.png").write_bytes(PNG)
    (found,) = _compile(content / "one", "![](a.png)").diagnostics
    assert found.help == "write `../media/a.png`, the file that is there"


def test_nothing_outside_is_named_as_near(content: Path) -> None:
    (content.parent / "out").mkdir()
    (content.parent / "out" / "a.png").write_bytes(PNG)
    (content / "A.png").symlink_to(content.parent / "out" / "a.png")
    (content / "linked").symlink_to(content.parent / "out")
    (content / ".hidden").mkdir()
    (content / ".hidden" / "a.png").write_bytes(PNG)
    (found,) = _compile(content, "![](a.png)").diagnostics
    assert found.help == "give the path relative to the content file"


def test_case_counts_on_every_system(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the system itself opens the file by a name in another case."""
    (content / "Pic.PNG").write_bytes(PNG)
    (content / "pic.png").symlink_to("Pic.PNG")
    scandir = os.scandir

    class WithoutLink:
        def __init__(self, folder: Path) -> None:
            with scandir(folder) as entries:
                self.entries = [each for each in entries if not each.is_symlink()]

        def __enter__(self) -> Iterator[os.DirEntry[str]]:
            return iter(self.entries)

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr("flashcards.disk.media_folders.os.scandir", WithoutLink)
    (found,) = _compile(content, "![](pic.png)").diagnostics
    assert (found.message, found.help) == (
        "there is no file `pic.png`",
        "write `Pic.PNG`, the file that is there",
    )


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
        ("../../b.png", "media-outside-content", f"`../../b.png` {OUTSIDE}"),
        ("link.png", "media-outside-content", f"`link.png` {OUTSIDE}"),
        ("away.png", "media-outside-content", f"`away.png` {OUTSIDE}"),
        ("folder/out.png", "media-outside-content", f"`folder/out.png` {OUTSIDE}"),
        ("text.png", "not-media", f"`text.png` {OTHER}"),
        ("film.mp3", "not-media", f"`film.mp3` {OTHER}"),
        (
            "shapes.yaml",
            "not-media",
            "`shapes.yaml` is no image or sound of a kind that cards can have",
        ),
        (
            "script.svg",
            "unsafe-media",
            "`script.svg` is not safe to pack: it holds a script, `onload=`",
        ),
    ],
)
def test_what_can_not_be_packed_is_an_error(
    reference: str, code: str, message: str, content: Path
) -> None:
    (content.parent / "out.png").write_bytes(PNG)
    (content / "folder.png").mkdir()
    (content / "folder").symlink_to(content.parent)
    (content / "link.png").symlink_to(content.parent / "out.png")
    (content / "away.png").symlink_to("/nowhere/at/all.png")
    (content / "loop.png").symlink_to(content / "loop.png")
    (content / "text.png").write_text("no image")
    (content / "film.mp3").write_bytes(b"ID3\x04\0\0\0\0\0\0<html>")
    (content / "script.svg").write_bytes(SVG.replace(b"/>", b' onload="a"/>'))
    compiled = _compile(content, f"![]({reference})")
    assert _problems(compiled) == [(code, message)]
    assert compiled.has_errors
    assert compiled.decks[0].media == ()


SHAPES = [
    ("https://a.example/b.png", "remote-media"),
    ("HTTP:b.png", "remote-media"),
    ("//a.example/b.png", "remote-media"),
    ("///a.example/b.png", "remote-media"),
    ("data:image/png;base64,A", "remote-media"),
    ("file:///etc/passwd", "remote-media"),
    ("file:a.png", "remote-media"),
    ("//[a.png", "remote-media"),
    ("\\\\evil\\share\\a.png", "remote-media"),
    ("\\/evil/share/a.png", "remote-media"),
    ("/\\evil/share/a.png", "remote-media"),
    ("/%2Fevil/share/a.png", "remote-media"),
    ("%2f/evil/share/a.png", "remote-media"),
    ("%5C%5Cevil%5Cshare%5Ca.png", "remote-media"),
    ("\\%5cevil/a.png", "remote-media"),
    ("\\\\?\\C:\\a.png", "remote-media"),
    ("\\\\.\\pipe\\a.png", "remote-media"),
    ("/etc/passwd", "media-outside-content"),
    ("%2Fetc/passwd", "media-outside-content"),
    ("\\a.png", "media-outside-content"),
    ("%5Ca.png", "media-outside-content"),
    ("C:\\a.png", "media-outside-content"),
    ("C:a.png", "media-outside-content"),
    ("c%3A/a.png", "media-outside-content"),
    ("C%3A%5Ca.png", "media-outside-content"),
    ("file%3A///etc/passwd", "media-outside-content"),
    ("a.png", None),
    ("deep/a.png", None),
    ("../a.png", None),
    ("./a b.png", None),
    ("a%5Cb.png", None),
    ("Figure 1: a.png", None),
    ("figure%3A1.png", None),
    ("%252Fetc/passwd", None),
    ("日本.png", None),
    ("", None),
]


@pytest.mark.parametrize(("reference", "code"), SHAPES, ids=[shape for shape, _ in SHAPES])
def test_a_reference_is_refused_by_its_shape_on_every_system(
    reference: str, code: str | None
) -> None:
    """The content file isn't there, so no disk could have been asked for anything."""
    span = Span("content/a.yaml", 0, 1)
    found = check_reference(reference, Path("/nowhere/content/a.yaml"), span)
    assert (found and found.code) == code


@pytest.mark.parametrize("reference", [shape for shape, code in SHAPES if code is not None])
def test_a_file_that_is_refused_by_its_shape_is_not_packed(reference: str, content: Path) -> None:
    """Not even where such a name is one of a file beside the content."""
    with suppress(OSError):
        (content / unquote(reference).lstrip("/")).write_bytes(PNG)
    found: list[Diagnostic] = []
    span = Span("content/a.yaml", 0, 1)
    assert read_media(reference, content / "a.yaml", span, found.append) is None
    assert [each.code for each in found] == [dict(SHAPES)[reference]]


@pytest.mark.parametrize(
    ("place", "reference", "help_"),
    [
        ("content/shapes.yaml", "../out.png", "put the file into the content folder"),
        (
            "downloads/shapes.yaml",
            "a.png",
            "put it there, as `shapes/...`, or both files into a folder named `content`",
        ),
        (
            "downloads/shapes.yaml",
            "shapes/../a.png",
            "put it there, as `shapes/...`, or both files into a folder named `content`",
        ),
    ],
)
def test_a_refusal_says_where_to_put_the_file(
    place: str, reference: str, help_: str, tmp_path: Path
) -> None:
    folder = (tmp_path / place).parent
    (folder / "shapes").mkdir(parents=True)
    (folder / "a.png").write_bytes(PNG)
    (found,) = _compile(folder, f"![]({reference})").diagnostics
    assert (found.code, found.help) == ("media-outside-content", help_)


def test_outside_any_content_folder_only_a_folder_of_the_files_own_name_is_read(
    tmp_path: Path,
) -> None:
    for folder in ("shapes/deep", "other"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a.png").write_bytes(PNG)
    assert _problems(_compile(tmp_path, "![](shapes/deep/a.png)")) == []
    assert _problems(_compile(tmp_path, "![](other/a.png)")) == [
        (
            "media-outside-content",
            "`other/a.png` is not in the folder `shapes` beside the content file",
        )
    ]


def test_a_folder_of_the_files_own_name_that_leads_away_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "a.png").write_bytes(PNG)
    (tmp_path / "downloads").mkdir()
    (tmp_path / "downloads" / "shapes").symlink_to(tmp_path / "private")
    assert [
        code for code, _ in _problems(_compile(tmp_path / "downloads", "![](shapes/a.png)"))
    ] == ["media-outside-content"]


@pytest.mark.parametrize("target", [".", "..", "../.."])
def test_a_link_to_what_it_lies_in_is_no_content_folder(target: str, tmp_path: Path) -> None:
    (tmp_path / "one" / "two").mkdir(parents=True)
    for folder in (".", "one", "one/two"):
        (tmp_path / folder / "a.png").write_bytes(PNG)
        _write(tmp_path / folder, "![](a.png)")
    (tmp_path / "one" / "two" / "content").symlink_to(target)
    compiled = compile_files([tmp_path / "one" / "two" / "content" / "shapes.yaml"])
    assert [code for code, _ in _problems(compiled)] == ["media-outside-content"]


def test_the_nearest_content_folder_counts(tmp_path: Path) -> None:
    inner = tmp_path / "content" / "guest" / "content"
    inner.mkdir(parents=True)
    (tmp_path / "content" / "a.png").write_bytes(PNG)
    (inner / "b.png").write_bytes(PNG)
    assert _problems(_compile(inner, "![](b.png)")) == []
    assert [code for code, _ in _problems(_compile(inner, "![](../../a.png)"))] == [
        "media-outside-content"
    ]


def test_a_sound_tag_only_ever_names_a_packed_sound(content: Path) -> None:
    for name in ("a.mp3", "b.m4a", "c.ogg"):
        (content / name).write_bytes(MP3)
    (content / "d.png").write_bytes(PNG)
    compiled = compile_files(
        [_write(content, "![](a.mp3) ![](b.m4a) ![](c.ogg) ![](d.png) ![](e.mp3) [sound:a.mp3]")]
    )
    assert sorted(code for code, _ in _problems(compiled)) == [
        "foreign-syntax",
        "missing-media",
        "not-media",
        "not-media",
    ]
    sound = _compile(content, "![](a.mp3) [sound:d.png] [sound:/etc/passwd]")
    packed = {each.name for each in sound.decks[0].media}
    assert set(re.findall(r"\[sound:([^]]*)\]", _answer(sound))) == packed
    assert packed == {_name(MP3, "mp3")}


def test_a_device_is_not_read(content: Path) -> None:
    os.mkfifo(content / "pipe.png")
    assert _problems(_compile(content, "![](pipe.png)")) == [
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


def test_another_picture_under_the_same_name_changes_the_note(content: Path) -> None:
    (content / "a.svg").write_bytes(SVG)
    first = _answer(_compile(content, "![](a.svg)"))
    (content / "a.svg").write_bytes(SVG + b"<!-- changed -->")
    assert _answer(_compile(content, "![](a.svg)")) != first
