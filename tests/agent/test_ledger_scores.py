"""A number of one score must not be told of another."""

import pytest

from assistant.agent.checking.ledger import check
from assistant.models import Figure, Ledger

SCORES = Ledger(
    figures=(
        Figure(name="csat", value=55.0, unit="%", n=40),
        Figure(name="csat_change", value=-6.31, unit="points", n=80),
        Figure(name="good_count", value=22, unit="records", n=40),
        Figure(name="rating_mean", value=3.42, unit="stars", n=40),
        Figure(name="rating_mean_change", value=-0.26, unit="stars", n=80),
        Figure(name="rating_sd", value=1.5, unit="stars", n=40),
        Figure(name="nps", value=12.5, unit="points", n=31),
    )
)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("周三平均评分55%。", "55"),
        ("本季度平均评分下降了6.31分。", "6.31"),
        ("The average rating fell by 6.31 points.", "6.31"),
        ("NPS is 55.", "55"),
        ("CSAT is 12.5.", "12.5"),
        ("满意度为 12.5。", "12.5"),
    ],
)
def test_the_number_of_another_score_is_found(text: str, written: str) -> None:
    assert [found.written for found in check(text, SCORES)] == [written]


@pytest.mark.parametrize(
    "text",
    [
        "The average rating is 3.42 stars, and 55% are satisfied.",
        "The average rating is 3.42 (55% gave 4 or 5 stars) from 40 ratings.",
        "满意度均值 3.42，标准差 1.5。",
        "平均评分 3.42，共 40 个评分，下降 0.26。",
        "CSAT 55.0% while NPS is 12.5.",
        "NPS 12.5, CSAT 55% and average rating 3.42.",
        "| | NPS | CSAT |\n|--|--|--|\n| all | 12.5 | 55% |",
        "Nothing was as good as 12.5.",
    ],
)
def test_each_number_of_its_own_score_is_backed(text: str) -> None:
    assert check(text, SCORES) == []


def test_templates_are_not_judged_by_their_words() -> None:
    assert check("平均评分 55%", SCORES, strict=False) == []
