"""The items of a content file that can have a time, and times into its text: only `at:` changes.

The file is one that was decoded without errors, but for questions that wait for their time. What
can't be edited without changing more, such as a topic written as `Term: its definition` or an item
that an alias repeats, is refused and left to the author.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from flashcards.content.nodes import Mapping, Node, Scalar, Sequence
from flashcards.content.walk import Place
from flashcards.text.times import Milliseconds, format_time
from flashcards.transcripts.talks import Stretch, Thing

_ANCHOR = re.compile(r"&\S+[ \t]*(?:\r\n|\n|\r|[ \t])[ \t]*")
_COLON = re.compile(r"[ \t]*:")
_REST = re.compile(r"(?P<comment>[ \t]*(?:#[^\r\n]*)?)(?P<end>\r\n|\n|\r|\Z)")
_BEFORE_VALUE = re.compile(r"[ \t]*:[ \t]+")
_OUR_COMMENT = re.compile(r'[ \t]+# (?:heard|by its place): "[^\r\n]*"[ \t]*')
_NO_VALUE = re.compile(r"[ \t]*:(?:[ \t]+\*[^\s,\]}]+)?")
"""An alias, or nothing at all, behind a key."""

_STEP = 2
"""Spaces by which an `at:` below a topic's term is indented."""

_LINE_END = re.compile(r"\r\n|\n|\r")
_BLOCK_START = re.compile(r"[ ]*(?:-[ \t]+)*")


class ItemNode(NamedTuple):
    """A topic or a question: `name` is the term, or what is asked; `topics` are those of a term."""

    name: Scalar
    topics: Mapping | None
    value: Node
    about: str

    @property
    def at(self) -> str:
        """Give its time as it is written; empty for none."""
        return _text(_get(self.value, "at")).strip()


class Group(NamedTuple):
    """Items that are talked about in one stretch of the video: those of one list of the file."""

    items: tuple[ItemNode, ...]
    stretch: Stretch


def list_groups(root: Node, places: tuple[Place, ...]) -> tuple[tuple[Group, ...], ...]:
    """Give the groups of topics, of chapters' questions, of modules' questions, and of the file's.

    `places` are those of the same file.
    """
    topics, of_chapters, of_modules = [], [], []
    modules = _items(root, "modules")
    left = iter(places)
    for owner in modules or (root,):
        chapters = _items(owner, "chapters")
        own = tuple(islice(left, len(chapters)))
        for chapter, place in zip(chapters, own, strict=True):
            topics.append(_group(_topics(chapter), place, place))
            of_chapters.append(_group(_questions(chapter), place, place))
        if modules and own:
            of_modules.append(_group(_questions(owner), own[0], own[-1]))
    of_file = [_group(_questions(root), places[0], places[-1])] if places else []
    return tuple(topics), tuple(of_chapters), tuple(of_modules), tuple(of_file)


def _group(found: Iterable[ItemNode], first: Place, last: Place) -> Group:
    items = tuple(found)
    things = tuple(Thing(subject=item.name.text, about=item.about) for item in items)
    return Group(items, Stretch(start=first.chapter.start.time, end=last.end, things=things))


def _topics(chapter: Node) -> Iterator[ItemNode]:
    topics = _get(chapter, "topics")
    if isinstance(topics, Mapping):
        for term, value in topics.entries:
            definition = _text(value) or _text(_get(value, "definition"))
            yield ItemNode(term, topics, value, definition)


def _questions(owner: Node) -> Iterator[ItemNode]:
    for value in _items(owner, "questions"):
        question = _get(value, "question")
        if isinstance(question, Scalar):
            yield ItemNode(question, None, value, _text(_get(value, "answer")))


def _get(node: Node, name: str) -> Node | None:
    if not isinstance(node, Mapping):
        return None
    return next((value for key, value in node.entries if key.text == name), None)


def _items(node: Node, name: str) -> tuple[Node, ...]:
    found = _get(node, name)
    return found.items if isinstance(found, Sequence) else ()


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""


class Edit(NamedTuple):
    """A range of the text, and what takes its place."""

    start: int
    end: int
    text: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Make edits that don't overlap."""
    parts = []
    done = 0
    for edit in sorted(edits):
        parts += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*parts, text[done:]])


def set_time(text: str, item: ItemNode, at: Milliseconds, comment: str) -> Edit | None:
    """Give the edit that sets the `at` of an item, or `None` when there is no such edit."""
    time = format_time(at)
    line = f"at: {time}  # {comment}"
    if not isinstance(item.value, Mapping):
        return _add_to_empty(text, item, line)
    for key, old in item.value.entries:
        if key.text == "at":
            return _change(text, key, old, time, comment)
    start = _skip_anchor(text, item.value.span.start)
    if text[start : start + 1] == "{":
        return _add_in_braces(item.value, start, time)
    column = _column(text, item.value.entries[0][0])
    end = _end_of(text, item.value)
    if column is None or end is None:
        return None
    return _add_line(text, end, " " * column + line)


def _add_to_empty(text: str, item: ItemNode, line: str) -> Edit | None:
    """Add below a topic with nothing behind its colon."""
    if item.topics is None or item.value.span.start < item.value.span.end:
        return None
    column = _column(text, item.name)
    colon = _COLON.match(text, item.name.span.end)
    in_braces = text[_skip_anchor(text, item.topics.span.start)] == "{"
    if in_braces or column is None or colon is None:
        return None
    return _add_line(text, colon.end(), " " * (column + _STEP) + line)


def _change(text: str, key: Scalar, old: Node, time: str, comment: str) -> Edit | None:
    colon = _COLON.match(text, key.span.end)
    if colon is None:
        return None
    if old.span.start == old.span.end:
        rest = _REST.match(text, colon.end())
        said = f"  # {comment}" if rest and not rest["comment"].strip() else ""
        return Edit(colon.end(), colon.end(), f" {time}{said}")
    before = _BEFORE_VALUE.match(text, key.span.end)
    if before is None or before.end() != old.span.start or text[old.span.start] in "&|>":
        return None
    ours = _OUR_COMMENT.match(text, old.span.end)
    rest = _REST.match(text, ours.end() if ours else old.span.end)
    if rest and not rest["comment"].strip():
        return Edit(old.span.start, rest.start("end"), f"{time}  # {comment}")
    return Edit(old.span.start, old.span.end, time)


def _add_in_braces(value: Mapping, start: int, time: str) -> Edit | None:
    """Add to a mapping in braces, where there is no place for a comment."""
    if not value.entries:
        return Edit(start + 1, start + 1, f"at: {time}")
    key, last = value.entries[-1]
    if last.span.start < key.span.end or last.span.start == last.span.end:
        return None
    return Edit(last.span.end, last.span.end, f", at: {time}")


def _add_line(text: str, end: int, line: str) -> Edit | None:
    """Add a line below the one in which something ends, if nothing but a comment follows it."""
    rest = _REST.match(text, end)
    if rest is None:
        return None
    if rest["end"]:
        return Edit(rest.end(), rest.end(), f"{line}{rest['end']}")
    usual = _LINE_END.search(text)
    return Edit(len(text), len(text), f"{usual[0] if usual else chr(10)}{line}")


def _skip_anchor(text: str, start: int) -> int:
    anchor = _ANCHOR.match(text, start)
    return anchor.end() if anchor else start


def _column(text: str, key: Scalar) -> int | None:
    """Give the column of a key that starts its line, or its item of a list."""
    line = max(text.rfind("\n", 0, key.span.start), text.rfind("\r", 0, key.span.start)) + 1
    before = text[line : key.span.start]
    return len(before) if _BLOCK_START.fullmatch(before) else None


def _end_of(text: str, node: Node) -> int | None:
    """Give the end of what is written of a block's last value: blocks themselves end too late."""
    start = _skip_anchor(text, node.span.start)
    if isinstance(node, Scalar) or text[start] in "[{":
        return _end_of_scalar(text, start, node.span.end)
    if isinstance(node, Sequence):
        *others, last = node.items
        least = others[-1].span.end if others else start
        # An alias stands where its anchor is.
        is_own = least <= last.span.start < last.span.end
        return _end_of(text, last) if is_own else None
    key, value = node.entries[-1]
    if value.span.start < key.span.end or value.span.start == value.span.end:
        rest = _NO_VALUE.match(text, key.span.end)
        return rest.end() if rest else None
    return _end_of(text, value)


def _end_of_scalar(text: str, start: int, end: int) -> int:
    if text[start] not in "|>":
        return end
    header = text[start:end].splitlines()[0]
    written = text[:end].rstrip()
    if "+" in header.split("#")[0] and "\n" in text[len(written) : end].replace("\r", "\n"):
        # All empty lines below belong to it; the last one's end is where a line can be added.
        return end - (2 if text[:end].endswith("\r\n") else 1)
    return len(written)
