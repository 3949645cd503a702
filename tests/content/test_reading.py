"""Reading content: what a YAML block in a Markdown file can't hold."""

import os
from pathlib import Path

import pytest

from flashcards.content.load import load_files, load_source
from flashcards.content.nodes import Mapping, Scalar, Sequence
from flashcards.content.parse import LONGEST_TEXT, MOST_ALIASED, parse_yaml
from flashcards.content.yaml_mistakes import DEEPEST
from flashcards.diagnostics import Diagnostic, FlashcardsError, Severity, Source, Span
from flashcards.diagnostics.human import render_diagnostic
from flashcards.disk.sources import (
    LARGEST_FILE,
    decode_source,
    find_content_files,
    find_files,
    find_unread,
    read_source,
)
from tests.pipeline import codes, diagnose, refuse

SMALLEST = "title: Lakes\nchapters:\n  - title: Lake Baikal\n    time: 0:00\n"


def _decode(data: bytes) -> tuple[Source, list[Diagnostic]]:
    found: list[Diagnostic] = []
    return decode_source("content/case.yaml", data, found.append), found


def _decoded(data: bytes) -> str:
    """Render what is said of a file's bytes."""
    source, found = _decode(data)
    return "\n\n".join(render_diagnostic(each, {source.path: source}) for each in found)


# Bytes


def test_a_byte_order_mark_is_dropped_and_counts_no_column() -> None:
    source, found = _decode(b"\xef\xbb\xbftitel: Lakes\n")
    assert found == []
    assert source.text == "titel: Lakes\n"
    _, diagnostics = diagnose(source.text)
    assert diagnostics[0].span == Span("content/case.yaml", 0, 5)


def test_a_byte_that_is_not_utf8_is_reported_at_its_place() -> None:
    assert _decoded("title: größe ".encode() + "größe\n".encode("latin-1")) == (
        "content/case.yaml:1:16: error[invalid-utf8]: byte 0xf6 is not valid UTF-8\n"
        "  |\n"
        "1 | title: größe gr\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}e\n"
        "  |                ^\n"
        "  help: save the file as UTF-8"
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_of_utf16_is_told_as_such_and_shown_as_it_reads(encoding: str) -> None:
    assert _decoded("title: größe\n".encode(encoding)) == (
        "content/case.yaml:1:1: error[invalid-utf8]: the file is saved as UTF-16, not as UTF-8\n"
        "  |\n"
        "1 | title: größe\n"
        "  | ^\n"
        "  help: save the file as UTF-8"
    )


def test_bytes_that_are_not_utf8_are_reported_once() -> None:
    _, found = _decode("é è ê\n".encode("latin-1"))
    assert [each.code for each in found] == ["invalid-utf8"]


def test_utf16_is_one_problem_the_encoding() -> None:
    _, found = _decode(SMALLEST.encode("utf-16"))
    assert [each.code for each in found] == ["invalid-utf8"]


def test_a_cut_off_character_at_the_end_is_reported() -> None:
    source, found = _decode("title: é".encode()[:-1])
    assert [each.code for each in found] == ["invalid-utf8"]
    assert found[0].span.end <= len(source.text)


def test_an_encoded_surrogate_is_not_utf8() -> None:
    _, found = _decode(b"title: \xed\xa0\x80\n")
    assert [each.code for each in found] == ["invalid-utf8"]


def test_a_nul_is_reported_at_its_place() -> None:
    assert _decoded(b"title: La\x00kes\n") == (
        "content/case.yaml:1:10: error[control-character]:"
        " the character U+0000 is not allowed in YAML\n"
        "  |\n"
        "1 | title: La\N{REPLACEMENT CHARACTER}kes\n"
        "  |          ^\n"
        "  help: remove it\n"
        "1 + title: Lakes"
    )


@pytest.mark.parametrize("character", ["\x01", "\x0b", "\x1b", "\x7f", "\x80", "\ufeff", "\uffff"])
def test_a_character_that_yaml_forbids_is_reported(character: str) -> None:
    _, found = _decode(f"title: a{character}b\n".encode())
    assert [(each.code, each.span[1:]) for each in found] == [("control-character", (8, 9))]


@pytest.mark.parametrize("character", ["\t", "\x85", "\xa0", "\u200b", "\u2028", "\u202e", "👍"])
def test_a_character_that_yaml_allows_is_kept(character: str) -> None:
    source, found = _decode(f"title: a{character}b\n".encode())
    assert found == []
    assert source.text == f"title: a{character}b\n"


@pytest.mark.parametrize("escape", [r"\x07", r"\x1b", r"\x7f", r"\uffff"])
def test_an_escape_that_gives_a_control_character_is_reported(escape: str) -> None:
    _, diagnostics = diagnose(SMALLEST.replace("Lakes", f'"La{escape}kes"'))
    assert codes(diagnostics) == ["control-character"]


@pytest.mark.parametrize("escape", [r"\t", r"\n", r"\"", r"\\", r"\/", r"\x41", r"\U0001f44d"])
def test_an_escape_that_gives_a_sign_or_white_space_is_taken(escape: str) -> None:
    _, diagnostics = diagnose(SMALLEST.replace("Lakes", f'"La{escape}kes"'))
    assert diagnostics == ()


@pytest.mark.parametrize("tag", ["!!str", "!note", "!", "!<tag:example.org,2000:note>"])
def test_a_tag_is_quoted_as_it_was_written(tag: str) -> None:
    _, diagnostics = diagnose(SMALLEST.replace("Lakes", f"{tag} Lakes"))
    assert [each.message for each in diagnostics] == [
        f"the YAML tag `{tag}` is not allowed in content"
    ]


# Line ends


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_gives_the_same_content(line_end: str) -> None:
    text = 'a: |\n  one\n  two\nb: "one\n  two"\nc: last\n'
    root = parse_yaml(Source(path="x", text=text.replace("\n", line_end)), refuse)
    assert isinstance(root, Mapping)
    values = [value.text for _, value in root.entries if isinstance(value, Scalar)]
    assert values == ["one\ntwo\n", "one two", "last"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_gives_the_same_positions(line_end: str) -> None:
    text = SMALLEST.replace("0:00", "never").replace("\n", line_end)
    source, diagnostics = diagnose(text)
    assert codes(diagnostics) == ["invalid-time"]
    assert source.position(diagnostics[0].span.start) == (4, 11)
    assert source.text[diagnostics[0].span.start : diagnostics[0].span.end] == "never"


def test_a_file_may_end_without_a_line_end() -> None:
    _, diagnostics = diagnose(SMALLEST.rstrip("\n"))
    assert diagnostics == ()


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029"])
def test_a_separator_inside_a_plain_text_ends_no_line(separator: str) -> None:
    """In YAML 1.2 only CR and LF end a line; pasted text often holds the others."""
    _, diagnostics = diagnose(SMALLEST.replace("Lake Baikal", f"Lake{separator}Baikal"))
    assert diagnostics == ()


def test_private_signs_and_separators_of_a_text_stay_what_they_are() -> None:
    title = "Lake \uf8f0 \ue000\x85\u2028\u2029 \ue001\uf8f2 Baikal"
    source = Source(path="case.yaml", text=f"title: {title}\n")
    found: list[Diagnostic] = []
    root = parse_yaml(source, found.append)
    assert found == []
    assert isinstance(root, Mapping)
    ((_, value),) = root.entries
    assert isinstance(value, Scalar)
    assert value.text == title


def test_spans_count_code_points_behind_wide_characters() -> None:
    text = SMALLEST.replace("Lake Baikal", "バイカル湖 👍").replace("0:00", "昨日")
    source, diagnostics = diagnose(text)
    assert [source.text[each.span.start : each.span.end] for each in diagnostics] == ["昨日"]


# Hostile input


def _laughs(levels: int) -> str:
    """Nest aliases, ten to a list: written out, 10 ** levels values."""
    lines = ["l0: &l0 ha"]
    lines += (
        f"l{level}: &l{level} [{', '.join([f'*l{level - 1}'] * 10)}]"
        for level in range(1, levels + 1)
    )
    return "\n".join(lines)


@pytest.mark.parametrize("levels", [5, 9, 300])
def test_aliases_that_grow_without_measure_are_refused(levels: int) -> None:
    found: list[Diagnostic] = []
    assert parse_yaml(Source(path="x", text=_laughs(levels)), found.append) is None
    assert [each.code for each in found] == ["alias-expansion"]
    assert found[0].message == "aliases repeat more than 10,000 values"


@pytest.mark.parametrize(
    "hundred",
    [
        f"[{', '.join(['x'] * 99)}]",  # itself among them
        f"[[{', '.join(['x'] * 48)}], {{a: [{', '.join(['x'] * 47)}]}}]",
        "a" * 99 * 200,
    ],
    ids=["flat", "nested", "long text"],
)
def test_aliased_values_are_counted_written_out(hundred: str) -> None:
    anchor = f"- &all {hundred}\n"
    most = MOST_ALIASED // 100
    root = parse_yaml(Source(path="x", text=anchor + "- *all\n" * most), refuse)
    assert isinstance(root, Sequence)
    assert len(root.items) == 1 + most
    found: list[Diagnostic] = []
    one_more = Source(path="x", text=anchor + "- *all\n" * (most + 1))
    assert parse_yaml(one_more, found.append) is None
    assert [each.code for each in found] == ["alias-expansion"]
    assert one_more.position(found[0].span.start) == (most + 2, 3)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[{", "- - "])
def test_nesting_a_hundred_thousand_deep_is_refused(opening: str) -> None:
    found: list[Diagnostic] = []
    assert parse_yaml(Source(path="x", text=opening * 100_000), found.append) is None
    assert [each.code for each in found] == ["nesting-too-deep"]
    assert found[0].message == "nested more than 32 levels deep"


def test_nesting_as_deep_as_allowed_is_read() -> None:
    root = parse_yaml(Source(path="x", text="[" * DEEPEST + "]" * DEEPEST), refuse)
    assert isinstance(root, Sequence)


@pytest.mark.parametrize("text", ["&a [*a]", "&a {b: [*a]}", "&a\n- b: *a\n", "&a x: &a [*a]"])
def test_an_alias_inside_its_own_anchor_is_refused(text: str) -> None:
    found: list[Diagnostic] = []
    assert parse_yaml(Source(path="x", text=text), found.append) is None
    assert [each.code for each in found] == ["recursive-alias"]


@pytest.mark.parametrize("text", ["- {}", "- '{}'", "- >-\n  {}", "{}: x", "- {}\n- ]"])
def test_a_text_of_many_pages_is_refused(text: str) -> None:
    long = Source(path="x", text=text.format("a " * (LONGEST_TEXT // 2) + "b"))
    found: list[Diagnostic] = []
    assert parse_yaml(long, found.append) is None
    assert [(each.code, each.message) for each in found] == [
        ("text-too-long", "a text is longer than 100,000 characters")
    ]


def test_a_text_as_long_as_allowed_is_read() -> None:
    root = parse_yaml(Source(path="x", text="a" * LONGEST_TEXT), refuse)
    assert isinstance(root, Scalar)
    assert len(root.text) == LONGEST_TEXT


def test_an_anchor_given_anew_means_the_newer_value() -> None:
    root = parse_yaml(Source(path="x", text="[&a x, &a y, *a]"), refuse)
    assert isinstance(root, Sequence)
    assert [item.text for item in root.items if isinstance(item, Scalar)] == ["x", "y", "y"]


# Files


def _refused(path: Path) -> list[tuple[str, str]]:
    found: list[Diagnostic] = []
    assert read_source(path, found.append) is None
    assert [each.span for each in found] == [Span(path.as_posix(), 0, 0)] * len(found)
    return [(each.code, each.message) for each in found]


def test_what_the_system_does_not_open_is_reported_with_its_reason(tmp_path: Path) -> None:
    none, loop = tmp_path / "none.yaml", tmp_path / "loop.yaml"
    loop.symlink_to(loop)
    for path, why in (
        (none, "No such file or directory"),
        (loop, "Too many levels of symbolic links"),
    ):
        assert _refused(path) == [
            ("unreadable-file", f"`{path.as_posix()}` can't be read: {why}"),
        ]


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    path = tmp_path / "folder.yaml"
    path.mkdir()
    assert _refused(path) == [("not-a-file", f"`{path.as_posix()}` is not a regular file")]


def test_a_device_is_not_a_file() -> None:
    assert _refused(Path("/dev/zero")) == [("not-a-file", "`/dev/zero` is not a regular file")]


def test_a_pipe_is_not_a_file_and_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe.yaml"
    os.mkfifo(path)
    assert _refused(path) == [("not-a-file", f"`{path.as_posix()}` is not a regular file")]


def test_a_file_larger_than_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)  # a hole: it takes no room on the disk
    assert _refused(path) == [("file-too-large", f"`{path.as_posix()}` is larger than 64 MiB")]


def test_a_link_to_a_file_is_read_under_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "there.yaml").write_text(SMALLEST, encoding="utf-8")
    link = tmp_path / "here.yaml"
    link.symlink_to(tmp_path / "there.yaml")
    assert read_source(link, refuse) == Source(path=link.as_posix(), text=SMALLEST)


def test_content_files_are_found_in_order_and_hidden_ones_left_out(tmp_path: Path) -> None:
    for name in (
        "b.yaml",
        "a.yml",
        "sub/c.yaml",
        ".hidden.yaml",
        ".git/d.yaml",
        "e.txt",
        "E.YAML",
        "sub/f.Yml",
        "g.yaml.bak",
        "h.json",
        "yaml",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(SMALLEST, encoding="utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in find_content_files(tmp_path)]
    assert found == ["E.YAML", "a.yml", "b.yaml", "sub/c.yaml", "sub/f.Yml"]
    assert find_unread([tmp_path]) == ()


def test_two_files_that_differ_in_their_ending_alone_are_both_named(tmp_path: Path) -> None:
    for name in ("bones.YAML", "bones.yml"):
        (tmp_path / name).write_text(SMALLEST, encoding="utf-8")
    found = load_files(find_content_files(tmp_path)).diagnostics
    first, second = (f"{tmp_path.as_posix()}/bones.{ending}" for ending in ("YAML", "yml"))
    assert [(each.span.path, each.code, each.message) for each in found] == [
        (second, "duplicate-content-id", f"the content id `bones` belongs to `{first}` already")
    ]


@pytest.mark.parametrize(
    ("name", "renamed"),
    [
        ("bones.yaml.txt", "bones.yaml"),
        ("bones.YML.txt", "bones.yml"),
        ("bones.ymal", "bones.yaml"),
        ("the.hand.yalm", "the.hand.yaml"),
        ("bones.yaml ", "bones.yaml"),
    ],
)
def test_a_file_with_nearly_a_content_files_name_is_told_of(
    name: str, renamed: str, tmp_path: Path
) -> None:
    path = tmp_path / "sub" / name
    path.parent.mkdir()
    path.write_text(SMALLEST, encoding="utf-8")
    shown = path.as_posix()
    message = f"`{shown}` is not read, for its name doesn't end in `.yaml`"
    assert [
        (each.code, each.severity, each.message, each.help) for each in find_unread([tmp_path])
    ] == [("unread-file", Severity.WARNING, message, f"rename it to `{renamed}`")]
    assert find_unread([tmp_path / "other.yaml"]) == ()


@pytest.mark.parametrize(
    "name", ["notes.txt", "a.yaml~", "a.yaml.orig", "a.yaml.swp", "feed.xml", "a.kml", ".a.ymal"]
)
def test_other_files_in_a_content_folder_are_nobodys_business(name: str, tmp_path: Path) -> None:
    (tmp_path / name).touch()
    assert find_unread([tmp_path]) == ()


def test_a_link_to_a_folder_outside_is_told_of_and_one_inside_is_not(tmp_path: Path) -> None:
    for folder in ("content/inner", "outside"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a.ymal").touch()
    (tmp_path / "content" / "near").symlink_to(tmp_path / "content" / "inner")
    (tmp_path / "content" / "far").symlink_to(tmp_path / "outside")
    content = tmp_path / "content"
    assert [each.message for each in find_unread([content])] == [
        f"`{content.as_posix()}/far` is a link to a folder outside, in which no file is read",
        f"`{content.as_posix()}/inner/a.ymal` is not read, for its name doesn't end in `.yaml`",
    ]


def test_where_all_there_is_has_a_wrong_name_every_command_says_so(tmp_path: Path) -> None:
    (tmp_path / "bones.yaml.txt").touch()
    with pytest.raises(FlashcardsError) as caught:
        find_files([tmp_path])
    assert str(caught.value) == (
        f"`{tmp_path.as_posix()}/bones.yaml.txt` is not read, for its name doesn't end in `.yaml`; "
        "rename it to `bones.yaml`"
    )


def test_a_folder_that_can_not_be_read_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As root may read it all the same, the system's answer is given here."""
    (tmp_path / "closed").mkdir()
    scandir = os.scandir

    def refuse_closed(place: str) -> object:
        if str(place).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(place))
        return scandir(place)

    monkeypatch.setattr("os.scandir", refuse_closed)
    with pytest.raises(FlashcardsError) as caught:
        find_content_files(tmp_path)
    shown = tmp_path.as_posix()
    assert str(caught.value) == f"can't read the folder `{shown}/closed`: Permission denied"


def test_a_missing_content_folder_is_trouble_with_the_environment(tmp_path: Path) -> None:
    with pytest.raises(FlashcardsError, match="there is no folder"):
        find_content_files(tmp_path / "content")


def test_a_file_name_that_is_no_text_can_not_be_the_content_id() -> None:
    """On Linux names are bytes; Python stands surrogates in for those that aren't UTF-8."""
    _, diagnostics = diagnose(SMALLEST, "content/\udcff.yaml")
    assert codes(diagnostics) == ["invalid-content-id"]


# Several files


def _write(folder: Path, files: dict[str, str | bytes]) -> list[Path]:
    paths = []
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        paths.append(path)
    return paths


def test_two_files_with_one_id_are_an_error_at_the_second(tmp_path: Path) -> None:
    first, second = _write(tmp_path, {"2024/lakes.yaml": SMALLEST, "2025/lakes.yaml": SMALLEST})
    loaded = load_files([first, second])
    assert [(each.code, each.span, each.message) for each in loaded.diagnostics] == [
        (
            "duplicate-content-id",
            Span(second.as_posix(), 0, 0),
            f"the content id `lakes` belongs to `{first.as_posix()}` already",
        )
    ]


@pytest.mark.parametrize(
    ("one", "other", "content_id"),
    [
        ("Lakes.yaml", "lakes.yml", "lakes"),
        ("Größe.yaml", "größe.yaml", "grösse"),
        ("Größe.yaml", "GRO\N{COMBINING DIAERESIS}SSE.yaml", "grösse"),
        ("Введение.yaml", "введение.yaml", "введение"),
        ("é.yaml", "e\N{COMBINING ACUTE ACCENT}.yaml", "é"),
        ("İstanbul.yaml", "istanbul.yaml", "istanbul"),
    ],
)
def test_names_that_differ_by_case_or_normal_form_alone_are_one_id(
    tmp_path: Path, one: str, other: str, content_id: str
) -> None:
    paths = _write(tmp_path, {f"a/{one}": SMALLEST, f"b/{other}": SMALLEST})
    loaded = load_files(paths)
    assert [each.content_id for each in loaded.breakdowns] == [content_id, content_id]
    assert [(each.message, each.help) for each in loaded.diagnostics] == [
        (
            f"the content id `{content_id}` belongs to `{paths[0].as_posix()}` already",
            "give one of the two files another `id:`; case alone makes none",
        )
    ]


@pytest.mark.parametrize(
    ("name", "content_id"),
    [
        ("热学", "热学"),
        ("Введение", "введение"),
        ("مقدمه", "مقدمه"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # noqa: RUF001 - of another script
        ("हिन्दी-१", "हिन्दी-१"),
        ("Cafe\N{COMBINING ACUTE ACCENT}", "café"),
        ("State-of-AI", "state-of-ai"),
    ],
)
def test_a_file_name_is_a_content_id_in_every_script(
    tmp_path: Path, name: str, content_id: str
) -> None:
    loaded = load_files(_write(tmp_path, {f"a/{name}.yaml": SMALLEST}))
    assert [each.content_id for each in loaded.breakdowns] == [content_id]
    assert loaded.diagnostics == ()


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("第1讲：热学", "第1讲-热学"),  # noqa: RUF001 - of another script
        ("Größe der Erde", "grösse-der-erde"),
        ("C++", "c-plus-plus"),
        ("snake_case", "snake-case"),
        ("热学🔥", "热学"),
    ],
)
def test_a_file_name_with_other_signs_is_mended(tmp_path: Path, name: str, slug: str) -> None:
    loaded = load_files(_write(tmp_path, {f"a/{name}.yaml": SMALLEST}))
    assert [(each.code, each.message, each.help) for each in loaded.diagnostics] == [
        (
            "invalid-content-id",
            f"the file name `{name}` can't be the content id",
            f"rename the file to `{slug}.yaml`, or add `id: {slug}`",
        )
    ]


@pytest.mark.parametrize("identifier", ["热" * 67, "x" * 199 + "é"])
def test_an_id_fits_a_files_name_in_bytes(identifier: str) -> None:
    found: list[Diagnostic] = []
    load_source(Source("content/a.yaml", f"id: {identifier}\n{SMALLEST}"), found)
    ((code, message, help_),) = [(each.code, each.message, each.help) for each in found]
    assert code == "value-too-long"
    assert message == f"the id has {len(identifier.encode())} bytes in UTF-8, and 200 are the most"
    shorter = help_.removeprefix("shorten it, such as to `").removesuffix("`")
    assert identifier.startswith(shorter)
    assert 195 <= len(shorter.encode()) <= 200


def test_an_id_tells_two_files_of_one_name_apart(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "2024/lakes.yaml": SMALLEST,
        "2025/lakes.yaml": f"id: lakes-2025\n{SMALLEST}",
    }
    assert load_files(_write(tmp_path, files)).diagnostics == ()


def test_every_file_is_read_whatever_is_wrong_with_another(tmp_path: Path) -> None:
    paths = _write(
        tmp_path,
        {
            "a.yaml": b"title: \xff\n",
            "b.yaml": "title: a: b\n",
            "c.yaml": SMALLEST,
            "d.yaml": "titel: Lakes\nchapters: []\n",
            "e.yaml": "title: \x00 {\n",
        },
    )
    paths.insert(2, tmp_path)
    loaded = load_files(paths)
    assert [(Path(each.span.path).name, each.code) for each in loaded.diagnostics] == [
        (tmp_path.name, "not-a-file"),
        ("a.yaml", "invalid-utf8"),
        ("b.yaml", "yaml-syntax"),
        ("d.yaml", "unknown-key"),
        ("d.yaml", "empty-value"),
        ("e.yaml", "control-character"),
    ]
    assert [breakdown.content_id for breakdown in loaded.breakdowns] == ["b", "c", "d"]


@pytest.mark.parametrize("number", range(0x80))
def test_each_ascii_sign_is_allowed_or_refused_alone_as_in_other_text(number: int) -> None:
    """Text that is ASCII alone takes a shorter way."""
    alone: list[Diagnostic] = []
    among_others: list[Diagnostic] = []
    decode_source("x", f"a{chr(number)}".encode(), alone.append)
    decode_source("x", f"a{chr(number)}é".encode(), among_others.append)
    assert [each._replace(mended="") for each in alone] == [
        each._replace(mended="") for each in among_others
    ]
