"""Slugs: the stable names, in letters of every script, that tags, keys and files are made of.

A slug depends on its own text alone, never on its neighbours, so that adding an item can't
change another's.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from hashlib import sha256
from string import ascii_lowercase, digits
from typing import NewType
from unicodedata import category

from flashcards.text.normal_form import fold_case
from flashcards.text.readings import without_readings

Slug = NewType("Slug", str)
"""A name of letters, marks and digits of any script, in NFC and without case, and of hyphens."""

_SIGNS = r"\s!-,.\/:-@\[-`{-~\-"
SLUG = rf"[^{_SIGNS}]+(?:-[^{_SIGNS}]+)*"
"""What a slug looks like in any case, as a pattern that Python and JSON Schema read alike.

It takes a little more: no pattern that both understand knows the letters of every script.
"""

_ASCII_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NAMES = {
    sign: f" {name} "
    for sign, name in zip("&+#%@=", "and plus sharp percent at equals".split(), strict=True)
}
_JOINED = b"'`*"
_WORDS = bytes(code if chr(code) in ascii_lowercase + digits else ord(" ") for code in range(256))
"""For each byte of ASCII itself, if it stands in words, or else a blank."""

_PUNCTUATION = ".,;:!?\"'()[]/_*`-"
_PLAIN = rf"[a-z0-9\s{re.escape(_PUNCTUATION)}]*"
"""A text of ASCII of which a slug leaves out nothing but punctuation."""

_MEANT = "\\{}‰‱٪؉؊＃％＆＠＼﹟﹠﹨﹪﹫′″‴⁗‵‶‷§¶†‡※"  # noqa: RUF001 - some are like others
"""What Unicode calls punctuation, and yet tells texts apart."""

_APOSTROPHES = "‘’׳״"  # noqa: RUF001 - typographic, and the Hebrew ones of abbreviations
_ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
_CURSIVE = "\u0600-\u1cff\ua800-\uabff\U00010a00-\U00011fff"
"""Scripts whose words hold joiners: without them Persian and Sinhala are misspelt."""

_LOOSE_JOINERS = rf"(?<![{_CURSIVE}])[{_JOINERS}]+|[{_JOINERS}]+(?![{_CURSIVE}{_JOINERS}])"
_UNSEEN = (
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""Letters and marks that nobody sees: fillers, and selectors of a variant."""

_LONGEST = 64


class _Table(dict[int, str]):
    """What each character becomes, found out when it first comes."""

    def __init__(self, choose: Callable[[str], str]) -> None:
        super().__init__()
        self._choose = choose

    def __missing__(self, code: int) -> str:
        found = self[code] = self._choose(chr(code))
        return found


def _to_word(character: str) -> str:
    """Give what stands of a character in words: itself, nothing, or a blank that ends the word."""
    if character.isascii():
        word = character.encode().translate(_WORDS, _JOINED)
        return word.decode()
    kind = category(character)
    if character in _APOSTROPHES or re.match(_UNSEEN, character):
        return ""
    if kind[0] in "LMN" or character in _JOINERS:
        return character
    return "" if kind == "Cf" and character != _ZERO_WIDTH_SPACE else " "


def _to_telling(character: str) -> str:
    """Give a character that tells texts apart; punctuation and what controls lines do not."""
    if character.isascii():
        is_plain = character in _PUNCTUATION or character.isspace()
    else:
        kind = category(character)
        is_plain = (kind[0] in "PZ" or kind == "Cf") and character not in _MEANT + _JOINERS
    return "" if is_plain else character


_IN_WORDS = _Table(_to_word)
_TELLING = _Table(_to_telling)


def is_slug(text: str) -> bool:
    """Whether the text is a slug already."""
    if text.isascii():
        return _ASCII_SLUG.fullmatch(text) is not None
    return _join_words(fold_case(text)) == text


def may_be_slug(text: str) -> bool:
    """Whether the text is a slug, or could be one by a later version of Unicode than ours."""
    return is_slug(text) or is_slug("".join(["x" if category(c) == "Cn" else c for c in text]))


def fold_term(text: str) -> str:
    """Bring a term to the form in which terms are compared: no case or reading, single spaces."""
    return " ".join(fold_case(without_readings(text)).split())


def _spell(text: str) -> str:
    """Give the text without case and readings, and with names for the signs that have one."""
    spelled = fold_case(without_readings(text))
    for sign, name in _NAMES.items():
        spelled = spelled.replace(sign, name)
    return spelled


def _digest(text: str) -> str:
    return sha256(fold_term(text).encode(errors="surrogatepass")).hexdigest()[:8]


def tag_slug(title: str) -> Slug:
    """Make the readable slug of a module's title.

    A title without letters and digits gets a digest, so that it has a slug at all.
    """
    return Slug(_join_words(_spell(title)) or _digest(title))


@lru_cache(maxsize=65536)  # a check of a file's keys asks first, then whoever makes its notes
def key_slug(text: str) -> Slug:
    """Make the slug of an item's key, distinct for texts that differ in more than punctuation.

    What the readable part leaves out (rare signs, emoji, the end of a long text) is kept apart by
    a digest.
    """
    spelled = _spell(text)
    slug = _join_words(spelled)
    if len(slug) > _LONGEST:
        words = slug[:_LONGEST].rpartition("-")[0]
        start = words if len(words) > _LONGEST // 2 else _cut_at(slug, _LONGEST)
        return Slug(f"{start}-{_digest(text)}")
    if slug and _is_plain(spelled, slug):
        return Slug(slug)
    return Slug(f"{slug}-{_digest(text)}".strip("-"))


def cut_slug(slug: Slug, most: int) -> Slug:
    """Cut a slug to at most so many bytes of UTF-8, which is how systems measure names.

    It is cut between words where that leaves more than half.
    """
    start = _cut_at(slug, len(slug.encode()[:most].decode(errors="ignore")))
    words = slug if start == slug else slug[: len(start) + 1].rpartition("-")[0]
    return Slug(words if len(words) > len(start) // 2 else start)


def to_file_part(text: str, most: int) -> str:
    """Give what stands for a text in a file's name: at most so many bytes, no case, no signs."""
    folded = fold_case(text)
    part = "".join([c if c in "+-" or c == _IN_WORDS[ord(c)] != " " else "_" for c in folded])
    return part.encode()[:most].decode(errors="ignore")


def _cut_at(slug: str, place: int) -> str:
    """Cut a slug, but not before a mark, which would leave another letter."""
    end = place
    while 0 < end < len(slug) and (category(slug[end])[0] == "M" or slug[end] in _JOINERS):
        end -= 1
    return slug[: end or place].rstrip(f"-{_JOINERS}")


def _join_words(spelled: str) -> str:
    if spelled.isascii():
        return b"-".join(spelled.encode().translate(_WORDS, _JOINED).split()).decode()
    words = map(_trim, spelled.translate(_IN_WORDS).split(" "))
    slug = "-".join(filter(None, words))
    # What was left out may have held letters and marks apart that are one now.
    folded = fold_case(slug)
    return slug if folded == slug else _join_words(folded)


def _trim(word: str) -> str:
    """Leave out joiners that join nothing, and marks without a letter before them."""
    if word.isascii():
        return word
    word = re.sub(_LOOSE_JOINERS, "", word)
    while word and (category(word[0])[0] == "M" or word[0] in _JOINERS):
        word = word[1:]
    return word


def _is_plain(spelled: str, slug: str) -> bool:
    if spelled.isascii():
        return _plain().fullmatch(spelled) is not None
    return spelled.translate(_TELLING) == slug.replace("-", "")


@cache
def _plain() -> re.Pattern[str]:
    return re.compile(_PLAIN)  # at the first text that needs it, for it takes its time
