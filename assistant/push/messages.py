"""What each service wants to be sent, signed the way it asks for."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from assistant.push.webhooks import Kind, Webhook

__all__ = ["Message", "Request", "request_for"]


TELL_CODE = (Kind.FEISHU, Kind.DINGTALK, Kind.WECOM)


@dataclass(frozen=True, slots=True)
class Message:
    """One alert: a title, a text of a few plain lines, and the same as data."""

    title: str
    text: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Request:
    """What is posted: the address with its query, the headers and the body.

    `tells_code`: the service answers 200 even when it refuses, with a code in the body.
    """

    url: str
    headers: Mapping[str, str]
    body: bytes
    tells_code: bool = False


def request_for(webhook: Webhook, message: Message, now: datetime) -> Request:
    """The signed request. Slack and WeCom know no signature: their address is the secret."""
    body: dict[str, Any] = _body(webhook.kind, message)
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "hearken"}
    url, secret = webhook.url, webhook.secret
    seconds = int(now.timestamp())
    if secret and webhook.kind == Kind.FEISHU:
        key = f"{seconds}\n{secret}".encode()
        body |= {"timestamp": str(seconds), "sign": _base64(key, b"")}
    if secret and webhook.kind == Kind.DINGTALK:
        stamp = str(seconds * 1000)
        sign = _base64(secret.encode(), f"{stamp}\n{secret}".encode())
        query = urlencode({"timestamp": stamp, "sign": sign})
        url += ("&" if "?" in url else "?") + query
    written = json.dumps(body, ensure_ascii=False).encode()
    if secret and webhook.kind == Kind.JSON:
        signed = f"{seconds}.".encode() + written
        headers["X-Hearken-Timestamp"] = str(seconds)
        headers["X-Hearken-Signature"] = "sha256=" + _digest(secret.encode(), signed).hex()
    return Request(url, headers, written, webhook.kind in TELL_CODE)


def _body(kind: Kind, message: Message) -> dict[str, Any]:
    whole = f"{message.title}\n{message.text}"
    match kind:
        case Kind.SLACK:
            # Slack reads <…> and & as its own markup.
            plain = whole.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            return {"text": plain}
        case Kind.FEISHU:
            return {"msg_type": "text", "content": {"text": whole.replace("<", "＜")}}
        case Kind.DINGTALK | Kind.WECOM:
            return {"msgtype": "text", "text": {"content": whole}}
        case Kind.JSON:
            return {"title": message.title, "text": message.text, "alert": dict(message.data)}


def _digest(key: bytes, signed: bytes) -> bytes:
    return hmac.new(key, signed, hashlib.sha256).digest()


def _base64(key: bytes, signed: bytes) -> str:
    return base64.b64encode(_digest(key, signed)).decode()
