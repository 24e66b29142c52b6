"""What a turn costs a model, in tokens of the offline BPE."""

import json
from dataclasses import replace

import pytest
from langchain_core.utils.function_calling import convert_to_openai_tool

from assistant.agent.budget import count_tokens
from assistant.agent.graph import RESULT_TOKENS
from assistant.agent.instructing import brief
from assistant.agent.offer import CORE, MOST, offer
from assistant.agent.outgoing import spelled
from assistant.agent.schemas import as_schema
from assistant.agent.session import Session
from assistant.agent.standing import StandingRules
from assistant.tools.registry import TOOLS
from tests.agent.conftest import Ask

MOST_TOKENS = 3_000
QUESTIONS = (
    "what are customers angry about this week",
    "nps by product last month vs the month before",
    "draft a reply to the angriest review",
    "did the new packaging work since 1 March",
    "这周客户在生什么气",
    "本月各渠道的NPS，和上个月比",
    "物流问题是变好还是变坏了",
    "nps next week",
)
NEEDED: dict[str, dict[str, str]] = {
    "search": {"query": "late"},
    "policy": {"query": "refund"},
    "before_after": {"changed_on": "2026-03-09"},
    "experiment": {"by": "product", "a": "Kettle", "b": "Mug"},
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_turn_stays_within_three_thousand_tokens(ask: Ask, question: str) -> None:
    session = Session(ask(question))
    session.offered = offer(session.turn)
    schemas = [
        json.dumps(convert_to_openai_tool(as_schema(TOOLS[name]))) for name in session.offered
    ]
    told = count_tokens(brief(session)) + sum(count_tokens(each) for each in schemas)
    assert told + RESULT_TOKENS <= MOST_TOKENS
    assert len(session.offered) <= MOST
    assert set(CORE) <= set(session.offered)


@pytest.mark.parametrize("question", QUESTIONS[:-1])
def test_the_tool_of_the_planner_is_offered(ask: Ask, question: str) -> None:
    turn = ask(question)
    assert {call.name for call in turn.plan.calls} <= set(offer(turn))


@pytest.mark.parametrize("name", sorted(TOOLS))
@pytest.mark.parametrize("tokens", [60, 300, RESULT_TOKENS])
def test_a_result_is_never_longer_than_its_share(ask: Ask, name: str, tokens: int) -> None:
    result = Session(ask("nps")).run(name, NEEDED.get(name, {}))[1]
    text = spelled(result, tokens)
    assert count_tokens(text) <= tokens + 2  # the ellipsis of a cut


def test_standing_rules_reach_the_model_and_are_bounded(ask: Ask) -> None:
    def told(notes: str) -> str:
        turn = ask("nps this week")
        rules = StandingRules(notes=(notes,)) if notes else StandingRules()
        return brief(Session(replace(turn, mind=replace(turn.mind, rules=rules))))

    assert "refunds over 200 need Anna" in told("refunds over 200 need Anna")
    assert count_tokens(told("word " * 5_000)) - count_tokens(told("")) < 450
