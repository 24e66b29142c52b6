import json
import re
from dataclasses import replace
from threading import get_ident
from typing import Any, cast

import httpx2
import pytest
from langchain_core.messages import AIMessage, ToolMessage
from openai import APIConnectionError

from assistant.agent.agent import Agent
from assistant.agent.events import Done, Started, ToolRan
from assistant.agent.llm.budget import count_tokens
from assistant.agent.model_brain import RESULT_TOKENS
from assistant.agent.planner import chat_model
from assistant.agent.planner.chat_model import reply
from assistant.agent.session import Session
from assistant.models import ToolCall
from tests.agent.conftest import Ask
from tests.agent.scripted import Scripted

WEEK = {"period": {"start": "2026-03-09", "end": "2026-03-13"}}


class TestPlanner:
    @pytest.mark.parametrize(
        ("question", "tool"),
        [
            ("what are customers angry about this week", "complaints"),
            ("这周客户在生什么气", "complaints"),
            ("nps this week by product", "nps"),
            ("本周满意度", "csat"),
            ("ces this week", "ces"),
            ("how many 1 star reviews this week", "volume"),
            ("本周情感分布", "sentiment"),
            ("what do people love about the mug this week", "themes"),
            ("what should we fix first this week", "priority"),
            ("本周帕累托分析", "pareto"),
            ("show me the worst reviews this week", "quotes"),
            ("find reviews about \"late courier\"", "search"),
            ("rating trend this month", "trend"),
            ("is everything ok?", "overview"),
        ],
    )  # fmt: skip
    def test_an_answer_is_verified_and_in_the_language_of_the_question(
        self, planner: Agent, ask: Ask, question: str, tool: str
    ) -> None:
        answer = planner.answer(ask(question), answer_id="q1")
        assert answer.verified, answer.answer
        assert (answer.id, answer.mode, answer.question) == ("q1", "planner", question)
        assert [call.name for call in answer.tools] == [tool]
        assert answer.language == ("zh" if re.search("[\u4e00-\u9fff]", question) else "en")
        assert bool(re.search("[\u4e00-\u9fff]{4}", re.sub("“.*?”", "", answer.answer))) == (
            answer.language == "zh"
        )
        assert answer.suggestions
        cited = set(re.findall(r"\[([A-Z]\d+)\]", answer.answer))
        assert cited == set(answer.citations)
        json.dumps(answer.as_json())

    def test_it_plans_and_writes_in_the_thread_that_asks(
        self, planner: Agent, ask: Ask, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        threads = []

        def noted(*given: Any) -> AIMessage:
            threads.append(get_ident())
            return reply(*given)

        monkeypatch.setattr(chat_model, "reply", noted)
        planner.answer(ask("nps this week"))
        assert threads == [get_ident()] * 2

    def test_the_number_itself(self, planner: Agent, ask: Ask) -> None:
        answer = planner.answer(ask("nps this week"))
        assert "12.5" in answer.answer
        nps = next(figure for figure in answer.figures if figure.name == "nps")
        assert (nps.value, nps.n, nps.unit) == (12.5, 8, "points")

    @pytest.mark.parametrize(
        "question",
        ["nps next week", "下周的NPS", "nps from 5 March to 1 March", "nps of the last 0 days"],
    )
    def test_a_period_that_cannot_be_meant_is_asked_back(
        self, planner: Agent, ask: Ask, question: str
    ) -> None:
        answer = planner.answer(ask(question))
        assert (answer.tools, answer.figures, answer.citations) == ((), (), ())
        assert answer.answer
        assert answer.verified

    @pytest.mark.parametrize(
        "question",
        ["what's the weather", "写首诗", "delete all bad reviews", "zxcv qwerty", "help"],
    )
    def test_what_the_data_cannot_answer(self, planner: Agent, ask: Ask, question: str) -> None:
        answer = planner.answer(ask(question))
        assert (answer.tools, answer.figures) == ((), ())
        assert answer.verified
        assert all(offer in answer.answer for offer in answer.suggestions)

    def test_an_empty_week_is_no_data(self, planner: Agent, ask: Ask) -> None:
        answer = planner.answer(ask("nps in August 2025"))
        assert answer.verified
        assert [figure.value for figure in answer.figures if figure.name == "nps"] == [None]
        assert not re.search(r"(?<![\d-])0\b", answer.answer)

    def test_a_follow_up_in_the_other_language(self, planner: Agent, ask: Ask) -> None:
        previous = [ToolCall("nps", WEEK)]
        answer = planner.answer(ask("换成英文", previous))
        assert answer.language == "en"
        assert "12.5" in answer.answer

    def test_the_events_in_their_order(self, planner: Agent, ask: Ask) -> None:
        began, ran, done = planner.stream(ask("nps this week"))
        assert isinstance(began, Started)
        assert isinstance(ran, ToolRan)
        assert (ran.call, ran.quotes) == (ToolCall("nps", WEEK), 0)
        assert isinstance(done, Done)


def call(name: str, args: dict[str, Any]) -> AIMessage:
    return AIMessage("", tool_calls=[{"name": name, "args": args, "id": "call-1"}])


class TestModel:
    def answer(self, ask: Ask, *lines: Any) -> Any:
        return Agent(Scripted(script=list(lines))).answer(ask("nps this week"))

    def test_a_true_answer_is_the_models(self, ask: Ask) -> None:
        answer = self.answer(ask, call("nps", WEEK), "Your NPS is 12.5 from 8 answers.")
        assert (answer.mode, answer.verified) == ("llm", True)
        assert answer.answer == "Your NPS is 12.5 from 8 answers."
        assert [figure.value for figure in answer.figures if figure.name == "nps"] == [12.5, 25.0]

    def test_what_defines_a_score_is_shown_in_words(self, ask: Ask) -> None:
        said = "NPS is 12.5.\nPromoters (9–10) and 5-star reviews: 8."
        answer = self.answer(ask, call("nps", WEEK), said)
        assert (answer.mode, answer.verified) == ("llm", True)
        assert answer.answer == "NPS is 12.5.\nPromoters (nine–ten) and five-star reviews: 8."

    @pytest.mark.parametrize(
        "lie",
        [
            "Your NPS is 13.5 from 8 answers.",
            "NPS 12.5, and 40 % of customers left.",
            "NPS 12.5, see [S99999].",
            "“I will certainly never buy from this shop again” — NPS 12.5",
        ],
    )
    def test_the_computed_answer_takes_the_place_of_an_untrue_one(self, ask: Ask, lie: str) -> None:
        answer = self.answer(ask, call("nps", WEEK), lie, lie)
        assert (answer.mode, answer.verified) == ("planner", True)
        assert "12.5" in answer.answer
        assert lie not in answer.answer

    def test_the_computed_answer_takes_the_place_of_an_empty_one(self, ask: Ask) -> None:
        answer = self.answer(ask, call("nps", WEEK), "", "", "")
        assert (answer.mode, answer.verified) == ("planner", True)
        assert "12.5" in answer.answer

    def test_an_untrue_answer_can_be_mended_once(self, ask: Ask) -> None:
        answer = self.answer(ask, call("nps", WEEK), "Your NPS is 13.5.", "Your NPS is 12.5.")
        assert (answer.mode, answer.verified) == ("llm", True)
        assert answer.answer == "Your NPS is 12.5."

    def test_an_answer_without_tools_may_not_hold_numbers(self, ask: Ask) -> None:
        lie = "Your NPS is 45."
        assert self.answer(ask, lie, lie, lie).mode == "planner"
        assert self.answer(ask, "Which week do you mean?").mode == "llm"

    def test_nothing_is_said_without_the_tool_that_was_asked_for(self, ask: Ask) -> None:
        excuse = "I cannot tell you that right now."
        answer = self.answer(ask, excuse, excuse, excuse)
        assert (answer.mode, answer.verified) == ("planner", True)
        assert excuse not in answer.answer

    def test_a_number_of_the_question_is_no_figure(self, ask: Ask) -> None:
        """Whoever asks whether it is 45 must not hear so because they said it."""
        lie = "Yes, your NPS is 45."
        model = Scripted(script=[call("nps", WEEK), lie, lie])
        answer = Agent(model).answer(ask("is our nps this week 45?"))
        assert lie not in answer.answer

    def test_a_wrong_call_is_told_and_can_be_mended(self, ask: Ask) -> None:
        wrong = call("nps", {"colour": ["red"]})
        answer = self.answer(ask, wrong, call("weather", {}), call("nps", WEEK), "NPS 12.5.")
        assert (answer.mode, answer.verified) == ("llm", True)
        assert [each.name for each in answer.tools] == ["nps"]

    def test_calls_of_one_message_are_given_the_same_to_read(self, ask: Ask) -> None:
        """They run side by side: the first to end must not take what belongs to the others."""
        names = ("complaints", "themes", "overview")
        made = [{"name": name, "args": WEEK, "id": name} for name in names]
        model = Scripted(script=[AIMessage("", tool_calls=made), *["I cannot tell."] * 3])
        Agent(model).answer(ask("what are customers angry about this week"))
        told = [m for m in model.heard[1] if isinstance(m, ToolMessage)]
        assert [message.name for message in told] == list(names)
        assert max(count_tokens(str(message.text)) for message in told) <= RESULT_TOKENS // 3

    def test_a_tool_that_fails_is_told_and_ends_no_turn(
        self, ask: Ask, caplog: pytest.LogCaptureFixture
    ) -> None:
        turn = ask("show me the latest feedback this week")
        broken = replace(turn, tools=replace(turn.tools, feedback=cast("Any", None)))
        for script in ([call("quotes", WEEK), "I cannot tell.", "I cannot tell."], None):
            model = Scripted(script=script) if script else None
            answer = Agent(model).answer(broken)
            assert answer.mode == "planner"
            assert "quotes failed over this data" in answer.answer
        assert {record.name for record in caplog.records} == {"hearken.agent"}
        assert all(record.exc_info for record in caplog.records)

    def test_a_model_that_cannot_choose_the_tenant(self, ask: Ask) -> None:
        other = call("nps", {**WEEK, "tenant": "another-shop"})
        answer = self.answer(ask, other, "I cannot tell.", "I cannot tell.")
        assert answer.mode == "planner"
        assert not any("tenant" in each.args for each in answer.tools)

    def test_a_model_that_fails(self, ask: Ask) -> None:
        request = httpx2.Request("POST", "http://localhost")
        answer = self.answer(ask, APIConnectionError(request=request))
        assert (answer.mode, answer.verified) == ("planner", True)
        assert "12.5" in answer.answer

    def test_a_model_that_never_stops_calling(self, ask: Ask) -> None:
        answer = self.answer(ask, *[call("nps", WEEK) for _ in range(30)])
        assert answer.verified
        assert "12.5" in answer.answer


@pytest.mark.parametrize(
    ("question", "given", "score"),
    [
        ("why did nps fall this month", {}, "nps"),
        ("why did the rating fall this month", {}, "rating"),
        ("why did nps fall this month", {"score": "rating"}, "rating"),
    ],
)
def test_a_score_that_a_model_leaves_out_is_that_of_the_question(
    ask: Ask, question: str, given: dict[str, str], score: str
) -> None:
    session = Session(ask(question), offered=("explain_change",))
    call, result = session.run_for_model("explain_change", given)
    assert result.data["score"] == score
    assert call.name == "explain_change"
