"""How what is wrong with a source is shown, one of each code, help included."""

import pytest

from flashcards.diagnostics import Source
from flashcards.diagnostics.human import render_diagnostic
from tests.drafts.samples import PATH, run


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        (
            "podcast",
            '{"chapters": [}',
            """\
source:1:15: error[malformed-json]: `}` can't stand here in JSON
  |
1 | {"chapters": [}
  |               ^
  help: make the file anew: it may be cut off or changed""",
        ),
        (
            "yt-dlp",
            " []",
            """\
source:1:2: error[malformed-json]: the JSON is not an object with the video's chapters
  |
1 |  []
  |  ^
  help: name a file that starts with `{`""",
        ),
        (
            "podcast",
            '{"title": "a",\n"title": "b"}',
            """\
source:1:1: error[duplicate-key]: the key `title` stands twice in one object
  |
1 | {"title": "a",
  | ^
  help: keep one of the two""",
        ),
        (
            "matroska",
            "<Chapters>\n</EditionEntry>",
            """\
source:2:3: error[malformed-xml]: the XML can't be read from here on: mismatched tag
  |
2 | </EditionEntry>
  |   ^
  help: make the file anew: it may be cut off or changed""",
        ),
        (
            "matroska",
            '<!DOCTYPE a [<!ENTITY b "c">]><a/>',
            """\
source:1:14: error[malformed-xml]: the XML declares an entity, `b`
  |
1 | <!DOCTYPE a [<!ENTITY b "c">]><a/>
  |              ^^^^^^^^
  help: remove the declaration, and write out what it stands for""",
        ),
        (
            "description",
            "A film.",
            """\
source:1:1: error[no-chapters]: there are no chapters here
  |
1 | A film.
  | ^
  help: name a source that lists the video's chapters with their times""",
        ),
        (
            "podcast",
            '{"chapters": [{"title": "Alps"}, {"startTime": 0, "title": "Lake"}]}',
            """\
source:1:1: warning[invalid-chapter-time]: `Alps` (`chapters[0]`) has no start time and is left out
  |
1 | {"chapters": [{"title": "Alps"}, {"startTime": 0, "title": "Lake"}]}
  | ^
  help: add the chapter to the draft by hand""",
        ),
        (
            "webvtt",
            "WEBVTT\n\n00:04.000 --> 00:03.000\nAlps",
            """\
source:3:15: warning[invalid-chapter-time]: `Alps` ends at 0:03, before its start at 0:04: \
its end is left out
  |
3 | 00:04.000 --> 00:03.000
  |               ^^^^^^^^^
  help: write the chapter's end into the draft if it isn't the start of the next""",
        ),
        (
            "podcast",
            '{"chapters": [{"startTime": 0, "title": ""}]}',
            """\
source:1:1: warning[chapter-without-title]: the chapter at 0:00 has no title: it is named \
`Untitled chapter 1`
  |
1 | {"chapters": [{"startTime": 0, "title": ""}]}
  | ^
  help: give the chapter a title in the draft""",
        ),
        (
            "podcast",
            '{"title": 7, "chapters": [{"startTime": 0, "title": "Alps"}]}',
            """\
source:1:1: warning[unusable-value]: `title` is not a text and is left out
  |
1 | {"title": 7, "chapters": [{"startTime": 0, "title": "Alps"}]}
  | ^
  help: write what is missing into the draft""",
        ),
    ],
)
def test_a_problem_is_shown_with_its_line_and_what_to_do(name: str, text: str, shown: str) -> None:
    _, found = run(name, text)
    assert render_diagnostic(found[0], {PATH: Source(path=PATH, text=text)}) == shown
