"""Rules on the shape of an answer: one short thing, not a paragraph and not a list."""

import re
from collections.abc import Iterator, Mapping

from flashcards.anki.note_types import Kind
from flashcards.diagnostics import Severity
from flashcards.lint.cards import Card
from flashcards.lint.prose import Prose
from flashcards.lint.rule import Finding
from flashcards.text.language import any_word, count_words
from flashcards.text.words import OBJECT

_BACKS: Mapping[Kind | None, tuple[str, int, int]] = {
    Kind.QUESTION: ("answer", 25, 40),
    Kind.TOPIC: ("definition", 30, 45),
}
"""For each kind what its back is called, and its words above which it is a warning, an error."""

_END = re.compile(
    r"""(?<![.!?])[.!?]++["”’)\]]*+\s++(?=["“‘(\[]?[A-Z\u00c0-\u00deА-Я]|[¿¡])|(?<![。！？])[。！？]++(?=.)"""  # noqa: RUF001 - typographic signs of texts
)
_SENTENCE_SIGN = re.compile(r"[.!?。！？\n](?=.)", re.DOTALL)  # noqa: RUF001 - as above
"""What a text of more than one sentence has before its end."""

_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-Za-z]|[a-zA-Z]\.(?:\s?[a-zA-Z]\.)*[a-zA-Z]|[b-df-hj-np-tv-xz]{2,}|"
    rf"[A-Z][b-df-hj-np-tv-z]{{1,4}}|{any_word('abbreviation')})$",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATION = 40
_MOST_ITEM_WORDS = 6
_ENUMERATION = 3
_SHORT_LEAD = 2
_BARE_ENUMERATION = 4
_ASKS_FOR_SEVERAL = re.compile(
    r"\b(?:three|four|five|six|seven|eight|nine|ten|1?[0-9]|list|name|are|were|make up|makes up)\b",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*[,;]\s+(?:(?:and|or|plus|as well as)\s+)?|\s+(?:and|or|plus)\s+")
_JOINING = frozenset(("and", "or", "plus"))
_CONJUNCTION = re.compile(r"(?:\s|,\s*)(?:and|or|plus|as well as)\s", re.IGNORECASE)
_NO_ITEM = re.compile(rf"(?:{any_word('start of what is no item')}|[0-9]{{3,4}})\b", re.IGNORECASE)
_YES = re.compile(r"(?:yes|no),\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:a|an|the)\s", re.IGNORECASE)


def check_answer_long(card: Card) -> Iterator[Finding]:
    """Check that a back can be recalled and graded in one breath."""
    name, many, too_many = _BACKS[card.kind]
    for prose in card.back:
        if prose.words.isascii() and len(prose.words.split()) <= many:
            continue  # nearly always, and much faster than to count what is a word
        count = count_words(prose.words)
        if count > many:
            yield Finding(
                code="answer-long",
                severity=Severity.ERROR if count > too_many else Severity.WARNING,
                message=f"the {name} has {count} words, more than {many}",
                help="keep what is asked for, and move the rest to `extra`",
                text=prose.text,
            )


def check_answer_multi(card: Card) -> Iterator[Finding]:
    """Check that a back is one sentence."""
    name, *_ = _BACKS[card.kind]
    for prose in card.back:
        if prose.entries or not _SENTENCE_SIGN.search(prose.plain):
            continue
        count = sum(_count_sentences(block) for block in prose.plain.split("\n"))
        if count > 1:
            yield Finding(
                code="answer-multi",
                message=f"the {name} has {count} sentences",
                help=f"keep the one that is the {name}, and move the rest to `extra`",
                text=prose.text,
            )


def _count_sentences(block: str) -> int:
    ends = [
        end
        for end in _END.finditer(block)
        if not (end[0][0] == "." and _is_abbreviated(block, end.start()))
    ]
    return len(ends) + 1 if block.strip(f" {OBJECT}") or ends else 0


def _is_abbreviated(block: str, end: int) -> bool:
    """Whether the letters before a full stop are short for something."""
    return bool(_ABBREVIATION.search(block[max(0, end - _LONGEST_ABBREVIATION) : end]))


def check_answer_list(card: Card) -> Iterator[Finding]:
    """Check that an answer isn't a set of things to be recalled together."""
    (answer,) = card.back
    count = answer.entries
    if not count and _can_be_list(answer):
        count = _count_items(card.front.plain, answer)
    if count >= _ENUMERATION:
        yield Finding(
            code="answer-list",
            message=f"the answer is a list of {count} things",
            help="ask for one thing a question, or make it a chapter's summary with ==blanks==",
            text=answer.text,
        )


def _count_items(question: str, answer: Prose) -> int:
    """Count the coordinated parts of an answer that is nothing but these."""
    text = _YES.sub("", answer.plain.split(":")[-1].strip(" ."))
    if ";" in text and "," not in text:
        return len([part for part in text.split(";") if part.strip()])
    if not answer.is_english or "\n" in text:
        return 0
    items = [item.strip() for item in _SEPARATOR.split(text) if item.strip()]
    if not items or any(_is_no_item(item) for item in items):
        return 0
    # A lead like `by a dot product, scaled and ...` is one thing, told at more length.
    starts = items if len(items[0].split()) > _SHORT_LEAD else items[1:]
    if any(_NO_ITEM.match(item) for item in starts):
        return 0
    has_conjunction = _CONJUNCTION.search(text) is not None
    asks_for_several = _ASKS_FOR_SEVERAL.search(question) is not None
    if not has_conjunction and not asks_for_several and len(items) < _BARE_ENUMERATION:
        return 0
    return 0 if _is_apposition(items) or _is_description(items, text) else len(items)


def _can_be_list(answer: Prose) -> bool:
    """Whether anything in it can separate two things; nearly always not, and found out fast."""
    text = answer.plain
    return "," in text or ";" in text or not answer.vocabulary.isdisjoint(_JOINING)


def _is_no_item(item: str) -> bool:
    return len(item.split()) > _MOST_ITEM_WORDS or not re.search(rf"\w|{OBJECT}", item)


def _is_apposition(items: list[str]) -> bool:
    """Whether the second part explains the first: `Marie Curie, a Polish physicist, and ...`."""
    return (
        len(items) > 1
        and _ARTICLE.match(items[1]) is not None
        and items[0][:1].isupper()
        and not _ARTICLE.match(items[0])
        and not any(_ARTICLE.match(item) for item in items[2:])
    )


def _is_description(items: list[str], text: str) -> bool:
    """Whether the parts are adjectives before one noun: `a long, narrow and deep inlet`."""
    return (
        re.match(r"an?\s", text, re.IGNORECASE) is not None
        and len(items) > 1
        and all(len(item.split()) == 1 for item in items[1:-1])
        and len(items[-1].split()) > 1
        and not _ARTICLE.match(items[-1])
    )
