"""Which commands of MathJax's a formula may use: `math_commands.txt` lists them.

MathJax sets all formulas of a page in turn, and has commands that link, load, set styles, or change
what the next formula means. A command that the list doesn't allow makes the formula show as text.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

_LIST = Path(__file__).with_suffix(".txt")

_COMMAND = re.compile(r"\\(?:(?:begin|end)\s*\{[^{}]*\}|[a-zA-Z]+|.|\Z)", re.DOTALL)
_SPACES = frozenset({"\\ ", "\\\n", "\\\xa0"})

_COLOR = r"(?:\[\w*\]\s*)?\{[\w#., ]*\}"
_ARGUMENTS = {
    r"\color": re.compile(rf"\s*{_COLOR}"),
    r"\textcolor": re.compile(rf"\s*{_COLOR}"),
    r"\colorbox": re.compile(rf"\s*{_COLOR}"),
    r"\fcolorbox": re.compile(rf"\s*{_COLOR}\s*\{{[\w#., ]*\}}"),
    **dict.fromkeys((r"\cancel", r"\bcancel", r"\xcancel"), re.compile(r"\s*[{\\\w]")),
    r"\cancelto": re.compile(r"\s*[{\\\w]"),
}
"""What must follow a command that takes more: a colour by its name or number, and not the
attributes that a bracket starts."""

_CHEMISTRY = re.compile(r"\\(?:ce|pu)(?![a-zA-Z])")
_IN_CHEMISTRY = frozenset({r"\,", r"\;", r"\:", r"\!", r"\ ", r"\%"})
"""What may follow a backslash beside mhchem, if it is no letter."""


_LONGEST_ARGUMENT = 12
"""Characters that are quoted of an argument that isn't allowed."""


_LONGEST = 2_000
"""Characters of a formula; MathJax takes seconds for more."""

_DEEPEST = 32
"""Levels of groups, environments and brackets that grow; a browser ends the page at some 60."""

_LEVEL = re.compile(
    r"(\\(?:begin|left)(?![a-zA-Z])|\{)|(\\(?:end|right)(?![a-zA-Z])|\})|\\.", re.DOTALL
)


class RefusedCommand(NamedTuple):
    """A command that no formula may use, as it was written; `is_known` if MathJax has it."""

    command: str
    is_known: bool


@cache
def read_commands() -> dict[str, bool]:
    r"""Read all commands and environments that MathJax has, and whether a card may use each.

    They are written as in a formula: `\\frac`, `\\begin{cases}`.
    """
    _, allowed, refused = re.split(
        r"^\[\w+\]$", _LIST.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    return dict.fromkeys(_words(allowed), True) | dict.fromkeys(_words(refused), False)


def _words(section: str) -> list[str]:
    lines = (line for line in section.split("\n") if not line.startswith("#"))
    return [word for line in lines for word in line.split()]


def find_refused_command(tex: str) -> RefusedCommand | None:
    """Find the first command of a formula that a card may not use.

    A command is looked for wherever a backslash is, in words and comments too: MathJax can put
    none together from parts. But mhchem rewrites what it is given: it joins what dollars part, and
    takes a backslash that others protect for the start of a command.
    """
    commands = read_commands()
    if chemistry := _CHEMISTRY.search(tex):
        for found in _COMMAND.finditer(tex):
            if not (found[0][1:].isalpha() or found[0] in _IN_CHEMISTRY or "{" in found[0][2:]):
                return RefusedCommand(f"{found[0]} with {chemistry[0]}", is_known=True)
        if "$" in tex:
            return RefusedCommand(f"$ with {chemistry[0]}", is_known=True)
    for found in _COMMAND.finditer(tex):
        command = found[0]
        if command.startswith((r"\begin", r"\end")):
            command = "".join(command.split()).replace(r"\end{", r"\begin{")
        if command in _SPACES:
            continue
        if not commands.get(command):
            return RefusedCommand(found[0], command in commands)
        arguments = _ARGUMENTS.get(command)
        if arguments and not arguments.match(tex, found.end()):
            end = found.end() + _LONGEST_ARGUMENT
            return RefusedCommand(tex[found.start() : end], is_known=True)
    return None


def is_too_large(tex: str) -> bool:
    """Whether a formula could stop the page that it stands on."""
    if len(tex) > _LONGEST:
        return True
    depth = deepest = 0
    for opening, closing in _LEVEL.findall(tex):
        depth += bool(opening) - bool(closing)
        deepest = max(deepest, depth)
    return deepest > _DEEPEST
