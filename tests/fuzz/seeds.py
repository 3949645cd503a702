"""Inputs to start from: what the repository has, cut to the size that each target wants."""

import re
from collections.abc import Iterator
from pathlib import Path

from flashcards.content.schema import CHAPTER, FILE, MODULE, QUESTION, TOPIC
from tests.fuzz.collection_targets import make_collection
from tests.fuzz.package_targets import make_database
from tests.media import FLAC, GIF, JPEG, M4A, MP3, OGG, PNG, WAV, WEBP

_ROOT = Path(__file__).parents[2]
_PICTURES = _ROOT / "tests" / "disk" / "pictures"
_YAML_BLOCK = re.compile(r"^```yaml[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
_MARKDOWN = re.compile(r"^[^\n]+\n\.\n(.*?)\n\.\n", re.DOTALL | re.MULTILINE)

WORDS = (
    *sorted({name for level in (FILE, MODULE, CHAPTER, TOPIC, QUESTION) for name in level.names}),
    *("- ", ": ", "\n  ", "\n    ", "\n      ", ">-\n", "|\n", "&a ", "*a", "<<: *a", "!!str "),
    *("==", "$$", "{{c1::", "}}", "<b>", "</b>", "[a](https://a.example)", "[a]: ", "```", "~~~"),
    *("<script>", "onerror=", "javascript:", "<!--", "-->", "<![CDATA[", "&#123;", "&lt;", "![]("),
    *('![a](a.png "b")', "![](b.mp3)", "&#14;0&#15;", "&#4;", "```py\n", "<p>", "<a title='"),
    *("flashcards-lock 1.0\n", '"gone": [[1, "a"]]', '"tags": []', '"key": "rlhf/topic/a"'),
    *("WEBVTT\n\n", "00:01.000 --> 00:02.000\n", "1:02:03", "0:00 - 1:00", '{"chapters": ['),
    *(";FFMETADATA1\n", "[CHAPTER]\n", "<Chapters>", "<ChapterAtom>", "Video Index", "\\u0000"),
)
"""What mutation alone would be long in finding."""

MARKUP = (
    *"[ ] ( ) ! < > * _ ` $ \\ = { } | # ~ - +".split(),
    *(
        " ",
        "\n",
        "\n\n",
        "    ",
        "\t",
        "> ",
        "1. ",
        "---\n",
        "===\n",
        "**",
        "``",
        "a",
        "b",
        "Z",
        "9",
    ),
    *("](", "](x:y)", "](https://a.b)", "[x]", "[x]: https://a.b\n", "![", "a.png", "b.mp3"),
    *(
        "<a href='",
        "'>",
        "</a>",
        "<b",
        "<div>\n",
        "<br>",
        "<pre>",
        "</pre>",
        "<style>",
        "<summary>",
    ),
    *(
        "<?",
        "?>",
        "<!A",
        "]]>",
        "<https://a.b>",
        "<a@b.c>",
        "https://a.b",
        "| a | b |\n|---|---|\n",
    ),
    *(
        "&#x4;",
        "&#5",
        "&amp;",
        "&copy;",
        "&#91;",
        "&#60;",
        "&#92;",
        "\\(",
        "\\[",
        "\\]",
        "c1::",
        "::",
    ),
    *(
        "\\href{",
        "\\style{",
        "\\let\\a",
        "url(",
        "$$sound:",
        "$$[type:",
        "$\\frac",
        "\\)",
        "%",
        "}$",
    ),
    *("<wbr>", "<WBR/>", "<span>", "</span>", "<bdi></bdi>", "<!-- -->", "<i></i>"),
    *(
        "&shy;",
        "&#8203;",
        "&bsol;",
        "&lpar;",
        "&#40;",
        "&#41;",
        "\u00ad",
        "\u200b",
        "\u2060",
        "\u200e",
    ),
    *("[sound:", "[latex]", "[$]", "[type:", "[[type:", "]]", "{{", "é", "日", "\u00a0"),
)
"""What Markdown, HTML and Anki read as more than text."""

_SOURCES = (
    "WEBVTT\n\n00:00.000 --> 00:05.000\nOne lake\n\n00:05.000 --> 00:09.500\n<v Ann>Two &amp; 3\n",
    "1\n00:00:00,000 --> 00:00:05,000\nOne lake\n\n2\n00:00:05,000 --> 00:00:09,500\nTwo\n",
    '{"events": [{"tStartMs": 0, "dDurationMs": 900, "segs": [{"utf8": "One lake"}]}]}',
    '{"title": "Lakes", "duration": 9.5, "chapters": [{"start_time": 0, "title": "One"}]}',
    '{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "One", "toc": false}]}',
    "Lakes\n\n0:00 One\n(1:00) Two\n2:00 - Three\n",
    ";FFMETADATA1\ntitle=Lakes\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=900\ntitle=One\n",
    (
        "<Chapters><EditionEntry><ChapterAtom><ChapterTimeStart>00:00:00.0</ChapterTimeStart>"
        "<ChapterDisplay><ChapterString>One</ChapterString></ChapterDisplay></ChapterAtom>"
        "</EditionEntry></Chapters>"
    ),
    "Lakes\n\nVideo Index\n\nModule 1: Deep ones\n\nOne 0:00 - 1:00\nTopics: Depth\n\nWhy?\nSo.\n",
)
"""A little of every kind of source of a draft or a transcript; each importer gets all."""


def find_seeds(target: str) -> Iterator[bytes]:
    """Give the inputs that a target starts from."""
    if target in ("markdown", "mask", "own-text"):
        yield from _blocks("tests/markdown", _MARKDOWN)
    elif target in ("reader", "content"):
        yield from _blocks("tests/cases", _YAML_BLOCK)
        yield (_ROOT / "content" / "numbers-in-computers.yaml").read_bytes()
    elif target == "lock":
        text = (_ROOT / "decks" / "numbers-in-computers.lock").read_text(encoding="utf-8")
        yield text.replace('"numbers-in-computers/', '"rlhf/').encode()
    elif target == "format":
        yield from (PNG, JPEG, GIF, WEBP, MP3, OGG, WAV, M4A, FLAC)
    elif target == "database":
        yield make_database()
    elif target == "collection":
        yield make_collection()
    elif target == "packaged":
        yield from (b"{{c1::policy}}", b"a {{c2::value::hint}}\x1f", b"<b>&#123;&amp;</b>\x1f\x1f")
    elif target == "picture":
        yield from (path.read_bytes() for path in sorted(_PICTURES.glob("*.svg")))
    elif target == "transcript" or target.startswith("import-"):
        yield from (source.encode() for source in _SOURCES)
    else:
        yield bytes(range(96))
        yield b"\0\1\2\0\2\1\1\0\xff\0\1\1\0\2\1\1\0\xff\3\5\4\0"


def _blocks(folder: str, pattern: re.Pattern[str]) -> Iterator[bytes]:
    for path in sorted((_ROOT / folder).glob("*.md")):
        yield from (block.encode() for block in pattern.findall(path.read_text(encoding="utf-8")))
