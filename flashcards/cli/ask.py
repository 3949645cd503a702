"""Questions at the terminal: what became of a released note that may be one of the new ones."""

import sys
from typing import TYPE_CHECKING

import click

from flashcards.cli.echo import echo, painter
from flashcards.cli.output import WRITTEN_BLANK, count
from flashcards.cli.places import show_path
from flashcards.diagnostics.human import plain
from flashcards.diagnostics.quoting import safe
from flashcards.identity.decisions import Decisions
from flashcards.text.word_diff import diff_pieces, diff_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flashcards.app.release import Plan, Vanished
    from flashcards.diagnostics import Source
    from flashcards.identity.gate import Doubt
    from flashcards.notes.note import Note

Answer = Decisions | None
"""What the author said, or `None` when they want no build."""


def find_asker() -> "Callable[[Plan], Answer] | None":
    """Give what asks the author, if they sit at a terminal."""
    return ask if is_at_terminal() else None


def is_at_terminal() -> bool:
    """Whether the author sits at a terminal, and may be asked."""
    streams = (sys.stdin, sys.stderr)  # which may be closed
    return all(stream is not None and stream.isatty() for stream in streams)


def ask(plan: "Plan") -> Answer:
    """Ask about each history that a plan would lose; nothing is written when they quit."""
    said = Decisions()
    number = 0
    total = len(plan.vanished) + len(plan.doubts)
    for each in plan.vanished:
        number += 1
        answer = _ask_vanished(each, f"{number} of {total}")
        if answer is None:
            return None
        said = said.add(answer)
    for doubt in plan.doubts:
        number += 1
        candidates = [note for note in doubt.candidates if note.key not in said.same]
        # What was just said may have answered it; if not, it is asked once more.
        if doubt.candidates[0] not in candidates:
            continue
        answer = _ask_doubt(doubt, candidates, plan, f"{number} of {total}")
        if answer is None:
            return None
        said = said.add(answer)
    return said


def _ask_vanished(vanished: "Vanished", place: str) -> Answer:
    paint = painter(err=True)
    content_id = safe(vanished.content_id)
    echo(
        f"{paint('history will be lost', 'error')} ({place}): the content file of `{content_id}` "
        f"is gone, with {count(vanished.notes, 'note')}\n\n"
        f"  {paint('g', 'bold')}  it is gone for good: retire them\n"
        f"  {paint('q', 'bold')}  quit, and build nothing\n",
        err=True,
    )
    if read_key("gq") == "q":
        return None
    return Decisions(gone=frozenset((vanished.content_id,)))


def _ask_doubt(doubt: "Doubt", candidates: "list[Note]", plan: "Plan", place: str) -> Answer:
    paint = painter(err=True)
    old, kind = doubt.old, doubt.old.kind.value
    holder = doubt.holder
    fate = "has another answer now" if holder else "is no longer there"
    echo(
        f"{paint('history will be lost', 'error')} ({place}): a {kind} {fate}, "
        "and a new one may be the same card\n",
        err=True,
    )
    _show_pair(doubt, candidates[0], plan)
    for digit, note in enumerate(candidates[1:], 2):
        echo(
            f"  {paint(str(digit), 'bold')}  {_place(note, plan.sources)}: {_front(note)}", err=True
        )
    other = "it goes on with the one that has its wording" if holder else "the old one is retired"
    echo(
        f"  {paint('s', 'bold')}  the same card: its history goes on\n"
        f"  {paint('a', 'bold')}  another card: {other}\n"
        f"  {paint('q', 'bold')}  quit, and build nothing\n",
        err=True,
    )
    digits = "".join(str(digit) for digit in range(2, len(candidates) + 1))
    key = read_key(f"saq{digits}")
    if key == "q":
        return None
    if key == "a":
        if holder is not None:
            return Decisions(same={holder.key: old.key})
        return Decisions(gone=frozenset((old.key,)))
    chosen = candidates[0 if key == "s" else int(key) - 1]
    return Decisions(same={chosen.key: old.key})


def _show_pair(doubt: "Doubt", note: "Note", plan: "Plan") -> None:
    """Show the old note's texts above the new one's, with the words that differ marked."""
    from flashcards.anki.cloze import fill_blanks  # noqa: PLC0415 - not for every build
    from flashcards.anki.note_types import Kind  # noqa: PLC0415 - as above
    from flashcards.identity.entry import front_and_back  # noqa: PLC0415 - as above

    echo(f"  {_place(note, plan.sources)}: {safe(doubt.reason)}", err=True)
    before, after = (doubt.old.front, doubt.old.back), front_and_back(note)
    if note.kind is Kind.CHAPTER:
        before, after = (
            (title, fill_blanks(text, WRITTEN_BLANK)) for title, text in (before, after)
        )
    for old, new in zip(before, after, strict=True):
        if old == new:
            echo(f"       {safe(new)}", err=True)
        else:
            echo(f"  was  {_mark(old, new, 'lost')}\n  now  {_mark(old, new, 'gained')}", err=True)
    echo(err=True)


def _mark(old: str, new: str, shown: str) -> str:
    """Give the one or the other text, the words that it alone has in colour or brackets."""
    paint = painter(err=True)
    pieces = (diff_words if paint is plain else diff_pieces)(old, new)
    return "".join(
        paint(safe(text), style) if style else safe(text)
        for text, style in pieces
        if style in {"", shown}
    )


def _front(note: "Note") -> str:
    from flashcards.identity.entry import front_and_back  # noqa: PLC0415 - as above

    return safe(front_and_back(note)[0])


def _place(note: "Note", sources: "Mapping[str, Source]") -> str:
    path = note.span.path
    line, _ = sources[path].position(note.span.start)
    return safe(f"{show_path(path)}:{line}")


def read_key(keys: str) -> str:
    """Wait for one of the keys; Ctrl-C and the end of input end the build."""
    while True:
        typed = click.getchar().lower()
        if typed in {"\x03", "\x04", "\x1b", ""}:
            raise click.Abort
        # An arrow is several characters, the first of them an escape.
        known = () if typed.startswith("\x1b") else (key for key in typed if key in keys)
        if key := next(iter(known), ""):
            return key
