"""Questions that ask for several things at once: a call and an answer for each."""

from typing import Any

import pytest

from assistant.agent.agent import Agent
from assistant.models import ToolCall
from tests.agent.conftest import Ask, Converse
from tests.agent.planned import LAST_MONTH, MONTH, WEEK

KETTLE = {"product": ["Kettle"]}


@pytest.mark.parametrize(
    ("question", "calls"),
    [
        (
            "NPS and top complaints this month",
            [("nps", {"period": MONTH}), ("complaints", {"period": MONTH})],
        ),
        (
            "本周差评多少条，还有NPS",
            [("volume", {"period": WEEK, "sentiment": ["negative"]}), ("nps", {"period": WEEK})],
        ),
        (
            "给我看退款和物流的差评,再加上CSAT",
            [
                ("quotes", {"theme": ["returns_refunds", "delivery"], "stance": ["negative"]}),
                ("csat", {}),
            ],
        ),
        ("top complaints for the kettle plus its nps", [("complaints", KETTLE), ("nps", KETTLE)]),
        (
            "the csat & nps for the kettle last month",
            [("csat", KETTLE | {"period": LAST_MONTH}), ("nps", KETTLE | {"period": LAST_MONTH})],
        ),
        (
            "csat for the mug and nps for the kettle",
            [("csat", {"product": ["Mug"]}), ("nps", KETTLE)],
        ),
        ("NPS and CSAT by channel", [("nps", {"by": "channel"}), ("csat", {"by": "channel"})]),
        (
            "NPS by channel and the top complaints",
            [("nps", {"by": "channel"}), ("complaints", {})],
        ),
        ("Kettle和Mug的NPS和满意度比较", [("nps", {"by": "product"}), ("csat", {"by": "product"})]),
    ],
)
def test_each_thing_that_is_asked_for_is_called(
    ask: Ask, question: str, calls: list[tuple[str, dict[str, Any]]]
) -> None:
    made = ask(question).plan.calls
    assert [call.name for call in made] == [name for name, _ in calls]
    for call, (_, args) in zip(made, calls, strict=True):
        assert call.args.items() >= args.items()


def test_what_one_part_says_of_a_theme_holds_for_it_alone(ask: Ask) -> None:
    shown, score = ask("show bad reviews about delivery, plus the csat").plan.calls
    assert shown.args["theme"] == ["delivery"]
    assert "theme" not in score.args


@pytest.mark.parametrize(
    "question",
    [
        "complaints about delivery and packaging",
        "what would the nps be without delivery complaints",
        "要是没有物流问题，NPS能到多少",
        "which product has the lowest csat and what do people complain about",
        "how many 5 star and how many 1 star reviews",
        "satisfaction and loyalty curve",
        "三月水壶评分和二月比怎么样",
        "why did the nps fall, and the csat too",
    ],
)
def test_one_thing_stays_one(ask: Ask, question: str) -> None:
    assert not ask(question).parts


def test_the_answer_tells_both_with_their_scope(planner: Agent, ask: Ask) -> None:
    answer = planner.answer(ask("csat for the mug and nps for the kettle"))
    assert answer.verified
    csat, nps = answer.answer.split("**NPS", 1)
    assert "CSAT" in csat
    assert "product: Mug" in csat
    assert "product: Kettle" in nps


def test_a_follow_up_asks_for_both_again(converse: Converse) -> None:
    *_, again = converse("NPS and top complaints this month", "and last month?")
    assert {each["name"] for each in again["tools"]} == {"nps", "complaints"}
    assert all(each["args"]["period"] == LAST_MONTH for each in again["tools"])


def test_quotes_asked_for_beside_a_table_are_of_what_it_told(ask: Ask) -> None:
    table, shown = ask("top complaints this month and show me some quotes").plan.calls
    assert table == ToolCall("complaints", {"period": MONTH})
    assert shown.args["sentiment"] == ["negative"]
