"""The text of a draft: what a careful person would write, and the same draft when it is read."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.content.load import load_source
from flashcards.content.model import Breakdown, Question, Text, Topic
from flashcards.diagnostics import Diagnostic, Source, has_errors
from flashcards.drafts.clean import LONGEST_DRAFT_TITLE
from flashcards.drafts.markup import escape_block, escape_inline, escape_summary, escape_term
from flashcards.drafts.normalise import normalise_draft
from flashcards.drafts.records import Draft, DraftChapter, DraftModule, DraftQuestion, DraftTopic
from flashcards.drafts.write import WIDTH, write_draft
from flashcards.notes.generate import generate_deck
from flashcards.text.times import Milliseconds
from tests.drafts.making import SPAN, chapter, flat, load_back, question, topic

LONG = (
    "Rain seeps into the ground until it meets clay, where it gathers and comes to light as a "
    "spring."
)


def test_a_draft_is_written_as_a_careful_person_would() -> None:
    draft = Draft(
        title="Rivers: from spring to mouth",
        url="https://example.org/watch?v=1#top",
        author="Ada",
        published="2026-01-31",
        duration=Milliseconds(3_725_500),
        objectives=("Say where rivers come from.", LONG),
        comment="A page of facts\n\nKey topics: water",
        modules=(
            DraftModule(
                title="Springs",
                summary=LONG,
                chapters=(
                    chapter(
                        "How a Spring Forms",
                        0,
                        48,
                        topic("Aquifer"),
                        topic("Clay", at=12, comment="heard: a bed of clay"),
                        question("Where does rain go?", "Into the ground.", at=3),
                        summary=LONG,
                    ),
                    chapter("Why Springs Dry Up", 48, 60),
                ),
            ),
            DraftModule(title="Conclusion", chapters=(chapter("Conclusion", 61),)),
        ),
        questions=(
            question("What is *raw* water?", "Yes", comment="no chapter speaks of it"),
            question("Is it 10?", "10", at=50),
        ),
    )
    assert (
        write_draft(draft)
        == """\
# yaml-language-server: $schema=content.schema.json
#
# A page of facts
#
# Key topics: water
title: "Rivers: from spring to mouth"
url: https://example.org/watch?v=1#top
author: Ada
published: 2026-01-31
duration: 1:02:05.5
objectives:
  - Say where rivers come from.
  - >-
    Rain seeps into the ground until it meets clay, where it gathers and comes to light as a
    spring.

modules:
  - title: Springs
    summary: >-
      Rain seeps into the ground until it meets clay, where it gathers and comes to light as
      a spring.
    chapters:
      - title: How a Spring Forms
        time: 0:00 - 48:00
        summary: >-
          Rain seeps into the ground until it meets clay, where it gathers and comes to
          light as a spring.
        topics:
          Aquifer:
          # heard: a bed of clay
          Clay:
            definition:
            at: 12:00
        questions:
          - question: Where does rain go?
            answer: Into the ground.
            at: 3:00

      - title: Why Springs Dry Up
        time: 48:00 - 1:00:00

  - title: Conclusion
    chapters:
      - title: Conclusion
        time: 1:01:00

# These found no chapter: write the time of each behind its `at:`, or move it into the
# chapter that answers it.
questions:
  # no chapter speaks of it
  - question: What is \\*raw* water?
    answer: "Yes"
    at:
  - question: Is it 10?
    answer: "10"
    at: 50:00
"""
    )


def test_chapters_stand_on_the_file_when_there_are_no_modules() -> None:
    assert (
        write_draft(flat(chapter("The Rhine", 0, 5), chapter("The Danube", 5)))
        == """\
# yaml-language-server: $schema=content.schema.json
title: Rivers

chapters:
  - title: The Rhine
    time: 0:00 - 5:00

  - title: The Danube
    time: 5:00
"""
    )


def test_a_deck_is_not_named_by_escapes() -> None:
    draft = replace(flat(chapter("The Rhine")), title="*Rivers* :: a tour")
    lines = write_draft(draft).splitlines()
    assert lines[1:3] == [r"title: '\*Rivers* :: a tour'", 'deck: "*Rivers* : a tour"']
    assert load_back(write_draft(draft)).deck == "*Rivers* : a tour"


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ('The 12" single"', "'The 12\" single\"'"),
        ('Lakes"', "'Lakes\"'"),
        ('What "wet" means', 'What "wet" means'),
    ],
)
def test_a_text_that_ends_in_a_quote_is_in_others(title: str, written: str) -> None:
    text = write_draft(flat(chapter(title)))
    assert f"  - title: {written}\n" in text
    assert [each.title.value for each in load_back(text).modules[0].chapters] == [title]


def test_only_a_title_and_a_single_word_go_beyond_the_width() -> None:
    word = "w" * 120
    draft = flat(chapter(f"{LONG} {LONG}", 0, None, topic(word), summary=f"{LONG} {word}"))
    wide = [line.strip() for line in write_draft(draft).splitlines() if len(line) > WIDTH]
    assert wide == [f"- title: {LONG} {LONG}", word, f"{word}:"]


# Any draft


TEXT = st.one_of(
    st.sampled_from(
        ("", " ", "null", "- a", "a: b", "a #b", "'", '"', "<<", "*a*", "1.", "==a==", "=", "~",
         "a:", "#", "? b", "12:03", "1e3", "`", "a\u2028b", "\ufeff", "\x85", "x" * 1100, LONG,
         "a\nb", "---", "...", "%", "@", "\\", "\t", "{{c1::a}}", "List<int>", "\ud800")
    ),
    st.text(),
)  # fmt: skip
TITLE = TEXT.map(lambda text: text[:LONGEST_DRAFT_TITLE])
TIME = st.one_of(
    st.integers(-10, 10**10),
    st.integers(0, 60).map(lambda minutes: minutes * 60_000),
).map(Milliseconds)
AT = st.none() | TIME
QUESTIONS = st.lists(
    st.builds(DraftQuestion, question=TEXT, answer=TEXT, at=AT, comment=TEXT, span=st.just(SPAN)),
    max_size=3,
).map(tuple)
TOPICS = st.lists(
    st.builds(DraftTopic, term=TEXT, at=AT, comment=TEXT, span=st.just(SPAN)), max_size=3
).map(tuple)
CHAPTERS = st.lists(
    st.builds(
        DraftChapter,
        title=TITLE,
        start=TIME,
        end=AT,
        summary=TEXT,
        topics=TOPICS,
        questions=QUESTIONS,
        span=st.just(SPAN),
    ),
    max_size=4,
).map(tuple)
MODULES = st.lists(
    st.one_of(
        st.builds(DraftModule, title=TITLE, summary=TEXT, chapters=CHAPTERS),
        CHAPTERS.filter(bool).map(
            lambda chapters: DraftModule(title=chapters[0].title, chapters=chapters[:1])
        ),
    ),
    max_size=4,
).map(tuple)
DRAFTS = st.builds(
    Draft,
    title=TITLE,
    url=TEXT | st.just("https://example.org/?a=b#c"),
    author=TITLE,
    published=TEXT | st.sampled_from(("2026-02-28", "2026-02-30")),
    duration=AT,
    objectives=st.lists(TEXT, max_size=2).map(tuple),
    modules=MODULES,
    questions=QUESTIONS,
    comment=TEXT,
)


def _values(*texts: Text | None) -> list[str]:
    return [text.value if text else "" for text in texts]


def _read_question(question: Question) -> tuple[list[str], int | None]:
    texts = _values(question.question, question.answer, question.identifier)
    return texts, question.at.time if question.at else None


def _read_topic(topic: Topic) -> tuple[list[str], int | None]:
    return _values(topic.term, topic.identifier), topic.at.time if topic.at else None


def _read(breakdown: Breakdown) -> object:
    """Bring what was read to the form in which it can be compared."""
    return (
        breakdown.title.value,
        breakdown.url,
        breakdown.author,
        breakdown.published,
        breakdown.duration.time if breakdown.duration else None,
        _values(*breakdown.objectives),
        [
            (
                _values(module.title, module.summary),
                [
                    (
                        _values(each.title, each.summary, each.identifier),
                        each.start.time,
                        each.end.time if each.end else None,
                        [_read_topic(topic) for topic in each.topics],
                        [_read_question(question) for question in each.questions],
                    )
                    for each in module.chapters
                ],
            )
            for module in breakdown.modules
        ],
        [_read_question(question) for question in breakdown.questions],
    )


def _question(question: DraftQuestion) -> tuple[list[str], int | None]:
    texts = [escape_block(question.question), escape_block(question.answer), question.identifier]
    return texts, question.at


def _expected(draft: Draft) -> object:
    return (
        escape_inline(draft.title),
        draft.url,
        draft.author,
        draft.published,
        draft.duration,
        [escape_block(each) for each in draft.objectives],
        [
            (
                [escape_inline(module.title), escape_block(module.summary)],
                [
                    (
                        [
                            escape_inline(each.title),
                            escape_summary(each.summary) if each.summary else "",
                            each.identifier,
                        ],
                        each.start,
                        each.end,
                        [
                            ([escape_term(topic.term), topic.identifier], topic.at)
                            for topic in each.topics
                        ],
                        [_question(question) for question in each.questions],
                    )
                    for each in module.chapters
                ],
            )
            for module in draft.modules
        ],
        [_question(question) for question in draft.questions],
    )


@settings(max_examples=100)
@given(DRAFTS)
def test_any_draft_once_normalised_reads_back_as_itself(draft: Draft) -> None:
    normalised = normalise_draft(draft, "page.txt", lambda _: None)
    assert _read(load_back(write_draft(normalised))) == _expected(normalised)


@settings(max_examples=100)
@given(DRAFTS)
def test_any_draft_once_normalised_builds(draft: Draft) -> None:
    found: list[Diagnostic] = []
    normalised = normalise_draft(draft, "page.txt", lambda _: None)
    text = write_draft(normalised)
    breakdown = load_source(Source(path="content/draft.yaml", text=text), found)
    assert breakdown is not None
    deck = generate_deck(breakdown, found)
    assert not has_errors(found), found
    placed = sum(len(each.questions) for each in normalised.chapters)
    placed += sum(question.at is not None for question in normalised.questions)
    kinds = [note.kind.value for note in deck.notes]
    assert kinds.count("question") == placed
    assert kinds.count("chapter") == sum(bool(each.summary) for each in normalised.chapters)


@settings(max_examples=100)
@given(DRAFTS)
def test_normalising_a_normalised_draft_changes_nothing(draft: Draft) -> None:
    normalised = normalise_draft(draft, "page.txt", lambda _: None)
    found: list[Diagnostic] = []
    assert normalise_draft(normalised, "page.txt", found.append) == normalised
    # A stand-in is still one, and an author may want to hear of it again.
    said = {each.message for each in found}
    assert said <= {"the source gives the video no title"}
