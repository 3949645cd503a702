"""Edits of two small files, and which note's history goes on with which: asked or not."""

from dataclasses import dataclass, field

LUNGS = """\
title: Lungs
url: https://youtu.be/EV7WhVT270Q
duration: 40:00
chapters:
  - title: Breathing
    time: 0:00 - 10:00
    summary: Air passes ==twelve branchings== to the ==alveoli==, and each breath pays ==interest==.
    topics:
      Tidal volume: The air of one quiet breath.
      Derivative of volume: The rate of flow.
    questions:
      - question: What drives air into the lungs?
        answer: The diaphragm sinks and the chest widens, so that air flows in.
      - {question: Which gas does blood take up?, answer: Oxygen}
      - {question: Which gas does blood give off?, answer: Carbon dioxide}
  - title: Transport Part 1
    time: 10:00 - 20:00
    summary: A protein in red cells, ==haemoglobin==, carries most of the oxygen in the blood.
  - title: Transport Part 2
    time: 20:00 - 30:00
    summary: Some gas is ==dissolved== in plasma, where it follows the laws of any other fluid.
  - title: Transport Part 3
    time: 30:00 - 40:00
    summary: The kidneys answer within days by keeping ==bicarbonate== from leaving the body.
"""

LEAVES = """\
title: Leaves
url: https://youtu.be/dQw4w9WgXcQ
duration: 40:00
chapters:
  - title: Light
    time: 0:00 - 20:00
    summary: Leaves eat ==light==.
    topics:
      Photosinthesis: Sugar from light.
      Nitrate reduction: A source of nitrogen.
      Look up table: Known spectra.
    questions:
      - {question: Where does photosinthesis happen?, answer: In chloroplasts}
      - {question: What was the first e-mail about leaves called?, answer: Botany Digest}
      - {id: stoma, question: What is a stoma?, answer: A pore}
  - title: Water
    time: 20:00 - 40:00
    summary: Roots drink ==water==.
    questions:
      - {question: What lifts water in a tree?, answer: Transpiration from its leaves}
      - {question: What keeps a leaf from drying out?, answer: A waxy cuticle}
      - {question: Who weighed a willow for five years?, answer: Van Helmont}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """An edit between two releases, by content id, and what it does to histories.

    `renamed` gives the fronts by those that the same notes had; `new` and `retired` are fronts.
    `asked` gives the key of the likeliest new note by the front of each old one that the build asks
    about: the answer is that all are the same, unless `is_gone`. `cloze` is one of the summaries.
    """

    lungs: tuple[tuple[str, str], ...] = ()
    leaves: tuple[tuple[str, str], ...] = ()
    renamed: dict[str, str] = field(default_factory=dict)
    new: frozenset[str] = frozenset()
    retired: frozenset[str] = frozenset()
    asked: dict[str, str] = field(default_factory=dict)
    is_gone: bool = False
    cloze: str = ""


_DRIVES = """\
      - question: What drives air into the lungs?
        answer: The diaphragm sinks and the chest widens, so that air flows in.
"""
_STOMA = "      - {id: stoma, question: What is a stoma?, answer: A pore}\n"
_WILLOW = "      - {question: Who weighed a willow for five years?, answer: Van Helmont}\n"
_LIFTS = "What lifts water in a tree?"
_DRYING = "What keeps a leaf from drying out?"
_TAKES = "      - {question: Which gas does blood take up?, answer: Oxygen}\n"

EDITS: dict[str, Edit] = {
    # Blanks keep their cards when their words are reworded along with the summary.
    "blanks are spelled in digits, told more exactly, and said in more words": Edit(
        lungs=(
            (
                (
                    "Air passes ==twelve branchings== to the ==alveoli==, and each breath pays "
                    "==interest==."
                ),
                (
                    "With each breath ==interest payments== are due; past ==12 branchings== the "
                    "air finds ==the alveoli of the lungs==."
                ),
            ),
        ),
        cloze="With each breath {{c3::interest payments}} are due; past {{c1::12 branchings}} the "
        "air finds {{c2::the alveoli of the lungs}}.",
    ),
    "blanks that ask for something else start anew": Edit(
        lungs=(
            (
                (
                    "Air passes ==twelve branchings== to the ==alveoli==, and each breath pays "
                    "==interest==."
                ),
                (
                    "With each breath ==dividends== are due; past ==23 branchings== the air finds "
                    "==the bronchi==."
                ),
            ),
        ),
        cloze="With each breath {{c4::dividends}} are due; past {{c5::23 branchings}} the air "
        "finds {{c6::the bronchi}}.",
    ),
    # A key that another note takes over.
    "a question is reworded while a new one takes its old wording": Edit(
        lungs=(
            (
                _DRIVES,
                _DRIVES.replace("What drives air into", "Which force fills")
                + "      - {question: What drives air into the lungs?, answer: Suction}\n",
            ),
        ),
        renamed={"What drives air into the lungs?": "Which force fills the lungs?"},
        new=frozenset({"What drives air into the lungs?"}),
    ),
    "a short one is reworded while a new one takes its old wording": Edit(
        lungs=(
            (
                _TAKES,
                (
                    "      - {question: Which gas of the air does blood take up?, answer: Oxygen}\n"
                    "      - {question: Which gas does blood take up?, answer: Many of them}\n"
                ),
            ),
        ),
        renamed={"Which gas does blood take up?": "Which gas of the air does blood take up?"},
        new=frozenset({"Which gas does blood take up?"}),
    ),
    "one with a short answer is asked in other words while a new one takes its wording": Edit(
        lungs=(
            (
                _TAKES,
                (
                    "      - {question: What binds to iron in red cells?, answer: Oxygen}\n"
                    "      - {question: Which gas does blood take up?, answer: Many of them}\n"
                ),
            ),
        ),
        renamed={"Which gas does blood take up?": "What binds to iron in red cells?"},
        new=frozenset({"Which gas does blood take up?"}),
        asked={"Which gas does blood take up?": "lungs/question/what-binds-to-iron-in-red-cells"},
    ),
    "a part is put in front of Part 1 to Part 3": Edit(
        lungs=(
            ("Transport Part 3", "Transport Part 4"),
            ("Transport Part 2", "Transport Part 3"),
            (
                "  - title: Transport Part 1\n    time: 10:00 - 20:00\n",
                (
                    "  - title: Transport Part 1\n    time: 10:00 - 15:00\n"
                    "    summary: The heart ==pumps== what the lungs have filled with gas.\n"
                    "  - title: Transport Part 2\n    time: 15:00 - 20:00\n"
                ),
            ),
        ),
        renamed={
            "Transport Part 1": "Transport Part 2",
            "Transport Part 2": "Transport Part 3",
            "Transport Part 3": "Transport Part 4",
        },
        new=frozenset({"Transport Part 1"}),
    ),
    "the answers of two questions are swapped": Edit(
        lungs=(
            ("answer: Oxygen", "answer: (soon the other)"),
            ("answer: Carbon dioxide", "answer: Oxygen"),
            ("(soon the other)", "Carbon dioxide"),
        ),
    ),
    # An `id`, and moves between files.
    "an id is given with a mended spelling": Edit(
        leaves=(
            (
                "{question: Where does photosinthesis happen?",
                "{id: place, question: Where does photosynthesis happen?",
            ),
            ("Photosinthesis:", "Photosynthesis:"),
        ),
        renamed={
            "Photosinthesis": "Photosynthesis",
            "Where does photosinthesis happen?": "Where does photosynthesis happen?",
        },
    ),
    "an id is given with a rewording": Edit(
        lungs=(
            (
                "- question: What drives air into the lungs?",
                "- id: drive\n        question: By which movement does the body breathe in?",
            ),
        ),
        renamed={"What drives air into the lungs?": "By which movement does the body breathe in?"},
    ),
    "a question with an id moves to another file and is rewritten": Edit(
        leaves=((_STOMA, ""),),
        lungs=(
            (
                _TAKES,
                "      - {id: stoma, question: By what does a leaf breathe?, answer: Its stomata}\n"
                + _TAKES,
            ),
        ),
        renamed={"What is a stoma?": "By what does a leaf breathe?"},
        asked={"What is a stoma?": "lungs/question/stoma"},
    ),
    "a question moves to another file and is lightly reworded": Edit(
        leaves=((_WILLOW, ""),),
        lungs=((_TAKES, _WILLOW.replace("Who weighed", "Who was it that weighed") + _TAKES),),
        renamed={
            "Who weighed a willow for five years?": "Who was it that weighed a willow for five "
            "years?"
        },
    ),
    # Chapters go with the notes that stand under them.
    "a chapter with a short summary is retitled": Edit(
        leaves=(
            ("title: Water", "title: Against Gravity"),
            ("Roots drink ==water==.", "Roots drink ==water== for the leaves."),
        ),
        renamed={"Water": "Against Gravity"},
    ),
    "two chapters with short summaries swap their titles and are retitled": Edit(
        leaves=(
            ("title: Light", "title: Sun"),
            ("title: Water", "title: Light"),
            ("Leaves eat ==light==.", "All leaves eat ==light==."),
            ("Roots drink ==water==.", "All roots drink ==water==."),
        ),
        renamed={"Light": "Sun", "Water": "Light"},
    ),
    "a chapter is split in two": Edit(
        leaves=(
            (
                _WILLOW,
                "  - title: Old Experiments\n    time: 30:00\n"
                "    summary: A tree's mass comes from ==air==.\n    questions:\n" + _WILLOW,
            ),
            ("time: 20:00 - 40:00", "time: 20:00 - 30:00"),
        ),
        new=frozenset({"Old Experiments"}),
    ),
    "a chapter takes in another one's notes": Edit(
        leaves=(
            ("time: 0:00 - 20:00", "time: 0:00 - 40:00"),
            ("title: Light", "title: How a Leaf Lives"),
            (
                (
                    "  - title: Water\n    time: 20:00 - 40:00\n"
                    "    summary: Roots drink ==water==.\n    questions:\n"
                ),
                "",
            ),
            ("Leaves eat ==light==.", "Leaves eat ==light== and drink ==water==."),
        ),
        renamed={"Light": "How a Leaf Lives"},
        retired=frozenset({"Water"}),
    ),
    "a chapter makes way for another one on other matters": Edit(
        leaves=(
            ("title: Water", "title: Autumn"),
            ("Roots drink ==water==.", "Green fades, and ==yellow== was there all along."),
            ("What lifts water in a tree?, answer: Transpiration from its leaves", "Why red?, a"),
            ("What keeps a leaf from drying out?, answer: A waxy cuticle", "Why fall?, answer: b"),
            (_WILLOW, ""),
            ("Why red?, a", "Why do maples turn red?, answer: Anthocyanin"),
            ("Why fall?, answer: b", "When do larches shed?, answer: In November"),
        ),
        new=frozenset({"Autumn", "Why do maples turn red?", "When do larches shed?"}),
        retired=frozenset({"Water", _LIFTS, _DRYING, "Who weighed a willow for five years?"}),
        asked={
            "Water": "leaves/chapter/autumn",
            _LIFTS: "leaves/question/why-do-maples-turn-red",
            _DRYING: "leaves/question/when-do-larches-shed",
            "Who weighed a willow for five years?": "leaves/question/when-do-larches-shed",
        },
        is_gone=True,
    ),
    # Spelling, where so short an answer would not do by itself.
    "spelling is mended by another letter, a hyphen and a space": Edit(
        leaves=(
            ("Photosinthesis:", "Photosynthesis:"),
            ("does photosinthesis happen", "does photosynthesis happen"),
            ("e-mail", "email"),
            ("Look up table:", "Lookup table:"),
        ),
        renamed={
            "Photosinthesis": "Photosynthesis",
            "Where does photosinthesis happen?": "Where does photosynthesis happen?",
            "What was the first e-mail about leaves called?": "What was the first email about "
            "leaves called?",
            "Look up table": "Lookup table",
        },
    ),
    "one word for another that differs in a letter": Edit(
        leaves=(("Nitrate reduction:", "Nitrite reduction:"),),
        new=frozenset({"Nitrite reduction"}),
        retired=frozenset({"Nitrate reduction"}),
        asked={"Nitrate reduction": "leaves/topic/nitrite-reduction"},
        is_gone=True,
    ),
    # Another fact with the old one's words.
    "a qualifier is added on both sides": Edit(
        lungs=(
            ("Derivative of volume:", "Partial derivative of volume:"),
            ("The rate of flow.", "The rate of flow in one variable."),
        ),
        new=frozenset({"Partial derivative of volume"}),
        retired=frozenset({"Derivative of volume"}),
        asked={"Derivative of volume": "lungs/topic/partial-derivative-of-volume"},
        is_gone=True,
    ),
    "other capitals make another fact of the same key": Edit(
        leaves=(("Look up table: Known spectra.", "Look UP table: Uridine phosphates."),),
        new=frozenset({"Look UP table"}),
        retired=frozenset({"Look up table"}),
        asked={"Look up table": "leaves/topic/look-up-table"},
        is_gone=True,
    ),
    "other capitals are given together with a better text": Edit(
        leaves=(("Look up table: Known spectra.", "Look Up Table: Spectra to compare with."),),
        renamed={"Look up table": "Look Up Table"},
        asked={"Look up table": "leaves/topic/look-up-table"},
    ),
    "the words of an answer change places under another question": Edit(
        leaves=(
            ("What lifts water in a tree?", "What falls from leaves in a tree's dry year?"),
            ("Transpiration from its leaves", "Leaves from its transpiration"),
        ),
        new=frozenset({"What falls from leaves in a tree's dry year?"}),
        retired=frozenset({_LIFTS}),
        asked={_LIFTS: "leaves/question/what-falls-from-leaves-in-a-trees-dry-year"},
        is_gone=True,
    ),
}
