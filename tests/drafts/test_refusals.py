"""A text that no draft can be made of: what is said of it, and what to do."""

import pytest

from flashcards.diagnostics import Diagnostic, Source
from flashcards.drafts.formats import import_source

_FETCH = (
    "let yt-dlp fetch what is known of it, `yt-dlp --skip-download --write-info-json URL`, "
    "then run `flashcards draft *.info.json`"
)


@pytest.mark.parametrize(
    ("text", "message", "help_"),
    [
        (
            "".join(
                f"0:{second:02}\nand so we go on down the river\n" for second in range(0, 50, 4)
            ),
            "this is a transcript: it has what is said, and no chapters",
            (
                "name a source that lists the video's chapters, such as its description, "
                "and give this one with `--transcript talk.txt`"
            ),
        ),
        ("https://youtu.be/Rh1ne-0_aaa\n", "this is an address and no text", _FETCH),
        (
            "title: Rhine\nchapters:\n  - title: Alps\n    time: 0:00\n",
            "this is a content file already",
            "run `flashcards check talk.txt` on it",
        ),
        (
            "<!DOCTYPE html>\n<p>0:00 Alps</p>\n",
            "this is the code of a web page",
            "copy the page's text from a browser into a file",
        ),
        (
            "%PDF-1.7\n",
            "this is a document and no text",
            "copy its text into a .txt file",
        ),
        (
            "At 4:10 we reach the lake.\n",
            "there are times in the text, but no list of chapters",
            "write each chapter on a line of its own, as in `4:10 Title`, from `0:00` on",
        ),
    ],
)
def test_a_refusal_says_what_the_text_seems_to_be(text: str, message: str, help_: str) -> None:
    found: list[Diagnostic] = []
    assert import_source(Source(path="talk.txt", text=text), found.append) is None
    assert [(each.code, each.message, each.help) for each in found] == [
        ("unknown-draft-source", message, help_)
    ]
