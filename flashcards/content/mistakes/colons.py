"""Mends of keys: the colon behind them, their names, and texts that stand where a key should."""

import re
from collections.abc import Iterator, Sequence

from flashcards.content.mistakes.dashes import find_parent
from flashcards.content.mistakes.lines import KEYS, KNOWN, LISTS, ContentLine, quote_text, read_line
from flashcards.content.mistakes.mend import Mend
from flashcards.diagnostics import quote
from flashcards.diagnostics.quoting import nearest_word

_GLUED = re.compile(rf"(?P<key>(?i:{KNOWN})):(?P<value>\S.*)")
_GLUED_TERM = re.compile(r"(?P<key>[^\s:#\"'\[{][^:\"]*):(?P<value>[^\s/0-9:].*)")
_NO_COLON = re.compile(
    rf"(?P<key>{KNOWN})(?P<sign>\s*(?:=>|=|->|;|:=)\s*|::\s*|\s+:|\s*[,.]\s+|\s+-\s+|\s+)(?P<value>.*)"
)
_TERM_SIGN = re.compile(r"(?P<key>[^:=#\"'\[{]+?)(?P<sign>\s*(?:=>|=|->)\s*)(?P<value>\S.*)")
_MARKED_UP = re.compile(
    rf"(?P<mark>[*_]{{1,2}}|`)(?P<key>(?i:{KNOWN}))(?:(?P=mark)\s*:|:\s*(?P=mark))\s*(?P<value>.*)"
)
_STRAY_SIGN = re.compile(rf"(?P<sign>[^\w\s'\"#-]+) ?(?P<rest>(?:{KNOWN}):(?:\s.*)?)")
_SIGNED_TERM = re.compile(r"(?P<term>[?@`%*&!|>\[\]{}\"',].*?) *(?P<behind>:(?: .*)?)")
_PARENTS = LISTS | {"topics"}
_ENTRY_KEY = {"modules": "title", "chapters": "title", "questions": "question"}
_QUESTION = (
    "q front prompt frage pregunta pergunta domanda вопрос питання 问题 問題 質問 질문 soru câu"
)
_ANSWER = (
    "a back response antwort respuesta resposta risposta réponse ответ відповідь 答案 答え 답 cevap"
)
_OTHER_NAMES = {
    **dict.fromkeys(_QUESTION.split(), "question"),
    **dict.fromkeys(_ANSWER.split(), "answer"),
    **dict.fromkeys(("t", "name"), "title"),
    **dict.fromkeys(("start", "timestamp"), "time"),
    **dict.fromkeys(("def", "meaning", "description"), "definition"),
    **dict.fromkeys(("note", "notes", "explanation", "comment"), "extra"),
}
"""What authors who know other tools, or write in another language, call a key."""


def mend_key(lines: Sequence[str], index: int) -> Iterator[Mend]:
    """Give the mends of a line's key and colon."""
    line = read_line(lines[index])
    yield from _mend_colon(line, index)
    yield from _mend_signs(line, index)
    yield from _mend_term(lines, index, line)
    yield from _mend_entry(lines, index, line)


def _mend_colon(line: ContentLine, index: int) -> Iterator[Mend]:
    body = line.text[line.column :]
    if found := _GLUED.fullmatch(body):
        yield _space_missing(line, index, found["key"], found["value"], 0.3)
    elif found := _GLUED_TERM.fullmatch(body):
        yield _space_missing(line, index, found["key"], found["value"], 1.0)
    for cost, found in ((0.5, _NO_COLON.fullmatch(body)), (1.2, _TERM_SIGN.fullmatch(body))):
        if not found or (not found["value"].strip() and found["key"] not in _PARENTS):
            continue
        new = f"{line.head}{found['key']}: {found['value']}".rstrip()
        sign = found["sign"].strip()
        at = (line.column, line.column + found.end("sign"))
        message = f"a colon is missing behind `{found['key']}`"
        if sign:
            message = f"`{sign}` stands behind `{found['key']}` in place of a colon"
        help_ = f"write `{found['key']}: `"
        yield Mend(index, (new,), cost, message, help_, *at)
    if body.strip() in KEYS:
        new = f"{line.head}{body.strip()}:"
        message = f"a colon is missing behind `{body.strip()}`"
        at = (line.column, len(line.text))
        yield Mend(index, (new,), 0.5, message, f"write `{body.strip()}:`", *at)
    if line.dash < 0 and not line.key and body[:1] not in {"", "#", "-"} and ": " not in body:
        message = "a colon is missing on this line, between a key or term and what belongs to it"
        at = (line.column, len(line.text))
        new = f"{line.head}{quote_text(body.rstrip())}:"
        yield Mend(index, (new,), 1.7, message, "write `: ` behind the term", *at, is_guess=True)
    if body.startswith("? "):
        message = "a line that starts with `? ` is half of a pair for YAML"
        at = (line.column, line.column + 1)
        yield Mend(index, (line.head + body[2:],), 1.0, message, "remove the `? `", *at)
        yield Mend(index, (line.head + quote_text(body),), 1.2, message, "quote the text", *at)


def _mend_signs(line: ContentLine, index: int) -> Iterator[Mend]:
    """Remove the signs round a key, or in front of it."""
    body = line.text[line.column :]
    if found := _MARKED_UP.fullmatch(body):
        key = found["key"].lower()
        new = f"{line.head}{key}: {found['value']}".rstrip()
        message = f"the key `{key}` stands in Markdown's signs for emphasis or code"
        at = (line.column, line.column + found.start("value"))
        yield Mend(index, (new,), 0.3, message, f"write `{key}: `", *at)
    if found := _STRAY_SIGN.fullmatch(body):
        new = f"{line.head}{found['rest']}"
        message = f"`{found['sign']}` stands in front of a key"
        at = (line.column, line.column + found.end("sign"))
        yield Mend(index, (new,), 0.6, message, "remove it", *at)


def _mend_term(lines: Sequence[str], index: int, line: ContentLine) -> Iterator[Mend]:
    """Quote a term that starts with a sign that means something else to YAML."""
    found = _SIGNED_TERM.fullmatch(line.text[line.indent :])
    if found is None or find_parent(lines, index) != "topics":
        return
    term = found["term"]
    new = f"{' ' * line.indent}{quote_text(term)}{found['behind']}"
    message = f"a term that starts with `{term[0]}` needs quotes"
    at = (line.indent, line.indent + len(term))
    yield Mend(index, (new,), 0.6, message, "quote the term", *at)


def _space_missing(line: ContentLine, index: int, key: str, value: str, cost: float) -> Mend:
    at = (line.column, line.column + len(key) + 1)
    return Mend(
        index,
        (f"{line.head}{key.lower() if key.lower() in KEYS else key}: {value}",),
        cost,
        f"a space is missing behind {quote(key + ':')}",
        f"write {quote(f'{key}: {value}')}",
        *at,
    )


def _mend_entry(lines: Sequence[str], index: int, line: ContentLine) -> Iterator[Mend]:
    """Give an entry the key that its text stands for, or a key its right name."""
    at = (line.column, line.column + len(line.key or line.value))
    body = line.text[line.column :]
    parent = find_parent(lines, index)
    if line.dash >= 0 and parent in _ENTRY_KEY and body:
        first = _ENTRY_KEY[parent]
        if not line.key:
            new = f"{line.head}{first}: {body}"
            message = f"an entry of `{parent}` starts with a text, not with a key"
            yield Mend(index, (new,), 1.0, message, f"write `{first}: ` in front of it", *at)
            if ": " not in body and body[0] not in "\"'[{":
                new = f"{line.head}{first}: {quote_text(body)}"
                yield Mend(index, (new,), 1.4, message, f"write `{first}: ` in front of it", *at)
        elif (
            line.key not in KEYS
            and line.key.lower() not in _OTHER_NAMES
            and parent == "questions"
            and line.value
        ):
            key = line.key if not re.search(r"[:#]\s", line.key) else quote_text(line.key)
            both = (f"{line.head}question: {key}", f"{' ' * line.column}answer: {line.value}")
            message = f"the question {quote(line.key)} stands where a key is expected"
            help_ = "write `question:` in front of it, and `answer:` in front of the answer"
            yield Mend(index, both, 1.0, message, help_, *at)
            whole = (f"{line.head}question: {quote_text(body)}",)
            message = f"a question stands where a key is expected: {quote(body)}"
            yield Mend(index, whole, 1.1, message, "write `question: ` in front of it", *at)
    if line.key and line.key not in KEYS:
        near = _OTHER_NAMES.get(line.key.lower(), "") or nearest_word(line.key, sorted(KEYS))
        if near:
            new = f"{line.head}{near}{line.text[line.column + len(line.key) :]}"
            yield Mend(index, (new,), 0.9, "", f"did you mean `{near}`?", *at)
