"""Fenced code with a language, coloured by Pygments' classes; the style sheet has their colours."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.formatters import HtmlFormatter

_LANGUAGES = frozenset(
    """
    ada agda apacheconf applescript awk bash batch c clojure cmake cobol coffeescript
    common-lisp console cpp crystal csharp css cuda d dart delphi diff docker ebnf elixir
    elm emacs-lisp erlang fish forth fortran fsharp gas glsl go graphql graphviz groovy
    haskell hlsl html html+php idris iex ini java javascript jlcon json json5 jsonld jsx
    julia kotlin lean less llvm lua make markdown mathematica matlab mysql nasm nginx nim
    nix numpy objective-c objective-c++ ocaml octave perl php postgresql powershell prolog
    properties protobuf purescript pwsh-session pycon pytb python python2 r racket rbcon
    rconsole ruby rust sass scala scheme scss sed smalltalk solidity sql sqlite3 swift
    systemverilog tcl terraform tex toml tsql tsx typescript vbnet verilog vhdl vim vue wast
    xml xslt yaml zig
    """.split()
)
"""What is coloured, each by one of its names. Some of Pygments' lexers never come to an end, so
each of these was tried on texts that mean harm: none takes half a second for the longest."""

_LONGEST = 1_500
"""Signs of code: some lexers take time by the square of it."""

_MOST_COLOURED = 130_000_000
"""Squares of such lengths over a deck, such as three thousand pieces of two hundred signs. What
was found to take longest takes four seconds then."""

_SLOW = {"csharp": 5, "scala": 3} | dict.fromkeys(
    "c cpp cuda idris java jlcon make markdown matlab objective-c objective-c++ racket "
    "terraform".split(),
    2,
)
"""How much longer than others some lexers take for the worst that was found."""

_QUOTES_OF_DOLLARS = 4
"""Signs from which Postgres can have code of a language that it names, whatever that is."""


_EACH = 5_000
"""What each piece costs beside."""


@cache
def _read_aliases() -> dict[str, tuple[str, ...]]:
    """Give by any name of a language that is coloured all its names."""
    from pygments.lexers import get_all_lexers  # noqa: PLC0415 - slow to import

    found: dict[str, tuple[str, ...]] = {}
    for _, aliases, _, _ in get_all_lexers(plugins=False):
        for alias in aliases:
            found.setdefault(alias, () if _LANGUAGES.isdisjoint(aliases) else tuple(aliases))
    return found


@cache
def _make_formatter() -> "HtmlFormatter[str]":
    """Make what writes tokens, once: that takes longer than to write those of short code."""
    from pygments.formatters import HtmlFormatter  # noqa: PLC0415 - slow to import

    return HtmlFormatter(nowrap=True)


class Colouring:
    """What colouring the code of one deck may still cost; what comes later stays plain."""

    def __init__(self) -> None:
        self._left = _MOST_COLOURED

    def take(self, cost: int) -> bool:
        """Take from what is left; say whether there was enough."""
        self._left -= cost
        return self._left >= 0


def highlight(source: str, language: str, colouring: Colouring | None = None) -> str | None:
    """Colour code by its language, as HTML; `None` when that would take long, or change it."""
    from pygments import format as write  # noqa: PLC0415 - slow to import, and few decks have code
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415 - as above

    aliases = () if len(source) > _LONGEST else _read_aliases().get(language.lower(), ())
    if not aliases or ("postgresql" in aliases and source.count("$") >= _QUOTES_OF_DOLLARS):
        return None
    weight = max(_SLOW.get(alias, 1) for alias in aliases)
    if colouring is not None and not colouring.take(_EACH + weight * len(source) ** 2):
        return None
    lexer = get_lexer_by_name(language, stripnl=False, handlecodeblocks=False)
    tokens = list(lexer.get_tokens(source))
    given = source.replace("\r\n", "\n").replace("\r", "\n")
    if "".join(text for _, text in tokens) != given.removesuffix("\n") + "\n":
        return None
    return str(write(tokens, _make_formatter())).rstrip("\n") + "\n"
