"""What a turn costs a model, in tokens of the offline BPE."""

import json
from dataclasses import replace

import pytest
from langchain_core.utils.function_calling import convert_to_openai_tool

from assistant.agent.llm.budget import count_tokens
from assistant.agent.llm.instructing import asked, brief, opening
from assistant.agent.llm.offer import CORE, MOST_BESIDES, offer
from assistant.agent.llm.schemas import signature
from assistant.agent.llm.telling import spelled
from assistant.agent.model_brain import RESULT_TOKENS
from assistant.agent.planner.shop.standing import StandingRules
from assistant.agent.session import Session
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
    "column_mean": {"column": "Age"},
    "before_after": {"changed_on": "2026-03-09"},
    "experiment": {"by": "product", "a": "Kettle", "b": "Mug"},
}


@pytest.mark.parametrize("in_text", [False, True])
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_first_call_and_one_result_stay_within_three_thousand_tokens(
    ask: Ask, question: str, *, in_text: bool
) -> None:
    session = Session(ask(question), in_text=in_text)
    session.offered = offer(session.turn)
    schemas = [json.dumps(convert_to_openai_tool(tool)) for tool in opening(session)[1]]
    told = count_tokens(brief(session)) + count_tokens(asked(session))
    told += sum(map(count_tokens, schemas))
    assert bool(schemas) != in_text
    assert told + RESULT_TOKENS <= MOST_TOKENS
    assert session.offered[: len(CORE)] == CORE
    assert len(session.offered) <= len(CORE) + MOST_BESIDES


@pytest.mark.parametrize("in_text", [False, True])
def test_every_turn_of_a_day_begins_alike(ask: Ask, *, in_text: bool) -> None:
    """What an endpoint has read once it need not read again; the question comes last."""
    begins = {brief(Session(ask(question), in_text=in_text)) for question in QUESTIONS}
    assert len(begins) == 1
    assert "2026-03-13" in begins.pop().rstrip().rpartition("\n")[2]
    for question in QUESTIONS:
        assert asked(Session(ask(question))).rstrip().endswith(question)


def test_every_tool_has_a_line_of_its_own() -> None:
    lines = [signature(tool) for tool in TOOLS.values()]
    assert all(line.partition(": ")[2] for line in lines)
    assert len({line.partition(": ")[2] for line in lines}) == len(TOOLS)


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
