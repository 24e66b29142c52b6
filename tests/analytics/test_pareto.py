import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.analytics.pareto import pareto
from assistant.errors import InvalidInputError


def test_the_few_that_make_80_percent() -> None:
    result = pareto({"delivery": 60, "refunds": 20, "app": 15, "price": 5, "praise": 0})
    assert result.vital == ("delivery", "refunds")
    assert result.reached == 0.8
    assert [point.theme for point in result.curve] == ["delivery", "refunds", "app", "price"]
    assert result.curve[-1].cumulative == 1


def test_no_complaints_is_no_data() -> None:
    for empty in ({}, {"delivery": 0}):
        result = pareto(empty)
        assert (result.curve, result.vital, result.reached, result.n) == ((), (), None, 0)


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 10**6)), st.floats(0.01, 1))
def test_the_set_is_the_smallest_that_reaches_the_target(
    counts: dict[str, int], target: float
) -> None:
    result = pareto(counts, target)
    if not result.n:
        return
    assert result.reached is not None
    assert result.reached >= target - 1e-6
    size = len(result.vital)
    if size > 1:
        assert result.curve[size - 2].cumulative < target
    assert [p.cumulative for p in result.curve] == sorted(p.cumulative for p in result.curve)


@pytest.mark.parametrize("target", [0, 1.5, -1])
def test_impossible_targets_are_refused(target: float) -> None:
    with pytest.raises(InvalidInputError, match="target"):
        pareto({"a": 1}, target)
