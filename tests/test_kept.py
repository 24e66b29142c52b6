"""What was computed is found again while its state holds."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assistant.kept import Kept
from assistant.tools.open_surges import MOST_DAYS, KeptSurges, OpenSurges

DAY = date(2026, 3, 13)


def test_a_scan_holds_for_its_state_tenant_and_day() -> None:
    kept, found = KeptSurges(MOST_DAYS), OpenSurges()
    assert kept.find(1, ("a", DAY)) is None
    kept.keep(1, ("a", DAY), found)
    assert kept.find(1, ("a", DAY)) is found
    assert kept.find(1, ("b", DAY)) is None
    assert kept.find(1, ("a", date(2026, 3, 14))) is None


def test_another_state_of_one_tenant_leaves_the_others_theirs() -> None:
    kept, found = KeptSurges(MOST_DAYS), OpenSurges()
    kept.keep(1, ("a", DAY), found)
    assert kept.find(2, ("a", DAY)) is None
    kept.keep(2, ("b", DAY), OpenSurges())
    assert kept.find(1, ("a", DAY)) is found


def test_only_the_latest_days_are_kept() -> None:
    kept = KeptSurges(MOST_DAYS)
    tenants = [f"t{number}" for number in range(MOST_DAYS + 1)]
    for tenant in tenants:
        kept.keep(1, (tenant, DAY), OpenSurges())
    assert [tenant for tenant in tenants if kept.find(1, (tenant, DAY)) is None] == ["t0"]


STEPS = st.lists(
    st.tuples(st.booleans(), st.integers(0, 2), st.integers(0, 5), st.integers()), max_size=40
)


@given(STEPS, st.integers(1, 4))
def test_whatever_is_found_was_kept_last_in_this_state(
    steps: list[tuple[bool, int, int, int]], most: int
) -> None:
    """Against the pairs of key and (state, value), the latest used at their end."""
    kept, pairs = Kept[int, int](most), dict[int, tuple[int, int]]()
    for keeps, now, key, value in steps:
        if keeps:
            pairs.pop(key, None)
            pairs = dict([*pairs.items(), (key, (now, value))][-most:])
            kept.keep(now, key, value)
        elif key in pairs and pairs[key][0] == now:
            pairs[key] = pairs.pop(key)
            assert kept.find(now, key) == pairs[key][1]
        else:
            assert kept.find(now, key) is None
        mine = [(key, value) for key, (state, value) in pairs.items() if state == now]
        assert kept.all(now) == mine
        assert kept.all("another") == []
