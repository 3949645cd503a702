"""`flashcards draft` as a user runs it, and what it makes on its way to a deck."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.app.draft import DraftOptions, default_path, format_draft, make_draft
from flashcards.diagnostics import Diagnostic, FlashcardsError, Source, has_errors
from flashcards.disk.sources import LARGEST_FILE
from flashcards.drafts.normalise import normalise_draft
from flashcards.drafts.records import Draft
from flashcards.drafts.write import write_draft
from tests.command import environment, flashcards
from tests.drafts.making import BEES, chapter, flat, import_page
from tests.pipeline import refuse
from tests.support import build_files, compile_text

PAGE = """\
Rivers
Video Index
How a Spring Forms
0:00 - 4:30
Rain seeps into the ground until it meets clay.
Aquifer
Clay
"""

DRAFT = """\
# yaml-language-server: $schema=content.schema.json
title: Rivers

chapters:
  - title: How a Spring Forms
    time: 0:00 - 4:30
    summary: Rain seeps into the ground until it meets clay.
    topics:
      Aquifer:
      Clay:
"""

MADE = (
    "1 chapter, 2 topics\nnext: write what `flashcards check` lists, then run `flashcards build`\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a folder with a page's text, and no content yet."""
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    return tmp_path


def _drafted(folder: Path, *arguments: str) -> tuple[int, str, str]:
    done = flashcards(folder, "draft", *arguments)
    return done.returncode, done.stdout, done.stderr


def _pipe(folder: Path, data: bytes, *arguments: str) -> tuple[int, bytes, str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "flashcards", "draft", "-", *arguments],
        cwd=folder,
        env=environment(),
        input=data,
        capture_output=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr.decode()


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


# What is written


def test_a_page_becomes_a_content_file_named_for_its_title(project: Path) -> None:
    assert _drafted(project, "page.txt") == (0, "", f"content/rivers.yaml: {MADE}")
    assert (project / "content" / "rivers.yaml").read_text(encoding="utf-8") == DRAFT
    assert _files(project) == {"page.txt", "content/rivers.yaml"}


def test_a_page_may_be_piped_in_and_its_draft_out(project: Path) -> None:
    assert _pipe(project, PAGE.encode(), "-o", "-") == (0, DRAFT.encode(), f"<stdout>: {MADE}")
    assert _files(project) == {"page.txt"}


def test_a_whole_page_is_written_as_it_was_before(pytestconfig: pytest.Config) -> None:
    page = BEES.read_text(encoding="utf-8")
    text = write_draft(normalise_draft(import_page(page), "page.txt", refuse))
    expected = BEES.with_name("bees.yaml")
    if pytestconfig.getoption("--update-golden"):
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


def test_the_user_names_title_address_and_format(project: Path) -> None:
    arguments = ["--title", "Springs & brooks", "--url", "https://example.org/1"]
    status, _, said = _drafted(project, "page.txt", *arguments, "--from", "breakdown")
    assert (status, said) == (0, f"content/springs-and-brooks.yaml: {MADE}")
    text = (project / "content" / "springs-and-brooks.yaml").read_text(encoding="utf-8")
    assert text == DRAFT.replace(
        "title: Rivers", "title: Springs & brooks\nurl: https://example.org/1"
    )


def test_a_file_name_that_is_no_content_id_gets_one(project: Path) -> None:
    status, _, said = _drafted(project, "page.txt", "-o", "My Rivers.yaml")
    assert (status, said) == (0, f"My Rivers.yaml: {MADE}")
    text = (project / "My Rivers.yaml").read_text(encoding="utf-8")
    assert text == DRAFT.replace("title: Rivers", "id: my-rivers\ntitle: Rivers")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Rivers: a tour", "rivers-a-tour"),
        ("Flüsse", "flüsse"),
        ("地球" * 50, "地球" * 13),
        ("नदी " * 20, "-".join(["नदी"] * 8)),
        ("???", "a03b221c"),
        ("river " * 20, "-".join(["river"] * 13)),
        ("r" * 200, "r" * 80),
    ],
)
def test_a_draft_is_named_by_a_slug_that_is_not_too_long(title: str, name: str) -> None:
    assert default_path(Draft(title=title)) == Path(f"content/{name}.yaml")


def test_characters_that_yaml_forbids_are_left_out(project: Path) -> None:
    text = PAGE.replace("Rain", "\x07Rain\x0b").encode()
    assert _pipe(project, b"\xef\xbb\xbf" + text, "-o", "-")[:2] == (0, DRAFT.encode())


# What is not written


def test_a_file_that_exists_is_only_replaced_when_asked(project: Path) -> None:
    _drafted(project, "page.txt")
    path = project / "content" / "rivers.yaml"
    path.write_text("mine", encoding="utf-8")
    assert _drafted(project, "page.txt") == (
        1,
        "",
        "flashcards: `content/rivers.yaml` exists already; --force replaces it\n",
    )
    assert path.read_text(encoding="utf-8") == "mine"
    assert _drafted(project, "page.txt", "--force")[0] == 0
    assert path.read_text(encoding="utf-8") == DRAFT
    assert _files(project) == {"page.txt", "content/rivers.yaml"}


def test_a_page_with_mistakes_is_refused_with_all_of_them(project: Path) -> None:
    (project / "page.txt").write_text(PAGE.replace("4:30", "4:75"), encoding="utf-8")
    assert _drafted(project, "page.txt") == (
        1,
        "",
        (
            "page.txt:4:1: error[invalid-time]: `0:00 - 4:75` is not a time or a range of times\n"
            "  |\n"
            "4 | 0:00 - 4:75\n"
            "  | ^^^^^^^^^^^\n"
            "  help: write a range of times like 12:03 - 24:05\n\n"
            "1 error\nnothing was written\n"
        ),
    )
    assert _files(project) == {"page.txt"}


def test_bytes_that_are_no_text_are_refused(project: Path) -> None:
    status, said, messages = _pipe(project, b"Rivers \xff\nVideo Index\n")
    assert (status, said) == (1, b"")
    assert messages.startswith("<stdin>:1:8: error[invalid-utf8]: byte 0xff is not valid UTF-8\n")
    assert messages.endswith("\n1 error\nnothing was written\n")


HEARD = """\
WEBVTT

00:00:05.000 --> 00:00:12.000
Welcome. Rain falls everywhere.

00:00:40.000 --> 00:00:47.000
Now, an aquifer. An aquifer is rock that holds water,

00:00:47.000 --> 00:00:55.000
and a good aquifer gives it back slowly.

00:02:30.000 --> 00:02:38.000
Then there is clay. Clay lets no water through,

00:02:38.000 --> 00:02:46.000
so on clay the water has to come out: that is a spring.
"""


def test_a_transcript_gives_each_topic_its_moment_and_the_words_heard_there(
    project: Path,
) -> None:
    (project / "rivers.vtt").write_text(HEARD, encoding="utf-8")
    status, said, messages = _drafted(project, "page.txt", "--transcript", "rivers.vtt", "-o", "-")
    assert (status, messages) == (0, f"<stdout>: {MADE}".replace("topics", "topics, 2 times found"))
    summary = "    summary: Rain"
    blank = "    # To make cards of this summary, mark what is to be a blank: ==clay==\n"
    assert said == DRAFT.replace(summary, blank + summary).replace(
        "      Aquifer:\n      Clay:\n",
        '      # heard: "Now, an aquifer. An aquifer is rock that holds water, and a…"\n'
        "      Aquifer:\n"
        "        definition:\n"
        "        at: 0:40\n"
        '      # heard: "Then there is clay. Clay lets no water through, so on clay…"\n'
        "      Clay:\n"
        "        definition:\n"
        "        at: 2:30\n",
    )


def test_a_transcript_that_is_no_text_is_refused(project: Path) -> None:
    (project / "rivers.vtt").write_bytes(b"\xff")
    status, _, messages = _drafted(project, "page.txt", "--transcript", "rivers.vtt")
    assert status == 1
    assert messages.startswith("rivers.vtt:1:1: error[invalid-utf8]")
    assert _files(project) == {"page.txt", "rivers.vtt"}


def test_a_file_too_large_is_refused_unread(project: Path) -> None:
    with (project / "video.txt").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    status, _, messages = _drafted(project, "video.txt")
    assert status == 1
    assert messages.startswith("video.txt:1:1: error[file-too-large]: ")


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["page.txt", "--url", "youtu.be/1"], 1, "`youtu.be/1` is not a web address"),
        (["missing.txt"], 2, "'missing.txt' does not exist"),
        (["page.txt", "--transcript", "missing.vtt"], 2, "'missing.vtt' does not exist"),
        (["page.txt", "--from", "novel"], 2, "'novel' is not one of"),
        (["."], 1, "`.` is not a regular file"),
        (["page.txt", "-o", "page.txt/rivers.yaml"], 1, "can't write `page.txt/rivers.yaml`"),
        (["page.txt", "-o", "."], 1, "`.` is a folder; name the file to write"),
        (["page.txt", "--force", "-o", "."], 1, "`.` is a folder; name the file to write"),
    ],
)
def test_what_can_not_be_is_said_in_a_line(
    project: Path, arguments: list[str], status: int, message: str
) -> None:
    code, said, messages = _drafted(project, *arguments)
    assert (code, said) == (status, "")
    assert message in messages
    assert "Traceback" not in messages
    assert _files(project) == {"page.txt"}


def test_a_text_in_no_known_format_is_refused(project: Path) -> None:
    (project / "page.txt").write_text("Rivers shape the land.\n", encoding="utf-8")
    status, _, messages = _drafted(project, "page.txt")
    assert status == 1
    assert messages.startswith(
        "page.txt:1:1: error[unknown-draft-source]: "
        "the text is in no format that a draft can be made from\n"
    )


def test_a_text_that_no_card_can_hold_is_refused_where_it_stands(project: Path) -> None:
    (project / "page.txt").write_text(PAGE.replace("Rain", "Rain " * 20_000), encoding="utf-8")
    status, _, messages = _drafted(project, "page.txt")
    assert status == 1
    assert "error[text-too-long]: a text is longer than 50,000 characters\n" in messages
    assert messages.startswith("page.txt:3:1: ")
    assert _files(project) == {"page.txt"}


def test_the_longest_text_that_is_taken_builds_however_many_escapes_it_needs(
    tmp_path: Path,
) -> None:
    text = PAGE.replace("Rain seeps", "*" * 49_900)
    source = Source(path="page.txt", text=text)
    made = make_draft(source, None, DraftOptions(), [])
    assert made is not None
    assert format_draft(made, tmp_path / "rivers.yaml")


# What becomes of it


def test_a_draft_builds_and_its_deck_has_every_chapter(tmp_path: Path) -> None:
    draft = import_page(BEES.read_text(encoding="utf-8"))
    path = tmp_path / "bees.yaml"
    path.write_text(
        format_draft(normalise_draft(draft, "page.txt", refuse), path), encoding="utf-8"
    )
    compiled = compile_text(tmp_path, path.read_text(encoding="utf-8"), "bees.yaml")
    (deck,) = compiled.decks
    assert [note.kind.value for note in deck.notes] == ["chapter"] * 12
    counts = Counter(each.code for each in compiled.diagnostics)
    assert (
        counts["topic-without-definition"],
        counts["question-waiting-for-time"],
    ) == (28, 7)


def test_a_question_is_released_when_it_gets_its_time(tmp_path: Path) -> None:
    page = f"{PAGE}Questions This Video Answers\nWhere does rain go?\nInto the ground.\n"
    path = tmp_path / "rivers.yaml"
    draft = normalise_draft(import_page(page), "page.txt", refuse)
    path.write_text(format_draft(draft, path), encoding="utf-8")
    lock = tmp_path / "decks" / "rivers.lock"
    build_files([path], tmp_path / "decks")
    assert "where-does-rain-go" not in lock.read_text(encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace("at:\n", "at: 1:00\n"), "utf-8")
    build_files([path], tmp_path / "decks")
    assert "where-does-rain-go" in lock.read_text(encoding="utf-8")


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            (
                *PAGE.splitlines(),
                "Questions This Video Answers", "Key Topics", "What You'll Learn",
                "Where does rain go?", "Into the ground, where it gathers.", "4:30 - 9:00",
                "9:00", "9:00 - 4:30", "1:75 - 2:00", "This module is about where riv...",
                "This module is about where rivers come from.", "- ", "•", "- Deltas", "Conclusion",
            )
        ),
        st.text(),
    )
).map("\n".join)  # fmt: skip


@given(LINES, st.sampled_from(["", PAGE]), LINES)
def test_any_page_gives_a_draft_that_builds_or_says_what_is_wrong(
    before: str, page: str, after: str
) -> None:
    source = Source(path="page.txt", text=f"{before}\n{page}{after}")
    found: list[Diagnostic] = []
    made = make_draft(source, None, DraftOptions(format_name="breakdown"), found)
    assert (made is None) == has_errors(found)
    if made is not None:
        assert format_draft(made, Path("content/page.yaml"))


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(FlashcardsError, match=r"`ftp://a\.b` is not a web address"):
        make_draft(Source(path="page.txt", text=PAGE), None, DraftOptions(url="ftp://a.b"), [])


def test_a_draft_that_gets_no_module_says_none(project: Path) -> None:
    assert not flat(chapter("The Rhine")).has_modules
    assert "module" not in _drafted(project, "page.txt")[2]


JAPANESE = """\
光合成のしくみ

【目次】
０：００　はじめに
３：４０　明反応（チラコイド膜）
1：02：03　まとめ
"""  # noqa: RUF001 - full-width signs are what it is about


def test_a_description_in_another_language_becomes_a_file_that_names_the_language(
    tmp_path: Path,
) -> None:
    (tmp_path / "description.txt").write_text(JAPANESE, encoding="utf-8")
    done = _drafted(tmp_path, "description.txt", "-o", "-")
    assert done[0] == 0
    assert done[1] == (
        "# yaml-language-server: $schema=content.schema.json\n"
        "title: 光合成のしくみ\n"
        "language: ja\n"
        "\n"
        "chapters:\n"
        "  - title: はじめに\n"
        "    time: 0:00\n"
        "\n"
        "  - title: 明反応（チラコイド膜）\n"  # noqa: RUF001 - as above
        "    time: 3:40\n"
        "\n"
        "  - title: まとめ\n"
        "    time: 1:02:03\n"
    )


def test_the_language_of_a_source_s_head_stands_in_where_none_is_told(tmp_path: Path) -> None:
    for texts, language in (("0:00 A\n1:00 B", "language: de\n"), (JAPANESE, "language: ja\n")):
        source = f"---\nlang: de\n---\n{texts}\n"
        (tmp_path / "notes.md").write_text(source, encoding="utf-8")
        assert language in _drafted(tmp_path, "notes.md", "-o", "-")[1]


def test_the_language_that_is_given_stands_in_the_file(project: Path) -> None:
    status, text, _ = _drafted(project, "page.txt", "--language", "en-GB", "-o", "-")
    assert status == 0
    assert text == DRAFT.replace("title: Rivers\n", "title: Rivers\nlanguage: en-GB\n")


def test_what_is_no_language_is_refused(project: Path) -> None:
    status, _, said = _drafted(project, "page.txt", "--language", "German")
    assert status == 1
    assert said == (
        "flashcards: `German` is not the code of a language: "
        "give one of BCP 47, such as `de` or `pt-BR`\n"
    )
    assert _files(project) == {"page.txt"}


def test_a_language_that_yaml_readers_take_for_no_is_quoted(project: Path) -> None:
    status, text, _ = _drafted(project, "page.txt", "--language", "no", "-o", "-")
    assert status == 0
    assert 'language: "no"\n' in text
