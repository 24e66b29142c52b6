"""Asks for an API key before the window, where the settings name any."""

import base64
import binascii
import secrets

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["KeyGate"]


class KeyGate:
    """Basic authentication for the paths below `below`: any name, an API key as the password.

    Without keys everyone is admitted, which the server allows on loopback alone.
    """

    def __init__(self, app: ASGIApp, keys: tuple[str, ...], below: tuple[str, ...]) -> None:
        self._app = app
        self._keys = keys
        self._below = below

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = f"{scope.get('path', '')}/"
        guarded = scope["type"] == "http" and any(path.startswith(f"{b}/") for b in self._below)
        if not guarded or not self._keys or self._is_known(scope):
            await self._app(scope, receive, send)
            return
        refusal = PlainTextResponse(
            "An API key is needed: any user name, the key as the password.",
            401,
            {"WWW-Authenticate": 'Basic realm="Hearken", charset="UTF-8"'},
        )
        await refusal(scope, receive, send)

    def _is_known(self, scope: Scope) -> bool:
        given = dict(scope["headers"]).get(b"authorization", b"")
        kind, _, coded = given.partition(b" ")
        try:
            pair = base64.b64decode(coded, validate=True) if kind.lower() == b"basic" else b""
        except binascii.Error:
            return False
        _, _, password = pair.partition(b":")
        return any(secrets.compare_digest(password, key.encode()) for key in self._keys)
