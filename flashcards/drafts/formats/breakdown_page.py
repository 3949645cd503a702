"""The text of a breakdown page, as it is copied from a browser.

What stands where only the lines around tell: `page_index` reads the video index.

A title-caser puts a capital at a word's start and makes the rest small: `Nvidia'S`, `Llms`,
`Agi/Asi`. It is undone where it is certain what was written before: what the same page writes
elsewhere is the witness for a word's other spelling.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import partial

from flashcards.diagnostics import Diagnostic, Report, Source, Span, make_error, quote
from flashcards.drafts.formats.page_index import Line, read_index, read_lines
from flashcards.drafts.records import Draft, DraftQuestion

_OBJECTIVES = "what you'll learn"
_DESCRIPTION = "video breakdown"
_KEY_TOPICS = "key topics"
_INDEX = "video index"
_QUESTIONS = "questions this video answers"
_FURNITURE = frozenset(
    ("related videos", "want to break down another video?", "break down another video")
)
_SECTIONS = frozenset((_OBJECTIVES, _DESCRIPTION, _KEY_TOPICS, _INDEX, _QUESTIONS))
_HEADER = ""
_NUMBER = re.compile(r"([0-9]{1,3})[.)] (?=\S)")
_ADDED = re.compile(r"added by\b", re.IGNORECASE)

_APOSTROPHE = re.compile(r"(?<=[a-z])(['\N{RIGHT SINGLE QUOTATION MARK}])(S|T|D|M|Re|Ve|Ll)\b")
"""No word has a capital behind its apostrophe at the end: it is an ending of the word before."""

_WORD = re.compile(r"(?<![^\W_])[A-Za-z][A-Za-z0-9]*(?![^\W_])")
_PAIR = re.compile(r"(?<![\w/])([A-Z][a-z0-9]+)/([A-Z][a-z0-9]+)(?![\w/])")

_NUMERAL = re.compile(r"(?<=[A-Za-z] )(?:Ii|Iii|Vii|Viii|Xii|Xiii|Xiv|Xvi|Xvii|Xviii|Xix)\b")
_ORDINAL = re.compile(r"\b[0-9]*(?:1St|2Nd|3Rd|[0-9]Th)\b")

_NEVER_A_WORD = {
    each.capitalize(): each
    for each in (
        "LLM LLMs GPU GPUs CPU CPUs TPU TPUs API APIs GPT RLHF DNA RNA HTML CSS SQL JSON HTTP URL "
        "OpenAI ChatGPT DeepMind DeepSeek GitHub YouTube JavaScript"
    ).split()
}
"""Abbreviations and names that are spelled in this way alone, and no other word when small."""

_Sections = dict[str, list[Line]]


def recognise(text: str) -> bool:
    """Whether the text has a page's video index, or two other headings of one."""
    found = {_heading(line) for line in read_lines(Source(path="", text=text))} & _SECTIONS
    return _INDEX in found or len(found) > 1


def import_draft(source: Source, report: Report) -> Draft | None:
    """Read a breakdown page's text; what is malformed is reported and gives `None`."""
    lines = read_lines(source)
    sections = _split(lines)
    repair = partial(repair_title, spellings=find_spellings(line.text for line in lines))
    found: list[Diagnostic] = []
    modules = read_index(sections.get(_INDEX, []), repair, found.append)
    if not modules and not found:
        starts = [line.span for line in lines if _heading(line) == _INDEX]
        span = starts[0] if starts else Span(source.path, 0, 0)
        message = "the page has no video index with chapters"
        help_ = "copy the page again, from its title to its last question"
        found.append(make_error("index-without-chapters", span, message, help_))
    questions = _read_questions(_unnumbered(sections.get(_QUESTIONS, [])), found.append)
    for diagnostic in found:
        report(diagnostic)
    if found:
        return None
    title, others = _read_header([line.text for line in sections[_HEADER]])
    objectives, topics = (
        [line.text for line in _unnumbered(sections.get(heading, []))]
        for heading in (_OBJECTIVES, _KEY_TOPICS)
    )
    parts = [
        "\n".join(others),
        "\n".join(line.text for line in sections.get(_DESCRIPTION, [])),
        f"Key topics: {'; '.join(map(repair, topics))}" if topics else "",
    ]
    return Draft(
        title=title,
        objectives=tuple(objectives),
        modules=modules,
        questions=questions,
        comment="\n\n".join(filter(None, parts)),
    )


def _heading(line: Line) -> str:
    text = line.text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return text.lstrip("# ").rstrip(": ").casefold()


def _split(lines: Iterable[Line]) -> _Sections:
    """Give each heading the lines below it; a heading's words count as one only once."""
    sections: _Sections = {_HEADER: []}
    current = sections[_HEADER]
    for line in lines:
        heading = _heading(line)
        if heading in _FURNITURE:
            current = []
        elif heading in _SECTIONS and heading not in sections:
            current = sections[heading] = []
        else:
            current.append(line)
    return sections


def _unnumbered(lines: list[Line]) -> list[Line]:
    """Leave out the numbers of a list; numbers that don't count from one belong to the text."""
    found = [_NUMBER.match(line.text) for line in lines]
    numbers = [int(each[1]) for each in found if each]
    if len(numbers) * 2 < len(lines) or numbers != list(range(1, len(numbers) + 1)):
        return lines
    return [
        line._replace(text=line.text[each.end() :]) if each else line
        for line, each in zip(lines, found, strict=True)
    ]


def _read_header(texts: list[str]) -> tuple[str, list[str]]:
    """Find the title, the line above who added the video or else the last; give the others, too."""
    added = [index for index, text in enumerate(texts) if _ADDED.match(text)]
    index = added[0] - 1 if added else len(texts) - 1
    return ("", texts) if index < 0 else (texts[index], texts[:index] + texts[index + 1 :])


def _read_questions(lines: list[Line], report: Report) -> tuple[DraftQuestion, ...]:
    questions = []
    for question, *answer in _group(lines):
        if not answer:
            message = f"the question {quote(question.text)} has no answer below it"
            help_ = "write its answer on the next line, or remove the question"
            report(make_error("question-without-answer", question.span, message, help_))
        text = " ".join(line.text for line in answer)
        questions.append(DraftQuestion(question=question.text, answer=text, span=question.span))
    return tuple(questions)


def _group(lines: list[Line]) -> list[list[Line]]:
    """Give each question with the lines of its answer.

    Questions and answers take turns; where the question marks contradict that, a line that
    ends in one is a question, and all up to the next is its answer.
    """
    asks = [line.text.endswith("?") for line in lines]
    if len(lines) % 2 == 0 and (all(asks[::2]) or not any(asks[1::2])):
        return [list(pair) for pair in zip(lines[::2], lines[1::2], strict=True)]
    groups: list[list[Line]] = []
    for line, is_question in zip(lines, asks, strict=True):
        if is_question or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def find_spellings(texts: Iterable[str]) -> dict[str, str]:
    """Give the spelling of each word that the texts write with capitals inside, in one way only."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for text in texts:
        for word in _WORD.findall(text):
            if word != word.capitalize() and word != word.lower():
                found[word.capitalize()].add(word)
    return {cased: spellings.pop() for cased, spellings in found.items() if len(spellings) == 1}


def repair_title(text: str, spellings: dict[str, str]) -> str:
    """Give a title as it was before a title-caser, as far as that is certain."""
    text = _APOSTROPHE.sub(lambda found: found[1] + found[2].lower(), text)
    text = _NUMERAL.sub(lambda found: found[0].upper(), text)
    text = _ORDINAL.sub(lambda found: found[0].lower(), text)
    text = _PAIR.sub(lambda found: _spell_pair(found[1], found[2], spellings), text)
    return _WORD.sub(lambda found: _spell(found[0], spellings), text)


def _spell_pair(first: str, second: str, spellings: dict[str, str]) -> str:
    # Two abbreviations beside a slash vouch for each other: `Agi/Asi`, but not `Us/Them`.
    if first in spellings and second in spellings:
        return f"{spellings[first]}/{spellings[second]}"
    return f"{first}/{second}"


def _spell(word: str, spellings: dict[str, str]) -> str:
    spelling = spellings.get(word, "")
    is_certain = spelling and not _could_be_a_word(spelling)
    return spelling if is_certain else _NEVER_A_WORD.get(word, word)


def _could_be_a_word(spelling: str) -> bool:
    """Whether the word in small letters may be meant: `Who` beside WHO, `Pins` beside PINs.

    Letters of both sizes, a digit, or the lack of any vowel tell that it isn't.
    """
    letters = spelling.removesuffix("s")
    return letters.isalpha() and letters.isupper() and not set("AEIOUY").isdisjoint(letters)
