"""What a file says of the craft rules: their levels, and excuses from them.

What the rules look for is in `craft`; here is what an author may write about them.
"""

from flashcards.content.getters import Keys, get_text, get_texts, is_empty, wrong_type
from flashcards.content.levels import LEVELS, RULES
from flashcards.content.model import RuleLevel, Text
from flashcards.content.nodes import Mapping
from flashcards.diagnostics import make_error, quote
from flashcards.diagnostics.words import did_you_mean


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
