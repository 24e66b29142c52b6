import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.analytics.priority import RULE_PLACE, ThemeImpact, rank_themes
from assistant.errors import InvalidInputError


def theme(name: str, n: int, **changes: int) -> ThemeImpact:
    plain = {
        "total": 10_000,
        "negative": n // 2,
        "angry": n // 5,
        "high": n // 10,
        "low": n // 10,
        "previous_n": n,
        "previous_total": 10_000,
    }
    return ThemeImpact(theme=name, n=n, **(plain | changes))


def test_the_score_is_the_product_of_the_parts_shown() -> None:
    for row in rank_themes([theme("delivery", 900), theme("usability", 100)]):
        assert row.score == pytest.approx(row.urgency * row.reach * row.severity * row.trend)
        assert row.reach == row.n / 10_000


def test_more_reach_urgency_severity_or_growth_each_raise_the_place() -> None:
    plain = theme("plain", 400)
    for worse in (
        theme("worse", 800),
        theme("worse", 400, critical=200),
        theme("worse", 400, negative=400, angry=300),
        theme("worse", 400, angry=200),
        theme("worse", 400, previous_n=100),
    ):
        first, second = rank_themes([plain, worse])
        assert first.theme == "worse"
        assert first.score > second.score


def test_a_steady_big_theme_is_not_wiped_out() -> None:
    rows = {
        row.theme: row for row in rank_themes([theme("big", 2000), theme("new", 20, previous_n=5)])
    }
    assert rows["big"].trend == pytest.approx(0.5, abs=1e-3)
    assert rows["big"].rank == 1
    assert 0.5 < rows["new"].trend < 0.75


def test_trend_compares_shares_and_says_when_there_is_nothing_before() -> None:
    halved_scope = theme("a", 400, previous_n=800, previous_total=20_000)
    unknown = theme("b", 400, previous_n=0, previous_total=0)
    rows = {row.theme: row for row in rank_themes([halved_scope, unknown])}
    assert rows["a"].trend == pytest.approx(0.5)
    assert rows["a"].trend_known
    assert rows["b"].trend == 0.5
    assert not rows["b"].trend_known


@pytest.mark.parametrize("ruled", ["payment_security", "safety"])
def test_one_complaint_of_a_ruled_theme_ranks_high(ruled: str) -> None:
    rows = [theme(f"t{i}", 500 + 100 * i) for i in range(8)]
    ranked = rank_themes([*rows, theme(ruled, 1, negative=1, angry=0)])
    place = next(row for row in ranked if row.theme == ruled)
    assert place.rank == RULE_PLACE
    assert place.by_rule
    assert place.tied == (place.rank, place.rank)
    assert place.rank_high <= RULE_PLACE


def test_praise_of_a_ruled_theme_is_no_reason_for_the_rule() -> None:
    rows = [theme(f"t{i}", 500 + 100 * i) for i in range(8)]
    ranked = rank_themes([*rows, theme("payment_security", 3, negative=0, angry=0)])
    assert ranked[-1].theme == "payment_security"
    assert not ranked[-1].by_rule


def test_a_ruled_theme_that_leads_by_itself_is_not_said_to_be_lifted() -> None:
    first = rank_themes([theme("safety", 900), theme("delivery", 100)])[0]
    assert (first.theme, first.by_rule) == ("safety", False)


def test_equal_themes_are_tied_and_far_ones_are_not() -> None:
    ranked = rank_themes([theme("a", 400), theme("b", 405), theme("c", 395), theme("d", 20)])
    assert [row.tied for row in ranked] == [(1, 3), (1, 3), (1, 3), (4, 4)]
    assert (ranked[3].rank_low, ranked[3].rank_high) == (4, 4)
    assert ranked[0].rank_high > 1


def test_the_same_rows_give_the_same_ranks() -> None:
    rows = [theme("a", 40), theme("b", 41), theme("c", 39)]
    assert rank_themes(rows) == rank_themes(list(reversed(rows)))


def test_nothing_to_rank() -> None:
    assert rank_themes([]) == []
    assert rank_themes([theme("a", 0)]) == []


def test_contradictions_are_refused() -> None:
    with pytest.raises(InvalidInputError, match="contradict"):
        rank_themes([theme("a", 10, negative=11)])
    with pytest.raises(InvalidInputError, match="contradict"):
        rank_themes([theme("a", 10, high=6, critical=6)])


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), max_size=6))
def test_bounds(sizes: list[tuple[int, int]]) -> None:
    ranked = rank_themes([theme(f"t{i}", n, previous_n=m) for i, (n, m) in enumerate(sizes)])
    assert [row.rank for row in ranked] == list(range(1, len(ranked) + 1))
    for row in ranked:
        for part in (row.urgency, row.reach, row.severity, row.trend):
            assert 0 <= part <= 1
        assert 1 <= row.rank_low <= row.rank <= row.rank_high <= len(ranked)
        assert row.tied[0] <= row.rank <= row.tied[1]
