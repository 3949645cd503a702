"""Questions with their answers among the lines below a chapter: `Q: ...`, and then `A: ...`."""

import re
from collections.abc import Sequence

from flashcards.drafts.formats.chapter_list import FoundQuestion
from flashcards.drafts.noted.plain import LINK
from flashcards.drafts.noted.text_lines import LineKind, TextLine
from flashcards.drafts.records import join_lines

_SIGN = r"\s?[0-9]{0,3}\s?[.:：)]\s*(?=\S)"  # noqa: RUF001 - full-width
_ASKS = re.compile(
    rf"(?:q|question|frage|f|pregunta|pergunta|p|domanda|d|вопрос|в|问题?|問題?|質問|질문|سؤال|س){_SIGN}",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    rf"(?:a|answer|antwort|respuesta|resposta|réponse|risposta|r|ответ|о|答案?|回答|답변?|جواب|ج){_SIGN}",  # noqa: RUF001 - Cyrillic
    re.IGNORECASE,
)


def split_questions(
    lines: Sequence[TextLine], level: int
) -> tuple[tuple[FoundQuestion, ...], tuple[TextLine, ...]]:
    """Give the questions that have an answer on the next lines, and all other lines.

    What stands below a heading as high as the chapter's, whose level is given, isn't the chapter's.
    """
    found: list[FoundQuestion] = []
    others: list[TextLine] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.kind is LineKind.HEADING and line.level <= level:
            break
        asked = _ASKS.match(line.plain)
        # Only a question looks ahead: each line would, over a thousand blank ones.
        ahead = range(at + 1, len(lines)) if asked else ()
        below = next((number for number in ahead if lines[number].says_something), at)
        answered = _ANSWERS.match(lines[below].plain)
        if asked and answered and below > at:
            end = below + 1
            while end < len(lines) and _goes_on(lines[end]):
                end += 1
            texts = [lines[below].plain[answered.end() :]]
            texts += (each.plain for each in lines[below + 1 : end])
            links = (link[0] for each in lines[at:end] for link in LINK.finditer(each.text))
            question = line.plain[asked.end() :]
            found.append(FoundQuestion(question, " ".join(texts), join_lines(*links)))
            at = end
        else:
            others.append(line)
            at += 1
    return tuple(found), (*others, *lines[at:])


def _goes_on(line: TextLine) -> bool:
    is_other = _ASKS.match(line.plain) or _ANSWERS.match(line.plain)
    return line.kind is LineKind.TEXT and is_other is None
