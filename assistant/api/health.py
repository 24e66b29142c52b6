"""Whether the service lives, is ready, and how busy it is."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from assistant.api.errors import problem
from assistant.api.visits import Admin, services_of
from assistant.errors import HearkenError

__all__ = ["router"]

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """Whether the service works, and how much it holds."""

    status: str
    feedback: int
    pending: int


class Readiness(BaseModel):
    """What answers."""

    status: str
    database: bool
    index: bool


@router.get("/healthz")
def healthz(request: Request) -> Health:
    """Answers as soon as the database does."""
    indexing = services_of(request).tenants.first.indexing
    return Health(status="ok", feedback=indexing.stored(), pending=indexing.waiting())


@router.get("/readyz", response_model=Readiness)
def readyz(request: Request) -> Readiness | JSONResponse:
    """Answers 200 when database and search index both do, else 503."""
    indexing = services_of(request).tenants.first.indexing
    try:
        indexing.stored()
        indexing.indexed()
    except HearkenError as error:
        return problem(503, str(error))
    return Readiness(status="ready", database=True, index=True)


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
def metrics(me: Admin) -> Response:
    """Numbers for Prometheus; scrape with an administrator's key as bearer token."""
    return Response(me.services.metrics.text(), media_type="text/plain; version=0.0.4")
