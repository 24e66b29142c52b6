"""Questions: answered whole, or as server-sent events while the tools run."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from assistant.answering import Asked
from assistant.api.paths import PREFIX
from assistant.api.schemas import AnswerBody, AskBody
from assistant.api.streams import EVENTS, Tell, streamed
from assistant.api.visits import Viewer, Visit

__all__ = ["router"]

router = APIRouter(prefix=PREFIX, tags=["ask"])


@router.post("/ask")
async def ask(body: AskBody, me: Viewer) -> AnswerBody:
    """Answer a question with numbers computed from all the feedback in scope."""
    told = await to_thread.run_sync(_whole, body, me, limiter=me.services.seats)
    return AnswerBody.model_validate(told)


@router.post("/ask/stream", response_class=StreamingResponse, responses=EVENTS)
async def stream(body: AskBody, me: Viewer, request: Request) -> StreamingResponse:
    """The same as events: `started`, a `tool` for each tool that ran, with a model `writing` while
    it writes (all that it has written so far, without numbers, quotes and ids, which nobody has
    checked yet), then `answer` (or `error` with a problem)."""
    # The turn goes on when the listener leaves, and its answer is in the conversation then.
    asked = {"question": body.question}
    return streamed(partial(_turn, body, me), request, me.services.seats, started=asked)


def _turn(body: AskBody, me: Visit, tell: Tell) -> None:
    for name, data in _told(body, me):
        tell(name, data)


def _whole(body: AskBody, me: Visit) -> dict[str, Any]:
    *_, (_, answer) = _told(body, me)
    return answer


def _told(body: AskBody, me: Visit) -> Iterator[tuple[str, dict[str, Any]]]:
    asked = Asked(me.app.tenant, body.question, body.as_of, body.conversation, body.id)
    for name, data in me.services.answering.told(asked):
        if name == "answer":
            me.services.metrics.count_answer(data["mode"], verified=data["verified"])
        yield name, data
