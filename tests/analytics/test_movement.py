import pytest

from assistant.analytics.comparison import difference_of_proportions
from assistant.analytics.movement import Movement, movement
from assistant.errors import InvalidInputError


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
    found = movement(*counts)
    assert found.movement is expected
    assert found.change == difference_of_proportions(*counts)


def test_twice_the_records_in_twice_the_scope_is_no_rise() -> None:
    assert movement(160, 800, 80, 400).movement is Movement.PERSISTENT


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(InvalidInputError, match="share"):
        movement(5, 4, 0, 1)
