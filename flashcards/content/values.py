"""What stands behind keys: texts, times, dates, addresses, ids, tags, and words of craft rules.

A getter takes a key's node and gives its value. It reports at the smallest place there is and gives
`None` where there is no value, so that decoding goes on and every problem is found in one run.
"""

import re
from collections.abc import Callable
from typing import TypeVar

from flashcards.content.levels import LEVELS, RULES
from flashcards.content.model import Moment, RuleLevel, Text
from flashcards.content.nodes import Mapping, Node, Scalar, Sequence, is_empty
from flashcards.content.spelled import (
    OTHER_COMMAS,
    spell_address,
    spell_date,
    spell_flag,
    spell_language,
    spell_moment,
    spell_range,
)
from flashcards.diagnostics import Diagnostic, Report, make_error, quote
from flashcards.diagnostics.quoting import did_you_mean
from flashcards.disk.portable_names import DEVICES
from flashcards.text.normal_form import fold_case
from flashcards.text.slugs import Slug, cut_slug, is_slug, tag_slug
from flashcards.text.times import is_date, parse_time, parse_time_range
from flashcards.text.urls import is_web_url

T = TypeVar("T")
Getter = Callable[[Node, str, Report], T | None]
"""Gives what a node means as the value of the key of that name."""

LONGEST_TITLE = 1_000
"""Characters of a title, and of whatever else names the whole: every note below repeats them."""

LONGEST_URL = 2_000
LONGEST_TAG = 200
LONGEST_ID = 200
"""Bytes in UTF-8, for a content id is part of a file's name, and systems measure that in bytes."""

LONGEST_FOLDER = 200

_IN_TAG = rf"[^\s:\u3000{OTHER_COMMAS}]+"
_TAG_PART = rf"{_IN_TAG}(?::{_IN_TAG})*"
TAG = rf"{_TAG_PART}(?:::{_TAG_PART})*"
"""One tag: no white space or comma of another script, and something on both sides of each `::`."""

LANGUAGE = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}"
"""What the code of a language looks like in BCP 47, as far as content needs it."""

_NOT_IN_NAMES = r"/\\:*?\"<>|\n"


def _in_any_case(name: str) -> str:
    return "".join(f"[{each}{each.upper()}]" if each.isalpha() else f"[{each}]" for each in name)


_DEVICE = "|".join(map(_in_any_case, sorted(DEVICES)))
_FOLDER_NAME = (
    rf"(?!(?:{_DEVICE})(?:[./]|\s*$))[^\s.~\-{_NOT_IN_NAMES}][^{_NOT_IN_NAMES}]*(?<![\s.])"
)
FOLDER = rf"(?!{_in_any_case('content')}(?:/|\s*$)){_FOLDER_NAME}(?:/{_FOLDER_NAME})*/?"
"""A folder below the project's, on every system the same: no hidden one, and not its content."""

_SHAPES: dict[type, str] = {Scalar: "text", Sequence: "a list", Mapping: "a mapping"}
_FLAGS = {word: word.lower() == "true" for word in "true True TRUE false False FALSE".split()}
_TIME_HELP = "write a time like 12:03, 1:02:03 or 0:12:03.5"


def wrong_type(what: str, node: Node, expected: str, help_: str) -> Diagnostic:
    """Say that a node has another shape than the one expected there."""
    shape = "empty" if is_empty(node) else _SHAPES[type(node)]
    span = node.span
    if isinstance(node, Mapping) and node.entries:
        span = node.entries[0][0].span
    return make_error("wrong-type", span, f"{what} is {shape}, but {expected} is expected", help_)


def read_text(node: Node, key: str, report: Report) -> Text | None:
    """Read a text; an empty one counts as absent."""
    if isinstance(node, Scalar):
        value = node.text.strip()
        return Text(value, node.span) if value else None
    help_ = "write it as text; quote it if it starts with [ or {"
    report(wrong_type(f"`{key}`", node, "text", help_))
    return None


def read_title(node: Node, key: str, report: Report) -> Text | None:
    """Read what names the whole; of one that is too long only the start goes on."""
    text = read_text(node, key, report)
    if text is None or _fits(text, f"`{key}`", LONGEST_TITLE, report):
        return text
    return Text(text.value[:LONGEST_TITLE], text.span)


def _fits(text: Text, what: str, longest: int, report: Report) -> bool:
    """Whether a text is short enough for what it is; report it when not."""
    if len(text.value) <= longest:
        return True
    report(
        make_error(
            "value-too-long",
            text.span,
            f"{what} has {len(text.value):,} characters, and {longest:,} are the most",
            "shorten it: every note that it belongs to repeats it",
        )
    )
    return False


def read_list(node: Node, key: str, report: Report) -> tuple[Node, ...]:
    """Read a list's nodes; an empty value has none."""
    if isinstance(node, Sequence):
        return node.items
    if not is_empty(node):
        help_ = "start each entry with `- `, or write [a, b]"
        report(wrong_type(f"`{key}`", node, "a list", help_))
    return ()


def read_texts(node: Node, key: str, report: Report) -> tuple[Text, ...]:
    """Read a list of texts."""
    texts = []
    for item in read_list(node, key, report):
        if isinstance(item, Scalar) and not is_empty(item):
            texts.append(Text(item.text.strip(), item.span))
        else:
            report(wrong_type(f"an entry of `{key}`", item, "text", "write it as text"))
    return tuple(texts)


def _read_as(
    convert: Callable[[Text], T | None],
    code: str,
    message: str,
    help_: str,
    spell: Callable[[str], str] = lambda _: "",
) -> Getter[T]:
    """Make a getter of texts that mean something, by what is said of those that don't.

    `spell` gives what such a text should be, where that can be told. It is all of the diagnostic's
    `mended` that a getter knows: its line is added where the file's text is. The value is read so.
    """

    def read(node: Node, key: str, report: Report) -> T | None:
        text = read_text(node, key, report)
        value = convert(text) if text else None
        if text and value is None:
            mended = spell(text.value)
            report(make_error(code, text.span, message.format(quote(text.value)), help_, mended))
            value = convert(text._replace(value=mended)) if mended else None
        return value

    return read


def _to_moment(text: Text) -> Moment | None:
    time = parse_time(text.value)
    return None if time is None else Moment(time, text.span)


def _to_range(text: Text) -> tuple[Moment, Moment | None] | None:
    if (found := parse_time_range(text.value)) is None:
        return None
    start, end = found
    return Moment(start, text.span), None if end is None else Moment(end, text.span)


read_moment = _read_as(_to_moment, "invalid-time", "{} is not a time", _TIME_HELP, spell_moment)
read_range = _read_as(
    _to_range,
    "invalid-time",
    "{} is not a time or a range of times",
    f"{_TIME_HELP}, or a range like 12:03 - 24:05",
    spell_range,
)


def _flag(key: str) -> Getter[bool]:
    return _read_as(
        lambda text: _FLAGS.get(text.value),
        "invalid-boolean",
        f"`{key}` is {{}}, which is neither true nor false",
        "write `true` or `false`",
        spell_flag,
    )


read_reverse = _flag("reverse")
read_card = _flag("card")
read_date = _read_as(
    lambda text: text.value if is_date(text.value) else None,
    "invalid-date",
    "{} is not a date",
    "write the date as YYYY-MM-DD",
    spell_date,
)
read_language = _read_as(
    lambda text: text.value if re.fullmatch(LANGUAGE, text.value) else None,
    "invalid-language",
    "{} is not the code of a language",
    "write its BCP 47 code, such as `en`, `de`, `pt-BR` or `zh-Hant`",
    spell_language,
)
_read_address = _read_as(
    lambda text: text.value if is_web_url(text.value) else None,
    "invalid-url",
    "{} is not a web address",
    "write it in full, starting with https://",
    spell_address,
)

read_folder = _read_as(
    lambda text: text.value.rstrip("/") if _is_folder(text.value) else None,
    "invalid-folder",
    "`decks` is {}, which is no folder below the project's and outside `content`",
    "name one beside `content`, such as `decks` or `build/anki`",
)


def _is_folder(name: str) -> bool:
    return len(name) <= LONGEST_FOLDER and re.fullmatch(FOLDER, name) is not None


def read_url(node: Node, key: str, report: Report) -> str | None:
    """Read an absolute web address."""
    text = read_text(node, key, report)
    if text is None or not _fits(text, f"`{key}`", LONGEST_URL, report):
        return None
    return _read_address(node, key, report)


def read_identifier(node: Node, key: str, report: Report) -> Text | None:
    """Read an item's own `id`, in which case says nothing."""
    text = read_text(node, key, report)
    if text is None or not _fits(text, "the id", LONGEST_ID, report):
        return None
    slug = Slug(fold_case(text.value))
    if not is_slug(slug):
        report(
            make_error(
                "invalid-id",
                text.span,
                f"the id {quote(text.value)} has other signs than letters, digits and single "
                "hyphens between them",
                f"write `id: {cut_slug(tag_slug(text.value), LONGEST_ID)}`",
            )
        )
        return None
    if (size := len(slug.encode())) > LONGEST_ID:
        report(
            make_error(
                "value-too-long",
                text.span,
                f"the id has {size:,} bytes in UTF-8, and {LONGEST_ID:,} are the most",
                f"shorten it, such as to `{cut_slug(slug, LONGEST_ID)}`",
            )
        )
        return None
    return Text(slug, text.span)


def read_tags(node: Node, key: str, report: Report) -> tuple[Text, ...]:
    """Read the `tags` of any level; those that Anki would take apart are reported."""
    tags = []
    for tag in read_texts(node, key, report):
        if not _fits(tag, "the tag", LONGEST_TAG, report):
            continue
        if not set(OTHER_COMMAS).isdisjoint(tag.value):
            message = f"{quote(tag.value)} is one tag to YAML, which knows no comma but `,`"
            help_ = "write `, ` between two tags in brackets, or each on a line of its own"
            report(make_error("invalid-tag", tag.span, message, help_))
            continue
        if re.fullmatch(TAG, tag.value):
            tags.append(tag)
            continue
        fixed = "::".join(
            "-".join(part.split()).strip(":") for part in tag.value.split("::") if part.strip(": ")
        )
        report(
            make_error(
                "invalid-tag",
                tag.span,
                f"{quote(tag.value)} is not one tag: spaces separate tags, `::` nests them",
                f"write `{fixed}`" if re.fullmatch(TAG, fixed) else "write a word",
            )
        )
    return tuple(tags)


def read_rule_levels(node: Node, key: str, report: Report) -> tuple[RuleLevel, ...]:
    """Read the file's `check`: a mapping of rules to levels."""
    if not isinstance(node, Mapping):
        if not is_empty(node):
            help_ = "write `rule: level` lines, such as `answer-long: off`"
            report(wrong_type(f"`{key}`", node, "a mapping", help_))
        return ()
    levels = []
    for rule, value in node.entries:
        level = read_text(value, rule.text, report)
        if not _is_rule(Text(rule.text, rule.span), report) or level is None:
            continue
        if level.value in LEVELS:
            levels.append(RuleLevel(rule.text, level.value))
        else:
            report(
                make_error(
                    "unknown-level",
                    level.span,
                    f"{quote(level.value)} is no level for `{rule.text}`",
                    did_you_mean(level.value, LEVELS, "write `off`, `info`, `warning` or `error`"),
                )
            )
    return tuple(levels)


def read_allowed(node: Node, key: str, report: Report) -> tuple[Text, ...]:
    """Read an item's `allow`: the rules that it is excused from."""
    return tuple([text for text in read_texts(node, key, report) if _is_rule(text, report)])


def _is_rule(text: Text, report: Report) -> bool:
    if text.value in RULES:
        return True
    help_ = did_you_mean(text.value, RULES, "use the code that stands in the rule's own message")
    report(make_error("unknown-rule", text.span, f"there is no rule {quote(text.value)}", help_))
    return False
