"""Fenced code with a language, coloured by Pygments' classes; the style sheet has their colours."""

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

MOST_COLOURED = 45_000_000
"""Squares of such lengths, over all texts of a deck: a thousand pieces of two hundred signs. The
worst lexer takes six seconds for it."""

_QUOTES_OF_DOLLARS = 4
"""Signs from which Postgres can have code of a language that it names, whatever that is."""


def weigh_colouring(markdown: str) -> int:
    """Say what colouring the code of a text may cost, as a square of its length."""
    has_code = "```" in markdown or "~~~" in markdown
    return len(markdown) * min(len(markdown), _LONGEST) if has_code else 0


def highlight(source: str, language: str) -> str | None:
    """Colour code by its language, as HTML; `None` when that would take long, or change it."""
    from pygments import format as write  # noqa: PLC0415 - slow to import, and few decks have code
    from pygments.formatters import HtmlFormatter  # noqa: PLC0415 - as above
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415 - as above
    from pygments.util import ClassNotFound  # noqa: PLC0415 - as above

    if len(source) > _LONGEST:
        return None
    try:
        lexer = get_lexer_by_name(language, stripnl=False, handlecodeblocks=False)
    except ClassNotFound:
        return None
    if _LANGUAGES.isdisjoint(lexer.aliases):
        return None
    if "postgresql" in lexer.aliases and source.count("$") >= _QUOTES_OF_DOLLARS:
        return None
    tokens = list(lexer.get_tokens(source))
    given = source.replace("\r\n", "\n").replace("\r", "\n")
    if "".join(text for _, text in tokens) != given.removesuffix("\n") + "\n":
        return None
    return str(write(tokens, HtmlFormatter(nowrap=True))).rstrip("\n") + "\n"
