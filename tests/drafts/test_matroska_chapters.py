"""Matroska's chapters as XML."""

import pytest

from flashcards.drafts.records import Draft, DraftModule
from tests.drafts.samples import MATROSKA, chapter, clean, complaints, flat, run


def _atom(title: str, start: str = "00:00:01", inside: str = "") -> str:
    return (
        f"<ChapterAtom><ChapterTimeStart>{start}</ChapterTimeStart>{inside}<ChapterDisplay>"
        f"<ChapterString>{title}</ChapterString></ChapterDisplay></ChapterAtom>"
    )


def _edition(*atoms: str) -> str:
    return f"<EditionEntry>{''.join(atoms)}</EditionEntry>"


def _chapters(*editions: str) -> str:
    return f"<Chapters>{''.join(editions)}</Chapters>"


def test_a_whole_file_gives_a_draft() -> None:
    assert clean("matroska", MATROSKA) == Draft(
        title="Untitled video",
        modules=flat(chapter("Alps", 0, 250_000), chapter("Lake Constance", 250_000, 754_000)),
    )


@pytest.mark.parametrize(
    ("written", "start"),
    [
        ("00:04:10.000000000", 250_000),
        ("00:04:10.123456789", 250_123),
        ("00:04:10.5", 250_500),
        ("0:4:10", 250_000),
        (" 00:04:10\n", 250_000),
        ("123:00:00", 442_800_000),
    ],
)
def test_times_are_kept_to_the_millisecond(written: str, start: int) -> None:
    text = _chapters(_edition(_atom("Lake", written)))
    assert clean("matroska", text).chapters == (chapter("Lake", start),)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("a &amp; b &lt;c&gt; &#x1F30A;", "a & b <c> 🌊"),
        ("<![CDATA[a & b]]>", "a & b"),
        ("a<!-- not this -->b", "ab"),
        ("a<b>b</b>c", "abc"),
        ("\n  Alps\n  and more\n", "Alps and more"),
    ],
)
def test_a_title_is_the_text_of_its_element(written: str, title: str) -> None:
    text = _chapters(_edition(_atom(written)))
    assert clean("matroska", text).chapters == (chapter(title, 1000),)


def test_of_titles_in_several_languages_the_first_with_text_is_taken() -> None:
    displays = (
        "<ChapterDisplay><ChapterString/></ChapterDisplay>"
        "<ChapterDisplay><ChapterString>Alpen</ChapterString></ChapterDisplay>"
    )
    text = _chapters(_edition(_atom("Alps", inside=displays)))
    assert clean("matroska", text).chapters == (chapter("Alpen", 1000),)


@pytest.mark.parametrize(
    "flag",
    ["<ChapterFlagHidden>1</ChapterFlagHidden>", "<ChapterFlagEnabled>0</ChapterFlagEnabled>"],
)
def test_hidden_and_disabled_chapters_are_left_out(flag: str) -> None:
    text = _chapters(_edition(_atom("Advert", inside=flag), _atom("Lake", "00:00:02")))
    assert clean("matroska", text).chapters == (chapter("Lake", 2000),)


def test_outer_atoms_are_modules_and_deeper_ones_are_flattened() -> None:
    inner = _atom("Upstream", inside=_atom("Alps", "00:00:01") + _atom("Lake", "00:00:02"))
    text = _chapters(
        _edition(_atom("Rhine", inside=inner + _atom("Sea", "00:00:03")), _atom("End"))
    )
    assert clean("matroska", text).modules == (
        DraftModule(
            title="Rhine",
            chapters=(
                chapter("Upstream: Alps", 1000),
                chapter("Upstream: Lake", 2000),
                chapter("Sea", 3000),
            ),
        ),
        *flat(chapter("End", 1000)),
    )


@pytest.mark.parametrize(
    ("first", "second", "title"),
    [
        ("", "", "a"),
        ("", "<EditionFlagDefault>1</EditionFlagDefault>", "b"),
        ("<EditionFlagHidden>1</EditionFlagHidden>", "", "b"),
    ],
)
def test_the_default_edition_is_read(first: str, second: str, title: str) -> None:
    text = _chapters(_edition(first, _atom("a")), _edition(second, _atom("b")))
    assert clean("matroska", text).chapters == (chapter(title, 1000),)


def test_an_edition_s_name_is_the_title() -> None:
    name = "<EditionDisplay><EditionString>The Rhine</EditionString></EditionDisplay>"
    assert clean("matroska", _chapters(_edition(name, _atom("a")))).title == "The Rhine"


def test_a_declared_encoding_is_overruled_for_the_text_is_read_already() -> None:
    text = f'<?xml version="1.0" encoding="UTF-16"?>{_chapters(_edition(_atom("Größe")))}'
    assert clean("matroska", text).chapters == (chapter("Größe", 1000),)


def test_an_outer_document_type_is_not_fetched() -> None:
    text = f'<!DOCTYPE Chapters SYSTEM "matroskachapters.dtd">{_chapters(_edition(_atom("a")))}'
    assert clean("matroska", text).chapters == (chapter("a", 1000),)


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY a "aaaa">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % a SYSTEM "http://a.example/x.dtd">',
    ],
)
def test_a_declared_entity_is_refused(declaration: str) -> None:
    text = f"<!DOCTYPE Chapters [\n{declaration}]>{_chapters(_edition(_atom('&a;')))}"
    assert run("matroska", text)[0] is None
    assert complaints("matroska", text) == [
        "2:1 '<!ENTITY' error[malformed-xml] the XML declares an entity, `a`"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "",
            ["1:1 '' error[malformed-xml] the XML can't be read from here on: no element found"],
        ),
        (
            "<Chapters>\n<EditionEntry>\n",
            ["3:1 '' error[malformed-xml] the XML can't be read from here on: no element found"],
        ),
        (
            "<Chapters>\n ü<EditionEntry></Chapters>",
            ["2:19 'C' error[malformed-xml] the XML can't be read from here on: mismatched tag"],
        ),
        (
            "<Chapters>&nbsp;</Chapters>",
            ["1:11 '&' error[malformed-xml] the XML can't be read from here on: undefined entity"],
        ),
        ("<Chapters/>", ["1:1 '<Chapters' error[no-chapters] there are no chapters here"]),
        (
            _chapters(_edition(_atom("Alps", "soon"))),
            [
                (
                    "1:38 '<ChapterTimeStart' warning[invalid-chapter-time] "
                    "`Alps` starts at `soon`, which is no time: it is left out"
                ),
                "1:1 '<Chapters' error[no-chapters] none of the chapters can be used",
            ],
        ),
        (
            _chapters(_edition("<ChapterAtom></ChapterAtom>")),
            [
                (
                    "1:25 '<ChapterAtom' warning[invalid-chapter-time] "
                    "chapter 1 has no start time and is left out"
                ),
                "1:1 '<Chapters' error[no-chapters] none of the chapters can be used",
            ],
        ),
        (
            _chapters(
                _edition(_atom("Größe", "00:00:09", "<ChapterTimeEnd> 00:00:04 </ChapterTimeEnd>"))
            ),
            [
                (
                    "1:83 '<ChapterTimeEnd' warning[invalid-chapter-time] "
                    "`Größe` ends at 0:04, before its start at 0:09: its end is left out"
                )
            ],
        ),
        (
            _chapters(_edition(_atom(" "))),
            [
                (
                    "1:25 '<ChapterAtom' warning[chapter-without-title] "
                    "the chapter at 0:01 has no title: it is named `Untitled chapter 1`"
                )
            ],
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_place(text: str, expected: list[str]) -> None:
    assert complaints("matroska", text) == expected


def test_atoms_in_atoms_without_end_are_refused() -> None:
    text = "<Chapters>" + "<ChapterAtom>" * 100_000
    assert complaints("matroska", text) == [
        "1:414 '<ChapterAtom' error[nesting-too-deep] elements are nested more than 32 levels deep"
    ]
