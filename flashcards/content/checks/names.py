"""Whether what is remembered by name has a name of its own, and each term one meaning."""

from collections.abc import Iterable, Iterator
from operator import itemgetter
from pathlib import PurePosixPath

from flashcards.content.keys import make_key
from flashcards.content.model import Breakdown, Chapter, Question, Text
from flashcards.content.outline import MERGED, Outline, Term
from flashcards.diagnostics import Diagnostic, Related, Span, make_error, make_warning, quote
from flashcards.disk.portable_names import find_unportable
from flashcards.text.normal_form import fold_case
from flashcards.text.slugs import fold_term, is_slug, tag_slug

_ANKI_OWN = {"marked", "leech"}


def check_content_id(outline: Outline) -> Iterator[Diagnostic]:
    """Check that the file's name can be its id."""
    breakdown = outline.breakdown
    stem = PurePosixPath(breakdown.path).stem
    if not is_slug(breakdown.content_id):
        fixed = tag_slug(stem)
        yield make_error(
            "invalid-content-id",
            breakdown.span,
            f"the file name {quote(stem)} can't be the content id",
            f"rename the file to `{fixed}.yaml`, or add `id: {fixed}`",
        )
    elif breakdown.content_id != fold_case(stem) and (
        why := find_unportable([breakdown.content_id])
    ):
        help_ = "choose another id: the deck and its lock are called by it"
        yield make_error("unportable-name", breakdown.span, why, help_)


def check_duplicate_content_ids(breakdowns: Iterable[Breakdown]) -> Iterator[Diagnostic]:
    """Check that no two files of a run share their id."""
    seen: dict[str, Breakdown] = {}
    for breakdown in breakdowns:
        first = seen.setdefault(breakdown.content_id, breakdown)
        if first.path != breakdown.path:
            yield make_error(
                "duplicate-content-id",
                breakdown.span,
                f"the content id `{breakdown.content_id}` belongs to `{first.path}` already",
                "give one of the two files another `id:`; case alone makes none",
                related=_first(first.span, "the first file with this id"),
            )


def _first(span: Span, message: str) -> tuple[Related, ...]:
    """Name the other of two places."""
    return (Related(span, message),)


def check_duplicate_modules(outline: Outline) -> Iterator[Diagnostic]:
    """Check that every module has its own tag.

    A module that is its own only chapter is left to the check of chapters.
    """
    seen: dict[str, Text] = {}
    for module in outline.breakdown.modules:
        first = seen.setdefault(module.slug, module.title)
        is_own_chapter = module.chapters and module.chapters[0].title is module.title
        if first is not module.title and not is_own_chapter:
            yield make_error(
                "duplicate-module",
                module.title.span,
                f"{quote(module.title.value)} would have another module's tag, "
                f"{quote(module.slug)}",
                "give one of the two another title, or an `id:`",
                related=_first(first.span, "the module that has the tag"),
            )


def _duplicate_keys(
    breakdown: Breakdown, code: str, kind: str, items: Iterable[tuple[Text | None, Text]]
) -> Iterator[Diagnostic]:
    seen: dict[str, tuple[Text, Text]] = {}
    for identifier, front in items:
        key = make_key(breakdown.content_id, kind, identifier, front)
        first, named = seen.setdefault(key, (front, identifier or front))
        if first is front:
            continue
        if identifier:
            yield make_error(
                "duplicate-id",
                identifier.span,
                f"the id `{identifier.value}` names another {kind} already",
                "choose an id that no other has",
                related=_first(named.span, f"the first {kind} with this key"),
            )
        else:
            again = (
                "stands twice"
                if first.value == front.value
                else f"is too like {quote(first.value)}"
            )
            yield make_error(
                code,
                front.span,
                f"the {kind} {quote(front.value)} {again}",
                "say how this one differs, or give it an `id:` of its own",
                related=_first(first.span, f"the first {kind}"),
            )


def check_duplicate_chapters(outline: Outline) -> Iterator[Diagnostic]:
    """Check that every chapter has its own key."""
    items = [(place.chapter.identifier, place.chapter.title) for place in outline.places]
    yield from _duplicate_keys(outline.breakdown, "duplicate-chapter", "chapter", items)


def check_duplicate_questions(outline: Outline) -> Iterator[Diagnostic]:
    """Check that every question has its own key."""
    questions = [
        (place is None, module is None, record.identifier, record.question)
        for record, module, place in outline.items
        if isinstance(record, Question)
    ]
    # Of two, a chapter's own goes first: the one that its time places is reported.
    questions.sort(key=itemgetter(0, 1))
    items = [(identifier, front) for _, _, identifier, front in questions]
    yield from _duplicate_keys(outline.breakdown, "duplicate-question", "question", items)


def check_duplicate_topics(outline: Outline) -> Iterator[Diagnostic]:
    """Check that a chapter mentions a term once, and that no two terms share a key."""
    for place in outline.places:
        for again, first_term in _mentioned_again(place.chapter):
            title = place.chapter.title.value
            yield make_error(
                "duplicate-topic",
                again.span,
                f"the topic {quote(again.value)} stands twice in {quote(title)}",
                "keep one; terms compare without case",
                related=_first(first_term.span, "the first mention"),
            )
    keys: dict[str, Term] = {}
    for term in outline.terms:
        topic = term.topic
        key = make_key(outline.breakdown.content_id, "topic", topic.identifier, topic.term)
        first = keys.setdefault(key, term)
        if first is not term:
            yield make_error(
                "duplicate-id" if topic.identifier else "duplicate-topic",
                (topic.identifier or topic.term).span,
                f"the topics {quote(first.topic.term.value)} and {quote(topic.term.value)} "
                "share a key",
                "give one of the two an `id:` of its own",
                related=_first(
                    (first.topic.identifier or first.topic.term).span, "the first topic"
                ),
            )


def _mentioned_again(chapter: Chapter) -> Iterator[tuple[Text, Text]]:
    seen: dict[str, Text] = {}
    for topic in chapter.topics:
        first = seen.setdefault(fold_term(topic.term.value), topic.term)
        if first is not topic.term:
            yield topic.term, first


def check_conflicting_topics(outline: Outline) -> Iterator[Diagnostic]:
    """Check that the mentions of a term don't contradict each other."""
    for term in outline.terms:
        if len(term.mentions) > 1:
            for name in MERGED:
                yield from _conflicts(term, name)
            yield from _unused_definition(term)


def _conflicts(term: Term, name: str) -> Iterator[Diagnostic]:
    chosen: Text | None = getattr(term.topic, name)
    key = "id" if name == "identifier" else name
    seen: set[int] = set()
    for mention in term.mentions:
        other: Text | None = getattr(mention.topic, name)
        if id(mention.place) in seen:
            continue  # twice in one chapter: a duplicate, and reported as that
        seen.add(id(mention.place))
        if chosen and other and other.value != chosen.value:
            yield make_error(
                "conflicting-definition" if name == "definition" else "conflicting-topic",
                other.span,
                f"{quote(mention.topic.term.value)} has two different `{key}`s",
                f"keep one `{key}`, at one mention; the others may stay empty",
                related=_first(chosen.span, f"the first `{key}`"),
            )


def _unused_definition(term: Term) -> Iterator[Diagnostic]:
    """Find a definition that is meant for a card and gets none, for another mention forbids it."""
    main = term.main.topic
    if main.definition is not None and main.card and not term.topic.card:
        barred = next(each.topic for each in term.mentions if not each.topic.card)
        yield make_error(
            "conflicting-topic",
            main.definition.span,
            f"{quote(main.term.value)} is defined here and has `card: false` at another mention",
            "take `card: false` away, or the definition",
            related=_first(barred.term.span, "the mention with `card: false`"),
        )


def check_undefined_topics(outline: Outline) -> Iterator[Diagnostic]:
    """List the topics that still wait for a definition."""
    for term in outline.terms:
        if term.topic.definition is None and term.topic.card:
            yield make_warning(
                "topic-without-definition",
                term.topic.term.span,
                f"the topic {quote(term.topic.term.value)} has no definition, so no card",
                "write its definition behind the colon, here or at another mention, or "
                "`{card: false}` if it needs none",
            )


def check_reserved_tags(outline: Outline) -> Iterator[Diagnostic]:
    """Warn of tags that Anki sets by itself."""
    tags = (tag for item in outline.items for tag in item.record.tags)
    for tag in (*outline.breakdown.tags, *tags):
        if tag.value.casefold() in _ANKI_OWN:
            yield make_warning(
                "reserved-tag",
                tag.span,
                f"Anki uses the tag `{tag.value}` itself",
                "choose another word, or learners' own marks will be mixed with yours",
            )
