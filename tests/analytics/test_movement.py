import pytest

from assistant.analytics.comparison import difference_of_proportions
from assistant.analytics.movement import Movement, ThemeMovement, movements
from assistant.errors import InvalidInputError


def moved(n: int, total: int, previous_n: int, previous_total: int) -> ThemeMovement:
    return movements([(n, previous_n)], total, previous_total)[0]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((40, 400, 0, 400), Movement.NEW),
        ((2, 400, 0, 400), Movement.CANNOT_TELL),
        ((80, 400, 40, 400), Movement.RISING),
        ((40, 400, 80, 400), Movement.FALLING),
        ((0, 400, 80, 400), Movement.FALLING),
        ((42, 400, 40, 400), Movement.PERSISTENT),
        ((40, 400, 0, 0), Movement.CANNOT_TELL),
        ((0, 0, 40, 400), Movement.CANNOT_TELL),
    ],
)
def test_each_movement(counts: tuple[int, int, int, int], expected: Movement) -> None:
    found = moved(*counts)
    assert found.movement is expected
    assert found.change == difference_of_proportions(*counts)


def test_twice_the_records_in_twice_the_scope_is_no_rise() -> None:
    assert moved(160, 800, 80, 400).movement is Movement.PERSISTENT


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(InvalidInputError, match="share"):
        moved(5, 4, 0, 1)


def test_a_table_is_judged_as_one_family() -> None:
    """A rise that is barely beyond chance alone is not beyond it among nine that stand still."""
    alone = moved(58, 400, 39, 400)
    assert alone.movement is Movement.RISING
    table = movements([(58, 39), *[(40, 40)] * 9, (5, 0)], 400, 400)
    assert table[0].movement is Movement.PERSISTENT
    assert table[0].change.value == alone.change.value
    assert table[-1].movement is Movement.NEW
    assert movements([], 400, 400) == []
