"""What becomes of findings: one for each cause, with the level that was asked for."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.content.keys import Key
from flashcards.content.levels import RULES, Level
from flashcards.lint.rules import CARD_RULES, FILE_CODES, FILE_RULES, PAIR_CODES, PAIR_RULES
from tests.lint.deck import judge_files
from tests.pipeline import codes, diagnose

START = "title: A\nchapters:\n  - title: One\n    time: 0:00 - 4:00\n"
LISTED = "Red, green and blue"


def _question(front: str, back: str, allow: str = "") -> str:
    return (
        f"{START}    questions:\n      - question: '{front}'\n        answer: '{back}'\n"
        f"        allow: [{allow}]\n"
    )


def _codes(text: str, levels: dict[str, Level]) -> list[tuple[str, str]]:
    _, found = diagnose(text, levels=levels)
    return [(each.severity.value, each.code) for each in found]


def test_there_is_one_function_for_each_rule() -> None:
    pairs = [rule.__name__ for rule in PAIR_RULES]
    assert sorted(pairs) == sorted(f"check_{code.replace('-', '_')}" for code in PAIR_CODES)
    files = [rule.__name__ for rule in FILE_RULES]
    assert sorted(files) == sorted(f"check_{code.replace('-', '_')}" for code in FILE_CODES)
    codes_of_cards = (rule.code for rule in CARD_RULES)
    assert sorted([*codes_of_cards, *PAIR_CODES, *FILE_CODES]) == sorted(RULES)


@pytest.mark.parametrize("level", [Level.INFO, Level.WARNING, Level.ERROR])
def test_a_level_replaces_the_rules_own_severity(level: Level) -> None:
    text = _question("Is that so?", "Yes")
    assert _codes(text, {"question-yes-no": level}) == [(level.value, "question-yes-no")]


def test_a_level_of_the_run_wins_over_the_files() -> None:
    text = "check: {question-yes-no: error}\n" + _question("Is that so?", "Yes")
    assert _codes(text, {}) == [("error", "question-yes-no")]
    assert _codes(text, {"question-yes-no": Level.OFF}) == []


def test_a_long_list_in_two_sentences_is_one_problem() -> None:
    back = ", ".join(["of some colour"] * 9) + " and grey"
    text = _question("Which tints did Vermeer use?", back)
    assert _codes(text, {}) == [("warning", "answer-list")]
    assert _codes(text, {"answer-list": Level.OFF}) == [("warning", "answer-long")]
    assert _codes(text, {"answer-long": Level.ERROR}) == [("error", "answer-long")]


def test_the_numbers_of_a_chinese_list_are_none_of_its_things() -> None:
    back = "一、北京\n\n          二、上海\n\n          三、天津"
    (found,) = judge_files(_question("中国有哪些直辖市?", back))
    assert (found.code, found.message) == ("answer-list", "the answer is a list of 3 things")


def test_an_excused_finding_lets_the_next_of_its_text_speak() -> None:
    back = ", ".join(["of some colour"] * 9) + " and grey"
    text = _question("Which tints did Vermeer use?", back, "answer-list")
    assert _codes(text, {}) == [("warning", "answer-long")]


def test_problems_of_question_and_answer_are_two() -> None:
    found = judge_files(_question("What are some colours?", LISTED))
    assert sorted(codes(found)) == ["answer-list", "question-broad"]


@pytest.mark.parametrize(
    ("front", "back"),
    [
        ("Which is the odd one out: cello, oboe or viola?", "The oboe"),
        ("How are queries and keys combined?", "By a dot product, scaled and passed on"),
        ("For what role is text diffusion meant?", "Quick answers"),
        ("What of the order is forgotten first?", "Old data, so the latest shapes it most"),
        ("What is the sine of 0 degrees?", "0"),
        ("Which of Venus and Mars has moons?", "Mars"),
        ("What does TCP do about lost data?", "No, acknowledged and sent again"),
    ],
)
def test_a_card_that_once_was_accused_wrongly_is_left_alone(front: str, back: str) -> None:
    assert judge_files(_question(front, back)) == ()


def test_two_meanings_of_a_word_told_apart_in_brackets_are_no_twins() -> None:
    text = (
        f"{START}    topics:\n      Mercury (planet): The one nearest to the sun.\n"
        "      Mercury (metal): A metal that is liquid at room temperature.\n"
    )
    assert judge_files(text) == ()


_PIECES = st.lists(
    st.sampled_from(
        "What is and , ; . : ? … - ( ) RL (RL) it or A “ ” ' 日本 ¿ \\ `a` $x$ *b* ==c== \"".split()
    ),
    min_size=1,
    max_size=12,
).map(" ".join)


@given(_PIECES, _PIECES, _PIECES)
def test_no_text_makes_a_rule_fail(front: str, back: str, summary: str) -> None:
    texts = [json.dumps(f"x{text}", ensure_ascii=False) for text in (front, back, summary)]
    bare = [json.dumps(text or "x", ensure_ascii=False) for text in (front, back)]
    yaml = (
        f"{START}    summary: {texts[2]}\n    topics: {{{texts[0]}: {{definition: {bare[1]}, "
        f"reverse: true}}}}\n    questions: [{{question: {texts[0]}, answer: {bare[1]}}}]\n"
    )
    for each in diagnose(yaml, levels={})[1]:
        assert "\n" not in each.message + each.help
        assert each.span.start <= each.span.end <= len(yaml)


# What is judged when only some notes are asked for.

SEVERAL = (
    "title: A\nmodules:\n  - title: Llm basics\n    chapters:\n      - title: One\n"
    "        time: 0:00 - 4:00\n        summary: Skies are ==blue and wide and far and open==\n"
    "        topics:\n          Rain: {definition: 'The rain, seen from below.'}\n"
    "          Llms:\n"
    "        questions:\n          - {question: Is that so?, answer: 'Yes'}\n"
    "          - {question: Why is it so?, answer: 'Red, green and blue', allow: [answer-list]}\n"
)
ALL = ("chapter/one", "topic/rain", "question/is-that-so", "question/why-is-it-so")


def _found_only(*names: str, files: tuple[str, ...] = (SEVERAL,)) -> list[str]:
    return sorted(codes(judge_files(*files, only=[Key(name) for name in names])))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("chapter/one", "cloze-shape"),
        ("topic/rain", "term-in-definition"),
        ("question/is-that-so", "question-yes-no"),
    ],
)
def test_of_chosen_notes_and_the_titles_beside_them_all_is_found(name: str, code: str) -> None:
    # A module's title, and a term without definition, stand on every note.
    assert _found_only(f"0/{name}") == sorted([code, "text-hygiene", "text-hygiene"])


def test_an_excuse_on_a_note_that_is_not_judged_is_not_called_unused() -> None:
    assert "unused-allow" not in codes(judge_files(SEVERAL, only=[Key("0/topic/rain")]))
    unused = SEVERAL.replace("'Red, green and blue'", "Red")
    assert "unused-allow" not in codes(judge_files(unused, only=[Key("0/topic/rain")]))
    assert "unused-allow" in codes(judge_files(unused, only=[Key("0/question/why-is-it-so")]))


def test_all_notes_chosen_are_judged_as_all_notes_are() -> None:
    assert judge_files(SEVERAL, only=[Key(f"0/{name}") for name in ALL]) == judge_files(SEVERAL)


def test_no_note_chosen_is_nothing_found() -> None:
    assert judge_files(SEVERAL, only=[]) == ()
    assert judge_files(SEVERAL, only=[Key("1/topic/rain")]) == ()


def _twins(front: str, allow: str = "") -> str:
    return (
        f"{START}    questions:\n"
        "      - {question: Who leads the left wing?, answer: Ann}\n"
        f"      - {{question: {front}, answer: Bea, allow: [{allow}]}}\n"
    )


LEFT, RIGHT = "question/who-leads-the-left-wing", "question/who-leads-the-right-wing"


def test_pairs_are_found_among_the_chosen_notes_of_one_file() -> None:
    text = _twins("Who leads the right wing?")
    assert _found_only(f"0/{LEFT}", f"0/{RIGHT}", files=(text,)) == ["near-twin"]
    assert _found_only(f"0/{RIGHT}", files=(text,)) == []
    one, other = (
        f"{START}    questions:\n      - {{question: Who leads the {side} wing?, answer: {who}}}\n"
        for side, who in (("left", "Ann"), ("right", "Bea"))
    )
    assert codes(judge_files(one, other)) == ["near-twin"]
    assert _found_only(f"0/{LEFT}", f"1/{RIGHT}", files=(one, other)) == []


def test_the_excuse_from_a_pair_whose_other_note_is_not_judged_may_be_needed() -> None:
    text = _twins("Who leads the right wing?", "near-twin")
    assert codes(judge_files(text)) == []
    assert _found_only(f"0/{RIGHT}", files=(text,)) == []


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ("All Llms", "`Llms` holds an acronym or name in a title-caser's case"),
        ("In the 20Th century", "`20Th` holds an ordinal in a title-caser's case"),
        ("Lime..", "`Lime..` holds a dot that stands twice"),
        ("Lime (source?)", "`(source?)` holds a note to oneself"),
        ("Lime [2]", "`Lime [2]` holds a mark of a footnote"),
        ("Lime â€“ a fruit", "`â€“` was read in the wrong encoding"),
        ("Lime (a fruit", "the text breaks off at its end"),
    ],
)
def test_what_was_left_behind_is_quoted(answer: str, message: str) -> None:
    (found,) = judge_files(_question("Which fruit is sour?", answer))
    assert (found.code, found.message) == ("text-hygiene", message)
