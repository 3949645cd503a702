"""Times into a content file: only `at:` is added or changed, and every other byte stays."""

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.app.locate import locate_file, write_located
from flashcards.content.load import load_source
from flashcards.content.model import Breakdown, Moment, Text
from flashcards.diagnostics import Diagnostic, FlashcardsError, Source

TRANSCRIPT = """\
WEBVTT

00:01.000 --> 00:05.000
Welcome. Today is about numbers, and later we get to floating point.

00:12.000 --> 00:16.000
So, what is a bit? A bit is the smallest unit. Bits are zero or one.

01:10.000 --> 01:14.000
Now the byte. A byte is eight bits. Many bits make a byte.

02:10.000 --> 02:20.000
So, memory. Memory is addressed in bytes.

03:10.000 --> 03:16.000
So let us turn to floating point. Floating point numbers have a significand.

03:16.000 --> 03:22.000
The significand holds the digits.

04:10.000 --> 04:14.000
Now the exponent of a double. The exponent has eleven bits, and the exponent is biased.
"""


def _locate(text: str | bytes, *, is_replacing: bool = False) -> tuple[bytes, list[str]]:
    """Give the file after a run on it, and what became of each item."""
    with tempfile.TemporaryDirectory() as folder:
        path, transcript = Path(folder, "bits.yaml"), Path(folder, "bits.vtt")
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        transcript.write_text(TRANSCRIPT, encoding="utf-8")
        located = locate_file(path, transcript, is_replacing=is_replacing)
        assert located.diagnostics == ()
        write_located(located)
        return path.read_bytes(), [f"{each.name}: {each.outcome.value}" for each in located.results]


FILE = """\
title: Bits
duration: 5:00
modules:
  - title: Numbers
    chapters:
      - title: Whole
        time: 0:00 - 3:00
        topics:
          Bit:
            definition: Smallest unit   # mine
          Byte:  # to do
          Memory: What bytes are the addresses of
        questions:
          - question: How many bits make a byte?
            answer: |
              Eight

          - {question: What is the smallest byte or bit?, answer: "a bit"}
      - title: Float
        time: 3:00
        topics:
          Significand: {definition: digits}
          Exponent:
            at: 4:20
            definition: scale
    questions:
      - question: How many bits has the exponent of a double?
        at:
        answer: Eleven
questions:
  - question: How is the exponent of a double stored?
    answer: Biased"""

HEARD_BIT = '# heard: "So, what is a bit? A bit is the smallest unit. Bits…"'
HEARD_BYTE = '# heard: "Now the byte. A byte is eight bits. Many bits make a…"'
HEARD_EXPONENT = '# heard: "Now the exponent of a double. The exponent has eleven bits, and…"'


def test_each_way_to_write_an_item_gets_its_time_where_there_is_a_place() -> None:
    text, outcomes = _locate(FILE)
    assert text.decode() == (
        FILE.replace("unit   # mine\n", f"unit   # mine\n            at: 0:12  {HEARD_BIT}\n")
        .replace("# to do\n", f"# to do\n            at: 1:10  {HEARD_BYTE}\n")
        .replace("Eight\n", f"Eight\n            at: 1:10  {HEARD_BYTE}\n")
        .replace('"a bit"}', '"a bit", at: 0:12}')
        .replace("{definition: digits}", "{definition: digits, at: 3:10}")
        .replace("        at:\n", f"        at: 4:10  {HEARD_EXPONENT}\n")
        + f"\n    at: 4:10  {HEARD_EXPONENT}"
    )
    assert outcomes == [
        "Bit: set",
        "Byte: set",
        "Memory: to be written by hand",
        "Significand: set",
        "Exponent: kept",
        "How many bits make a byte?: set",
        "What is the smallest byte or bit?: set",
        "How many bits has the exponent of a double?: set",
        "How is the exponent of a double stored?: set",
    ]


def test_replacing_changes_times_and_our_own_comments_and_nothing_else() -> None:
    text, _ = _locate(FILE)
    older = text.decode().replace("at: 0:12", "at: 0:30").replace('"Now the byte.', '"Now.')
    older = older.replace("at: 1:10  #", "at: 1:30  #").replace("at: 4:20\n", "at: 4:20  # sure\n")
    again, outcomes = _locate(older, is_replacing=True)
    assert again.decode() == text.decode().replace("at: 4:20\n", "at: 4:10  # sure\n")
    assert outcomes[4] == "Exponent: set"


def test_what_an_alias_repeats_is_left_to_the_author() -> None:
    text = FILE.replace("Bit:\n", "Bit: &bit\n").replace("Byte:  # to do", "Byte: *bit")
    located, outcomes = _locate(text)
    assert outcomes[:2] == ["Bit: to be written by hand", "Byte: to be written by hand"]
    assert located.decode().startswith(text[: text.index("Memory")])


@pytest.mark.parametrize(
    "topics",
    [
        "{Bit: , Byte: }",
        "{\n          Bit:\n          }",
        "\n          ? Bit\n          :",
        "\n          ? Bit\n          : definition: a\n",
    ],
)
def test_what_has_no_place_for_a_line_is_left_to_the_author(topics: str) -> None:
    text = f"title: Bits\nchapters:\n  - title: Whole\n    time: 0:00\n    topics: {topics}\n"
    located, outcomes = _locate(text)
    assert located.decode() == text
    assert outcomes[0] == "Bit: to be written by hand"


def test_a_file_with_other_errors_or_a_transcript_that_is_none_changes_nothing(
    tmp_path: Path,
) -> None:
    path, transcript = tmp_path / "bits.yaml", tmp_path / "bits.vtt"
    path.write_text(FILE.replace("title: Float\n", "titel: Float\n"), encoding="utf-8")
    transcript.write_text("Good evening.", encoding="utf-8")
    located = locate_file(path, transcript)
    codes = [each.code for each in located.diagnostics]
    assert codes == ["malformed-transcript", "unknown-key"]
    assert located.results == ()


def test_a_file_that_changed_since_is_not_written(tmp_path: Path) -> None:
    path, transcript = tmp_path / "bits.yaml", tmp_path / "bits.vtt"
    path.write_text(FILE, encoding="utf-8")
    transcript.write_text(TRANSCRIPT, encoding="utf-8")
    located = locate_file(path, transcript)
    path.write_text(FILE + "\n", encoding="utf-8")
    with pytest.raises(FlashcardsError, match="was changed just now; run this again"):
        write_located(located)
    assert path.read_text(encoding="utf-8") == FILE + "\n"


def test_the_files_mode_and_a_link_to_it_stay(tmp_path: Path) -> None:
    path, link, transcript = (tmp_path / name for name in ("bits.yaml", "link.yaml", "bits.vtt"))
    path.write_text(FILE, encoding="utf-8")
    path.chmod(0o600)
    link.symlink_to(path)
    transcript.write_text(TRANSCRIPT, encoding="utf-8")
    assert write_located(locate_file(link, transcript))
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o600
    assert "at: 0:12" in path.read_text(encoding="utf-8")


# Any layout.

_VALUES = st.sampled_from(
    [
        "plain text",
        "plain  # mine",
        '"quoted: text"  ',
        "'it''s'",
        "one line\n  and another",
        "|\n  block",
        "|+\n  kept\n\n",
        ">-  # folded\n  text\n\n  more\n\n",
        "|2\n    odd\n",
        "&anchor text",
        "[a, b]",
        "\n  # a remark\n  text",
    ]
)


@st.composite
def _entries(draw: st.DrawFn, first: str, others: tuple[str, ...]) -> list[str]:
    """Draw the lines of a mapping: its keys in any order, with values of any layout."""
    keys = [first, *draw(st.lists(st.sampled_from(others), unique=True))]
    lines: list[str] = []
    for key in draw(st.permutations(keys)):
        value = draw(_VALUES)
        if (key == "tags") != value.startswith("["):
            value = "[a, b]" if key == "tags" else "text"
        value = value.replace("anchor", f"a{len(lines)}")
        lines += f"{key}: {value}".split("\n")
    if draw(st.booleans()):
        lines += (
            ["tags:", "- x", "- y  # mine"] if not any("tags:" in each for each in lines) else []
        )
    if draw(st.integers(0, 4)) == 0:
        lines.insert(0, draw(st.sampled_from(["at: # mine", "at: 0:30", "at: '0:30' # mine"])))
    return lines


@st.composite
def _topic(draw: st.DrawFn, term: str) -> list[str]:
    if draw(st.booleans()):
        return draw(
            st.sampled_from(
                [
                    [f"{term}:"],
                    [f"'{term}' :  # mine"],
                    [f"{term}: {{}}"],
                    [f"{term}: text"],
                    [f"{term}: {{definition: a, tags: [x, y] }}"],
                    [f"{term}: {{", "  definition: text, # mine", "  }"],
                ]
            )
        )
    width = draw(st.integers(1, 4))
    lines = draw(_entries("definition", ("hint", "extra", "tags")))
    return [f"{term}:", *(f"{' ' * width}{line}" for line in lines)]


@st.composite
def _question(draw: st.DrawFn, question: str) -> list[str]:
    if draw(st.integers(0, 3)) == 0:
        return [f"- {{question: {question}, answer: eight bits}}  # mine"]
    lines = [f"question: {question}", *draw(_entries("answer", ("hint", "extra", "tags")))]
    dash = draw(st.sampled_from(["- ", "-   "]))
    return [f"{dash}{lines[0]}", *(f"{' ' * len(dash)}{line}" for line in lines[1:])]


@st.composite
def _layout(draw: st.DrawFn) -> bytes:
    topics = [line for term in ("Bit", "Byte") for line in draw(_topic(term))]
    questions = [
        line
        for question in ("How many bits has a byte", "What is a bit")
        for line in draw(_question(question))
    ]
    step = " " * draw(st.integers(1, 4))
    indent = draw(st.sampled_from(["", step]))
    between = draw(st.sampled_from([[], [""], ["# remark"], ["", "  # odd", ""]]))
    chapter = [
        "title: Whole",
        "time: 0:00 - 3:00",
        "topics:",
        *(step + line for line in topics),
        *between,
        "questions:",
        *(indent + line for line in questions),
    ]
    lines = ["# a remark", "title: Bits", "chapters:", f"- {chapter[0]}"]
    lines += [f"  {line}" if line.strip() else line for line in chapter[1:]]
    end = draw(st.sampled_from(["\n", "\r\n"]))
    text = end.join(lines) + draw(st.sampled_from(["", end, end * 2, f"{end}# the end"]))
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + text.encode()


_LINE = r'[ ]*at: \d:\d\d  # (?:heard|by its place): "[^\r\n]*"'


def _undo(text: str) -> str:
    """Take out what may have been added, whatever was."""
    text = re.sub(rf"(?m)^{_LINE}\r?\n", "", text)
    text = re.sub(rf"\r?\n{_LINE}\Z", "", text)
    text = re.sub(r"at: \d:\d\d # mine", "at: # mine", text)
    text = re.sub(r"\{at: \d:\d\d\}", "{}", text)
    return re.sub(r", at: \d:\d\d", "", text)


def _load(text: bytes) -> Breakdown:
    found: list[Diagnostic] = []
    source = Source(path="content/bits.yaml", text=text.decode("utf-8-sig"))
    breakdown = load_source(source, found)
    assert breakdown is not None
    return breakdown


def _timeless(value: object) -> object:
    """Give a record of the model as plain values, the `at` of items left out."""
    if isinstance(value, Text | Moment) or not isinstance(value, tuple):
        return value
    if hasattr(value, "_asdict"):
        own = {name: each for name, each in value._asdict().items() if name not in {"at", "span"}}
        return {name: _timeless(each) for name, each in own.items()}
    return [_timeless(each) for each in value]


@given(_layout())
def test_in_any_layout_every_other_byte_stays_and_a_second_run_changes_nothing(
    before: bytes,
) -> None:
    after, outcomes = _locate(before)
    assert _undo(after.decode()) == _undo(before.decode()) == before.decode()
    assert _timeless(_load(after)) == _timeless(_load(before))
    moments = [topic.at for topic in _load(after).modules[0].chapters[0].topics]
    set_ones = [at is not None for at in moments]
    assert [each.split(": ")[-1] in {"set", "kept"} for each in outcomes[:2]] == set_ones
    again, _ = _locate(after)
    assert again == after
    replaced, _ = _locate(after, is_replacing=True)
    assert _timeless(_load(replaced)) == _timeless(_load(before))
    assert _locate(replaced, is_replacing=True)[0] == replaced
