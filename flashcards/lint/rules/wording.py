"""Rules on words that make sense only beside the video, or only for a while."""

import re
from collections.abc import Iterator

from flashcards.anki.note_types import Kind
from flashcards.diagnostics import quote
from flashcards.lint.cards import Card
from flashcards.lint.prose import Prose
from flashcards.lint.rule import FilteredPattern, Finding, require_word

_MEDIUM = r"(?:video|chunk|chapter|episode|podcast|lecture|interview|transcript)"
_TELLER = r"(?:speaker|lecturer|host|presenter|podcaster|narrator|guest|interviewee)s?"
_TELLS = (
    r"(?:says?|said|mentions?|mentioned|discuss(?:es|ed)?|explains?|explained|argues?|argued|"
    r"claims?|claimed|describes?|described|recommends?|recommended|suggests?|suggested|"
    r"introduces?|introduced|covers?|covered|explores?|explored|talks?|talked|thinks?|means?|"
    r"believes?|delves?|points? out|refers?|uses?)"
)
REPORTING = FilteredPattern(
    prefilter=require_word(
        (
            "video chunk chapter episode podcast lecture interview transcript speaker speakers "
            "lecturer lecturers host hosts presenter presenters podcaster podcasters narrator "
            "narrators guest guests interviewee interviewees delve delves delved delving"
        ).split()
    ),
    pattern=(
        rf"\bthis\s+{_MEDIUM}\b(?!\s+of\b)|"
        rf"\b(?:in|from|by|throughout|to|per|during)\s+the\s+{_MEDIUM}\b(?!\s+of\b)(?=\s*$|[?.,;:!)]|"
        r"\s+(?:for|on|about|with|as|is|was|does|did|by)\b)|"
        rf"\bthe\s+{_MEDIUM}\s+{_TELLS}\b|"
        rf"\bthe\s+{_TELLER}\s+{_TELLS}\b|"
        rf"\b(?:does|did|do)\s+the\s+{_TELLER}\s+{_TELLS}\b|"
        rf"\baccording\s+to\s+the\s+{_TELLER}\b(?!\s+of\b)|"
        r"\bdelv(?:es?|ed|ing)\s+into\b"
    ),
    flags=re.IGNORECASE,
)
REPORTING_BACK = FilteredPattern(
    prefilter=require_word("discusses explores covers examines".split()),
    pattern=(
        r"(?<!that )(?<!which )(?<!who )\bdiscusses\b|(?:^|[.!?]\s)(?:explores|covers|examines)\b"
    ),
    flags=re.IGNORECASE,
)

_OPENING = re.compile(
    r"(?:it|this|they|these)\b(?!\s+days\b)(?:['’]s|['’]re)?",  # noqa: RUF001 - typographic signs of texts
    re.IGNORECASE,
)
_EXPLETIVE = r"it\s+(?:is|was|takes|took)\s+(?:an?\s+)?(?:\w+\s+){1,3}(?:that|to|who)\b"
POINTING = FilteredPattern(
    prefilter=require_word("as above below earlier previously aforementioned".split()),
    pattern=(
        r"\bas\s+(?:just\s+)?(?:mentioned|discussed|stated|noted|explained|shown|described|said)"
        r"(?=\s+(?:above|below|earlier|before|previously)\b|\s*[,.?!]|\s*$)|"
        r"\b(?:mentioned|described|shown|listed|stated|discussed|named|explained|see)\s+"
        r"(?:above|below|earlier|previously)\b|"
        r"\babove-mentioned\b|\bthe\s+above(?!\s+sea)\b|\bthe\s+aforementioned\b"
    ),
    flags=re.IGNORECASE,
)

_TREND = (
    r"(?:years?|decades?|months?|times|studies|research|work|advances|developments|progress|"
    r"trends|models|data|versions?|evidence)"
)
VOLATILE = FilteredPattern(
    prefilter=require_word(
        (
            "currently current now nowadays present recent recently latest leading state will next "
            "coming near"
        ).split()
    ),
    pattern=(
        r"\bcurrently\b(?!\s+(?:running|executing|checked|selected|open|active|focused|pointed|stored|"
        r"loaded|in\s+(?:scope|use)))|"
        r"\bcurrent\s+(?:record|champion|president|leader|version|price|rate|ceo|holder)\b|"
        r"\b(?:is|are|has|have|can)\s+now\b(?!\s+(?:called|known|named|part|in|a\s+part|the|(?-i:[A-Z])))|"
        r"(?:^|,\s)now\s+(?:the|one)\s+(?:most|best|first|largest|biggest|second)\b|"
        r"\b(?:which|who)\s+is\s+now\b|\bright\s+now\b|\bnowadays\b|\bat\s+present\b|"
        rf"\b(?:most\s+)?recent\s+{_TREND}\b|"
        r"\brecently\s+(?:released|launched|announced|published|introduced|discovered|passed|became|"
        r"overtook)\b|(?:^|\.\s)recently,?\s|"
        rf"\blatest\s+(?:\w+\s+)?(?:{_TREND}|model|version|release|edition|generation|standard|news|"
        r"member|figures|estimates?)\b|"
        r"\b(?:the\s+(?:world's\s+)?|an?\s+|one\s+of\s+the\s+(?:world's\s+)?|^)leading\s+(?:\w+\s+)?(?:company|companies|provider|"
        r"producer|exporter|importer|manufacturer|maker|model|models|lab|labs|supplier|platform|chip|"
        r"firm|university)\b|"
        r"\bstate[- ]of[- ]the[- ]art\b|"
        r"\bwill\s+(?:soon|likely|probably|eventually|increasingly|continue\s+to)\b|"
        r"\b(?:the\s+next\s+few|the\s+coming)\s+(?:years|decades|months)\b|\bin\s+the\s+near\s+future\b"
    ),
    flags=re.IGNORECASE,
)
_DATED = (
    r"\b(?:1[0-9]|20)[0-9]{2}s?\b|\bcentur(?:y|ies)\b|\b(?:BC|BCE|AD|CE)\b|\b(?:January|February|"
    r"March|April|June|July|August|September|October|November|December)\b|\bas of\b"
)
_OWNED = (
    r"\baccording\s+to\b|\b(?:argue[sd]?|claim(?:s|ed)|said|says|predict(?:s|ed)|expect(?:s|ed)|"
    r"forecast(?:s|ed)?|estimate[sd]?|believe[sd]?|thinks|thought|holds|held|warn(?:s|ed)|"
    r"reported|credited|fears|feared|doubt(?:s|ed)?)\b|['’]s\s+(?:account|view|words|opinion|judgement)\b"  # noqa: RUF001 - typographic signs of texts
)


def _texts(card: Card) -> tuple[Prose, ...]:
    """Give what is asked and what is answered; a chapter's title is neither."""
    texts = (card.front, *card.back) if card.kind is Kind.QUESTION else card.back
    return tuple([prose for prose in texts if prose.is_english])


def check_reporting_words(card: Card) -> Iterator[Finding]:
    """Check that a card speaks of the thing, not of the video about it."""
    for prose in _texts(card):
        is_back = prose is not card.front and card.kind is not Kind.QUESTION
        found = REPORTING.search(prose) or (REPORTING_BACK.search(prose) if is_back else None)
        if found:
            yield Finding(
                code="reporting-words",
                message=f"{quote(found[0])} speaks of the source rather than of its subject",
                help="state the fact itself; the card links to its moment in the video",
                text=prose.text,
                fragment=found[0],
            )


def check_dangling_reference(card: Card) -> Iterator[Finding]:
    """Check that a text points to nothing that isn't on the card."""
    for prose in _texts(card):
        # An answer may say `it` of what its question names.
        is_answer = card.kind is Kind.QUESTION and prose is not card.front
        opening = None if is_answer else _OPENING.match(prose.plain)
        if opening and _is_excused(prose, card):
            opening = None
        if found := opening or POINTING.search(prose):
            yield Finding(
                code="dangling-reference",
                message=f"{quote(found[0])} points to something that is not on the card",
                help="name it: a card is seen alone, months later",
                text=prose.text,
                fragment=found[0],
            )


def _is_excused(prose: Prose, card: Card) -> bool:
    """Whether an opening such as `it` points to nothing, or is reported by another rule."""
    # `It is a crime to ...` points to nothing; a definition that starts so does.
    if card.kind is not Kind.TOPIC and re.match(_EXPLETIVE, prose.plain, re.IGNORECASE):
        return True
    return re.match(REPORTING.pattern, prose.plain, REPORTING.flags) is not None


def check_volatile(card: Card) -> Iterator[Finding]:
    """Check that what will age says as of when, or in whose view."""
    for prose in _texts(card):
        if found := VOLATILE.search(prose):
            context = " ".join(each.shown for each in card.texts)
            if re.search(_DATED, context) or re.search(_OWNED, context, re.IGNORECASE):
                return
            word = found[0].strip(" ,.")
            yield Finding(
                code="volatile",
                message=f"{quote(word)} will age, and nothing says when it was true",
                help="add the date or the source, such as `as of January 2026`",
                text=prose.text,
                fragment=word,
            )
            return
