"""What an endpoint has refused, and requests that do without it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Manners"]

REFUSALS = (400, 404, 415, 422, 500, 501)
PLAIN_REFUSALS = (400, 422)
OPTIONAL = (
    *("temperature", "response_format", "stream_options", "parallel_tool_calls"),
    *("max_completion_tokens", "max_tokens"),
)
"""Fields that an answer can do without."""

NO_FIELD = re.compile(r"context|too (?:long|large|many)|prompt|\btools?\b|function|jinja")
MUST_STREAM = re.compile(
    r"(?:only|must|require|need|enable)\w*[^.]{0,40}\bstream"
    r"|\bstream\b[^.]{0,40}(?:true|only|required|must)"
    r"|^unexpected response type.*data: ?\{",
    re.DOTALL,
)
REFUSED_STREAM = re.compile(
    r"verified to stream"
    r"|\bstream\w*\b[^.]{0,30}\b(?:not|un)\w* ?(?:support|allow|permit|available)"
    r"|\b(?:not|cannot|can't|unable)\b[^.]{0,30}\bstream"
)
"""What is said of a request for a stream, by an endpoint that answers whole."""
NO_STREAM = re.compile(r"no generations? (?:chunks|found)|stream\w* (?:is )?not support")
ROLES = re.compile(
    r"system[^.]{0,20}\brole|\brole[^.]{0,20}system|roles? must alternate"
    r"|only user and assistant|system messages? (?:is|are|must)"
)


@dataclass(slots=True)
class Manners:
    """`dropped` are the fields that it refused; `streams` says that it answers in streams only,
    `folded` that it knows no system message and no two messages of one role in a row."""

    dropped: set[str] = field(default_factory=set)
    streams: bool = False
    folded: bool = False

    def applied(self, payload: Mapping[str, Any]) -> dict[str, Any]:
        """A request as this endpoint takes it."""
        kept = self._without_dropped(payload)
        if "max_completion_tokens" in payload and "max_completion_tokens" in self.dropped:
            kept |= self._without_dropped({"max_tokens": payload["max_completion_tokens"]})
        if payload.get("extra_body"):
            kept["extra_body"] = self._without_dropped(payload["extra_body"])
        if self.folded:
            kept["messages"] = _folded(kept["messages"])
        return kept

    def refuses_streams(self, error: Exception) -> bool:
        """Whether an error answers to a request for a stream that it would have been answered
        without."""
        status = getattr(error, "status_code", None)
        said = str(error).casefold()
        return not self.streams and status in REFUSALS and bool(REFUSED_STREAM.search(said))

    def learn(self, error: Exception) -> bool:
        """Note what the error says was refused; returns whether a plainer request may do."""
        said = str(error).casefold()
        status = getattr(error, "status_code", None)
        if (NO_STREAM if self.streams else MUST_STREAM).search(said):
            self.streams = not self.streams
            return True
        if status not in REFUSALS:
            return False
        refused = {name for name in OPTIONAL if name in said} - self.dropped
        if not refused and not self.folded and ROLES.search(said):
            self.folded = True
            return True
        if not refused and status in PLAIN_REFUSALS and not NO_FIELD.search(said):
            refused = set(OPTIONAL) - self.dropped
        self.dropped |= refused
        return bool(refused)

    def _without_dropped(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in fields.items() if name not in self.dropped}


def _folded(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The system message before the user's words, and neighbours of one role as one message."""
    folded: list[dict[str, Any]] = []
    for message in messages:
        system = message["role"] in ("system", "developer")
        plain = {**message, "role": "user" if system else message["role"]}
        last = folded[-1] if folded else {}
        texts = [last.get("content"), plain.get("content")]
        alike = last.get("role") == plain["role"] and not last.get("tool_calls")
        if alike and plain["role"] != "tool" and all(isinstance(text, str) for text in texts):
            folded[-1] = {**last, "content": "\n\n".join(map(str, texts))}
        else:
            folded.append(plain)
    return folded
