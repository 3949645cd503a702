"""What YAML takes away from the texts of a file, in words: `cut_off`, `escapes` and `folding`."""

import re
from collections.abc import Iterator

import yaml

from flashcards.content.cut_off import Signs, Stop, find_cut_off
from flashcards.content.escapes import Eaten, find_eaten, quote_typed
from flashcards.content.folded_lines import find_folded
from flashcards.content.swallowed_keys import find_swallowed
from flashcards.content.unopened_quotes import find_unopened
from flashcards.content.written import (
    Loss,
    Replacement,
    Written,
    begin_at,
    end_of_line,
    quote_plain,
    quote_singly,
)
from flashcards.diagnostics import Diagnostic, Source, Span, make_error, make_warning, quote

_HEAD_WITH_NUMBER = re.compile(r">[0-9]")
_NO_ESCAPE = ("escape character", "escape code", "hexdecimal number")
"""What libyaml says of a backslash before what is no escape."""

_DOUBLE_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_READ_AS = {
    "n": "a new line",
    "t": "a tab",
    "r": "a line end",
    " ": "a blank",
    "/": "a slash",
    "_": "a no-break space",
    "N": "a line end",
    "L": "a line end",
    "P": "a paragraph's end",
}


_SINGLE = "put the text in single quotes, where a backslash is a backslash"
_ESCAPED_END = re.compile(r'("[^"]*\\")[ \t]*(?:[ \t]#.*)?')
_LAST = 3
"""Texts before the place where reading stopped, of which one may have an escaped end."""
_CONTROLS = frozenset("0abefv")


def find_losses(
    source: Source, written: list[Written], signs: Signs, stopped: yaml.MarkedYAMLError | None
) -> list[Loss]:
    """Find what is lost of the texts that were read, and of the one at which reading stopped."""
    losses: list[Loss] = []
    for each in written:
        if each.style == '"':
            losses += _find_eaten(source, each.start)
        losses += find_folded(source, each)
        losses += _find_empty_block(source, each)
        losses += find_swallowed(source, each)
        losses += find_unopened(source, each)
    if signs:
        losses += find_cut_off(source, signs, written, _find_stop(stopped))
    if stopped and stopped.context_mark:
        start = stopped.context_mark.index
        is_escape = any(problem in (stopped.problem or "") for problem in _NO_ESCAPE)
        eaten = list(_find_eaten(source, start)) if is_escape else []
        losses += eaten
        if not eaten:
            texts = [each.start for each in written if each.style == '"'][-_LAST:]
            losses += _find_unclosed(source, [*texts, start])
    return losses


def _find_empty_block(source: Source, written: Written) -> Iterator[Loss]:
    """Find a text such as `>5`, which is the head of a block to YAML, and one of nothing."""
    head = source.text[written.start : end_of_line(source.text, written.start)].rstrip()
    if written.style == ">" and not written.text.strip() and _HEAD_WITH_NUMBER.match(head):
        span = Span(source.path, written.start, written.start + len(head))
        message = "a text that starts with `>` needs quotes, or it counts as the head of a block"
        mend = Replacement(span.start, span.end, quote_plain(head))
        loss = make_error("text-cut-off", span, message, "put the text in quotes")
        yield Loss(loss, mend, is_sure=True)


def _find_stop(stopped: yaml.MarkedYAMLError | None) -> Stop | None:
    if stopped is None or stopped.problem_mark is None:
        return None
    context = stopped.context or ""
    start = stopped.context_mark.index if stopped.context_mark else None
    return Stop(
        stopped.problem_mark.index,
        "flow" in context,
        start if "flow" in context and "node" not in context else None,
        start if "simple key" in context else None,
    )


def _find_unclosed(source: Source, starts: list[int]) -> Iterator[Loss]:
    r"""Find the text whose last backslash took its quote: `"C:\data\"`."""
    for start in starts:
        end = end_of_line(source.text, start)
        found = _ESCAPED_END.fullmatch(source.text, start, end)
        if found and _DOUBLE_QUOTED.fullmatch(found[1]) is None:
            line = found[1]
            at = start + len(line) - 2
            message = '`\\"` in double quotes is no end of the text, so a quote is never closed'
            yield Loss(
                make_error("lost-backslash", Span(source.path, at, at + 2), message, _SINGLE),
                Replacement(start, start + len(line), quote_singly(line[1:-1])),
                is_sure=True,
            )
            return


def _find_eaten(source: Source, start: int) -> Iterator[Loss]:
    # An anchor or a tag may stand before the quotes.
    start = source.text.find('"', start)
    found = _DOUBLE_QUOTED.match(source.text, start)
    if found is None or "\\" not in found[1] or not (eaten := find_eaten(found[1])):
        return
    at = found.start(1) + eaten.places[0]
    span = Span(source.path, at, at + len(eaten.first))
    mend = Replacement(found.start(), found.end(), quote_typed(found[1], eaten))
    loss = _describe_eaten(eaten, span, mend.text)
    yield Loss(begin_at(source.text, loss, start, "it stands here"), mend, eaten.is_sure)


def _describe_eaten(eaten: Eaten, span: Span, quoted: str) -> Diagnostic:
    escape = eaten.first
    kind = escape[1:2]
    help_ = _SINGLE if quoted.startswith("'") else "write two backslashes where one is meant"
    if not eaten.is_sure:
        message = f"{quote(escape)} in double quotes is read as {_READ_AS[kind]}"
        return make_warning("unclear-escape", span, message, f"{help_}, if one is meant")
    reads = _READ_AS.get(kind, "a control character" if kind in _CONTROLS else "")
    if reads:
        message = f"{quote(escape)} in double quotes is read as {reads}, so a backslash is lost"
    elif escape == "\\\\":
        message = f"{quote(escape)} in double quotes is read as one backslash"
    else:
        message = f"{quote(escape)} in double quotes is no escape that YAML knows"
    return make_error("lost-backslash", span, message, help_)
