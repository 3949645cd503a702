"""Rules on the shape of an answer: one short thing, not a paragraph and not a list."""

import re
from collections.abc import Iterator, Mapping
from unicodedata import category

from flashcards.anki.note_types import Kind
from flashcards.diagnostics import Severity
from flashcards.lint.cards import Card
from flashcards.lint.prose import Prose
from flashcards.lint.rule import Finding, compile_later, works_everywhere
from flashcards.text.language import Language, any_word, count_words, has_unspaced
from flashcards.text.words import OBJECT, find_cjk

_BACKS: Mapping[Kind | None, tuple[str, int, int]] = {
    Kind.QUESTION: ("answer", 25, 40),
    Kind.TOPIC: ("definition", 30, 45),
}
"""For each kind what its back is called, and its words above which it is a warning, an error."""

_END = re.compile(
    r"""(?<![.!?؟])[.!?؟]++["”’)\]»]*+\s++["“‘(\[«„]?(?P<next>[^\W\d_]|[¿¡])|"""  # noqa: RUF001 - typographic signs of texts
    r"""(?<![。！？])[。！？]++(?![」』）】])(?=.)|[।॥۔።။։]+\s*(?=\S)"""  # noqa: RUF001 - as above
)
"""The end of a sentence that another follows, as far as signs tell."""

_SENTENCE_SIGN = re.compile(r"[.!?؟。！？।॥۔።။։\n](?=.)", re.DOTALL)  # noqa: RUF001 - as above
"""What a text of more than one sentence has before its end."""

_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-Za-z]|[a-zA-Z]\.(?:\s?[a-zA-Z]\.)*[a-zA-Z]|[b-df-hj-np-tv-xz]{2,}|"
    rf"[A-Z][b-df-hj-np-tv-z]{{1,4}}|{any_word('abbreviation')})$",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATION = 40
_LAST_TOKEN = re.compile(r"[^\s(\[.’']*$")  # noqa: RUF001 - an apostrophe
_ORDINAL = re.compile(r"[0-9]{1,2}|[IVXLC]+")
_LONGEST_SHORT, _LONGEST_SHORT_CASELESS = 3, 2
_MOST_ITEM_WORDS = 6
_ENUMERATION = 3
_SHORT_LEAD = 2
_BARE_ENUMERATION = 4
_ASKS_FOR_SEVERAL = re.compile(
    r"\b(?:three|four|five|six|seven|eight|nine|ten|1?[0-9]|list|name|are|were|make up|makes up)\b"
    r"|\b(?:which|what)\s+(?:\w+\s+){0,2}?(?!(?:does|was|has)\b)\w{2,}[^\W_su]s\b",
    re.IGNORECASE,
)
_ASKED_BEHIND = re.compile(r"([a-z]+)\s+(?:what|which|whom|whose)\b", re.IGNORECASE)
_SLASH = re.compile(r"\s+/\s+")
_SEPARATOR = re.compile(r"\s*[,;]\s+(?:(?:and|or|plus|as well as)\s+)?|\s+(?:and|or|plus)\s+")
_JOINING = frozenset(("and", "or", "plus"))
_BETWEEN = compile_later(r"\s(and|or|plus)\s", re.IGNORECASE)
_CONJUNCTION = re.compile(r"(?:\s|,\s*)(?:and|or|plus|as well as)\s", re.IGNORECASE)
_NO_ITEM = re.compile(rf"(?:{any_word('start of what is no item')}|[0-9]{{3,4}})\b", re.IGNORECASE)
_WORK = rf"\b(?:which|what|whose)\s(?:[^\s,?]+\s){{0,4}}?{any_word('what has a title')}\b"
_SMALL = compile_later(r"(?:[a-z]{1,4}|[A-Z0-9].*)")
"""A word of a title: small ones stay small."""

_CHESS_MOVE = compile_later(r"(?:[KQRBN][a-h1-8]?x?[a-h][1-8]|O-O|[a-h]x?[a-h]?[1-8])[+#=!?]*")
_FIXED_PAIR = compile_later(
    r"\b(?:whether or not|more or less|sooner or later|and/or|now and then)\b", re.IGNORECASE
)
_LONGEST_JOINED = 3
_LEAST_FOREIGN = 4
_MOST_FOREIGN_WORDS = 2
_YES = re.compile(r"(?:yes|no),\s+", re.IGNORECASE)
_ASKS = re.compile(r"\?|^(?:name|list|give|state)\b", re.IGNORECASE)
FORMS = re.compile(rf"\b{any_word('forms of a word')}\b", re.IGNORECASE)
_CHINESE_COMMA = re.compile("、|\n")
_CHINESE_NUMBER = re.compile("^(?:[一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})、", re.MULTILINE)  # noqa: RUF001
_COMMA = re.compile("[,;、،]")
_KANA = re.compile(r"[\u3041-\u30ff]")
_CLAUSE_SIGN = re.compile(r"[，。；：,;:]")  # noqa: RUF001 - Chinese signs
_ARTICLE = re.compile(r"(?:a|an|the)\s", re.IGNORECASE)


@works_everywhere
def check_answer_long(card: Card) -> Iterator[Finding]:
    """Check that a back can be recalled and graded in one breath."""
    name, many, too_many = _BACKS[card.kind]
    for prose in card.back:
        if prose.words.isascii() and len(prose.words.split()) <= many:
            continue  # nearly always, and much faster than to count what is a word
        count = count_words(prose.words)
        if count > many:
            about = "about " if has_unspaced(prose.words) else ""
            yield Finding(
                code="answer-long",
                severity=Severity.ERROR if count > too_many else Severity.WARNING,
                message=f"the {name} has {about}{count} words, more than {many}",
                help="keep what is asked for, and move the rest to `extra`",
                text=prose.text,
            )


@works_everywhere
def check_answer_multi(card: Card) -> Iterator[Finding]:
    """Check that a back is one sentence; what translates several is as many."""
    name, *_ = _BACKS[card.kind]
    for prose in card.back:
        if prose.entries or not _SENTENCE_SIGN.search(prose.plain):
            continue
        count = _count_sentences(prose.plain, prose.language)
        if count > 1 and count > _count_sentences(card.front.words, card.front.language):
            yield Finding(
                code="answer-multi",
                message=f"the {name} has {count} sentences",
                help=f"keep the one that is the {name}, and move the rest to `extra`",
                text=prose.text,
            )


def split_sentences(prose: Prose) -> tuple[str, str]:
    """Give the first sentence of a text that has no markup, and all that follow, if any do."""
    text = prose.plain
    if text != prose.text.value or "\n" in text:
        return text, ""
    ends = _find_ends(text, prose.language)
    if not ends:
        return text, ""
    start = ends[0].start("next") if ends[0]["next"] else ends[0].end()
    # What opens behind the space belongs to the next sentence: a quotation mark, a bracket.
    while start and not text[start - 1].isspace():
        start -= 1
    return text[:start].rstrip(), text[start:]


def _count_sentences(text: str, language: Language) -> int:
    return sum(_count_in_block(block, language) for block in text.split("\n"))


def _count_in_block(block: str, language: Language) -> int:
    ends = _find_ends(block, language)
    return len(ends) + 1 if block.strip(f" {OBJECT}") or ends else 0


def _find_ends(block: str, language: Language) -> list[re.Match[str]]:
    return [
        end
        for end in _END.finditer(block)
        if (end["next"] is None or _can_start_sentence(end["next"]))
        and not (end["next"] and _CHESS_MOVE().match(block, end.start("next")))
        and not (end[0][0] == "." and _is_abbreviated(block, end.start(), language))
    ]


def _can_start_sentence(character: str) -> bool:
    """Whether it is a capital, or of a script that has none, or a sign that stands before."""
    return not character.islower()


def _is_abbreviated(block: str, end: int, language: Language) -> bool:
    """Whether what stands before a full stop is short for something, or an ordinal's number.

    Other languages write `19. Jahrhundert`, and have short forms that nobody lists here; so of
    them a short word is no end of a sentence.
    """
    before = block[max(0, end - _LONGEST_ABBREVIATION) : end]
    if _ABBREVIATION.search(before):
        return True
    token = _LAST_TOKEN.search(before)
    word = token[0] if token else ""
    letters = len([character for character in word if character.isalpha()])
    if language is not Language.ENGLISH and _ORDINAL.fullmatch(word):
        return True
    if not letters or find_cjk(word) or not all(map(_is_letter_or_mark, word)):
        return False
    if letters == 1 or language is Language.ENGLISH:
        return letters == 1
    is_cased = word.islower() or word.isupper()
    return letters <= (_LONGEST_SHORT if is_cased else _LONGEST_SHORT_CASELESS)


@works_everywhere
def check_answer_list(card: Card) -> Iterator[Finding]:
    """Check that an answer isn't a set of things to be recalled together."""
    (answer,) = card.back
    # Of one line it is a date, such as Korean `1945. 8. 15.`.
    count = answer.entries if "\n" in answer.text.value else 0
    if not count and _can_be_list(answer):
        count = _count_items(card, answer)
    # What translates a list is one.
    if count >= _ENUMERATION and len(_COMMA.split(card.front.words)) < count:
        yield Finding(
            code="answer-list",
            message=f"the answer is a list of {count} things",
            help="ask for one thing a question, or make it a chapter's summary with ==blanks==",
            text=answer.text,
        )


def _count_items(card: Card, answer: Prose) -> int:
    """Count the coordinated parts of an answer that is nothing but these."""
    question = card.front.plain
    text = _YES.sub("", answer.plain.split(":")[-1].strip(" .。"))
    if "、" in text:
        return _count_chinese_items(text)
    if ";" in text and "," not in text:
        # Dictionaries set meanings apart by it.
        is_asked = "?" in question
        return len([part for part in text.split(";") if part.strip()]) if is_asked else 0
    if "\n" in text or _is_title(question, text):
        return 0
    is_english = answer.is_english
    if answer.language is Language.UNKNOWN:
        is_english = is_english and _asks_in_english(card.front)
    if not is_english:
        return _count_foreign_items(text) if _asks_in_english(card.front) else 0
    return _count_english_items(question, text)


def _count_foreign_items(text: str) -> int:
    """Count short things of any language, which an English question asks for: `ab, cum, de, ex`."""
    items = [item.strip() for item in text.split(",")]
    is_short = all(0 < len(item.split()) <= _MOST_FOREIGN_WORDS for item in items)
    return len(items) if is_short and len(items) >= _LEAST_FOREIGN else 0


def _is_title(question: str, text: str) -> bool:
    """Whether a question asks for a work or a firm, and the answer is a name with commas in it."""
    words = text.replace("&", "").split()
    return (
        text[:1].isupper()
        and all(_SMALL().fullmatch(word) for word in words)
        and re.search(_WORK, question, re.IGNORECASE) is not None
    )


def count_in_list(definition: Prose, *, is_plural: bool) -> int:
    """Count the coordinated parts of a definition that is nothing but these."""
    text = definition.plain.strip(" .")
    if "\n" in text or ":" in text or not _can_be_list(definition):
        return 0
    count = _count_english_items("", text)
    if not count and is_plural:
        count = _count_english_items("list", text)
    items = [item for item in _SEPARATOR.split(text) if item.strip()]
    if any(_CONJUNCTION.search(part) for part in re.split(r"[,;]", text)[:-1]):
        return 0  # `Liquid in which bones and meat were boiled, the base of soups`
    lengths = [len(item.split()) for item in items]
    if max(lengths) - min(lengths) >= _ENUMERATION:
        return 0  # `Smallest unit of information, one of two states, written 0 or 1`
    # `Slow, stately and grave dance` is one thing.
    is_described = all(len(item.split()) == 1 for item in items[:-1]) and len(items[-1].split()) > 1
    return 0 if is_described else count


def _count_english_items(question: str, text: str) -> int:
    text = _FIXED_PAIR().sub("or_not", _SLASH.sub(", ", text))
    items = [item.strip() for item in _SEPARATOR.split(text) if item.strip()]
    if asked := _ASKED_BEHIND.match(question):
        # `On what does it depend?` `On its length, on its width and on its weight.`
        again = re.compile(rf"{asked[1]}\s+", re.IGNORECASE)
        items = [again.sub("", item, count=1) if again.match(item) else item for item in items]
    if not items or any(_is_no_item(item) for item in items):
        return 0
    # A lead like `by a dot product, scaled and ...` is one thing, told at more length.
    starts = items if len(items[0].split()) > _SHORT_LEAD else items[1:]
    if any(_NO_ITEM.match(item) for item in starts):
        return 0
    joining = {found.lower() for found in _BETWEEN().findall(text)}
    is_loose = len(joining) > 1 or any(len(item.split()) > _LONGEST_JOINED for item in items)
    if is_loose and "," not in text and ";" not in text:
        return 0  # `a and b or c`, `keeping the ends and starts of words and joining the rest`
    has_conjunction = _CONJUNCTION.search(text) is not None
    asks_for_several = _ASKS_FOR_SEVERAL.search(question) is not None
    if not has_conjunction and not asks_for_several and len(items) < _BARE_ENUMERATION:
        return 0
    return 0 if _is_apposition(items) or _is_description(items, text) else len(items)


def _can_be_list(answer: Prose) -> bool:
    """Whether anything in it can separate two things; nearly always not, and found out fast."""
    text = answer.plain
    has_sign = "," in text or ";" in text or "、" in text or " / " in text
    return has_sign or not answer.vocabulary.isdisjoint(_JOINING)


def _is_letter_or_mark(character: str) -> bool:
    return character.isalpha() or category(character)[0] == "M"


def _asks_in_english(front: Prose) -> bool:
    """Whether it asks in English for things, and not for the forms of a word in any language."""
    return (
        front.language is Language.ENGLISH
        and _ASKS.search(front.plain) is not None
        and not FORMS.search(front.plain)
    )


def _count_chinese_items(text: str) -> int:
    """Count what Chinese sets apart by its own comma for lists, which Japanese has for all uses."""
    items = _CHINESE_COMMA.split(_CHINESE_NUMBER.sub("", text))
    is_list = not _KANA.search(text) and not _CLAUSE_SIGN.search(text)
    return len(items) if is_list and max(map(count_words, items)) <= _MOST_ITEM_WORDS else 0


def _is_no_item(item: str) -> bool:
    return len(item.split()) > _MOST_ITEM_WORDS or not re.search(rf"\w|{OBJECT}", item)


def _is_apposition(items: list[str]) -> bool:
    """Whether the second part explains the first: `Marie Curie, a Polish physicist, and ...`."""
    return (
        len(items) > 1
        and _ARTICLE.match(items[1]) is not None
        and items[0][:1].isupper()
        and not _ARTICLE.match(items[0])
        and not any(_ARTICLE.match(item) for item in items[2:])
    )


def _is_description(items: list[str], text: str) -> bool:
    """Whether the parts are adjectives before one noun: `a long, narrow and deep inlet`."""
    return (
        re.match(r"an?\s", text, re.IGNORECASE) is not None
        and len(items) > 1
        and all(len(item.split()) == 1 for item in items[1:-1])
        and len(items[-1].split()) > 1
        and not _ARTICLE.match(items[-1])
    )
