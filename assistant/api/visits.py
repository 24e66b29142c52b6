"""Who makes a request, and whether their role covers the route."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Request, Security
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer

from assistant.access.access import Caller
from assistant.access.secrets import same
from assistant.api.limits import RateLimit
from assistant.api.services import Services
from assistant.app import App
from assistant.models import DEFAULT_TENANT, Actor, Role

__all__ = [
    "COOKIE",
    "CSRF_HEADER",
    "Admin",
    "Agent",
    "Manager",
    "Needs",
    "Viewer",
    "Visit",
    "check_rate",
    "host_of",
    "refuse_other_sites",
    "services_of",
]

COOKIE = "hearken_session"
CSRF_HEADER = "X-CSRF-Token"
SAFE = ("GET", "HEAD", "OPTIONS")
LOCAL = Caller(DEFAULT_TENANT, Actor("local", Role.ADMIN))
"""Anyone at the machine itself, as long as there are neither keys nor users."""

Bearer = Annotated[
    HTTPAuthorizationCredentials | None,
    Security(HTTPBearer(scheme_name="key", description="An API key.", auto_error=False)),
]
Cookie = Annotated[
    str | None,
    Security(
        APIKeyCookie(
            name=COOKIE,
            scheme_name="login",
            description=f"A login; changes carry {CSRF_HEADER} as well.",
            auto_error=False,
        )
    ),
]


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of a known caller, with the App of the caller's tenant."""

    app: App
    actor: Actor
    csrf: str | None
    services: Services

    def record(
        self, action: str, target: str = "", detail: Mapping[str, Any] | None = None
    ) -> None:
        """Write a change into the audit log."""
        self.app.audit(action, target, detail, self.actor)


class Needs:
    """The dependency of a route that needs a role."""

    def __init__(self, role: Role) -> None:
        self.role = role

    def __call__(self, request: Request, bearer: Bearer = None, cookie: Cookie = None) -> Visit:
        services = services_of(request)
        caller = _caller(services, bearer.credentials if bearer else None, cookie)
        if caller is None:
            check_rate(services.failures, host_of(request))
            raise HTTPException(
                401,
                "A valid API key is needed: Authorization: Bearer KEY.",
                {"WWW-Authenticate": "Bearer"},
            )
        if request.method not in SAFE and (caller is LOCAL or caller.csrf is not None):
            refuse_other_sites(request)
            _check_token(request, caller)
        if not caller.actor.role.covers(self.role):
            raise HTTPException(
                403, f"This needs the role {self.role}; yours is {caller.actor.role}."
            )
        check_rate(services.requests, f"{caller.tenant}/{caller.actor.name}")
        request.scope["hearken.caller"] = caller
        app = services.tenants.app(caller.tenant)
        return Visit(app, caller.actor, caller.csrf, services)


Viewer = Annotated[Visit, Depends(Needs(Role.VIEWER))]
Agent = Annotated[Visit, Depends(Needs(Role.AGENT))]
Manager = Annotated[Visit, Depends(Needs(Role.MANAGER))]
Admin = Annotated[Visit, Depends(Needs(Role.ADMIN))]


def services_of(request: Request) -> Services:
    """The services of the API that a request came in at."""
    found: Services = request.app.state.services
    return found


def host_of(request: Request) -> str:
    """The address of the caller, by which attempts without a key are counted."""
    return request.client.host if request.client else "unknown"


def check_rate(limit: RateLimit, who: str) -> None:
    """Raises 429 with Retry-After where somebody asks too often."""
    if wait := limit.wait(who):
        seconds = math.ceil(wait)
        raise HTTPException(
            429,
            f"Too many requests; try again in {seconds} s.",
            {"Retry-After": str(seconds)},
        )


def refuse_other_sites(request: Request) -> None:
    """A page of another site must not act with this browser's login. Raises 403."""
    origin = request.headers.get("origin")
    elsewhere = origin is not None and _place_of(origin) != request.headers.get("host")
    if elsewhere or request.headers.get("sec-fetch-site") in ("cross-site", "same-site"):
        raise HTTPException(403, "A page of another site may not do this.")


def _place_of(origin: str) -> str | None:
    """Host and port of an Origin header, None for one that is no address."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None


def _check_token(request: Request, caller: Caller) -> None:
    given = request.headers.get(CSRF_HEADER, "")
    if caller.csrf is not None and not same(given, caller.csrf):
        raise HTTPException(403, f"The header {CSRF_HEADER} of this login is missing or wrong.")


def _caller(services: Services, key: str | None, token: str | None) -> Caller | None:
    if services.open_here and not services.access.needs_login():
        return LOCAL
    if key:
        return services.access.by_key(key)
    return services.access.by_login(token) if token else None
