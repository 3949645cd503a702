"""Texts of a source as a draft holds them: plain, on one line, of characters that YAML allows."""

from datetime import date

from flashcards.disk.sources import NOT_IN_YAML

UNTITLED = "Untitled video"
"""The title of a draft whose source gives none."""


def clean_text(text: str) -> str:
    """Put a text on one line with single spaces, and remove what no YAML file may hold."""
    line = " ".join(text.split())
    return " ".join(NOT_IN_YAML.sub("", line).split())


def clean_date(text: str) -> str:
    """Give `20260131`, `2026-01-31` or a longer form of it as `YYYY-MM-DD`; empty for no date."""
    digits = text.strip()[:10].replace("-", "")[:8]
    if len(digits) != len("YYYYMMDD") or not (digits.isascii() and digits.isdigit()):
        return ""
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
