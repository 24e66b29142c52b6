"""An agent that talks with a scripted endpoint."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from langchain_core.language_models import BaseChatModel

from assistant.agent.agent import Agent
from assistant.agent.events import Done, Event
from assistant.agent.llm.calling import Limits
from assistant.agent.turn import Turn
from assistant.models import Answer
from assistant.services.factories import make_chat_model
from assistant.settings import Settings
from tests.agent.endpoint import (
    Endpoint,
    Reply,
    calls,
)

LIMITS = Limits(call_seconds=30, turn_seconds=90, first_wait=0.01)
WEEK = {"period": {"start": "2026-03-09", "end": "2026-03-13"}}
TRUE = "Your NPS is 12.5 from 8 answers."
NPS = calls("nps", WEEK)
SPELLED = json.dumps({"name": "nps", "arguments": WEEK})
QUESTION = "nps this week"

Body = dict[str, Any]


class Talk:
    """A fresh agent at an endpoint that objects to something."""

    def __init__(
        self,
        endpoint: Endpoint,
        ask: Callable[..., Turn],
        objection: Callable[[Body], Reply | None],
    ) -> None:
        self._endpoint, self._ask, self._objection = endpoint, ask, objection
        settings = Settings(openai_base_url=endpoint.url, model="m", model_seconds=40)
        model = make_chat_model(settings)
        assert isinstance(model, BaseChatModel)
        self.model = model
        self.question = QUESTION
        self.agent = Agent(model, LIMITS)

    def answer(self, *script: Reply) -> Answer:
        *_, last = self.stream(*script)
        assert isinstance(last, Done)
        return last.answer

    def stream(self, *script: Reply, turn: Turn | None = None) -> Iterator[Event]:
        self._endpoint.play("m", script, self._objection)
        return self.agent.stream(turn or self._ask(self.question))

    @property
    def heard(self) -> list[Body]:
        return self._endpoint.heard["m"]


MakeTalk = Callable[..., Talk]


def is_the_models(answer: Answer) -> None:
    assert (answer.mode, answer.verified, answer.answer) == ("llm", True, TRUE)
    assert [call.name for call in answer.tools] == ["nps"]
    assert answer.tools[0].args == WEEK
