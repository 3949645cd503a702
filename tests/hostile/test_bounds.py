"""A megabyte of content that means harm: a minute, 500 MB, and a word where that ended it."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.hostile import crafted
from tests.hostile.bounded import run_measured

_LARGEST = 1_600_000
"""Bytes of content and lock, or source and transcript, together."""

_ALL = ("check", "build", "diff", "preview", "list", "build")
_SHORT = crafted.summaries(["==a== b"])
_FULL = crafted.marked(490, "w")
_ORDINARY = "Which lake is the deepest, and how deep is number {}?"

Make = Callable[[], str]


def _below(key: str) -> str:
    return crafted.with_title(key, "a" * 99_000, 9_000)


REFUSED: Mapping[str, tuple[Make, str]] = {
    "4,000 inherited tags": (
        lambda: crafted.tagged((f"t{number}" for number in range(4_000)), 2_500),
        "too-much-repeated",
    ),
    "a tag": (lambda: crafted.tagged(["a" * 99_000], 9_000), "value-too-long"),
    "a long title": (lambda: _below("title"), "value-too-long"),
    "a long deck": (lambda: _below("deck"), "value-too-long"),
    "a long author": (lambda: _below("author"), "value-too-long"),
    "a long id": (lambda: _below("id"), "value-too-long"),
    "a long url": (
        lambda: crafted.with_title("url", f"https://a.example/{'a' * 90_000}", 9_000),
        "value-too-long",
    ),
    "topics in many chapters": (lambda: crafted.mentions(250, 300), "too-much-repeated"),
    "wide tables": (
        lambda: crafted.questions([crafted.table(12_000, 15_000)[:99_000]] * 9),
        "table-too-large",
    ),
    "tables of many rows": (
        lambda: crafted.questions([crafted.table(40, 1_000)] * 250),
        "table-too-large",
    ),
}
"""Content that is refused at once, with the code."""

BUILT: Mapping[str, Make] = {
    "500 blanks in each of 200 summaries": lambda: crafted.summaries([_FULL] * 200),
    "long summaries": lambda: crafted.summaries([f"{_FULL} {'x ' * 45_000}"] * 9),
    "code": lambda: crafted.questions(["```cs\n" + "a\n" * 740 + "```\n"] * 600),
    "tiny code": lambda: crafted.questions(["```java\n\n```\n" * 6_000] * 10),
    "unknown languages": lambda: crafted.questions(
        "".join(f"```z{at}-{number}\na\n```\n" for number in range(5_000)) for at in range(10)
    ),
    "one long line in a list": lambda: (
        crafted.questions(["a"] * 16_000, asked="{}")
        + crafted.questions(["a"], asked="w " * 49_000, head="").removeprefix("  questions:\n")
    ),
    "math": lambda: crafted.questions(["$x$ " * 20_000] * 9),
    "links": lambda: crafted.questions(["[a](http://b.example) " * 4_000] * 9),
    "definitions of links": lambda: crafted.questions(["[a]" * 30_000 + "\n\n[a]: x"] * 9),
    "quotes in quotes": lambda: crafted.questions([">" * 60 + " a\n" + "*_" * 20_000] * 9),
    "open brackets": lambda: crafted.questions(["![a][" * 18_000] * 9),
    "unknown tags": lambda: crafted.questions(["<x>" * 30_000] * 9),
    "questions that differ by a number": lambda: crafted.plain(13_000),
    "a repeated question": lambda: crafted.questions(
        map(str, range(12)), asked="kappa lambda " * 6_000 + "{}"
    ),
    "titles at the bound": lambda: crafted.with_title("title", "t" * 1_000, 9_000),
}
"""Content that builds; preview alone may refuse it."""

BROKEN: Mapping[str, Make] = {
    "an unknown key": lambda: "".join(f"{letter * 99_000}: x\n" for letter in "abcdefghi"),
    "unknown keys": lambda: "title: T\n" + "".join(f"titel{at}: x\n" for at in range(60_000)),
    "a line of errors": lambda: "title: T\nchapters: [" + "a, " * 300_000 + "]\n",
    "errors": lambda: "title: T\r" + "x: y\r" * 180_000,
    "unused anchors": lambda: "objectives:\n" + "".join(f"- &a{at} x\n" for at in range(65_000)),
    "chapters of one time": lambda: "title: T\nchapters:\n" + "- {title: c, time: 0:00}\n" * 30_000,
    "times in no chapter": lambda: (
        "title: T\nmodules:\n- title: M\n  chapters:\n"
        + "".join(f"  - {{title: c{at}, time: {at}:00-{at}:30}}\n" for at in range(11_000))
        + "- title: N\n  chapters: [{title: z, time: 50000:00}]\n  questions:\n"
        + "".join(f"  - {{question: q{at}, answer: a, at: {at}:45}}\n" for at in range(11_000))
    ),
}

LOCKS: Mapping[str, tuple[Make, Make]] = {
    "blanks": (lambda: _SHORT, lambda: crafted.lock([{"back": "{{c1::a}} " * 90_000}])),
    "open blanks": (lambda: _SHORT, lambda: crafted.lock([{"back": "{{c1::" * 150_000}])),
    "deleted blanks": (
        lambda: crafted.summaries([_FULL]),
        lambda: crafted.lock([{"gone": [[at % 9_998 + 1, f"x{at}"] for at in range(60_000)]}]),
    ),
    "lines of one key": (
        lambda: _SHORT,
        lambda: crafted.lock({"mod": at, "gone": [[1, f"{at}"]] * 20} for at in range(3_000)),
    ),
    "lines of no entry": (lambda: _SHORT, lambda: "flashcards-lock 1.0\n" + "a\n" * 400_000),
    "notes that look alike": (
        lambda: crafted.questions(crafted.alike(2, 320)),
        lambda: crafted.released(crafted.alike(3, 320)),
    ),
}

EDITS: Mapping[str, tuple[Make, Make]] = {
    "3,000 words against 24,000": (
        lambda: crafted.questions([crafted.words(1, 3_000)]),
        lambda: crafted.questions([crafted.words(2, 24_000)]),
    ),
    "very long texts": (
        lambda: crafted.questions([crafted.words(1, 49_000)] * 9),
        lambda: crafted.questions([crafted.words(2, 49_000)] * 9),
    ),
    "many texts of 25 words": (
        lambda: crafted.questions(crafted.words(at, 25) for at in range(7_000)),
        lambda: crafted.questions(crafted.words(-at - 1, 25) for at in range(7_000)),
    ),
    "all blanks": (
        lambda: crafted.summaries([_FULL] * 200),
        lambda: crafted.summaries([crafted.marked(490, "v")] * 200),
    ),
}

SOURCES: Mapping[str, tuple[str, Make]] = {
    "chapters of one name": ("s.json", lambda: crafted.chapter_list(22_000)),
    "a description of chapters of one name": (
        "s.txt",
        lambda: "".join(f"{at // 6}:{at % 6}0 Intro\n" for at in range(5_900)),
    ),
    "chapters": (
        "s.txt",
        lambda: "".join(
            f"{at // 360}:{at // 6 % 60:02}:{at % 6}0 Intro {at}\n" for at in range(38_000)
        ),
    ),
    "long titles": ("s.json", lambda: crafted.chapter_list(1_900, "*" * 490)),
    "lists that begin anew": ("s.txt", lambda: "0:00 a\n0:10 b\n0:20 c\nSongs:\n" * 38_000),
    "times in a line": ("s.txt", lambda: ("1:00 " * 39 + "\n") * 5_000),
    "brackets of links": ("s.md", lambda: ("[" * 7_900 + "](\n") * 120),
    "signs of markup": ("s.md", lambda: ("*a _a `a <a " * 650 + "\n") * 120),
    "headings": ("s.md", lambda: "## a 0:00\n## b 5:00\nc\n" * 30_000),
    "open elements": ("s.xml", lambda: "<t>" + '<text start="1">a' * 50_000),
    "deep brackets": ("s.json", lambda: "[" * 900_000),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make an empty project."""
    for name in ("content", "decks"):
        (tmp_path / name).mkdir()
    return tmp_path


def _write(project: Path, text: str, name: str = "content/x.yaml") -> None:
    assert len(text.encode()) <= _LARGEST
    (project / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_be_a_thousand_times_as_large_is_refused(project: Path, name: str) -> None:
    make, code = REFUSED[name]
    _write(project, make())
    for command in ("check", "build", "preview"):
        result = run_measured(project, command)
        assert result.returncode == 1
        assert f"error[{code}]" in result.stdout + result.stderr
    assert not any((project / "decks").iterdir())


@pytest.mark.parametrize("name", BUILT)
def test_what_is_only_much_builds(project: Path, name: str) -> None:
    _write(project, BUILT[name]())
    assert run_measured(project, "build").returncode == 0
    assert run_measured(project, "check").returncode in {0, 1}  # the craft's rules may say no
    previewed = run_measured(project, "preview")
    assert previewed.returncode == ("error[preview-too-large]" in previewed.stderr)


@pytest.mark.parametrize("name", BROKEN)
def test_any_number_of_errors_ends(project: Path, name: str) -> None:
    _write(project, BROKEN[name]())
    for command in ("check", "build", "check --format json", "check --format github"):
        assert run_measured(project, *command.split()).returncode == 1


@pytest.mark.parametrize("name", LOCKS)
def test_any_lock_ends(project: Path, name: str) -> None:
    make_content, make_lock = LOCKS[name]
    _write(project, make_content())
    _write(project, make_lock(), "decks/x.lock")
    expected = name == "lines of no entry"
    assert run_measured(project, "diff").returncode in {0, 1}  # it may know of lost histories
    assert run_measured(project, "build", "--retire", "all").returncode == expected


@pytest.mark.parametrize("name", EDITS)
def test_any_edit_ends(project: Path, name: str) -> None:
    before, after = EDITS[name]
    _write(project, before())
    assert run_measured(project, "build").returncode == 0
    _write(project, after())
    assert run_measured(project, "diff").returncode in {0, 1}  # as above
    assert run_measured(project, "build", "--retire", "all").returncode == 0


@pytest.mark.parametrize("name", SOURCES)
def test_any_source_ends(project: Path, name: str) -> None:
    file, make = SOURCES[name]
    _write(project, make(), file)
    run_measured(project, "draft", file)


@pytest.mark.parametrize("title", ["T" * 1_500, "*" * 1_200], ids=["plain", "escaped"])
def test_a_draft_of_too_long_a_title_is_refused(project: Path, title: str) -> None:
    _write(project, crafted.chapter_list(3).replace('"T"', f'"{title}"'), "s.json")
    result = run_measured(project, "draft", "s.json")
    assert result.returncode == 1
    assert "error[text-too-long]" in result.stderr
    named = run_measured(project, "draft", "s.json", "--title", title)
    assert named.returncode == 1


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("What is the neural network {}?", "neural network"),
        ("What is the network {}?", "network " * 10),
        (" ".join(f"w{number}" for number in range(100)) + " {}", "w1 w2 w3 w4 w5"),
    ],
)
def test_any_transcript_ends(project: Path, asked: str, said: str) -> None:
    count = 600_000 // (len(asked) + 30)
    _write(project, crafted.questions(map(str, range(count)), asked=asked))
    _write(project, crafted.captions(600_000 // (len(said) + 32), said), "t.vtt")
    result = run_measured(project, "locate", "content/x.yaml", "--transcript", "t.vtt")
    assert result.returncode == 0


def test_content_that_is_only_large_is_not_hit(project: Path) -> None:
    """Ten thousand notes with a title of 200 characters, an address and the usual tags."""
    head = (
        f"title: {'Lakes of the world, from the deepest to the largest. ' * 4}\n"
        "url: https://www.youtube.com/watch?v=EV7WhVT270Q\ntags: [ai, ml]\n"
        "duration: 5:00:00\nmodules:\n- title: Lakes of ice, and of fire\n  chapters:\n"
        "  - title: A chapter with a name of the usual length\n    time: 0:00\n"
    )
    _write(
        project,
        head
        + "    questions:\n"
        + "".join(
            f"    - {{question: '{_ORDINARY.format(at)}', answer: '{at} m'}}\n"
            for at in range(10_000)
        ),
    )
    for command in _ALL:
        assert run_measured(project, command).returncode == 0
