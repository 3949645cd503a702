"""Whether what stands behind a number sign is a comment or text: what tells the one from the other.

Comments are written `# so`, mostly behind two blanks, and after values that are complete without
more. A sign before a word or a number is text, as is one in the midst of a sentence.
"""

import re
from typing import NamedTuple

_COMPLETE = frozenset(
    "at time published duration language id card reverse allow check modules chapters topics "
    "questions objectives tags".split()
)
"""Keys whose values need no more words, or have none."""

_LISTS = frozenset(("objectives", "tags"))
_REMARK = re.compile(
    r"(?:todo|fixme|xxx|hack|note|nb|check|see|from|source|cf|ok|not sure|unsure|\?)\b|\?",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(
    r"(?:^|\s)(?:a|an|the|of|in|on|to|with|by|for|and|or|is|are|at|as|does|do|uses?|press|type|dial"
    r"|der|die|das|ein|eine|und|oder|mit|le|la|les|un|une|et|ou|el|los|las|y|o)$",
    re.IGNORECASE,
)
_FINISHED = re.compile(r"[.!?…。！？][\"')\]”»]*$")  # noqa: RUF001 - signs of texts


class Sign(NamedTuple):
    """A number sign that starts a comment: how many blanks are before it, and what follows."""

    at: int
    blanks: int
    rest: str

    @property
    def comment(self) -> str:
        """The words behind the sign."""
        return self.rest.strip()


class Head(NamedTuple):
    """What stands before the sign: where, its text, its key, and the brackets that it is in."""

    start: int
    end: int
    text: str
    style: str
    key: str
    brackets: str


def is_text(head: Head, sign: Sign) -> bool:
    """Whether what is cut off is surely no comment."""
    if _is_complete(head):
        return False
    text, rest, comment = head.text, sign.rest, sign.comment
    if not comment:
        return sign.blanks == 1 and bool(text) and text[-1].isalnum()
    if rest[0].isspace():
        is_asked = head.key == "question" and comment.endswith("?")
        return (
            sign.blanks == 1
            and not _FINISHED.search(text)
            and not _REMARK.match(comment)
            and (is_asked or bool(_UNFINISHED.search(text)))
        )
    if rest[0].isdigit():
        return True
    is_tight = sign.blanks == 1 or not text
    return is_tight and rest[0] not in "#-=*" and not (text and _REMARK.fullmatch(comment))


def may_be_text(head: Head, sign: Sign) -> bool:
    """Whether what is cut off may be text, though it looks like a comment."""
    if _is_complete(head) or not head.text:
        return False
    rest, comment = sign.rest, sign.comment
    if not comment or (sign.blanks > 1 and rest[0] in " \t#-=*"):
        return False
    if not rest[0].isspace():
        return True
    return (
        not head.style
        and not _FINISHED.search(head.text)
        and not _REMARK.match(comment)
        and not comment.isupper()
    )


def _is_complete(head: Head) -> bool:
    return (
        head.key in _COMPLETE
        and not (head.key in _LISTS and head.brackets)
        and (head.key != "tags" or bool(head.text))
    )
