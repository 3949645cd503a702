"""The one walk over a content file, and what is brought together on it."""

from flashcards.content.model import Module
from flashcards.content.outline import make_outline, questions_by_place
from flashcards.content.walk import list_card_texts, walk, walk_card_texts
from tests.videos import load

FILE = """\
title: All
modules:
  - title: Module 1
    summary: Of no card.
    chapters:
      - {title: Chapter 1, time: 0:00, topics: {Term 1: Definition 1, Term 2: }}
      - title: Chapter 2
        time: 1:00
        extra: Extra 2
        hint: Hint 2
        summary: Sum ==2==
        topics:
          Term 2: {definition: Definition 2, reverse: true, tags: [two], allow: [near-twin]}
        questions: [{question: Question 2, answer: Answer 2}]
    questions: [{question: Question of 1, answer: Answer, at: 0:30}]
  - title: Module 2
    chapters:
      - {title: Chapter 3, time: 2:00, topics: {term 2: {hint: Hint, tags: [three]}}}
questions:
  - {question: Question of all, answer: Answer, at: 1:30}
"""


def test_items_come_in_the_order_of_the_file_each_with_where_it_stands() -> None:
    items = [
        (
            list_card_texts(record)[0].value,
            module.title.value if module else None,
            place.chapter.title.value if place else None,
        )
        for record, module, place in walk(load(FILE))
    ]
    assert items == [
        ("Module 1", "Module 1", None),
        ("Chapter 1", "Module 1", "Chapter 1"),
        ("Term 1", "Module 1", "Chapter 1"),
        ("Term 2", "Module 1", "Chapter 1"),
        ("Chapter 2", "Module 1", "Chapter 2"),
        ("Term 2", "Module 1", "Chapter 2"),
        ("Question 2", "Module 1", "Chapter 2"),
        ("Question of 1", "Module 1", None),
        ("Module 2", "Module 2", None),
        ("Chapter 3", "Module 2", "Chapter 3"),
        ("term 2", "Module 2", "Chapter 3"),
        ("Question of all", None, None),
    ]


def test_the_texts_of_cards_come_front_first_and_without_what_no_card_has() -> None:
    texts = [text.value for text in walk_card_texts(load(FILE))]
    assert texts[:2] == ["All", "Module 1"]
    assert texts[5:12] == [
        "Term 2",
        "Chapter 2",
        "Sum ==2==",
        "Hint 2",
        "Extra 2",
        "Term 2",
        "Definition 2",
    ]
    assert "Of no card." not in texts


def test_a_chapter_without_a_module_is_one_by_itself() -> None:
    records = [each.record for each in walk(load("title: A\nchapters: [{title: B, time: 0:00}]"))]
    assert [(type(each) is Module, list_card_texts(each)[0].value) for each in records] == [
        (True, "B"),
        (False, "B"),
    ]


def test_a_term_has_what_any_of_its_mentions_says() -> None:
    _, term = make_outline(load(FILE)).terms
    assert [mention.place.chapter.title.value for mention in term.mentions] == [
        "Chapter 1",
        "Chapter 2",
        "Chapter 3",
    ]
    topic = term.topic
    assert topic.term == term.main.topic.term
    assert topic.definition
    assert topic.hint
    assert (topic.definition.value, topic.hint.value, topic.extra) == ("Definition 2", "Hint", None)
    assert topic.reverse
    assert [tag.value for tag in topic.tags] == ["two", "three"]
    assert [rule.value for rule in topic.allow] == ["near-twin"]


def test_questions_are_asked_in_their_chapter_or_where_their_time_is() -> None:
    asked = questions_by_place(make_outline(load(FILE)))
    assert [[question.question.value for question in each] for each in asked] == [
        ["Question of 1"],
        ["Question 2", "Question of all"],
        [],
    ]
