"""What happens to every request: an id, a size limit, headers, a line in the log, a count."""

import logging
import re
import time
import uuid
from collections.abc import Collection

from fastapi import HTTPException
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.errors import UNEXPECTED, problem
from assistant.api.metrics import Metrics

__all__ = ["REQUEST_ID", "BodyLimit", "Requests", "note_unexpected"]

REQUEST_ID = "X-Request-ID"
_ID = re.compile(r"[\w.-]{1,64}", re.ASCII)
MEGABYTE = 1_000_000
LIMITED = ("/api/", "/login", "/logout")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

LOG = logging.getLogger("hearken.request")


class Requests:
    """Gives each request its id, answers what nobody foresaw, and notes how it ended."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = headers.get(REQUEST_ID, "")
        request_id = given if _ID.fullmatch(given) else uuid.uuid4().hex
        scope[REQUEST_ID] = request_id
        status, started, began = 500, False, time.perf_counter()

        async def answer(message: Message) -> None:
            nonlocal status, started
            if message["type"] == "http.response.start":
                status, started = message["status"], True
                told = MutableHeaders(scope=message)
                told[REQUEST_ID] = request_id
                told.setdefault("X-Content-Type-Options", "nosniff")
                if scope["path"].startswith("/api/v1/"):
                    told.setdefault("Cache-Control", "no-store")
            await send(message)

        try:
            await self._app(scope, receive, answer)
        except Exception as error:  # caught here, where the request's id is known
            note_unexpected(scope, error)
            if not started:
                accepted = headers.get("accept-language", "")
                await problem(500, UNEXPECTED, accepted=accepted)(scope, receive, answer)
        finally:
            self._note(scope, request_id, status, time.perf_counter() - began)

    def _note(self, scope: Scope, request_id: str, status: int, seconds: float) -> None:
        # The route, not the path: a path may hold ids, and made-up paths would be made-up labels.
        route = getattr(scope.get("route"), "path_format", "other")
        method = scope["method"] if scope["method"] in METHODS else "other"
        caller = scope.get("hearken.caller")
        self._metrics.count_request(method, route, status, seconds)
        LOG.info(
            "%s %s %s",
            method,
            route,
            status,
            extra={
                "request_id": request_id,
                "milliseconds": round(1000 * seconds),
                "tenant": caller.tenant if caller else None,
                "actor": caller.actor.name if caller else None,
            },
        )


def note_unexpected(scope: Scope, error: Exception) -> None:
    """Log what nobody foresaw under the request's id, by its kind and place: its message may hold
    a customer's words."""
    LOG.error(
        "unexpected %s",
        type(error).__name__,
        exc_info=error,
        extra={"request_id": scope.get(REQUEST_ID)},
    )


class BodyLimit:
    """Refuses bodies above 1 MB below `/api` and at the login page; above 50 MB where files are
    uploaded. A body without a declared length is counted as it comes.

    An address with a NUL character, which no database takes, is refused as well.
    """

    def __init__(self, app: ASGIApp, uploads: Collection[str]) -> None:
        self._app = app
        self._uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(LIMITED):
            await self._app(scope, receive, send)
            return
        most = (50 if scope["path"].rstrip("/") in self._uploads else 1) * MEGABYTE
        detail = f"The body is larger than {most // MEGABYTE} MB; send less at once."
        headers = Headers(scope=scope)
        accepted = headers.get("accept-language", "")
        if not _fits(headers.get("content-length", "0"), most):
            await problem(413, detail, accepted=accepted)(scope, receive, send)
            return
        if b"%00" in scope.get("query_string", b"") or "\0" in scope["path"]:
            refusal = problem(422, "The address holds a NUL character.", accepted=accepted)
            await refusal(scope, receive, send)
            return
        taken = 0

        async def count() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > most:
                raise HTTPException(413, detail)
            return message

        await self._app(scope, count, send)


def _fits(declared: str, most: int) -> bool:
    """Whether a Content-Length is a number of at most so many bytes."""
    # Python refuses to read numbers of thousands of digits; 18 are more than any body has.
    return declared.isascii() and declared.isdigit() and int(declared[:18]) <= most
