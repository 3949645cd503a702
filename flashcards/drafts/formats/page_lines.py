"""Lines of a copied page: without what copying adds to them, and with their place."""

import re
from dataclasses import dataclass, field

from flashcards.diagnostics import Source, Span

_LINE = re.compile(r"[^\r\n]+")
_BULLET = re.compile(r"\A(?:[-*+•‣◦▪▫●○·–—⁃∙➤►▶✓✔]\s+)+")  # noqa: RUF001 - as pages have them
_FEWEST_WORDS = 3

_CUT = re.compile(r"\s*(?:\.\.\.|…)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that says something. `is_whole` when the page shows it cut off as well."""

    text: str
    is_whole: bool = False
    span: Span = field(compare=False)

    @property
    def is_cut(self) -> bool:
        """Whether the page has cut the line off; a short title may end in dots itself."""
        beginning = _CUT.sub("", self.text)
        return beginning != self.text and len(beginning.split()) >= _FEWEST_WORDS


def read_lines(source: Source) -> list[Line]:
    """Read the lines without bullets and empty ones; of a line and its beginning, the whole one."""
    lines: list[Line] = []
    for found in _LINE.finditer(source.text):
        bare = found[0].strip()
        text = " ".join(_BULLET.sub("", f"{bare} ", count=1).split())
        if not text:
            continue
        start = source.text.index(bare, found.start())
        line = Line(text=text, span=Span(source.path, start, start + len(bare)))
        before = lines[-1] if lines else None
        if before is not None and _begins(before, line):
            lines[-1] = Line(text=line.text, is_whole=True, span=line.span)
        elif before is not None and _begins(line, before):
            lines[-1] = Line(text=before.text, is_whole=True, span=before.span)
        else:
            lines.append(line)
    return lines


def _begins(cut: Line, whole: Line) -> bool:
    """Whether a line is the beginning of another, cut off."""
    return cut.is_cut and whole.text.startswith(_CUT.sub("", cut.text))
