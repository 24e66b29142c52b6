"""Asks for a login or a key before the window, as soon as there is either."""

import base64
import binascii
from collections.abc import Collection

from anyio import to_thread
from fastapi import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.access.access import Caller
from assistant.api.visits import (
    COOKIE,
    SAFE,
    check_rate,
    host_of,
    refuse_other_sites,
    services_of,
)
from assistant.app import App

__all__ = ["KeyGate"]

REFUSED = "A login or an API key is needed: log in at /login, or send the key as a password."


class KeyGate:
    """Guards the `pages` and the paths below `files`.

    It takes the login of the API, or basic authentication with any name and an API key as the
    password, of the app's own tenant and in any role. What changes something asks
    `ui.actors.acting` for the role.

    Where there are users, a page without a login leads to the login page; `?key` asks for a key
    instead. While there is neither a key nor a user everyone is admitted, which the server allows
    on loopback alone. Who was admitted stands in the scope under `hearken.caller`. Wrong keys and
    what a caller changes are bounded by the minute, as in the API.
    """

    def __init__(
        self, app: ASGIApp, hearken: App, pages: Collection[str], files: Collection[str]
    ) -> None:
        self._app = app
        self._hearken = hearken
        self._pages = pages
        self._files = files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = f"{scope.get('path', '')}/"
        below = (*self._pages, *self._files)
        guarded = scope["type"] == "http" and any(path.startswith(f"{each}/") for each in below)
        refusal = await to_thread.run_sync(self._refusal, Request(scope)) if guarded else None
        await (refusal or self._app)(scope, receive, send)

    def _refusal(self, request: Request) -> Response | None:
        access = self._hearken.access
        if not access.needs_login():
            return None
        caller = self._caller(request)
        try:
            if caller is None or caller.tenant != self._hearken.tenant:
                if "authorization" in request.headers:
                    check_rate(services_of(request).failures, host_of(request))
                return self._asking(request)
            if request.method not in SAFE:
                refuse_other_sites(request)
                check_rate(services_of(request).requests, f"window/{caller.actor.name}")
        except HTTPException as error:
            return PlainTextResponse(str(error.detail), error.status_code, error.headers)
        request.scope["hearken.caller"] = caller
        return None

    def _asking(self, request: Request) -> Response:
        path = request.url.path.rstrip("/")
        tried = "authorization" in request.headers or "key" in request.query_params
        people = self._hearken.access.has_users()
        if people and not tried and path in self._pages and request.method in SAFE:
            return RedirectResponse(f"/login?language={path.strip('/')}", 303)
        # A challenge below a page would open the browser's own dialog when a login has ended.
        challenge = tried or not people or not path.startswith(tuple(self._pages))
        headers = {"WWW-Authenticate": 'Basic realm="Hearken", charset="UTF-8"'}
        return PlainTextResponse(REFUSED, 401, headers if challenge else None)

    def _caller(self, request: Request) -> Caller | None:
        token = request.cookies.get(COOKIE)
        if token and (caller := self._hearken.access.by_login(token)):
            return caller
        kind, _, coded = request.headers.get("authorization", "").partition(" ")
        try:
            pair = base64.b64decode(coded, validate=True) if kind.lower() == "basic" else b""
        except (binascii.Error, ValueError):
            return None
        _, _, key = pair.decode("utf-8", "replace").partition(":")
        return self._hearken.access.by_key(key)
