"""`flashcards diff --format markdown`: for release notes and pull requests."""

import re
from collections.abc import Iterator, Sequence

from flashcards.app.release import Plan, Release
from flashcards.cli.diff import count_changes
from flashcards.cli.output import count, describe_empty_cards
from flashcards.diagnostics.quoting import safe
from flashcards.identity.changes import (
    Change,
    ChangeKind,
    list_retired,
    other_fields,
    readable_texts,
    retired_search,
)
from flashcards.identity.consequences import count_overwritten, find_empty_cards
from flashcards.identity.entry import Entry
from flashcards.text.word_diff import diff_pieces

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&@!$])")
_BLANK = "[{}]"
_MARKS = {"lost": "~~", "gained": "**"}
_HEADINGS = {
    ChangeKind.NEW: "New",
    ChangeKind.UPDATED: "Updated",
    ChangeKind.MOVED: "Moved",
    ChangeKind.RENAMED: "Reworded",
    ChangeKind.RESTORED: "Restored",
    ChangeKind.RETIRED: "Retired",
}


def write_markdown(plan: Plan) -> str:
    """Write what the next build releases as Markdown; a section for each deck that changes."""
    lines: list[str] = []
    if plan.losses:
        lines += ["## History will be lost", ""]
        lines += (
            f"- {_escape(each.span.path)}: {_escape(each.message)}; {_escape(each.help)}"
            for each in plan.losses
        )
        lines.append("")
    live = plan.live
    for release in plan.releases:
        if release.resolved.changes or release.former_name:
            lines += _write_release(release, live)
    return "\n".join(lines).rstrip("\n") or "Nothing changes."


def _write_release(release: Release, live: Sequence[Entry]) -> Iterator[str]:
    changes = release.resolved.changes
    yield f"## {_escape(release.deck.name)}"
    yield ""
    yield f"{', '.join(count_changes(release))}."
    yield ""
    for kind, heading in _HEADINGS.items():
        of_kind = [change for change in changes if change.kind is kind]
        if of_kind:
            yield f"### {heading}"
            yield ""
            for change in of_kind:
                yield from _write_change(change)
            yield ""
    if to_do := list(_list_to_do(release, live)):
        yield "### What to do in Anki"
        yield ""
        yield from to_do
        yield ""


def _write_change(change: Change) -> Iterator[str]:
    entry = change.entry
    yield f"- {entry.kind.value}: {_escape(entry.front)}"
    for name, (old, new) in readable_texts(change, _BLANK).items():
        yield f"  - {name}: {_write_diff(old, new)}"
    if others := other_fields(change):
        yield f"  - also: {', '.join(others)}"


def _write_diff(old: str, new: str) -> str:
    """Strike what was lost and embolden what was gained, without the brackets of a terminal."""
    parts = []
    for inner, style in diff_pieces(old, new):
        mark = _MARKS.get(style, "")
        # A mark has to touch a letter on its inner side to be one.
        stripped = inner.strip()
        before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
        marked = f"{before}{mark}{_escape(stripped)}{mark}{after}" if stripped else inner
        parts.append(marked)
    return " ".join("".join(parts).split())


def _list_to_do(release: Release, live: Sequence[Entry]) -> Iterator[str]:
    if release.former_name:
        yield (
            f"- Rename the deck {_escape(release.former_name)} to {_escape(release.deck.name)} "
            "before you import, or new cards come to stand in a second deck."
        )
    for cards in find_empty_cards(release.resolved.changes):
        yield (
            f"- {_escape(cards.front)}: {_escape(describe_empty_cards(cards))}; Tools > Empty "
            "Cards removes what is left of them."
        )
    changes = release.resolved.changes
    if any(change.kind is ChangeKind.RETIRED for change in changes):
        search = retired_search(list_retired(changes), live)
        yield f"- To find the retired notes, search for `{search}`."
    overwritten = count_overwritten(changes)
    if overwritten.notes:
        yield (
            f"- Your own edits of the {count(overwritten.notes, 'note')} that are updated are "
            "replaced, unless you edited one after this deck was built."
        )


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", safe(" ".join(text.split())))
