"""Texts that would make MathJax run, load or cover something, and pieces to make more of them."""

from random import Random

COMMANDS = (
    r"\ce{\$href{javascript:alert(1)}{x}\$}",
    r"\ce{\$style{background:url(http://127.0.0.1/x)}{x}\$}",
    r"\ce{\$def\times{+}\$}",
    r"\ce{\>A{^\\href{javascript:alert(1)}{x}}}",
    r"\ce{B^{{^\\href{javascript:alert(1)}{x}}}\>A}",
    r"\href{javascript:window.hit=1}{x}",
    r"\href{https://evil.example/}{x}",
    r"\style{background:url(https://evil.example/a)}{x}",
    r"\style{position:fixed;inset:0;z-index:9}{x}",
    r"\class{card}{x}",
    r"\cssId{qa}{x}",
    r"\bbox[background:url(https://evil.example/b);position:fixed]{x}",
    r"\fcolorbox{red;background:url(https://evil.example/c)}{url(https://evil.example/d)}{x}",
    r"\colorbox{url(https://evil.example/e)}{x}",
    r"\textcolor[named]{red;position:fixed}{x}",
    r"\enclose{circle}[mathbackground=url(https://evil.example/f)]{x}",
    r"\cancel[mathbackground=url(https://evil.example/g)]{x}",
    r"\mmlToken{mi}[href='javascript:window.hit=2' style='position:fixed']{x}",
    r"\unicode[serif;position:fixed]{x41}",
    r"\require{html}\href{javascript:window.hit=3}{x}",
    r"\let\a\href \a{javascript:window.hit=4}{x}",
    r"\def\a{\href}\a{javascript:window.hit=5}{x}",
    r"\newcommand{\a}[1]{\style{#1}{x}}\a{position:fixed}",
    r"\newenvironment{a}{\href{javascript:window.hit=6}{x}}{}\begin{a}\end{a}",
    r"\begin{empheq}[box=\style{position:fixed}]{align}x\end{empheq}",
    r"\toggle{x}{\href{javascript:window.hit=7}{y}}\endtoggle",
    r"\texttip{x}{\href{javascript:window.hit=8}{y}}",
    r"\eqref{a}\label{a}\ref{a}",
    r"\text{\href{javascript:window.hit=9}{x} $\href{javascript:window.hit=10}{x}$}",
    r"\ce{\href{javascript:window.hit=11}{x} $\href{javascript:window.hit=12}{x}$}",
    r"\verb|x|\href{javascript:window.hit=13}{x}",
    "\\hr\nef{javascript:window.hit=14}{x}",
    "\\hr%\nef{javascript:window.hit=14}{x}",
    "\\begin%\n{empheq}[box=\\href{javascript:window.hit=15}]{align}x\\end{empheq}",
    r"\operatorname{\href{javascript:window.hit=16}{x}}",
    r"\tag{\href{javascript:window.hit=17}{x}}",
    r"\DeclareMathOperator{\a}{\href{javascript:window.hit=18}{x}}\a",
    r"\data{onclick=window.hit=19}{x}",
    r"\csname href\endcsname{javascript:window.hit=20}{x}",
    r"\mathchoice{\href{javascript:window.hit=21}{x}}{}{}{}",
)
"""What must never be set."""

_BACKSLASHES = ("\\", "\\\\", "&#92;", "&bsol;", "&#x5c;", "$\\$", "`\\`", "&amp;#92;")
_BETWEEN = (
    "",
    "<wbr>",
    "<wbr/>",
    "<WBR>",
    "<wbr><wbr>",
    "<!-- -->",
    "<br>",
    "<b></b>",
    "<span></span>",
    '<span dir="ltr"></span>',
    "<bdi></bdi>",
    "<bdo dir=rtl></bdo>",
    "<ruby></ruby>",
    "<a></a>",
    '<a href="https://a.example"></a>',
    "<s><wbr></s>",
    "<i>",
    "</i>",
    "&shy;",
    "&#8203;",
    "&zwnj;",
    "\N{SOFT HYPHEN}",
    "\N{ZERO WIDTH SPACE}",
    "\N{WORD JOINER}",
    "\N{ZERO WIDTH NO-BREAK SPACE}",
    "\N{LEFT-TO-RIGHT MARK}",
    "\n",
    "\\\n",
    "**",
    "==",
    "$",
    "`",
    "[](https://a.example)",
    "![](b.mp3)",
    "<?x?>",
    "<!x>",
)
_BRACKETS = (("(", ")"), ("[", "]"), ("&#40;", "&#41;"), ("&lbrack;", "&rbrack;"))

PIECES = (
    *COMMANDS,
    *_BACKSLASHES,
    *_BETWEEN,
    *(bracket for pair in _BRACKETS for bracket in pair),
    *("$", "$", "$$", "$x$", "$\\text{", "{", "}", "}$", "$\\text{\\)}a$", "==", "::", "{{c1::"),
    *("<code>", "</code>", "`", "[x", "](https://a.example)", "Term", "[…]", "\n\n", "- ", "> "),
    *("<div>", "</div>", "|a|b|\n|-|-|\n|", "[sound:", "![x](b.mp3)", "\\begin{", "%", "\\verb|"),
)


def list_tricks() -> list[str]:
    """Give each command as a formula, and one between delimiters put together in every way."""
    tricks = [f"{dollars}{tex}{dollars}" for tex in COMMANDS for dollars in ("$", "$$")]
    for backslash in _BACKSLASHES:
        for between in _BETWEEN:
            for start, end in _BRACKETS:
                opening, closing = (f"{backslash}{between}{each}" for each in (start, end))
                tricks.append(f"a {opening}{COMMANDS[0]}{COMMANDS[3]}{closing}")
    return tricks


def mix_pieces(random: Random) -> str:
    """Make a text of pieces at random."""
    return "".join(random.choices(PIECES, k=random.randint(2, 14)))


ARGUMENTS = (
    "{javascript:window.hit=1}{x}{y}{z}",
    "{x}{background:url(https://evil.example/a);position:fixed}{y}",
    "[href=javascript:window.hit=2,style=position:fixed]{javascript:window.hit=3}{x}{y}",
    "{red;background:url(https://evil.example/b)}{1em;z-index:9}{x}",
)
"""What an allowed command may be given."""
