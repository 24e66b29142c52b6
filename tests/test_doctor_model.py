"""`hearken doctor` tries the model's endpoint: a real server of this machine, good and bad."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.app import App
from assistant.doctor import examine
from assistant.model_check import ModelCheck, check_model
from assistant.settings import Settings
from tests.agent.endpoint import Endpoint, calls, raw, said, serving, silent, status, streamed

CALL = calls("nps", {"product": "Kettle"})
SPELLED = said('{"name": "nps", "arguments": {"product": "Kettle"}}')


STREAM = streamed({"content": "one "}, {"content": "two "}, {"content": "three"})


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Endpoint]:
    with serving() as playing:
        yield playing


def checked(endpoint: Endpoint, name: str, *script: Any, listed: Any = None) -> ModelCheck:
    endpoint.play(name, script)
    endpoint.models = listed
    settings = Settings(openai_base_url=endpoint.url, model=name, model_seconds=0.6)
    found = check_model(settings)
    assert found
    return found


def test_a_good_endpoint(endpoint: Endpoint) -> None:
    listed = {"data": [{"id": "good", "max_model_len": 32_768}, {"id": "other"}]}
    found = checked(endpoint, "good", CALL, STREAM, listed=listed)
    assert found.problems == []
    assert (found.reachable, found.known, found.context) == (True, True, 32_768)
    assert (found.tools, found.streaming) == ("native", True)
    assert found.tokens_per_second
    assert "native tool calls" in found.works


def test_calls_as_text_and_no_streaming(endpoint: Endpoint) -> None:
    found = checked(endpoint, "plain", SPELLED, status(400, "no streaming"))
    assert (found.known, found.tools, found.streaming) == (None, "text", False)
    assert found.problems == []
    refusing = checked(endpoint, "old", status(400, "no tools here"), SPELLED, STREAM)
    assert refusing.tools == "text"
    assert checked(endpoint, "mute", said("Hello!"), STREAM).tools == "none"


@pytest.mark.parametrize(
    ("name", "reply", "sentence"),
    [
        ("key", status(401), "OPENAI_API_KEY"),
        ("unknown", status(404), "HEARKEN_MODEL"),
        ("busy", status(429, retry_after="9999"), "quota"),
        ("html", raw(b"<html>", "text/html"), "OpenAI-compatible"),
        ("slow", silent(0.9), "HEARKEN_MODEL_SECONDS"),
    ],
)
def test_a_bad_endpoint_is_one_sentence(
    endpoint: Endpoint, name: str, reply: Any, sentence: str
) -> None:
    found = checked(endpoint, name, reply)
    (problem,) = found.problems
    assert sentence in problem
    assert "planner" in found.works


def test_a_small_context_and_an_unlisted_model_are_told(endpoint: Endpoint) -> None:
    listed = {"data": [{"id": "tiny", "meta": {"n_ctx": 2048}}]}
    (problem,) = checked(endpoint, "tiny", CALL, STREAM, listed=listed).problems
    assert "2048" in problem
    listed = {"data": [{"id": "a"}, {"id": "b"}]}
    found = checked(endpoint, "missing", status(404), listed=listed)
    assert found.known is False
    assert len(found.problems) == 2


def test_nobody_listens_and_no_model(tmp_path: Path) -> None:
    found = check_model(Settings(openai_base_url="http://127.0.0.1:9/v1"))
    assert found
    assert not found.reachable
    assert "cannot be reached" in found.problems[0]
    assert check_model(Settings()) is None
    app = App(Settings(home=tmp_path))
    examined = examine(app)
    app.close()
    assert (examined["brain"], examined["model"]) == ("planner", None)


def test_doctor_holds_it_under_one_key(endpoint: Endpoint, tmp_path: Path) -> None:
    endpoint.play("doctor", [CALL, STREAM, said("NPS")])
    endpoint.models = None
    app = App(Settings(home=tmp_path, openai_base_url=endpoint.url, model="doctor"))
    found = examine(app)
    app.close()
    assert found["brain"] == "model"
    assert found["model"]["tools"] == "native"
    assert found["model"]["first_call_seconds"] is not None
    began, again = endpoint.heard["doctor"][-2:]
    assert began == again  # the second is read from what the endpoint remembers
    assert [len(began["messages"]), began["max_completion_tokens"]] == [2, 1]
    assert "Today is" in began["messages"][0]["content"]
    assert found["model"]["tokens_today"] == 0
    json.dumps(found)
