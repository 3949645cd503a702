"""What becomes a note, and what stands on it."""

from flashcards.anki.note_types import NOTE_TYPES, Kind
from flashcards.content.load import load_source
from flashcards.content.model import Breakdown
from flashcards.diagnostics import Diagnostic, Severity, Source
from flashcards.notes.generate import generate_deck
from tests.videos import VIDEO, load, make_deck, make_notes

WHOLE = """\
title: A **video**
url: https://www.youtube.com/watch?v=abc
duration: 40:00
tags: [film]
modules:
  - title: First module
    tags: [one]
    chapters:
      - title: Opening
        time: 0:00 - 10:00
        tags: [start]
        summary: The sky is ==blue== and ==high==.
        extra: By day.
        hint: Look up.
        topics:
          Sky:
            definition: Sky is what is above.
            extra: Air.
            hint: Up.
            at: 1:30
            reverse: true
            tags: [air]
          Ground:
        questions:
          - question: Why?
            answer: "Because:\\n\\n- of this"
            extra: Indeed.
            hint: Think.
            at: 2:00
            tags: [hard]
          - question: How?
            answer: So.
    questions:
      - {question: Which of the module?, answer: This., at: 12:00, tags: [late]}
  - title: Ending
    chapters:
      - title: Ending
        time: 20:00
        topics:
          Ground: {definition: What is below., at: 30:00, tags: [earth]}
questions:
  - {question: Which of the file?, answer: That., at: 25:00}
  - {question: Which of the start?, answer: It., at: 0:10}
""".replace("0:00 - 10:00", "0:00 - 19:55")

QUESTION_FIELDS = {
    "Question": "Why?",
    "Answer": "<p>Because:</p>\n<ul>\n<li>of this</li>\n</ul>",
    "Hint": "Think.",
    "Extra": "Indeed.",
    "My notes": "",
    "Context": "<span>First module</span> <span>› Opening</span>",  # noqa: RUF001 - the sign between them
    "Module": "First module",
    "Chapter": "Opening",
    "Time": "2:00",
    "Link": '<a href="https://www.youtube.com/watch?v=abc&amp;t=120s">2:00</a>',
    "Source": "A <strong>video</strong>",
    "Key": "video/question/why",
    "Released": "",
    "Reserved 1": "",
    "Reserved 2": "",
}


def _diagnose(yaml: str) -> list[tuple[str, Severity, str, str]]:
    """Give what rendering says of content without other problems, each with the line's text."""
    found: list[Diagnostic] = []
    generate_deck(load(yaml), found)
    return [
        (each.code, each.severity, each.message, yaml[each.span.start : each.span.end])
        for each in found
    ]


def _one_summary(summary: str) -> str:
    return f"title: A\nchapters:\n  - title: One\n    time: 0:00\n    summary: {summary}\n"


def test_notes_stand_in_the_order_of_the_content() -> None:
    assert list(make_notes(WHOLE)) == [
        "chapter/opening",
        "topic/sky",
        "question/why",
        "question/how",
        "question/which-of-the-module",
        "question/which-of-the-start",
        "topic/ground",
        "question/which-of-the-file",
    ]


def test_a_question_has_all_its_fields() -> None:
    note = make_notes(WHOLE)["question/why"]
    names = NOTE_TYPES[Kind.QUESTION].field_names
    assert dict(zip(names, note.fields, strict=True)) == QUESTION_FIELDS
    assert (note.kind, note.cards) == (Kind.QUESTION, 1)


def test_a_topic_has_all_its_fields() -> None:
    note = make_notes(WHOLE)["topic/sky"]
    names = NOTE_TYPES[Kind.TOPIC].field_names
    assert dict(zip(names, note.fields, strict=True)) == {
        "Term": "Sky",
        "Definition": "Sky is what is above.",
        "Reverse": "[…] is what is above.",
        "Hint": "Up.",
        "Extra": "Air.",
        "My notes": "",
        "Context": "<span>First module</span> <span>› Opening</span>",  # noqa: RUF001 - the sign between them
        "Module": "First module",
        "Chapter": "Opening",
        "Time": "1:30",
        "Link": '<a href="https://www.youtube.com/watch?v=abc&amp;t=90s">1:30</a>',
        "Source": "A <strong>video</strong>",
        "Key": "video/topic/sky",
        "Released": "",
        "Reserved 1": "",
        "Reserved 2": "",
    }


def test_a_chapter_has_all_its_fields_and_a_card_for_each_mark() -> None:
    note = make_notes(WHOLE)["chapter/opening"]
    names = NOTE_TYPES[Kind.CHAPTER].field_names
    assert dict(zip(names, note.fields, strict=True)) == {
        "Text": "The sky is {{c1::blue}} and {{c2::high}}.",
        "Hint": "Look up.",
        "Extra": "By day.",
        "My notes": "",
        "Context": "<span>First module</span> <span>› Opening</span>",  # noqa: RUF001 - the sign between them
        "Module": "First module",
        "Chapter": "Opening",
        "Time": "0:00",
        "Link": '<a href="https://www.youtube.com/watch?v=abc&amp;t=0s">0:00</a>',
        "Source": "A <strong>video</strong>",
        "Key": "video/chapter/opening",
        "Released": "",
        "Reserved 1": "",
        "Reserved 2": "",
    }
    assert (note.kind, note.cards) == (Kind.CHAPTER, 2)


def test_tags_are_inherited_downward_from_the_outside_in() -> None:
    notes = make_notes(WHOLE)
    assert notes["chapter/opening"].tags == ("video::first-module", "film", "one", "start")
    assert notes["topic/sky"].tags == ("video::first-module", "film", "one", "start", "air")
    assert notes["question/why"].tags == ("video::first-module", "film", "one", "start", "hard")
    assert notes["question/how"].tags == ("video::first-module", "film", "one", "start")


def test_a_question_of_a_module_or_the_file_has_the_tags_of_its_place() -> None:
    notes = make_notes(WHOLE)
    assert notes["question/which-of-the-module"].tags == (
        "video::first-module",
        "film",
        "one",
        "start",
        "late",
    )
    assert notes["question/which-of-the-file"].tags == ("video::ending", "film")


def test_a_tag_of_several_levels_is_set_once_whatever_its_case() -> None:
    yaml = VIDEO.replace("title: A video", "title: A video\ntags: [AI, film]").replace(
        "answer: Because.", "answer: Because.\n            tags: [ai, Film, new]"
    )
    assert make_notes(yaml)["question/why"].tags == ("video::first-module", "AI", "film", "new")


def test_a_question_of_the_file_stands_in_the_chapter_of_its_time() -> None:
    note = make_notes(WHOLE)["question/which-of-the-file"]
    assert note.modules == ("ending",)
    assert (note.get_field("Module"), note.get_field("Chapter")) == ("Ending", "Ending")
    assert (note.times, note.get_field("Time")) == ((1_500_000,), "25:00")


def test_a_question_without_a_time_has_its_chapters() -> None:
    assert make_notes(WHOLE)["question/how"].get_field("Time") == "0:00"


def test_a_question_at_the_border_of_two_chapters_belongs_to_the_later() -> None:
    yaml = WHOLE.replace("at: 25:00", "at: 20:00").replace("0:00 - 19:55", "0:00 - 20:00")
    assert make_notes(yaml)["question/which-of-the-file"].modules == ("ending",)


def test_a_question_in_the_gap_after_a_chapter_belongs_to_it() -> None:
    yaml = WHOLE.replace("at: 25:00", "at: 19:58")
    assert make_notes(yaml)["question/which-of-the-file"].modules == ("first-module",)


def test_a_topic_of_several_chapters_is_one_note_with_all_its_times_and_tags() -> None:
    note = make_notes(WHOLE)["topic/ground"]
    assert note.modules == ("first-module", "ending")
    assert note.times == (0, 1_800_000)
    assert note.tags == (
        "video::first-module",
        "video::ending",
        "film",
        "one",
        "start",
        "earth",
    )
    assert note.get_field("Definition") == "What is below."
    assert note.get_field("Module") == "First module · Ending"
    assert note.get_field("Chapter") == "Opening · Ending"
    assert note.get_field("Time") == "0:00 · 30:00"
    assert note.get_field("Link") == (
        '<a href="https://www.youtube.com/watch?v=abc&amp;t=0s">0:00 <span>Opening</span></a> '
        '<a href="https://www.youtube.com/watch?v=abc&amp;t=1800s">30:00 <span>Ending</span></a>'
    )


def test_a_topic_stands_on_its_card_in_the_chapter_that_defines_it() -> None:
    assert make_notes(WHOLE)["topic/ground"].get_field("Context") == "<span>Ending</span>"


def test_what_is_said_of_a_topic_may_stand_at_any_mention() -> None:
    notes = make_notes("""\
title: A
chapters:
  - {title: One, time: 0:00, topics: {Sky: {extra: Air., reverse: true}}}
  - {title: Two, time: 1:00, topics: {SKY: What is above.}}
  - {title: Three, time: 2:00, topics: {sky: {hint: Up., id: the-sky}}}
""")
    note = notes["topic/the-sky"]
    assert list(notes) == ["topic/the-sky"]
    assert [note.get_field(name) for name in ("Term", "Extra", "Hint", "Reverse")] == [
        "SKY",
        "Air.",
        "Up.",
        "What is above.",
    ]
    assert note.get_field("Time") == "0:00 · 1:00 · 2:00"


def test_a_topic_of_two_chapters_of_a_module_names_the_module_once() -> None:
    note = make_notes("""\
title: A
modules:
  - title: First
    chapters:
      - {title: One, time: 0:00, topics: {Sky: What is above.}}
      - {title: Two, time: 1:00, topics: {Sky: }}
""")["topic/sky"]
    assert note.get_field("Module") == "First"
    assert note.get_field("Chapter") == "One · Two"
    assert note.modules == ("first",)
    assert note.tags == ("video::first",)


def test_a_topic_that_is_defined_nowhere_makes_no_note() -> None:
    yaml = VIDEO.replace("Sky: What is above.", "Sky:")
    found: list[Diagnostic] = []
    deck = generate_deck(_load_with_warnings(yaml), found)
    assert [note.kind for note in deck.notes] == [Kind.CHAPTER, Kind.QUESTION]
    assert found == []


def _load_with_warnings(yaml: str) -> Breakdown:
    found: list[Diagnostic] = []
    breakdown = load_source(Source(path="content/video.yaml", text=yaml), found)
    assert breakdown is not None
    assert [each.code for each in found] == ["topic-without-definition"]
    return breakdown


def test_a_topic_with_a_reverse_makes_two_cards_and_one_without_makes_one() -> None:
    notes = make_notes(WHOLE)
    assert (notes["topic/sky"].cards, notes["topic/ground"].cards) == (2, 1)
    assert notes["topic/ground"].get_field("Reverse") == ""


def test_a_module_and_a_chapter_of_the_same_title_show_it_once() -> None:
    assert (
        make_notes(WHOLE)["question/which-of-the-file"].get_field("Context")
        == "<span>Ending</span>"
    )


def test_a_chapter_without_a_module_is_its_own_module() -> None:
    note = make_notes("""\
title: A
chapters:
  - {title: The sky, time: 0:00, summary: The sky is ==blue==., tags: [air]}
""")["chapter/the-sky"]
    assert note.modules == ("the-sky",)
    assert note.tags == ("video::the-sky", "air")
    assert note.get_field("Context") == "<span>The sky</span>"


def test_a_chapter_without_a_summary_makes_no_note() -> None:
    deck = make_deck("title: A\nchapters: [{title: One, time: 0:00}]\n")
    assert deck.notes == ()


def test_without_an_address_there_is_a_time_and_no_link() -> None:
    note = make_notes("""\
title: A
chapters: [{title: One, time: 1:05, questions: [{question: Why?, answer: So.}]}]
""")["question/why"]
    assert (note.get_field("Time"), note.get_field("Link")) == ("1:05", "")


def test_without_an_address_no_card_starts_at_nought() -> None:
    """A lesson without a video has to give its first chapter a time, too, and shows none."""
    notes = make_notes("""\
title: A
chapters:
  - title: One
    time: 0:00 - 5:00
    questions: [{question: Why?, answer: So.}, {question: How?, answer: Thus., at: 2:00}]
  - {title: Two, time: 5:00, questions: [{question: Who?, answer: He.}]}
""")
    assert [note.get_field("Time") for note in notes.values()] == ["", "2:00", "5:00"]
    assert [note.times for note in notes.values()] == [(0,), (120_000,), (300_000,)]


def test_a_link_to_one_of_several_times_holds_no_other_link() -> None:
    note = make_notes("""\
title: A
url: https://a.example/v
chapters:
  - {title: "[One](https://b.example) & *more*", time: 1:00, topics: {Sky: Above.}}
  - {title: Two, time: 2:00, topics: {Sky: }}
""")["topic/sky"]
    assert note.get_field("Link") == (
        '<a href="https://a.example/v">1:00 <span>One &amp; <em>more</em></span></a> '
        '<a href="https://a.example/v">2:00 <span>Two</span></a>'
    )


def test_an_id_takes_the_place_of_the_text_in_the_key() -> None:
    notes = make_notes("""\
id: sky
title: A
modules:
  - title: First
    id: m1
    chapters:
      - title: One
        id: c1
        time: 0:00
        summary: The sky is ==blue==.
        topics: {Sky: {definition: What is above., id: t1}}
        questions: [{question: Why?, answer: Because., id: q1}]
""")
    assert [note.key for note in notes.values()] == [
        "sky/chapter/c1",
        "sky/topic/t1",
        "sky/question/q1",
    ]
    assert {note.tags for note in notes.values()} == {("sky::m1",)}


def test_the_file_name_is_the_content_id() -> None:
    deck = make_deck(VIDEO, "content/nested/state-of-ai-2026.yaml")
    assert deck.content_id == "state-of-ai-2026"
    assert deck.notes[0].key == "state-of-ai-2026/chapter/one"


def test_titles_and_terms_are_markdown_too() -> None:
    notes = make_notes("""\
title: A & B
modules:
  - title: "*First* module"
    chapters:
      - title: "`One`"
        time: 0:00
        topics: {"$O(n)$ search": "$O(n)$ search looks at each.", Q&A: A part.}
""")
    note = next(iter(notes.values()))
    assert note.get_field("Term") == "\\(O(n)\\) search"
    assert note.get_field("Source") == "A &amp; B"
    assert note.get_field("Module") == "<em>First</em> module"
    assert note.get_field("Chapter") == "<code>One</code>"
    assert notes["topic/q-and-a"].get_field("Term") == "Q&amp;A"


def test_a_term_that_html_spells_otherwise_is_masked_on_its_reverse() -> None:
    yaml = VIDEO.replace(
        "Sky: What is above.", "Q&A: {definition: Q&A is asking and answering., reverse: true}"
    )
    assert make_notes(yaml)["topic/q-and-a"].get_field("Reverse") == "[…] is asking and answering."


def test_an_address_with_an_ampersand_is_escaped_in_its_link() -> None:
    yaml = VIDEO.replace("https://www.youtube.com/watch?v=abc", "https://a.example/?a=1&b=\"2'")
    assert make_notes(yaml)["question/why"].get_field("Link") == (
        '<a href="https://a.example/?a=1&amp;b=&quot;2&#x27;">0:00</a>'
    )


def test_a_note_points_at_its_front() -> None:
    (chapter, topic, question) = make_deck(VIDEO).notes
    assert [VIDEO[slice(*note.span[1:])] for note in (chapter, topic, question)] == [
        "One",
        "Sky",
        "Why?",
    ]


def test_the_same_content_makes_the_same_notes() -> None:
    assert make_deck(WHOLE) == make_deck(WHOLE)


def test_a_later_item_changes_no_earlier_note() -> None:
    before = make_notes(VIDEO)
    after = make_notes(f"{VIDEO}          - {{question: How?, answer: So.}}\n")
    assert {key: after[key] for key in before} == before
    assert list(after) == [*before, "question/how"]


def test_html_that_no_card_can_hold_is_a_warning_at_its_text() -> None:
    assert _diagnose(VIDEO.replace("Because.", "A List<int>.")) == [
        (
            "html-as-text",
            Severity.WARNING,
            "`<int>` is no HTML that a card can hold, so it shows as text",
            "A List<int>.",
        )
    ]


def test_a_pair_of_tags_that_no_card_can_hold_is_one_warning() -> None:
    ((code, _, message, _),) = _diagnose(VIDEO.replace("Because.", "<center>Red</center>"))
    assert code == "html-as-text"
    assert message == "`<center>` is no HTML that a card can hold, so it shows as text"


def test_a_tag_without_its_partner_is_told_as_such() -> None:
    ((_, _, message, _),) = _diagnose(VIDEO.replace("Because.", "<i>Red"))
    assert message == "`<i>` stands without its partner, so it shows as text"


def test_a_formula_as_ankis_editor_keeps_it_is_told_with_the_form_that_works() -> None:
    text = VIDEO.replace("Because.", '<anki-mathjax block="true">x^2</anki-mathjax>')
    found: list[Diagnostic] = []
    generate_deck(load(text), found)
    assert [each.help for each in found] == ["write the formula between `$$` and `$$`"]


def test_a_title_that_stands_on_many_notes_is_reported_once() -> None:
    assert _diagnose(VIDEO.replace("title: A video", "title: A List<int>")) == [
        (
            "html-as-text",
            Severity.WARNING,
            "`<int>` is no HTML that a card can hold, so it shows as text",
            "A List<int>",
        )
    ]


def test_a_link_that_leads_nowhere_is_a_warning() -> None:
    assert _diagnose(VIDEO.replace("Because.", "See [there](a.html).")) == [
        (
            "unsafe-link",
            Severity.WARNING,
            "the link `[there](a.html)` goes to no web or mail address, so it shows as text",
            "See [there](a.html).",
        )
    ]


def test_a_summary_without_marks_is_a_warning() -> None:
    assert _diagnose(_one_summary("The sky is blue.")) == [
        (
            "summary-without-marks",
            Severity.WARNING,
            "the summary has no ==mark==, so its card asks for the whole of it",
            "The sky is blue.",
        )
    ]


def test_an_unclosed_mark_is_a_warning() -> None:
    assert _diagnose(_one_summary("The ==sky== is ==blue.")) == [
        (
            "unclosed-mark",
            Severity.WARNING,
            "a `==` has no partner, so it shows as text",
            "The ==sky== is ==blue.",
        )
    ]


def test_a_mark_across_markup_is_an_error() -> None:
    assert _diagnose(_one_summary("'**The ==sky** is== blue.'")) == [
        (
            "mark-crosses-markup",
            Severity.ERROR,
            "the mark round `sky is` starts or ends in the middle of other markup",
            "'**The ==sky** is== blue.'",
        )
    ]


def test_a_long_quotation_is_cut_and_stays_on_one_line() -> None:
    (found,) = _diagnose(
        VIDEO.replace("Because.", "\"<x y='aaaaaaaaaa bbbbbbbbbb\\ncccccccccc dddd'>\"")
    )
    assert found[2] == (
        "`<x y='aaaaaaaaaa bbbbbbbbbb cccccccccc …` "
        "is no HTML that a card can hold, so it shows as text"
    )


def test_what_shows_on_a_card_says_its_language_unless_that_is_english() -> None:
    text = VIDEO.replace("answer: Because.", "answer: Because.\n            hint: Think.")
    english, japanese = make_notes(text), make_notes(f"language: ja\n{text}")
    british = make_notes(f"language: en-GB\n{text}")
    assert [note.fields for note in british.values()] == [note.fields for note in english.values()]
    for key, note in english.items():
        other = japanese[key]
        own = NOTE_TYPES[note.kind].field_names.index("My notes")
        assert other.fields[:own] == tuple(
            field and f'<div lang="ja">{field}</div>' for field in note.fields[:own]
        )
        assert other.get_field("Source") == f'<span lang="ja">{note.get_field("Source")}</span>'
        assert other.get_field("Context") == note.get_field("Context").replace(
            "<span>", '<span lang="ja">'
        )
        for name in ("Module", "Chapter", "Time", "Link", "Key"):
            assert other.get_field(name) == note.get_field(name)
