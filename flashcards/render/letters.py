"""What a character is to the markup beside it: part of a word, a sign, or nothing to be seen."""

import re
from unicodedata import category, east_asian_width

_WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0eff\u0f00-\u109f\u1100-\u11ff\u1780-\u17ff\u19e0-\u19ff\u1a20-\u1aaf\ua960-\ua97f"
    "\ua9e0-\ua9ff\uaa60-\uaa7f\ud7b0-\ud7ff\uff61-\uffdc]"
)
"""Thai, Lao, Tibetan, Myanmar, Khmer and Tai scripts, letters of Hangul, halfwidth forms."""

_UNSEEN = re.compile(
    "[\\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]+"
)


RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""A letter of a script that is read from right to left, such as Hebrew and Arabic."""


def is_in_word(character: str) -> bool:
    """Whether a character is a letter, a digit, or a mark on one; no character at all is none."""
    return character.isalnum() or (character != "" and category(character)[0] == "M")


def is_east_asian(character: str) -> bool:
    """Whether a character is of a script that sets no spaces between words, or none to particles.

    Emphasis begins and ends there in the middle of what other scripts would call a word.
    """
    return (
        character > "\u0e00"
        and character != ""
        and (east_asian_width(character) in "WF" or _WITHOUT_SPACES.match(character) is not None)
    )


def joins_words(character: str) -> bool:
    """Whether what stands right beside this character belongs to the same word."""
    return is_in_word(character) and not is_east_asian(character)


def has_visible(text: str) -> bool:
    """Whether a text has a character that shows."""
    return _UNSEEN.sub("", text) != ""
