"""A number in every form: split, followed, compared, bounded, counted; and what is not told of it
said in the first line."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assistant.agent.agent import Agent
from assistant.agent.planner.shop.mind import Mind
from assistant.agent.question.patterns.kinds import ANSWERS_COUNTED, COPIES, ORDERS_COUNTED
from assistant.agent.thread import Thread
from assistant.agent.turn import Turn
from assistant.models import Purchase, Sentiment
from assistant.store.database import Database
from assistant.store.orders import OrderStore
from assistant.tools.context import ToolContext
from assistant.tools.registry import call_tool
from tests.agent.conftest import Ask
from tests.agent.planned import planned
from tests.tools.stores import AS_OF, Said, fill, planted

BAD = Sentiment.NEGATIVE
URGENT = {"urgency": ["critical", "high"]}
DETRACTORS = {"nps": [0, 1, 2, 3, 4, 5, 6]}
PROMOTERS = {"nps": [9, 10]}


@pytest.fixture(scope="module")
def shop(desk: ToolContext, desk_database: Database) -> ToolContext:
    """A shop in which the kettle alone breaks, three times in ten."""
    return fill(desk, desk_database, "forms-of-numbers", planted())


@pytest.fixture(scope="module")
def selling(desk: ToolContext, desk_database: Database) -> ToolContext:
    """A shop with four orders of one cup, three of them of the last thirty days; the oldest and one
    of the newest came broken."""
    noon = datetime(AS_OF.year, AS_OF.month, AS_OF.day, 12, tzinfo=UTC)
    ages = {"N1": 50, "N2": 20, "N3": 15, "N4": 12}
    OrderStore(desk_database).add(
        [
            Purchase(
                key=order, order_id=order, amount=10.0, time=noon - timedelta(days=age),
                tenant="four-orders", product="Cup",
            )
            for order, age in ages.items()
        ]
    )  # fmt: skip
    said = (
        Said(
            rating=1 if order in ("N1", "N2") else 5,
            themes={"product_quality": BAD} if order in ("N1", "N2") else {},
            order=order,
            product="Cup",
            day=age - 1,
        )
        for order, age in ages.items()
    )
    return fill(desk, desk_database, "four-orders", said)


def first(shop: ToolContext, mind: Mind, question: str) -> str:
    found = Agent(None).answer(Turn(question, shop, mind, Thread()))
    assert found.verified
    return found.answer.split("\n")[0]


@pytest.mark.parametrize(
    ("question", "name", "args"),
    [
        ("urgent share by channel", "volume", URGENT | {"by": "channel"}),
        ("which product has the highest urgent share", "volume", URGENT | {"by": "product"}),
        ("紧急占比最高的产品", "volume", URGENT | {"by": "product"}),
        ("share of urgent feedback", "volume", URGENT),
        ("紧急反馈占比", "volume", URGENT),
        ("how many angry customers", "volume", {"emotion": ["angry"]}),
        ("有多少愤怒的客户", "volume", {"emotion": ["angry"]}),
        ("失望客户占比", "volume", {"emotion": ["disappointed"]}),
        ("confused customers by channel", "volume", {"emotion": ["confused"], "by": "channel"}),
        ("share of promoters by product", "volume", PROMOTERS | {"by": "product"}),
        ("which channel has the highest share of promoters", "volume",
         PROMOTERS | {"by": "channel"}),
        ("各渠道贬损者占比", "volume", DETRACTORS | {"by": "channel"}),
        ("which products have more than 50% negative", "sentiment",
         {"by": "product", "bound": {"side": "above", "value": 50.0}}),
        ("which channel has the most overdue replies", "reply_stats", {"by": "channel"}),
        ("各渠道超时未回复", "reply_stats", {"by": "channel"}),
        ("priority of delivery", "priority", {"top": 20}),
    ],
)  # fmt: skip
def test_a_number_by_its_form(ask: Ask, question: str, name: str, args: dict[str, Any]) -> None:
    assert planned(ask, question) == [(name, args)]


@pytest.mark.parametrize(
    ("question", "args"),
    [
        ("anger trend by week", {"emotion": ["angry"], "metric": "count", "step": "week"}),
        ("urgent share trend by week",
         URGENT | {"metric": "count", "step": "week", "of_all": True}),
        ("detractor share by week",
         DETRACTORS | {"metric": "count", "step": "week", "of_all": True}),
        ("negative share trend by week", {"metric": "negative_share", "step": "week"}),
        ("ces trend by week", {"metric": "ces", "step": "week"}),
        ("CES走势", {"metric": "ces"}),
    ],
)  # fmt: skip
def test_a_course_is_that_of_the_number(ask: Ask, question: str, args: dict[str, Any]) -> None:
    ((name, found),) = planned(ask, question)
    found.pop("period", None)
    assert (name, found) == ("trend", args)


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("is anger going up", {"emotion": ["angry"]}),
        ("愤怒的客户变多了吗", {"emotion": ["angry"]}),
        ("did the urgent share go up", URGENT),
        ("did the share of detractors go up", DETRACTORS),
        ("推荐者占比下降了吗", PROMOTERS),
    ],
)
def test_whether_it_rose_is_told_beside_the_days_before(
    ask: Ask, question: str, kinds: dict[str, Any]
) -> None:
    ((name, found),) = planned(ask, question)
    assert name == "volume"
    assert found.pop("compare_to")
    assert found == kinds


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        (
            "defect rate by channel",
            "**I cannot tell the defect rate by channel;",
        ),
        ("哪个渠道次品率最高", "**缺陷率没法按渠道分开看"),
        ("defect rate trend", "**I cannot tell the defect rate over time"),
        ("每周次品率", "**缺陷率没法看走势"),
        ("which product has the highest revenue", "**I cannot tell revenue by product"),
        ("各产品复购率", "**复购客户占比没法按商品分开看"),
        ("did churn go up", "**I cannot tell signs of leaving against the days before"),
        ("培训时长走势", "**培训时长没法看走势"),
    ],
)
def test_what_is_not_told_of_a_number_is_said_first(
    shop: ToolContext, mind: Mind, question: str, begins: str
) -> None:
    assert first(shop, mind, question).startswith(begins)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("which products have a defect rate above 10% this year", "“above 10%”: Kettle"),
        ("今年次品率超过90%的产品", "**缺陷率“超过90%”的商品：没有"),
        ("which product has the best health this year", "**In the best health: "),
        ("今年健康度最差的产品", "**健康度最差的商品：Kettle"),
        ("standard deviation of ratings this year", "**The standard deviation of the ratings is"),
        ("今年评分标准差", "**评分的标准差是"),
    ],
)  # fmt: skip
def test_the_first_line_tells_the_number(
    shop: ToolContext, mind: Mind, question: str, begins: str
) -> None:
    assert begins in first(shop, mind, question)


def test_the_second_place_is_not_the_first(shop: ToolContext, mind: Mind) -> None:
    most = first(shop, mind, "which product has the highest defect rate this year")
    second = first(shop, mind, "second highest defect rate by product this year")
    assert most.startswith("**Kettle")
    assert not second.startswith("**Kettle")
    assert "second highest defect rate" in second


def test_orders_are_counted_as_such(selling: ToolContext, mind: Mind) -> None:
    assert first(selling, mind, "how many orders did we have") == "**3 orders in the period.**"
    assert first(selling, mind, "有多少订单") == "**这段时间共有 3 个订单。**"


def test_the_defect_rate_is_set_beside_that_of_the_days_before(
    selling: ToolContext, mind: Mind
) -> None:
    told = first(selling, mind, "did the defect rate fall")
    assert told.startswith("**The defect rate is 33.3% of 3 orders")
    assert "against 100.0% of 1" in told


def test_both_periods_have_as_many_days_for_complaints(selling: ToolContext) -> None:
    later = {"start": str(AS_OF - timedelta(days=29)), "end": str(AS_OF)}
    earlier = {"start": str(AS_OF - timedelta(days=59)), "end": str(AS_OF - timedelta(days=30))}
    forth = call_tool("health", {"period": later, "compare_to": earlier}, selling)[1].data
    back = call_tool("health", {"period": earlier, "compare_to": later}, selling)[1].data
    assert forth["change"].value == -back["change"].value
    assert forth["rate_now"].value == back["rate_before"].value


@pytest.mark.parametrize(
    "question", ["rating october 2025 vs november 2025", "2025年10月对比11月评分"]
)
def test_what_came_first_rises_to_nothing(
    desk: ToolContext, desk_database: Database, mind: Mind, question: str
) -> None:
    days = {(AS_OF - datetime(2025, month, 15).date()).days: month for month in (10, 11)}
    said = (
        Said(rating=(5 if month == 10 else 2) - n % 2, day=day)
        for day, month in days.items()
        for n in range(40)
    )
    shop = fill(desk, desk_database, f"two-months-{len(question)}", said)
    told = first(shop, mind, question)
    assert "surely higher" in told or "surely lower" in told or "确实" in told
    assert "significant" not in told
    assert "显著" not in told


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("how many nps answers", True),
        ("满意度基于多少条评价", True),
        ("how many answers do we need for nps plus minus 3", False),
        ("how many answers to see a 5 point change in nps", False),
    ],
)
def test_answers_are_counted_unless_they_are_needed(question: str, counted: bool) -> None:
    assert bool(ANSWERS_COUNTED.search(question)) == counted


def test_answers_needed_in_any_wording(ask: Ask) -> None:
    ((name, _),) = planned(ask, "how many answers to see a 5 point change in nps")
    assert name == "precision"


@pytest.mark.parametrize(
    ("question", "begins"),
    [("how many nps answers", "**"), ("how many duplicate reviews", "**None of")],
)
def test_a_count_is_told_alone(shop: ToolContext, mind: Mind, question: str, begins: str) -> None:
    assert first(shop, mind, question).startswith(begins)


@pytest.mark.parametrize(
    ("pattern", "question"),
    [
        (COPIES, "customers report a duplicate charge"),
        (ORDERS_COUNTED, "how many orders arrived late"),
        (ORDERS_COUNTED, "多少订单延误了"),
    ],
)
def test_what_only_sounds_so_is_no_count(pattern: Any, question: str) -> None:
    assert not pattern.search(question)


def test_days_of_a_month_are_no_scores(ask: Ask) -> None:
    period = {"start": "2026-03-01", "end": "2026-03-10"}
    args = {"period": period, "rank_by": "rating_mean"}
    assert planned(ask, "rating 1-10 March") == [("csat", args)]


@pytest.mark.parametrize("question", ["average rating in 1800", "1800年的评分"])
def test_a_year_without_feedback_is_no_other(shop: ToolContext, mind: Mind, question: str) -> None:
    found = Agent(None).answer(Turn(question, shop, mind, Thread()))
    assert not any(figure.n for figure in found.figures)


def test_the_worst_are_not_filled_up_with_the_content(
    desk: ToolContext, desk_database: Database
) -> None:
    said = (Said(themes={"delivery": BAD} if n == 0 else {}) for n in range(3))
    shop = fill(desk, desk_database, "one-unhappy", said)
    found = call_tool("quotes", {"sort": "worst"}, shop)[1].data
    assert len(found["quotes"]) == found["shown"].value == 1


def test_the_share_of_a_group_is_one_of_its_answers(
    desk: ToolContext, desk_database: Database
) -> None:
    said = iter([Said(nps=10), Said(nps=3), Said(rating=5)])
    shop = fill(desk, desk_database, "one-promoter", said)
    found = call_tool("volume", {"nps": [9, 10], "by": "product"}, shop)[1].data
    assert (found["groups"][0]["own_share"].value, found["groups"][0]["own_share"].n) == (50.0, 2)


def test_a_share_over_time_is_one_of_all_answers(
    desk: ToolContext, desk_database: Database
) -> None:
    said = iter([Said(nps=10), Said(nps=3), Said(rating=5)])
    shop = fill(desk, desk_database, "one-promoter-over-time", said)
    args = {"nps": [9, 10], "metric": "count", "of_all": True}
    found = call_tool("trend", args, shop)[1].data
    assert found["metric"] == "share_of_all"
    assert [(p["figure"].value, p["figure"].n) for p in found["points"]] == [(50.0, 2)]
