"""An author who edits at random and releases within a few milliseconds: packages without YAML."""

from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from flashcards.anki.note_types import NOTE_TYPES, Kind
from flashcards.content.keys import Key
from flashcards.diagnostics import Span
from flashcards.identity.entry import Guid, Lock, StampedNote, derive_guid, describe_note
from flashcards.notes.note import Deck, Note
from flashcards.package.about import describe_package
from flashcards.package.apkg import write_package
from tests.addon.expected import Words, authors_words
from tests.support import NOW

if TYPE_CHECKING:
    from collections.abc import Callable

TAGS = ("hard", "history", "Geo", "für::später")
_NOWHERE = Span("", 0, 0)


@dataclass(slots=True, kw_only=True)
class Fact:
    """What a note is made from; `marks` are the places of the words that are blanks."""

    number: int
    kind: Kind
    front: str
    back: str
    extra: str = ""
    tags: set[str] = field(default_factory=set)
    is_reverse: bool = False
    marks: dict[int, int] = field(default_factory=dict)
    is_live: bool = True
    mod: int = 0
    is_released: bool = False

    @property
    def guid(self) -> Guid:
        """Its identity for good."""
        return derive_guid(self.key)

    @property
    def key(self) -> Key:
        """Its key."""
        return Key(f"walk/{self.kind}/fact-{self.number}")

    def make_note(self) -> Note:
        """Make the note as the pipeline would."""
        texts = {"Extra": self.extra, "Key": self.key, "Context": "Module", "Time": "1:00"}
        if self.kind is Kind.QUESTION:
            texts |= {"Question": self.front, "Answer": self.back}
            cards = 1
        elif self.kind is Kind.TOPIC:
            reverse = f"What is {self.back}" if self.is_reverse else ""
            texts |= {"Term": self.front, "Definition": self.back, "Reverse": reverse}
            cards = 1 + self.is_reverse
        else:
            words = [
                f"{{{{c{self.marks[place]}::{word}}}}}" if place in self.marks else word
                for place, word in enumerate(self.back.split())
            ]
            texts |= {"Text": " ".join(words), "Chapter": self.front}
            cards = len(self.marks)
        return Note(
            key=self.key,
            kind=self.kind,
            fields=tuple(texts.get(name, "") for name in NOTE_TYPES[self.kind].field_names),
            tags=tuple(sorted({"walk::module", *self.tags})),
            modules=(),
            times=(),
            cards=cards,
            span=_NOWHERE,
        )


@dataclass(frozen=True, slots=True)
class Issue:
    """A release: the author's words and their times by GUID, and the times of what is retired."""

    number: int
    package: Path
    words: dict[str, Words]
    mods: dict[str, int]
    retired: dict[str, int]


@dataclass(slots=True)
class QuickAuthor:
    """A deck, its releases so far, and the numbers that decide what is edited."""

    folder: Path
    random: Random
    facts: list[Fact] = field(default_factory=list)
    decks: list[str] = field(default_factory=lambda: ["Walk"])
    issues: list[Issue] = field(default_factory=list)

    def add(self) -> None:
        """Write a new note of any kind."""
        number = len(self.facts)
        kind = self.random.choice(list(Kind))
        fact = Fact(
            number=number,
            kind=kind,
            front=f"Front {number} <b>&amp;</b>",
            back=f"back of fact {number} in some words",
        )
        if kind is Kind.CHAPTER:
            fact.marks[self.random.randrange(4)] = 1
        self.facts.append(fact)

    def edit(self) -> None:
        """Change something, of a note or of the deck."""
        fact = self.random.choice(self.facts)
        word = f"w{self.random.randrange(100)}"
        edits: list[Callable[[], object]] = [
            self.add,
            *[lambda: setattr(fact, "front", f"{fact.front} {word}")] * 4,
            *[lambda: setattr(fact, "back", f"{fact.back} {word}")] * 4,
            lambda: setattr(fact, "extra", "" if fact.extra else word),
            lambda: fact.tags.symmetric_difference_update({self.random.choice(TAGS)}),
            lambda: setattr(fact, "is_live", not fact.is_live),
            lambda: setattr(fact, "is_reverse", not fact.is_reverse),
            lambda: self._mark(fact),
            lambda: self._rename(word),
        ]
        self.random.choice(edits)()

    def _mark(self, fact: Fact) -> None:
        """Make a word a blank, with a number that was never used, or take one back."""
        if fact.kind is Kind.CHAPTER:
            if len(fact.marks) > 2:
                fact.marks.pop(next(iter(fact.marks)))
            place = self.random.randrange(len(fact.back.split()))
            fact.marks.setdefault(place, max(fact.marks.values()) + 1)

    def _rename(self, word: str) -> None:
        if self.random.random() < 0.4:
            self.decks.append(f"Walk {word}")

    def release(self, now: int) -> Issue:
        """Build: a note's time moves when its words do."""
        stamped, entries = [], []
        former = {guid: words for issue in self.issues for guid, words in issue.words.items()}
        for fact in self.facts:
            if not fact.is_live and not fact.is_released:
                continue
            note = fact.make_note()
            each = StampedNote(note, fact.guid, (NOW + fact.number) * 1000, fact.mod)
            if fact.is_live and (not fact.mod or former.get(fact.guid) != authors_words(each)):
                fact.mod = now
                each = each._replace(mod=now)
            fact.is_released = True
            entry = describe_note(
                note, guid=each.guid, note_id=each.note_id, mod=each.mod, after=""
            )
            entries.append(entry._replace(retired=not fact.is_live))
            if fact.is_live:
                stamped.append(each)
        lock = Lock("walk", tuple(entries), "walk", tuple(self.decks))
        deck = Deck("walk", "content/walk.yaml", self.decks[-1], f"{len(stamped)} notes", ())
        path = self.folder / f"release-{len(self.issues)}.apkg"
        path.write_bytes(write_package(deck, stamped, (), describe_package(lock, deck.name)))
        issue = Issue(
            len(self.issues),
            path,
            {str(each.guid): authors_words(each) for each in stamped},
            {str(each.guid): each.mod for each in stamped},
            {str(each.guid): each.mod for each in entries if each.retired},
        )
        self.issues.append(issue)
        return issue
