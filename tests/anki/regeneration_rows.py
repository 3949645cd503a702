"""What an author edits and what then happens in Anki: one table for tests and readers."""

from dataclasses import dataclass, field

from tests.support import NOW

DAY = 86_400
LATER = NOW + 30 * DAY

VIDEO = """\
title: How Maps Lie
url: https://www.youtube.com/watch?v=abcdefghijk
duration: 40:00
tags: [maps]
modules:
  - title: Projections
    chapters:
      - title: Flattening a Sphere
        time: 0:00 - 12:00
        summary: A flat map keeps ==angles==, ==areas== or ==distances==, and never all of them.
        topics:
          Mercator projection:
            definition: A cylindrical projection that keeps angles and stretches areas near poles.
            reverse: true
          Great circle:
            definition: The largest circle on a sphere, along which the way is shortest.
        questions:
          - question: Why do sailors like the Mercator projection?
            answer: A course of constant bearing is a straight line on it.
          - question: When did Mercator publish it?
            answer: In 1559, in Duisburg
            tags: [history]
      - title: Choosing What to Keep
        time: 12:00 - 20:00
        summary: Every choice of a map is made ==for a purpose==, and each one hides something.
        questions:
          - question: Which property must a map of population density keep?
            answer: Areas
            at: 14:00
  - title: Maps in Use
    chapters:
      - title: Borders and Capitals
        time: 20:00 - 40:00
        questions:
          - question: What is the capital of Norway?
            answer: Oslo
          - question: What is the capital of Denmark?
            answer: Copenhagen
          - question: Who draws a border that two states dispute?
            answer: Each publisher, mostly as its own country's law asks.
"""

SEQUEL = """\
title: How Maps Are Made
url: https://www.youtube.com/watch?v=lmnopqrstuv
duration: 10:00
chapters:
  - title: Surveying
    time: 0:00
    questions:
      - id: theodolite
        question: What does a theodolite measure?
        answer: Horizontal and vertical angles
      - question: How far is the horizon at sea?
        answer: About five kilometres for someone standing on a beach.
"""

ANGLES = "video/chapter/flattening-a-sphere"
PURPOSE = "video/chapter/choosing-what-to-keep"
MERCATOR = "video/topic/mercator-projection"
CIRCLE = "video/topic/great-circle"
SAILORS = "video/question/why-do-sailors-like-the-mercator-projection"
PUBLISHED = "video/question/when-did-mercator-publish-it"
DENSITY = "video/question/which-property-must-a-map-of-population-density-keep"
NORWAY = "video/question/what-is-the-capital-of-norway"
DENMARK = "video/question/what-is-the-capital-of-denmark"
BORDER = "video/question/who-draws-a-border-that-two-states-dispute"
SEA_BORDER = "video/question/who-draws-a-sea-border-that-two-states-dispute"
THEODOLITE = "sequel/question/theodolite"
HORIZON = "sequel/question/how-far-is-the-horizon-at-sea"

CLOZE = (
    "A flat map keeps {{c1::angles}}, {{c2::areas}} or {{c3::distances}}, and never all of them."
)

FIRST_CHAPTER = frozenset({ANGLES, MERCATOR, CIRCLE, SAILORS, PUBLISHED})
FIRST_MODULE = FIRST_CHAPTER | {PURPOSE, DENSITY}
OF_VIDEO = FIRST_MODULE | {NORWAY, DENMARK, BORDER}
OF_SEQUEL = frozenset({THEODOLITE, HORIZON})


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A replacement in a content file; `old` occurs in it once."""

    old: str
    new: str
    file: str = "video.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An author's edit and its effect on a collection that has the deck, and history with it.

    `edit` and `outcome` are sentences for readers, as is `with_addon` where that does better. The
    content is edited by `before` and built;
    each of `releases` then edits it further, and is built at `now` and imported. `renamed_file`
    is a new name for `video.yaml`.

    The effect is that of the last import: the keys of notes that are `new` or `updated`, of notes
    `retired` (in the collection, no longer in the content), and of those known under another key
    before (`renamed`, new key to old one). `new_cards` counts cards the learner has not seen,
    and `empty_cards` cards whose blank or side is gone. `found` maps searches to the keys they
    find, `cloze` is the first chapter's summary, and `described` is part of the deck's description.

    `touched_by_learner` is the key of a note that gets a tag after the build, before the import.
    Where the last build asks, `same` and `gone` are what the author says of the old keys.
    """

    edit: str
    outcome: str
    releases: tuple[tuple[Edit, ...], ...]
    before: tuple[Edit, ...] = ()
    new: frozenset[str] = frozenset()
    updated: frozenset[str] = frozenset()
    retired: frozenset[str] = frozenset()
    renamed: dict[str, str] = field(default_factory=dict)
    new_cards: int = 0
    empty_cards: int = 0
    found: dict[str, frozenset[str]] = field(default_factory=dict)
    cloze: str = CLOZE
    described: str = ""
    same: dict[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    now: int = LATER
    renamed_file: str = ""
    deleted_by_learner: str = ""
    touched_by_learner: str = ""
    is_lock_lost: bool = False
    with_addon: str = ""


def _edit(old: str, new: str, file: str = "video.yaml") -> tuple[Edit, ...]:
    return (Edit(old=old, new=new, file=file),)


_NORWAY_ITEM = """\
          - question: What is the capital of Norway?
            answer: Oslo
"""
_DENMARK_ITEM = """\
          - question: What is the capital of Denmark?
            answer: Copenhagen
"""
_BORDER_ITEM = """\
          - question: Who draws a border that two states dispute?
            answer: Each publisher, mostly as its own country's law asks.
"""
_DENSITY_ITEM = """\
          - question: Which property must a map of population density keep?
            answer: Areas
            at: 14:00
"""
_PUBLISHED_ITEM = """\
          - question: When did Mercator publish it?
            answer: In 1559, in Duisburg
            tags: [history]
"""
_SAILORS_ITEM = """\
          - question: Why do sailors like the Mercator projection?
            answer: A course of constant bearing is a straight line on it.
"""
_CIRCLE_ITEM = """\
          Great circle:
            definition: The largest circle on a sphere, along which the way is shortest.
"""
_MERCATOR_ITEM = """\
          Mercator projection:
            definition: A cylindrical projection that keeps angles and stretches areas near poles.
            reverse: true
"""
_THEODOLITE_ITEM = """\
      - id: theodolite
        question: What does a theodolite measure?
        answer: Horizontal and vertical angles
"""
_INDENTED_THEODOLITE_ITEM = """\
          - id: theodolite
            question: What does a theodolite measure?
            answer: Horizontal and vertical angles
"""
_MARKS = "A flat map keeps ==angles==, ==areas== or ==distances==, and never all of them."

ROWS = (
    Row(
        edit="Nothing, and build again",
        outcome="Nothing: every note is a duplicate, and the files are the same to the byte.",
        releases=((),),
    ),
    Row(
        edit="Nothing, and the learner imports the same file twice",
        outcome="Nothing: every note is a duplicate.",
        releases=(),
    ),
    Row(
        edit="A question is reworded",
        outcome="The same note has the new wording; its cards keep their history.",
        releases=(
            _edit(
                "Why do sailors like the Mercator projection?",
                "For what reason is Mercator's map popular at sea?",
            ),
        ),
        updated=frozenset({"video/question/for-what-reason-is-mercators-map-popular-at-sea"}),
        renamed={"video/question/for-what-reason-is-mercators-map-popular-at-sea": SAILORS},
    ),
    Row(
        edit="A question is reworded, and its old wording later asks for something else",
        outcome="One new note; the history stays with the reworded one.",
        releases=(
            _edit(_SAILORS_ITEM, _SAILORS_ITEM.replace("Why do", "For what reason do")),
            _edit(
                _PUBLISHED_ITEM,
                _PUBLISHED_ITEM
                + "          - question: Why do sailors like the Mercator projection?\n"
                "            answer: Habit\n",
            ),
        ),
        new=frozenset({SAILORS}),
        renamed={"video/question/for-what-reason-do-sailors-like-the-mercator-projection": SAILORS},
        new_cards=1,
    ),
    Row(
        edit="A typing mistake in a question is mended",
        outcome="The same note has the new spelling.",
        before=_edit("When did Mercator publish it?", "When did Mercator pubish it?"),
        releases=(_edit("pubish", "publish"),),
        updated=frozenset({PUBLISHED}),
        renamed={PUBLISHED: "video/question/when-did-mercator-pubish-it"},
    ),
    Row(
        edit="An answer is corrected",
        outcome="The note is updated.",
        releases=(_edit("In 1559, in Duisburg", "In 1569, in Duisburg"),),
        updated=frozenset({PUBLISHED}),
    ),
    Row(
        edit="An answer is corrected, but the learner edited, tagged or marked the note after that "
        "build, or Anki tagged it as a leech",
        outcome="Nothing: Anki skips the update without a word, until the note changes again; see "
        "below for the patch deck.",
        with_addon="The fix arrives, and the learner's words, tags and marks stay. Where both "
        "changed the same text, the learner chooses.",
        releases=(_edit("In 1559, in Duisburg", "In 1569, in Duisburg"),),
        touched_by_learner=PUBLISHED,
    ),
    Row(
        edit="A question and its answer are reworded at once",
        outcome="The same note is updated, as long as question and answer are recognisably the "
        "same; `flashcards diff` shows it beforehand.",
        releases=(
            _edit(
                "Why do sailors like the Mercator projection?",
                "What do sailors like about the Mercator projection?",
            )
            + _edit(
                "A course of constant bearing is a straight line on it.",
                "On it, a course of constant bearing is drawn as a straight line.",
            ),
        ),
        updated=frozenset({"video/question/what-do-sailors-like-about-the-mercator-projection"}),
        renamed={"video/question/what-do-sailors-like-about-the-mercator-projection": SAILORS},
    ),
    Row(
        edit="A question and its answer are both narrowed, or rewritten altogether",
        outcome="`build` asks whether it is the same card. With `was: <old slug>` it is, with its "
        "history; with `--retire <old key>` it is a new one.",
        releases=(
            _edit("Who draws a border that", "Who draws a sea border that")
            + _edit("Each publisher, mostly", "Each publisher of charts, mostly"),
        ),
        same={SEA_BORDER: BORDER},
        updated=frozenset({SEA_BORDER}),
        renamed={SEA_BORDER: BORDER},
    ),
    Row(
        edit="A question with an `id` is rewritten altogether",
        outcome="The same note has the new text: an `id` always wins.",
        releases=(
            _edit("What does a theodolite measure?", "Name the surveyor's tool.", "sequel.yaml")
            + _edit("Horizontal and vertical angles", "The theodolite", "sequel.yaml"),
        ),
        updated=frozenset({THEODOLITE}),
    ),
    Row(
        edit="An `id` is added to a question",
        outcome="The same note; only its `Key` field changes.",
        releases=(
            _edit(
                "          - question: What is the capital of Norway?",
                "          - id: norway\n            question: What is the capital of Norway?",
            ),
        ),
        updated=frozenset({"video/question/norway"}),
        renamed={"video/question/norway": NORWAY},
    ),
    Row(
        edit="A term is renamed",
        outcome="The same note has the new term, on both of its cards.",
        releases=(_edit("Mercator projection:", "Mercator's cylindrical map:"),),
        updated=frozenset({"video/topic/mercators-cylindrical-map"}),
        renamed={"video/topic/mercators-cylindrical-map": MERCATOR},
    ),
    Row(
        edit="A definition is reworded",
        outcome="The note is updated.",
        releases=(
            _edit(
                "The largest circle on a sphere, along which the way is shortest.",
                "A circle whose centre is the sphere's own.",
            ),
        ),
        updated=frozenset({CIRCLE}),
    ),
    Row(
        edit="A chapter is retitled",
        outcome="All notes of the chapter are updated, and none is new.",
        releases=(_edit("Flattening a Sphere", "From Globe to Sheet"),),
        updated=frozenset((FIRST_CHAPTER - {ANGLES}) | {"video/chapter/from-globe-to-sheet"}),
        renamed={"video/chapter/from-globe-to-sheet": ANGLES},
    ),
    Row(
        edit="A chapter's summary is reworded",
        outcome="The note is updated; each blank keeps its history.",
        releases=(_edit("A flat map keeps", "No flat map ever keeps more than one of"),),
        updated=frozenset({ANGLES}),
        cloze=CLOZE.replace("A flat map keeps", "No flat map ever keeps more than one of"),
    ),
    Row(
        edit="A module is retitled",
        outcome="All notes of the module are updated, and their tags follow.",
        releases=(_edit("title: Projections", "title: The Art of Projection"),),
        updated=FIRST_MODULE,
        found={
            "tag:video::the-art-of-projection": FIRST_MODULE,
            "tag:video::projections": frozenset(),
        },
    ),
    Row(
        edit="The video is retitled",
        outcome="All its notes are updated, for the title stands on every card. The deck keeps "
        "its name if `deck` gives one; otherwise see the next line.",
        with_addon="The same; without `deck`, the learner's deck is renamed with it.",
        before=_edit("title: How Maps Lie", "title: How Maps Lie\ndeck: Maps"),
        releases=(_edit("title: How Maps Lie", "title: How Maps Mislead"),),
        updated=OF_VIDEO,
    ),
    Row(
        edit="The deck is renamed",
        outcome="Cards the learner has stay in the old deck, new ones go to the new deck: Anki "
        "never moves cards between decks on import.",
        with_addon="The learner's deck is renamed, and all cards stay together.",
        before=_edit("title: How Maps Lie", "title: How Maps Lie\ndeck: Maps"),
        releases=(
            _edit("deck: Maps", "deck: Cartography")
            + _edit(
                _NORWAY_ITEM,
                _NORWAY_ITEM + "          - question: What does a legend explain?\n"
                "            answer: Signs\n",
            ),
        ),
        new=frozenset({"video/question/what-does-a-legend-explain"}),
        new_cards=1,
        found={"deck:Cartography": frozenset({"video/question/what-does-a-legend-explain"})},
    ),
    Row(
        edit="`extra` and `hint` are added",
        outcome="The note is updated.",
        releases=(
            _edit(
                "answer: Oslo", "answer: Oslo\n            extra: Since 1814.\n            hint: O…"
            ),
        ),
        updated=frozenset({NORWAY}),
    ),
    Row(
        edit="A tag is added to a question",
        outcome="The note is updated, tags included.",
        releases=(_edit("answer: Oslo", "answer: Oslo\n            tags: [nordic]"),),
        updated=frozenset({NORWAY}),
        found={"tag:nordic": frozenset({NORWAY})},
    ),
    Row(
        edit="A tag is removed from a question",
        outcome="The note is updated, and the tag is gone from it.",
        with_addon="The same; an equal tag that the learner had before stays.",
        releases=(_edit("\n            tags: [history]", ""),),
        updated=frozenset({PUBLISHED}),
        found={"tag:history": frozenset()},
    ),
    Row(
        edit="A chapter's time is shifted",
        outcome="The notes whose time that is are updated: time, and link to the moment.",
        releases=(
            _edit("time: 0:00 - 12:00", "time: 0:00 - 12:30")
            + _edit("time: 12:00 - 20:00", "time: 12:30 - 20:00"),
        ),
        updated=frozenset({PURPOSE}),
    ),
    Row(
        edit="A question's own time is shifted",
        outcome="The note is updated.",
        releases=(_edit("at: 14:00", "at: 15:30"),),
        updated=frozenset({DENSITY}),
    ),
    Row(
        edit="The video's address changes",
        outcome="All its notes are updated: their links lead to the new place.",
        releases=(_edit("watch?v=abcdefghijk", "watch?v=ABCDEFGHIJK"),),
        updated=OF_VIDEO,
    ),
    Row(
        edit="`language` is added, and is not English",
        outcome="All its notes are updated: their texts say in which language they are.",
        releases=(_edit("duration: 40:00", "duration: 40:00\nlanguage: de"),),
        cloze=f'<div lang="de">{CLOZE}</div>',
        updated=OF_VIDEO,
    ),
    Row(
        edit="`author`, `published` or `objectives` are added",
        outcome="No note changes; the deck's description follows.",
        with_addon="The same, unless the learner wrote a description of their own.",
        releases=(_edit("duration: 40:00", "duration: 40:00\nauthor: Ada Lovelace"),),
        described="Ada Lovelace",
    ),
    Row(
        edit="A question moves to another chapter",
        outcome="The same note, with its new chapter and time.",
        releases=(
            _edit(_PUBLISHED_ITEM, "") + _edit(_DENSITY_ITEM, _DENSITY_ITEM + _PUBLISHED_ITEM),
        ),
        updated=frozenset({PUBLISHED}),
    ),
    Row(
        edit="A question moves to another module",
        outcome="The same note, with its new module's tag; it stays in its deck, as all modules "
        "share one.",
        releases=(
            _edit(_PUBLISHED_ITEM, "") + _edit(_NORWAY_ITEM, _PUBLISHED_ITEM + _NORWAY_ITEM),
        ),
        updated=frozenset({PUBLISHED}),
        found={"tag:video::maps-in-use": frozenset({PUBLISHED, NORWAY, DENMARK, BORDER})},
    ),
    Row(
        edit="Questions change their order",
        outcome="Nothing: the order counts for cards not imported yet.",
        releases=(
            _edit(
                _NORWAY_ITEM + _DENMARK_ITEM + _BORDER_ITEM,
                _BORDER_ITEM + _DENMARK_ITEM + _NORWAY_ITEM,
            ),
        ),
    ),
    Row(
        edit="A chapter's topics change their order, and its questions come first",
        outcome="Nothing.",
        releases=(
            _edit(
                "        topics:\n"
                + _MERCATOR_ITEM
                + _CIRCLE_ITEM
                + "        questions:\n"
                + _SAILORS_ITEM
                + _PUBLISHED_ITEM,
                "        questions:\n"
                + _SAILORS_ITEM
                + _PUBLISHED_ITEM
                + "        topics:\n"
                + _CIRCLE_ITEM
                + _MERCATOR_ITEM,
            ),
        ),
    ),
    Row(
        edit="A question is added before all others",
        outcome="One new note; all others are left alone.",
        releases=(
            _edit(
                _SAILORS_ITEM,
                "          - question: How many maps are true to scale everywhere?\n"
                "            answer: None\n" + _SAILORS_ITEM,
            ),
        ),
        new=frozenset({"video/question/how-many-maps-are-true-to-scale-everywhere"}),
        new_cards=1,
    ),
    Row(
        edit="A question is deleted",
        outcome="The note stays in the collection until the learner deletes it; `build` prints "
        "the search that finds it.",
        with_addon="The note also gets the tag `flashcards::retired`, and a button shows it.",
        releases=(_edit(_NORWAY_ITEM, ""),),
        retired=frozenset({NORWAY}),
    ),
    Row(
        edit="A deleted question is restored",
        outcome="The same note again, with its history.",
        with_addon="The same note again; it loses that tag.",
        releases=(_edit(_NORWAY_ITEM, ""), _edit(_DENMARK_ITEM, _NORWAY_ITEM + _DENMARK_ITEM)),
    ),
    Row(
        edit="A deleted question is restored with another answer",
        outcome="The same note is updated.",
        releases=(
            _edit(_NORWAY_ITEM, ""),
            _edit(
                _DENMARK_ITEM,
                _NORWAY_ITEM.replace("Oslo", "Oslo, once called Christiania") + _DENMARK_ITEM,
            ),
        ),
        updated=frozenset({NORWAY}),
    ),
    Row(
        edit="A question makes way for an unrelated one",
        outcome="`build` asks, for it stands in the same place. With `--retire <old key>`: one new "
        "note; the old one stays, with its history, as if deleted.",
        with_addon="The same; the old one gets the tag `flashcards::retired`.",
        releases=(
            _edit(
                _NORWAY_ITEM,
                "          - question: How is a coast's length measured?\n"
                "            answer: With a ruler whose length must be told\n",
            ),
        ),
        gone=frozenset({NORWAY}),
        new=frozenset({"video/question/how-is-a-coasts-length-measured"}),
        retired=frozenset({NORWAY}),
        new_cards=1,
    ),
    Row(
        edit="A question makes way for a look-alike (the capital of Norway for that of Sweden)",
        outcome="One new note without history: it is another fact.",
        releases=(
            _edit(
                _NORWAY_ITEM,
                _NORWAY_ITEM.replace("Norway", "Sweden").replace("Oslo", "Stockholm"),
            ),
        ),
        new=frozenset({"video/question/what-is-the-capital-of-sweden"}),
        retired=frozenset({NORWAY}),
        new_cards=1,
    ),
    Row(
        edit="The answers of two questions are swapped",
        outcome="Both notes are updated, and each question keeps its own history.",
        releases=(
            _edit("answer: Oslo", "answer: (soon Copenhagen)")
            + _edit("answer: Copenhagen", "answer: Oslo")
            + _edit("(soon Copenhagen)", "Copenhagen"),
        ),
        updated=frozenset({NORWAY, DENMARK}),
    ),
    Row(
        edit="A blank is put before the others in a summary",
        outcome="One new card; the blanks that were there keep their numbers and histories.",
        releases=(_edit("A flat map keeps", "A ==flat== map keeps"),),
        updated=frozenset({ANGLES}),
        cloze=CLOZE.replace("flat", "{{c4::flat}}"),
        new_cards=1,
    ),
    Row(
        edit="A blank's marks are removed",
        outcome="The note is updated; the others keep their numbers, and the card without a blank "
        'stays until the learner runs "Empty Cards".',
        releases=(_edit("==angles==", "angles"),),
        updated=frozenset({ANGLES}),
        cloze=CLOZE.replace("{{c1::angles}}", "angles"),
        empty_cards=1,
    ),
    Row(
        edit="A blank's marks are removed, and put back later",
        outcome="The card of the blank is the same again.",
        releases=(_edit("==angles==", "angles"), _edit("map keeps angles", "map keeps ==angles==")),
        updated=frozenset({ANGLES}),
    ),
    Row(
        edit="A blank's marks are removed, and other words become a blank",
        outcome="One new card; it never takes over the number or history of the blank that went.",
        releases=(_edit("==distances==", "distances"), _edit("A flat map", "A ==flat== map")),
        updated=frozenset({ANGLES}),
        cloze=CLOZE.replace("{{c3::distances}}", "distances").replace("flat", "{{c4::flat}}"),
        new_cards=1,
        empty_cards=1,
    ),
    Row(
        edit="The words of a blank are changed",
        outcome="The note is updated; the blank keeps its number and history.",
        releases=(_edit("==areas==", "==surfaces=="),),
        updated=frozenset({ANGLES}),
        cloze=CLOZE.replace("areas", "surfaces"),
    ),
    Row(
        edit="The blanks of a summary change places",
        outcome="The note is updated; each number and history goes with its words.",
        releases=(
            _edit(
                _MARKS,
                "A flat map keeps ==distances==, ==angles== or ==areas==, and never all of them.",
            ),
        ),
        updated=frozenset({ANGLES}),
        cloze="A flat map keeps {{c3::distances}}, {{c1::angles}} or {{c2::areas}}, and never all "
        "of them.",
    ),
    Row(
        edit="`reverse` is switched on for a topic",
        outcome="The note is updated and has one new card; the other keeps its history.",
        releases=(_edit(_CIRCLE_ITEM, _CIRCLE_ITEM + "            reverse: true\n"),),
        updated=frozenset({CIRCLE}),
        new_cards=1,
    ),
    Row(
        edit="`reverse` is switched off for a topic",
        outcome="The note is updated; the second card keeps its history and stays until the "
        'learner runs "Empty Cards".',
        releases=(_edit("\n            reverse: true", ""),),
        updated=frozenset({MERCATOR}),
        empty_cards=1,
    ),
    Row(
        edit="A topic is mentioned in a second chapter",
        outcome="Still one note, now with both times and both modules' tags.",
        releases=(
            _edit(
                "        time: 20:00 - 40:00\n",
                "        time: 20:00 - 40:00\n        topics:\n          Great circle:\n",
            ),
        ),
        updated=frozenset({CIRCLE}),
        found={
            "tag:video::projections tag:video::maps-in-use": frozenset({CIRCLE}),
            '"Time:0:00 · 20:00"': frozenset({CIRCLE}),
        },
    ),
    Row(
        edit="The content file is renamed, and `id` gives its former name",
        outcome="Nothing.",
        releases=(_edit("title: How Maps Lie", "id: video\ntitle: How Maps Lie"),),
        renamed_file="how-maps-lie.yaml",
    ),
    Row(
        edit="A question with an `id` moves to another file",
        outcome="The same note, with its new video, link and tags; its cards stay in their deck.",
        releases=(
            _edit(_THEODOLITE_ITEM, "", "sequel.yaml")
            + _edit(_NORWAY_ITEM, _INDENTED_THEODOLITE_ITEM + _NORWAY_ITEM),
        ),
        updated=frozenset({"video/question/theodolite"}),
        renamed={"video/question/theodolite": THEODOLITE},
    ),
    Row(
        edit="An answer is corrected on a computer whose clock is a day slow",
        outcome="The note is updated: its time of change moves up, whatever the clock says.",
        releases=(_edit("In 1559, in Duisburg", "In 1569, in Duisburg"),),
        updated=frozenset({PUBLISHED}),
        now=NOW - DAY,
    ),
    Row(
        edit="The lock is lost, and no item was ever renamed",
        outcome="All notes are found again, with their histories; but all count as changed, so "
        "learners' own edits of them are overwritten, once.",
        with_addon="All notes are found again, and learners' own edits stay.",
        releases=((),),
        updated=OF_VIDEO | OF_SEQUEL,
        is_lock_lost=True,
    ),
    Row(
        edit="Nothing, but the learner has deleted a note",
        outcome="The note comes back as new, once.",
        releases=((),),
        new=frozenset({DENMARK}),
        new_cards=1,
        deleted_by_learner=DENMARK,
    ),
)


def render_table() -> str:
    """Give the rows as README's Markdown table."""
    lines = ["| What you edit | Plain import | With the add-on |", "|---|---|---|"]
    lines += [f"| {row.edit} | {row.outcome} | {row.with_addon} |" for row in ROWS]
    return "\n".join(lines) + "\n"
