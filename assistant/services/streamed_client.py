"""An HTTP client to which every endpoint streams what is asked for as a stream."""

import json
from contextlib import suppress
from typing import Any

import httpx2
from openai import DefaultHttpxClient

__all__ = ["StreamedClient"]

EVENT_STREAM = "text/event-stream"


class StreamedClient(DefaultHttpxClient):
    """Some servers answer whole though a stream was asked for; the client of the provider would
    read nothing then. Such an answer comes as a stream of one piece, and is not asked for again."""

    def send(
        self, request: httpx2.Request, *, stream: bool = False, **options: Any
    ) -> httpx2.Response:
        response = super().send(request, stream=stream, **options)
        kind = response.headers.get("content-type", "")
        if not stream or response.is_error or kind.startswith(EVENT_STREAM):
            return response
        events = _as_events(response.read())
        if events is None:
            return response
        headers = {"content-type": EVENT_STREAM}
        return httpx2.Response(
            response.status_code, headers=headers, content=events, request=request
        )

    def __del__(self) -> None:
        """Close its connections with it, as the provider's own client does."""
        with suppress(Exception):
            self.close()


def _as_events(body: bytes) -> bytes | None:
    """A whole chat completion as the events of a stream; None for anything else."""
    try:
        whole = json.loads(body)
        choices = [_as_piece(choice) for choice in whole["choices"]]
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    if not choices:
        return None
    piece = {**whole, "object": "chat.completion.chunk", "choices": choices}
    return f"data: {json.dumps(piece)}\n\ndata: [DONE]\n\n".encode()


def _as_piece(choice: dict[str, Any]) -> dict[str, Any]:
    message = dict(choice["message"])
    if isinstance(message.get("content"), list):
        message["content"] = "".join(part.get("text") or "" for part in message["content"])
    if calls := message.get("tool_calls"):
        message["tool_calls"] = [{**call, "index": place} for place, call in enumerate(calls)]
    ended = choice.get("finish_reason") or "stop"
    return {"index": choice.get("index", 0), "delta": message, "finish_reason": ended}
