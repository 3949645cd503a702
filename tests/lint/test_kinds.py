"""Pairs of a card that a rule is for and a good one that looks like it."""

import json

import pytest

from tests.lint.deck import judge_files

_CHAPTER = "title: Deck\nchapters:\n  - title: Chapter\n    time: 0:00 - 4:00\n"


def _judge_question(question: str, answer: str) -> set[str]:
    item = f"    questions: [{{question: {json.dumps(question)}, answer: {json.dumps(answer)}}}]\n"
    return {each.code for each in judge_files(_CHAPTER + item)}


def _judge_topics(topics: dict[str, str]) -> set[str]:
    question = "    questions: [{question: '1 + 1', answer: '2'}]\n"
    return {
        each.code for each in judge_files(f"{_CHAPTER}    topics: {json.dumps(topics)}\n{question}")
    }


@pytest.mark.parametrize(
    ("code", "bad", "good"),
    [
        (
            "dangling-reference",
            ("Why should you never rinse them?", "Starch helps the sauce cling."),
            ("When pasta is drained, why should you not rinse it?", "Starch helps sauce cling."),
        ),
        (
            "dangling-reference",
            ("What happens when it fails?", "Fluid backs up into the lungs."),
            ("If the left ventricle fails, what does it do to the lungs?", "They fill with fluid."),
        ),
        (
            "dangling-reference",
            ("What helps them when rain is near?", "Folding their leaves."),
            ("What do plants do when they lack water?", "Close their pores."),
        ),
        (
            "dangling-reference",
            ("Why would you want to set it high?", "To freeze motion in poor light."),
            ("What are alloys and why are they hard?", "Atoms of two sizes lock one another."),
        ),
        (
            "dangling-reference",
            ("Who issues these?", "The Treasury."),
            ("What makes it hard to see the dark side of Venus?", "Its clouds."),
        ),
        (
            "dangling-reference",
            ("Which of her paintings shows the same scene?", "Judith Slaying Holofernes."),
            ("Which of his operas did Verdi set in Egypt?", "Aida."),
        ),
        (
            "dangling-reference",
            ("In which case was that principle first laid down?", "Carlill."),
            ("What do they call that principle of Archimedes in ships?", "Displacement."),
        ),
        (
            "reporting-words",
            ("Which tool is demoed for watching packets?", "Wireshark."),
            ("Which women are mentioned in the Domesday Book?", "Countess Judith, for one."),
        ),
        (
            "reporting-words",
            ("What surprising fact about Hangul are we told?", "A king designed it."),
            ("What did Orson Welles make listeners of 1938 believe?", "That Mars attacked."),
        ),
        (
            "reporting-words",
            ("The animation makes clear that air over a wing is what?", "Faster than below."),
            ("What does the video signal of a VGA cable carry?", "Red, green and blue levels."),
        ),
        (
            "volatile",
            ("Who is the CEO of Airbus?", "Guillaume Faury."),
            ("Who is the president of the US Senate?", "The vice president."),
        ),
        (
            "volatile",
            ("How much does a kilo of strong flour cost?", "About 1.20 euros."),
            ("What is a bishop worth in pawns?", "Three."),
        ),
        (
            "volatile",
            ("Who holds the record for sailing round the world alone?", "François Gabart."),
            ("Which record of the DNS maps a name to an IPv6 address?", "AAAA."),
        ),
        (
            "volatile",
            ("Which is the largest optical telescope in the world?", "Gran Telescopio Canarias."),
            ("Which is the largest lake in the world?", "The Caspian Sea."),
        ),
        (
            "question-broad",
            ("What about fog at sea?", "Sound the horn every two minutes."),
            ("How often does a ship sound her horn in fog?", "Every two minutes."),
        ),
        (
            "question-broad",
            ("How did Augustus change Rome?", "He rebuilt it and became its first emperor."),
            ("How does salt change the freezing point of water?", "It lowers it."),
        ),
        (
            "text-hygiene",
            ("What is heaving to?", "Stopping with the jib backed,and the tiller to leeward."),
            ("Which isomers can rotate into each other?", "Neither of cis,trans-isomers."),
        ),
        (
            "text-hygiene",
            ("Who wrote Being and Time?", "Martin Heidegger Martin Heidegger"),
            ("What does Sinatra sing of?", "New York, New York."),
        ),
        (
            "text-hygiene",
            ("Who Was The First Emperor Of Rome?", "Augustus."),
            ("Who wrote The Lord of the Rings?", "Tolkien."),
        ),
        (
            "text-hygiene",
            ("Who carved it in marble?", 'Bernini, as the "Ecstasy of Saint Teresa'),
            ("How long is the smallest screen?", 'It is 5" long.'),
        ),
        (
            "answer-leak",
            ("Beta blockers block which receptors?", "Beta receptors."),
            ("What is the Chandrasekhar limit, in solar masses?", "About 1.4 solar masses."),
        ),
    ],
)
def test_a_kind_of_question_is_told_from_a_good_one(
    code: str, bad: tuple[str, str], good: tuple[str, str]
) -> None:
    assert code in _judge_question(*bad)
    assert code not in _judge_question(*good)


@pytest.mark.parametrize(
    ("code", "bad", "good"),
    [
        (
            "near-twin",
            {
                "Port": "Left side of a boat, seen from astern.",
                "Starboard": "Right side of a boat, seen from astern.",
            },
            {
                "Bow": "Foremost part of a boat, where it meets the waves.",
                "Keel": "Fin below a boat, against the push of the wind.",
            },
        ),
        (
            "near-twin",
            {
                "Population variance": "Mean squared distance from the mean, over N.",
                "Sample variance": "Squared distances from the mean, over n less one.",
            },
            {
                "Neutron star": "City-sized remnant of a supernova.",
                "Binary star": "Two suns that circle one another.",
            },
        ),
        (
            "term-in-definition",
            {"Correlation coefficient": "Number that tells how strongly two values correlate."},
            {"Atomic number": "Count of protons in a nucleus, which names the element."},
        ),
        (
            "term-in-definition",
            {"Drone-laying queen": "A queen bee who lays drone eggs only."},
            {"Carpal tunnel": "Passage of the wrist through which a nerve runs."},
        ),
    ],
)
def test_a_kind_of_definition_is_told_from_a_good_one(
    code: str, bad: dict[str, str], good: dict[str, str]
) -> None:
    assert code in _judge_topics(bad)
    assert code not in _judge_topics(good)
