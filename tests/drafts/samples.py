"""One realistic sample of each format, and of texts that are none of them."""

from importlib import import_module

from flashcards.diagnostics import Diagnostic, Source, Span
from flashcards.drafts.formats import FORMATS, ImportDraft, Recognise
from flashcards.drafts.records import Draft, DraftChapter, DraftModule
from flashcards.text.times import Milliseconds

PATH = "source"

_MODULES = {
    each.name: import_module(f"flashcards.drafts.formats.{each.module}")
    for each in FORMATS
    if each.name != "breakdown"  # whose tests have a page of their own
}
RECOGNISERS: dict[str, Recognise] = {name: each.recognise for name, each in _MODULES.items()}
IMPORTERS: dict[str, ImportDraft] = {name: each.import_draft for name, each in _MODULES.items()}

YT_DLP = """\
{"id": "Rh1ne-0_aaa", "title": "The Rhine, from Source to Sea", "formats": [{"format_id": "sb0",
"format_note": "storyboard", "fps": 0.1, "fragments": [{"url": "https://i.example/sb/M0.jpg",
"duration": 10.0}]}], "thumbnail": "https://i.example/vi/max.webp", "description":
"A film.\\n\\n0:00 Not these\\n1:00 As chapters are there", "channel_id": "UCaaa", "duration": 754,
"view_count": 1205, "average_rating": null, "age_limit": 0,
"webpage_url": "https://www.youtube.com/watch?v=Rh1ne-0_aaa", "categories": ["Education"],
"tags": [], "playable_in_embed": true, "live_status": "not_live", "_format_sort_fields": ["hasvid"],
"automatic_captions": {"en": [{"ext": "vtt", "url": "https://c.example/en.vtt"}]}, "subtitles": {},
"chapters": [{"start_time": 0.0, "title": "Alps", "end_time": 250.0},
{"start_time": 250.0, "title": "Lake Constance", "end_time": 754.0}], "channel": "Rivers",
"uploader": "Rivers Inc.", "upload_date": "20260130", "timestamp": 1769731200,
"release_timestamp": null, "extractor": "youtube", "extractor_key": "Youtube",
"original_url": "https://youtu.be/Rh1ne-0_aaa", "fulltitle": "The Rhine, from Source to Sea",
"epoch": 1769817600, "_type": "video", "_version": {"version": "2026.01.01",
"repository": "yt-dlp/yt-dlp"}}
"""

DESCRIPTION = """\
The Rhine, from Source to Sea

We follow the river for 1,233 km. At 4:10 we reach the lake, at 12:34 the sea.
Support us: https://rivers.example/join

TIMESTAMPS
0:00 - Alps
4:10 - Lake Constance
12:34 - Rotterdam

Music by the Rivers Band.
#rhine #rivers
"""

PODCAST = """\
{
  "version": "1.2.0",
  "title": "Episode 7: the Rhine",
  "author": "Ada",
  "podcastName": "Rivers",
  "fileName": "rivers-7.mp3",
  "chapters": [
    {"startTime": 0, "title": "Alps", "img": "https://rivers.example/alps.jpg"},
    {"startTime": 31.5, "toc": false, "img": "https://rivers.example/map.jpg"},
    {"startTime": 250.0, "endTime": 754, "title": "Lake Constance",
     "location": {"name": "Bodensee", "geo": "geo:47.6,9.4"}}
  ]
}
"""

WEBVTT = """\
WEBVTT

NOTE made by hand

1
00:00:00.000 --> 00:04:10.000
Alps

2
00:04:10.000 --> 00:12:34.000 align:start
Lake Constance
"""

FFMETADATA = """\
;FFMETADATA1
title=The Rhine\\; from Source to Sea
artist=Rivers
date=20260131
comment=https://www.youtube.com/watch?v=Rh1ne-0_aaa
encoder=Lavf61.7.100
[CHAPTER]
TIMEBASE=1/1000
START=0
END=250000
title=Alps
[CHAPTER]
TIMEBASE=1/1000
START=250000
END=754000
title=Lake Constance
"""

MATROSKA = """\
<?xml version="1.0"?>
<!-- <!DOCTYPE Chapters SYSTEM "matroskachapters.dtd"> -->
<Chapters>
  <EditionEntry>
    <EditionFlagHidden>0</EditionFlagHidden>
    <EditionFlagDefault>0</EditionFlagDefault>
    <EditionUID>10757356142376073016</EditionUID>
    <ChapterAtom>
      <ChapterUID>4969231568761991702</ChapterUID>
      <ChapterTimeStart>00:00:00.000000000</ChapterTimeStart>
      <ChapterFlagHidden>0</ChapterFlagHidden>
      <ChapterFlagEnabled>1</ChapterFlagEnabled>
      <ChapterTimeEnd>00:04:10.000000000</ChapterTimeEnd>
      <ChapterDisplay>
        <ChapterString>Alps</ChapterString>
        <ChapterLanguage>eng</ChapterLanguage>
      </ChapterDisplay>
    </ChapterAtom>
    <ChapterAtom>
      <ChapterTimeStart>00:04:10.000000000</ChapterTimeStart>
      <ChapterTimeEnd>00:12:34.000000000</ChapterTimeEnd>
      <ChapterDisplay>
        <ChapterString>Lake Constance</ChapterString>
        <ChapterLanguage>eng</ChapterLanguage>
      </ChapterDisplay>
    </ChapterAtom>
  </EditionEntry>
</Chapters>
"""

PODLOVE = """\
<?xml version="1.0" encoding="utf-8"?>
<psc:chapters version="1.2" xmlns:psc="http://podlove.org/simple-chapters">
  <psc:chapter start="00:00:00.000" title="Alps"/>
  <psc:chapter start="4:10" title="Lake &amp; Constance" href="https://rivers.example/lake"/>
</psc:chapters>
"""

OGM = """\
CHAPTER01=00:00:00.000
CHAPTER01NAME=Alps
CHAPTER02=00:04:10.000
CHAPTER02NAME=Lake Constance
"""

SAMPLES = {
    "podlove": PODLOVE,
    "ogm": OGM,
    "yt-dlp": YT_DLP,
    "description": DESCRIPTION,
    "podcast": PODCAST,
    "webvtt": WEBVTT,
    "ffmetadata": FFMETADATA,
    "matroska": MATROSKA,
}

NONE_OF_THEM = {
    "nothing": "",
    "blanks": " \n\t\n",
    "prose": "A film about the Rhine. At 4:10 we reach the lake.\nAt 12:34 we reach the sea.\n",
    "a breakdown page": (
        "The Rhine, from Source to Sea\nAdded by: Ada\nWhat You'll Learn\n- Name the lakes.\n"
        "Key Topics\nLakes\nVideo Index\nUpstream\nThis module follows the young river.\nAlps\n"
        "0:00 - 4:10\nShows where the river rises.\nGlaciers\nLake Constance\n4:10 - 12:34\n"
        "Shows the lake.\nQuestions\nWhere does it rise?\nIn the Alps.\n"
    ),
    "captions": (
        "WEBVTT\nKind: captions\nLanguage: en\n\n"
        "00:00:00.000 --> 00:01:00.000\nhello\n\n00:01:00.000 --> 00:02:00.000\nthere\n"
    ),
    "captions of no kind": (
        "WEBVTT\n\n00:00:00.120 --> 00:00:02.300 align:start position:0%\nhello<00:00:01.000>"
        "<c> and welcome</c>\n\n00:00:02.300 --> 00:00:05.110\nto the Rhine\n"
    ),
    "a header alone": "WEBVTT\n",
    "SubRip": (
        "1\n00:00:00,120 --> 00:00:02,300\nhello\n\n2\n00:01:02,300 --> 00:01:05,110\nthere\n"
    ),
    "a transcript as YouTube shows it": "0:00\nhello and welcome\n0:04\nto the Rhine\n",
    "a transcript in lines": "".join(f"0:{second:02} some words\n" for second in range(0, 60, 4)),
    "json3": '{"wireMagic": "pb3", "events": [{"tStartMs": 0, "segs": [{"utf8": "hello"}]}]}',
    "other JSON": '{"name": "rivers", "version": "1.0.0", "scripts": {"test": "0:00 a"}}',
    "a JSON list": '[{"start": "0:00 Alps"},\n{"start": "4:10 Lake"}]',
    "a page": "<!DOCTYPE html>\n<ul>\n<li>0:00 Alps</li>\n<li>4:10 Lake</li>\n</ul>\n",
    "Matroska's tags": "<?xml version='1.0'?>\n<Tags><Tag><Simple/></Tag></Tags>\n",
    "a content file": (
        "title: Rhine\nchapters:\n  - title: Alps\n    time: 0:00\n  - title: Lake\n"
        "    time: 4:10\n  - title: Sea\n    time: 12:34 - 20:00\n"
    ),
    "verses": "John 3:16\nRomans 8:28\nPhilippians 4:13\n",
}


def run(name: str, text: str) -> tuple[Draft | None, list[Diagnostic]]:
    """Import a text by the format's name; give the draft and what was reported."""
    found: list[Diagnostic] = []
    return IMPORTERS[name](Source(path=PATH, text=text), found.append), found


def complaints(name: str, text: str) -> list[str]:
    """Give what is reported of a text, as `line:column text severity[code] message`."""
    source = Source(path=PATH, text=text)
    _, found = run(name, text)
    return [
        f"{line}:{column} {text[each.span.start : each.span.end]!r} "
        f"{each.severity.value}[{each.code}] {each.message}"
        for each in found
        for line, column in [source.position(each.span.start)]
    ]


def said(name: str, text: str) -> tuple[Draft, list[str]]:
    """Import a text that gives a draft; give the codes of what is reported, too."""
    draft, found = run(name, text)
    assert draft is not None
    return draft, [each.code for each in found]


def clean(name: str, text: str) -> Draft:
    """Import a text of which nothing is to be reported."""
    draft, found = run(name, text)
    assert found == []
    assert draft is not None
    return draft


def chapter(
    title: str, start: int, end: int | None = None, summary: str = "", comment: str = ""
) -> DraftChapter:
    """Make a chapter of times in milliseconds."""
    return DraftChapter(
        title=title,
        start=Milliseconds(start),
        end=None if end is None else Milliseconds(end),
        summary=summary,
        comment=comment,
        span=Span(PATH, 0, 0),
    )


def flat(*chapters: DraftChapter) -> tuple[DraftModule, ...]:
    """Put each chapter into a module of its own."""
    return tuple(DraftModule(title=each.title, chapters=(each,)) for each in chapters)
