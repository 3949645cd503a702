"""Drafts to the text of a content file, such as a careful person would write it.

The draft is a normalised one: its texts are on one line and hold no character that YAML forbids.
A text is written plain, else quoted, a long one folded; loaded, it is the same text.
"""

import re
from collections.abc import Iterable, Iterator

from flashcards.drafts.draft import Draft, DraftChapter, DraftModule, DraftQuestion, DraftTopic
from flashcards.drafts.markup import escape_block, escape_inline, escape_summary, escape_term
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

_NOT_PLAIN = re.compile(r"[,\[\]{}#&*!|>'\"%@`]|[-?:](?: |$)|.*(?:: | #|:$)", re.DOTALL)
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
    lines = [_MODELINE]
    if draft.comment:
        lines += ["#", *format_comment(draft.comment, 0)]
    title = escape_inline(draft.title)
    lines += _line(0, "id", draft.identifier)
    lines += _line(0, "title", title)
    if title != draft.title:
        # The deck's name is no Markdown, and two colons would nest it.
        lines += _line(0, "deck", re.sub(":{2,}", ":", draft.title))
    lines += _line(0, "url", draft.url)
    lines += _line(0, "author", draft.author)
    lines += _line(0, "published", draft.published, is_text=False)
    lines += _time(0, "duration", draft.duration)
    if draft.objectives:
        lines.append("objectives:")
        for objective in draft.objectives:
            lines += format_value("  -", escape_block(objective), 4)
    if draft.has_modules:
        lines += _items("modules:", 0, map(_module, draft.modules))
    else:
        lines += _items("chapters:", 0, (_chapter(each, 4) for each in draft.chapters))
    if draft.questions:
        is_waiting = any(question.at is None for question in draft.questions)
        lines += ["", *(format_comment(_WAITING, 0) if is_waiting else ()), "questions:"]
        for question in draft.questions:
            lines += _question(question, 2, is_placed=False)
    return "\n".join(lines) + "\n"


def _module(module: DraftModule) -> _Lines:
    lines = _line(4, "title", escape_inline(module.title))
    lines += _line(4, "id", module.identifier)
    lines += _text(4, "summary", escape_block(module.summary))
    chapters = [_chapter(chapter, 8) for chapter in module.chapters]
    return lines + _items("    chapters:", 4, chapters)[1:]


def _chapter(chapter: DraftChapter, column: int) -> _Lines:
    time = format_exactly(chapter.start)
    if chapter.end is not None:
        time += f" - {format_exactly(chapter.end)}"
    lines = _line(column, "title", escape_inline(chapter.title))
    lines += _line(column, "id", chapter.identifier)
    lines += _line(column, "time", time, is_text=False)
    lines += _text(column, "summary", escape_summary(chapter.summary))
    if chapter.topics:
        lines.append(f"{' ' * column}topics:")
        for topic in chapter.topics:
            lines += _topic(topic, column + 2)
    if chapter.questions:
        lines.append(f"{' ' * column}questions:")
        for question in chapter.questions:
            lines += _question(question, column + 2, is_placed=True)
    return lines


def _topic(topic: DraftTopic, column: int) -> _Lines:
    lines = _comment(topic.comment, column)
    pad = " " * column
    lines += [pad + line for line in format_key(escape_term(topic.term)).split("\n")]
    if topic.at is not None or topic.identifier:
        lines.append(f"{pad}  definition:")
        lines += _time(column + 2, "at", topic.at)
        lines += _line(column + 2, "id", topic.identifier)
    return lines


def _question(question: DraftQuestion, column: int, *, is_placed: bool) -> _Lines:
    lines = _text(column + 2, "question", escape_block(question.question))
    lines += _text(column + 2, "answer", escape_block(question.answer))
    at = _time(column + 2, "at", question.at)
    lines += at if at or is_placed else [f"{' ' * (column + 2)}at:"]
    lines += _line(column + 2, "id", question.identifier)
    return _comment(question.comment, column) + _item(lines, column)


def _items(key: str, column: int, items: Iterable[_Lines]) -> _Lines:
    """Give a list behind an empty line and its key, with an empty line between the items."""
    lines = ["", key]
    for index, item in enumerate(items):
        lines += [*([""] if index else ()), *_item(item, column + 2)]
    return lines


def _item(lines: _Lines, column: int) -> _Lines:
    """Put the hyphen of a list before the first key of a mapping."""
    return [f"{' ' * column}- {lines[0][column + 2 :]}", *lines[1:]]


def _line(column: int, key: str, text: str, *, is_text: bool = True) -> _Lines:
    return [f"{' ' * column}{key}: {format_scalar(text) if is_text else text}"] if text else []


def _text(column: int, key: str, text: str) -> _Lines:
    return format_value(f"{' ' * column}{key}:", text, column + 2) if text else []


def _time(column: int, key: str, time: Milliseconds | None) -> _Lines:
    return [] if time is None else [f"{' ' * column}{key}: {format_exactly(time)}"]


def _comment(text: str, column: int) -> _Lines:
    return format_comment(text, column) if text else []


def format_exactly(time: Milliseconds) -> str:
    """Write a time with its fraction of a second, if it has one: `12:03`, `0:12.5`."""
    fraction = f".{time % 1000:03}".rstrip("0") if time % 1000 else ""
    return format_time(time) + fraction


def format_scalar(text: str) -> str:
    """Give a text as a scalar on one line."""
    if text and not _NOT_PLAIN.match(text) and not _TYPED.fullmatch(text):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def format_key(text: str) -> str:
    """Give a text as a key, colon included; it stands on two lines when it is very long."""
    scalar = format_scalar(text)
    return f"{scalar}:" if len(scalar) <= _LONGEST_KEY else f"? {scalar}\n:"


def format_value(prefix: str, text: str, indent: int) -> list[str]:
    """Give the lines of a text behind `prefix` (`  summary:`), folded when one is too short.

    `indent` is the column at which the lines of a folded text start.
    """
    line = f"{prefix} {format_scalar(text)}"
    if len(line) <= WIDTH or " " not in text:
        return [line]
    return [f"{prefix} >-", *(f"{' ' * indent}{each}" for each in wrap(text, WIDTH - indent))]


def format_comment(text: str, indent: int) -> list[str]:
    """Give a text as comment lines, one or more for each of its lines."""
    mark = f"{' ' * indent}#"
    return [
        f"{mark} {each}".rstrip()
        for line in text.split("\n")
        for each in (list(wrap(line, WIDTH - len(mark) - 1)) or [""])
    ]


def wrap(text: str, width: int) -> Iterator[str]:
    """Break a text at spaces into lines of the width; a longer word has a line of its own."""
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > max(width, _NARROWEST):
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        yield line
