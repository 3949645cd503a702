"""The note types are a published interface: these lists and ids can never change again."""

import re
from hashlib import sha256

import pytest

from flashcards.anki.note_types import NOTE_TYPES, Kind

FOLDED = [
    *("Context", "Module", "Chapter", "Time", "Link", "Source", "Key", "Released"),
    *("Reserved 1", "Reserved 2"),
]

RELEASED = {
    Kind.QUESTION: (
        1685890822260,
        "Flashcards Question",
        False,
        [
            ("Question", 2003022578467383),
            ("Answer", 4292556591493023),
            ("Hint", 1450092397942764),
            ("Extra", 932673272145338),
            ("My notes", 516827551946045),
            ("Context", 2495741808228850),
            ("Module", 2640600165391808),
            ("Chapter", 3394097008710201),
            ("Time", 2927223900982962),
            ("Link", 2556300665535340),
            ("Source", 1208552439367838),
            ("Key", 999257807173722),
            ("Released", 3987974048896629),
            ("Reserved 1", 761986045158661),
            ("Reserved 2", 666743633067773),
        ],
        [
            ("Question", 1345765770851714),
        ],
    ),
    Kind.TOPIC: (
        1626030060004,
        "Flashcards Topic",
        False,
        [
            ("Term", 1919422935297121),
            ("Definition", 2497572270413100),
            ("Reverse", 1451674600132347),
            ("Hint", 4229094466548555),
            ("Extra", 1241910725175077),
            ("My notes", 430650404403702),
            ("Context", 2561331326005860),
            ("Module", 3265190766585926),
            ("Chapter", 4022499073319760),
            ("Time", 2071553437891553),
            ("Link", 3866613447277716),
            ("Source", 3698283330766977),
            ("Key", 2150590403333855),
            ("Released", 65475997980342),
            ("Reserved 1", 136720031072106),
            ("Reserved 2", 1253851398330474),
        ],
        [
            ("Term to definition", 848476707799075),
            ("Definition to term", 3244020183403496),
        ],
    ),
    Kind.CHAPTER: (
        1609123159298,
        "Flashcards Chapter",
        True,
        [
            ("Text", 3827267932420685),
            ("Hint", 2704949055232114),
            ("Extra", 3730585041386731),
            ("My notes", 1774819946041023),
            ("Context", 746707317961445),
            ("Module", 1484203704609799),
            ("Chapter", 3913012188654310),
            ("Time", 10301795492296),
            ("Link", 2298709366721139),
            ("Source", 218204278028596),
            ("Key", 684581989672704),
            ("Released", 1621870794143997),
            ("Reserved 1", 1840996028395989),
            ("Reserved 2", 109889163593372),
        ],
        [
            ("Cloze", 687719131482607),
        ],
    ),
}

LOOK = "6729213775f7efe1"
"""A hash of all templates and the style. When it changes, set `_CHANGED` in
`flashcards/anki/note_types.py` to the present time first, or learners keep the old look."""


LOOK_CHANGED = 1_795_900_293


@pytest.mark.parametrize("kind", Kind)
def test_released_fields_templates_and_ids_never_change(kind: Kind) -> None:
    note_type = NOTE_TYPES[kind]
    assert RELEASED[kind] == (
        note_type.note_type_id,
        note_type.name,
        note_type.is_cloze,
        [(field.name, field.field_id) for field in note_type.fields],
        [(template.name, template.template_id) for template in note_type.templates],
    )


def test_the_fields_are_those_of_the_design() -> None:
    assert [list(NOTE_TYPES[kind].field_names) for kind in Kind] == [
        ["Question", "Answer", "Hint", "Extra", "My notes", *FOLDED],
        ["Term", "Definition", "Reverse", "Hint", "Extra", "My notes", *FOLDED],
        ["Text", "Hint", "Extra", "My notes", *FOLDED],
    ]


def test_all_ids_are_distinct_and_fit_javascript() -> None:
    ids = [
        identifier
        for note_type in NOTE_TYPES.values()
        for identifier in (
            note_type.note_type_id,
            *(field.field_id for field in note_type.fields),
            *(template.template_id for template in note_type.templates),
        )
    ]
    assert len(set(ids)) == len(ids)
    assert all(0 < identifier < 2**53 for identifier in ids)


def test_what_no_learner_edits_is_folded_and_says_what_it_is() -> None:
    for note_type in NOTE_TYPES.values():
        assert [field.name for field in note_type.fields if field.collapsed] == FOLDED
        described = [field.name for field in note_type.fields if field.description]
        assert described == ["My notes", *FOLDED]
        unsearched = [field.name for field in note_type.fields if field.unsearched]
        assert unsearched == ["Link", "Source", "Key", "Released"]


def test_a_changed_look_has_a_changed_mod() -> None:
    texts = [
        text
        for note_type in NOTE_TYPES.values()
        for template in note_type.templates
        for text in (
            template.front,
            template.back,
            template.browser_front,
            template.browser_back,
            note_type.style,
        )
    ]
    assert sha256("\0".join(texts).encode()).hexdigest()[:16] == LOOK
    assert {note_type.mod for note_type in NOTE_TYPES.values()} == {LOOK_CHANGED}


def test_templates_use_no_script_and_nothing_from_outside() -> None:
    for note_type in NOTE_TYPES.values():
        for template in note_type.templates:
            everything = f"{template.front}{template.back}{note_type.css}".lower()
            assert "<script" not in everything
            assert "http" not in everything
            assert "url(" not in everything
            assert "@import" not in everything


def test_templates_hold_no_words_of_any_language() -> None:
    for note_type in NOTE_TYPES.values():
        for template in note_type.templates:
            for side in (template.front, template.back):
                shown = re.sub(r"<[^>]*>|\{\{[^}]*\}\}", "", side)
                assert not re.search(r"\w", shown)
                # Filters would show a field's name.
                assert set(re.findall(r"\{\{(\w+):", side)) <= {"cloze"}


def test_the_style_is_small() -> None:
    assert all(len(note_type.css.encode()) < 6 * 1024 for note_type in NOTE_TYPES.values())


def test_all_kinds_end_in_the_same_fields() -> None:
    """Whoever makes and remembers notes relies on it."""
    for note_type in NOTE_TYPES.values():
        assert note_type.field_names[-10:] == tuple(FOLDED)
