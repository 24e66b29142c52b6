import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.analytics.health import Grade, Part, ProductRow, grade_products
from assistant.errors import InvalidInputError


def product(name: str, n: int, negative: int) -> ProductRow:
    return ProductRow(
        product=name, n=n, negative=negative, urgent=n // 20, defect_orders=n // 10, orders=n
    )


def test_a_bad_product_among_good_ones_is_in_trouble_and_why() -> None:
    rows = [product(f"p{i}", 200, 38 + i) for i in range(9)]
    bad = ProductRow(product="kettle", n=200, negative=120, urgent=60, defect_orders=70, orders=200)
    worst, *rest = grade_products([*rows, bad])
    assert (worst.product, worst.grade) == ("kettle", Grade.VERY_POOR)
    assert worst.in_trouble
    assert set(worst.reasons) == set(Part)
    assert {health.grade for health in rest} <= {Grade.FAIR, Grade.GOOD}
    assert not any(health.in_trouble for health in rest)


def test_grades_span_from_excellent_to_very_poor() -> None:
    rows = [
        ProductRow(product=f"p{i}", n=2000, negative=50 + 200 * i, urgent=100) for i in range(7)
    ]
    graded = {health.product: health.grade for health in grade_products(rows)}
    assert [graded[f"p{i}"] for i in range(7)] == sorted(graded.values(), key=list(Grade).index)
    assert graded["p3"] is Grade.FAIR


def test_equal_products_differ_by_chance_alone_and_are_fair() -> None:
    rng = np.random.default_rng(1)
    wrong = 0
    for _ in range(200):
        rows = [product(f"p{i}", 100, int(b)) for i, b in enumerate(rng.binomial(100, 0.25, 8))]
        wrong += any(health.in_trouble for health in grade_products(rows))
    assert wrong / 200 <= 0.05


def test_a_small_bad_product_is_pulled_to_the_average() -> None:
    rows = [product(f"p{i}", 400, 60 + 20 * i) for i in range(6)]
    small, big = product("small", 30, 15), product("big", 3000, 1500)
    scores = {h.product: h.score for h in grade_products([*rows, small, big])}
    assert scores["big"] is not None
    assert scores["small"] is not None
    assert scores["big"] < scores["small"] < 0


def test_too_little_feedback_and_no_company_are_said() -> None:
    few, alone = grade_products([product("few", 29, 20), product("alone", 80, 20)])[::-1]
    grades = {few.product: few.grade, alone.product: alone.grade}
    assert grades == {"few": Grade.NOT_ENOUGH, "alone": Grade.NO_COMPARISON}
    assert few.score is alone.score is None
    assert grade_products([]) == []


def test_products_too_small_for_a_grade_are_others_to_compare_with() -> None:
    big, *small = grade_products(
        [product("big", 54, 37), *(product(f"s{i}", 20, 8) for i in "abcde")]
    )
    assert (big.grade, big.reasons[:1], big.in_trouble) == (
        Grade.NO_COMPARISON, (Part.NEGATIVE,), True,
    )  # fmt: skip
    assert not any(each.reasons or each.in_trouble for each in small)


def test_trifles_in_huge_samples_are_fair() -> None:
    rows = [
        ProductRow(product=f"p{i}", n=1_000_000, negative=200_000 + k, urgent=100_000 + k)
        for i, k in enumerate(range(0, 20_000, 4000))
    ]
    assert {health.grade for health in grade_products(rows)} == {Grade.FAIR}


def test_unknown_orders_leave_that_part_out() -> None:
    rows = [ProductRow(product=f"p{i}", n=200, negative=30 + 30 * i) for i in range(4)]
    worst = grade_products(rows)[0]
    assert worst.product == "p3"
    assert worst.parts[Part.DEFECTS].value is None


def test_contradictions_are_refused() -> None:
    with pytest.raises(InvalidInputError, match="contradict"):
        grade_products([product("p", 10, 11)])


@given(st.lists(st.tuples(st.integers(0, 500), st.floats(0, 1)), max_size=8))
def test_bounds(products: list[tuple[int, float]]) -> None:
    rows = [product(f"p{i}", n, int(n * share)) for i, (n, share) in enumerate(products)]
    for health in grade_products(rows):
        assert (health.score is None) == (health.grade in (Grade.NOT_ENOUGH, Grade.NO_COMPARISON))
        assert (health.n < 30) == (health.grade is Grade.NOT_ENOUGH)
