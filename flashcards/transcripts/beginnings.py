"""Where in a talk something begins: the explanation of a term, and the talk after an introduction.

Both go by how people speak English; elsewhere a term's sentence is where its explanation begins.
"""

import re
from bisect import bisect_left

from flashcards.text.times import Milliseconds
from flashcards.transcripts.sentences import Said

_LONGEST = 30_000
_SHORTEST = 6_000
_USUAL = 12_000
"""Milliseconds of an explanation that ends with the name: at most, at least, and without a sign."""

_POINTS_BACK = re.compile(
    r"\A(?:(?:so|and|now|well|okay|oh|yes|or|but),?\s+)*(?:this|that|these|those|it|they|such)\b"
    r"|\b(?:call(?:ed|s)?|nam(?:e|es|ed)|say|refer to|\w+ for)\s+"
    r"(?:all (?:of )?)?(?:this|that|it|these|those|them)\b"
    r"|\b(?:it|this|they|these)(?:'s|'re|\s+is|\s+are|\s+was)\s+(?:\w+\s+){0,2}?"
    r"(?:called|known|named|termed)\b"
    r"|[,;]\s+(?:and\s+|so\s+)?(?:that|this)(?:'s|\s+is)\b",
    re.IGNORECASE,
)
_STANDS_ALONE = re.compile(
    r"(?:(?:so|and|now|well|but),?\s+)*(?:if|when|whenever|any ?time)\b", re.IGNORECASE
)
"""How a sentence starts that explains before it names."""

_OPENS = re.compile(
    r"(?:so|now|okay|ok|all right|alright|right|well|let's|let me|let us|imagine|suppose|consider"
    r"|think of|think about|take|say|what if|if|when|next|then|first|here's|here is|there's"
    r"|there is|there are|another|the (?:first|second|third|next|last|other)|one (?:of|way|thing)"
    r"|a second|but|and (?:now|then|here|there))\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"(?:what|how|why|where|which|who)\b", re.IGNORECASE)

_LATEST_WELCOME = Milliseconds(240_000)
_WELCOME = re.compile(
    r"\bwelcome\b"
    r"|\bthank(?:s| you)(?: \w+){0,3} for (?:having|inviting|joining|coming|being|taking)\b"
    r"|\b(?:great|good|nice|lovely|glad|happy|pleasure|honou?r) to (?:be here|have you|see you)\b",
    re.IGNORECASE,
)
_GUEST = re.compile(
    r"\b(?:my|our|today's|tonight's) guests?\b|\bguest today\b|\bjoin(?:s|ed|ing) (?:me|us|by)\b"
    r"|\bwith (?:me|us) (?:today|tonight|now|here|in the studio)\b"
    r"|\b(?:speaking|talking) (?:to|with)\b"
    r"|\b(?:he|she) (?:is|was|has|studied|wrote|led|leads|works|worked|runs|ran)\b"
    r"|\bauthor of\b|\bintroduce\b|\b(?:his|her) (?:book|work|research|latest)\b",
    re.IGNORECASE,
)


def find_beginning(said: Said, number: int) -> int:
    """Give the sentence with which an explanation begins, by the one that gives its name.

    That is the same one unless it points back, as in `and this is called ...`.
    """
    sentences = said.sentences
    end = sentences[number].at
    text = sentences[number].text
    if not _POINTS_BACK.search(text) or _STANDS_ALONE.match(text):
        return number
    usual = number
    for place in range(number, -1, -1):
        ago = end - sentences[place].at
        if ago > _LONGEST:
            break
        if ago <= _USUAL:
            usual = place
        text = sentences[place].text
        is_start = _OPENS.match(text) or (_ASKS.match(text) and text.endswith("?"))
        is_answer = place > 0 and sentences[place - 1].text.endswith("?")
        if ago >= _SHORTEST and (is_start or is_answer):
            return place
    return usual


def find_introduction(said: Said) -> int:
    """Give the caption with which the talk begins after a guest was introduced; 0 without that."""
    sentences = said.sentences
    until = bisect_left(sentences, _LATEST_WELCOME, key=lambda each: each.at)
    is_guest = False
    found = 0
    for number in range(until):
        text = sentences[number].text
        is_guest = is_guest or _GUEST.search(text) is not None
        if is_guest and _WELCOME.search(text) and number + 1 < len(sentences):
            found = sentences[number + 1].cue
    return found
