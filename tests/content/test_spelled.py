# ruff: noqa: RUF001 - signs of other scripts are what it is about

"""Values in another form than content has: refused, with the line as it should be."""

import pytest

from tests.pipeline import diagnose

_FILE = "title: Rhine\n{line}\nchapters:\n  - title: Alps\n    time: 0:00\n    questions:\n"
_QUESTION = "      - {question: Where does it rise?, answer: At Lake Toma.}\n"


def _say(line: str) -> list[tuple[str, str]]:
    _, found = diagnose(_FILE.replace("{line}", line) + _QUESTION)
    return [(each.code, each.mended) for each in found]


@pytest.mark.parametrize(
    ("line", "code", "mended"),
    [
        ("published: 31.01.2026", "invalid-date", "published: 2026-01-31"),
        ("published: 2026/1/31", "invalid-date", "published: 2026-01-31"),
        ("published: 20260131", "invalid-date", "published: 2026-01-31"),
        (
            "published: '2026-01-31T12:00:00Z'  # UTC",
            "invalid-date",
            "published: 2026-01-31  # UTC",
        ),
        ("published: 2026年1月31日", "invalid-date", "published: 2026-01-31"),
        ("published: 01/02/2026", "invalid-date", ""),
        ("published: 31.02.2026", "invalid-date", ""),
        ("published: January", "invalid-date", ""),
        ("language: zh_CN", "invalid-language", "language: zh-CN"),
        ("language: de_DE.UTF-8", "invalid-language", "language: de-DE"),
        ("language: English", "invalid-language", ""),
        ("url: <https://a.example/b>", "invalid-url", "url: https://a.example/b"),
        ("url: www.a.example/b?c", "invalid-url", "url: https://www.a.example/b?c"),
        ("url: '[b](https://a.example/b)'", "invalid-url", "url: https://a.example/b"),
        ("url: dQw4w9WgXcQ", "invalid-url", ""),
        ("url: notes.txt", "invalid-url", ""),
        ("duration: 1h02m03s", "invalid-time", "duration: 1:02:03"),
    ],
)
def test_a_value_in_another_form_is_an_error_with_the_line_as_it_should_be(
    line: str, code: str, mended: str
) -> None:
    assert _say(line) == [(code, mended)]


@pytest.mark.parametrize(
    ("word", "mended"), [("yes", "true"), ("No", "false"), ("None", "false"), ("maybe", "")]
)
def test_a_yes_or_no_is_spelled_as_true_or_false(word: str, mended: str) -> None:
    topics = f"    topics:\n      Source:\n        definition: A start.\n        reverse: {word}\n"
    _, (found,) = diagnose(_FILE.replace("{line}\n", "") + _QUESTION + topics)
    assert (found.code, found.message) == (
        "invalid-boolean",
        f"`reverse` is `{word}`, which is neither true nor false",
    )
    assert found.mended == (f"        reverse: {mended}" if mended else "")


@pytest.mark.parametrize("tags", ["[河流，欧洲]", "[東京、大阪]", "[أنهار، أوروبا]"])
def test_commas_of_other_scripts_part_no_tags(tags: str) -> None:
    _, (found,) = diagnose(_FILE.replace("{line}", f"tags: {tags}") + _QUESTION)
    assert (found.code, found.message, found.help) == (
        "invalid-tag",
        f"`{tags[1:-1]}` is one tag to YAML, which knows no comma but `,`",
        "write `, ` between two tags in brackets, or each on a line of its own",
    )


def test_a_question_without_keys_is_told_both() -> None:
    text = (
        "title: A\nchapters:\n  - title: B\n    time: 0:00\n    questions:\n      - Who was it?\n"
    )
    _, (found,) = diagnose(text)
    assert (found.message, found.help) == (
        "a question is text, but a mapping is expected",
        "write `question: ` in front of it, and `answer: ` with the answer on the next line",
    )
