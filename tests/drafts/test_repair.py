"""What a title-caser did is undone where that is certain, and nowhere else."""

import pytest

from flashcards.drafts.formats.breakdown_page import find_spellings, repair_title

WITNESS = "The WHO met NVIDIA about RLHF, LLMs, AGI and ASI; iNaturalist and RNAi from US labs"


@pytest.mark.parametrize(
    ("spoilt", "repaired"),
    [
        ("Nvidia'S GPU Dominance", "Nvidia's GPU Dominance"),
        ("Don\u2019T Panic", "Don\u2019t Panic"),
        ("They'Re Here", "They're Here"),
        ("Memory in Llms", "Memory in LLMs"),
        ("Agi/Asi Definitions", "AGI/ASI Definitions"),
        ("Rnai and Rlhf", "RNAi and RLHF"),
        ("Inaturalist", "iNaturalist"),
        ("World War Ii", "World War II"),
        ("The 19Th Century", "The 19th Century"),
    ],
)
def test_what_is_certain_is_repaired(spoilt: str, repaired: str) -> None:
    assert repair_title(spoilt, find_spellings([WITNESS])) == repaired


def test_some_names_need_no_witness() -> None:
    assert repair_title("Gpus for Chatgpt", {}) == "GPUs for ChatGPT"


@pytest.mark.parametrize(
    "title",
    [
        "Who Meets Us",  # WHO and US are written elsewhere, but these are words
        "Us/Them",
        "Nvidia",  # a name that people write in both ways
        "Agi Timeline",  # alone, it could be a name
        "Rock 'N' Roll",
        "O'Brien'S",
        "Llmst",
        "XVII and Viiv",
    ],
)
def test_what_is_not_certain_stays(title: str) -> None:
    expected = title.replace("'S", "'s")
    assert repair_title(title, find_spellings([WITNESS])) == expected


def test_a_word_that_a_document_writes_in_two_ways_is_no_witness() -> None:
    assert find_spellings(["RNAi and RNAI"]) == {}
