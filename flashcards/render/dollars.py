"""Which texts between dollar signs are formulas, and which are prices, variables or prose.

The parser takes any `$...$` without spaces on its inner sides for a formula. Authors write of
prices and shells as well: there a dollar stands within a word, or what two of them enclose reads as
prose, holds other markup, or has brackets without partners.
"""

import re

from flashcards.render.letters import joins_words

_COMMAND = re.compile(r"\\[a-zA-Z]")
_OTHER_MARKUP = re.compile(
    r"\]\(|://|</|\*\*|\s==\S[^=]*==|==\S[^=]*==\s|[\"`–—“”„«»、。，；：「」€£¥¢]|\d[^\W\d_\x00-\x7f]+\d"  # noqa: RUF001 - typographic signs of texts
)
"""What is no formula without commands, which could set it as a text."""

_MARKUP_IN_TEX = re.compile(r"\]\(|</|(?<!`)`[^`']*$")
_SUFFIX = re.compile(r"(?:th|st|nd|rd|s|es|er|e|ers|ème|te|ten|ter|o|a)\b")
"""What is written right behind a formula: `$n$th`, `$x$s`."""

_COUNTED = re.compile(r"\w{1,2}|\(.*\)|[\w ]*[+\-*/^][\w+\-*/^{} ]*", re.ASCII)

_AROUND = ",.;:!?()[]{}"
_OPERATOR = re.compile(r"[^\w\s]+|[^\w\s].*|.*[=<>+*/^_\\|\-].*|.*\(.*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_NUMBER = re.compile(r"[\d.,]*\d[\d.,]*(?:[kKmMbB%]|/[a-z]+)?")
_SHORT = 2
_FUNCTIONS = frozenset(
    "sin cos tan cot sec csc sinh cosh tanh arcsin arccos arctan log ln lg exp max min sup inf lim "
    "mod gcd lcm det dim ker arg deg sgn tr rank span div".split()
)
"""Names that formulas have as words, also without a backslash."""


def is_formula(before: str, tex: str, after: str) -> bool:
    """Whether `$tex$` is a formula, by the characters before it and the text after."""
    if joins_words(before) or _is_old_latex(before, tex):
        return False
    has_command = _COMMAND.search(tex) is not None
    # As in Pandoc: no formula ends before a digit, `$5 and 6$7` are prices. Nor before a brace.
    if after[:1].isdigit() or after.startswith("{"):
        return False
    if joins_words(after[:1]) and not has_command:
        return _SUFFIX.match(after) is not None and _COUNTED.fullmatch(tex) is not None
    if after.startswith("(") and tex.startswith("("):  # a shell's `$(date)/$(whoami)`
        return False
    if has_command:
        return _MARKUP_IN_TEX.search(tex) is None
    return not (_OTHER_MARKUP.search(tex) or _is_unpaired(tex) or _is_prose(tex))


def is_display_formula(before: str, tex: str) -> bool:
    """Whether `$$tex$$` is a formula, not what stands between two signs for what is dear."""
    if before == "$" or joins_words(before) or _is_old_latex(before, tex) or not tex.strip():
        return False
    if _COMMAND.search(tex):
        return True
    return not (_is_prose(tex) or (tex != tex.strip(" ") and _WORD.fullmatch(tex.strip())))


def _is_old_latex(before: str, tex: str) -> bool:
    """Whether the dollars are those of Anki's `[$]x[/$]`."""
    return before == "[" and tex.startswith("]")


def _is_unpaired(tex: str) -> bool:
    """Whether a bracket has no partner, of whatever kind: `[0, 1)` is an interval."""
    depth = 0
    for sign in re.sub(r"\\.", "", tex):
        depth += (sign in "([{") - (sign in ")]}")
        if depth < 0:
            return True
    return depth > 0


def _is_prose(tex: str) -> bool:
    """Whether a word stands beside a word or number, and nothing relates the two."""
    parts = tex.split()
    ends = len(parts) - 1
    for place, part in enumerate(parts):
        word = part.strip(_AROUND)
        if not _WORD.fullmatch(word) or word in _FUNCTIONS:
            continue
        beside = [not _relates(parts[near]) for near in (place - 1, place + 1) if 0 <= near <= ends]
        is_short = len(word) <= _SHORT
        if is_short and word[0] != "d" and len(beside) == _SHORT and all(beside):
            return True
        if not is_short and any(beside):
            return True
    return _is_list_of_prices(parts)


def _relates(part: str) -> bool:
    return part.strip(_AROUND) in _FUNCTIONS or (
        _NUMBER.fullmatch(part.strip(_AROUND)) is None and _OPERATOR.fullmatch(part) is not None
    )


def _is_list_of_prices(parts: list[str]) -> bool:
    """Whether a letter stands between two numbers, as `y` does in Spanish and `i` in Polish."""
    return any(
        _NUMBER.fullmatch(left.strip(_AROUND))
        and middle.isalpha()
        and _NUMBER.fullmatch(right.strip(_AROUND))
        for left, middle, right in zip(parts, parts[1:], parts[2:], strict=False)
        if middle not in _FUNCTIONS
    )
