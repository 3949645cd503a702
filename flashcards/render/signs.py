"""Signs that CommonMark would eat and the author meant, and what is another tool's markup."""

import re
from collections.abc import Iterator

from flashcards.render.backslashes import find_kept_backslashes
from flashcards.render.blocks import find_lost_blocks
from flashcards.render.emphasis import JOIN, ORDINARY, find_emphasis
from flashcards.render.foreign import find_foreign_syntax
from flashcards.render.literal_view import LiteralView
from flashcards.render.parsed_text import Notice, ParsedText

_FOREIGN = re.compile(
    r"\\[(\[b]|\[(?:\$|latex|sound:|\[|\^)|[^\x00-\x7f][\[|]|\{\{c|!\[|[)`]\{|==[^\s=]|-:? ?\|"
    r"|[\w)\]]~[^~\n]{1,5}~",
    re.IGNORECASE,
)
"""Without these a text has nothing of another tool's."""

_OTHER_SIGN = re.compile(rb"[-|={]")
"""What another tool's markup has where it has none of those below; a backslash keeps it a sign."""

SIGNS_IN_TEXT = re.compile(rb"[\\*_`~$<\[&]")
"""What could be markup in a formula that is text after all."""


def find_signs(
    parsed: ParsedText, *, is_summary: bool
) -> tuple[dict[int, Notice | None], dict[int, str]]:
    """Find signs that CommonMark would eat and the author meant, and what is to be put in."""
    data, events = parsed.data, parsed.events
    found: dict[int, Notice | None] = {}
    inserted: dict[int, str] = {}
    for offset, text in find_lost_blocks(data, events):
        if text:
            inserted[offset] = text
        else:
            found[offset] = None
    text = data.decode().replace(parsed.escapes.get("$", "$"), "$")
    is_foreign = _FOREIGN.search(text) is not None
    is_ordinary = ORDINARY.fullmatch(text) is not None
    if is_ordinary and not is_foreign and "\\" not in text:
        return found, inserted
    view = LiteralView(data, events)
    originals = {character: escaped for escaped, character in parsed.escapes.items()}
    written = {ord(each): sign for each, sign in originals.items() if sign.strip("\\ ")}

    if is_foreign:
        for offset, notice in _tell_foreign(parsed, view, is_summary=is_summary):
            found[offset] = notice or found.get(offset)
    if "\\" in view.text:
        tables = [
            (view.place(event.start), view.place(event.end))
            for event in events
            if event[:2] == ("Start", "Table")
        ]
        for place in find_kept_backslashes(view.text.translate(written), tables):
            found.setdefault(view.offset(place), None)
    if is_ordinary:
        return found, inserted
    signs, joins = find_emphasis(view.text, originals)
    for place in signs:
        found.setdefault(view.offset(place), None)
    inserted |= {view.offset(place): JOIN for place in joins}
    return found, inserted


def _tell_foreign(
    parsed: ParsedText, view: LiteralView, *, is_summary: bool
) -> Iterator[tuple[int, Notice | None]]:
    """Find the signs of other tools' markup, the first of each piece with what is told of it."""

    def read(start: int, end: int) -> str:
        return parsed.slice(view.offset(start), view.offset(end))

    text = view.text.replace(parsed.escapes.get("$", "$"), "$")
    for piece in find_foreign_syntax(text, read, is_summary=is_summary):
        start, end = view.offset(piece.start), view.offset(piece.end)
        signs = [each.start() for each in SIGNS_IN_TEXT.finditer(parsed.data, start, end)]
        if not signs and (sign := _OTHER_SIGN.search(parsed.data, start, end)):
            signs = [sign.start()]
        first, *others = signs
        yield (
            first,
            Notice(
                code="foreign-syntax",
                quoted=parsed.slice(start, end),
                command=piece.whose,
                form=piece.form,
                help=piece.help,
            ),
        )
        yield from ((other, None) for other in others)
