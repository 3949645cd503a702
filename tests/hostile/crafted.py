"""Content of a megabyte or less whose parts, multiplied, would fill any memory or take for ever."""

import json
from collections.abc import Iterable
from random import Random

_HEAD = "title: T\nchapters:\n- title: One\n  time: 0:00\n"
_NOTE = "x/chapter/one"


def questions(answers: Iterable[str], asked: str = "Which is number {}?", head: str = _HEAD) -> str:
    """Write a question for each answer."""
    items = (
        f"  - {{question: {_quote(asked.format(number))}, answer: {_quote(answer)}}}\n"
        for number, answer in enumerate(answers)
    )
    return f"{head}  questions:\n{''.join(items)}"


def plain(count: int, head: str = _HEAD) -> str:
    """Write many short questions."""
    return questions(map(str, range(count)), head=head)


def summaries(texts: Iterable[str]) -> str:
    """Write a chapter for each summary."""
    chapters = (
        f"- title: c{number}\n  time: {number}:00\n  summary: {_quote(text)}\n"
        for number, text in enumerate(texts)
    )
    return f"title: T\nchapters:\n{''.join(chapters)}"


def marked(count: int, word: str) -> str:
    """Write a text of many blanks."""
    return " ".join(f"=={word}{number}==" for number in range(count))


def tagged(tags: Iterable[str], count: int) -> str:
    """Write many questions that inherit tags."""
    return plain(count, f"tags: [{', '.join(tags)}]\n{_HEAD}")


def with_title(key: str, text: str, count: int) -> str:
    """Write many questions below a key of the file."""
    rest = _HEAD if key != "title" else _HEAD.removeprefix("title: T\n")
    return plain(count, f"{key}: {text}\n{rest}")


def mentions(terms: int, chapters: int) -> str:
    """Write chapters of long titles that all mention the same terms."""
    flow = {True: "d", False: ""}
    return "title: T\nchapters:\n" + "".join(
        f"- title: {chapter} {'x' * 900}\n  time: {chapter}:00\n  topics: {{"
        + ", ".join(f"t{term}: {flow[chapter == 0]}" for term in range(terms))
        + "}\n"
        for chapter in range(chapters)
    )


def table(columns: int, rows: int) -> str:
    """Write a table whose rows have one cell of many."""
    return "|" + "a|" * columns + "\n|" + "-|" * columns + "\n" + "|a\n" * rows


def words(seed: int, count: int, letters: str = "abcdefgh") -> str:
    """Write words of one letter."""
    random = Random(seed)  # noqa: S311 - no secret
    return " ".join(random.choice(letters) for _ in range(count))


def alike(seed: int, count: int) -> list[str]:
    """Write texts of 190 words of one vocabulary, each word in a few of them."""
    random = Random(1)  # noqa: S311 - as above
    vocabulary = [
        "abcd" + "".join(random.choice("efghijk") for _ in range(4)) for _ in range(2_000)
    ]
    random = Random(seed)  # noqa: S311 - as above
    return [" ".join(random.choice(vocabulary) for _ in range(190)) for _ in range(count)]


def lock(entries: Iterable[dict[str, object]]) -> str:
    """Write a lock of `x`; each entry changes what a chapter's has."""
    usual = {"key": _NOTE, "guid": "g", "id": 1, "mod": 1, "digest": "", "front": "One", "back": ""}
    lines = (json.dumps(usual | entry, ensure_ascii=False) for entry in entries)
    return "".join(f"{line}\n" for line in ("flashcards-lock 1.0", *lines))


def released(texts: Iterable[str]) -> str:
    """Write the lock of questions that are in no content any more."""
    return lock(
        {"key": f"x/question/q{at}", "guid": f"g{at}", "id": at, "front": text[:30], "back": text}
        for at, text in enumerate(texts)
    )


def chapter_list(count: int, title: str = "Intro") -> str:
    """Write a source of chapters, ten seconds each."""
    return json.dumps(
        {"title": "T", "chapters": [{"start_time": at * 10, "title": title} for at in range(count)]}
    )


def captions(count: int, said: str) -> str:
    """Write a transcript in which the same is said in each second."""

    def time(second: int) -> str:
        return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}.000"

    cues = (f"{time(at)} --> {time(at + 1)}\n{said}\n\n" for at in range(count))
    return f"WEBVTT\n\n{''.join(cues)}"


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
