"""Server-sent events of work in a thread, which goes on when its listener leaves."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

from anyio import CapacityLimiter, to_thread
from fastapi import Request
from fastapi.sse import ServerSentEvent

from assistant.api.errors import UNEXPECTED, problem, problem_of
from assistant.api.middleware import note_unexpected
from assistant.errors import HearkenError

__all__ = ["Tell", "events_of"]

Tell = Callable[[str, Any], None]
"""Sends an event: its name and data that fit JSON; may be called from any thread."""


async def events_of(
    work: Callable[[Tell], None], request: Request, limiter: CapacityLimiter | None = None
) -> AsyncIterator[ServerSentEvent]:
    """What the work tells, as it tells it; an `error` with a problem where it fails. `limiter`
    bounds how much of its kind runs at once."""
    events: asyncio.Queue[ServerSentEvent | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    accepted = request.headers.get("accept-language", "")

    def tell(name: str, data: Any) -> None:
        # As JSON at once: the framework would first convert every value of it.
        event = ServerSentEvent(event=name, raw_data=json.dumps(data))
        loop.call_soon_threadsafe(events.put_nowait, event)

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
    while event := await events.get():
        yield event
    await running
