"""Two versions of a text as one line: what stays stands out, and crumbs of it don't."""

import pytest

from flashcards.text.word_diff import diff_words


def _show(old: str, new: str) -> str:
    return "".join(text for text, _ in diff_words(old, new))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("It lies north.", "It lies south.", "It lies [-north-]{+south+}."),
        ("one big dog", "one very big dog", "one{+ very+} big dog"),
        ("It beats fast.", "", "[-It beats fast.-]"),
        # Edits that only add stay apart, whatever little stands between them.
        ("a big dog", "a very big and red dog", "a{+ very+} big {+and red +}dog"),
        # Where something is replaced, little words between edits are part of it.
        ("the red cat", "the blue dog", "the [-red cat-]{+blue dog+}"),
        ("rock of ice", "hill of sand", "[-rock of ice-]{+hill of sand+}"),
        ("rock under ice", "hill under sand", "[-rock-]{+hill+} under [-ice-]{+sand+}"),
        ("in 5 days", "for 5 weeks", "[-in-]{+for+} 5 [-days-]{+weeks+}"),
        (
            "Was it to be or not to be?",
            "Is it to be or not to go?",
            "[-Was-]{+Is+} it to be or not to [-be-]{+go+}?",
        ),
        (
            "Blood is moved by the heart in a beat.",
            "A pump is in the chest of a man.",
            "[-Blood is moved by the heart in a beat-]{+A pump is in the chest of a man+}.",
        ),
    ],
)
def test_a_sentence_written_anew_is_no_confetti(old: str, new: str, shown: str) -> None:
    assert _show(old, new) == shown


def test_of_very_long_texts_written_anew_no_crumbs_are_left() -> None:
    old, new = ("x ".join(each * 120) for each in (("ab ", "cd "), ("ef ", "gh ")))
    assert _show(old, new).count("[-") == 1
