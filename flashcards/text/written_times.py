# ruff: noqa: RUF001, RUF002 - signs of other scripts are what it is about
"""Times as people of any language write them: `０３：４０`, `٠٣:٤٠`, `1h02m03s`, `3分40秒`.

They are looked for in a folded copy of a text, which has a sign of ASCII for each of its own, so a
place in the copy is the same place in the text.
"""

import re
import unicodedata

from flashcards.text.times import (
    TIME,
    Milliseconds,
    format_time,
    parse_time,
    parse_time_range,
)

_WRITTEN_AS = {
    ":": "∶꞉︓︰﹕ː",
    "(": "【〔「『〈《〖〘｟⟨",
    ")": "】〕」』〉》〗〙｠⟩",
    "~": "〜∼⁓",
    "-": "─━﹣",
    "|": "│┃▏▎▍▌",
    "·": "・･‧",
    ".": "٫",
    ",": "،",
    "'": "′’‘",
    '"': "″”“〞",
    " ": "\u3000\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068"
    "\u2069\ufeff",
    "•": "".join(map(chr, range(0x2460, 0x2500))) + "".join(map(chr, range(0x2776, 0x2794))),
}
_SIGNS = {ord(other): sign for sign, others in _WRITTEN_AS.items() for other in others}
"""The sign by which to look for each; the last are numbers in circles, which are bullets."""

_FULL_WIDTH = range(0xFF01, 0xFF5F)
_FROM_FULL_WIDTH = 0xFF01 - ord("!")

_HOURS = (
    r"hours?|hrs?|heures?|horas?|ore|ora|stunden?|std|uur|godz|saat|sa|jam|час(?:а|ов)?|год|ч|"
    r"時間|小时|小時|鐘頭|시간|giờ|ชั่วโมง|ชม|ساعات|ساعة|ساعت|घंटे|घंटा|ঘণ্টা|h"
)
_MINUTES = (
    r"minut(?:es?|os?|i|en?)?|mins?|мин(?:ут[аы]?)?|хв|分钟|分鐘|分|분|phút|นาที|دقائق|دقيقة|دقیقه|"
    r"मिनट|মিনিট|dk|menit|m|'"
)
_SECONDS = (
    r"sec(?:ond(?:e?s?|i))?|secs|segundos?|seg|sek(?:unden?)?|secondi|сек(?:унд[аы]?)?|с|秒|초|giây|วินาที|"
    r"ثوان|ثانية|ثانیه|सेकंड|সেকেন্ড|sn|detik|s|\"|''"
)
WIDE = "\u2e80-\u2fff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""The characters of Chinese and Japanese, as ranges of a pattern's class."""

UNSPACED = f"{WIDE}\uac00-\ud7a3\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Those that words and times are often written together in."""

_UNIT_END = rf"(?:\.(?!\d)|(?![^\W\d_])|(?=[{UNSPACED}]))"


def _unit(names: str) -> str:
    return rf"\s?(?:{names}){_UNIT_END}"


_HOUR_PART = rf"[0-9]{{1,3}}\s?(?:{_HOURS})\.?\s?(?=[0-9])"
_LONG = (
    rf"(?:{_HOUR_PART})?[0-9]{{1,3}}\s?(?:{_MINUTES})\.?,?\s?(?=[0-9])"
    rf"[0-9]{{1,2}}{_unit(_SECONDS)}"
)
_SHORT = rf"{_HOUR_PART}(?:[0-5]?[0-9]{_unit(_MINUTES)}|[0-5][0-9](?!\d|\s?(?:{_MINUTES})))"
WRITTEN_TIME = rf"(?:{TIME}|(?i:{_LONG}|{_SHORT}))"
"""One time in a folded text, with colons or with the names of its units."""

_WRITTEN_TIME = re.compile(WRITTEN_TIME)
_PARTS = re.compile(
    rf"(?:([0-9]{{1,3}})\s?(?:{_HOURS})\.?\s?)?(?:([0-9]{{1,3}})(?:\s?(?:{_MINUTES})[.,]*\s?)?)?"
    rf"(?:([0-9]{{1,2}})\s?(?:{_SECONDS})\.?)?",
    re.IGNORECASE,
)
_MOST = 60
_RANGE = re.compile(
    rf"\s*({WRITTEN_TIME})(?:\s*(?:-{{1,2}}>|[-‐-―−~ー→至到]|から|부터|до|to|bis|à|a|تا|إلى)\s*({WRITTEN_TIME})"
    r"(?:まで|까지)?)?\s*"
)
_IN_BRACKETS = re.compile(r"\s*[(\[{](.*)[)\]}]\s*")


def fold_times(text: str) -> str:
    """Give a text with the digits and signs of ASCII for those of other scripts, one for one."""
    return (
        text if text.isascii() else text.translate({ord(each): _fold(each) for each in set(text)})
    )


def _fold(character: str) -> str:
    code = ord(character)
    if code in _FULL_WIDTH:
        return chr(code - _FROM_FULL_WIDTH)
    if (digit := unicodedata.decimal(character, None)) is not None:
        return str(digit)
    return _SIGNS.get(code, character)


def parse_written_time(text: str) -> Milliseconds | None:
    """Read a time of a folded text; `None` for any other text."""
    if ":" in text:
        return parse_time(text)
    found = _PARTS.fullmatch(text)
    if found is None or _WRITTEN_TIME.fullmatch(text) is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    if seconds >= _MOST or (found[1] and minutes >= _MOST):
        return None
    return Milliseconds(((hours * 60 + minutes) * 60 + seconds) * 1000)


def has_doubtful_form(text: str) -> bool:
    """Whether a folded time may be something else: `18h30` a clock's, `5'11"` a height."""
    found = None if ":" in text else _PARTS.fullmatch(text)
    return found is not None and ("'" in text or found[3] is None)


def spell_range(text: str) -> str:
    """Give what is meant for a time or a range as content files have it; empty for other texts."""
    folded = fold_times(text)
    inside = _IN_BRACKETS.fullmatch(folded)
    found = _RANGE.fullmatch(inside[1] if inside else folded)
    if found is None:
        return ""
    spelled = " - ".join(_spell(each) for each in found.groups() if each)
    return spelled if parse_time_range(spelled) else ""


def _spell(written: str) -> str:
    time = parse_written_time(written)
    if time is None:
        return ""
    return written if ":" in written else format_time(time)
