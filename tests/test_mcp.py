"""A real client of the Model Context Protocol talks to `hearken mcp` over stdio and HTTP."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters
from starlette.testclient import TestClient

from assistant.app import App
from assistant.mcp import create_mcp_server, create_mcp_web
from assistant.models import Feedback, Incoming, Role
from assistant.settings import Settings
from assistant.tools.registry import TOOLS

MOST_TRIES = 1_200
ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 3, 13, 12, tzinfo=UTC)
WEEK = {"start": "2026-03-09", "end": "2026-03-13"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("mcp")
    app = App(Settings(home=home), clock=lambda: NOW)
    texts = ["The kettle leaks, awful", "快递很慢，很生气", "Great lamp, love it"]
    items = [
        Incoming(f"k{n}", Feedback(id=f"F{n}", time=NOW, text=text, nps=(0, 3, 10)[n]))
        for n, text in enumerate(texts)
    ]
    app.commons.stores.feedback.add(
        items, app.reader.read(texts), app.commons.embedder.encode(texts)
    )
    app.close()
    return home


async def talk(client: Client) -> dict[str, Any]:
    tools = (await client.list_tools()).tools
    nps = await client.call_tool("nps", {"period": WEEK})
    narrowed = await client.call_tool("quotes", {"period": WEEK, "filters": {"language": "zh"}})
    asked = await client.call_tool("ask", {"question": "nps this week"})
    wrong = await client.call_tool("nps", {"tenant": "other"})
    unknown = await client.call_tool("delete_everything", {})
    bad = await client.call_tool("ask", {"question": 7})
    return {"tools": tools, "nps": nps, "quotes": narrowed, "ask": asked,
            "wrong": wrong, "unknown": unknown, "bad": bad}  # fmt: skip


def is_right(got: dict[str, Any]) -> None:
    assert [tool.name for tool in got["tools"]] == ["ask", *TOOLS]
    assert all(tool.annotations.read_only_hint for tool in got["tools"])
    told = json.loads(got["nps"].content[0].text)
    assert told == got["nps"].structured_content
    assert told["now"]["nps"]["value"] == pytest.approx(-33.33)
    assert "F1" in got["quotes"].content[0].text
    assert "F0" not in got["quotes"].content[0].text
    assert got["ask"].structured_content["verified"] is True
    assert "-33.3" in got["ask"].structured_content["answer"]
    assert got["wrong"].is_error
    assert "tenant" in got["wrong"].content[0].text
    assert got["unknown"].is_error
    assert got["bad"].is_error


def test_over_stdio_with_a_process_of_its_own(home: Path) -> None:
    async def run() -> dict[str, Any]:
        server = StdioServerParameters(
            command=sys.executable,
            args=["-m", "assistant", "mcp", "--as-of", "2026-03-13"],
            env={**os.environ, "HEARKEN_HOME": str(home), "PYTHONPATH": str(ROOT)},
        )
        async with Client(server) as client:
            return await talk(client)

    is_right(anyio.run(run))


def test_over_http_with_a_process_of_its_own(home: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "assistant", "mcp", "--http", "--port", str(port),
         "--as-of", "2026-03-13"],
        env={**os.environ, "HEARKEN_HOME": str(home), "PYTHONPATH": str(ROOT)},
    )  # fmt: skip

    async def run() -> dict[str, Any]:
        async with Client(f"http://127.0.0.1:{port}/mcp") as client:
            return await talk(client)

    try:
        wait_for(port, server)
        is_right(anyio.run(run))
    finally:
        server.terminate()
        server.wait(timeout=30)


@contextmanager
def web_of(home: Path) -> Iterator[tuple[App, TestClient]]:
    """The protocol over HTTP without a port."""
    app = App(Settings(home=home), clock=lambda: NOW)
    with TestClient(create_mcp_web(app), base_url="http://127.0.0.1:7861") as client:
        yield app, client
    app.close()


def began(client: TestClient, **headers: str) -> int:
    """How a good first message of the protocol is answered."""
    params = {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "x", "version": "1"},
    }
    first = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params}
    accept = {"accept": "application/json, text/event-stream"}
    return int(client.post("/mcp", json=first, headers=accept | headers).status_code)


def test_a_page_of_another_host_cannot_reach_it(tmp_path: Path) -> None:
    with web_of(tmp_path) as (_, client):
        assert began(client) == 200
        assert began(client, host="evil.example") == 421


def test_over_http_a_key_is_asked_for_as_soon_as_there_is_one(tmp_path: Path) -> None:
    with web_of(tmp_path) as (app, client):
        own = app.access.add_key("own", Role.VIEWER)
        other = app.access.add_key("other", Role.ADMIN, "other-shop")
        for wrong in ("", "Bearer wrong", f"Bearer {other}"):
            assert began(client, authorization=wrong) == 401
        assert began(client, authorization=f"Bearer {own}") == 200
        # The bucket fills again meanwhile, on a slow machine by several tries.
        assert 429 in (began(client) for _ in range(600))
        assert began(client, authorization=f"Bearer {own}") == 200


def wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    """Until the server listens, or has given up."""
    for _ in range(MOST_TRIES):
        assert server.poll() is None
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server does not listen")


def test_in_memory(home: Path) -> None:
    app = App(Settings(home=home), clock=lambda: NOW)

    async def run() -> dict[str, Any]:
        async with Client(create_mcp_server(app)) as client:
            return await talk(client)

    is_right(anyio.run(run))
    app.close()
