"""Transcripts as people have them: copied from pages, and in the JSON and XML of many programs."""

import json

import pytest

from flashcards.diagnostics import Source
from flashcards.transcripts.transcript import read_cues

SAID = (
    (0, "We start high up in the Alps"),
    (7, "and then there is a large lake"),
    (65, "and then the sea."),
)


def _clock(second: int, *, long: bool = False) -> str:
    return f"{'00:' if long else ''}{second // 60:02}:{second % 60:02}"


def _lines(form: str, between: str = "\n") -> str:
    """Write what is said in a form with places for a short and a long time, and the words."""
    return between.join(
        form.format(
            short=f"{second // 60}:{second % 60:02}",
            long=_clock(second, long=True),
            after=_clock(second + 5, long=True),
            second=second,
            words=words,
        )
        for second, words in SAID
    )


WRITTEN = {
    "YouTube's panel": _lines("{short}\n{words}"),
    "the panel as it is read out": _lines("{short}\n{second} seconds\n{words}"),
    "the panel in one line": _lines("{short} {words}"),
    "the panel without a gap": _lines("{short}{words}"),
    "SBV": _lines("{long}.000,{after}.000\n{words}\n"),
    "what Whisper prints": _lines("[{long}.000 --> {after}.000]  {words}"),
    "Whisper's table": "start\tend\ttext\n"
    + "\n".join(f"{second * 1000}\t{second * 1000 + 500}\t{words}" for second, words in SAID),
    "lyrics": _lines("[{long}.00]{words}"),
    "names above": _lines("Ada Lovelace ({long}):\n{words}\n"),
    "names and a dash": _lines("Ada Lovelace - {long}\n{words}\n"),
    "names behind": _lines("[{long}] **Ada**: {words}\n"),
    "names in brackets": _lines("[Ada Lovelace] {long}\n{words}\n"),
    "rows in seconds": "start,end,text\n"
    + "\n".join(f'{second}.0,{second + 5}.25,"{words}"' for second, words in SAID),
    "a sound editor's labels": "\n".join(
        f"{second}.000000\t{second + 5}.000000\t{words}" for second, words in SAID
    ),
    "names that are linked": _lines("Ada [({long})](https://rivers.example/v?t=1) {words}\n"),
    "a time in bold": "## Transcript\n\n" + _lines("**{short}** · {words}", "\n\n"),
    "a list of chapters above": "0:00 Alps\n0:07 Lake\n\n# Transcript\n\n"
    + _lines("{short} {words}"),
    "times that are linked behind": _lines("*  {words} [[{long}](https://rivers.example/v?t=1)]"),
    "a page's paragraphs": _lines("<p>[{long}] <strong>Ada:</strong> {words}\n</p>"),
    "a page's paragraphs, with names before": _lines(
        "<p>\n<b>Ada: </b>[{long}] {words}&nbsp;\n</p>"
    ),
    "SSA": _lines("Dialogue: 0,{long}.00,{after}.00,Default,,0,0,0,,{words}"),
    "timedtext": "<transcript>"
    + "".join(f'<text start="{second}.0" dur="2">{words}</text>' for second, words in SAID)
    + "</transcript>",
    "TTML": "<tt><body>"
    + _lines('<p begin="{long}.000" end="{after}.000">{words}</p>')
    + "</body></tt>",
    "YouTube's third format": "<timedtext><body>"
    + "".join(f'<p t="{second * 1000}" d="9"><s>{words}</s></p>' for second, words in SAID)
    + "</body></timedtext>",
}


@pytest.mark.parametrize("name", WRITTEN)
def test_text_and_xml_with_times_are_read(name: str) -> None:
    cues = read_cues(Source(path="talk", text=WRITTEN[name]))
    assert [(cue.start, cue.text) for cue in cues] == [
        (second * 1000, words) for second, words in SAID
    ]


def _words(second: int, words: str) -> list[dict[str, object]]:
    return [
        {"word": word, "start": second + number / 4} for number, word in enumerate(words.split())
    ]


JSON: dict[str, object] = {
    "Whisper": {
        "text": "all of it",
        "segments": [
            {"id": 1, "start": float(second), "text": f" {words}", "words": _words(second, words)}
            for second, words in SAID
        ],
    },
    "whisper.cpp": {
        "transcription": [
            {"timestamps": {"from": "x"}, "offsets": {"from": second * 1000}, "text": words}
            for second, words in SAID
        ]
    },
    "transformers": {
        "chunks": [{"timestamp": [second, None], "text": words} for second, words in SAID]
    },
    "youtube-transcript-api": [
        {"text": words, "start": float(second), "duration": 2.0} for second, words in SAID
    ],
    "milliseconds": [
        {"text": words, "offset": second * 1000, "duration": 900} for second, words in SAID
    ],
    "Podcasting 2.0": {
        "version": "1.0.0",
        "segments": [
            {"speaker": "Ada", "startTime": second, "body": words} for second, words in SAID
        ],
    },
    "utterances": {
        "utterances": [
            {"start": second * 1000, "text": words, "words": _words(second * 1000, words)}
            for second, words in SAID
        ]
    },
    "rows": [[words, float(second), second + 5.5] for second, words in SAID],
    "values": {"monologues": [{"ts": float(second), "value": words} for second, words in SAID]},
    "what YouTube's page loads": {
        "a": [
            {"r": {"startMs": f"{second * 1000}", "snippet": {"runs": [{"text": words}]}}}
            for second, words in SAID
        ]
    },
}


@pytest.mark.parametrize("name", JSON)
def test_json_of_many_programs_is_read(name: str) -> None:
    cues = read_cues(Source(path="talk", text=json.dumps(JSON[name])))
    assert [(cue.start, cue.text) for cue in cues] == [
        (second * 1000, words) for second, words in SAID
    ]


def test_json_by_lines_is_read() -> None:
    text = "\n".join(json.dumps({"start": second + 0.5, "text": words}) for second, words in SAID)
    assert [cue.start for cue in read_cues(Source(path="talk", text=text))] == [500, 7500, 65_500]


@pytest.mark.parametrize(
    "text", ["", "We start.", "{}", "[1, 2]", "<p>We start.</p>", "0:00\n0:07\n"]
)
def test_a_text_without_words_at_times_gives_nothing(text: str) -> None:
    assert read_cues(Source(path="talk", text=text)) == ()
