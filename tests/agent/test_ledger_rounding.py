"""Figures as good writers round them, and as tables and dates tell them."""

from datetime import date

import pytest

from assistant.agent.checking.ledger import check
from assistant.models import Figure, Ledger, Period

APRIL = Period(date(2026, 4, 1), date(2026, 4, 30))
ROUND = Ledger(
    (
        Figure(name="nps", value=-5.83, unit="points", n=1149, low=-10.9488, high=-0.72),
        Figure(name="needed_count", value=4212, n=0),
        Figure(name="count", value=1360, unit="records", n=1360, period=APRIL),
        Figure(name="csat_change", value=-0.48, unit="points", n=0, low=-5.9, high=4.9),
    )
)


@pytest.mark.parametrize(
    "text",
    [
        "NPS is −5.8 (interval −11.0 to −0.7).",
        "About 4,200 answers would be needed, roughly 1,400 came in.",
        "Over 1,300 messages came in, fewer than 1,400 of them.",
        "约1,400条，超过1,300条，不到1,400条。",
        "A 0.5-point dip.",
        "| # | Product | |\n|---|---|---|\n| 1 | Mug | 1,360 |\n| 2 | Lamp | 1,360 |",
        "April (1–24): 1,360",
        "From 1–24 April 2026, or April 1–24, 2026, it was 1,360.",
        "4月1–24日共1,360条。",
        "In all of April 1,360 came in.",
        "I have nothing from 2026 before that.",
        "Over the same 30 days 1,360 came in.",
    ],
)
def test_what_is_rounded_or_dated_holds(text: str) -> None:
    assert check(text, ROUND) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("NPS is between −10.8 and −0.7.", ["−10.8"]),
        ("4,200 answers would be needed.", ["4,200"]),
        ("About 4,300 answers would be needed.", ["4,300"]),
        ("About 4,215 answers would be needed.", ["4,215"]),
        ("Over 1,400 messages came in.", ["1,400"]),
        ("Fewer than 1,300 messages came in.", ["1,300"]),
        ("最近1,400条", ["1,400"]),
        ("| 1 | Mug |\n| 4 | Lamp |", ["4"]),
        ("I have nothing from 2019.", ["2019"]),
        ("It rose to 2026 reviews.", ["2026"]),
    ],
)
def test_what_is_not_so_is_found(text: str, written: list[str]) -> None:
    assert [found.written for found in check(text, ROUND)] == written


def test_the_year_of_a_question_may_be_said_back() -> None:
    assert check("I have no feedback from 2019.", ROUND, question="how did we do in 2019?") == []
