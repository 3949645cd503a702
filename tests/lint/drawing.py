"""Texts drawn from a pattern: for each way through it one, so that no alternative is left out."""

import re
from collections.abc import Iterable, Iterator
from functools import reduce
from importlib import import_module
from itertools import islice, product
from typing import Any

_parser: Any = import_module("re._parser")
"""The module of `re` that reads patterns; the only one that knows what they are made of."""

_MOST = 5_000
"""Texts of a part of a pattern for which all combinations of its pieces are drawn."""

_MOST_OF_CLASS = 12
_OF_CATEGORY = {"CATEGORY_SPACE": " ", "CATEGORY_WORD": "x", "CATEGORY_DIGIT": "1"}


def draw_texts(pattern: str, flags: re.RegexFlag) -> tuple[str, ...]:
    """Give texts in which a pattern is found, that go each of its ways at least once."""
    texts = dict.fromkeys(map(_refer, _draw(_parser.parse(pattern, flags))))
    # What must not stand there isn't drawn around, but such texts are few.
    return tuple(text for text in texts if re.search(pattern, text, flags))


def _draw(nodes: Iterable[tuple[Any, Any]]) -> list[str]:
    pieces = [list(dict.fromkeys(_draw_node(str(kind), value))) for kind, value in nodes]
    count = reduce(lambda one, other: one * len(other), pieces, 1)
    if count <= _MOST:
        return ["".join(each) for each in product(*pieces)]
    return list(_vary_one_by_one(pieces))


def _vary_one_by_one(pieces: list[list[str]]) -> Iterator[str]:
    for index, piece in enumerate(pieces):
        for each in piece:
            yield "".join(
                [*(p[0] for p in pieces[:index]), each, *(p[0] for p in pieces[index + 1 :])]
            )


def _draw_node(kind: str, value: Any) -> Iterable[str]:  # noqa: ANN401 - as `re` gives it
    if kind == "IN":
        return list(islice(_draw_class(value), _MOST_OF_CLASS))
    if kind == "BRANCH":
        return [text for branch in value[1] for text in _draw(branch)]
    if kind == "SUBPATTERN":
        return [_remember(value[0], text) for text in _draw(value[-1])]
    if kind.endswith("_REPEAT"):
        least, most, inner = value
        few = range(least, min(most, least + 1) + 1)
        return [text for times in few for text in _draw([*inner] * times)]
    if kind == "ASSERT":
        return _draw(value[1])
    # What is left are literals, and what takes no room: boundaries, and what must not stand there.
    return [chr(value) if kind == "LITERAL" else f"\x01{value}\x01" if kind == "GROUPREF" else ""]


def _draw_class(members: Iterable[tuple[Any, Any]]) -> Iterator[str]:
    for kind, value in members:
        match str(kind):
            case "NEGATE":
                yield "x"
                return
            case "LITERAL":
                yield chr(value)
            case "RANGE":
                yield from map(chr, range(value[0], value[1] + 1))
            case "CATEGORY":
                yield _OF_CATEGORY.get(str(value), "x")


def _remember(number: int | None, text: str) -> str:
    return text if number is None else f"\x02{number}\x02{text}\x03"


def _refer(text: str) -> str:
    """Put in for each reference what its group has."""
    groups = dict(re.findall(r"\x02(\d+)\x02([^\x02\x03]*)\x03", text))
    bare = re.sub(r"\x02\d+\x02|\x03", "", text)
    return re.sub(r"\x01(\d+)\x01", lambda found: groups[found[1]], bare)
