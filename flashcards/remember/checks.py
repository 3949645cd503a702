"""What a check of the very same files said."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from flashcards.content.levels import Policy
from flashcards.diagnostics import Diagnostic
from flashcards.notes.summary import Summary
from flashcards.remember.records import (
    Records,
    digest,
    read_quietly,
    read_record,
    read_text_digest,
    write_record,
)
from flashcards.remember.told import MOST_TOLD, retell, tell


class KnownCheck(NamedTuple):
    """A check without errors: what it said, and of how many files."""

    diagnostics: tuple[Diagnostic, ...]
    summary: Summary


def recall_check(
    records: Records | None, paths: Sequence[Path], policy: Policy
) -> KnownCheck | None:
    """Recall the check of these files by this policy, if none of them has changed."""
    value = read_record(_record(records, paths, policy)) if records else None
    if value is None:
        return None
    try:
        texts, media, summary = value["texts"], value["media"], value["summary"]
        if list(texts) != [path.as_posix() for path in paths]:
            return None
        if any(read_text_digest(Path(path)) != known for path, known in texts.items()):
            return None
        if any(digest(read_quietly(Path(path))) != known for path, known in media):
            return None
        warnings = tuple((code, number) for code, number in summary.pop("warnings"))
        return KnownCheck(
            diagnostics=retell(value["diagnostics"]),
            summary=Summary(**summary, warnings=warnings),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def remember_check(
    records: Records | None,
    policy: Policy,
    texts: Mapping[str, str],
    media: Iterable[tuple[str, str]],
    known: KnownCheck,
) -> None:
    """Remember a check without errors; `texts` are the digests of its content files, in order."""
    if records is None or len(known.diagnostics) > MOST_TOLD:
        return
    value = {
        "texts": dict(texts),
        "media": [list(each) for each in media],
        "diagnostics": tell(known.diagnostics),
        "summary": known.summary._asdict(),
    }
    write_record(_record(records, [Path(path) for path in texts], policy), value)


def _record(records: Records, paths: Sequence[Path], policy: Policy) -> Path:
    names = [path.as_posix() for path in paths]
    return records.path(
        "check", str(Path.cwd()), repr((sorted(policy.levels), policy.is_strict, names))
    )
