"""Names that a clone can hold on every system, and why others can't stay."""

import pytest

from flashcards.disk.portable_names import find_unportable


@pytest.mark.parametrize(
    "name",
    [
        "bones.yaml",
        "热学.yaml",
        "Größe & Maß (2).png",
        "console.yaml",
        "auxiliary.yaml",
        "com10.yaml",
        "comet.png",
        "null.yaml",
        ".hidden",
        "a..b.png",
        "..",
        ".",
        "state-of-ai#2.yaml",
        "it's 100% - yes, [really].png",
    ],
)
def test_a_name_that_every_system_holds_is_fine(name: str) -> None:
    assert find_unportable(["content", name]) == ""


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("aux", "`aux` is a name that Windows keeps for a device"),
        ("Con.yaml", "`Con.yaml` is a name that Windows keeps for a device"),
        ("nul.tar.gz", "`nul.tar.gz` is a name that Windows keeps for a device"),
        ("COM1.png", "`COM1.png` is a name that Windows keeps for a device"),
        ("lpt².png", "`lpt².png` is a name that Windows keeps for a device"),
        ("aux .png", "`aux .png` is a name that Windows keeps for a device"),
        ("bones.", "`bones.` ends in a dot, which Windows drops"),
        ("bones ", "`bones ` ends in a blank, which Windows drops"),
        ("what?.png", "`what?.png` has `?` in it, which Windows allows in no name"),
        ("a:b.png", "`a:b.png` has `:` in it, which Windows allows in no name"),
        ("a\\b.png", "`a\\b.png` has `\\` in it, which Windows allows in no name"),
        ("a\x07.png", "`a\x07.png` has `U+0007` in it, which Windows allows in no name"),
    ],
)
def test_a_name_that_one_system_refuses_says_why(name: str, why: str) -> None:
    assert find_unportable(["content", name]) == why


def test_the_first_part_that_is_wrong_is_named() -> None:
    assert find_unportable(["content", "aux", "what?.png"]).startswith("`aux` ")
