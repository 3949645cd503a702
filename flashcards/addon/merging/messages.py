"""What a learner is told of an update, in plain words. Pure."""

import re

from .html_pieces import HtmlTag, iterate_pieces
from .plan import Conflict, NoteOutcome, UpdatePlan
from .released import RELEASED

_BLOCKS = frozenset("br dd div dl dt hr li ol p pre section table td th tr ul".split())
_BLANK_LINES = re.compile(r"(?:(?<![ \t])[ \t]+)?\n[ \t\n]*")
_LONGEST_TITLE = 120


def read_text(html: str) -> str:
    """Give a field's text; pictures by their names, sounds as Anki writes them."""
    text = "".join(map(_show_piece, iterate_pieces(html)))
    return _BLANK_LINES.sub("\n", text).strip()


def _show_piece(piece: str | HtmlTag) -> str:
    if isinstance(piece, str):
        return piece
    if piece.name == "img" and not piece.is_end:
        return f"[picture: {dict(piece.attributes).get('src') or ''}]"
    if piece.name in _BLOCKS:
        return "\n• " if piece.name == "li" and not piece.is_end else "\n"
    return ""


def show_conflict(conflict: Conflict) -> tuple[str, str]:
    """Give both texts of a conflict; as HTML where they differ in nothing else."""
    mine, theirs = read_text(conflict.mine), read_text(conflict.theirs)
    return (conflict.mine, conflict.theirs) if mine == theirs else (mine, theirs)


def title_note(fields: tuple[str, ...]) -> str:
    """Give what a note is called in a list: the first field that says something."""
    texts = (" ".join(read_text(field).split()) for field in fields)
    return shorten(next(filter(None, texts), ""))


def shorten(title: str) -> str:
    """Cut a title off where a line or two of a window have no room for more."""
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…"


def quote(title: str) -> str:
    """Quote a title in a sentence, isolated, or one from right to left would turn that around."""
    return f"“\u2068{shorten(title)}\u2069”"


def describe_plan(plan: UpdatePlan) -> list[str]:
    """Say, line by line, what an update will do."""
    counts = plan.counts
    lines = []
    if new := counts[NoteOutcome.NEW]:
        lines.append(f"{_count(new, 'new note')} will be added to {quote(plan.deck.name)}.")
    if plan.deck.is_renamed:
        former, name = quote(plan.deck.former), quote(plan.deck.name)
        lines.append(f"{former} will be renamed to {name}, as its author did.")
    if updated := counts[NoteOutcome.UPDATED]:
        lines.append(f"{_count(updated, 'note')} will be updated.")
    if conflicts := counts[NoteOutcome.CONFLICT]:
        verb = "was" if conflicts == 1 else "were"
        lines.append(
            f"{_count(conflicts, 'note')} {verb} changed by both you and the author: "
            "please choose below."
        )
    if kept := counts[NoteOutcome.KEPT]:
        it = "it" if kept == 1 else "them"
        lines.append(f"{_count(kept, 'note')} with your own edits will stay as you wrote {it}.")
    if retired := counts["retired"]:
        verb = "is" if retired == 1 else "are"
        lines.append(
            f"{_count(retired, 'note')} {verb} no longer in the deck. "
            f"Nothing is deleted: {'it gets' if retired == 1 else 'they get'} the tag "
            "flashcards::retired."
        )
    if plan.looks:
        lines.append("The cards get the author's newer look.")
    if not lines:
        lines.append(
            "Your notes and cards stay as they are: only the deck's description and the time of "
            "its release are updated."
        )
    return [*lines, *describe_left(plan)]


def describe_left(plan: UpdatePlan) -> list[str]:
    """Say what of the package the learner doesn't get, and why."""
    lines = []
    if count := len(plan.untouchable):
        title = quote(title_note(plan.untouchable[0].fields))
        more = f" and {count - 1} more" if count > 1 else ""
        lines.append(f"Left alone, because you gave it another note type: {title}{more}.")
    if plan.older:
        stay = "it stays as it is" if plan.older == 1 else "they stay as they are"
        lines.append(
            f"This package is older than {_count(plan.older, 'note')} that you have; {stay}."
        )
    return lines


def describe_result(counts: dict[str, int]) -> str:
    """Say in one line what an update did."""
    parts = [
        f"{counts[key]} {word}"
        for key, word in (
            (NoteOutcome.NEW, "new"),
            (NoteOutcome.UPDATED, "updated"),
            (NoteOutcome.KEPT, "kept as you wrote them"),
            (NoteOutcome.CONFLICT, "settled as you chose (tag flashcards::conflict)"),
            ("retired", "retired (tag flashcards::retired)"),
        )
        if counts[key]
    ]
    return f"Notes: {', '.join(parts)}." if parts else "The deck is up to date."


def name_field(conflict: Conflict) -> str:
    """Say which field it is, and where nobody can tell who changed it."""
    if conflict.is_base_known:
        return conflict.field
    return f"{conflict.field} (it can't be told who changed it: the field {RELEASED} is empty)"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
