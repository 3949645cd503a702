"""The smallest place of a finding: where a part of a text stands in the file.

A text's value isn't its spelling in YAML (folded lines, quotes, escapes), so the part is looked
for in the spelling; when that leaves any doubt, the whole text is the place.
"""

import re
from itertools import islice

from flashcards.content.model import Text
from flashcards.diagnostics import Source, Span


def locate(text: Text, fragment: str, source: Source | None) -> Span:
    """Give the span of a fragment of a text, or of the whole text."""
    words = fragment.split()
    if not words or source is None:
        return text.span
    written = source.text[text.span.start : text.span.end]
    pattern = r"\s+".join(re.escape(word) for word in words)
    found = list(islice(re.finditer(rf"(?<!\w){pattern}(?!\w)", written), 2))
    if len(found) != 1:
        return text.span
    start = text.span.start + found[0].start()
    return Span(text.span.path, start, start + len(found[0][0]))
