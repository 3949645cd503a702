"""Whether an old note and a new one are the same note, reworded: the rule and its thresholds.

A wrong merge gives a learner another fact's history; a missed one costs a history. The first is
worse, so each way to be the same asks for evidence from front and back, and any sign of
a neighbouring fact forbids it.

The same note, if one of these holds, tried in this order:

- **front**: the fronts differ in case, punctuation, spaces and articles alone. (But where other
  capitals may name another thing, as `mW` and `MW`, the back has to be the same.)
- **back**: the backs are alike but for spelling and inflection and have at least LONG (8) words.
  So many words don't stay by chance: the front was reworded, however much. But if words of the
  front were only swapped in their places, the back has to be the same to the word.
- **spelling**: the back is alike, and one long word of the front has another letter, whose old
  spelling stands nowhere in the content.
- **inflection**: the front is alike but for spelling and inflection, and half of the back stays.

From here on, little words that made way for others in a short back (`in three days`, `three days
ago`) forbid a match, and so does a contrast word (`not`, `first`, `left` ...) that came or went on
either side. A front is **calm** when words were only added or only left out (no name or number
left out), or when one is the other's acronym. It is **recast** when words were swapped, no name or
number among them, and the sentence changed around them: with names kept and a quarter of the
words, or in two or more places with 60% of the words.

- **same answer**: the back is unchanged but short, and the front calm or recast; or the back holds
  a whole date; or the front's only change is a count and the back is a list.
- **near answer**: the back only grew or only shrank, and the front is calm; or recast (two words
  of the back kept); or rebuilt with nothing specific changed (four words and 75% of the back kept,
  or two and 40% of the front).
- **reworded answer**: the back was rewritten with nothing specific changed and half of it kept,
  and the front is calm; or five words and 60% of the back are kept and the front was rebuilt
  around a word.
- **recast**: under half of the front is kept but six words and 80% of the back are: of a question
  whose front was rebuilt around a word and lost no name or number, and of a chapter.
- **no special case**: where a calm front gained a word and the back gained some as well, it is
  another fact, as `partial derivative` beside `derivative`.

Everything else is two notes. The thresholds were set on the labelled pairs of
`tests/identity`, where a test prints precision and recall.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from flashcards.anki.cloze import fill_blanks
from flashcards.anki.note_types import Kind
from flashcards.identity.comparison import (
    CONTRAST,
    LONG,
    Comparison,
    Word,
    compare_texts,
    fold_text,
    is_acronym_pair,
    is_recased,
)
from flashcards.identity.entry import Entry, front_and_back, note_chapter
from flashcards.identity.variants import is_one_letter
from flashcards.notes.note import Note
from flashcards.text.lists import is_english

_LOOKALIKE = 0.5
"""How much of a question must stay in another one that looks like it."""

_MOSTLY = 0.5
_OTHER_ANSWER = 1 / 3
"""How much of an answer stays by chance."""


class NoteTexts(NamedTuple):
    """A note as recognition sees it: its front and back as plain text, and where it stands.

    `language` is that of the note's file today, by which its old texts are read as well.
    """

    kind: Kind
    front: str
    back: str
    chapter: str = ""
    after: str = ""
    language: str = "en"


def texts_of_entry(entry: Entry) -> NoteTexts:
    """Give the texts of a note as it was last released."""
    return NoteTexts(
        kind=entry.kind,
        front=entry.front,
        back=read_back(entry.kind, entry.back),
        chapter=entry.chapter,
        after=entry.after,
    )


def texts_of_note(note: Note, after: str = "") -> NoteTexts:
    """Give the texts of a note of the content; `after` is the key of the one before it."""
    front, back = front_and_back(note)
    return NoteTexts(
        kind=note.kind,
        front=front,
        back=read_back(note.kind, back),
        chapter=note_chapter(note),
        after=after,
        language=note.language,
    )


def read_back(kind: Kind, back: str) -> str:
    """Give a back as one reads it: a summary with its blanks filled in."""
    return fill_blanks(back) if kind is Kind.CHAPTER else back


def score_pair(old: NoteTexts, new: NoteTexts) -> float:
    """Say how alike two notes are, 0 to 1, the place weighing a little; for ranking matches."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - only edits need it

    text = (
        fuzz.token_sort_ratio(old.front, new.front) + fuzz.token_sort_ratio(old.back, new.back)
    ) / 200
    place = (old.chapter == new.chapter) + (old.after == new.after)
    return round(0.9 * text + 0.05 * place, 4)


IsWritten = Callable[[str], bool]
"""Whether a word, in lower case, stands on any card of the content."""


_LONG_WORD = 8
"""Letters of a word from which another with one letter changed is a spelling of it."""


def is_nowhere(_word: str) -> bool:
    """Say of a word that it stands on no card."""
    return False


def is_same_note(old: NoteTexts, new: NoteTexts, is_written: IsWritten = is_nowhere) -> bool:
    """Whether two notes are one by the rule above."""
    if old.kind != new.kind or not old.front or not new.front or is_other_by_case(old, new):
        return False
    if not is_english(new.language):
        return _is_same_by_words(old, new)
    front = compare_texts(old.front, new.front)
    if front.is_same:
        return True
    back = compare_texts(old.back, new.back)
    is_kept = back.is_same or back.is_near_same
    is_swap_in_place = front.is_swap and not front.is_rebuilt
    is_long = back.length >= LONG and (back.is_same or not is_swap_in_place)
    if is_kept and (is_long or _is_spelling(front, is_written)):
        return True
    if front.is_near_same and back.cover >= 0.5:
        return True
    if front.is_contrast or back.is_contrast or (back.is_turned and back.length < LONG):
        return False
    if front.is_swap and back.is_reordered:
        return False
    is_calm = is_acronym_pair(old.front, new.front) or (
        bool(front.kept) and not front.is_swap and not any(word.is_specific for word in front.lost)
    )
    if is_kept:
        return is_calm or _is_recast(front) or _is_telling(front, back)
    if back.is_swap:
        return _is_reworded_answer(old.kind, front, back, is_calm=is_calm)
    return _is_near_answer(old.kind, front, back, is_calm=is_calm)


def is_other_by_case(old: NoteTexts, new: NoteTexts) -> bool:
    """Whether other capitals may name another thing, for the back is another as well.

    Not of chapters, which go by what stands under them.
    """
    return (
        old.kind is not Kind.CHAPTER
        and is_recased(old.front, new.front)
        and fold_text(old.back) != fold_text(new.back)
    )


def is_contrast(old: str, new: str, language: str) -> bool:
    """Whether a word came or went that makes a neighbouring fact of a text; unknown: always."""
    if is_english(language):
        return compare_texts(old, new).is_contrast
    from flashcards.identity.worded import is_turned_by_words  # noqa: PLC0415 - English needs none of it

    return is_turned_by_words(old, new, language)


def is_long_back(words: Sequence[str], text: str, language: str) -> bool:
    """Whether a back, given with its words, has so many that it stays by no chance."""
    if is_english(language):
        return len(words) >= LONG
    from flashcards.identity.worded import is_long_text  # noqa: PLC0415 - English needs none of it

    return is_long_text(text, language)


def _is_same_by_words(old: NoteTexts, new: NoteTexts) -> bool:
    """Whether two notes of another language are one; of one that is unknown, equal ones alone."""
    if fold_text(old.front) == fold_text(new.front):
        return True
    from flashcards.identity.worded import is_same_by_words  # noqa: PLC0415 - English needs none of it

    return is_same_by_words(old.kind, (old.front, new.front), (old.back, new.back), new.language)


def _is_spelling(front: Comparison, is_written: IsWritten) -> bool:
    """Whether one long word was spelled with another letter, and its old spelling is gone."""
    if len(front.lost) != 1 or len(front.gained) != 1 or front.places != 1:
        return False
    old, new = front.lost[0].text, front.gained[0].text
    return len(old) == len(new) >= _LONG_WORD and is_one_letter(old, new) and not is_written(old)


def is_lookalike(old: NoteTexts, new: NoteTexts) -> bool:
    """Whether a note is surely another fact, worded as the old one was.

    Its question has most words and their order, with others in their places, and another answer:
    none of the old one's words, or others in their places. Terms say too little for that, but for
    a number or a contrast word.
    """
    if not is_english(new.language):
        from flashcards.identity.worded import (  # noqa: PLC0415 - English needs none of it
            is_neighbour_by_words,
        )

        return is_neighbour_by_words((old.front, new.front), (old.back, new.back), new.language)
    front, back = compare_texts(old.front, new.front), compare_texts(old.back, new.back)
    if back.is_same or back.is_near_same or not front.is_swap or not front.kept:
        return False
    if old.kind is not Kind.QUESTION:
        is_turned = all(_is_contrast_or_number(words) for words in (front.lost, front.gained))
        return is_turned and back.cover < _MOSTLY
    if front.share < _LOOKALIKE or (front.is_rebuilt and front.places > 1):
        return False
    is_swapped = back.is_swap and (back.places == 1 or not back.is_rebuilt)
    return back.cover < _OTHER_ANSWER or is_swapped


def _is_contrast_or_number(words: Iterable[Word]) -> bool:
    return any(word.text in CONTRAST or word.text.isdigit() for word in words)


def _is_recast(front: Comparison) -> bool:
    """Whether a question asks the same in other words.

    One word of three made way for another wherever a question of one kind is turned round and asks
    for a sibling: `Which gland secretes insulin?`, `By which gland is glucagon secreted?`
    """
    if not front.is_swap or front.is_specific or not front.is_rebuilt:
        return False
    if any(word.is_specific for word in front.kept) and front.share >= 0.3:
        return True
    return front.places > 1 and len(front.kept) > 2 and front.share >= 0.6


def _is_telling(front: Comparison, back: Comparison) -> bool:
    """Whether an unchanged short back tells by itself that the fact is the same."""
    digits = sum(word.text.isdigit() for word in back.kept)
    has_date = back.length > 2 and digits > 1
    if has_date and front.kept and not any(word.is_specific for word in front.lost):
        return True
    swapped = front.lost + front.gained
    is_count = front.is_swap and all(word.text.isdigit() for word in swapped)
    return is_count and len(back.kept) > 2 and digits == 0


def _is_near_answer(kind: Kind, front: Comparison, back: Comparison, *, is_calm: bool) -> bool:
    if not back.kept:
        return False
    if is_calm:
        return not _is_special_case(kind, front, back)
    if back.is_specific:
        return False
    if _is_recast(front) and len(back.kept) > 1:
        return True
    if front.is_rebuilt and not front.is_specific:
        if front.kept and len(back.kept) > 3 and back.share >= 0.75:
            return True
        if len(front.kept) > 1 and front.share >= 0.4 and len(back.kept) > 1 and not back.gained:
            return True
    return _is_long_answer(kind, front, back)


def _is_special_case(kind: Kind, front: Comparison, back: Comparison) -> bool:
    """Whether both sides gained a qualifier, as a derivative that becomes a partial derivative."""
    said = {word.text for word in back.kept}
    qualifiers = [word for word in front.gained if not word.is_specific and word.text not in said]
    return kind is not Kind.CHAPTER and bool(qualifiers and back.gained)


def _is_reworded_answer(kind: Kind, front: Comparison, back: Comparison, *, is_calm: bool) -> bool:
    if back.is_specific:
        return False
    if is_calm and back.is_rebuilt and len(back.kept) > 1 and back.cover >= 0.5:
        return not _is_special_case(kind, front, back)
    return _is_long_answer(kind, front, back)


def _is_long_answer(kind: Kind, front: Comparison, back: Comparison) -> bool:
    is_chapter = kind is Kind.CHAPTER  # whose summary says by itself what it is about
    is_mostly_kept = front.share < 0.5 and len(back.kept) > 5 and back.share >= 0.8
    if is_chapter and is_mostly_kept:
        return True
    if not (front.kept or is_chapter) or not front.is_rebuilt:
        return False
    if any(word.is_specific for word in front.lost):
        return False
    if kind is Kind.QUESTION and is_mostly_kept:
        return True
    is_rewritten = back.is_rebuilt or not back.is_swap
    return not front.is_specific and is_rewritten and len(back.kept) > 4 and back.share >= 0.6
