"""Server-sent events of work in a thread, which goes on when its listener leaves."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

from anyio import CapacityLimiter, to_thread
from fastapi import Request
from fastapi.responses import StreamingResponse
from fastapi.sse import format_sse_event

from assistant.api.errors import UNEXPECTED, problem, problem_of
from assistant.api.middleware import note_unexpected
from assistant.errors import HearkenError

__all__ = ["EVENTS", "Tell", "streamed"]

SECONDS_OF_SILENCE = 15.0
"""After so long a comment is sent, so that no proxy takes the connection for dead."""
HEADERS = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
"""Nothing on the way may keep an event back; the second is Nginx's."""
EVENT_STREAM = "text/event-stream"
_FIELDS = {"event": {"type": "string"}, "data": {"type": "string"}}
EVENTS: dict[int | str, dict[str, Any]] = {
    200: {"content": {EVENT_STREAM: {"itemSchema": {"type": "object", "properties": _FIELDS}}}}
}
"""What the document says of a stream."""

Tell = Callable[[str, Any], None]
"""Sends an event: its name and data that fit JSON; may be called from any thread."""


def streamed(
    work: Callable[[Tell], None],
    request: Request,
    limiter: CapacityLimiter | None = None,
    started: Any = None,
) -> StreamingResponse:
    """What the work tells, as it tells it; an `error` with a problem where it fails. `limiter`
    bounds how much of its kind runs at once; `started` is told before any of it.

    FastAPI's own response of events takes two more tasks and two more queues for each stream,
    which cost a tenth of an answer.
    """
    told = _told(work, request, limiter, started)
    return StreamingResponse(told, headers=HEADERS, media_type=EVENT_STREAM)


async def _told(
    work: Callable[[Tell], None], request: Request, limiter: CapacityLimiter | None, started: Any
) -> AsyncIterator[bytes]:
    if started is not None:
        yield _event("started", started)
    events: asyncio.Queue[bytes | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    accepted = request.headers.get("accept-language", "")

    def tell(name: str, data: Any) -> None:
        loop.call_soon_threadsafe(events.put_nowait, _event(name, data))

    async def carry_out() -> None:
        try:
            await to_thread.run_sync(work, tell, limiter=limiter)
        except HearkenError as error:
            tell("error", json.loads(bytes(problem_of(error, accepted).body)))
        except Exception as error:  # the stream has begun: no status can tell it any more
            note_unexpected(request.scope, error)
            tell("error", json.loads(bytes(problem(500, UNEXPECTED, accepted=accepted).body)))
        finally:
            loop.call_soon(events.put_nowait, None)

    running = asyncio.create_task(carry_out())
    while True:
        try:
            async with asyncio.timeout(SECONDS_OF_SILENCE):
                event = await events.get()
        except TimeoutError:
            event = format_sse_event(comment="waiting")
        if event is None:
            break
        yield event
    await running


def _event(name: str, data: Any) -> bytes:
    return format_sse_event(event=name, data_str=json.dumps(data))
