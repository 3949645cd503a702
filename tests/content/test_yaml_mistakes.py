"""What is said of mistakes in YAML: at which line, and whether obeying it mends the file."""

from random import Random

import pytest

from flashcards.diagnostics import Diagnostic, Severity, Source
from tests.command import ROOT
from tests.content.breaking import BREAKERS, LAKES, Broken, break_text
from tests.content.mistakes import MORE, Mistake, apply_mended, read_mistakes
from tests.pipeline import diagnose

MISTAKES = read_mistakes()
ALL = (*MISTAKES, *read_mistakes(MORE))

JARGON = (
    "scalar",
    "token",
    "indicator",
    "block mapping",
    "flow mapping",
    "sequence",
    "while parsing",
)


def _said(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.message}; {diagnostic.help}"


def test_readme_says_how_many_mistakes_are_mended() -> None:
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    mended = sum(each.mends for each in MISTAKES)
    assert f"Of {len(MISTAKES)} slips that people ask about in public, each is one report" in readme
    assert f"at that line, {mended} with the line mended;" in readme


@pytest.mark.parametrize("mistake", ALL, ids=str)
def test_a_mistake_is_one_report_at_the_line_to_change(mistake: Mistake) -> None:
    source, found = diagnose(mistake.text)
    assert [source.position(each.span.start)[0] for each in found] == [mistake.line]
    assert mistake.says.lower() in _said(found[0]).lower()


@pytest.mark.parametrize("mistake", [each for each in ALL if each.mends], ids=str)
def test_the_mended_line_gives_the_file_that_was_meant(mistake: Mistake) -> None:
    source, (found,) = diagnose(mistake.text)
    assert apply_mended(source, found) == mistake.mended


@pytest.mark.parametrize("mistake", ALL, ids=str)
def test_the_mended_file_has_nothing_wrong(mistake: Mistake) -> None:
    _, found = diagnose(mistake.mended)
    assert found == ()


@pytest.mark.parametrize("mistake", ALL, ids=str)
def test_no_word_of_the_parser_is_said(mistake: Mistake) -> None:
    _, found = diagnose(mistake.text)
    assert [word for each in found for word in JARGON if word in _said(each)] == []


TERMS = (
    "@property",
    "`map`",
    "**kwargs",
    "*args",
    "&mut",
    "!important",
    "%d",
    "[Fe(CN)6]4-",
    "[x]",
    "{x}",
    "|",
    "> operator",
    "'a lifetime",
    '"Brigach" river',
)


@pytest.mark.parametrize("term", TERMS)
@pytest.mark.parametrize(
    "value", ["Sign of the trade.", "", "\n        definition: Sign of the trade."]
)
def test_a_term_that_starts_with_a_sign_needs_quotes(term: str, value: str) -> None:
    text = (
        "title: Signs\n"
        "chapters:\n"
        "  - title: First\n"
        "    time: 0:00\n"
        "    topics:\n"
        "      Word: Smallest piece of speech that stands alone.\n"
        "{line}"
        "      Letter: Smallest piece of writing.\n"
        "    questions:\n"
        "      - question: How many are there?\n"
        "        answer: Nine.\n"
    )
    behind = f":{' ' * value[:1].isalpha()}{value}\n"
    source, found = diagnose(text.replace("{line}", f"      {term}{behind}"))
    quoted = f'"{term}"' if '"' not in term else f"'{term}'"
    said = [(source.position(each.span.start)[0], each.message, each.help) for each in found]
    assert said == [(7, f"a term that starts with `{term[0]}` needs quotes", "quote the term")]
    assert found[0].mended == f"      {quoted}{behind.splitlines()[0]}"


@pytest.mark.parametrize(
    ("first", "second", "helps"),
    [
        ("front", "back", ("did you mean `question`?", "did you mean `answer`?")),
        ("Q", "A", ("did you mean `question`?", "did you mean `answer`?")),
        ("prompt", "response", ("did you mean `question`?", "did you mean `answer`?")),
        ("Frage", "Antwort", ("did you mean `question`?", "did you mean `answer`?")),
        ("pregunta", "respuesta", ("did you mean `question`?", "did you mean `answer`?")),
        ("вопрос", "ответ", ("did you mean `question`?", "did you mean `answer`?")),
        ("问题", "答案", ("did you mean `question`?", "did you mean `answer`?")),
    ],
)
def test_a_question_under_another_name_is_no_question_as_a_key(
    first: str, second: str, helps: tuple[str, str]
) -> None:
    _, found = diagnose(
        "title: Lakes\nchapters:\n  - title: Lake Baikal\n    time: 0:00\n    questions:\n"
        f"      - {first}: How deep is it?\n        {second}: 1,642 metres.\n"
    )
    assert [(each.message, each.help, each.mended) for each in found] == [
        (f"a question has no key `{first}`", helps[0], "      - question: How deep is it?"),
        (f"a question has no key `{second}`", helps[1], "        answer: 1,642 metres."),
    ]


def _break(kind: str) -> list[Broken]:
    random = Random(kind)  # noqa: S311 - to be repeated
    broken = (break_text(random, LAKES, kind) for _ in range(6))
    return [each for each in broken if each is not None]


@pytest.mark.parametrize("kind", BREAKERS)
def test_a_line_broken_at_random_is_the_one_reported(kind: str) -> None:
    broken = _break(kind)
    assert broken
    for each in broken:
        source, found = diagnose(each.text)
        lines = {source.position(diagnostic.span.start)[0] for diagnostic in found}
        # Some can't be told from what was meant: a text that is indented by more is the same text.
        assert lines <= {each.line}, each.text
        for diagnostic in found:
            if diagnostic.mended:
                mended = apply_mended(Source(source.path, each.text), diagnostic)
                assert diagnose(mended)[1] == (), mended


def test_all_mistakes_of_a_file_are_told_at_once() -> None:
    """A file with several has them all reported, and what is wrong behind them as well."""
    text = (
        "title: Lakes: the deepest\n"
        "chapters:\n"
        "  - title: Lake Baikal\n"
        "    time: 0:00\n"
        "    questions:\n"
        "      - question: How deep is it?\n"
        "        answer:1,642 metres\n"
        "        question: Where is it?\n"
        "        answer: 'It's in Siberia'\n"
        "      - question: When does it freeze?\n"
        "        answer: In January\n"
        "        at: later\n"
    )
    source, found = diagnose(text)
    assert [(source.position(each.span.start)[0], each.message) for each in found] == [
        (1, "a text with `: ` in it needs quotes: `Lakes:`"),
        (7, "a space is missing behind `answer:`"),
        (8, "a dash is missing in front of `question`: a new entry starts with `- `"),
        (9, "a text between quotes has an apostrophe in it, which ends the quotes"),
        (12, "`later` is not a time"),
    ]
    lines = text.split("\n")
    for each in found[:-1]:
        lines[source.position(each.span.start)[0] - 1] = each.mended
    assert [each.code for each in diagnose("\n".join(lines))[1]] == ["invalid-time"]


_DANGEROUS = " \t-:,[]{}'\"#&*!|>@`%?\n\xa0："  # noqa: RUF001 - what looks like a colon, too


def _mistype(random: Random, text: str) -> str:
    """Lose, double or put in a character somewhere."""
    at = random.randrange(len(text))
    new = random.choice(["", text[at] * 2, random.choice(_DANGEROUS) + text[at]])
    return text[:at] + new + text[at + 1 :]


def _errors(found: tuple[Diagnostic, ...]) -> int:
    return sum(each.severity is Severity.ERROR for each in found)


@pytest.mark.parametrize("seed", range(12))
def test_obeying_what_is_said_of_any_slip_leaves_less_to_say(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - to be repeated
    for _ in range(10):
        text = _mistype(random, LAKES)
        source, found = diagnose(text)
        for each in found:
            assert 0 <= each.span.start <= each.span.end <= len(text)
            if each.mended and each.severity is Severity.ERROR:
                _, left = diagnose(apply_mended(source, each))
                assert _errors(left) < _errors(found), (text, each)


@pytest.mark.parametrize(
    ("owner", "item", "mended"),
    [
        ("topic", "Rain: {cards: false}", "Rain: {card: false}"),
        ("topic", "Rain: {Definition: Water.}", "Rain: {definition: Water.}"),
        (
            "question",
            "- {question: A?, answer: B., hnt: C}",
            "- {question: A?, answer: B., hint: C}",
        ),
        ("question", "- {questoin: A?, answer: B.}", "- {question: A?, answer: B.}"),
    ],
)
def test_a_misspelled_key_between_braces_is_no_text_to_quote(
    owner: str, item: str, mended: str
) -> None:
    text = f"title: A\nchapters:\n  - title: One\n    time: 0:00\n    {owner}s:\n      {item}\n"
    _, (found,) = diagnose(text)
    assert (found.code, found.mended) == ("unknown-key", f"      {mended}")
    assert found.message.startswith(f"a {owner} has no key ")
