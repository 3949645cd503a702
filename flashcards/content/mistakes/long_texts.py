"""Mends of texts of several lines: blocks, lists where a text belongs, comments between lines."""

import re
from collections.abc import Iterator, Sequence

from flashcards.content.mistakes.lines import KEYS, ContentLine, read_line
from flashcards.content.mistakes.mend import MOST_LINES, LineEdit, Mend

_COMMENT = re.compile(r"\s+#.*$")
_BLOCK = re.compile(r"(?P<header>[|>][-+0-9]*)(?P<gap>\s*)(?P<text>\S.*)")
_LISTED = re.compile(r"\s*(?:[-*+]|[0-9]{1,3}[.)])\s")
_PARENTS = frozenset(("modules", "chapters", "questions", "topics"))
_TEXTS = frozenset(("question", "answer", "definition", "summary", "extra", "hint"))


def mend_block_text(
    lines: Sequence[str], index: int, line: ContentLine, head: str
) -> Iterator[Mend]:
    """Part `> text` where more lines of the text follow, and `>- text` or `| text` of one line."""
    found = _BLOCK.fullmatch(line.value)
    if not found or not line.key:
        return
    at = (len(head), len(head) + len(found["header"]))
    deeper = next_deeper(lines, index, line.column)
    said = found["header"][0]
    is_header = found["header"][1:] in {"-", "+"} or (
        found["header"] == "|" and said not in found["text"]
    )
    if deeper is not None or (is_header and found["gap"] and found["text"][0].isalnum()):
        indent = line.column + 2 if deeper is None else deeper
        yield Mend(
            index,
            (head + found["header"], " " * indent + found["text"]),
            0.6,
            f"text stands behind `{said}`, on whose line there may be none",
            f"start the text on the line below the `{said}`",
            *at,
        )
    if deeper is not None and not found["text"][0].isalnum():
        message = f"`{found['text'][0]}` can't stand behind `{said}`"
        yield Mend(index, (head + said,), 0.5, message, f"write `{said}` alone", *at)


def mend_list_for_text(lines: Sequence[str], index: int, line: ContentLine) -> Iterator[Mend]:
    """Keep a list behind the key of a text as that text, and a line that looks like a key."""
    if line.value or line.key not in _TEXTS or not any(map(str.strip, lines[index + 1 :])):
        return
    at = (line.column, line.column + len(line.key))
    behind = read_line(lines[_next_line(lines, index)])
    is_deeper = next_deeper(lines, index, line.column) is not None
    if is_deeper and behind.dash < 0 and behind.key and behind.key not in KEYS:
        message = f"the lines behind `{line.key}` are a key and its value for YAML, and no text"
        help_ = "write `>-` behind the colon: then they are the text"
        yield Mend(index, (f"{line.text.rstrip()} >-",), 0.6, message, help_, *at)
    also = () if is_deeper else _move_list(lines, index, line)
    if (is_deeper and behind.dash >= 0) or also:
        message = f"the lines behind `{line.key}` are a list for YAML, and no text"
        help_ = "write `|` behind the colon: then they are the text, and a list on the card"
        if also:
            help_ = f"write `{line.key}: |`, and indent the list below it by 2 more"
        yield Mend(index, (f"{line.text.rstrip()} |",), 0.5, message, help_, *at, also=also)


def _move_list(lines: Sequence[str], index: int, line: ContentLine) -> tuple[LineEdit, ...]:
    """Indent a list of texts that stands beside its key."""
    also: list[LineEdit] = []
    for number in range(index + 1, min(len(lines), index + MOST_LINES)):
        other = read_line(lines[number])
        if not lines[number].strip() or other.dash != line.column or other.key in KEYS:
            break
        also.append((number, (f"  {lines[number]}",)))
    return tuple(also)


def mend_comment_inside(lines: Sequence[str], index: int, line: ContentLine) -> Iterator[Mend]:
    """Move a comment from between two lines of a text to a line of its own above them."""
    found = _COMMENT.search(line.text)
    if not found or not line.key or next_deeper(lines, index, line.column) is None:
        return
    if line.value[0] not in "\"'|>[{#" and not read_line(lines[_next_line(lines, index)]).is_blank:
        comment = f"{' ' * line.indent}{found[0].strip()}"
        message = "a comment stands between two lines of a text, which ends the text for YAML"
        at = (found.end() - len(found[0].lstrip()), found.end())
        new = (comment, line.text[: found.start()])
        yield Mend(index, new, 0.5, message, "move the comment to a line of its own", *at)


def _next_line(lines: Sequence[str], index: int) -> int:
    return next(number for number in range(index + 1, len(lines)) if lines[number].strip())


def mend_long_text(
    lines: Sequence[str], index: int, line: ContentLine, head: str
) -> Iterator[Mend]:
    """Turn a text of several lines into a block, in which nothing needs quotes."""
    deeper = next_deeper(lines, index, line.column)
    if deeper is None or not line.key or line.value[0] in "|>[{":
        return
    mark = ">-"
    cost = 1.8
    where = index + 1
    for later in range(index + 1, min(index + 12, len(lines))):
        text = lines[later]
        if text.strip() and len(text) - len(text.lstrip()) <= line.column:
            break
        if text.lstrip().startswith("- "):
            mark = "|"
        if re.search(r":(?:\s|$)", text):
            where = later
            key = read_line(text).key
            cost = 1.8 if key in KEYS or not key[:1].islower() else 0.9
            break
        if line.value.endswith(":") and _LISTED.match(text):
            mark, cost = "|", 0.8
            break
    yield Mend(
        index,
        (head + mark, " " * deeper + line.value),
        cost,
        "a text of several lines holds `: `, a dash or a quote that means something else to YAML",
        f"write `{line.key}: {mark}` and begin the text on the next line",
        len(head),
        len(head) + len(line.value),
        second=(where, "it goes on here"),
    )


def next_deeper(lines: Sequence[str], index: int, column: int) -> int | None:
    """Give the indentation of the next line if that is a text's: deeper than the key."""
    for text in lines[index + 1 : index + 3]:
        if text.strip():
            indent = len(text) - len(text.lstrip(" "))
            return indent if indent > column else None
    return None


def mend_list_behind(
    lines: Sequence[str], index: int, line: ContentLine, head: str
) -> Iterator[Mend]:
    """Take a list that stands behind a text, beside its key, into the text."""
    if line.key not in _TEXTS or line.value[0] in "\"'|>[{":
        return
    also = _move_list(lines, index, line)
    if also:
        message = f"a list stands behind the text of `{line.key}`, not in it"
        help_ = f"write `{line.key}: |`, and the text and its list below it, indented by 2 more"
        new = (f"{head}|", f"{' ' * (line.column + 2)}{line.value}")
        at = (len(head), len(head) + len(line.value))
        yield Mend(index, new, 0.8, message, help_, *at, also=also)


def mend_one_line(lines: Sequence[str], index: int, line: ContentLine) -> Iterator[Mend]:
    """Start a new line for the first entry behind a key such as `questions`, or the first topic."""
    starts_entry = line.value.startswith("- ")
    if line.key not in _PARENTS or not (starts_entry or line.key == "topics"):
        return
    if not starts_entry and not read_line(line.value).key:
        return
    at = (line.column, line.column + len(line.key) + 1)
    for indent in dict.fromkeys((line.column + 2, next_deeper(lines, index, line.column) or 0)):
        new = (f"{line.head}{line.key}:", f"{' ' * indent}{line.value}")
        message = f"the first entry of `{line.key}` stands on its line"
        yield Mend(index, new, 0.5, message, "start a new line for it, indented more", *at)
