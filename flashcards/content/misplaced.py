"""Keys of a topic that stand beside it, and questions among topics: sound YAML, and not meant."""

import re

from flashcards.content.nodes import Node, Scalar, Sequence, is_empty
from flashcards.content.schema import TOPIC
from flashcards.content.values import read_card, read_moment, read_reverse
from flashcards.diagnostics import Report, make_error, quote

_NAMES = tuple(TOPIC.keys_by_name)
_GLUED = re.compile(rf"(?P<key>{'|'.join(_NAMES)})(?:[:\uff1a\ufe55](?!//)|[ \t]*=>?[ \t])")


def leave_out_keys(
    entries: tuple[tuple[Scalar, Node], ...], report: Report
) -> tuple[tuple[Scalar, Node], ...]:
    """Report the keys of a topic that stand beside it, as if they were terms.

    A term may well be `definition`, but not right behind one that waits for a definition.
    """
    topics: list[tuple[Scalar, Node]] = []
    robbed: set[int] = set()
    for key, node in entries:
        if topics and key.text in TOPIC.keys_by_name and _is_robbed(topics[-1][1], key, node):
            term = topics[-1][0].text
            message = f"`{key.text}` stands beside the topic {quote(term)}, not under it"
            report(make_error("key-as-topic", key.span, message, "indent it more than the topic"))
            if is_empty(topics[-1][1]):
                robbed.add(len(topics) - 1)
        else:
            topics.append((key, node))
    # What a robbed topic says is not known, so nothing more is said of it.
    return tuple([each for index, each in enumerate(topics) if index not in robbed])


def leave_out_question(
    entries: tuple[tuple[Scalar, Node], ...], report: Report
) -> tuple[tuple[Scalar, Node], ...]:
    """Report a question and its answer among topics; no two terms are called so side by side."""
    names = [key.text for key, _ in entries]
    if "question" not in names or names[(at := names.index("question")) + 1 :][:1] != ["answer"]:
        return entries
    message = "a question and its answer stand among the topics, as if they were terms"
    help_ = "write them below `questions:`, with `- ` in front of `question`"
    report(make_error("key-as-topic", entries[at][0].span, message, help_))
    return entries[:at] + entries[at + 2 :]


def report_glued_key(node: Scalar, report: Report) -> None:
    """Report a key that is part of a topic's definition, as its colon is none to YAML."""
    if node.text.startswith(_NAMES) and (found := _GLUED.match(node.text)):
        end = node.span.start + found.end()
        message = f"`{found['key']}` is part of the definition: its colon is none to YAML"
        span = node.span._replace(end=min(end, node.span.end))
        report(make_error("wrong-type", span, message, f"write `{found['key']}: `"))


def _is_robbed(before: Node, key: Scalar, node: Node) -> bool:
    """Whether a key must belong to the topic before it: that is empty, or has such keys."""
    if isinstance(before, Scalar) and before.text.strip():
        text = node.text.strip() if isinstance(node, Scalar) else ""
        read = {"at": read_moment, "reverse": read_reverse, "card": read_card}.get(key.text)
        return bool(text and read and read(node, key.text, lambda _: None) is not None)
    return not isinstance(before, Sequence)
