"""Whether each term means one thing, and means something."""

from collections.abc import Iterator

from flashcards.content.keys import make_key
from flashcards.content.model import Chapter, ContentId, Text
from flashcards.content.outline import MERGED, Outline, Term
from flashcards.diagnostics import Diagnostic, make_error, make_warning, quote
from flashcards.text.slugs import fold_term


def check_duplicate_topics(outline: Outline) -> Iterator[Diagnostic]:
    """Check that a chapter mentions a term once, and that no two terms share a key."""
    for place in outline.places:
        for term in _mentioned_again(place.chapter):
            title = place.chapter.title.value
            yield make_error(
                "duplicate-topic",
                term.span,
                f"the topic {quote(term.value)} stands twice in {quote(title)}",
                "keep one; terms compare without case",
            )
    yield from _shared_keys(outline.breakdown.content_id, outline.terms)


def _mentioned_again(chapter: Chapter) -> Iterator[Text]:
    seen = set()
    for topic in chapter.topics:
        folded = fold_term(topic.term.value)
        if folded in seen:
            yield topic.term
        seen.add(folded)


def _shared_keys(content_id: ContentId, terms: tuple[Term, ...]) -> Iterator[Diagnostic]:
    keys: dict[str, Term] = {}
    for term in terms:
        key = make_key(content_id, "topic", term.topic.identifier, term.topic.term)
        first_term = keys.setdefault(key, term)
        if first_term is not term:
            other = first_term.topic.term.value
            yield make_error(
                "duplicate-id" if term.topic.identifier else "duplicate-topic",
                (term.topic.identifier or term.topic.term).span,
                f"the topics {quote(other)} and {quote(term.topic.term.value)} share a key",
                "give one of the two an `id:` of its own",
            )


def check_conflicting_topics(outline: Outline) -> Iterator[Diagnostic]:
    """Check that the mentions of a term don't contradict each other."""
    for term in outline.terms:
        if len(term.mentions) > 1:
            for name in MERGED:
                yield from _conflicts(term, name)


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
            )


def check_undefined_topics(outline: Outline) -> Iterator[Diagnostic]:
    """List the topics that still wait for a definition."""
    for term in outline.terms:
        if term.topic.definition is None:
            yield make_warning(
                "topic-without-definition",
                term.topic.term.span,
                f"the topic {quote(term.topic.term.value)} has no definition, so no card",
                "write its definition behind the colon, here or at another mention",
            )
