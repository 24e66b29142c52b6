"""The objects behind all routes."""

from dataclasses import dataclass

import anyio

from assistant.access.access import Access
from assistant.answering import Answering, further_processes
from assistant.api.limits import RateLimit
from assistant.api.metrics import Metrics
from assistant.app import App
from assistant.services.hooks import Hooks
from assistant.tenants import Tenants

__all__ = ["Services"]

FAILURES_A_MINUTE = 60
LOGINS_A_MINUTE = 20
SEATS_WITH_A_MODEL = 32
"""Turns at once that wait for a model's server rather than for this machine."""


@dataclass(frozen=True, slots=True)
class Services:
    """What all routes share. `open_here` admits everyone while there is neither a key nor a user,
    as on loopback.

    `seats` bounds how many turns run at once: more than there are processes would only make each
    of them wait for the others.
    """

    tenants: Tenants
    answering: Answering
    access: Access
    hooks: Hooks
    metrics: Metrics
    requests: RateLimit
    failures: RateLimit
    logins: RateLimit
    seats: anyio.CapacityLimiter
    open_here: bool

    @classmethod
    def over(cls, app: App, *, open_here: bool) -> "Services":
        turns = SEATS_WITH_A_MODEL if app.commons.chat else 1 + further_processes(app)
        tenants = Tenants(app)
        return cls(
            tenants=tenants,
            answering=Answering(tenants),
            access=app.access,
            hooks=app.commons.hooks,
            metrics=Metrics(app),
            requests=RateLimit(app.settings.rate_limit),
            failures=RateLimit(FAILURES_A_MINUTE),
            logins=RateLimit(LOGINS_A_MINUTE),
            seats=anyio.CapacityLimiter(turns),
            open_here=open_here,
        )
