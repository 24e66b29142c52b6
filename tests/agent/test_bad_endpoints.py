"""Whatever an endpoint does, the user gets a checked answer in time, with a sentence that says
whose it is."""

import json
import re
import time
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from pydantic import SecretStr

from assistant.agent.agent import Agent
from assistant.agent.events import Started, Waiting
from assistant.agent.llm.calling import Limits
from assistant.models import Answer, Trouble
from assistant.services.factories import make_chat_model
from assistant.settings import Settings
from tests.agent.conftest import Ask
from tests.agent.endpoint import Endpoint, Reply, calls, half, raw, said, serving, silent, status

PATIENT = Limits(call_seconds=30, turn_seconds=90, first_wait=0.01)
IMPATIENT = Limits(call_seconds=0.3, turn_seconds=90, first_wait=0.01)
WEEK = {"period": {"start": "2026-03-09", "end": "2026-03-13"}}
REVERSED = {"period": {"start": "2026-03-13", "end": "2026-03-09"}}
QUESTIONS = {"en": "nps this week", "zh": "本周的NPS"}
TRUE = {"en": "Your NPS is 12.5 from 8 answers.", "zh": "本周的净推荐值是 12.5 分，共有 8 份回答。"}
FALSE = {
    "en": "Your NPS is 71.3 from 8 answers.",
    "zh": "本周的净推荐值是 71.3 分，共有 8 份回答。",
}
NPS = calls("nps", WEEK)
HTML = b"<!doctype html><title>Gateway</title><p>502</p>"
EVENT = b'data: {"choices": [{"delta": {"content": "9"}}]}\n\n'
SPELLED = json.dumps({"name": "nps", "arguments": WEEK})

FAILURES: dict[str, tuple[Trouble | None, Reply]] = {
    "wrong key": (Trouble.REFUSED_KEY, status(401, "Incorrect API key")),
    "no right": (Trouble.REFUSED_KEY, status(403)),
    "no model": (Trouble.UNKNOWN_MODEL, status(404, "model not found")),
    "too long": (Trouble.REFUSED_REQUEST, status(400, "context length exceeded")),
    "unfit": (Trouble.REFUSED_REQUEST, status(422, "bad field")),
    "busy": (Trouble.BUSY, status(429, "slow down", retry_after="0")),
    "busy for long": (Trouble.BUSY, status(429, "slow down", retry_after="3600")),
    "busy until": (Trouble.BUSY, status(429, retry_after="Wed, 21 Oct 2093 07:28:00 GMT")),
    "broken": (Trouble.BROKEN, status(500)),
    "overloaded": (Trouble.BROKEN, status(503, retry_after="0")),
    "gateway": (Trouble.BROKEN, raw(HTML, "text/html", 502)),
    "html": (Trouble.BROKEN, raw(HTML, "text/html")),
    "nothing": (Trouble.BROKEN, raw(b"")),
    "no json": (Trouble.BROKEN, raw(b"NPS is 99")),
    "half json": (Trouble.BROKEN, raw(b'{"choices": [{"message": ')),
    "half a body": (None, half),
    "no choices": (Trouble.BROKEN, raw(b'{"choices": []}')),
    "null choices": (Trouble.BROKEN, raw(b'{"choices": null}')),
    "empty object": (Trouble.BROKEN, raw(b"{}")),
    "a list": (Trouble.BROKEN, raw(b"[]")),
    "error in 200": (Trouble.BROKEN, raw(b'{"error": {"message": "quota"}}')),
    "no content": (Trouble.EMPTY, said(None)),
    "empty": (Trouble.EMPTY, said("")),
    "blank": (Trouble.EMPTY, said(" \n ")),
    "only thinks": (Trouble.EMPTY, said("<think>The NPS is 99.</think>")),
    "silent": (Trouble.SLOW, silent(0.8)),
    "drips": (Trouble.SLOW, silent(0.8, drips=True)),
    "redirects": (None, raw(b"", code=308, location="/elsewhere")),
    "stream": (None, raw(EVENT, "text/event-stream")),
    "endless calls": (Trouble.ENDLESS, NPS),
    "unknown tool": (Trouble.ENDLESS, calls("weather", {})),
    "other tenant": (Trouble.ENDLESS, calls("nps", {**WEEK, "tenant": "another-shop"})),
    "broken arguments": (None, calls("nps", '{"period": ')),
    "listed arguments": (None, calls("nps", "[1, 2]")),
    "wrong period": (Trouble.ENDLESS, calls("nps", REVERSED)),
    "many calls": (None, calls("nps", WEEK, times=40)),
    "an image": (Trouble.UNVERIFIED, said("![x](http://evil.example/x.png)")),
    "an unknown id": (Trouble.UNVERIFIED, said("See [S99999].")),
    "an invented number": (Trouble.UNVERIFIED, said("71.3 %")),
    "half a call as text": (Trouble.UNVERIFIED, said('{"name": "nps", "arguments": {"top": 7')),
    "deep json": (None, said("[" * 3000 + "9")),
    "very long": (None, said("the number is 99. " * 5000)),
}  # fmt: skip
MOMENTS = ("planning", "writing")


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Endpoint]:
    with serving() as playing:
        yield playing


def model_at(url: str) -> BaseChatModel:
    key = SecretStr("k")
    settings = Settings(openai_base_url=url, openai_api_key=key, model="m", model_seconds=40)
    model = make_chat_model(settings)
    assert model
    return model


class Player:
    """Asks agents whose model plays a script."""

    def __init__(self, endpoint: Endpoint, ask: Ask) -> None:
        self.endpoint, self.ask = endpoint, ask
        model = model_at(endpoint.url)
        self.patient, self.impatient = Agent(model, PATIENT), Agent(model, IMPATIENT)

    def answer(self, question: str, *script: Reply, agent: Agent | None = None) -> Answer:
        self.endpoint.play("m", script)
        return (agent or self.patient).answer(self.ask(question))

    @property
    def heard(self) -> list[dict[str, Any]]:
        return self.endpoint.heard["m"]


@pytest.fixture(scope="module")
def player(endpoint: Endpoint, ask: Ask) -> Player:
    return Player(endpoint, ask)


def is_sound(answer: Answer, language: str) -> None:
    assert answer.verified
    assert answer.language == language
    assert answer.elapsed_ms < 1000 * PATIENT.turn_seconds
    shown = re.sub("[“].*?[”]", "", answer.answer)
    assert "12.5" in shown
    assert not re.search(r"99|71\.3|evil", shown)
    assert next(figure.value for figure in answer.figures if figure.name == "nps") == 12.5


@pytest.mark.parametrize(
    ("language", "name", "moment"), [*product(QUESTIONS, FAILURES, MOMENTS)], ids=str
)
def test_a_failure_ends_in_the_computed_answer(
    player: Player, language: str, name: str, moment: str
) -> None:
    trouble, failure = FAILURES[name]
    script = [failure] if moment == "planning" else [NPS, failure]
    agent = player.impatient if trouble is Trouble.SLOW else player.patient
    answer = player.answer(QUESTIONS[language], *script, agent=agent)
    is_sound(answer, language)
    assert answer.mode == "planner"
    note = answer.answer.partition("\n")[0]
    assert note.startswith("*")
    if trouble:
        wording = player.ask(QUESTIONS[language]).wording(language)
        assert note == wording.render("model_failed", trouble=trouble)


MENDED = ("busy", "broken", "overloaded", "gateway", "html", "nothing", "no json", "half json",
          "half a body", "no choices", "empty object", "no content", "empty", "blank",
          "only thinks", "error in 200", "unknown tool", "other tenant", "broken arguments",
          "wrong period")  # fmt: skip


@pytest.mark.parametrize(
    ("language", "name", "moment"), [*product(QUESTIONS, MENDED, MOMENTS)], ids=str
)
def test_a_passing_failure_leaves_the_models_answer(
    player: Player, language: str, name: str, moment: str
) -> None:
    _, failure = FAILURES[name]
    first = [failure, NPS] if moment == "planning" else [NPS, failure]
    answer = player.answer(QUESTIONS[language], *first, said(TRUE[language]))
    is_sound(answer, language)
    assert (answer.mode, answer.answer) == ("llm", TRUE[language])


@pytest.mark.parametrize("language", QUESTIONS)
@pytest.mark.parametrize(
    "refusal", ["this model does not support tools", "tools param requires --jinja flag"]
)
def test_an_endpoint_without_tools_gets_them_as_text(
    player: Player, language: str, refusal: str
) -> None:
    script = (status(400, refusal), said(SPELLED), said(TRUE[language]))
    fresh = Agent(model_at(player.endpoint.url), PATIENT)
    answer = player.answer(QUESTIONS[language], *script, agent=fresh)
    is_sound(answer, language)
    assert answer.mode == "llm"
    assert ["tools" in body for body in player.heard] == [True, False, False]
    assert {m["role"] for m in player.heard[-1]["messages"]} == {"system", "user", "assistant"}


@pytest.mark.parametrize("language", QUESTIONS)
@pytest.mark.parametrize(
    "spelled",
    [
        SPELLED,
        f"```json\n{SPELLED}\n```",
        f"<tool_call>{SPELLED}</tool_call>",
        f"<think>which tool?</think>[{SPELLED}, {SPELLED}]",
        json.dumps({"tool": "nps", "parameters": WEEK}),
        json.dumps({"function": {"name": "nps", "arguments": json.dumps(WEEK)}}),
    ],
)
def test_calls_written_as_text(player: Player, language: str, spelled: str) -> None:
    answer = player.answer(QUESTIONS[language], said(spelled), said(TRUE[language]))
    is_sound(answer, language)
    assert answer.mode == "llm"
    assert len(answer.tools) == 1


@pytest.mark.parametrize("language", QUESTIONS)
def test_the_wrong_language_and_an_invented_number_get_one_repair(
    player: Player, language: str
) -> None:
    other = {"en": "zh", "zh": "en"}[language]
    for first in (TRUE[other], FALSE[language]):
        answer = player.answer(QUESTIONS[language], NPS, said(first), said(TRUE[language]))
        is_sound(answer, language)
        assert answer.answer == TRUE[language]
    twice = player.answer(QUESTIONS[language], NPS, said(TRUE[other]))
    is_sound(twice, language)
    assert twice.mode == "planner"


def test_nobody_listens(ask: Ask) -> None:
    answer = Agent(model_at("http://127.0.0.1:9/v1"), PATIENT).answer(ask(QUESTIONS["en"]))
    is_sound(answer, "en")
    assert "cannot be reached" in answer.answer


def test_an_endpoint_without_a_key(endpoint: Endpoint, ask: Ask) -> None:
    endpoint.play("keyless", [NPS, said(TRUE["en"])])
    model = make_chat_model(Settings(openai_base_url=endpoint.url, model="keyless"))
    assert Agent(model, PATIENT).answer(ask(QUESTIONS["en"])).mode == "llm"
    assert make_chat_model(Settings()) is None


def test_a_silent_model_shows_signs_of_life_and_can_be_stopped(player: Player) -> None:
    player.endpoint.play("m", [silent(3)])
    events = player.patient.stream(player.ask(QUESTIONS["en"]))
    assert isinstance(next(events), Started)
    waiting = next(events)
    assert isinstance(waiting, Waiting)
    assert waiting.seconds > 0
    began = time.monotonic()
    events.close()  # type: ignore[attr-defined]
    assert time.monotonic() - began < PATIENT.call_seconds / 2  # it does not wait for the model
    assert len(player.heard) == 1
