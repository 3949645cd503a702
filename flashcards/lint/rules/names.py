"""The names that a term goes by: `Light-emitting diode (LED)` is one thing under three."""

import re

_QUALIFIED = re.compile(r"^(.*\S)\s*\(([^()]+)\)$")
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9-]*[A-Z][A-Za-z0-9]*")


def split_names(term: str) -> tuple[str, ...]:
    """Give the term, what stands before its brackets, and an acronym inside them.

    What stands in brackets otherwise tells two meanings apart, as in `Mercury (planet)`.
    """
    found = _QUALIFIED.match(term) if ")" in term else None
    if not found:
        return (term,)
    return (term, found[1], found[2]) if has_acronym(term) else (term, found[1])


def has_acronym(term: str) -> bool:
    """Whether the term ends in its acronym, in brackets."""
    if ")" not in term:
        return False
    found = _QUALIFIED.match(term)
    return found is not None and _ACRONYM.fullmatch(found[2]) is not None
