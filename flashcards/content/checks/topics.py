"""Whether each term means one thing, and means something."""

from collections.abc import Iterator

from flashcards.content.getters import error, quote
from flashcards.content.keys import make_key
from flashcards.content.mentions import Term, collect_terms
from flashcards.content.model import Breakdown, Text
from flashcards.content.places import find_places
from flashcards.content.slugs import fold_term
from flashcards.diagnostics import Diagnostic, Severity


def check_duplicate_topics(breakdown: Breakdown) -> Iterator[Diagnostic]:
    """Check that a chapter mentions a term once, and that no two terms share a key."""
    for chapter in breakdown.chapters:
        seen: dict[str, Text] = {}
        for topic in chapter.topics:
            first = seen.setdefault(fold_term(topic.term.value), topic.term)
            if first is not topic.term:
                yield error(
                    "duplicate-topic",
                    topic.term.span,
                    f"the topic {quote(topic.term.value)} stands twice "
                    f"in {quote(chapter.title.value)}",
                    "keep one; terms compare without case",
                )
    keys: dict[str, Term] = {}
    for term in collect_terms(find_places(breakdown)):
        key = make_key(breakdown.content_id, "topic", term.identifier, term.main.topic.term)
        first_term = keys.setdefault(key, term)
        if first_term is not term:
            other = first_term.main.topic.term.value
            yield error(
                "duplicate-id" if term.identifier else "duplicate-topic",
                (term.identifier or term.main.topic.term).span,
                f"the topics {quote(other)} and {quote(term.main.topic.term.value)} share a key",
                "give one of the two an `id:` of its own",
            )


def check_conflicting_topics(breakdown: Breakdown) -> Iterator[Diagnostic]:
    """Check that the mentions of a term don't contradict each other."""
    for term in collect_terms(find_places(breakdown)):
        for key, code in (
            ("definition", "conflicting-definition"),
            ("extra", "conflicting-topic"),
            ("hint", "conflicting-topic"),
            ("identifier", "conflicting-topic"),
        ):
            chosen: Text | None = getattr(term, key)
            seen: set[int] = set()
            for mention in term.mentions:
                other: Text | None = getattr(mention.topic, key)
                if id(mention.place) in seen:
                    continue  # twice in one chapter: a duplicate, and reported as that
                seen.add(id(mention.place))
                if chosen and other and other.value != chosen.value:
                    name = "id" if key == "identifier" else key
                    yield error(
                        code,
                        other.span,
                        f"{quote(mention.topic.term.value)} has two different `{name}`s",
                        f"keep one `{name}`, at one mention; the others may stay empty",
                    )


def check_undefined_topics(breakdown: Breakdown) -> Iterator[Diagnostic]:
    """List the topics that still wait for a definition."""
    for term in collect_terms(find_places(breakdown)):
        if term.definition is None:
            yield Diagnostic(
                code="topic-without-definition",
                severity=Severity.WARNING,
                span=term.main.topic.term.span,
                message=f"the topic {quote(term.main.topic.term.value)} has no definition, "
                "so no card",
                help="write its definition behind the colon, here or at another mention",
            )
