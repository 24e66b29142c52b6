"""Numbers that say what a score means need no figure; what claims something does."""

import pytest

from assistant.agent.checking.definitions import defined_in_words
from assistant.agent.checking.ledger import check
from assistant.models import Figure, Ledger

SCORES = Ledger(
    figures=(
        Figure(name="csat", value=56.7, unit="%", n=238),
        Figure(name="rating_mean", value=3.47, unit="stars", n=238),
        Figure(name="nps", value=2.6, unit="points", n=198),
        Figure(name="promoters_share", value=36.9, unit="%", n=198),
        Figure(name="count", value=88, unit="records", n=238, filters={"rating": ["5"]}),
    )
)


@pytest.mark.parametrize(
    "text",
    [
        "CSAT (share of 4–5 star ratings) is 56.7%.",
        "56.7% rated us 4 or 5 out of 5.",
        "The average rating is 3.47 out of 5 (88 of 238 gave 5 stars).",
        "Average rating: 3.47/5.0",
        "NPS is 2.6 on a scale from -100 to 100.",
        "36.9% are promoters (9–10), nobody else answered 9 or 10; detractors answered 0 to 6.",
        "推荐者（9-10分）占 36.9%，满意度（4-5星占比）为 56.7%。",
        "平均评分 3.47 分（满分 5 分），5星88条。",
        "The change is not significant at the 95% level.",
        "- 5 stars: 88",
        "| Stars | Ratings |\n|---|---|\n| 5★ | 88 |",
        "| Stars | Ratings |\n|---|---|\n| 5 | 88 |",
        "An NPS over 50 is considered excellent; yours is 2.6.",
        "NPS 50以上才算优秀，现在是 2.6。",
        "Reply within 24 hours, to the 5 worst reviews first. Here are the top 3 themes.",
        "评分≥4的占56.7%。",
        "打9-10分的占36.9%。",
        "5-star reviews: 88",
    ],
)
def test_definitions_need_no_figure(text: str) -> None:
    assert check(text, SCORES) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("The average rating is 2 stars.", ["2"]),
        ("平均评分4到5星。", ["4", "5"]),
        ("Our rating averages 4 to 5 stars.", ["4", "5"]),
        ("The rating is 5 stars.", ["5"]),
        ("Your NPS is over 50, which is excellent.", ["50"]),
        ("NPS is 50.", ["50"]),
        ("NPS went from 7 to 8.", ["7", "8"]),
        ("4 out of 5 customers complained.", ["4 out of 5"]),
        ("The average rating is 4.2 out of 5.", ["4.2"]),
        ("CSAT is 95% at the 95% level.", ["95"]),
        ("The top 10% of customers left.", ["10"]),
        ("We answer in 12 hours.", ["12"]),
        ("- 5 stars: 77", ["77"]),
    ],
)
def test_claims_do(text: str, written: list[str]) -> None:
    assert [found.written for found in check(text, SCORES)] == written


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("There were 496 5-star reviews.", "en", "There were 496 five-star reviews."),
        ("48 gave 1 or 2 stars.", "en", "48 gave one or two stars."),
        ("Promoters (9–10): 36.9%.", "en", "Promoters (nine–ten): 36.9%."),
        ("The average is 3.47 out of 5.", "en", "The average is 3.47 out of five."),
        ("The average rating is 4 stars.", "en", "The average rating is 4 stars."),
        ("推荐者（9-10分）占 36.9%，5星88条。", "zh", "推荐者（九至十分）占 36.9%，五星88条。"),
        ("4–5星的评价有18条。", "zh", "四至五星的评价有18条。"),
        ("“Gave 5 stars reviews once” [S00001]", "en", "“Gave 5 stars reviews once” [S00001]"),
        ("CSAT 56.7%, 10 of 15.", "en", "CSAT 56.7%, 10 of 15."),
    ],
)
def test_definitions_are_written_in_words(text: str, language: str, written: str) -> None:
    assert defined_in_words(text, language) == written
