"""The coordinator of builds that leave alone what earlier builds are known to have done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from flashcards.build import Built, Plan, plan_release
from flashcards.compile import Compiled, compile_files
from flashcards.content.levels import Policy
from flashcards.diagnostics import Diagnostic, Severity
from flashcards.files import DECKS
from flashcards.remember.checks import KnownCheck, remember_check
from flashcards.remember.decks import Known, KnownDeck, digest_lock, remember_decks
from flashcards.remember.records import Records, digest, digest_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A build up to its writing: `known` decks are left alone, all others stand in `compiled`.

    `plan` is `None` when the content has errors.
    """

    compiled: Compiled
    plan: Plan | None
    known: Known


def prepare_build(
    paths: Sequence[Path], known: Known, now: int, policy: Policy | None = None
) -> Prepared:
    """Compile and plan what isn't known; writes nothing.

    When a note may have come from a known deck, or anything else lies between the two, nothing
    counts as known. Raises FlashcardsError when a file can't be read.
    """
    compiled = compile_files([each for each in paths if each.as_posix() not in known.decks], policy)
    if compiled.has_errors:
        return Prepared(compiled=compiled, plan=None, known=known)
    settled = {path: deck.content_id for path, deck in known.decks.items()}
    is_apart = not {deck.content_id for deck in compiled.decks} & set(settled.values())
    plan = plan_release(compiled, now, settled=settled) if is_apart else None
    if known.decks and (plan is None or plan.diagnostics):
        return prepare_build(paths, Known(), now, policy)
    return Prepared(compiled=compiled, plan=plan, known=known)


def told_before(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Leave out what is only worth knowing: that is for `check` to say."""
    return tuple(each for each in diagnostics if each.severity is not Severity.INFO)


def remember_build(records: Records | None, prepared: Prepared, built: Iterable[Built]) -> None:
    """Remember the decks of a whole build that has just ended well."""
    compiled, plan = prepared.compiled, prepared.plan
    if records is None or plan is None:
        return
    decks = [
        KnownDeck(
            path=release.deck.path,
            text=digest_text(compiled.sources[release.deck.path].text),
            content_id=release.deck.content_id,
            package=each.path.as_posix(),
            packed=digest(each.data),
            notes=each.notes,
            cards=each.cards,
            size=len(each.data),
            media=_digest_media(compiled, release.deck.path),
            diagnostics=tuple(
                each
                for each in told_before(compiled.diagnostics)
                if each.span.path == release.deck.path
            ),
        )
        for release, each in zip(plan.releases, built, strict=True)
    ]
    read = {
        path: digest_lock(source.text)
        for path, source in plan.sources.items()
        if path not in compiled.sources
    }
    written = {each.lock_path.as_posix(): digest_lock(each.lock_text) for each in plan.releases}
    left = {path.as_posix(): digest_lock(text) for path, text in plan.left.items()}
    locks = {**prepared.known.locks, **read, **written, **left}
    remember_decks(records, DECKS, decks, locks)


def _digest_media(compiled: Compiled, path: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (place.as_posix(), digest(file.data)) for place, file in compiled.media[path].items()
    )


def remember_checked(records: Records | None, compiled: Compiled, policy: Policy) -> None:
    """Remember a check, if it found no errors."""
    if records is None or compiled.has_errors:
        return
    remember_check(
        records,
        policy,
        {path: digest_text(source.text) for path, source in compiled.sources.items()},
        [each for path in compiled.media for each in _digest_media(compiled, path)],
        KnownCheck(diagnostics=compiled.diagnostics, summary=compiled.summary),
    )
