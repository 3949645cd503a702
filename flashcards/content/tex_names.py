r"""The commands of TeX that an escape for a line end or a tab begins: `\nu`, `\theta`.

A formula can't break a line with `\n`, so in one these are always commands. Outside formulas only
the names are sure whose rest is no word that a new line could begin with.
"""

_LINE_END = (
    "nLeftarrow nLeftrightarrow nRightarrow nVDash nVdash nabla natural ncong ndownarrow nearrow "
    "negmedspace negthickspace negthinspace neq newcommand newenvironment newline newtagform "
    "nexists ngeq ngeqq ngeqslant ngtr nleftarrow nleftrightarrow nleq nleqq nleqslant nless nmid "
    "noLine nobreakspace nolimits nonscript nonumber normalsize notChar notag notin nparallel "
    "nprec npreceq nrightarrow nshortmid nshortparallel nsim nsubseteq nsubseteqq nsucc nsucceq "
    "nsupseteq nsupseteqq ntriangleleft ntrianglelefteq ntriangleright ntrianglerighteq nuparrow "
    "nvDash nvdash nwarrow"
)
_TAB = (
    "tanh tau tbinom tfrac therefore theta thickapprox thicksim thinspace tilde times toggle "
    "triangle triangledown triangleleft trianglelefteq triangleq triangleright trianglerighteq "
    "tripledash twoheadleftarrow twoheadrightarrow textbf textit textrm texttt textsf textup"
)
_UNSURE = "ne neg ni not nu tag tan text tiny to top tt"

SURE_NAMES = frozenset(f"{_LINE_END} {_TAB}".split())
"""Names that are no word behind an `n` or a `t`."""

UNSURE_NAMES = frozenset(_UNSURE.split())
r"""Names that may also be a new line and a word: `\ne`, `\tan`."""


def is_command(name: str) -> bool:
    """Whether a formula may hold this command, named without its backslash."""
    return name in SURE_NAMES or name in UNSURE_NAMES or name.startswith("text")
