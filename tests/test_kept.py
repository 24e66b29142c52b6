"""What was computed is found again while its state holds."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assistant.kept import Kept
from assistant.tools.open_surges import MOST_DAYS, KeptSurges, OpenSurges

DAY = date(2026, 3, 13)


def test_a_scan_holds_for_its_state_tenant_and_day() -> None:
    kept, found = KeptSurges(MOST_DAYS), OpenSurges()
    assert kept.find((1, 0), ("a", DAY)) is None
    kept.keep((1, 0), ("a", DAY), found)
    assert kept.find((1, 0), ("a", DAY)) is found
    assert kept.find((1, 0), ("b", DAY)) is None
    assert kept.find((1, 0), ("a", date(2026, 3, 14))) is None


def test_another_state_of_the_store_forgets_all() -> None:
    kept = KeptSurges(MOST_DAYS)
    kept.keep((1, 0), ("a", DAY), OpenSurges())
    assert kept.find((2, 0), ("a", DAY)) is None
    assert kept.find((1, 1), ("a", DAY)) is None
    kept.keep((2, 0), ("b", DAY), OpenSurges())
    assert kept.find((2, 0), ("a", DAY)) is None


def test_only_the_latest_days_are_kept() -> None:
    kept = KeptSurges(MOST_DAYS)
    tenants = [f"t{number}" for number in range(MOST_DAYS + 1)]
    for tenant in tenants:
        kept.keep((1, 0), (tenant, DAY), OpenSurges())
    assert [tenant for tenant in tenants if kept.find((1, 0), (tenant, DAY)) is None] == ["t0"]


STEPS = st.lists(
    st.tuples(st.booleans(), st.integers(0, 2), st.integers(0, 5), st.integers()), max_size=40
)


@given(STEPS, st.integers(1, 4))
def test_whatever_is_found_was_kept_last_in_this_state(
    steps: list[tuple[bool, int, int, int]], most: int
) -> None:
    """Against the pairs of one state, the latest used at its end."""
    kept, state, pairs = Kept[int, int](most), None, dict[int, int]()
    for keeps, now, key, value in steps:
        if keeps:
            if now != state:
                state, pairs = now, {}
            pairs.pop(key, None)
            pairs = dict([*pairs.items(), (key, value)][-most:])
            kept.keep(now, key, value)
        else:
            expected = pairs.get(key) if now == state else None
            if expected is not None:
                pairs[key] = pairs.pop(key)
            assert kept.find(now, key) == expected
        assert kept.all(state) == list(pairs.items())
        assert kept.all("another") == []
