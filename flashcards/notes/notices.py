"""What rendering noticed in a text, as diagnostics."""

import re
from collections.abc import Iterable, Iterator

from flashcards.content.model import Text
from flashcards.diagnostics import Diagnostic, Severity, quote
from flashcards.diagnostics.quoting import nearest_word
from flashcards.disk.media_folders import ENDINGS
from flashcards.render.math_commands import read_commands
from flashcards.render.parsed_text import Notice

_LONGEST = 40
_SHORTEST_MISTYPED = 4
"""Letters of a command from which its nearest one is likely to be meant."""

_COMMAND = re.compile(r"(\\(?:begin\{)?)([a-zA-Z]+\*?)(\}?)")

_SOURCE = re.compile(
    r"""<(?:img|audio|video|source)\b[^>]*?\ssrc=["']?([^"'\s<>()]+)""", re.IGNORECASE
)
"""Where a tag of HTML has its picture or sound."""

_FORMULA = re.compile(r"<anki-mathjax\b")
_TO_FILE = re.compile(rf"\]\([^()]*\.(?:{'|'.join(sorted(ENDINGS))})\)", re.IGNORECASE)
"""The target of a link to a picture or sound."""

_WORDS = {
    "html-as-text": (
        Severity.WARNING,
        "{} is no HTML that a card can hold, so it shows as text",
        "put it in `backticks` if it is code; use Markdown for markup",
    ),
    "unsafe-link": (
        Severity.WARNING,
        "the link {} goes to no web or mail address, so it shows as text",
        "link to an address that starts with https://",
    ),
    "unsafe-math": (
        Severity.WARNING,
        "the formula {} uses {}, which no card may, so it shows as text",
        "say it without a command that links, styles, places, or changes other formulas",
    ),
    "unknown-math": (
        Severity.WARNING,
        "the formula {} uses {}, which Anki doesn't know, so it shows as text",
        "say it with commands that MathJax has; put what is no math in `backticks`",
    ),
    "formula-too-large": (
        Severity.WARNING,
        "the formula {} is too large for Anki to set, so it shows as text",
        "split it: a formula has at most 2,000 characters, and 32 levels of braces",
    ),
    "foreign-syntax": (
        Severity.WARNING,
        "{} is {}, and none on a card, so it shows as written",
        "",
    ),
    "unclosed-mark": (
        Severity.WARNING,
        "a `==` has no partner, so it shows as text",
        "write ==blank== with no space inside; put `==` that is code in backticks",
    ),
    "mark-in-code": (
        Severity.WARNING,
        "{} stands in code or math, where it is no blank, so it shows as written",
        "put the marks round all of the code, or mark words beside it",
    ),
    "summary-without-marks": (
        Severity.WARNING,
        "the summary has no ==mark==, so its card asks for the whole of it",
        "mark the words worth recalling with ==...==",
    ),
    "markup-too-deep": (
        Severity.ERROR,
        "quotes, lists or tags stand in each other more than 64 levels deep",
        "flatten the text, or put signs that are no markup in `backticks`",
    ),
    "table-too-large": (
        Severity.ERROR,
        "the rows of a table leave out more cells than the text has characters",
        "fill in the rows, or leave out columns",
    ),
    "too-many-blanks": (
        Severity.ERROR,
        "the summary has {} blanks, and Anki knows at most 500",
        "mark only what is worth recalling, or split the chapter",
    ),
    "mark-crosses-markup": (
        Severity.ERROR,
        "the mark round {} starts or ends in the middle of other markup",
        "put the whole of the bold, italic or link text inside the ==mark==, or all outside",
    ),
}


def diagnose_notices(text: Text, notices: Iterable[Notice]) -> Iterator[Diagnostic]:
    """Turn a text's notices into diagnostics at that text."""
    for notice in notices:
        severity, message, help_ = _WORDS[notice.code]
        said = quote(notice.command)
        if notice.code == "unknown-math":
            help_ = _nearest_command(notice.command) or help_
        elif notice.code == "html-as-text" and notice.command:
            message = "{} stands without its partner, so it shows as text"
            name = notice.command
            help_ = f"write both `<{name}>` and `</{name}>`, or put it in `backticks` if it is code"
        elif _FORMULA.match(notice.quoted):
            sign = "$$" if "block" in notice.quoted else "$"
            help_ = f"write the formula between `{sign}` and `{sign}`"
        elif notice.code == "html-as-text" and (source := _SOURCE.search(notice.quoted)):
            help_ = f"write `![]({source[1]})`, or put it in `backticks` if it is code"
        elif notice.code == "unsafe-link" and _TO_FILE.search(notice.quoted):
            help_ = f"write {quote('!' + notice.quoted)} to show the file; {help_}"
        elif notice.code == "mark-in-code" and notice.form:
            help_ = f"write {notice.form} if it is to be one"
        elif notice.code == "foreign-syntax":
            forms = [f"write {quote(notice.form)}"] if notice.form else []
            help_ = "; ".join([*forms, notice.help] if notice.help else forms)
            said = notice.command
        yield Diagnostic(
            code=notice.code,
            severity=severity,
            message=message.format(quote(notice.quoted, _LONGEST), said),
            span=text.span,
            help=help_,
        )


def _nearest_command(command: str) -> str:
    """Give the help for a command that was probably mistyped, or nothing."""
    found = _COMMAND.fullmatch(command)
    if found is None or len(found[2]) < _SHORTEST_MISTYPED:
        return ""
    start, word, end = found.groups()
    allowed = (
        _COMMAND.fullmatch(each) for each, is_allowed in read_commands().items() if is_allowed
    )
    near = nearest_word(word, [each[2] for each in allowed if each and each[1] == start])
    return f"did you mean `{start}{near}{end}`?" if near else ""
