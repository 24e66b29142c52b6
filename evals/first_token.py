"""How much later a model's first word comes through Hearken than from its endpoint, side by side.

A scripted endpoint takes its time to plan and to begin its text, and plays both to whoever asks:
once to its own client, once to a question over HTTP. What the second takes longer is Hearken's:
reading the question, building two requests, running a tool, sending the event.
"""

import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from openai import OpenAI

from assistant.client import Client
from evals.served import served

__all__ = ["first_tokens"]

QUESTION = "nps last month"
ROUNDS = 20
SECONDS_TO_PLAN = 0.2
SECONDS_TO_BEGIN = 0.3
PIECES = ("The ", "score ", "stands ", "in ", "the ", "figures ", "below.")
CALL = {
    "id": "call-1",
    "type": "function",
    "function": {"name": "nps", "arguments": "{}"},
}


def first_tokens(home: Path, as_of: date) -> list[float]:
    """Seconds that the first word of a model's answer comes later through Hearken than from the
    endpoint, for each round; those before the first warm both up."""
    with _endpoint() as endpoint:
        settings = {"OPENAI_BASE_URL": endpoint, "OPENAI_API_KEY": "k", "HEARKEN_MODEL": "scripted"}
        own = OpenAI(base_url=endpoint, api_key="k")
        with served(home, settings) as url, Client(url) as client, own:
            rounds = [_through(client, as_of) - _own(own) for _ in range(ROUNDS + 2)]
    return rounds[2:]


def _through(client: Client, as_of: date) -> float:
    began = time.perf_counter()
    events = client.stream(QUESTION, as_of=as_of.isoformat())
    first = next(time.perf_counter() for name, _ in events if name == "writing")
    for _ in events:  # to its end, so that nothing of it is left for the next
        pass
    return first - began


def _own(client: OpenAI) -> float:
    began = time.perf_counter()
    said: list[Any] = [{"role": "user", "content": QUESTION}]
    client.chat.completions.create(model="scripted", messages=said)
    said.append({"role": "tool", "tool_call_id": "call-1", "content": "{}"})
    pieces = client.chat.completions.create(model="scripted", messages=said, stream=True)
    first = next(time.perf_counter() for piece in pieces if piece.choices[0].delta.content)
    for _ in pieces:
        pass
    return first - began


@contextmanager
def _endpoint() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Scripted)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()


class _Scripted(BaseHTTPRequestHandler):
    """Calls a tool, and writes once it has its result."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if body["messages"][-1]["role"] == "tool":
            self._write()
        else:
            self._plan()

    def _plan(self) -> None:
        time.sleep(SECONDS_TO_PLAN)
        told = {"role": "assistant", "content": None, "tool_calls": [CALL]}
        choice = {"index": 0, "message": told, "finish_reason": "tool_calls"}
        body = json.dumps(_completion("chat.completion", choice)).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _write(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        time.sleep(SECONDS_TO_BEGIN)
        for piece in PIECES:
            choice = {"index": 0, "delta": {"content": piece}, "finish_reason": None}
            self._send(_completion("chat.completion.chunk", choice))
        choice = {"index": 0, "delta": {}, "finish_reason": "stop"}
        self._send(_completion("chat.completion.chunk", choice))
        self.wfile.write(b"data: [DONE]\n\n")

    def _send(self, piece: Mapping[str, Any]) -> None:
        self.wfile.write(f"data: {json.dumps(piece)}\n\n".encode())

    def log_message(self, *_: Any) -> None:
        pass


def _completion(kind: str, choice: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"id": "1", "object": kind, "created": 1, "model": "scripted", "choices": [choice]}
