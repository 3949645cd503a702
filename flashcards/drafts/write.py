"""Drafts to the text of a content file, such as a careful person would write it.

The draft is a normalised one: its texts are on one line and hold no character that YAML forbids.
A text is written plain, else quoted, a long one folded; loaded, it is the same text.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from textwrap import wrap

from flashcards.content.written import quote_singly
from flashcards.drafts.markup import escape_block, escape_inline, escape_summary, escape_term
from flashcards.drafts.records import (
    Draft,
    DraftChapter,
    DraftModule,
    DraftQuestion,
    DraftTopic,
    Proposal,
)
from flashcards.text.times import Milliseconds, format_time

_MODELINE = "# yaml-language-server: $schema=content.schema.json"
_WAITING = (
    "These found no chapter: write the time of each behind its `at:`, "
    "or move it into the chapter that answers it."
)

WIDTH = 92
"""Columns up to which a line is filled."""

_NARROWEST = 40
_LONGEST_KEY = 500
"""Characters; YAML takes no key beyond 1,024 without a question mark before it."""

_NOT_PLAIN = re.compile(r"[,\[\]{}#&*!|>'\"%@`]|[-?:](?: |$)|.*(?:: | #|[:\"]$)", re.DOTALL)
"""What starts something else, or ends in a quote, which may be one that nothing opens."""

_TYPED = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|=|<<"
    r"|[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9]+)(?:e[-+]?[0-9]+)?"
    r"|0x[0-9a-f_]+|0o?[0-7_]+|0b[01_]+|[-+]?\.inf|\.nan"
    r"|[0-9]+(?::[0-9]+)+(?:\.[0-9]*)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}",
    re.IGNORECASE,
)
"""What other readers of YAML take for something else than a text."""

_Lines = list[str]


def write_draft(draft: Draft) -> str:
    """Write a draft as YAML; what a content file has no place for becomes comments."""
    title = escape_inline(draft.title)
    # The deck's name is no Markdown, and two colons would nest it.
    deck = "" if title == draft.title else re.sub(":{2,}", ":", draft.title)
    lines = [
        _MODELINE,
        *(["#"] if draft.comment else ()),
        *_comment(0, draft.comment),
        *_line(0, "id", _scalar(draft.identifier)),
        *_line(0, "title", _scalar(title)),
        *_line(0, "deck", _scalar(deck)),
        *_line(0, "url", _scalar(draft.url)),
        *_line(0, "author", _scalar(draft.author)),
        *_line(0, "published", draft.published),
        *_line(0, "duration", _time(draft.duration)),
        *_line(0, "language", _scalar(draft.language)),
        *_block(0, "objectives", [_text(2, "-", escape_block(each)) for each in draft.objectives]),
    ]
    if draft.has_modules:
        lines += ["", *_items(0, "modules", map(_module, draft.modules))]
    else:
        lines += ["", *_items(0, "chapters", (_chapter(each, 4) for each in draft.chapters))]
    if draft.questions:
        is_waiting = any(question.at is None for question in draft.questions)
        lines += ["", *_comment(0, _WAITING if is_waiting else "")]
        lines += _block(
            0, "questions", [_question(each, 2, needs_time=True) for each in draft.questions]
        )
    return "\n".join(lines) + "\n"


def _module(module: DraftModule) -> _Lines:
    return [
        *_line(4, "title", _scalar(escape_inline(module.title))),
        *_line(4, "id", _scalar(module.identifier)),
        *_text(4, "summary:", escape_block(module.summary)),
        *_items(4, "chapters", (_chapter(chapter, 8) for chapter in module.chapters)),
    ]


def _chapter(chapter: DraftChapter, column: int) -> _Lines:
    end = "" if chapter.end is None else f" - {_time(chapter.end)}"
    inside = column + 2
    return [
        *_line(column, "title", _scalar(escape_inline(chapter.title))),
        *_line(column, "id", _scalar(chapter.identifier)),
        *_line(column, "time", _time(chapter.start) + end),
        *_comment(column, _offer_blanks(chapter.blanks)),
        *_text(column, "summary:", escape_summary(chapter.summary)),
        *_comment(column, chapter.comment),
        *_block(
            column,
            "topics",
            [
                *(_topic(each, inside) for each in chapter.topics),
                *(_proposal(each, inside) for each in chapter.proposals),
            ],
        ),
        *_block(column, "questions", [_question(each, inside) for each in chapter.questions]),
    ]


def _topic(topic: DraftTopic, column: int) -> _Lines:
    pad = " " * column
    term = _scalar(escape_term(topic.term))
    key = [f"{pad}{term}:"] if len(term) <= _LONGEST_KEY else [f"{pad}? {term}", f"{pad}:"]
    more = [
        *_line(column + 2, "at", _time(topic.at)),
        *_line(column + 2, "id", _scalar(topic.identifier)),
    ]
    return [
        *_comment(column, topic.comment),
        *key,
        *([f"{pad}  definition:"] if more else ()),
        *more,
    ]


def _offer_blanks(blanks: Sequence[str]) -> str:
    marked = ", ".join(f"=={blank}==" for blank in blanks)
    return f"To make cards of this summary, mark what is to be a blank: {marked}" if blanks else ""


def _proposal(proposal: Proposal, column: int) -> _Lines:
    """Give a topic behind a `#`; what explains it stays a comment when that is deleted."""
    at = _time(proposal.at)
    definition = ""
    if proposal.definition:
        definition = f"definition: {quote_singly(escape_block(proposal.definition))}, "
    pad = " " * column
    return [
        *_comment(column, f'{at} "{proposal.quote}"', mark="##"),
        f"{pad}#{_scalar(escape_term(proposal.term))}: {{{definition}at: {at}}}",
    ]


def _question(question: DraftQuestion, column: int, *, needs_time: bool = False) -> _Lines:
    at = _line(column + 2, "at", _time(question.at))
    lines = [
        *_text(column + 2, "question:", escape_block(question.question)),
        *_text(column + 2, "answer:", escape_block(question.answer)),
        *(at or ([f"{' ' * (column + 2)}at:"] if needs_time else [])),
        *_line(column + 2, "id", _scalar(question.identifier)),
    ]
    return [*_comment(column, question.comment), *_item(column, lines)]


def _block(column: int, key: str, items: Sequence[_Lines]) -> _Lines:
    """Give a list or mapping behind its key, unless it is empty."""
    return [f"{' ' * column}{key}:", *chain.from_iterable(items)] if items else []


def _items(column: int, key: str, items: Iterable[_Lines]) -> _Lines:
    """Give a list behind its key, with an empty line between the items."""
    lines = []
    for item in items:
        lines += ["", *_item(column + 2, item)]
    return [f"{' ' * column}{key}:", *lines[1:]]


def _item(column: int, lines: _Lines) -> _Lines:
    """Put the hyphen of a list before the first key of a mapping."""
    return [f"{' ' * column}- {lines[0][column + 2 :]}", *lines[1:]]


def _line(column: int, key: str, value: str) -> _Lines:
    """Give a key with its value as it is to be written, unless that is empty."""
    return [f"{' ' * column}{key}: {value}"] if value else []


def _text(column: int, mark: str, text: str) -> _Lines:
    """Give a text behind a key or a hyphen, folded when one line is too short for it."""
    if not text:
        return []
    line = f"{' ' * column}{mark} {_scalar(text)}"
    if len(line) <= WIDTH or " " not in text:
        return [line]
    return [f"{' ' * column}{mark} >-", *_fill(" " * (column + 2), text)]


def _comment(column: int, text: str, mark: str = "#") -> _Lines:
    """Give a text as comment lines, one or more for each of its lines."""
    mark = f"{' ' * column}{mark}"
    lines = text.split("\n") if text else []
    return [each for line in lines for each in (_fill(f"{mark} ", line) if line else [mark])]


def _fill(prefix: str, text: str) -> _Lines:
    """Break a text at spaces into lines of the width; a longer word has a line of its own."""
    width = max(WIDTH - len(prefix), _NARROWEST)
    lines = wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return [prefix + line for line in lines]


def _time(time: Milliseconds | None) -> str:
    """Write a time with its fraction of a second, if it has one: `12:03`, `0:12.5`."""
    if time is None:
        return ""
    fraction = f".{time % 1000:03}".rstrip("0") if time % 1000 else ""
    return format_time(time) + fraction


def _scalar(text: str) -> str:
    """Give a text as a scalar on one line; nothing for an empty one."""
    if not (_NOT_PLAIN.match(text) or _TYPED.fullmatch(text)):
        return text
    if '"' in text or "\\" in text:
        return quote_singly(text)
    return f'"{text}"'
