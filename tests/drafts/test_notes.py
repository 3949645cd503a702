# ruff: noqa: RUF001 - signs of other scripts are what it is about
"""Notes with times: show notes, AI notes, front matter, tables, several lists, transcripts."""

import pytest

from flashcards.drafts.records import Draft
from tests.drafts.samples import RECOGNISERS, chapter, clean, flat, run, said

WATCH = "https://www.youtube.com/watch?v=Rh1ne-0_aaa"
OTHERS = "Lines with times that are no chapters of this list:"


def _lines(text: str) -> list[tuple[int, str]]:
    """Give seconds and titles of what a text becomes."""
    return [(each.start // 1000, each.title) for each in said("description", text)[0].chapters]


@pytest.mark.parametrize(
    "text",
    [
        "### Alps `[00:00-04:10]`\n### Lake `[04:10-12:34]`",
        "## 1. Alps (0:00 - 4:10)\n## 2. Lake (4:10 - 12:34)",
        "### Alps [[0:00](https://youtu.be/a?t=0) - 4:10]\n### Lake [4:10 – 12:34]",
        "### Alps `[Video 00:00-04:10]`\n### Lake `[Video 04:10-12:34]`",
        "## Alps (from 0:00 to 4:10)\n## Lake (from 4:10 to 12:34)",
        "## 0:00 - 4:10 Alps\n## 4:10 - 12:34 Lake",
        "## [00:00-04:10] Alps\n## [04:10-12:34] Lake",
        "## 1️⃣ Alps ⏱️ 00:00–04:10\n## 2️⃣ Lake ⏱️ 04:10–12:34",
        "## Alps【0:00-4:10】\n## Lake（4:10～12:34）",
        "**1. Alps (0:00 - 4:10)**\n**2. Lake (4:10 - 12:34)**",
        "**Alps** `[0:00 - 4:10]`\n\n**Lake** `[4:10 - 12:34]`",
        "Alps `[part 1, 0:00-4:10]`\n\nLake `[part 2, about 4:10-12:34]`",
        "### Alps `[start - 4:10]`\n### Lake `[4:10-12:34, 20:00-21:00]`",
        "### Alps `[开头-04:10]`\n### Lake `[chapter 1.3 / 04:10-12:34]`",
        "### Alps [0:00-4:10] | [20:00-21:00]\n### Lake [4:10-12:34] | [30:00-31:00]",
        "## Alps\n**Timestamp:** 0:00 - 4:10\n\n## Lake\n**Timestamp:** 4:10 - 12:34",
        "## Alps\n\n`[00:00-04:10]`\n\n## Lake\n**`[part 2: 04:10-12:34]`**",
        "1\t00:00\t04:10\tAlps\n2\t04:10\t12:34\tLake",
        "| Time | Topic |\n|---|---|\n| 0:00 – 4:10 | Alps |\n| 4:10 – 12:34 | Lake |",
        "|#|Topic|Start|End|\n|-|-|-|-|\n|1|Alps|0:00|4:10|\n|2|Lake|4:10|12:34|",
        "Time | Topic\n--- | ---\n0:00-4:10 | Alps\n4:10-12:34 | Lake",
        "| 时间 | 主题 |\n|---|---|\n| 0:00-4:10 | Alps |\n| 4:10-12:34 | Lake |",
        "Start,End,Title\n0:00,4:10,Alps\n4:10,12:34,Lake",
        "start;end;title\n0.0;250.0;Alps\n250.0;754.0;Lake",
        "0.000000\t250.000000\tAlps\n250.000000\t754.000000\tLake",
    ],
)
def test_headings_tables_and_columns_are_lists_with_ends(text: str) -> None:
    modules = flat(chapter("Alps", 0, 250_000), chapter("Lake", 250_000, 754_000))
    draft, found = said("description", text)
    assert found == []
    assert draft == Draft(title="Untitled video", url=draft.url, modules=modules)


@pytest.mark.parametrize(
    "text",
    [
        "* **[00:00](#t=00:00)** Alps\n* **[04:10](#t=04:10)** Lake\n* **[12:34](#t=12:34)** Sea",
        "`0:00` Alps\n`4:10` Lake\n`12:34` Sea",
        "0:00\nAlps\n4:10\nLake\n12:34\nSea",
        "Alps\n0:00\nLake\n4:10\nSea\n12:34",
        "Alps\n0:00\n0:00\nLake\n4:10\n4:10\nSea\n12:34\n12:34",
        "0:00\n0 seconds\nAlps\n4:10\n4 minutes, 10 seconds\nLake\n12:34\n12 minutes\nSea",
        "0:00\n\n* Alps\n\n4:10\n\n* Lake\n\n12:34\n\n* Sea",
        "0:00Alps\n4:10Lake\n12:34Sea",
        "0:00\n\n* Alps\n\n4:10 - Lake\n\n12:34\n\n* Sea",
        "0:00⏩Alps\n4:10⏩Lake\n12:34⏩Sea",
        "0:00 ... Alps\n4:10 … Lake\n12:34 .... Sea",
        "**0:00 Alps:**\n**4:10 Lake:**\n**12:34 Sea：**",
        '- "0:00 Alps"\n- "4:10 Lake"\n- "12:34 Sea"',
        "Alps\n\n0:00\n\nLake\n\n4:10\n\nSea\n\n12:34\n",
        "Key moments\n\nAlps\n\nFrom 0:00\n\nLake\n\nFrom 04:10\n\nSea\n\nFrom 12:34\n",
        "<table><tr><td>0:00<td>Alps<tr><td>4:10<td>Lake<tr><td>12:34<td>Sea</table>",
        "Chapters: (0:00) Alps (4:10) Lake (12:34) Sea",
        "0:00 Alps 4:10 Lake 12:34 Sea",
        "Description: (0:00) Alps\n(4:10) Lake\n(12:34) Sea",
        "<p>0:00 Alps<br>4:10 Lake<br/>12:34 Sea</p>",
        "<ul>\n<li>0:00 Alps</li>\n<li>4:10 Lake</li>\n<li>12:34 Sea</li></ul>",
        "\\[0:00\\] Alps\n\\[4:10\\] Lake\n\\[12:34\\] Sea",
        "00:00:00:00 Alps\n00:04:10:12 Lake\n00:12:34:05 Sea",
        "00:00:00,000 Alps\n00:04:10,000 Lake\n00:12:34,000 Sea",
        "0:00 – Alps\n4h10 - Lake\n12:34 - Sea",
        "Alps（0:00）\nLake（４：１０）\nSea（12：34）",
        "\u200b0:00\u200b \u200bAlps\n4:10\u200b - Lake\ufeff\n12:34 Sea",
        "0:00 ★ Alps ★\n4:10 ~ Lake ~\n12:34 _Sea_",
        "0:00 Alps https://youtu.be/a?t=0\n4:10 Lake https://youtu.be/a?t=250\n12:34 Sea",
    ],
)
def test_lists_are_read_as_pages_and_programs_write_them(text: str) -> None:
    assert _lines(text) == [(0, "Alps"), (250, "Lake"), (754, "Sea")]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Lakes &amp; &quot;seas&quot;", 'Lakes & "seas"'),
        ("`git push` and **force**", "git push and force"),
        ("[The docs](https://rivers.example/a_(b)) of it", "The docs of it"),
        ("see __init__ and snake_case", "see __init__ and snake_case"),
        ("👉 Alps", "Alps"),
        ("The [[places/alps|Alps]] and [[lakes]]", "The Alps and lakes"),
        ("The matrix x[[1]]", "The matrix x[[1]]"),
        ('川の<a href="#t=0">地図</a>を見る', "川の地図を見る"),
        ("<b>Alps</b><i>and more</i>", "Alps and more"),
        ("Alps\\", "Alps"),
        ("Q: who? (https://rivers.example)", "Q: who? (https://rivers.example)"),
    ],
)
def test_a_title_is_cleaned_as_a_careful_person_would(written: str, title: str) -> None:
    assert _lines(f"0:00 {written}\n4:10 Lake") == [(0, title), (250, "Lake")]


@pytest.mark.parametrize("title", ["Am I wrong?", "Am Anfang", "час блокування"])
def test_a_title_may_begin_as_what_stands_behind_a_clock_s_time(title: str) -> None:
    assert _lines(f"0:00 Alps\n4:10 {title}") == [(0, "Alps"), (250, title)]
    assert not RECOGNISERS["description"]("9:00 am Alps\n10:10 AM Lake")


def test_an_address_that_a_title_does_not_show_stands_beside_it() -> None:
    chapters = clean(
        "description",
        "- [The Alps](https://rivers.example/alps) - *0:00*\n"
        "- The [Lake](https://youtu.be/abc?t=250) - *4:10*\n"
        '- <a href="https://rivers.example/sea">The Sea</a> - *12:34*\n'
        "- See https://rivers.example/delta - *15:00*\n"
        "- End https://youtu.be/abc?t=7 - *16:00*\n",
    ).chapters
    assert [(each.title, each.comment) for each in chapters] == [
        ("The Alps", "[The Alps](https://rivers.example/alps)"),
        ("The Lake", ""),
        ("The Sea", "https://rivers.example/sea"),
        ("See https://rivers.example/delta", ""),
        ("End", "https://youtu.be/abc?t=7"),
    ]


def test_a_time_behind_what_is_bold_or_a_link_is_one_of_a_list() -> None:
    assert _lines("- **Alps** 01:00\n- **Lake** 04:10") == [(60, "Alps"), (250, "Lake")]
    assert _lines("- [Alps](https://rivers.example) 1:00\n- [Lake](a.html) 4:10.") == [
        (60, "Alps"),
        (250, "Lake"),
    ]
    assert _lines("Part 1 - 0:00\nPart 2 - 4:10\nTop 5: 12:34") == [
        (0, "Part 1"),
        (250, "Part 2"),
        (754, "Top 5"),
    ]
    assert _lines("- Alps from [1:00](#t=1:00)\n- Lake at [4:10](#t=4:10)") == [
        (60, "Alps from"),
        (250, "Lake at"),
    ]
    assert not RECOGNISERS["description"]("- John 3:16\n- John 4:10\n- Mark 5:12")


def test_a_title_that_is_a_file_name_gets_its_blanks_back() -> None:
    assert _lines("0:00 The_high_Alps\n4:10 Lake_Constance") == [
        (0, "The high Alps"),
        (250, "Lake Constance"),
    ]


def test_a_line_too_long_for_a_title_is_cut_and_stands_whole_in_the_summary() -> None:
    question = f"Where does the river rise? {'And why there, of all places? ' * 8}".strip()
    (first, _) = clean("description", f"0:00 {question}\n4:10 Lake").chapters
    assert (first.title, first.summary) == ("Where does the river rise?", question)


NOTES = """\
---
title: "The Rhine: a river"
channel: 'Rivers'
published: "2026-01-30"
youtube_url: https://www.youtube.com/watch?v=Rh1ne-0_aaa
duration: "20:00"
rating: 5
---

# Notes

### Alps `[00:00-04:10]`

**Where it rises**

It rises as two streams, high up in [Graubünden](https://rivers.example/gr).

- [Map](https://rivers.example/map)
- The lake of Toma is its source.

```
height = 2345
```

### Lake `[04:10-12:34]`

It rests here, so its water is clear.
"""


def test_notes_keep_their_facts_their_prose_and_all_the_rest() -> None:
    assert clean("description", NOTES) == Draft(
        title="The Rhine: a river",
        url=WATCH,
        author="Rivers",
        published="2026-01-30",
        duration=clean("description", NOTES).duration,
        modules=flat(
            chapter(
                "Alps",
                0,
                250_000,
                summary="It rises as two streams, high up in Graubünden.",
                comment="**Where it rises**\n[Graubünden](https://rivers.example/gr)\n"
                "- [Map](https://rivers.example/map)\n- The lake of Toma is its source.\n"
                "```\nheight = 2345\n```",
            ),
            chapter("Lake", 250_000, 754_000, summary="It rests here, so its water is clear."),
        ),
    )
    assert clean("description", NOTES).duration == 1_200_000


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("date: 1715166000000", ("", "", "2024-05-08")),
        ("Date: March 13, 2025", ("", "", "2025-03-13")),
        ("video_id: Rh1ne-0_aaa\ntitle: It''s", ("It''s", WATCH, "")),
        ("title: 'It''s'\nurl: https://rivers.example/a.mp3", ("It's", "", "")),
        ("title: null\nsource: https://youtu.be/Rh1ne-0_aaa", ("", WATCH, "")),
    ],
)
def test_the_head_of_a_file_says_what_it_is(head: str, expected: tuple[str, str, str]) -> None:
    draft = clean("description", f"---\n{head}\n---\n0:00 Alps\n4:10 Lake\n")
    title = "" if draft.title == "Untitled video" else draft.title
    assert (title, draft.url, draft.published) == expected


def test_a_value_of_a_head_may_go_on_in_lines_that_are_set_in() -> None:
    head = (
        "---\ntitle: 'The Rhine,\n  from the Alps'\nchannel: >-\n  River\n  Watch\n"
        "video:\n  youtube: https://youtu.be/aBcDeFgHiJk\n---\n"
    )
    draft = clean("description", head + "0:00 Alps\n4:10 Lake\n")
    assert (draft.title, draft.author, draft.url) == (
        "The Rhine, from the Alps",
        "River Watch",
        "https://www.youtube.com/watch?v=aBcDeFgHiJk",
    )


@pytest.mark.parametrize(
    "chapters",
    [
        (
            "chapters:\n- start: 00:01:00\n  title: Alps\n  summary: It rises.\n"
            "- start: 0:04:10\n  title: Lake\n"
        ),
        (
            "podcast:\n  chapters:\n    1:\n      start: '00:01:00'\n      title: 'Alps'\n"
            "      summary: It rises.\n"
            "    2:\n      start: '00:04:10'\n      title: 'Lake'\n"
        ),
        (
            "clips:\n- name: Alps\n  startOffset: 60\n  endOffset: 250\n  summary: It rises.\n"
            "- name: Lake\n  startOffset: 250\n"
        ),
        (
            "chapters:\n  - {time: '1:00', title: Alps, summary: It rises.}\n"
            "  - {time: '4:10', title: Lake}\n"
        ),
    ],
)
def test_chapters_in_the_head_of_a_file_are_those_of_the_video(chapters: str) -> None:
    text = (
        f"---\ntitle: The Rhine\n{chapters}speakers:\n- name: Ada\n  time: unknown\n"
        "- name: Bo\n  time: none\n---\n**0:03 Ada:** We start.\n**0:09 Bo:** Yes.\n"
    )
    draft = said("description", text)[0]
    assert draft.title == "The Rhine"
    assert [(each.title, each.start // 1000, each.summary) for each in draft.chapters] == [
        ("Alps", 60, "It rises."),
        ("Lake", 250, ""),
    ]


def test_the_head_names_the_language() -> None:
    text = "---\ntitle: Rhein\nlang: de\n---\n0:00 Alpen\n4:10 See\n"
    assert clean("description", text).language == "de"


def test_facts_without_a_fence_are_taken_when_there_are_two() -> None:
    text = f"- **Channel:** Rivers\n- **Source:** {WATCH}\n\n0:00 Alps\n4:10 Lake\n"
    draft = clean("description", text)
    assert (draft.author, draft.url) == ("Rivers", WATCH)


def test_hours_that_are_left_off_come_back() -> None:
    text = "00:11 a\n20:00 b\n40:00 c\n58:00 d\n00:20 e\n12:00 f\n50:00 g\n10:00 k"
    seconds = [each for each, _ in _lines(text)]
    assert seconds == [11, 1200, 2400, 3480, 3620, 4320, 6600, 7800]


def test_one_line_out_of_order_has_no_hour_left_off() -> None:
    text = "0:00 a\n47:06 b\n46:50 c\n50:10 d"
    assert [each for each, _ in _lines(text)] == [0, 2826, 2810, 3010]


def test_one_line_that_is_too_late_stays_in_the_list() -> None:
    text = "0:00 a\nIt rises.\n40:14 b\nIt rests.\n49:59 c\nIt ends.\n43:34 d\n45:20 e"
    assert [each for each, _ in _lines(text)] == [0, 2414, 2999, 2614, 2720]


def test_hours_between_minutes_are_minutes_though_a_line_is_out_of_order() -> None:
    text = "0h00 a\n3:35 b\n18h10 c\n9h30 d\n10h28 e\n20:26 f"
    assert [each for each, _ in _lines(text)] == [0, 215, 1090, 570, 628, 1226]
    assert [each for each, _ in _lines("0:00 a\n45:00 b\n1h02 c\n1h30 d")] == [0, 2700, 3720, 5400]


@pytest.mark.parametrize(
    "below",
    [
        "Elírások:\n- 1:33 - Aare.\n- 16:21 - Reuss.",
        "8:56 it is the Aare.",
        "勘误\n9:40 这是阿勒河。\n40:30 这是罗伊斯河。",
    ],
)
def test_smaller_times_apart_from_a_list_are_none_of_it_in_any_language(below: str) -> None:
    draft, found = said("description", f"0:00 a\n20:00 b\n39:00 c\n\n{below}\n")
    assert [each.title for each in draft.chapters] == ["a", "b", "c"]
    assert draft.comment == f"{OTHERS}\n{below}"
    assert found == ["source-lines-left-out"]


def test_the_end_of_a_heading_s_range_may_be_a_word() -> None:
    modules = flat(chapter("Alps", 0, 250_000), chapter("Lake", 250_000))
    for end in ("结束", " end of video", " the end"):
        draft = clean("description", f"### Alps [0:00-4:10]\n### Lake `[4:10-{end}]`")
        assert draft == Draft(title="Untitled video", modules=modules)


def test_a_heading_keeps_brackets_of_its_own() -> None:
    text = "### Alps (high) `[0:00-4:10]`\n### Lake (deep) [map] `[4:10-12:34]`"
    assert _lines(text) == [(0, "Alps (high)"), (250, "Lake (deep) [map]")]


def test_a_heading_may_end_in_a_number_before_its_time() -> None:
    assert _lines("## Alps\n### Route 103 [0:10]\n### Lake 5 [4:10]\n") == [
        (10, "Route 103"),
        (250, "Lake 5"),
    ]


def test_headings_that_link_to_another_video_are_another_list() -> None:
    link = "https://youtu.be/Rh1ne-0_aa"
    text = "".join(
        f"## {title} [[{second // 60}:{second % 60:02}]({link}{video}?t={second})]\n"
        for title, second, video in (
            ("a", 60, "a"),
            ("b", 900, "a"),
            ("c", 99, "b"),
            ("d", 999, "b"),
        )
    )
    draft, found = said("description", text + "## e\n")
    assert ([each.title for each in draft.chapters], draft.url) == (["a", "b"], WATCH)
    assert found == ["source-lines-left-out"]


def test_headings_out_of_order_are_no_transcript() -> None:
    text = "## a [20:00]\nOne.\n## b [30:00]\nTwo.\n## c [5:00]\nThree.\n## d [0:00]\nFour.\n"
    assert RECOGNISERS["description"](text)


def test_quotes_and_prose_with_times_are_below_the_short_lines_that_have_them() -> None:
    prose = "It rises as two streams, and nobody has ever agreed on which of the two is the first. "
    text = (
        f"Alps `[00:00-04:10]`\n\n{prose}`[01:30]`\n\nWho rests here? `[04:10-12:34]`\n\n"
        f'- "It rests." `[05:00]`\n{prose}Really so. `[06:00]`\n'
    )
    assert _lines(text) == [(0, "Alps"), (250, "Who rests here?")]


@pytest.mark.parametrize(
    ("alps", "lake"),
    [
        ("* **Alps (0:00):** It rises here.", "* **Lake (4:10):** It rests here."),
        ("1. **[0:00] Alps:** It rises here.", "2. **[4:10] Lake:** It rests here."),
        ("- 🏔 [0:00] **Alps**: It rises here.", "- 🌊 [4:10] **Lake**: It rests here."),
        ("0:00 **Alps** – It rises here.", "4:10 **Lake** – It rests here."),
        ("* **Alps:** It rises here [0:00].", "* **Lake:** It rests here [4:10]."),
        ("**Alps:** It rises here. [0:00]", "**Lake:** It rests here. [4:10]"),
        (
            f"* **Alps** [[0:00]({WATCH}&t=0)]: It rises here.",
            f"* **Lake** [[4:10]({WATCH}&t=250)]: It rests here.",
        ),
    ],
)
def test_a_text_behind_a_title_in_bold_is_the_summary(alps: str, lake: str) -> None:
    found = clean("description", f"{alps}\n{lake}").chapters
    assert [(each.title, each.start, each.summary) for each in found] == [
        ("Alps", 0, "It rises here."),
        ("Lake", 250_000, "It rests here."),
    ]


@pytest.mark.parametrize(
    "alps", ["0:00 **Part 1:** The Alps", "0:00 **The** Alps", "0:00 **Alps**"]
)
def test_a_few_words_behind_bold_ones_are_of_the_title(alps: str) -> None:
    title = alps.removeprefix("0:00 ").replace("**", "")
    assert _lines(f"{alps}\n4:10 Lake") == [(0, title), (250, "Lake")]


def test_a_link_behind_a_title_is_kept_once() -> None:
    link = "[Graubünden](https://rivers.example/gr)"
    for text in (
        f"**Alps (0:00):** It rises high up in {link}.\n**Lake (4:10):** It rests here.",
        (
            "| Time | Title | |\n|-|-|-|\n"
            f"| 0:00 | Alps | It rises high up in {link}. |\n| 4:10 | Lake | |"
        ),
    ):
        alps, _ = clean("description", text).chapters
        assert (alps.summary, alps.comment) == ("It rises high up in Graubünden.", link)


def test_a_list_is_a_summary_as_a_whole_and_ends_at_the_next_heading() -> None:
    text = (
        "## [0:00] Alps\n\nIt rises here, from two springs.\n\n### Names\n\n"
        "Rhine and Rein are one.\n\n## [4:10] Lake\n\n1. Rest\n2. It gets clear there\n3. Fish\n"
        "\n## Takeaways\n\n- It is a long river\n"
    )
    alps, lake = clean("description", text).chapters
    assert (alps.summary, alps.comment) == (
        "It rises here, from two springs.",
        "### Names\nRhine and Rein are one.",
    )
    assert (lake.summary, lake.comment) == (
        "Rest; It gets clear there; Fish",
        "## Takeaways\n- It is a long river",
    )


def test_what_ends_the_section_of_a_list_is_beside_its_last_chapter() -> None:
    text = (
        "# Rhine\n\n## Show Notes\n\n* **[0:00](#t=0:00)** Alps\n* **[4:10](#t=4:10)** Lake\n"
        "{}* [Map](https://rivers.example/map)\n* Music\n\n## Links\n\n* None\n"
    )
    for gap in ("", "\n", "\n\n"):
        last = clean("description", text.format(gap)).chapters[-1]
        assert (last.summary, last.comment) == ("", "* [Map](https://rivers.example/map)\n* Music")


def test_what_is_below_a_list_of_plain_text_is_none_of_its_last_chapter() -> None:
    draft = clean("description", "0:00 Alps\n4:10 Lake\n* Buy our map\n\n* Follow us\n")
    assert draft.chapters[-1].comment == ""
    assert len(draft.left_out) == 2


def test_a_paragraph_above_another_with_a_time_is_not_lost() -> None:
    prose = "At 3:00 you see why."
    draft, _ = said(
        "description", f"## Alps [0:00]\nHigh.\n## Lake [4:10]\nDeep.\n# End\n\nSo.\n\n{prose}\n"
    )
    assert draft.comment == (
        f"{OTHERS}\n{prose}\nWhat the notes say outside their chapters:\n# End\nSo."
    )


def test_signs_of_markup_in_code_are_what_they_say() -> None:
    title = "Why `<div>`, `a_b_c` and `*p[0]`?"
    assert _lines(f"0:00 {title}\n4:10 Lake") == [(0, title.replace("`", "")), (250, "Lake")]
    text = "## Alps [0:00]\n```\n<p>\n<br>\n```\n## Lake [4:10]\nDeep.\n"
    assert clean("description", text).chapters[0].comment == "```\n<p>\n<br>\n```"


def test_a_bold_line_is_no_part_of_the_paragraph_below_it() -> None:
    said_there = "他说：“河流在高高的群山之间升起。”"
    text = f"## Alps [0:00]\n**核心观点**\n{said_there}\n\n它分成两条溪流。\n## Lake [4:10]\n"
    first = clean("description", text).chapters[0]
    assert (first.summary, first.comment) == (
        "他说：“河流在高高的群山之间升起。” 它分成两条溪流。",
        "**核心观点**",
    )


def test_of_several_lists_one_is_taken_and_the_others_are_a_comment() -> None:
    first, second = "- 0:00 Alps\n- 4:10 Lake\n", "- 0:00 Cologne\n- 2:00 Delta\n- 5:00 Sea\n"
    text = f"## Part 1\n{first}\n## Part 2\n{second}"
    draft, found = said("description", text)
    assert [each.title for each in draft.chapters] == ["Cologne", "Delta", "Sea"]
    assert draft.comment == f"{OTHERS}\n## Part 1\n- 0:00 Alps\n- 4:10 Lake"
    assert found == ["source-lines-left-out"]


def test_a_file_of_many_videos_is_no_transcript() -> None:
    text = "\n\n".join(
        f"Video {number}\n" + "\n".join(f"{at}:00 River {number} at {at}" for at in range(9))
        for number in range(30)
    )
    _, found = run("description", text)
    assert [(each.message, each.help) for each in found if "left out" in each.message] == [
        (
            (
                "261 lines with times are left out: 30 lists begin here, and a content file is one "
                "video"
            ),
            "make a file of each list, and draft them one by one",
        )
    ]


def test_corrections_are_kept_and_told() -> None:
    text = "0:00 Alps\n4:10 Lake\n\nCorrections:\n2:30 It is the Aare.\n"
    draft, found = said("description", text)
    assert draft.comment == f"{OTHERS}\nCorrections:\n2:30 It is the Aare."
    assert found == ["source-lines-left-out"]


SPEECH = "".join(
    f"**{second // 60}:{second % 60:02}** · We go down the river and see what lives in it.\n\n"
    for second in range(0, 400, 25)
)


def test_a_transcript_of_names_above_paragraphs_is_no_list() -> None:
    names = "".join(
        f"00:{second // 60:02}:{second % 60:02} {'Ada' if second % 50 else 'Ben'}:\nWe go down.\n\n"
        for second in range(0, 900, 25)
    )
    draft, found = said("description", f"0:00 Alps\n4:10 Lake\n12:34 Sea\n\n{names}")
    assert [each.title for each in draft.chapters] == ["Alps", "Lake", "Sea"]
    assert found == ["source-lines-left-out"]


def test_lines_that_end_in_their_time_every_few_seconds_are_no_list() -> None:
    lines = "\n".join(
        f"*  {words} [[0:{at:02}](https://rivers.example)]"
        for at, words in enumerate(["Here the river rises", f"so {'they ' * 30}say", "and falls."])
    )
    assert not RECOGNISERS["description"](lines)


def test_speech_below_headings_is_none_of_their_text() -> None:
    text = "# The Rhine\n\n" + "\n\n".join(
        f"## {title}\n\nSpeaker 0: 0{at}:10\n\nThis is what is said of it here.\n\n"
        f"Speaker 1: 0{at}:40\n\nYes, it is what we say of it."
        for at, title in enumerate(("Alps", "Lake", "Sea"), 1)
    )
    draft, codes = said("description", text)
    assert [(each.title, each.summary, each.comment) for each in draft.chapters] == [
        ("Alps", "", ""),
        ("Lake", "", ""),
        ("Sea", "", ""),
    ]
    assert (draft.comment, codes) == ("", ["source-lines-left-out"])


def test_paragraphs_below_their_times_are_no_list() -> None:
    said_there = "and so it goes on and on, as the river does, " * 6
    assert not RECOGNISERS["description"](
        "\n\n".join(f"({at}:00:00):\nWe say: {said_there}" for at in range(4))
    )


def test_times_in_a_table_may_link_to_the_video() -> None:
    text = (
        "Time | Topic\n--- | ---\n[0:00](https://youtu.be/Rh1ne-0_aaa?t=0) | Alps\n"
        "[4:10](https://youtu.be/Rh1ne-0_aaa?t=250) | Lake\n"
    )
    assert clean("description", text).url == WATCH


def test_a_list_in_the_head_of_a_file_has_its_title_below() -> None:
    text = "---\nDescription: (0:00) Alps\n(4:10) Lake\n---\n\n# The Rhine\n\nIt flows.\n"
    assert clean("description", text).title == "The Rhine"


@pytest.mark.parametrize("label", ["", "## Transcript\n\n"])
def test_a_transcript_below_a_list_is_left_out_and_told(label: str) -> None:
    draft, found = said("description", f"(0:00) Alps\n(4:10) Lake\n\n{label}{SPEECH}")
    assert [each.title for each in draft.chapters] == ["Alps", "Lake"]
    assert (draft.comment, found) == ("", ["source-lines-left-out"])


@pytest.mark.parametrize(
    "first",
    ["⭐️ River Contents ⭐️", "12:00", "Show Notes", "━━━━━━━━", "## Timestamps", "Transcript"],
)
def test_a_label_a_time_or_a_decoration_is_no_title(first: str) -> None:
    draft, _ = said("description", f"{first}\n\n0:00 Alps\n4:10 Lake")
    assert draft.title == "Untitled video"


def test_what_stands_nowhere_in_the_draft_is_known() -> None:
    text = "The Rhine\n\nBuy our map!\n\n0:00 Alps\n4:10 Lake\n\nThanks.\n"
    spans = clean("description", text).left_out
    assert [text[each.start : each.end] for each in spans] == ["Buy our map!", "Thanks."]


def test_cells_of_a_row_are_its_summary_or_a_comment() -> None:
    text = (
        "| Time | Topic | Notes | Guest |\n|---|---|---|---|\n"
        "| 0:00 | Alps | It rises as two streams. | Ada |\n| 4:10 | Lake | It rests. | Ben |\n"
    )
    assert clean("description", text).chapters == (
        chapter("Alps", 0, summary="It rises as two streams.", comment="Guest: Ada"),
        chapter("Lake", 250_000, summary="It rests.", comment="Guest: Ben"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "1  0.610  0.720  (00:24)\n2  0.520  0.640  (00:25)\n3  0.430  0.560  (00:26)\n",
        "9:00 Opening\n10:30 Break\n12:00 Lunch\n13:30 Talks\n",
        "01_intro.mp3|Alps\n02_lake.mp3|Lake\n",
        "time: 0:00 - 4:10\ntime: 4:10 - 12:34\nat: 1:10\n",
        "17:02:12 INFO [main] Start\n17:02:13 WARN [main] Slow\n17:05:14 INFO [main] End\n",
        (
            "- **Above:** God is a spring in deserts (Jeremiah 2:13)\n"
            "- **Beside:** we are springs for each other (Isaiah 58:11)\n"
        ),
        (
            "- **Alps** (2:04): this is what they say of them there.\n"
            "- **Lake** (0:27): and this is what others say of it.\n"
            "- **Sea** (24:21): here they say something else again.\n"
        ),
        "## The lost son (Luke 15:11-32)\n\n## The sower (Matthew 13:18–23)\n",
    ],
)
def test_logs_programmes_and_lists_of_files_are_no_chapters(text: str) -> None:
    assert not RECOGNISERS["description"](text)


def test_headings_between_the_lines_of_a_list_are_lines_of_it() -> None:
    text = (
        "#### [@0:00] Alps\n\n- [@1:00] Glaciers\n  - [A map](https://rivers.example)\n"
        "- [@2:00] Springs\n\n#### [@4:10] Lake\n\n- [@4:10] Fish\n- [@5:00] Boats\n"
    )
    assert _lines(text) == [
        (0, "Alps"),
        (60, "Glaciers"),
        (120, "Springs"),
        (250, "Lake: Fish"),
        (300, "Boats"),
    ]
    assert _lines(text.replace("\n\n-", "\n\nIt has much ice.\n\n-")) == [
        (0, "Alps"),
        (250, "Lake"),
    ]


def test_an_item_may_go_on_in_a_second_line_before_its_time() -> None:
    assert _lines(
        "- **Alps**: 1:00\n- **Lakes of the upper\n  Rhine**: 4:10\n- **Sea**: 12:34\n"
        "- **Delta, and where it\n  is**:\n- **All the towns on the banks**:\n  15:00\n"
        "- **End**: 16:00\n"
    ) == [
        (60, "Alps"),
        (250, "Lakes of the upper Rhine"),
        (754, "Sea"),
        (900, "All the towns on the banks"),
        (960, "End"),
    ]


def test_a_heading_may_name_a_verse_beside_its_time() -> None:
    assert _lines("## John 3:16 [0:00-4:10]\n## Luke 15:11-32 [4:10-12:34]") == [
        (0, "John 3:16"),
        (250, "Luke 15:11-32"),
    ]


def test_what_brackets_say_behind_a_heading_s_time_stays_in_its_title() -> None:
    assert _lines("## Alps [0:00-4:10] (sponsored)\n## Lake [4:10-12:34]") == [
        (0, "Alps (sponsored)"),
        (250, "Lake"),
    ]


def test_a_heading_that_is_no_title_is_not_lost() -> None:
    text = "---\ntitle: The Rhine\nchannel: Rivers\n---\n# Listen now\n\n0:00 Alps\n4:10 Lake\n"
    spans = clean("description", text).left_out
    assert [text[each.start : each.end] for each in spans] == ["# Listen now"]


def test_what_notes_say_outside_their_chapters_is_a_comment() -> None:
    text = (
        "# Rhine\n\n## Contents\n- 0:00 Alps\n- 4:10 Lake\n\n## Alps [0:00]\nIt rises here.\n\n"
        "## Lake [4:10]\nIt rests here.\n\n# In short\nA river.\n"
    )
    draft = clean("description", text)
    assert draft.comment == (
        "What the notes say outside their chapters:\n## Contents\n# In short\nA river."
    )
    assert [each.summary for each in draft.chapters] == ["It rises here.", "It rests here."]


def test_boxes_and_quotes_are_signs_of_a_list() -> None:
    assert _lines("- [ ] 0:00 Alps\n- [x] 4:10 Lake") == [(0, "Alps"), (250, "Lake")]
    assert _lines("> 0:00 Alps\n> 4:10 Lake") == [(0, "Alps"), (250, "Lake")]
