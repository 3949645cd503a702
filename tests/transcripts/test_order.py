"""Ranking texts by words, and choosing among them by neighbours."""

from hypothesis import given
from hypothesis import strategies as st

from flashcards.transcripts.ranking import add_up, make_ranking, weigh_choices

CLEAR, DOUBTFUL = 6.0, 0.5


def _fits(*best: int, count: int = 6) -> list[list[float]]:
    """Give fits of one clearly best chapter each; below 0 there is none."""
    return [[CLEAR if chapter == each else 0.0 for chapter in range(count)] for each in best]


def _best(fits: list[list[float]]) -> list[int]:
    return [max(range(len(row)), key=row.__getitem__) for row in map(list, weigh_choices(fits))]


def test_a_rare_word_counts_for_more_than_a_common_one() -> None:
    ranking = make_ranking([{"bit": 1, "memory": 1}, {"bit": 1}, {"bit": 1, "sign": 1}, {"x": 1}])
    memory, bit = ranking.score({"memory": 1}), ranking.score({"bit": 1})
    assert memory[0] > bit[0] > 0
    assert memory[1:] == (0.0, 0.0, 0.0)


def test_what_many_questions_share_counts_for_little() -> None:
    texts = [{"ada": 1.0}, {"engine": 1.0}, {"loom": 1.0}]
    alone = make_ranking(texts).score({"ada": 1})[0]
    shared = make_ranking(texts, [{"ada": 1.0}] * 20).score({"ada": 1})[0]
    assert shared < alone / 3


def test_parts_add_up_by_their_weight() -> None:
    assert add_up((2, ["a", "b"]), (0.5, ["a", "a"])) == {"a": 3.0, "b": 2.0}


def test_a_doubtful_question_between_two_of_one_chapter_is_in_it() -> None:
    fits = _fits(0, 1, 1, 2, 2, 2, 3, 4, 5)
    fits[4] = [0.0, 0.0, 0.0, 0.0, 0.0, DOUBTFUL]
    assert _best(fits) == [0, 1, 1, 2, 2, 2, 3, 4, 5]


def test_without_order_a_doubtful_question_stays_doubtful() -> None:
    fits = _fits(4, 0, 2, 5, 1, 3, 0, 4, 2)
    fits[4] = [0.0, 0.0, 0.0, 0.0, 0.0, DOUBTFUL]
    likely = weigh_choices(fits)[4]
    assert max(likely) < 0.3
    assert _best(fits) == [4, 0, 2, 5, 5, 3, 0, 4, 2]


def test_a_clear_question_out_of_order_stays_where_it_fits() -> None:
    assert _best(_fits(0, 0, 1, 2, 3, 4, 5, 1)) == [0, 0, 1, 2, 3, 4, 5, 1]


@given(
    st.integers(1, 6).flatmap(
        lambda count: st.lists(
            st.lists(st.floats(0, 1e6), min_size=count, max_size=count), max_size=12
        )
    )
)
def test_likelihoods_of_any_fits_add_up_to_one(fits: list[list[float]]) -> None:
    for row in weigh_choices(fits):
        assert abs(sum(row) - 1) < 1e-6
        assert min(row) >= 0
