"""What surrounds the window: its page's head, the content security policy, its own files."""

import re
import secrets
from collections.abc import Mapping
from html import escape
from importlib import resources

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["PageGuard", "static_text"]

POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
    "worker-src 'self' blob:; media-src 'self'; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)
FOREIGN = re.compile(
    r'<(?:meta\s+(?:property|name)="(?:og|twitter):[^>]*|link rel="manifest"[^>]*)>'
)


class PageGuard:
    """Guards the paths of the window.

    Every answer below one of `pages` (a path to its language and title) carries a policy that
    lets nothing load from elsewhere and no markup run a script: scripts need the nonce, which
    the page itself alone is given.
    """

    def __init__(self, app: ASGIApp, pages: Mapping[str, tuple[str, str]]) -> None:
        self._app = app
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = str(scope.get("path", ""))
        mount = next((page for page in self._pages if f"{path}/".startswith(f"{page}/")), None)
        if scope["type"] != "http" or mount is None:
            await self._app(scope, receive, send)
            return
        answer = _Guarded(send, *self._pages[mount], is_page=path.rstrip("/") == mount)
        if answer.is_page:
            kept = [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]
            scope = {**scope, "headers": kept}
        await self._app(scope, receive, answer.send)


class _Guarded:
    """One response on its way out; a page is held back until it is whole, then mended."""

    def __init__(self, send: Send, language: str, title: str, *, is_page: bool) -> None:
        self.is_page = is_page
        self._send = send
        self._language = language
        self._title = title
        self._nonce = secrets.token_urlsafe(16)
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Content-Security-Policy"] = POLICY.format(nonce=self._nonce)
            headers["X-Content-Type-Options"] = "nosniff"
            headers["Referrer-Policy"] = "no-referrer"
            html = headers.get("content-type", "").startswith("text/html")
            if self.is_page and html:
                self._start = message
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            await self._send_page(self._start)
            return
        await self._send(message)

    async def _send_page(self, start: Message) -> None:
        page = self._mend(self._body.decode("utf-8")).encode("utf-8")
        headers = MutableHeaders(scope=start)
        headers["Content-Length"] = str(len(page))
        headers["Cache-Control"] = "no-store"
        await self._send(start)
        await self._send({"type": "http.response.body", "body": page})

    def _mend(self, page: str) -> str:
        """The page in its language, without foreign names, its scripts known by the nonce."""
        page = FOREIGN.sub("", page)
        page = page.replace('lang="en"', f'lang="{self._language}"', 1)
        head = (
            f"<title>{escape(self._title)}</title>"
            '<link rel="stylesheet" href="/window/narrow.css">'
            '<link rel="icon" href="/window/icon.svg"><script src="/window/window.js"></script>'
            '<script src="/window/chat.js"></script><script src="/window/copying.js"></script>'
            '<script src="/window/drafting.js"></script><script src="/window/tables.js"></script>'
        )
        page = page.replace('<meta charset="utf-8" />', f'<meta charset="utf-8" />{head}', 1)
        return page.replace("<script", f'<script nonce="{self._nonce}"')


def static_text(name: str) -> str:
    """A file of ui/static."""
    return resources.files("ui").joinpath(f"static/{name}").read_text("utf-8")
