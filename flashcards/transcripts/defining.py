"""The terms that a talk itself defines, in English: found by how people say such a thing.

Three ways are known: a name is given to what was told (`what we call firn`), a thing is said to be
a kind of another (`a moulin is a shaft that ...`), and letters are said to stand for words. What a
phrase may mean otherwise is left out: all of it is for an author to choose from.
"""

import re
from collections import Counter
from collections.abc import Iterator
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from flashcards.text.words import STOP_WORDS, find_words, stem
from flashcards.transcripts.content_words import is_empty, is_faint, spelled_by
from flashcards.transcripts.sentences import Said, Sentence

_MOST_WORDS = 4
"""Words of a term, those that only join others not counted."""

_LONGEST_READ = 1000
_LONGEST = 320
"""Characters of a sentence that is read, and of what is quoted."""

_WHO = r"(?:we|they|you|people|i|one|everyone|everybody|scientists|engineers|experts|researchers|physicists|chemists|biologists|economists|mathematicians|programmers|doctors|historians|linguists|philosophers|some(?:\s+people)?|many(?:\s+people)?)"  # noqa: E501 - one list
_OFTEN = r"(?:(?:now|also|often|usually|sometimes|commonly|generally|just|simply|then|typically|technically|formally|all|would|might|could|can|will|'ll|like\s+to|do|in\s+the\s+trade)\s+)*"  # noqa: E501 - one list
_BE = r"(?:is|are|was|were|'s|'re|be|been|being|gets?|got)"
_THE = r"(?:(?:the|a|an|your|its|our|their)\s+)?"
_KIND = r"(?:kind|sort|type|form|piece|part|way|measure|number|set|collection)"

_ONE = r"(?:this|that|it|these|those|them|all\s+(?:of\s+)?(?:this|that|these|those|it)|both)"
_NAMED = re.compile(
    rf"""
    \bso[- ]called\s
  | \b(?:called|termed|nicknamed|dubbed)\s+{_THE}
  | \b(?:known|referred\s+to)\s+(?:\w+ly\s+)?as\s+{_THE}
  | \bgo(?:es|ing)?\s+(?:by|under)\s+the\s+names?\s+(?:of\s+)?{_THE}
  | \b(?:name|term|word|expression|phrase)\s+for\s+(?:this|that|it|these|such\s+\w+)\s+{_BE}\s+{_THE}
  | \b(?:what|which|(?<!way\ )that|something)\s+{_WHO}\s+{_OFTEN}(?:call|name|term|refer\s+to\s+as)\s+{_THE}
  | \b{_WHO}\s+{_OFTEN}(?:call|name|term)\s+
      (?:{_ONE}\s+(?:\w+\s+){{1,3}}?(?:the|an?)\s+|such(?:\s+an?)?\s+\w+\s+{_THE}|{_ONE}\s+{_THE})
  | \b{_WHO}\s+{_OFTEN}refer\s+to\s+(?:\w+\s+){{1,5}}?as\s+{_THE}
  | \bspeak\s+of\s+{_THE}
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What stands before a name that is given."""

_OPENING = re.compile(
    r"(?:(?:so|now|well|and|but|okay|ok|right|alright|all\s+right|yes|yeah|oh|remember|basically"
    r"|essentially|actually|first(?:\s+of\s+all)?|again|in\s+other\s+words|you\s+see|of\s+course"
    r"|for\s+us|then|also|see)[,.]?\s+)*",
    re.IGNORECASE,
)
_IS_A = re.compile(
    r"(?P<subject>(?:(?P<article>an?|the)\s+)?(?P<term>(?:[^\s,.;:?!]+\s+){1,5}?))"
    r"(?:(?:is|are)\s+|(?P<short>)(?<=\w)'s\s+)"
    r"(?:(?:just|simply|basically|really|essentially|nothing\s+(?:more\s+than|but|else\s+than)|only"
    r"|actually|in\s+fact|roughly|therefore|then|also|by\s+definition|all|a\s+fancy\s+word\s+for"
    r"|merely)[,]?\s+)*"
    r"(?P<what>(?:an?|the|any|some|one|what|when|where|how|another)\s+.{12,})",
    re.IGNORECASE | re.DOTALL,
)
_MEANS = re.compile(
    r"(?:(?:by|when\s+(?:i|we|they|people)\s+(?:say|talk\s+about|speak\s+of))\s+)?"
    rf"(?P<article>an?\s+|the\s+)?(?P<term>(?:[^\s,.;:?!]+\s+){{0,4}}?[^\s,.;:?!]+),?\s+"
    rf"(?:(?:just|simply|basically|really|only)\s+)*(?P<verb>means?|refers?\s+to|{_WHO}\s+mean)\s+(?!that\b)(?P<what>.{{15,}})",
    re.IGNORECASE | re.DOTALL,
)
_TELLS_APART = re.compile(
    rf"\b(?:that|which|who|whose|where|when|made|used|between|by\s+which|in\s+which|with|without"
    rf"|designed|called|built|from|for|to)\b|\b{_KIND}\s+of\b|\b\w+(?:ed|ing)\s+(?:by|for|in|of|with)\b",
    re.IGNORECASE,
)
"""What a definition goes on with: it says which of its kind a thing is."""

_ADDED = re.compile(
    r",?\s+(?:and|but|so)\s+(?:it|it's|this|that|that's|they|they're|there|there's|the|now|we|you"
    r"|i|from|what|if|when|as)\b|,\s+(?:which|right|so|okay)\b",
    re.IGNORECASE,
)
"""How a sentence goes on when it has said what a thing is."""

_THAT_IS = re.compile(
    r"(?:\A|[,;:]\s+(?:and\s+|so\s+)?|\b(?:and|so)\s+)(?:that|this|these|those)"
    r"(?:'s|\s+is|\s+are|\s+was)\s+(?:(?:basically|really|just|simply|all|roughly)\s+)*"
    r"(?:an?\s+|the\s+|its\s+|our\s+)?(?P<term>[^,.;:?!]{3,50})(?P<end>[,.;:?!]|\Z)",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"(?<![\w-])(?:[A-Z]{2,7}s?|[A-Z](?: [A-Z]){1,5})(?![\w-])")
_NEAR = 90
"""Characters between letters and the words that they stand for, on either side."""

_NO_TERM = frozenset(
    """
    anyone anything day days everyone everything everybody fun guy guys idea ideas life lot lots man
    men names nobody none nothing ones other others person place problem question reason
    somebody someone something stuff thing things time today tomorrow way ways woman women word
    words work answer enough here there point case fact name term story example luck moment end beginning goal
    """.split()
)
"""What such phrases are said of in everyday talk."""

_PERSON = re.compile(
    r"\b(?:man|woman|guy|person|friend|friends|colleague|colleagues|boy|girl|son|daughter|wife"
    r"|husband|brother|sister|uncle|aunt|dog|cat|company|firm|book|film|movie|song|town|village|city"
    r"|pub|ship|boat|show|podcast|channel|startup|student|teacher|professor|doctor|cousin|fellow|chap"
    r"|gentleman|lady|somebody|someone|family|paper|article|magazine|newspaper|programme|novel|website|site|channel|app)s?"
    r"(?:\s+(?:of\s+(?:mine|his|hers|ours|theirs|my\s+\w+)|who\s+was|who\s+is|who's|that\s+was"
    r"|that's|which\s+was|he|she|was|is|there))*\s*,?\s*\Z",
    re.IGNORECASE,
)
"""What is called by a name of its own, which is no term."""

_WHICH_IS = re.compile(
    r",?\s+(?:which|that)(?:\s+(?:is|are|just|simply|basically|really|means?)|'s)+\s+"
    r"(?P<what>[^.;:!?]{12,})"
)
_JOINING = frozenset("since though although while whereas until unless besides him her hers".split())
_NUMBER = re.compile(r"(?:\d.*|two|three|four|five|six|seven|eight|nine|ten|\w+teen|\w+ty(?:-\w+)?)\Z", re.IGNORECASE)
_KNOWN = 2
_OFTEN_SAID = 3
"""How often a talk says what it defines, and what it may only point at."""

_NEGATED = re.compile(r"\b(?:not|n't|never|don't|nobody)\s+(?:\w+\s+){0,2}\Z", re.IGNORECASE)
_POINTING = re.compile(
    r"(?:[\"'(]*)(?:(?:so|and|now|well|but|then|or|right|yes|okay)[, ]+)*"
    r"(?:this|that|these|those|it|its|they|them|such|here|which|both|everybody|we|people"
    r"|the\s+\w+|you)\b",
    re.IGNORECASE,
)
_POINTED = re.compile(r"(?:this|that|these|those|it|they|them|such|which|there|here|he|she)\b", re.I)
_UNCLEAR = re.compile(r"[,;:]|\b(?:this|these|those|it|its|i|i'm|i've|my|he|she|one\Z)\b", re.IGNORECASE)
"""What a part of a sentence has that doesn't stand for itself."""

_LEADING_IN = re.compile(
    r"(?:if|when|where|as)\b|\b(?:a|an|the|i|you|we)\s*\Z", re.IGNORECASE
)


class Way(Enum):
    """How a term is defined; the first is the surest."""

    LETTERS = 1
    NAMED = 2
    IS_A = 3
    THAT_IS = 4


class Definition(NamedTuple):
    """A term that the talk defines: what is quoted of it, and the number of the sentence.

    The quotation starts with the sentence numbered `start`.
    `meaning` is the part of the talk that says what it is; empty when no part by itself does.
    """

    term: str
    meaning: str
    quote: str
    sentence: int
    start: int
    way: Way


class _Heard(NamedTuple):
    """How often each word and each two neighbours are said, by their stems, and where first."""

    counts: Counter[str]
    first: dict[str, int]


def find_definitions(said: Said) -> tuple[Definition, ...]:
    """Give the terms that a talk in English defines, each once, in the talk's order."""
    heard = _hear(said)
    best: dict[str, Definition] = {}
    for number, sentence in enumerate(said.sentences):
        own = tuple(_read(said, number, sentence.text[:_LONGEST_READ], heard))
        spelled = {each.meaning.lower() for each in own if each.way is Way.LETTERS}
        for found in own:
            if found.term.lower() in spelled:
                continue
            name = " ".join(_split_stems(found.term))
            known = best.get(name)
            if known is None or (found.way.value, found.sentence) < (known.way.value, known.sentence):
                best[name] = found
    return tuple(sorted(best.values(), key=lambda each: each.sentence))


def _split_stems(text: str) -> list[str]:
    return [stem(part) for found in find_words(text.lower()) for part in found[0].split("-")]


def _hear(said: Said) -> _Heard:
    heard = _Heard(Counter(), {})
    for number, sentence in enumerate(said.sentences):
        stems = _split_stems(sentence.text)
        for each in (*stems, *(f"{one} {other}" for one, other in pairwise(stems))):
            heard.counts[each] += 1
            heard.first.setdefault(each, number)
    return heard


def _is_subject(heard: _Heard, term: str, least: int) -> bool:
    """Whether the talk says the end of a term so often that it is about it."""
    return heard.counts[" ".join(_split_stems(term)[-2:])] >= least


def _read(said: Said, number: int, text: str, heard: _Heard) -> Iterator[Definition]:
    yield from _read_letters(said, number, text)
    yield from _read_named(said, number, text, heard)
    yield from _read_is_a(said, number, text, heard)
    yield from _read_that_is(said, number, text, heard)


def _read_named(said: Said, number: int, text: str, heard: _Heard) -> Iterator[Definition]:
    for found in _NAMED.finditer(text):
        before = text[: found.start()]
        term = _take_term(text[found.end() :])
        is_name = term.istitle() and " " not in term and not _is_subject(heard, term, _KNOWN)
        if is_name or not term or _PERSON.search(before) or _NEGATED.search(before):
            continue
        meaning = ""
        if said.is_punctuated:
            meaning = _meaning_before(before) or _meaning_after(text, found.end(), term)
        yield _make(said, number, term, meaning, Way.NAMED)


def _meaning_after(text: str, start: int, term: str) -> str:
    """Give what goes on behind a name: `called an eigenvalue, which is the factor by which ...`."""
    place = text.find(term, start)
    found = _WHICH_IS.match(text, place + len(term)) if place >= 0 else None
    return found["what"].strip(" ,.;:!?") if found else ""


def _meaning_before(before: str) -> str:
    """Give the subject that is then called something: `Snow that has survived a summer is ...`."""
    start = _OPENING.match(before)
    subject = before[start.end() if start else 0 :]
    found = re.fullmatch(r"(?P<what>.{12,}?),?\s+(?:is|are|was|were)(?:\s+\w+ly)?\s*", subject, re.DOTALL)
    if found is None or _POINTED.match(found["what"]) or _LEADING_IN.match(found["what"]):
        return ""
    if _UNCLEAR.search(found["what"]):
        return ""
    return found["what"]


def _read_is_a(said: Said, number: int, text: str, heard: _Heard) -> Iterator[Definition]:
    start = _OPENING.match(text)
    rest = text[start.end() if start else 0 :]
    found = _IS_A.match(rest)
    if found and not rest.rstrip().endswith("?"):
        what = found["what"].strip()
        is_generic = bool(found["article"]) and found["article"].lower() != "the"
        term = _whole_term(found["term"])
        tells_apart = _TELLS_APART.search(what) is not None
        is_one = found["article"] and not is_generic and " " not in term
        is_one = is_one or all(map(is_faint, _split_stems(term)))
        if term and tells_apart and not is_one and _is_subject(heard, term, _KNOWN):
            yield _make(said, number, term, _ADDED.split(what)[0], Way.IS_A)
    means = _MEANS.match(rest)
    if means and (term := _whole_term(means["term"])) and _is_subject(heard, term, _KNOWN):
        yield _make(said, number, term, _ADDED.split(means["what"].strip())[0], Way.IS_A)


def _read_that_is(said: Said, number: int, text: str, heard: _Heard) -> Iterator[Definition]:
    for found in _THAT_IS.finditer(text):
        term = _whole_term(found["term"])
        if not term or " of " in term or not _is_subject(heard, term, _OFTEN_SAID):
            continue
        # A word that was said before is told of, not named: `that's the glass`.
        is_new = heard.first[" ".join(_split_stems(term)[-2:])] == number
        if " " in term or (is_new and found["end"] != ","):
            yield _make(said, number, term, "", Way.THAT_IS)


def _read_letters(said: Said, number: int, text: str) -> Iterator[Definition]:
    for found in _LETTERS.finditer(text):
        letters = found[0].replace(" ", "").removesuffix("s")
        before = text[max(0, found.start() - _NEAR) : found.start()]
        after = text[found.end() : found.end() + _NEAR]
        if words := spelled_by(before, letters, is_before=True) or spelled_by(
            after, letters, is_before=False
        ):
            yield _make(said, number, letters, words, Way.LETTERS)


def _take_term(text: str) -> str:
    """Give the words of a name that start a text, up to the first that can't be of one."""
    words: list[str] = []
    for found in re.finditer(r"(?P<gap>\s*)(?P<word>[^\s,.;:?!\"()]+)(?P<end>[,.;:?!\"()]?)", text.lstrip("\"' ")):
        word = found["word"]
        low = word.lower()
        is_joined = words[-1:] == ["of"] and low not in STOP_WORDS
        if (is_empty(low) and not is_joined and not (low == "of" and words)) or low in _JOINING:
            break
        words.append(word)
        if found["end"] or len([each for each in words if each != "of"]) >= _MOST_WORDS:
            break
    return _check_term(words)


def _whole_term(text: str) -> str:
    """Give a text that is a term as a whole, or nothing."""
    words = text.strip(" \"'").split()
    inner = [word for word in words if word.lower() != "of"]
    if not inner or len(inner) > _MOST_WORDS or any(is_empty(word.lower()) for word in inner):
        return ""
    return _check_term(words)


def _check_term(words: list[str]) -> str:
    while words and words[-1].lower() == "of":
        words.pop()
    bare = [word.strip("\"'()").lower() for word in words]
    if not bare or bare[0] == "of" or (bare[-1] in _NO_TERM and bare[-2:-1] != ["of"]) or not any(map(str.isalpha, "".join(bare))):
        return ""
    if any(map(_NUMBER.match, (bare[0], bare[-1]))):
        return ""
    if bare[-1].endswith(("ly", "n't")) or bare[0] in STOP_WORDS:
        return ""
    return " ".join(words).strip("\"'()")


def _make(said: Said, number: int, term: str, meaning: str, way: Way) -> Definition:
    sentence = said.sentences[number]
    first = number
    if way is not Way.LETTERS and not meaning and number and _POINTING.match(sentence.text):
        first = number - 1
    quote = " ".join(each.text for each in said.sentences[first : number + 1])
    if len(quote) > _LONGEST:
        first, quote = number, _cut(sentence.text, sentence.text.find(term))
    return Definition(term, meaning, quote, number, first, way)


def _cut(text: str, place: int) -> str:
    """Give at most the longest quotation of a text, with what stands at a place, in whole words."""
    if len(text) <= _LONGEST:
        return text
    start = max(0, min(place - _LONGEST * 2 // 3, len(text) - _LONGEST))
    start = text.find(" ", start) + 1 if start else 0
    end = start + _LONGEST - 2
    end = text.rfind(" ", start, end) if end < len(text) else len(text)
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
