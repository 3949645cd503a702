"""What a file says of the craft rules: their levels, and excuses from them.

What the rules look for is in `craft`; here is what an author may write about them.
"""

from flashcards.content.getters import (
    Keys,
    error,
    get_text,
    get_texts,
    is_empty,
    quote,
    wrong_type,
)
from flashcards.content.levels import LEVELS, RULES, nearest_word
from flashcards.content.model import RuleLevel, Text
from flashcards.content.nodes import Mapping


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
                error(
                    "unknown-level",
                    level.span,
                    f"{quote(level.value)} is no level for `{key.text}`",
                    _meant(level.value, LEVELS, "write `off`, `info`, `warning` or `error`"),
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
        error(
            "unknown-rule",
            text.span,
            f"there is no rule {quote(text.value)}",
            _meant(text.value, RULES, "use the code that stands in the rule's own message"),
        )
    )
    return False


def _meant(word: str, known: tuple[str, ...], otherwise: str) -> str:
    near = nearest_word(word, known)
    return f"did you mean `{near}`?" if near else otherwise
