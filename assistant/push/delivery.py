"""Posts a request to a checked address, again after a while where that may help."""

import json
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import httpx2

from assistant.errors import PushError
from assistant.push.addresses import pinned_address
from assistant.push.messages import Request

__all__ = ["deliver"]

SECONDS = 10.0
WAITS = (1.0, 4.0, 16.0)
"""Seconds before each further try."""
LATER = frozenset((408, 425, 429))
LONGEST_ANSWER = 65_536


def deliver(
    request: Request, *, private: bool, sleep: Callable[[float], None] = time.sleep
) -> None:
    """Post once, and up to three times more while the other side is out of order.

    The name is resolved once a try and the connection made to the address that was checked;
    redirects are refused, the environment's proxies not used. Raises PushError.
    """
    for wait in (*WAITS, None):
        try:
            reason = _post(request, private=private)
        except httpx2.TransportError as error:
            reason = type(error).__name__
        if reason is None:
            return
        if wait is None:
            break
        sleep(wait)
    host = urlsplit(request.url).hostname
    raise PushError(f"The webhook at {host} did not take the message ({reason}).")


def _post(request: Request, *, private: bool) -> str | None:
    """None when it was taken, a reason when it may be later. Raises PushError where it never is."""
    url = httpx2.URL(request.url)
    port = url.port or (443 if url.scheme == "https" else 80)
    address = pinned_address(url.host, port, private=private)
    pinned = url.copy_with(host=address)
    headers = {**request.headers, "Host": url.netloc.decode("ascii")}
    client = httpx2.Client(timeout=SECONDS, follow_redirects=False, trust_env=False)
    with (
        client,
        client.stream(
            "POST",
            pinned,
            content=request.body,
            headers=headers,
            extensions={"sni_hostname": url.host},
        ) as response,
    ):
        status = response.status_code
        if status in LATER or status >= 500:
            return f"status {status}"
        if status >= 300:
            raise PushError(
                f"The webhook at {url.host} refused the message (status {status}); check its "
                "address and secret."
            )
        answer = _start_of(response)
    code = _error_code(answer) if request.tells_code else 0
    if code:
        raise PushError(
            f"The webhook at {url.host} refused the message (code {code}); check its settings "
            "there."
        )
    return None


def _start_of(response: httpx2.Response) -> bytes:
    found = b""
    for piece in response.iter_bytes():
        found += piece
        if len(found) > LONGEST_ANSWER:
            break
    return found


def _error_code(answer: bytes) -> int:
    """Feishu says `code`, DingTalk and WeCom `errcode` beside a status of 200."""
    try:
        read: Any = json.loads(answer)
    except ValueError:
        return 0
    if not isinstance(read, dict):
        return 0
    code = read.get("errcode") or read.get("code") or 0
    return code if isinstance(code, int) else 0
