"""Asks for a key or a login before the window, as soon as there is either."""

import base64
import binascii

from anyio import to_thread
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.access.access import Caller
from assistant.app import App
from assistant.models import Role

__all__ = ["KeyGate"]

COOKIE = "hearken_session"


class KeyGate:
    """Guards the paths below `below`: the login of the API, or basic authentication with any name
    and an API key as the password; of the app's own tenant, from the role manager on, since the
    window's tabs import files and do not ask for roles of their own.

    While there is neither a key nor a user everyone is admitted, which the server allows on
    loopback alone. Who was admitted stands in the scope under `hearken.caller`.
    """

    def __init__(self, app: ASGIApp, hearken: App, below: tuple[str, ...]) -> None:
        self._app = app
        self._hearken = hearken
        self._below = below

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = f"{scope.get('path', '')}/"
        guarded = scope["type"] == "http" and any(path.startswith(f"{b}/") for b in self._below)
        if not guarded or await to_thread.run_sync(self._admits, scope):
            await self._app(scope, receive, send)
            return
        refusal = PlainTextResponse(
            "An API key is needed: any user name, the key as the password.",
            401,
            {"WWW-Authenticate": 'Basic realm="Hearken", charset="UTF-8"'},
        )
        await refusal(scope, receive, send)

    def _admits(self, scope: Scope) -> bool:
        if not self._hearken.access.needs_login():
            return True
        caller = self._caller(HTTPConnection(scope))
        if caller is None or caller.tenant != self._hearken.tenant:
            return False
        scope["hearken.caller"] = caller
        return caller.actor.role.covers(Role.MANAGER)

    def _caller(self, connection: HTTPConnection) -> Caller | None:
        token = connection.cookies.get(COOKIE)
        if token and (caller := self._hearken.access.by_login(token)):
            return caller
        kind, _, coded = connection.headers.get("authorization", "").partition(" ")
        try:
            pair = base64.b64decode(coded, validate=True) if kind.lower() == "basic" else b""
        except (binascii.Error, ValueError):
            return None
        _, _, key = pair.decode("utf-8", "replace").partition(":")
        return self._hearken.access.by_key(key)
