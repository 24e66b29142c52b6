"""Questions: answered whole, or as server-sent events while the tools run."""

import asyncio
import json
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from assistant.api.errors import UNEXPECTED, problem, problem_of
from assistant.api.middleware import note_unexpected
from assistant.api.paths import PREFIX
from assistant.api.schemas import AnswerBody, AskBody
from assistant.api.visits import Viewer, Visit
from assistant.errors import HearkenError

__all__ = ["router"]

router = APIRouter(prefix=PREFIX, tags=["ask"])


@router.post("/ask")
async def ask(body: AskBody, me: Viewer) -> AnswerBody:
    """Answer a question with numbers computed from all the feedback in scope."""
    work = partial(
        me.app.ask,
        body.question,
        as_of=body.as_of,
        conversation=body.conversation,
        answer_id=body.id,
    )
    answer = await to_thread.run_sync(work, limiter=me.services.seats)
    me.services.metrics.count_answer(answer.mode, verified=answer.verified)
    return AnswerBody.model_validate(answer.as_json())


@router.post("/ask/stream", response_class=EventSourceResponse)
async def stream(body: AskBody, me: Viewer, request: Request) -> AsyncIterator[ServerSentEvent]:
    """The same as events: `started`, a `tool` for each tool that ran, then `answer` (or `error`
    with a problem). The text comes once it has been checked, so it is not streamed by words."""
    yield ServerSentEvent(event="started", data={"question": body.question})
    events: asyncio.Queue[ServerSentEvent | None] = asyncio.Queue()
    # The turn goes on when the listener leaves, and its answer is in the conversation then.
    turn = asyncio.create_task(_turn(body, me, events, request))
    while event := await events.get():
        yield event
    await turn


async def _turn(
    body: AskBody, me: Visit, events: "asyncio.Queue[ServerSentEvent | None]", request: Request
) -> None:
    from assistant.agent.events import Done, ToolRan

    loop = asyncio.get_running_loop()
    accepted = request.headers.get("accept-language", "")

    def tell(name: str, data: Any) -> None:
        # Written here and at once: the framework would first walk through all of it.
        event = ServerSentEvent(event=name, raw_data=json.dumps(data))
        loop.call_soon_threadsafe(events.put_nowait, event)

    def run() -> None:
        for event in me.app.stream(
            body.question,
            as_of=body.as_of,
            conversation=body.conversation,
            answer_id=body.id,
        ):
            if isinstance(event, ToolRan):
                call = {"name": event.call.name, "args": dict(event.call.args)}
                tell("tool", call | {"figures": event.figures, "quotes": event.quotes})
            elif isinstance(event, Done):
                answer = event.answer
                me.services.metrics.count_answer(answer.mode, verified=answer.verified)
                tell("answer", answer.as_json())

    try:
        await to_thread.run_sync(run, limiter=me.services.seats)
    except HearkenError as error:
        tell("error", json.loads(bytes(problem_of(error, accepted).body)))
    except Exception as error:  # the stream has begun: no status can tell it any more
        note_unexpected(request.scope, error)
        tell("error", json.loads(bytes(problem(500, UNEXPECTED, accepted=accepted).body)))
    finally:
        loop.call_soon(events.put_nowait, None)
