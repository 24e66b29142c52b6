"""What is told in words against the figures: multiples, majorities, and whose month a number is."""

from datetime import date

import pytest

from assistant.agent.checking.ledger import check
from assistant.models import Figure, Ledger, Period

MAY = Period(date(2026, 5, 1), date(2026, 5, 31))
JUNE = Period(date(2026, 6, 1), date(2026, 6, 20))
THEMES = {"packaging": ["Packaging", "包装"], "delivery": ["Delivery", "物流配送"]}


def of(name: str, value: float, unit: str, period: Period, n: int = 0, **own: str) -> Figure:
    filters = {field: [each] for field, each in own.items()}
    return Figure(name=name, value=value, unit=unit, n=n, period=period, filters=filters)


LEDGER = Ledger((
    of("nps", 8.4, "points", MAY, 62), of("nps", -17.3, "points", JUNE, 51),
    of("promoters_share", 43.6, "%", MAY, 62), of("promoters_share", 29.4, "%", JUNE, 51),
    of("detractors_share", 35.2, "%", MAY, 62), of("detractors_share", 46.7, "%", JUNE, 51),
    of("csat", 61.2, "%", MAY, 80), of("csat", 33.8, "%", JUNE, 65),
    of("negative_share", 31.5, "%", MAY, 120), of("negative_share", 58.1, "%", JUNE, 93),
    of("positive_share", 57.0, "%", MAY, 120), of("positive_share", 34.0, "%", JUNE, 93),
    of("count", 120, "records", MAY, 120), of("count", 93, "records", JUNE, 93),
    of("complaint_count", 26, "records", JUNE, 26, theme="packaging"),
    of("complaint_count_before", 13, "", JUNE, 13, theme="packaging"),
    of("theme_share", 41.0, "%", JUNE, 93, theme="packaging"),
    of("csat_change", -27.4, "points", JUNE, 145),
))  # fmt: skip


def kinds(text: str) -> list[str]:
    found = check(text, LEDGER, themes=THEMES, as_of=date(2026, 6, 20))
    return [finding.kind for finding in found]


@pytest.mark.parametrize(
    "text",
    [
        "CSAT doubled in June.",
        "The NPS has more than tripled.",
        "满意度翻倍了。",
        "NPS翻了一番。",
        "The share of promoters halved.",
        "推荐者减半。",
        "Messages doubled.",
        "Packaging complaints tripled.",
    ],
)
def test_a_multiple_that_is_none_is_refused(text: str) -> None:
    assert "multiple" in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Packaging complaints doubled.",
        "包装投诉翻倍。",
        "Negative feedback almost doubled.",
        "CSAT nearly halved.",
        "CSAT did not double, and no score doubled.",
        "Sales doubled.",
        "Customers say that prices doubled.",
        "Delivery complaints doubled.",
    ],
)
def test_a_multiple_that_is_one_or_cannot_be_judged_stays(text: str) -> None:
    assert "multiple" not in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Most customers are promoters.",
        "The majority of customers are detractors.",
        "大多数客户是推荐者。",
        "In June most customers were satisfied.",
        "Most of June's customers were satisfied.",
        "Most messages are about Packaging.",
        "绝大多数反馈都在说包装。",
        "The vast majority of messages in June are negative.",
    ],
)
def test_most_is_at_least_about_half(text: str) -> None:
    assert "majority" in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Most messages in June are negative.",
        "In May most customers were satisfied.",
        "6月大多数反馈是负面的。",
        "Most customers are satisfied.",
        "Most customers are not promoters.",
        "Most complaints concern Packaging.",
        "Most customers who wrote about Packaging are detractors.",
        "Packaging is the most common complaint.",
        "Most negative messages are about Packaging.",
        "Most customers like the colour.",
    ],
)
def test_most_that_holds_or_cannot_be_judged_stays(text: str) -> None:
    assert "majority" not in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "In May, CSAT was 33.8%.",
        "CSAT was 61.2% in June.",
        "In June 31.5% of messages were negative.",
        "5月满意度是33.8%。",
        "6月份NPS为8.4。",
        "CSAT was 33.8% in May and 61.2% in June.",
        "There were 120 messages in June.",
        "在6月，满意度是61.2%。",
    ],
)
def test_a_number_stays_in_its_month(text: str) -> None:
    assert "number of another period" in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "In May, CSAT was 61.2%.",
        "CSAT is 33.8% in June (May: 61.2%).",
        "CSAT fell to 33.8% from May.",
        "CSAT was 61.2% in May and 33.8% in June.",
        "In June, CSAT is down 27.4 points.",
        "6月比5月低27.4分。",
        "5月满意度61.2%，6月33.8%。",
        "Since May CSAT is 33.8%.",
        "From 1 May to 20 June CSAT went from 61.2% to 33.8%.",
        "In the last 60 days CSAT was 61.2%.",
        "In May, we had 61.2% and now 33.8%.",
    ],
)
def test_a_number_of_its_month_or_of_no_single_one_stays(text: str) -> None:
    assert "number of another period" not in kinds(text)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("More than half of the messages in June are negative.", True),
        ("6月超过一半的反馈是负面的。", True),
        ("超过一半的人是推荐者。", False),
        ("In June seven in ten messages were negative.", False),
        ("差评占七成。", False),
        ("不到三成的人是推荐者。", True),
    ],
)
def test_a_part_in_words_is_of_what_it_is_told_of(text: str, *, holds: bool) -> None:
    assert ("number" not in kinds(text)) == holds


def test_the_end_of_an_interval_is_no_part_in_words() -> None:
    wide = Figure(name="negative_share", value=58.1, unit="%", n=93, low=47.9, high=70.2)
    assert [each.kind for each in check("差评占七成。", Ledger((wide,)))] == ["number"]


def test_days_may_be_written_with_a_slash_where_a_period_ends() -> None:
    assert not check("6/1–6/20: CSAT 33.8%.", LEDGER)
    assert check("Of 4/5 we know nothing.", LEDGER)
