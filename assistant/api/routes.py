"""The HTTP API over one App."""

from functools import partial

from fastapi import APIRouter, FastAPI

from assistant.api import (
    alerts,
    asking,
    audit,
    conversations,
    corrections,
    feedback,
    figures,
    health,
    hooks,
    imports,
    plans,
    policies,
    replies,
    reply_steps,
    scorecard,
    sessions,
    tables,
    verdicts,
)
from assistant.api.document import document
from assistant.api.errors import register_errors
from assistant.api.index import index_router
from assistant.api.middleware import BodyLimit, Requests
from assistant.api.paths import PREFIX
from assistant.api.services import Services
from assistant.app import App

__all__ = ["ROUTERS", "create_api"]

ROUTERS: tuple[APIRouter, ...] = (
    health.router,
    sessions.router,
    asking.router,
    conversations.router,
    figures.router,
    corrections.router,  # before feedback, whose ids may hold slashes
    feedback.router,
    alerts.router,
    policies.router,
    replies.router,
    reply_steps.router,
    plans.router,
    scorecard.router,
    tables.router,
    verdicts.router,
    imports.router,
    hooks.router,
    audit.router,
)


def create_api(app: App, secret: str, *, open_here: bool = False) -> FastAPI:
    """The API. `secret` admits the other processes of the same home to the index; `open_here`
    asks nobody for a login while there is neither a key nor a user, as on loopback."""
    api = FastAPI(
        title="Hearken",
        summary="Ask your customer feedback.",
        version="1",
        docs_url="/api/docs",
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    services = Services.over(app, open_here=open_here)
    api.state.services = services
    register_errors(api)
    for router in ROUTERS:
        api.include_router(router)
    api.include_router(index_router(secret))
    api.openapi = partial(document, api)  # type: ignore[method-assign]
    api.add_middleware(BodyLimit, uploads=(f"{PREFIX}/imports", *tables.UPLOADS))
    api.add_middleware(Requests, metrics=services.metrics)
    return api
