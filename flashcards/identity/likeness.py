"""How likely a new note is one that vanished: by its text, and by where it stands. Pure.

For asking the author, not for deciding: it finds whatever may be, the likeliest first.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import chain, islice
from math import log

from flashcards.content.keys import Key, split_key
from flashcards.diagnostics import quote
from flashcards.disk.media import PACKED
from flashcards.identity.comparison import carries_meaning, read_words
from flashcards.identity.entry import Entry, Guid, Lock, note_chapter
from flashcards.identity.similarity import NoteTexts, texts_of_entry, texts_of_note
from flashcards.notes.note import Note
from flashcards.text.words import find_parts, stem

_ALIKE = 0.2
"""Share of two notes' words, the rarer weighing more, from which they have text in common."""

_ALIKE_AGAIN = 0.6
"""The same for a note that was retired in an earlier release."""

_SAME_PLACE = 0.5
_SAME_CHAPTER = 0.15
"""What standing in the same place, or in the same chapter, adds to that."""

_SAME_NAME = 1.0
"""What an `id` of the author's adds that the old note had, in another file."""

_COMMON = 60
"""A word in more new notes than this finds none of them."""

_MOST = 20
"""New notes that are looked at closely for one that vanished, of each place and of the words."""

_MOST_TOLD = 3
"""Words in common that are told."""

_LONGEST = 300
"""Characters of a text without spaces in which a run in common is looked for."""

_MEDIA = re.compile(rf"\[(?:sound:)?{PACKED}\]")

_Gap = tuple[Guid, Guid]
"""Where a note stands: the GUIDs of the notes before and behind it that were there before too."""

_EDGE = Guid("")
_NOWHERE = (_EDGE, _EDGE)


class Likeness:
    """New notes beside those that vanished, in all decks of a run.

    `partners` are the entries of the notes that were recognised, by the notes' keys.
    """

    def __init__(
        self,
        decks: Mapping[str, Sequence[Note]],
        locks: Mapping[str, Lock],
        partners: Mapping[Key, Entry],
        new: Sequence[Note],
    ) -> None:
        self._new = {note.key: note for note in new}
        self._words = {note.key: _read(texts_of_note(note)) for note in new}
        self._weigh_words(decks)
        self._by_word: dict[str, list[Key]] = defaultdict(list)
        for key, words in self._words.items():
            for word in words:
                self._by_word[word].append(key)
        self._by_name: dict[str, list[Key]] = defaultdict(list)
        for note in new:
            if note.is_named:
                self._by_name[split_key(note.key).name].append(note.key)
        self._by_title: dict[str, list[Key]] = defaultdict(list)
        for note in new:
            self._by_title[note_chapter(note)].append(note.key)
        live = {entry.guid for entry in partners.values()}
        self._gaps: dict[Key, _Gap] = {}
        self._by_gap: dict[_Gap, list[Key]] = defaultdict(list)
        self._titles: dict[str, set[str]] = defaultdict(set)
        for notes in decks.values():
            order = [
                (note.key, partners[note.key].guid if note.key in partners else _EDGE)
                for note in notes
            ]
            for key, gap in _find_gaps(order):
                self._by_gap[gap].append(key)
                self._gaps[key] = gap
            for note in notes:
                if note.key in partners:
                    self._titles[partners[note.key].chapter].add(note_chapter(note))
        self._old_gaps = {
            key: gap
            for lock in locks.values()
            for key, gap in _find_gaps(
                (entry.key, entry.guid if entry.guid in live else _EDGE)
                for entry in _in_order(lock)
            )
        }

    def _weigh_words(self, decks: Mapping[str, Sequence[Note]]) -> None:
        notes = [note for each in decks.values() for note in each]
        counts = Counter(
            word
            for note in notes
            for word in self._words.get(note.key) or _read(texts_of_note(note))
        )
        self._unseen = log(1 + len(notes))
        self._weights = {word: log((1 + len(notes)) / times) for word, times in counts.items()}

    def rank(self, entry: Entry) -> Iterator[tuple[Key, float]]:
        """Give the new notes that an old one may be, with a score above 0."""
        words = _read(texts_of_entry(entry))
        for key in self._find_near(entry, words):
            if score := self._score(entry, words, key):
                yield key, score

    def explain(self, entry: Entry, key: Key) -> str:
        """Say in a clause why a new note may be an old one."""
        if key in self._by_name.get(entry.name, ()):
            return "it has its `id`"
        reasons = []
        if self._is_same_place(entry, key):
            reasons.append("it stands in its place")
        if words := self._find_told(entry, self._new[key]):
            reasons.append(f"both say {', '.join(map(quote, words))}")
        if not reasons and self._is_same_chapter(entry, key):
            return "it is new in its chapter"
        return " and ".join(reasons) or "both have the same picture or sound"

    def _find_told(self, entry: Entry, note: Note) -> list[str]:
        """Find the words in common that say most, in their order and as the new note has them."""
        texts = texts_of_entry(entry)
        shared = _read(texts) & self._words[note.key]
        old, new = (
            _MEDIA.sub(" ", f"{each.front} {each.back}") for each in (texts, texts_of_note(note))
        )
        written: dict[frozenset[str], str] = {}
        for text, stems in _find_written(old, new, shared):
            written.setdefault(stems, text)
        told = sorted(written, key=lambda stems: (-self._weigh(stems), -len(written[stems])))
        return [text for stems, text in written.items() if stems in told[:_MOST_TOLD]]

    def _find_near(self, entry: Entry, words: frozenset[str]) -> Iterable[Key]:
        """Find the new notes of its kind that stand in its place or share its rarest words."""
        gap = self._old_gaps.get(entry.key, _NOWHERE)
        titles = (entry.chapter, *sorted(self._titles.get(entry.chapter, ())))
        placed = chain(
            self._by_gap.get(gap, ()), *(self._by_title.get(title, ()) for title in titles)
        )
        kind = entry.kind
        of_kind = (key for key in placed if self._new[key].kind is kind)
        shared: Counter[Key] = Counter()
        for word in words:
            keys = self._by_word.get(word, ())
            if len(keys) <= _COMMON:
                shared.update(key for key in keys if self._new[key].kind is kind)
        best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_MOST]
        named = self._by_name.get(entry.name, ())
        return dict.fromkeys([*named, *islice(of_kind, _MOST), *(key for key, _ in best)])

    def _score(self, entry: Entry, words: frozenset[str], key: Key) -> float:
        shared = self._weigh(words & self._words[key])
        least = min(self._weigh(words), self._weigh(self._words[key]))
        text = shared / least if least else 0.0
        if key in self._by_name.get(entry.name, ()):
            text += _SAME_NAME
        if entry.retired:
            return text if text >= _ALIKE_AGAIN else 0.0
        is_same_place = self._is_same_place(entry, key)
        is_same_chapter = self._is_same_chapter(entry, key)
        if not is_same_place and not is_same_chapter and text < _ALIKE:
            return 0.0
        return text + _SAME_PLACE * is_same_place + _SAME_CHAPTER * is_same_chapter

    def _is_same_place(self, entry: Entry, key: Key) -> bool:
        return key in self._gaps and self._gaps[key] == self._old_gaps.get(entry.key)

    def _is_same_chapter(self, entry: Entry, key: Key) -> bool:
        title = note_chapter(self._new[key])
        return entry.chapter == title or title in self._titles.get(entry.chapter, ())

    def _weigh(self, words: Iterable[str]) -> float:
        return sum(self._weights.get(word, self._unseen) for word in words)


def _find_gaps(order: Iterable[tuple[Key, Guid]]) -> Iterator[tuple[Key, _Gap]]:
    """Give where each note without a partner stands; those with one have its GUID."""
    before = _EDGE
    waiting: list[Key] = []
    for key, guid in (*order, (Key(""), Guid("end"))):
        if guid:
            for each in waiting:
                yield each, (before, guid)
            waiting, before = [], guid
        else:
            waiting.append(key)


def _in_order(lock: Lock) -> Iterator[Entry]:
    """Give the entries of the last release in the order of their notes, as far as it is known."""
    following = {entry.after: entry for entry in lock.entries if not entry.retired}
    after: str = ""
    while after in following:
        entry = following.pop(after)
        yield entry
        after = entry.key


def _find_written(
    old: str, new: str, shared: Container[str]
) -> Iterator[tuple[str, frozenset[str]]]:
    """Find what two texts have in common: words, or in scripts without spaces runs of signs."""
    for part in find_parts(new):
        words = read_words(part)
        if len(words) == 1 and (root := stem(words[0].text)) in shared:
            yield part, frozenset((root,))
        elif len(words) > 1:
            matcher = SequenceMatcher(None, old[:_LONGEST], part[:_LONGEST], autojunk=False)
            for _, start, size in matcher.get_matching_blocks():
                if size > 1:
                    run = part[start : start + size]
                    yield run, frozenset(run)


def _read(texts: NoteTexts) -> frozenset[str]:
    """Give the stems of the words that carry meaning."""
    return frozenset(
        stem(word.text)
        for text in (texts.front, texts.back)
        for word in read_words(text)
        if carries_meaning(word) and word.text[:1].isalnum()
    )
