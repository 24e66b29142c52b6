"""No personal data leaves for a service outside, whoever calls it and whatever for."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import anyio
import pytest
from langchain_core.messages import AIMessage
from mcp import Client
from pydantic import SecretStr

from assistant.app import App
from assistant.mcp import create_mcp_server
from assistant.models import Feedback, Incoming, Scope
from assistant.services.factories import make_embedder
from assistant.settings import Settings
from assistant.tools.registry import TOOLS
from retrieval.embedders import BuiltinEmbedder
from tests.agent.endpoint import raw, serving
from tests.agent.scripted import Scripted

NOW = datetime(2026, 3, 13, 12, tzinfo=UTC)
WEEK = {"start": "2026-03-09", "end": "2026-03-13"}
PRIVATE = ("13812345678", "138-1234-5678", "li.ming", "wang@shop-mail.cn")
TEXTS = (
    "Support hung up on me at 138-1234-5678, awful. I waited for weeks, write to li.ming@mail.cn",
    "客服态度太差了，打13812345678没人接。水壶漏水，快递也很慢，很生气",
    "The kettle gave me an electric shock, my number is 13812345678!",
)
ASKED = "show me the worst quotes this week, my number is 13812345678"
NEEDED: dict[str, dict[str, Any]] = {
    "search": {"query": "call 13812345678"},
    "policy": {"query": "refund to li.ming@mail.cn"},
    "before_after": {"changed_on": "2026-03-09"},
    "experiment": {"by": "product", "a": "Kettle", "b": "Mug"},
}
MORE = ("draft a reply to F2", "which customers complain most")
DONE = "There is nothing to report."

Calling = Callable[[App, Scripted], object]


def call(name: str, args: dict[str, Any]) -> AIMessage:
    return AIMessage("", tool_calls=[{"name": name, "args": args, "id": "1"}])


@pytest.fixture(scope="module")
def model() -> Scripted:
    return Scripted(script=[])


@pytest.fixture(scope="module")
def app(
    tmp_path_factory: pytest.TempPathFactory, encoder: BuiltinEmbedder, model: Scripted
) -> Iterator[App]:
    settings = Settings(home=tmp_path_factory.mktemp("outgoing"), model="m1")
    opened = App(settings, clock=lambda: NOW, embedder=encoder, model=model)
    said = [
        Feedback(
            id=f"F{n}",
            time=NOW,
            text=text,
            nps=0,
            rating=1,
            product="Kettle",
            customer_id="wang@shop-mail.cn",
            channel="Website",
        )
        for n, text in enumerate(TEXTS * 3)
    ]
    items = [Incoming(f"k{n}", each) for n, each in enumerate(said)]
    opened.commons.stores.feedback.add(items, opened.reader.read([each.text for each in said]))
    opened.indexing.catch_up()
    yield opened
    opened.close()


def turn(*script: AIMessage, question: str = ASKED, before: tuple[AIMessage, ...] = ()) -> Calling:
    def asking(app: App, model: Scripted) -> None:
        if before:
            model.script[:] = before
            app.ask(ASKED, conversation="c0")
        model.script[:] = [*script, AIMessage(DONE), AIMessage(DONE)]
        app.ask(question, conversation="c0" if before else None)

    return asking


def drafted(id: str) -> Calling:
    def drafting(app: App, model: Scripted) -> None:
        model.script[:] = [AIMessage("Sorry.")]
        app.replies.desk.draft(app.records.get(id))

    return drafting


def relabelled(app: App, model: Scripted) -> None:
    model.script[:] = [AIMessage('{"items": []}')]
    app.labelling.reread_by_model(Scope(tenant=app.tenant))


@pytest.mark.parametrize(
    "calling",
    [
        turn(call("quotes", {"period": WEEK})),
        turn(call("search", {"query": "13812345678", "period": WEEK})),
        turn(call("customer", {"customer_id": ["wang@shop-mail.cn"]})),
        turn(call("volume", {"by": "customer_id", "period": WEEK})),
        turn(call("draft_reply", {"ids": ["F0", "F2"]})),
        turn(AIMessage("I cannot tell.")),
        turn(question="how many customers mention “13812345678” this week"),
        turn(before=(call("quotes", {"period": WEEK}), AIMessage(DONE), AIMessage(DONE))),
        turn(call("quotes", {"colour": ["13812345678"]})),
        drafted("F0"),
        drafted("F1"),
        relabelled,
    ],
)
def test_no_prompt_holds_personal_data(app: App, model: Scripted, calling: Calling) -> None:
    model.heard.clear()
    calling(app, model)
    heard = " ".join(
        f"{said.content} {getattr(said, 'tool_calls', '')}"
        for messages in model.heard
        for said in messages
    )
    assert heard
    assert [each for each in PRIVATE if each in heard] == []


def test_no_result_over_mcp_holds_personal_data(app: App, model: Scripted) -> None:
    async def told() -> list[str]:
        async with Client(create_mcp_server(app)) as client:
            model.script[:] = [AIMessage(DONE)] * 3
            calls = [(name, {"period": WEEK} | NEEDED.get(name, {})) for name in TOOLS]
            calls += [("ask", {"question": question}) for question in (ASKED, *MORE)]
            results = [await client.call_tool(*each) for each in calls]
            return [f"{result.content} {result.structured_content}" for result in results]

    leaking = [(text, each) for text in anyio.run(told) for each in PRIVATE if each in text]
    assert leaking == []


def test_no_text_goes_to_an_embedding_endpoint_unmasked() -> None:
    with serving() as endpoint:
        vector = {"object": "embedding", "index": 0, "embedding": [0.6, 0.8]}
        body = {"object": "list", "model": "m", "data": [vector] * len(TEXTS), "usage": {}}
        endpoint.play("text-embedding-3-small", [raw(json.dumps(body).encode())])
        settings = Settings(
            embedding="openai", openai_api_key=SecretStr("k-1"), openai_base_url=endpoint.url
        )
        vectors = make_embedder(settings).encode(TEXTS)
        heard = json.dumps(endpoint.heard["text-embedding-3-small"], ensure_ascii=False)
    assert vectors.shape == (3, 2)
    assert "Support hung up on me at" in heard
    assert [each for each in PRIVATE if each in heard] == []
