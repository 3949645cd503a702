# ruff: noqa: RUF001 - signs of other scripts are what it is about
"""The description of a video."""

import pytest

from flashcards.drafts.records import Draft, DraftModule
from tests.drafts.samples import DESCRIPTION, chapter, clean, complaints, flat, run, said

TWO = flat(chapter("Alps", 0), chapter("Lake", 250_000))


OTHERS = "Lines with times that are no chapters of this list:"


def _titles(text: str) -> list[str]:
    return [each.title for each in said("description", text)[0].chapters]


def test_a_whole_description_gives_a_draft() -> None:
    draft, found = said("description", DESCRIPTION)
    assert found == ["source-lines-left-out"]
    assert draft == Draft(
        title="The Rhine, from Source to Sea",
        comment=f"{OTHERS}\n"
        "We follow the river for 1,233 km. At 4:10 we reach the lake, at 12:34 the sea.",
        modules=flat(
            chapter("Alps", 0), chapter("Lake Constance", 250_000), chapter("Rotterdam", 754_000)
        ),
    )


@pytest.mark.parametrize(
    "text",
    [
        "0:00 Alps\n4:10 Lake",
        "00:00 Alps\n04:10 Lake\n",
        "0:00:00 Alps\n0:04:10 Lake",
        "00:00:00 - Alps\n00:04:10 - Lake",
        "(0:00) Alps\n(4:10) Lake",
        "[0:00] Alps\n[4:10] Lake",
        "0:00 – Alps\n4:10 — Lake",
        "0:00: Alps\n4:10: Lake",
        "0:00 | Alps\n4:10 | Lake",
        "0:00 • Alps\n4:10 → Lake",
        "0:00 ➜ Alps\n4:10 ⟶ Lake",
        "> 0:00 Alps\n> 4:10 Lake",
        "| 0:00 | Alps |\n| 4:10 | Lake |",
        "0:00\tAlps\n4:10\tLake",
        "0:00) Alps\n4:10) Lake",
        "- 0:00 Alps\n- 4:10 Lake",
        "• 0:00 Alps\n· 4:10 Lake",
        "► 0:00 Alps\n► 4:10 Lake",
        "⏱️ 0:00 Alps\n⏱️ 4:10 Lake",
        "1. 0:00 Alps\n2. 4:10 Lake",
        "1️⃣ 0:00 Alps\n2️⃣ 4:10 Lake",
        "01 0:00 Alps\n02 4:10 Lake",
        "Chapter 1: 0:00 Alps\nChapter 2: 4:10 Lake",
        "**0:00** Alps\n**4:10** Lake",
        "[0:00](https://rivers.example/v?t=0) Alps\n[4:10](https://rivers.example/v?t=250) Lake",
        "Alps - 0:00\nLake - 4:10",
        "Alps – 0:00\nLake — 4:10",
        "Alps (0:00)\nLake (4:10)",
        "Alps [0:00]\nLake [4:10]",
        "Alps: 0:00\nLake: 4:10",
        "Alps → 0:00\nLake → 4:10",
        "1. Alps - 0:00\n2. Lake - 4:10",
        "* Alps (0:00)\n* Lake (4:10)",
        "Alps ........ 0:00\nLake ........ 4:10",
        "  0:00 Alps  \r\n\r\n  4:10 Lake  \r\n",
        "０：００　Alps\n４：１０　Lake",
        "（0:00）Alps\n（4:10）Lake",
        "〔0:00〕Alps\n〔4:10〕Lake",
        "「0:00」Alps\n「4:10」Lake",
        "0∶00 Alps\n4꞉10 Lake",
        "٠:٠٠ Alps\n٤:١٠ Lake",
        "۰:۰۰ Alps\n۴:۱۰ Lake",
        "०:०० Alps\n४:१० Lake",
        "০:০০ Alps\n৪:১০ Lake",
        "๐:๐๐ Alps\n๔:๑๐ Lake",
        "0:00・Alps\n4:10・Lake",
        "0:00 ー Alps\n4:10 ー Lake",
        "0:00～ Alps\n4:10～ Lake",
        "0:00から Alps\n4:10から Lake",
        "第1章 0:00 Alps\n第2章 4:10 Lake",
        "1、0:00 Alps\n2、4:10 Lake",
        "一、0:00 Alps\n二、4:10 Lake",
        "P1 0:00 Alps\nP2 4:10 Lake",
        "अध्याय 1: 0:00 Alps\nअध्याय 2: 4:10 Lake",
        "Minuto 0:00 - Alps\nMinuto 4:10 - Lake",
        "【0:00～】Alps\n【4:10～】Lake",
        "＜0:00＞ Alps\n＜4:10＞ Lake",
        "Alps：0:00\nLake：4:10",
        "Alps------0:00\nLake------4:10",
        "Alps.......0:00\nLake.......4:10",
        "\u200f0:00\u200f - Alps\n\u200f4:10\u200f - Lake",
        "0h00m00s Alps\n0h04m10s Lake",
        "0m00s - Alps\n4m10s - Lake",
        "0分00秒 Alps\n4分10秒 Lake",
        "0'00\" Alps\n4'10\" Lake",
        "Alps…0:00\nLake…4:10",
        "Alps ～ 0:00\nLake ～ 4:10",
    ],
)
def test_a_line_is_a_chapter_in_every_way_people_write_it(text: str) -> None:
    assert clean("description", text) == Draft(title="Untitled video", modules=TWO)


@pytest.mark.parametrize(
    "text",
    [
        "0:00 - 4:10 Alps\n4:10 - 12:34 Lake",
        "0:00-4:10 Alps\n4:10-12:34 Lake",
        "0:00 – 4:10: Alps\n4:10 – 12:34: Lake",
        "(0:00 - 4:10) Alps\n(4:10 - 12:34) Lake",
        "(0:00) - (4:10) Alps\n(4:10) - (12:34) Lake",
        "0:00 to 4:10 - Alps\n4:10 to 12:34 - Lake",
        "Alps (0:00 - 4:10)\nLake (4:10 - 12:34)",
        "０：００～４：１０ Alps\n４：１０～１２：３４ Lake",
        "0:00〜4:10 Alps\n4:10〜12:34 Lake",
        "0:00−4:10 Alps\n4:10ー12:34 Lake",
        "0:00至4:10 Alps\n4:10至12:34 Lake",
        "0:00から4:10まで Alps\n4:10から12:34まで Lake",
        "0:00부터 4:10까지 Alps\n4:10부터 12:34까지 Lake",
        "0:00 à 4:10 Alps\n4:10 à 12:34 Lake",
        "0:00 تا 4:10 Alps\n4:10 تا 12:34 Lake",
        "【0:00～4:10】Alps\n【4:10～12:34】Lake",
        "De 0:00 a 4:10 Alps\nDe 4:10 a 12:34 Lake",
    ],
)
def test_a_range_gives_the_end_too(text: str) -> None:
    modules = flat(chapter("Alps", 0, 250_000), chapter("Lake", 250_000, 754_000))
    assert clean("description", text) == Draft(title="Untitled video", modules=modules)


def test_a_time_that_ends_a_line_needs_three_from_zero_when_only_a_blank_joins_it() -> None:
    assert _titles("Alps 0:00\nLake 4:10\nSea 12:34") == ["Alps", "Lake", "Sea"]
    assert run("description", "Alps 0:00\nLake 4:10")[0] is None
    assert run("description", "Alps 1:00\nLake 4:10\nSea 12:34")[0] is None


@pytest.mark.parametrize(
    "title",
    [
        "What is C++?",
        "--force and -f",
        ".NET",
        "-1 is less than 0",
        "Lakes (part 2)",
        "List<int> & a_b a*b*c",
        '"Quoted"',
        "5 lakes, 3 rivers",
        "AM radio and h",
        "Ratio 16:9",
        "to be or not",
        "Étang 日本 🌊",
        "（前編）はじめに：海と山、川。",
        "〜番外編〜",
        "-プロローグ-",
        "【重要】３つの規則",
        "「わび」と『さび』",
        "۱۲ کتاب‌های می‌خواهم؟",
        "مرحبا بـC++\u200f",
        "ما هو \u2067HTML\u2069",
        "क्षेत्र और \u0915\u094d\u200d\u0937",
        "ระดับที่ ๑",
        "サッカー",
    ],
)
def test_a_title_keeps_its_own_signs(title: str) -> None:
    assert _titles(f"0:00 {title}\n0:50 Lake") == [title, "Lake"]


def test_a_list_may_begin_later_than_zero() -> None:
    assert clean("description", "0:30 Alps\n4:10 Lake").chapters == (
        chapter("Alps", 30_000),
        chapter("Lake", 250_000),
    )


def test_minutes_may_pass_59() -> None:
    assert clean("description", "59:00 Alps\n75:30 Lake").chapters == (
        chapter("Alps", 3_540_000),
        chapter("Lake", 4_530_000),
    )


@pytest.mark.parametrize(
    "text",
    [
        "At 3:15 he says no.\nAt 4:15 he says yes.\n",
        "7:30 PM Doors\n8:30 p.m. Concert\n",
        "10:30 Uhr Beginn\n11:30 Uhr Ende\n",
        "0:00 Alps\n",
        "0:00\n4:10\n",
        "John 3:16\nRomans 8:28\n",
        "Score 3:15pm\nScore 4:15pm\n",
        "開演時間：午後7:30\n終演時間：午後9:30\n",
        "開場：18:30\n開演：19:00\n",
        "签到：9:30\n营业：10:00\n",
        "5'11\" Ada\n6'02\" Ben\n",
        "3:15頃に雨\n4:20頃に雪\n",
        "3:15から雨\n4:20まで雪\n",
        "18:30 น. เปิดประตู\n20:00 น. คอนเสิร์ต\n",
        "18h30 - Accueil\n20h00 - Concert\n",
        "0:0 Alps\n4:1 Lake\n",
        "1:2:3:4 Alps\n2:3:4:5 Lake\n",
    ],
)
def test_other_times_are_no_chapters(text: str) -> None:
    assert run("description", text)[0] is None
    assert complaints("description", text) == [
        "1:1 '' error[no-chapters] there are no chapters here"
    ]


def test_times_in_sentences_are_left_alone() -> None:
    text = "Look at 1:23 again.\n0:00 Alps\nMy favourite is 2:00 of this\n4:10 Lake\nSee 9:59!\n"
    assert _titles(text) == ["Alps", "Lake"]


def test_of_two_lists_the_one_from_zero_wins() -> None:
    text = "1:00 a\n2:00 b\n3:00 c\n\n0:00 Alps\n4:10 Lake\n"
    assert _titles(text) == ["Alps", "Lake"]


def test_of_two_lists_from_zero_the_longer_wins() -> None:
    text = "0:00 a\n2:00 b\n\n0:00 Alps\n4:10 Lake\n12:34 Sea\n"
    assert _titles(text) == ["Alps", "Lake", "Sea"]


def test_of_two_equal_lists_the_first_wins() -> None:
    assert _titles("0:00 Alps\n4:10 Lake\n\n0:00 a\n2:00 b\n") == ["Alps", "Lake"]


def test_a_list_under_the_word_chapters_wins() -> None:
    text = "0:00 a\n2:00 b\n3:00 c\n\nChapters:\n0:00 Alps\n4:10 Lake\n"
    assert _titles(text) == ["Alps", "Lake"]


def test_a_list_of_songs_loses() -> None:
    text = "Songs in this video:\n0:00 a\n2:00 b\n3:00 c\n\n0:00 Alps\n4:10 Lake\n"
    assert _titles(text) == ["Alps", "Lake"]


@pytest.mark.parametrize("heading", ["Errata", "Corrections:", "Music in this video", "MUSIC"])
def test_a_list_ends_where_a_heading_names_another(heading: str) -> None:
    assert _titles(f"0:00 Alps\n4:10 Lake\n\n{heading}\n12:34 other\n") == ["Alps", "Lake"]


def test_a_sentence_with_such_a_word_ends_no_list() -> None:
    text = "0:00 Alps\n4:10 Lake\n\nThis is where the music of the lakes starts.\n12:34 Sea\n"
    assert _titles(text) == ["Alps", "Lake", "Sea"]


def test_what_stands_below_a_chapter_is_its_summary() -> None:
    text = "0:00 Alps\nWhere it rises,\nhigh up.\n4:10 Lake\nWhere it rests.\n"
    assert clean("description", text).chapters == (
        chapter("Alps", 0, summary="Where it rises, high up."),
        chapter("Lake", 250_000, summary="Where it rests."),
    )


def test_a_line_out_of_order_stays_in_the_list() -> None:
    assert clean("description", "0:00 Alps\n4:10 Lake\n3:00 Valley\n12:34 Sea").chapters == (
        chapter("Alps", 0),
        chapter("Lake", 250_000),
        chapter("Valley", 180_000),
        chapter("Sea", 754_000),
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("PART 1: UPSTREAM", "PART 2: DOWNSTREAM"),
        ("Part One - Upstream", "Part Two - Downstream"),
        ("第1部：上流", "第2部：下流"),
        ("Часть 1. Исток", "Часть 2. Устье"),
        ("## Upstream", "## Downstream"),
        ("UPSTREAM:", "DOWNSTREAM:"),
        ("Module 1: Upstream\n", "Module 2: Downstream\n"),
    ],
)
def test_headings_of_one_kind_above_each_group_are_modules(first: str, second: str) -> None:
    text = f"Rhine\n\n{first}\n0:00 Alps\n4:10 Lake\n\n{second}\n12:34 Sea\n"
    titles = [each.strip("#: \n") for each in (first, second)]
    assert clean("description", text) == Draft(
        title="Rhine",
        modules=(
            DraftModule(title=titles[0], chapters=(chapter("Alps", 0), chapter("Lake", 250_000))),
            DraftModule(title=titles[1], chapters=(chapter("Sea", 754_000),)),
        ),
    )


@pytest.mark.parametrize(
    "text",
    [
        "PART 1\n0:00 Alps\n4:10 Lake\n",
        "0:00 Alps\nPART 2\n4:10 Lake\n",
        "TIMESTAMPS\n0:00 Alps\n\nPART 2\n4:10 Lake\n",
        "PART 1\n0:00 Alps\n\nPART 2\nmore of it\n4:10 Lake\n",
        "Upstream\n0:00 Alps\n\nDownstream\n4:10 Lake\n",
        "#rhine\n0:00 Alps\n\n#lake\n4:10 Lake\n",
        "PART 1\n0:00 Alps\n\nLook!\n4:10 Lake\n",
    ],
)
def test_lines_that_are_not_surely_headings_make_no_modules(text: str) -> None:
    draft = clean("description", text)
    assert not draft.has_modules
    assert [each.title for each in draft.chapters] == ["Alps", "Lake"]


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("The Rhine\n\n", "The Rhine"),
        ("# The Rhine\n\n", "The Rhine"),
        ("The Rhine\n", "The Rhine"),
        ("\n\nThe Rhine?\n\nA film.\n\n", "The Rhine?"),
        ("https://youtu.be/Rh1ne-0_aaa\nThe Rhine\n\n", "The Rhine"),
        ("A film about the Rhine.\n\n", "Untitled video"),
        ("We follow the Rhine\nfrom source to sea\n\n", "Untitled video"),
        ("Chapters\n", "Untitled video"),
        ("Timestamps:\n", "Untitled video"),
        ("【目次】\n", "Untitled video"),
        ("⏰ 时间轴：\n", "Untitled video"),
        ("타임라인\n", "Untitled video"),
        ("Таймкоды:\n", "Untitled video"),
        ("المحاور:\n", "Untitled video"),
        ("川を下る。\n\n", "Untitled video"),
        ("ライン川の旅\n\n", "ライン川の旅"),
        ("#rhine #rivers\n\n", "Untitled video"),
        ("Join https://rivers.example now\n\n", "Untitled video"),
        (f"{'long ' * 30}\n\n", "Untitled video"),
    ],
)
def test_the_first_line_is_the_title_when_it_looks_like_one(above: str, title: str) -> None:
    assert clean("description", f"{above}0:00 Alps\n4:10 Lake").title == title


WATCHED = "https://youtu.be/abcdefghijk"


@pytest.mark.parametrize(
    ("above", "title", "is_linked"),
    [
        (f"Rhine\n{WATCHED}", "Rhine", True),
        (f"{WATCHED}\nRhine", "Rhine", True),
        (f"Rhine\nVideo: {WATCHED}", "Rhine", True),
        (f"Rhine\nWatch it on YouTube: {WATCHED}", "Rhine", True),
        (f"Rhine\n▶️ {WATCHED}", "Rhine", True),
        (f"Rhine\nChannel: Rivers\nVideo: {WATCHED}", "Rhine", True),
        (f"# Rhine\n\n**Video:** [on YouTube]({WATCHED})", "Rhine", True),
        (f"[Rhine]({WATCHED})", "Rhine", True),
        (f"# [Rhine]({WATCHED})", "Rhine", True),
        (f"Rhine ({WATCHED})", "Rhine", True),
        (f"Rhine – {WATCHED}", "Rhine", True),
        (f"🎥 {WATCHED}", "Untitled video", True),
        (f"Rhine\nPart 1: {WATCHED}", "Untitled video", False),
        (f"Rhine\n\nBased on: {WATCHED}", "Rhine", False),
        (f"Sources: {WATCHED}", "Untitled video", False),
        (f"Rhine, {WATCHED} and {WATCHED}0", "Untitled video", False),
        ("Rhine\nhttps://rivers.example", "Untitled video", False),
    ],
)
def test_the_video_s_address_may_stand_beside_or_below_its_title(
    above: str, title: str, *, is_linked: bool
) -> None:
    drafted = clean("description", f"{above}\n\n0:00 Alps\n4:10 Lake")
    url = "https://www.youtube.com/watch?v=abcdefghijk" if is_linked else ""
    assert (drafted.title, drafted.url) == (title, url)


WATCH = "https://www.youtube.com/watch?v=Rh1ne-0_aaa"


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (f"[0:00]({WATCH}&t=0s) Alps\n[4:10](https://youtu.be/Rh1ne-0_aaa?t=250) Lake", WATCH),
        (f"{WATCH}&t=9s&list=PL1\n\n0:00 Alps\n4:10 Lake", WATCH),
        (f"0:00 Alps\n4:10 Lake\n{WATCH}\n", ""),
        (f"See also {WATCH}\n0:00 Alps\n4:10 Lake", ""),
        ("https://rivers.example/join\n\n0:00 Alps\n4:10 Lake", ""),
        ("[0:00](https://youtu.be/a) Alps\n[4:10](https://youtu.be/b) Lake", ""),
    ],
)
def test_the_address_is_given_when_it_is_surely_the_video_s(text: str, url: str) -> None:
    assert clean("description", text).url == url


def test_a_chapter_stands_on_its_line() -> None:
    span = said("description", DESCRIPTION)[0].chapters[1].span
    assert DESCRIPTION[span.start : span.end] == "4:10 - Lake Constance"


def test_an_end_before_its_start_is_said_and_left_out() -> None:
    text = "0:00 Alps\n4:10 - 3:00 Lake"
    assert run("description", text)[0] == Draft(title="Untitled video", modules=TWO)
    assert complaints("description", text) == [
        (
            "2:1 '4:10 - 3:00 Lake' warning[invalid-chapter-time] "
            "`Lake` ends at 3:00, before its start at 4:10: its end is left out"
        )
    ]
