from datetime import date

import pytest

from assistant.agent.checking.ledger import check
from assistant.models import Figure, Ledger, Period
from tests.agent.ledgers import ledger, one


class TestDirections:
    FELL = Ledger((one("nps", -26.7, "points", 101), one("nps_change", -27.8, "points", 195)))

    @pytest.mark.parametrize(
        "text",
        [
            "NPS rose by 27.8 points.",
            "NPS rose sharply.",
            "NPS is -26.7, up by 27.8.",
            "NPS上升了27.8分",
            "净推荐值有所提升",
            "An increase of 27.8 points",
        ],
    )
    def test_up_where_it_went_down(self, text: str) -> None:
        assert check(text, self.FELL)

    @pytest.mark.parametrize(
        "text",
        [
            "NPS decreased by 27.8 points, from -26.7 to 27.8.",
            "It rose, from 101% to -26.7%.",
            "NPS从-26.7下降到27.8",
        ],
    )
    def test_ends_of_an_interval_are_no_before_and_after(self, text: str) -> None:
        assert any(finding.kind == "direction" for finding in check(text, self.FELL))

    @pytest.mark.parametrize(
        "text", ["NPS fell in the same period of 2025", "NPS同比下降", "down year-on-year"]
    )
    def test_a_year_ago_that_nobody_looked_at_is_found(self, text: str) -> None:
        assert [f.kind for f in check(text, self.FELL)] == ["comparison"]

    def test_a_year_ago_that_was_looked_at_passes(self) -> None:
        years = [Period(date(year, 3, 1), date(year, 3, 31)) for year in (2025, 2026)]
        figures = tuple(Figure(name="nps", value=3, n=3, period=each) for each in years)
        assert check("It is 3, as in the same period last year.", Ledger(figures)) == []

    @pytest.mark.parametrize(
        "text",
        [
            "NPS fell from 27.8 to -26.7.",
            "NPS fell by 27.8, the interval of the fall from -27.8 to -26.7.",
            "NPS fell by 27.8 points.",
            "NPS dropped to -26.7.",
            "NPS下降了27.8分",
            "NPS did not rise.",
            "Complaints rose while NPS fell by 27.8.",
        ],
    )
    def test_what_agrees_passes(self, text: str) -> None:
        assert check(text, self.FELL) == []


@pytest.mark.parametrize("text", ["+0.00 against the period before", "-0.00 since then"])
@pytest.mark.parametrize("value", [-0.004, 0.004])
def test_a_change_that_rounds_to_nothing_has_either_sign(text: str, value: float) -> None:
    assert check(text, ledger(value)) == []


def test_what_would_show_is_no_direction() -> None:
    change = Figure(name="count_change", value=7.0, unit="records")
    share = Figure(name="detectable_difference", value=7.0, unit="points")
    assert check("下降 7.0 个百分点就看得出来", Ledger((change, share), ())) == []


@pytest.mark.parametrize(
    "text",
    [
        "than in the 31 days before",
        "the previous 31 days",
        "较之前 31 天下降",
        "前31天为",
        "a 31-day period",
        "NPS in November 2025 was fine",
        "January 2026 had more",
        "In 2025 we saw more",
    ],
)
def test_how_periods_are_told_is_no_figure(text: str) -> None:
    period = Period(date(2026, 3, 1), date(2026, 3, 31))
    assert check(text, Ledger((Figure(name="count", value=12, n=12, period=period),))) == []


@pytest.mark.parametrize("text", ["a refund within 45 days before", "in 2024 reviews", "45 天内"])
def test_other_days_and_counts_like_years_are_figures(text: str) -> None:
    period = Period(date(2026, 3, 1), date(2026, 3, 31))
    assert check(text, Ledger((Figure(name="count", value=12, n=12, period=period),))) != []


MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
APRIL = Period(date(2026, 4, 1), date(2026, 4, 30))
BETTER = Ledger(
    (
        Figure(name="nps", value=-5.19, unit="points", n=308, period=APRIL),
        Figure(name="nps", value=-10.7, unit="points", n=402, period=MARCH),
        Figure(name="nps_change", value=5.5, unit="points", n=710, low=-7.9, high=18.9),
        Figure(name="csat_change", value=-6.1, unit="points", n=710, low=-9.0, high=-3.2),
    )
)


@pytest.mark.parametrize(
    "text", ["NPS went from -5.2 to -10.7.", "NPS: −5.2 → −10.7", "NPS从-5.2变到-10.7。"]
)
def test_a_change_told_backwards(text: str) -> None:
    assert [found.kind for found in check(text, BETTER)] == ["direction"]


@pytest.mark.parametrize(
    "text", ["NPS went from -10.7 to -5.2.", "NPS: −10.7 → −5.2", "NPS从-10.7变到-5.2。"]
)
def test_a_change_told_in_the_order_of_time(text: str) -> None:
    assert check(text, BETTER) == []


@pytest.mark.parametrize("text", ["NPS improved significantly.", "NPS显著变化。"])
def test_a_change_whose_interval_holds_zero_is_not_significant(text: str) -> None:
    assert [found.kind for found in check(text, BETTER)] == ["no significant change"]


@pytest.mark.parametrize(
    "text",
    [
        "CSAT fell significantly.",
        "The change in NPS is not significant at p < 0.05.",
        "It is too early to call the NPS significant.",
        "A significant safety issue is open.",
        "NPS的变化并不显著。",
    ],
)
def test_what_is_said_of_significance_holds(text: str) -> None:
    assert check(text, BETTER) == []
