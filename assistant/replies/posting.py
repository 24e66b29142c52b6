"""One signed POST: idempotent, retried, never to a private address unless that is allowed."""

import hashlib
import hmac
import ipaddress
import json
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx2

from assistant.errors import DeliveryError, SettingsError

__all__ = ["Poster", "signature"]

SECONDS = 10.0
PAUSES = (0.5, 2.0)
"""Seconds before the second and the third attempt."""

AGAIN = frozenset((408, 425, 429, 500, 502, 503, 504))


@dataclass(frozen=True, slots=True)
class Poster:
    """Posts JSON to one address. `sleep` and `now` (seconds since 1970) are the seams of tests."""

    url: str
    secret: str
    allow_private: bool = False
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.time

    def post(self, payload: Mapping[str, Any], key: str) -> None:
        """Post until the other side takes it, three times at most, always with the same
        `Idempotency-Key`.

        The signature is HMAC-SHA256 over `<seconds>.<body>`. Redirects are not followed. Raises
        DeliveryError where it is refused or cannot be reached, SettingsError for an address that
        may not be posted to.
        """
        self._check_address()
        body = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
        last = ""
        with httpx2.Client(timeout=SECONDS, follow_redirects=False, trust_env=False) as client:
            for pause in (0.0, *PAUSES):
                if pause:
                    self.sleep(pause)
                try:
                    status = client.post(
                        self.url, content=body, headers=self._headers(body, key)
                    ).status_code
                except httpx2.HTTPError as error:
                    last = f"cannot be reached ({type(error).__name__})"
                    continue
                if 200 <= status < 300:
                    return
                last = f"answered {status}"
                if status not in AGAIN:
                    break
        raise DeliveryError(
            f"The reply was not handed over: {self._host()} {last}; nothing was marked as sent, "
            "try again or post it by hand."
        )

    def _headers(self, body: bytes, key: str) -> dict[str, str]:
        seconds = int(self.now())
        return {
            "Content-Type": "application/json",
            "Idempotency-Key": key,
            "X-Hearken-Signature": f"t={seconds},v1={signature(self.secret, seconds, body)}",
        }

    def _host(self) -> str:
        return urlsplit(self.url).hostname or self.url

    def _check_address(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("https", "http") or not parts.hostname:
            raise SettingsError(
                f"HEARKEN_REPLY_WEBHOOK {self.url!r} is no address; write it like https://…"
            )
        if self.allow_private:
            return
        port = parts.port or (443 if parts.scheme == "https" else 80)
        try:
            found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
        except OSError:
            raise DeliveryError(
                f"{parts.hostname} cannot be found; check HEARKEN_REPLY_WEBHOOK."
            ) from None
        if not all(ipaddress.ip_address(str(at[4][0]).split("%")[0]).is_global for at in found):
            raise SettingsError(
                f"{parts.hostname} is a private address; set HEARKEN_REPLY_PRIVATE=true if replies "
                "may be posted inside your own network."
            )


def signature(secret: str, seconds: int, body: bytes) -> str:
    """HMAC-SHA256 in hex over the moment and the body, for the receiver to compare."""
    signed = f"{seconds}.".encode() + body
    return hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
