"""What texts behind keys mean: times, dates, addresses, ids, tags, and words of craft rules.

Each getter gives a value or reports why it can't; the decoder goes on with nothing.
"""

import re

from flashcards.content.getters import Keys, get_text, get_texts, require_text, wrong_type
from flashcards.content.levels import LEVELS, RULES
from flashcards.content.model import Moment, RuleLevel, Text
from flashcards.content.nodes import Mapping, is_empty
from flashcards.content.schema import TAG
from flashcards.diagnostics import make_error, quote
from flashcards.diagnostics.quoting import did_you_mean
from flashcards.text import times
from flashcards.text.slugs import is_slug, tag_slug
from flashcards.text.urls import is_web_url

LONGEST_TITLE = 1_000
"""Characters of a title, and of whatever else names the whole: every note below repeats them."""

LONGEST_URL = 2_000
LONGEST_TAG = 200
LONGEST_ID = 200

_FLAGS = {word: word.lower() == "true" for word in "true True TRUE false False FALSE".split()}
_TIME_HELP = "write a time like 12:03, 1:02:03 or 0:12:03.5"


def get_title(keys: Keys, key: str) -> Text | None:
    """Read an optional name of the whole; of one that is too long only the start goes on."""
    return _cut(keys, key, get_text(keys, key))


def require_title(keys: Keys) -> Text | None:
    """Read the `title`, which must be there."""
    return _cut(keys, "title", require_text(keys, "title"))


def _cut(keys: Keys, key: str, text: Text | None) -> Text | None:
    if text is None or _fits(keys, f"`{key}`", text, LONGEST_TITLE):
        return text
    return Text(text.value[:LONGEST_TITLE], text.span)


def _fits(keys: Keys, what: str, text: Text, longest: int) -> bool:
    """Whether a text is short enough for what it is; report it when not."""
    if len(text.value) <= longest:
        return True
    keys.report(
        make_error(
            "value-too-long",
            text.span,
            f"{what} has {len(text.value):,} characters, and {longest:,} are the most",
            "shorten it: every note that it belongs to repeats it",
        )
    )
    return False


def get_moment(keys: Keys, key: str) -> Moment | None:
    """Read a time."""
    text = get_text(keys, key)
    if text is None:
        return None
    time = times.parse_time(text.value)
    if time is None:
        keys.report(
            make_error("invalid-time", text.span, f"{quote(text.value)} is not a time", _TIME_HELP)
        )
        return None
    return Moment(time, text.span)


def require_range(keys: Keys, key: str) -> tuple[Moment, Moment | None] | None:
    """Read a start with an optional end."""
    text = require_text(keys, key)
    if text is None:
        return None
    found = times.parse_time_range(text.value)
    if found is None:
        keys.report(
            make_error(
                "invalid-time",
                text.span,
                f"{quote(text.value)} is not a time or a range of times",
                f"{_TIME_HELP}, or a range like 12:03 - 24:05",
            )
        )
        return None
    start, end = found
    return Moment(start, text.span), None if end is None else Moment(end, text.span)


def get_flag(keys: Keys, key: str) -> bool:
    """Read `true` or `false`; absent is false."""
    text = get_text(keys, key)
    value = text.value if text else "false"
    if text is not None and value not in _FLAGS:
        keys.report(
            make_error(
                "invalid-boolean",
                text.span,
                f"`{key}` is {quote(text.value)}, which is neither true nor false",
                "write `true` or `false`",
            )
        )
    return _FLAGS.get(value, False)


def get_date(keys: Keys, key: str) -> str:
    """Read a calendar date, `YYYY-MM-DD`; empty when absent."""
    text = get_text(keys, key)
    if text is None:
        return ""
    if not times.is_date(text.value):
        keys.report(
            make_error(
                "invalid-date",
                text.span,
                f"{quote(text.value)} is not a date",
                "write the date as YYYY-MM-DD",
            )
        )
        return ""
    return text.value


def get_url(keys: Keys, key: str) -> str:
    """Read an absolute web address; empty when absent."""
    text = get_text(keys, key)
    if text is None or not _fits(keys, f"`{key}`", text, LONGEST_URL):
        return ""
    if not is_web_url(text.value):
        keys.report(
            make_error(
                "invalid-url",
                text.span,
                f"{quote(text.value)} is not a web address",
                "write it in full, starting with https://",
            )
        )
        return ""
    return text.value


def get_identifier(keys: Keys) -> Text | None:
    """Read an item's own `id`."""
    text = get_text(keys, "id")
    if text is not None and not _fits(keys, "the id", text, LONGEST_ID):
        return None
    if text is not None and not is_slug(text.value):
        keys.report(
            make_error(
                "invalid-id",
                text.span,
                f"the id {quote(text.value)} has other signs than a-z, 0-9 and single hyphens",
                f"write `id: {tag_slug(text.value)}`",
            )
        )
        return None
    return text


def get_tags(keys: Keys) -> tuple[Text, ...]:
    """Read the `tags` of any level; those that Anki would take apart are reported."""
    if "tags" not in keys.nodes:
        return ()
    tags = []
    for tag in get_texts(keys, "tags"):
        if not _fits(keys, "the tag", tag, LONGEST_TAG):
            continue
        if re.fullmatch(TAG, tag.value):
            tags.append(tag)
            continue
        fixed = "::".join(
            "-".join(part.split()).strip(":") for part in tag.value.split("::") if part.strip(": ")
        )
        keys.report(
            make_error(
                "invalid-tag",
                tag.span,
                f"{quote(tag.value)} is not one tag: spaces separate tags, `::` nests them",
                f"write `{fixed}`" if re.fullmatch(TAG, fixed) else "write a word",
            )
        )
    return tuple(tags)


def get_levels(keys: Keys) -> tuple[RuleLevel, ...]:
    """Read the file's `check`: a mapping of rules to levels."""
    node = keys.nodes.get("check")
    if node is None or is_empty(node):
        return ()
    if not isinstance(node, Mapping):
        help_ = "write `rule: level` lines, such as `answer-long: off`"
        keys.report(wrong_type("`check`", node, "a mapping", help_))
        return ()
    own = Keys("`check`", {key.text: value for key, value in node.entries}, keys.span, keys.report)
    levels = []
    for key, _ in node.entries:
        level = get_text(own, key.text)
        if not _is_rule(own, Text(value=key.text, span=key.span)) or level is None:
            continue
        if level.value in LEVELS:
            levels.append(RuleLevel(rule=key.text, level=level.value))
        else:
            own.report(
                make_error(
                    "unknown-level",
                    level.span,
                    f"{quote(level.value)} is no level for `{key.text}`",
                    did_you_mean(level.value, LEVELS, "write `off`, `info`, `warning` or `error`"),
                )
            )
    return tuple(levels)


def get_allowed(keys: Keys) -> tuple[Text, ...]:
    """Read an item's `allow`: the rules that it is excused from."""
    if "allow" not in keys.nodes:
        return ()
    return tuple(text for text in get_texts(keys, "allow") if _is_rule(keys, text))


def _is_rule(keys: Keys, text: Text) -> bool:
    if text.value in RULES:
        return True
    keys.report(
        make_error(
            "unknown-rule",
            text.span,
            f"there is no rule {quote(text.value)}",
            did_you_mean(text.value, RULES, "use the code that stands in the rule's own message"),
        )
    )
    return False
