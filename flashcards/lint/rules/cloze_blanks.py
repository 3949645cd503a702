"""Rules on a summary's blanks: each is asked alone, while all the others are seen."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from flashcards.diagnostics import quote
from flashcards.lint.cards import Card
from flashcards.lint.meaning import list_meaningful
from flashcards.lint.prose import BLANK, MARK
from flashcards.lint.rule import Finding, compile_later, needs_english, works_everywhere
from flashcards.lint.rules.lookalike import is_negation, is_opposite
from flashcards.text.language import has_unspaced
from flashcards.text.words import STOP_WORDS, split_words, stem

_SENTENCE_END = compile_later(r"(?<=[.!?؟।։။።])[ \t]+|(?<=[。！？])|\n")  # noqa: RUF001 - signs of several scripts
_MOST_BLANKS = 3
_MOST_MIRRORED = 8
_SHORTEST_NUMBER = 3
_SHORTEST_UNSPACED = 2
_LONGEST_UNSPACED = 4_000
"""Characters of a text that are looked through for each blank."""


class _Sentence(NamedTuple):
    """A sentence of a summary: its blanks, and what stands beside them."""

    blanks: tuple[str, ...]
    beside: str


def _split(marked: str) -> list[_Sentence]:
    """Take a summary apart; a blank of several sentences is in the first of them."""
    blanks = [found[1] for found in BLANK.finditer(marked)]
    # So a full stop in a blank ends no sentence.
    bare = BLANK.sub(MARK, marked)
    sentences = []
    for sentence in _SENTENCE_END().split(bare):
        count = sentence.count(MARK)
        sentences.append(_Sentence(tuple(blanks[:count]), sentence.replace(MARK, " … ")))
        blanks = blanks[count:]
    return sentences


@works_everywhere
def check_over_cloze(card: Card) -> Iterator[Finding]:
    """Check that a sentence keeps enough words to ask with."""
    for prose in card.back:
        if len(prose.blanks) <= _MOST_BLANKS:
            continue
        for sentence in _split(prose.marked):
            if len(sentence.blanks) > _MOST_BLANKS:
                yield Finding(
                    code="over-cloze",
                    message=f"one sentence has {len(sentence.blanks)} blanks, "
                    f"more than {_MOST_BLANKS}",
                    help="keep those that carry the claim, and write the others as they are",
                    text=prose.text,
                    fragment=f"=={sentence.blanks[_MOST_BLANKS]}==",
                )
                return


@works_everywhere
def check_cloze_leak(card: Card) -> Iterator[Finding]:
    """Check that what a blank asks for stands nowhere else in the text."""
    for prose in card.back:
        if not prose.blanks:
            continue
        beside = BLANK.sub(" … ", prose.marked)
        said = _count_stems((*prose.blanks, beside))
        for blank in dict.fromkeys(prose.blanks):
            if _is_said_twice(blank, said, prose.shown):
                yield Finding(
                    code="cloze-leak",
                    message=f"the blank {quote(blank)} stands elsewhere in the same text",
                    help="word the text so that the answer stands in it once",
                    text=prose.text,
                    fragment=f"=={blank}==",
                )


def _count_stems(texts: tuple[str, ...]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text in texts:
        words = split_words(text.casefold())
        counts.update(map(stem, words))
        counts.update(stem(word.partition("-")[0]) for word in words if "-" in word)
    return counts


def _is_said_twice(blank: str, said: Counter[str], shown: str) -> bool:
    if has_unspaced(blank):
        return len(blank) >= _SHORTEST_UNSPACED and shown.count(blank, 0, _LONGEST_UNSPACED) > 1
    words = list_meaningful(blank)
    if not words or all(word.isdigit() and len(word) < _SHORTEST_NUMBER for word in words):
        return False
    own = Counter(words)
    return all(said[word] > count for word, count in own.items())


@needs_english
def check_mirror_blank(card: Card) -> Iterator[Finding]:
    """Check that no blank is told by its opposite, which stays in sight."""
    for prose in card.back:
        if not (prose.blanks and prose.is_english):
            continue
        for sentence in _split(prose.marked):
            few = sentence.blanks[:_MOST_MIRRORED]
            words = [_read_words(blank) for blank in few]
            beside = _read_words(sentence.beside)
            for index, blank in enumerate(few):
                others = [word for each in words[index + 1 :] for word in each]
                pair = _find_mirror(words[index], [*others, *beside])
                if pair:
                    yield Finding(
                        code="mirror-blank",
                        message=f"the blank {quote(blank)} is told by {quote(pair)}, its opposite",
                        help="blank what the two are said of, or leave one of them out",
                        text=prose.text,
                        fragment=f"=={blank}==",
                    )
                    break


def _read_words(text: str) -> list[str]:
    return split_words(text.casefold())[:_LONGEST]


_LONGEST = 40
"""Words of a sentence that are looked at."""


def _find_mirror(words: list[str], others: list[str]) -> str:
    """Give the opposite of one of the words among others that don't have that word as well."""
    # `right ventricle` tells nothing of `left atrium`.
    seen = frozenset(map(stem, others))
    rest = [word for word in words if word not in STOP_WORDS and stem(word) not in seen]
    known = [word for word in words if all(each == word for each in rest)]
    for other in others:
        if other not in words and any(
            is_negation(word, other) or is_opposite(stem(word), stem(other)) for word in known
        ):
            return other
    return ""
