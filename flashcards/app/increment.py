"""The coordinator of builds that leave alone what earlier builds are known to have done."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from flashcards.app.build import Built, Plan, plan_release
from flashcards.app.compile import Compiled, compile_loaded
from flashcards.app.judging import Judging
from flashcards.content.levels import Policy
from flashcards.content.load import has_errors, load_files
from flashcards.diagnostics import Diagnostic, Severity, sort_diagnostics
from flashcards.disk.built_decks import Known, KnownDeck, remember_decks
from flashcards.disk.cache import Records, digest, digest_media, digest_text
from flashcards.disk.files import DECKS


class Prepared(NamedTuple):
    """A build up to its writing: `known` decks are left alone, all others stand in `compiled`.

    `plan` is `None` when the content has errors. `judging` looks at the files whose release would
    change; it is `None` when all files have been judged already.
    """

    compiled: Compiled
    plan: Plan | None
    known: Known
    judging: Judging | None


def prepare_build(
    paths: Sequence[Path], known: Known, now: int, policy: Policy, *, is_judged: bool
) -> Prepared:
    """Compile and plan what isn't known; writes nothing.

    When a note may have come from a known deck, or anything else lies between the two, nothing
    counts as known. With `is_judged` all files are judged together. Raises FlashcardsError when a
    file can't be read.
    """
    loaded = load_files(each for each in paths if each.as_posix() not in known.decks)
    judging = None
    if not is_judged and not has_errors(loaded.diagnostics):
        judging = Judging(loaded.breakdowns, loaded.sources, policy)
    compiled = compile_loaded(loaded, policy if is_judged else None)._replace(breakdowns=())
    del loaded  # of a large file, the model is as much again as its notes
    settled = {path: deck.content_id for path, deck in known.decks.items()}
    is_apart = not {deck.content_id for deck in compiled.decks} & set(settled.values())
    plan = None
    if not compiled.has_errors and is_apart:
        plan = plan_release(compiled, now, settled=settled)
    if known.decks and not compiled.has_errors and (plan is None or plan.diagnostics):
        if judging:
            judging.cancel()
        return prepare_build(paths, Known(), now, policy, is_judged=is_judged)
    return Prepared(compiled=compiled, plan=plan, known=known, judging=judging)


def finish_judging(prepared: Prepared) -> Compiled:
    """Give what was compiled, with what was found in the files whose release would change.

    An author hears of a card's faults before it is released; `check` names those of all.
    """
    if prepared.judging is None:
        return prepared.compiled
    releases = prepared.plan.releases if prepared.plan else ()
    changed = [each.deck.path for each in releases if each.resolved.changes]
    found = prepared.judging.finish(changed)
    diagnostics = sort_diagnostics([*prepared.compiled.diagnostics, *found])
    return prepared.compiled._replace(diagnostics=diagnostics)


def told_before(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Leave out what is only worth knowing: that is for `check` to say."""
    return tuple(each for each in diagnostics if each.severity is not Severity.INFO)


def remember_build(records: Records | None, prepared: Prepared, built: Iterable[Built]) -> None:
    """Remember the decks of a whole build that has just ended well."""
    compiled, plan = prepared.compiled, prepared.plan
    if records is None or plan is None:
        return
    told: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in told_before(compiled.diagnostics):
        told[diagnostic.span.path].append(diagnostic)
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
            media=digest_media(compiled.media[release.deck.path]),
            diagnostics=tuple(told[release.deck.path]),
        )
        for release, each in zip(plan.releases, built, strict=True)
    ]
    read = {
        path: digest(source.text.encode())
        for path, source in plan.sources.items()
        if path not in compiled.sources
    }
    written = {each.lock_path.as_posix(): digest(each.lock) for each in plan.releases}
    left = {path.as_posix(): digest(lock) for path, lock in plan.left.items()}
    locks = {**prepared.known.locks, **read, **written, **left}
    remember_decks(records, DECKS, decks, locks)
