"""Slugs: stable, and distinct for what is distinct."""

# ruff: noqa: RUF001 - letters that look like others are the point

import re
import sys
from itertools import combinations
from unicodedata import category, normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flashcards.text.slugs import (
    SLUG,
    Slug,
    cut_slug,
    fold_term,
    is_slug,
    key_slug,
    tag_slug,
    to_file_part,
)

NEIGHBOURS = [
    ["C", "C++", "C#", "F#", "F", "D"],
    ["ou", "où"],
    ["resume", "résumé", "resumé"],
    ["mā", "má", "mǎ", "mà", "ma"],
    ["List<int>", "List", "List int", "List<str>", "List[int] of"],
    ["日本", "日本語", "中国", "nihon"],
    ["а", "a", "α"],
    ["x²", "x2", "x³", "x₂"],
    ["🙂", "🙃", "?!"],
    ["thumbs 👍", "thumbs 👎", "thumbs"],
    ["½", "¼", "1"],
    ["$5", "5", "5€", "5%", "5 °C"],
    ["a < b", "a > b", "a = b", "a ≤ b", "a b"],
    ["R&D", "RD", "R|D", "R^D", "R＆D"],
    ["50%", "50٪", "50％", "50‰", "50"],
    ["f", "f′", "f″"],
    ["§ 5", "5"],
    ["می\u200cخواهم", "میخواهم", "می خواهم"],
    ["שלום", "שָׁלוֹם"],
    ["ｶﾞ", "ガ", "か", "が"],
    ["ı", "i", "í", "ĩ"],
    ["葛", "葛\U000e0100"],
    ["❤", "❤\ufe0f", "\ue000", "\ud800", "\udfff"],
    ["a", "a\u3164", "\u3164"],
    ["Đặng", "Dang", "Đăng", "Đâng"],
    ["50%", "50", "50+"],
    ["naïve Bayes", "naive Bayes"],
    ["Straße 1", "Strase 1"],
    ["x" * 70, "x" * 71],
    [f"{'long ' * 20}one", f"{'long ' * 20}two", "long " * 20],
]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Building and Training LLMs", "building-and-training-llms"),
        ("US vs. China: AI Race", "us-vs-china-ai-race"),
        ("  Spaces   and\ttabs ", "spaces-and-tabs"),
        ("What's next?", "whats-next"),
        ("What’s next?", "whats-next"),
        ("Café Señor", "café-señor"),
        ("R&D", "r-and-d"),
        ("C++ and C#", "c-plus-plus-and-c-sharp"),
        ("100% at 5 @ x=y", "100-percent-at-5-at-x-equals-y"),
        ("--a--", "a"),
        ("**Bold** `code`", "bold-code"),
        ("snake_case", "snake-case"),
        ("1984", "1984"),
    ],
)
def test_a_title_makes_a_readable_tag(title: str, slug: str) -> None:
    assert tag_slug(title) == slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Ça déjà vu, naïve Œuvre", "ça-déjà-vu-naïve-œuvre"),
        ("Ærø og Ølstykke på Þingvellir", "ærø-og-ølstykke-på-þingvellir"),
        ("Łódź nad Wisłą", "łódź-nad-wisłą"),
        ("Maße in großen Straßen", "masse-in-grossen-strassen"),
        ("İstanbul'da Iğdırlı ışık", "istanbulda-iğdırlı-ışık"),
        ("Tiếng Việt: Đặng Thị", "tiếng-việt-đặng-thị"),
        ("ΟΔΥΣΣΕΥΣ, ο Οδυσσεύς;", "οδυσσευσ-ο-οδυσσεύσ"),
        ("ᾳ ΐ ᾼ", "αι-ΐ-αι"),
        ("Что такое ёж? Это — «Ёж»", "что-такое-ёж-это-ёж"),
        ("Об’єкт, об'єкт", "обєкт-обєкт"),
        ("ما هو الذكاء الاصطناعي؟", "ما-هو-الذكاء-الاصطناعي"),
        ("مُحَمَّد، ١٢٣", "مُحَمَّد-١٢٣"),
        ("می\u200cخواهم بروم", "می\u200cخواهم-بروم"),
        ("\u200cمی\u200c بروم\u200d", "می-بروم"),
        ("שָׁלוֹם עוֹלָם", "שָׁלוֹם-עוֹלָם"),
        ("צה״ל וג׳ירפה", "צהל-וגירפה"),
        ("हिन्दी में क्या है?", "हिन्दी-में-क्या-है"),
        ("क्\u200dष १०।", "क्\u200dष-१०"),
        ("ශ්\u200dරී ලංකාව", "ශ්\u200dරී-ලංකාව"),
        ("தமிழ் மொழி", "தமிழ்-மொழி"),
        ("การเรียนรู้ของเครื่อง ๑", "การเรียนรู้ของเครื่อง-๑"),
        ("ភាសា\u200bខ្មែរ", "ភាសា-ខ្មែរ"),
        ("བོད་ཡིག", "བོད-ཡིག"),
        ("基本概念", "基本概念"),
        ("第1讲：热学（上）", "第1讲-热学-上"),
        ("阿尔伯特·爱因斯坦", "阿尔伯特-爱因斯坦"),
        ("「機械学習」とは、何か？", "機械学習-とは-何か"),
        ("ｶﾞｷﾞ ＦＵＬＬ１", "ｶﾞｷﾞ-ｆｕｌｌ１"),
        ("ガ キ\u3099", "ガ-ギ"),
        ("\u1112\u1161\u11ab글", "한글"),
        ("C++ 与 C# 的 R&D", "c-plus-plus-与-c-sharp-的-r-and-d"),
        ("x² ½ Ⅷ ① ٣", "x²-½-ⅷ-①-٣"),
        ("ŉ 'n", "ʼn-n"),
        ("ꭰ Ꭰ", "Ꭰ-Ꭰ"),
        ("soft\u00adhyphen \u202eturned\u202c \ufeffmark", "softhyphen-turned-mark"),
        ("e\u034f\u0301 \u0301e", "é-e"),
        ("热学🔥 👨‍👩‍👧 \ue000\ud800", "热学"),
        ("1️⃣ ❤️", "1\u20e3"),
        ("a\u200db é\u200cé 日\u200d本", "ab-éé-日本"),
        ("ㅤ가ﾠ", "가"),
    ],
)
def test_a_title_makes_a_tag_in_its_own_script(title: str, slug: str) -> None:
    assert tag_slug(title) == slug


@pytest.mark.parametrize("title", ["🙂", "?!", "", "\ue000", "\ud800", "\u0301", "\u3164"])
def test_a_title_without_letters_has_a_digest_for_a_slug(title: str) -> None:
    assert re.fullmatch("[0-9a-f]{8}", tag_slug(title))
    assert key_slug(title) == tag_slug(title)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Scaling laws", "scaling-laws"),
        ("What does a fully open model publish?", "what-does-a-fully-open-model-publish"),
        ("(What) does – a “fully” open… model publish!", "what-does-a-fully-open-model-publish"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("GPT-4.5", "gpt-4-5"),
        ("où", "où"),
        ("日本", "日本"),
        ("日本🗾", "日本-be2e986f"),
    ],
)
def test_a_text_makes_a_readable_key(text: str, slug: str) -> None:
    assert key_slug(text) == slug


@pytest.mark.parametrize("texts", NEIGHBOURS, ids=lambda texts: texts[0][:20])
def test_neighbours_have_keys_of_their_own(texts: list[str]) -> None:
    clashes = [pair for pair in combinations(texts, 2) if key_slug(pair[0]) == key_slug(pair[1])]
    assert clashes == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Scaling laws", "scaling LAWS"),
        ("Scaling laws", "Scaling  laws "),
        ("Scaling laws", "Scaling laws."),
        ("Scaling laws", "“Scaling laws”"),
        ("What's next?", "Whats next"),
        ("Cafe\N{COMBINING ACUTE ACCENT}", "Café"),
        ("OÙ", "où"),
        ("ÉTÉ", "été"),
        ("什么是注意力？", "「什么是**注意力**」。"),
        ("Что это?", "«Что — это…»"),
        ("¿Qué es?", "Qué es"),
        ("ما هو؟", "ما هو"),
        ("क्या है?", "क्या है।"),
        ("ΤΙΣ", "τις"),
        ("Straße", "STRASSE"),
        ("İlk", "ilk"),
        ("soft\u00adhyphen é", "softhyphen é"),
        ("\u200fשלום\u200e", "שלום"),
    ],
)
def test_case_space_and_punctuation_alone_change_no_key(one: str, other: str) -> None:
    assert key_slug(one) == key_slug(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Scaling laws", "  scaling   LAWS\n"),
        ("Straße", "STRASSE"),
        ("É", "E\N{COMBINING ACUTE ACCENT}"),
        ("Σίσυφος", "ΣΊΣΥΦΟΣ"),
        ("İzmir", "izmir"),
    ],
)
def test_terms_compare_without_case_and_extra_space(one: str, other: str) -> None:
    assert fold_term(one) == fold_term(other)


def test_terms_compare_with_their_punctuation_and_accents() -> None:
    assert len({fold_term(term) for term in ("C", "C++", "C#", "ou", "où", "R&D", "RD")}) == 7


@pytest.mark.parametrize(
    "text",
    [
        *("a", "a1", "1", "a-b", "state-of-ai-2026", "é", "日本-1", "می\u200cخواهم", "हिन्दी"),
        *("ශ්\u200dරී", "การเรียนรู้", "ɪ", "١٢", "x²", "½", "ⅷ"),
    ],
)
def test_a_slug_is_lower_case_with_single_hyphens(text: str) -> None:
    assert is_slug(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", "A", "a-", "-a", "a--b", "a_b", "a b", "a\n", "a/b", "a~b", "a:b", 'a"', "a*"),
        *("É", "e\N{COMBINING ACUTE ACCENT}", "ß", "ς", "İ", "i\u0307", "ŉ", "\u0301a", "日。本"),
        *("é-", "-é", "é--é", "é_é", "é é", "é\u3000é", "é\u00a0é", "é:é", 'é"', "é*", "é/é"),
        *("a\u200cb", "é\u200dé", "日\u200b本", "می\u200c", "\u200cمی", "می\u200c\u200cخ"),
        *(
            "日🗾",
            "\ue000",
            "\ud800",
            "é\u202e",
            "é\u00ad",
            "é\ufe0f",
            "\u3164",
            "é\x7f",
            "\U000323b0",
        ),
    ],
)
def test_anything_else_is_no_slug(text: str) -> None:
    assert not is_slug(text)


@example("𝕬 and A")
@given(st.text())
def test_every_text_has_slugs_of_the_published_form(text: str) -> None:
    assert re.fullmatch(SLUG, tag_slug(text))
    assert re.fullmatch(SLUG, key_slug(text))


def _is_sound(slug: str) -> bool:
    """Whether a slug is its own, and nothing that Anki, a file system or YAML gives a meaning."""
    forbidden = re.compile(r'[\s"*_:/\\?<>|~#&%\x00-\x1f\x7f-\xa0\u200b\u200e-\u206f\ud800-\udfff]')
    return (
        is_slug(slug)
        and tag_slug(slug) == slug
        and normalize("NFC", slug) == slug
        and normalize("NFC", slug.casefold()) == slug
        and not forbidden.search(slug)
    )


@given(st.text())
def test_a_slug_is_stable_and_holds_nothing_that_means_something(text: str) -> None:
    assert _is_sound(tag_slug(text))
    assert _is_sound(key_slug(text))


def test_each_character_alone_and_among_letters_makes_a_sound_slug() -> None:
    wrong = [
        f"{code:04x}"
        for code in range(sys.maxunicode + 1)
        if category(chr(code)) not in {"Cn", "Co"}
        and not all(map(is_slug, {tag_slug(chr(code)), tag_slug(f"क{chr(code)}é{chr(code)}")}))
    ]
    assert wrong == []


WORDS = st.text(st.characters(categories=["L", "M", "N", "Cf"]), min_size=1, max_size=90)


@given(WORDS, st.integers(9, 250))
def test_a_cut_slug_is_a_slug_of_so_many_bytes(text: str, most: int) -> None:
    slug = tag_slug(text)
    cut = cut_slug(slug, most)
    assert len(cut.encode()) <= most
    assert slug.startswith(cut)
    assert is_slug(cut)


@pytest.mark.parametrize(
    ("slug", "most", "cut"),
    [
        ("one-two-three", 13, "one-two-three"),
        ("one-two-three", 12, "one-two"),
        ("one-two-three", 7, "one-two"),
        ("o-undivided", 8, "o-undivi"),
        ("基本概念", 11, "基本概"),
        ("हिन्दी", 9, "हि"),
        ("می\u200cخواهم", 7, "می"),
    ],
)
def test_a_slug_is_cut_between_words_and_never_before_a_mark(
    slug: str, most: int, cut: str
) -> None:
    assert cut_slug(Slug(slug), most) == cut


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Open+", "open+"),
        ("v1.2/x", "v1_2_x"),
        ("基本 概念?", "基本_概念_"),
        ("Größe" * 20, "grösse" * 8 + "grö"),
        ('a"*:\n', "a____"),
    ],
)
def test_a_part_of_a_files_name_has_no_signs(text: str, part: str) -> None:
    assert to_file_part(text, 60) == part


@given(st.text(min_size=1))
def test_a_key_stays_short(text: str) -> None:
    assert len(key_slug(text * 20)) <= 64 + 1 + 8


def test_a_long_key_is_cut_between_words_or_else_where_it_is_too_long() -> None:
    assert key_slug("слово " * 20) == "-".join(["слово"] * 10) + "-461eb78a"
    assert key_slug("基本概念" * 20) == "基本概念" * 16 + "-700e1517"
    assert key_slug("好，" + "基本概念" * 20) == "好-" + "基本概念" * 15 + "基本" + "-97b8cddd"


@given(st.lists(st.text(max_size=10), max_size=5))
def test_a_key_depends_on_its_text_alone(texts: list[str]) -> None:
    alone = {text: key_slug(text) for text in texts}
    assert {text: key_slug(text) for text in reversed(texts)} == alone


@given(
    st.lists(st.text("abcxyz0189", min_size=1, max_size=8), min_size=1, max_size=7).map("-".join)
)
def test_a_slug_is_its_own_slug(slug: str) -> None:
    assert tag_slug(slug) == slug
    assert key_slug(slug) == slug


@given(st.text("aAzZ09 \t\n.,;:!?\"'`*()[]/_-&+#%@=", max_size=30))
def test_a_plain_text_has_the_slugs_of_one_that_is_not(text: str) -> None:
    """Plain texts take a way of their own, which a typographic sign leads away from."""
    plain, other = f"a{text}", f"a{text}\N{RIGHT SINGLE QUOTATION MARK}"
    assert tag_slug(plain) == tag_slug(other)
    if len(tag_slug(plain)) <= 64:  # the end of a longer one makes a digest
        assert key_slug(plain) == key_slug(other)


@given(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8))
def test_one_more_letter_gives_another_key(text: str) -> None:
    assert key_slug(text) != key_slug(f"{text}x")


LETTERS = st.text(
    st.sampled_from(
        "aàáâbcñiıİíłlßsςσ日本語βжz019²½한글\u1112\u1161कि्\u200c\u200dกำיָｶﾞ\u0301\u034f🙂\ue000%&′"
    ),
    min_size=1,
    max_size=6,
)


@given(LETTERS, LETTERS)
def test_words_of_other_letters_have_other_keys(one: str, other: str) -> None:
    if fold_term(one) != fold_term(other):
        assert key_slug(one) != key_slug(other)


RUBY = "<ruby>閏月<rt>うるうづき</rt></ruby>"


def test_a_reading_is_no_part_of_a_key_or_of_a_term() -> None:
    assert key_slug(RUBY) == key_slug("閏月") == "閏月"
    assert key_slug(f"{RUBY}とは何か？") == key_slug("閏月とは何か？")
    assert tag_slug(f"第一章 {RUBY}") == tag_slug("第一章 閏月")
    assert fold_term(RUBY) == fold_term("閏月")
    assert key_slug("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字") == "漢字"
