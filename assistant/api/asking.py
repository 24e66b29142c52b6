"""Questions: answered whole, or as server-sent events while the tools run."""

from functools import partial

from anyio import to_thread
from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from assistant.api.paths import PREFIX
from assistant.api.schemas import AnswerBody, AskBody
from assistant.api.streams import EVENTS, Tell, streamed
from assistant.api.visits import Viewer, Visit

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


@router.post("/ask/stream", response_class=StreamingResponse, responses=EVENTS)
async def stream(body: AskBody, me: Viewer, request: Request) -> StreamingResponse:
    """The same as events: `started`, a `tool` for each tool that ran, then `answer` (or `error`
    with a problem). The text comes once it has been checked, so it is not streamed by words."""
    # The turn goes on when the listener leaves, and its answer is in the conversation then.
    asked = {"question": body.question}
    return streamed(partial(_turn, body, me), request, me.services.seats, started=asked)


def _turn(body: AskBody, me: Visit, tell: Tell) -> None:
    from assistant.agent.events import Done, ToolRan

    for event in me.app.asking.stream(
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
