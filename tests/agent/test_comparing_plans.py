"""Plans of questions that set things, months or counts side by side."""

from typing import Any

import pytest

from tests.agent.conftest import Ask, Converse
from tests.agent.planned import LAST_MONTH, MONTH, planned


def test_groups_are_set_side_by_side(ask: Ask) -> None:
    assert planned(ask, "英文评论和中文评论的抱怨有什么不同") == [
        ("complaints", {"language": ["en"]}),
        ("complaints", {"language": ["zh"]}),
    ]


@pytest.mark.parametrize(
    ("question", "period", "compare_to"),
    [
        ("nps same period last year", ("2025-02-12", "2025-03-13"), None),
        ("去年同期的NPS", ("2025-02-12", "2025-03-13"), None),
        ("nps this month vs same period last year", ("2026-03-01", "2026-03-13"),
         ("2025-03-01", "2025-03-13")),
    ],
)  # fmt: skip
def test_the_same_days_of_last_year(
    ask: Ask, question: str, period: tuple[str, str], compare_to: tuple[str, str] | None
) -> None:
    ((_, args),) = planned(ask, question)
    assert args["period"] == dict(zip(("start", "end"), period, strict=True))
    other = dict(zip(("start", "end"), compare_to, strict=True)) if compare_to else None
    assert args.get("compare_to") == other


@pytest.mark.parametrize(
    ("question", "name", "args"),
    [
        ("compare this month to last month", "csat", {"period": MONTH, "compare_to": LAST_MONTH}),
        ("how many complaints per week", "trend", {"step": "week"}),
        ("is the kettle the most complained about product", "sentiment", {"by": "product"}),
        ("除了包装，水壶还有什么问题", "complaints",
         {"product": ["Kettle"], "without_theme": ["packaging"]}),
    ],
)  # fmt: skip
def test_what_stands_side_by_side(ask: Ask, question: str, name: str, args: dict[str, Any]) -> None:
    found, given = planned(ask, question)[0]
    assert found == name
    assert args.items() <= given.items()


@pytest.mark.parametrize(
    ("question", "name", "args"),
    [
        ("which products are below 3 stars this month", "csat",
         {"bound": {"side": "below", "value": 3.0}, "rank_by": "rating_mean"}),
        ("评分低于3星的商品有哪些，本月", "csat",
         {"bound": {"side": "below", "value": 3.0}, "rank_by": "rating_mean"}),
        ("which products got more than 5 reviews under 3 stars this month", "volume",
         {"bound": {"side": "above", "value": 5.0}, "rating": [1, 2]}),
    ],
)  # fmt: skip
def test_stars_bound_groups_or_filter_reviews(
    ask: Ask, question: str, name: str, args: dict[str, Any]
) -> None:
    assert planned(ask, question) == [(name, {"period": MONTH, "by": "product", **args})]


@pytest.mark.parametrize(
    ("question", "metric", "step"),
    [
        ("nps december vs january vs february", "nps", "month"),
        ("complaints in december, january and february", "negative_share", "month"),
        ("十二月、一月和二月的满意度", "csat", "month"),
        ("how many reviews last week, the week before last and this week", "count", "week"),
    ],
)
def test_three_months_are_months(ask: Ask, question: str, metric: str, step: str) -> None:
    ((name, args),) = planned(ask, question)
    assert (name, args.get("metric", "negative_share"), args["step"]) == ("trend", metric, step)


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("number of reviews january vs february", 1),
        ("csat february compared with january", 2),
        ("一月比二月的评价多吗", 1),
        ("compare the number of reviews in january and february", 1),
        ("一月和二月的评价数对比", 1),
        ("number of reviews in january and february", 2),
        ("did the number of reviews fall from january to february", 2),
        ("一月和二月的评价数有什么变化", 2),
        ("how did the number of reviews change, january vs february", 2),
        ("how did csat change february vs january", 2),
    ],
)
def test_which_of_two_months_is_measured_by_the_other(
    ask: Ask, question: str, subject: int
) -> None:
    ((_, args),) = planned(ask, question)
    months = (args["period"]["start"], args["compare_to"]["start"])
    assert months == (f"2026-0{subject}-01", f"2026-0{3 - subject}-01")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("csat last week vs this week", "against the later period (cannot tell)"),
        ("nps last month vs this month", "points**: cannot tell"),
        ("上周和本周对比满意度", "（数据还说明不了）"),
    ],
)
def test_what_came_later_is_not_what_a_score_rose_from(
    converse: Converse, question: str, said: str
) -> None:
    (answer,) = converse(question)
    assert said in answer["answer"]
    of_time = ("no clear change", "period before", "变化不明显")
    assert not any(each in answer["answer"] for each in of_time)


class TestSinceWhen:
    """It is asked of all time, and of how many there are."""

    @pytest.mark.parametrize(
        ("question", "args"),
        [
            ("since when do people complain about delivery",
             {"theme": ["delivery"], "stance": ["negative"]}),
            ("从什么时候开始投诉物流的", {"theme": ["delivery"], "stance": ["negative"]}),
            ("when did the complaints about the kettle start",
             {"product": ["Kettle"], "sentiment": ["negative"]}),
            ("从啥时候开始水壶差评变多的", {"product": ["Kettle"], "sentiment": ["negative"]}),
            ("since when is the mug warm", {"product": ["Mug"], "words": ["warm"]}),
        ],
    )  # fmt: skip
    def test_what_is_counted(self, ask: Ask, question: str, args: dict[str, Any]) -> None:
        turn = ask(question)
        (call,) = turn.plan.calls
        assert turn.whole is not None
        expected = {"period": turn.whole.as_json(), "metric": "count", "step": "week"}
        assert (call.name, call.args) == ("trend", {**expected, **args})

    def test_a_score_stays_a_score(self, ask: Ask) -> None:
        (call,) = ask("since when did the nps fall").plan.calls
        assert (call.args["metric"], "sentiment" in call.args) == ("nps", False)


@pytest.mark.parametrize(
    ("question", "args"),
    [
        ("what share of all complaints is about delivery this month",
         {"theme": ["delivery"], "stance": ["negative"]}),
        ("本月物流投诉占所有投诉的比例", {"theme": ["delivery"], "stance": ["negative"]}),
        ("what percentage of complaints is about the kettle this month", {"product": ["Kettle"]}),
        ("本月水壶的差评占全部差评的百分之几", {"product": ["Kettle"]}),
    ],
)  # fmt: skip
def test_a_share_of_all_complaints(ask: Ask, question: str, args: dict[str, Any]) -> None:
    ((name, found),) = planned(ask, question)
    assert (name, found) == ("volume", {"period": MONTH, "sentiment": ["negative"], **args})


@pytest.mark.parametrize(
    ("question", "args"),
    [
        ("did complaints about delivery go up in february vs january",
         {"theme": ["delivery"], "stance": ["negative"]}),
        ("二月和一月比，一星多了还是少了", {"rating": [1]}),
        ("退款投诉二月比一月多吗", {"theme": ["returns_refunds"], "stance": ["negative"]}),
    ],
)  # fmt: skip
def test_more_of_something_is_counted(ask: Ask, question: str, args: dict[str, Any]) -> None:
    ((name, found),) = planned(ask, question)
    january = {"start": "2026-01-01", "end": "2026-01-31"}
    assert name == "volume"
    assert found == {"period": LAST_MONTH, "compare_to": january, **args}
