"""A local HTTP server that speaks the chat completions protocol as badly as it is told to."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

__all__ = [
    "Endpoint",
    "Reply",
    "calls",
    "endless",
    "half",
    "held",
    "late",
    "message",
    "raw",
    "said",
    "serving",
    "silent",
    "spoken",
    "status",
    "streamed",
]

Reply = Callable[[BaseHTTPRequestHandler], None]
Objection = Callable[[dict[str, Any]], Reply | None]
"""What a picky endpoint answers to a request that it does not take."""


def raw(body: bytes, kind: str = "application/json", code: int = 200, **headers: str) -> Reply:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        handler.send_header("content-type", kind)
        handler.send_header("content-length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def status(code: int, message: str = "no", **headers: str) -> Reply:
    return raw(json.dumps({"error": {"message": message}}).encode(), code=code, **headers)


def message(content: Any, tool_calls: Any = None, finish: str = "stop", **more: Any) -> Reply:
    told = {"role": "assistant", "content": content, **more}
    if tool_calls is not None:
        told["tool_calls"] = tool_calls
    choice = {"index": 0, "message": told, "finish_reason": finish}
    body = {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
    return raw(json.dumps(body).encode())


def streamed(*deltas: dict[str, Any], finish: str | None = "stop") -> Reply:
    """Pieces of an answer as server-sent events; without `finish` the stream breaks off."""
    return raw("".join(_events(deltas, finish)).encode(), "text/event-stream")


def spoken(text: str) -> Reply:
    """A text as a stream of its words."""
    return streamed(*({"content": piece} for piece in re.findall(r"\S+\s*", text)))


def held(first: str, rest: str, released: threading.Event) -> Reply:
    """A stream that waits after its first piece until it is released."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("content-type", "text/event-stream")
        handler.end_headers()
        begun, *others = _events([{"content": first}, {"content": rest}], "stop")
        handler.wfile.write(begun.encode())
        handler.wfile.flush()
        released.wait(timeout=30)
        handler.wfile.write("".join(others).encode())

    return reply


def endless(ended: threading.Event) -> Reply:
    """A stream that goes on until nobody reads it, and tells then."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("content-type", "text/event-stream")
        handler.end_headers()
        (piece,) = _events([{"content": "and so on "}], None)
        try:
            while True:
                handler.wfile.write(piece.encode())
                handler.wfile.flush()
                time.sleep(0.02)
        finally:
            ended.set()

    return reply


def _events(deltas: Sequence[dict[str, Any]], finish: str | None) -> list[str]:
    ends: list[tuple[dict[str, Any], str | None]] = [({}, finish)] if finish else []
    chunks = [
        {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m",
         "choices": [{"index": 0, "delta": delta, "finish_reason": reason}]}
        for delta, reason in [*((delta, None) for delta in deltas), *ends]
    ]  # fmt: skip
    lines = [f"data: {json.dumps(chunk)}\n\n" for chunk in chunks]
    return [*lines, "data: [DONE]\n\n"] if finish else lines


def said(text: str | None) -> Reply:
    return message(text)


def calls(name: str, arguments: Any, times: int = 1) -> Reply:
    written = arguments if isinstance(arguments, str) else json.dumps(arguments)
    function = {"name": name, "arguments": written}
    made = [{"id": f"c{n}", "type": "function", "function": function} for n in range(times)]
    return message(None, made)


def half(handler: BaseHTTPRequestHandler) -> None:
    """The headers promise more than comes."""
    handler.send_response(200)
    handler.send_header("content-type", "application/json")
    handler.send_header("content-length", "4000")
    handler.end_headers()
    handler.wfile.write(b'{"id": "1", "choices": [{"message": {"content": "NPS is 9')


def silent(seconds: float, drips: bool = False) -> Reply:
    """Says nothing for a while, or a space now and then."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        if drips:
            handler.send_response(200)
            handler.send_header("content-type", "application/json")
            handler.end_headers()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            time.sleep(0.02)
            if drips:
                handler.wfile.write(b" ")
                handler.wfile.flush()

    return reply


def late(seconds: float, reply: Reply) -> Reply:
    """The reply after a while."""

    def waiting(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)
        reply(handler)

    return waiting


class Endpoint:
    """Plays scripts: each model has its own, whose last reply is said for ever."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.scripts: dict[str, list[Reply]] = {}
        self.heard: dict[str, list[dict[str, Any]]] = {}
        self.objections: dict[str, Objection] = {}
        self.models: Any = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def play(
        self, model: str, script: Sequence[Reply], objection: Objection = lambda _: None
    ) -> None:
        """Play a script to whoever asks for this model, in a way to which it does not object."""
        self.scripts[model], self.heard[model] = list(script), []
        self.objections[model] = objection

    def reply(self, body: dict[str, Any]) -> Reply:
        script = self.scripts[body["model"]]
        self.heard[body["model"]].append(body)
        if refusal := self.objections[body["model"]](body):
            return refusal
        return script.pop(0) if len(script) > 1 else script[0]


@contextmanager
def serving() -> Iterator[Endpoint]:
    """An endpoint on a free port of loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = endpoint.models
            (status(404) if known is None else raw(json.dumps(known).encode()))(self)

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            try:
                endpoint.reply(body)(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            pass

    with Server(("127.0.0.1", 0), Handler) as server:
        endpoint = Endpoint(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield endpoint
        server.shutdown()
        thread.join()
