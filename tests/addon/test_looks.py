"""The comments that tell a learner's own look from an older one of the author's."""

from flashcards.addon.merging.looks import (
    Signature,
    is_as_signed,
    read_description,
    read_signature,
    sign_description,
    sign_style,
)
from flashcards.anki.note_types import NOTE_TYPES

TEMPLATES = (("front", "back"), ("other front", "other back"))


def test_a_signature_says_when_a_look_changed_and_what_it_was() -> None:
    signed = sign_style(".card { color: red }\n", TEMPLATES, 17)
    assert signed == (
        ".card { color: red }\n/* flashcards 1 17 CjoIjah8 LY1pMXes,PEgjRvN1 EBykAtth,UnaVL4Z6 */\n"
    )
    assert read_signature(signed) == Signature(
        17, "CjoIjah8", (("LY1pMXes", "PEgjRvN1"), ("EBykAtth", "UnaVL4Z6"))
    )
    assert is_as_signed(signed, TEMPLATES)
    assert is_as_signed(signed.rstrip(), TEMPLATES)


def test_an_edit_of_style_or_template_shows() -> None:
    signed = sign_style(".card { color: red }\n", TEMPLATES, 17)
    assert not is_as_signed(signed.replace("red", "green"), TEMPLATES)
    assert not is_as_signed(signed, [("front", "back"), ("other front", "my back")])
    assert not is_as_signed(signed, TEMPLATES[:1])
    assert not is_as_signed(f"{signed}.mine {{}}", TEMPLATES)
    assert read_signature(f"{signed}.mine {{}}") is None
    assert read_signature(".card {}") is None


def test_the_note_types_are_signed() -> None:
    for note_type in NOTE_TYPES.values():
        signature = read_signature(note_type.css)
        assert signature is not None
        assert signature.mod == note_type.mod
        sides = [(template.front, template.back) for template in note_type.templates]
        assert is_as_signed(note_type.css, sides)
        assert note_type.css.startswith(note_type.style)


def test_an_edit_of_a_description_shows() -> None:
    signed = sign_description("<b>Bones</b>", 17)
    read = read_description(signed)
    assert read is not None
    assert read == ("<b>Bones</b>", 17, True)
    edited = read_description(signed.replace("Bones", "My bones"))
    assert edited is not None
    assert not edited.is_as_signed
    assert read_description("<b>Bones</b>") is None
