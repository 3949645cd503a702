"""`build`: content files to decks on disk, stage by stage.

A deck that is known to be up to date is left alone, unread, so the stages behind `recall_decks`
are imported only where there is something to do.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from flashcards.app.packing import BuiltDeck, pack, write_decks, write_package_file
from flashcards.content.levels import Policy
from flashcards.content.settings import Project, read_project
from flashcards.diagnostics import Diagnostic, Source, has_errors, sort_diagnostics
from flashcards.disk.built_decks import Known, KnownDeck, read_sources, recall_decks, remember_decks
from flashcards.disk.cache import Cache, digest, digest_media, digest_text
from flashcards.disk.files import DECKS, clear_leftovers, read_bytes
from flashcards.disk.links import follow_link
from flashcards.disk.sources import SETTINGS
from flashcards.identity.decisions import NO_DECISIONS, Decisions

if TYPE_CHECKING:  # as said above
    from flashcards.app.compile import Compiled
    from flashcards.app.release import Plan
    from flashcards.app.since import Since
    from flashcards.notes.select import Selection

_LONGEST_PART = 60
"""Bytes of a partial deck's name for each choice; systems have 255 for all of it."""

MOST_JUDGED = 500
"""New and changed notes that a build asks the craft rules about; `check` asks about all."""

Ask = Callable[["Plan"], Decisions | None]
"""Asks the author about the histories that a plan would lose; `None` when they want no build."""

ShowFindings = Callable[[Sequence[Diagnostic], Mapping[str, Source], int], None]
"""Takes what a build has to say before it writes, and how many changed notes were not judged."""


class BuildOptions(NamedTuple):
    """What to build. `judges_all`: the policy holds for all files, whether they changed or not.

    With `selection` or `since` only notes that are chosen by both are packed, into other files.
    `is_all`: the paths are all content files there are; `decisions` are what the author says of
    notes that vanished.
    """

    paths: tuple[Path, ...]
    selection: "Selection"
    policy: Policy
    judges_all: bool = False
    is_check: bool = False
    since: "Since | None" = None
    is_all: bool = False
    decisions: Decisions = NO_DECISIONS

    @property
    def is_part(self) -> bool:
        """Whether not all notes are packed."""
        return bool(self.selection) or self.since is not None


class BuildResult(NamedTuple):
    """What a build did; `outdated` is what it would have written, had it not been a check.

    `unreleased` counts the changes that a partial build leaves to the next whole one, `selected`
    the notes that it chose among, those that haven't changed since included. `left` are the locks
    that it wrote of content files that are gone, `broken` the content files that it left out.
    """

    decks: tuple[BuiltDeck, ...] = ()
    outdated: tuple[Path, ...] = ()
    unreleased: int = 0
    selected: int = 0
    left: tuple[Path, ...] = ()
    broken: tuple[Path, ...] = ()
    is_refused: bool = False


def build(
    options: BuildOptions,
    cache: Cache | None,
    environment: Mapping[str, str],
    show: ShowFindings,
    ask: Ask | None = None,
) -> BuildResult:
    """Build the decks of content files, or find out which are out of date.

    `show` is given all there is to say before anything is written. `ask` puts questions to the
    author, if there is one at a terminal; without, they are errors. Raises FlashcardsError when a
    file can't be read or written, or when git changed a lock meanwhile.
    """
    project = read_project()
    cache = know_settings(cache, project)
    if not options.is_check and project.decks != DECKS:
        clear_leftovers(follow_link(project.decks))
    is_whole = not options.judges_all and not options.is_part
    known = recall_decks(cache if is_whole else None, options.paths, project.decks)
    is_known = options.paths and len(known.decks) == len(options.paths)
    if is_known and not (options.is_all and known.strays):
        found = _known_diagnostics(known)
        show(found, read_sources(found), 0)
        return BuildResult(decks=_order(options.paths, known, {}))
    return _build_unknown(options, project, known, cache, environment, show, ask)


def know_settings(cache: Cache | None, project: Project) -> Cache | None:
    """Let what is remembered depend on the project's settings, which every note may hold."""
    if has_errors(project.diagnostics):
        return None
    if cache is None or project.source is None:
        return cache
    return cache._replace(tool=f"{cache.tool} {digest_text(project.source.text)}")


def _build_unknown(  # noqa: PLR0913, PLR0917 - all that a build goes by
    options: BuildOptions,
    project: Project,
    known: Known,
    cache: Cache | None,
    environment: Mapping[str, str],
    show: ShowFindings,
    ask: Ask | None,
) -> BuildResult:
    """Build the decks that aren't known; broken files are left out, and theirs stay as they are."""
    from flashcards.app.build_findings import (  # noqa: PLC0415 - see above
        find_departures,
        judge_changes,
        say_of_content,
    )
    from flashcards.app.compile import compile_files, keep_sound  # noqa: PLC0415 - see above
    from flashcards.app.media_names import find_media_names, name_plan  # noqa: PLC0415 - see above
    from flashcards.app.release import Plan, plan_release, read_clock  # noqa: PLC0415 - see above

    now = read_clock(environment)
    paths = [path for path in options.paths if path.as_posix() not in known.decks]
    compiled = compile_files(paths, options.policy if options.judges_all else None, project)
    content = say_of_content(compiled, options.policy)
    sources = compiled.sources
    compiled = keep_sound(compiled, content, paths)
    broken = tuple(path for path in paths if path.as_posix() not in compiled.sources)
    elsewhere = {path: deck.content_id for path, deck in known.decks.items()}
    plan = Plan(releases=(), sources={}, diagnostics=())
    if compiled.decks or not broken:
        is_apart = not {each.content_id for each in compiled.decks} & set(elsewhere.values())
        if is_apart:
            plan = plan_release(compiled, now, project.decks, elsewhere, options.decisions)
        has_new = any(release.has_new for release in plan.releases)
        if known.decks and (has_errors(plan.diagnostics) or has_new or not is_apart):
            # What is wrong may lie between the two, and what is new come from the others.
            return _build_unknown(options, project, Known(), cache, environment, show, ask)
    decisions = options.decisions
    names = find_media_names(compiled, cache)
    while ask is not None and plan.losses and not options.is_check:
        answer = ask(name_plan(plan, names))
        if answer is None:
            return BuildResult(is_refused=True)
        decisions = decisions.add(answer)
        plan = plan_release(compiled, now, project.decks, elsewhere, decisions)
    craft: tuple[Diagnostic, ...] = ()
    unjudged = 0
    if not options.judges_all:
        craft, unjudged = judge_changes(compiled, plan, options.policy, MOST_JUDGED)
    compiled = compiled._replace(breakdowns=())  # of a large file, as much again as its notes
    before = _known_diagnostics(known)
    losses = name_plan(plan._replace(releases=()), names).losses
    of_release = [*craft, *plan.diagnostics, *losses, *find_departures(plan, broken)]
    found = sort_diagnostics([*before, *content, *of_release])
    show(found, {**read_sources(before), **sources, **plan.sources}, unjudged)
    is_none_left = broken and not (plan.releases or known.decks)
    if has_errors(of_release) or is_none_left:
        return BuildResult(is_refused=True)
    if options.is_check:
        return BuildResult(outdated=_find_outdated(plan), broken=broken)
    if options.is_part:
        return _build_part(plan, options)._replace(broken=broken)
    built = write_decks(plan)
    _remember(cache, compiled, plan, known, content, built)
    shown = name_plan(plan, names).releases if names else plan.releases
    new = {
        release.deck.path: each._replace(release=release)
        for release, each in zip(shown, built, strict=True)
    }
    decks = _order(options.paths, known, new)
    return BuildResult(decks=decks, left=tuple(plan.left), broken=broken)


def _find_outdated(plan: "Plan") -> tuple[Path, ...]:
    """Name the locks and packages that a build would write; a package that isn't there is none."""
    outdated = [each.lock_path for each in plan.releases if not each.is_lock_current]
    outdated += plan.left
    for release in plan.releases:
        data = read_bytes(release.path)
        if data is not None and data != pack(release, release.resolved.notes):
            outdated.append(release.path)
    return tuple(outdated)


def _build_part(plan: "Plan", options: BuildOptions) -> BuildResult:
    """Write the chosen notes of each deck into a file of their own; locks stay as they are."""
    suffix = _suffix(options.selection)
    changed = None
    if options.since is not None:
        from flashcards.app.since import find_changed, since_suffix  # noqa: PLC0415 - see above

        suffix += since_suffix(options.since)
        changed = find_changed(plan.releases, options.since)
    built = []
    selected = 0
    for release in plan.releases:
        kept = [
            each
            for each in release.resolved.notes
            if options.selection.keeps(each.note, release.deck)
        ]
        selected += len(kept)
        notes = tuple(each for each in kept if changed is None or each.guid in changed)
        if notes:
            path = release.path.with_name(f"{release.deck.content_id}{suffix}.apkg")
            built.append(write_package_file(release, notes, path, pack(release, notes)))
    unreleased = sum(len(release.resolved.changes) for release in plan.releases)
    return BuildResult(decks=tuple(built), unreleased=unreleased, selected=selected)


def _suffix(selection: "Selection") -> str:
    """Name a partial deck by what was chosen: `.module-open+` for `--module 'open*'`."""
    from flashcards.text.slugs import to_file_part  # noqa: PLC0415 - only a partial build needs it

    chosen = {"module": selection.modules, "kind": selection.kinds, "tag": selection.tags}
    return "".join(
        f".{option}-{to_file_part(value.replace('*', '+'), _LONGEST_PART)}"
        for option, values in chosen.items()
        for value in values
    )


def _known_diagnostics(known: Known) -> list[Diagnostic]:
    found = (each for deck in known.decks.values() for each in deck.diagnostics)
    return list(dict.fromkeys(found))  # what is said of the settings is said of each


def _order(
    paths: Iterable[Path], known: Known, new: Mapping[str, BuiltDeck]
) -> tuple[BuiltDeck, ...]:
    """Give the decks in the order of their content files; broken ones have none."""
    left_alone = {
        path: BuiltDeck(
            Path(deck.package), deck.packed, deck.notes, deck.cards, deck.size, is_written=False
        )
        for path, deck in known.decks.items()
    }
    decks = {**left_alone, **new}
    return tuple(decks[path.as_posix()] for path in paths if path.as_posix() in decks)


def _remember(  # noqa: PLR0913, PLR0917 - all that a known deck is known by
    cache: Cache | None,
    compiled: "Compiled",
    plan: "Plan",
    known: Known,
    content: Iterable[Diagnostic],
    built: Iterable[BuiltDeck],
) -> None:
    """Remember the decks of a build that has just ended well, with what was said of their content.

    What the craft rules said is not: a deck that doesn't change isn't judged either.
    """
    if cache is None:
        return
    said: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in content:
        said[diagnostic.span.path].append(diagnostic)
    decks = [
        KnownDeck(
            path=release.deck.path,
            text=digest_text(compiled.sources[release.deck.path].text),
            content_id=release.deck.content_id,
            package=each.path.as_posix(),
            packed=each.packed,
            notes=each.notes,
            cards=each.cards,
            size=each.size,
            media=digest_media(compiled.media[release.deck.path]),
            diagnostics=(*said[SETTINGS.as_posix()], *said[release.deck.path]),
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
    remember_decks(cache, compiled.project.decks, decks, {**known.locks, **read, **written, **left})
