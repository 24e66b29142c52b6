"""A working day of people at a shop for coffee: what their short questions lean on and ask."""

from typing import Any

import pytest

from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.planner.words.unread import named
from assistant.agent.question.moves import Move, move_of
from assistant.agent.question.patterns.figures import OPINION
from assistant.agent.thread import Thread
from assistant.models import ToolCall
from tests.agent.conftest import Ask, Converse
from tests.agent.planned import LAST_MONTH, MONTH, planned


def called(converse: Converse, *questions: str) -> tuple[str, dict[str, Any]]:
    call = converse(*questions)[-1]["tools"][-1]
    return call["name"], call["args"]


@pytest.mark.parametrize(
    ("question", "name", "args"),
    [
        ("who complained about delivery", "volume",
         {"theme": ["delivery"], "stance": ["negative"], "by": "customer_id"}),
        ("which product do people want money back for", "volume",
         {"theme": ["returns_refunds"], "stance": ["negative"], "by": "product"}),
        ("how do people like the mug", "overview", {"product": ["Mug"]}),
        ("how many survey answers did we get last month", "volume", {"period": LAST_MONTH}),
    ],
)  # fmt: skip
def test_what_is_asked(ask: Ask, question: str, name: str, args: dict[str, Any]) -> None:
    assert planned(ask, question) == [(name, args)]


def test_complaints_by_week_are_complaints(ask: Ask) -> None:
    ((name, args),) = planned(ask, "how many kettle complaints per week since february")
    assert (name, args["metric"], args["step"]) == ("trend", "count", "week")
    assert args["sentiment"] == ["negative"]


def test_two_counts_of_one_question_are_both_told(ask: Ask) -> None:
    question = "how many reviews did the mug get this month and how many of it were angry"
    assert [name for name, _ in planned(ask, question)] == ["volume"]  # "of it" leans
    apart = planned(ask, "how many mug reviews this month and how many were angry")
    assert [(name, args.get("emotion")) for name, args in apart] == [
        ("volume", None), ("volume", ["angry"]),
    ]  # fmt: skip
    assert all(args["product"] == ["Mug"] and args["period"] == MONTH for _, args in apart)


def test_two_of_one_kind_are_one_table(ask: Ask) -> None:
    ((_, args),) = planned(ask, "how many 5 star and how many 1 star reviews")
    assert args == {"rating": [1, 5], "by": "rating"}


def test_who_got_angrier_is_told_by_words(ask: Ask) -> None:
    """And not by the stars."""
    ((name, args),) = planned(ask, "did people get angrier in march compared with february")
    assert (name, args["compare_to"]) == ("sentiment", LAST_MONTH)


def test_unhappy_members_are_those_who_are(ask: Ask) -> None:
    ((name, args),) = planned(ask, "how many unhappy app users wrote in this month")
    assert (name, args["sentiment"], args["channel"]) == ("volume", ["negative"], ["app"])


def test_a_meeting_tomorrow_is_no_period(ask: Ask) -> None:
    assert planned(ask, "top complaints for tomorrow's standup") == planned(ask, "top complaints")
    assert planned(ask, "complaints of last month for monday's team meeting")[0][1] == {
        "period": LAST_MONTH
    }


def test_a_score_by_a_dimension_leans_on_no_theme(converse: Converse) -> None:
    """But on the days and the product that the talk is about."""
    _, args = called(converse, "how many complaints about delivery this month", "nps by channel")
    assert args == {"period": MONTH, "by": "channel"}
    _, args = called(converse, "complaints about the kettle this month", "nps by channel")
    assert args["product"] == ["Kettle"]
    _, args = called(converse, "how many complaints about delivery", "and nps by channel")
    assert args["theme"] == ["delivery"]


def test_what_follows_a_split_is_asked_of_all_values() -> None:
    """And not of the value that stood last."""
    calls = tuple(ToolCall("nps", {"kept": [f"Depot={name}"]}) for name in ("Hull", "Bari"))
    assert Thread(calls).last.args["kept"] == ["Depot=Hull", "Depot=Bari"]
    other = ToolCall("csat", {"kept": ["Depot=Hull"]})
    assert Thread((calls[0], other)).last == other
    assert Thread(calls[:1]).last == calls[0]


def test_the_second_alone_is_a_place(converse: Converse) -> None:
    answers = converse("which product has the most negative feedback", "and second?")
    assert answers[-1]["tools"] == answers[0]["tools"]
    assert "second most" in answers[-1]["answer"].split("\n")[0]


def test_who_said_what_was_counted(converse: Converse) -> None:
    _, args = called(converse, "how many reviews are about delivery", "who said that")
    assert (args["by"], args["theme"]) == ("customer_id", ["delivery"])


@pytest.mark.parametrize(
    ("question", "move"),
    [
        ("what else did that customer write", Move.HISTORY),
        ("what else do people say", Move.MORE),
        ("how many is that in percent", Move.SHARE),
        ("who are they", Move.WHO),
    ],
)
def test_what_a_short_question_is(question: str, move: Move) -> None:
    assert move_of(question) is move


def test_stars_of_days_without_any_are_no_crash(converse: Converse) -> None:
    (answer,) = converse("how many 2 star reviews did we get in may 2019")
    assert answer["tools"][0]["args"]["rating"] == [2]


def test_an_answer_of_any_tool_names_the_words_that_it_passed_over(ask: Ask) -> None:
    """But for those that look for the words themselves."""
    plans = {name: CallPlan("en", (ToolCall(name, {}),)) for name in ("alerts", "policy")}
    question = ask("anything overnight").read
    remarks = {name: named(plan, ["overnight"], question).remarks for name, plan in plans.items()}
    assert remarks == {"alerts": (("word_unused", {"words": ["overnight"]}),), "policy": ()}


def test_liking_is_an_opinion() -> None:
    assert OPINION.search("how do folks feel about the lamp")
    assert not OPINION.search("how do i export the reviews")
