"""Webhooks in: signed deliveries of other systems."""

from typing import Annotated

from fastapi import APIRouter, Depends, Header, HTTPException, Path, Request
from pydantic import BaseModel

from assistant.api.paths import PREFIX
from assistant.api.visits import Visit, check_rate, host_of, services_of
from assistant.models import Actor, Role
from assistant.services.hooks import Delivery

__all__ = ["Signed", "router"]

router = APIRouter(prefix=f"{PREFIX}/hooks", tags=["hooks"])


class TakenBody(BaseModel):
    """How many feedback the delivery held, and how many of them were new."""

    received: int
    new: int


async def _body(request: Request) -> bytes:
    return await request.body()


class Signed:
    """The dependency of a route that takes signed deliveries: no key, but the hook's secret."""

    def __call__(
        self,
        request: Request,
        name: Annotated[str, Path(max_length=64)],
        body: Annotated[bytes, Depends(_body)],
        x_hearken_timestamp: Annotated[str, Header(description="Seconds since 1970.")] = "",
        x_hearken_signature: Annotated[
            str, Header(description="sha256=HEX of HMAC-SHA-256 over `timestamp.body`.")
        ] = "",
    ) -> tuple[Delivery, Visit]:
        services = services_of(request)
        check_rate(services.requests, f"hook {host_of(request)}")
        delivery = services.hooks.verify(name, x_hearken_timestamp, x_hearken_signature, body)
        if delivery is None:
            check_rate(services.failures, host_of(request))
            raise HTTPException(401, "The signature does not fit, or its time is not now.")
        if services.hooks.taken(delivery):
            raise HTTPException(409, "This delivery was taken before.")
        app = services.tenants.app(delivery.hook.tenant)
        return delivery, Visit(app, Actor(f"hook {name}", Role.AGENT), None, services)


@router.post("/{name}", openapi_extra={"requestBody": {"content": {"application/json": {}}}})
def take(signed: Annotated[tuple[Delivery, Visit], Depends(Signed())]) -> TakenBody:
    """Take feedback from another system; `HEARKEN_HOME/hooks.yaml` says where its fields stand."""
    delivery, me = signed
    hooks = me.services.hooks
    posted = me.app.imports.posting.add(hooks.read(delivery), hooks.keep(delivery))
    new = sum(each.new for each in posted)
    me.record("hook.take", delivery.name, {"received": len(posted), "new": new})
    return TakenBody(received=len(posted), new=new)
