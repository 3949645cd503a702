"""Nodes to the model: the shape of a content file, level by level.

Which keys a level has, and how each is read, is declared in `schema`; a record has a field for
each. What one level alone can tell is reported here; what needs more than one place of the file is
for `checks`.
"""

from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from typing import Any, NamedTuple, TypeVar

from flashcards.content.deck_names import name_deck
from flashcards.content.misplaced import leave_out_keys, leave_out_question, report_glued_key
from flashcards.content.model import (
    Breakdown,
    Chapter,
    ContentId,
    Module,
    Question,
    Settings,
    Text,
    Topic,
)
from flashcards.content.nodes import Mapping, Node, Scalar, Sequence, is_empty
from flashcards.content.schema import CHAPTER, FILE, MODULE, PROJECT, QUESTION, TOPIC, LevelSpec
from flashcards.content.spelled import SPELLED
from flashcards.content.values import read_list, wrong_type
from flashcards.diagnostics import (
    Diagnostic,
    Related,
    Report,
    Source,
    Span,
    make_error,
    quote,
)
from flashcards.diagnostics.quoting import did_you_mean, nearest_word
from flashcards.text.normal_form import fold_case
from flashcards.text.slugs import Slug, tag_slug

T = TypeVar("T")


class _Found(NamedTuple):
    """What a mapping holds: values by the fields of a record, and nodes of the levels below.

    `span` is the first key's. `is_complete`: it has every value that a record must have.
    `meant` are the keys for which unknown ones may stand.
    """

    owner: str
    span: Span
    report: Report
    values: dict[str, Any]
    below: dict[str, Node]
    is_complete: bool
    meant: frozenset[str]


def decode_breakdown(source: Source, root: Node, report: Report) -> Breakdown | None:
    """Decode a whole content file; `None` when it has no shape to speak of."""
    report = _mend_in_lines(source, report)
    found = _read_level(root, FILE, report)
    if found is None:
        return None
    stem = PurePosixPath(source.path).stem
    values = found.values
    title = values.pop("title", None)
    deck = values.pop("deck", None)
    author = values.pop("author", None)
    identifier = values.pop("identifier", None)
    return Breakdown(
        content_id=ContentId(identifier.value if identifier else fold_case(stem)),
        path=source.path,
        title=title or Text(stem, found.span),
        deck=deck.value if deck else name_deck(title.value if title else stem) or stem,
        author=author.value if author else "",
        modules=_decode_modules(found),
        questions=_decode_list(found, "questions", _decode_placed_question),
        span=identifier.span if identifier else Span(source.path, 0, 0),
        **values,
    )


def _mend_in_lines(source: Source, report: Report) -> Report:
    """Put a mended value, which is all that its getter knew, into its line."""

    def mend(found: Diagnostic) -> None:
        if found.code in SPELLED and found.mended:
            number, column = source.position(found.span.start)
            line = source.line(number)
            end = column - 1 + found.span.end - found.span.start
            is_whole = end <= len(line)
            mended = f"{line[: column - 1]}{found.mended}{line[end:]}" if is_whole else ""
            found = found._replace(mended=mended)
        report(found)

    return mend


def decode_settings(root: Node, report: Report) -> Settings:
    """Decode `flashcards.yaml`; what can't be used is reported and left out."""
    found = _read_level(root, PROJECT, report)
    return Settings(**found.values) if found else Settings()


def _decode_modules(found: _Found) -> tuple[Module, ...]:
    if "chapters" not in found.below:
        help_ = "add `modules:` or `chapters:` with at least one entry"
        return _decode_list(found, "modules", _decode_module, is_required=True, help_=help_)
    if "modules" in found.below:
        found.report(
            make_error(
                "modules-and-chapters",
                found.span,
                "the file has both `modules` and `chapters`",
                "move the chapters into a module",
                related=tuple(
                    Related(found.below[key].span, f"the {key}") for key in ("modules", "chapters")
                ),
            )
        )
    # A chapter without a module is one by itself.
    return tuple(
        Module(
            title=chapter.title,
            slug=_make_slug(chapter.identifier, chapter.title),
            chapters=(chapter,),
        )
        for chapter in _decode_list(found, "chapters", _decode_chapter, is_required=True)
    )


def _make_slug(identifier: Text | None, title: Text) -> Slug:
    return Slug(identifier.value) if identifier else tag_slug(title.value)


def _decode_module(node: Node, report: Report) -> Module | None:
    found = _read_level(node, MODULE, report)
    if found is None:
        return None
    chapters = _decode_list(found, "chapters", _decode_chapter, is_required=True)
    questions = _decode_list(found, "questions", _decode_placed_question)
    if not found.is_complete:
        return None
    slug = _make_slug(found.values.pop("identifier", None), found.values["title"])
    return Module(slug=slug, chapters=chapters, questions=questions, **found.values)


def _decode_chapter(node: Node, report: Report) -> Chapter | None:
    found = _read_level(node, CHAPTER, report)
    if found is None:
        return None
    topics = _decode_topics(found)
    questions = _decode_list(found, "questions", _decode_question)
    if not found.is_complete:
        return None
    start, end = found.values.pop("time")
    return Chapter(start=start, end=end, topics=topics, questions=questions, **found.values)


def _decode_topics(found: _Found) -> tuple[Topic, ...]:
    node = found.below.get("topics")
    if isinstance(node, Mapping):
        entries = leave_out_question(node.entries, found.report)
        if any(key.text in TOPIC.keys_by_name for key, _ in entries):
            entries = leave_out_keys(entries, found.report)
        topics = [_decode_topic(key, value, found.report) for key, value in entries]
        return tuple([topic for topic in topics if topic is not None])
    if node is not None and not is_empty(node):
        found.report(
            make_error(
                "wrong-type",
                node.span,
                "`topics` is not a mapping of terms to definitions",
                "write `Term: its definition` lines, or `Term:` for one that is not defined here",
            )
        )
    return ()


def _decode_topic(key: Scalar, node: Node, report: Report) -> Topic | None:
    term = Text(key.text.strip(), key.span)
    if not term.value:
        report(make_error("empty-value", key.span, "a topic's term is empty", "write the term"))
        return None
    if isinstance(node, Scalar):
        definition = node.text.strip()
        report_glued_key(node, report)
        return Topic(term, Text(definition, node.span) if definition else None)
    found = _read_level(node, TOPIC, report)
    return Topic(term, **found.values) if found else None


def _decode_question(node: Node, report: Report) -> Question | None:
    found = _read_level(node, QUESTION, report)
    return Question(**found.values) if found and found.is_complete else None


def _decode_placed_question(node: Node, report: Report) -> Question | None:
    """Decode a question of a module or file: only its time says which chapter it belongs to."""
    question = _decode_question(node, report)
    # An `at:` with nothing behind it waits for the author, and a check reminds them.
    if isinstance(node, Mapping) and all(key.text != "at" for key, _ in node.entries):
        report(
            make_error(
                "question-without-time",
                _first_key(node),
                "a question outside any chapter has no `at` to place it",
                "add `at:` with a time, or move the question into a chapter",
            )
        )
        return None
    return question


def _read_level(node: Node, level: LevelSpec, report: Report) -> _Found | None:
    """Read the values of a mapping of a level's keys; unknown and missing ones are reported."""
    if not isinstance(node, Mapping):
        help_ = f"write `key: value` lines: {_list(level.names)}"
        if level is QUESTION and isinstance(node, Scalar):
            help_ = (
                "write `question: ` in front of it, and `answer: ` with the answer on the next line"
            )
        report(wrong_type(level.owner, node, "a mapping", help_))
        return None
    values: dict[str, Any] = {}
    below: dict[str, Node] = {}
    unknown: list[str] = []
    for key, value in node.entries:
        name = key.text
        if (spec := level.keys_by_name.get(name)) is None:
            unknown.append(name)
            message = f"{level.owner} has no key {quote(name)}"
            help_ = did_you_mean(name, level.names, f"use one of {_list(level.names)}")
            report(make_error("unknown-key", key.span, message, help_))
        elif spec.read is None:
            below[name] = value
        elif (read := spec.read(value, name, report)) is not None:
            values[spec.field or name] = read
    needed = level.needed | (level.needed_for_card if values.get("card", True) else frozenset())
    is_complete = needed <= values.keys()
    meant = _find_meant(unknown, level) if unknown else frozenset()
    found = _Found(level.owner, _first_key(node), report, values, below, is_complete, meant)
    if not is_complete:
        written = {key.text: value for key, value in node.entries}
        for name in level.names:
            if name in needed and name not in values:
                _require(found, name, written.get(name))
    return found


def _find_meant(unknown: Iterable[str], level: LevelSpec) -> frozenset[str]:
    """Find the keys that unknown ones may stand for: that these are missing is no second mistake.

    One that is like no key at all may be anything, such as a question where its key should be.
    """
    meant: set[str] = set()
    for name in unknown:
        near = {key for key in level.names if name and key.startswith(name.lower())}
        near |= {nearest_word(name, level.names)} - {""}
        if not near:
            return frozenset(level.names)
        meant |= near
    return frozenset(meant)


def _list(known: Iterable[str]) -> str:
    return ", ".join(f"`{key}`" for key in known)


def _first_key(node: Mapping) -> Span:
    return node.entries[0][0].span if node.entries else node.span


def _require(found: _Found, key: str, node: Node | None, help_: str = "") -> None:
    """Report a key that isn't there, or has nothing behind it."""
    if node is None:
        if key in found.meant:
            return
        message = f"{found.owner} has no `{key}`"
        found.report(make_error("missing-key", found.span, message, help_ or f"add `{key}:`"))
    elif is_empty(node):
        _report_empty(found, key, node, help_ or f"write something behind `{key}:`")


def _report_empty(found: _Found, key: str, node: Node, help_: str) -> None:
    message = f"`{key}` of {found.owner} is empty"
    found.report(make_error("empty-value", node.span, message, help_))


def _decode_list(
    found: _Found,
    key: str,
    decode: Callable[[Node, Report], T | None],
    *,
    is_required: bool = False,
    help_: str = "",
) -> tuple[T, ...]:
    """Decode a list of the level below; entries that can't be decoded are left out."""
    node = found.below.get(key)
    if is_required:
        _require(found, key, node, help_)
        if isinstance(node, Sequence) and not node.items:
            _report_empty(found, key, node, "add an entry")
    if node is None:
        return ()
    decoded = [decode(item, found.report) for item in read_list(node, key, found.report)]
    return tuple([value for value in decoded if value is not None])
