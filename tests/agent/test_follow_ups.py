from typing import Any

import pytest

from assistant.agent.planner.shop.mind import Mind
from assistant.agent.thread import Thread
from assistant.agent.turn import Turn
from assistant.models import ToolCall
from assistant.tools.context import ToolContext
from tests.agent.conftest import Ask, Converse
from tests.agent.planned import LAST_MONTH, LAST_WEEK, MONTH, NPS, WEEK, WHY, planned

SLOW = (ToolCall("volume", {"period": WEEK, "words": ["慢"], "by": "channel"}),)
ANGER = (ToolCall("complaints", {"period": WEEK, "product": ["Kettle"]}),)


class TestFollowUps:
    @pytest.mark.parametrize(
        ("previous", "question", "name", "args"),
        [
            (NPS, "and last month?", "nps", {"period": LAST_MONTH}),
            (NPS, "那上个月呢", "nps", {"period": LAST_MONTH}),
            (NPS, "what about last week", "nps", {"period": LAST_WEEK}),
            (NPS, "only trustpilot", "nps", {"period": MONTH, "channel": ["trustpilot"]}),
            (NPS, "只看水壶", "nps", {"period": MONTH, "product": ["Kettle"]}),
            (NPS, "换成英文", "nps", {"period": MONTH}),
            (ANGER, "那上周呢", "complaints", {"period": LAST_WEEK, "product": ["Kettle"]}),
            (ANGER, "and the mug?", "complaints", {"period": WEEK, "product": ["Mug"]}),
            (ANGER, "有多少条", "volume",
             {"period": WEEK, "product": ["Kettle"], "sentiment": ["negative"]}),
            (ANGER, "show me the quotes", "quotes",
             {"period": WEEK, "product": ["Kettle"], "sentiment": ["negative"], "sort": "worst"}),
            (ANGER, "给我看原话", "quotes",
             {"period": WEEK, "product": ["Kettle"], "sentiment": ["negative"], "sort": "worst"}),
            (ANGER, "那再上周呢", "complaints", {"period": LAST_WEEK, "product": ["Kettle"]}),
            (SLOW, "最近一条是什么时候", "quotes",
             {"period": WEEK, "words": ["慢"], "sort": "newest", "limit": 1}),
        ],
    )  # fmt: skip
    def test_what_is_not_said_anew_stays(
        self,
        ask: Ask,
        previous: tuple[ToolCall, ...],
        question: str,
        name: str,
        args: dict[str, Any],
    ) -> None:
        assert planned(ask, question, previous) == [(name, args)]

    @pytest.mark.parametrize("question", WHY)
    def test_why_asks_for_the_complaints(self, ask: Ask, question: str) -> None:
        assert planned(ask, question, NPS) == [("complaints", {"period": MONTH})]

    @pytest.mark.parametrize(
        ("question", "expected"),
        [
            ("what should we fix first", ("priority", {})),
            ("is everything ok?", ("overview", {})),
            ("csat last week", ("csat", {"period": LAST_WEEK})),
            ("what's the weather", ("say:out_of_scope", {})),
        ],
    )
    def test_a_whole_question_starts_anew(
        self, ask: Ask, question: str, expected: tuple[str, Any]
    ) -> None:
        assert planned(ask, question, ANGER) == [expected]

    def test_a_chain(self, ask: Ask) -> None:
        previous: tuple[ToolCall, ...] = ()
        seen = []
        for question in (
            "nps this month",
            "and last month?",
            "only trustpilot",
            "show me the quotes",
        ):
            plan = ask(question, previous).plan
            previous = plan.calls
            seen.append(plan.calls[0].name)
        assert seen == ["nps", "nps", "nps", "quotes"]
        assert previous[0].args["period"] == LAST_MONTH
        assert previous[0].args["channel"] == ["trustpilot"]

    def test_the_language_changes_and_the_numbers_stay(self, ask: Ask) -> None:
        for question, language in (
            ("换成英文", "en"),
            ("in english please", "en"),
            ("用中文", "zh"),
        ):
            plan = ask(question, ANGER).plan
            assert (plan.language, plan.calls) == (language, ANGER)


RATED = tuple(
    {"name": "nps", "value": value, "filters": {"product": [name]}}
    for name, value in (("Mug", 40.0), ("Kettle", -20.0), ("Lamp", 5.0))
)


class TestAfterARanking:
    """The product that the ranking chose is what the next question is about."""

    @pytest.mark.parametrize(
        ("asked", "question", "tool", "product"),
        [
            ("which product has the worst nps", "since when", "trend", "Kettle"),
            ("which product has the second worst nps", "since when", "trend", "Lamp"),
            ("which product has the best nps", "show me the quotes", "quotes", "Mug"),
            ("哪个商品NPS最低", "为什么", "complaints", "Kettle"),
            ("哪个商品NPS最低", "该谁来处理", "owners", "Kettle"),
            ("各商品NPS排一下", "最低的那个为什么低", "complaints", "Kettle"),
            ("各商品NPS排一下", "最高的为什么高", "themes", "Mug"),
        ],
    )
    def test_it_is_carried(
        self, desk: ToolContext, mind: Mind, asked: str, question: str, tool: str, product: str
    ) -> None:
        calls = (ToolCall("nps", {"by": "product", "period": MONTH}),)
        turn = Turn(question, desk, mind, Thread(calls, (), RATED, asked))
        (call,) = turn.plan.calls
        assert call.name == tool
        assert call.args["product"] == [product]
        assert turn.whole is not None
        # "Since when" is asked of all time, whatever was looked at before.
        period = turn.whole.as_json() if tool == "trend" else MONTH
        assert call.args["period"] == period

    def test_a_score_of_the_whole_shop_chooses_nothing(self, desk: ToolContext, mind: Mind) -> None:
        thread = Thread((ToolCall("nps", {"period": MONTH}),), (), (), "worst nps")
        (call,) = Turn("why", desk, mind, thread).plan.calls
        assert "product" not in call.args


@pytest.mark.parametrize("question", ["it squeaks zorbly", "那它们嘎吱嘎吱吗"])
def test_what_is_not_understood_does_not_repeat_the_answer(ask: Ask, question: str) -> None:
    assert planned(ask, question, NPS) == [("say:not_followed", {})]


@pytest.mark.parametrize("question", ["same again", "再说一遍", "and second worst?", "第二低的呢"])
def test_what_is_asked_again_is_answered_again(ask: Ask, question: str) -> None:
    split = (ToolCall("nps", {"period": MONTH, "by": "product"}),)
    assert planned(ask, question, split) == [("nps", {"period": MONTH, "by": "product"})]


@pytest.mark.parametrize("question", ["and this month?", "那本月呢"])
def test_a_period_that_is_the_same_is_answered_again(ask: Ask, question: str) -> None:
    """As on a Monday, when this week is today."""
    assert planned(ask, question, NPS) == [("nps", {"period": MONTH})]


@pytest.mark.parametrize("question", ["and second worst?", "第二低的呢"])
def test_a_number_of_the_whole_shop_has_no_second(ask: Ask, question: str) -> None:
    assert planned(ask, question, NPS) == [("say:not_followed", {})]


@pytest.mark.parametrize(
    ("previous", "question", "args"),
    [
        (NPS, "and the month before?", {"period": LAST_MONTH}),
        (NPS, "那前一个月呢", {"period": LAST_MONTH}),
        ((ToolCall("volume", {"rating": [1, 2], "channel": ["web"]}),), "and 4 or more?",
         {"rating": [4, 5], "channel": ["web"]}),
        ((ToolCall("volume", {"rating": [1]}),), "那五星呢", {"rating": [5]}),
        ((ToolCall("volume", {"rating": [1]}),), "and 2?", {"rating": [2]}),
    ],
)  # fmt: skip
def test_the_period_before_and_other_stars(
    ask: Ask, previous: tuple[ToolCall, ...], question: str, args: dict[str, Any]
) -> None:
    assert planned(ask, question, previous) == [(previous[0].name, args)]


def test_the_number_that_was_followed_is_followed_on(ask: Ask) -> None:
    followed = (ToolCall("trend", {"metric": "nps", "step": "month", "period": MONTH}),)
    ((name, args),) = planned(ask, "which month was worst", followed)
    assert (name, args["metric"]) == ("trend", "nps")


def test_the_highest_share_of_complaints_is_the_worst(converse: Converse) -> None:
    ranked, why = converse("今年各商品差评占比排一下", "最高的那个为什么高")
    shares = {
        figure["filters"]["product"][0]: figure["value"]
        for figure in ranked["figures"]
        if figure["name"] == "negative_share" and figure["filters"].get("product")
    }
    (call,) = why["tools"]
    assert call["name"] == "complaints"
    assert shares[call["args"]["product"][0]] == max(shares.values())
