from hypothesis import given
from hypothesis import strategies as st

from retrieval.fusion import reciprocal_rank_fusion

rankings = st.lists(st.lists(st.integers(0, 30), unique=True, max_size=10), max_size=4)


def test_two_good_places_beat_one_first_place() -> None:
    assert reciprocal_rank_fusion([[1, 2, 3], [4, 2, 5]]) == [2, 1, 4, 3, 5]


def test_ties_keep_the_order_in_which_they_were_met() -> None:
    assert reciprocal_rank_fusion([[7], [3], [5]]) == [7, 3, 5]


def test_nothing_gives_nothing() -> None:
    assert reciprocal_rank_fusion([]) == []
    assert reciprocal_rank_fusion([[], []]) == []


@given(st.lists(st.integers(), unique=True))
def test_one_ranking_stays_as_it_is(ranking: list[int]) -> None:
    assert reciprocal_rank_fusion([ranking]) == ranking
    assert reciprocal_rank_fusion([ranking, []]) == ranking


@given(rankings)
def test_every_item_comes_once(given_rankings: list[list[int]]) -> None:
    fused = reciprocal_rank_fusion(given_rankings)
    assert sorted(fused) == sorted({item for ranking in given_rankings for item in ranking})


@given(rankings)
def test_an_item_that_is_ahead_everywhere_is_ahead(given_rankings: list[list[int]]) -> None:
    fused = reciprocal_rank_fusion(given_rankings)
    for ahead in fused:
        for behind in fused:
            everywhere = all(
                ahead in r and (behind not in r or r.index(ahead) < r.index(behind))
                for r in given_rankings
                if ahead in r or behind in r
            )
            assert not everywhere or ahead == behind or fused.index(ahead) < fused.index(behind)
