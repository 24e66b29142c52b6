"""Questions of shops whose trade nothing here was made for, in wordings that were misread once."""

from dataclasses import replace
from typing import Any

import pytest

from assistant.agent.planner.column_leads import column_lead
from assistant.agent.planner.mind import Mind
from assistant.agent.session import Session
from assistant.models import Figure, Scope
from assistant.tools.result import ToolResult
from tests.agent.conftest import Ask

BRANCHES = {"Branch": ("Norwich", "Truro", "Leith")}


@pytest.mark.parametrize(
    ("question", "tool"),
    [
        ("谁最该先打电话安抚一下", "customer_segments"),
        ("who should we ring first to calm down", "customer_segments"),
        ("谁需要先回访", "customer_segments"),
    ],
)
def test_to_reach_somebody_names_no_channel(ask: Ask, question: str, tool: str) -> None:
    turn = ask(question)
    assert not turn.strangers
    assert [call.name for call in turn.plan.calls] == [tool]


def test_a_way_to_reach_the_shop_is_still_a_channel(ask: Ask) -> None:
    assert [each.written for each in ask("电话渠道的满意度").strangers] == ["电话"]
    assert [each.written for each in ask("is the ring any good").strangers] == ["ring"]


def _course(verdict: str, change: float) -> dict[str, Any]:
    figure = Figure(name="negative_share_change", value=change, n=60, unit="points")
    return {"metric": "negative_share", "change": figure, "verdict": verdict}


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        (("up", "cannot tell", "down"), ["surely worse Leith", "surely better Truro"]),
        (("cannot tell",) * 3, ["none surely got worse", "none surely better"]),
    ],
)
def test_who_surely_got_worse_is_said_of_all_courses(
    ask: Ask, mind: Mind, verdicts: tuple[str, ...], said: list[str]
) -> None:
    turn = ask("any branch getting worse")
    turn = replace(turn, mind=replace(turn.mind, columns=BRANCHES))
    values = [call.args["kept"][0] for call in turn.plan.calls]
    assert values == [f"Branch={name}" for name in sorted(BRANCHES["Branch"])]
    results = [
        (call, ToolResult(Scope(tenant="t"), _course(verdict, 9.0)))
        for call, verdict in zip(turn.plan.calls, verdicts, strict=True)
    ]
    lead = column_lead(results, values, turn.read)
    assert lead is not None
    text = mind.wordings["en"].render(lead[0], **lead[1])
    assert all(each in text for each in said)
    assert "Branch" in mind.wordings["zh"].render(lead[0], **lead[1])


@pytest.mark.parametrize(("language", "said"), [("en", "are tied for what"), ("zh", "并列")])
def test_two_themes_that_are_blamed_as_often_are_tied(
    ask: Ask, mind: Mind, language: str, said: str
) -> None:
    call = {"period": {"start": "2026-02-01", "end": "2026-03-13"}}
    result = Session(ask("top complaints")).run("complaints", call)[1]
    first, second, *others = result.data["themes"]
    alike = [first, {**second, "count": first["count"], "share": first["share"]}, *others]
    for themes, tied in ((alike, True), ([first, *others], False)):
        data = {**result.data, "themes": themes}
        text = mind.wordings[language].render(
            "complaints", r=data, scope=result.scope, compared=result.compared, notes=()
        )
        assert (said in text.strip().splitlines()[0]) == tied
