"""Copies of several learners' collections as one: each learner's answers count once. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from flashcards.package.collection import Learnt, LearntCard, LearntNote, Reviews

LEECH_LAPSES = 8
"""Lapses from which Anki calls a card a leech, unless told otherwise. Exports lack its tag."""

CardName = tuple[str, int]
"""A card's name in every collection: its note's GUID, and its number."""


class CopiedNote(NamedTuple):
    """A learner's note, and which of the collections it is from."""

    source: int
    note: LearntNote


class PooledCard(NamedTuple):
    """A card as all learners have it: `leeches`, `suspended` and `flagged` count learners."""

    guid: str
    number: int
    learners: int
    lapses: int
    leeches: int
    suspended: int
    flagged: int
    reviews: Reviews


class Pool(NamedTuple):
    """What several collections say together.

    `learners` numbers the learner of each of them. Of one learner's copies of a card or note, the
    newest counts.
    """

    learners: tuple[int, ...]
    cards: tuple[PooledCard, ...]
    notes: Mapping[str, tuple[CopiedNote, ...]]


def pool(collections: Sequence[Learnt]) -> Pool:
    """Bring collections together.

    Two are of one learner when they have answers in common, and one goes on where the other ends:
    no two people answer the same card in the same millisecond.
    """
    learners = _tell_learners(collections)
    cards: dict[CardName, dict[int, LearntCard]] = defaultdict(dict)
    notes: dict[str, dict[int, CopiedNote]] = defaultdict(dict)
    tagged: set[tuple[int, str]] = set()
    for source, (learner, learnt) in enumerate(zip(learners, collections, strict=True)):
        for card in learnt.cards:
            known = cards[card.guid, card.number].get(learner)
            if known is None or known.reviews.last <= card.reviews.last:
                cards[card.guid, card.number][learner] = card
        for guid, note in learnt.notes.items():
            copied = notes[guid].get(learner)
            if copied is None or copied.note.mod <= note.mod:
                notes[guid][learner] = CopiedNote(source, note)
            if note.is_leech:
                tagged.add((learner, guid))
    leeches = _find_leeches(cards, tagged)
    return Pool(
        learners=learners,
        cards=tuple(_pool_card(name, states, leeches) for name, states in cards.items()),
        notes={guid: tuple(copies.values()) for guid, copies in notes.items()},
    )


def _tell_learners(collections: Iterable[Learnt]) -> tuple[int, ...]:
    known: list[dict[CardName, Reviews]] = []
    learners = []
    for learnt in collections:
        reviews = {
            (card.guid, card.number): card.reviews for card in learnt.cards if card.reviews.answers
        }
        same = (index for index, each in enumerate(known) if _is_one_learner(each, reviews))
        learner = next(same, len(known))
        if learner == len(known):
            known.append({})
        for name, each in reviews.items():
            if name not in known[learner] or known[learner][name].last < each.last:
                known[learner][name] = each
        learners.append(learner)
    return tuple(learners)


def _is_one_learner(one: Mapping[CardName, Reviews], other: Mapping[CardName, Reviews]) -> bool:
    shared = one.keys() & other.keys()
    return bool(shared) and all(_goes_on(one[name], other[name]) for name in shared)


def _goes_on(one: Reviews, other: Reviews) -> bool:
    """Whether one history of a card is the other, or its beginning."""
    older, newer = (one, other) if one.last <= other.last else (other, one)
    if older.last == newer.last:
        return older == newer
    sums = zip(older[:3], newer[:3], strict=True)
    return older.first == newer.first and all(before <= after for before, after in sums)


def _find_leeches(
    cards: Mapping[CardName, Mapping[int, LearntCard]], tagged: Iterable[tuple[int, str]]
) -> frozenset[tuple[int, CardName]]:
    """Find which cards are leeches, and for whom.

    Anki's tag is the note's: it is meant for the card that failed most.
    """
    worst: dict[tuple[int, str], list[LearntCard]] = {each: [] for each in tagged}
    found = set()
    for name, states in cards.items():
        for learner, card in states.items():
            if card.lapses >= LEECH_LAPSES:
                found.add((learner, name))
            if (learner, card.guid) in worst:
                worst[learner, card.guid].append(card)
    for (learner, guid), of_note in worst.items():
        if of_note:
            card = max(of_note, key=lambda each: (each.lapses, each.reviews.failed))
            found.add((learner, (guid, card.number)))
    return frozenset(found)


def _pool_card(
    name: CardName,
    states: Mapping[int, LearntCard],
    leeches: frozenset[tuple[int, CardName]],
) -> PooledCard:
    cards = tuple(states.values())
    guid, number = name
    return PooledCard(
        guid=guid,
        number=number,
        learners=len(cards),
        lapses=sum(card.lapses for card in cards),
        leeches=sum((learner, name) in leeches for learner in states),
        suspended=sum(card.is_suspended for card in cards),
        flagged=sum(card.flag > 0 for card in cards),
        reviews=add_reviews(card.reviews for card in cards),
    )


def add_reviews(reviews: Iterable[Reviews]) -> Reviews:
    """Sum up reviews."""
    found = tuple(reviews)
    if len(found) == 1:
        return found[0]
    firsts = [each.first for each in found if each.answers]
    sums = Reviews(*map(sum, zip(*found, strict=True))) if found else Reviews()
    return sums._replace(
        first=min(firsts, default=0), last=max((each.last for each in found), default=0)
    )
