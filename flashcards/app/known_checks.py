"""What a check of the very same files said."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from flashcards.content.levels import Policy
from flashcards.diagnostics import Diagnostic
from flashcards.disk.cache import (
    Records,
    digest,
    digest_media,
    digest_text,
    read_quietly,
    read_record,
    read_text_digest,
    write_record,
)
from flashcards.disk.cached_diagnostics import MOST_TOLD, retell, tell
from flashcards.notes.summary import Summary

if TYPE_CHECKING:  # what is known must be found out without the compiler
    from flashcards.app.compile import Compiled


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


def remember_check(records: Records | None, compiled: "Compiled", policy: Policy) -> None:
    """Remember a check, if it found no errors."""
    if records is None or compiled.has_errors or len(compiled.diagnostics) > MOST_TOLD:
        return
    texts = {path: digest_text(source.text) for path, source in compiled.sources.items()}
    value = {
        "texts": texts,
        "media": [
            list(each) for path in compiled.media for each in digest_media(compiled.media[path])
        ],
        "diagnostics": tell(compiled.diagnostics),
        "summary": compiled.summary._asdict(),
    }
    write_record(_record(records, [Path(path) for path in texts], policy), value)


def _record(records: Records, paths: Sequence[Path], policy: Policy) -> Path:
    names = [path.as_posix() for path in paths]
    return records.path(
        "check", str(Path.cwd()), repr((sorted(policy.levels), policy.is_strict, names))
    )
