"""The HTTP API over one App."""

import secrets
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from assistant.api.errors import problem, register_errors
from assistant.api.schemas import AnswerBody, AskBody, Health
from assistant.app import App
from retrieval.ownership import COUNT_PATH, QUERY_PATH, SECRET_HEADER

__all__ = ["create_api"]


class IndexQuery(BaseModel):
    """What another process of this home asks of the index that the server owns."""

    vector: list[float]
    filters: dict[str, Any]
    limit: int


def create_api(app: App, secret: str) -> FastAPI:
    """The API. `secret` admits the other processes of the same home to the index."""
    api = FastAPI(
        title="Hearken",
        summary="Ask your customer feedback.",
        version="1",
        docs_url="/api/docs",
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    register_errors(api)
    keys = app.settings.accepted_keys()

    @api.exception_handler(HTTPException)
    def refused(_: Request, error: HTTPException) -> JSONResponse:
        return problem(error.status_code, str(error.detail))

    @api.get("/healthz", tags=["health"])
    def healthz() -> Health:
        """Answers as soon as the database does."""
        return Health(status="ok", feedback=app.feedback.size(), pending=app.outbox.size())

    api.include_router(_questions(app), dependencies=[Depends(_needs_key(keys))])
    api.include_router(_index(app, secret), include_in_schema=False)
    return api


def _questions(app: App) -> APIRouter:
    router = APIRouter(prefix="/api/v1")

    @router.post("/ask", tags=["ask"], responses={401: {}, 422: {}})
    def ask(body: AskBody) -> AnswerBody:
        """Answer a question with numbers computed from all the feedback in scope."""
        answer = app.ask(
            body.question, as_of=body.as_of, conversation=body.conversation, answer_id=body.id
        )
        return AnswerBody.model_validate(answer.as_json())

    return router


def _index(app: App, secret: str) -> APIRouter:
    def ours(request: Request) -> None:
        given = request.headers.get(SECRET_HEADER, "")
        if not secrets.compare_digest(given.encode(), secret.encode()):
            raise HTTPException(401, "This path is for the processes of the same home.")

    router = APIRouter(dependencies=[Depends(ours)])

    @router.post(QUERY_PATH)
    def query(body: IndexQuery) -> dict[str, list[int]]:
        import numpy as np

        vector = np.array(body.vector, np.float32)
        return {"rows": app.indexing.index().query(vector, body.filters, body.limit)}

    @router.post(COUNT_PATH)
    def count() -> dict[str, int]:
        return {"count": app.indexing.index().count()}

    return router


def _needs_key(keys: tuple[str, ...]) -> Callable[[Request], None]:
    """Admits everyone where no key is set, which serve allows on loopback alone."""

    def check(request: Request) -> None:
        given = request.headers.get("authorization", "").removeprefix("Bearer ").encode()
        if keys and not any(secrets.compare_digest(given, key.encode()) for key in keys):
            raise HTTPException(401, "An API key is needed: Authorization: Bearer KEY.")

    return check
