"""Breakdown pages to drafts: what the lines of a copied page mean, and that none is lost."""

import re

import pytest

from flashcards.drafts.formats.breakdown_page import recognise
from flashcards.drafts.normalise import normalise_draft
from flashcards.drafts.records import Draft
from flashcards.drafts.write import write_draft
from tests.drafts.making import BEES, import_page, refuse_page
from tests.pipeline import refuse

TEXT = BEES.read_text(encoding="utf-8")
BEES_LINES = tuple(TEXT.splitlines())

HEADINGS = (
    "What You'll Learn",
    "Video Breakdown",
    "Key Topics",
    "Video Index",
    "Questions This Video Answers",
)

INDEX = """\
Video Index
Springs
This module is about where rivers come from, and why some of them dry up in summer and flow...
This module is about where rivers come from, and why some of them dry up in summer and flow on.
How a Spring Forms
0:00 - 4:30
Rain seeps into the ground until it meets clay.
Aquifer
Clay
"""


def _titles(draft: Draft) -> list[tuple[str, list[str]]]:
    return [
        (module.title, [chapter.title for chapter in module.chapters]) for module in draft.modules
    ]


def _terms(draft: Draft) -> list[list[str]]:
    return [[topic.term for topic in chapter.topics] for chapter in draft.chapters]


def _words(text: str) -> str:
    """Give a text without what YAML adds to it: line ends, comment signs, quotes, escapes."""
    text = re.sub(r"^ *(?:# ?|- )*", "", text, flags=re.MULTILINE)
    return " ".join(re.sub(r"[\\\"']", "", text).split()).casefold()


def _written(draft: Draft) -> str:
    return write_draft(normalise_draft(draft, "page.txt", refuse))


# A whole page


def test_a_page_is_counted_right() -> None:
    draft = import_page(TEXT)
    terms = [topic.term for chapter in draft.chapters for topic in chapter.topics]
    counts = (len(draft.modules), len(draft.chapters), len(terms), len(set(terms)))
    assert counts == (7, 12, 30, 28)
    assert (len(draft.questions), len(draft.objectives)) == (7, 3)


def test_a_page_is_taken_apart_into_modules_and_chapters() -> None:
    assert _titles(import_page(TEXT)) == [
        ("The Colony and Its Castes", ["Queen, Workers and Drones", "Who Decides in a Hive?"]),
        ("From Nurse to Forager", ["A Worker's Career"]),
        (
            "The Language of Dance",
            [
                "Karl von Frisch - A Life with Bees",
                "The Waggle Dance",
                "Do Robot Bees Convince?",
            ],
        ),
        ("Making Honey", ["From Nectar to Honey", "What Does *Raw* Mean?"]),
        (
            "Parasites, RNAi, and Other Threats",
            ["Varroa and Its Viruses", "What Helps Against Mites"],
        ),
        ("Bees in Winter", ["The Winter Cluster"]),
        ("Conclusion", ["Conclusion"]),
    ]


def test_a_module_description_is_kept_whole_and_once() -> None:
    summaries = [module.summary for module in import_page(TEXT).modules]
    assert summaries[0].endswith(
        "and describes how each comes to be, what it does, and how long it lives."
    )
    assert summaries[0].count("This module") == 1
    assert summaries[1] == "How workers change their trade with age."
    assert summaries[6] == ""


def test_a_chapter_may_have_no_topics() -> None:
    robots = import_page(TEXT).chapters[5]
    assert (robots.title, robots.topics) == ("Do Robot Bees Convince?", ())
    assert robots.summary.startswith("Reports on a robot that danced")


def test_times_are_kept_with_the_gaps_between_them() -> None:
    times = [(chapter.start, chapter.end) for chapter in import_page(TEXT).chapters]
    assert times[1:3] == [(370_000, 705_000), (706_000, 1_050_000)]
    assert times[-1] == (3_871_000, 3_910_000)


def test_what_has_no_place_in_content_stands_in_the_comment() -> None:
    category, added, _, description, _, topics = import_page(TEXT).comment.split("\n")
    assert (category, added) == ("Nature", "Added by: Meadow Archive")
    assert description.startswith("This lecture follows a colony")
    assert topics == (
        "Key topics: Division of Labour; Waggle Dance; Varroa Mites; RNAi Treatments; "
        "CCD/CBPV Confusion"
    )


def test_every_line_of_a_page_that_says_something_is_in_the_draft() -> None:
    written = _words(_written(import_page(TEXT)))
    furniture = {*HEADINGS, *BEES_LINES[BEES_LINES.index("Related Videos") :]}
    said = [line for line in BEES_LINES if line not in furniture and not line.endswith("...")]
    assert len(said) == len(BEES_LINES) - 5 - 4 - 5
    assert [line for line in said if _words(line) not in written] == []


def test_the_furniture_of_a_page_is_no_part_of_the_draft() -> None:
    written = _written(import_page(TEXT))
    assert "wasps" not in written.casefold()
    assert "another video" not in written


def test_words_that_a_title_caser_spoilt_are_as_they_were() -> None:
    terms = {topic.term for chapter in import_page(TEXT).chapters for topic in chapter.topics}
    assert {"Beekeeper's Marking Colours", "RNAi Treatments", "CCD/CBPV Confusion"} <= terms


def test_each_item_knows_its_line() -> None:
    draft = import_page(TEXT)
    spans = {
        draft.chapters[1].title: draft.chapters[1].span,
        draft.questions[0].question: draft.questions[0].span,
    }
    assert {text: TEXT[span.start : span.end] for text, span in spans.items()} == {
        text: text for text in spans
    }


# What copying does to a page


@pytest.mark.parametrize(
    "copied",
    [
        pytest.param(TEXT.replace("\n", "\r\n"), id="windows-line-ends"),
        pytest.param(TEXT.replace("\n", "\n\n"), id="empty-lines"),
        pytest.param(TEXT.replace("\n", "\n   \t"), id="leading-spaces"),
        pytest.param(TEXT.replace("\n", " \n"), id="trailing-spaces"),
        pytest.param(TEXT.replace("\n", "\n• "), id="bullets"),
        pytest.param(TEXT.replace("\n- ", "\n* "), id="stars"),
        pytest.param(TEXT.replace("\n- ", "\n–\t"), id="dashes"),  # noqa: RUF001 - a bullet in use
        pytest.param(TEXT.replace("\n", "\n•\n"), id="bullets-on-lines-of-their-own"),
        pytest.param(TEXT.replace("\n- ", "\n"), id="no-bullets"),
        pytest.param(TEXT.replace("You'll", "You’ll"), id="typographic-apostrophe"),  # noqa: RUF001
        pytest.param(TEXT.replace("...\n", "…\n"), id="ellipsis"),
        pytest.param(TEXT.replace(" - ", " – "), id="dashes-in-times"),  # noqa: RUF001 - a dash in use
        pytest.param(TEXT.replace("Video Index", "## Video Index:"), id="a-heading-in-markdown"),
    ],
)
def test_a_page_means_the_same_however_it_was_copied(copied: str) -> None:
    found, expected = (
        _written(import_page(text)).replace(" – ", " - ")  # noqa: RUF001 - a dash in use
        for text in (copied, TEXT)
    )
    assert found == expected


@pytest.mark.parametrize("heading", [each for each in HEADINGS if each != "Video Index"])
def test_a_section_may_be_missing(heading: str) -> None:
    start = TEXT.index(heading)
    following = [TEXT.index(each) for each in (*HEADINGS, "Related Videos")]
    end = min(place for place in following if place > start)
    draft, whole = import_page(TEXT[:start] + TEXT[end:]), import_page(TEXT)
    assert draft.modules == whole.modules
    assert (draft.objectives == ()) == (heading == "What You'll Learn")
    assert (draft.questions == ()) == (heading == "Questions This Video Answers")


# Titles


@pytest.mark.parametrize(
    ("header", "title", "comment"),
    [
        ("", "", ""),
        ("Rivers\n", "Rivers", ""),
        ("Geography\nRivers\n", "Rivers", "Geography"),
        ("Rivers\nAdded by: Ada\n", "Rivers", "Added by: Ada"),
        (
            "Geography\nRivers\nAdded by: Ada\n12 views\n",
            "Rivers",
            "Geography\nAdded by: Ada\n12 views",
        ),
        ("Added by: Ada\n", "", "Added by: Ada"),
    ],
)
def test_the_title_stands_above_who_added_the_video_or_last(
    header: str, title: str, comment: str
) -> None:
    draft = import_page(header + INDEX)
    assert (draft.title, draft.comment) == (title, comment)


# The index


def test_the_smallest_index_is_a_title_and_a_time() -> None:
    draft = import_page("Video Index\nThe Rhine\n0:00 - 4:30\n")
    assert _titles(draft) == [("The Rhine", ["The Rhine"])]
    assert not draft.has_modules


def test_a_chapter_before_the_first_module_stands_alone() -> None:
    opening = (
        "Video Index\nWelcome\n0:00 - 0:30\nThe speaker greets the visitors of the river museum.\n"
    )
    draft = import_page(opening + INDEX.removeprefix("Video Index\n").replace("0:00", "0:30"))
    assert _titles(draft) == [("Welcome", ["Welcome"]), ("Springs", ["How a Spring Forms"])]


@pytest.mark.parametrize(
    "title", ["Conclusion", "Outro", "Closing Remarks", "Final Thoughts", "Thanks and Farewell"]
)
def test_a_last_chapter_that_closes_the_video_stands_alone(title: str) -> None:
    draft = import_page(
        f"{INDEX}{title}\n4:30 - 9:00\nThe speaker thanks the keepers of the weir.\n"
    )
    assert _titles(draft) == [("Springs", ["How a Spring Forms"]), (title, [title])]


def test_a_last_chapter_that_is_a_mere_remainder_stands_alone() -> None:
    draft = import_page(f"{INDEX}A Poem\n4:30 - 4:50\nThe speaker reads a poem about brooks.\n")
    assert _titles(draft) == [("Springs", ["How a Spring Forms"]), ("A Poem", ["A Poem"])]


def test_another_last_chapter_belongs_to_the_module_before_it() -> None:
    draft = import_page(
        f"{INDEX}Closing the Weir\n4:30 - 9:00\nThe keepers close the weir in May.\n"
    )
    assert _titles(draft) == [("Springs", ["How a Spring Forms", "Closing the Weir"])]


def test_a_description_that_was_only_copied_cut_off_is_kept_so() -> None:
    whole = next(line for line in INDEX.splitlines() if line.endswith("flow on."))
    draft = import_page(INDEX.replace(f"{whole}\n", ""))
    assert _titles(draft) == [("Springs", ["How a Spring Forms"])]
    assert draft.modules[0].summary.endswith("and flow...")


def test_a_topic_that_ends_in_dots_is_no_beginning_of_the_next() -> None:
    draft = import_page(f"{INDEX}Wait...\nWait for Rain\n")
    assert _terms(draft) == [["Aquifer", "Clay", "Wait...", "Wait for Rain"]]


def test_topics_may_be_questions_ratios_and_years() -> None:
    topics = "Why Clay?\n16:9\n1997-2003\n9/11\n5:15 - A Song by The Who\nWashington, D.C.\nStop!\n"
    draft = import_page(INDEX + topics)
    assert _terms(draft) == [
        [
            "Aquifer",
            "Clay",
            "Why Clay?",
            "16:9",
            "1997-2003",
            "9/11",
            "5:15 - A Song by The Who",
            "Washington, D.C.",
            "Stop!",
        ]
    ]


def test_a_summary_may_be_a_question() -> None:
    draft = import_page(
        "Video Index\nThe Rhine\n0:00 - 4:30\nWhy does the Rhine turn north at Basel?\nBasel\n"
    )
    (rhine,) = draft.chapters
    assert rhine.summary == "Why does the Rhine turn north at Basel?"
    assert _terms(draft) == [["Basel"]]


@pytest.mark.parametrize("summary", ["Shows the river.", "Describes the Rhine."])
def test_a_summary_may_be_short(summary: str) -> None:
    draft = import_page(f"Video Index\nThe Rhine\n0:00 - 4:30\n{summary}\nWashington, D.C.\n")
    assert [each.summary for each in draft.chapters] == [summary]
    assert _terms(draft) == [["Washington, D.C."]]


def test_a_description_of_a_module_may_be_short() -> None:
    draft = import_page(f"{INDEX}Mouths\nAll about the Delta.\nHow a Delta Forms\n4:30 - 9:00\n")
    assert _titles(draft) == [
        ("Springs", ["How a Spring Forms"]),
        ("Mouths", ["How a Delta Forms"]),
    ]
    assert draft.modules[1].summary == "All about the Delta."


def test_the_numbers_of_a_list_are_no_part_of_its_texts() -> None:
    draft = import_page(
        f"What You'll Learn\n1. Name rivers.\n2. Find them.\n{INDEX}"
        "Questions This Video Answers\n1) Why?\n7. Because.\n2) Where?\nThere.\n"
    )
    assert draft.objectives == ("Name rivers.", "Find them.")
    assert [(each.question, each.answer) for each in draft.questions] == [
        ("1) Why?", "7. Because."),
        ("2) Where?", "There."),
    ]


def test_a_chapter_may_have_no_summary() -> None:
    draft = import_page("Video Index\nThe Rhine\n0:00 - 4:30\nWashington, D.C.\nWhy Basel?\n")
    assert [each.summary for each in draft.chapters] == [""]
    assert _terms(draft) == [["Washington, D.C.", "Why Basel?"]]


def test_a_summary_may_have_several_paragraphs() -> None:
    text = "Rain seeps into the ground until it meets clay.\n"
    draft = import_page(INDEX.replace(text, f"{text}There it gathers and comes to light.\n"))
    assert draft.chapters[0].summary == (
        "Rain seeps into the ground until it meets clay. There it gathers and comes to light."
    )
    assert _terms(draft) == [["Aquifer", "Clay"]]


def test_the_words_of_a_heading_are_a_heading_only_once() -> None:
    assert _terms(import_page(f"{INDEX}Video Index\n")) == [["Aquifer", "Clay", "Video Index"]]


# Questions


def test_an_answer_may_be_a_question_itself() -> None:
    draft = import_page(f"{INDEX}Questions This Video Answers\nWho asks?\nWho doesn't?\n")
    assert [(each.question, each.answer) for each in draft.questions] == [
        ("Who asks?", "Who doesn't?")
    ]


def test_a_question_may_do_without_a_question_mark() -> None:
    draft = import_page(f"{INDEX}Questions This Video Answers\nName a river.\nThe Rhine.\n")
    assert [(each.question, each.answer) for each in draft.questions] == [
        ("Name a river.", "The Rhine.")
    ]


def test_an_answer_may_have_several_lines() -> None:
    lines = "Which rivers meet?\nThe Rhine.\nThe Main.\nWhere?\nIn Mainz.\n"
    draft = import_page(f"{INDEX}Questions This Video Answers\n{lines}")
    assert [(each.question, each.answer) for each in draft.questions] == [
        ("Which rivers meet?", "The Rhine. The Main."),
        ("Where?", "In Mainz."),
    ]


# What is wrong with a page


def test_a_question_without_an_answer_is_shown() -> None:
    lines = "Which rivers meet?\nWhere do they meet?\nIn Mainz.\n"
    assert refuse_page(f"{INDEX}Questions This Video Answers\n{lines}") == (
        "page.txt:11:1: error[question-without-answer]: "
        "the question `Which rivers meet?` has no answer below it\n"
        "   |\n"
        "11 | Which rivers meet?\n"
        "   | ^^^^^^^^^^^^^^^^^^\n"
        "  help: write its answer on the next line, or remove the question"
    )


@pytest.mark.parametrize(
    "times",
    ["0:00 - 4:75", "0:00 - late", "0:00 -", "4,5 - 9,0", "soon to 4:30", "0:0 – 4:3"],  # noqa: RUF001
)
def test_a_time_that_is_none_is_shown(times: str) -> None:
    assert refuse_page(INDEX.replace("0:00 - 4:30", times)) == (
        f"page.txt:6:1: error[invalid-time]: `{times}` is not a time or a range of times\n"
        "  |\n"
        f"6 | {times}\n"
        f"  | {'^' * len(times)}\n"
        "  help: write a range of times like 12:03 - 24:05"
    )


def test_a_chapter_without_a_time_is_shown() -> None:
    lost = "How a Valley Forms\nShows how water cuts into the rock.\nErosion\n"
    assert refuse_page(INDEX + lost) == (
        "page.txt:11:1: error[chapter-without-time]: "
        "no line of times stands above `Shows how water cuts into the rock.`\n"
        "   |\n"
        "11 | Shows how water cuts into the rock.\n"
        "   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "  help: write the chapter's times between its title and its summary"
    )


def test_a_time_without_a_title_above_it_is_shown() -> None:
    assert refuse_page("Video Index\n0:00 - 4:30\nRain seeps into the ground.\n9:00 - 10:00\n") == (
        "page.txt:2:1: error[time-without-title]: "
        "no title of a chapter stands above `0:00 - 4:30`\n"
        "  |\n"
        "2 | 0:00 - 4:30\n"
        "  | ^^^^^^^^^^^\n"
        "  help: write the chapter's title on the line above\n"
        "page.txt:4:1: error[time-without-title]: "
        "no title of a chapter stands above `9:00 - 10:00`\n"
        "  |\n"
        "4 | 9:00 - 10:00\n"
        "  | ^^^^^^^^^^^^\n"
        "  help: write the chapter's title on the line above"
    )


def test_a_module_without_a_chapter_is_shown() -> None:
    cut = "Mouths\nThis module ends where rivers end, in deltas, lagoons and the op...\n"
    assert refuse_page(INDEX + cut) == (
        "page.txt:10:1: error[module-without-chapter]: "
        "the module `Mouths` has no chapter below it\n"
        "   |\n"
        "10 | Mouths\n"
        "   | ^^^^^^\n"
        "  help: copy the page again, to its end, or remove the module"
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rivers\nVideo Index\nQuestions This Video Answers\nWhy?\nWhy not.\n", "2:1"),
        ("Rivers\nKey Topics\nWater\nWhat You'll Learn\nAll about water.\n", "1:1"),
        ("", "1:1"),
    ],
)
def test_a_page_without_chapters_is_no_draft(text: str, place: str) -> None:
    first = refuse_page(text).splitlines()[0]
    assert first == (
        f"page.txt:{place}: error[index-without-chapters]: "
        "the page has no video index with chapters"
    )


# Recognition


@pytest.mark.parametrize("text", [TEXT, INDEX, TEXT.replace("Video Index", "Index"), INDEX.upper()])
def test_a_page_is_recognised_by_its_headings(text: str) -> None:
    assert recognise(text)


@pytest.mark.parametrize(
    "text", ["", "0:00 Springs\n4:30 Key topics of the week\n", "Key Topics\nWater\n", "{}"]
)
def test_another_text_is_not_taken_for_a_page(text: str) -> None:
    assert not recognise(text)


def test_the_times_of_a_page_may_be_written_in_any_script() -> None:
    text = (
        "川\nVideo Index\n泉のできかた\n０：００～４：３０\n雨が地面にしみこむ。\n帯水層\n"  # noqa: RUF001 - full-width
        "河口\n4分30秒 - 12分05秒\n川は海に出る。\n三角州\n"
    )
    chapters = import_page(text).chapters
    assert [(each.title, each.start, each.end) for each in chapters] == [
        ("泉のできかた", 0, 270_000),
        ("河口", 270_000, 725_000),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Covers how arches carry their load to the ground",
        "Explains the way cables hold a deck, with examples",
        "Looks at storms",
        "How does a deck stay up when the wind blows from the side?",
    ],
)
def test_a_chapter_s_only_line_is_its_summary_though_no_full_stop_ends_it(line: str) -> None:
    page = f"Bridges\nVideo Index\nArches\n0:00 - 4:30\n{line}\nCables\n4:30 - 9:00\nStay Cables\n"
    first, second = import_page(page).chapters
    assert (first.summary, first.topics) == (line, ())
    assert [topic.term for topic in second.topics] == ["Stay Cables"]
