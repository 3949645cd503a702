"""The text of a breakdown page, as it is copied from a browser.

What stands where only the lines around tell: `page_index` reads the video index.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from flashcards.diagnostics import Diagnostic, Report, Source, Span, make_error, quote
from flashcards.drafts.draft import Draft, DraftModule, DraftQuestion
from flashcards.drafts.formats.page_index import Line, read_index, read_lines
from flashcards.drafts.formats.repair import find_spellings, repair_title

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

_Sections = dict[str, list[Line]]


def recognise(text: str) -> bool:
    """Whether the text has a page's video index, or two other headings of one."""
    found = {_heading(line) for line in read_lines(Source(path="", text=text))} & _SECTIONS
    return _INDEX in found or len(found) > 1


def import_draft(source: Source, report: Report) -> Draft | None:
    """Read a breakdown page's text; what is malformed is reported and gives `None`."""
    lines = read_lines(source)
    sections = _split(lines)
    spellings = find_spellings(line.text for line in lines)
    found: list[Diagnostic] = []
    modules = read_index(sections.get(_INDEX, []), found.append)
    if not modules and not found:
        headings = [line.span for line in lines if _heading(line) == _INDEX]
        found.append(_no_chapters(headings[0] if headings else Span(source.path, 0, 0)))
    questions = _read_questions(_unnumbered(sections.get(_QUESTIONS, [])), found.append)
    for diagnostic in found:
        report(diagnostic)
    if found:
        return None
    title, others = _read_header(sections[_HEADER])
    topics = _unnumbered(sections.get(_KEY_TOPICS, []))
    objectives = _unnumbered(sections.get(_OBJECTIVES, []))
    return Draft(
        title=title,
        objectives=tuple(line.text for line in objectives),
        modules=tuple(_repaired(module, spellings) for module in modules),
        questions=questions,
        comment=_comment(
            others,
            [line.text for line in sections.get(_DESCRIPTION, ())],
            [repair_title(line.text, spellings) for line in topics],
        ),
    )


def _no_chapters(span: Span) -> Diagnostic:
    return make_error(
        "index-without-chapters",
        span,
        "the page has no video index with chapters",
        "copy the page again, from its title to its last question",
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
        replace(line, text=line.text[each.end() :]) if each else line
        for line, each in zip(lines, found, strict=True)
    ]


def _read_header(lines: list[Line]) -> tuple[str, list[str]]:
    """Find the title, the line above who added the video or else the last; give the others, too."""
    texts = [line.text for line in lines]
    added = [index for index, text in enumerate(texts) if _ADDED.match(text)]
    index = added[0] - 1 if added else len(texts) - 1
    if index < 0:
        return "", texts
    return texts[index], texts[:index] + texts[index + 1 :]


def _comment(header: list[str], description: list[str], topics: list[str]) -> str:
    parts = [
        header,
        description,
        [f"Key topics: {'; '.join(topics)}"] if topics else [],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _repaired(module: DraftModule, spellings: dict[str, str]) -> DraftModule:
    return replace(
        module,
        title=repair_title(module.title, spellings),
        chapters=tuple(
            replace(
                chapter,
                title=repair_title(chapter.title, spellings),
                topics=tuple(
                    replace(topic, term=repair_title(topic.term, spellings))
                    for topic in chapter.topics
                ),
            )
            for chapter in module.chapters
        ),
    )


def _read_questions(lines: list[Line], report: Report) -> tuple[DraftQuestion, ...]:
    questions = []
    for question, *answer in _group(lines):
        if not answer:
            report(
                make_error(
                    "question-without-answer",
                    question.span,
                    f"the question {quote(question.text)} has no answer below it",
                    "write its answer on the next line, or remove the question",
                )
            )
        questions.append(
            DraftQuestion(
                question=question.text,
                answer=" ".join(line.text for line in answer),
                span=question.span,
            )
        )
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
