"""Logging in and out, and who is calling."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from assistant.access.access import Caller, OpenedLogin
from assistant.api.paths import PREFIX
from assistant.api.schemas import Body, Line
from assistant.api.visits import (
    COOKIE,
    Viewer,
    check_rate,
    host_of,
    refuse_other_sites,
    services_of,
)

__all__ = ["close_login", "keep_login", "open_login", "router"]

router = APIRouter(prefix=f"{PREFIX}/session", tags=["session"])


class Credentials(Body):
    """A user's name and password."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "lin", "password": "correct horse battery"}]},
    )

    name: Annotated[Line, Field(min_length=1, max_length=100)]
    password: Annotated[Line, Field(min_length=1, max_length=200)]


class Me(BaseModel):
    """Who calls. With a login, changes carry `csrf` in the header X-CSRF-Token."""

    name: str
    role: str
    tenant: str
    csrf: str | None


def open_login(request: Request, name: str, password: str) -> OpenedLogin:
    """Check a password. Raises HTTPException: 401, 403 for a page of another site, 429."""
    services = services_of(request)
    refuse_other_sites(request)
    check_rate(services.logins, host_of(request))
    opened = services.access.log_in(name, password)
    if opened is None:
        raise HTTPException(401, "Name or password is wrong, or the name is locked for a while.")
    caller = opened.caller
    services.tenants.app(caller.tenant).audit("session.open", caller.actor.name, None, caller.actor)
    return opened


def keep_login(request: Request, response: Response, opened: OpenedLogin) -> None:
    """Give the browser its cookie; one given over https is sent over https alone."""
    response.set_cookie(
        COOKIE,
        opened.token,
        max_age=int(opened.lasts.total_seconds()),
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )


def close_login(request: Request, response: Response, caller: Caller) -> None:
    """End the login of the request's cookie, if there is one, and take the cookie back."""
    if token := request.cookies.get(COOKIE):
        services = services_of(request)
        services.access.log_out(token)
        name = caller.actor.name
        services.tenants.app(caller.tenant).audit("session.close", name, None, caller.actor)
    response.delete_cookie(COOKIE)


@router.post("")
def log_in(body: Credentials, request: Request, response: Response) -> Me:
    """Open a login of 12 hours; five wrong passwords lock the name for 15 minutes."""
    opened = open_login(request, body.name, body.password)
    keep_login(request, response, opened)
    caller = opened.caller
    return Me(
        name=caller.actor.name, role=caller.actor.role, tenant=caller.tenant, csrf=caller.csrf
    )


@router.get("")
def who(me: Viewer) -> Me:
    """Who the key or the login belongs to."""
    return Me(name=me.actor.name, role=me.actor.role, tenant=me.app.tenant, csrf=me.csrf)


@router.delete("", status_code=204)
def log_out(me: Viewer, request: Request, response: Response) -> None:
    """Close the login."""
    close_login(request, response, Caller(me.app.tenant, me.actor, me.csrf))
