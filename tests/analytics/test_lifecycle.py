import pytest

from assistant.analytics.lifecycle import LifecycleStage, lifecycle_stage
from assistant.errors import InvalidInputError


@pytest.mark.parametrize(
    ("orders", "silence", "stage"),
    [
        (0, None, LifecycleStage.NO_ORDERS),
        (1, 40, LifecycleStage.NEW),
        (4, 45, LifecycleStage.ACTIVE),
        (4, 80, LifecycleStage.COOLING),
        (1, 180, LifecycleStage.DORMANT),
        (9, 181, LifecycleStage.LOST),
    ],
)
def test_lifecycle_in_usual_gaps(orders: int, silence: float | None, stage: LifecycleStage) -> None:
    assert lifecycle_stage(orders, silence, 30) is stage


def test_a_gap_of_no_days_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="gap"):
        lifecycle_stage(3, 10, 0)
