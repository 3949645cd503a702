"""Nodes to the model: the shape of a content file, level by level.

Which keys a level has is declared in `schema`. What one level alone can tell is reported here; what
needs more than one place of the file is for `checks`.
"""

from pathlib import PurePosixPath

from flashcards.content.getters import (
    Keys,
    decode_each,
    get_keys,
    get_list,
    get_text,
    get_texts,
    require,
    require_text,
)
from flashcards.content.model import Breakdown, Chapter, ContentId, Module, Question, Text, Topic
from flashcards.content.nodes import Mapping, Node, Scalar, is_empty
from flashcards.content.schema import CHAPTER, FILE, MODULE, QUESTION, TOPIC
from flashcards.content.values import (
    get_allowed,
    get_date,
    get_flag,
    get_identifier,
    get_levels,
    get_moment,
    get_tags,
    get_title,
    get_url,
    require_range,
    require_title,
)
from flashcards.diagnostics import Report, Source, Span, make_error
from flashcards.text.slugs import Slug, tag_slug


def decode_breakdown(source: Source, root: Node, report: Report) -> Breakdown | None:
    """Decode a whole content file; `None` when it has no shape to speak of."""
    keys = get_keys(root, FILE, report)
    if keys is None:
        return None
    title = require_title(keys)
    deck = get_title(keys, "deck")
    modules = _decode_modules(keys)
    questions = _placed_questions(keys)
    identifier = get_identifier(keys)
    stem = PurePosixPath(source.path).stem
    return Breakdown(
        content_id=ContentId(identifier.value if identifier else stem),
        path=source.path,
        title=title or Text(value=stem, span=keys.span),
        # A `::` nests decks; in a title it is an accident.
        deck=deck.value if deck else (title.value if title else stem).replace("::", ":"),
        url=get_url(keys, "url"),
        author=author.value if (author := get_title(keys, "author")) else "",
        published=get_date(keys, "published"),
        duration=get_moment(keys, "duration"),
        objectives=get_texts(keys, "objectives"),
        modules=modules,
        questions=questions,
        tags=get_tags(keys),
        levels=get_levels(keys),
        span=identifier.span if identifier else Span(source.path, 0, 0),
    )


def _decode_modules(keys: Keys) -> tuple[Module, ...]:
    if "modules" in keys.nodes and "chapters" in keys.nodes:
        keys.report(
            make_error(
                "modules-and-chapters",
                keys.span,
                "the file has both `modules` and `chapters`",
                "move the chapters into a module",
            )
        )
    if "chapters" in keys.nodes:
        chapters = decode_each(
            get_list(keys, "chapters", required=True), _decode_chapter, keys.report
        )
        return tuple(_module_of(chapter) for chapter in chapters)
    if not require(keys, "modules", help_="add `modules:` or `chapters:` with at least one entry"):
        return ()
    return decode_each(get_list(keys, "modules", required=True), _decode_module, keys.report)


def _module_of(chapter: Chapter) -> Module:
    """Make the module that a chapter without one is by itself."""
    return Module(
        title=chapter.title,
        slug=_slug(chapter.identifier, chapter.title),
        summary=None,
        chapters=(chapter,),
        questions=(),
        tags=(),
    )


def _slug(identifier: Text | None, title: Text) -> Slug:
    return Slug(identifier.value) if identifier else tag_slug(title.value)


def _decode_module(node: Node, report: Report) -> Module | None:
    keys = get_keys(node, MODULE, report)
    if keys is None:
        return None
    title = require_title(keys)
    identifier = get_identifier(keys)
    summary = get_text(keys, "summary")
    tags = get_tags(keys)
    chapters = decode_each(get_list(keys, "chapters", required=True), _decode_chapter, report)
    questions = _placed_questions(keys)
    if title is None:
        return None
    return Module(
        title=title,
        slug=_slug(identifier, title),
        summary=summary,
        chapters=chapters,
        questions=questions,
        tags=tags,
    )


def _decode_chapter(node: Node, report: Report) -> Chapter | None:
    keys = get_keys(node, CHAPTER, report)
    if keys is None:
        return None
    title = require_title(keys)
    time = require_range(keys, "time")
    summary = get_text(keys, "summary")
    extra = get_text(keys, "extra")
    hint = get_text(keys, "hint")
    identifier = get_identifier(keys)
    tags = get_tags(keys)
    allow = get_allowed(keys)
    topics = _decode_topics(keys)
    questions = decode_each(get_list(keys, "questions"), _decode_question, report)
    if title is None or time is None:
        return None
    return Chapter(
        title=title,
        start=time[0],
        end=time[1],
        summary=summary,
        extra=extra,
        hint=hint,
        topics=topics,
        questions=questions,
        identifier=identifier,
        tags=tags,
        allow=allow,
    )


def _decode_topics(keys: Keys) -> tuple[Topic, ...]:
    node = keys.nodes.get("topics")
    if node is None or is_empty(node):
        return ()
    if not isinstance(node, Mapping):
        keys.report(
            make_error(
                "wrong-type",
                node.span,
                "`topics` is not a mapping of terms to definitions",
                "write `Term: its definition` lines, or `Term:` for one that is not defined here",
            )
        )
        return ()
    return tuple(
        topic
        for key, value in node.entries
        if (topic := _decode_topic(key, value, keys.report)) is not None
    )


def _decode_topic(key: Scalar, node: Node, report: Report) -> Topic | None:
    term = Text(key.text.strip(), key.span)
    if not term.value:
        report(make_error("empty-value", key.span, "a topic's term is empty", "write the term"))
        return None
    if isinstance(node, Scalar):
        definition = node.text.strip()
        return Topic(term, Text(definition, node.span) if definition else None)
    keys = get_keys(node, TOPIC, report)
    if keys is None:
        return None
    return Topic(
        term=term,
        definition=get_text(keys, "definition"),
        extra=get_text(keys, "extra"),
        hint=get_text(keys, "hint"),
        at=get_moment(keys, "at"),
        reverse=get_flag(keys, "reverse"),
        identifier=get_identifier(keys),
        tags=get_tags(keys),
        allow=get_allowed(keys),
    )


def _placed_questions(keys: Keys) -> tuple[Question, ...]:
    """Decode the questions of a module or file: only their time says which chapter is theirs."""
    return decode_each(get_list(keys, "questions"), _decode_placed_question, keys.report)


def _decode_placed_question(node: Node, report: Report) -> Question | None:
    return _decode_question(node, report, needs_time=True)


def _decode_question(node: Node, report: Report, *, needs_time: bool = False) -> Question | None:
    keys = get_keys(node, QUESTION, report)
    if keys is None:
        return None
    question = require_text(keys, "question")
    answer = require_text(keys, "answer")
    extra = get_text(keys, "extra")
    hint = get_text(keys, "hint")
    identifier = get_identifier(keys)
    tags = get_tags(keys)
    allow = get_allowed(keys)
    at = get_moment(keys, "at")
    # An `at:` with nothing behind it waits for the author, and a check reminds them.
    if needs_time and "at" not in keys.nodes:
        report(
            make_error(
                "question-without-time",
                keys.span,
                "a question outside any chapter has no `at` to place it",
                "add `at:` with a time, or move the question into a chapter",
            )
        )
        return None
    if question is None or answer is None:
        return None
    return Question(
        question=question,
        answer=answer,
        extra=extra,
        hint=hint,
        at=at,
        identifier=identifier,
        tags=tags,
        allow=allow,
    )
