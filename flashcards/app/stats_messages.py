"""What `stats` says of a card or note, in a line each; at their places, as diagnostics."""

from collections.abc import Iterator

from flashcards.anki.cloze import find_blanks
from flashcards.anki.note_types import Kind
from flashcards.app.stats import CardStats, EditedNote, Stats
from flashcards.diagnostics import Diagnostic, Severity, make_warning
from flashcards.diagnostics.human import Paint, plain
from flashcards.diagnostics.quoting import quote, safe, shorten
from flashcards.text.word_diff import diff_words

_LONGEST_TEXT = 2_000
"""Characters of a text that is compared word by word."""

_MEND = (
    "ask for less at once, or ask in another way: what was learnt of it stays, as long as the card "
    "asks for the same"
)
_ADOPT = "take over what is better, or leave it: a learner's words are the learner's"


def name_card(stats: CardStats) -> str:
    """Tell the card from others of its note; nothing where it is the only one."""
    entry, number = stats.released.entry, stats.card.number
    if entry.kind is Kind.CHAPTER:
        blanks = [each.text for each in find_blanks(entry.back) if each.number == number + 1]
        return f"blank {number + 1}" + (f" {quote(blanks[0], 30)}" if blanks else "")
    return "its reverse" if number else ""


def describe_share(part: int, whole: int) -> str:
    """Give a share in percent; a dash of nothing."""
    return f"{part / whole:.0%}" if whole else "-"


def describe_marks(stats: CardStats) -> str:
    """Say what Anki or a learner made of the card: `leech, suspended`; of several, for how many."""
    card = stats.card
    counted = {"leech": card.leeches, "suspended": card.suspended, "flagged": card.flagged}
    several = card.learners > 1
    marks = [
        f"{name} for {number} of {card.learners} learners" if several else name
        for name, number in counted.items()
        if number
    ]
    if stats.released.entry.retired:
        marks.append("retired")
    return ", ".join(marks)


def describe_failure(stats: CardStats) -> str:
    """Say how often a card failed: `failed 6 of 9 times (leech)`."""
    reviews = stats.card.reviews
    name = f"{safe(name_card(stats))} " if name_card(stats) else ""
    marks = f" ({marked})" if (marked := describe_marks(stats)) else ""
    if not reviews.answers:  # exported without its answers
        return f"{name}lapsed {stats.card.lapses:,} times{marks}"
    return f"{name}failed {reviews.failed:,} of {reviews.answers:,} times{marks}"


def describe_edits(note: EditedNote, paint: Paint = plain) -> Iterator[str]:
    """Say in a line each which fields a learner changed, word by word, and the learner's tags."""
    retired = " of a retired note" if note.released.entry.retired else ""
    for edit in note.edits:
        new = shorten(edit.new, _LONGEST_TEXT)
        if edit.old is None:
            words = safe(new)
        else:
            pieces = diff_words(shorten(edit.old, _LONGEST_TEXT), new)
            words = "".join(
                paint(safe(text), style) if style else safe(text) for text, style in pieces
            )
        yield f"learner's own {edit.field}{retired}: {words}"
    if note.tags:
        yield f"learner's own tags{retired}: {safe(', '.join(note.tags))}"


def diagnose(stats: Stats, cards: tuple[CardStats, ...]) -> Iterator[Diagnostic]:
    """Give the same as diagnostics, at the lines of the content."""
    for card in cards:
        if card.is_failing:
            yield make_warning("card-fails", card.released.span, describe_failure(card), _MEND)
    for note in stats.edited:
        for edit in describe_edits(note):
            yield Diagnostic(
                code="note-edited",
                severity=Severity.INFO,
                message=edit,
                span=note.released.span,
                help=_ADOPT,
            )
