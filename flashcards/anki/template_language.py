"""The part of Anki's template language that our templates use. Pure.

Fields, `{{#F}}`, `{{^F}}`, `{{FrontSide}}` and `{{cloze:F}}`. A test holds the
result equal to what Anki's own engine makes of every card of the shipped deck; anything else
in a template is a bug here and raises ValueError.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from flashcards.anki.cloze import replace_clozes

_TOKEN = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_BLANK = re.compile(r"(?:\s|</?(?:br|div) ?/?>)*", re.IGNORECASE)
"""What Anki takes for an empty field."""

_ATTRIBUTE_SIGN = re.compile(r"[\x00-/:-@\[-`{-\xff]")
_NAMED_SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


class _Replacement(NamedTuple):
    """`{{field}}`, or `{{filter:field}}`."""

    field: str
    filter: str


class _Section(NamedTuple):
    """`{{#field}}...{{/field}}`, or with `^` what is shown when the field is empty."""

    field: str
    is_inverted: bool
    nodes: "tuple[_Node, ...]"


_Node = str | _Replacement | _Section


def render_template(template: str, fields: Mapping[str, str], *, front: str = "") -> str:
    """Fill in a template that has no clozes; `front` is what `{{FrontSide}}` stands for."""
    return _render(_parse(template), {**fields, "FrontSide": front}, 0, is_back=False)


def render_cloze_template(
    template: str, fields: Mapping[str, str], number: int, *, is_back: bool = False
) -> str:
    """Fill in a cloze template for the card that asks for the blanks of one number."""
    return _render(_parse(template), fields, number, is_back=is_back)


def is_empty(html: str) -> bool:
    """Whether Anki takes the field for empty."""
    return _BLANK.fullmatch(html) is not None


@cache
def _parse(template: str) -> tuple[_Node, ...]:
    # `split` with a group gives text and token in turn.
    parts = _TOKEN.split(template)
    nodes = _parse_until(enumerate(parts), None)
    return tuple(nodes)


def _parse_until(parts: Iterator[tuple[int, str]], end: str | None) -> list[_Node]:
    nodes: list[_Node] = []
    for index, part in parts:
        if index % 2 == 0:
            nodes.append(part)
            continue
        sign, name = part[:1], part[1:].strip()
        if sign == "/":
            if name != end:
                raise ValueError(f"`{{{{/{name}}}}}` closes nothing")
            return nodes
        if sign in {"#", "^"}:
            inner = _parse_until(parts, name)
            nodes.append(_Section(field=name, is_inverted=sign == "^", nodes=tuple(inner)))
        else:
            filter_, _, field = part.strip().rpartition(":")
            nodes.append(_Replacement(field=field, filter=filter_))
    if end is not None:
        raise ValueError(f"`{{{{#{end}}}}}` is not closed")
    return nodes


def _render(
    nodes: tuple[_Node, ...], fields: Mapping[str, str], number: int, *, is_back: bool
) -> str:
    parts = []
    for node in nodes:
        match node:
            case str():
                parts.append(node)
            case _Section():
                if is_empty(_get(fields, node.field)) == node.is_inverted:
                    parts.append(_render(node.nodes, fields, number, is_back=is_back))
            case _Replacement(filter=""):
                parts.append(_get(fields, node.field))
            case _Replacement(filter="cloze"):
                parts.append(_cloze(_get(fields, node.field), number, is_back=is_back))
            case _:
                raise ValueError(f"the filter `{node.filter}` is not known")
    return "".join(parts)


def _get(fields: Mapping[str, str], name: str) -> str:
    if name not in fields:
        raise ValueError(f"there is no field `{name}`")
    return fields[name]


def _cloze(html: str, number: int, *, is_back: bool) -> str:
    def replace(found: re.Match[str]) -> str:
        text, _, hint = found["text"].partition("::")
        if int(found["number"]) != number:
            return f'<span class="cloze-inactive" data-ordinal="{found["number"]}">{text}</span>'
        if is_back:
            return f'<span class="cloze" data-ordinal="{number}">{text}</span>'
        hidden = _ATTRIBUTE_SIGN.sub(_escape_sign, text)
        return (
            f'<span class="cloze" data-cloze="{hidden}" data-ordinal="{number}">'
            f"[{hint or '...'}]</span>"
        )

    return replace_clozes(html, replace)


def _escape_sign(sign: re.Match[str]) -> str:
    return _NAMED_SIGNS.get(sign[0]) or f"&#x{ord(sign[0]):X};"
