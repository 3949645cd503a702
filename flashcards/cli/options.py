"""Arguments and options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from flashcards.anki.note_types import Kind
from flashcards.cli.echo import QUIET
from flashcards.cli.places import enter_project
from flashcards.content.levels import LEVELS, RULES, Level, Policy
from flashcards.diagnostics.quoting import nearest_word
from flashcards.disk.sources import SETTINGS
from flashcards.notes.select import Selection

F = TypeVar("F", bound=Callable[..., Any])


def files_argument(function: F) -> F:
    """Take content files, and enter their project; none means all of its `content/`."""
    return click.argument(
        "files",
        metavar="[FILE]...",
        nargs=-1,
        type=click.Path(exists=True, path_type=Path),
        callback=_enter_project,
    )(function)


def _enter_project(
    context: click.Context, _parameter: click.Parameter, files: tuple[Path, ...]
) -> tuple[Path, ...]:
    if context.resilient_parsing:  # a shell asks for completions
        return files
    paths = enter_project(files)
    return () if SETTINGS in paths else paths  # it is about all of them


def selection_options(function: F) -> F:
    """Take `--module`, `--kind` and `--tag`, each as often as wanted."""
    for decorate in (
        click.option(
            "--tag",
            "tags",
            multiple=True,
            metavar="TAG",
            help="Only notes with this tag, or one below it; may hold `*`.",
        ),
        click.option(
            "--kind",
            "kinds",
            multiple=True,
            type=click.Choice([kind.value for kind in Kind]),
            help="Only notes of this kind.",
        ),
        click.option(
            "--module",
            "modules",
            multiple=True,
            metavar="GLOB",
            help="Only notes of modules whose slug or title matches, such as 'scaling-*'.",
        ),
    ):
        function = decorate(function)
    return function


_LONGEST_PATTERN = 1_000
"""Characters: longer than any tag. Reading a pattern takes time by the square of it."""


def make_selection(
    modules: tuple[str, ...], kinds: tuple[str, ...], tags: tuple[str, ...]
) -> Selection:
    """Make the selection that the options ask for."""
    if any(len(pattern) > _LONGEST_PATTERN for pattern in (*modules, *tags)):
        raise click.BadParameter(f"a pattern has at most {_LONGEST_PATTERN:,} characters")
    return Selection(modules=modules, kinds=tuple(Kind(kind) for kind in kinds), tags=tags)


def quiet_option(function: F) -> F:
    """Take `--quiet`: only errors and results are printed."""

    def remember(context: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's signature
        context.meta[QUIET] = value

    return click.option(
        "-q",
        "--quiet",
        is_flag=True,
        expose_value=False,
        callback=remember,
        help="Print only errors and results.",
    )(function)


def format_option(*formats: str) -> Callable[[F], F]:
    """Take `--format`, the first of the formats by default."""

    def decorate(function: F) -> F:
        return click.option(
            "--format",
            "format_",
            type=click.Choice(formats),
            default=formats[0],
            show_default=True,
            help="How to print the result.",
        )(function)

    return decorate


def policy_options(function: F) -> F:
    """Take `--rule`, as often as wanted, and `--strict`."""
    for decorate in (
        click.option("--strict", "is_strict", is_flag=True, help="Take warnings for errors."),
        click.option(
            "--rule",
            "rules",
            multiple=True,
            metavar="CODE=LEVEL",
            callback=_parse_rules,
            help="Set a craft rule to off, info, warning or error, whatever the files say.",
        ),
    ):
        function = decorate(function)
    return function


def make_policy(
    rules: tuple[tuple[str, Level], ...], *, is_strict: bool, is_gentle: bool = False
) -> Policy:
    """Make the policy that the options ask for."""
    return Policy(levels=rules, is_strict=is_strict, is_gentle=is_gentle)


def _parse_rules(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, Level], ...]:
    return tuple(_parse_rule(value) for value in values)


def _parse_rule(value: str) -> tuple[str, Level]:
    rule, sign, level = value.partition("=")
    if not sign:
        raise click.BadParameter(f"{value!r} is not CODE=LEVEL, such as answer-long=off.")
    for word, known, noun in ((rule, RULES, "rule"), (level, LEVELS, "level")):
        if word not in known:
            near = nearest_word(word, known)
            hint = f" Did you mean {near!r}?" if near else f" Use one of: {', '.join(known)}."
            raise click.BadParameter(f"There is no {noun} {word!r}.{hint}")
    return rule, Level(level)
