"""What the craft rules say in other languages than English, and of cards of several.

A rule that needs English words is silent; the others find what shows everywhere.
"""

import pytest

from flashcards.content.codes import explain_code
from flashcards.content.levels import RULES
from flashcards.lint.rules import CARD_RULES, ENGLISH_CODES
from flashcards.text.language import count_words, has_unspaced
from tests.command import ROOT
from tests.lint.deck import LANGUAGES, Labelled, codes_of, judge_files, read_labelled
from tests.pipeline import codes

DEVELOPED, HELD_BACK = (tuple(read_labelled(LANGUAGES, part)) for part in (0, 1))
ALL = (*DEVELOPED, *HELD_BACK)

Cards = tuple[tuple[Labelled, tuple[str, ...]], ...]


def _misjudged(cards: Cards) -> list[tuple[str, list[str], list[str]]]:
    """Give the cards of which something else is said than their label expects."""
    found = [(card, codes_of(card, beside)) for card, beside in cards]
    return [
        (card.front, sorted(said), sorted(card.expected))
        for card, said in found
        if said != card.expected
    ]


def test_cards_in_other_languages_are_judged_by_what_shows_in_all(
    capsys: pytest.CaptureFixture[str],
) -> None:
    developed, held_back = map(_misjudged, (DEVELOPED, HELD_BACK))
    with capsys.disabled():
        for name, cards, wrong in (
            ("developed on", DEVELOPED, developed),
            ("held back", HELD_BACK, held_back),
        ):
            print(f"\ncraft in other languages, {name}: {len(cards) - len(wrong)} of {len(cards)}")  # noqa: T201 - the measure
    assert developed == []
    assert held_back == []


def test_the_cards_are_of_many_languages_and_mostly_good() -> None:
    assert len(DEVELOPED) == len(HELD_BACK) == 60
    languages = {card.language for card, _ in ALL if card.language}
    said = f"{len(ALL)} labelled cards in {len(languages)} languages and of several are all judged"
    assert said in " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    for cards in (DEVELOPED, HELD_BACK):
        assert len([card for card, _ in cards if card.expected]) in range(12, 20)
        assert len([card for card, _ in cards if not card.language]) >= 15
    assert {code for card, _ in ALL for code in card.expected}.isdisjoint(ENGLISH_CODES)


def test_each_rule_says_whether_it_needs_english() -> None:
    assert ENGLISH_CODES == (
        "question-yes-no",
        "question-broad",
        "reporting-words",
        "dangling-reference",
        "volatile",
        "vague-term",
        "mirror-blank",
    )
    assert set(ENGLISH_CODES) == {rule.code for rule in CARD_RULES if rule.needs_english}
    assert set(ENGLISH_CODES) < set(RULES)
    explained = {code for code in RULES if "judges English texts alone" in explain_code(code)}
    assert explained == set(ENGLISH_CODES)


FAULTY = (
    "title: A\nchapters:\n  - title: One\n    time: 0:00 - 4:00\n"
    "    summary: 'This is what the speaker says: it is currently ==of the==, less ==more==.'\n"
    "    topics:\n"
    "      Rain: {definition: This is what was mentioned above about current trends}\n"
    "      Snow: {definition: Question of why it is white}\n"
    "    questions:\n"
    "      - {question: Is it what the video currently explains?, answer: Yes}\n"
    "      - {question: What are some colours discussed in it?, answer: 'Red, green and blue'}\n"
    "      - {question: Which LLMs are there?, answer: The Llms that the host's Gpt mentions}\n"
)


@pytest.mark.parametrize("language", ["de", "zh-Hant", "ar", "tlh"])
def test_a_files_language_goes_before_what_its_texts_look_like(language: str) -> None:
    assert set(ENGLISH_CODES) <= set(codes(judge_files(FAULTY)))
    assert judge_files(f"language: {language}\n{FAULTY}") == ()


@pytest.mark.parametrize("language", ["en", "EN", "en-GB"])
def test_english_has_several_codes(language: str) -> None:
    assert codes(judge_files(f"language: {language}\n{FAULTY}")) == codes(judge_files(FAULTY))


def test_what_begins_like_english_is_another_language() -> None:
    assert judge_files(f"language: enm\n{FAULTY}") == ()


ARTICLE_1 = {
    "en": "All human beings are born free and equal in dignity and rights. They are endowed with "
    "reason and conscience and should act towards one another in a spirit of brotherhood.",
    "zh": "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。",  # noqa: RUF001 - Chinese signs
    "ja": "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。"
    "人間は、理性と良心とを授けられており、互いに同胞の精神をもって行動しなければならない。",
    "ko": "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다. 인간은 천부적으로 "
    "이성과 양심을 부여받았으며 서로 형제애의 정신으로 행동하여야 한다.",
    "th": "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ ต่างมีเหตุผลและมโนธรรม "
    "และควรปฏิบัติต่อกันด้วยเจตนารมณ์แห่งภราดรภาพ",
    "km": "មនុស្សទាំងអស់ កើតមកមានសេរីភាព និងសមភាព ក្នុងផ្នែកសេចក្ដីថ្លៃថ្នូរនិងសិទ្ធិ។ មនុស្ស មានវិចារណញ្ញាណ"
    "និងសតិសម្បជញ្ញៈជាប់ពីកំណើត ហើយគប្បីប្រព្រឹត្តចំពោះគ្នាទៅវិញទៅមក ក្នុងស្មារតីភាតរភាពជាបងប្អូន។",
    "my": "လူတိုင်းသည် တူညီ လွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့် လည်းကောင်း၊ တူညီလွတ်လပ်သော အခွင့်အရေးများဖြင့် "
    "လည်းကောင်း၊ မွေးဖွားလာသူများ ဖြစ်သည်။ ထိုသူတို့၌ ပိုင်းခြား ဝေဖန်တတ်သော ဉာဏ်နှင့် ကျင့်ဝတ် သိတတ်သော စိတ်တို့ရှိကြ၍ "
    "ထိုသူတို့သည် အချင်းချင်း မေတ္တာထား၍ ဆက်ဆံကျင့်သုံးသင့်၏။",
    "hi": "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है। उन्हें "
    "बुद्धि और अन्तरात्मा की देन प्राप्त है और परस्पर उन्हें भाईचारे के भाव से बर्ताव करना चाहिए।",
}
"""The first article of the Universal Declaration of Human Rights, as its translators have it."""


@pytest.mark.parametrize("language", ARTICLE_1)
def test_one_text_has_about_as_many_words_in_every_script(language: str) -> None:
    assert count_words(ARTICLE_1["en"]) == 30
    assert count_words(ARTICLE_1[language]) in range(18, 38)


@pytest.mark.parametrize(
    ("text", "count"), [("TCP/IPの四つの層", 3), ("、。", 0), ("々", 1), ("ก็", 1), ("कला", 1)]
)
def test_the_shortest_text_is_a_word_and_signs_are_none(text: str, count: int) -> None:
    assert count_words(text) == count


def test_korean_is_counted_by_its_spaces() -> None:
    assert not has_unspaced("모든 인간은 자유롭다")
    assert has_unspaced("人间")


def test_where_words_are_estimated_the_message_says_about() -> None:
    back = "光" * 60
    text = (
        "language: zh\ntitle: A\nchapters:\n  - title: One\n    time: 0:00 - 4:00\n"
        f"    questions: [{{question: 甲, answer: {back}}}]\n"
    )
    (found,) = judge_files(text)
    assert found.message == "the answer has about 30 words, more than 25"


def _terms(**terms: str) -> str:
    topics = ", ".join(f"{term}: {{definition: {back}}}" for term, back in terms.items())
    return f"title: A\nchapters:\n  - {{title: One, time: 0:00 - 4:00, topics: {{{topics}}}}}\n"


def test_forms_of_one_word_are_no_twins_and_two_words_are() -> None:
    forms = _terms(sprechen="to speak", sprachen="they spoke")
    assert judge_files(forms) == ()
    assert codes(judge_files(_terms(Kirche="church", Kirsche="cherry"))) == ["near-twin"]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How do you say one, two, three in Chinese?", "一、二、三"),
        ("Good morning! How are you?", "Guten Tag! Wie geht es Ihnen?"),
        ("How are you? Are you well?", "Wie geht es? Sind Sie gesund?"),
    ],
)
def test_what_translates_several_things_is_as_many(question: str, answer: str) -> None:
    text = "title: A\nchapters:\n  - title: One\n    time: 0:00 - 4:00\n    questions:\n"
    assert judge_files(f'{text}      - {{question: "{question}", answer: "{answer}"}}\n') == ()


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("Whom did they elect?", "Charles de Gaulle", ["dangling-reference"]),
        ("For which patron was this work written?", "Prince Esterházy.", ["dangling-reference"]),
        ("Who built the heap, and when?", "J. W. J. Williams, in 1964", ["question-double"]),
        ("Where are they going?", "Wo sind sie denn", []),
        ("Do you like tea?", "Tu aimes le thé", []),
        ("They are here", "São Eles", []),
    ],
)
def test_a_name_of_another_language_leaves_its_question_english(
    question: str, answer: str, expected: list[str]
) -> None:
    text = "title: A\nchapters:\n  - title: One\n    time: 0:00 - 4:00\n    questions:\n"
    found = judge_files(f'{text}      - {{question: "{question}", answer: "{answer}"}}\n')
    assert codes(found) == expected
