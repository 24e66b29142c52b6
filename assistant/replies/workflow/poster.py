"""Posts one signed reply to the webhook of the shop, with a key by which repeats are known."""

import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.errors import DeliveryError, PushError, SettingsError
from assistant.models import DEFAULT_TENANT
from assistant.push.addresses import is_plain_address
from assistant.push.delivery import deliver
from assistant.push.messages import Request
from assistant.settings import Settings

__all__ = ["Poster", "poster_of", "signature"]


@dataclass(frozen=True, slots=True)
class Poster:
    """Posts JSON to one address. `sleep` and `now` (seconds since 1970) are the seams of tests."""

    url: str
    secret: str = field(repr=False)
    allow_private: bool = False
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.time

    def post(self, payload: Mapping[str, Any], key: str) -> None:
        """Post until the other side takes it, always with the same `Idempotency-Key`.

        The signature is HMAC-SHA256 over `<seconds>.<body>`. Raises DeliveryError where it is
        refused or cannot be reached, SettingsError for what is no address to post to.
        """
        if not is_plain_address(self.url, private=self.allow_private):
            raise SettingsError(
                f"HEARKEN_REPLY_WEBHOOK {self.url!r} is no plain https address; correct it (http "
                "is for private addresses, with HEARKEN_WEBHOOK_PRIVATE=true)."
            )
        body = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
        try:
            request = Request(self.url, self._headers(body, key), body)
            deliver(request, private=self.allow_private, sleep=self.sleep)
        except PushError as error:
            raise DeliveryError(
                f"{str(error).removesuffix('.')}; the reply is not marked as sent, try again or "
                "post it by hand."
            ) from error

    def _headers(self, body: bytes, key: str) -> dict[str, str]:
        seconds = int(self.now())
        return {
            "Content-Type": "application/json",
            "Idempotency-Key": key,
            "X-Hearken-Signature": f"t={seconds},v1={signature(self.secret, seconds, body)}",
        }


def poster_of(settings: Settings, tenant: str = DEFAULT_TENANT) -> Poster:
    """The poster to the shop's own webhook.

    Raises SettingsError where none is set, and for another tenant: what the settings name is the
    default tenant's.
    """
    if tenant != DEFAULT_TENANT:
        raise SettingsError(f"{tenant} has no reply webhook; export the replies and post them.")
    if not settings.reply_webhook or not settings.reply_secret:
        raise SettingsError("Set HEARKEN_REPLY_WEBHOOK and HEARKEN_REPLY_SECRET first.")
    secret = settings.reply_secret.get_secret_value()
    return Poster(settings.reply_webhook, secret, settings.webhook_private)


def signature(secret: str, seconds: int, body: bytes) -> str:
    """HMAC-SHA256 in hex over the moment and the body, for the receiver to compare."""
    signed = f"{seconds}.".encode() + body
    return hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
