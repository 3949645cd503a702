"""What a value that can't be read was meant to be, where that can be told: it is written anew.

A function gives the value as content files have it, or nothing. Patterns are compiled at the first
such value: most files have none.
"""

import re

from flashcards.text.times import Milliseconds, format_time, is_date, parse_time
from flashcards.text.urls import is_web_url

SPELLED = frozenset(
    "invalid-time invalid-boolean invalid-date invalid-language invalid-url".split()
)
"""The codes of what is said of such values."""

OTHER_COMMAS = "，、،"  # noqa: RUF001 - these are meant
"""The commas of other scripts, which part nothing to YAML."""

_FLAGS = {
    **dict.fromkeys("yes y on ja oui si sí да 是 1".split(), "true"),
    **dict.fromkeys("no n off none null nein non нет 否 0 ~".split(), "false"),
}
_YEAR_FIRST = r"(\d{4})([-/.年]?)(\d{1,2})(?:\2|月)(\d{1,2})日?(?:[T ].*)?"
_DAY_FIRST = r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})"
_IN_SECONDS = r"([0-9]{1,5}) ?s|(?:\S*[?&])?t=([0-9]{1,5})s?"
_AROUND_TIME = r"(?:(?:at|um|à)\s|[@~≈])?\s*([0-9]+:[0-9:.,]*[0-9])\s?(?:[.,;\"']|min(?:utes)?|h)?"
_AROUND_ADDRESS = r"<([^<>\s]+)>|\[[^\[\]]*\]\(([^()\s]+)\)"
_BARE_ADDRESS = r"(?i:(?:[a-z0-9-]+\.)+[a-z]{2,}/\S+)"


def spell_range(text: str) -> str:
    """Spell a time or a range of times."""
    from flashcards.text.written_times import spell_range as spell  # noqa: PLC0415 - only a mistake needs it

    if found := re.fullmatch(_IN_SECONDS, text):
        return format_time(Milliseconds(int(found[1] or found[2]) * 1000))
    bare = re.fullmatch(_AROUND_TIME, text, re.IGNORECASE)
    return spell(text) or (spell(bare[1].replace(",", ".")) if bare else "")


def spell_moment(text: str) -> str:
    """Spell one time."""
    spelled = spell_range(text)
    return "" if parse_time(spelled) is None else spelled


def spell_flag(text: str) -> str:
    """Spell a yes or no, as older YAML and other languages have it."""
    return _FLAGS.get(text.lower(), "")


def spell_date(text: str) -> str:
    """Spell a date in other signs or another order; `01/02/2026` may be either of two days."""
    if found := re.fullmatch(_YEAR_FIRST, text):
        year, _, month, day = found.groups()
    elif found := re.fullmatch(_DAY_FIRST, text):
        day, month, year = found.groups()
    else:
        return ""
    spelled = f"{year}-{month:0>2}-{day:0>2}"
    return spelled if is_date(spelled) else ""


def spell_language(text: str) -> str:
    """Spell the name of a locale as the code of its language."""
    found = re.fullmatch(r"([A-Za-z]{2,3})_([A-Za-z]{2,4})(?:\..*)?", text)
    return f"{found[1].lower()}-{found[2]}" if found else ""


def spell_address(text: str) -> str:
    """Spell an address that stands in Markdown's signs, or lacks its start."""
    if found := re.fullmatch(_AROUND_ADDRESS, text):
        text = found[1] or found[2]
    if re.fullmatch(_BARE_ADDRESS, text):
        text = f"https://{text}"
    return text if is_web_url(text) else ""
