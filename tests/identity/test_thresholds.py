"""Each number in the rules of recognition, with what lies just on either side of it."""

import pytest

from flashcards.anki.note_types import Kind
from flashcards.identity.blanks import keep_numbers
from flashcards.identity.entry import Lock
from flashcards.identity.match import match_notes
from flashcards.identity.moved_files import find_former_id
from flashcards.identity.similarity import NoteTexts, is_same_note, score_pair
from tests.identity.making import make_entry, question

_WORDS = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        "glacier violin orbit tariff estuary theorem mosaic verdict harbour cadence isotope ballad "
        "vaccine pigment lantern quartz meadow falcon bishop ribbon sonnet tundra walnut copper "
        "planet jungle".split(),
        strict=True,
    )
)


def _spell(text: str) -> str:
    """Write a word for each letter, and a name for each capital; all else stays as it is."""
    spelled = [
        _WORDS[word.lower()].title() if word.isupper() else _WORDS.get(word, word)
        for word in text.split()
    ]
    return " ".join(spelled)


def _is_same(front: str, back: str, kind: Kind = Kind.QUESTION) -> bool:
    """Ask about a note whose front and back were edited, each given as `old > new`."""
    (old_front, new_front), (old_back, new_back) = (
        map(_spell, text.split(" > ")) for text in (front, back)
    )
    return is_same_note(NoteTexts(kind, old_front, old_back), NoteTexts(kind, new_front, new_back))


RULES: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "a back of 8 words that stays": (
        ("the a > the b", "c d e f g h i j > c d e f g h i j"),
        ("the a > the b", "c d e f g h i > c d e f g h i"),
    ),
    "a recast front with a name keeps three tenths of its words": (
        ("the N b > the N c d", "z > z"),
        ("the N b > the N c d e", "z > z"),
    ),
    "a recast front keeps three words": (
        ("a b c d > b c d e", "z > z"),
        ("a b c > b c d", "z > z"),
    ),
    "a recast front changes in two places": (
        ("a b c d e > f b c d e g", "z > z"),
        ("a b c d e > f g b c d e", "z > z"),
    ),
    "a recast front keeps 60% of its words": (
        ("a b c d e > f b c d g", "z > z"),
        ("a b c d e f g > h b c d e i j", "z > z"),
    ),
    "a date is more than two words": (
        ("the a b > the a c", "the 30 1999 > the 30 1999"),
        ("the a b > the a c", "30 1999 > 30 1999"),
    ),
    "a date has two numbers": (
        ("the a b > the a c", "the 30 1999 > the 30 1999"),
        ("the a b > the a c", "the 30 z > the 30 z"),
    ),
    "a list has three things": (
        ("30 a > 31 a", "p q r > p q r"),
        ("30 a > 31 a", "p q > p q"),
    ),
    "a list has no number": (
        ("30 a > 31 a", "p q r > p q r"),
        ("30 a > 31 a", "p q r 7 > p q r 7"),
    ),
    "with a recast front a back that grew keeps two words": (
        ("the N b > the N c d", "p q > p q r"),
        ("the N b > the N c d", "p > p r"),
    ),
    "with a rebuilt front a back that grew keeps four words": (
        ("a b > a c d", "p q r s > p q r s t"),
        ("a b > a c d", "p q r > p q r t"),
    ),
    "with a rebuilt front a back that grew keeps 75% of its words": (
        ("a b > a c d", "p q r s > p q r s t"),
        ("a b > a c d", "p q r s > p q r s t u"),
    ),
    "a front beside a back that shrank keeps two words": (
        ("a b c > a b d e", "p q r > p q"),
        ("c a > a d", "p q r > p q"),
    ),
    "a front beside a back that shrank keeps 40% of its words": (
        ("a b c > a b d e f", "p q r > p q"),
        ("a b c d > a b c e f g h i", "p q r > p q"),
    ),
    "a back that shrank keeps two words": (
        ("a b c > a b d e", "p q r > p q"),
        ("a b c > a b d e", "p q > p"),
    ),
    "with a calm front a rewritten back keeps two words": (
        ("a b c > a b", "p q r > p q s t"),
        ("a b c > a b", "p r > p s t"),
    ),
    "with a calm front a rewritten back keeps half of its words": (
        ("a b c > a b", "p q r s > p q t u v"),
        ("a b c > a b", "p q r s t f g h i j k > p q r s t l m n o u v w"),
    ),
    "with a rebuilt front a back keeps five words": (
        ("a b > a c d", "p q r s t u v w > p q r s t"),
        ("a b > a c d", "p q r s t u > p q r s"),
    ),
    "with a rebuilt front a back keeps 60% of its words": (
        ("a b > a c d", "p q r s t u k > u p q r s t x y z v"),
        ("a b > a c d", "p q r s t u v > v p q r s t u i j k l m"),
    ),
    "with a rebuilt front that keeps a word a long back may change": (
        ("a b > a c d", "p q r s t u k > u p q r s t x y z v"),
        ("b > c d", "p q r s t u k > u p q r s t x y z v"),
    ),
}
"""For each number an edit that is just enough to be the same note, and one that just isn't."""

CHAPTERS = {
    "a recast title keeps less than half of its words": (
        ("a b c d e f g h i j k > a b c d e l m n o 1 2", "p q r s t u v > p q r s t u v w"),
        ("a b > a c", "p q r s t u > p q r s t u v"),
    ),
    "under a recast title six words stay": (
        ("a > b", "p q r s t u > p q r s t u v"),
        ("a > b", "p q r s t > p q r s t v"),
    ),
    "under a recast title 80% of a summary stay": (
        ("a > b", "p q r s t u v w > p q r s t u v w x y"),
        ("a > b", "p q r s t u v > p q r s t u v x y"),
    ),
}


@pytest.mark.parametrize("name", CHAPTERS)
def test_what_is_just_enough_is_the_same_chapter_and_a_word_less_is_another(name: str) -> None:
    enough, too_little = CHAPTERS[name]
    assert _is_same(*enough, Kind.CHAPTER)
    assert not _is_same(*too_little, Kind.CHAPTER)


def test_names_may_come_to_a_question_whose_long_answer_stays_and_none_may_go() -> None:
    backs = "p q r s t u k > p q r s t u v k"
    assert _is_same("a b c > a Y d Z", backs)
    assert not _is_same("a B c > a Y d Z", backs)
    assert not _is_same("a b c > a Y d Z", backs, Kind.TOPIC)
    assert not _is_same("a b c > x Y d Z", backs)


def test_an_answer_says_less_than_a_summary_of_what_it_is_about() -> None:
    enough, _ = CHAPTERS["under a recast title six words stay"]
    assert not _is_same(*enough, Kind.QUESTION)


@pytest.mark.parametrize("name", RULES)
def test_what_is_just_enough_is_the_same_note_and_a_word_less_is_another(name: str) -> None:
    enough, too_little = RULES[name]
    assert _is_same(*enough)
    assert not _is_same(*too_little)


def _note(front: str, back: str, chapter: str = "") -> NoteTexts:
    return NoteTexts(Kind.QUESTION, front, back, chapter)


def _matched(old: list[NoteTexts], new: NoteTexts) -> list[int]:
    return [match.old for match in match_notes(old, [new])]


def test_texts_are_nine_tenths_of_a_score_and_each_of_two_places_a_twentieth() -> None:
    note = NoteTexts(Kind.QUESTION, "Why?", "So.", chapter="One", after="x")
    assert score_pair(note, note) == 1.0
    assert score_pair(note, note._replace(chapter="Two")) == 0.95
    assert score_pair(note, note._replace(after="y")) == 0.95
    assert score_pair(note, note._replace(chapter="Two", after="y")) == 0.9
    assert score_pair(note, note._replace(front="", back="")) == 0.1


@pytest.mark.parametrize(("article", "matched"), [("the", []), ("a", [0])])
def test_a_match_is_a_twentieth_better_than_its_rival(article: str, matched: list[int]) -> None:
    front = "glacier violin orbit tariff estuary theorem mosaic verdict"
    new, best = _note(front, "It."), _note(f"{article} {front}", "It.")
    rival = _note(front.replace("glacier", "GLACIER"), "It.")
    margin = score_pair(best, new) - score_pair(rival, new)
    assert 0.045 < margin < 0.055
    assert (margin > 0.05) == bool(matched)
    assert _matched([best, rival], new) == matched


@pytest.mark.parametrize(("likelier", "matched"), [(5, True), (6, False)])
def test_six_old_notes_that_share_the_most_words_are_compared(
    likelier: int,
    matched: bool,  # noqa: FBT001 - a parameter of the case
) -> None:
    others = [_note(f"x{number} lute", "flax moss") for number in range(likelier)]
    new = _note("What is a fern?", "lute flax moss")
    assert _matched([_note("What is a fern", "Oak."), *others], new) == [0] * matched


@pytest.mark.parametrize(("having", "matched"), [(60, True), (61, False)])
def test_a_word_that_more_than_sixty_old_notes_have_finds_none(
    having: int,
    matched: bool,  # noqa: FBT001 - as above
) -> None:
    others = [_note(f"x{number} fern", f"y{number}") for number in range(having - 1)]
    new = _note("What is a fern?", "It.")
    assert _matched([_note("What is a fern", "Oak."), *others], new) == [0] * matched


@pytest.mark.parametrize(("rarer", "matched"), [(11, True), (12, False)])
def test_the_twelve_rarest_words_find_candidates(
    rarer: int,
    matched: bool,  # noqa: FBT001 - as above
) -> None:
    words = "lute flax moss oak yew elm ash fir reed rush hemp jute".split()[:rarer]
    others = [_note(f"x{number}", word) for number, word in enumerate(words)]
    new = _note("What is a fern?", " ".join(words))
    old = [_note("What is a fern", "Pine."), _note("fern y", "Palm."), *others]
    assert _matched(old, new) == [0] * matched


@pytest.mark.parametrize(
    ("stems", "matched"),
    [
        ("plant frost craft stamp paint print trust blend", True),
        ("heat sort fold melt bank milk test rent", False),
    ],
)
def test_words_that_share_five_letters_find_candidates(
    stems: str,
    matched: bool,  # noqa: FBT001 - as above
) -> None:
    old = _note("What is oak?", " ".join(f"{each}ed" for each in stems.split()))
    new = _note("Who or what was elm?", " ".join(f"{each}ing" for each in stems.split()))
    assert is_same_note(old, new)
    assert _matched([old], new) == [0] * matched


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("a b c", "a b c d e f g h i j", True),  # three of ten
        ("a b", "a b c d e f g", False),
        ("a b c d e", "a b c f g", True),  # three of five
        ("a b c d", "a b e f", False),
    ],
)
def test_a_blank_keeps_its_number_with_so_much_of_its_words(
    before: str,
    after: str,
    kept: bool,  # noqa: FBT001 - as above
) -> None:
    old, new = _spell(before), _spell(after)
    numbers, _ = keep_numbers(f"One {{{{c1::{old}}}}} two", f"Six {{{{c1::{new}}}}} ten", ())
    assert numbers == {1: 1 if kept else 2}


@pytest.mark.parametrize(("words", "kept"), [("One of", True), ("One", False)])
def test_three_words_round_a_blank_ask_for_it(
    words: str,
    kept: bool,  # noqa: FBT001 - as above
) -> None:
    old, new = (
        f"{start}. {words} {{{{c1::{text}}}}} two. {end}"
        for start, text, end in (("Old", "glacier", "now"), ("New", "violin", "then"))
    )
    numbers, _ = keep_numbers(old, new, ())
    assert numbers == {1: 1 if kept else 2}


@pytest.mark.parametrize(("shared", "of", "found"), [(3, 10, "old"), (2, 7, "")])
def test_a_renamed_file_has_three_tenths_of_its_notes_left(
    shared: int, of: int, found: str
) -> None:
    notes = [question(f"Q{number}", "A", f"n{number}") for number in range(of)]
    kept = [make_entry(f"n{number}") for number in range(shared)]
    lost = [make_entry(f"m{number}") for number in range(of - shared)]
    assert find_former_id(notes, [Lock("old", (*kept, *lost))]) == found
