"""What the merge decides, as a table of what was released, what is mine, and what is theirs."""

import pytest

from flashcards.addon.merging.decide import Decision, decide_field, merge_tags, retire_tags
from flashcards.addon.merging.released import digest_tag

FIELDS = (
    # base, mine, theirs: what becomes of it
    ("a", "a", "a", Decision.SAME),
    ("a", "a", "b", Decision.TAKE),
    ("a", "b", "a", Decision.KEEP),
    ("a", "b", "b", Decision.SAME),
    ("a", "b", "c", Decision.CONFLICT),
    ("a", "a", "", Decision.TAKE),
    ("a", "", "a", Decision.KEEP),
    ("a", "", "b", Decision.CONFLICT),
    ("a", "b", "", Decision.CONFLICT),
    ("", "", "a", Decision.TAKE),
    ("", "a", "", Decision.KEEP),
    ("", "a", "b", Decision.CONFLICT),
    ("", "a", "a", Decision.SAME),
    (None, "a", "a", Decision.SAME),
    (None, "a", "b", Decision.CONFLICT),
    (None, "", "a", Decision.CONFLICT),
    (None, "a", "", Decision.CONFLICT),
)


@pytest.mark.parametrize(("base", "mine", "theirs", "decision"), FIELDS)
def test_a_field_goes_to_the_one_who_changed_it(
    base: str | None, mine: str, theirs: str, decision: Decision
) -> None:
    assert decide_field(base, mine, theirs) is decision


Case = tuple[str | None, str, str, str, str, bool]
TAGS: tuple[Case, ...] = (
    # base, mine, theirs: tags afterwards, released to the learner, anything of the author's taken
    ("", "", "", "", "", False),
    ("a", "a", "a", "a", "a", False),
    ("a", "a", "a b", "a b", "a b", True),
    ("a b", "a b", "a", "a", "a", True),
    ("a", "a mine", "a", "a mine", "a", False),
    ("a", "a leech marked", "b", "leech marked b", "b", True),
    ("a b", "b", "a b", "b", "a b", False),
    ("a b", "b", "a b c", "b c", "a b c", True),
    ("b", "b", "a b", "b a", "a b", True),
    ("a", "a mine", "a mine", "a mine", "a", False),
    ("a", "a mine", "a", "a mine", "a", False),
    ("A", "a", "a", "a", "a", False),
    ("a", "a flashcards::conflict", "a", "a flashcards::conflict", "a", False),
    ("a", "a flashcards::retired", "a", "a", "a", True),
    ("a flashcards::retired", "a", "a", "a", "a", False),
    (None, "a mine", "a b", "a mine b", "a b", True),
    (None, "old a", "a", "old a", "a", False),
)


@pytest.mark.parametrize("case", TAGS)
def test_the_authors_tags_come_and_go_and_the_learners_stay(case: Case) -> None:
    base, mine, theirs, tags, released, is_taken = case
    known = None if base is None else frozenset(map(digest_tag, base.split()))
    merged = merge_tags(known, mine.split(), theirs.split())
    assert merged.tags == tuple(tags.split())
    assert merged.released == frozenset(map(digest_tag, released.split()))
    assert merged.is_taken is is_taken


def test_a_tag_that_the_learner_had_first_stays_when_the_author_drops_it_again() -> None:
    base = frozenset(map(digest_tag, ["a"]))
    given = merge_tags(base, ["a", "hard"], ["a", "hard"])
    assert merge_tags(given.released, given.tags, ["a"]).tags == ("a", "hard")


def test_a_note_is_told_once_that_it_is_retired() -> None:
    base = frozenset({digest_tag("a")})
    told = retire_tags(base, ["a", "mine"])
    assert told is not None
    tags, released = told
    assert tags == ("a", "mine", "flashcards::retired")
    assert retire_tags(released, tags) is None
    assert retire_tags(released, ["a", "mine"]) is None
    assert retire_tags(None, ["a", "Flashcards::Retired"]) is None
    assert retire_tags(None, ["a"]) == (("a", "flashcards::retired"), None)
