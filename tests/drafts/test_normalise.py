"""Any draft becomes one that builds: what is changed for that, and what is said of it."""

from dataclasses import replace

import pytest

from flashcards.drafts.normalise import normalise_draft
from flashcards.drafts.records import Draft, DraftModule, DraftQuestion, DraftTopic
from flashcards.text.times import Milliseconds
from tests.drafts.making import MINUTE, chapter, flat, normalise_aloud, question, topic
from tests.pipeline import refuse


def _times(draft: Draft) -> list[tuple[str, float, float | None]]:
    return [
        (each.title, each.start / MINUTE, None if each.end is None else each.end / MINUTE)
        for each in draft.chapters
    ]


def test_a_sound_draft_stays_as_it_is() -> None:
    draft = flat(
        chapter("The Rhine", 0, 5, topic("Basel", at=2), summary="It flows north."),
        chapter("The Danube", 5, 9, question("Where does it rise?", "In the Black Forest.", at=9)),
        questions=(question("Which is longer?", "The Danube."),),
    )
    assert normalise_draft(draft, "page.txt", refuse) == draft


# Times


def test_chapters_are_put_in_the_order_of_the_video() -> None:
    normalised, said = normalise_aloud(
        flat(chapter("The Danube", 5, 9), chapter("The Rhine", 0, 5))
    )
    assert _times(normalised) == [("The Rhine", 0, 5), ("The Danube", 5, 9)]
    assert said == []


def test_a_module_that_another_interrupts_stands_twice() -> None:
    rhine = DraftModule(
        title="The Rhine", summary="North.", chapters=(chapter("Basel", 0), chapter("Bonn", 9))
    )
    danube = DraftModule(title="The Danube", chapters=(chapter("Ulm", 4), chapter("Passau", 6)))
    normalised, _ = normalise_aloud(Draft(title="Rivers", modules=(rhine, danube)))
    assert [
        (module.title, module.identifier, module.summary, [each.title for each in module.chapters])
        for module in normalised.modules
    ] == [
        ("The Rhine", "", "North.", ["Basel"]),
        ("The Danube", "", "", ["Ulm", "Passau"]),
        ("The Rhine", "the-rhine-2", "", ["Bonn"]),
    ]


def test_a_chapter_ends_where_the_next_starts() -> None:
    normalised, said = normalise_aloud(flat(chapter("The Rhine", 0, 6), chapter("The Danube", 5)))
    assert _times(normalised) == [("The Rhine", 0, 5), ("The Danube", 5, None)]
    assert said == [
        "warning[source-times-disagree]: `The Rhine` would last beyond 5:00, where it must end"
    ]


def test_an_end_that_was_only_rounded_up_is_mended_silently() -> None:
    rhine = replace(chapter("The Rhine", 0), end=Milliseconds(5 * MINUTE + 400))
    normalised, said = normalise_aloud(flat(rhine, chapter("The Danube", 5)))
    assert (_times(normalised)[0], said) == (("The Rhine", 0, 5), [])


def test_an_end_before_the_start_is_left_out() -> None:
    normalised, said = normalise_aloud(flat(chapter("The Rhine", 5, 4)))
    assert _times(normalised) == [("The Rhine", 5, None)]
    assert said == [
        "warning[source-times-disagree]: `The Rhine` ends before it starts, so its end is left out"
    ]


def test_chapters_that_start_at_once_are_kept_apart_by_a_second() -> None:
    normalised, said = normalise_aloud(flat(chapter("The Rhine", 1), chapter("The Danube", 1)))
    assert [each.start for each in normalised.chapters] == [60_000, 61_000]
    assert said == [
        (
            "warning[source-times-disagree]: "
            "`The Danube` can't start with the chapter before it, so it starts at 1:01"
        )
    ]


def test_a_start_that_no_video_has_is_brought_back() -> None:
    normalised, said = normalise_aloud(
        flat(chapter("The Rhine", -1), chapter("The Danube", 100_000))
    )
    assert [each.start for each in normalised.chapters] == [0, 999 * 60 * MINUTE - 1_000]
    assert said == [
        (
            "warning[source-times-disagree]: "
            "`The Rhine` starts at no time that a video has, so it starts at 0:00"
        ),
        (
            "warning[source-times-disagree]: "
            "`The Danube` starts at no time that a video has, so it starts at 998:59:59"
        ),
    ]


def test_a_chapter_ends_with_the_video() -> None:
    draft = replace(flat(chapter("The Rhine", 0, 6)), duration=Milliseconds(5 * MINUTE))
    normalised, said = normalise_aloud(draft)
    assert (_times(normalised), normalised.duration) == ([("The Rhine", 0, 5)], 5 * MINUTE)
    assert said == [
        "warning[source-times-disagree]: `The Rhine` would last beyond 5:00, where it must end"
    ]


def test_a_duration_that_can_not_be_is_left_out() -> None:
    draft = replace(flat(chapter("The Rhine", 6)), duration=Milliseconds(5 * MINUTE))
    normalised, said = normalise_aloud(draft)
    assert normalised.duration is None
    assert said == [
        (
            "warning[source-times-disagree]: "
            "the source's duration doesn't fit its chapters, so it is left out"
        )
    ]


@pytest.mark.parametrize(
    "item", [topic("Basel", at=7, comment="heard"), question("Where?", "Basel.", 7, "heard")]
)
def test_a_time_outside_its_chapter_is_left_to_the_author(item: DraftTopic | DraftQuestion) -> None:
    normalised, said = normalise_aloud(
        flat(chapter("The Rhine", 0, 5, item), chapter("The Danube", 5))
    )
    (rhine, _) = normalised.chapters
    items: list[DraftTopic | DraftQuestion] = [*rhine.topics, *rhine.questions]
    assert [(each.at, each.comment) for each in items] == [
        (None, "heard\nThe source's time, 7:00, is outside `The Rhine`.")
    ]
    assert said == [
        (
            "warning[source-times-disagree]: "
            "the time 7:00 is outside `The Rhine`, so it stands in a comment"
        )
    ]


def test_a_question_of_the_file_whose_time_is_in_no_chapter_waits() -> None:
    draft = flat(chapter("The Rhine", 1, 5), questions=(question("Where?", "Basel.", at=7),))
    normalised, said = normalise_aloud(draft)
    (waiting,) = normalised.questions
    assert (waiting.at, waiting.comment) == (
        None,
        "The source's time, 7:00, is outside all chapters.",
    )
    assert said == [
        (
            "warning[source-times-disagree]: "
            "the time 7:00 is outside all chapters, so it stands in a comment"
        )
    ]


# Names


def test_namesakes_get_an_id() -> None:
    twice = question("Where does it rise?", "In the Alps.")
    draft = Draft(
        title="Rivers",
        modules=(
            DraftModule(title="North", chapters=(chapter("Mouth", 0, None, twice),)),
            DraftModule(title="North!", chapters=(chapter("Mouth", 1, None, twice),)),
        ),
        questions=(twice,),
    )
    normalised, said = normalise_aloud(draft)
    assert [module.identifier for module in normalised.modules] == ["", "north-2"]
    assert [each.identifier for each in normalised.chapters] == ["", "mouth-2"]
    questions = [*(each.questions[0] for each in normalised.chapters), *normalised.questions]
    assert [each.identifier for each in questions] == [
        "",
        "where-does-it-rise-2",
        "where-does-it-rise-3",
    ]
    assert said == []


def test_a_chapter_mentions_a_term_once() -> None:
    first = topic("Delta", comment="one")
    draft = flat(chapter("The Rhine", 0, 5, first, topic("DELTA", at=3, comment="two")))
    normalised, _ = normalise_aloud(draft)
    assert normalised.chapters[0].topics == (topic("Delta", at=3, comment="one\ntwo"),)


def test_one_term_in_two_chapters_is_one_term() -> None:
    draft = flat(chapter("The Rhine", 0, 5, topic("Delta")), chapter("Nile", 5, 9, topic("delta")))
    assert normalise_draft(draft, "page.txt", refuse) == draft


def test_two_terms_that_are_too_alike_get_an_id_at_the_first_mention() -> None:
    draft = flat(
        chapter("The Rhine", 0, 5, topic("Ox bow"), topic("Ox-bow")),
        chapter("The Nile", 5, 9, topic("Ox-bow")),
    )
    normalised, _ = normalise_aloud(draft)
    assert [
        [(each.term, each.identifier) for each in chapter.topics] for chapter in normalised.chapters
    ] == [[("Ox bow", ""), ("Ox-bow", "ox-bow-2")], [("Ox-bow", "")]]


# Texts


def test_texts_are_put_on_one_line_of_printable_characters() -> None:
    draft = flat(chapter(" The\n\tRhine\ufeff \x07 flows\u2028north \ud800"))
    normalised, _ = normalise_aloud(draft)
    assert normalised.chapters[0].title == "The Rhine flows north \N{REPLACEMENT CHARACTER}"


def test_what_has_no_text_gets_a_stand_in_that_is_reported() -> None:
    module = DraftModule(title="", summary="North.", chapters=(chapter("", 1, None, topic("  ")),))
    normalised, said = normalise_aloud(Draft(title="", modules=(module,)))
    assert normalised.title == "Untitled video"
    assert [each.title for each in normalised.modules] == ["Chapter at 1:00"]
    assert [(each.title, each.topics) for each in normalised.chapters] == [("Chapter at 1:00", ())]
    assert said == [
        "warning[source-text-missing]: the source gives the video no title",
        "warning[source-text-missing]: a chapter has no title in the source",
        "warning[source-text-missing]: a module has no title in the source",
    ]


@pytest.mark.parametrize("unseen", ["\u200b", "\u2060\ufe0f", "\u3164", " \u00ad\t\u2800"])
def test_a_text_of_signs_that_do_not_show_is_none(unseen: str) -> None:
    """YouTube's pages have them; in a content file each would be an error."""
    asked = question(unseen, "North", at=3)
    draft = Draft(
        title=unseen,
        objectives=(unseen,),
        modules=(
            DraftModule(
                title=unseen,
                summary=unseen,
                chapters=(chapter(unseen, 1, 5, topic(unseen), asked, summary=unseen),),
            ),
        ),
    )
    blank = replace(
        draft,
        title="",
        objectives=(),
        modules=(
            DraftModule(title="", chapters=(chapter("", 1, 5, replace(asked, question="")),)),
        ),
    )
    assert normalise_aloud(draft) == normalise_aloud(blank)


def test_half_a_question_makes_no_card() -> None:
    draft = flat(chapter("The Rhine", 0, 5, question("Where?", " ", at=3), question("", "")))
    normalised, said = normalise_aloud(draft)
    assert normalised.chapters[0].questions == ()
    assert normalised.questions == (
        question("Where?", "…", None, "The source has no answer here.\nThe source's time: 3:00"),
    )
    assert said == ["warning[source-text-missing]: a question has no answer in the source"]


def test_a_draft_without_chapters_has_one_for_the_whole_video() -> None:
    normalised, said = normalise_aloud(Draft(title="Rivers"))
    assert _times(normalised) == [("Rivers", 0, None)]
    assert said == [
        (
            "warning[source-without-chapters]: "
            "the source has no chapters, so the draft has one for the whole video"
        )
    ]


def test_what_a_module_without_chapters_says_becomes_a_comment() -> None:
    empty = DraftModule(title="Deltas", summary="Where rivers end.", chapters=())
    draft = replace(flat(chapter("The Rhine")), comment="Geography")
    normalised, said = normalise_aloud(replace(draft, modules=(*draft.modules, empty)))
    assert normalised.comment == "Geography\nDeltas\nWhere rivers end."
    assert said == [
        "warning[source-without-chapters]: the module `Deltas` has no chapters in the source"
    ]


def test_an_address_or_a_date_that_is_none_becomes_a_comment() -> None:
    draft = replace(flat(chapter("The Rhine")), url="youtu.be/1", published="2026-02-30")
    normalised, said = normalise_aloud(draft)
    assert (normalised.url, normalised.published) == ("", "")
    assert normalised.comment == "Address: youtu.be/1\nPublished: 2026-02-30"
    assert said == [
        (
            "warning[source-fact-unusable]: "
            "`youtu.be/1` is no web address, so it stands in a comment of the draft"
        ),
        (
            "warning[source-fact-unusable]: "
            "`2026-02-30` is no date, so it stands in a comment of the draft"
        ),
    ]
