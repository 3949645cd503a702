"""How much of a text stands where content has a place for it.

A mend that silences complaints by hiding what they were about (as part of a text, or of a list that
nobody reads) makes this less.
"""

from flashcards.content.nodes import Mapping, Node, Sequence
from flashcards.content.schema import CHAPTER, FILE, MODULE, PROJECT, QUESTION, TOPIC, LevelSpec

_BELOW = {"modules": MODULE, "chapters": CHAPTER, "questions": QUESTION}
_ROOT = LevelSpec("any", (), {**PROJECT.keys_by_name, **FILE.keys_by_name}, frozenset())


def count_known(root: Node | None) -> int:
    """Count the keys that stand on a level that has them, and the topics."""
    return 0 if root is None else _count(root, _ROOT)


def _count(node: Node, level: LevelSpec) -> int:
    if not isinstance(node, Mapping):
        return 0
    known = 0
    for key, value in node.entries:
        spec = level.keys_by_name.get(key.text)
        if spec is None:
            continue
        known += 1
        if key.text in _BELOW and isinstance(value, Sequence):
            known += sum(_count(item, _BELOW[key.text]) for item in value.items)
        elif key.text == "topics" and isinstance(value, Mapping):
            known += len(value.entries)
            known += sum(_count(topic, TOPIC) for _, topic in value.entries)
    return known
