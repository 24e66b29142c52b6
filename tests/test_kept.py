"""What was computed is found again while its state holds."""

from datetime import date

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
